//! The workbook of a finished run. Its writer panics where the disk is full; that is an error like any other, and the tables stay as they
//! are.

use std::path::Path;

use super::crash;
use super::manifest::Manifest;
use crate::language::Language;
use crate::report::{self, Accepted, CROSS_FILE, Pace, RunFacts, WorkbookError};

/// Makes the workbook from the finished tables in the folder, as [`report::write_workbook`] does.
///
/// # Errors
/// A table cannot be read, or the workbook cannot be written.
pub fn write_workbook(
    folder: &Path,
    language: Language,
    accepted: &mut Accepted,
    pace: Pace<'_>,
) -> Result<(), WorkbookError> {
    let manifest = Manifest::load(folder).map_err(|error| WorkbookError::Io {
        path: error.path,
        source: error.source,
    })?;
    let facts = RunFacts {
        is_compared: manifest.tables.contains_key(CROSS_FILE),
        version: manifest.version,
        started: manifest.started,
        settings: manifest.settings,
    };
    carefully(|| report::write_workbook(folder, &facts, language, accepted, pace))
}

fn carefully(write: impl FnOnce() -> Result<(), WorkbookError>) -> Result<(), WorkbookError> {
    let _quiet = crash::quiet();
    crash::caught(write).unwrap_or_else(|reason| Err(WorkbookError::Writer(reason)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writer_that_panics_is_an_error_that_says_why() {
        let error = carefully(|| panic!("No space left on device")).unwrap_err();
        assert!(error.to_string().contains("No space left on device"), "{error}");
    }
}
