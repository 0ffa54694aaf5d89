//! A cell of a page with the characters that stand in it.

use crate::geometry::Rect;
use crate::pdf::Glyph;
use crate::table::model::Doubt;

/// A cell: which frame of the page, and which cell of it.
pub(super) type Home = (usize, usize);

/// A cell and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::table) struct FilledCell {
    pub bbox: Rect,
    pub glyphs: Vec<Glyph>,
    pub doubt: Doubt,
}
