//! The effective settings of a run: what was asked for, and the defaults of the rest.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::crew::Crew;
use crate::limits::Limits;
use crate::parameters::Parameters;
use crate::words::Words;

/// What governs the reading and checking of one document. The names in files are those of the fields, with `-`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    /// What a second reader is asked to confirm.
    #[serde(rename = "confirm")]
    pub confirming: Confirming,
    /// What bears witness for a finding.
    pub witness: Witness,
    /// Which rules are checked, and how strictly.
    pub rules: RuleSettings,
    /// What one document may cost.
    pub limits: Limits,
    /// What the rules of the form prescribe, by the year since which it holds.
    pub parameters: Vec<Parameters>,
    /// Words that are added to the vocabulary of labels.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub words: Words,
    /// Whether labels and heads that nothing knew are collected.
    pub unknown_words: bool,
    /// The recognisers that read scanned pages; without any, none is read.
    #[serde(skip_serializing_if = "Recognisers::is_empty")]
    pub ocr: Recognisers,
    /// Whether the ruling lines of scanned pages are looked for where no recogniser reads them. They make no form, only a grid to look at.
    #[serde(skip)]
    pub ruled_scans: bool,
    /// Open documents that need a password: each is tried. Never written to a file.
    #[serde(skip)]
    pub passwords: Vec<String>,
    /// The program that reads a document again when it is started as `PROGRAM second-reader`: the `fuhe` command. Without it, nothing
    /// can be confirmed, and the tables say so.
    #[serde(skip)]
    pub second_reader: Option<PathBuf>,
    /// The threads that one long document may have. They change nothing of what comes out.
    #[serde(skip)]
    pub crew: Crew,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            confirming: Confirming::default(),
            witness: Witness::default(),
            rules: RuleSettings::default(),
            limits: Limits::default(),
            parameters: vec![Parameters::default()],
            words: Words::default(),
            unknown_words: false,
            ocr: Recognisers::default(),
            ruled_scans: false,
            passwords: Vec::new(),
            second_reader: None,
            crew: Crew::default(),
        }
    }
}

impl Settings {
    /// The longest time for one document: that for reading it, and for recognising as many scanned pages as may be.
    pub(crate) fn longest_time(&self) -> Duration {
        let recognizing = self.limits.recognizing.saturating_mul(self.limits.recognized_pages);
        let beside = if self.ocr.is_empty() {
            Duration::ZERO
        } else {
            recognizing
        };
        self.limits.time.saturating_add(beside)
    }
}

/// The recognisers that read scanned pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Recognisers {
    /// Their models, in the order in which they are asked: what the first reads stands in the tables.
    pub models: Vec<ModelFile>,
    /// Folder in which is kept what they have read: it is not read twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache: Option<PathBuf>,
}

impl Recognisers {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.models.is_empty()
    }
}

/// The model of a recogniser, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ModelFile {
    /// What it is called; for one that is not known, the name of its file.
    pub name: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The file, or the wheel that it is in.
    pub path: PathBuf,
    /// Its name in the wheel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// Whether it was measured with this program.
    pub known: bool,
}

/// What a second reader is asked to confirm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Confirming {
    /// The figures behind every finding of severity error or warning.
    #[default]
    Flagged,
    /// All figures of every form.
    All,
    /// Nothing.
    None,
}

/// What bears witness that a figure is as it was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Witness {
    /// A second reader of the text, and the page as painted.
    #[default]
    Picture,
    /// A second reader of the text alone.
    Text,
}

/// Which rules are checked, and how strictly; rules and severities by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RuleSettings {
    /// Rules that are not checked.
    pub off: Vec<String>,
    /// A figure that is no farther than this from what would be right is not flagged.
    pub tolerance: Tolerance,
    /// Severities other than the rules' own.
    pub severity: BTreeMap<String, String>,
}

/// How far a figure may be from what would be right: a decimal of 0 or above, in the unit of the figure. In files it is a text, so that no digit
/// of it is lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tolerance(Decimal);

/// The text is no decimal of 0 or above.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no decimal of 0 or above")]
pub struct BadTolerance(pub String);

impl Tolerance {
    /// The distance.
    pub fn distance(self) -> Decimal {
        self.0
    }
}

impl FromStr for Tolerance {
    type Err = BadTolerance;

    fn from_str(text: &str) -> Result<Self, BadTolerance> {
        // Decimal would take signs and underscores too.
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let distance = text.parse().ok().filter(|_| is_plain);
        distance.map(Self).ok_or_else(|| BadTolerance(text.to_owned()))
    }
}

impl TryFrom<String> for Tolerance {
    type Error = BadTolerance;

    fn try_from(text: String) -> Result<Self, BadTolerance> {
        text.parse()
    }
}

impl From<Tolerance> for String {
    fn from(tolerance: Tolerance) -> Self {
        tolerance.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tolerance_that_is_no_decimal_is_an_error_and_not_zero() {
        for text in ["", "-1", "+1", "1_0", "0,01", "1e3", ".", "一"] {
            assert_eq!(text.parse::<Tolerance>(), Err(BadTolerance(text.to_owned())));
            let settings = format!(r#"{{"tolerance": "{text}"}}"#);
            assert!(serde_json::from_str::<RuleSettings>(&settings).is_err(), "{text}");
        }
    }

    #[test]
    fn a_tolerance_is_written_as_it_was_read() {
        for text in ["0", "0.010", "50"] {
            assert_eq!(String::from(text.parse::<Tolerance>().unwrap()), text);
        }
    }
}
