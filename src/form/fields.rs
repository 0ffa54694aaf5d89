//! Cells under a label -> a field, entered in the ledger.

use super::columns::Columns;
use super::ledger::Ledger;
use super::model::{Field, FieldName};
use super::row::Row;
use super::vocabulary::Label;
use crate::digits::has_digit;
use crate::figure::Figure;
use crate::language::Bilingual;
use crate::table::Cell;

/// The field under one column: its own cell; `Covered` where a merged cell from above or from the left stands there.
pub(super) fn column_field(row: &Row, columns: &Columns, label: Label, name: FieldName, ledger: &mut Ledger) -> Field {
    let Some(column) = columns.get(label) else {
        return Field::Absent;
    };
    let mut cells = column.cells(&row.all);
    let above = cells.first().copied();
    cells.retain(|c| c.row == row.number);
    match (cells.as_slice(), above) {
        ([], Some(above)) => ledger.covered(name, above),
        ([], None) => Field::Absent,
        ([one], _) if columns.covered_by(one).next().is_some_and(|first| first != label) => ledger.covered(name, one),
        (own, _) => one_figure(own, label, name, ledger),
    }
}

/// The field that cells under one label hold together; of several figures the first, with a doubt.
pub(super) fn one_figure(own: &[&Cell], label: Label, name: FieldName, ledger: &mut Ledger) -> Field {
    if let Some(first) = several_figures(own, label) {
        ledger.not_understood(name, first, several(own));
        return ledger.cell(name, first);
    }
    warn_of_joined_figures(own, name, ledger);
    ledger.cells(name, own)
}

/// Figures in cells side by side that are joined to one text.
pub(super) fn warn_of_joined_figures(own: &[&Cell], name: FieldName, ledger: &mut Ledger) {
    let mut figures = own
        .iter()
        .filter(|c| own.len() > 1 && Figure::parse(c.text()).is_some());
    if let (Some(first), Some(_)) = (figures.next(), figures.next()) {
        ledger.not_understood(name, first, joined(own));
    }
}

fn joined(own: &[&Cell]) -> Bilingual {
    let texts: Vec<&str> = own.iter().map(|c| c.text()).filter(|text| !text.is_empty()).collect();
    Bilingual::new(
        format!("一个表头之下有几个数“{}”，读作一项；请对照原件", texts.join("”“")),
        format!(
            "several figures stand under one header (\"{}\"), and were read as one text; compare with the page",
            texts.join("\", \"")
        ),
    )
}

/// The first of several figures under one label of figures: joined they would be another one.
fn several_figures<'t>(own: &[&'t Cell], label: Label) -> Option<&'t Cell> {
    let mut figures = own.iter().filter(|c| has_digit(c.text()));
    let (first, second) = (figures.next(), figures.next());
    first.filter(|_| label.is_of_figures() && second.is_some()).copied()
}

fn several(own: &[&Cell]) -> Bilingual {
    let texts: Vec<&str> = own.iter().map(|c| c.text()).filter(|text| !text.is_empty()).collect();
    Bilingual::new(
        format!("一个表头之下有几个数“{}”，只取了第一个；请对照原件", texts.join("”“")),
        format!(
            "several figures stand under one header (\"{}\"), of which the first was taken; compare with the page",
            texts.join("\", \"")
        ),
    )
}
