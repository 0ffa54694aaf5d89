//! What was checked of a stored form, and what could not be: "no finding" and "not judged" look alike otherwise.

use std::ops::Range;

use crate::figure::{Figure, Target};
use crate::form::model::{FieldName, Scope};
use crate::rules::{self, HIDDEN_TEXT, READERS_DISAGREE, Rows, Rule, States, Subject};
use crate::stored::StoredForm;

/// What one rule came to on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// The form states nothing that it speaks of.
    Nothing,
    /// What it judged agrees.
    Agrees,
    /// It has so many findings.
    Found(usize),
    /// It kept silent.
    NotJudged,
}

/// How far one rule has checked a form.
#[derive(Debug, Clone)]
pub(super) struct Coverage<'a> {
    pub rule: &'static Rule,
    pub outcome: Outcome,
    /// Of how many fields, or parts of the form, it could say nothing.
    pub silent: usize,
    /// The ids of the reasons, each once.
    pub reasons: Vec<&'a str>,
}

/// The rules that check a form: what is hidden on the page, and that readers disagree, is seen otherwise.
pub(super) fn checking() -> impl Iterator<Item = &'static Rule> {
    let otherwise = [HIDDEN_TEXT.id, READERS_DISAGREE.id];
    rules::all().iter().filter(move |rule| !otherwise.contains(&rule.id))
}

/// How far each rule that checks a form has checked this one, in the order of the rules.
pub(super) fn coverage(form: &StoredForm) -> impl Iterator<Item = Coverage<'_>> {
    checking().map(|rule| of_rule(rule, form))
}

fn of_rule<'a>(rule: &'static Rule, form: &'a StoredForm) -> Coverage<'a> {
    let silences = form.not_judged.iter().filter(|silence| silence.rule == rule.id);
    let silences: Vec<_> = silences.collect();
    let scopes: Vec<Scope> = silences
        .iter()
        .filter_map(|silence| Scope::named(&silence.field))
        .collect();
    let is_judged = |name: &FieldName| !scopes.iter().any(|scope| scope.covers(*name));
    let subjects = subjects(rule, form);
    let found = form.findings.iter().filter(|finding| finding.rule == rule.id).count();
    let outcome = match found {
        0 if subjects.iter().any(is_judged) => Outcome::Agrees,
        0 if silences.is_empty() => Outcome::Nothing,
        0 => Outcome::NotJudged,
        found => Outcome::Found(found),
    };
    let mut reasons: Vec<&str> = Vec::new();
    for silence in &silences {
        if !reasons.contains(&silence.reason.as_str()) {
            reasons.push(&silence.reason);
        }
    }
    Coverage {
        rule,
        outcome,
        silent: silences.len(),
        reasons,
    }
}

/// The fields of the form that a rule speaks of, as far as something is stated in them, by the names under which it keeps silent.
fn subjects(rule: &Rule, form: &StoredForm) -> Vec<FieldName> {
    let of_column = |subject: &'static Subject| {
        let name = |row, column| FieldName::in_row(subject.table, row, column);
        let stated = rows(subject, form).filter(move |row| is_stated(subject, form, name(*row, subject.column)));
        stated.map(move |row| name(row, subject.judged_as))
    };
    rule.speaks_of.iter().flat_map(of_column).collect()
}

fn rows(subject: &Subject, form: &StoredForm) -> Range<usize> {
    let all = match subject.table {
        "funds" => form.funds.len(),
        "indicators" => form.indicators.len(),
        _ => 1,
    };
    match subject.rows {
        Rows::All => 0..all,
        Rows::First => 0..all.min(1),
        Rows::FirstOfSeveral => 0..usize::from(all > 1),
    }
}

fn is_stated(subject: &Subject, form: &StoredForm, name: FieldName) -> bool {
    let text = form.text(name).unwrap_or_default();
    match subject.states {
        States::Figure => Figure::parse(text).is_some(),
        States::Target => Target::parse(text).is_some(),
        States::Text => !text.is_empty(),
        States::Anything => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::{StoredFinding, StoredFund, StoredIndicator, StoredSilence};

    fn form() -> StoredForm {
        let fund = StoredFund {
            budget: "10.00".into(),
            executed: "9.00".into(),
            weight: "10".into(),
            rate: "90%".into(),
            score: "9".into(),
            ..StoredFund::default()
        };
        let indicator = StoredIndicator {
            target: "≥90(%)".into(),
            weight: "90".into(),
            score: "90".into(),
            ..StoredIndicator::default()
        };
        StoredForm {
            expected_goal: "完成".into(),
            total_weight: "100".into(),
            total_score: "99".into(),
            grade: "优".into(),
            funds: vec![fund.clone(), fund],
            indicators: vec![indicator.clone(), indicator],
            ..StoredForm::default()
        }
    }

    fn outcome(rule: &str, form: &StoredForm) -> Outcome {
        coverage(form).find(|covered| covered.rule.id == rule).unwrap().outcome
    }

    #[test]
    fn every_rule_that_checks_a_form_speaks_of_something_that_a_whole_form_states() {
        for covered in coverage(&form()) {
            assert_eq!(covered.outcome, Outcome::Agrees, "{}", covered.rule.id);
        }
        let nothing = StoredForm::default();
        for covered in coverage(&nothing).filter(|covered| covered.rule.id != "missing-field") {
            assert_eq!(covered.outcome, Outcome::Nothing, "{}", covered.rule.id);
        }
    }

    #[test]
    fn a_rule_agrees_only_where_it_has_judged_something() {
        let silent = |fields: &[&str]| {
            let silences = fields.iter().map(|field| StoredSilence {
                rule: "indicator-score".into(),
                field: (*field).into(),
                reason: "merged".into(),
            });
            StoredForm {
                not_judged: silences.collect(),
                ..form()
            }
        };
        let partly = silent(&["indicators[0].score"]);
        assert_eq!(outcome("indicator-score", &partly), Outcome::Agrees);
        for all in [
            &["indicators"][..],
            &[""],
            &["indicators[0].score", "indicators[1].score"],
        ] {
            let form = silent(all);
            assert_eq!(outcome("indicator-score", &form), Outcome::NotJudged, "{all:?}");
            let covered = coverage(&form).find(|covered| covered.silent > 0).unwrap();
            assert_eq!((covered.silent, covered.reasons), (all.len(), vec!["merged"]));
        }
    }

    #[test]
    fn what_is_found_is_told_whatever_else_is_not_judged() {
        let mut form = form();
        form.findings = vec![StoredFinding {
            rule: "grade".into(),
            ..StoredFinding::default()
        }];
        assert_eq!(outcome("grade", &form), Outcome::Found(1));
    }
}
