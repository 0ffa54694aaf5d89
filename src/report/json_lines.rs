//! forms.jsonl: one form a line, with the place of every value and all doubts. The machine's interface.

use std::io;

use super::record::{AuditedForm, Entry};
use super::rows::{self, Cell, Row};
use super::{Copied, Exporter, FORMS_FILE, Style};
use crate::form::model::{FieldName, Form};
use crate::geometry::{Milli, POINT, Rect};
use crate::language::Language;
use crate::warning::Warning;

/// Changes when a reader of the file has to change.
const SCHEMA: &str = "fuhe/1";

/// Room for a line: of 849 forms 732 need no more, and the largest twice as much.
const USUAL_LINE_BYTES: usize = 24_000;

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
        for form in &entry.audited.forms {
            out.reserve(USUAL_LINE_BYTES);
            let mut json = Json { out: &mut *out };
            json.line(entry, form, self.style.language)?;
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

/// A line of JSON, as it is written. Nearly all that stands in it are places, and texts with nothing to escape in them, which are written here
/// in one go; the others are left to the library.
struct Json<'o> {
    out: &'o mut Vec<u8>,
}

impl Json<'_> {
    fn line(&mut self, entry: &Entry, audited: &AuditedForm, language: Language) -> io::Result<()> {
        self.open(b'{');
        self.key("schema");
        self.text(SCHEMA)?;
        let row = rows::keyed(entry, audited, rows::form_row(audited));
        // An object has each key once, and the doubts below have this one; the findings can be counted.
        self.members(row.iter().filter(|(name, _)| *name != DOUBTS))?;
        self.key("funds");
        self.rows(rows::fund_rows(audited))?;
        self.key("indicators");
        self.rows(rows::indicator_rows(audited))?;
        self.key("findings");
        self.rows(rows::finding_rows(audited, language))?;
        self.key("values");
        self.values(&audited.form)?;
        self.key(DOUBTS);
        let doubts = audited.form.warnings.iter();
        self.rows(doubts.map(|warning| warning_row(warning, language)).collect())?;
        self.out.push(b'}');
        Ok(())
    }

    /// Every value that has a place: its field, its text, its page and box.
    fn values(&mut self, form: &Form) -> io::Result<()> {
        self.open(b'{');
        for (name, field) in form.named_fields() {
            let Some((value, place)) = field.value().and_then(|value| Some((value, value.place?))) else {
                continue;
            };
            self.name(name)?;
            self.open(b'{');
            self.key("text");
            self.text(&value.text)?;
            self.key("page");
            self.count(place.page.into())?;
            self.key("box");
            self.open(b'[');
            let Rect { x0, y0, x1, y1 } = place.bbox;
            for milli in [x0, y0, x1, y1] {
                self.comma();
                self.points(milli)?;
            }
            self.out.extend_from_slice(b"]}");
        }
        self.out.push(b'}');
        Ok(())
    }

    fn rows(&mut self, rows: Vec<Row<'_>>) -> io::Result<()> {
        self.open(b'[');
        for row in rows {
            self.comma();
            self.open(b'{');
            self.members(row.iter())?;
            self.out.push(b'}');
        }
        self.out.push(b']');
        Ok(())
    }

    fn members<'r>(&mut self, row: impl Iterator<Item = &'r (&'static str, Cell<'r>)>) -> io::Result<()> {
        for (name, cell) in row {
            self.key(name);
            match *cell {
                Cell::Text(text) => self.text(text)?,
                Cell::Count(count) => self.count(count)?,
                Cell::Points(milli) => self.points(milli)?,
                Cell::Blank => self.out.extend_from_slice(b"null"),
            }
        }
        Ok(())
    }

    fn open(&mut self, bracket: u8) {
        self.out.push(bracket);
    }

    /// A comma before all members of an object or an array but the first.
    fn comma(&mut self) {
        if !matches!(self.out.last(), Some(b'{' | b'[')) {
            self.out.push(b',');
        }
    }

    /// The full name of a field.
    fn name(&mut self, FieldName { table, row, column }: FieldName) -> io::Result<()> {
        if table.is_empty() {
            self.key(column);
            return Ok(());
        }
        self.comma();
        self.out.push(b'"');
        self.out.extend_from_slice(table.as_bytes());
        self.out.push(b'[');
        self.count(row as u64)?;
        self.out.extend_from_slice(b"].");
        self.out.extend_from_slice(column.as_bytes());
        self.out.extend_from_slice(b"\":");
        Ok(())
    }

    /// The name of a column, in which there is nothing to escape.
    fn key(&mut self, name: &'static str) {
        self.comma();
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        if has_to_be_escaped(text) {
            serde_json::to_writer(&mut *self.out, text)?;
        } else {
            self.out.push(b'"');
            self.out.extend_from_slice(text.as_bytes());
            self.out.push(b'"');
        }
        Ok(())
    }

    fn count(&mut self, count: u64) -> io::Result<()> {
        Ok(serde_json::to_writer(&mut *self.out, &count)?)
    }

    /// A length in points, with the decimals that it needs.
    fn points(&mut self, milli: Milli) -> io::Result<()> {
        if milli < 0 {
            self.out.push(b'-');
        }
        let (milli, point) = (milli.unsigned_abs(), POINT.unsigned_abs());
        self.count((milli / point).into())?;
        let mut rest = milli % point;
        if rest > 0 {
            self.out.push(b'.');
        }
        while rest > 0 {
            rest *= 10;
            self.out.push(b'0' + (rest / point) as u8);
            rest %= point;
        }
        Ok(())
    }
}

/// Whether JSON has to spell a character of the text otherwise. Asked of all bytes, and not only up to the first one: many are looked at in one
/// step so.
fn has_to_be_escaped(text: &str) -> bool {
    let is_other = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    text.bytes().fold(false, |any, byte| any | is_other(byte))
}

fn warning_row(warning: &Warning, language: Language) -> Row<'_> {
    vec![
        ("field", Cell::Text(&warning.field)),
        ("kind", Cell::Text(warning.kind.id())),
        ("message", Cell::Text(warning.message.get(language))),
        ("page", Cell::Count(warning.page.into())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Json<'_>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut Json { out: &mut out }).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lengths_are_printed_as_they_are_in_csv() {
        for milli in [
            0,
            1000,
            123_456,
            -500,
            841_890,
            1,
            70,
            -1001,
            10_020,
            Milli::MIN,
            Milli::MAX,
        ] {
            assert_eq!(written(|json| json.points(milli)), crate::geometry::points(milli));
        }
    }

    #[test]
    fn fields_have_their_full_names() {
        for name in [
            FieldName::single("grade"),
            FieldName::in_row("indicators", 12, "level3"),
        ] {
            let after_bracket = written(|json| {
                json.open(b'{');
                json.name(name)
            });
            assert_eq!(after_bracket, format!("{{\"{name}\":"));
        }
    }

    #[test]
    fn texts_are_written_as_the_library_writes_them() {
        let ends = [
            "",
            "a",
            "预算执行率 98.5%",
            "a text that is longer than what is looked at in one step, 很长",
        ];
        let any = (0..=0x2100).filter_map(char::from_u32);
        for text in any.flat_map(|c| ends.map(|end| format!("{end}{c}{end}"))) {
            assert_eq!(written(|json| json.text(&text)), serde_json::to_string(&text).unwrap());
        }
    }
}
