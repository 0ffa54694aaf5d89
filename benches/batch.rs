//! How many documents a second a whole run takes, in threads and in processes: the `fuhe` command over the readable fixtures.

// The macros at the end make public items without documentation.
#![allow(missing_docs)]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use fuhe::batch::{self, Plan};
use fuhe::input::Roots;
use fuhe::language::Language;
use fuhe::report::Style;
use fuhe::settings::{Confirming, Settings};

fn batch(criterion: &mut Criterion) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = ["forms", "layouts", "planted", "text"].map(|folder| fixtures.join(folder));
    let roots = Roots::new(&folders);
    let out = std::env::temp_dir().join(format!("fuhe-bench-{}", std::process::id()));
    let command = Path::new(env!("CARGO_BIN_EXE_fuhe")).to_path_buf();
    let plan = |threads, in_processes: bool, confirming| Plan {
        threads,
        style: Style {
            language: Language::Zh,
            byte_order_mark: true,
            chinese_headers: false,
            guards_dates: false,
        },
        settings: Settings {
            confirming,
            second_reader: Some(command.clone()),
            ..Settings::default()
        },
        worker: in_processes.then(|| command.clone()),
        cross: false,
        parquet: false,
        shard: None,
        resume: false,
    };
    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Elements(fuhe::input::Survey::of(&roots).files));
    let plans = [
        ("threads, 1", plan(1, false, Confirming::None)),
        ("processes, 1", plan(1, true, Confirming::None)),
        ("processes, 2", plan(2, true, Confirming::None)),
        ("processes, 1, confirming", plan(1, true, Confirming::Flagged)),
    ];
    for (name, plan) in plans {
        group.bench_function(name, |b| {
            b.iter(|| batch::run(&roots, &out, &plan, &AtomicBool::new(false), |_| {}));
        });
    }
    group.finish();
    // What is left in the temporary folder does no harm.
    let _ = std::fs::remove_dir_all(&out);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = batch
}
criterion_main!(benches);
