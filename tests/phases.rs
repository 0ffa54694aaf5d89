//! A run that is stopped in one of its phases, and gone on with: nothing that was finished is done again, and what comes out is the same.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use fuhe::batch::{
    BatchError, Phase, Pictures, Plan, Publishing, forget_notes, publish, run_to_tables, write_workbook,
};
use fuhe::input::Roots;
use fuhe::language::Language;
use fuhe::report::{Accepted, Pace, Style, WorkbookError, is_stopped};
use fuhe::settings::{Confirming, Settings};

fn plan(resume: bool) -> Plan {
    Plan {
        threads: 2,
        style: Style {
            language: Language::En,
            byte_order_mark: false,
            chinese_headers: false,
            guards_dates: false,
        },
        settings: Settings {
            confirming: Confirming::None,
            ..Settings::default()
        },
        worker: None,
        cross: true,
        parquet: false,
        shard: None,
        resume,
    }
}

fn roots() -> Roots {
    Roots::new(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted")])
}

/// Runs to the tables; raises the flag when this phase has come so far.
fn run(out: &Path, resume: bool, stop_in: Option<(Phase, u64)>) -> (Result<(), BatchError>, Vec<Phase>) {
    let stop = AtomicBool::new(false);
    let seen = Mutex::new(Vec::new());
    let done = run_to_tables(&roots(), out, &plan(resume), &stop, |progress| {
        let mut seen = seen.lock().unwrap();
        if !seen.contains(&progress.phase) {
            seen.push(progress.phase);
        }
        if stop_in.is_some_and(|(phase, done)| phase == progress.phase && progress.done >= done) {
            stop.store(true, Ordering::Relaxed);
        }
    });
    (done.map(drop), seen.into_inner().unwrap())
}

fn table(out: &Path, name: &str) -> Vec<u8> {
    fs::read(out.join(name)).unwrap()
}

#[test]
fn a_run_that_is_stopped_while_reading_goes_on_from_there() {
    let (out, whole) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    run(whole.path(), false, None).0.unwrap();
    let (stopped, _) = run(out.path(), false, Some((Phase::Reading, 3)));
    assert!(
        matches!(stopped, Err(BatchError::Stopped(done)) if done >= 3),
        "{stopped:?}"
    );
    let mut first = None;
    let watch = |progress: fuhe::batch::Progress<'_>| {
        first.get_or_insert(progress.done);
    };
    run_to_tables(&roots(), out.path(), &plan(true), &AtomicBool::new(false), watch).unwrap();
    assert!(first > Some(3), "{first:?}");
    for name in ["forms.jsonl", "cross.csv"] {
        assert!(table(out.path(), name) == table(whole.path(), name), "{name}");
    }
}

#[test]
fn a_run_that_is_stopped_while_comparing_reads_nothing_again() {
    let (out, whole) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    run(whole.path(), false, None).0.unwrap();
    let (stopped, _) = run(out.path(), false, Some((Phase::Comparing, 1)));
    assert!(matches!(stopped, Err(BatchError::StoppedLater)), "{stopped:?}");
    assert!(!out.path().join("cross.csv").exists());
    let (done, seen) = run(out.path(), true, None);
    done.unwrap();
    assert_eq!(seen, [Phase::Comparing]);
    assert!(table(out.path(), "cross.csv") == table(whole.path(), "cross.csv"));
    forget_notes(out.path()).unwrap();
    assert!(!out.path().join("run.json.partial").exists());
}

/// Raises the flag when so much is done.
fn stopping(stop: &AtomicBool, at: u64) -> impl Fn(u64, u64) + Sync + '_ {
    move |done, _| {
        if done >= at {
            stop.store(true, Ordering::Relaxed);
        }
    }
}

#[test]
fn a_workbook_and_a_report_that_are_stopped_leave_nothing_half_done_and_are_made_when_the_run_is_gone_on_with() {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), false, None).0.unwrap();
    let stop = AtomicBool::new(false);
    let tell = stopping(&stop, 1);
    let stopped = write_workbook(
        out.path(),
        Language::En,
        &mut Accepted::default(),
        Pace::new(&stop, &tell),
    );
    assert!(matches!(stopped, Err(WorkbookError::Io { source, .. }) if is_stopped(&source)));
    assert!(!out.path().join("fuhe.xlsx").exists());

    let roots = roots();
    let publishing = Publishing {
        roots: Some(&roots),
        passwords: &[],
        threads: 2,
        pictures: Some(Pictures::USUAL),
    };
    // While findings are listed, and when some pages are painted.
    for (listing, painting) in [(1, u64::MAX), (u64::MAX, 2)] {
        let stop = AtomicBool::new(false);
        let (listing, painting) = (stopping(&stop, listing), stopping(&stop, painting));
        let paces = [Pace::new(&stop, &listing), Pace::new(&stop, &painting)];
        let stopped = publish(out.path(), &publishing, &mut Accepted::default(), &stop, paces);
        assert!(matches!(stopped, Err(BatchError::StoppedLater)), "{stopped:?}");
        assert!(!out.path().join("report").exists());
    }
    // Going on reads nothing, though the run was complete before it was stopped.
    let (done, seen) = run(out.path(), true, None);
    done.unwrap();
    assert!(!seen.contains(&Phase::Reading), "{seen:?}");
    let (never, painted) = (AtomicBool::new(false), AtomicU64::new(0));
    let tell = |done: u64, all: u64| {
        painted.store(done, Ordering::Relaxed);
        assert!(done <= all);
    };
    let paces = [Pace::unwatched(), Pace::new(&never, &tell)];
    publish(out.path(), &publishing, &mut Accepted::default(), &never, paces).unwrap();
    write_workbook(out.path(), Language::En, &mut Accepted::default(), Pace::unwatched()).unwrap();
    assert!(painted.into_inner() > 5);
    assert!(out.path().join("report/index.html").exists() && out.path().join("fuhe.xlsx").exists());
    forget_notes(out.path()).unwrap();
    assert!(!out.path().join("run.json.partial").exists());
}
