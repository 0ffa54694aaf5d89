//! Forms as ministries, provinces and cities print them, each cut down to what is particular about it.

use insta::assert_snapshot;

use super::{form, forms, funds, indicators, show};
use crate::form::Form;

fn totals(form: &Form) -> [String; 3] {
    [&form.total_weight, &form.total_score, &form.grade].map(show)
}

fn goals(form: &Form) -> [String; 2] {
    [&form.expected_goal, &form.actual_result].map(show)
}

#[test]
fn subtotals_are_no_indicators() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 里程 | ≥350 | 360 | 30 | 30 |
| ^ | ^ | 桥梁 | ≥5 | 5 | 20 | 19 |
| ^ | 小计 | < | < | < | 50 | 49 |
| 效益指标 | 社会效益 | 出行 | 改善 | 改善 | 40 | 40 |
| 效益指标小计 | < | < | < | < | 40 | 40 |
| 满意度指标 | 满意度 | 群众 | ≥90% | 95% | 10 | 10 |
| ^ | 合计 | < | < | < | 10 | 10 |
| 总分 | < | < | < | < | 100 | 99 |",
    );
    assert_snapshot!(indicators(&form), @r"
    level1=产出指标 level2=数量指标 level3=里程 target=≥350 actual=360 weight=30 score=30
    level1=↓产出指标 level2=↓数量指标 level3=桥梁 target=≥5 actual=5 weight=20 score=19
    level1=效益指标 level2=社会效益 level3=出行 target=改善 actual=改善 weight=40 score=40
    level1=满意度指标 level2=满意度 level3=群众 target=≥90% actual=95% weight=10 score=10
    ");
    assert_eq!(totals(&form), ["100", "99", "×"]);
}

#[test]
fn the_total_is_none_of_its_levels_sums() {
    // Neither row says that it is the form's: 合计 within a level is the level's.
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < |
| 一级指标 | 三级指标 | 指标值 | 分值 | 得分 |
| 产出指标 | 里程 | 350 | 50 | 49 |
| ^ | 合计 | < | 50 | 49 |
| 满意度指标 | 群众 | 90% | 10 | 10 |
| ^ | 合计 | < | 10 | 10 |",
    );
    assert_eq!(totals(&form), ["×", "×", "×"]);
}

#[test]
fn a_header_may_have_no_levels() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < |
| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | 总额 | 100 | 90 | 90% | 9 |
| 绩效指标 | 指标名称 | 目标值 | < | 分值 | 得分 |
| ^ | 里程 | 350公里 | < | 50 | 49 |",
    );
    assert_snapshot!(funds(&form), @"item=总额 budget=100 executed=90 rate=90% score=9");
    assert_snapshot!(indicators(&form), @"level3=里程 target=350公里 weight=50 score=49");
}

#[test]
fn a_header_may_have_two_rows() {
    let two_rows = "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 绩效指标 | < | 年度指标值 | < | < | 实际完成值 | 得分 |
| 一级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^ |
| 产出指标 | 里程 | ≥ | 350 | 公里 | 360 | 20 |";
    assert_snapshot!(indicators(&form(two_rows)), @"level1=产出指标 level3=里程 target=≥350公里 actual=360 score=20");
    let levels_over_both = two_rows
        .replace("| 绩效指标 | < |", "| 一级指标 | 三级指标 |")
        .replace("| 一级指标 | 三级指标 | 指标性质", "| ^ | ^ | 指标性质");
    assert_snapshot!(indicators(&form(&levels_over_both)), @"level1=产出指标 level3=里程 target=≥350公里 actual=360 score=20");
}

#[test]
fn the_labels_of_a_header_may_be_parted_between_its_two_rows() {
    for group in ["对照", "完成情况"] {
        let form = form(&format!(
            "\
| 项目名称 | 道路养护 | < | < | < |
| 指标名称 | {group} | < | 分值 | 得分 |
| ^ | 目标值 | 完成值 | ^ | ^ |
| 里程 | 350 | 360 | 30 | 29 |"
        ));
        let read = "level3=里程 target=350 actual=360 weight=30 score=29\n";
        assert_eq!(indicators(&form), read, "{group}");
    }
}

