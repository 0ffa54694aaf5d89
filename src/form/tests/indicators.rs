//! The rows of the indicators.

use insta::assert_snapshot;

use super::{form, indicators, show};

/// The indicators below a usual header of eight columns.
fn below_header(block: &str) -> String {
    indicators(&form(&format!(
        "| 项目名称 | 道路养护 | < | < | < | < | < | < |\n\
         | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n{block}"
    )))
}

#[test]
fn merged_levels_are_filled_down() {
    let read = below_header(
        "\
| 产出指标 | 数量指标 | 里程   | ≥350公里 | 360公里 | 20 | 20 |      |
| ^        | ^        | 桥梁   | ≥5座     | 4座     | 15 | 12 | 雨季 |
| ^        | 质量指标 | 合格率 | ≥95%     | 96%     | 15 | 15 |      |",
    );
    assert_snapshot!(read, @r"
    level1=产出指标 level2=数量指标 level3=里程 target=≥350公里 actual=360公里 weight=20 score=20 deviation=
    level1=↓产出指标 level2=↓数量指标 level3=桥梁 target=≥5座 actual=4座 weight=15 score=12 deviation=雨季
    level1=↓产出指标 level2=质量指标 level3=合格率 target=≥95% actual=96% weight=15 score=15 deviation=
    ");
}

#[test]
fn costs_may_have_no_second_level() {
    let merged = below_header("| 成本指标 | < | 单价 | ≤3万元 | 2万元 | 10 | 10 | |");
    assert_snapshot!(merged, @"level1=成本指标 level2=^ level3=单价 target=≤3万元 actual=2万元 weight=10 score=10 deviation=");
    let blank = below_header("| 成本指标 |  | 单价 | ≤3万元 | 2万元 | 10 | 10 | |");
    assert_snapshot!(blank, @"level1=成本指标 level2= level3=单价 target=≤3万元 actual=2万元 weight=10 score=10 deviation=");
}

#[test]
fn a_name_merged_over_the_second_and_third_level_is_the_third() {
    let read = below_header("| 满意度指标 | 群众满意度 | < | ≥90% | 95% | 10 | 10 | |");
    assert_snapshot!(read, @"level1=满意度指标 level2=^ level3=群众满意度 target=≥90% actual=95% weight=10 score=10 deviation=");
}

#[test]
fn a_score_merged_over_rows_stands_on_the_first_and_covers_the_others() {
    let read = below_header(
        "\
| 产出指标 | 数量指标 | 里程 | ≥350 | 360 | 20 | 20 | |
| ^        | ^        | 桥梁 | ≥5   | 5   | ^  | ^  | ^ |",
    );
    assert_snapshot!(read, @r"
    level1=产出指标 level2=数量指标 level3=里程 target=≥350 actual=360 weight=20 score=20 deviation=
    level1=↓产出指标 level2=↓数量指标 level3=桥梁 target=≥5 actual=5 weight=^ score=^ deviation=^
    ");
}

#[test]
fn rows_that_hold_only_placeholders_are_no_indicators() {
    let read = below_header(
        "\
| 产出指标 | 数量指标 | 指标1：里程 | ≥350 | 360 | 20 | 20 |   |
| ^        | ^        | 指标2：     |      |     |    |    |   |
| ^        | ^        | ……          |      |     |    |    |   |
| ^        | 质量指标 | 指标1：/    | /    | /   | -  | —  |   |
| 效益指标 | 社会效益 |             |      |     |    |    |   |",
    );
    assert_snapshot!(read, @"level1=产出指标 level2=数量指标 level3=指标1：里程 target=≥350 actual=360 weight=20 score=20 deviation=");
}

#[test]
fn a_header_that_comes_again_is_no_indicator() {
    let read = below_header(
        "\
| 产出指标 | 数量指标 | 里程 | ≥350 | 360 | 20 | 20 | |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| 效益指标 | 社会效益 | 出行 | 改善 | 改善 | 30 | 29 | |",
    );
    assert_eq!(read.lines().count(), 2, "{read}");
}

#[test]
fn what_stands_below_the_total_is_no_indicator() {
    let read = below_header(
        "\
| 产出指标 | 数量指标 | 里程 | ≥350 | 360 | 20 | 20 | |
| 总分     | <        | <    | <    | <   | 100 | 99 | |
| 说明     | 自评说明 | <    | <    | <   | <   | <  | < |",
    );
    assert_eq!(read.lines().count(), 1, "{read}");
}

#[test]
fn nine_columns_with_a_label_of_the_whole_block() {
    let form = form(
        "\
| 项目名称 | 道路养护 | <        | <        | <          | <          | <    | <    | <                      |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| ^        | 产出指标 | 数量指标 | 里程     | ≥350       | 360        | 20   | 20   |                        |
| ^        | 成本指标 | <        | 单价     | ≤3         | 2          | 20   | 20   |                        |",
    );
    assert_snapshot!(indicators(&form), @r"
    level1=产出指标 level2=数量指标 level3=里程 target=≥350 actual=360 weight=20 score=20 deviation=
    level1=成本指标 level2=^ level3=单价 target=≤3 actual=2 weight=20 score=20 deviation=
    ");
}

#[test]
fn a_target_in_several_columns_is_one() {
    let form = form(
        "\
| 项目名称 | 道路养护 | <        | <  | <    | <          | <    |
| 一级指标 | 三级指标 | 年度指标值 | <  | <  | 实际完成值 | 得分 |
| 产出指标 | 里程     | ≥        | 350 | 公里 | 360公里   | 20   |",
    );
    assert_snapshot!(indicators(&form), @"level1=产出指标 level3=里程 target=≥350公里 actual=360公里 score=20");
}

#[test]
fn a_unit_that_the_value_has_is_not_repeated() {
    let form = form(
        "\
| 项目名称 | 道路养护 | <          | <     | <    | <          | <    |
| 一级指标 | 三级指标 | 年度指标值 | <     | <    | 实际完成值 | 得分 |
| 产出指标 | 里程     | ≥          | 350公里 | 公里 | 360公里  | 20   |",
    );
    assert_snapshot!(indicators(&form), @"level1=产出指标 level3=里程 target=≥350公里 actual=360公里 score=20");
}

#[test]
fn an_indicator_may_be_worded_like_a_label_of_another_part() {
    let words = ["目标完成情况", "评价等级", "联系电话", "电话：按时接听", "完成情况"];
    for word in words {
        let read = below_header(&format!(
            "| 产出指标 | 数量指标 | {word} | 优 | 优 | 20 | 20 | |\n\
             | 效益指标 | 社会效益 | 出行 | 改善 | 改善 | 30 | 29 | |"
        ));
        assert_eq!(read.lines().count(), 2, "{word}: {read}");
    }
}

#[test]
fn an_actual_value_may_be_worded_like_a_label() {
    let read = below_header(
        "\
| 产出指标 | 数量指标 | 里程 | 完成   | 实际完成 | 20 | 20 | |
| 效益指标 | 社会效益 | 出行 | 改善   | 改善     | 30 | 29 | |",
    );
    assert_eq!(read.lines().count(), 2, "{read}");
}

#[test]
fn operator_and_unit_may_have_columns_of_their_own_in_any_order() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 指标名称 | 计量单位 | 指标值类型 | 指标值 | 指标权重（分） | 全年完成值 | 指标得分（分） |
| 里程 | 公里 | ≥ | 350 | 10 | 360 | 10 |
| 合格率 | % | ＝ | 100% | 10 | 100 | 10 |
| 出行 |  | 定性 | 改善 | 10 | 改善 | 10 |
| 造价 | 万元 | 反向 | ≤3 | 10 | 2 | 10 |
| 桥梁 | 座 | ≥ |  | | | |",
    );
    assert_snapshot!(indicators(&form), @r"
    level3=里程 target=≥350公里 actual=360 weight=10 score=10
    level3=合格率 target=＝100% actual=100 weight=10 score=10
    level3=出行 target=改善 actual=改善 weight=10 score=10
    level3=造价 target=≤3万元 actual=2 weight=10 score=10
    level3=桥梁 target= actual= weight= score=
    ");
}

#[test]
fn an_indicator_named_like_the_funds_is_no_lost_block() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 三级指标 | 完成值 | 分值 | 得分 | < |
| 预算执行 | 预算执行率 | 90% | 10 | 9 | < |
| 产出指标 | 里程 | 360 | 90 | 90 | < |",
    );
    assert_eq!(form.warnings, []);
}

