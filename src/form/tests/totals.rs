//! 总分 and 评分等级.

use super::{form, show};

/// Total weight, total score and grade of a form that ends with these rows of six columns.
fn ends_with(rows: &str) -> [String; 3] {
    let form = form(&format!(
        "| 一级指标 | 三级指标 | 年度指标值 | 分值 | 得分 | 偏差原因 |\n| 产出 | 里程 | 10 | 100 | 98 | |\n{rows}"
    ));
    [&form.total_weight, &form.total_score, &form.grade].map(show)
}

#[test]
fn a_total_stands_under_weight_and_score() {
    assert_eq!(ends_with("| 总分 | < | < | 100 | 98.50 | |"), ["100", "98.50", "×"]);
}

#[test]
fn a_total_row_may_have_no_weight() {
    assert_eq!(ends_with("| 总分 | < | < | < | 98.50 | |"), ["×", "98.50", "×"]);
}

#[test]
fn one_cell_over_weight_and_score_is_the_score() {
    assert_eq!(ends_with("| 总分 | < | < | 98.50 | < | |"), ["×", "98.50", "×"]);
}

#[test]
fn a_blank_total_is_blank() {
    assert_eq!(ends_with("| 合计 | < | < | | | |"), ["", "", "×"]);
}

#[test]
fn a_grade_stands_beside_its_label() {
    assert_eq!(
        ends_with("| 总分 | < | < | 100 | 98 | |\n| 评分等级 | < | < | 优 | < | < |"),
        ["100", "98", "优"]
    );
    assert_eq!(
        ends_with("| 总分 | < | < | 100 | 98 | |\n| 评分等级 | < | < | | < | < |"),
        ["100", "98", ""]
    );
}

#[test]
fn a_grade_may_stand_in_the_row_of_the_total() {
    assert_eq!(ends_with("| 总分 | 98 | 评分等级 | < | < | 优 |"), ["×", "98", "优"]);
}

#[test]
fn a_weight_without_a_score_is_not_the_score() {
    assert_eq!(ends_with("| 总分 | < | < | 100 | 评分等级 | 优 |"), ["100", "×", "优"]);
    assert_eq!(ends_with("| 总分 | 100 | 98 | 评分等级 | < | 优 |"), ["×", "×", "优"]);
}

#[test]
fn the_first_of_two_totals_counts() {
    assert_eq!(
        ends_with("| 总分 | < | < | 100 | 98 | |\n| 总分 | < | < | 100 | 60 | |")[1],
        "98"
    );
}

#[test]
fn an_indicator_of_a_grade_is_not_the_grade() {
    let rows = "| 效益 | 评价等级 | 良 | 10 | 9 | |\n| 总分 | < | < | 100 | 98 | |\n| 评分等级 | < | < | 优 | < | < |";
    assert_eq!(ends_with(rows), ["100", "98", "优"]);
}

#[test]
fn a_total_may_stand_in_one_cell_with_its_label() {
    for text in ["总分：98.5", "总分（100分）：98.5", "自评总分 98.5", "合计得分98.5"] {
        let row = format!("| {text} | < | < | < | < | < |");
        assert_eq!(ends_with(&row)[1], "98.5", "{text}");
    }
    assert_eq!(
        ends_with("| 自评得分：98.5分 评价等级：优 | < | < | < | < | < |"),
        ["×", "98.5分", "优"]
    );
    assert_eq!(
        ends_with("| 总分：98.5分，等级：优 | < | < | < | < | < |"),
        ["×", "98.5分", "优"]
    );
    assert_eq!(
        ends_with("| 总分 | < | < | 100 | 98 | |\n| 评分等级：优 | < | < | < | < | < |"),
        ["100", "98", "优"]
    );
}

#[test]
fn a_score_may_have_the_grade_behind_it() {
    assert_eq!(
        ends_with("| 总分 | < | < | 100 | 98.5（优） | |"),
        ["100", "98.5", "优"]
    );
    assert_eq!(
        ends_with("| 总分 | < | < | 100 | 98.5分 优秀 | |"),
        ["100", "98.5分", "优秀"]
    );
    assert_eq!(
        ends_with("| 总分 | < | < | 100 | 优（98.5） | |"),
        ["100", "98.5", "优"]
    );
    assert_eq!(ends_with("| 总分 | < | < | 100 | 98.5 | 优 |"), ["100", "98.5", "优"]);
}

