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
