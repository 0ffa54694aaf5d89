//! The tables of a document, whatever they are tables of.

use fuhe::audit::rebuild;
use fuhe::geometry::Milli;
use fuhe::pdf::Page;
use fuhe::settings::Confirming;
use fuhe::settings::Settings;
use fuhe::table::{Block, Cell, Table};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

use crate::document::{FileRow, Source, examine, file_row};
use crate::settings::Asked;

/// row, col, row_span, col_span, text, page, and the box: x0, y0, x1, y1 in points
type CellRow = (usize, usize, usize, usize, String, u32, (f64, f64, f64, f64));

/// pages, rows, cols, cells
type TableRow = (Vec<u32>, usize, usize, Vec<CellRow>);

/// A document's row of files.csv, and its tables on the pages of these ranges, each rebuilt by itself; on all where none are asked for.
#[pyfunction]
#[pyo3(signature = (name, source, ranges, asked))]
pub(crate) fn tables(
    py: Python<'_>,
    name: String,
    source: Source,
    ranges: Option<Vec<(usize, Option<usize>)>>,
    asked: Asked,
) -> PyResult<(FileRow, Vec<TableRow>)> {
    let settings = Settings {
        confirming: Confirming::None,
        ..asked.settings()?
    };
    py.detach(|| {
        let (entry, examined) = examine(name, source, &settings)?;
        let stretches = match ranges {
            // Where nothing could be read, no page is missing either.
            Some(ranges) if !examined.pages.is_empty() => cut(&examined.pages, &ranges)?,
            _ => vec![examined.pages.as_slice()],
        };
        let blocks = stretches.into_iter().flat_map(|pages| rebuild(pages).tables.blocks);
        let rows = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table_row(table)),
            Block::Line(_) => None,
        });
        Ok((file_row(&entry, asked.language()), rows.collect()))
    })
}

/// The pages of each range; one without an end goes on to the last page.
fn cut<'a>(pages: &'a [Page], ranges: &[(usize, Option<usize>)]) -> PyResult<Vec<&'a [Page]>> {
    let stretches = ranges.iter().map(|(first, last)| {
        let last = last.unwrap_or_else(|| pages.len().max(*first));
        let stretch = first.checked_sub(1).and_then(|before| pages.get(before..last));
        stretch.ok_or_else(|| {
            let (missing, count) = (if *first > pages.len() { *first } else { last }, pages.len());
            PyIndexError::new_err(format!("there is no page {missing}: the document has {count}"))
        })
    });
    stretches.collect()
}

fn table_row(table: Table) -> TableRow {
    let cells = table.cells.iter().map(cell_row).collect();
    (table.pages, table.rows, table.cols, cells)
}

fn cell_row(cell: &Cell) -> CellRow {
    let place = cell.place();
    let bounds = place.bbox;
    let bounds = (
        points(bounds.x0),
        points(bounds.y0),
        points(bounds.x1),
        points(bounds.y1),
    );
    let text = cell.text().to_owned();
    (
        cell.row,
        cell.col,
        cell.row_span,
        cell.col_span,
        text,
        place.page,
        bounds,
    )
}

fn points(length: Milli) -> f64 {
    f64::from(length) / f64::from(fuhe::geometry::POINT)
}
