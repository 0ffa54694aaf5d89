//! Paths -> inputs, sorted by the name that they have in the tables, each once.

use std::collections::{BTreeSet, HashSet};
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec;

use super::archive::{self, Recent};
use super::beside::Beside;
use super::walk::{Walk, display_name, is_archive_name, is_readable_name, sort_key};
use super::{Input, Location, OpenError};
use crate::limits::Limits;

/// The paths that were given, each once.
#[derive(Debug, Clone)]
pub struct Roots {
    files: Vec<Input>,
    folders: Vec<(String, PathBuf)>,
}

impl Roots {
    /// Sorts the paths into files and folders. Two ways to write one path (`a.pdf`, `./a.pdf`) are one, and so is a path below another one
    /// that is given. Links are left alone: they are paths of their own.
    pub fn new(paths: &[PathBuf]) -> Self {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let (folders, files): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|path| path.is_dir());
        let walked: HashSet<PathBuf> = folders.iter().map(|folder| absolute(folder)).collect();
        let mut seen = HashSet::new();
        let mut is_new = |path: &Path, is_walked: bool| {
            let whole = absolute(path);
            let is_below = is_walked && whole.ancestors().skip(1).any(|above| walked.contains(above));
            !is_below && seen.insert(whole)
        };
        let named = |path: &PathBuf| (display_name(path), path.clone());
        let mut folders: Vec<(String, PathBuf)> = folders.into_iter().map(named).collect();
        let mut files: Vec<(String, PathBuf)> = files.into_iter().map(named).collect();
        folders.sort();
        files.sort_by_cached_key(|(name, path)| (sort_key(name), path.clone()));
        folders.retain(|(_, path)| is_new(path, true));
        // A folder gives what is named like a PDF or an archive; any other file is given by its own name only.
        files.retain(|(_, path)| is_new(path, is_readable_name(path) && path.is_file()));
        let input = |(name, path): (String, PathBuf)| Input {
            name,
            location: match path.metadata() {
                Ok(_) => Location::File(path),
                Err(error) => Location::Unreachable(OpenError::from(&error)),
            },
        };
        Self {
            files: files.into_iter().map(input).collect(),
            folders,
        }
    }

    /// One input, wherever its bytes are.
    pub(crate) fn of(input: Input) -> Self {
        Self {
            files: vec![input],
            folders: Vec::new(),
        }
    }

    /// The files of all paths in one order, archives as one file.
    pub(super) fn files(&self) -> Files {
        self.files_and(&Beside::default())
    }

    /// The same, and what is not read is counted on the way.
    pub(super) fn files_and(&self, beside: &Beside) -> Files {
        let files: Box<dyn Iterator<Item = Input> + Send> = Box::new(self.files.clone().into_iter());
        let walks = self.folders.iter().map(|(name, path)| {
            let walk: Box<dyn Iterator<Item = Input> + Send> = Box::new(Walk::new(path, name, beside));
            walk
        });
        let mut sources: Vec<_> = std::iter::once(files).chain(walks).map(Iterator::peekable).collect();
        let first = |(number, source): (usize, &mut Source)| Some((sort_key(&source.peek()?.name), number));
        let heads = sources.iter_mut().enumerate().filter_map(first).collect();
        Files { sources, heads }
    }
}

type Source = Peekable<Box<dyn Iterator<Item = Input> + Send>>;

/// Several sorted sources as one.
pub(super) struct Files {
    sources: Vec<Source>,
    /// What the next input of each source is sorted by.
    heads: BTreeSet<(String, usize)>,
}

impl Iterator for Files {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        let (_, number) = self.heads.pop_first()?;
        let source = self.sources.get_mut(number)?;
        let input = source.next();
        self.heads
            .extend(source.peek().map(|next| (sort_key(&next.name), number)));
        input
    }
}

/// The inputs below the paths, one after the other: what cannot be reached is among them, so that nothing that was asked for goes
/// unmentioned.
pub struct Inputs {
    files: Files,
    /// Archives that are being listed: an archive, and one within it.
    open: Vec<vec::IntoIter<Input>>,
    recent: Arc<Recent>,
    limits: Limits,
    found: Arc<AtomicU64>,
}

impl Inputs {
    /// All inputs below the paths.
    pub fn new(roots: &Roots, limits: &Limits) -> Self {
        Self {
            files: roots.files(),
            open: Vec::new(),
            recent: Arc::default(),
            limits: *limits,
            found: Arc::default(),
        }
    }