#[test]
fn measures_in_a_column_of_their_own_stand_for_a_reason_that_is_not_given() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 一级指标 | 三级指标 | 完成值 | 分值 | 得分 | 偏差原因分析 | 改进措施 |
| 产出指标 | 里程 | 360 | 50 | 49 |  | 加快 |
| ^ | 桥梁 | 5 | 30 | 29 | 雨 | 加快 |
| ^ | 隧道 | 1 | 20 | 19 |  |  |",
    );
    let deviations: Vec<String> = form.indicators.iter().map(|row| show(&row.deviation)).collect();
    assert_eq!(deviations, ["加快", "雨", ""]);
    assert_eq!(form.warnings, []);
}

#[test]
fn a_fourth_level_stands_behind_the_third() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 三级指标 | 四级指标 | 完成值 | 分值 | 得分 |
| 产出指标 | 养护 | 里程 | 360 | 50 | 49 |
| ^ | ^ | 桥梁 | 5 | 30 | 29 |
| ^ | 检测 | < | 1 | 20 | 19 |",
    );
    let names: Vec<String> = form.indicators.iter().map(|row| show(&row.level3)).collect();
    assert_eq!(names, ["养护 里程", "养护 桥梁", "检测"]);
}

#[test]
fn where_the_target_was_adjusted_the_first_one_is_doubted() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 指标名称 | 指标性质 | 年初指标值 | 调整指标值 | 全年完成值 | 指标权重 | 指标得分 |
| 里程 | ≥ | 350 | 300 | 310 | 50 | 50 |
| 桥梁 | ≥ | 5 | 5 | 5 | 30 | 30 |
| 隧道 | ≥ | 2 |  | 2 | 20 | 20 |",
    );
    let warned: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(warned, ["indicators[0].target"]);
}

