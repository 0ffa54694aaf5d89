//! One document through all stages: bytes -> pages -> tables -> forms -> expected figures -> findings. Pure: no threads, no printing.

mod chosen;
mod form_words;
mod hidden_text;
mod legibility;
mod losses;
mod page_numbers;

use crate::confirm::{Contradicted, confirm, contradicted, doubts, soften};
use crate::engine::{self, Expected};
use crate::form;
use crate::form::model::Form;
use crate::input::{Document, OpenError};
use crate::language::{Bilingual, Language};
use crate::messages::Message;
use crate::pdf::{self, Attachment, Damage, Page, ReadError, ReadOptions, Reading};
use crate::rules::{self, Confirmed, Silence};
use crate::settings::Settings;
use crate::table::{self, Tables, ToldBy};

pub use crate::audited::{Audited, AuditedForm, Recomputed, RecomputedFund, Status};
use hidden_text::HiddenText;
use legibility::Legibility;
use losses::Losses;

/// What a zip archive begins with, and with it every docx, xlsx and ofd.
const ZIP_SIGNATURE: &[u8] = b"PK\x03\x04";

/// A document taken through all stages, with what the last ones rest on.
#[derive(Debug)]
pub struct Examined {
    /// Its pages; none where it could not be read.
    pub pages: Vec<Page>,
    /// Their tables, whether forms or not.
    pub tables: Tables,
    /// What came out.
    pub audited: Audited,
    /// PDFs attached to it, which are documents of their own.
    pub attachments: Vec<Attachment>,
}

impl From<Audited> for Examined {
    /// What came out where nothing could be read.
    fn from(audited: Audited) -> Self {
        Self {
            pages: Vec::new(),
            tables: Tables::default(),
            audited,
            attachments: Vec::new(),
        }
    }
}

/// Audits one document.
pub fn audit_one(document: &Document, settings: &Settings) -> Audited {
    examine(document, settings).audited
}

/// Audits one document, and keeps its pages and tables.
pub fn examine(document: &Document, settings: &Settings) -> Examined {
    form::vocabulary::with_words(&settings.words, || examine_in_these_words(document, settings))
}

fn examine_in_these_words(document: &Document, settings: &Settings) -> Examined {
    let options = ReadOptions {
        limits: settings.limits,
        passwords: settings.passwords.clone(),
        ..ReadOptions::default()
    };
    match pdf::read(&document.bytes, &options) {
        Ok(reading) => examine_pages(reading, document, settings),
        Err(error) => Audited::not_read(&error, document, settings).into(),
    }
}

fn examine_pages(reading: Reading, document: &Document, settings: &Settings) -> Examined {
    let Rebuilt {
        tables,
        forms,
        lookalikes,
        ..
    } = rebuild(&reading.pages);
    let beside = legibility::lookalikes(&lookalikes);
    let unknown_words = if settings.unknown_words {
        form::unknown_words(&tables)
    } else {
        Vec::new()
    };
    let hidden = HiddenText::of(&reading.pages, &tables);
    let legibility = Legibility::of(&reading.pages);
    let losses = Losses::of(&reading.damage, legibility.pictures(), &tables);
    let mut pictures_hold_rows = false;
    let checked = forms.into_iter().map(|mut form| {
        pictures_hold_rows |= losses.mark(&mut form);
        AuditedForm::check(form, &reading.pages, &hidden, settings)
    });
    let mut forms: Vec<AuditedForm> = checked.collect();
    let (status, mut detail) = judge(&reading, &legibility, &forms, pictures_hold_rows);
    if let Some(remark) = legibility::recognized(&reading.pages).filter(|_| status.is_read()) {
        detail = detail.and(&remark);
    }
    if let Some(remark) = beside.filter(|_| status.is_read()) {
        detail = detail.and(&remark);
    }
    if let Some(remark) = confirm(&mut forms, &reading.pages, &tables, document, settings) {
        detail = detail.and(&remark);
    }
    if status == Status::Damaged {
        for audited in &mut forms {
            losses.soften(&mut audited.findings);
        }
    }
    for audited in &mut forms {
        chosen::disputes(&mut audited.findings, &settings.rules);
        let parameters = chosen::parameters(&audited.form, settings);
        rules::group(&audited.form, &mut audited.findings, &parameters);
    }
    let audited = Audited {
        status,
        detail,
        pages: u32::try_from(reading.pages.len()).ok(),
        forms,
        unknown_words,
    };
    Examined {
        pages: reading.pages,
        tables,
        audited,
        attachments: reading.attachments,
    }
}

