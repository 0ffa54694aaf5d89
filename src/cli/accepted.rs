//! `--accepted`: the list of findings that are accepted, for workbook and report.

use std::fs::File;
use std::path::Path;

use anyhow::anyhow;

use fuhe::language::Language;
use fuhe::messages::Message;
use fuhe::report::{Accepted, AcceptedEntry};

use super::tell;

/// So many lines that match nothing are told; a list for another year has thousands.
const LINES_TOLD: usize = 10;

/// The list of findings that are accepted; empty where none is given.
pub fn read(path: Option<&Path>, spoken: Language) -> anyhow::Result<Accepted> {
    let Some(path) = path else {
        return Ok(Accepted::default());
    };
    let read = File::open(path).map_err(Into::into).and_then(Accepted::read);
    read.map_err(|error| anyhow!(error.told(&path.display().to_string(), spoken)))
}

/// Says which lines of the list have matched nothing.
pub fn tell_unmatched(accepted: &Accepted, path: &Path, spoken: Language) {
    let unmatched: Vec<&AcceptedEntry> = accepted.unmatched().collect();
    if !unmatched.is_empty() {
        tell(&told(&unmatched, &path.display().to_string(), spoken));
    }
}

fn told(unmatched: &[&AcceptedEntry], path: &str, spoken: Language) -> String {
    let head = Message::AcceptedUnmatched.fill(spoken, &[("path", &path), ("count", &unmatched.len())]);
    let lines = unmatched.iter().take(LINES_TOLD).map(|entry| {
        let subject = if entry.file.is_empty() {
            &entry.project
        } else {
            &entry.file
        };
        let fillings: [(&str, &dyn std::fmt::Display); 4] = [
            ("line", &entry.line),
            ("subject", subject),
            ("rule", &entry.rule),
            ("field", &entry.field),
        ];
        Message::AcceptedUnmatchedLine.fill(spoken, &fillings)
    });
    let rest = unmatched.len().saturating_sub(LINES_TOLD);
    let rest = (rest > 0).then(|| Message::AcceptedUnmatchedMore.fill(spoken, &[("count", &rest)]));
    let lines: Vec<String> = std::iter::once(head).chain(lines).chain(rest).collect();
    lines.join("\n") + "\n"
}
