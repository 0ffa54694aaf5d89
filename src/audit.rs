//! One document through all stages: bytes -> pages -> tables -> forms -> expected figures -> findings. Nothing is printed, and however many threads
//! there are ([`crate::crew`]), the same comes out.

mod chosen;
mod form_words;
mod hidden_text;
mod intake;
mod legibility;
mod losses;
mod page_numbers;
mod rebuilt;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::confirm::{
    Contradicted, Doubted, Surroundings, confirm_on, contradicted, doubts, soften, soften_proposed, weigh,
};
use crate::engine::{self, Expected};
use crate::form;
use crate::form::model::Form;
use crate::input::{Document, OpenError};
use crate::language::{Bilingual, Language};
use crate::messages::Message;
use crate::pdf::{self, Attachment, Damage, Page, PictureReader, Pictures, ReadError, ReadOptions};
use crate::rules::{self, Confirmed, Silence};
use crate::scan::Ruler;
use crate::settings::Settings;
use crate::table::{Joining, Tables, ToldBy};

pub use rebuilt::{Rebuilt, rebuild};

pub use crate::audited::{Audited, AuditedForm, Recomputed, RecomputedFund, Status};
use hidden_text::HiddenText;
use intake::Intake;
use legibility::Legibility;
use losses::Losses;
use rebuilt::found_to_rebuilt;

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
    audit_with_attached(document, settings).audited
}

/// The same, with the documents in it, and without its pages and tables.
pub(crate) fn audit_with_attached(document: &Document, settings: &Settings) -> Examined {
    /// A longer document would fill the memory with its pages: those that are asked about later are read again. Nearly all are shorter.
    const KEPT_PAGES: usize = 64;
    examine_keeping(KEPT_PAGES, document, settings)
}

/// Audits one document, and keeps its pages and tables.
pub fn examine(document: &Document, settings: &Settings) -> Examined {
    examine_keeping(usize::MAX, document, settings)
}

fn examine_keeping(kept_pages: usize, document: &Document, settings: &Settings) -> Examined {
    let options = ReadOptions {
        limits: settings.limits,
        passwords: settings.passwords.clone(),
        kept_pages,
        crew: settings.crew.clone(),
        pictures: picture_reader(settings),
        ..ReadOptions::default()
    };
    form::vocabulary::with_words(&settings.words, || {
        match pdf::read_into(&document.bytes, &options, || {
            Intake::new(kept_pages == usize::MAX, settings)
        }) {
            Ok(read) => examine_pages(read, document, settings),
            Err(error) => Audited::not_read(&error, document, settings).into(),
        }
    })
}

/// Who reads scanned pages: recognisers, or who looks for lines; nobody where neither is asked for.
fn picture_reader(settings: &Settings) -> Pictures {
    #[cfg(feature = "ocr")]
    if !settings.ocr.is_empty() {
        // Models that could be read when the run began, and no longer can, leave scans as they are.
        let reader = crate::ocr::scan_reader(&settings.ocr, &settings.limits);
        return Pictures(reader.ok().map(|reader| reader as Arc<dyn PictureReader>));
    }
    let ruler = || Arc::new(Ruler) as Arc<dyn PictureReader>;
    Pictures(settings.ruled_scans.then(ruler))
}

