//! The picture of a page, for whoever looks at a finding in a notebook.

use std::sync::Arc;

use fuhe::pdf::ReadOptions;
use fuhe::picture::sheet::{Manner, pages_to_sheets};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// Room for whatever nesting a document may have, in bytes: as much as a run gives to each of its threads.
const STACK_BYTES: usize = 16 << 20;

/// `png` or `svg`, the bytes, and the size of the page as shown, in points.
type PagePicture<'py> = (&'static str, Bound<'py, PyBytes>, u32, u32);

/// A page, numbered from 1, as it is printed; drawn again as SVG where a font of it is not in the file. None where it cannot be painted.
#[pyfunction]
pub(crate) fn page_picture(
    py: Python<'_>,
    bytes: Vec<u8>,
    page: u32,
    passwords: Vec<String>,
) -> PyResult<Option<PagePicture<'_>>> {
    let sheet = py.detach(|| {
        let options = ReadOptions {
            passwords,
            ..ReadOptions::default()
        };
        let bytes = Arc::new(bytes);
        let painter = std::thread::Builder::new().stack_size(STACK_BYTES);
        let painted = painter.spawn(move || pages_to_sheets(&bytes, &[page], &[], &[], &options).0.remove(&page))?;
        PyResult::Ok(painted.join().unwrap_or(None))
    })?;
    Ok(sheet.map(|sheet| {
        let kind = if sheet.manner == Manner::Painted { "png" } else { "svg" };
        (kind, PyBytes::new(py, &sheet.bytes), sheet.width, sheet.height)
    }))
}
