//! One number as printed.

use rust_decimal::Decimal;

use super::Amount;
use super::marks::{may_precede, without_currency, without_marks};
use super::scan::{Scanned, is_sign, plain, plain_char, scan_digits, split_sign};

/// The units that may stand behind a plain number, by the contract.
const UNITS_OF_A_PLAIN_NUMBER: [&str; 7] = ["%", "万元", "元", "分", "万", "亿元", "亿"];

/// Whole numbers in brackets below this one number something, or point to a note: `(1)`.
const NUMBERING_BELOW: Decimal = Decimal::ONE_HUNDRED;

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
    /// A plain number: thousands separators, sign, `¥` before it, and `%`, `分` or a unit of money behind it; full-width or not. In brackets it is
    /// negative, as accounts print it. A mark that points to a note is no part of it. A text with anything else in it is no number, nor are a blank,
    /// `-`, `—` and `/`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_with_unit(text)
            .filter(|figure| figure.unit.is_empty() || UNITS_OF_A_PLAIN_NUMBER.contains(&figure.unit.as_str()))
    }

    /// A number with any unit: `411.00(个)`, `5 元/人`. A text that goes on behind the unit is no number.
    pub fn parse_with_unit(text: &str) -> Option<Self> {
        // Most cells hold words: they are told by their first character.
        let first = plain_char(text.trim_start().chars().next()?);
        if !first.is_ascii_digit() && !is_sign(first) && !may_precede(first) {
            return None;
        }
        // A number that begins a sentence is told by the words behind it: more than a sign, and a unit in its brackets.
        let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',');
        let mut others = text.chars().map(plain_char).filter(|c| !is_of_number(*c));
        if others.nth(LONGEST_UNIT + 3).is_some() {
            return None;
        }
        let plain = plain(text);
        let Scanned { value, decimals, rest } = scan_amount(without_marks(&plain))?;
        Some(Self {
            value,
            decimals,
            unit: unit(without_marks(rest))?,
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

/// Reads a number as accounts print it: `¥1,250.00`, `-¥0.20`, `(0.20)`, `(5%)`.
fn scan_amount(text: &str) -> Option<Scanned<'_>> {
    let bare = without_currency(text);
    if let Some(inside) = bare.strip_prefix('(') {
        return scan_bracketed(inside);
    }
    let (is_negative, unsigned) = split_sign(bare);
    scan_digits(without_currency(unsigned), is_negative)
}

/// Reads the number in brackets; `inside` is what follows the first one.
fn scan_bracketed(inside: &str) -> Option<Scanned<'_>> {
    let bare = without_currency(inside);
    let scanned = scan_digits(bare, true)?;
    let is_plain = bare.len() == inside.len() && scanned.decimals == 0 && -scanned.value < NUMBERING_BELOW;
    match scanned.rest.strip_prefix(')') {
        Some(rest) if !is_plain => Some(Scanned {
            rest: rest.trim_start(),
            ..scanned
        }),
        Some(_) => None,
        None => scanned
            .rest
            .strip_suffix(')')
            .filter(|unit| *unit == "%")
            .map(|rest| Scanned { rest, ..scanned }),
    }
}

