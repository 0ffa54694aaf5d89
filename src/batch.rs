//! The run: inputs -> workers -> results in the order of the inputs -> tables.
//!
//! A thread takes the next input and has it read and audited by a process of its own (`worker`); one writer puts the rows in the order of the
//! inputs (`ordered`) and notes on disk every second how far it has come (`checkpoint`). Memory does not grow with the number of documents: a
//! thread waits while the writer is too far behind (`window`), and copies of a document are written from the rows of the first (`index`).

mod checkpoint;
mod claims;
mod clock;
mod crash;
mod cross;
mod index;
mod manifest;
mod ordered;
mod portfolio;
mod publish;
mod queue;
mod serve;
mod window;
mod wire;
mod workbook;
mod worker;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::audit::{Audited, Examined, examine};
use crate::input::{Document, Input, OpenError, Roots, SEPARATOR, Survey};
use crate::pdf::Attachment;
use crate::report::{CROSS_FILE, Counts, Exporter, OutputError, Outputs, Style, Tally, exporters};
use crate::report::{UNKNOWN_WORDS_FILE, finish, unfinished_path, write_afterwards, write_unknown_words};
use crate::settings::Settings;
use checkpoint::{Checkpoint, Identity};
use claims::{Claims, Content, content};
use clock::Clock;
use index::Index;
use ordered::Ordered;
use queue::Queue;
use wire::DocumentId;
use worker::{Finished, Rendered, Taken, Worker, entry};

pub use checkpoint::Difference;
pub use manifest::{Manifest, Verdict, verify};
pub use publish::publish;
pub use serve::serve;
pub use workbook::write_workbook;

/// Stack of a worker. Nesting limits end at 24 levels of XObjects and a few hundred of objects, which take below 1 MiB in a debug build;
/// an overflow ends the process, and cannot be caught.
const WORKER_STACK_BYTES: usize = 16 << 20;

/// How a run is done.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Worker threads.
    pub threads: usize,
    /// How the tables are written.
    pub style: Style,
    /// How each document is read and checked.
    pub settings: Settings,
    /// The program that audits documents when it is started as `PROGRAM worker [SECOND_READER]`: the `fuhe` command. Without it, documents are
    /// audited in this process, where nothing ends one that takes too long or breaks the process.
    pub worker: Option<PathBuf>,
    /// Whether the forms are compared with each other once all are read.
    pub cross: bool,
    /// Whether to go on with a run that was broken off in this folder.
    pub resume: bool,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// What was found so far.
    pub tally: &'a Tally,
    /// Inputs that are written.
    pub done: u64,
    /// Inputs in all, as far as is known: what archives hold is known when they are opened.
    pub total: u64,
}

/// Why a run could not be done. What is wrong with a single input is no reason: that is a row of files.csv.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A table cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A worker cannot be started.
    #[error("cannot start a worker: {0}")]
    Worker(#[from] io::Error),
    /// What was begun in the folder is another run than the one to be gone on with.
    #[error("the run in the folder is another one")]
    OtherRun(Vec<Difference>),
    /// It was asked to stop; so many inputs are done, and the rest can be done later.
    #[error("stopped after {0} inputs")]
    Stopped(u64),
}

