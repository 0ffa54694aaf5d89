//! A number with a demand on it: the target of an indicator.

use rust_decimal::Decimal;

use super::Figure;
use super::marks::without_marks;
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

/// Whether a text is a demand without its number: `≥`, `不超过`.
pub(crate) fn is_demand(text: &str) -> bool {
    let plain = plain(text);
    !plain.is_empty() && PREFIXES.iter().any(|(words, _)| *words == plain)
}

impl Target {
    /// Reads a target that is wholly a figure; `None` for words, and for figures among words.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = plain(text);
        let printed = without_marks(&plain);
        let (demand, number) = PREFIXES
            .iter()
            .find_map(|(words, bound)| Some((bound, printed.strip_prefix(words)?.trim_start())))?;
        let bare = number.len() == printed.len();
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
        let is_a_date = bare && !suffix.is_empty() && CALENDAR_UNITS.contains(&unit.as_str());
        (!is_a_date).then_some(Self { bound, unit })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn targets_are_read_with_direction_and_unit() {
        let table = [
            ("≥90.00(%)", Bound::AtLeast(number("90.00")), "%"),
            ("≧735人次", Bound::AtLeast(number("735")), "人次"),
            ("≥90百分比", Bound::AtLeast(number("90")), "%"),
            ("不少于51台", Bound::AtLeast(number("51")), "台"),
            ("不低于 90 %", Bound::AtLeast(number("90")), "%"),
            ("90%以上", Bound::AtLeast(number("90")), "%"),
            ("不低于90%以上", Bound::AtLeast(number("90")), "%"),
            ("大于等于5次", Bound::AtLeast(number("5")), "次"),
            (">=5次", Bound::AtLeast(number("5")), "次"),
            ("≦3次", Bound::AtMost(number("3")), "次"),
            ("不超过3次", Bound::AtMost(number("3")), "次"),
            ("2 小时内", Bound::AtMost(number("2")), "小时"),
            ("30个工作日以内", Bound::AtMost(number("30")), "个工作日"),
            ("＞90%", Bound::MoreThan(number("90")), "%"),
            ("大于80%", Bound::MoreThan(number("80")), "%"),
            ("<45.00(小时)", Bound::LessThan(number("45.00")), "小时"),
            ("小于5次", Bound::LessThan(number("5")), "次"),
            ("=0.00(%)", Bound::Equal(number("0.00")), "%"),
            ("﹦3人", Bound::Equal(number("3")), "人"),
            ("═100%", Bound::Equal(number("100")), "%"),
            ("5-8次", Bound::Between(number("5"), number("8")), "次"),
            (
                "400.00-419.00(户)",
                Bound::Between(number("400.00"), number("419.00")),
                "户",
            ),
            ("80%～90%", Bound::Between(number("80"), number("90")), "%"),
            ("≥-5℃", Bound::AtLeast(number("-5")), "℃"),
            ("100%", Bound::Bare(number("100")), "%"),
            ("≥90.00(%)*", Bound::AtLeast(number("90.00")), "%"),
            ("①≥735人次②", Bound::AtLeast(number("735")), "人次"),
            ("5—8次", Bound::Between(number("5"), number("8")), "次"),
            ("≥98·5%", Bound::AtLeast(number("98.5")), "%"),
        ];
        for (text, bound, unit) in table {
            let expected = Target {
                bound,
                unit: unit.to_owned(),
            };
            assert_eq!(Target::parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_dates_and_contradictions_are_no_targets() {
        let texts = [
            "全区共享",
            "100%响应故障并及时解决",
            "1 项, 全年",
            "2023年1—12月",
            "1-12月",
            "2022-2024年",
            "≥90%以下",
            "≥5-8次",
            "8-5次",
            "≥",
            "不少于",
            "12月内",
        ];
        for text in texts {
            assert_eq!(Target::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_meets_misses_or_leaves_open() {
        let table = [
            ("≥90%", "90", Some(true)),
            ("≥90%", "89.99", Some(false)),
            ("≤4小时", "4", Some(true)),
            ("≤4小时", "5", Some(false)),
            (">90%", "90", Some(false)),
            ("<5次", "5", Some(false)),
            ("=3人", "3", Some(true)),
            ("=3人", "0", Some(false)),
            ("=3人", "4", None),
            ("=0次", "3", Some(false)),
            ("0%", "4", Some(false)),
            ("0%", "0", Some(true)),
            ("59台", "59", None),
            ("59台", "10", None),
            ("5-8次", "5", Some(true)),
            ("5-8次", "8", Some(true)),
            ("5-8次", "4", Some(false)),
            ("5-8次", "9", None),
        ];
        for (target, actual, met) in table {
            assert_eq!(
                Target::parse(target).unwrap().is_met_by(number(actual)),
                met,
                "{actual} for {target}"
            );
        }
    }
}
