//! All files below a folder, in the order of their full names, one folder of each level in memory.
//!
//! A folder is sorted by its names with `/` behind it: so `a.pdf` stands before what is in `a/`, as it does when whole paths are sorted.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::vec;

use super::beside::Beside;
use super::{Input, Location, OpenError};

/// A walk through one folder and all below it. Hidden files are evidence like any other; links are followed, and their loops broken.
#[derive(Debug)]
pub(super) struct Walk {
    levels: Vec<Level>,
    /// What is not read.
    beside: Beside,
}

/// What is left of one folder.
#[derive(Debug)]
struct Level {
    /// Where the folder really is, to know a loop of links.
    real: Option<PathBuf>,
    entries: vec::IntoIter<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// What the entry is sorted by, which begins with its name in the tables.
    key: String,
    path: PathBuf,
    name: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Folder { is_link: bool },
    File(Location),
}

impl Walk {
    /// A walk through the folder, which the tables call by this name.
    pub(super) fn new(folder: &Path, name: &str, beside: &Beside) -> Self {
        let root = Entry {
            key: String::new(),
            path: folder.to_path_buf(),
            name: name.to_owned(),
            kind: Kind::Folder { is_link: true },
        };
        Self {
            levels: vec![Level {
                real: None,
                entries: vec![root].into_iter(),
            }],
            beside: beside.clone(),
        }
    }

    /// Goes into a folder; what hinders that.
    fn enter(&mut self, folder: &Entry, is_link: bool) -> Result<(), OpenError> {
        let above = self.levels.last().and_then(|level| level.real.as_deref());
        let real = match above.zip(folder.path.file_name()) {
            Some((above, name)) if !is_link => Some(above.join(name)),
            _ => folder.path.canonicalize().ok(),
        };
        if real.is_some() && self.levels.iter().any(|level| level.real == real) {
            // A loop hides nothing: what is in it has been, or will be, found.
            return Ok(());
        }
        let listed = fs::read_dir(&folder.path).map_err(|error| OpenError::from(&error))?;
        let mut entries = Vec::new();
        for entry in listed {
            let entry = entry.map_err(|error| OpenError::from(&error))?;
            match Entry::of(&entry, &folder.name) {
                Some(entry) => entries.push(entry),
                None => self.beside.count(&entry.path()),
            }
        }
        entries.sort_by(|a, b| a.key.cmp(&b.key).then_with(|| a.path.cmp(&b.path)));
        self.levels.push(Level {
            real,
            entries: entries.into_iter(),
        });
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            let Some(entry) = self.levels.last_mut()?.entries.next() else {
                self.levels.pop();
                continue;
            };
            let location = match entry.kind {
                Kind::Folder { is_link } => match self.enter(&entry, is_link) {
                    Ok(()) => continue,
                    Err(reason) => Location::Unreachable(reason),
                },
                Kind::File(location) => location,
            };
            return Some(Input {
                name: entry.name,
                location,
            });
        }
    }
}

impl Entry {
    /// What of a folder is gone into or read.
    fn of(entry: &fs::DirEntry, folder: &str) -> Option<Self> {
        let path = entry.path();
        let name = join(folder, &display_name(Path::new(&entry.file_name())));
        let (kind, key) = match Self::kind(entry, &path) {
            Ok(Some(kind @ Kind::Folder { .. })) => (kind, format!("{name}/")),
            Ok(Some(kind)) => (kind, sort_key(&name)),
            Ok(None) => return None,
            Err(_) if !is_readable_name(&path) => return None,
            Err(error) => {
                let reason = OpenError::from(&error);
                (Kind::File(Location::Unreachable(reason)), sort_key(&name))
            }
        };
        Some(Self { key, path, name, kind })
    }

    fn kind(entry: &fs::DirEntry, path: &Path) -> io::Result<Option<Kind>> {
        let mut kind = entry.file_type()?;
        let is_link = kind.is_symlink();
        if is_link {
            kind = fs::metadata(path)?.file_type();
        }
        Ok(if kind.is_dir() {
            Some(Kind::Folder { is_link })
        } else if !is_readable_name(path) {
            None
        } else if kind.is_file() {
            Some(Kind::File(Location::File(path.to_path_buf())))
        } else {
            Some(Kind::File(Location::Unreachable(OpenError::NotAFile)))
        })
    }
}

/// Whether a file of this name is looked for in folders.
pub(super) fn is_readable_name(path: &Path) -> bool {
    has_ending(path, "pdf") || is_archive_name(path)
}

/// Whether a file of this name is an archive.
pub(super) fn is_archive_name(path: &Path) -> bool {
    has_ending(path, "zip") || has_ending(path, "7z")
}

pub(super) fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// What a file is sorted by: its name; an archive is where its members are.
pub(super) fn sort_key(name: &str) -> String {
    let separator = if is_archive_name(Path::new(name)) {
        super::archive::SEPARATOR
    } else {
        ""
    };
    format!("{name}{separator}")
}

/// A path as the tables show it; characters that are no Unicode are replaced there, and the file is opened all the same.
pub(super) fn display_name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if cfg!(windows) {
        name.replace('\\', "/")
    } else {
        name.into_owned()
    }
}

fn join(folder: &str, name: &str) -> String {
    let separator = if folder.ends_with('/') { "" } else { "/" };
    format!("{folder}{separator}{name}")
}
