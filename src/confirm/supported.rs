//! Figures that our own recognisers have read in a scan: how far each is supported, and what may be said on their ground.
//!
//! A figure is *agreed* where two recognisers read it alike (that is known of its line), and *closed* where it takes part in an identity of the form that
//! holds. One that is both has a mild warning, and can be judged; all others have one that gives the readings.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::doubted::Doubted;
use super::evidence;
use crate::audited::AuditedForm;
use crate::engine::Expected;
use crate::figure::Figure;
use crate::form::model::{Field, FieldName, Form, Scope};
use crate::language::{Bilingual, Language};
use crate::messages::Message;
use crate::pdf::RecognizedLine;
use crate::place::Place;
use crate::rules::{self, NotJudged, Severity, Silence};
use crate::warning::{Warning, WarningKind};

/// Rules that compare figures exactly: where one of them finds all right, the figures that it looked at support each other.
const IDENTITIES: [&str; 5] = ["execution-rate", "budget-score", "fund-sum", "weight-sum", "score-sum"];

/// Rules whose findings say that something is not there, or rest on all rows: not on a page of which rows may be lost.
const OF_ALL_ROWS: [&str; 3] = ["weight-sum", "score-sum", "fund-sum"];
const OF_BLANKS: [&str; 2] = ["missing-field", "deviation-missing"];

/// A digit this much further is beyond what rules let pass in the last one: one for the tolerance, one for how a form rounds.
const ANOTHER_DIGIT: u32 = 3;

/// What is known of a field that stands on a scan.
#[derive(Debug, Clone, Default)]
struct Support {
    is_agreed: bool,
    is_under_ink: bool,
    second: Option<String>,
    others: Vec<String>,
}

impl Support {
    fn of<'a>(lines: impl Iterator<Item = &'a RecognizedLine>, text: &str) -> Self {
        let lines: Vec<&RecognizedLine> = lines.collect();
        let printed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let [line] = lines.as_slice() else {
            return Self {
                is_under_ink: lines.iter().any(|line| line.is_under_ink),
                second: None,
                ..Self::default()
            };
        };
        Self {
            // What the form took is what was read there, the whole line.
            is_agreed: line.is_agreed && line.text == printed,
            is_under_ink: line.is_under_ink,
            second: line.second.clone(),
            others: line.others.clone(),
        }
    }
}

