//! What a printed amount can stand for: its own rounding has hidden up to half a unit of its last place.

use rust_decimal::Decimal;

use super::exact::{half_unit_of_last_place, product, sum};

/// A value, and the bounds within which the true value may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The value as printed.
    pub value: Decimal,
    /// The least it can stand for.
    pub low: Decimal,
    /// The most it can stand for.
    pub high: Decimal,
}

impl Amount {
    /// A value without slack.
    pub fn exact(value: Decimal) -> Self {
        Self {
            value,
            low: value,
            high: value,
        }
    }

    /// A value printed with so many decimals: half a unit of the last place to either side, none where it is zero.
    pub fn printed(value: Decimal, decimals: u32) -> Option<Self> {
        if value.is_zero() {
            return Some(Self::exact(value));
        }
        let slack = half_unit_of_last_place(decimals)?;
        Some(Self {
            value,
            low: sum(value, -slack)?,
            high: sum(value, slack)?,
        })
    }

    /// The same amount in a unit `factor` times smaller (`factor` above zero).
    pub fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self {
            value: product(self.value, factor)?,
            low: product(self.low, factor)?,
            high: product(self.high, factor)?,
        })
    }

    /// Both together, and their slack together.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            value: sum(self.value, other.value)?,
            low: sum(self.low, other.low)?,
            high: sum(self.high, other.high)?,
        })
    }
}
