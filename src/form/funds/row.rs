//! One fund row: its name, and its figures each under its label.

use super::divisions;
use crate::form::ledger::Ledger;
use crate::form::model::{Field, FieldName, FundRow};
use crate::form::vocabulary::Label;
use crate::table::Cell;

/// The figures of a fund row, each under its label and named as its column.
pub(super) fn figures_by_label(mut field: impl FnMut(Label, &'static str) -> Field) -> FundRow {
    FundRow {
        item: Field::Absent,
        initial: field(Label::Initial, "initial"),
        budget: field(Label::Budget, "budget"),
        executed: field(Label::Executed, "executed"),
        weight: field(Label::Weight, "weight"),
        rate: field(Label::Rate, "rate"),
        score: field(Label::Score, "score"),
    }
}

/// The name of a fund row, without what stands around it.
pub(super) fn item_field(n: usize, cells: &[&Cell], ledger: &mut Ledger) -> Field {
    let mut item = ledger.cells(FieldName::fund(n, "item"), cells);
    if let Field::Cell(value) = &mut item {
        divisions::warn_of_part(n, value, ledger);
        value.text = item_name(&value.text).to_owned();
    }
    item
}

/// 年度资金总额 of `年度资金总额：`, 当年财政拨款 of `其中：当年财政拨款` and `其中-当年财政拨款`.
fn item_name(text: &str) -> &str {
    let colon = [':', '：', ' '];
    let dash = ['-', '－', '—', '–'];
    match text.strip_prefix("其中") {
        Some(part) => part.trim_matches(colon).trim_start_matches(dash).trim_matches(colon),
        None => text.trim_matches(colon),
    }
}
