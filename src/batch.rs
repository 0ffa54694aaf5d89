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
mod lending;
mod manifest;
mod ordered;
#[cfg(feature = "views")]
mod painting;
mod plan;
#[cfg(feature = "views")]
mod portfolio;
#[cfg(feature = "views")]
mod publish;
mod queue;
mod serve;
mod threads;
mod unit;
mod verify;
mod window;
mod wire;
#[cfg(feature = "views")]
mod workbook;
mod worker;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use crate::audit::{Audited, Examined, examine};
use crate::crew::STACK_BYTES;
use crate::input::{Document, Roots, Survey};
use crate::report::{CROSS_FILE, Counts, Exporter, OutputError, Outputs, Pace, Tally, exporters};
use crate::report::{UNKNOWN_WORDS_FILE, finish, unfinished_path, write_afterwards, write_unknown_words};
use crate::settings::Settings;
use checkpoint::{Checkpoint, Identity};
use claims::Claims;
use clock::Clock;
use index::Index;
use lending::Lending;
use ordered::Ordered;
use queue::Queue;
use threads::threads;
use unit::work;
use worker::Worker;

pub use manifest::{Manifest, Pictures};
pub use plan::{BatchError, Difference, Phase, Plan, Progress};
#[cfg(feature = "views")]
pub use publish::{Publishing, publish};
pub use serve::serve;
pub use verify::{Verdict, Verified, record_views, verify};
#[cfg(feature = "views")]
pub use workbook::write_workbook;

/// Checks all inputs below the paths and writes the tables to the folder. `watch` is told how far it has come after each input. Once
/// `stop` is raised, documents in hand are finished, and the run can be gone on with.
///
/// # Errors
/// A table cannot be written, a worker cannot be started, the run to be gone on with is another one, or it was stopped. What is wrong with an input
/// is a row of files.csv.
///
/// # Example
/// ```
/// use fuhe::batch::{Plan, run};
/// use fuhe::input::Roots;
/// use fuhe::language::Language;
/// use fuhe::report::Style;
/// use fuhe::settings::Settings;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let folder = tempfile::tempdir()?;
/// let plan = Plan {
///     threads: 1,
///     style: Style { language: Language::En, byte_order_mark: false, chinese_headers: false, guards_dates: false },
///     settings: Settings::default(),
///     worker: None, // or the path of the `fuhe` command, so that no document can harm this process
///     cross: false,
///     resume: false,
/// };
/// let roots = Roots::new(&["fixtures/planted/grade.pdf".into()]);
/// let tally = run(&roots, folder.path(), &plan, &false.into(), |progress| println!("{} done", progress.done))?;
/// assert!(tally.all_read());
/// assert!(std::fs::read_to_string(folder.path().join("findings.csv"))?.contains("grade"));
/// # Ok(())
/// # }
/// ```
pub fn run(
    roots: &Roots,
    folder: &Path,
    plan: &Plan,
    stop: &AtomicBool,
    watch: impl FnMut(Progress<'_>) + Send,
) -> Result<Tally, BatchError> {
    let tally = run_to_tables(roots, folder, plan, stop, watch)?;
    forget_notes(folder)?;
    Ok(tally)
}

/// As [`run`], but its notes stay in the folder until [`forget_notes`]: if what people open is made afterwards, and that is broken off, going
/// on with the run reads nothing again.
///
/// # Errors
/// Those of [`run`].
pub fn run_to_tables(
    roots: &Roots,
    folder: &Path,
    plan: &Plan,
    stop: &AtomicBool,
    mut watch: impl FnMut(Progress<'_>) + Send,
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
        begun => write_tables(roots, folder, plan, stop, &mut watch, begun, identity, &exporters)?,
    };
    let tally = Tally {
        beside: checkpoint.run.beside.clone(),
        ..Tally::from(&checkpoint.counts)
    };
    let watch = Mutex::new(watch);
    let tell = |done, total| {
        // What watches does not panic, and is asked by one thread.
        let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch(Progress {
            phase: Phase::Comparing,
            tally: &tally,
            done,
            total,
        });
    };
    put_in_place(folder, plan, &exporters, &checkpoint, Pace::new(stop, &tell))?;
    tracing::info!("run ends");
    Ok(tally)
}

/// Takes away the notes of a run that is complete, with all that was to be made from its tables. Those of one that is not are left.
///
/// # Errors
/// They cannot be read or taken away.
pub fn forget_notes(folder: &Path) -> Result<(), BatchError> {
    if Checkpoint::is_of_complete_run(folder)? {
        Checkpoint::remove(folder)?;
        index::remove(folder);
    }
    Ok(())
}

/// Writes all tables, up to where they only have to be put in place.
#[expect(clippy::too_many_arguments, reason = "the parts of one run, put together once")]
fn write_tables(
    roots: &Roots,
    folder: &Path,
    plan: &Plan,
    stop: &AtomicBool,
    watch: &mut impl FnMut(Progress<'_>),
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
    let pool = threads(plan.threads)?;
    let _quiet = crash::quiet();
    thread::scope(|scope| {
        let (queue, claims) = (&queue, &claims);
        let lending = Arc::new(Lending::new(pool.current_num_threads()));
        let on_all_threads = move || {
            pool.broadcast(|thread| {
                let lent = (Arc::clone(&lending), thread.index());
                let worker = Worker::of_run(&plan.settings, plan.style, plan.worker.clone(), lent);
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
                    phase: Phase::Reading,
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
    pace: Pace<'_>,
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
        cross::write(folder, plan.style, pace)?;
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
    Ok(())
}

/// One document alone, as carefully as in a run: on a stack that its nesting cannot exhaust, and a panic in it is its result.
///
/// # Errors
/// No thread can be started.
pub fn examine_alone(document: &Document, settings: &Settings) -> io::Result<Examined> {
    let _quiet = crash::quiet();
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK_BYTES);
        let work = || crash::caught(|| examine(document, settings));
        let examined = worker.spawn_scoped(scope, work)?.join();
        let examined = examined.unwrap_or_else(|_| Err("panic".to_owned()));
        Ok(examined.unwrap_or_else(|reason| Audited::crashed(&reason).into()))
    })
}
