//! One document through all stages: bytes -> pages -> tables -> forms -> expected figures -> findings. Pure: no threads, no printing.

mod legibility;

use crate::engine::{self, Expected, Parameters};
use crate::form;
use crate::input::{Document, OpenError};
use crate::language::Bilingual;
use crate::messages::Message;
use crate::pdf::{self, Page, ReadError, ReadOptions, Reading};
use crate::rules;
use crate::settings::Settings;
use crate::table;

pub use crate::report::{Audited, AuditedForm, Recomputed, RecomputedFund, Status};
use legibility::Legibility;

/// What a zip archive begins with, and with it every docx, xlsx and ofd.
const ZIP_SIGNATURE: &[u8] = b"PK\x03\x04";

/// Audits one document.
pub fn audit_one(document: &Document, settings: &Settings) -> Audited {
    let options = ReadOptions {
        limits: settings.limits,
        password: settings.password.clone(),
        ..ReadOptions::default()
    };
    match pdf::read(document.bytes.clone(), &options) {
        Ok(reading) => audit_pages(&reading),
        Err(error) => Audited::without_pages(&error, document, settings),
    }
}

fn audit_pages(reading: &Reading) -> Audited {
    let tables = table::pages_to_tables(&reading.pages);
    let forms: Vec<AuditedForm> = form::tables_to_forms(&tables).into_iter().map(AuditedForm::check).collect();
    let (status, detail) = judge(reading, &forms);
    Audited {
        status,
        detail,
        pages: u32::try_from(reading.pages.len()).ok(),
        forms,
    }
}

impl AuditedForm {
    fn check(form: form::model::Form) -> Self {
        let expected = engine::expect(&form, &Parameters::default());
        Self {
            findings: rules::check(&form, &expected),
            recomputed: Recomputed::of(&expected),
            form,
        }
    }
}

impl Recomputed {
    fn of(expected: &Expected) -> Self {
        let fund = |fund: &engine::ExpectedFund| RecomputedFund {
            rate: engine::recomputed(fund.rate.as_ref()),
            score: engine::recomputed(fund.score.as_ref()),
        };
        Self {
            funds: expected.funds.iter().map(fund).collect(),
            total_score: expected.total_score.map_or_else(String::new, |total| total.normalize().to_string()),
            grade: expected.grade.map_or_else(String::new, |band| band.grade.to_owned()),
            rounding: expected.rounding.id(),
        }
    }
}

/// What became of a document whose pages could be read, and what to do about it.
fn judge(reading: &Reading, forms: &[AuditedForm]) -> (Status, Bilingual) {
    if !reading.damage.is_empty() {
        let losses = joined(&reading.damage);
        let detail = Bilingual::new(
            Message::PartlyLost.fill(crate::language::Language::Zh, &[("losses", &losses.zh)]),
            Message::PartlyLost.fill(crate::language::Language::En, &[("losses", &losses.en)]),
        );
        return (Status::Damaged, detail);
    }
    let legibility = Legibility::of(&reading.pages);
    if forms.is_empty() {
        if legibility.hides_a_form() {
            (Status::NoTextMapping, legibility.lost_glyphs())
        } else if legibility.has_pictures() {
            (Status::ImageOnly, legibility.pictures(Message::ImageOnly))
        } else {
            (Status::NoForm, Message::NoForm.bilingual(&[]))
        }
    } else if forms.iter().all(|form| legibility::has_lost_all_amounts(&form.form)) {
        (Status::NoTextMapping, legibility.lost_glyphs())
    } else if legibility.has_pictures() {
        (Status::Ok, legibility.pictures(Message::ImagePagesRemark))
    } else {
        (Status::Ok, Bilingual::default())
    }
}
