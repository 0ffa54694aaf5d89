//! Every value of a small form disturbed in every way of a table: it is read as printed or has a warning, no other field changes in silence,
//! and nobody is accused of it.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "disturbed/cases.rs"]
mod cases;
#[path = "disturbed/draw.rs"]
mod draw;
#[path = "disturbed/fonts.rs"]
mod fonts;
#[path = "disturbed/ink.rs"]
mod ink;
#[path = "conservation/invariants.rs"]
mod invariants;
#[path = "disturbed/objects.rs"]
mod objects;
mod paper;
#[path = "disturbed/texts.rs"]
mod texts;
#[path = "disturbed/ways.rs"]
mod ways;

use std::collections::BTreeSet;

use cases::{Case, Report, Sheet};
use draw::Spot;
use ways::WAYS;

#[test]
fn the_undisturbed_sheets_are_read_whole_and_agree() {
    for sheet in Sheet::all() {
        sheet.assert_undisturbed();
    }
}

/// Every case of these spots of the sheets.
fn each_way(sheets: &[Sheet], spots: fn(&Sheet) -> &[Spot]) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    for sheet in sheets {
        for spot in spots(sheet) {
            cases.extend(WAYS.iter().filter_map(|way| Case::new(sheet, &[(way, spot)])));
        }
    }
    cases
}

#[test]
fn a_disturbed_value_is_as_printed_or_has_a_warning_and_nobody_is_accused() {
    let sheets = Sheet::all();
    let report = Report::of(&each_way(&sheets, |sheet| &sheet.spots));
    report.assert_sound();
    report.assert_plain();
}

#[test]
fn where_a_label_is_disturbed_no_field_changes_in_silence_and_nobody_is_accused() {
    let sheets = [Sheet::full()];
    Report::of(&each_way(&sheets, |sheet| &sheet.labels)).assert_sound();
}

#[test]
fn there_are_at_least_thirty_ways_and_their_names_differ() {
    let names: BTreeSet<&str> = WAYS.iter().map(|way| way.name).collect();
    assert_eq!(names.len(), WAYS.len());
    assert!(WAYS.len() >= 30, "{} ways", WAYS.len());
}

#[test]
fn two_values_disturbed_at_once_are_no_worse() {
    let sheets = Sheet::all();
    // Numerical Recipes' generator: the same cases in every run.
    let mut state = 20_231_130_u32;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let mut cases = Vec::new();
    while cases.len() < PAIRS {
        let sheet = &sheets[draw(sheets.len())];
        let (first, second) = (draw(sheet.spots.len()), draw(sheet.spots.len()));
        let ways = (&WAYS[draw(WAYS.len())], &WAYS[draw(WAYS.len())]);
        if first != second {
            cases.extend(Case::new(
                sheet,
                &[(ways.0, &sheet.spots[first]), (ways.1, &sheet.spots[second])],
            ));
        }
    }
    Report::of(&cases).assert_sound();
}

/// How many pairs of disturbances are tried.
const PAIRS: usize = 600;
