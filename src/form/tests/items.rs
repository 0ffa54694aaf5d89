//! Items of 项目资金 side by side.

use insta::assert_snapshot;

use super::funds::with_funds;
use super::{funds, show};

#[test]
fn items_may_stand_side_by_side() {
    let points_below = with_funds(
        "\
| 预算执行情况（万元） | 项目       | 年度资金总额 | < | 其中：财政拨款 | < | 其他资金 | < |
| ^                    | 年初预算数 | 100          | < | 80             | < | 20       | < |
| ^                    | 全年预算数 | 100          | < | 80             | < | 20       | < |
| ^                    | 全年执行数 | 90           | < | 70             | < | 20       | < |
| ^                    | 执行率     | 90%          | < | 87.5%          | < | 100%     | < |
| ^                    | 分值       | 10           | < | —              | < |          | < |
| ^                    | 得分       | 9            | < | —              | < |          | < |",
    );
    assert_snapshot!(funds(&points_below), @r"
    item=年度资金总额 initial=100 budget=100 executed=90 weight=10 rate=90% score=9
    item=财政拨款 initial=80 budget=80 executed=70 weight=— rate=87.5% score=—
    item=其他资金 initial=20 budget=20 executed=20 weight= rate=100% score=
    ");
    assert_eq!(points_below.warnings, []);
    assert_eq!(show(&points_below.amount_unit), "万元");
    let points_beside = with_funds(
        "\
| 项目资金   | 资金总额 | 财政拨款 | < | 其他资金 | < | 分值 | 得分 |
| 全年预算数 | 100      | 80       | < | 20       | < | 10   | 9    |
| 全年执行数 | 90       | 70       | < | 20       | < | ^    | ^    |
| 执行率     | 90%      | <        | < | <        | < | ^    | ^    |",
    );
    assert_snapshot!(funds(&points_beside), @r"
    item=资金总额 budget=100 executed=90 weight=10 rate=90% score=9
    item=财政拨款 budget=80 executed=70 rate=^
    item=其他资金 budget=20 executed=20 rate=^
    ");
    let without_items = with_funds(
        "\
| 项目资金 | < | 预算数 | 100 | < | < | < | < |
| ^        | < | 执行数 | 90  | < | < | < | < |
| ^        | < | 执行率 | 90% | < | < | < | < |
| ^        | < | 自评得分 | 9 | < | < | < | < |
| 自评总分 | < | 99 | < | < | < | < | < |",
    );
    assert_snapshot!(funds(&without_items), @"budget=100 executed=90 rate=90% score=9");
    assert_eq!(show(&without_items.total_score), "99");
}

#[test]
fn items_side_by_side_are_not_read_where_a_figure_stands_below_none() {
    let form = with_funds(
        "\
| 项目资金 | 资金来源   | 合计 | 财政拨款 | < | 其他资金 | < | <  |
| ^        | 全年预算数 | 100  | 80       | < | 10       | < | 10 |
| ^        | 全年执行数 | 90   | 70       | < | 10       | < | 10 |",
    );
    assert_eq!(form.funds, []);
    assert!(form.warnings.iter().any(|w| w.scope.to_string() == "funds"));
}

#[test]
fn rate_and_score_side_by_side_below_items_are_the_totals() {
    let form = with_funds(
        "\
| 项目资金（万元） | 资金来源   | 合计   | < | 财政拨款       | < | 其他资金 | < |
| ^                | 全年预算数 | 100.00 | < | 80.00          | < | 20.00    | < |
| ^                | 全年执行数 | 90.00  | < | 70.00          | < | 20.00    | < |
| ^                | 执行率     | 90.00% | < | 得分（10分） | < | 9.00     | < |",
    );
    assert_snapshot!(funds(&form), @r"
    item=合计 budget=100.00 executed=90.00 rate=90.00% score=9.00
    item=财政拨款 budget=80.00 executed=70.00
    item=其他资金 budget=20.00 executed=20.00
    ");
}