/// Warns of each field that was recognised, makes notices of findings on figures that are not supported, and takes back those on figures that may be
/// misread.
pub fn weigh(audited: &mut AuditedForm, doubted: &Doubted, expect: impl Fn(&Form) -> Expected) {
    if !doubted.has_recognized() {
        return;
    }
    let form = &audited.form;
    let on_scan = |field: &Field| field.place().filter(|place| doubted.is_recognized(place.page));
    if !form.named_fields().any(|(_, field)| on_scan(field).is_some()) {
        return;
    }
    // A doubt about what stands beside a figure does not keep it from supporting others: that an identity holds is no accident.
    let as_read = Form {
        warnings: Vec::new(),
        ..form.clone()
    };
    let closed = closed(&as_read, &expect);
    let supports = |place: Place, text: &str| Support::of(doubted.lines(place), text);
    let is_agreed = |name: FieldName| {
        let field = form.field(name);
        field.is_none_or(|field| on_scan(field).is_none_or(|place| supports(place, field.text()).is_agreed))
    };
    let is_checked = |name: FieldName| closed.contains(&name) && is_agreed(name);
    let closing = closing_readings(form, &expect, is_agreed, |name| {
        let field = form.field(name)?;
        Some(supports(on_scan(field)?, field.text()).others)
    });
    let mut warnings = Vec::new();
    let mut warn = |scope: Scope, kind: WarningKind, page: u32, message: Bilingual| {
        warnings.push(Warning {
            scope,
            kind,
            page,
            message,
        });
    };
    for (table, rows) in [("funds", form.funds.len()), ("indicators", form.indicators.len())] {
        // A row of funds may hold nothing but zeros, and be lost without any sum saying so.
        let is_whole =
            table == "indicators" && rows > 0 && (0..rows).all(|row| is_checked(FieldName::indicator(row, "weight")));
        if !is_whole {
            let page = form.first_page;
            warn(
                Scope::Part(table),
                WarningKind::Ocr,
                page,
                Message::RecognizedPart.bilingual(&[]),
            );
        }
    }
    for (name, field) in form.named_fields() {
        let is_figure = name.is_of_a_figure() || matches!(name.column, "target" | "actual");
        let Field::Cell(value) = field else {
            // A column, or a border between two cells, may be lost.
            if is_figure {
                warn(
                    name.into(),
                    WarningKind::Ocr,
                    form.first_page,
                    Message::RecognizedBlank.bilingual(&[]),
                );
            }
            continue;
        };
        let Some(place) = on_scan(field).filter(|_| !value.filled) else {
            continue;
        };
        let text = &value.text;
        let support = supports(place, text);
        let (kind, message) = if text.is_empty() {
            (WarningKind::Ocr, Message::RecognizedBlank.bilingual(&[]))
        } else if is_checked(name) {
            (
                WarningKind::OcrChecked,
                Message::RecognizedChecked.bilingual(&[("text", text)]),
            )
        } else if support.is_under_ink {
            (
                WarningKind::Ocr,
                Message::RecognizedUnderInk.bilingual(&[("text", text)]),
            )
        } else if let Some((_, other)) = closing.iter().find(|(closing, _)| *closing == name) {
            (
                WarningKind::Ocr,
                Message::RecognizedWouldClose.bilingual(&[("text", text), ("other", other)]),
            )
        } else if let Some(second) = &support.second {
            (
                WarningKind::Ocr,
                Message::RecognizedTwoWays.bilingual(&[("text", text), ("second", second)]),
            )
        } else if support.is_agreed {
            (WarningKind::Ocr, Message::RecognizedAgreed.bilingual(&[("text", text)]))
        } else {
            (WarningKind::Ocr, Message::RecognizedHere.bilingual(&[("text", text)]))
        };
        warn(name.into(), kind, place.page, message);
    }
    let indicators_whole = !warnings.iter().any(|warning| warning.scope == Scope::INDICATORS);
    // Where one column of the funds adds up, all rows that hold anything are there.
    let amounts = ["initial", "budget", "executed"].into_iter();
    let funds_whole = amounts
        .filter(|column| is_checked(FieldName::fund(0, column)) && is_checked(FieldName::fund(1, column)))
        .count()
        > 0;
    let mut taken_back = Vec::new();
    let mut findings = std::mem::take(&mut audited.findings);
    findings.retain_mut(|finding| {
        let behind: Vec<FieldName> = evidence::figures_behind(finding, &audited.form)
            .iter()
            .map(|figure| figure.field)
            .collect();
        let figures = || {
            behind.iter().copied().filter(|name| {
                let field = audited.form.field(*name);
                field.is_some_and(|field| on_scan(field).is_some() && !field.is_blank())
            })
        };
        let all_checked = figures().all(is_checked);
        let is_sure = figures().filter(|name| name.is_of_a_figure()).all(is_agreed)
            && (!OF_ALL_ROWS.contains(&finding.rule)
                || if finding.rule == "fund-sum" {
                    funds_whole
                } else {
                    indicators_whole
                })
            && !OF_BLANKS.contains(&finding.rule)
            && figures().count() > 0;
        if !is_sure {
            taken_back.push(NotJudged {
                rule: finding.rule,
                scope: finding.field.into(),
                reason: Silence::InDoubt,
            });
            return false;
        }
        let message = if all_checked {
            Message::RestsOnChecked
        } else {
            finding.severity = Severity::Notice;
            Message::RestsOnRecognized
        };
        let said = |language: Language| {
            let explanation = finding.explanation.get(language).trim_end_matches(['。', '.']);
            message.fill(language, &[("explanation", &explanation)])
        };
        finding.explanation = Bilingual::new(said(Language::Zh), said(Language::En));
        true
    });
    audited.findings = findings;
    audited.not_judged.extend(taken_back);
    audited.form.warnings.extend(warnings);
}

/// The figures that an identity of the form holds fast: it holds, and would not if the figure were read with any digit another, or without its point.
/// That a rule rests on a figure is not enough: it may look at it for something else, or to fewer digits.
fn closed(form: &Form, expect: &impl Fn(&Form) -> Expected) -> BTreeSet<FieldName> {
    let expected = expect(form);
    let mut closed: BTreeSet<FieldName> = full_weights(form).into_iter().collect();
    for rule in IDENTITIES.into_iter().filter_map(rules::find) {
        for own in rules::holding(rule, form, &expected) {
            for name in (rule.rests_on)(form, own).into_iter().chain([own]) {
                let is_refuted = |text: &String| {
                    let changed = read_as(form, name, text);
                    rules::refuting(rule, &changed, &expect(&changed)).contains(&own)
                };
                let printed = form.field(name).map_or("", Field::text);
                let is_figure = Figure::parse(printed).is_some();
                if is_figure && !closed.contains(&name) && misreadings(printed).iter().all(is_refuted) {
                    closed.insert(name);
                }
            }
        }
    }
    closed
}

