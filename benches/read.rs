//! Reading alone, by our reader and by the oracle that it is measured against: over `fixtures/`, or over the folder in `FUHE_BENCH`.

#[path = "../tests/oracle/folder.rs"]
mod folder;
#[allow(dead_code)]
#[path = "../tests/oracle/hayro.rs"]
mod hayro;

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_main};
use fuhe::pdf::{ReadOptions, read};

fn reading(criterion: &mut Criterion) {
    let folder = std::env::var_os("FUHE_BENCH").map_or_else(|| PathBuf::from("fixtures"), PathBuf::from);
    let mut files = Vec::new();
    folder::collect(&folder, &mut files);
    let documents: Vec<Vec<u8>> = files.iter().flat_map(std::fs::read).collect();
    let shared: Vec<Arc<Vec<u8>>> = documents.iter().map(|bytes| Arc::new(bytes.clone())).collect();

    let mut group = criterion.benchmark_group("read");
    group.sample_size(20);
    group.throughput(Throughput::Elements(documents.len() as u64));
    group.bench_function("ours", |bencher| {
        bencher.iter(|| {
            for bytes in &shared {
                let _ = black_box(read(bytes, &ReadOptions::default()));
            }
        });
    });
    group.bench_function("hayro-interpret", |bencher| {
        bencher.iter(|| {
            for bytes in &documents {
                let _ = black_box(hayro::read(bytes.clone()));
            }
        });
    });
    group.finish();
}

#[allow(missing_docs)]
mod group {
    use super::reading;
    criterion::criterion_group!(benches, reading);
}
use group::benches;
criterion_main!(benches);
