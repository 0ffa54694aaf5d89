//! `fuhe check`: the run, its progress and its closing summary.

use std::fs::File;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::anyhow;

use fuhe::batch::{self, BatchError, Plan};
use fuhe::input;
use fuhe::language::Language;
use fuhe::messages::Message;
use fuhe::report::{self, Style, Tally};
use fuhe::rules::Severity;
use fuhe::settings::Settings;

use super::arguments::Check;
use super::progress::Progress;
use super::workbook;
use super::{Exit, passwords, tell, terminal};

/// The list that is standard input.
const STANDARD_INPUT: &str = "-";

/// Checks what was asked for. Files are written in one language, the terminal is spoken to in another.
pub fn run(check: &Check, written: Language, spoken: Language) -> anyhow::Result<Exit> {
    let began = Instant::now();
    let inputs = input::list(&all_paths(check, spoken)?);
    let plan = Plan {
        threads: check.threads.map_or_else(processors, usize::from),
        style: Style {
            language: written,
            byte_order_mark: !check.no_bom,
            chinese_headers: check.headers == Some(Language::Zh),
        },
        settings: Settings {
            passwords: passwords::all(&check.passwords, spoken)?,
            confirming: check.confirm.unwrap_or_default(),
            second_reader: std::env::current_exe().ok(),
            ..Settings::default()
        },
        cross: check.cross,
    };
    // A list that cannot be used is said before the long work, not after it.
    let mut accepted = workbook::accepted(check, spoken)?;
    let progress = Progress::new(inputs.len() as u64, check.quiet, spoken);
    let tally = batch::run(&inputs, &check.out, &plan, |tally| progress.show(tally));
    progress.end();
    let tally = tally.map_err(|error| explained(error, spoken))?;
    if inputs.is_empty() {
        tell(&format!("{}\n", Message::NothingToCheck.text(spoken)));
    }
    if check.xlsx {
        workbook::write(check, &mut accepted, written, spoken)?;
    }
    if !check.quiet {
        let paint = terminal::paint(&io::stderr());
        tell(&report::summary(&tally, began.elapsed(), &check.out, paint, spoken));
    }
    Ok(exit(&tally, check.fail_on))
}

fn all_paths(check: &Check, spoken: Language) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = check.paths.clone();
    if let Some(list) = &check.files_from {
        let listed = read_list(list).map_err(|error| {
            anyhow!(Message::ListNotReadable.fill(spoken, &[("path", &list.display()), ("reason", &error)]))
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

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

fn explained(error: BatchError, spoken: Language) -> anyhow::Error {
    match error {
        BatchError::Output(error) => {
            let fillings: [(&str, &dyn std::fmt::Display); 2] =
                [("path", &error.path.display()), ("reason", &error.source)];
            anyhow!(Message::OutputNotWritable.fill(spoken, &fillings))
        }
        BatchError::Workers(error) => anyhow!(Message::ThreadsNotStarted.fill(spoken, &[("reason", &error)])),
        BatchError::Row(error) => error.into(),
    }
}

/// The largest status of those that hold.
fn exit(tally: &Tally, fail_on: Option<Severity>) -> Exit {
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
    use fuhe::report::Status;

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
