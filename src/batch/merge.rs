//! The folders of all shards -> one folder, with the tables that one run over all inputs would have written.
//!
//! Each shard has noted where the rows of each of its inputs stand, and which place the input has among those of all shards. They are handed to the
//! writer of a run in that order, as if they had just been read: so copies are told from all, and everything that follows is what follows in a run.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::checkpoint::{Checkpoint, Identity, settings_differences};
use super::claims::content;
use super::finishing::{Finishing, begin, forget_notes, put_in_place};
use super::index::{Index, SHARD_INDEX, Written};
use super::manifest::{Manifest, Part};
use super::ordered::Ordered;
use super::plan::{BatchError, Difference, Phase, Progress};
use super::unit::Unit;
use super::verify::{self, Verdict};
use super::wire::{read_bytes, read_header};
use super::worker::Rendered;
use crate::input::Document;
use crate::report::{CROSS_FILE, OutputError, Pace, Tally, exporters};
use crate::settings::Settings;

/// What is made besides the tables; what the shards have is made in any case.
#[derive(Debug, Clone, Copy, Default)]
pub struct Merging {
    /// Compare the forms with each other.
    pub cross: bool,
    /// Write the tables as Parquet, too.
    pub parquet: bool,
}

/// Why shards cannot be put together.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// A shard cannot be read, or the tables cannot be written.
    #[error(transparent)]
    Batch(#[from] BatchError),
    /// What a run says of itself, or a table of it, cannot be read.
    #[error("{}: {}", .0.path.display(), .0.source)]
    NotRead(OutputError),
    /// The run in the folder is not complete.
    #[error("{}: not finished", .0.display())]
    Unfinished(PathBuf),
    /// The folder holds no shard.
    #[error("{}: no shard", .0.display())]
    NoShard(PathBuf),
    /// Two folders hold the same shard.
    #[error("{} and {}: both shard {shard}", .path.display(), .other.display())]
    Twice {
        /// A folder.
        path: PathBuf,
        /// The other one.
        other: PathBuf,
        /// The shard, as `0/3`.
        shard: String,
    },
    /// Some shards are not there.
    #[error("missing shards {missing:?} of {of}")]
    Missing {
        /// Which, from 0.
        missing: Vec<u32>,
        /// How many there are.
        of: u32,
    },
    /// Two folders hold shards of different runs.
    #[error("{} and {}: shards of different runs", .path.display(), .other.display())]
    OtherRun {
        /// A folder.
        path: PathBuf,
        /// The one that it is held against.
        other: PathBuf,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// A table is not as the run wrote it.
    #[error("{}: changed", .0.display())]
    Changed(PathBuf),
    /// The shards did not find the same inputs: what has this place is there twice, or not at all.
    #[error("the shards did not find the same inputs: place {0}")]
    OtherInputs(u64),
    /// The tables would be written over those of a shard.
    #[error("{}: a shard", .0.display())]
    IntoShard(PathBuf),
}

impl From<OutputError> for MergeError {
    fn from(error: OutputError) -> Self {
        Self::Batch(error.into())
    }
}

impl From<io::Error> for MergeError {
    fn from(error: io::Error) -> Self {
        Self::Batch(error.into())
    }
}

/// Puts the shards in these folders together, in another one. `watch` is told how far it has come.
///
/// # Errors
/// The shards are not those of one run, not all of them are there, or one is there twice; a table cannot be read or written.
pub fn merge(
    shards: &[PathBuf],
    folder: &Path,
    merging: Merging,
    mut watch: impl FnMut(Progress<'_>),
) -> Result<Tally, MergeError> {
    let parts = shards.iter().map(|path| part(path)).collect::<Result<Vec<_>, _>>()?;
    let Some((_, first, all)) = parts.first() else {
        return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
    };
    agree(&parts)?;
    complete(&parts)?;
    if let Ok(target) = fs::canonicalize(folder)
        && parts
            .iter()
            .any(|(path, ..)| fs::canonicalize(path).is_ok_and(|path| path == target))
    {
        return Err(MergeError::IntoShard(folder.to_path_buf()));
    }
    for (path, manifest, _) in &parts {
        unchanged(path, manifest)?;
    }
    let settings: Settings = serde_json::from_value(first.settings.clone()).map_err(io::Error::from)?;
    let exporters = exporters(first.style);
    let tables: Vec<&str> = exporters.iter().map(|exporter| exporter.file_name()).collect();
    let (mut outputs, mut checkpoint) = begin(folder, &exporters, identity(&parts, first))?;
    let started = parts.iter().map(|(_, manifest, _)| &manifest.started).min();
    checkpoint.started.clone_from(started.unwrap_or(&first.started));
    let index = Index::open(folder, checkpoint.index_length)?;
    let mut ordered = Ordered::new(&mut outputs, index, &exporters, checkpoint);
    open_many_files();
    let paths = parts.iter().map(|(path, ..)| path);
    let mut rows = paths
        .map(|path| Rows::open(path, &tables))
        .collect::<Result<Vec<_>, _>>()?;
    let mut heads = BTreeMap::new();
    for (number, shard) in rows.iter_mut().enumerate() {
        step(&mut heads, number, shard)?;
    }
    for place in 0..all.inputs {
        let (number, written) = heads.remove(&place).ok_or(MergeError::OtherInputs(place))?;
        let shard = rows.get_mut(number).ok_or(MergeError::OtherInputs(place))?;
        let content = (!written.sha256.is_empty()).then(|| content(&written.sha256));
        // Of a copy nothing is taken: it is written from the first of all.
        let is_copy = content.is_some_and(|content| ordered.knows(content));
        let rendered = (!is_copy).then(|| shard.take(&written)).transpose()?;
        step(&mut heads, number, shard)?;
        let unit = Unit {
            place,
            file: written.file,
            sha256: written.sha256,
            content,
            rendered,
            elapsed: Duration::ZERO,
        };
        let done = ordered.write(usize::try_from(place).unwrap_or(usize::MAX), unit)?;
        watch(Progress {
            phase: Phase::Reading,
            tally: ordered.tally(),
            done,
            total: all.inputs,
        });
    }
    if let Some(place) = heads.keys().next() {
        return Err(MergeError::OtherInputs(*place));
    }
    ordered.checkpoint_mut().is_complete = true;
    let checkpoint = ordered.save(folder)?;
    let tally = Tally {
        beside: first.inputs.beside.clone(),
        ..Tally::from(&checkpoint.counts)
    };
    let has = |name: &str| parts.iter().any(|(_, manifest, _)| manifest.tables.contains_key(name));
    let finishing = Finishing {
        style: first.style,
        cross: merging.cross || has(CROSS_FILE),
        parquet: merging.parquet || has("files.parquet"),
        unknown_words: settings.unknown_words,
    };
    watch(Progress {
        phase: Phase::Comparing,
        tally: &tally,
        done: 0,
        total: 0,
    });
    finish(folder, finishing, &exporters, &checkpoint, &parts)?;
    Ok(tally)
}

/// A folder, what its run says of itself, and which shard it is.
type Shard = (PathBuf, Manifest, Part);

fn part(path: &Path) -> Result<Shard, MergeError> {
    let is_begun = Checkpoint::is_begun(path)?;
    let manifest = match Manifest::load(path) {
        Err(error) if is_begun && error.source.kind() == io::ErrorKind::NotFound => None,
        read => Some(read.map_err(MergeError::NotRead)?),
    };
    match manifest {
        Some(manifest) if !is_begun => match manifest.shard {
            Some(part) => Ok((path.to_path_buf(), manifest, part)),
            None => Err(MergeError::NoShard(path.to_path_buf())),
        },
        _ => Err(MergeError::Unfinished(path.to_path_buf())),
    }
}

/// Whether all are shards of one run, by this version: rows of another one may be other rows.
fn agree(parts: &[Shard]) -> Result<(), MergeError> {
    let Some((other, first, all)) = parts.first() else {
        return Ok(());
    };
    for (path, manifest, part) in parts {
        let mut differences = Vec::new();
        let now = env!("CARGO_PKG_VERSION");
        for version in [now, &*first.version] {
            if manifest.version != version && differences.is_empty() {
                differences.push(Difference::Version(manifest.version.clone(), version.to_owned()));
            }
        }
        differences.extend(settings_differences(
            (&manifest.settings, manifest.style),
            (&first.settings, first.style),
        ));
        if part.of != all.of {
            let [own, others] = [part, all].map(|part| part.shard().to_string());
            differences.push(Difference::Setting("shard".to_owned(), own, others));
        }
        if part.inputs != all.inputs {
            differences.push(Difference::InputCount(part.inputs, all.inputs));
        }
        if !differences.is_empty() {
            return Err(MergeError::OtherRun {
                path: path.clone(),
                other: other.clone(),
                differences,
            });
        }
    }
    Ok(())
}

/// Whether each shard is there, once.
fn complete(parts: &[Shard]) -> Result<(), MergeError> {
    let mut there: BTreeMap<u32, &PathBuf> = BTreeMap::new();
    let mut of = 0;
    for (path, _, part) in parts {
        of = part.of;
        if let Some(other) = there.insert(part.index, path) {
            return Err(MergeError::Twice {
                path: path.clone(),
                other: other.clone(),
                shard: part.shard().to_string(),
            });
        }
    }
    let missing: Vec<u32> = (0..of).filter(|index| !there.contains_key(index)).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(MergeError::Missing { missing, of })
    }
}

/// Where the rows stand is known only of the tables that the run wrote.
fn unchanged(path: &Path, manifest: &Manifest) -> Result<(), MergeError> {
    match verify::tables(path, manifest)
        .into_iter()
        .find(|(_, verdict)| *verdict != Verdict::Same)
    {
        Some((name, _)) => Err(MergeError::Changed(path.join(name))),
        None => Ok(()),
    }
}

/// What the tables are of: as it would be for one run.
fn identity(parts: &[Shard], first: &Manifest) -> Identity {
    let mut listed: Vec<&str> = parts.iter().map(|(_, manifest, _)| &*manifest.inputs.sha256).collect();
    listed.sort_unstable();
    listed.dedup();
    // The same files have other times where they were copied to several machines: then it speaks of all of these.
    let inputs_sha256 = match listed.as_slice() {
        [one] => (*one).to_owned(),
        several => Document::new("", several.concat()).sha256,
    };
    Identity {
        version: first.version.clone(),
        inputs: first.inputs.files,
        inputs_sha256,
        beside: first.inputs.beside.clone(),
        key_sha256: String::new(),
        settings: first.settings.clone(),
        style: first.style,
        shard: None,
    }
}

fn finish(
    folder: &Path,
    finishing: Finishing,
    exporters: &[Box<dyn crate::report::Exporter>],
    checkpoint: &Checkpoint,
    parts: &[Shard],
) -> Result<(), MergeError> {
    let never = AtomicBool::new(false);
    let mut manifest = put_in_place(folder, finishing, exporters, checkpoint, Pace::new(&never, &|_, _| {}))?;
    let mut folders: Vec<&str> = parts.iter().map(|(_, manifest, _)| &*manifest.folder).collect();
    folders.dedup();
    // The names of the inputs begin where the shards were made, if that was one place.
    if let [one] = folders.as_slice() {
        (*one).clone_into(&mut manifest.folder);
    }
    manifest.merged = u32::try_from(parts.len()).ok();
    manifest.save(folder)?;
    forget_notes(folder)?;
    Ok(())
}

/// Shards have seven files each, and a process may open 1,024 where nobody asks for more.
fn open_many_files() {
    // Where it is refused, the file that is one too many says so.
    #[cfg(unix)]
    let _ = rlimit::increase_nofile_limit(u64::MAX);
}

/// Puts the next input of a shard among the next ones of all.
fn step(heads: &mut BTreeMap<u64, (usize, Written)>, number: usize, shard: &mut Rows) -> Result<(), MergeError> {
    if let Some(written) = shard.next()? {
        let place = written.place.unwrap_or_default();
        if heads.insert(place, (number, written)).is_some() {
            return Err(MergeError::OtherInputs(place));
        }
    }
    Ok(())
}

/// The inputs of a shard in their order, and their rows.
struct Rows {
    index: BufReader<File>,
    tables: Vec<(BufReader<File>, u64)>,
}

impl Rows {
    fn open(folder: &Path, tables: &[&str]) -> Result<Self, MergeError> {
        let open = |name: &str| {
            let path = folder.join(name);
            let opened = File::open(&path).map(BufReader::new);
            opened.map_err(|source| MergeError::NotRead(OutputError { path, source }))
        };
        let tables = tables.iter().map(|name| Ok((open(name)?, 0)));
        Ok(Self {
            index: open(SHARD_INDEX)?,
            tables: tables.collect::<Result<_, MergeError>>()?,
        })
    }

    fn next(&mut self) -> io::Result<Option<Written>> {
        read_header(&mut self.index)
    }

    /// The rows of an input; those before it were taken or are left out.
    fn take(&mut self, written: &Written) -> io::Result<Rendered> {
        let mut tables = Vec::with_capacity(self.tables.len());
        for ((table, at), (from, to)) in self.tables.iter_mut().zip(&written.spans) {
            let left_out = from.checked_sub(*at).ok_or(io::ErrorKind::InvalidData)?;
            let length = to.checked_sub(*from).ok_or(io::ErrorKind::InvalidData)?;
            table.seek_relative(i64::try_from(left_out).map_err(io::Error::other)?)?;
            tables.push(read_bytes(table, usize::try_from(length).map_err(io::Error::other)?)?);
            *at = *to;
        }
        Ok(Rendered {
            tables,
            tally: Tally::from(&written.counts),
        })
    }
}
