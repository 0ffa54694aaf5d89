//! Where in the tables the rows of each content stand, so that a copy of a document is written from what was written before.
//!
//! The index lies on disk beside the tables; memory holds 32 bytes for each content.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::claims::{Content, content};
use super::wire::{read_header, write_header};
use crate::report::{Counts, OutputError, unfinished_path};

/// Name of the index before its ending.
const NAME: &str = "index";

/// Name of the index that a shard keeps, for the shards to be put together.
pub(super) const SHARD_INDEX: &str = "shard.index";

/// A document whose rows are in the tables.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) file: String,
    pub(super) sha256: String,
    /// Where its rows begin and end in each table.
    pub(super) spans: Vec<(u64, u64)>,
    pub(super) counts: Counts,
    /// Its place among the inputs of all shards, where the run is one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<u64>,
}

/// All of them, by content.
#[derive(Debug)]
pub(super) struct Index {
    path: PathBuf,
    file: BufWriter<File>,
    length: u64,
    places: HashMap<Content, u64>,
}

impl Index {
    /// An index that holds what the first so many bytes of an earlier one held.
    pub(super) fn open(folder: &Path, length: u64) -> Result<Self, OutputError> {
        let path = unfinished_path(folder, NAME);
        let opened = Self::load(&path, length);
        let (file, places) = opened.map_err(|source| OutputError {
            path: path.clone(),
            source,
        })?;
        Ok(Self {
            path,
            file,
            length,
            places,
        })
    }

    fn load(path: &Path, length: u64) -> io::Result<(BufWriter<File>, HashMap<Content, u64>)> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(length == 0)
            .truncate(false)
            .open(path)?;
        file.set_len(length)?;
        let mut places = HashMap::new();
        let mut records = BufReader::new(Read::take(&mut file, length));
        let mut place = 0;
        while let Some(written) = read_header::<Written>(&mut records)? {
            note(&mut places, &written, place);
            place = length - records.get_ref().limit() - records.buffer().len() as u64;
        }
        file.seek(SeekFrom::Start(length))?;
        Ok((BufWriter::new(file), places))
    }

    pub(super) fn knows(&self, content: Content) -> bool {
        self.places.contains_key(&content)
    }

    /// The contents in it.
    pub(super) fn contents(&self) -> impl Iterator<Item = Content> {
        self.places.keys().copied()
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The document that was written with this content.
    pub(super) fn find(&mut self, content: Content) -> Result<Option<Written>, OutputError> {
        let Some(place) = self.places.get(&content).copied() else {
            return Ok(None);
        };
        let read = self.file.flush().and_then(|()| {
            let mut file = File::open(&self.path)?;
            file.seek(SeekFrom::Start(place))?;
            read_header(&mut BufReader::new(file))
        });
        read.map_err(|source| self.failed(source))
    }

    pub(super) fn add(&mut self, written: &Written) -> Result<(), OutputError> {
        let mut record = Vec::new();
        let put = write_header(&mut record, written).and_then(|()| self.file.write_all(&record));
        put.map_err(|source| self.failed(source))?;
        note(&mut self.places, written, self.length);
        self.length += record.len() as u64;
        Ok(())
    }

    /// Has it put on the disk.
    pub(super) fn save(&mut self) -> Result<(), OutputError> {
        let saved = self.file.flush().and_then(|()| self.file.get_ref().sync_data());
        saved.map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> OutputError {
        OutputError {
            path: self.path.clone(),
            source,
        }
    }
}

/// The first document of a content is the one that is found; a shard notes the others, and inputs without a content, for later.
fn note(places: &mut HashMap<Content, u64>, written: &Written, place: u64) {
    if !written.sha256.is_empty() {
        places.entry(content(&written.sha256)).or_insert(place);
    }
}

/// Keeps the index of a complete shard beside its tables.
pub(super) fn keep(folder: &Path) -> Result<(), OutputError> {
    let (unfinished, path) = (unfinished_path(folder, NAME), folder.join(SHARD_INDEX));
    // It was kept already where the run was broken off right behind this.
    if !unfinished.exists() && path.exists() {
        return Ok(());
    }
    fs::rename(unfinished, &path).map_err(|source| OutputError { path, source })
}

/// Takes the index away, when the tables are in place.
pub(super) fn remove(folder: &Path) {
    // Where it is left, it does no harm.
    let _ = fs::remove_file(unfinished_path(folder, NAME));
}
