//! Where a stretch of text stands: in a cell, or in a line outside the tables.

use crate::geometry::Milli;
use crate::table::{Cell, OutsideLine};

/// Where a stretch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    Cell(CellId),
    Line(LineId),
}

/// A cell, by where it stands: no two cells begin at one place in one row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CellId {
    page: u32,
    row: usize,
    col: usize,
    x0: Milli,
    y0: Milli,
}

impl CellId {
    /// The id of a cell.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            page: cell.page,
            row: cell.row,
            col: cell.col,
            x0: cell.bbox.x0,
            y0: cell.bbox.y0,
        }
    }
}

/// A line of a form, by its number among those before and behind its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct LineId(usize);

/// A line outside the tables, with its id.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    id: LineId,
    line: &'t OutsideLine,
}

impl<'t> Line<'t> {
    /// These lines, numbered from this on.
    pub(super) fn numbered(lines: &[&'t OutsideLine], from: usize) -> Vec<Self> {
        let lines = lines.iter().zip(from..);
        lines.map(|(line, n)| Self { id: LineId(n), line }).collect()
    }

    /// Its id.
    pub(super) fn id(&self) -> LineId {
        self.id
    }

    /// The line as the table layer gave it.
    pub(super) fn line(&self) -> &'t OutsideLine {
        self.line
    }

    /// Its text.
    pub(super) fn text(&self) -> &'t str {
        self.line.text()
    }
}