    /// How many members of archives there turned out to be so far, over one for each archive: more than the files that were counted.
    pub fn members_beyond_files(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.found)
    }

    /// The next input as it is, before an archive gives its members.
    fn next_unopened(&mut self) -> Option<Input> {
        while let Some(members) = self.open.last_mut() {
            match members.next() {
                Some(member) => return Some(member),
                None => self.open.pop(),
            };
        }
        self.files.next()
    }
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            let input = self.next_unopened()?;
            let is_archive = is_archive_name(Path::new(&input.name));
            if !is_archive || matches!(input.location, Location::Unreachable(_)) {
                return Some(input);
            }
            let listing = archive::list(&input, self.open.len(), &self.recent, &self.limits);
            let more = listing.len().saturating_sub(1) as u64;
            self.found.fetch_add(more, Ordering::Relaxed);
            self.open.push(listing.into_iter());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Survey, list};

    fn folder_with(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, b"").unwrap();
        }
        folder
    }

    fn names_below(folder: &Path, inputs: &[Input]) -> Vec<String> {
        let prefix = format!("{}/", folder.display());
        inputs
            .iter()
            .map(|input| input.name.strip_prefix(&prefix).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_name_is_looked_for_from_the_innermost_document_outwards() {
        let around: Vec<&str> = crate::input::documents_around("a.zip!/b.pdf!/c.pdf").collect();
        assert_eq!(around, ["a.zip!/b.pdf!/c.pdf", "a.zip!/b.pdf", "a.zip"]);
    }

    #[test]
    fn folders_give_all_pdfs_below_them_sorted_by_name() {
        let folder = folder_with(&[
            "b/2.PDF",
            "a.pdf",
            "b/1.pdf",
            "notes.txt",
            ".hidden/x.Pdf",
            ".gitignore",
            "b.pdf",
        ]);
        std::fs::write(folder.path().join(".gitignore"), "*.pdf").unwrap();
        let inputs = list(&[folder.path().to_path_buf()]);
        let names = [".hidden/x.Pdf", "a.pdf", "b.pdf", "b/1.pdf", "b/2.PDF"];
        assert_eq!(names_below(folder.path(), &inputs), names);
    }

    #[test]
    fn the_same_path_is_listed_once() {
        let folder = folder_with(&["a.pdf", "b.pdf"]);
        let again = folder.path().join("./a.pdf");
        let inputs = list(&[folder.path().join("a.pdf"), folder.path().to_path_buf(), again]);
        assert_eq!(inputs.len(), 2);
    }

    #[test]
    fn several_folders_and_files_come_in_one_order() {
        let folder = folder_with(&["a/1.pdf", "a-b/2.pdf", "a.pdf", "c/3.pdf", "c/d/4.pdf", "z.pdf"]);
        let at = |name: &str| folder.path().join(name);
        let inputs = list(&[
            at("z.pdf"),
            at("c/d"),
            at("c"),
            at("a"),
            at("a.pdf"),
            at("a-b"),
            at("c/3.pdf"),
            at("c/5.pdf"),
        ]);
        let names = [
            "a-b/2.pdf",
            "a.pdf",
            "a/1.pdf",
            "c/3.pdf",
            "c/5.pdf",
            "c/d/4.pdf",
            "z.pdf",
        ];
        assert_eq!(names_below(folder.path(), &inputs), names);
        assert_eq!(inputs[4].location, Location::Unreachable(OpenError::Missing));
    }

    #[test]
    fn a_survey_sees_what_has_changed() {
        let folder = folder_with(&["a.pdf", "b.pdf"]);
        let survey = || Survey::of(&Roots::new(&[folder.path().to_path_buf()]));
        let before = survey();
        assert_eq!((before.files, &before), (2, &survey()));
        std::fs::write(folder.path().join("a.pdf"), b"more").unwrap();
        assert_ne!(survey().fingerprint, before.fingerprint);
    }

    #[test]
    fn a_missing_path_keeps_its_row() {
        let inputs = list(&[PathBuf::from("no/such.pdf")]);
        let missing = Input {
            name: "no/such.pdf".into(),
            location: Location::Unreachable(OpenError::Missing),
        };
        assert_eq!(inputs, [missing]);
    }

    #[test]
    fn a_file_given_by_name_needs_no_ending() {
        let folder = folder_with(&["report"]);
        let path = folder.path().join("report");
        assert_eq!(list(std::slice::from_ref(&path))[0].location, Location::File(path));
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end_and_broken_links_keep_their_row() {
        let folder = folder_with(&["a.pdf"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("broken.pdf")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("broken.txt")).unwrap();
        let inputs = list(&[folder.path().to_path_buf()]);
        assert_eq!(names_below(folder.path(), &inputs), ["a.pdf", "broken.pdf"]);
        assert_eq!(inputs[1].location, Location::Unreachable(OpenError::Missing));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_unicode_is_still_opened() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(std::ffi::OsStr::from_bytes(b"\xd7\xd4.pdf"));
        std::fs::write(&path, b"abc").unwrap();
        let inputs = list(&[folder.path().to_path_buf()]);
        assert!(inputs[0].name.ends_with("\u{fffd}\u{fffd}.pdf"), "{}", inputs[0].name);
        assert_eq!(
            inputs[0]
                .open(&crate::limits::Limits::default())
                .unwrap()
                .bytes
                .as_ref(),
            b"abc"
        );
    }
}
