//! What the exporters are handed: one document's result.

use crate::form::model::Form;
use crate::ids::ids;
use crate::language::Bilingual;
use crate::messages::Message;
use crate::rules::{Confirmed, Finding, NotJudged};
use crate::words::UnknownWord;

/// One input and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The `file` column.
    pub file: String,
    /// SHA-256 of the bytes; empty where they could not be read.
    pub sha256: String,
    /// How many bytes; `None` where they could not be counted.
    pub bytes: Option<u64>,
    /// What came out.
    pub audited: Audited,
}

/// What came out of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// What became of it.
    pub status: Status,
    /// What is to be known about that, and what to do.
    pub detail: Bilingual,
    /// Pages; `None` where they could not be counted.
    pub pages: Option<u32>,
    /// Its forms, in their order.
    pub forms: Vec<AuditedForm>,
    /// Labels and heads that nothing knew, where they are asked for.
    pub unknown_words: Vec<UnknownWord>,
}

/// One form, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditedForm {
    /// As printed.
    pub form: Form,
    /// As recomputed.
    pub recomputed: Recomputed,
    /// Where the two disagree.
    pub findings: Vec<Finding>,
    /// What the rules keep silent about, and why.
    pub not_judged: Vec<NotJudged>,
    /// Whether the figures behind all of them are confirmed.
    pub confirmed: Confirmed,
}

/// The recomputed columns of the tables; empty where there was nothing to compute from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recomputed {
    /// For each fund row, in the form's order.
    pub funds: Vec<RecomputedFund>,
    /// Sum of the stated 得分.
    pub total_score: String,
    /// The grade of the stated total.
    pub grade: String,
    /// Id of the rounding convention that explains the form.
    pub rounding: &'static str,
}

/// The recomputed columns of one fund row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecomputedFund {
    /// 执行率, percent.
    pub rate: String,
    /// 得分.
    pub score: String,
}

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Status {
    /// Read whole, and it holds at least one form.
    Ok,
    /// Read whole, and it holds none.
    NoForm,
    /// A password is needed.
    Encrypted,
    /// Scanned, or drawn as outlines: no text.
    ImageOnly,
    /// Some pages are such pictures, and a form may stand on them; the rest is read.
    Partial,
    /// The file does not say which characters its glyphs are.
    NoTextMapping,
    /// Content is lost, or this is no PDF at all.
    Damaged,
    /// Above a limit.
    TooLarge,
    /// Its time was up before it was read.
    Timeout,
    /// It cannot be opened.
    Unreadable,
}

ids! {
    Status {
        Ok => "ok",
        NoForm => "no-form",
        Encrypted => "encrypted",
        ImageOnly => "image-only",
        Partial => "partial",
        NoTextMapping => "no-text-mapping",
        Damaged => "damaged",
        TooLarge => "too-large",
        Timeout => "timeout",
        Unreadable => "unreadable",
    }
}

impl Status {
    /// Whether the input was read whole.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Ok | Self::NoForm)
    }

    /// The status for people.
    pub fn message(self) -> Message {
        match self {
            Self::Ok => Message::StatusOk,
            Self::NoForm => Message::StatusNoForm,
            Self::Encrypted => Message::StatusEncrypted,
            Self::ImageOnly => Message::StatusImageOnly,
            Self::Partial => Message::StatusPartial,
            Self::NoTextMapping => Message::StatusNoTextMapping,
            Self::Damaged => Message::StatusDamaged,
            Self::TooLarge => Message::StatusTooLarge,
            Self::Timeout => Message::StatusTimeout,
            Self::Unreadable => Message::StatusUnreadable,
        }
    }
}
