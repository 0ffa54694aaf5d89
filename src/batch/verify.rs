//! Whether all that a run read and wrote is still as it was: its tables, the workbook and the report that were made of them, and the
//! documents.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::manifest::{Manifest, Table};
use crate::input::{Inputs, Roots, documents_around, hexadecimal};
use crate::limits::Limits;
use crate::report::{FILES_FILE, OutputError, REPORT_FOLDER, WORKBOOK, documents};

/// What people open is made of the tables, at once or later.
const VIEWS: [&str; 2] = [WORKBOOK, REPORT_FOLDER];

/// What is said of a table, or of what was made of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it was written.
    Same,
    /// It has been changed.
    Changed,
    /// It is not there, or cannot be read.
    Missing,
    /// It is there, and nothing says that it was made of these tables.
    Unrecorded,
}

/// What has become of a run.
#[derive(Debug)]
pub struct Verified {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its tables, and what was made of them.
    pub written: Vec<(String, Verdict)>,
    /// Documents that are where they were, as they were.
    pub same: u64,
    /// Those that are other ones now, by their names in files.csv.
    pub changed: Vec<String>,
    /// Those that are no longer there.
    pub missing: Vec<String>,
}

impl Verified {
    /// Whether nothing has been changed, and nothing is missing.
    pub fn is_whole(&self) -> bool {
        let is_harmless = |verdict: Verdict| matches!(verdict, Verdict::Same | Verdict::Unrecorded);
        self.written.iter().all(|(_, verdict)| is_harmless(*verdict))
            && self.changed.is_empty()
            && self.missing.is_empty()
    }
}

/// Holds a folder against its manifest, and the documents against its files.csv: their names begin in the working folder.
///
/// # Errors
/// The manifest cannot be read, or is none. What else cannot be read is a verdict.
pub fn verify(folder: &Path) -> Result<Verified, OutputError> {
    let manifest = Manifest::load(folder)?;
    let mut written = tables(folder, &manifest);
    for name in VIEWS {
        let path = folder.join(name);
        let verdict = match manifest.views.get(name) {
            Some(table) => held_against(&view(&path), table),
            None if path.exists() => Verdict::Unrecorded,
            None => continue,
        };
        written.push((name.to_owned(), verdict));
    }
    let mut verified = Verified {
        written,
        same: 0,
        changed: Vec::new(),
        missing: Vec::new(),
        manifest,
    };
    // Where the list is not what it was, it says nothing of the documents.
    let is_known = |(name, verdict): &(String, Verdict)| name == FILES_FILE && *verdict == Verdict::Same;
    if verified.written.iter().any(is_known) {
        let path = folder.join(FILES_FILE);
        let hashes = hashes(&path).map_err(|source| OutputError { path, source })?;
        verified.look_at(hashes);
    }
    Ok(verified)
}

/// Holds the tables of a run against its manifest.
pub(super) fn tables(folder: &Path, manifest: &Manifest) -> Vec<(String, Verdict)> {
    let held = manifest.tables.iter().map(|(name, table)| {
        // A name in a file that somebody may have changed leads nowhere else.
        let is_plain = !name.contains(['/', '\\']);
        let found = if is_plain {
            Table::of(&folder.join(name))
        } else {
            Err(io::ErrorKind::NotFound.into())
        };
        (name.clone(), held_against(&found, table))
    });
    held.collect()
}

/// Notes in the manifest what has been made of the tables, so that [`verify`] knows it.
///
/// # Errors
/// It cannot be read, or the manifest not be written.
pub fn record_views(folder: &Path, workbook: bool, report: bool) -> Result<(), OutputError> {
    let mut manifest = Manifest::load(folder)?;
    let made = [(WORKBOOK, workbook), (REPORT_FOLDER, report)];
    for (name, _) in made.into_iter().filter(|(_, is_made)| *is_made) {
        let path = folder.join(name);
        let table = view(&path).map_err(|source| OutputError { path, source })?;
        manifest.views.insert(name.to_owned(), table);
    }
    manifest.save(folder)
}

fn held_against(found: &io::Result<Table>, table: &Table) -> Verdict {
    match found {
        Ok(found) if found == table => Verdict::Same,
        Ok(_) => Verdict::Changed,
        Err(_) => Verdict::Missing,
    }
}

/// A file, or all files of a folder together: their names and hashes, in the order of the names.
fn view(path: &Path) -> io::Result<Table> {
    if path.is_file() {
        return Table::of(path);
    }
    let (mut files, mut open) = (BTreeSet::new(), vec![path.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(path);
            }
        }
    }
    let (mut bytes, mut hash) = (0, Sha256::new());
    for file in files {
        let table = Table::of(&file)?;
        let name = file
            .strip_prefix(path)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        bytes += table.bytes;
        hash.update(format!("{name}\n{}\n", table.sha256));
    }
    Ok(Table {
        bytes,
        sha256: hexadecimal(&hash.finalize()),
    })
}

/// The SHA-256 of each document by its name. What is attached to a document goes with it; what could not be opened had none.
fn hashes(files: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut hashes = BTreeMap::new();
    for document in documents(File::open(files)?) {
        let (file, sha256) = document?;
        let is_within = documents_around(&file)
            .skip(1)
            .any(|around| hashes.contains_key(around));
        if !sha256.is_empty() && !is_within {
            hashes.insert(file, sha256);
        }
    }
    Ok(hashes)
}

impl Verified {
    fn look_at(&mut self, mut hashes: BTreeMap<String, String>) {
        let limits = self.manifest.settings.pointer("/limits").cloned().unwrap_or_default();
        let limits: Limits = serde_json::from_value(limits).unwrap_or_default();
        // An archive is opened once, for all of its members.
        let mut found = HashSet::new();
        let there = hashes
            .keys()
            .filter_map(|file| documents_around(file).map(PathBuf::from).find(|path| path.is_file()));
        let there: Vec<PathBuf> = there.filter(|path| found.insert(path.clone())).collect();
        for input in Inputs::new(&Roots::new(&there), &limits) {
            let Some(sha256) = hashes.remove(&input.name) else {
                continue;
            };
            match input.open(&limits) {
                Ok(document) if document.sha256 == sha256 => self.same += 1,
                Ok(_) => self.changed.push(input.name),
                Err(_) => self.missing.push(input.name),
            }
        }
        self.missing.extend(hashes.into_keys());
        self.missing.sort();
    }
}
