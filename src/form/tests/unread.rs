//! A figure that no field took is said.

use std::collections::BTreeSet;

use super::{form, show};
use crate::form::tables_to_forms;
use crate::pdf::MarkKind;
use crate::pdf::drawing::Drawing;
use crate::table::sketch::{text_to_drawing, text_to_tables};
use crate::table::{Block, Doubt, Torn, pages_to_tables};

/// The fields with a doubt, each once.
fn doubted(sketch: &str) -> Vec<String> {
    let mut fields: Vec<String> = form(sketch).warnings.into_iter().map(|w| w.scope.to_string()).collect();
    fields.dedup();
    fields
}

/// A form with these funds of six columns and these indicators.
fn with(funds: &str, indicators: &str) -> Vec<String> {
    doubted(&format!(
        "| 项目名称 | 道路养护 | < | < | < | < |\n{funds}\n{indicators}"
    ))
}

const FUNDS: &str = "\
| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | 总额 | 100 | 90 | 90% | 9 |";

const INDICATORS: &str = "\
| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出 | 里程 | 350 | 360 | 90 | 89 |
| 总分 | < | < | < | 100 | 98 |";

/// The fields with a doubt in a form whose cell with this text has one.
fn with_doubt(text: &str, doubt: Doubt, indicators: &str) -> Vec<String> {
    let sketch = format!("| 项目名称 | 道路养护 | < | < | < | < |\n{FUNDS}\n{indicators}");
    doubted_where(&sketch, text, doubt)
}

/// The fields with a doubt in a document of one form, of which cells with this text have one.
fn doubted_where(sketch: &str, text: &str, doubt: Doubt) -> Vec<String> {
    let mut tables = text_to_tables(sketch);
    for block in &mut tables.blocks {
        let Block::Table(table) = block else { continue };
        for cell in table.cells.iter_mut().filter(|c| c.text() == text) {
            cell.doubt = doubt;
        }
    }
    let form = tables_to_forms(&tables).remove(0);
    form.warnings.into_iter().map(|w| w.scope.to_string()).collect()
}

#[test]
fn where_a_cell_is_torn_rows_and_columns_of_its_part_may_be_lost() {
    let torn = |torn| Doubt {
        torn: Some(torn),
        ..Doubt::default()
    };
    let fields = with_doubt("90%", torn(Torn::PageEdge), INDICATORS);
    assert_eq!(fields, ["funds[0].rate", "funds", "grade"]);
    let fields = with_doubt("350", torn(Torn::SlantedLine), INDICATORS);
    assert_eq!(fields, ["indicators[0].target", "indicators", "grade"]);
}

#[test]
fn a_header_that_runs_over_its_cell_and_is_no_label_may_be_one() {
    let overflow = Doubt {
        overflow: true,
        ..Doubt::default()
    };
    let broken = INDICATORS.replace("完成值", "成");
    assert!(with_doubt("成", overflow, &broken).contains(&"indicators".to_owned()));
    assert_eq!(with_doubt("完成值", overflow, INDICATORS), [""; 0]);
}

#[test]
fn a_form_that_is_understood_has_no_doubts() {
    assert_eq!(with(FUNDS, INDICATORS), [""; 0]);
}

#[test]
fn an_unknown_column_may_be_the_one_that_is_lacking() {
    assert_eq!(
        with(&FUNDS.replace("得分", "折算"), INDICATORS),
        ["funds[0].initial", "funds[0].weight", "funds[0].score"]
    );
    assert_eq!(
        with(FUNDS, &INDICATORS.replace("完成值", "年末水平")),
        ["indicators[0].actual"]
    );
}

#[test]
fn a_label_that_ends_with_a_header_of_two_rows_heads_the_names_below_it() {
    let funds = "\
| 项目资金 | 安排 | < | 花用 | < | < |
| ^ | 全年预算数 | 年初额度 | 全年执行数 | 执行率 | < |
| 资金总额 | 100 | 100 | 90 | 90% | < |";
    let fields = with(funds, INDICATORS);
    assert_eq!(fields, ["funds[0].initial", "funds[0].weight", "funds[0].score"]);
}

