//! Glyphs -> lines -> the text of a box, joined as a person reads it.
//!
//! [`glyphs_to_lines`] puts glyphs into lines in reading order, whichever way the text runs; [`lines_to_text`] joins the lines to
//! one, without spaces between CJK characters.

mod join;
mod lines;
mod lookalikes;
#[cfg(test)]
mod tests;

pub use join::{is_cjk, is_doubtful, is_letter_spaced, is_unprinted, lines_to_text, push_line};
pub use lines::{GlyphLine, Room, glyphs_to_lines};
pub use lookalikes::as_drawn;

use crate::geometry::Rect;
use crate::pdf::Glyph;

/// One printed line of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its text, spaces as a person sees them.
    pub text: String,
    /// Where it stands.
    pub bbox: Rect,
}

/// The text of a box: on one line, and line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoxText {
    /// All lines joined.
    pub text: String,
    /// Around all glyphs; `None` where there is none.
    pub bbox: Option<Rect>,
    /// The lines in reading order.
    pub lines: Vec<Line>,
    /// Glyphs whose character the file does not tell; each stands as U+FFFD in the text.
    pub unmapped: u32,
    /// Glyphs whose character is private use or a control: it may not be what is drawn.
    pub doubtful: u32,
    /// Whether the last line breaks within a word, at a soft hyphen.
    pub breaks_word: bool,
}

/// The text of these glyphs, which all stand in one box.
pub fn glyphs_to_text(glyphs: &[Glyph]) -> BoxText {
    glyphs_to_text_in(&mut Room::default(), glyphs)
}

/// The same, in the memory in which the boxes before were read.
pub fn glyphs_to_text_in<'g>(room: &mut Room<'g>, glyphs: &'g [Glyph]) -> BoxText {
    let mut text = BoxText::default();
    room.each_line(glyphs, |direction, line| {
        join::add_line(&mut text, direction, line.iter().map(|span| span.glyph));
    });
    text
}
