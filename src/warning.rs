//! What may have been misread or lost: said beside the value, never silently swallowed.

use crate::field_name::Scope;
use crate::ids::ids;
use crate::language::Bilingual;

/// A doubt about a value, or about a part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What it is about.
    pub scope: Scope,
    /// What kind of doubt.
    pub kind: WarningKind,
    /// Page of the file, from 1.
    pub page: u32,
    /// The doubt in words.
    pub message: Bilingual,
}

impl Warning {
    /// Whether rows of the form, or of the part that it is about, may be lost. What was read of them stands all the same.
    pub fn tells_of_lost_rows(&self) -> bool {
        self.kind == WarningKind::Damaged && matches!(self.scope, Scope::Form | Scope::Part(_))
    }

    /// Whether it says that no word names the value, but its place and the figures around it.
    pub(crate) fn is_by_structure(&self) -> bool {
        self.kind == WarningKind::ByStructure
    }

    /// Whether it says that the value may be wrong. The others say how it was found, or that other rows may be lost.
    pub(crate) fn casts_doubt(&self) -> bool {
        match self.kind {
            WarningKind::Damaged => !self.tells_of_lost_rows(),
            WarningKind::UnmappedGlyph
            | WarningKind::DoubtfulGlyph
            | WarningKind::OverlappingText
            | WarningKind::ValueNotFound
            | WarningKind::NotUnderstood
            | WarningKind::UnreadInk => true,
            WarningKind::NoLines
            | WarningKind::Ocr
            | WarningKind::OcrChecked
            | WarningKind::StruckOut
            | WarningKind::ByStructure => false,
        }
    }
}

/// The kinds of doubt; their ids are part of the machine's interface (`forms.jsonl`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// A glyph of the value has no Unicode: a character is missing from the text.
    UnmappedGlyph,
    /// A glyph's text is a private-use character, or one that says "unknown".
    DoubtfulGlyph,
    /// Text of the value lies over other text, or partly outside its cell.
    OverlappingText,
    /// Rows or columns were told apart by their text alone, not by lines.
    NoLines,
    /// The label of the field was found, its value was not.
    ValueNotFound,
    /// Figures are printed in this part that no field took: the layout is not understood.
    NotUnderstood,
    /// The part of the file that should hold it is damaged. On the whole form, or on all its funds or indicators: rows of it may be lost.
    Damaged,
    /// The text comes from an OCR layer over a scanned page.
    Ocr,
    /// The text was recognised in a scan; two recognisers agree on it, and the arithmetic of the form supports it.
    OcrChecked,
    /// Something stands in the value's cell, or beside it, that is no text: a picture, an outline, a drawn dot. Look at the page.
    UnreadInk,
    /// A struck-out figure stands beside the value; the value is the one that stands.
    StruckOut,
    /// The head of the value's column is not known: the figures in the column say what it is.
    ByStructure,
}

ids! {
    WarningKind {
        UnmappedGlyph => "unmapped-glyph",
        DoubtfulGlyph => "doubtful-glyph",
        OverlappingText => "overlapping-text",
        NoLines => "no-lines",
        ValueNotFound => "value-not-found",
        NotUnderstood => "not-understood",
        Damaged => "damaged",
        Ocr => "ocr",
        OcrChecked => "ocr-checked",
        UnreadInk => "unread-ink",
        StruckOut => "struck-out",
        ByStructure => "by-structure",
    }
}
