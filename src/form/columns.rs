//! A header row's columns, and the cells that stand under them.

use super::model::Field;
use super::rows::Row;
use super::take::Taker;
use super::vocabulary::{Label, Part};
use crate::geometry::Milli;
use crate::table::Cell;

/// One labelled column, by its place on the page: the same on every page that the table goes on over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub label: Label,
    pub x0: Milli,
    pub x1: Milli,
}

/// The labelled columns of a header, left to right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    columns: Vec<Column>,
}

impl Columns {
    /// The columns of a header row; of two with the same label the first counts.
    pub fn of(row: &Row, part: Part) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for cell in &row.all {
            if let Some(label) = part.label(cell.text())
                && columns.iter().all(|c| c.label != label)
            {
                columns.push(Column {
                    label,
                    x0: cell.bbox.x0,
                    x1: cell.bbox.x1,
                });
            }
        }
        Self { columns }
    }

    /// The column of a label.
    pub fn get(&self, label: Label) -> Option<Column> {
        self.columns.iter().find(|c| c.label == label).copied()
    }

    /// Where the first column begins.
    pub fn left(&self) -> Option<Milli> {
        self.columns.iter().map(|c| c.x0).min()
    }

    /// The labels of all columns that a cell covers, left to right.
    pub fn covered_by(&self, cell: &Cell) -> Vec<Label> {
        self.columns
            .iter()
            .filter(|c| c.is_under(cell))
            .map(|c| c.label)
            .collect()
    }
}

impl Column {
    /// Whether a cell covers the middle of the column.
    pub fn is_under(&self, cell: &Cell) -> bool {
        let (bbox, middle) = (cell.bbox, i32::midpoint(self.x0, self.x1));
        bbox.x0 <= middle && middle < bbox.x1
    }

    /// Whether a cell stands within the column: one of several that a header spans.
    pub fn holds(&self, cell: &Cell) -> bool {
        let middle = cell.bbox.center().x;
        self.x0 <= middle && middle < self.x1
    }

    /// The cells of a row that stand under this column, left to right.
    pub fn cells<'t>(&self, cells: &[&'t Cell]) -> Vec<&'t Cell> {
        cells
            .iter()
            .filter(|c| self.holds(c) || self.is_under(c))
            .copied()
            .collect()
    }
}

/// The field under one column: its own cell; `Covered` where a merged cell from above or from the left stands there.
pub(super) fn column_field(row: &Row, columns: &Columns, label: Label, path: &str, taker: &mut Taker) -> Field {
    let Some(column) = columns.get(label) else {
        return Field::Absent;
    };
    let cells = column.cells(&row.all);
    let mut own: Vec<_> = cells.iter().filter(|c| c.row == row.number).copied().collect();
    if label == Label::Target {
        drop_second_unit(&mut own);
    }
    match own.as_slice() {
        [] if cells.is_empty() => Field::Absent,
        [] => Field::Covered,
        [one] if columns.covered_by(one).first().is_some_and(|&first| first != label) => Field::Covered,
        _ => taker.cells(path, &own),
    }
}

/// Leaves out the unit of a figure, where it has a cell of its own and the cells before it name one already: `≥`, `350公里`, `公里`.
fn drop_second_unit(cells: &mut Vec<&Cell>) {
    let has_digit = |text: &str| text.chars().any(char::is_numeric);
    let Some((last, before)) = cells.split_last() else {
        return;
    };
    let value: String = before.iter().map(|c| c.text()).collect();
    let has_unit = has_digit(&value) && !value.ends_with(char::is_numeric);
    if has_unit && !has_digit(last.text()) {
        cells.pop();
    }
}
