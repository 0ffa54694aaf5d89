//! Tables -> rows, each with what it is for.

use super::kind::{Above, RowKind};
use super::vocabulary::{Label, Part, key_of_label, label_and_value};
use crate::table::{Cell, Table};

/// One row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row<'t> {
    /// Cells that begin in this row, left to right.
    pub own: Vec<&'t Cell>,
    /// All cells that cover this row, left to right: its own, and merged ones from above.
    pub all: Vec<&'t Cell>,
    /// Its number in its table.
    pub number: usize,
    /// What it is for.
    pub kind: RowKind,
}

impl Row<'_> {
    /// Whether the project is named here.
    pub fn has_project_name(&self) -> bool {
        self.kind == RowKind::Head
            && self
                .own
                .iter()
                .any(|c| head_label(c.text()) == Some(Label::ProjectName))
    }
}

/// The head label of a cell, its value inside or not.
pub(super) fn head_label(text: &str) -> Option<Label> {
    head_label_of_key(text, &key_of_label(text))
}

/// The same, where the text's [`label_key`] is known.
pub(super) fn head_label_of_key(text: &str, key: &str) -> Option<Label> {
    Part::Head
        .label_of_key(key)
        .or_else(|| label_and_value(Part::Head, text).map(|(label, _)| label))
}

fn has_labels_beside_values(kind: RowKind) -> bool {
    matches!(kind, RowKind::Head | RowKind::Goals | RowKind::Total | RowKind::Grade)
}

/// The rows of a table, top to bottom.
pub(super) fn table_to_rows(table: &Table) -> Vec<Row<'_>> {
    let mut own: Vec<Vec<&Cell>> = vec![Vec::new(); table.rows];
    let mut all: Vec<Vec<&Cell>> = vec![Vec::new(); table.rows];
    for cell in &table.cells {
        if let Some(row) = own.get_mut(cell.row) {
            row.push(cell);
        }
        for row in all.iter_mut().skip(cell.row).take(cell.row_span) {
            row.push(cell);
        }
    }
    let mut above = Above::default();
    let rows = own.into_iter().zip(all).enumerate();
    rows.map(|(number, (own, mut all))| {
        all.sort_by_key(|c| c.bbox.x0);
        let mut row = Row {
            own,
            all,
            number,
            kind: RowKind::Body,
        };
        row.kind = above.kind_of(&row);
        if has_labels_beside_values(row.kind) {
            // A blank that no line parts from its neighbour does not stand between a label and its value.
            row.own.retain(|c| !c.text().is_empty() || !c.doubt.unlined);
        }
        row
    })
    .collect()
}
