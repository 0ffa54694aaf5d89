//! The tables of a run as they are written: a snapshot of them, and what a reader of CSV gets back.

// A test may fail.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use fuhe::audit::{Audited, AuditedForm, Status, audit_one};
use fuhe::audited::Entry;
use fuhe::batch::{Plan, run};
use fuhe::form::model::{Field, Form, Value};
use fuhe::input::{Document, Roots, list};
use fuhe::language::{Bilingual, Language};
use fuhe::report::{Copied, Style, exporters};
use fuhe::settings::{Confirming, Settings};
use proptest::prelude::{ProptestConfig, any, proptest};

const STYLE: Style = Style {
    language: Language::En,
    byte_order_mark: false,
    chinese_headers: false,
    guards_dates: false,
};

fn fixture(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    Document::new(name, fs::read(path).unwrap())
}

/// Nobody is asked to confirm: the library alone has no second reader.
fn settings() -> Settings {
    Settings {
        confirming: Confirming::None,
        ..Settings::default()
    }
}

fn entry(document: &Document) -> Entry {
    Entry {
        file: document.name.clone(),
        sha256: document.sha256.clone(),
        bytes: Some(document.bytes.len() as u64),
        audited: audit_one(document, &settings()),
    }
}

/// A table, head and rows.
fn written(entry: &Entry, table: &str) -> String {
    let exporters = exporters(STYLE);
    let exporter = exporters.iter().find(|exporter| exporter.file_name() == table).unwrap();
    let mut bytes = Vec::new();
    exporter.write_head(&mut bytes).unwrap();
    exporter.write_rows(entry, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

#[test]
fn tables_of_a_form_with_a_blank_that_must_be_filled() {
    let entry = entry(&fixture("planted/deviation-missing.pdf"));
    for table in ["files.csv", "forms.csv", "funds.csv", "indicators.csv", "findings.csv"] {
        insta::assert_snapshot!(table, written(&entry, table));
    }
    insta::assert_snapshot!("forms.jsonl", written(&entry, "forms.jsonl"));
}

#[test]
fn a_machine_line_has_each_key_once_in_the_order_of_the_contract() {
    let line = written(&entry(&fixture("forms/seed-2-itext.pdf")), "forms.jsonl");
    let columns = written(&entry(&fixture("other/notice.pdf")), "forms.csv");
    // The doubts have the key of the column that counts findings of that severity.
    let columns = columns.trim_end().split(',').filter(|column| *column != "warnings");
    let parts = ["funds", "indicators", "findings", "values", "warnings"];
    let keys = ["schema"].into_iter().chain(columns).chain(parts);
    let places: Vec<usize> = keys.map(|key| line.find(&format!("\"{key}\":")).unwrap()).collect();
    assert!(line.starts_with("{\"schema\":\"fuhe/1\""));
    assert!(places.is_sorted(), "{line}");
    assert_eq!(line.matches("\"warnings\":").count(), 1, "{line}");
}

#[test]
fn a_table_holds_the_rows_of_its_documents_one_after_the_other() {
    let out = tempfile::tempdir().unwrap();
    let planted = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted");
    let plan = Plan {
        cross: false,
        parquet: false,
        shard: None,
        threads: 3,
        style: STYLE,
        settings: settings(),
        worker: None,
        resume: false,
    };
    let inputs = list(std::slice::from_ref(&planted));
    let mut seen = 0;
    let stop = AtomicBool::new(false);
    let roots = Roots::new(&[planted]);
    let tally = run(&roots, out.path(), &plan, &stop, |so_far| {
        assert_eq!(so_far.total, inputs.len() as u64);
        seen = so_far.done;
    })
    .unwrap();
    assert_eq!(seen, inputs.len() as u64, "the watcher is told of every file");
    assert_eq!(tally.file_count(), seen);
    let mut expected = written(&entry(&fixture("other/notice.pdf")), "findings.csv");
    for input in &inputs {
        let document = input.open(&Settings::default().limits).unwrap();
        let rows = written(&entry(&document), "findings.csv");
        expected.push_str(rows.split_once('\n').unwrap().1);
    }
    let written = fs::read_to_string(out.path().join("findings.csv")).unwrap();
    assert_eq!(written.replace("\r\n", "\n"), expected);
}

#[test]
fn a_copy_has_the_rows_that_it_would_have_been_given() {
    let document = fixture("planted/deviation-missing.pdf");
    let original = entry(&document);
    for name in ["b.pdf", "=1,\"x\"\n\u{7532}.pdf", ""] {
        let copy = Entry {
            file: name.to_owned(),
            ..original.clone()
        };
        let copied = Copied {
            original: &original.file,
            file: name,
            remark: None,
        };
        for exporter in exporters(STYLE) {
            let (mut rows, mut expected, mut found) = (Vec::new(), Vec::new(), Vec::new());
            exporter.write_rows(&original, &mut rows).unwrap();
            exporter.write_rows(&copy, &mut expected).unwrap();
            exporter.write_copy(&rows, &copied, &mut found).unwrap();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert_eq!(text(&found), text(&expected), "{}", exporter.file_name());
        }
    }
}

fn form_with(text: &str) -> Entry {
    let form = Form {
        form_no: 1,
        project_name: Field::Cell(Value {
            text: text.to_owned(),
            ..Value::default()
        }),
        ..Form::default()
    };
    Entry {
        file: text.to_owned(),
        sha256: String::new(),
        bytes: None,
        audited: Audited {
            status: Status::Ok,
            detail: Bilingual::default(),
            pages: None,
            forms: vec![AuditedForm {
                form,
                ..AuditedForm::default()
            }],
            unknown_words: Vec::new(),
        },
    }
}

/// Name and file of the only form in a CSV table, as a reader of CSV gets them.
fn read_back(entry: &Entry) -> [String; 2] {
    let mut bytes = Vec::new();
    let exporters = exporters(STYLE);
    let forms = exporters
        .iter()
        .find(|exporter| exporter.file_name() == "forms.csv")
        .unwrap();
    forms.write_head(&mut bytes).unwrap();
    forms.write_rows(entry, &mut bytes).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let columns = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "a line break in a cell does not make a row");
    let cell = |name| {
        let row = rows.first().unwrap();
        row.get(columns.iter().position(|column| column == name).unwrap())
            .unwrap()
            .to_owned()
    };
    [cell("project_name"), cell("file")]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_comes_back_from_csv(text in any::<String>()) {
        for cell in read_back(&form_with(&text)) {
            let unguarded = cell.strip_prefix('\'').filter(|rest| *rest == text);
            assert!(cell == text || unguarded.is_some(), "{text:?} came back as {cell:?}");
        }
    }

    #[test]
    fn no_cell_begins_like_a_formula(text in "[=+@\t\r-][=+@-]?[A-Z0-9(.,]{0,4}") {
        for cell in read_back(&form_with(&text)) {
            let number = cell.strip_prefix('-').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b".,%".contains(&b)));
            assert!(!cell.starts_with(['=', '+', '@', '\t', '\r', '-']) || number, "{cell:?}");
        }
    }
}