#[test]
fn a_table_within_a_cell_makes_no_second_indicator() {
    let with = |rows: &str| {
        form(&format!(
            "| 项目名称 | 道路养护 | < | < | < | < | < | < |\n\
             | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因 |\n{rows}\n\
             | 满意度 | 满意度 | 居民满意度 | 90% | 95% | 40 | 40 | |"
        ))
    };
    let read = |rows: &str| {
        let form = with(rows);
        let doubted: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
        format!("{}{}", indicators(&form), doubted.join(" "))
    };
    assert_snapshot!(read("\
| 产出 | 数量 | 里程 | 10 | 上半年4 | 50 | 50 | |
| ^ | ^ | ^ | ^ | 下半年6 | ^ | ^ | ^ |"), @r"
    level1=产出 level2=数量 level3=里程 target=10 actual=上半年4下半年6 weight=50 score=50 deviation=
    level1=满意度 level2=满意度 level3=居民满意度 target=90% actual=95% weight=40 score=40 deviation=
    indicators[0].actual
    ");
    assert_snapshot!(read("\
| 产出 | 数量 | 里程 | 10 | 10 | 50 | 45 | 雨 |
| ^ | ^ | ^ | ^ | ^ | ^ | 3.5 | ^ |"), @r"
    level1=产出 level2=数量 level3=里程 target=10 actual=10 weight=50 score=45 deviation=雨
    level1=满意度 level2=满意度 level3=居民满意度 target=90% actual=95% weight=40 score=40 deviation=
    indicators[0].score
    ");
    assert_snapshot!(read("\
| 产出 | 数量 | 养护 | 10 | 10 | 50 | 45 | 雨 |
| ^ | ^ | 里程 | ^ | ^ | ^ | ^ | ^ |"), @r"
    level1=产出 level2=数量 level3=养护里程 target=10 actual=10 weight=50 score=45 deviation=雨
    level1=满意度 level2=满意度 level3=居民满意度 target=90% actual=95% weight=40 score=40 deviation=
    indicators[0].level3
    ");
    // A name with a reason of its own is no part of the name above; what lies merged beside both may be of either.
    assert_snapshot!(read("\
| 产出 | 数量 | 里程 | 10 | 10 | 50 | 45 | 雨 |
| ^ | ^ | 桥梁 | ^ | ^ | ^ | ^ | 雪 |"), @r"
    level1=产出 level2=数量 level3=里程 target=10 actual=10 weight=50 score=45 deviation=雨
    level1=↓产出 level2=↓数量 level3=桥梁 target=^ actual=^ weight=^ score=^ deviation=雪
    level1=满意度 level2=满意度 level3=居民满意度 target=90% actual=95% weight=40 score=40 deviation=
    indicators[0] indicators[1]
    ");
    // With what was to be reached and what was, it may be one more of the same name.
    assert_snapshot!(read("\
| 产出 | 数量 | 里程 | 10 | 10 | 50 | 45 | 雨 |
| ^ | ^ | ^ | 3 | 4 | ^ | ^ | ^ |"), @r"
    level1=产出 level2=数量 level3=里程 target=10 actual=10 weight=50 score=45 deviation=雨
    level1=↓产出 level2=↓数量 level3=↓里程 target=3 actual=4 weight=^ score=^ deviation=^
    level1=满意度 level2=满意度 level3=居民满意度 target=90% actual=95% weight=40 score=40 deviation=
    indicators[0] indicators[1]
    ");
}

#[test]
fn the_numbers_of_columns_are_no_values() {
    for numbers in [
        "| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |",
        "| 栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |",
        "| 甲 | 乙 | 丙 | 1 | 2 | 3 | 4=2/1×3 | 丁 |",
        "| （1） | （2） | （3） | （4） | （5） | （6） | （7） | （8） |",
    ] {
        let form = form(&format!(
            "| 项目名称 | 道路养护 | < | < | < | < | < | < |\n\
             | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因 |\n{numbers}\n\
             | 满意度 | 满意度 | 居民满意度 | 90% | 95% | 40 | 40 | |"
        ));
        assert_eq!(form.indicators.len(), 1, "{numbers}");
        assert_eq!(form.indicators[0].actual.text(), "95%", "{numbers}");
        assert_eq!(form.warnings, [], "{numbers}");
    }
}

#[test]
fn a_bare_figure_for_a_reason_beside_a_blank_score_may_be_the_score() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因 |
| 满意度 | 满意度 | 居民满意度 | 90% | 95% | 40 | | 40 |
| 产出 | 数量 | 里程 | 10 | 9 | 50 | 45 | 5 |",
    );
    let doubted: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(doubted, ["indicators[0].score", "indicators[0].deviation"]);
}

#[test]
fn reasons_may_stand_apart_from_the_indicators() {
    let with = |foot: &str| {
        let form = form(&format!(
            "| 项目名称 | 道路养护 | < | < | < | < | < | < |\n\
             | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因 |\n\
             | 满意度 | 满意度 | 居民满意度 | 90% | 85% | 40 | 38 | |\n\
             | 总分 | < | < | < | < | 40 | 38 | |\n{foot}"
        ));
        form.has_reasons_apart
    };
    for given in [
        "| 偏差原因分析 | < | 样本不足 | < | < | < | < | < |",
        "| 备注 | 因雨延期 | < | < | < | < | < | < |",
        "| 存在问题及原因：样本不足 | < | < | < | < | < | < | < |",
        "| 未完成原因分析 | < | < | < | < | < | < | < |\n| 样本不足 | < | < | < | < | < | < | < |",
        "\n未完成原因：样本不足。",
        "\n偏差原因：\n样本不足。",
        "\n注：居民满意度未达标，系样本不足。",
    ] {
        assert!(with(given), "{given}");
    }
    for none in [
        "",
        "| 偏差原因分析 | < | 无 | < | < | < | < | < |",
        "| 备注 | | < | < | < | < | < | < |",
        "| 备注 | 一式两份 | < | < | < | < | < | < |",
        "\n注：未完成的，请填写偏差原因。",
        "\n填报人：王某",
    ] {
        assert!(!with(none), "{none}");
    }
}

#[test]
fn figures_side_by_side_under_one_header_are_joined_with_a_doubt() {
    let doubted = |actual: &str| {
        let form = form(&format!(
            "| 项目名称 | 道路养护 | < | < | < | < | < |\n\
             | 一级指标 | 三级指标 | 指标值 | 完成值 | < | 分值 | 得分 |\n\
             | 产出 | 里程 | 10 | {actual} | 50 | 45 |"
        ));
        let fields: Vec<String> = form.warnings.into_iter().map(|w| w.scope.to_string()).collect();
        fields.join(" ")
    };
    assert_eq!(doubted("15 | 21"), "indicators[0].actual");
    assert_eq!(doubted("15 | 公里"), "");
}

#[test]
fn blocks_with_headers_of_their_own_are_the_first_levels() {
    let read = indicators(&form(
        "\
| 项目名称 | 道路养护 | < | < | < | < |
| 产出指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
| ^        | 数量指标 | 里程 | ≥350公里 | 360公里 | 20 |
| ^        | 质量指标 | 合格率 | ≥95% | 96% | 15 |
| 效益指标 | 二级指标 | 三级指标 | 得分 | 指标值 | 完成值 |
| ^        | 社会效益 | 事故 | 30 | ≤5起 | 4起 |",
    ));
    assert_snapshot!(read, @r"
    level1=↓产出指标 level2=数量指标 level3=里程 target=≥350公里 actual=360公里 score=20
    level1=↓产出指标 level2=质量指标 level3=合格率 target=≥95% actual=96% score=15
    level1=↓效益指标 level2=社会效益 level3=事故 target=≤5起 actual=4起 score=30
    ");
}

#[test]
fn what_stands_under_a_head_of_two_meanings_says_which_it_has() {
    let levels = "\
| 项目名称 | 道路养护 | < | < | < | < |
| 指标类型 | 指标名称 | 指标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 里程 | 350公里 | 360公里 | 30 | 30 |
| ^ | 合计 | < | < | 30 | 30 |
| 效益指标 | 出行 | 改善 | 改善 | 40 | 40 |";
    assert_snapshot!(indicators(&form(levels)), @r"
    level1=产出指标 level3=里程 target=350公里 actual=360公里 weight=30 score=30
    level1=效益指标 level3=出行 target=改善 actual=改善 weight=40 score=40
    ");
    let operators = levels.replace("产出指标", "≥").replace("效益指标", "定性");
    assert_snapshot!(indicators(&form(&operators.replace("| ^ | 合计 | < | < | 30 | 30 |\n", ""))), @r"
    level3=里程 target=≥350公里 actual=360公里 weight=30 score=30
    level3=出行 target=改善 actual=改善 weight=40 score=40
    ");
}
