//! CSV as spreadsheets open it: RFC 4180, a byte order mark, `\r\n`, and no cell that would run as a formula.

use std::borrow::Cow;
use std::io;

use csv::{ByteRecord, ReaderBuilder, Terminator, Writer, WriterBuilder};

use super::headings::headings;
use super::rows::{Cell, Table};
use super::{Copied, Exporter, Style};
use crate::audited::Entry;
use crate::language::Bilingual;
use crate::stored::is_taken_for_another;

/// Without it Excel takes the file for one in the machine's old code page, and shows no Chinese.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What spreadsheets expect behind a row.
#[cfg(feature = "views")]
pub(super) const LINE_END: &[u8] = b"\r\n";

/// One of the CSV tables.
#[derive(Debug)]
pub(super) struct Csv {
    pub(super) table: &'static Table,
    pub(super) style: Style,
}

impl Exporter for Csv {
    fn file_name(&self) -> &'static str {
        self.table.file_name
    }

    fn write_head(&self, out: &mut Vec<u8>) -> io::Result<()> {
        if self.style.byte_order_mark {
            out.extend_from_slice(BYTE_ORDER_MARK);
        }
        let mut writer = writer(out);
        writer.write_record(headings(self.table.columns().into_iter(), self.style))?;
        writer.flush()
    }

    fn write_rows(&self, entry: &Entry, out: &mut Vec<u8>) -> io::Result<()> {
        /// Most rows are no longer.
        const USUAL_ROW_BYTES: usize = 200;
        let rows = (self.table.rows)(entry, self.style.language);
        out.reserve(rows.len() * USUAL_ROW_BYTES);
        let mut writer = writer(out);
        for row in rows {
            for (_, cell) in row {
                writer.write_field(printed(cell, self.style).as_bytes())?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        writer.flush()
    }

    fn write_copy(&self, rows: &[u8], copy: &Copied<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(rows);
        let mut writer = writer(out);
        let [original, name] = [copy.original, copy.file].map(|name| protected(name, self.style));
        let remark = copy.remark.filter(|_| self.table.has_details);
        let mut row = ByteRecord::new();
        while reader.read_byte_record(&mut row)? {
            let last = row.len().saturating_sub(1);
            for (column, cell) in row.iter().enumerate() {
                match remark {
                    _ if column == 0 => {
                        // What is attached to the document has more behind its name.
                        let below = cell
                            .strip_prefix(original.as_bytes())
                            .ok_or(io::ErrorKind::InvalidData)?;
                        writer.write_field([name.as_bytes(), below].concat())?;
                    }
                    Some(remark) if column == last => {
                        let before = String::from_utf8_lossy(cell).into_owned();
                        let detail = Bilingual::new(before.clone(), before).and(remark);
                        writer.write_field(detail.get(self.style.language))?;
                    }
                    _ => writer.write_field(cell)?,
                }
            }
            writer.write_record(None::<&[u8]>)?;
        }
        writer.flush()
    }
}

/// Writes rows as spreadsheets expect them.
pub(super) fn writer<W: io::Write>(out: W) -> Writer<W> {
    /// What is written to is memory, or has a buffer of its own; the usual one of 8 kB costs more than a document's rows.
    const BUFFER_BYTES: usize = 512;
    let mut builder = WriterBuilder::new();
    builder.terminator(Terminator::CRLF).buffer_capacity(BUFFER_BYTES);
    builder.from_writer(out)
}

pub(super) fn printed(cell: Cell<'_>, style: Style) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => protected(text, style),
        other => other.text(),
    }
}

/// The text as it is written in this style: guarded, also from being taken for another value where that is asked for.
fn protected(text: &str, style: Style) -> Cow<'_, str> {
    if style.guards_dates && is_taken_for_another(text) {
        format!("'{text}").into()
    } else {
        guarded(text)
    }
}

/// The text, with one `'` before it where a spreadsheet would run it as a formula.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    let runs = match text.chars().next() {
        Some('=' | '+' | '@' | '\t' | '\r') => true,
        Some('-') => text != "-" && !is_plain_number(&text[1..]),
        _ => false,
    };
    if runs { format!("'{text}").into() } else { text.into() }
}

/// Digits, with thousands separators, decimals or a percent sign: `1,250.00`, `12%`.
fn is_plain_number(text: &str) -> bool {
    let number = text.strip_suffix('%').unwrap_or(text);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    whole.split(',').all(all_digits) && all_digits(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        let formulas = [
            "=0.00(%)", "+1", "@SUM(A1)", "\tx", "\r=x", "-1+1", "-A1", "--1", "-=1", "-1.2.3", "-,", "-1,", "-.",
            "-5(%)",
        ];
        for text in formulas {
            assert_eq!(guarded(text), format!("'{text}"));
        }
    }

    #[test]
    fn what_a_spreadsheet_would_take_for_another_value_gets_an_apostrophe_on_request() {
        let style = |guards_dates| Style {
            language: crate::language::Language::Zh,
            byte_order_mark: true,
            chinese_headers: false,
            guards_dates,
        };
        let taken = [
            "5-8",
            "1/2",
            "2023-5-1",
            "2023/12/31",
            "8:30",
            "5月8日",
            "2023年5月",
            "007",
            "1E5",
            "1.5e+3",
            "440106199001011234",
        ];
        for text in taken {
            assert_eq!(protected(text, style(true)), format!("'{text}"));
            assert_eq!(protected(text, style(false)), text);
            assert_eq!(crate::stored::unguarded(&format!("'{text}")), text);
        }
        let left = [
            "",
            "-",
            "5",
            "0",
            "98.52%",
            "6.80",
            "1,250.00",
            "12345678901",
            "0.5",
            "2023年",
            "5-8天",
            "≥90%",
            "1-2-3-4",
            "12345/2",
            "5-",
            "3E",
            "e5",
            "-5",
        ];
        for text in left {
            assert_eq!(protected(text, style(true)), text);
        }
        // Formulas are guarded whatever is asked for.
        assert_eq!(protected("=1", style(true)), "'=1");
    }

    #[test]
    fn numbers_and_a_lone_dash_are_left_as_they_are() {
        let plain = [
            "",
            "-",
            "-5",
            "-1,250.00",
            "-0.5%",
            "6.80",
            "≥90%",
            "达成",
            "—",
            "'x",
            "5-8",
            " =1",
        ];
        for text in plain {
            assert_eq!(guarded(text), text);
        }
    }
}
