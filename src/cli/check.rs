//! `fuhe check`: the run, its progress and its closing summary.

use std::fs::File;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::anyhow;

use fuhe::batch::{self, BatchError, Difference, Pictures, Plan, Publishing};
use fuhe::input::{self, Roots};
use fuhe::language::Language;
use fuhe::messages::{Filling, Message, reason};
use fuhe::report::html::Painted;
use fuhe::report::{self, Style, Tally, WORKBOOK};
use fuhe::rules::Severity;
use fuhe::stored::stored_files;

use super::arguments::Check;
use super::config::Configuration;
use super::progress::Progress;
use super::views::{Made, Views, tell_left_out};
use super::{Exit, accepted, dropped, log, tell, terminal, words};

/// The list that is standard input.
const STANDARD_INPUT: &str = "-";

/// Checks what was asked for. Files are written in one language, the terminal is spoken to in another.
pub fn run(check: &Check, asked: Option<Language>, spoken: Language) -> anyhow::Result<Exit> {
    let began = Instant::now();
    let configured = Configuration::read(check.config.as_deref(), spoken)?;
    let quiet = check.quiet || configured.quiet;
    if let Some(path) = check.log.as_deref().or(configured.log.as_deref()) {
        log::write_to(path).map_err(|error| not_writable(path, &error, spoken))?;
    }
    needs_parquet(check.parquet || configured.parquet, spoken)?;
    let paths = all_paths(check, &configured, spoken)?;
    let check = &with_folder(check, &paths, spoken)?;
    let out = check.out.as_deref().unwrap_or(Path::new("."));
    tell_missing(&check.paths, spoken);
    let roots = Roots::new(&paths);
    let plan = Plan {
        threads: check
            .threads
            .or(configured.threads)
            .map_or_else(processors, usize::from),
        style: Style {
            language: asked.or(configured.lang).unwrap_or_default(),
            byte_order_mark: !(check.no_bom || configured.no_bom),
            guards_dates: check.guard_dates || configured.guard_dates,
            chinese_headers: check.headers.or(configured.headers) == Some(Language::Zh),
        },
        settings: configured.settings(check, spoken)?,
        cross: check.cross || configured.cross,
        parquet: check.parquet || configured.parquet,
        shard: check.shard,
        worker: std::env::current_exe().ok(),
        resume: check.resume,
    };
    // A list that cannot be used is said before the long work, not after it.
    let mut accepted = accepted::read(check.accepted.as_deref(), spoken)?;
    let progress = Progress::new(quiet, spoken);
    let stop = stop_on_interrupt(spoken)?;
    let stopped = |message: Message, done: u64| {
        progress.end();
        tell(&format!("{}\n", message.fill(spoken, &[("done", &done)])));
        Ok(Exit::Stopped)
    };
    let tally = match batch::run_to_tables(&roots, out, &plan, &stop, |so_far| progress.show(so_far)) {
        Err(BatchError::Stopped(done)) => return stopped(Message::Stopped, done),
        Err(BatchError::StoppedLater) => return stopped(Message::StoppedLater, 0),
        tally => tally.map_err(|error| {
            progress.end();
            explained(error, spoken)
        })?,
    };
    let views = Views {
        folder: out,
        xlsx: check.xlsx,
        html: check.html.then(|| Publishing {
            roots: Some(&roots),
            passwords: &plan.settings.passwords,
            threads: plan.threads,
            pictures: Some(Pictures {
                most: check.report_pages,
                all_painted: check.paint == Painted::All,
            }),
        }),
        written: plan.style.language,
    };
    let made = views.make(&mut accepted, &stop, &progress, spoken);
    progress.end();
    let Made::All(left_out) = made? else {
        return stopped(Message::StoppedLater, 0);
    };
    // Until here, going on with the run reads nothing again.
    batch::forget_notes(out)?;
    tell_left_out(&left_out, spoken);
    if tally.file_count() == 0 && plan.shard.is_none() {
        tell(&format!("{}\n", Message::NothingToCheck.text(spoken)));
    }
    if let Some(path) = &check.accepted {
        accepted::tell_unmatched(&accepted, path, spoken);
    }
    if !quiet {
        let paint = terminal::paint(&io::stderr());
        tell(&report::summary(&tally, began.elapsed(), out, paint, spoken));
        if !tally.all_read() {
            tell(&unread(out, plan.style.language, spoken));
        }
        if plan.settings.unknown_words {
            words::tell_unknown(&tally.unknown_words, out, spoken);
        }
        views.tell_where(spoken);
    }
    if check.open {
        open(check, out, spoken);
    }
    Ok(exit(&tally, check.fail_on.or(configured.fail_on())))
}

/// What was asked for, with a folder for the tables: beside the one input where none is named.
fn with_folder(check: &Check, paths: &[PathBuf], spoken: Language) -> anyhow::Result<Check> {
    let beside = match paths {
        [path] => dropped::beside(path, spoken),
        _ => None,
    };
    let out = check.out.clone().or(beside);
    let needed = || anyhow!(Message::UsageMissing.fill(spoken, &[("what", &"--out")]));
    Ok(Check {
        out: Some(out.ok_or_else(needed)?),
        ..check.clone()
    })
}

/// Paths that are not there are most likely typing errors: said at once, not after the work.
fn tell_missing(paths: &[PathBuf], spoken: Language) {
    for path in paths.iter().filter(|path| path.symlink_metadata().is_err()) {
        let said = Message::NoSuchPath.fill(spoken, &[("path", &path.display())]);
        tell(&(report::printable(&said) + "\n"));
    }
}