/// What a figure may be misread as: each digit another one, its point lost, or lost already. The last decimal is left to the recognisers: rules give it slack, as amounts
/// that were rounded to it do.
fn misreadings(printed: &str) -> Vec<String> {
    let with_another = |at: usize| {
        let change = |(here, c): (usize, char)| match c.to_digit(10) {
            Some(digit) if here == at => char::from_digit((digit + ANOTHER_DIGIT) % 10, 10).unwrap_or(c),
            _ => c,
        };
        printed.chars().enumerate().map(change).collect()
    };
    let decimals = printed.split_once('.').map(|(_, decimals)| decimals);
    let has_decimals = decimals.is_some_and(|decimals| decimals.contains(|c: char| c.is_ascii_digit()));
    let digits = printed.chars().enumerate().filter(|(_, c)| c.is_ascii_digit());
    let count = digits.clone().count() - usize::from(has_decimals);
    let digits = digits.take(count);
    let mut misread: Vec<String> = digits.map(|(at, _)| with_another(at)).collect();
    if printed.contains('.') {
        misread.push(printed.replacen('.', "", 1));
    } else {
        // A rate is the same of amounts that are a hundred times as large, if it may be a share.
        let within = printed.char_indices().skip(1).map(|(at, _)| printed.split_at(at));
        let within = within.filter(|(before, after)| {
            let is_digit = |c: char| c.is_ascii_digit();
            before.ends_with(is_digit) && after.starts_with(is_digit)
        });
        misread.extend(within.map(|(before, after)| format!("{before}.{after}")));
    }
    misread
}

/// The form with another text in one field.
fn read_as(form: &Form, name: FieldName, text: &str) -> Form {
    let mut changed = form.clone();
    changed.change_fields(|at, field| {
        if let Field::Cell(value) = field
            && at == name
        {
            text.clone_into(&mut value.text);
        }
    });
    changed
}

/// The weights, where each is read and they add up to a hundred: also where no total is printed.
fn full_weights(form: &Form) -> Vec<FieldName> {
    let total = form
        .funds
        .first()
        .map(|fund| (FieldName::fund(0, "weight"), &fund.weight));
    let rows = form.indicators.iter().enumerate();
    let rows = rows.map(|(row, indicator)| (FieldName::indicator(row, "weight"), &indicator.weight));
    let mut sum = Decimal::ZERO;
    let mut names = Vec::new();
    for (name, field) in total.into_iter().chain(rows) {
        match field {
            Field::Absent if name.table == "funds" => {}
            Field::Covered => {}
            _ => match Figure::parse(field.text()).and_then(|figure| sum.checked_add(figure.value)) {
                Some(next) => {
                    sum = next;
                    names.push(name);
                }
                None => return Vec::new(),
            },
        }
    }
    if sum == Decimal::ONE_HUNDRED { names } else { Vec::new() }
}

/// Readings of figures that would make an identity hold, each where it is the only one that does and its figure the only one that is not agreed. They are
/// told, and never taken: a form that does not add up must stay one.
fn closing_readings(
    form: &Form,
    expect: &impl Fn(&Form) -> Expected,
    is_agreed: impl Fn(FieldName) -> bool,
    others: impl Fn(FieldName) -> Option<Vec<String>>,
) -> Vec<(FieldName, String)> {
    let mut closing: Vec<(FieldName, String)> = Vec::new();
    let expected = expect(form);
    for rule in IDENTITIES.into_iter().filter_map(rules::find) {
        let failing = rules::check(form, &expected)
            .into_iter()
            .filter(|finding| finding.rule == rule.id);
        for own in failing.map(|finding| finding.field) {
            let mut behind = (rule.rests_on)(form, own);
            behind.retain(|name| form.field(*name).is_some_and(|field| !field.text().is_empty()));
            let mut doubtful = behind.into_iter().filter(|name| !is_agreed(*name));
            let (Some(name), None) = (doubtful.next(), doubtful.next()) else {
                continue;
            };
            let holds = |other: &String| {
                let changed = read_as(form, name, other);
                rules::holding(rule, &changed, &expect(&changed)).contains(&own)
            };
            let mut readings = others(name).unwrap_or_default();
            readings.dedup();
            let mut fitting = readings.into_iter().filter(holds);
            if let (Some(other), None) = (fitting.next(), fitting.next()) {
                closing.push((name, other));
            }
        }
    }
    closing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::expect;
    use crate::engine::sample::{cell, form};
    use crate::parameters::Parameters;

    fn closed_in(form: &Form) -> BTreeSet<FieldName> {
        closed(form, &|form: &Form| expect(form, &Parameters::default()))
    }

    #[test]
    fn figures_of_identities_that_hold_are_closed_and_a_rate_that_is_wrong_is_not() {
        let mut form = form();
        let rate = FieldName::fund(0, "rate");
        let sound = closed_in(&form);
        assert!(sound.contains(&rate), "{sound:?}");
        assert!(sound.contains(&FieldName::indicator(0, "score")), "{sound:?}");
        form.funds[0].rate = cell("18.52");
        let spoilt = closed_in(&form);
        assert!(!spoilt.contains(&rate), "{spoilt:?}");
        assert!(spoilt.contains(&FieldName::indicator(0, "score")), "{spoilt:?}");
    }

    #[test]
    fn a_figure_may_be_misread_in_each_digit_and_lose_its_point() {
        assert_eq!(misreadings("6.80"), ["9.80", "6.10", "680"]);
        assert_eq!(misreadings("670"), ["970", "600", "673", "6.70", "67.0"]);
    }
}
