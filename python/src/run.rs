//! A run: many documents, on threads and processes of their own, while Python hears how far it is and can stop it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use fuhe::batch::{self, BatchError, Phase, Plan, Progress};
use fuhe::input::{Roots, Shard};
use fuhe::report::{Style, Tally};
use pyo3::prelude::*;

use crate::settings::Asked;

/// How often Python is told how far the run is, and asked whether it has been interrupted.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// How far the run is: what it is at, inputs done, inputs in all as far as is known, findings so far.
type SoFar = (&'static str, u64, u64, u64);

/// What is to be done with the documents besides reading them.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Manner {
    threads: usize,
    cross: bool,
    parquet: bool,
    /// Which part of the inputs, from 0, and of how many.
    shard: Option<(u32, u32)>,
    resume: bool,
}

/// Checks all inputs below the paths, and writes the tables to the folder. `tell` is called with how far the run is. What ends it too early
/// comes as a pair of a name and a text; an exception of `tell`, or Ctrl-C, as itself, once the documents in hand are finished.
#[pyfunction]
pub(crate) fn check(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    folder: PathBuf,
    manner: Manner,
    asked: Asked,
    tell: Option<Py<PyAny>>,
) -> PyResult<Option<(&'static str, String)>> {
    let plan = Plan {
        threads: manner.threads,
        style: Style {
            language: asked.language(),
            byte_order_mark: true,
            chinese_headers: false,
            guards_dates: false,
        },
        settings: asked.settings()?,
        worker: asked.program(),
        cross: manner.cross,
        parquet: manner.parquet,
        shard: manner.shard.map(|(index, of)| Shard { index, of }),
        resume: manner.resume,
    };
    let (stop, so_far) = (AtomicBool::new(false), Mutex::new(None::<SoFar>));
    let (sender, ended) = mpsc::channel();
    let ended = Mutex::new(ended);
    thread::scope(|scope| {
        let (stop, so_far, plan) = (&stop, &so_far, &plan);
        let run = move || {
            let watch = |progress: Progress<'_>| {
                *so_far.lock().unwrap_or_else(PoisonError::into_inner) = Some(told(progress));
            };
            // Nobody has gone away: the other end is below.
            let _ = sender.send(batch::run(&Roots::new(&paths), &folder, plan, stop, watch));
        };
        thread::Builder::new().spawn_scoped(scope, run)?;
        let mut interrupted = Ok(());
        let outcome = loop {
            let outcome = py.detach(|| {
                let ended = ended.lock().unwrap_or_else(PoisonError::into_inner);
                ended.recv_timeout(TELL_EVERY)
            });
            let news = so_far.lock().unwrap_or_else(PoisonError::into_inner).take();
            if interrupted.is_ok() {
                interrupted = py.check_signals().and_then(|()| tell_python(py, tell.as_ref(), news));
                if interrupted.is_err() {
                    stop.store(true, Ordering::Relaxed);
                }
            }
            match outcome {
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break Err(("panic", String::new())),
                Ok(outcome) => break outcome.map_err(why),
            }
        };
        interrupted?;
        Ok(outcome.err())
    })
}

fn tell_python(py: Python<'_>, tell: Option<&Py<PyAny>>, news: Option<SoFar>) -> PyResult<()> {
    if let (Some(tell), Some(news)) = (tell, news) {
        tell.call1(py, news)?;
    }
    Ok(())
}

fn told(progress: Progress<'_>) -> SoFar {
    let phase = match progress.phase {
        Phase::Reading => "reading",
        Phase::Comparing => "comparing",
        Phase::Workbook => "workbook",
        Phase::Report => "report",
        Phase::Pictures => "pictures",
    };
    (
        phase,
        progress.done,
        progress.total,
        Tally::finding_count(progress.tally),
    )
}

fn why(error: BatchError) -> (&'static str, String) {
    let name = match &error {
        BatchError::Output(_) => "output",
        BatchError::Worker(_) => "worker",
        BatchError::OtherRun(_) => "other-run",
        BatchError::Stopped(_) | BatchError::StoppedLater => "stopped",
        _ => "failed",
    };
    let mut text = error.to_string();
    if let BatchError::OtherRun(differences) = &error {
        text = format!("{text}: {differences:?}");
    }
    (name, text)
}
