//! A number with a demand on it: the target of an indicator.

use rust_decimal::Decimal;

use super::Figure;
use super::number::unit;
use super::scan::{Scanned, plain, scan_number};

/// What a target asks of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `≥`, 不少于, 以上.
    AtLeast(Decimal),
    /// `≤`, 不超过, 以内.
    AtMost(Decimal),
    /// `>`, 大于.
    MoreThan(Decimal),
    /// `<`, 小于.
    LessThan(Decimal),
    /// `=`.
    Equal(Decimal),
    /// `5-8`, both ends included.
    Between(Decimal, Decimal),
    /// A number alone: no direction, unless it is 0.
    Bare(Decimal),
}

/// A target that is wholly a figure: a demand, a number or a range, a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What is asked.
    pub bound: Bound,
    /// The unit without brackets, as in [`Figure::unit`].
    pub unit: String,
}

/// What words ask, given the number.
type Demand = fn(Decimal) -> Bound;

/// Words and signs before a number, longest first where one begins another.
const PREFIXES: [(&str, Demand); 33] = [
    ("大于或等于", Bound::AtLeast),
    ("小于或等于", Bound::AtMost),
    ("大于等于", Bound::AtLeast),
    ("小于等于", Bound::AtMost),
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不小于", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("不超过", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不大于", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("至多", Bound::AtMost),
    ("最多", Bound::AtMost),
    ("大于", Bound::MoreThan),
    ("高于", Bound::MoreThan),
    ("多于", Bound::MoreThan),
    ("超过", Bound::MoreThan),
    ("小于", Bound::LessThan),
    ("低于", Bound::LessThan),
    ("少于", Bound::LessThan),
    ("等于", Bound::Equal),
    (">=", Bound::AtLeast),
    ("≥=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≤=", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("≤", Bound::AtMost),
    (">", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("==", Bound::Equal),
    ("=", Bound::Equal),
    ("", Bound::Bare),
];

/// Words behind the unit of a number.
const SUFFIXES: [(&str, Demand); 8] = [
    ("及以上", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("及以下", Bound::AtMost),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("之内", Bound::AtMost),
    ("内", Bound::AtMost),
    ("", Bound::Bare),
];

/// Between the ends of a range.
const RANGE_SIGNS: [char; 6] = ['-', '–', '—', '~', '〜', '至'];

/// Units that make a range, or a number with 内 behind it, a matter of the calendar (`1-12月`, `2022-2024年`).
const CALENDAR_UNITS: [&str; 6] = ["年", "月", "日", "号", "时", "月份"];

impl Target {
    /// Reads a target that is wholly a figure; `None` for words, and for figures among words.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = plain(text);
        let (demand, number) = PREFIXES
            .iter()
            .find_map(|(words, bound)| Some((bound, plain.strip_prefix(words)?.trim_start())))?;
        let bare = number.len() == plain.len();
        let Scanned { value, rest, .. } = scan_number(number)?;
        if let Some(target) = range(value, rest).filter(|_| bare) {
            return Some(target);
        }
        let (suffix, of_suffix) = SUFFIXES.iter().find(|(words, _)| rest.ends_with(words))?;
        let bound = match (bare, *suffix) {
            (true, _) => of_suffix(value),
            (false, "") => demand(value),
            // 不低于90%以上 says it twice; anything else says two things.
            (false, _) => Some(demand(value)).filter(|demand| *demand == of_suffix(value))?,
        };
        let unit = unit(rest.strip_suffix(suffix)?.trim_end())?;
        Some(Self { bound, unit })
    }

    /// Whether the number fulfils the target; `None` where the target gives no direction, and where a number goes
    /// beyond an exact number or a range, which a form may count as fulfilled or not.
    pub fn is_met_by(&self, actual: Decimal) -> Option<bool> {
        match self.bound {
            Bound::AtLeast(least) => Some(actual >= least),
            Bound::AtMost(most) => Some(actual <= most),
            Bound::MoreThan(limit) => Some(actual > limit),
            Bound::LessThan(limit) => Some(actual < limit),
            Bound::Equal(zero) | Bound::Bare(zero) if zero.is_zero() => Some(actual <= zero),
            Bound::Equal(number) => (actual <= number).then_some(actual == number),
            Bound::Between(low, high) => (actual <= high).then_some(actual >= low),
            Bound::Bare(_) => None,
        }
    }

    /// Whether a figure is in the target's unit; one without a unit is taken to be.
    pub fn shares_unit_with(&self, actual: &Figure) -> bool {
        actual.unit.is_empty() || actual.unit == self.unit
    }
}

/// `5-8次`, `5.00-8.00(次)`, `80%-90%`; the first number is already read.
fn range(low: Decimal, rest: &str) -> Option<Target> {
    let (unit_of_low, rest) = rest.split_once(RANGE_SIGNS)?;
    let Scanned { value: high, rest, .. } = scan_number(rest.trim_start())?;
    let unit_of_low = unit(unit_of_low.trim_end())?;
    let unit = unit(rest)?;
    let fits =
        low <= high && (unit_of_low.is_empty() || unit_of_low == unit) && !CALENDAR_UNITS.contains(&unit.as_str());
    fits.then_some(Target {
        bound: Bound::Between(low, high),
        unit,
    })
}
