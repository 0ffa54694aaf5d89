//! Results -> tables. One small exporter a table, behind one trait; each turns one document's result into the bytes of its rows, so that
//! workers do it in parallel, and a single writer ([`Outputs`]) puts them in order.

mod accepted;
mod cross;
mod csv;
mod headings;
mod json_lines;
mod outputs;
mod record;
mod rows;
pub mod sheet;
mod stored;
mod tally;
mod terminal;
mod workbook;

use std::io;

use crate::language::Language;

pub use accepted::{Accepted, AcceptedEntry, AcceptedError, Problem, Subject};
pub use cross::write_cross;
pub use outputs::{OutputError, Outputs, write_afterwards};
pub use record::{Audited, AuditedForm, Entry, Recomputed, RecomputedFund, Status};
pub use stored::{
    StoredDoubt, StoredFile, StoredFinding, StoredForm, StoredFund, StoredIndicator, StoredPlace, stored_files,
    stored_forms,
};
pub use tally::Tally;
pub use terminal::{FormView, Paint, form, pad, printable, summary};
pub use workbook::{WORKBOOK, WorkbookError, write_workbook};

/// How the tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Language of texts that fuhe itself writes.
    pub language: Language,
    /// Whether CSV files begin with a byte order mark.
    pub byte_order_mark: bool,
    /// Whether CSV columns have Chinese headings instead of their names, which programs know them by.
    pub chinese_headers: bool,
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

/// The machine's interface; what compares forms reads it back.
pub const FORMS_FILE: &str = "forms.jsonl";

/// The exporters of all tables of the contract.
pub fn exporters(style: Style) -> Vec<Box<dyn Exporter>> {
    let tables = rows::TABLES
        .iter()
        .map(|table| -> Box<dyn Exporter> { Box::new(csv::Csv { table, style }) });
    let machine: Box<dyn Exporter> = Box::new(json_lines::JsonLines { style });
    tables.chain([machine]).collect()
}