#[test]
fn a_grade_may_be_ticked() {
    let grade = |text: &str| {
        ends_with(&format!(
            "| 总分 | < | < | 100 | 98 | |\n| 评分等级 | {text} | < | < | < | < |"
        ))[2]
            .clone()
    };
    assert_eq!(grade("优☑ 良□ 中□ 差□"), "优");
    assert_eq!(grade("■优 □良"), "优");
    assert_eq!(grade("□优 □良 □中 □差"), "");
}

#[test]
fn each_grade_to_be_ticked_may_have_a_cell() {
    for (row, grade) in [
        ("| 评分等级 | 优□ | 良☑ | 中□ | 差□ | |", "良"),
        ("| 评分等级 | 优（S≥90）□ | 良（90>S≥80）√ | 中 | 差 | |", "良"),
        ("| 评分等级 | 优 | | 良 | √ | 中 |", "良"),
        ("| 评分等级 | 优 | 良 | 中 | 差 | |", ""),
    ] {
        assert_eq!(
            ends_with(&format!("| 总分 | < | < | 100 | 98 | |\n{row}")),
            ["100", "98", grade],
            "{row}"
        );
    }
}

#[test]
fn the_figure_beside_the_label_of_the_grade_is_not_the_score() {
    assert_eq!(
        ends_with("| 总分（100分） | 98 | < | < | 评分等级 | 优 |"),
        ["×", "98", "优"]
    );
}

/// Total score and grade of a form whose head ends with this row of four columns.
fn begins_with(row: &str) -> [String; 2] {
    let form = form(&format!(
        "| 项目名称 | 道路养护 | < | < |\n{row}\n| 一级指标 | 三级指标 | 指标值 | 得分 |\n| 产出 | 里程 | 10 | 98 |"
    ));
    [&form.total_score, &form.grade].map(show)
}

#[test]
fn total_and_grade_may_stand_in_the_head() {
    assert_eq!(
        begins_with("| 主管部门 | 市交通局 | 自评总分（分） | 97.93 |"),
        ["97.93", "×"]
    );
    assert_eq!(begins_with("| 自评得分 | 97.93 | 评价等级 | 优 |"), ["97.93", "优"]);
    assert_eq!(
        begins_with("| 总得分：97.93 | < | 自评等级：优☑良□ | < |"),
        ["97.93", "优"]
    );
    assert_eq!(begins_with("| 自评总分 | 97.93 | 财政评分 | 95 |"), ["97.93", "×"]);
    assert_eq!(
        begins_with("| 主管部门 | < | < | 自评得分 |\n| 市交通局 | < | < | 97.93 |")[0],
        "97.93"
    );
}

#[test]
fn the_foot_counts_before_the_head() {
    let form = form(
        "| 自评得分 | 90 | < | < |\n| 一级指标 | 三级指标 | 指标值 | 得分 |\n| 产出 | 里程 | 10 | 98 |\n| 总分 | < | < | 98 |",
    );
    assert_eq!(show(&form.total_score), "98");
}

#[test]
fn a_sum_of_the_indicators_alone_is_no_total() {
    let with_sum = |head: &str, sum: &str| {
        let form = form(&format!(
            "{head}\n| 项目资金 | 全年预算数 | 全年执行数 | 分值 | 得分 |\n| 总额 | 100 | 90 | 10 | 9 |\n| 一级指标 | 三级指标 | 指标值 | 分值 | 得分 |\n| 产出 | 里程 | 10 | 90 | 88 |\n{sum}"
        ));
        [&form.total_weight, &form.total_score].map(show)
    };
    let (name, total) = (
        "| 项目名称 | 道路养护 | < | < | < |",
        "| 项目名称 | 道路养护 | < | 自评总分 | 97 |",
    );
    assert_eq!(with_sum(name, "| 合计 | < | < | 90 | 88 |"), ["×", "×"]);
    assert_eq!(with_sum(total, "| 合计 | < | < | 90 | 88 |"), ["×", "97"]);
    assert_eq!(with_sum(name, "| 合计 | < | < | 100 | 97 |"), ["100", "97"]);
    assert_eq!(with_sum(name, "| 合计 | < | < | 100 | 88 |"), ["100", "88"]);
    assert_eq!(with_sum(name, "| 总分 | < | < | 90 | 88 |"), ["90", "88"]);
}

