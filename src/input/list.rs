//! Paths and folders -> inputs, sorted by the name that they have in the tables, each once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Input, Location, OpenError};

/// Lists what the paths name: a file as it is, a folder with all `*.pdf` in it and below, whatever the case of the ending.
/// What cannot be reached is listed too, so that nothing that was asked for goes unmentioned.
pub fn list(paths: &[PathBuf]) -> Vec<Input> {
    let mut found: Vec<(Input, PathBuf)> = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut found);
        } else {
            let location = match path.metadata() {
                Ok(_) => Location::File(path.clone()),
                Err(error) => Location::Unreachable(OpenError::from(&error)),
            };
            found.push((named(display_name(path), location), path.clone()));
        }
    }
    found.sort_by(|(a, a_path), (b, b_path)| a.name.cmp(&b.name).then_with(|| a_path.cmp(b_path)));
    let mut seen = HashSet::new();
    // Two ways to write one path (`a.pdf`, `./a.pdf`) are one input. Links are left alone: they are paths of their own.
    found.retain(|(_, path)| seen.insert(std::path::absolute(path).unwrap_or_else(|_| path.clone())));
    found.into_iter().map(|(input, _)| input).collect()
}

fn named(name: String, location: Location) -> Input {
    Input { name, location }
}

fn walk(folder: &Path, found: &mut Vec<(Input, PathBuf)>) {
    // Hidden and "ignored" files are evidence like any other; links are followed, and the walker breaks their loops.
    let walker = WalkBuilder::new(folder)
        .standard_filters(false)
        .follow_links(true)
        .build();
    for entry in walker {
        let (path, location) = match entry {
            Ok(entry) if !is_pdf_name(entry.path()) || entry.file_type().is_some_and(|kind| kind.is_dir()) => continue,
            Ok(entry) => {
                let location = if entry.file_type().is_some_and(|kind| kind.is_file()) {
                    Location::File(entry.path().to_path_buf())
                } else {
                    Location::Unreachable(OpenError::NotAFile)
                };
                (entry.into_path(), location)
            }
            Err(error) => match lost(&error) {
                Some((path, reason)) => (path, Location::Unreachable(reason)),
                None => continue,
            },
        };
        let below = path.strip_prefix(folder).unwrap_or(&path);
        found.push((named(name_below(folder, below), location), path));
    }
}

/// What a walker's error hides: a folder that cannot be listed, or a PDF that cannot be reached. A loop of links hides nothing.
fn lost(error: &ignore::Error) -> Option<(PathBuf, OpenError)> {
    match error {
        ignore::Error::WithDepth { err, .. } => lost(err),
        ignore::Error::WithPath { path, err } => {
            let reason = err.io_error().map(OpenError::from)?;
            let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
            (is_folder || is_pdf_name(path)).then(|| (path.clone(), reason))
        }
        _ => None,
    }
}

fn is_pdf_name(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// A path as the tables show it; characters that are no Unicode are replaced there, and the file is opened all the same.
fn display_name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if cfg!(windows) {
        name.replace('\\', "/")
    } else {
        name.into_owned()
    }
}

fn name_below(folder: &Path, below: &Path) -> String {
    let mut name = display_name(folder);
    if below.as_os_str().is_empty() {
        return name;
    }
    if !name.ends_with('/') {
        name.push('/');
    }
    name.push_str(&display_name(below));
    name
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_missing_path_keeps_its_row() {
        let inputs = list(&[PathBuf::from("no/such.pdf")]);
        let missing = named("no/such.pdf".into(), Location::Unreachable(OpenError::Missing));
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
