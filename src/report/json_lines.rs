//! forms.jsonl: one form a line, with the place of every value and all doubts. The machine's interface.

use std::fmt::Write as _;
use std::io;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::rows::{self, Cell, Row};
use super::{Copied, Exporter, FORMS_FILE, Style};
use crate::audited::{AuditedForm, Entry};
use crate::form::model::{Form, ListingSum, Value};
use crate::geometry::{Milli, POINT, Rect};
use crate::language::Language;
use crate::rules::{self, Finding, NotJudged};
use crate::warning::Warning;

/// Changes when a reader of the file has to change.
const SCHEMA: &str = "fuhe/1";

/// Key of what may have been misread or lost.
const DOUBTS: &str = "warnings";

/// The forms of all documents, one a line.
#[derive(Debug)]
pub(super) struct JsonLines {
    pub(super) style: Style,
}

impl Exporter for JsonLines {
    fn file_name(&self) -> &'static str {
        FORMS_FILE
    }

    fn write_head(&self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    fn write_rows(&self, entry: &Entry, out: &mut Vec<u8>) -> io::Result<()> {
        for line in lines(entry, self.style.language) {
            serde_json::to_writer(&mut *out, &line)?;
            out.push(b'\n');
        }
        Ok(())
    }

    fn write_copy(&self, rows: &[u8], copy: &Copied<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let before_name = format!("{{\"schema\":\"{SCHEMA}\",\"file\":");
        for line in rows.split_inclusive(|byte| *byte == b'\n') {
            let named = line.strip_prefix(before_name.as_bytes());
            let named = named.ok_or(io::ErrorKind::InvalidData)?;
            let mut name = serde_json::Deserializer::from_slice(named).into_iter::<String>();
            let full_name = name.next().ok_or(io::ErrorKind::InvalidData)??;
            // What is attached to the document has more behind its name.
            let below = full_name
                .strip_prefix(copy.original)
                .ok_or(io::ErrorKind::InvalidData)?;
            out.extend_from_slice(before_name.as_bytes());
            serde_json::to_writer(&mut *out, &format!("{}{below}", copy.file))?;
            out.extend_from_slice(named.get(name.byte_offset()..).unwrap_or_default());
        }
        Ok(())
    }
}

/// A line for each form of a document.
pub(super) fn lines(entry: &Entry, language: Language) -> impl Iterator<Item = Line<'_>> {
    let forms = entry.audited.forms.iter();
    forms.map(move |form| Line { entry, form, language })
}

/// One form, with all that is known of it.
pub(super) struct Line<'a> {
    entry: &'a Entry,
    form: &'a AuditedForm,
    language: Language,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = self.form;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        for (name, cell) in rows::keyed(self.entry, form, rows::form_row(form)) {
            // An object has each key once, and the doubts below have this one; the findings can be counted.
            if name != DOUBTS {
                map.serialize_entry(name, &cell)?;
            }
        }
        if !form.form.other_departments.is_empty() {
            map.serialize_entry("other_departments", &form.form.other_departments)?;
        }
        if let Some(sum) = &form.form.listing_sum {
            map.serialize_entry("listing_sum", &Sum(sum))?;
        }
        map.serialize_entry("funds", &Rows(rows::fund_rows(form)))?;
        map.serialize_entry("indicators", &Rows(rows::indicator_rows(form)))?;
        let mut findings = rows::finding_rows(form, self.language);
        for (row, finding) in findings.iter_mut().zip(&form.findings) {
            row.push((
                "group",
                finding.group.map_or(Cell::Blank, |cause| Cell::Count(cause as u64)),
            ));
        }
        let findings: Vec<FindingLine> = findings
            .into_iter()
            .zip(&form.findings)
            .map(|(row, finding)| FindingLine(row, finding, &form.form))
            .collect();
        map.serialize_entry("findings", &findings)?;
        map.serialize_entry("not_judged", &Rows(form.not_judged.iter().map(silence_row).collect()))?;
        map.serialize_entry("values", &Values(&form.form))?;
        let warnings = form
            .form
            .warnings
            .iter()
            .map(|warning| warning_row(warning, self.language));
        map.serialize_entry(DOUBTS, &Rows(warnings.collect()))?;
        map.end()
    }
}

