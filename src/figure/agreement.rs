//! Whether a stated figure is a computed value, and by which rounding.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Computed;
use super::exact::{half_unit_of_last_place, sum, unit_of_last_place};

/// The ways in which published forms shorten a figure to its printed decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convention {
    /// To the nearest; halfway: away from zero (四舍五入).
    HalfUp,
    /// To the nearest; halfway: to the even digit.
    HalfEven,
    /// Cut off towards zero.
    Truncate,
}

impl Convention {
    /// All of them, in the contract's order.
    pub const ALL: [Self; 3] = [Self::HalfUp, Self::HalfEven, Self::Truncate];
}

/// What explains a stated figure; nothing does where no part is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a set of explanations: any of them may hold together"
)]
pub struct Agreement {
    /// The figure is the value, no rounding was needed.
    pub exact: bool,
    /// Rounding half-up gives it.
    pub half_up: bool,
    /// Rounding half-even gives it.
    pub half_even: bool,
    /// Truncating gives it.
    pub truncate: bool,
    /// One of the conventions gives it for some value that the printed amounts can stand for.
    pub within_precision: bool,
}

impl Agreement {
    /// Compares a figure stated with so many decimals; `None` where the numbers are too long to be compared exactly.
    pub fn of(stated: Decimal, decimals: u32, computed: &Computed) -> Option<Self> {
        let rounds_to_stated = |convention| Some(computed.exact.rounded(decimals, convention)? == stated);
        Some(Self {
            exact: computed.exact.compare(stated)? == Ordering::Equal,
            half_up: rounds_to_stated(Convention::HalfUp)?,
            half_even: rounds_to_stated(Convention::HalfEven)?,
            truncate: rounds_to_stated(Convention::Truncate)?,
            within_precision: can_round_to(stated, decimals, computed)?,
        })
    }

    /// Whether anything explains the figure.
    pub fn is_consistent(self) -> bool {
        self.has_convention() || self.within_precision
    }

    /// Whether one of the conventions explains it, without the amounts' slack.
    pub fn has_convention(self) -> bool {
        self.half_up || self.half_even || self.truncate
    }

    /// What explains the figure from either of two values that it may have been computed from.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            exact: self.exact || other.exact,
            half_up: self.half_up || other.half_up,
            half_even: self.half_even || other.half_even,
            truncate: self.truncate || other.truncate,
            within_precision: self.within_precision || other.within_precision,
        }
    }
}

/// Whether some value between `least` and `most` is rounded or truncated to the stated figure. What gives the figure
/// reaches from half a unit nearer to zero (included: halfway goes up) to a whole unit away from zero (excluded:
/// truncating keeps everything below); around a zero, a whole unit to both sides.
fn can_round_to(stated: Decimal, decimals: u32, computed: &Computed) -> Option<bool> {
    let unit = unit_of_last_place(decimals)?;
    let half = half_unit_of_last_place(decimals)?;
    let (below, above) = match stated.cmp(&Decimal::ZERO) {
        Ordering::Greater => (half, unit),
        Ordering::Equal => (unit, unit),
        Ordering::Less => (unit, half),
    };
    let reach = |from_low: Ordering, slack: Decimal| {
        from_low == Ordering::Less || (from_low == Ordering::Equal && slack == half)
    };
    let lowest_that_gives_it = computed.most.compare(sum(stated, -below)?)?.reverse();
    let highest_that_gives_it = computed.least.compare(sum(stated, above)?)?;
    Some(reach(lowest_that_gives_it, below) && reach(highest_that_gives_it, above))
}
