//! Tables -> forms: fields found by their labels, never by a fixed column number.
//!
//! A document is cut into the stretches of rows that make one form each, and a stretch into blocks (head, funds, goals, indicators, foot). Each
//! part of a form has a file that finds its labels in its blocks, takes the values beside or below them, and enters them in a ledger. What the
//! ledger has no role for in the end is left over, and said.

mod above;
mod again;
mod beyond;
mod blocks;
mod choice;
mod columns;
mod completion;
mod covered;
mod departments;
mod doubts;
mod end;
mod fields;
mod found;
mod funds;
mod goals;
mod head;
mod heading;
mod headings;
mod indicators;
mod kind;
mod ledger;
mod listed;
mod listing;
mod lookalike;
pub mod model;
mod names;
mod numbering;
mod outside;
mod piecewise;
mod reasons;
mod remainder;
mod role;
mod row;
mod rows;
mod segment;
mod spot;
mod strays;
mod structure;
mod target;
#[cfg(test)]
mod tests;
mod totals;
mod unknown;
mod uses;
mod value;
mod verdict;
pub mod vocabulary;
mod year;

pub use completion::{complete_by_space, lacks_rows};
pub use found::Found;
pub use headings::{headings, names_of_columns};
pub use model::{Field, FieldName, Form, FundRow, Indicator, Layout, ListingSum, Value};
pub(crate) use piecewise::{FORMS_AT_ONCE, Finding};
pub use unknown::unknown_words;
pub use uses::{Use, Used};
use verdict::Verdict;
pub use verdict::{Lookalike, Seems};

use crate::crew::Crew;
use crate::table::Tables;
use blocks::segment_to_blocks;
use ledger::Ledger;
use segment::{Segment, tables_to_segments};
use spot::Line;

/// All self-evaluation forms of a document, and what only looks like one.
pub fn tables_to_found(tables: &Tables) -> Found {
    tables_to_found_by(tables, &Crew::default())
}

/// The same, by so many threads as there are.
pub(crate) fn tables_to_found_by(tables: &Tables, crew: &Crew) -> Found {
    let mut finding = finding();
    finding.take_all(tables, crew);
    finding.finish()
}

/// Nothing found so far.
pub(crate) fn finding() -> Finding {
    Finding::new(segment_to_found)
}

/// What a stretch of rows has of forms, numbered from 1.
fn segment_to_found(segment: &Segment, verdict: Verdict, tables: &Tables) -> Found {
    let mut found = Found::default();
    match verdict {
        Verdict::Form | Verdict::StrangeForm => {
            let (form, mut ledger, lines) = segment_to_entries(segment, tables, 1);
            if verdict == Verdict::StrangeForm {
                beyond::warn_of_strange_blocks(segment, &mut ledger);
            }
            let cells = segment.rows.iter().flat_map(|row| &row.own).copied();
            let mut form = ledger.close(form, cells, &lines);
            structure::doubt_turned_columns(&mut form);
            found.forms.push(form);
        }
        Verdict::Listing => found.forms = listing::read(segment, 1),
        Verdict::Lookalike(lookalike) => found.lookalikes.push(lookalike),
        Verdict::None => {}
    }
    found
}

/// All self-evaluation forms of a document, in reading order.
///
/// Values stand as printed, each with its place; what may have been misread is named by the form's warnings.
///
/// # Example
/// ```
/// use fuhe::form::tables_to_forms;
///
/// # let bytes = std::sync::Arc::new(std::fs::read("fixtures/planted/grade.pdf").unwrap());
/// # let reading = fuhe::pdf::read(&bytes, &fuhe::pdf::ReadOptions::default()).unwrap();
/// # let tables = fuhe::table::pages_to_tables(&reading.pages);
/// let forms = tables_to_forms(&tables);
/// let form = &forms[0];
/// assert_eq!(form.grade.text(), "优");
/// assert!(form.funds.iter().any(|fund| fund.rate.text() == "96.3%"));
/// assert!(form.warnings.is_empty());
/// ```
pub fn tables_to_forms(tables: &Tables) -> Vec<Form> {
    tables_to_found(tables).forms
}

/// The same, of tables that are told by white space alone: every field has a warning that says so.
pub fn tables_by_space_to_forms(tables: &Tables) -> Vec<Form> {
    let mut forms = tables_to_forms(tables);
    for form in &mut forms {
        doubts::doubt_all(form);
    }
    forms
}

/// What the cells and lines of all forms were taken for.
pub fn tables_to_uses(tables: &Tables) -> Vec<Used> {
    let joined = again::join_repeated_heads(tables, None);
    let segments = tables_to_segments(&joined);
    let is_form = |segment: &&Segment| matches!(segment.stretch().verdict(), Verdict::Form | Verdict::StrangeForm);
    let uses = segments.iter().filter(is_form).flat_map(|segment| {
        let (_, ledger, lines) = segment_to_entries(segment, &joined, 1);
        uses::of(segment, &ledger, &lines)
    });
    uses.collect()
}

/// The form, what was entered for it, and the lines around its tables.
fn segment_to_entries<'t>(segment: &Segment<'t>, tables: &Tables, form_no: u32) -> (Form, Ledger, Vec<Line<'t>>) {
    let blocks = segment_to_blocks(segment);
    let mut ledger = Ledger::with_room(
        blocks
            .all
            .iter()
            .flat_map(|block| block.rows)
            .map(|row| row.own.len())
            .sum(),
    );
    let heading = heading::read(&blocks, &mut ledger);
    let head = head::read(&blocks, &mut ledger);
    let funds = funds::read(&blocks, heading.amount_unit.text(), &mut ledger);
    let goals = goals::read(&blocks, &mut ledger);
    let indicators = indicators::read(&blocks, &mut ledger);
    let totals = totals::read(&blocks, &funds.rows, &indicators, &mut ledger);
    let (first_page, last_page) = blocks.pages();
    let form = Form {
        form_no,
        layout: Layout::Form,
        first_page,
        last_page,
        title: heading.title,
        year: heading.year,
        amount_unit: heading.amount_unit,
        project_name: head.project_name,
        department: head.department,
        other_departments: head.other_departments,
        unit: head.unit,
        funds: funds.rows,
        points_in_heading: funds.points_in_heading,
        expected_goal: goals.expected,
        actual_result: goals.actual,
        indicators,
        total_weight: totals.weight,
        total_score: totals.score,
        grade: totals.grade,
        listing_sum: None,
        warnings: Vec::new(),
        has_reasons_apart: false,
        is_incomplete: false,
    };
    let form = outside::read(&blocks, form, &mut ledger);
    let form = Form {
        has_reasons_apart: reasons::stand_apart(&blocks, &form.indicators, &ledger),
        ..form
    };
    names::warn(&blocks, &form, &mut ledger);
    remainder::warn(&blocks, &tables.asides, &form, &mut ledger);
    above::warn(&blocks, tables, &form, &mut ledger);
    beyond::warn(segment, &mut ledger);
    strays::warn(segment, &mut ledger);
    let mut lines = blocks.lines_above();
    lines.extend(blocks.lines_below());
    (form, ledger, lines)
}