#[test]
fn a_total_outside_the_table_is_read_and_doubted() {
    const TABLE: &str = "\
项目支出绩效自评表

| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 三级指标 | 年度指标值 | 分值 | 得分 | 偏差原因 |
| 产出 | 里程 | 10 | 100 | 98 | |";
    for text in [
        format!("{TABLE}\n\n总分：98分 评价等级：优"),
        TABLE.replace("自评表\n", "自评表\n总分：98分评价等级：优\n"),
    ] {
        let form = form(&text);
        assert_eq!([show(&form.total_score), show(&form.grade)], ["98分", "优"], "{text}");
        let doubted: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
        assert_eq!(doubted, ["total_score", "grade"]);
    }
}

/// The grade of a form whose table has none, with these lines above and below it, and whether it is in doubt.
fn grade_outside(above: &str, below: &str) -> (String, bool) {
    let form = form(&format!(
        "{above}\n| 项目名称 | 道路养护 | < | < |\n| 一级指标 | 三级指标 | 指标值 | 得分 |\n| 产出 | 里程 | 10 | 98 |\n| 总分 | < | < | 98 |\n\n{below}"
    ));
    (
        show(&form.grade),
        form.warnings.iter().any(|w| w.scope.to_string() == "grade"),
    )
}

#[test]
fn a_grade_may_stand_outside_the_table() {
    for line in [
        "自评等级：优",
        "自评得分：98分  自评等级：优  填报人：张三",
        "填报单位：市中心 评价等级：优",
        "评价等级：优☑ 良□ 中□ 差□",
        "自评总分：98分自评等级：优填报人：李四",
        "2.评价等级：优",
    ] {
        assert_eq!(
            grade_outside("项目支出绩效自评表", line),
            ("优".to_owned(), false),
            "{line}"
        );
        let above = format!("项目支出绩效自评表\n{line}");
        assert_eq!(grade_outside(&above, ""), ("优".to_owned(), false), "{line}");
        // Without a title between, it may be that of the form before.
        assert_eq!(grade_outside(line, ""), ("优".to_owned(), true), "{line}");
    }
}

#[test]
fn a_note_about_grades_is_no_grade() {
    for line in [
        "注：评价等级：优",
        "评价等级：优、良、中、差",
        "评价等级：优 良 中 差",
        "自评等级：90分（含）以上为优，80分（含）至90分为良。",
        "该项目自评等级：优",
        "评价等级：优□ 良□ 中□ 差□",
        "评价等级：",
    ] {
        assert_eq!(
            grade_outside("项目支出绩效自评表", line),
            ("×".to_owned(), false),
            "{line}"
        );
    }
}

#[test]
fn a_note_about_the_total_is_no_total() {
    let form = form(
        "| 一级指标 | 三级指标 | 年度指标值 | 分值 | 得分 |\n| 产出 | 里程 | 10 | 100 | 98 |\n| 总分 | < | < | < | 98 |\n\n注：总分100分",
    );
    assert_eq!(show(&form.total_score), "98");
    assert_eq!(form.warnings, []);
}

#[test]
fn the_total_may_stand_above_the_header_of_the_indicators() {
    let form = form(
        "\
| 项目名称 | 道路养护 | < | < | < | < |
| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | 总额 | 100 | 90 | 90% | 9 |
| 预期目标 | < | < | 实际完成情况 | < | < |
| 养护 | < | < | 已养护 | < | < |
| 总分 | < | < | < | 100 | 98 |
| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出 | 里程 | 350 | 360 | 90 | 89 |",
    );
    assert_eq!([&form.total_weight, &form.total_score].map(show), ["100", "98"]);
    assert_eq!(form.warnings, []);
}
