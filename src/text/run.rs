//! Runs: glyphs that were set one behind the other.

use crate::geometry::Milli;
use crate::pdf::{Direction, Glyph};

/// Glyphs of one run follow each other closer than this part of their size (1/100).
pub const RUN_GAP: Milli = 30;

/// Runs of glyphs that follow each other without a gap, in the order of drawing: the words of a figure stay together. White space is a run
/// of its own.
pub fn glyphs_to_runs(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|a, b| follows(a, b) && !a.is_space() && !b.is_space())
}

/// Whether two glyphs were set one behind the other.
pub fn follows(a: &Glyph, b: &Glyph) -> bool {
    let near = a.size / 100 * RUN_GAP;
    let (off, gap) = match (a.direction, b.direction) {
        (Direction::Right, Direction::Right) => (a.origin.y - b.origin.y, b.bbox.x0 - a.bbox.x1),
        (Direction::Up, Direction::Up) => (a.origin.x - b.origin.x, a.bbox.y0 - b.bbox.y1),
        (Direction::Down, Direction::Down) => (a.origin.x - b.origin.x, b.bbox.y0 - a.bbox.y1),
        _ => return false,
    };
    off.abs() < near && gap.abs() < near
}