#[test]
fn a_known_column_of_something_else_is_none_of_ours() {
    assert_eq!(with(&FUNDS.replace("得分", "结余"), INDICATORS), [""; 0]);
    let audited = INDICATORS.replace("指标值", "财政审核得分");
    assert_eq!(with(FUNDS, &audited), [""; 0]);
}

#[test]
fn rows_below_the_end_of_a_block_are_lost_to_it() {
    let more = format!("{INDICATORS}\n| 效益 | 出行 | 10 | 10 | 5 | 5 |");
    assert_eq!(with(FUNDS, &more), ["indicators"]);
}

#[test]
fn a_block_whose_header_is_unknown_is_lost() {
    let funds = "| 项目资金 | 申请额 | 批复额 | 100 | 用去额 | 90 |";
    assert_eq!(with(funds, INDICATORS), ["funds"]);
    let indicators = "\
| 绩效指标 | 名目 | 要求 | 结果 | 满 | 实得 |
| ^ | 里程 | 350 | 360 | 90 | 89 |";
    let fields = with(FUNDS, indicators);
    assert_eq!(fields.first().map(String::as_str), Some("indicators"), "{fields:?}");
}

#[test]
fn points_beside_the_goals_may_be_part_of_both_totals() {
    let goals =
        format!("{FUNDS}\n| 年度总体目标 | 预期目标 | < | 实际完成情况 | < | 10 |\n| ^ | 养护 | < | 已养护 | < | ^ |");
    assert_eq!(with(&goals, INDICATORS), ["total_weight", "total_score"]);
}

#[test]
fn points_of_another_block_below_the_funds_may_be_part_of_both_totals() {
    let management =
        format!("{FUNDS}\n| 资金管理情况 | 内容 | 情况说明 | 分值 | 得分 | 问题 |\n| ^ | 合规性 | 合规 | 5 | 5 | 无 |");
    assert_eq!(
        with(&management, INDICATORS),
        ["total_weight", "total_score", "total_weight", "total_score"]
    );
}

#[test]
fn a_score_that_is_not_understood_is_said() {
    let two_figures = INDICATORS.replace("| 总分 | < | < | < | 100 | 98 |", "| 总分 | 100 | 98 | | | |");
    let totals = ["total_weight", "total_score"];
    assert_eq!(with(FUNDS, &two_figures), [totals, totals].concat());
}

#[test]
fn figures_beside_labels_of_the_head_and_the_foot_are_explained() {
    let form = form(&format!(
        "| 项目名称 | 道路养护 | 联系电话 | 13800000000 | 编号 | 12 |\n{INDICATORS}\n| 附注 | 3 | 页数 | 2 | < | < |"
    ));
    assert_eq!(form.warnings, [], "{}", show(&form.total_score));
}

#[test]
fn a_header_of_two_labels_and_a_cell_of_two_figures_are_doubted() {
    let joined = FUNDS.replace("| 全年预算数 | 全年执行数 |", "| 全年预算数全年执行数 | 执行数 |");
    assert!(with(&joined, INDICATORS).contains(&"funds".to_owned()));
    let both = INDICATORS.replace("| 90 | 89 |", "| 90 | 89章 |");
    assert_eq!(with(FUNDS, &both), ["indicators[0].score"]);
}

#[test]
fn a_row_directly_below_the_table_is_said() {
    let (rows, height) = (4, 24);
    let below = 40 + rows * height + 4;
    let page = text_to_drawing(
        "| 项目名称 | 道路养护 | < | < | < | < |\n| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |\n| 产出 | 里程 | 350 | 360 | 50 | 50 |\n| 产出 | 次数 | 3 | 3 | 40 | 39 |",
    )
    .row(below, 8, &[(42, "合计得分"), (300, "90"), (364, "89")])
    .page();
    let forms = tables_to_forms(&pages_to_tables(&[page]));
    let doubted: Vec<String> = forms
        .iter()
        .flat_map(|f| &f.warnings)
        .map(|w| w.scope.to_string())
        .collect();
    assert_eq!(doubted, ["total_weight", "total_score", "indicators"]);
}

