//! What a run leaves behind: its tables, and what it says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

/// What was said beside the output.
pub fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All files of a folder but the manifest, which says when the run was.
pub fn tables(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(out).unwrap().map(Result::unwrap);
    let read = entries.map(|entry| {
        (
            entry.file_name().into_string().unwrap(),
            fs::read(entry.path()).unwrap(),
        )
    });
    read.filter(|(name, _)| name != "run.json").collect()
}