#[test]
fn of_a_weight_for_each_level_the_last_is_the_indicators() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 分值 | 三级指标 | 分值 | 完成值 | 得分 |
| 产出指标 | 50 | 里程 | 30 | 360 | 29 |
| ^ | ^ | 桥梁 | 20 | 5 | 20 |",
    );
    assert_snapshot!(indicators(&form), @r"
    level1=产出指标 level3=里程 actual=360 weight=30 score=29
    level1=↓产出指标 level3=桥梁 actual=5 weight=20 score=20
    ");
}

#[test]
fn of_a_score_for_each_level_the_one_behind_the_name_is_the_indicators() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 一级指标 | 分值 | 得分 | 三级指标 | 完成值 | 分值 | 得分 |
| 产出指标 | 50 | 49 | 里程 | 360 | 30 | 29 |
| ^ | ^ | ^ | 桥梁 | 5 | 20 | 20 |
| 绩效指标得分合计 | < | < | < | < | 50 | 49 |
| 总分 | < | < | < | < | 100 | 99 |",
    );
    assert_snapshot!(indicators(&form), @r"
    level1=产出指标 level3=里程 actual=360 weight=30 score=29
    level1=↓产出指标 level3=桥梁 actual=5 weight=20 score=20
    ");
    assert_eq!(totals(&form), ["100", "99", "×"]);
    assert_eq!(form.warnings, []);
}

#[test]
fn a_label_over_the_items_is_no_column() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 预算执行情况 | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 得分 |
| ^ | 总额 | 5.00 | 6.00 | 5.40 | 90.00% | 9 |
| ^ | 其中：财政资金 | 5.00 | 6.00 | 5.40 | 90.00% | / |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 |
| 产出指标 | 数量 | 里程 | 1 | 1 | 90 | 90 |",
    );
    assert_snapshot!(funds(&form), @r"
    item=总额 initial=5.00 budget=6.00 executed=5.40 rate=90.00% score=9
    item=财政资金 initial=5.00 budget=6.00 executed=5.40 rate=90.00% score=/
    ");
}

#[test]
fn labels_of_amounts_may_name_letters_and_points() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 资金投入情况（万元） |  | 年初预算数(A) | 全年预算数(B) | 全年执行数(C) | 分值(10分) | 执行率(C/B) |
| ^ | 年度资金总额： | 100 | 95 | 90 | 10 | 94.74% |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重（%） | 自评得分 |
| 产出指标 | 数量 | 里程 | 1 | 1 | 90 | 90 |",
    );
    assert_snapshot!(funds(&form), @"item=年度资金总额 initial=100 budget=95 executed=90 weight=10 rate=94.74%");
    assert_snapshot!(indicators(&form), @"level1=产出指标 level2=数量 level3=里程 target=1 actual=1 weight=90 score=90");
    assert_eq!(show(&form.amount_unit), "万元");
}

