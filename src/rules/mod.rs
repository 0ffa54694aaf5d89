//! Form and expected figures -> findings. One file a rule.

mod finding;

pub use finding::{Finding, Severity};
