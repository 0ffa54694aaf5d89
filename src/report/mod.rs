//! Results -> tables. One small exporter a table, behind one trait; each turns one document's result into the bytes of its rows, so that
//! workers do it in parallel, and a single writer ([`Outputs`]) puts them in order.

mod accepted;
mod csv;
mod json_lines;
mod outputs;
mod record;
mod rows;
mod stored;
mod tally;
mod terminal;
mod workbook;

use std::io;

use crate::language::Language;

pub use accepted::{Accepted, AcceptedEntry, AcceptedError, Problem, Subject};
pub use outputs::{OutputError, Outputs};
pub use record::{Audited, AuditedForm, Entry, Recomputed, RecomputedFund, Status};
pub use stored::{
    StoredDoubt, StoredFile, StoredFinding, StoredForm, StoredFund, StoredIndicator, StoredPlace, stored_files,
    stored_forms,
};
pub use tally::Tally;
pub use terminal::{pad, summary};
pub use workbook::{WORKBOOK, WorkbookError, write_workbook};

/// How the tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Language of texts that fuhe itself writes.
    pub language: Language,
    /// Whether CSV files begin with a byte order mark.
    pub byte_order_mark: bool,
}

/// Writes one of the tables.
pub trait Exporter: Send + Sync {
    /// Name of the file in the output folder.
    fn file_name(&self) -> &'static str;

    /// What the file begins with.
    fn write_head(&self, out: &mut Vec<u8>) -> io::Result<()>;

    /// The rows of one document.
    fn write_rows(&self, entry: &Entry, out: &mut Vec<u8>) -> io::Result<()>;
}

/// The exporters of all tables of the contract.
pub fn exporters(style: Style) -> Vec<Box<dyn Exporter>> {
    let tables = rows::TABLES
        .iter()
        .map(|table| -> Box<dyn Exporter> { Box::new(csv::Csv { table, style }) });
    let machine: Box<dyn Exporter> = Box::new(json_lines::JsonLines { style });
    tables.chain([machine]).collect()
}
