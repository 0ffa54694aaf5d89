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
