//! A small form, drawn in one unusual way after another: what is read of it, what is doubted, and what is found.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "reading/fields.rs"]
mod fields;
#[path = "reading/files.rs"]
mod files;
#[path = "reading/fonts.rs"]
mod fonts;
#[path = "reading/hidden.rs"]
mod hidden;
#[path = "reading/ocr.rs"]
mod ocr;
#[path = "reading/pages.rs"]
mod pages;
mod paper;
#[path = "reading/text.rs"]
mod text_setting;

use fuhe::audit::{Audited, AuditedForm, Status, audit_one};
use fuhe::form::model::{Form, Scope};
use fuhe::input::Document;
use fuhe::settings::Settings;
use paper::form::form;

fn audited(bytes: Vec<u8>) -> Audited {
    audit_one(&Document::new("form.pdf", bytes), &Settings::default())
}

/// The only form of a document that is `ok`.
fn only_form(bytes: Vec<u8>) -> AuditedForm {
    let mut audited = audited(bytes);
    assert_eq!(
        (audited.status, audited.forms.len()),
        (Status::Ok, 1),
        "{}",
        audited.detail.en
    );
    audited.forms.remove(0)
}

fn text(form: &Form, name: &str) -> String {
    let name = Scope::named(name).and_then(Scope::field).unwrap();
    form.field(name).expect("no such field").text().to_owned()
}

/// Rule, field, what is stated and what is expected of every finding.
fn findings(audited: &AuditedForm) -> Vec<[&str; 4]> {
    let findings = audited.findings.iter();
    // Compared with words, they live as long as these.
    findings
        .map(|f| {
            [
                f.rule,
                f.field.to_string().leak(),
                f.stated.as_str(),
                f.expected.as_str(),
            ]
        })
        .collect()
}

/// Kind and field of every warning.
fn warnings(audited: &AuditedForm) -> Vec<(&str, &str)> {
    let warnings = audited.form.warnings.iter();
    warnings
        .map(|warning| (warning.kind.id(), &*warning.scope.to_string().leak()))
        .collect()
}

#[test]
fn the_form_as_such_is_read_whole_and_agrees() {
    let read = only_form(form().pdf());
    assert_eq!((findings(&read), warnings(&read)), (vec![], vec![]));
    assert_eq!(text(&read.form, "funds[0].executed"), "98.00");
    assert_eq!(text(&read.form, "indicators[1].score"), "40");
    assert_eq!(text(&read.form, "grade"), "优");
    assert_eq!(text(&read.form, "year"), "2023");
}
