//! Rows and cells of a page -> a table: where one row ends and the next begins lies between their texts.

use super::levels::Line;
use super::unplaced::Unplaced;
use crate::geometry::{Milli, Rect};
use crate::pdf::Glyph;
use crate::table::cells::asides::Apart;
use crate::table::cells::filled::FilledCell;
use crate::table::cells::unlined::Split;
use crate::table::model::{Doubt, Table};
use crate::table::sheet::upright::Turn;

/// A row: its height, and the reach of its texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlanRow {
    pub level: Milli,
    pub y0: Milli,
    pub y1: Milli,
}

impl PlanRow {
    pub(super) fn at(level: Milli) -> Self {
        Self {
            level,
            y0: level,
            y1: level,
        }
    }

    /// Makes room for lines of text.
    pub(super) fn take_all(&mut self, lines: &[Line]) {
        for line in lines {
            self.take(&line.bbox);
        }
    }

    /// Makes room for a text.
    pub(super) fn take(&mut self, bbox: &Rect) {
        self.y0 = self.y0.min(bbox.y0);
        self.y1 = self.y1.max(bbox.y1);
    }
}

/// A cell, by its rows and the places of its sides.
#[derive(Debug, Clone)]
pub(super) struct PlanCell {
    pub first: usize,
    pub last: usize,
    pub x0: Milli,
    pub x1: Milli,
    pub glyphs: Vec<Glyph>,
    /// Its text does not stand where its row does.
    pub doubtful: bool,
}

/// The rows and cells of a table on one page.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub rows: Vec<PlanRow>,
    pub cells: Vec<PlanCell>,
}

impl Plan {
    /// The table; `None` where it has no cells. What its cells hold is no longer unplaced.
    pub(super) fn into_table(
        mut self,
        unplaced: &mut Unplaced,
        page: u32,
        turn: Turn,
        em: Milli,
    ) -> Option<(Table, Vec<Apart>)> {
        self.align_sides();
        let borders = borders(&self.rows, em);
        let cells: Vec<FilledCell> = self
            .cells
            .into_iter()
            .filter_map(|cell| {
                let bbox = Rect {
                    x0: cell.x0,
                    x1: cell.x1,
                    y0: *borders.get(cell.first)?,
                    y1: *borders.get(cell.last + 1)?,
                };
                // A cell between borders that have changed places has no room: what was to stand in it stays unplaced.
                if bbox.x0 >= bbox.x1 || bbox.y0 >= bbox.y1 {
                    return None;
                }
                Some(FilledCell {
                    bbox,
                    glyphs: unplaced.place(cell.glyphs),
                    doubt: Doubt {
                        unlined: true,
                        overflow: cell.doubtful,
                        ..Doubt::default()
                    },
                })
            })
            .collect();
        (!cells.is_empty()).then(|| Split::new(cells).into_table(page, turn))
    }

    /// Every section ends where its texts do; the table has one left side, and one right side.
    fn align_sides(&mut self) {
        let mut sides: Vec<(Milli, Milli)> = vec![(Milli::MAX, Milli::MIN); self.rows.len()];
        for cell in &self.cells {
            for side in sides.iter_mut().take(cell.last + 1).skip(cell.first) {
                *side = (side.0.min(cell.x0), side.1.max(cell.x1));
            }
        }
        let left = sides.iter().map(|s| s.0).min().unwrap_or(0);
        let right = sides.iter().map(|s| s.1).max().unwrap_or(0);
        for cell in &mut self.cells {
            let here = sides.get(cell.first..=cell.last).unwrap_or_default();
            if here.iter().all(|side| side.0 == cell.x0) {
                cell.x0 = left;
            }
            if here.iter().all(|side| side.1 == cell.x1) {
                cell.x1 = right;
            }
        }
    }
}

/// The heights between rows, and above and below all of them, each below the one before.
pub(super) fn borders(rows: &[PlanRow], em: Milli) -> Vec<Milli> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Vec::new();
    };
    let between = rows.windows(2).filter_map(|pair| match pair {
        [above, below] => Some(i32::midpoint(above.y1, below.y0).clamp(above.level, below.level.max(above.level))),
        _ => None,
    });
    // The outer rows are as high above their height as below it.
    let inner: Vec<Milli> = between.collect();
    let top = inner.first().map_or(first.y0, |b| first.level.saturating_mul(2) - b);
    let bottom = inner.last().map_or(last.y1, |b| last.level.saturating_mul(2) - b);
    let mut borders = vec![top.min(first.y0)];
    for border in inner.into_iter().chain([bottom.max(last.y1) + em / 10]) {
        let lowest = borders.last().map_or(border, |before| before + 1);
        borders.push(border.max(lowest));
    }
    borders
}
