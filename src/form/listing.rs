//! Listings: a table of projects that were evaluated by themselves, one a row (项目支出绩效自评情况汇总表). Each row is a form of its own, without
//! indicators.

use super::blocks::segment_to_blocks;
use super::columns::Column;
use super::heading;
use super::ledger::{Ledger, Role};
use super::model::{Field, FieldName, Form, FundRow, Layout, ListingSum};
use super::row::{Row, RowKind, head_label};
use super::segment::Segment;
use super::vocabulary::{Label, Part, is_other_column};
use crate::table::Cell;

/// So many columns beside the name tell how projects went: amounts, rate, score, grade. Fewer have lists of anything.
const TELLING_COLUMNS: usize = 2;

/// The word for a sum is among the first cells of its row: number, department, project.
const SUM_WITHIN: usize = 3;

/// The columns of a listing, by the field that each of them holds.
struct Columns {
    columns: Vec<(FieldName, Column)>,
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

/// A form for each project.
pub(super) fn read(segment: &Segment, first_no: u32) -> Vec<Form> {
    let blocks = segment_to_blocks(segment);
    let mut heading_entries = Ledger::default();
    let heading = heading::read(&blocks, &mut heading_entries);
    let mut columns = None;
    let mut forms = Vec::new();
    let mut sums: Vec<ListingSum> = Vec::new();
    for row in &segment.rows {
        // A header comes again on the next page.
        if let Some(own) = Columns::of(row) {
            columns = Some(own);
            continue;
        }
        let Some(columns) = columns.as_ref() else { continue };
        if !columns.has_project(row) {
            sums.extend(columns.sum(row));
            continue;
        }
        let page = row.own.first().map_or(0, |c| c.page);
        let form = Form {
            form_no: first_no + u32::try_from(forms.len()).unwrap_or(0),
            first_page: page,
            last_page: page,
            layout: Layout::Listing,
            title: heading.title.clone(),
            year: heading.year.clone(),
            amount_unit: heading.amount_unit.clone(),
            ..Form::default()
        };
        forms.push(columns.read(row, form, heading_entries.clone()));
    }
    // Of several sums each is of a part, and nobody says which.
    if let ([sum], rows) = (sums.as_slice(), forms.len())
        && let Some(first) = forms.first_mut()
    {
        first.listing_sum = Some(ListingSum {
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            amounts: sum.amounts.clone(),
        });
    }
    forms
}

impl Columns {
    /// The columns of a header: the name of the project, what tells how it went, and nothing that is no label.
    fn of(row: &Row) -> Option<Self> {
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
    fn has_project(&self, row: &Row) -> bool {
        let is_sum = matches!(row.kind, RowKind::Total | RowKind::Subtotal);
        let names = self.cells("project_name", &row.own);
        let adds_up = |c: &&Cell| ["合计", "小计", "总计"].iter().any(|word| c.text().contains(word));
        let is_title = matches!(row.kind, RowKind::Title | RowKind::TitleAgain);
        !is_sum && !is_title && names.iter().any(|c| !c.text().is_empty()) && !names.iter().any(adds_up)
    }

    /// The amounts of a row that adds up all projects, as far as nothing is doubtful about them.
    fn sum(&self, row: &Row) -> Option<ListingSum> {
        let is_sum = |c: &&Cell| ["合计", "总计"].iter().any(|word| c.text().contains(word));
        row.own.iter().take(SUM_WITHIN).find(|c| is_sum(c))?;
        let of_amounts = self.columns.iter().filter(|(_, column)| column.label.is_of_amounts());
        let amounts = of_amounts.filter_map(|(name, column)| {
            let mut doubts = Ledger::default();
            match field_in(row, *name, column, &mut doubts) {
                Field::Cell(value) if !doubts.doubts(*name) => Some((name.column, value)),
                _ => None,
            }
        });
        Some(ListingSum {
            rows: 0,
            amounts: amounts.collect(),
        })
    }

    fn read(&self, row: &Row, mut form: Form, mut ledger: Ledger) -> Form {
        let mut fund = FundRow::default();
        for (name, column) in &self.columns {
            let field = field_in(row, *name, column, &mut ledger);
            let slot = if name.table.is_empty() {
                form.fields_mut().into_iter().find(|(column, _)| *column == name.column)
            } else {
                fund.fields_mut().into_iter().find(|(column, _)| *column == name.column)
            };
            if let Some((_, slot)) = slot {
                *slot = field;
            }
        }
        form.funds = vec![fund];
        for cell in &row.own {
            if !ledger.is_entered(cell) {
                ledger.enter(cell, Role::OtherColumn);
            }
        }
        ledger.close(form, row.own.iter().copied(), &[])
    }
}

/// What stands in a column; a name that is merged over rows is each row's, a figure the first one's.
fn field_in(row: &Row, name: FieldName, column: &Column, ledger: &mut Ledger) -> Field {
    let cells = column.cells(&row.all);
    let own: Vec<&Cell> = cells.iter().copied().filter(|c| c.row == row.number).collect();
    let is_name = name.table.is_empty() && !name.is_of_a_figure();
    match (own.as_slice(), cells.first()) {
        ([], None) => Field::Absent,
        ([], Some(merged)) if is_name => {
            let mut field = ledger.cell(name, merged);
            if let Field::Cell(value) = &mut field {
                value.filled = true;
            }
            field
        }
        ([], Some(_)) => Field::Covered,
        (own, _) => ledger.cells(name, own),
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
