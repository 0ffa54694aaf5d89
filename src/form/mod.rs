//! Tables -> forms: fields found by their labels, never by a fixed column number.
//!
//! A document is cut into the stretches of rows that make one form each; each part of a form (heading, head, funds, goals, indicators, totals)
//! has a file that finds its labels and takes the values beside or below them.

mod blocks;
mod choice;
mod columns;
mod fields;
mod funds;
mod goals;
mod head;
mod heading;
mod headings;
mod indicators;
mod kind;
mod ledger;
pub mod model;
mod outside;
mod remainder;
mod row;
mod rows;
mod segment;
mod target;
#[cfg(test)]
mod tests;
mod totals;
pub mod vocabulary;
mod year;

pub use headings::headings;
pub use model::{Field, FieldName, Form, FundRow, Indicator, Value};

use crate::table::Tables;
use ledger::Taker;
use segment::{Segment, tables_to_segments};

/// All self-evaluation forms of a document, in reading order.
pub fn tables_to_forms(tables: &Tables) -> Vec<Form> {
    let segments = tables_to_segments(tables);
    segments
        .iter()
        .zip(1..)
        .map(|(segment, form_no)| segment_to_form(segment, form_no))
        .collect()
}

/// The same, of tables that are told by white space alone: every field has a warning that says so.
pub fn tables_by_space_to_forms(tables: &Tables) -> Vec<Form> {
    let mut forms = tables_to_forms(tables);
    for form in &mut forms {
        ledger::doubt_all(form);
    }
    forms
}

fn segment_to_form(segment: &Segment, form_no: u32) -> Form {
    let mut form = Form {
        form_no,
        ..Form::default()
    };
    let pages = segment.rows.iter().flat_map(|r| &r.own).map(|c| c.page);
    form.first_page = pages.clone().min().unwrap_or(0);
    form.last_page = pages.max().unwrap_or(0);
    let mut taker = Taker::default();
    heading::read(segment, &mut form);
    head::read(segment, &mut form, &mut taker);
    funds::read(segment, &mut form, &mut taker);
    goals::read(segment, &mut form, &mut taker);
    indicators::read(segment, &mut form, &mut taker);
    totals::read(segment, &mut form, &mut taker);
    outside::read(segment, &mut form, &mut taker);
    remainder::warn_of_rows(segment, &form, &mut taker);
    remainder::warn(segment, &form, &mut taker);
    form.warnings = taker.into_warnings();
    form
}
