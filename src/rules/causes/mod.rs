//! Findings that follow from one another: several that one wrong figure explains, the cause first.
//!
//! A figure is supposed to be another ([`suppositions`]), and the form is checked again: findings that vanish together, while none
//! appears, have that figure in common. Nothing is said of which figure is wrong: that a page has to show.

mod supposition;

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Finding, Rank, Rule, all, check_by, find};
use crate::engine::{Expected, Parameters, expect, trusted};
use crate::form::model::{FieldName, Form};
use supposition::{Supposition, suppositions};

/// Suppositions times rows of the form: each is a check of all of them, so an absurdly long form would take the square of its time. A form of 60
/// rows with every kind of finding comes to 20,000; this many take a second.
const MOST_WORK: usize = 500_000;

/// Puts the findings of one form into groups that follow from one another, with the parameters of its run.
pub fn group(form: &Form, findings: &mut [Finding], parameters: &Parameters) {
    if findings.len() < 2 {
        return;
    }
    for group in explained(form, findings, parameters) {
        for index in &group {
            if let Some(finding) = findings.get_mut(*index) {
                finding.group = group.first().copied();
            }
        }
    }
}

/// The order in which findings are told of which one wrong figure explains all: by the rank of their rules, then by field.
pub fn follow<F>(rule: &str, field: F) -> (Rank, usize, F) {
    let known = all().iter().position(|known| known.id == rule);
    let rank = known
        .and_then(|number| all().get(number))
        .map_or(Rank::Alone, |rule| rule.rank);
    (rank, known.unwrap_or(usize::MAX), field)
}

/// The groups of more than one finding. What explains most comes first; no finding is explained twice.
fn explained(form: &Form, findings: &[Finding], parameters: &Parameters) -> Vec<Vec<usize>> {
    let rests_on: Vec<Vec<FieldName>> = findings.iter().map(|finding| rests_on(form, finding)).collect();
    let sound = trusted(form);
    let expected = expect(form, parameters);
    let has_found = |rule: &Rule| findings.iter().any(|finding| finding.rule == rule.id);
    let known = LazyCell::new(|| keys(form, &expected, has_found));
    let others = LazyCell::new(|| keys(form, &expected, |rule| !has_found(rule)));
    let rows = form.funds.len() + form.indicators.len();
    let most = MOST_WORK / (rows + 1);
    let supposed = suppositions(&sound, &expected, findings);
    let mut candidates: Vec<(Supposition, Vec<usize>)> = supposed
        .into_iter()
        .take(most)
        .filter(|supposition| supposition.may_explain_several(&rests_on))
        .filter_map(|supposition| {
            let supposed = supposition.applied_to(form);
            let expected = expect(&supposed, parameters);
            let left = keys(&supposed, &expected, has_found);
            let is_gone = |finding: &Finding| {
                let key = (finding.rule, finding.field);
                supposition.is_about(finding) || known.contains(&key) && !left.contains(&key)
            };
            let gone = findings.iter().enumerate().filter(|(_, finding)| is_gone(finding));
            let gone: Vec<usize> = gone.map(|(index, _)| index).collect();
            // The other rules, of which some read long texts, are asked only where that would explain something.
            let finds_no_more = || {
                let new = keys(&supposed, &expected, |rule| !has_found(rule));
                new.is_empty() || new.is_subset(&others)
            };
            (gone.len() > 1 && left.is_subset(&known) && finds_no_more()).then_some((supposition, gone))
        })
        .collect();
    candidates.sort_by_key(|(_, vanished)| Reverse(vanished.len()));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (supposition, mut group) in candidates {
        if groups.iter().flatten().any(|index| group.contains(index)) {
            continue;
        }
        // What speaks of the very figure that is supposed wrong comes first.
        let rank = |finding: &Finding| {
            let is_first = supposition.changes_first(finding.field);
            (!is_first, follow(finding.rule, finding.field.to_string()))
        };
        group.sort_by_cached_key(|index| findings.get(*index).map(rank));
        groups.push(group);
    }
    groups
}

/// The fields that a finding needs.
fn rests_on(form: &Form, finding: &Finding) -> Vec<FieldName> {
    let needed = |rule: &Rule| (rule.rests_on)(form, finding.field);
    find(finding.rule).map_or_else(|| vec![finding.field], needed)
}

/// What some of the rules find, by rule and field.
fn keys(form: &Form, expected: &Expected, is_asked: impl Fn(&Rule) -> bool) -> BTreeSet<(&'static str, FieldName)> {
    let findings = check_by(is_asked, form, expected).into_iter();
    findings.map(|finding| (finding.rule, finding.field)).collect()
}

#[cfg(test)]
mod tests;
