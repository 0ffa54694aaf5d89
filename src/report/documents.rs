//! The documents of a finished run, read back from its files.csv.

use std::io::{self, Read};

use crate::stored::stored_files;

/// The name of each document, and its SHA-256, which is blank where it could not be opened.
pub(crate) fn documents(files: impl Read) -> impl Iterator<Item = io::Result<(String, String)>> {
    stored_files(files).map(|file| file.map(|file| (file.file, file.sha256)))
}
