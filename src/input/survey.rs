//! How many files there are to read, and what they are, before the first one is read: for the progress, and so that a run is only gone on with
//! over the very same files.

use std::collections::BTreeMap;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use super::beside::Beside;
use super::document::hexadecimal;
use super::{Input, Location, Roots};

/// What a look at the list of files says; archives count as one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// How many.
    pub files: u64,
    /// SHA-256 over the name, size and time of each.
    pub fingerprint: String,
    /// Files in the folders that are not read, by kind, where they may hold forms: Word, spreadsheets, pictures, other archives.
    pub beside: BTreeMap<String, u64>,
}

impl Survey {
    /// Looks at all files below the paths.
    pub fn of(roots: &Roots) -> Self {
        let mut files = 0;
        let mut hash = Sha256::new();
        let beside = Beside::default();
        for input in roots.files_and(&beside) {
            files += 1;
            hash.update(described(&input));
        }
        Self {
            files,
            fingerprint: hexadecimal(&hash.finalize()),
            beside: beside.counts(),
        }
    }
}

/// A line of its own for each file that differs in name, size or time. What cannot be reached may be within reach later.
fn described(input: &Input) -> String {
    let metadata = match &input.location {
        Location::File(path) => path.metadata().ok(),
        Location::Member(_) | Location::Memory(_) | Location::Unreachable(_) => None,
    };
    let size = metadata.as_ref().map_or(0, std::fs::Metadata::len);
    let modified = metadata.and_then(|metadata| metadata.modified().ok());
    // Whole seconds: file systems that are carried about keep no more.
    let seconds = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{}\0{size}\0{}\n", input.name, seconds.map_or(0, |time| time.as_secs()))
}
