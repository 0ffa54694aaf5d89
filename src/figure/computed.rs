//! What follows from printed amounts: the exact value, and the bounds that the amounts' own rounding leaves.

use rust_decimal::Decimal;

use super::{Amount, Ratio};

/// A recomputed value. `least <= exact <= most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computed {
    /// From the amounts as printed.
    pub exact: Ratio,
    /// The least that the amounts can stand for.
    pub least: Ratio,
    /// The most that they can stand for.
    pub most: Ratio,
}

impl Computed {
    /// A value without slack.
    pub fn exactly(value: Decimal) -> Self {
        Self::amount(Amount::exact(value))
    }

    /// One amount as it is.
    pub fn amount(amount: Amount) -> Self {
        Self {
            exact: Ratio::whole(amount.value),
            least: Ratio::whole(amount.low),
            most: Ratio::whole(amount.high),
        }
    }

    /// `part / whole`; `None` unless the whole is certainly above zero.
    pub fn quotient(part: Amount, whole: Amount) -> Option<Self> {
        // A larger divisor brings the quotient nearer to zero, from either side.
        let divisor = |part: Decimal, nearer_zero: Decimal, farther: Decimal| {
            if part < Decimal::ZERO { farther } else { nearer_zero }
        };
        Some(Self {
            exact: Ratio::new(part.value, whole.value)?,
            least: Ratio::new(part.low, divisor(part.low, whole.high, whole.low))?,
            most: Ratio::new(part.high, divisor(part.high, whole.low, whole.high))?,
        })
    }

    /// The value times a factor of zero or above.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self {
            exact: self.exact.times(factor)?,
            least: self.least.times(factor)?,
            most: self.most.times(factor)?,
        })
    }

    /// The value, capped.
    pub fn at_most(self, limit: Decimal) -> Option<Self> {
        Some(Self {
            exact: self.exact.at_most(limit)?,
            least: self.least.at_most(limit)?,
            most: self.most.at_most(limit)?,
        })
    }
}
