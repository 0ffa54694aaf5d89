//! What the table layer gives: tables and the lines of text between them, in reading order.

use crate::geometry::Rect;
use crate::place::Place;
use crate::text::BoxText;

/// A cell of a table; a merged cell stands once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub col: usize,
    /// How many rows it covers.
    pub row_span: usize,
    /// How many columns it covers.
    pub col_span: usize,
    /// Its text, on one line and line by line.
    pub content: BoxText,
    /// Where the cell stands; of a cell that a page break cuts, the first part.
    pub place: Place,
    /// How sure its text and borders are.
    pub doubt: Doubt,
}

/// What makes a cell's text or its borders doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Doubt {
    /// Told apart from its neighbours by text alone.
    pub unlined: bool,
    /// Text runs over a border of the cell.
    pub overflow: bool,
}

impl Cell {
    /// The text on one line.
    pub fn text(&self) -> &str {
        &self.content.text
    }

    /// Where its text stands, or where it stands itself when it is blank.
    pub fn text_place(&self) -> Place {
        Place {
            page: self.place.page,
            bbox: self.content.bbox.unwrap_or(self.place.bbox),
        }
    }
}

/// A table with row and column spans; it may go on over pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub cols: usize,
    /// Cells by first row, then first column.
    pub cells: Vec<Cell>,
    /// Pages that it stands on, from 1, in order.
    pub pages: Vec<u32>,
}

impl Table {
    /// The cells that begin in this row, left to right.
    pub fn cells_from(&self, row: usize) -> impl Iterator<Item = &Cell> {
        let first = self.cells.partition_point(|c| c.row < row);
        self.cells.iter().skip(first).take_while(move |c| c.row == row)
    }

    /// The cells that stand in this row or reach into it from above, left to right.
    pub fn cells_in(&self, row: usize) -> Vec<&Cell> {
        let mut cells: Vec<&Cell> = self
            .cells
            .iter()
            .take_while(|c| c.row <= row)
            .filter(|c| row < c.row + c.row_span)
            .collect();
        cells.sort_by_key(|c| c.col);
        cells
    }

    /// The box of all cells on one page.
    pub fn bbox_on(&self, page: u32) -> Option<Rect> {
        self.cells
            .iter()
            .filter(|c| c.place.page == page)
            .map(|c| c.place.bbox)
            .reduce(|a, b| a.union(&b))
    }
}

/// A line of text outside every table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideLine {
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// The tallest type in it.
    pub size: crate::geometry::Milli,
}

/// A table or a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A table.
    Table(Table),
    /// A line outside the tables.
    Line(OutsideLine),
}

/// All that stands in a document, in reading order: page by page, top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// Tables and lines; a table that goes on over pages stands where it begins.
    pub blocks: Vec<Block>,
}
