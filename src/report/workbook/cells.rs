//! What stands in a cell, and how it looks.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use serde::{Deserialize, Serialize};

use super::figures::{Number, number};

/// A cell of the workbook.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Cell {
    pub(super) content: Content,
    pub(super) mark: Option<Mark>,
    /// Shown when the mouse is over the cell.
    pub(super) note: Option<String>,
    /// Set in, as what follows from the row above.
    pub(super) indented: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) enum Content {
    #[default]
    Blank,
    Text(String),
    Number(#[serde(with = "bits")] f64, String),
    /// A link to a place, and the text that is shown.
    Link(String, String),
    /// A link to a finding, by the place of the severity under which it is told and its number there, until it is known where that stands.
    Finding(usize, u64, String),
}

/// A number bit by bit: what is read back is the very same.
mod bits {
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature is that of serde")]
    pub(super) fn serialize<S: Serializer>(number: &f64, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(number.to_bits())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        u64::deserialize(from).map(f64::from_bits)
    }
}

/// Why a cell is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Mark {
    /// One of two neighbouring groups.
    Band,
    /// Nothing could be said.
    Silent,
    /// May have been misread.
    Doubt,
    /// A finding that was set aside.
    Accepted,
    Notice,
    Warning,
    Error,
    /// The second reader agrees.
    Good,
    Heading,
    Title,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let content = if text.is_empty() {
            Content::Blank
        } else {
            Content::Text(text)
        };
        Self {
            content,
            ..Self::default()
        }
    }

    pub(super) fn count(count: impl Into<u64>) -> Self {
        // Counts of files and pages are far below 2^53.
        let content = Content::Number(count.into() as f64, COUNT.to_owned());
        Self {
            content,
            ..Self::default()
        }
    }

    /// The number in a text as printed, or the text where it is none.
    pub(super) fn figure(text: &str) -> Self {
        number(text).map_or_else(|| Self::text(text), |number| Self::number(&number))
    }

    /// The number, or nothing.
    pub(super) fn number_if(number: Option<Number>) -> Self {
        number.map_or_else(Self::default, |number| Self::number(&number))
    }

    fn number(number: &Number) -> Self {
        Self {
            content: Content::Number(number.value, number.format.clone()),
            ..Self::default()
        }
    }

    pub(super) fn link(target: String, shown: impl Into<String>) -> Self {
        Self {
            content: Content::Link(target, shown.into()),
            ..Self::default()
        }
    }

    pub(super) fn finding(told_under: usize, number: u64, shown: impl Into<String>) -> Self {
        Self {
            content: Content::Finding(told_under, number, shown.into()),
            ..Self::default()
        }
    }

    pub(super) fn marked(self, mark: impl Into<Option<Mark>>) -> Self {
        Self {
            mark: mark.into(),
            ..self
        }
    }

    pub(super) fn noted(self, note: impl Into<Option<String>>) -> Self {
        Self {
            note: note.into(),
            ..self
        }
    }
}

/// The number format of counts.
const COUNT: &str = "#,##0";

/// Everything that a format is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    mark: Option<Mark>,
    number: Option<String>,
    is_link: bool,
    wraps: bool,
    indented: bool,
}

/// The formats of the workbook, each made once.
#[derive(Debug, Default)]
pub(super) struct Looks(BTreeMap<Look, Format>);

/// In every Chinese office program; elsewhere the next sans-serif with Chinese characters is taken.
const FONT: &str = "Microsoft YaHei";
const FONT_SIZE: f64 = 10.0;
const TITLE_SIZE: f64 = 16.0;

const INK: u32 = 0x1F_29_37;
const LINE: u32 = 0xD5_DA_E1;
const LINK: u32 = 0x1D_4E_D8;

impl Looks {
    pub(super) fn of(&mut self, cell: &Cell, wraps: bool) -> &Format {
        let look = Look {
            mark: cell.mark,
            number: match &cell.content {
                Content::Number(_, format) => Some(format.clone()),
                Content::Link(_, shown) if shown.parse::<u64>().is_ok() => Some(COUNT.to_owned()),
                Content::Blank | Content::Text(_) | Content::Link(..) | Content::Finding(..) => None,
            },
            is_link: matches!(cell.content, Content::Link(..)),
            wraps,
            indented: cell.indented,
        };
        self.0.entry(look).or_insert_with_key(Look::format)
    }
}

impl Look {
    fn format(&self) -> Format {
        let mut format = Format::new()
            .set_font_name(FONT)
            .set_font_size(FONT_SIZE)
            .set_font_color(Color::RGB(INK))
            .set_align(FormatAlign::Top);
        if self.is_link {
            format = format
                .set_font_color(Color::RGB(LINK))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single);
        }
        if let Some(number) = &self.number {
            format = format.set_num_format(number);
            // A figure does not touch the text of the next column.
            format = if number == COUNT {
                format.set_align(FormatAlign::Center)
            } else {
                format.set_align(FormatAlign::Right).set_indent(1)
            };
        }
        if self.wraps {
            format = format.set_text_wrap();
        }
        if self.indented {
            format = format.set_align(FormatAlign::Left).set_indent(2);
        }
        match self.mark {
            Some(Mark::Title) => format.set_bold().set_font_size(TITLE_SIZE),
            Some(Mark::Heading) => ruled(format)
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x2F_4A_6D))
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            mark => ruled(coloured(format, mark)),
        }
    }
}

fn ruled(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE))
}

/// Ground and ink that can be told apart in black and white too: the darker, the graver.
fn coloured(format: Format, mark: Option<Mark>) -> Format {
    let (ground, ink) = match mark {
        Some(Mark::Error) => (0xF8_C4_C0, Some(0x8A_10_10)),
        Some(Mark::Warning) => (0xFD_E7_A9, Some(0x6B_48_00)),
        Some(Mark::Notice) => (0xD6_E6_F8, Some(0x16_3F_70)),
        Some(Mark::Band) => (0xF0_F4_F9, None),
        Some(Mark::Silent) => (0xF1_F1_F1, Some(0x6B_6B_6B)),
        Some(Mark::Doubt) => (0xE6_DC_F2, None),
        Some(Mark::Accepted) => (0xEC_EC_EC, Some(0x80_80_80)),
        Some(Mark::Good) => (0xDC_F0_DE, Some(0x1B_5E_20)),
        Some(Mark::Heading | Mark::Title) | None => return format,
    };
    let format = format.set_background_color(Color::RGB(ground));
    match ink {
        Some(ink) => format.set_font_color(Color::RGB(ink)),
        None => format,
    }
}