/// Checks all inputs below the paths and writes the tables to the folder. `watch` is told how far it has come after each input. Once
/// `stop` is raised, documents in hand are finished, and the run can be gone on with.
pub fn run(
    roots: &Roots,
    folder: &Path,
    plan: &Plan,
    stop: &AtomicBool,
    watch: impl FnMut(Progress<'_>),
) -> Result<Tally, BatchError> {
    let survey = Survey::of(roots);
    let identity = Identity::new(&survey, &plan.settings, plan.style);
    tracing::info!(files = survey.files, version = identity.version, "run begins");
    let exporters = exporters(plan.style);
    let begun = if plan.resume {
        Checkpoint::load(folder, &identity)?
    } else {
        None
    };
    let checkpoint = match begun {
        Some(checkpoint) if checkpoint.is_complete => checkpoint,
        begun => write_tables(roots, folder, plan, stop, watch, begun, identity, &exporters)?,
    };
    put_in_place(folder, plan, &exporters, &checkpoint)?;
    tracing::info!("run ends");
    Ok(Tally {
        beside: checkpoint.run.beside,
        ..Tally::from(&checkpoint.counts)
    })
}

/// Writes all tables, up to where they only have to be put in place.
#[expect(clippy::too_many_arguments, reason = "the parts of one run, put together once")]
fn write_tables(
    roots: &Roots,
    folder: &Path,
    plan: &Plan,
    stop: &AtomicBool,
    mut watch: impl FnMut(Progress<'_>),
    begun: Option<Checkpoint>,
    identity: Identity,
    exporters: &[Box<dyn Exporter>],
) -> Result<Checkpoint, BatchError> {
    let files = identity.inputs;
    let (mut outputs, checkpoint) = match begun {
        Some(checkpoint) => (Outputs::open(folder, exporters, &checkpoint.lengths)?, checkpoint),
        None => begin(folder, exporters, identity)?,
    };
    let index = Index::open(folder, checkpoint.index_length)?;
    let queue = Queue::new(roots, plan, stop, checkpoint.done);
    let claims = Claims::of(index.contents());
    let members = queue.members_beyond_files();
    let mut ordered = Ordered::new(&mut outputs, index, exporters, checkpoint);
    let (sender, receiver) = mpsc::channel();
    let pool = threads(plan)?;
    let _quiet = crash::quiet();
    thread::scope(|scope| {
        let (queue, claims) = (&queue, &claims);
        let on_all_threads = move || {
            pool.broadcast(|_| {
                let worker = Worker::new(&plan.settings, plan.style, plan.worker.clone());
                work(worker, queue, claims, &sender);
            });
        };
        thread::Builder::new().spawn_scoped(scope, on_all_threads)?;
        let mut clock = Clock::new();
        let write = receiver
            .iter()
            .try_for_each(|(number, unit)| -> Result<(), BatchError> {
                let done = ordered.write(number, unit?)?;
                queue.window.advance(usize::try_from(done).unwrap_or(usize::MAX));
                let total = files.saturating_add(members.load(Ordering::Relaxed));
                watch(Progress {
                    tally: ordered.tally(),
                    done,
                    total,
                });
                if clock.is_due() {
                    ordered.save(folder)?;
                    clock.restart();
                }
                Ok(())
            });
        // Where writing has failed, nobody waits for more.
        queue.window.close();
        write
    })?;
    ordered.checkpoint_mut().is_complete = queue.is_exhausted();
    let checkpoint = ordered.save(folder)?;
    if checkpoint.is_complete {
        Ok(checkpoint)
    } else {
        tracing::info!(done = checkpoint.done, "run stopped");
        Err(BatchError::Stopped(checkpoint.done))
    }
}

/// The threads of a run.
fn threads(plan: &Plan) -> io::Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(plan.threads.max(1))
        .stack_size(WORKER_STACK_BYTES)
        .build()
        .map_err(io::Error::other)
}

fn begin(folder: &Path, exporters: &[Box<dyn Exporter>], run: Identity) -> Result<(Outputs, Checkpoint), BatchError> {
    // An earlier run that was broken off is given up first: its notes would not fit the tables.
    Checkpoint::remove(folder)?;
    let checkpoint = Checkpoint {
        run,
        started: manifest::now(),
        done: 0,
        lengths: vec![0; exporters.len()],
        index_length: 0,
        counts: Counts::default(),
        is_complete: false,
    };
    let outputs = Outputs::open(folder, exporters, &checkpoint.lengths)?;
    // It speaks of nothing that would have to be on the disk before it.
    checkpoint.save(folder)?;
    Ok((outputs, checkpoint))
}

/// Puts complete tables in place and says so in the manifest. Where that is broken off, it can be gone on with.
fn put_in_place(
    folder: &Path,
    plan: &Plan,
    exporters: &[Box<dyn Exporter>],
    checkpoint: &Checkpoint,
) -> Result<(), BatchError> {
    let mut tables = BTreeMap::new();
    for exporter in exporters {
        let name = exporter.file_name();
        let finished = folder.join(name);
        let unfinished = unfinished_path(folder, name);
        let path = if unfinished.exists() { unfinished } else { finished };
        let table = manifest::Table::of(&path).map_err(|source| OutputError { path, source })?;
        tables.insert(name.to_owned(), table);
    }
    finish(folder, exporters)?;
    if plan.cross {
        cross::write(folder, plan.style)?;
        let path = folder.join(CROSS_FILE);
        let table = manifest::Table::of(&path).map_err(|source| OutputError { path, source })?;
        tables.insert(CROSS_FILE.to_owned(), table);
    }
    if plan.settings.unknown_words {
        write_afterwards(folder, UNKNOWN_WORDS_FILE, |out| {
            write_unknown_words(&checkpoint.counts, plan.style, out)
        })?;
        let path = folder.join(UNKNOWN_WORDS_FILE);
        let table = manifest::Table::of(&path).map_err(|source| OutputError { path, source })?;
        tables.insert(UNKNOWN_WORDS_FILE.to_owned(), table);
    }
    Manifest::of(checkpoint, tables).save(folder)?;
    Checkpoint::remove(folder)?;
    index::remove(folder);
    Ok(())
}

/// One document alone, as carefully as in a run: on a stack that its nesting cannot exhaust, and a panic in it is its result.
pub fn examine_alone(document: &Document, settings: &Settings) -> io::Result<Examined> {
    let _quiet = crash::quiet();
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(WORKER_STACK_BYTES);
        let work = || crash::caught(|| examine(document, settings));
        let examined = worker.spawn_scoped(scope, work)?.join();
        let examined = examined.unwrap_or_else(|_| Err("panic".to_owned()));
        Ok(examined.unwrap_or_else(|reason| Audited::crashed(&reason).into()))
    })
}

