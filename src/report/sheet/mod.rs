//! A table of a PDF on its way out, whatever it is a table of: as text, CSV, JSON or HTML. A merged cell stands once.

mod csv;
mod html;
mod json;
mod text;

use crate::geometry::Milli;
use crate::place::Place;

pub use csv::to_csv;
pub use html::to_html;
pub use json::to_json;
pub use text::to_text;

/// A table as it is handed to a format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Pages that it stands on, from 1.
    pub pages: Vec<u32>,
    /// How many rows.
    pub rows: usize,
    /// Widths of the columns on paper.
    pub widths: Vec<Milli>,
    /// Cells by first row, then first column.
    pub cells: Vec<SheetCell>,
}

/// A cell, where it stands in the table and on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetCell {
    /// Its rows and columns.
    pub span: Span,
    /// Its text, on one line.
    pub text: String,
    /// Its borders on the page as shown.
    pub place: Place,
}

/// Rows and columns that a cell covers, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First row.
    pub row: usize,
    /// First column.
    pub col: usize,
    /// How many rows.
    pub row_span: usize,
    /// How many columns.
    pub col_span: usize,
}

impl Sheet {
    /// How many columns.
    pub fn cols(&self) -> usize {
        self.widths.len()
    }

    fn spans(&self) -> Vec<Span> {
        self.cells.iter().map(|cell| cell.span).collect()
    }
}

/// Row by row, which cell covers each column: an index, or `None` where there is no cell. It ends with the last cell.
pub(super) struct Rows<'a> {
    /// Sorted by first row.
    spans: &'a [Span],
    next: usize,
    row: usize,
    /// For each column the last cell that covered it.
    covering: Vec<Option<usize>>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(spans: &'a [Span], cols: usize) -> Self {
        Self {
            spans,
            next: 0,
            row: 0,
            covering: vec![None; cols],
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<Option<usize>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (spans, row) = (self.spans, self.row);
        let covers = |cell: &usize| spans.get(*cell).is_some_and(|span| row < span.row + span.row_span);
        for slot in &mut self.covering {
            *slot = slot.filter(covers);
        }
        while let Some(span) = spans.get(self.next).filter(|span| span.row <= row) {
            for slot in self.covering.iter_mut().skip(span.col).take(span.col_span) {
                *slot = Some(self.next);
            }
            self.next += 1;
        }
        self.row += 1;
        let ended = self.next == spans.len() && self.covering.iter().all(Option::is_none);
        (!ended).then(|| self.covering.clone())
    }
}

/// Where a cell begins: the cells of a row that cover none of the columns before nor the row above.
fn begins(span: Span, row: usize, col: usize) -> bool {
    (span.row, span.col) == (row, col)
}
