//! Tables -> rows, each with what it is for.

use super::kind::Above;
use super::row::{Row, RowKind};
use crate::table::{Cell, Table};

fn has_labels_beside_values(kind: RowKind) -> bool {
    matches!(kind, RowKind::Head | RowKind::Goals | RowKind::Total | RowKind::Grade)
}

/// The rows of a table, top to bottom.
pub(super) fn table_to_rows(table: &Table) -> Vec<Row<'_>> {
    rows_of(table).collect()
}

/// The same, each made when it is asked for.
pub(super) fn rows_of(table: &Table) -> impl Iterator<Item = Row<'_>> {
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
    let mut rows = own.into_iter().zip(all).enumerate().peekable();
    std::iter::from_fn(move || {
        let (number, (own, mut all)) = rows.next()?;
        all.sort_by_key(|c| c.bbox.x0);
        let mut row = Row {
            own,
            all,
            number,
            kind: RowKind::Body,
        };
        let below = rows.peek().map(|(_, (own, _))| own.as_slice());
        row.kind = above.kind_of(&row, below.unwrap_or_default());
        if has_labels_beside_values(row.kind) {
            // A blank that no line parts from its neighbour does not stand between a label and its value.
            row.own.retain(|c| !c.text().is_empty() || !c.doubt.unlined);
        }
        Some(row)
    })
}
