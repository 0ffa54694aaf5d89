//! What of a page's characters no cell holds yet: each goes into one cell at most, and what is left makes lines outside the tables.

use crate::geometry::Milli;
use crate::pdf::Glyph;

/// By this a glyph is known again.
type Key = (u32, Milli, Milli, Milli);

fn key(glyph: &Glyph) -> Key {
    (glyph.order, glyph.bbox.x0, glyph.bbox.y0, glyph.bbox.x1)
}

/// The characters of a page's segments.
pub(super) struct Unplaced {
    glyphs: Vec<Glyph>,
    /// Where each of them stands in `glyphs`, by its key, and whether it is left.
    left: Vec<(Key, usize, bool)>,
}

impl Unplaced {
    pub(super) fn of(glyphs: Vec<Glyph>) -> Self {
        let mut left: Vec<(Key, usize, bool)> = glyphs.iter().zip(0..).map(|(g, at)| (key(g), at, true)).collect();
        left.sort_unstable();
        Self { glyphs, left }
    }

    /// Of a cell's characters those that no cell has yet.
    pub(super) fn place(&mut self, mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
        glyphs.retain(|glyph| {
            let key = key(glyph);
            let first = self.left.partition_point(|(other, ..)| *other < key);
            let mut same = self.left.iter_mut().skip(first).take_while(|(other, ..)| *other == key);
            let own = same.find(|(.., is_left)| *is_left);
            own.map(|(.., is_left)| *is_left = false).is_some()
        });
        glyphs
    }

    /// What is in no cell, in the order of the segments.
    pub(super) fn rest(&self) -> Vec<Glyph> {
        let mut rest: Vec<usize> = self
            .left
            .iter()
            .filter(|(.., is_left)| *is_left)
            .map(|(_, at, _)| *at)
            .collect();
        rest.sort_unstable();
        rest.iter().filter_map(|at| self.glyphs.get(*at)).copied().collect()
    }
}