/// A finding, and the fields that it rests on.
struct FindingLine<'a>(Row<'a>, &'a Finding, &'a Form);

impl Serialize for FindingLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(row, finding, form) = self;
        let own = finding.field;
        let uses = rules::find(finding.rule).map_or_else(|| vec![own], |rule| (rule.rests_on)(form, own));
        let uses: Vec<Cell> = uses.into_iter().map(|name| Cell::Scope(name.into())).collect();
        let mut map = serializer.serialize_map(None)?;
        for (name, cell) in row {
            map.serialize_entry(name, cell)?;
        }
        map.serialize_entry("uses", &uses)?;
        map.end()
    }
}

fn silence_row(silence: &NotJudged) -> Row<'_> {
    vec![
        ("rule", Cell::Text(silence.rule)),
        ("field", Cell::Scope(silence.scope)),
        ("reason", Cell::Text(silence.reason.id())),
    ]
}

/// The 合计 row of a listing, with the place of each amount.
struct Sum<'a>(&'a ListingSum);

impl Serialize for Sum<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rows", &self.0.rows)?;
        let placed = self
            .0
            .amounts
            .iter()
            .filter_map(|(name, value)| Some((*name, value, value.place?)));
        for (name, value, place) in placed {
            map.serialize_entry(name, &Placed(value, place.page, place.bbox))?;
        }
        map.end()
    }
}

fn warning_row(warning: &Warning, language: Language) -> Row<'_> {
    vec![
        ("field", Cell::Scope(warning.scope)),
        ("kind", Cell::Text(warning.kind.id())),
        ("message", Cell::Text(warning.message.get(language))),
        ("page", Cell::Count(warning.page.into())),
    ]
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Scope(scope) => serializer.collect_str(&scope),
            Cell::Count(count) => serializer.serialize_u64(count),
            Cell::Points(milli) => Points(milli).serialize(serializer),
            Cell::Blank => serializer.serialize_none(),
        }
    }
}

/// A length in points. Three decimals survive the way through a float: the shortest number that gives the same float is printed.
pub(super) struct Points(pub(super) Milli);

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % POINT == 0 {
            serializer.serialize_i32(self.0 / POINT)
        } else {
            serializer.serialize_f64(f64::from(self.0) / f64::from(POINT))
        }
    }
}

struct Rows<'a>(Vec<Row<'a>>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(self.0.len()))?;
        for row in &self.0 {
            sequence.serialize_element(&Object(row))?;
        }
        sequence.end()
    }
}

struct Object<'a>(&'a Row<'a>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, cell)| (name, cell)))
    }
}

/// Every value that has a place: its field, its text, its page and box.
struct Values<'a>(&'a Form);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        // A form has about 200 of them: their names are written in the same memory.
        let mut path = String::new();
        for (name, field) in self.0.named_fields() {
            let Some((value, place)) = field.value().and_then(|value| Some((value, value.place?))) else {
                continue;
            };
            path.clear();
            write!(path, "{name}").map_err(S::Error::custom)?;
            map.serialize_entry(&path, &Placed(value, place.page, place.bbox))?;
        }
        map.end()
    }
}

struct Placed<'a>(&'a Value, u32, Rect);

impl Serialize for Placed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value, page, bbox) = self;
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("text", &value.text)?;
        map.serialize_entry("page", page)?;
        map.serialize_entry(
            "box",
            &[Points(bbox.x0), Points(bbox.y0), Points(bbox.x1), Points(bbox.y1)],
        )?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_printed_as_they_are_in_csv() {
        let table = [
            (0, "0"),
            (1000, "1"),
            (123_456, "123.456"),
            (-500, "-0.5"),
            (841_890, "841.89"),
            (1, "0.001"),
        ];
        for (milli, printed) in table {
            assert_eq!(serde_json::to_string(&Points(milli)).unwrap(), printed);
        }
    }
}
