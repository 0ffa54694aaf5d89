//! Whether a stated figure is a computed value, and by which rounding.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::exact::{half_unit_of_last_place, sum, unit_of_last_place};
use super::{Amount, Computed, Figure};

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
    /// Compares a figure with a value; `None` where the numbers are too long to be compared exactly.
    pub fn of(stated: &Figure, computed: &Computed) -> Option<Self> {
        let rounds_to_stated = |convention| Some(computed.exact.rounded(stated.decimals, convention)? == stated.value);
        Some(Self {
            exact: computed.exact.compare(stated.value)? == Ordering::Equal,
            half_up: rounds_to_stated(Convention::HalfUp)?,
            half_even: rounds_to_stated(Convention::HalfEven)?,
            truncate: rounds_to_stated(Convention::Truncate)?,
            within_precision: can_round_to(stated.value, stated.decimals, computed)?,
        })
    }

    /// Compares a rate with the percentage that one amount is of another; `None` also where there is none.
    pub fn of_rate(stated: &Figure, part: Amount, whole: Amount) -> Option<Self> {
        Self::of(stated, &Computed::quotient(part, whole)?.times(Decimal::ONE_HUNDRED)?)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::figure::Amount;

    fn amount(text: &str) -> Amount {
        Figure::parse(text).unwrap().amount().unwrap()
    }

    /// How a rate in percent agrees with executed / budget.
    fn rate(executed: &str, budget: &str, stated: &str) -> Agreement {
        let computed = Computed::quotient(amount(executed), amount(budget)).unwrap();
        let stated = Figure::parse(stated).unwrap();
        Agreement::of(&stated, &computed.times(Decimal::ONE_HUNDRED).unwrap()).unwrap()
    }

    #[test]
    fn a_stated_rate_agrees_by_the_conventions_that_give_it() {
        // executed, budget, stated: exact, half-up, half-even, truncated, within precision
        let table = [
            ("6.70", "6.80", "98.52", [false, false, false, true, true]),
            ("6.70", "6.80", "98.53", [false, true, true, false, true]),
            ("6.70", "6.80", "99.62", [false, false, false, false, false]),
            ("8.98", "9.00", "99.77", [false, false, false, true, true]),
            ("5.00", "5.00", "100.00", [true, true, true, true, true]),
            ("1.00", "8.00", "12.5", [true, true, true, true, true]),
            ("1.0000", "800.0000", "0.12", [false, false, true, true, true]),
            ("1.0000", "800.0000", "0.13", [false, true, false, false, true]),
            // 9.004 / 8.996 is still printed 9.00 / 9.00.
            ("9.00", "9.00", "100.08", [false, false, false, false, true]),
            ("9.00", "9.00", "100.20", [false, false, false, false, false]),
            ("0.00", "9.00", "0.00", [true, true, true, true, true]),
            ("0.00", "9.00", "0.01", [false, false, false, false, false]),
            ("-6.70", "6.80", "-98.52", [false, false, false, true, true]),
            ("-6.70", "6.80", "-98.53", [false, true, true, false, true]),
            ("-6.70", "6.80", "-99.62", [false, false, false, false, false]),
        ];
        for (executed, budget, stated, [exact, half_up, half_even, truncate, within_precision]) in table {
            let expected = Agreement {
                exact,
                half_up,
                half_even,
                truncate,
                within_precision,
            };
            assert_eq!(
                rate(executed, budget, stated),
                expected,
                "{executed} / {budget} = {stated}%"
            );
        }
    }

    #[test]
    fn the_ends_of_the_reach_count_as_rounding_says() {
        let agrees = |exact: &str, stated: &str| {
            let stated = Figure::parse(stated).unwrap();
            let computed = Computed::exactly(exact.parse().unwrap());
            Agreement::of(&stated, &computed).unwrap().within_precision
        };
        let table = [
            ("9.95", "10.0", true),
            ("9.949", "10.0", false),
            ("10.099", "10.0", true),
            ("10.1", "10.0", false),
            ("-9.95", "-10.0", true),
            ("-10.099", "-10.0", true),
            ("-10.1", "-10.0", false),
            ("0.09", "0.0", true),
            ("0.1", "0.0", false),
            ("-0.1", "0.0", false),
        ];
        for (exact, stated, expected) in table {
            assert_eq!(agrees(exact, stated), expected, "{exact} stated as {stated}");
        }
    }

    fn printed_figure(value: Decimal) -> Figure {
        Figure::parse(&value.to_string()).unwrap()
    }

    proptest! {
        #[test]
        fn every_convention_lies_within_the_reach(
            executed in 0_i64..10_000_000, budget in 1_i64..10_000_000, scale in 0_u32..5, decimals in 0_u32..5
        ) {
            let printed = |mantissa| Amount::printed(Decimal::new(mantissa, scale), scale).unwrap();
            let computed = Computed::quotient(printed(executed), printed(budget)).unwrap();
            for convention in Convention::ALL {
                let stated = computed.exact.rounded(decimals, convention).unwrap();
                let agreement = Agreement::of(&printed_figure(stated), &computed).unwrap();
                prop_assert!(agreement.has_convention() && agreement.within_precision, "{convention:?} gives {stated}");
            }
        }

        #[test]
        fn more_than_a_unit_beside_what_the_amounts_allow_is_refuted(
            executed in 0_i64..10_000_000, budget in 1_i64..10_000_000, scale in 0_u32..5, decimals in 0_u32..5, beside in 2_i64..100
        ) {
            let printed = |mantissa| Amount::printed(Decimal::new(mantissa, scale), scale).unwrap();
            let computed = Computed::quotient(printed(executed), printed(budget)).unwrap();
            let highest = computed.most.rounded(decimals, Convention::HalfUp).unwrap();
            let stated = sum(highest, Decimal::new(beside, decimals)).unwrap();
            prop_assert!(!Agreement::of(&printed_figure(stated), &computed).unwrap().is_consistent());
        }
    }
}
