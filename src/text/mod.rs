//! Glyphs -> lines -> the text of a box, joined as a person reads it.
//!
//! [`glyphs_to_lines`] puts glyphs into lines in reading order, whichever way the text runs; [`lines_to_text`] joins the lines to
//! one, without spaces between CJK characters.

mod join;
mod lines;
mod lookalikes;
mod run;
#[cfg(test)]
mod tests;

pub use join::{is_cjk, is_doubtful, is_letter_spaced, is_printed, is_unprinted, lines_to_text, push_line};
pub use lines::{GlyphLine, Room, glyphs_to_lines, glyphs_to_lines_and_copies};
pub use lookalikes::as_drawn;
pub use run::{RUN_GAP, follows, glyphs_to_runs};

use crate::geometry::Rect;
use crate::pdf::Glyph;

/// The text of a box: on one line, and where its lines part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoxText {
    /// All lines joined.
    pub text: String,
    /// Around all glyphs; `None` where there is none.
    pub bbox: Option<Rect>,
    /// Where in the text each line begins, but for the first: a box of one line, as most are, needs no memory for it.
    pub breaks: Vec<usize>,
    /// Glyphs whose character the file does not tell; each stands as U+FFFD in the text.
    pub unmapped: u32,
    /// How many glyphs print it.
    pub glyphs: usize,
    /// Glyphs whose character is private use or a control, or is a guess: it may not be what is drawn.
    pub doubtful: u32,
    /// Whether the last line breaks within a word, at a soft hyphen.
    pub breaks_word: bool,
}

impl BoxText {
    /// The last of several lines.
    pub fn last_line(&self) -> Option<&str> {
        self.text.get(*self.breaks.last()?..)
    }

    /// The first of several lines.
    pub fn first_line(&self) -> Option<&str> {
        // What joins two lines is part of neither.
        Some(self.text.get(..*self.breaks.first()?)?.trim_end())
    }

    /// Leaves out the first of several lines.
    pub fn drop_first_line(&mut self) {
        if self.breaks.is_empty() {
            return;
        }
        let start = self.breaks.remove(0);
        self.glyphs = self.glyphs.saturating_sub(self.text.get(..start).map_or(0, printed_in));
        self.text.drain(..start);
        for at in &mut self.breaks {
            *at -= start;
        }
    }

    /// Joins the lines of another box.
    pub fn push_lines(&mut self, below: &Self) {
        self.glyphs += below.glyphs;
        push_line(&mut self.text, &below.text);
        let start = self.text.len() - below.text.len();
        if start > 0 && !below.text.is_empty() {
            self.breaks.push(start);
        }
        self.breaks.extend(below.breaks.iter().map(|at| at + start));
    }
}

/// How many glyphs print a text: white space is no part of it.
pub fn printed_in(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
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
