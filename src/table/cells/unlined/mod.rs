//! Filled cells -> rows and columns without a line between them, told apart by their text, and the table that they make.
//!
//! Columns: a cell under a row of several cells, whose text keeps to the columns of that row. Rows: cells side by side whose figures stand on the
//! same levels. Both are split only on strong evidence; what leaves a doubt is marked so.

mod columns;
mod rows;

pub(in crate::table) use columns::is_cut_below;
use columns::split_columns;
use rows::split_rows;

use super::asides::Apart;
use super::filled::FilledCell;
use super::outside::copies_apart;
use super::runs::doubt_several_figures;
use crate::geometry::Milli;
use crate::table::model::{Cell, Table};
use crate::table::scale::Scale;
use crate::table::sheet::upright::Turn;
use crate::text::{Room, glyphs_to_text_in};

/// The cells of one table after splitting.
pub(in crate::table) struct Split {
    cells: Vec<FilledCell>,
}

/// Splits what has no lines. A table at the top of a page may go on with one whose last row is `above_table`.
pub(in crate::table) fn split(cells: Vec<FilledCell>, above_table: &[FilledCell], scale: Scale) -> Split {
    let cells = split_columns(cells, above_table, scale);
    let mut cells = split_rows(cells, scale);
    for cell in &mut cells {
        doubt_several_figures(cell, scale);
    }
    Split { cells }
}

impl Split {
    /// Cells that are told apart already.
    pub(crate) fn new(cells: Vec<FilledCell>) -> Self {
        Self { cells }
    }

    /// The cells that touch the lower end of the table, left to right.
    pub(crate) fn last_row(&self) -> Vec<FilledCell> {
        let end = self.cells.iter().map(|c| c.bbox.y1).max();
        let mut row: Vec<FilledCell> = self.cells.iter().filter(|c| Some(c.bbox.y1) == end).cloned().collect();
        row.sort_by_key(|c| c.bbox.x0);
        row
    }

    /// Numbers rows and columns anew and makes the text of the cells. Characters that stand in the same place once more are apart from it.
    pub(crate) fn into_table(self, page: u32, turn: Turn) -> (Table, Vec<Apart>) {
        let mut xs: Vec<Milli> = self.cells.iter().flat_map(|c| [c.bbox.x0, c.bbox.x1]).collect();
        let mut ys: Vec<Milli> = self.cells.iter().flat_map(|c| [c.bbox.y0, c.bbox.y1]).collect();
        xs.sort_unstable();
        xs.dedup();
        ys.sort_unstable();
        ys.dedup();
        let index = |places: &[Milli], at: Milli| places.partition_point(|&p| p < at);
        let mut room = Room::default();
        let mut copies = Vec::new();
        let mut cells: Vec<Cell> = self
            .cells
            .iter()
            .map(|c| {
                let (row, col) = (index(&ys, c.bbox.y0), index(&xs, c.bbox.x0));
                let content = glyphs_to_text_in(&mut room, &c.glyphs);
                copies.extend(copies_apart(room.copies().copied().collect()));
                Cell {
                    row,
                    col,
                    row_span: index(&ys, c.bbox.y1) - row,
                    col_span: index(&xs, c.bbox.x1) - col,
                    content,
                    page,
                    bbox: c.bbox,
                    drawn: None,
                    turn,
                    doubt: c.doubt,
                }
            })
            .collect();
        cells.sort_by_key(|c| (c.row, c.col));
        let table = Table {
            rows: ys.len().saturating_sub(1),
            cols: xs.len().saturating_sub(1),
            cells,
            pages: vec![page],
        };
        (table, copies)
    }
}