#[test]
fn a_transfer_states_amounts_beside_labels_and_points_in_the_margin() {
    let form = form(
        "\
| 专项名称 | < | 食品监管 | < | < | < |
| 中央主管部门 | < | 市场监管总局 | < | < | 自评得分 |
| 地方主管部门 | < | 市监管局 | < | < | 97 |
| 预算执行情况 | 预算数： | 2.38 | 执行数： | 2.38 | 20 |
| ^ | 其中：中央补助 | 2.38万元 | 其中：中央补助 | 2.38万元 |  |
| ^ | 地方资金 | 万元 | 地方资金 | 万元 |  |
| 年度目标完成情况 | 预期目标 | < | 目标实际完成情况 | < | 20 |
| ^ | 排查风险 | < | 已排查 | < | ^ |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成指标值 | 60 |
| 产出指标 | 质量指标 | 查办率 | 100% | 100% | 57 |",
    );
    assert_snapshot!(funds(&form), @r"
    budget=2.38 executed=2.38 score=20
    item=中央补助 budget=2.38万元 executed=2.38万元 score=
    item=地方资金 budget=万元 executed=万元 score=
    ");
    assert_snapshot!(indicators(&form), @"level1=产出指标 level2=质量指标 level3=查办率 target=100% actual=100% score=57");
    assert_eq!(goals(&form), ["排查风险", "已排查"]);
    assert_eq!(totals(&form), ["×", "97", "×"]);
    // The 20 points beside the goals are those of no indicator: the sum cannot be judged.
    let warned: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(warned, ["total_score"]);
}

/// A small form with these rows of four columns for its goals.
fn with_goals(rows: &str) -> Form {
    form(&format!(
        "| 项目名称 | 道路养护 | < | < |\n{rows}\n| 一级指标 | 三级指标 | 指标值 | 得分 |\n| 产出 | 里程 | 10 | 9 |"
    ))
}

#[test]
fn labels_side_by_side_with_nothing_below_them_have_their_prose_beside_them() {
    let result = "| 年度总体目标 | 实际完成情况 | 已养护 | < |";
    assert_eq!(goals(&with_goals(result)), ["×", "已养护"]);
}

#[test]
fn goals_may_stand_in_a_row_each() {
    let numbered = "\
| 年度总体目标 | 预期目标 | < | 实际完成情况 |
| ^ | 目标1：养护 | < | 养护 |
| ^ | 目标2：绿化 | < | 绿化 |";
    assert_eq!(goals(&with_goals(numbered)), ["目标1：养护目标2：绿化", "养护绿化"]);
    let beside = "\
| 年度总体目标 | 目标1：养护 | < | < |
| ^ | 目标2：绿化 | < | < |";
    assert_eq!(goals(&with_goals(beside)), ["目标1：养护目标2：绿化", "×"]);
}

#[test]
fn the_label_of_the_goals_may_be_worded_like_a_heading() {
    let transfer = "\
| 总体目标完成情况 | 总体目标 | < | 全年实际完成情况 |
| ^ | 养护 | < | 已养护 |";
    assert_eq!(goals(&with_goals(transfer)), ["养护", "已养护"]);
    let adjusted = "\
| 当年绩效目标 | 年初绩效目标 | 全年（调整）绩效目标 | 全年目标实际完成情况 |
| ^ | 养护 | 养护和绿化 | 已养护 |";
    assert_eq!(goals(&with_goals(adjusted)), ["养护", "已养护"]);
    let described = "\
| 项目基本情况 | 1.项目年度目标完成情况 | 项目年度目标 | 年度目标完成情况 |
| ^ | ^ | 养护 | 已养护 |
| ^ | 2.项目实施内容及过程概述 | 勘察 | < |";
    assert_eq!(goals(&with_goals(described)), ["养护", "已养护"]);
}

#[test]
fn a_whole_department_has_a_form_too() {
    let form = form(
        "\
部门整体支出绩效自评表
（2021年度）
| （市）级预算单位名称 | < | 市园林局 | < | < | < |
| 年度预算申请（万元） | < | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | 年度资金总额 | 4753.66万元 | 3824.26万元 | 80.45% | 8 |
| ^ | 按收入性质分： | < | 按支出性质分： | < | < |
| ^ | 其中：一般公共预算：1873.66万元 | < | 其中：基本支出：1768.16万元 | < | < |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 |
| 产出指标（50分） | 数量指标 | 造林 | 1万亩 | 1万亩 | 90 |",
    );
    assert_eq!([&form.unit, &form.department].map(show), ["市园林局", "×"]);
    assert_snapshot!(funds(&form), @"item=年度资金总额 budget=4753.66万元 executed=3824.26万元 rate=80.45% score=8");
    assert_eq!(form.warnings, []);
}

#[test]
fn what_only_looks_ahead_is_no_self_evaluation() {
    let application = "\
项目绩效目标申报表
（2023年度）
| 项目名称 | 道路养护 | < | < |
| 项目资金 | 年度资金总额： | 100 | < |
| 总体目标 | 养护三百公里 | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 里程 | ≥350公里 |";
    assert_eq!(forms(application), []);
    let half_way = "\
项目绩效目标运行监控表
| 项目名称 | 道路养护 | < | < |
| 项目资金 | 全年预算数 | 1-7月执行数 | 执行率 |
| 总额 | 100 | 50 | 50% |
| 一级指标 | 三级指标 | 指标值 | 完成情况 |
| 产出指标 | 里程 | ≥350公里 | 100公里 |";
    assert_eq!(forms(half_way), []);
}

#[test]
fn a_form_goes_on_below_its_title_once_more() {
    let first = "项目支出绩效自评表\n| 项目名称 | 道路养护 | < | < |\n| 一级指标 | 三级指标 | 指标值 | 得分 |\n| 产出 | 里程 | 10 | 49 |";
    let header = "| 一级指标 | 三级指标 | 指标值 | 得分 |";
    let rest = "| 效益 | 出行 | 改善 | 50 |\n| 总分 | < | < | 99 |";
    let name = "| 项目名称 | 道路养护 | < | < |";
    for second in [
        format!("项目支出绩效自评表（续表）\n{header}\n{rest}"),
        format!("（续）\n{rest}"),
        format!("项目支出绩效自评表（续表）\n{name}\n{header}\n{rest}"),
        format!("| 项目支出绩效自评表（续） | < | < | < |\n{header}\n{rest}"),
        // The title of every page.
        format!("项目支出绩效自评表\n{header}\n{rest}"),
    ] {
        let form = form(&format!("{first}\n\n{second}"));
        assert_eq!(
            (form.indicators.len(), show(&form.total_score)),
            (2, "99".to_owned()),
            "{second}"
        );
    }
    let other = "项目支出绩效自评表（续表）\n| 项目名称 | 桥梁检测 | < | < |";
    assert_eq!(forms(&format!("{first}\n\n{other}\n{header}\n{rest}")).len(), 2);
}

#[test]
fn a_second_row_of_a_header_is_no_indicator() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 一级指标 | 三级指标 | 完成值 | 分值 | 得分 | < | 未完成原因分析 |
| ^ | ^ | ^ | ^ | 自评 | 复评 | ^ |
| 产出指标 | 里程 | 360 | 50 | 50 | 48 | 雨 |",
    );
    assert_snapshot!(indicators(&form), @"level1=产出指标 level3=里程 actual=360 weight=50 score=50 deviation=雨");
    assert_eq!(form.warnings, []);
}

