//! The effective settings of a run: what was asked for, and the defaults of the rest.

use crate::limits::Limits;

/// What governs the reading and checking of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// What one document may cost.
    pub limits: Limits,
    /// Opens documents that need a password.
    pub password: Option<String>,
}
