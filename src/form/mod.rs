//! Tables -> forms: fields found by their labels, never by a fixed column number.
//!
//! A document is cut into the stretches of rows that make one form each; each part of a form (heading, head, funds, goals, indicators, totals)
//! has a file that finds its labels and takes the values beside or below them.

mod again;
mod beyond;
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
mod verdict;
pub mod vocabulary;
mod year;

pub use headings::headings;
pub use model::{Field, FieldName, Form, FundRow, Indicator, Value};
pub use verdict::{Lookalike, Seems};

use crate::table::Tables;
use ledger::Taker;
use segment::{Segment, tables_to_segments};

/// All self-evaluation forms of a document, in reading order.
pub fn tables_to_forms(tables: &Tables) -> Vec<Form> {
    let joined = again::join_repeated_heads(tables);
    let mut segments = tables_to_segments(&joined);
    let verdicts: Vec<bool> = segments.iter().map(Segment::is_form).collect();
    for (segment, is_form_below) in segments.iter_mut().zip(verdicts.iter().skip(1)) {
        // What is a form itself is no part of the one above it.
        segment.beyond = segment.beyond.filter(|_| !is_form_below);
    }
    let forms = segments.iter().zip(&verdicts).filter(|(_, is_form)| **is_form);
    forms
        .zip(1..)
        .map(|((segment, _), form_no)| segment_to_form(segment, form_no))
        .collect()
}

/// The tables that have the labels of a form and are none, in reading order.
pub fn lookalikes(tables: &Tables) -> Vec<Lookalike> {
    let joined = again::join_repeated_heads(tables);
    tables_to_segments(&joined)
        .iter()
        .filter_map(Segment::lookalike)
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
    beyond::warn(segment, &mut taker);
    form.warnings = taker.into_warnings();
    form
}
