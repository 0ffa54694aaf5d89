//! A document as one object on one line: what `fuhe worker --jsonl` answers.

use std::io;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::rows::{Row, TABLES};
use super::{Copied, Exporter, json_lines};
use crate::audited::Entry;
use crate::language::Language;

/// One object a document.
#[derive(Debug)]
pub(super) struct DocumentLine {
    pub(super) language: Language,
    /// Whether it has the rows of all tables.
    pub(super) rows: bool,
    /// Whether it has the lines of forms.jsonl.
    pub(super) records: bool,
}

impl Exporter for DocumentLine {
    fn file_name(&self) -> &'static str {
        "documents.jsonl"
    }

    fn write_head(&self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    fn write_rows(&self, entry: &Entry, out: &mut Vec<u8>) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &Object { entry, asked: self })?;
        out.push(b'\n');
        Ok(())
    }

    fn write_copy(&self, _: &[u8], _: &Copied<'_>, _: &mut Vec<u8>) -> io::Result<()> {
        // Whoever asks for documents one by one is told of each by itself.
        Err(io::ErrorKind::Unsupported.into())
    }
}

struct Object<'a> {
    entry: &'a Entry,
    asked: &'a DocumentLine,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { entry, asked } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("file", &entry.file)?;
        map.serialize_entry("status", entry.audited.status.id())?;
        map.serialize_entry("detail", entry.audited.detail.get(asked.language))?;
        if asked.rows {
            map.serialize_entry("rows", &Tables(entry, asked.language))?;
        }
        if asked.records {
            let lines: Vec<_> = json_lines::lines(entry, asked.language).collect();
            map.serialize_entry("records", &lines)?;
        }
        map.end()
    }
}

/// The rows of each table, by its name.
struct Tables<'a>(&'a Entry, Language);

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = |table: &super::rows::Table| (table.rows)(self.0, self.1).into_iter().map(Texts).collect::<Vec<_>>();
        serializer.collect_map(TABLES.iter().map(|table| (table.name(), rows(table))))
    }
}

/// The texts of a row, in the order of its columns.
struct Texts<'a>(Row<'a>);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut texts = serializer.serialize_seq(Some(self.0.len()))?;
        for (_, cell) in &self.0 {
            texts.serialize_element(&cell.text())?;
        }
        texts.end()
    }
}
