//! Tables as JSON, for programs: every cell with its spans, its page and its borders there.

use serde::Serialize;

use super::{Sheet, SheetCell};
use crate::report::json_lines::Points;

/// The tables as one array, on one line.
///
/// # Errors
/// None that is known: it is written to memory.
pub fn to_json(sheets: &[Sheet]) -> serde_json::Result<String> {
    let tables: Vec<Table> = sheets.iter().map(Table::of).collect();
    Ok(serde_json::to_string(&tables)? + "\n")
}

#[derive(Serialize)]
struct Table<'a> {
    pages: &'a [u32],
    rows: usize,
    cols: usize,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    row: usize,
    col: usize,
    row_span: usize,
    col_span: usize,
    text: &'a str,
    page: u32,
    x0: Points,
    y0: Points,
    x1: Points,
    y1: Points,
}

impl<'a> Table<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        Self {
            pages: &sheet.pages,
            rows: sheet.rows,
            cols: sheet.cols(),
            cells: sheet.cells.iter().map(Cell::of).collect(),
        }
    }
}

impl<'a> Cell<'a> {
    fn of(cell: &'a SheetCell) -> Self {
        let bbox = cell.place.bbox;
        Self {
            row: cell.span.row,
            col: cell.span.col,
            row_span: cell.span.row_span,
            col_span: cell.span.col_span,
            text: &cell.text,
            page: cell.place.page,
            x0: Points(bbox.x0),
            y0: Points(bbox.y0),
            x1: Points(bbox.x1),
            y1: Points(bbox.y1),
        }
    }
}
