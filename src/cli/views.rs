//! What people open, made from finished tables: the workbook and the report, at once, since a workbook is written by one thread.

use std::env;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::thread;

use anyhow::anyhow;

use fuhe::batch::{self, BatchError, Phase, Publishing};
use fuhe::language::Language;
use fuhe::messages::{Message, reason};
use fuhe::report::html::{self, LeftOut};
use fuhe::report::{self, Accepted, Pace, WORKBOOK, WorkbookError, is_stopped};

use super::check::explained;
use super::progress::Progress;
use super::tell;

/// So many files of which no picture could be made are named.
const NAMED: usize = 5;

/// What is to be made.
pub struct Views<'a> {
    /// The folder of the tables.
    pub folder: &'a Path,
    pub xlsx: bool,
    /// The report, and how.
    pub html: Option<Publishing<'a>>,
    /// The language of the tables.
    pub written: Language,
}

/// What became of it.
pub enum Made {
    All(Vec<LeftOut>),
    /// It was asked to stop.
    Stopped,
}

impl Views<'_> {
    /// Makes them.
    pub fn make(
        &self,
        accepted: &mut Accepted,
        stop: &AtomicBool,
        progress: &Progress,
        spoken: Language,
    ) -> anyhow::Result<Made> {
        // Both look at the same findings, so each knows afterwards which lines have matched.
        let mut marked_in_report = accepted.clone();
        let tell_of = |phase: Phase| move |done: u64, total: u64| progress.tell(phase, done, total);
        let (workbook, listing, painting) = (
            tell_of(Phase::Workbook),
            tell_of(Phase::Report),
            tell_of(Phase::Pictures),
        );
        let paces = [Pace::new(stop, &listing), Pace::new(stop, &painting)];
        let marked = &mut marked_in_report;
        let made = thread::scope(|scope| {
            let report = self
                .html
                .as_ref()
                .map(|publishing| scope.spawn(move || batch::publish(self.folder, publishing, marked, stop, paces)));
            let written = self
                .xlsx
                .then(|| batch::write_workbook(self.folder, self.written, accepted, Pace::new(stop, &workbook)));
            let published = report.map(|report| report.join().unwrap_or_else(|panic| resume_unwind(panic)));
            (written, published)
        });
        if !self.xlsx {
            *accepted = marked_in_report;
        }
        match made {
            (Some(Err(WorkbookError::Io { source, .. })), _) if is_stopped(&source) => Ok(Made::Stopped),
            (Some(Err(error)), _) => {
                let path = self.folder.join(WORKBOOK);
                let fillings: [(&str, &dyn std::fmt::Display); 2] =
                    [("path", &path.display()), ("reason", &reason(&error, spoken))];
                Err(anyhow!(Message::WorkbookNotWritten.fill(spoken, &fillings)))
            }
            (_, Some(Err(BatchError::StoppedLater))) => Ok(Made::Stopped),
            (_, Some(Err(error))) => Err(explained(error, spoken)),
            (_, published) => {
                if self.xlsx || self.html.is_some() {
                    batch::record_views(self.folder, self.xlsx, self.html.is_some())
                        .map_err(|error| explained(error.into(), spoken))?;
                }
                Ok(Made::All(published.and_then(Result::ok).unwrap_or_default()))
            }
        }
    }

    /// Says where they are.
    pub fn tell_where(&self, spoken: Language) {
        let written = |message: Message, path: &Path| {
            let text = message.fill(spoken, &[("path", &path.display())]);
            tell(&format!("{}\n", report::printable(&text)));
        };
        if self.xlsx {
            written(Message::SummaryWorkbook, &self.folder.join(WORKBOOK));
        }
        if self.html.is_some() {
            written(Message::SummaryReport, &html::page(self.folder));
        }
    }
}

/// Goes to the folder in which the run was started, where it still is one: there the names of the inputs, and the ways to them, are what they
/// were. Returns the folder of the tables as it is called from there.
pub fn go_where_names_begin(tables: &Path, began: &str) -> anyhow::Result<PathBuf> {
    let tables = std::path::absolute(tables)?;
    if !began.is_empty() && Path::new(began).is_dir() {
        env::set_current_dir(began)?;
    }
    Ok(tables)
}

/// Says of which documents there is no picture, and why.
pub fn tell_left_out(left_out: &[LeftOut], spoken: Language) {
    if left_out.is_empty() {
        return;
    }
    let mut text = Message::PicturesLeftOut.fill(spoken, &[("count", &left_out.len())]);
    for LeftOut { file, reason } in left_out.iter().take(NAMED) {
        text.extend(["\n  ", &report::printable(file), "  ", reason.text(spoken)]);
    }
    if left_out.len() > NAMED {
        text += "\n  …";
    }
    tell(&format!("{text}\n"));
}

/// A table, or the manifest, that cannot be read.
pub fn not_readable(path: &Path, error: &io::Error, spoken: Language) -> anyhow::Error {
    let fillings: [(&str, &dyn std::fmt::Display); 2] = [("path", &path.display()), ("reason", &reason(error, spoken))];
    anyhow!(Message::NoFinishedRun.fill(spoken, &fillings))
}
