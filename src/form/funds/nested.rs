//! A table inside a cell of a fund row: its lines part the cell, and no other one of the row. What stands in its second row is no row of its own.

use crate::form::columns::{Columns, FUND_COLUMNS};
use crate::form::ledger::{Ledger, Role};
use crate::form::model::{FieldName, FundRow, Scope};
use crate::form::row::Row;
use crate::form::vocabulary::Label;
use crate::language::{Bilingual, bilingual};

/// Leaves out a row that is a part of the fund row above it, and says of what it states that it belongs there: it has no name of its own, and an
/// amount of the row above covers it.
pub(super) fn go_on(row: &Row, columns: &Columns, funds: &[FundRow], ledger: &mut Ledger) -> bool {
    let (Some(left), Some(n)) = (columns.left(), funds.len().checked_sub(1)) else {
        return false;
    };
    if row.own.len() == row.all.len() || row.own.iter().any(|c| c.bbox.center().x < left) {
        return false;
    }
    let above = || row.all.iter().filter(|c| c.row < row.number);
    let is_named_above = above().any(|c| {
        let is_of_row = ledger.fields_of(c).any(|name| name == FieldName::fund(n, "item"));
        is_of_row && c.bbox.center().x < left
    });
    let is_merged = |label: Label| {
        let column = columns.get(label);
        column.is_some_and(|column| above().any(|c| column.is_under(c)))
    };
    let amounts = [Label::Initial, Label::Budget, Label::Executed];
    if !is_named_above || !amounts.into_iter().any(is_merged) {
        return false;
    }
    for cell in row.own.iter().filter(|c| !c.text().is_empty()) {
        ledger.enter(cell, Role::Unexplained);
        let column = FUND_COLUMNS.into_iter().find(|(label, _)| {
            columns
                .get(*label)
                .is_some_and(|column| column.is_under(cell) || column.holds(cell))
        });
        let scope = match column {
            Some((_, column)) => FieldName::fund(n, column).into(),
            None => Scope::Row("funds", n),
        };
        ledger.not_understood(scope, cell, goes_on(cell.text()));
    }
    true
}

fn goes_on(text: &str) -> Bilingual {
    bilingual!(
        "单元格里另有表线，“{text}”单独成格，不知道与上面的数是什么关系；请对照原件",
        "lines within a cell part \"{text}\" from what stands above it: what both say together is not known; compare with the page"
    )
}
