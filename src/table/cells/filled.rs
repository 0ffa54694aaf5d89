//! A cell of a page with the characters that stand in it.

use crate::geometry::{Milli, Rect};
use crate::pdf::Glyph;
use crate::table::model::Doubt;
use crate::text::is_printed;

/// A line that a figure breaks off leaves less room than this in its cell (1/100 em): one digit, and the padding of both sides (5.4 pt each in a
/// word processor's cell).
pub(super) const ROOM_OF_FULL_LINE: Milli = 170;

/// A cell: which frame of the page, and which cell of it.
pub(super) type Home = (usize, usize);

/// A cell and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::table) struct FilledCell {
    pub bbox: Rect,
    pub glyphs: Vec<Glyph>,
    pub doubt: Doubt,
}

impl FilledCell {
    /// What is printed in it.
    pub(crate) fn printed(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs.iter().filter(|g| is_printed(g))
    }

    /// Whether nothing is printed in it.
    pub(crate) fn is_blank(&self) -> bool {
        !self.glyphs.iter().any(is_printed)
    }
}
