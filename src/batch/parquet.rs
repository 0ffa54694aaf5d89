//! The finished tables of a folder -> the same as Parquet, beside them.

use std::collections::BTreeMap;
use std::path::Path;

use super::manifest::{Manifest, Table};
use crate::report::{CROSS_FILE, OutputError};

/// Writes the tables of a finished run as Parquet, too, and says so in its manifest.
///
/// # Errors
/// A table cannot be read or written, or this was built without the feature `parquet`.
pub fn add_parquet(folder: &Path) -> Result<(), OutputError> {
    let mut manifest = Manifest::load(folder)?;
    let is_compared = manifest.tables.contains_key(CROSS_FILE);
    manifest.tables.extend(write(folder, is_compared)?);
    manifest.save(folder)
}

/// Writes them; what is to be said of each in the manifest.
#[cfg(feature = "parquet")]
pub(super) fn write(folder: &Path, is_compared: bool) -> Result<BTreeMap<String, Table>, OutputError> {
    use crate::report::{columnar, write_afterwards};
    let mut tables = BTreeMap::new();
    for name in columnar::NAMES
        .into_iter()
        .filter(|name| is_compared || *name != columnar::CROSS)
    {
        let file_name = format!("{name}.parquet");
        write_afterwards(folder, &file_name, |out| columnar::write_parquet(folder, name, out))?;
        let table = Table::written(folder.join(&file_name))?;
        tables.insert(file_name, table);
    }
    Ok(tables)
}

/// The same where it was built without.
#[cfg(not(feature = "parquet"))]
pub(super) fn write(folder: &Path, _: bool) -> Result<BTreeMap<String, Table>, OutputError> {
    Err(OutputError {
        path: folder.to_path_buf(),
        source: std::io::ErrorKind::Unsupported.into(),
    })
}
