//! `fuhe verify`: whether the tables of a folder are still those that its run.json speaks of.

use std::io::{self, Write};
use std::path::Path;

use anyhow::anyhow;

use fuhe::batch::{self, Verdict};
use fuhe::language::Language;
use fuhe::messages::{Message, reason};
use fuhe::report::pad;

use super::Exit;

/// Holds the folder against its manifest, and says what differs.
pub fn run(folder: &Path, language: Language) -> anyhow::Result<Exit> {
    let (manifest, verdicts) = batch::verify(folder).map_err(|error| {
        let fillings: [(&str, &dyn std::fmt::Display); 2] = [
            ("path", &error.path.display()),
            ("reason", &reason(&error.source, language)),
        ];
        anyhow!(Message::ListNotReadable.fill(language, &fillings))
    })?;
    let files: u64 = manifest.counts.files.values().sum();
    let run = Message::Verified.fill(
        language,
        &[
            ("version", &manifest.version),
            ("started", &manifest.started),
            ("ended", &manifest.ended),
            ("files", &files),
            ("forms", &manifest.counts.forms),
        ],
    );
    let width = verdicts.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let line = |(name, verdict): &(String, Verdict)| {
        let said = match verdict {
            Verdict::Same => Message::TableSame,
            Verdict::Changed => Message::TableChanged,
            Verdict::Missing => Message::TableMissing,
        };
        format!("{}  {}\n", pad(name, width), said.text(language))
    };
    let tables: String = verdicts.iter().map(line).collect();
    match write!(io::stdout().lock(), "{run}\n{tables}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    let all_same = verdicts.iter().all(|(_, verdict)| *verdict == Verdict::Same);
    Ok(if all_same { Exit::Done } else { Exit::Findings })
}
