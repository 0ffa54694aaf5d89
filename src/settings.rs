//! The effective settings of a run: what was asked for, and the defaults of the rest.

use std::path::PathBuf;

use crate::limits::Limits;

/// What governs the reading and checking of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// What one document may cost.
    pub limits: Limits,
    /// Open documents that need a password: each is tried.
    pub passwords: Vec<String>,
    /// What a second reader is asked to confirm.
    pub confirming: Confirming,
    /// The program that reads a document again when it is started as `PROGRAM second-reader`: the `fuhe` command. Without it, nothing
    /// can be confirmed, and the tables say so.
    pub second_reader: Option<PathBuf>,
}

/// What a second reader is asked to confirm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Confirming {
    /// The figures behind every finding of severity error or warning.
    #[default]
    Flagged,
    /// All figures of every form.
    All,
    /// Nothing.
    None,
}