/// The fields with a doubt in a form with this head, of which cells with this text have one.
fn doubted_in(head: &str, text: &str, doubt: Doubt) -> Vec<String> {
    let sketch = format!("2023年度项目支出绩效自评表\n\n{head}\n{FUNDS}\n{INDICATORS}");
    doubted_where(&sketch, text, doubt)
}

#[test]
fn beside_a_label_that_is_blank_or_cut_a_name_may_be_lost() {
    let head = |label: &str| {
        format!("| 项目名称 | 道路养护 | < | < | < | < |\n| 主管部门 | 交通局 | {label} | 养护中心 | < | < |")
    };
    let none = Doubt::default();
    assert!(doubted_in(&head(" "), "?", none).contains(&"unit".to_owned()));
    assert!(doubted_in(&head("施单位"), "?", none).contains(&"unit".to_owned()));
    assert!(!doubted_in(&head("实施单位"), "?", none).contains(&"unit".to_owned()));
    assert!(!doubted_in(&head("联系人"), "?", none).contains(&"unit".to_owned()));
}

#[test]
fn a_label_in_doubt_may_be_any_that_was_not_found() {
    let head = "| 项目名称 | 道路养护 | < | < | < | < |\n| 主管部门 | 交通局 | 另施有位 | 养护中心 | < | < |";
    let mixed = Doubt {
        mixed: true,
        ..Doubt::default()
    };
    assert_eq!(
        doubted_in(head, "另施有位", mixed),
        ["unit", "expected_goal", "actual_result", "amount_unit"]
    );
}

/// The fields with a doubt in a form below what is drawn above it.
fn doubted_below(above: impl Fn(Drawing) -> Drawing) -> Vec<String> {
    let form = text_to_drawing(&format!(
        "| 项目名称 | 道路养护 | < | < | < | < |\n{FUNDS}\n{INDICATORS}"
    ));
    let page = above(form).page();
    let forms = tables_to_forms(&pages_to_tables(&[page]));
    let warnings = forms.into_iter().flat_map(|form| form.warnings);
    let fields = warnings.map(|w| w.scope.to_string());
    // Each once, whatever says so.
    let fields: BTreeSet<String> = fields
        .filter(|field| ["title", "year"].contains(&field.as_str()))
        .collect();
    fields.into_iter().collect()
}

#[test]
fn what_stands_above_a_form_and_is_no_text_may_be_its_title_or_year() {
    let picture = |d: Drawing| d.mark(MarkKind::Picture, 100, 5, 200, 17);
    let titled = |d: Drawing, text: &str| d.text(100, 22, 9, text);
    assert_eq!(doubted_below(|d| d), [""; 0]);
    assert_eq!(doubted_below(picture), ["title", "year"]);
    assert_eq!(doubted_below(|d| picture(titled(d, "项目支出绩效自评表"))), ["year"]);
    assert_eq!(
        doubted_below(|d| picture(titled(d, "2023年度项目支出绩效自评表"))),
        [""; 0]
    );
}

#[test]
fn a_block_without_lines_is_said_by_what_stands_outside_the_tables() {
    let of_funds = doubted(&format!(
        "| 项目名称 | 道路养护 | < | < | < | < |\n\n项目资金\n年初预算数 全年预算数 全年执行数\n年度资金总额 100 100 90\n\n{INDICATORS}"
    ));
    assert_eq!(of_funds, ["funds"]);
    let of_goals = doubted(&format!(
        "| 项目名称 | 道路养护 | < | < | < | < |\n{FUNDS}\n\n预期目标 实际完成情况\n养护道路 已养护\n\n{INDICATORS}"
    ));
    assert_eq!(of_goals, ["expected_goal", "actual_result"]);
}
