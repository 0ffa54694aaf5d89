//! Figures that an OCR program read off a scan: they come with a warning, and what rests on them is a notice that says so. To ask a second
//! reader is no use: it would read what the same program recognized.

use std::collections::BTreeSet;

use super::doubted::Doubted;
use super::evidence;
use crate::audited::AuditedForm;
use crate::form::model::{Form, Scope};
use crate::language::{Bilingual, Language};
use crate::messages::Message;
use crate::pdf::Page;
use crate::place::Place;
use crate::rules::{Finding, Severity};
use crate::warning::{Warning, WarningKind};

/// A warning for every field that was taken from a scan, and one for every part that may have lost rows there.
pub fn doubts(form: &Form, doubted: &Doubted) -> Vec<Warning> {
    let doubt = |scope: Scope, page: u32, message: Bilingual| Warning {
        scope,
        kind: WarningKind::Ocr,
        page,
        message,
    };
    let mut doubts = Vec::new();
    let mut parts = BTreeSet::new();
    if !doubted.has_scans() {
        return doubts;
    }
    for (name, field) in form.named_fields() {
        let own = field.value().filter(|value| !value.filled);
        let Some(value) = own else { continue };
        let Some(place) = doubted.on_scan(value.place) else {
            continue;
        };
        // Of the rows of a part an OCR program may have left out some.
        if !name.table.is_empty() && parts.insert(name.table) {
            doubts.push(doubt(
                Scope::Part(name.table),
                place.page,
                Message::RecognizedRows.bilingual(&[]),
            ));
        }
        let message = Message::Recognized.bilingual(&[("text", &value.text)]);
        doubts.push(doubt(name.into(), place.page, message));
    }
    doubts
}

/// Makes a notice of every finding that rests on a scan, and has it say so.
pub fn soften(audited: &mut AuditedForm, doubted: &Doubted) {
    if !doubted.has_scans() {
        return;
    }
    for finding in &mut audited.findings {
        let behind = evidence::figures_behind(finding, &audited.form);
        if behind.iter().any(|figure| doubted.on_scan(figure.place).is_some()) {
            make_notice(finding, Message::RestsOnOcr);
        }
    }
}

/// Makes a notice of a finding, and adds to its explanation on what it rests.
pub(super) fn make_notice(finding: &mut Finding, message: Message) {
    finding.severity = Severity::Notice;
    let said = |language: Language| {
        let explanation = finding.explanation.get(language).trim_end_matches(['。', '.']);
        message.fill(language, &[("explanation", &explanation)])
    };
    finding.explanation = Bilingual::new(said(Language::Zh), said(Language::En));
}

/// Whether what stands there was read by an OCR program.
pub(super) fn is_recognized(page: &Page, place: Place) -> bool {
    page.ocr.is_some_and(|scan| scan.contains(place.bbox.center()))
}
