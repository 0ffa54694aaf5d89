//! One number as printed.

use rust_decimal::Decimal;

use super::Amount;
use super::scan::{Scanned, plain, plain_char, scan_number};

/// The units that may stand behind a plain number, by the contract.
const UNITS_OF_A_PLAIN_NUMBER: [&str; 5] = ["", "%", "万元", "元", "分"];

/// Longest unit of a target or an actual, in characters. `元/平方米` has 5; what is longer is a sentence.
const LONGEST_UNIT: usize = 6;

/// A printed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number itself.
    pub value: Decimal,
    /// How many decimals are printed.
    pub decimals: u32,
    /// The unit behind it without brackets, in plain characters: `%`, `万元`, `个`; empty where there is none.
    pub unit: String,
}

impl Figure {
    /// A plain number: thousands separators, sign, and `%`, `万元`, `元` or `分` behind it; full-width or not. A text
    /// with anything else in it is no number, nor are a blank, `-`, `—` and `/`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_with_unit(text).filter(|figure| UNITS_OF_A_PLAIN_NUMBER.contains(&figure.unit.as_str()))
    }

    /// A number with any unit: `411.00(个)`, `5 元/人`. A text that goes on behind the unit is no number.
    pub fn parse_with_unit(text: &str) -> Option<Self> {
        // Most cells hold words: they are told by their first character.
        let first = plain_char(text.trim_start().chars().next()?);
        if !first.is_ascii_digit() && !matches!(first, '-' | '+') {
            return None;
        }
        // A number that begins a sentence is told by the words behind it: more than a sign, and a unit in its brackets.
        let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',');
        let mut others = text.chars().map(plain_char).filter(|c| !is_of_number(*c));
        if others.nth(LONGEST_UNIT + 3).is_some() {
            return None;
        }
        let plain = plain(text);
        let Scanned { value, decimals, rest } = scan_number(&plain)?;
        Some(Self {
            value,
            decimals,
            unit: unit(rest)?,
        })
    }

    /// Whether it is printed as a percentage.
    pub fn is_percent(&self) -> bool {
        self.unit == "%"
    }

    /// What the figure can stand for, taken as an amount that was rounded when it was printed.
    pub fn amount(&self) -> Option<Amount> {
        Amount::printed(self.value, self.decimals)
    }
}

/// The text as a unit, without its brackets; `None` where it is none.
pub(super) fn unit(text: &str) -> Option<String> {
    let bare = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(text)
        .trim();
    let fits = bare.chars().count() <= LONGEST_UNIT
        && !bare.starts_with(|c: char| c.is_ascii_digit())
        && bare
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '%' | '‰' | '/' | '·' | '²' | '³' | '℃'));
    fits.then(|| {
        if bare == "百分比" {
            "%".to_owned()
        } else {
            bare.to_owned()
        }
    })
}

/// Whether the text says only that there is nothing to say: blank, `-`, `—`, `/`. It counts as nothing in a sum.
pub fn is_placeholder(text: &str) -> bool {
    plain(text)
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '-' | '—' | '–' | '―' | '─' | '/'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_numbers_are_read_as_printed() {
        let table = [
            ("6.80", "6.80", ""),
            ("98.52%", "98.52", "%"),
            ("98.52 ％", "98.52", "%"),
            ("９８．５２％", "98.52", "%"),
            ("1,250.00", "1250.00", ""),
            ("1，250，000", "1250000", ""),
            ("-5.5", "-5.5", ""),
            ("－５.5", "-5.5", ""),
            ("+3", "3", ""),
            ("10 分", "10", "分"),
            ("12.5万元", "12.5", "万元"),
            ("300元", "300", "元"),
            ("0.00", "0.00", ""),
            ("100.00(%)", "100.00", "%"),
            // As long as a short number can be, and longer.
            ("9,999,999,999,999,999.99", "9999999999999999.99", ""),
            ("-9999999999999999999", "-9999999999999999999", ""),
            ("18446744073709551616.5", "18446744073709551616.5", ""),
        ];
        for (text, value, unit) in table {
            let figure = Figure::parse(text).unwrap_or_else(|| panic!("{text} is a number"));
            // Compared as text: the decimals count.
            assert_eq!(
                (figure.value.to_string().as_str(), figure.unit.as_str()),
                (value, unit),
                "{text}"
            );
            assert_eq!(figure.decimals, figure.value.scale(), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        let texts = [
            "",
            " ",
            "-",
            "—",
            "/",
            "无",
            "1,25",
            "12,50.00",
            "1,2345",
            ",123",
            "0,123",
            "1.2.3",
            "1.",
            ".5",
            "1,000,",
            "5-8",
            "--5",
            "6.80 6.70",
            "90%以上",
            "约90",
            "411(个)",
            "1e5",
            "99999999999999999999999999999",
            "100%%",
            "10(分",
            "3.完成年度预算执行情况的绩效评价工作",
        ];
        for text in texts {
            assert_eq!(Figure::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_unit_may_stand_in_brackets_and_a_sentence_is_none() {
        let unit = |text: &str| Figure::parse_with_unit(text).map(|figure| figure.unit);
        assert_eq!(unit("411.00(个)").as_deref(), Some("个"));
        assert_eq!(unit("5 元/平方米").as_deref(), Some("元/平方米"));
        assert_eq!(unit("90百分比").as_deref(), Some("%"));
        assert_eq!(
            unit("－1，２50﹐000.00（ 元/平方米年 ）").as_deref(),
            Some("元/平方米年")
        );
        assert_eq!(unit("1 份年度运维总结报告"), None);
        assert_eq!(unit("100%响应故障并及时解决"), None);
    }

    #[test]
    fn an_amount_stands_for_half_a_unit_to_both_sides_and_a_zero_for_itself() {
        let amount = Figure::parse("6.70").unwrap().amount().unwrap();
        assert_eq!(
            (amount.low.to_string(), amount.high.to_string()),
            ("6.695".into(), "6.705".into())
        );
        let zero = Figure::parse("0.00").unwrap().amount().unwrap();
        assert_eq!((zero.low, zero.high), (Decimal::ZERO, Decimal::ZERO));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,24}") {
            let _ = Figure::parse(&text);
            let _ = Figure::parse_with_unit(&text);
        }

        #[test]
        fn a_printed_decimal_is_read_back(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..6) {
            let value = Decimal::new(mantissa, scale);
            let figure = Figure::parse(&value.to_string()).unwrap();
            prop_assert_eq!(figure.value, value);
            prop_assert_eq!(figure.decimals, scale);
        }

        #[test]
        fn full_width_and_separators_change_nothing(groups in 1_u32..999, rest in proptest::collection::vec(0_u32..999, 1..4)) {
            let separated = rest.iter().fold(groups.to_string(), |text, group| format!("{text},{group:03}"));
            let wide: String = separated.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect();
            let plain: Decimal = separated.replace(',', "").parse().unwrap();
            prop_assert_eq!(Figure::parse(&separated).unwrap().value, plain);
            prop_assert_eq!(Figure::parse(&wide).unwrap().value, plain);
        }
    }
}
