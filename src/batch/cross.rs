//! What only many forms show, once all are read.

use std::path::Path;

use crate::report::{CROSS_FILE, FORMS_FILE, OutputError, Pace, Style, write_afterwards, write_cross};

/// Compares the forms of the finished tables in the folder, and writes cross.csv beside them.
pub(super) fn write(folder: &Path, style: Style, pace: Pace<'_>) -> Result<(), OutputError> {
    write_afterwards(folder, CROSS_FILE, |out| {
        write_cross(pace.open(&folder.join(FORMS_FILE))?, style, out)
    })
}
