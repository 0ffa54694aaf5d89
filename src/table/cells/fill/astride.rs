//! Texts that reach over a border into a cell that has a text of its own: where the other cell is blank without them, they are its text.

use rustc_hash::FxHashMap;

use super::frame_cells::{ASTRIDE, FrameCells};
use crate::geometry::{Point, Rect};
use crate::pdf::Glyph;
use crate::steps::step;
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
        let astride = std::mem::take(&mut self.astride);
        let mut printed = if astride.is_empty() {
            FxHashMap::default()
        } else {
            self.printed_by_cell()
        };
        for (range, cells) in astride {
            let others_in = |cell: &usize| {
                let parts = printed.get(cell).map_or(&[][..], Vec::as_slice);
                parts.iter().filter(|at| {
                    step();
                    !range.contains(at)
                })
            };
            let mut blank = cells.iter().filter(|cell| others_in(cell).next().is_none());
            let holder = blank.next().copied().filter(|_| blank.next().is_none());
            let own = self.parts.get(range.clone()).unwrap_or_default();
            let own: Vec<Rect> = own.iter().flat_map(|(_, part)| *part).map(|g| g.bbox).collect();
            let (Some(holder), Some(bbox)) = (holder, own.iter().copied().reduce(|a, b| a.union(&b))) else {
                continue;
            };
            let is_over = |other: &Glyph| {
                let middle = other.bbox.center();
                bbox.contains(middle) || own.iter().any(|b| other.bbox.contains(b.center()))
            };
            let others = cells.iter().flat_map(others_in).filter_map(|at| self.parts.get(*at));
            let mut others = others.flat_map(|(_, part)| part.iter().filter(|g| is_printed(g)));
            if !others.any(is_over) {
                continue;
            }
            for cell in &cells {
                if let Some(parts) = printed.get_mut(cell) {
                    parts.retain(|at| !range.contains(at));
                }
            }
            for at in range {
                if let Some((home, part)) = self.parts.get_mut(at) {
                    *home = holder;
                    if part.iter().any(is_printed) {
                        printed.entry(holder).or_default().push(at);
                    }
                }
            }
            self.doubt_overflow(&cells);
        }
    }

    /// Which parts print something in each cell: a page of many cells is not gone over for each text.
    fn printed_by_cell(&self) -> FxHashMap<usize, Vec<usize>> {
        let mut printed: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (at, (home, part)) in self.parts.iter().enumerate() {
            step();
            if part.iter().any(is_printed) {
                printed.entry(*home).or_default().push(at);
            }
        }
        printed
    }
}
