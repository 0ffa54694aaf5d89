//! Which findings belong together, and which do not.

use super::{follow, group};
use crate::engine::sample::{cell, form, form_with, fund, indicator};
use crate::engine::{Parameters, expect};
use crate::form::model::{Field, Form, Scope};
use crate::language::Bilingual;
use crate::rules::{self, Finding, READERS_DISAGREE, check};

/// The groups of what is found in the form, a line each: `rule field <- rule field`, the cause first.
fn grouped(form: &Form) -> Vec<String> {
    grouped_by(form, &Parameters::default())
}

fn grouped_by(form: &Form, parameters: &Parameters) -> Vec<String> {
    told(form, check(form, &expect(form, parameters)), parameters)
}

fn told(form: &Form, mut findings: Vec<Finding>, parameters: &Parameters) -> Vec<String> {
    group(form, &mut findings, parameters);
    let name = |finding: &Finding| format!("{} {}", finding.rule, finding.field);
    let mut told = Vec::new();
    for (index, first) in findings.iter().enumerate() {
        let is_told = |other: &Finding| other.group.is_some() && other.group == first.group;
        if findings[..index].iter().any(is_told) {
            continue;
        }
        let cause = &findings[first.group.unwrap_or(index)];
        let mut group: Vec<&Finding> = findings.iter().filter(|other| is_told(other)).collect();
        group.sort_by_key(|other| (!std::ptr::eq(*other, cause), follow(other.rule, &other.field)));
        group = if group.is_empty() { vec![first] } else { group };
        told.push(group.into_iter().map(name).collect::<Vec<_>>().join(" <- "));
    }
    told
}

fn finding(rule: &str, field: &str) -> Finding {
    let name = Scope::named(field).and_then(Scope::field).unwrap();
    rules::find(rule)
        .unwrap()
        .finding(name, &Field::Absent, "", Bilingual::default())
}

#[test]
fn a_form_without_findings_has_no_groups() {
    assert_eq!(grouped(&form()), Vec::<String>::new());
}

#[test]
fn a_wrong_executed_total_explains_its_rate_and_score() {
    assert_eq!(
        grouped(&form_with("funds[0].executed=5.70")),
        ["fund-sum funds[0].executed <- execution-rate funds[0].rate <- budget-score funds[0].score"]
    );
}

#[test]
fn a_rate_misprinted_in_total_and_part_and_the_score_made_from_it_are_one_mistake() {
    assert_eq!(
        grouped(&form_with(
            "funds[0].rate=88.52; funds[1].rate=88.52; funds[0].score=8.85; total_score=98.85"
        )),
        ["execution-rate funds[0].rate <- execution-rate funds[1].rate <- budget-score funds[0].score"]
    );
}

#[test]
fn a_wrong_weight_explains_the_sum_and_what_it_makes_of_its_row() {
    assert_eq!(
        grouped(&form_with("indicators[0].weight=70.00")),
        ["weight-sum total_weight <- indicator-score indicators[0].score <- deviation-missing indicators[0].deviation"]
    );
    assert_eq!(
        grouped(&form_with("funds[0].weight=20.00")),
        ["weight-sum total_weight <- budget-score funds[0].score"]
    );
}

#[test]
fn a_score_above_its_weight_explains_a_sum_that_is_too_large_by_as_much() {
    assert_eq!(
        grouped(&form_with("indicators[1].score=35.00")),
        ["score-range indicators[1].score <- score-sum total_score"]
    );
}

#[test]
fn a_wrong_total_explains_a_grade_that_fits_the_right_one() {
    assert_eq!(
        grouped(&form_with("total_score=79.85; grade=优")),
        ["score-sum total_score <- grade grade"]
    );
}

#[test]
fn a_low_score_without_need_and_without_reason_is_said_once() {
    let mut form = form();
    form.indicators[1] = indicator(["受众满意度", "≥90.00(%)", "95.00(%)", "30.00", "20.00", ""]);
    form.total_score = cell("89.85");
    form.grade = cell("良");
    assert_eq!(
        grouped(&form),
        ["indicator-score indicators[1].score <- deviation-missing indicators[1].deviation"]
    );
}

#[test]
fn what_is_overspent_in_total_and_part_is_overspent_once() {
    let mut form = form();
    form.funds[0] = fund(["年度资金总额", "6.80", "6.80", "7.70", "10.00", "100.00", "10.00"]);
    form.funds[1] = fund(["当年财政拨款", "6.80", "6.80", "7.70", "-", "100.00", "-"]);
    form.total_score = cell("100.00");
    let groups = grouped(&form);
    assert_eq!(groups.len(), 1, "{groups:?}");
    assert!(
        groups[0].starts_with("over-budget funds[0].executed <- over-budget funds[1].executed"),
        "{groups:?}"
    );
}

#[test]
fn a_part_overspent_at_the_rate_that_it_states_overspends_the_total() {
    let mut form = form();
    form.funds[0] = fund(["年度资金总额", "10.60", "10.60", "12.20", "10.00", "115.09", "10.00"]);
    form.funds[1] = fund(["当年财政拨款", "10.10", "10.10", "11.70", "-", "115.84", "-"]);
    form.funds[2] = fund(["其他资金", "0.50", "0.50", "0.50", "-", "100", "-"]);
    form.total_score = cell("100.00");
    assert_eq!(
        grouped(&form),
        ["over-budget funds[0].executed <- over-budget funds[1].executed"]
    );
}

#[test]
fn two_mistakes_stay_two() {
    let mut form = form();
    // The sum is off by 3, the budget score by 1.85: neither makes up for the other.
    form.funds[0].score = cell("8.00");
    form.total_score = cell("95.00");
    assert_eq!(grouped(&form), ["budget-score funds[0].score", "score-sum total_score"]);
}

#[test]
fn a_figure_that_readers_disagree_about_comes_before_what_was_computed_from_it() {
    let mut form = form();
    form.funds[0].executed = cell("5.70");
    form.indicators[1].score = cell("31.00");
    form.total_score = cell("100.85");
    let findings = vec![
        finding("execution-rate", "funds[0].rate"),
        finding("score-range", "indicators[1].score"),
        finding(READERS_DISAGREE.id, "funds[0].executed"),
    ];
    assert_eq!(
        told(&form, findings, &Parameters::default()),
        [
            "readers-disagree funds[0].executed <- execution-rate funds[0].rate",
            "score-range indicators[1].score"
        ]
    );
}

#[test]
fn what_the_form_does_not_show_stands_alone() {
    let findings = vec![finding("grade", "grade"), finding("score-sum", "total_score")];
    assert_eq!(
        told(&form(), findings, &Parameters::default()),
        ["grade grade", "score-sum total_score"]
    );
}

#[test]
fn a_grade_is_grouped_by_the_bands_of_the_run() {
    let mut form = form();
    form.indicators[1] = indicator(["受众满意度", "≥90.00(%)", "95.00(%)", "30.00", "22.00", "样本不足"]);
    form.total_score = cell("91.85");
    assert_eq!(grouped(&form), ["indicator-score indicators[1].score"]);
    let mut parameters = Parameters::default();
    parameters.grades[0].from = Some(95);
    assert_eq!(
        grouped_by(&form, &parameters),
        ["indicator-score indicators[1].score <- grade grade"]
    );
    let findings = check(&form, &expect(&form, &parameters));
    assert_eq!(
        told(&form, findings, &Parameters::default()),
        ["grade grade", "indicator-score indicators[1].score"],
        "by other bands the grade is not understood"
    );
}
