//! What a run has come to, counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::audited::{Entry, Status};
use crate::rules::{self, Confirmed, Severity};

use super::unknown::{CountedWord, UnknownWords};

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
    /// Labels and heads that nothing knew, where they are asked for: by part of the form and word.
    pub unknown_words: UnknownWords,
    /// Files in the folders that were not read and may hold forms, by kind.
    pub beside: BTreeMap<String, u64>,
}

impl Tally {
    /// Counts one document.
    pub fn of(entry: &Entry) -> Self {
        let mut tally = Self::default();
        tally.files.insert(entry.audited.status, 1);
        tally.forms = entry.audited.forms.len() as u64;
        tally.unknown_words = UnknownWords::of(entry);
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
        self.unknown_words.add(&other.unknown_words);
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

/// A tally in words, as files and other processes take it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Files by status.
    pub files: BTreeMap<String, u64>,
    /// Forms.
    pub forms: u64,
    /// Findings by severity and rule.
    pub findings: BTreeMap<String, BTreeMap<String, u64>>,
    /// Findings that a second reader was asked about, by what it said.
    pub confirmed: BTreeMap<String, u64>,
    /// Labels and heads that nothing knew, where they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_words: Vec<CountedWord>,
}

impl From<&Tally> for Counts {
    fn from(tally: &Tally) -> Self {
        let mut findings: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for ((Reverse(severity), rule), count) in &tally.findings {
            let of_severity = findings.entry(severity.id().to_owned()).or_default();
            of_severity.insert((*rule).to_owned(), *count);
        }
        Self {
            files: tally
                .files
                .iter()
                .map(|(status, n)| (status.id().to_owned(), *n))
                .collect(),
            forms: tally.forms,
            findings,
            confirmed: tally
                .confirmed
                .iter()
                .map(|(word, n)| (word.id().to_owned(), *n))
                .collect(),
            unknown_words: tally.unknown_words.all().cloned().collect(),
        }
    }
}

impl From<&Counts> for Tally {
    /// Words that are not known, of another version, are left out.
    fn from(counts: &Counts) -> Self {
        let mut tally = Self {
            forms: counts.forms,
            unknown_words: counts.unknown_words.iter().cloned().collect(),
            ..Self::default()
        };
        let files = counts.files.iter();
        tally
            .files
            .extend(files.filter_map(|(id, count)| Some((Status::named(id)?, *count))));
        for (id, rules) in &counts.findings {
            let Some(severity) = Severity::named(id) else { continue };
            let known = rules
                .iter()
                .filter_map(|(id, count)| Some((rules::find(id)?.id, *count)));
            tally
                .findings
                .extend(known.map(|(rule, count)| ((Reverse(severity), rule), count)));
        }
        let confirmed = counts.confirmed.iter();
        tally
            .confirmed
            .extend(confirmed.filter_map(|(id, count)| Some((Confirmed::named(id)?, *count))));
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_survives_being_put_in_words() {
        let mut tally = Tally {
            forms: 3,
            ..Tally::default()
        };
        tally.files.insert(Status::NoForm, 2);
        tally.findings.insert((Reverse(Severity::Warning), "grade"), 4);
        tally.confirmed.insert(Confirmed::Unavailable, 1);
        assert_eq!(Tally::from(&Counts::from(&tally)), tally);
    }
}
