//! Settings as Python gives them -> those of the library.

use std::path::PathBuf;

use fuhe::language::Language;
use fuhe::rules::{self, Severity};
use fuhe::settings::Settings;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// What governs the reading of one document, and the language of what is said about it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Asked {
    /// The settings of the library, as JSON.
    settings: String,
    passwords: Vec<String>,
    /// The program `fuhe`, which reads a second time.
    program: Option<PathBuf>,
    chinese: bool,
}

impl Asked {
    /// The settings, looked through.
    pub(crate) fn settings(&self) -> PyResult<Settings> {
        let settings: Settings = serde_json::from_str(&self.settings).map_err(said)?;
        let named = settings.rules.off.iter().chain(settings.rules.severity.keys());
        for rule in named {
            if rules::find(rule).is_none() {
                return Err(PyValueError::new_err(format!("there is no rule {rule:?}")));
            }
        }
        for severity in settings.rules.severity.values() {
            if Severity::named(severity).is_none() {
                return Err(PyValueError::new_err(format!("there is no severity {severity:?}")));
            }
        }
        Ok(Settings {
            passwords: self.passwords.clone(),
            second_reader: self.program.clone(),
            ..settings
        })
    }

    pub(crate) fn program(&self) -> Option<PathBuf> {
        self.program.clone()
    }

    pub(crate) fn language(&self) -> Language {
        if self.chinese { Language::Zh } else { Language::En }
    }
}

/// What is wrong with a value that Python gave.
pub(crate) fn said(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}