#[test]
fn figures_under_one_header_are_not_joined() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 三级指标 | 完成值 | 分值 | 得分 | < |
| 产出指标 | 里程 | 360 | 50 | 50 | 48 |",
    );
    assert_snapshot!(indicators(&form), @"level1=产出指标 level3=里程 actual=360 weight=50 score=50");
    let warned: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(warned, ["indicators[0].score"]);
}

#[test]
fn figures_under_one_header_are_not_joined_in_the_total() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 三级指标 | 完成值 | 分值 | 得分 | < |
| 产出指标 | 里程 | 360 | 50 | 50 |  |
| 总分 | < | < | 100 | 99 | 96.5 |",
    );
    assert_eq!(totals(&form), ["100", "99", "×"]);
    let warned: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(warned, ["total_score"]);
}

#[test]
fn a_remark_without_columns_of_points_is_no_indicator() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < |
| 绩效指标 | 二级指标 | 三级指标 | 指标值 | 全年完成值 |
| ^ | 数量指标 | 里程 | 350 | 360 |
| 说明 | 无 | < | < | < |",
    );
    assert_eq!(form.indicators.len(), 1);
}

#[test]
fn amounts_beside_labels_may_have_rate_and_points_below_a_header() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < | < |
| 二、预算执行情况 | 预算安排情况（调整后） | < | 资金到位情况 | < | 资金执行情况 | < | 预算执行进度 |
| ^ | 预算数： | 200 | 到位数： | 190 | 执行数： | 180 | 90% |
| ^ | 其中：财政资金 | 200 | 其中：财政资金 | 190 | 其中：财政资金 | 180 | ^ |
| 三、目标完成情况 | 年度预期目标 | < | < | 具体完成情况 | < | < | 总体完成率 |
| ^ | 养护 | < | < | 已养护 | < | < | 100% |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | < | 完成值 | 分值 | 得分 |
| 产出指标 | 数量 | 里程 | 1 | < | 1 | 100 | 99 |",
    );
    assert_snapshot!(funds(&form), @r"
    budget=200 executed=180 rate=90%
    item=财政资金 budget=200 executed=180 rate=^
    ");
    assert_eq!(goals(&form), ["养护", "已养护"]);
    assert_eq!(form.warnings, []);
}

#[test]
fn columns_may_be_numbered_and_say_how_they_are_computed() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < |
| 资金来源 | 年初预算 | 调整后预算① | 实际支出② | 预算执行率③=②/① |
| 合计 | 100 | 100 | 90 | 90% |
| 一级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
| 产出指标 | 里程 | 1 | 1 | 90 |",
    );
    assert_snapshot!(funds(&form), @"item=合计 initial=100 budget=100 executed=90 rate=90%");
}

#[test]
fn of_several_goals_the_one_beside_the_result_is_the_years() {
    let middle_term = "\
| 总体目标 | 中期目标 | 年度目标 | 年度完成情况 |
| ^ | 养护十年 | 养护 | 已养护 |";
    assert_eq!(goals(&with_goals(middle_term)), ["养护", "已养护"]);
}
