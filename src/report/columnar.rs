//! The finished tables as columns: Arrow's record batches in memory, and Parquet on disk.
//!
//! Numbers that fuhe computed are numbers, figures as printed are text: whoever turns `98.52%` or `-` into a number decides what it stands for. Text is as
//! printed, without what the CSV puts before it for spreadsheets.

use std::fs::File;
use std::io;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use arrow_array::builder::{Decimal128Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use csv::{StringRecord, StringRecordsIntoIter};
use rust_decimal::Decimal;

use super::rows::TABLES;
use super::{CROSS_FILE, cross};
use crate::stored::unguarded;

/// What cross.csv is called where it is no file.
pub const CROSS: &str = "cross";

/// The tables, by the names of their files without an ending.
pub const NAMES: [&str; 6] = ["files", "forms", "funds", "indicators", "findings", CROSS];

/// Columns of whole numbers.
const COUNTS: [&str; 12] = [
    "bytes",
    "pages",
    "forms",
    "form_no",
    "first_page",
    "last_page",
    "errors",
    "warnings",
    "notices",
    "row",
    "page",
    "group",
];

/// Columns of recomputed figures.
const RECOMPUTED: [&str; 3] = ["total_score_recomputed", "rate_recomputed", "score_recomputed"];

/// Columns of lengths on paper, in points.
const POINTS: [&str; 4] = ["x0", "y0", "x1", "y1"];

/// Digits of a recomputed figure in all, as many as the type holds, and behind its point: figures are rounded to four decimals.
const DIGITS: u8 = 38;
const DECIMALS: i8 = 4;

/// Rows that become columns at once; with the longest texts some 10 MB.
#[cfg(feature = "parquet")]
const ROWS_AT_ONCE: usize = 8_192;

/// The columns of a table and their types; nothing where there is no table of that name.
///
/// # Example
/// ```
/// use fuhe::report::columnar::schema;
///
/// let funds = schema("funds").unwrap();
/// assert_eq!(funds.field_with_name("rate").unwrap().data_type().to_string(), "Utf8");
/// assert_eq!(funds.field_with_name("rate_recomputed").unwrap().data_type().to_string(), "Decimal128(38, 4)");
/// ```
pub fn schema(table: &str) -> Option<SchemaRef> {
    let names: Vec<&str> = match TABLES.iter().find(|known| known.name() == table) {
        Some(known) => known.columns(),
        None if table == CROSS => cross::columns().collect(),
        None => return None,
    };
    let fields = names.into_iter().map(|name| {
        let kind = kind(name);
        // Text is never missing: a blank cell is an empty one.
        Field::new(name, kind.clone(), kind != DataType::Utf8)
    });
    Some(Arc::new(Schema::new(fields.collect::<Vec<_>>())))
}

fn kind(column: &str) -> DataType {
    if COUNTS.contains(&column) {
        DataType::Int64
    } else if RECOMPUTED.contains(&column) {
        DataType::Decimal128(DIGITS, DECIMALS)
    } else if POINTS.contains(&column) {
        DataType::Float64
    } else {
        DataType::Utf8
    }
}

/// The rows of a finished table in a folder, at most so many at once.
///
/// # Errors
/// There is no such table, or it cannot be opened.
pub fn read(folder: &Path, table: &str, rows_at_once: usize) -> io::Result<Batches> {
    let schema = schema(table).ok_or(io::ErrorKind::NotFound)?;
    let file_name = if table == CROSS {
        CROSS_FILE.to_owned()
    } else {
        format!("{table}.csv")
    };
    let file = File::open(folder.join(file_name))?;
    Ok(Batches {
        schema,
        rows: csv::Reader::from_reader(file).into_records(),
        rows_at_once: rows_at_once.max(1),
    })
}

/// The rows of a table, some at a time.
pub struct Batches {
    schema: SchemaRef,
    rows: StringRecordsIntoIter<File>,
    rows_at_once: usize,
}

impl Batches {
    /// The columns of the table and their types.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

impl Iterator for Batches {
    type Item = io::Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let rows: Result<Vec<StringRecord>, csv::Error> = self.rows.by_ref().take(self.rows_at_once).collect();
        match rows {
            Ok(rows) if rows.is_empty() => None,
            Ok(rows) => Some(rows_to_columns(&rows, &self.schema)),
            Err(error) => Some(Err(error.into())),
        }
    }
}

fn rows_to_columns(rows: &[StringRecord], schema: &SchemaRef) -> io::Result<RecordBatch> {
    let fields = schema.fields().iter().enumerate();
    let columns = fields.map(|(number, field)| {
        let cells = rows.iter().map(|row| row.get(number).unwrap_or_default());
        column(cells, field.data_type())
    });
    let columns = columns.collect::<io::Result<Vec<ArrayRef>>>()?;
    RecordBatch::try_new(Arc::clone(schema), columns).map_err(failed)
}

fn column<'a>(cells: impl Iterator<Item = &'a str>, kind: &DataType) -> io::Result<ArrayRef> {
    Ok(match kind {
        DataType::Int64 => {
            let mut column = Int64Builder::new();
            for cell in cells {
                column.append_option(number(cell)?);
            }
            Arc::new(column.finish())
        }
        DataType::Float64 => {
            let mut column = Float64Builder::new();
            for cell in cells {
                column.append_option(number(cell)?);
            }
            Arc::new(column.finish())
        }
        DataType::Decimal128(digits, decimals) => {
            let column = Decimal128Builder::new().with_precision_and_scale(*digits, *decimals);
            let mut column = column.map_err(failed)?;
            for cell in cells {
                column.append_option(number(cell)?.map(units).transpose()?);
            }
            Arc::new(column.finish())
        }
        _ => {
            let mut column = StringBuilder::new();
            for cell in cells {
                column.append_value(unguarded(cell));
            }
            Arc::new(column.finish())
        }
    })
}

