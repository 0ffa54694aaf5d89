//! `fuhe._native`: what the Python package needs of the library, in plain values. What users see, types, texts and errors, is made in Python, in
//! the folder `fuhe` beside this one.

mod columns;
mod document;
mod picture;
mod run;
mod settings;
mod tables;

use pyo3::prelude::*;

/// Documents and runs, for the package around this module.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::columns::columns;
    #[pymodule_export]
    use crate::document::audit;
    #[pymodule_export]
    use crate::picture::page_picture;
    #[pymodule_export]
    use crate::run::check;
    #[pymodule_export]
    use crate::tables::tables;
}