/// The tables of pages that follow each other, and the forms in them.
#[derive(Debug)]
pub struct Rebuilt {
    /// All tables, whether forms or not, and the lines between them.
    pub tables: Tables,
    /// The forms.
    pub forms: Vec<form::Form>,
    /// The tables that have the labels of a form and are none.
    pub lookalikes: Vec<form::Lookalike>,
    /// What the cells were told apart by.
    pub told_by: ToldBy,
}

/// Rebuilds tables from their lines. Where lines give no form, and the pages speak of forms, white space is asked for them; and for the rows of a
/// form that may stand outside its tables.
pub fn rebuild(pages: &[Page]) -> Rebuilt {
    let tables = table::pages_to_tables_below_heads(pages, form::names_of_columns);
    let form::Found { mut forms, lookalikes } = form::tables_to_found(&tables);
    if forms.iter().any(form::lacks_rows) {
        let by_space = table::pages_to_tables_by_space(pages, form::headings);
        form::complete_by_space(&mut forms, form::tables_by_space_to_forms(&by_space));
    }
    if forms.is_empty() && legibility::speaks_of_forms(pages) {
        let tables = table::pages_to_tables_by_space(pages, form::headings);
        let forms = form::tables_by_space_to_forms(&tables);
        if !forms.is_empty() {
            return Rebuilt {
                tables,
                forms,
                lookalikes,
                told_by: ToldBy::Space(form::headings),
            };
        }
    }
    Rebuilt {
        tables,
        forms,
        lookalikes,
        told_by: ToldBy::Lines,
    }
}

impl AuditedForm {
    fn check(mut form: Form, pages: &[Page], hidden: &HiddenText<'_>, settings: &Settings) -> Self {
        // What the file's own fonts contradict is no ground to judge on.
        let contradicted = contradicted(&form, pages);
        form.warnings.extend(contradicted.iter().map(Contradicted::warning));
        form.warnings.extend(doubts(&form, pages));
        let hidden = hidden.findings(&form);
        let (expected, mut judged) = {
            let judged = hidden_text::without_hidden_blanks(&form, &hidden);
            let expected = engine::expect(&judged, &chosen::parameters(&form, settings));
            let judged = rules::judge(&judged, &expected);
            (expected, judged)
        };
        judged
            .not_judged
            .retain(|silence| !chosen::is_off(silence.rule, &settings.rules));
        for silence in &mut judged.not_judged {
            if hidden.iter().any(|known| silence.scope == known.field.into()) {
                silence.reason = Silence::InDoubt;
            }
        }
        let mut audited = Self {
            findings: chosen::findings(judged.findings, &settings.rules),
            not_judged: judged.not_judged,
            confirmed: Confirmed::default(),
            recomputed: Recomputed::of(&expected),
            form,
        };
        soften(&mut audited, pages);
        audited.findings.extend(chosen::findings(hidden, &settings.rules));
        for figure in &contradicted {
            figure.report(&mut audited);
        }
        audited
    }
}

impl Recomputed {
    fn of(expected: &Expected) -> Self {
        let fund = |fund: &engine::ExpectedFund| RecomputedFund {
            rate: engine::recomputed(fund.rate.as_ref()),
            score: engine::recomputed(fund.score()),
        };
        Self {
            funds: expected.funds.iter().map(fund).collect(),
            total_score: expected
                .total_score
                .map_or_else(String::new, |total| total.normalize().to_string()),
            grade: expected
                .grade
                .as_ref()
                .map_or_else(String::new, |band| band.grade.clone()),
            rounding: expected.rounding.id(),
        }
    }
}

/// What became of a document whose pages could be read, and what to do about it.
fn judge(
    reading: &Reading,
    legibility: &Legibility<'_>,
    forms: &[AuditedForm],
    pictures_hold_rows: bool,
) -> (Status, Bilingual) {
    if !reading.damage.is_empty() {
        return (Status::Damaged, losses(&reading.damage));
    }
    if forms.is_empty() {
        if legibility.hides_a_form() {
            (Status::NoTextMapping, legibility.lost_glyphs())
        } else if legibility.has_nothing_else() {
            (Status::ImageOnly, legibility.about_pictures(Message::ImageOnly))
        } else if legibility.has_pictures() {
            (Status::Partial, legibility.about_pictures(Message::PicturePages))
        } else {
            (Status::NoForm, legibility::no_form(&reading.pages))
        }
    } else if forms.iter().all(|form| legibility::has_lost_all_amounts(&form.form)) {
        (Status::NoTextMapping, legibility.lost_glyphs())
    } else if pictures_hold_rows {
        (Status::Partial, legibility.about_pictures(Message::PicturePages))
    } else if legibility.has_pictures() {
        (Status::Ok, legibility.about_pictures(Message::ImagePagesRemark))
    } else {
        (Status::Ok, Bilingual::default())
    }
}

