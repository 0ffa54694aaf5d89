//! The goals.

use super::funds::with_funds;
use super::show;

#[test]
fn goals_below_their_headings() {
    let form = with_funds(
        "\
| 年度总体目标 | 预期目标     | <   | <   | 实际完成情况 | <   | <   | <   |
| ^            | 养护三百公里 | <   | <   | 养护二百公里 | <   | <   | <   |",
    );
    assert_eq!(
        [&form.expected_goal, &form.actual_result].map(show),
        ["养护三百公里", "养护二百公里"]
    );
}

#[test]
fn goals_beside_their_labels() {
    let form = with_funds(
        "\
| 预期目标     | 养护三百公里 | < | < | < | < | < | < |
| 实际完成情况 | 养护二百公里 | < | < | < | < | < | < |",
    );
    assert_eq!(
        [&form.expected_goal, &form.actual_result].map(show),
        ["养护三百公里", "养护二百公里"]
    );
}

#[test]
fn blank_goals_are_blank() {
    let form = with_funds(
        "\
| 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < |
| ^            |          | < | < |              | < | < | < |",
    );
    assert_eq!([&form.expected_goal, &form.actual_result].map(show), ["", ""]);
}

#[test]
fn beside_a_heading_that_nobody_knows_the_other_one_has_its_own_text() {
    let sketch = "\
| 年度总体目标 | 预期目标           | <   | <   | 做到几何           | <   | <   | <   |
| ^            | 养护道路三百公里 | <   | <   | 养护道路二百公里 | <   | <   | <   |";
    assert_eq!(show(&with_funds(sketch).expected_goal), "养护道路三百公里");
    let form = with_funds(&sketch.replace("预期目标", "要做到").replace("做到几何", "实际完成情况"));
    let said = |name: &str| form.warnings.iter().any(|warning| warning.scope.to_string() == name);
    assert_eq!(show(&form.actual_result), "养护道路二百公里");
    assert!(
        show(&form.expected_goal) == "养护道路三百公里" && said("expected_goal"),
        "{form:?}"
    );
}
