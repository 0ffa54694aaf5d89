//! Decimal arithmetic that is exact or gives up: what would overflow, or lose a digit, is `None` and is not judged.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use super::Convention;

/// `a x b` with every digit.
pub fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let product = a.checked_mul(b)?;
    (product.is_zero() || product.scale() == a.scale() + b.scale()).then_some(product)
}

/// `a + b` with every digit.
pub fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let sum = a.checked_add(b)?;
    // A zero operand leaves the other as it is, whatever the scales.
    let exact = a.is_zero() || b.is_zero() || sum.scale() == a.scale().max(b.scale());
    exact.then_some(sum)
}

/// `a - b` with every digit.
pub fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    sum(a, -b)
}

/// One unit of the last of so many decimals: 0.01 for 2.
pub(super) fn unit_of_last_place(decimals: u32) -> Option<Decimal> {
    Decimal::try_new(1, decimals).ok()
}

/// Half a unit of the last of so many decimals: 0.005 for 2.
pub(super) fn half_unit_of_last_place(decimals: u32) -> Option<Decimal> {
    Decimal::try_new(5, decimals + 1).ok()
}

/// An exact quotient, never divided out: it is compared by products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: Decimal,
    /// Above zero.
    denominator: Decimal,
}

impl Ratio {
    /// `numerator / denominator`; `None` unless the denominator is above zero.
    pub fn new(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        (denominator > Decimal::ZERO).then_some(Self { numerator, denominator })
    }

    /// A decimal as it is.
    pub fn whole(value: Decimal) -> Self {
        Self {
            numerator: value,
            denominator: Decimal::ONE,
        }
    }

    /// The ratio times a decimal.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self {
            numerator: product(self.numerator, factor)?,
            ..self
        })
    }

    /// Whether the ratio is below, at or above a decimal.
    pub fn compare(self, other: Decimal) -> Option<Ordering> {
        Some(self.numerator.cmp(&product(other, self.denominator)?))
    }

    /// The smaller of the ratio and a decimal.
    pub fn at_most(self, limit: Decimal) -> Option<Self> {
        Some(match self.compare(limit)? {
            Ordering::Greater => Self::whole(limit),
            Ordering::Less | Ordering::Equal => self,
        })
    }

    /// The ratio rounded to so many decimals.
    pub fn rounded(self, decimals: u32, convention: Convention) -> Option<Decimal> {
        let truncated = self.truncated(decimals)?;
        let away = sum(truncated, self.unit_away_from_zero(decimals)?)?;
        let middle = sum(truncated, self.half_unit_away_from_zero(decimals)?)?;
        let beyond_middle = match self.compare(middle)? {
            Ordering::Equal => match convention {
                Convention::HalfUp => true,
                Convention::HalfEven => is_odd_in_last_place(truncated, decimals),
                Convention::Truncate => false,
            },
            towards => convention != Convention::Truncate && (towards == Ordering::Greater) == self.is_positive(),
        };
        Some(if beyond_middle { away } else { truncated })
    }

    /// The ratio as a person reads it: all its digits where they are few, else so many decimals and `…`.
    pub fn shown(self, decimals: u32) -> Option<String> {
        let truncated = self.truncated(decimals)?;
        Some(match self.compare(truncated)? {
            Ordering::Equal => truncated.normalize().to_string(),
            Ordering::Less | Ordering::Greater => format!("{truncated}…"),
        })
    }

    fn is_positive(self) -> bool {
        self.numerator > Decimal::ZERO
    }

    /// Cut off towards zero after so many decimals, at that scale. The division may be off in its last digit; the
    /// products put that right.
    fn truncated(self, decimals: u32) -> Option<Decimal> {
        let quotient = self.numerator.checked_div(self.denominator)?;
        let mut truncated = quotient.round_dp_with_strategy(decimals, RoundingStrategy::ToZero);
        truncated.rescale(decimals);
        let beyond = if self.is_positive() {
            Ordering::Less
        } else {
            Ordering::Greater
        };
        let step = self.unit_away_from_zero(decimals)?;
        if self.compare(truncated)? == beyond {
            truncated = difference(truncated, step)?;
        } else if self.compare(sum(truncated, step)?)? != beyond {
            truncated = sum(truncated, step)?;
        }
        (truncated.scale() == decimals).then_some(truncated)
    }

    fn unit_away_from_zero(self, decimals: u32) -> Option<Decimal> {
        let unit = unit_of_last_place(decimals)?;
        Some(if self.is_positive() { unit } else { -unit })
    }

    fn half_unit_away_from_zero(self, decimals: u32) -> Option<Decimal> {
        let half = half_unit_of_last_place(decimals)?;
        Some(if self.is_positive() { half } else { -half })
    }
}

fn is_odd_in_last_place(value: Decimal, decimals: u32) -> bool {
    let mut value = value;
    value.rescale(decimals);
    value.mantissa() % 2 != 0
}
