//! What a run has come to, counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::record::{Entry, Status};
use crate::rules::{Confirmed, Severity};

/// Counts of files, forms and findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files by what became of them.
    pub files: BTreeMap<Status, u64>,
    /// Forms.
    pub forms: u64,
    /// Findings by severity (gravest first) and rule.
    pub findings: BTreeMap<(Reverse<Severity>, &'static str), u64>,
    /// Findings that a second reader was asked about, by what it said.
    pub confirmed: BTreeMap<Confirmed, u64>,
}

impl Tally {
    /// Counts one document.
    pub fn of(entry: &Entry) -> Self {
        let mut tally = Self::default();
        tally.files.insert(entry.audited.status, 1);
        tally.forms = entry.audited.forms.len() as u64;
        for finding in entry.audited.forms.iter().flat_map(|form| &form.findings) {
            *tally
                .findings
                .entry((Reverse(finding.severity), finding.rule))
                .or_default() += 1;
            if finding.confirmed != Confirmed::NotAsked {
                *tally.confirmed.entry(finding.confirmed).or_default() += 1;
            }
        }
        tally
    }

    /// Adds what another one counted.
    pub fn add(&mut self, other: &Self) {
        for (status, count) in &other.files {
            *self.files.entry(*status).or_default() += count;
        }
        self.forms += other.forms;
        for (key, count) in &other.findings {
            *self.findings.entry(*key).or_default() += count;
        }
        for (key, count) in &other.confirmed {
            *self.confirmed.entry(*key).or_default() += count;
        }
    }

    /// All files.
    pub fn file_count(&self) -> u64 {
        self.files.values().sum()
    }

    /// All findings.
    pub fn finding_count(&self) -> u64 {
        self.findings.values().sum()
    }

    /// Whether every input was read whole.
    pub fn all_read(&self) -> bool {
        self.files.keys().all(|status| status.is_read())
    }

    /// Whether there is a finding of this severity or a graver one.
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings.keys().any(|(Reverse(found), _)| *found >= severity)
    }
}