/// The text as a unit, without its brackets; `None` where it is none.
pub(super) fn unit(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
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

/// How many 元 one of a unit of money is; `None` where it is none.
pub(crate) fn yuan_in(unit: &str) -> Option<Decimal> {
    match unit {
        "元" => Some(Decimal::ONE),
        "万元" | "万" => Some(Decimal::from(10_000)),
        "亿元" | "亿" => Some(Decimal::from(100_000_000)),
        _ => None,
    }
}

/// Whether the text says only that there is nothing to say: blank, `-`, `—`, `/`, `¥-`. It counts as nothing in a sum.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let plain = plain(text);
    let is_nothing = |text: &str| text.chars().all(|c| c.is_whitespace() || c == '/' || is_dash(c));
    let of_money = without_currency(&plain);
    is_nothing(&plain) || !of_money.is_empty() && is_nothing(of_money)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2012}'..='\u{2015}' | '─' | 'ー')
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
            ("¥966,781.00", "966781.00", ""),
            ("￥ 100", "100", ""),
            ("-¥0.20", "-0.20", ""),
            ("¥-0.20", "-0.20", ""),
            ("¥1.5万", "1.5", "万"),
            ("1.20亿元", "1.20", "亿元"),
            ("(0.20)", "-0.20", ""),
            ("（1，250.00）", "-1250.00", ""),
            ("(0.00)", "0.00", ""),
            ("¥(0.20)", "-0.20", ""),
            ("(¥5)", "-5", ""),
            ("(5%)", "-5", "%"),
            ("(0.20)万元", "-0.20", "万元"),
            ("(100)", "-100", ""),
            ("402.4*", "402.4", ""),
            ("＊402.4", "402.4", ""),
            ("8.98¹", "8.98", ""),
            ("¹8.98", "8.98", ""),
            ("27.90②", "27.90", ""),
            ("①27.90万元", "27.90", "万元"),
            ("27.90①万元", "27.90", "万元"),
            ("100[1]", "100", ""),
            ("98.52%※", "98.52", "%"),
            ("(0.20)①", "-0.20", ""),
            ("−0.20", "-0.20", ""),
            ("\u{ad}0.20", "-0.20", ""),
            ("‐0.20", "-0.20", ""),
            ("‑0.20", "-0.20", ""),
            ("‒0.20", "-0.20", ""),
            ("–0.20", "-0.20", ""),
            ("—0.20", "-0.20", ""),
            ("―0.20", "-0.20", ""),
            ("ー0.20", "-0.20", ""),
            ("一0.20", "-0.20", ""),
            ("98·52", "98.52", ""),
            ("98\u{2024}52%", "98.52", "%"),
            ("1,250・5", "1250.5", ""),
            ("98．52", "98.52", ""),
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
            "100,00",
            "6,80",
            "98。52",
            "98｡52",
            "98.52.",
            "98·52·1",
            "71¥10",
            "28.0027.90",
            "— 5",
            "一",
            "一级",
            "¥-",
            "¥",
            "(1)",
            "（12）",
            "(-5.00)",
            "(5.00",
            "(10分)",
            "(5%)5",
            "*",
            "[1]",
            "①",
            "8.98[注",
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
        assert_eq!(unit("50 m²").as_deref(), Some("m²"));
        assert_eq!(unit("411.00(个)①").as_deref(), Some("个"));
        assert_eq!(unit("(1)个"), None);
        assert_eq!(
            unit("－1，２50﹐000.00（ 元/平方米年 ）").as_deref(),
            Some("元/平方米年")
        );
        assert_eq!(unit("1 份年度运维总结报告"), None);
        assert_eq!(unit("100%响应故障并及时解决"), None);
    }

    #[test]
    fn a_dash_in_whatever_code_says_that_there_is_nothing() {
        for text in ["", " ", "-", "—", "――", "–", "/", "¥-", "￥ —", "\u{ad}", "ー", "−"] {
            assert!(is_placeholder(text), "{text:?}");
        }
        for text in ["¥", "0", "一", "*", "无", "-5", "¥0.00"] {
            assert!(!is_placeholder(text), "{text:?}");
        }
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
        fn what_stands_around_a_number_changes_nothing(
            mantissa in 0_i64..1_000_000_000, scale in 1_u32..5, sign in "[-−–—ー一]?",
            before in "[*①※]?", currency in "[¥￥]?", behind in "(\\*|¹|②|\\[1\\]|【注】)?"
        ) {
            let value = Decimal::new(mantissa, scale);
            let expected = if sign.is_empty() { value } else { -value };
            let figure = Figure::parse(&format!("{before}{currency}{sign}{value}{behind}"));
            prop_assert_eq!(figure.map(|figure| figure.value), Some(expected));
            let figure = Figure::parse(&format!("{before}（{currency}{value}）{behind}"));
            prop_assert_eq!(figure.map(|figure| figure.value), Some(-value));
        }

        #[test]
        fn a_comma_that_parts_no_group_of_three_makes_no_number(whole in 0_u32..1000, rest in "[0-9]{1,2}|[0-9]{4}") {
            let text = format!("{whole},{rest}");
            prop_assert_eq!(Figure::parse(&text), None);
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
