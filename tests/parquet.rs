//! The tables as Parquet say what the CSV beside them says: figures as printed as text, recomputed ones as decimals.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rust_decimal::Decimal;

const TABLES: [&str; 6] = ["files", "forms", "funds", "indicators", "findings", "cross"];

fn fuhe(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command.env("LC_ALL", "C").args(arguments).output().unwrap()
}

fn read_back(path: &Path) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    reader.build().unwrap().map(Result::unwrap).collect()
}

/// What a cell is in print; `None` where it holds nothing.
fn printed(batch: &RecordBatch, column: usize, row: usize) -> Option<String> {
    let column = batch.column(column);
    (!column.is_null(row)).then(|| match column.data_type() {
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::Decimal128(_, scale) => {
            let units = column.as_primitive::<Decimal128Type>().value(row);
            let figure = Decimal::from_i128_with_scale(units, u32::try_from(*scale).unwrap());
            figure.normalize().to_string()
        }
        _ => column.as_string::<i32>().value(row).to_owned(),
    })
}

#[test]
fn parquet_says_what_the_csv_says() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let [fixtures, out, again] = [
        &*fixtures.to_string_lossy(),
        &*folder.path().join("out").to_string_lossy(),
        &*folder.path().join("again").to_string_lossy(),
    ]
    .map(str::to_owned);
    let options = ["--quiet", "--cross", "--confirm", "none", "--parquet"];
    for out in [&out, &again] {
        fuhe(&[&["check", &fixtures, "--out", out], &options[..]].concat());
    }
    let (mut decimals, mut guarded) = (0, 0);
    for table in TABLES {
        let path = Path::new(&out).join(format!("{table}.parquet"));
        let other = Path::new(&again).join(format!("{table}.parquet"));
        assert!(
            fs::read(&path).unwrap() == fs::read(other).unwrap(),
            "{table}: the same bytes in every run"
        );
        let mut csv = csv::Reader::from_path(path.with_extension("csv")).unwrap();
        let head: Vec<String> = csv
            .headers()
            .unwrap()
            .iter()
            .map(|name| name.replace('\u{feff}', ""))
            .collect();
        let batches = read_back(&path);
        let schema = batches[0].schema();
        assert_eq!(
            schema
                .fields()
                .iter()
                .map(|field| field.name().clone())
                .collect::<Vec<_>>(),
            head
        );
        let cells = batches
            .iter()
            .flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
        let mut rows = 0;
        for ((batch, row), record) in cells.zip(csv.records()) {
            for (column, cell) in record.unwrap().iter().enumerate() {
                let found = printed(batch, column, row).unwrap_or_default();
                let kind = schema.field(column).data_type();
                // A formula has an apostrophe in CSV, and none here.
                let plain = cell
                    .strip_prefix('\'')
                    .filter(|_| *kind == DataType::Utf8 && cell != found);
                guarded += usize::from(plain.is_some());
                decimals += usize::from(matches!(kind, DataType::Decimal128(..)) && !cell.is_empty());
                assert_eq!(found, plain.unwrap_or(cell), "{table}, {} of row {row}", head[column]);
                assert_eq!(
                    head[column].ends_with("_recomputed") && !head[column].starts_with("grade"),
                    matches!(kind, DataType::Decimal128(..))
                );
            }
            rows += 1;
        }
        assert_eq!(rows, batches.iter().map(RecordBatch::num_rows).sum::<usize>());
    }
    assert!(decimals > 50 && guarded > 0, "{decimals} {guarded}");
    let verified = fuhe(&["verify", &out]);
    assert!(String::from_utf8_lossy(&verified.stdout).contains("funds.parquet"));
    assert_eq!(verified.status.code(), Some(0));
}

#[test]
fn it_is_made_from_finished_tables_and_of_merged_ones_too() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted");
    let fixtures = fixtures.to_string_lossy().into_owned();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let check = |out: &str, more: &[&str]| {
        fuhe(
            &[
                &["check", &fixtures, "--out", out, "--quiet", "--confirm", "none"],
                more,
            ]
            .concat(),
        );
    };
    check(&at("whole"), &["--parquet"]);
    check(&at("later"), &["--headers", "zh", "--guard-dates", "--no-bom"]);
    assert!(!folder.path().join("later/funds.parquet").exists());
    assert_eq!(
        fuhe(&["report", &at("later"), "--parquet", "--quiet"]).status.code(),
        Some(0)
    );
    assert!(
        !folder.path().join("later/fuhe.xlsx").exists(),
        "only what is asked for"
    );
    check(&at("0"), &["--shard", "0/2"]);
    check(&at("1"), &["--shard", "1/2"]);
    let merged = fuhe(&[
        "merge",
        &at("0"),
        &at("1"),
        "--out",
        &at("merged"),
        "--quiet",
        "--parquet",
    ]);
    assert_eq!(
        merged.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&merged.stderr)
    );
    for table in TABLES.into_iter().filter(|table| *table != "cross") {
        let bytes = |name: &str| fs::read(folder.path().join(name).join(format!("{table}.parquet"))).unwrap();
        assert!(bytes("later") == bytes("whole"), "{table}: however the CSV is written");
        assert!(bytes("merged") == bytes("whole"), "{table}");
    }
}