/// The first files that were not read whole, with what to do; nothing where the table cannot be read any more.
fn unread(out: &Path, written: Language, spoken: Language) -> String {
    let table = File::open(out.join("files.csv"));
    let files = table.into_iter().flat_map(stored_files).filter_map(Result::ok);
    report::unread(files, terminal::width(), written == spoken, spoken)
}

/// Opens what was made for people, in whatever the system opens it with.
fn open(check: &Check, out: &Path, spoken: Language) {
    let path = if check.html {
        report::html::page(out)
    } else {
        out.join(WORKBOOK)
    };
    // What the system's opener says of it helps nobody, and is in its own language.
    if open::that_detached(&path).is_err() {
        let text = Message::NotOpened.fill(spoken, &[("path", &path.display())]);
        tell(&(report::printable(&text) + "\n"));
    }
}

/// A flag that Ctrl-C raises, and whatever else politely asks a program to end; at the second time the program ends at once.
pub(super) fn stop_on_interrupt(spoken: Language) -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if raised.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::Stopped as i32);
        }
        tell(&format!("{}\n", Message::Stopping.text(spoken)));
    })?;
    Ok(stop)
}

fn all_paths(check: &Check, configured: &Configuration, spoken: Language) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = check.paths.clone();
    if let Some(list) = check.files_from.as_ref().or(configured.files_from.as_ref()) {
        let listed = read_list(list).map_err(|error| {
            anyhow!(Message::ListNotReadable.fill(
                spoken,
                &[("path", &list.display()), ("reason", &reason(&error, spoken))]
            ))
        })?;
        paths.extend(listed);
    }
    Ok(paths)
}

fn read_list(list: &Path) -> io::Result<Vec<PathBuf>> {
    if list == Path::new(STANDARD_INPUT) {
        input::read_path_list(io::stdin().lock())
    } else {
        input::read_path_list(File::open(list)?)
    }
}

pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

pub(super) fn explained(error: BatchError, spoken: Language) -> anyhow::Error {
    match error {
        BatchError::Output(error) => not_writable(&error.path, &error.source, spoken),
        BatchError::Worker(error) => {
            anyhow!(Message::WorkerNotStarted.fill(spoken, &[("reason", &reason(&error, spoken))]))
        }
        BatchError::OtherRun(differences) => {
            let named: Vec<String> = differences.iter().map(|difference| named(difference, spoken)).collect();
            anyhow!(Message::OtherRun.fill(spoken, &[("differences", &named.join(spoken.joint()))]))
        }
        // `Stopped` was told before; what else may come says itself.
        other => other.into(),
    }
}

pub(super) fn not_writable(path: &Path, error: &io::Error, spoken: Language) -> anyhow::Error {
    let fillings: [Filling; 2] = [("path", &path.display()), ("reason", &reason(error, spoken))];
    let said = Message::OutputNotWritable.fill(spoken, &fillings);
    if error.kind() == io::ErrorKind::StorageFull {
        anyhow!("{said}\n{}", Message::StillResumable.text(spoken))
    } else {
        anyhow!(said)
    }
}

/// Says which fuhe writes Parquet, where this one was built without and it is asked for.
pub(super) fn needs_parquet(is_asked_for: bool, spoken: Language) -> anyhow::Result<()> {
    if is_asked_for && !cfg!(feature = "parquet") {
        return Err(anyhow!(Message::NoParquet.text(spoken)));
    }
    Ok(())
}

fn named(difference: &Difference, spoken: Language) -> String {
    let say = |message: Message, fillings: &[Filling]| message.fill(spoken, fillings);
    match difference {
        Difference::Version(then, now) => say(Message::OtherVersion, &[("then", then), ("now", now)]),
        Difference::InputCount(then, now) => say(Message::OtherInputCount, &[("then", then), ("now", now)]),
        Difference::Inputs => say(Message::OtherInputs, &[]),
        Difference::Setting(name, then, now) => {
            say(Message::OtherSetting, &[("name", name), ("then", then), ("now", now)])
        }
        Difference::Password => say(Message::OtherPassword, &[]),
    }
}

/// The largest status of those that hold.
pub(super) fn exit(tally: &Tally, fail_on: Option<Severity>) -> Exit {
    let not_all_read = (!tally.all_read()).then_some(Exit::NotAllRead);
    let findings = fail_on
        .filter(|severity| tally.reaches(*severity))
        .map(|_| Exit::Findings);
    not_all_read.max(findings).unwrap_or(Exit::Done)
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::*;
    use fuhe::audited::Status;

    #[test]
    fn the_largest_status_that_holds_is_the_exit_status() {
        let tally = |status, severity| {
            let mut tally = Tally::default();
            tally.files.insert(status, 1);
            tally.findings.insert((Reverse(severity), "a-rule"), 1);
            tally
        };
        let table = [
            (Status::Ok, Severity::Error, None, Exit::Done),
            (Status::NoForm, Severity::Error, None, Exit::Done),
            (Status::Ok, Severity::Error, Some(Severity::Error), Exit::Findings),
            (Status::Ok, Severity::Error, Some(Severity::Notice), Exit::Findings),
            (Status::Ok, Severity::Notice, Some(Severity::Warning), Exit::Done),
            (Status::Encrypted, Severity::Notice, None, Exit::NotAllRead),
            (
                Status::Damaged,
                Severity::Error,
                Some(Severity::Error),
                Exit::NotAllRead,
            ),
        ];
        for (status, severity, fail_on, expected) in table {
            assert_eq!(
                exit(&tally(status, severity), fail_on),
                expected,
                "{status:?} {severity:?} {fail_on:?}"
            );
        }
    }
}
