//! Findings that follow from one another: several that one wrong figure explains, the cause first.
//!
//! A figure is supposed to be another ([`suppositions`]), and the form is checked again: findings that vanish together, while none
//! appears, have that figure in common. Nothing is said of which figure is wrong: that a page has to show.

mod supposition;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{READERS_DISAGREE, check};
use crate::engine::{Parameters, expect, trusted};
use crate::form::model::Form;
use supposition::{Supposition, suppositions};

/// Rules in the order in which one mistake leads to the next: amounts, then rates, then scores, then totals.
const CAUSES_FIRST: [&str; 11] = [
    READERS_DISAGREE.id,
    super::fund_sum::RULE.id,
    super::over_budget::RULE.id,
    super::weight_sum::RULE.id,
    super::execution_rate::RULE.id,
    super::budget_score::RULE.id,
    super::score_range::RULE.id,
    super::indicator_score::RULE.id,
    super::deviation_missing::RULE.id,
    super::score_sum::RULE.id,
    super::grade::RULE.id,
];

/// A finding by what tells it from the others of its form: id of its rule, and its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingKey<'a> {
    /// Id of the rule.
    pub rule: &'a str,
    /// The field.
    pub field: &'a str,
}

/// Puts the findings of one form into groups that follow from one another. Each group is a list of indices into `findings`, its cause
/// first; a finding that stands alone is a group of one. Groups come in the order of their first findings.
pub fn groups(form: &Form, findings: &[FindingKey]) -> Vec<Vec<usize>> {
    let mut groups = if findings.len() < 2 {
        Vec::new()
    } else {
        explained(form, findings, &Parameters::default())
    };
    let grouped: BTreeSet<usize> = groups.iter().flatten().copied().collect();
    let alone = (0..findings.len()).filter(|index| !grouped.contains(index));
    groups.extend(alone.map(|index| vec![index]));
    groups.sort_by_key(|group| group.iter().min().copied());
    groups
}

/// The groups of more than one finding. What explains most comes first; no finding is explained twice.
fn explained(form: &Form, findings: &[FindingKey], parameters: &Parameters) -> Vec<Vec<usize>> {
    let before = keys(form, parameters);
    let sound = trusted(form);
    let expected = expect(form, parameters);
    let supposed = suppositions(&sound, &expected, findings);
    let mut candidates: Vec<(Supposition, Vec<usize>)> = supposed
        .into_iter()
        .filter_map(|supposition| {
            let vanished = vanished(form, findings, &before, &supposition, parameters)?;
            (vanished.len() > 1).then_some((supposition, vanished))
        })
        .collect();
    candidates.sort_by_key(|(_, vanished)| Reverse(vanished.len()));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (supposition, mut group) in candidates {
        if groups.iter().flatten().any(|index| group.contains(index)) {
            continue;
        }
        group.sort_by_key(|index| findings.get(*index).map(|finding| rank(finding, &supposition)));
        groups.push(group);
    }
    groups
}

/// The findings that are gone under the supposition; `None` where it leads to one that was not there.
fn vanished(
    form: &Form,
    findings: &[FindingKey],
    before: &BTreeSet<(&str, String)>,
    supposition: &Supposition,
    parameters: &Parameters,
) -> Option<Vec<usize>> {
    let after = keys(&supposition.applied_to(form), parameters);
    if !after.is_subset(before) {
        return None;
    }
    let is_gone = |finding: &FindingKey| {
        let key = (finding.rule, finding.field.to_owned());
        supposition.is_about(finding) || before.contains(&key) && !after.contains(&key)
    };
    let gone = findings.iter().enumerate().filter(|(_, finding)| is_gone(finding));
    Some(gone.map(|(index, _)| index).collect())
}

fn keys(form: &Form, parameters: &Parameters) -> BTreeSet<(&'static str, String)> {
    let findings = check(form, &expect(form, parameters));
    findings
        .into_iter()
        .map(|finding| (finding.rule, finding.field))
        .collect()
}

/// What speaks of the very figure that is supposed wrong comes first, then by rule, then by field.
fn rank<'a>(finding: &FindingKey<'a>, supposition: &Supposition) -> (bool, usize, &'a str) {
    let by_rule = CAUSES_FIRST.iter().position(|rule| *rule == finding.rule);
    (
        !supposition.changes_first(finding.field),
        by_rule.unwrap_or(CAUSES_FIRST.len()),
        finding.field,
    )
}

#[cfg(test)]
mod tests;
