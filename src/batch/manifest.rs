//! run.json: what was done, when, with which version and settings, and the SHA-256 of each table. [`verify`](super::verify()) holds a folder against it.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::checkpoint::{Checkpoint, NAME};
use crate::input::{Shard, hexadecimal};
use crate::report::{Counts, OutputError, Style, replace};

/// Changes when a reader of the file has to change.
const SCHEMA: &str = "fuhe-run/1";

/// What an audit file keeps of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Which form the manifest has.
    pub schema: String,
    /// The version of fuhe.
    pub version: String,
    /// When the run began, in UTC.
    pub started: String,
    /// When it was complete.
    pub ended: String,
    /// The effective settings.
    pub settings: Value,
    /// How the tables are written.
    pub style: Style,
    /// The folder in which the run was started: where the names of inputs begin.
    #[serde(default)]
    pub folder: String,
    /// What was read.
    pub inputs: Inputs,
    /// What it came to.
    pub counts: Counts,
    /// Which part of the inputs was read, where not all were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Part>,
    /// How many shards the tables were put together from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged: Option<u32>,
    /// The tables, by name.
    pub tables: BTreeMap<String, Table>,
    /// The workbook and the report that were made of the tables last, by name; of a folder the hash of all names and hashes in it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub views: BTreeMap<String, Table>,
    /// The pictures of the report, where one was made last: it can be made again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Pictures>,
}

/// A shard, and how much there is in all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which one, from 0.
    pub index: u32,
    /// How many there are.
    pub of: u32,
    /// Inputs of all shards, members of archives counted singly.
    pub inputs: u64,
}

/// Which pictures a report has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    /// Most of them.
    pub most: u32,
    /// Whether all pages are painted as they are printed, not only those with findings that weigh.
    pub all_painted: bool,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// How many files were found, archives as one.
    pub files: u64,
    /// SHA-256 over the name, size and time of each of them.
    pub sha256: String,
    /// Files in the folders that were not read and may hold forms, by kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub beside: BTreeMap<String, u64>,
}

/// A table as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn of(checkpoint: &Checkpoint, tables: BTreeMap<String, Table>) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            version: checkpoint.run.version.clone(),
            started: checkpoint.started.clone(),
            ended: now(),
            settings: checkpoint.run.settings.clone(),
            style: checkpoint.run.style,
            folder: env::current_dir().map_or_else(|_| String::new(), |folder| folder.to_string_lossy().into_owned()),
            inputs: Inputs {
                files: checkpoint.run.inputs,
                sha256: checkpoint.run.inputs_sha256.clone(),
                beside: checkpoint.run.beside.clone(),
            },
            counts: checkpoint.counts.clone(),
            shard: checkpoint.run.shard.map(|shard| Part {
                index: shard.index,
                of: shard.of,
                inputs: checkpoint.found,
            }),
            merged: None,
            tables,
            views: BTreeMap::new(),
            report: None,
        }
    }

    /// The one in this folder.
    ///
    /// # Errors
    /// It cannot be read, or is none.
    pub fn load(folder: &Path) -> Result<Self, OutputError> {
        let path = folder.join(NAME);
        let read = fs::read(&path).and_then(|bytes| serde_json::from_slice(&bytes).map_err(io::Error::from));
        read.map_err(|source| OutputError { path, source })
    }

    pub(super) fn save(&self, folder: &Path) -> Result<(), OutputError> {
        let path = folder.join(NAME);
        let failed = |error: serde_json::Error| OutputError {
            path: path.clone(),
            source: error.into(),
        };
        let mut json = serde_json::to_vec_pretty(self).map_err(failed)?;
        json.push(b'\n');
        replace(&path, &json)
    }
}

impl Part {
    /// Which shard it is.
    pub(super) fn shard(self) -> Shard {
        Shard {
            index: self.index,
            of: self.of,
        }
    }
}

impl Table {
    /// What the manifest says of a file of the run.
    pub(super) fn written(path: PathBuf) -> Result<Self, OutputError> {
        Self::of(&path).map_err(|source| OutputError { path, source })
    }

    /// The table in that file.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut hash = Sha256::new();
        let bytes = io::copy(&mut File::open(path)?, &mut hash)?;
        Ok(Self {
            bytes,
            sha256: hexadecimal(&hash.finalize()),
        })
    }
}

/// The time in UTC, as RFC 3339 has it.
pub(super) fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    rfc3339(since.map_or(0, |time| time.as_secs()))
}

fn rfc3339(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let (mut year, mut day) = (1970, days);
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if day < length {
            break;
        }
        day -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", day + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_calendar() {
        let table = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ];
        for (seconds, expected) in table {
            assert_eq!(rfc3339(seconds), expected);
        }
    }
}
