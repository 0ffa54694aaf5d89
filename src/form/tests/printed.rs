//! What forms print in other ways than most: figures in one cell with their labels, chosen grades, titles that do not say 自评表; and tables that
//! look like forms and are none.

use insta::assert_snapshot;

use super::{form, forms, funds, show};
use crate::form::tables_to_forms;
use crate::geometry::{POINT, Rect};
use crate::table::Block;
use crate::table::sketch::text_to_tables;
use crate::warning::WarningKind;

const INDICATORS: &str = "\
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 里程 | ≥350 | 360 | 100 | 98 |
| 总分 | < | < | < | < | 100 | 98 |";

fn with_funds(rows: &str) -> String {
    format!("| 项目名称 | 道路养护 | < | < | < | < | < |\n{rows}\n{INDICATORS}")
}

#[test]
fn figures_may_stand_in_one_cell_with_their_labels() {
    let beside = form(&with_funds(
        "| 预算执行情况（万元） | < | 预算数：100 | < | 执行数：90万元 | < | 执行率：90% |",
    ));
    assert_snapshot!(funds(&beside), @"budget=100 executed=90万元 rate=90%");
    let together = form(&with_funds(
        "| 预算执行情况（万元） | < | 预算数：¥1,000.00执行数:900.00；执行率：90% | < | < | < | < |",
    ));
    assert_snapshot!(funds(&together), @"budget=¥1,000.00 executed=900.00 rate=90%");
    let parted = form(&with_funds(
        "\
| 预算执行情况（万元） | < | 预算数：100 | < | 其中：财政拨款：80 | < | < |
| ^ | ^ | 执行数：90 | < | 其中：财政拨款：70 | < | < |",
    ));
    assert_snapshot!(funds(&parted), @"
    budget=100 executed=90
    item=财政拨款 budget=80 executed=70
    ");
    assert!(
        [&beside, &together, &parted]
            .into_iter()
            .all(|form| form.warnings.is_empty()),
        "{:?}",
        parted.warnings
    );
}

#[test]
fn a_part_of_the_money_may_be_all_of_it() {
    // Each figure stands where it was read, though the same one comes before it.
    let form = form(&with_funds(
        "| 预算执行情况 | 预算数：100 其中：财政拨款：100 其他资金：0 | < | < | 执行数：90 其中：财政拨款：90 其他资金：0 | < | < |",
    ));
    assert_snapshot!(funds(&form), @"
    budget=100 executed=90
    item=财政拨款 budget=100 executed=90
    item=其他资金 budget=0 executed=0
    ");
    assert!(form.warnings.is_empty(), "{:?}", form.warnings);
}

#[test]
fn figures_in_one_cell_are_taken_only_where_each_is_told() {
    for rows in [
        "| 预算执行情况 | < | 预算数：100 | < | 预算数：90 | < | 执行数：90 |",
        "| 预算执行情况 | < | 预算数：约100左右 | < | 执行数：90 | < | |",
        "| 预算执行情况 | < | 预算数：100 | < | 执行率：90% | < | |",
    ] {
        let form = form(&with_funds(rows));
        assert!(form.funds.is_empty(), "{rows}");
        assert!(!form.warnings.is_empty(), "{rows}");
    }
}

#[test]
fn the_largest_line_over_a_form_is_its_title() {
    let title = |text: &str, size: i32| {
        let mut tables = text_to_tables(&format!("{text}\n（2023年度）\n\n{}", with_funds("")).replace("\n\n|", "\n|"));
        let mut sizes = [size * POINT, 8 * POINT].into_iter();
        for block in &mut tables.blocks {
            match block {
                Block::Line(line) => line.size = sizes.next().unwrap(),
                Block::Table(table) => {
                    for cell in &mut table.cells {
                        cell.content.bbox = cell.content.bbox.map(|b| Rect {
                            y1: b.y0 + 8 * POINT,
                            ..b
                        });
                    }
                }
            }
        }
        show(&tables_to_forms(&tables)[0].title)
    };
    assert_eq!(title("专项资金绩效情况", 16), "专项资金绩效情况");
    assert_eq!(title("专项资金绩效情况", 8), "×");
    assert_eq!(title("一、资金使用情况", 16), "×");
    assert_eq!(title("请各单位于月底前填报，逾期不再受理。", 16), "×");
}

#[test]
fn of_grades_without_a_tick_none_is_told() {
    for options in ["优 良 中 差", "A、B、C、D", "优良中差"] {
        let form =
            form(&format!("{}\n| 评分等级 | {options} | < | < | < | < | < |", with_funds("")).replace("\n\n", "\n"));
        assert_eq!(show(&form.grade), "", "{options}");
        assert!(
            form.warnings.iter().any(|w| w.kind == WarningKind::ValueNotFound),
            "{options}"
        );
    }
}

#[test]
fn who_scores_people_or_is_scored_by_others_fills_no_form() {
    let scores = "\
| 项目名称 | 物业服务外包 | < | < | < |
| 一级指标 | 二级指标 | 考核内容 | 分值 | 自评得分 |
| 工作业绩 | 完成质量 | 按要求完成 | 100 | 98 |
| 合计 | < | < | 100 | 98 |";
    let titled = |title: &str| forms(&format!("{title}\n\n{scores}")).len();
    assert_eq!(titled("事业单位工作人员考核自评表"), 0);
    assert_eq!(titled("干部履职考核培训项目支出绩效自评表"), 1);
    let evaluated = scores.replace("项目名称 | 物业服务外包 | <", "项目名称 | 物业服务外包 | 评价机构");
    assert_eq!(forms(&evaluated).len(), 0);
}

#[test]
fn tables_in_a_report_without_a_project_are_no_form() {
    let report = "\
某县财政局2023年度项目支出绩效自评报告

| 支出内容 | 预算金额 | 支出金额 |
| 设备购置 | 100 | 90 |

| 一级指标 | 二级指标 | 分值 | 得分 | 得分率 |
| 决策 | 项目立项 | 50 | 48 | 96% |
| 产出 | 产出数量 | 50 | 49 | 98% |
| 合计 | < | 100 | 97 | 97% |";
    assert_eq!(forms(report).len(), 0);
    assert_eq!(
        forms(&report.replace("自评报告\n", "自评报告\n\n项目名称：设备购置\n")).len(),
        1
    );
    let list = "\
收支预算总表

| 项目名称 | 预算数 | 其中：财政拨款 |
| 道路养护 | 100 | 100 |";
    assert_eq!(forms(&format!("{list}\n\n{report}")).len(), 0);
}

/// A table with the columns of a form, under a title that says nothing.
fn untitled(actual: &str, score: &str, rows: &str) -> usize {
    let sketch = format!(
        "\
项目支出绩效目标

| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | {actual} | {score} |
| 产出指标 | 数量指标 | 里程 | ≥350 | {rows} |"
    );
    forms(&sketch).len()
}

#[test]
fn goals_that_nobody_answered_are_a_declaration() {
    assert_eq!(untitled("实际完成值", "得分", "  | "), 0);
    assert_eq!(untitled("实际完成值", "得分", "/ | —"), 0);
    assert_eq!(untitled("实际完成值", "得分", "360 | "), 1);
    let empty = "\
项目支出绩效自评表

| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 得分 |
| 产出指标 | 数量指标 | 里程 | ≥350 | | |";
    assert_eq!(forms(empty).len(), 1);
}

#[test]
fn what_was_reached_by_the_middle_of_the_year_is_monitoring() {
    assert_eq!(untitled("实际完成值", "全年预计完成情况", "200 | 360"), 0);
    assert_eq!(untitled("完成情况", "完成目标可能性", "200 | 确定能"), 0);
    assert_eq!(untitled("完成情况", "备注", "200 | 无"), 1);
}
