//! The run: inputs -> workers -> results in the order of the inputs -> tables.
//!
//! A worker opens a document, audits it and turns the result into bytes; one writer puts the bytes in order. Memory does not grow with
//! the number of documents: a worker waits while the writer is too far behind.

mod crash;
mod cross;
mod window;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::mpsc;

use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::audit::{Audited, Examined, audit_one, examine};
use crate::input::{Document, Input};
use crate::report::{Entry, Exporter, OutputError, Outputs, Style, Tally, exporters};
use crate::settings::Settings;
use window::Window;

/// Stack of a worker. Nesting limits end at 24 levels of XObjects and a few hundred of objects, which take below 1 MiB in a debug build;
/// an overflow would abort the whole run, and cannot be caught.
const WORKER_STACK_BYTES: usize = 16 << 20;

/// How many documents for each worker may be finished and wait for their turn. One takes about 20 kB; a document that takes a
/// thousand times as long as the others holds up one worker, not all.
const WAITING_PER_WORKER: usize = 256;

/// How a run is done.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Worker threads.
    pub threads: usize,
    /// How the tables are written.
    pub style: Style,
    /// How each document is read and checked.
    pub settings: Settings,
    /// Whether the forms are compared with each other once all are read.
    pub cross: bool,
}

/// Why a run could not be done. What is wrong with a single input is no reason: that is a row of files.csv.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A table cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The workers cannot be started.
    #[error("cannot start worker threads: {0}")]
    Workers(#[from] rayon::ThreadPoolBuildError),
    /// A row cannot be put into bytes.
    #[error("cannot write a row: {0}")]
    Row(#[from] io::Error),
}

/// One document's result, ready to be written.
struct Rendered {
    tables: Vec<Vec<u8>>,
    tally: Tally,
}

/// Checks all inputs and writes the tables to the folder. `watch` is told about each document as it is written, with the tally so far.
pub fn run(inputs: &[Input], folder: &Path, plan: &Plan, mut watch: impl FnMut(&Tally)) -> Result<Tally, BatchError> {
    let exporters = exporters(plan.style);
    let mut outputs = Outputs::create(folder, &exporters)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(plan.threads)
        .stack_size(WORKER_STACK_BYTES)
        .build()?;
    let window = Window::new(plan.threads.saturating_mul(WAITING_PER_WORKER));
    let (sender, receiver) = mpsc::channel();
    let _quiet = crash::quiet();
    let tally = std::thread::scope(|scope| {
        scope.spawn(|| work(inputs, &pool, &window, plan, &exporters, sender));
        let written = write_in_order(receiver, &mut outputs, &window, &mut watch);
        // Where writing has failed, nobody waits for more.
        window.close();
        written
    })?;
    outputs.finish()?;
    if plan.cross {
        cross::write(folder, plan.style)?;
    }
    Ok(tally)
}

/// One document alone, as carefully as in a run: on a stack that its nesting cannot exhaust, and a panic in it is its result.
pub fn examine_alone(document: &Document, settings: &Settings) -> io::Result<Examined> {
    let _quiet = crash::quiet();
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(WORKER_STACK_BYTES);
        let work = || crash::caught(|| examine(document, settings));
        let examined = worker.spawn_scoped(scope, work)?.join();
        let examined = examined.unwrap_or_else(|_| Err("panic".to_owned()));
        Ok(examined.unwrap_or_else(|reason| Audited::crashed(&reason).into()))
    })
}

fn work(
    inputs: &[Input],
    pool: &rayon::ThreadPool,
    window: &Window,
    plan: &Plan,
    exporters: &[Box<dyn Exporter>],
    sender: mpsc::Sender<(usize, io::Result<Rendered>)>,
) {
    let admitted = inputs.iter().enumerate().take_while(|(index, _)| window.admits(*index));
    pool.install(|| {
        admitted.par_bridge().for_each_with(sender, |sender, (index, input)| {
            // The receiver is gone only when writing has failed; the window is then about to close.
            let _ = sender.send((index, render(&audit_input(input, &plan.settings), exporters)));
        });
    });
}

fn write_in_order(
    receiver: mpsc::Receiver<(usize, io::Result<Rendered>)>,
    outputs: &mut Outputs,
    window: &Window,
    watch: &mut impl FnMut(&Tally),
) -> Result<Tally, BatchError> {
    let mut tally = Tally::default();
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (index, rendered) in receiver {
        waiting.insert(index, rendered);
        while let Some(rendered) = waiting.remove(&next) {
            let rendered = rendered?;
            outputs.append(&rendered.tables)?;
            tally.add(&rendered.tally);
            watch(&tally);
            next += 1;
        }
        window.advance(next);
    }
    Ok(tally)
}

fn audit_input(input: &Input, settings: &Settings) -> Entry {
    match input.open(&settings.limits) {
        Ok(document) => audit_document(&document, settings),
        Err(error) => Entry {
            file: input.name.clone(),
            sha256: String::new(),
            bytes: error.bytes(),
            audited: Audited::not_opened(&error),
        },
    }
}

fn audit_document(document: &Document, settings: &Settings) -> Entry {
    Entry {
        file: document.name.clone(),
        sha256: document.sha256.clone(),
        bytes: Some(document.bytes.len() as u64),
        audited: crash::caught(|| audit_one(document, settings)).unwrap_or_else(|reason| Audited::crashed(&reason)),
    }
}

fn render(entry: &Entry, exporters: &[Box<dyn Exporter>]) -> io::Result<Rendered> {
    let mut tables = Vec::with_capacity(exporters.len());
    for exporter in exporters {
        let mut bytes = Vec::new();
        exporter.write_rows(entry, &mut bytes)?;
        tables.push(bytes);
    }
    Ok(Rendered {
        tables,
        tally: Tally::of(entry),
    })
}
