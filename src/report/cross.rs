//! cross.csv: what only many forms together show, written, and its distributions read back.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, Write};

use super::Style;
use super::csv::{BYTE_ORDER_MARK, printed, writer};
use super::headings::headings;
use super::rows::{Cell, Row};
use crate::across::{CrossRow, Kind, Measure, Statistic, compare};
use crate::messages::Message;
use crate::stored::unguarded;

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
            table.write_field(printed(cell).as_bytes())?;
        }
        table.write_record(None::<&[u8]>)?;
        Ok(())
    })?;
    table.flush()
}

/// How the forms of one department are distributed, as printed in the table: what of a measure there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Distribution {
    pub department: String,
    values: BTreeMap<String, String>,
}

impl Distribution {
    /// The value of a statistic.
    pub fn get(&self, measure: Measure, statistic: Statistic) -> Option<&str> {
        let field = format!("{}.{}", measure.field(), statistic.id());
        self.values.get(&field).map(String::as_str)
    }
}

/// Tells the distributions of a finished cross.csv one after the other, in the order of the table, whatever language its headings are in.
pub(super) fn tell_distributions(table: impl Read, mut tell: impl FnMut(Distribution)) -> io::Result<()> {
    let place = |wanted: &str| columns().position(|name| name == wanted).unwrap_or_default();
    let [kind, group, department, field, value] = ["kind", "group", "department", "field", "value"].map(place);
    // The rows of one department stand together, and have one number.
    let mut open: Option<(String, Distribution)> = None;
    for row in ::csv::Reader::from_reader(table).into_records() {
        let row = row?;
        let cell = |column: usize| row.get(column).unwrap_or_default();
        if cell(kind) != Kind::Distribution.id() {
            continue;
        }
        let finished = open.take_if(|(number, _)| number != cell(group));
        if let Some((_, distribution)) = finished {
            tell(distribution);
        }
        let (_, distribution) = open.get_or_insert_with(|| (cell(group).to_owned(), Distribution::default()));
        unguarded(cell(department)).clone_into(&mut distribution.department);
        distribution
            .values
            .insert(cell(field).to_owned(), cell(value).to_owned());
    }
    if let Some((_, distribution)) = open {
        tell(distribution);
    }
    Ok(())
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