fn losses(damage: &[Damage]) -> Bilingual {
    let said = |language: Language, separator: &str| {
        let losses: Vec<&str> = damage.iter().map(|loss| loss.what.get(language)).collect();
        Message::PartlyLost.fill(language, &[("losses", &losses.join(separator))])
    };
    Bilingual::new(said(Language::Zh, "；"), said(Language::En, "; "))
}

impl Audited {
    /// The result of an input of which there are no pages.
    pub(crate) fn without_pages(status: Status, detail: Bilingual) -> Self {
        Self {
            status,
            detail,
            pages: None,
            forms: Vec::new(),
            unknown_words: Vec::new(),
        }
    }

    fn not_read(error: &ReadError, document: &Document, settings: &Settings) -> Self {
        let (status, detail) = match error {
            ReadError::Encrypted if !settings.passwords.is_empty() => {
                (Status::Encrypted, Message::PasswordWrong.bilingual(&[]))
            }
            ReadError::Encrypted => (Status::Encrypted, Message::PasswordNeeded.bilingual(&[])),
            ReadError::NotPdf if document.bytes.is_empty() => (Status::Damaged, Message::EmptyFile.bilingual(&[])),
            ReadError::NotPdf if document.bytes.starts_with(ZIP_SIGNATURE) => {
                (Status::Damaged, Message::ZipContainer.bilingual(&[]))
            }
            ReadError::NotPdf => (Status::Damaged, Message::NotPdf.bilingual(&[])),
            ReadError::Cancelled => (
                Status::Timeout,
                Message::TimeIsUp.bilingual(&[("seconds", &settings.limits.time.as_secs())]),
            ),
            ReadError::Damaged(reason) => (Status::Damaged, Message::NothingReadable.because(reason)),
            ReadError::TooManyPages(pages) => {
                let limit = settings.limits.pages;
                (
                    Status::TooLarge,
                    Message::TooManyPages.bilingual(&[("pages", pages), ("limit", &limit)]),
                )
            }
        };
        Self::without_pages(status, detail)
    }

    /// The result of an input that gives no document.
    pub fn not_opened(error: &OpenError) -> Self {
        let (status, detail) = match error {
            OpenError::Missing => (Status::Unreadable, Message::Missing.bilingual(&[])),
            OpenError::Denied => (Status::Unreadable, Message::Denied.bilingual(&[])),
            OpenError::NotAFile => (Status::Unreadable, Message::NotAFile.bilingual(&[])),
            OpenError::Other(reason) => (Status::Unreadable, Message::CannotOpen.because(reason)),
            OpenError::TooLarge { bytes, limit } => (
                Status::TooLarge,
                Message::TooManyBytes.bilingual(&[("bytes", bytes), ("limit", limit)]),
            ),
            OpenError::Inflated { ratio } => (Status::TooLarge, Message::Inflated.bilingual(&[("ratio", ratio)])),
            OpenError::TooManyMembers { limit } => {
                (Status::TooLarge, Message::TooManyMembers.bilingual(&[("limit", limit)]))
            }
            OpenError::NestedTooDeep => (Status::TooLarge, Message::ArchiveTooDeep.bilingual(&[])),
            OpenError::EncryptedMember => (Status::Encrypted, Message::EncryptedMember.bilingual(&[])),
            OpenError::UnknownMethod => (Status::Unreadable, Message::UnknownMethod.bilingual(&[])),
            OpenError::BrokenMember(reason) => (Status::Damaged, Message::BrokenMember.because(reason)),
            OpenError::BrokenArchive(reason) => (Status::Damaged, Message::BrokenArchive.because(reason)),
            OpenError::MembersOfOneName => (Status::Damaged, Message::MembersOfOneName.bilingual(&[])),
            OpenError::Sidecar => (Status::NoForm, Message::Sidecar.bilingual(&[])),
            OpenError::NothingInArchive => (Status::NoForm, Message::NothingInArchive.bilingual(&[])),
        };
        Self::without_pages(status, detail)
    }

    /// The result of a document on which the program itself failed.
    pub fn crashed(reason: &str) -> Self {
        Self::without_pages(Status::Damaged, Message::Crashed.bilingual(&[("reason", &reason)]))
    }
}
