//! A table that goes on from page to page: what no page below can change any more is set apart, so that each page costs what stands on it, and not
//! what stands above.

use super::align::{Alignment, Columns, borders_at, places};
use super::append::{GoesOn, append_in};
use super::heads::{ColumnNames, KnownRows, Top, rows, top};
use crate::geometry::Milli;
use crate::table::model::{Aside, Cell, Table};

/// A page may join its first row with the last one above, and compares it with the one before; one that carries a sum over is left out.
const OPEN_ROWS: usize = 3;

/// What was taken out of a table that goes on. The table itself holds what is left.
#[derive(Debug, Default)]
pub(super) struct Growing {
    settled: Vec<Cell>,
    /// Which of them is the first one of all.
    first: Option<usize>,
    /// Where their sides stand, left to right.
    places: Vec<Milli>,
    /// The borders of the columns by which they are numbered.
    borders: Vec<Milli>,
    /// What is known of the first so many rows, and the first cell that may reach below them.
    known: KnownRows,
    known_rows: usize,
    reaching: usize,
}

impl Growing {
    /// The places of the borders between the columns of the whole table.
    pub(super) fn borders(&self, head: &Table) -> Vec<Milli> {
        borders_at(self.places.iter().copied().chain(places(head)))
    }

    /// The text of its first cell.
    pub(super) fn first<'t>(&'t self, head: &'t Table) -> &'t str {
        let settled = self.first.and_then(|at| self.settled.get(at));
        let first = settled.into_iter().chain(head.cells.first());
        first.min_by_key(|cell| order(cell)).map_or("", Cell::text)
    }

    /// What stands at the top of a page that may go on with it.
    pub(super) fn top(&mut self, head: &Table, tail: &Table, alignment: &Alignment, names: ColumnNames) -> Top {
        let mut open: Option<KnownRows> = None;
        top(tail, names, |again, is_head| {
            let open = open.get_or_insert_with(|| self.learn(head, names));
            open.know(again, is_head, alignment, names) || self.known.know(again, is_head, alignment, names)
        })
    }

    /// Takes note of the rows that are settled; returns what is known of the others.
    fn learn(&mut self, head: &Table, names: ColumnNames) -> KnownRows {
        let open = head.cells.iter().map(|cell| cell.row).min().unwrap_or(head.rows);
        let reaching = self.settled.get(self.reaching..).unwrap_or_default();
        if open > self.known_rows {
            for row in rows(reaching, self.known_rows..open) {
                self.known.note(&row, names);
            }
            let passed = reaching.iter().take_while(|cell| cell.row + cell.row_span <= open);
            self.reaching += passed.count();
            self.known_rows = open;
        }
        let reaching = self.settled.get(self.reaching..).unwrap_or_default();
        let mut known = KnownRows::default();
        for row in rows(reaching.iter().chain(&head.cells), self.known_rows..head.rows) {
            known.note(&row, names);
        }
        known
    }

    /// Puts the rows of a page below those of the table.
    pub(super) fn append(&mut self, head: &mut Table, tail: Table, how: &GoesOn) -> Vec<Aside> {
        append_in(head, tail, how, |head, tail| {
            let all = self.places.iter().copied().chain(places(head)).chain(places(tail));
            let columns = Columns::at(borders_at(all));
            columns.renumber(head);
            self.settle(head, &columns);
            columns
        })
    }

    /// Takes out of a table what no page below can change.
    fn settle(&mut self, head: &mut Table, columns: &Columns) {
        if self.borders != columns.borders() {
            columns.renumber_cells(&mut self.settled);
            self.borders = columns.borders().to_vec();
        }
        let is_open = |cell: &Cell| cell.row + cell.row_span + OPEN_ROWS > head.rows;
        let (open, settled): (Vec<Cell>, Vec<Cell>) = std::mem::take(&mut head.cells).into_iter().partition(is_open);
        head.cells = open;
        for cell in settled {
            for place in [cell.bbox.x0, cell.bbox.x1] {
                if let Err(at) = self.places.binary_search(&place) {
                    self.places.insert(at, place);
                }
            }
            let first = self.first.and_then(|at| self.settled.get(at));
            if first.is_none_or(|first| order(&cell) < order(first)) {
                self.first = Some(self.settled.len());
            }
            self.settled.push(cell);
        }
    }

    /// Puts all back that was taken out of a table.
    pub(super) fn restore(&mut self, head: &mut Table) {
        let Self { mut settled, .. } = std::mem::take(self);
        if !settled.is_empty() {
            settled.append(&mut head.cells);
            settled.sort_by_key(order);
            head.cells = settled;
        }
    }
}

fn order(cell: &Cell) -> (usize, usize) {
    (cell.row, cell.col)
}
