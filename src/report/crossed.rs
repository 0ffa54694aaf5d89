//! The rows of a finished cross.csv, read back.

use std::io::{self, Read};

use super::cross::columns;
use crate::stored::unguarded;

/// One row, as printed in the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Crossed {
    pub kind: String,
    pub group: String,
    pub file: String,
    pub form_no: String,
    pub page: String,
    pub department: String,
    pub unit: String,
    pub project_name: String,
    pub year: String,
    pub field: String,
    pub value: String,
    pub explanation: String,
}

/// The rows of the table in its order, whatever language its headings are in.
pub(super) fn crossed(table: impl Read) -> impl Iterator<Item = io::Result<Crossed>> {
    let place = |wanted: &str| columns().position(|name| name == wanted).unwrap_or_default();
    let names = [
        "kind",
        "group",
        "file",
        "form_no",
        "page",
        "department",
        "unit",
        "project_name",
        "year",
        "field",
        "value",
        "explanation",
    ];
    let places = names.map(place);
    ::csv::Reader::from_reader(table).into_records().map(move |row| {
        let row = row?;
        let cell = |column: usize| unguarded(row.get(column).unwrap_or_default()).to_owned();
        let [
            kind,
            group,
            file,
            form_no,
            page,
            department,
            unit,
            project_name,
            year,
            field,
            value,
            explanation,
        ] = places.map(cell);
        Ok(Crossed {
            kind,
            group,
            file,
            form_no,
            page,
            department,
            unit,
            project_name,
            year,
            field,
            value,
            explanation,
        })
    })
}