/// One input with all that is attached to it.
struct Unit {
    file: String,
    sha256: String,
    /// What it holds, where its rows say nothing else than that.
    content: Option<Content>,
    /// Its rows; none where another input of the same content has them.
    rendered: Option<Rendered>,
    elapsed: Duration,
}

fn work(mut worker: Worker, queue: &Queue<'_>, claims: &Claims, sender: &mpsc::Sender<(usize, io::Result<Unit>)>) {
    while let Some((number, input)) = queue.next() {
        let began = Instant::now();
        let unit = read(&mut worker, &input, claims).map(|unit| Unit {
            elapsed: began.elapsed(),
            ..unit
        });
        // The receiver is gone only when writing has failed; the window is then about to close.
        let _ = sender.send((number, unit));
    }
}

fn read(worker: &mut Worker, input: &Input, claims: &Claims) -> io::Result<Unit> {
    let mut is_first = |id: &DocumentId| Ok(claims.is_first(content(&id.sha256)));
    let (id, rendered) = match worker.take(input, &mut is_first)? {
        Taken::NotOpened(rendered) => (None, Some(rendered)),
        Taken::Copy(id) => (Some(id), None),
        Taken::Audited(id, finished) => (Some(id), Some(with_attached(worker, &input.name, finished)?)),
    };
    Ok(Unit {
        file: input.name.clone(),
        content: id.as_ref().map(|id| content(&id.sha256)),
        sha256: id.map(|id| id.sha256).unwrap_or_default(),
        rendered,
        elapsed: Duration::ZERO,
    })
}

/// The rows of a document, and behind them those of what is attached to it, and to that.
fn with_attached(worker: &mut Worker, name: &str, finished: Finished) -> io::Result<Rendered> {
    let deepest = worker.limits().archive.attachment_depth;
    let mut rendered = finished.rendered;
    // What is to be read next is last.
    let mut open: Vec<(u32, Document)> = Vec::new();
    let attached = |around: &str, depth, attachments: Vec<Attachment>| {
        let documents = attachments.into_iter().rev();
        let within = documents.map(|pdf| {
            (
                depth,
                Document::new(format!("{around}{SEPARATOR}{}", pdf.name), pdf.bytes),
            )
        });
        within.collect::<Vec<_>>()
    };
    open.extend(attached(name, 1, finished.attachments));
    while let Some((depth, document)) = open.pop() {
        if depth > deepest {
            let audited = Audited::not_opened(&OpenError::NestedTooDeep);
            rendered.add(&worker.render(&entry(&document.name, &DocumentId::from(&document), audited))?);
            continue;
        }
        let finished = worker.audit(&document)?;
        rendered.add(&finished.rendered);
        open.extend(attached(&document.name, depth + 1, finished.attachments));
    }
    Ok(rendered)
}
