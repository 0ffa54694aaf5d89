//! How many documents a second each stage takes, and all of them together, over the readable fixtures.

// The macros at the end make public items without documentation.
#![allow(missing_docs)]

use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use fuhe::audit::audit_one;
use fuhe::engine::{Parameters, expect};
use fuhe::form::{Form, tables_to_forms};
use fuhe::input::{Document, OpenError, list};
use fuhe::pdf::{self, ReadOptions, Reading};
use fuhe::rules;
use fuhe::settings::Settings;
use fuhe::table::{Tables, pages_to_tables};

fn documents() -> Result<Vec<Document>, OpenError> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = ["forms", "layouts", "planted", "text"].map(|folder| fixtures.join(folder));
    let limits = Settings::default().limits;
    list(&folders).iter().map(|input| input.open(&limits)).collect()
}

fn pipeline(criterion: &mut Criterion) {
    let documents = match documents() {
        Ok(documents) => documents,
        Err(error) => return eprintln!("a fixture cannot be opened: {error}"),
    };
    let options = ReadOptions::default();
    let settings = Settings::default();
    let parameters = Parameters::default();
    let read = |document: &Document| pdf::read(&document.bytes, &options).unwrap_or_default();
    let readings: Vec<Reading> = documents.iter().map(read).collect();
    let tables_of = |reading: &Reading| pages_to_tables(&reading.pages);
    let check = |form: &Form| rules::check(form, &expect(form, &parameters));
    let audit = |document: &Document| audit_one(document, &settings);
    let tables: Vec<Tables> = readings.iter().map(tables_of).collect();
    let forms: Vec<Form> = tables.iter().flat_map(tables_to_forms).collect();

    let mut group = criterion.benchmark_group("pipeline");
    group.throughput(Throughput::Elements(documents.len() as u64));
    group.bench_function("read", |b| b.iter(|| documents.iter().map(read).collect::<Vec<_>>()));
    group.bench_function("tables", |b| {
        b.iter(|| readings.iter().map(tables_of).collect::<Vec<_>>());
    });
    group.bench_function("form", |b| {
        b.iter(|| tables.iter().flat_map(tables_to_forms).collect::<Vec<_>>());
    });
    group.bench_function("rules", |b| b.iter(|| forms.iter().flat_map(check).collect::<Vec<_>>()));
    group.bench_function("audit_one", |b| {
        b.iter(|| documents.iter().map(audit).collect::<Vec<_>>());
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = pipeline
}
criterion_main!(benches);
