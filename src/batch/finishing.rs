//! The two ends of a run in its folder: tables that are begun, and tables that are complete.

use std::collections::BTreeMap;
use std::path::Path;

use super::checkpoint::{Checkpoint, Identity};
use super::index;
use super::manifest::{self, Manifest, Table};
use super::plan::BatchError;
use super::{cross, parquet};
use crate::report::{CROSS_FILE, Counts, Exporter, Outputs, Pace, Style};
use crate::report::{UNKNOWN_WORDS_FILE, finish, unfinished_path, write_afterwards, write_unknown_words};

/// Begins the tables of a run in a folder.
pub(super) fn begin(
    folder: &Path,
    exporters: &[Box<dyn Exporter>],
    run: Identity,
) -> Result<(Outputs, Checkpoint), BatchError> {
    // An earlier run that was broken off is given up first: its notes would not fit the tables.
    Checkpoint::remove(folder)?;
    let checkpoint = Checkpoint {
        run,
        started: manifest::now(),
        done: 0,
        lengths: vec![0; exporters.len()],
        index_length: 0,
        counts: Counts::default(),
        found: 0,
        is_complete: false,
    };
    let outputs = Outputs::open(folder, exporters, &checkpoint.lengths)?;
    // It speaks of nothing that would have to be on the disk before it.
    checkpoint.save(folder)?;
    Ok((outputs, checkpoint))
}

/// Takes away the notes of a run that is complete, with all that was to be made from its tables. Those of one that is not are left.
///
/// # Errors
/// They cannot be read or taken away.
pub fn forget_notes(folder: &Path) -> Result<(), BatchError> {
    if Checkpoint::is_of_complete_run(folder)? {
        Checkpoint::remove(folder)?;
        index::remove(folder);
    }
    Ok(())
}

/// What is made once the tables are complete, besides putting them in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finishing {
    pub(super) style: Style,
    pub(super) cross: bool,
    pub(super) parquet: bool,
    pub(super) unknown_words: bool,
}

/// Puts complete tables in place, and returns what is to be said of them in the manifest. Where that is broken off, it can be gone on with.
pub(super) fn put_in_place(
    folder: &Path,
    finishing: Finishing,
    exporters: &[Box<dyn Exporter>],
    checkpoint: &Checkpoint,
    pace: Pace<'_>,
) -> Result<Manifest, BatchError> {
    let mut tables = BTreeMap::new();
    for exporter in exporters {
        let name = exporter.file_name();
        let finished = folder.join(name);
        let unfinished = unfinished_path(folder, name);
        let path = if unfinished.exists() { unfinished } else { finished };
        tables.insert(name.to_owned(), Table::written(path)?);
    }
    finish(folder, exporters)?;
    let mut made = Vec::new();
    if checkpoint.run.shard.is_some() {
        index::keep(folder)?;
        made.push(index::SHARD_INDEX);
    }
    if finishing.cross {
        cross::write(folder, finishing.style, pace)?;
        made.push(CROSS_FILE);
    }
    if finishing.unknown_words {
        write_afterwards(folder, UNKNOWN_WORDS_FILE, |out| {
            write_unknown_words(&checkpoint.counts, finishing.style, out)
        })?;
        made.push(UNKNOWN_WORDS_FILE);
    }
    for name in made {
        tables.insert(name.to_owned(), Table::written(folder.join(name))?);
    }
    let mut manifest = Manifest::of(checkpoint, tables);
    if finishing.parquet {
        manifest.tables.extend(parquet::write(folder, finishing.cross)?);
    }
    Ok(manifest)
}
