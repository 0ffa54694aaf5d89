//! The effective settings of a run: what was asked for, and the defaults of the rest.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

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
    /// Open documents that need a password: each is tried. Never written to a file.
    #[serde(skip)]
    pub passwords: Vec<String>,
    /// The program that reads a document again when it is started as `PROGRAM second-reader`: the `fuhe` command. Without it, nothing
    /// can be confirmed, and the tables say so.
    #[serde(skip)]
    pub second_reader: Option<PathBuf>,
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
            passwords: Vec::new(),
            second_reader: None,
        }
    }
}

/// What a second reader is asked to confirm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
pub enum Witness {
    /// A second reader of the text, and the page as painted.
    #[default]
    Picture,
    /// A second reader of the text alone.
    Text,
}

/// Which rules are checked, and how strictly; rules and severities by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RuleSettings {
    /// Rules that are not checked.
    pub off: Vec<String>,
    /// A figure that is no farther than this from what would be right is not flagged; a decimal, in the unit of the figure.
    pub tolerance: String,
    /// Severities other than the rules' own.
    pub severity: BTreeMap<String, String>,
}

impl Default for RuleSettings {
    fn default() -> Self {
        Self {
            off: Vec::new(),
            tolerance: "0".to_owned(),
            severity: BTreeMap::new(),
        }
    }
}
