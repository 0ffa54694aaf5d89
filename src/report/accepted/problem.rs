//! What may be wrong with a list of findings that are set aside.

use std::io;

use super::COLUMNS;
use crate::language::Language;
use crate::messages::{self, Message, guessing};
use crate::rules;

/// Why a list cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AcceptedError {
    /// It cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A line says something that cannot be meant.
    #[error("line {line}: {problem:?}")]
    Line {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// What can be wrong with a line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It is not UTF-8.
    Encoding,
    /// The heading names a column that is not known.
    UnknownColumn(String),
    /// The heading lacks a column.
    NoColumn(&'static str),
    /// The line has fewer or more cells than the heading.
    Cells {
        /// In the heading.
        expected: u64,
        /// In the line.
        found: u64,
    },
    /// A cell that has to be filled in is blank.
    Blank(&'static str),
    /// No rule is called so.
    UnknownRule(String),
    /// The form number is no number.
    FormNumber(String),
}

impl AcceptedError {
    /// What is wrong, where, and what to do.
    pub fn told(&self, path: &str, language: Language) -> String {
        match self {
            Self::Io(error) => {
                let reason = messages::reason(error, language);
                Message::AcceptedNotReadable.fill(language, &[("path", &path), ("reason", &reason)])
            }
            Self::Line { line, problem } => {
                let problem = problem.told(language);
                Message::AcceptedLine.fill(language, &[("path", &path), ("line", line), ("problem", &problem)])
            }
        }
    }
}

impl Problem {
    fn told(&self, language: Language) -> String {
        match self {
            Self::Encoding => Message::AcceptedEncoding.text(language).to_owned(),
            Self::UnknownColumn(name) => {
                let known = COLUMNS.map(|(name, _)| name).join(", ");
                let said = Message::AcceptedUnknownColumn.fill(language, &[("name", name), ("known", &known)]);
                guessing(said, name, COLUMNS.map(|(name, _)| name), language)
            }
            Self::NoColumn(name) => Message::AcceptedNoColumn.fill(language, &[("name", name)]),
            Self::Cells { expected, found } => {
                Message::AcceptedCells.fill(language, &[("expected", expected), ("found", found)])
            }
            Self::Blank(name) => Message::AcceptedBlank.fill(language, &[("name", name)]),
            Self::UnknownRule(rule) => {
                let said = Message::AcceptedUnknownRule.fill(language, &[("rule", rule)]);
                guessing(said, rule, rules::all().iter().map(|rule| rule.id), language)
            }
            Self::FormNumber(text) => Message::AcceptedFormNumber.fill(language, &[("text", text)]),
        }
    }
}

pub(super) fn unreadable(error: csv::Error) -> AcceptedError {
    let line = error.position().map_or(1, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => AcceptedError::Io(error),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => AcceptedError::Line {
            line,
            problem: Problem::Cells {
                expected: expected_len,
                found: len,
            },
        },
        _ => AcceptedError::Line {
            line,
            problem: Problem::Encoding,
        },
    }
}
