//! The tables of a finished run, as columns in memory.

use std::path::PathBuf;

use fuhe::report::columnar::read;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;

/// Rows that become columns at once: large enough that whoever takes them takes long stretches.
const ROWS_AT_ONCE: usize = 65_536;

/// A table of a run, by the name of its file without an ending.
#[pyfunction]
pub(crate) fn columns(py: Python<'_>, folder: PathBuf, table: &str) -> PyResult<PyTable> {
    let (batches, schema) = py.detach(|| {
        let batches = read(&folder, table, ROWS_AT_ONCE)?;
        let schema = batches.schema();
        batches
            .collect::<std::io::Result<Vec<_>>>()
            .map(|batches| (batches, schema))
    })?;
    PyTable::try_new(batches, schema)
}
