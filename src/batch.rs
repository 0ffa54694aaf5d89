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
mod finishing;
mod index;
mod lending;
mod manifest;
mod merge;
mod ordered;
#[cfg(feature = "views")]
mod painting;
mod parquet;
mod plan;
#[cfg(feature = "views")]
mod portfolio;
#[cfg(feature = "views")]
mod publish;
mod queue;
mod requests;
mod serve;
mod threads;
mod unit;
mod verify;
mod window;
mod wire;
#[cfg(feature = "views")]
mod workbook;
mod worker;

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use crate::audit::{Audited, Examined, examine};
use crate::crew::STACK_BYTES;
use crate::input::{Document, Roots, Survey};
use crate::report::{Exporter, Outputs, Pace, Shape, Tally, exporters};
use crate::settings::Settings;
use checkpoint::{Checkpoint, Identity};
use claims::Claims;
use clock::Clock;
use finishing::{Finishing, begin, put_in_place};
use index::Index;
use lending::Lending;
use ordered::Ordered;
use queue::Queue;
use threads::threads;
use unit::work;
use worker::Worker;

pub use finishing::forget_notes;
pub use manifest::{Manifest, Part, Pictures};
pub use merge::{MergeError, Merging, merge};
pub use parquet::add_parquet;
pub use plan::{BatchError, Difference, Phase, Plan, Progress};
#[cfg(feature = "views")]
pub use publish::{Publishing, publish};
pub use requests::{Service, answer_requests};
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
///     parquet: false,
///     shard: None,
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
    let identity = Identity::new(&survey, &plan.settings, plan.style).part(plan.shard);
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
    let finishing = Finishing {
        style: plan.style,
        cross: plan.cross,
        parquet: plan.parquet,
        unknown_words: plan.settings.unknown_words,
    };
    put_in_place(folder, finishing, &exporters, &checkpoint, Pace::new(stop, &tell))?.save(folder)?;
    tracing::info!("run ends");
    Ok(tally)
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
                let worker = Worker::of_run(&plan.settings, (Shape::Tables, plan.style), plan.worker.clone(), lent);
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
                let all = files.saturating_add(members.load(Ordering::Relaxed));
                // How many are in this shard is known only when all are found.
                let total = plan.shard.map_or(all, |shard| shard.share(all).max(done));
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
    ordered.checkpoint_mut().found = queue.found();
    let checkpoint = ordered.save(folder)?;
    if checkpoint.is_complete {
        Ok(checkpoint)
    } else {
        tracing::info!(done = checkpoint.done, "run stopped");
        Err(BatchError::Stopped(checkpoint.done))
    }
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