fn examine_pages(read: pdf::Read<Intake>, document: &Document, settings: &Settings) -> Examined {
    let pdf::Read {
        mut intake,
        source,
        damage,
        attachments,
    } = read;
    let tables = std::mem::replace(&mut intake.joining, Joining::new(form::names_of_columns)).finish();
    intake.see(&tables);
    let Intake {
        legibility,
        hidden,
        doubted,
        mut finding,
        lost,
        surroundings,
        ..
    } = intake;
    finding.take_all(&tables, &settings.crew);
    let each = |show: &mut dyn FnMut(&Page)| source.each(show);
    let Rebuilt {
        tables,
        forms,
        lookalikes,
        told_by,
    } = found_to_rebuilt(finding.finish(), tables, each, || legibility.speaks_of_forms());
    let (mut lost, mut hidden, mut surroundings) = (lost, hidden, surroundings.unwrap_or_default());
    if let ToldBy::Space(_) = told_by {
        lost = losses::Seen::default();
        lost.take(&tables);
        hidden.forget_cells();
        hidden.take_cells(&tables);
        surroundings = Surroundings::default();
        surroundings.take(&tables);
    }
    let beside = legibility::lookalikes(&lookalikes);
    let unknown_words = if settings.unknown_words {
        form::unknown_words(&tables)
    } else {
        Vec::new()
    };
    let losses = Losses::of(&damage, legibility.pictures(), lost);
    let mut pictures_hold_rows = false;
    let marked = forms.into_iter().map(|mut form| {
        pictures_hold_rows |= losses.mark(&mut form);
        form
    });
    let (marked, words) = (marked.collect(), form::vocabulary::words_in_force());
    let mut forms = settings.crew.map_many(form::FORMS_AT_ONCE, marked, |form| {
        words.with(|| AuditedForm::check(form, &doubted, &hidden, settings))
    });
    let (status, mut detail) = judge(&damage, &legibility, &forms, pictures_hold_rows, settings);
    if let Some(remark) = legibility.recognized().filter(|_| status.is_read()) {
        detail = detail.and(&remark);
    }
    if let Some(remark) = beside.filter(|_| status.is_read()) {
        detail = detail.and(&remark);
    }
    let some = |numbers: &BTreeSet<u32>| source.some(numbers);
    if let Some(remark) = confirm_on(&mut forms, source.count(), some, &surroundings, document, settings) {
        detail = detail.and(&remark);
    }
    let forms = settings.crew.map_many(form::FORMS_AT_ONCE, forms, |mut audited| {
        if status == Status::Damaged {
            losses.soften(&mut audited.findings);
        }
        chosen::disputes(&mut audited.findings, &settings.rules);
        let parameters = chosen::parameters(&audited.form, settings);
        words.with(|| rules::group(&audited.form, &mut audited.findings, &parameters));
        audited
    });
    let audited = Audited {
        status,
        detail,
        pages: u32::try_from(source.count()).ok(),
        forms,
        unknown_words,
    };
    Examined {
        pages: source.into_kept(),
        tables,
        audited,
        attachments,
    }
}

impl AuditedForm {
    fn check(mut form: Form, doubted: &Doubted, hidden: &HiddenText, settings: &Settings) -> Self {
        // What the file's own fonts contradict is no ground to judge on.
        let contradicted = contradicted(&form, doubted);
        form.warnings.extend(contradicted.iter().map(Contradicted::warning));
        form.warnings.extend(doubts(&form, doubted));
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
        soften(&mut audited, doubted);
        soften_proposed(&mut audited);
        let parameters = chosen::parameters(&audited.form, settings);
        weigh(&mut audited, doubted, |form| engine::expect(form, &parameters));
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
    damage: &[Damage],
    legibility: &Legibility,
    forms: &[AuditedForm],
    pictures_hold_rows: bool,
    settings: &Settings,
) -> (Status, Bilingual) {
    if !damage.is_empty() {
        return (Status::Damaged, losses(damage));
    }
    if forms.is_empty() {
        if legibility.hides_a_form() {
            (Status::NoTextMapping, legibility.lost_glyphs())
        } else if legibility.has_nothing_else() {
            let advice = if settings.ocr.is_empty() {
                Message::ImageOnly
            } else {
                Message::NothingRecognized
            };
            (Status::ImageOnly, legibility.about_pictures(advice))
        } else if legibility.has_pictures() {
            (Status::Partial, legibility.about_pictures(Message::PicturePages))
        } else {
            (Status::NoForm, legibility.no_form())
        }
    } else if forms.iter().all(|form| losses::has_lost_all_amounts(&form.form)) {
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
