//! Whether a table lists projects, one a row: what its header tells of its columns.

use super::columns::Column;
use super::model::FieldName;
use super::row::{Row, RowKind, head_label};
use super::vocabulary::{Label, Part, is_other_column};
use crate::table::Cell;

/// So many columns beside the name tell how projects went: amounts, rate, score, grade. Fewer have lists of anything.
const TELLING_COLUMNS: usize = 2;

/// The columns of a listing, by the field that each of them holds.
pub(super) struct Columns {
    pub columns: Vec<(FieldName, Column)>,
}

/// Whether projects are listed here, one a row.
pub(super) fn is_listing(rows: &[Row]) -> bool {
    let is_a_form = |r: &Row| matches!(r.kind, RowKind::IndicatorHeader | RowKind::Goals);
    !rows.iter().any(is_a_form) && rows.iter().any(|row| Columns::of(row).is_some())
}

/// Whether a header says that the projects were evaluated by themselves: 自评得分.
pub(super) fn names_self_evaluation(rows: &[Row]) -> bool {
    let headers = rows.iter().filter(|row| Columns::of(row).is_some());
    headers.flat_map(|row| &row.all).any(|c| c.text().contains("自评"))
}

impl Columns {
    /// The columns of a header: the name of the project, what tells how it went, and nothing that is no label.
    pub(super) fn of(row: &Row) -> Option<Self> {
        let mut columns: Vec<(FieldName, Column)> = Vec::new();
        for cell in row.all.iter().filter(|c| !c.text().is_empty()) {
            match field_of(cell) {
                Some((name, label)) if columns.iter().all(|(other, _)| *other != name) => {
                    columns.push((name, Column::over(label, cell)));
                }
                Some(_) => {}
                None if is_label(cell) => {}
                None => return None,
            }
        }
        let is_named = columns.iter().any(|(name, _)| name.column == "project_name");
        let is_telling = |name: &FieldName| !name.table.is_empty() || matches!(name.column, "total_score" | "grade");
        let telling = columns.iter().filter(|(name, _)| is_telling(name)).count();
        (is_named && telling >= TELLING_COLUMNS).then_some(Self { columns })
    }

    fn cells<'t>(&self, column: &str, cells: &[&'t Cell]) -> Vec<&'t Cell> {
        let found = self.columns.iter().find(|(name, _)| name.column == column);
        found.map_or_else(Vec::new, |(_, column)| column.cells(cells))
    }

    /// Whether a row names a project: 合计 and 小计 are none.
    pub(super) fn has_project(&self, row: &Row) -> bool {
        let is_sum = matches!(row.kind, RowKind::Total | RowKind::Subtotal);
        let names = self.cells("project_name", &row.own);
        let adds_up = |c: &&Cell| ["合计", "小计", "总计"].iter().any(|word| c.text().contains(word));
        let is_title = matches!(row.kind, RowKind::Title | RowKind::TitleAgain);
        !is_sum && !is_title && names.iter().any(|c| !c.text().is_empty()) && !names.iter().any(adds_up)
    }
}

/// The field that a column holds, by its head.
fn field_of(cell: &Cell) -> Option<(FieldName, Label)> {
    let text = cell.text();
    let single = |column, label| Some((FieldName::single(column), label));
    let amount = |column, label| Some((FieldName::in_row("funds", 0, column), label));
    if let Some(label) = head_label(text) {
        match label {
            Label::ProjectName => return single("project_name", label),
            Label::Department | Label::OtherDepartment => return single("department", label),
            Label::Unit | Label::OtherUnit => return single("unit", label),
            // A lone column of amounts.
            Label::FundsBlock => return amount("budget", Label::Budget),
            _ => {}
        }
    }
    match Part::Totals.label(text) {
        Some(Label::Total) => return single("total_score", Label::Score),
        Some(Label::Grade) => return single("grade", Label::Grade),
        _ => {}
    }
    match Part::Funds.label(text)? {
        label @ Label::Initial => amount("initial", label),
        label @ Label::Budget => amount("budget", label),
        label @ Label::Executed => amount("executed", label),
        label @ Label::Rate => amount("rate", label),
        label @ Label::Score => single("total_score", label),
        _ => None,
    }
}

/// Whether a head names a column that is none of ours, or one that we know from elsewhere.
fn is_label(cell: &Cell) -> bool {
    let text = cell.text();
    let is_known = [Part::Head, Part::Funds, Part::Totals]
        .iter()
        .any(|part| part.label(text).is_some());
    is_known || is_other_column(text)
}
