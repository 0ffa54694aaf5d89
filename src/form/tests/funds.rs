//! The rows of 项目资金.

use insta::assert_snapshot;

use super::{form, funds, show};
use crate::form::Form;

/// A form with this block of eight columns between its head and its indicators.
pub(super) fn with_funds(block: &str) -> Form {
    form(&format!(
        "| 项目名称 | 道路养护 | < | < | < | < | < | < |\n{block}\n\
         | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因 |\n\
         | 产出 | 数量 | 里程 | 10 | 9 | 10 | 9 | 雨 |"
    ))
}

#[test]
fn fund_rows_stand_below_their_header() {
    let form = with_funds(
        "\
| 项目资金（万元） | <              | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率  | 得分 |
| ^                | 年度资金总额   | 100.00     | 95.00      | 90.25      | 10   | 95.00%  | 9.50 |
| ^                | 其中：财政拨款 | 80.00      | 75.00      | 70.25      | -    | 93.67%  | -    |
| ^                | 其他资金：     |            | 20.00      | 20.00      | -    | 100.00% | -    |",
    );
    assert_snapshot!(funds(&form), @r"
    item=年度资金总额 initial=100.00 budget=95.00 executed=90.25 weight=10 rate=95.00% score=9.50
    item=财政拨款 initial=80.00 budget=75.00 executed=70.25 weight=- rate=93.67% score=-
    item=其他资金 initial= budget=20.00 executed=20.00 weight=- rate=100.00% score=-
    ");
    assert_eq!(show(&form.amount_unit), "万元");
}

#[test]
fn a_figure_in_one_cell_under_budget_and_executed_is_of_no_fund_row_and_is_said() {
    let form = with_funds(
        "\
| 项目资金（万元） | <              | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率  | 得分 |
| ^                | 年度资金总额   | 100.00     | 95.00      | 90.25      | 10   | 95.00%  | 9.50 |
| 加总数           | <              | 97.00      | <          | <          | <    | <       | <    |",
    );
    assert_snapshot!(funds(&form), @r"
    item=年度资金总额 initial=100.00 budget=95.00 executed=90.25 weight=10 rate=95.00% score=9.50
    ");
    assert!(
        form.warnings.iter().any(|warning| warning.message.zh.contains("97.00")),
        "{:?}",
        form.warnings
    );
}

#[test]
fn a_part_is_named_without_the_mark_behind_its_word() {
    let form = with_funds(
        "\
| 预算执行情况 | 预算数：        | < | 100 | 执行数：        | < | 100 | < |
| ^            | 其中-财政拨款： | < | 60  | 其中-财政拨款： | < | 60  | < |
| ^            | 其他-资金：     | < | 40  | 其他-资金：     | < | 40  | < |",
    );
    assert_snapshot!(funds(&form), @r"
    budget=100 executed=100
    item=财政拨款 budget=60 executed=60
    item=其他-资金 budget=40 executed=40
    ");
}

#[test]
fn parts_that_are_named_before_each_amount_are_rows_though_they_are_blank() {
    let form = with_funds(
        "\
| 计划安排资金（万元） | 700 | 实际到位资金 | 690 | 实际支出（万元） | 680 | 结余（万元） | 10 |
| 其中：中央财政 |     | 其中：中央财政 |     | 其中：中央财政 |     | 其中：中央财政 | |
| 县财政 | 700 | 县财政 | 690 | 县财政 | 680 | 县财政 | 10 |",
    );
    assert_snapshot!(funds(&form), @r"
    budget=700 executed=680
    item=中央财政 budget= executed=
    item=县财政 budget=700 executed=680
    ");
    assert_eq!(show(&form.amount_unit), "万元");
    assert_eq!(form.warnings, []);
}

#[test]
fn a_score_merged_over_the_rows_stands_on_the_first_and_covers_the_others() {
    let form = with_funds(
        "\
| 项目资金 | <            | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^        | 年度资金总额 | 100        | 100        | 90         | 10   | 90%    | 9    |
| ^        | 财政拨款     | 80         | 80         | 70         | ^    | ^      | ^    |",
    );
    assert_snapshot!(funds(&form), @r"
    item=年度资金总额 initial=100 budget=100 executed=90 weight=10 rate=90% score=9
    item=财政拨款 initial=80 budget=80 executed=70 weight=^ rate=^ score=^
    ");
}

#[test]
fn columns_are_found_by_their_labels_in_any_order() {
    let form = with_funds(
        "\
| 预算执行情况 | <    | 预算数（A） | 执行数（B） | 执行率（B/A，%） | 得分 | 权重 | 备注 |
| ^            | 总额 | 100         | 90          | 90               | 9    | 10   |      |",
    );
    assert_snapshot!(funds(&form), @"item=总额 budget=100 executed=90 weight=10 rate=90 score=9");
}

#[test]
fn of_several_budgets_the_last_before_the_amount_executed_counts_and_an_adjustment_is_none() {
    let form = with_funds(
        "\
| 项目资金 | <    | 年初预算数 | 预算数 | 调整后预算数 | 执行数 | 执行率 | 得分 |
| ^        | 总额 | 100        | 100    | 110          | 99     | 90%    | 9    |",
    );
    assert_snapshot!(funds(&form), @"item=总额 initial=100 budget=110 executed=99 rate=90% score=9");
    for adjustment in ["调整预算数（调增+，调减-）", "调整预算数（增减）"] {
        let form = with_funds(&format!(
            "\
| 项目资金 | <    | 年初预算数 | {adjustment} | 全年预算数 | 执行数 | 执行率 | 得分 |
| ^        | 总额 | 100        | 10           | 110        | 99     | 90%    | 9    |"
        ));
        assert_eq!(show(&form.funds[0].budget), "110", "{adjustment}");
    }
}

#[test]
fn where_the_rate_follows_from_the_initial_budget_and_what_was_added_the_latter_is_doubted() {
    let doubted = |row: &str| {
        let form = with_funds(&format!(
            "| 项目资金 | < | 年初预算数 | 调整预算数 | 执行数 | 执行率 | 得分 | < |\n| ^ | 总额 | {row} | 9 | < |"
        ));
        form.warnings
            .into_iter()
            .map(|w| w.scope.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(doubted("100 | 10 | 99 | 90%"), ["funds[0].budget"]);
    assert_eq!(doubted("100 | 110 | 99 | 90%"), [""; 0]);
    assert_eq!(doubted("100 | 110 | 99 | 80%"), [""; 0]);
    assert_eq!(doubted("0 | 110 | 99 | 90%"), [""; 0]);
}

#[test]
fn a_heading_may_state_the_points_of_the_budget() {
    let points = |label: &str, score: &str, weight: &str| {
        let form = with_funds(&format!(
            "| {label} | < | 全年预算数 | < | 全年执行数 | {weight} | 执行率 | {score} |\n| ^ | 总额 | 100 | < | 90 | 10 | 90% | 9 |"
        ));
        form.points_in_heading.map(|points| points.to_string())
    };
    assert_eq!(points("项目资金", "执行率得分（10分）", "备注").as_deref(), Some("10"));
    assert_eq!(
        points("预算执行情况（万元）（20分）", "得分", "备注").as_deref(),
        Some("20")
    );
    assert_eq!(points("项目资金", "得分(20分*执行率)", "备注").as_deref(), Some("20"));
    assert_eq!(points("预算执行情况（10分）", "得分", "到位率"), None);
    assert_eq!(points("项目资金", "得分", "备注"), None);
    assert_eq!(points("项目资金", "得分（10分）", "分值"), None);
}

#[test]
fn amounts_in_a_unit_of_their_own_are_doubted() {
    let form = with_funds(
        "\
| 预算执行情况 | < | 预算数（万元） | < | 执行数（元） | < | 执行率 | 得分 |
| ^            | < | 100            | < | 900000       | < | 90%    | 9    |",
    );
    let doubted: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(doubted, ["funds[0].executed"]);
}

#[test]
fn a_budget_may_have_its_kinds_in_a_second_row_of_the_header() {
    let form = with_funds(
        "\
| 资金来源 | <  | 预算数 | <      | 执行数 | 分值 | 执行率 | 得分 |
| ^        | <  | 年初   | 调整后 | ^      | ^    | ^      | ^    |
| 合计     | <  | 100    | 110    | 99     | 10   | 90%    | 9    |",
    );
    assert_snapshot!(funds(&form), @"item=合计 initial=100 budget=110 executed=99 weight=10 rate=90% score=9");
    assert_eq!(form.warnings, []);
}

#[test]
fn words_about_the_money_are_no_fund_rows() {
    let form = with_funds(
        "\
| 项目资金     | <          | 年初预算数       | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^            | 总额       | 100              | 100        | 90         | 10   | 90%    | 9    |
| ^            | 偏差原因   | 工程未结算，结余 | <          | <          | <    | <      | <    |
| 资金管理情况 | 分配科学性 | 科学             | <          | <          | 无   | <      | <    |
| ^            | 使用规范性 | 规范             | <          | <          | 无   | <      | <    |",
    );
    assert_snapshot!(funds(&form), @"item=总额 initial=100 budget=100 executed=90 weight=10 rate=90% score=9");
    assert_eq!(form.warnings, []);
}

#[test]
fn figures_beside_labels_may_go_on_in_the_next_row() {
    let form = with_funds(
        "\
| 项目资金 | 年初预算数 | 100 | 全年预算数     | 100 | < |   | < |
| ^        | 全年执行数 | 90  | 执行率         | 90% | < |   | < |
| ^        | 分值       | 10  | 得分           | 9   | < |   | < |
| ^        | 其中：省级 | 60  | 其中：省级     | 60  | < |   | < |",
    );
    assert_snapshot!(funds(&form), @r"
    initial=100 budget=100 executed=90 weight=10 rate=90% score=9
    item=省级 initial=60 budget=60
    ");
    assert_eq!(form.warnings, []);
}

#[test]
fn a_column_that_the_layout_lacks_is_absent() {
    let form = with_funds(
        "\
| 项目资金 | <    | 全年预算数 | < | 全年执行数 | < | 执行率 | < |
| ^        | 总额 | 100        | < | 90         | < | 90%    | < |",
    );
    assert_snapshot!(funds(&form), @"item=总额 budget=100 executed=90 rate=90%");
}

#[test]
fn amounts_that_are_no_figures_are_no_names() {
    let form = with_funds(
        "\
| 项目资金 | <    | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^        | 总额 | 1 000      | 1 000      | 900        | 10   | 90%    | 9    |",
    );
    assert_snapshot!(funds(&form), @"item=总额 initial=1 000 budget=1 000 executed=900 weight=10 rate=90% score=9");
}

#[test]
fn a_row_that_says_nothing_is_no_fund_row() {
    let form = with_funds(
        "\
| 项目资金 | <    | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^        | 总额 | 100        | 100        | 90         | 10   | 90%    | 9    |
| ^        |      |            |            |            |      |        |      |",
    );
    assert_eq!(form.funds.len(), 1);
}

#[test]
fn a_row_with_nothing_but_its_name_is_a_fund_row() {
    let form = with_funds(
        "\
| 项目资金 | <        | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^        | 总额     | 100        | 100        | 90         | 10   | 90%    | 9    |
| ^        | 其他资金 |            |            |            |      |        |      |",
    );
    assert_eq!(show(&form.funds[1].item), "其他资金");
}

#[test]
fn a_total_among_the_funds_is_a_fund_row() {
    let form = with_funds(
        "\
| 项目资金 | <    | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^        | 合计 | 100        | 100        | 90         | 10   | 90%    | 9    |",
    );
    assert_eq!(show(&form.funds[0].item), "合计");
    assert_eq!(show(&form.total_score), "×");
}

#[test]
fn an_amount_under_an_unknown_header_is_no_name() {
    let form =
        form("| 项目名称 | 道路养护 | < | < |\n| 项目资金 | 计划投入 | 全年执行数 | 执行率 |\n| ^ | 100 | 90 | 90% |");
    assert_snapshot!(funds(&form), @"budget=100 executed=90 rate=90%");
    assert!(form.warnings.iter().any(|w| w.scope.to_string() == "funds[0].budget"));
}

#[test]
fn a_budget_beside_money_carried_over_may_not_be_all_that_was_to_spend() {
    let doubted = |budget: &str| {
        let form = form(&format!(
            "| 项目名称 | 道路养护 | < | < |\n| 项目资金 | 上年结转 | {budget} | 全年执行数 |\n| 总额 | 5 | 45 | 40 |\n| 其他资金 | 0 | 1 | 1 |"
        ));
        form.warnings
            .into_iter()
            .map(|w| w.scope.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(doubted("本年预算数"), ["funds[0].budget"]);
    assert_eq!(doubted("全年预算数"), [""; 0]);
}

#[test]
fn a_doubt_about_the_points_of_the_first_row_is_one_of_those_that_it_has() {
    let form = with_funds(
        "\
| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | < | 得分 | < |
| ^ | 财政拨款 | 80 | 72 | 90% | < |  | < |
| ^ | 合计 | 80 | 72 | 90% | < | 9 | < |",
    );
    let doubted: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(doubted, ["funds[1].item", "funds[0].score"]);
}

#[test]
fn where_each_part_has_points_those_of_the_first_are_not_the_budgets() {
    let form = with_funds(
        "\
| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | < | 分值 | 得分 |
| ^ | 一般公共预算 | 80 | 72 | 90% | < | 5 | 4.5 |
| ^ | 政府性基金 | 20 | 10 | 50% | < | 5 | 2.5 |",
    );
    let doubted: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(doubted, ["funds[0].item", "funds[0].weight", "funds[0].score"]);
}

/// The funds, and the fields with a doubt.
fn read(block: &str) -> String {
    let form = with_funds(block);
    let doubted: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    format!("{}{}", funds(&form), doubted.join(" "))
}

#[test]
fn the_numbers_of_columns_are_no_amounts() {
    for numbers in [
        "| ^ | 栏次 | 1 | 2 | 3 | 4 | 5=3/2 | 6 |",
        "| ^ | | A | B | C | D | E=C/B | F |",
    ] {
        let block = format!(
            "| 项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n{numbers}\n\
             | ^ | 年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9 |"
        );
        assert_eq!(
            read(&block),
            "item=年度资金总额 initial=100 budget=100 executed=90 weight=10 rate=90% score=9\n",
            "{numbers}"
        );
    }
}

#[test]
fn a_second_block_of_funds_is_none_of_the_first() {
    assert_snapshot!(read("\
| 项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9 |
| ^ | 财政拨款 | 100 | 100 | 90 | - | 90% | - |
| 上年度资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 200 | 200 | 180 | 10 | 90% | 9 |"), @r"
    item=年度资金总额 initial=100 budget=100 executed=90 weight=10 rate=90% score=9
    item=财政拨款 initial=100 budget=100 executed=90 weight=- rate=90% score=-
    funds
    ");
}

#[test]
fn rows_whose_names_say_different_units_are_not_added_up() {
    let rows = |total: &str, part: &str| {
        read(&format!(
            "| 项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n\
             | ^ | 年度资金总额{total} | 100 | 100 | 90 | 10 | 90% | 9 |\n\
             | ^ | 财政拨款{part} | 100 | 100 | 90 | - | 90% | - |"
        ))
    };
    assert!(rows("（万元）", "（元）").ends_with("funds[1].item"));
    assert!(rows("（元）", "（万元）").ends_with("funds[1].item"));
    assert!(rows("（元）", "（元）").ends_with('\n'));
    assert!(rows("（万元）", "").ends_with('\n'));
}

#[test]
fn a_table_within_a_cell_makes_no_second_fund_row() {
    assert_snapshot!(read("\
| 项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 100 | 100 | 60 | 10 | 90% | 9 |
| ^ | ^ | ^ | ^ | 30 | ^ | ^ | ^ |
| ^ | 财政拨款 | 100 | 100 | 90 | - | 90% | - |"), @r"
    item=年度资金总额 initial=100 budget=100 executed=60 weight=10 rate=90% score=9
    item=财政拨款 initial=100 budget=100 executed=90 weight=- rate=90% score=-
    funds[0].executed
    ");
}

#[test]
fn two_labels_may_share_a_row_of_items_side_by_side() {
    assert_snapshot!(read("\
| 项目资金 | < | 年度资金总额 | < | 财政拨款 | < | 其他资金 | < |
| ^ | 全年预算数 | 100 | < | 80 | < | 20 | < |
| ^ | 全年执行数 | 90 | < | 70 | < | 20 | < |
| ^ | 分值/得分 | 10/9 | < | - | < | - | < |"), @r"
    item=年度资金总额 budget=100 executed=90 weight=10 score=9
    item=财政拨款 budget=80 executed=70 weight=- score=-
    item=其他资金 budget=20 executed=20 weight=- score=-
    ");
    // Under a label that nothing knows a figure may be what the first item lacks.
    let row = "| ^ | 预算考核 | 10/9 | < | - | < | - | < |";
    let read = read(&format!(
        "| 项目资金 | < | 年度资金总额 | < | 财政拨款 | < | 其他资金 | < |\n\
         | ^ | 全年预算数 | 100 | < | 80 | < | 20 | < |\n\
         | ^ | 全年执行数 | 90 | < | 70 | < | 20 | < |\n{row}"
    ));
    assert!(
        read.ends_with("funds[0].initial funds[0].weight funds[0].rate funds[0].score"),
        "{read}"
    );
}
