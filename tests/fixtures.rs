//! Every fixture against what a person reads off its pages: status, fields as printed, findings.

// A test may fail.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fuhe::audit::{AuditedForm, audit_one};
use fuhe::form::model::Field;
use fuhe::input::Document;
use fuhe::settings::Settings;
use serde::Deserialize;
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

/// What the file beside a fixture says about it.
#[derive(Deserialize)]
struct Truth {
    status: String,
    forms: Vec<TrueForm>,
}

/// A form as a person reads it; `null` where the layout has no such cell.
#[derive(Deserialize)]
struct TrueForm {
    funds: Vec<Map<String, Value>>,
    indicators: Vec<Map<String, Value>>,
    /// Rule and field of each finding that must be made.
    findings: BTreeSet<(String, String)>,
    /// Those that may be made.
    #[serde(default)]
    allowed: BTreeSet<(String, String)>,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let paths = ignore::Walk::new(folder).map(|entry| entry.unwrap().into_path());
    let mut found: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    found.sort();
    found
}

/// Spaces are not compared, nor are characters that Unicode holds for the same.
fn normal(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

struct Comparison<'a> {
    file: &'a str,
    wrong: Vec<String>,
}

impl Comparison<'_> {
    fn fields<'f>(
        &mut self,
        place: &str,
        truth: &Map<String, Value>,
        found: impl IntoIterator<Item = (&'static str, &'f Field)>,
    ) {
        for (name, field) in found {
            let Some(expected) = truth.get(name).and_then(Value::as_str) else {
                continue;
            };
            self.same(&format!("{place}{name}"), &normal(expected), &normal(field.text()));
        }
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, expected: &T, found: &T) {
        if expected != found {
            self.wrong.push(format!(
                "{}: {what}: {expected:?} is printed, {found:?} was read",
                self.file
            ));
        }
    }

    fn form(&mut self, truth: &TrueForm, found: &AuditedForm) {
        let form = &found.form;
        self.fields("", &truth.fields, form.fields());
        self.same("fund rows", &truth.funds.len(), &form.funds.len());
        for (row, (truth, fund)) in truth.funds.iter().zip(&form.funds).enumerate() {
            self.fields(&format!("funds[{row}]."), truth, fund.fields());
        }
        self.same("indicators", &truth.indicators.len(), &form.indicators.len());
        for (row, (truth, indicator)) in truth.indicators.iter().zip(&form.indicators).enumerate() {
            self.fields(&format!("indicators[{row}]."), truth, indicator.fields());
        }
        let made: BTreeSet<(String, String)> = found
            .findings
            .iter()
            .map(|f| (f.rule.to_owned(), f.field.to_string()))
            .collect();
        for missed in truth.findings.difference(&made) {
            self.wrong
                .push(format!("{}: form {}: {missed:?} was missed", self.file, form.form_no));
        }
        for (rule, field) in made
            .difference(&truth.findings)
            .filter(|finding| !truth.allowed.contains(finding))
        {
            self.wrong.push(format!(
                "{}: form {}: {rule} on {field} is a false alarm",
                self.file, form.form_no
            ));
        }
    }
}

#[test]
fn fixtures_are_read_as_printed_and_found_out_as_planted() {
    let mut wrong = Vec::new();
    let fixtures = fixtures();
    assert!(fixtures.len() > 50, "{} fixtures", fixtures.len());
    for path in fixtures {
        let truth: Truth = serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
        let file = path.file_name().unwrap().to_str().unwrap();
        let audited = audit_one(&Document::new(file, fs::read(&path).unwrap()), &Settings::default());
        let mut comparison = Comparison {
            file,
            wrong: Vec::new(),
        };
        comparison.same("status", &truth.status.as_str(), &audited.status.id());
        if truth.status == "ok" {
            comparison.same("forms", &truth.forms.len(), &audited.forms.len());
            for (truth, form) in truth.forms.iter().zip(&audited.forms) {
                comparison.form(truth, form);
            }
        }
        wrong.extend(comparison.wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_fixture_that_breaks_it() {
    let planted = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted");
    for rule in fuhe::rules::all() {
        let truth = fs::read(planted.join(rule.id).with_extension("json")).unwrap();
        let truth: Truth = serde_json::from_slice(&truth).unwrap();
        let mut expected = truth.forms.iter().flat_map(|form| &form.findings);
        assert!(expected.any(|(id, _)| id == rule.id), "{}", rule.id);
    }
}
