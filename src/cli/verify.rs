//! `fuhe verify`: whether the tables of a folder, what was made of them, and the documents are still as run.json and files.csv say.

use std::io::{self, Write};
use std::path::Path;

use anyhow::anyhow;

use fuhe::batch::{self, Manifest, Verdict};
use fuhe::language::Language;
use fuhe::messages::{Message, reason};
use fuhe::report::{OutputError, pad, printable};

use super::Exit;
use super::views::go_where_names_begin;

/// So many documents of a kind are named.
const NAMED: usize = 20;

/// A time as people write it.
fn plain(time: &str) -> String {
    time.replace('T', " ").replace('Z', "")
}

/// Holds the folder against its manifest, and says what differs.
pub fn run(folder: &Path, language: Language) -> anyhow::Result<Exit> {
    let failed = |error: OutputError| {
        let fillings: [(&str, &dyn std::fmt::Display); 2] = [
            ("path", &error.path.display()),
            ("reason", &reason(&error.source, language)),
        ];
        anyhow!(Message::ListNotReadable.fill(language, &fillings))
    };
    let manifest = Manifest::load(folder).map_err(failed)?;
    let folder = go_where_names_begin(folder, &manifest.folder)?;
    let verified = batch::verify(&folder).map_err(failed)?;
    let files: u64 = manifest.counts.files.values().sum();
    let run = Message::Verified.fill(
        language,
        &[
            ("version", &manifest.version),
            ("started", &plain(&manifest.started)),
            ("ended", &plain(&manifest.ended)),
            ("files", &files),
            ("forms", &manifest.counts.forms),
        ],
    );
    let width = verified.written.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let line = |(name, verdict): &(String, Verdict)| {
        let said = match verdict {
            Verdict::Same => Message::TableSame,
            Verdict::Changed => Message::TableChanged,
            Verdict::Missing => Message::TableMissing,
            Verdict::Unrecorded => Message::TableUnrecorded,
        };
        format!("{}  {}\n", pad(name, width), said.text(language))
    };
    let mut told = format!("{run}\n");
    told.extend(verified.written.iter().map(line));
    let count = |message: Message, count: &dyn std::fmt::Display| message.fill(language, &[("count", count)]);
    told += &(count(Message::DocumentsSame, &verified.same) + "\n");
    let others = [
        (Message::DocumentsChanged, &verified.changed),
        (Message::DocumentsMissing, &verified.missing),
    ];
    for (message, names) in others.into_iter().filter(|(_, names)| !names.is_empty()) {
        told += &(count(message, &names.len()) + "\n");
        told.extend(names.iter().take(NAMED).map(|name| format!("  {}\n", printable(name))));
        if let Some(more) = names.len().checked_sub(NAMED).filter(|more| *more > 0) {
            told.extend(["  ", &count(Message::DocumentsMore, &more), "\n"]);
        }
    }
    match io::stdout().lock().write_all(told.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    Ok(if verified.is_whole() {
        Exit::Done
    } else {
        Exit::Findings
    })
}
