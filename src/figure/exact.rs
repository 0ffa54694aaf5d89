//! Decimal arithmetic that is exact or gives up: what would overflow, or lose a digit, is `None` and is not judged.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use super::Convention;

/// `a x b` with every digit.
pub(crate) fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let product = a.checked_mul(b)?;
    let exact = a.is_zero() || b.is_zero() || product.scale() == a.scale() + b.scale();
    exact.then_some(product)
}

/// `a + b` with every digit.
pub(crate) fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let sum = a.checked_add(b)?;
    // A zero operand leaves the other as it is, whatever the scales.
    let exact = a.is_zero() || b.is_zero() || sum.scale() == a.scale().max(b.scale());
    exact.then_some(sum)
}

/// `a - b` with every digit.
pub(crate) fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn what_would_lose_a_digit_is_not_computed() {
        let tiny = decimal("0.0000000000000000000000000001");
        assert_eq!(product(tiny, decimal("0.1")), None);
        assert_eq!(sum(Decimal::MAX, tiny), None);
        assert_eq!(sum(Decimal::MAX, Decimal::ONE), None);
        assert_eq!(sum(Decimal::ZERO, tiny), Some(tiny));
    }

    #[test]
    fn a_quotient_needs_a_divisor_above_zero() {
        assert_eq!(Ratio::new(Decimal::ONE, Decimal::ZERO), None);
        assert_eq!(Ratio::new(Decimal::ONE, Decimal::NEGATIVE_ONE), None);
    }

    #[test]
    fn each_convention_rounds_either_sign_as_it_should() {
        // numerator, denominator, decimals: half-up, half-even, truncated
        let table = [
            ("670", "6.80", 2, ["98.53", "98.53", "98.52"]),
            ("898", "9.00", 2, ["99.78", "99.78", "99.77"]),
            ("1", "8", 2, ["0.13", "0.12", "0.12"]),
            ("3", "8", 2, ["0.38", "0.38", "0.37"]),
            ("5", "2", 0, ["3", "2", "2"]),
            ("7", "2", 0, ["4", "4", "3"]),
            ("1", "2", 0, ["1", "0", "0"]),
            ("-1", "8", 2, ["-0.13", "-0.12", "-0.12"]),
            ("-3", "8", 2, ["-0.38", "-0.38", "-0.37"]),
            ("-5", "2", 0, ["-3", "-2", "-2"]),
            ("-1", "2", 0, ["-1", "0", "0"]),
            ("-2", "3", 1, ["-0.7", "-0.7", "-0.6"]),
            ("2", "3", 4, ["0.6667", "0.6667", "0.6666"]),
            ("10", "5", 2, ["2.00", "2.00", "2.00"]),
            ("0", "5", 2, ["0.00", "0.00", "0.00"]),
        ];
        for (numerator, denominator, decimals, expected) in table {
            let ratio = Ratio::new(decimal(numerator), decimal(denominator)).unwrap();
            let rounded = Convention::ALL.map(|convention| ratio.rounded(decimals, convention).unwrap());
            assert_eq!(
                rounded,
                expected.map(decimal),
                "{numerator} / {denominator} to {decimals} decimals"
            );
        }
    }

    #[test]
    fn a_ratio_is_shown_whole_or_as_cut_off() {
        let shown = |numerator: &str, denominator: &str| {
            Ratio::new(decimal(numerator), decimal(denominator))
                .unwrap()
                .shown(4)
                .unwrap()
        };
        assert_eq!(shown("670", "6.80"), "98.5294…");
        assert_eq!(shown("1", "4"), "0.25");
        assert_eq!(shown("-2", "3"), "-0.6666…");
        assert_eq!(shown("1", "30000"), "0.0000…");
    }

    prop_compose! {
        fn printed()(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..5) -> Decimal {
            Decimal::new(mantissa, scale)
        }
    }

    proptest! {
        #[test]
        fn rounding_is_never_off_by_more_than_it_may(numerator in printed(), denominator in printed(), decimals in 0_u32..5) {
            prop_assume!(denominator > Decimal::ZERO);
            let ratio = Ratio::new(numerator, denominator).unwrap();
            let unit = unit_of_last_place(decimals).unwrap();
            let half = half_unit_of_last_place(decimals).unwrap();
            for convention in Convention::ALL {
                let rounded = ratio.rounded(decimals, convention).unwrap();
                prop_assert_eq!(rounded.scale(), decimals);
                // |ratio - rounded| in units of the denominator.
                let distance = difference(numerator, product(rounded, denominator).unwrap()).unwrap().abs();
                if convention == Convention::Truncate {
                    prop_assert!(distance < product(unit, denominator).unwrap());
                    prop_assert!(product(rounded.abs(), denominator).unwrap() <= numerator.abs());
                } else {
                    prop_assert!(distance <= product(half, denominator).unwrap());
                }
            }
        }

        #[test]
        fn rounding_mirrors_the_sign(numerator in printed(), denominator in printed(), decimals in 0_u32..5) {
            prop_assume!(denominator > Decimal::ZERO);
            for convention in Convention::ALL {
                let plus = Ratio::new(numerator, denominator).unwrap().rounded(decimals, convention).unwrap();
                let minus = Ratio::new(-numerator, denominator).unwrap().rounded(decimals, convention).unwrap();
                prop_assert_eq!(plus, -minus);
            }
        }
    }
}
