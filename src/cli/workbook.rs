//! `--xlsx`: the workbook beside the tables.

use std::path::Path;

use anyhow::anyhow;

use fuhe::batch::write_workbook;
use fuhe::language::Language;
use fuhe::messages::{Message, reason};
use fuhe::report::{Accepted, WORKBOOK};

/// Makes the workbook from the finished tables in the folder.
pub fn write(folder: &Path, accepted: &mut Accepted, written: Language, spoken: Language) -> anyhow::Result<()> {
    write_workbook(folder, written, accepted).map_err(|error| {
        let path = folder.join(WORKBOOK);
        anyhow!(Message::WorkbookNotWritten.fill(
            spoken,
            &[("path", &path.display()), ("reason", &reason(&error, spoken))]
        ))
    })
}
