//! How a form rounds: the convention that explains all its stated rates and scores.

use crate::figure::Agreement;
use crate::ids::ids;

/// The conventions, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rounding {
    /// No rounding was needed.
    Exact,
    /// To the nearest; halfway: up.
    HalfUp,
    /// To the nearest; halfway: to the even digit.
    HalfEven,
    /// Cut off.
    Truncate,
    /// Each figure has a convention, not the same.
    Mixed,
    /// Only the printed amounts' own rounding explains some figure.
    WithinPrecision,
    /// Some figure is unexplained.
    Unknown,
}

ids! {
    Rounding {
        Exact => "exact",
        HalfUp => "half-up",
        HalfEven => "half-even",
        Truncate => "truncate",
        Mixed => "mixed",
        WithinPrecision => "within-precision",
        Unknown => "unknown",
    }
}

impl Rounding {
    /// The first convention that explains all figures.
    pub(super) fn of(agreements: impl Iterator<Item = Agreement>) -> Self {
        let agreements: Vec<Agreement> = agreements.collect();
        let all = |explains: fn(&Agreement) -> bool| agreements.iter().all(explains);
        if all(|a| a.exact) {
            Self::Exact
        } else if all(|a| a.half_up) {
            Self::HalfUp
        } else if all(|a| a.half_even) {
            Self::HalfEven
        } else if all(|a| a.truncate) {
            Self::Truncate
        } else if all(|a| a.has_convention()) {
            Self::Mixed
        } else if all(|a| a.is_consistent()) {
            Self::WithinPrecision
        } else {
            Self::Unknown
        }
    }
}
