//! What recognisers have read, kept in a folder: a picture is not read twice by the same models.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::lines::Readings;
use crate::input::hexadecimal;
use crate::scan::Sheet;
use crate::settings::ModelFile;

/// Changes when lines are cut, read or kept in another way.
const EDITION: &str = "1";

/// Longest file that is believed, in bytes: a page of 1,500 lines has 5 MB.
const LONGEST: u64 = 64 << 20;

/// The file for the lines of a sheet.
pub(super) fn file_of(folder: &Path, sheet: &Sheet, models: &[ModelFile]) -> PathBuf {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(EDITION);
    for model in models {
        hash.update(&model.sha256);
    }
    hash.update(sheet.gray.width.to_le_bytes());
    hash.update(&sheet.gray.pixels);
    for line in &sheet.lines {
        for edge in [line.bbox.x0, line.bbox.y0, line.bbox.x1, line.bbox.y1] {
            hash.update(edge.to_le_bytes());
        }
    }
    folder.join(hexadecimal(&hash.finalize()) + ".json")
}

/// What is kept there; nothing where it is not what a run has left.
pub(super) fn load(file: &Path, lines: usize) -> Option<Vec<Option<Readings>>> {
    let mut json = Vec::new();
    File::open(file).ok()?.take(LONGEST).read_to_end(&mut json).ok()?;
    let readings: Vec<Option<Readings>> = serde_json::from_slice(&json).ok()?;
    (readings.len() == lines).then_some(readings)
}

/// Keeps what was read, if all was; that it cannot be kept costs no more than time.
pub(super) fn keep(file: &Path, readings: &[Option<Readings>]) -> io::Result<()> {
    if readings.iter().any(Option::is_none) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // Another process may write the same: each has a file of its own until it is whole.
    let own = file.with_extension(format!("{}.part", std::process::id()));
    let mut output = File::create(&own)?;
    output.write_all(&serde_json::to_vec(readings)?)?;
    drop(output);
    fs::rename(&own, file)
}
