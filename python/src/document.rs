//! One document, by its bytes or its path.

use std::path::PathBuf;

use fuhe::audit::{Audited, Examined};
use fuhe::audited::Entry;
use fuhe::batch::examine_alone;
use fuhe::input::{Document, Input, Location, OpenError};
use fuhe::language::Language;
use fuhe::pdf::Attachment;
use fuhe::report::{FORMS_FILE, Style, exporters};
use fuhe::settings::Settings;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::settings::Asked;

/// Where a document is.
#[derive(FromPyObject)]
pub(crate) enum Source {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// The path of a file.
    Path(PathBuf),
}

/// The row of files.csv: file, sha256, bytes, pages, forms, status, detail.
pub(crate) type FileRow = (String, String, Option<u64>, Option<u32>, usize, &'static str, String);

/// Reads and audits a document; its pages and tables are kept.
pub(crate) fn examine(name: String, source: Source, settings: &Settings) -> PyResult<(Entry, Examined)> {
    let document = match opened(name.clone(), source, settings) {
        Ok(document) => document,
        Err(error) => {
            let entry = Entry {
                file: name,
                sha256: String::new(),
                bytes: error.bytes(),
                audited: Audited::not_opened(&error),
            };
            return Ok((entry, Audited::not_opened(&error).into()));
        }
    };
    let mut examined = examine_alone(&document, settings)?;
    let without_pages = Audited::crashed("");
    let entry = Entry {
        file: document.name,
        sha256: document.sha256,
        bytes: Some(document.bytes.len() as u64),
        audited: std::mem::replace(&mut examined.audited, without_pages),
    };
    Ok((entry, examined))
}

fn opened(name: String, source: Source, settings: &Settings) -> Result<Document, OpenError> {
    let limit = settings.limits.bytes;
    match source {
        Source::Path(path) => Input {
            name,
            location: Location::File(path),
        }
        .open(&settings.limits),
        Source::Bytes(bytes) if bytes.len() as u64 > limit => Err(OpenError::TooLarge {
            bytes: bytes.len() as u64,
            limit,
        }),
        Source::Bytes(bytes) => Ok(Document::new(name, bytes)),
    }
}

/// What files.csv says of a document.
pub(crate) fn file_row(entry: &Entry, language: Language) -> FileRow {
    let audited = &entry.audited;
    (
        entry.file.clone(),
        entry.sha256.clone(),
        entry.bytes,
        audited.pages,
        audited.forms.len(),
        audited.status.id(),
        audited.detail.get(language).to_owned(),
    )
}

/// A document's row of files.csv, its lines of forms.jsonl, and the names and bytes of the PDFs attached to it.
#[pyfunction]
pub(crate) fn audit<'py>(
    py: Python<'py>,
    name: String,
    source: Source,
    asked: Asked,
) -> PyResult<(FileRow, Bound<'py, PyBytes>, Vec<(String, Bound<'py, PyBytes>)>)> {
    let settings = asked.settings()?;
    let (entry, attachments, lines) = py.detach(|| -> PyResult<(Entry, Vec<Attachment>, Vec<u8>)> {
        let (entry, examined) = examine(name, source, &settings)?;
        let style = Style {
            language: asked.language(),
            byte_order_mark: false,
            chinese_headers: false,
            guards_dates: false,
        };
        let mut lines = Vec::new();
        for exporter in exporters(style) {
            if exporter.file_name() == FORMS_FILE {
                exporter.write_rows(&entry, &mut lines)?;
            }
        }
        Ok((entry, examined.attachments, lines))
    })?;
    let attachments = attachments.into_iter();
    let attachments = attachments.map(|attached| (attached.name, PyBytes::new(py, &attached.bytes)));
    let row = file_row(&entry, asked.language());
    Ok((row, PyBytes::new(py, &lines), attachments.collect()))
}
