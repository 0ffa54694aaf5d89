//! Texts that reach over a border into a cell that has a text of its own: where the other cell is blank without them, they are its text.

use super::frame_cells::{ASTRIDE, FrameCells};
use crate::geometry::{Point, Rect};
use crate::pdf::Glyph;
use crate::text::is_printed;

/// With more texts over borders than this a page is no form.
const MOST_ASTRIDE: usize = 200;

impl FrameCells<'_> {
    /// Notes a text of which the parts from this one on were taken, if it reaches into several cells.
    pub(super) fn note_astride(&mut self, run: &[Glyph], from: usize) {
        let mut cells: Vec<usize> = run.iter().flat_map(|glyph| self.cells_reached(glyph)).collect();
        cells.sort_unstable();
        cells.dedup();
        if cells.len() > 1 && self.astride.len() < MOST_ASTRIDE {
            self.astride.push((from..self.parts.len(), cells));
        }
    }

    /// The cells in which parts of a character lie.
    fn cells_reached(&self, glyph: &Glyph) -> [usize; 5] {
        let b = glyph.bbox;
        let (x, y) = (b.width() / 100 * ASTRIDE, b.height() / 100 * ASTRIDE);
        let at = b.center();
        let places = [
            at,
            Point { x: b.x0 + x, ..at },
            Point { x: b.x1 - x, ..at },
            Point { y: b.y0 + y, ..at },
            Point { y: b.y1 - y, ..at },
        ];
        places.map(|place| self.cell_at(place))
    }

    /// Gives each text that reaches into several cells, and is written over another text in one of them, to the only one of them that is blank
    /// without it.
    pub(super) fn settle_astride(&mut self) {
        for (range, cells) in std::mem::take(&mut self.astride) {
            let is_own = |at: &usize| range.contains(at);
            let others = || {
                let parts = self.parts.iter().enumerate().filter(|(at, _)| !is_own(at));
                parts.filter(|(_, (home, part))| cells.binary_search(home).is_ok() && part.iter().any(is_printed))
            };
            let mut blank = cells.clone();
            blank.retain(|cell| others().all(|(_, (home, _))| home != cell));
            let own = self.parts.get(range.clone()).unwrap_or_default();
            let own: Vec<Rect> = own.iter().flat_map(|(_, part)| *part).map(|g| g.bbox).collect();
            let Some(bbox) = own.iter().copied().reduce(|a, b| a.union(&b)) else {
                continue;
            };
            let is_over = |other: &Glyph| {
                let middle = other.bbox.center();
                bbox.contains(middle) || own.iter().any(|b| other.bbox.contains(b.center()))
            };
            let is_overlaid = others().any(|(_, (_, part))| part.iter().filter(|g| is_printed(g)).any(is_over));
            let &[holder] = blank.as_slice() else { continue };
            if !is_overlaid {
                continue;
            }
            for (home, _) in self.parts.get_mut(range).unwrap_or_default() {
                *home = holder;
            }
            self.doubt_overflow(&cells);
        }
    }
}
