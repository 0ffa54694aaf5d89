//! Results -> tables. One small exporter a table, behind one trait; each turns one document's result into the bytes of its rows, so that
//! workers do it in parallel, and a single writer ([`Outputs`]) puts them in order. What people
//! open is made from the finished tables: the feature `views`.

#[cfg(feature = "views")]
mod accepted;
#[cfg(feature = "arrow")]
pub mod columnar;
#[cfg(feature = "views")]
mod coverage;
mod cross;
#[cfg(feature = "views")]
mod crossed;
mod csv;
#[cfg(feature = "views")]
mod distributions;
mod document_line;
mod documents;
#[cfg(feature = "views")]
mod frame;
#[cfg(feature = "views")]
mod groups;
mod headings;
#[cfg(feature = "views")]
pub mod html;
mod json_lines;
mod outputs;
mod pace;
#[cfg(feature = "views")]
mod rounding;
mod rows;
#[cfg(feature = "views")]
pub mod sheet;
mod tally;
#[cfg(feature = "views")]
mod terminal;
mod unknown;
#[cfg(feature = "views")]
mod wording;
#[cfg(feature = "views")]
mod workbook;

use std::io;

use serde::{Deserialize, Serialize};

use crate::audited::Entry;
use crate::language::{Bilingual, Language};

#[cfg(feature = "views")]
pub use accepted::{Accepted, AcceptedEntry, AcceptedError, Problem, Subject};
pub use cross::{CROSS_FILE, write_cross};
pub(crate) use documents::documents;
pub use outputs::{OutputError, Outputs, finish, replace, unfinished_path, write_afterwards};
pub use pace::{Pace, Paced, is_stopped};
pub use tally::{Counts, Tally};
#[cfg(feature = "views")]
pub use terminal::{FormView, Paint, fold, form, pad, printable, summary, unread, wrap};
pub use unknown::{CountedWord, UNKNOWN_WORDS_FILE, UnknownWords, write_unknown_words};
#[cfg(feature = "views")]
pub use wording::severity_message;
#[cfg(feature = "views")]
pub use workbook::{RunFacts, WorkbookError, write_workbook};

/// How the tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// Language of texts that fuhe itself writes.
    pub language: Language,
    /// Whether CSV files begin with a byte order mark.
    pub byte_order_mark: bool,
    /// Whether CSV columns have Chinese headings instead of their names, which programs know them by.
    pub chinese_headers: bool,
    /// Whether CSV text that a spreadsheet would take for a date (`5-8`, `1/2`), or for a number that it is not, gets a `'` too.
    #[serde(default)]
    pub guards_dates: bool,
}

/// Writes one of the tables.
pub trait Exporter: Send + Sync {
    /// Name of the file in the output folder.
    fn file_name(&self) -> &'static str;

    /// What the file begins with.
    ///
    /// # Errors
    /// Writing fails.
    fn write_head(&self, out: &mut Vec<u8>) -> io::Result<()>;

    /// The rows of one document.
    ///
    /// # Errors
    /// A row cannot be written in this format.
    fn write_rows(&self, entry: &Entry, out: &mut Vec<u8>) -> io::Result<()>;

    /// The rows of a document, made from those that [`Exporter::write_rows`] gave for another one of the very same bytes.
    ///
    /// # Errors
    /// The rows are not those of such a table.
    fn write_copy(&self, rows: &[u8], copy: &Copied<'_>, out: &mut Vec<u8>) -> io::Result<()>;
}

/// A document that needs not be read, because one of the same bytes was. What is attached to it goes with it.
#[derive(Debug, Clone, Copy)]
pub struct Copied<'a> {
    /// The `file` column of the one that was read.
    pub original: &'a str,
    /// Its own `file` column.
    pub file: &'a str,
    /// What is added to its detail.
    pub remark: Option<&'a Bilingual>,
}

/// The workbook, and the folder of the report, in the folder of the tables.
pub const WORKBOOK: &str = "fuhe.xlsx";
pub(crate) const REPORT_FOLDER: &str = "report";

/// What became of each input.
pub const FILES_FILE: &str = "files.csv";

/// The machine's interface; what compares forms reads it back.
pub const FORMS_FILE: &str = "forms.jsonl";

/// The names of the columns of each table, for whoever takes its rows without a head.
pub(crate) fn columns() -> Vec<(&'static str, Vec<&'static str>)> {
    rows::TABLES
        .iter()
        .map(|table| (table.name(), table.columns()))
        .collect()
}

/// What is made of each document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Shape {
    /// Its rows for each table.
    Tables,
    /// One object a line, with or without rows and records.
    Object {
        /// The rows of all tables.
        rows: bool,
        /// The lines of forms.jsonl.
        records: bool,
    },
}

/// The exporters that make it.
pub(crate) fn exporters_of(shape: Shape, style: Style) -> Vec<Box<dyn Exporter>> {
    match shape {
        Shape::Tables => exporters(style),
        Shape::Object { rows, records } => vec![Box::new(document_line::DocumentLine {
            language: style.language,
            rows,
            records,
        })],
    }
}

/// The exporters of all tables of the contract.
pub fn exporters(style: Style) -> Vec<Box<dyn Exporter>> {
    let tables = rows::TABLES
        .iter()
        .map(|table| -> Box<dyn Exporter> { Box::new(csv::Csv { table, style }) });
    let machine: Box<dyn Exporter> = Box::new(json_lines::JsonLines { style });
    tables.chain([machine]).collect()
}
