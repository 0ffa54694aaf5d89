//! cross.csv: what only many forms together show.

use std::io::{self, Read, Seek, Write};

use super::Style;
use super::csv::{BYTE_ORDER_MARK, printed, writer};
use super::headings::headings;
use super::rows::{Cell, Row};
use crate::across::{CrossRow, Kind, compare};
use crate::messages::Message;

/// Name of the table.
pub const CROSS_FILE: &str = "cross.csv";

/// Compares the forms of a finished forms.jsonl, and writes what they show as a table.
///
/// # Errors
/// Reading or writing fails, or a line of `forms` is no form.
pub fn write_cross(forms: impl Read + Seek, style: Style, mut out: impl Write) -> io::Result<()> {
    if style.byte_order_mark {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut table = writer(out);
    table.write_record(headings(columns(), style))?;
    compare(forms, |found| {
        let explanation = explanation(found.kind).fill(
            style.language,
            &[("forms", &found.forms), ("expected", &found.expected)],
        );
        for (_, cell) in row(found, &explanation) {
            table.write_field(printed(cell, style).as_bytes())?;
        }
        table.write_record(None::<&[u8]>)?;
        Ok(())
    })?;
    table.flush()
}

/// Names of the columns.
pub(super) fn columns() -> impl Iterator<Item = &'static str> {
    row(CrossRow::default(), "").into_iter().map(|(name, _)| name)
}

fn row<'a>(found: CrossRow<'a>, explanation: &'a str) -> Row<'a> {
    let form = found.form;
    let count = |count: Option<u32>| count.map_or(Cell::Blank, |count| Cell::Count(count.into()));
    let text = |text: Option<&'a str>| text.map_or(Cell::Blank, Cell::Text);
    vec![
        ("kind", Cell::Text(found.kind.id())),
        ("group", Cell::Count(found.group)),
        ("file", text(form.map(|form| form.file.as_str()))),
        ("form_no", count(form.map(|form| form.form_no))),
        ("page", count(found.page)),
        ("department", Cell::Text(found.department)),
        ("unit", text(form.map(|form| form.unit.as_str()))),
        ("project_name", text(form.map(|form| form.project_name.as_str()))),
        ("year", text(form.map(|form| form.year.as_str()))),
        ("field", Cell::Text(found.field)),
        ("value", Cell::Text(found.value)),
        ("explanation", Cell::Text(explanation)),
    ]
}

fn explanation(kind: Kind) -> Message {
    match kind {
        Kind::DuplicateForm => Message::CrossDuplicate,
        Kind::CopiedNarrative => Message::CrossCopied,
        Kind::Distribution => Message::CrossDistribution,
        Kind::ListingMismatch => Message::CrossListingMismatch,
        Kind::ListingSum => Message::CrossListingSum,
    }
}
