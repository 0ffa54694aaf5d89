//! The rows of a finished cross.csv, read back.

use std::io::{self, Read};

use serde::Deserialize;

use super::cross::columns;
use crate::stored::stored_rows;

/// One row, as printed in the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
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
    stored_rows(table, columns())
}
