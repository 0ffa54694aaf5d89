//! What a run is told, what it tells on its way, and why it may not be done.

use std::io;
use std::path::PathBuf;

use crate::input::Shard;
use crate::report::{OutputError, Style, Tally, is_stopped};
use crate::settings::Settings;

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
    /// Whether the tables are written as Parquet, too: the feature `parquet`.
    pub parquet: bool,
    /// Which part of the inputs is read; all where there is none.
    pub shard: Option<Shard>,
    /// Whether to go on with a run that was broken off in this folder.
    pub resume: bool,
}

/// What a run does one after the other; workbook and report are made at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Reads and checks the inputs.
    Reading,
    /// Compares the forms with each other.
    Comparing,
    /// Makes the workbook.
    Workbook,
    /// Lists the findings for the report.
    Report,
    /// Paints the pages of the report.
    Pictures,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// What it is at.
    pub phase: Phase,
    /// What was found so far.
    pub tally: &'a Tally,
    /// Inputs that are written; in a later phase, how much of the total is done.
    pub done: u64,
    /// Inputs in all, as far as is known: what archives hold is known when they are opened.
    pub total: u64,
}

/// Why a run could not be done. What is wrong with a single input is no reason: that is a row of files.csv.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// A table cannot be written.
    #[error(transparent)]
    Output(OutputError),
    /// A worker cannot be started.
    #[error("cannot start a worker: {0}")]
    Worker(#[from] io::Error),
    /// What was begun in the folder is another run than the one to be gone on with.
    #[error("the run in the folder is another one")]
    OtherRun(Vec<Difference>),
    /// It was asked to stop; so many inputs are done, and the rest can be done later.
    #[error("stopped after {0} inputs")]
    Stopped(u64),
    /// It was asked to stop when all inputs were done, and what is made from the tables was not.
    #[error("stopped before all was made from the tables")]
    StoppedLater,
}

impl From<OutputError> for BatchError {
    fn from(error: OutputError) -> Self {
        if is_stopped(&error.source) {
            Self::StoppedLater
        } else {
            Self::Output(error)
        }
    }
}

/// What is not the same as when the run began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The version of fuhe: then and now.
    Version(String, String),
    /// How many inputs: then and now.
    InputCount(u64, u64),
    /// As many inputs, of which some have another name, size or time.
    Inputs,
    /// A setting: its name, then and now.
    Setting(String, String, String),
    /// The password.
    Password,
}