/// What the cell says; nothing where it is blank. A table that was changed may hold anything.
fn number<T: FromStr>(cell: &str) -> io::Result<Option<T>> {
    match unguarded(cell) {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| not_in_column(text)),
    }
}

/// A figure in units of its last decimal; nothing of it may be lost.
fn units(figure: Decimal) -> io::Result<i128> {
    let missing = u32::try_from(DECIMALS).unwrap_or_default().checked_sub(figure.scale());
    let units = missing.and_then(|missing| figure.mantissa().checked_mul(10_i128.checked_pow(missing)?));
    units.ok_or_else(|| not_in_column(&figure.to_string()))
}

fn not_in_column(text: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("{text:?} is no value of its column"),
    )
}

fn failed(error: ArrowError) -> io::Error {
    io::Error::other(error)
}

/// Writes a finished table of a folder as Parquet: the same bytes for the same table.
///
/// # Errors
/// The table cannot be read, or writing fails.
#[cfg(feature = "parquet")]
pub fn write_parquet(folder: &Path, table: &str, out: impl io::Write + Send) -> io::Result<()> {
    use parquet::arrow::ArrowWriter;
    use parquet::basic::Compression;
    use parquet::file::properties::WriterProperties;
    let rows = read(folder, table, ROWS_AT_ONCE)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("fuhe ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut writer = ArrowWriter::try_new(out, rows.schema(), Some(properties)).map_err(io::Error::other)?;
    for batch in rows {
        writer.write(&batch?).map_err(io::Error::other)?;
    }
    writer.close().map_err(io::Error::other)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_a_decimal_to_its_last_digit_or_an_error() {
        for (text, expected) in [("98.52", 985_200), ("-0.0001", -1), ("100", 1_000_000)] {
            assert_eq!(units(text.parse().unwrap()).unwrap(), expected);
        }
        assert!(units("1.00001".parse().unwrap()).is_err());
        assert!(number::<Decimal>("98.52%").is_err());
        assert_eq!(number::<i64>("").unwrap(), None);
    }

    #[test]
    fn every_table_has_a_schema_and_nothing_else_has() {
        assert!(NAMES.iter().all(|name| schema(name).is_some()));
        assert!(schema("index").is_none());
    }
}
