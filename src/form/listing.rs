//! Listings: a table of projects that were evaluated by themselves, one a row (项目支出绩效自评情况汇总表). Each row is a form of its own, without
//! indicators.

use super::blocks::segment_to_blocks;
use super::columns::Column;
use super::heading;
use super::ledger::{Ledger, Role};
use super::listed::Columns;
use super::model::{Field, FieldName, Form, FundRow, Layout, ListingSum};
use super::row::Row;
use super::segment::Segment;
use crate::table::Cell;

/// The word for a sum is among the first cells of its row: number, department, project.
const SUM_WITHIN: usize = 3;

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
