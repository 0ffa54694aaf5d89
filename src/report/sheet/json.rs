//! Tables as JSON, for programs: every cell with its spans, its page and its borders there.

use serde::{Serialize, Serializer};

use super::{Sheet, SheetCell};
use crate::geometry::{Milli, POINT};

/// The tables as one array, on one line.
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

/// A length in points. Three decimals survive the way through a float: the shortest number that gives the same float is printed.
struct Points(Milli);

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % POINT == 0 {
            serializer.serialize_i32(self.0 / POINT)
        } else {
            serializer.serialize_f64(f64::from(self.0) / f64::from(POINT))
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_printed_as_they_are_in_csv() {
        for milli in [0, 1000, 123_456, -500, 841_890, 1] {
            let printed = serde_json::to_string(&Points(milli)).unwrap();
            assert_eq!(printed, crate::geometry::points(milli));
        }
    }
}
