//! The target of an indicator: one cell, or operator, value and unit in cells of their own.

use super::columns::Columns;
use super::fields::{column_field, warn_of_joined_figures};
use super::ledger::Ledger;
use super::model::{Field, FieldName};
use super::row::Row;
use super::vocabulary::Label;
use crate::digits::{has_digit, is_digit};
use crate::figure::{is_demand, is_placeholder};
use crate::language::{Bilingual, bilingual};
use crate::table::Cell;

/// The target of a row: `≥`, `350` and `公里` joined in that order, whatever their order on the page; the unit only where the value has none.
pub(super) fn target_field(row: &Row, columns: &Columns, name: FieldName, ledger: &mut Ledger) -> Field {
    let own: Vec<&Cell> = own_cells(row, columns, Label::Target);
    let adjusted = own_cells(row, columns, Label::AdjustedTarget);
    if let Some(cell) = adjusted.iter().find(|c| !is_placeholder(c.text())) {
        let same: String = own.iter().map(|c| c.text()).collect();
        if cell.text() != same {
            ledger.not_understood(name, cell, adjusted_later(cell.text()));
        }
    }
    let (operators, units) = (
        own_cells(row, columns, Label::Operator),
        own_cells(row, columns, Label::TargetUnit),
    );
    if own.len() < 2 && operators.is_empty() && units.is_empty() {
        return column_field(row, columns, Label::Target, name, ledger);
    }
    warn_of_joined_figures(&own, name, ledger);
    let mut parts = Vec::new();
    let value: String = own.iter().map(|c| c.text()).collect();
    if value.starts_with(is_digit) {
        // 定量 and 正向 in the column of operators say nothing to be joined.
        parts.extend(operators.into_iter().filter(|c| is_demand(c.text())));
    }
    parts.extend(own);
    if has_digit(&value) {
        parts.extend(units);
    }
    drop_second_unit(&mut parts);
    ledger.cells(name, &parts)
}

fn adjusted_later(text: &str) -> Bilingual {
    bilingual!(
        "指标值后来调整为“{text}”，不按原指标值判断",
        "the target was adjusted to \"{text}\" later: nothing is judged by the first one"
    )
}

/// The cells of a row under one column that no other column claims.
fn own_cells<'t>(row: &Row<'t>, columns: &Columns, label: Label) -> Vec<&'t Cell> {
    let cells = columns
        .get(label)
        .map(|column| column.cells(&row.own))
        .unwrap_or_default();
    let is_claimed = |cell: &Cell| columns.covered_by(cell).next().is_some_and(|first| first != label);
    cells.into_iter().filter(|cell| !is_claimed(cell)).collect()
}

/// Leaves out the unit of a figure where the cells before it name one already: `≥`, `350公里`, `公里`.
fn drop_second_unit(cells: &mut Vec<&Cell>) {
    let Some((last, before)) = cells.split_last() else {
        return;
    };
    let value: String = before.iter().map(|c| c.text()).collect();
    let has_unit = has_digit(&value) && !value.ends_with(is_digit);
    if has_unit && !has_digit(last.text()) {
        cells.pop();
    }
}
