//! A printed figure as a number of the workbook that is shown as it was printed.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::figure::{Bound, Figure, Target};

/// A spreadsheet keeps 15 significant digits; a number with more would be changed, and stays text.
const DIGITS: usize = 15;

/// What stands between two figures that are both right.
const BETWEEN: &str = " / ";

/// A number, and how it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Number format: `#,##0.00"%"`.
    pub(super) format: String,
    /// Whether it is shown just as the text was printed; otherwise the text says more.
    pub(super) is_as_printed: bool,
}

/// A plain figure (`6.80`, `98.52%`, `1,250.00`); `None` where the text is none.
pub(super) fn number(text: &str) -> Option<Number> {
    let figure = Figure::parse(text)?;
    let groups = text.contains([',', '，']);
    let shown = format!("{}{}", shown(figure.value, groups), figure.unit);
    Some(Number {
        value: float(figure.value)?,
        format: format(figure.decimals, groups, &figure.unit),
        is_as_printed: shown == text,
    })
}

/// The number in a figure with any unit (`411.00(个)`); its text stands beside it.
pub(super) fn number_of_actual(text: &str) -> Option<Number> {
    let figure = Figure::parse_with_unit(text)?;
    bare(figure.value)
}

/// The number that a target asks for (`≥90.00(%)`); none where it asks for two, or for none.
pub(super) fn number_of_target(text: &str) -> Option<Number> {
    match Target::parse(text)?.bound {
        Bound::AtLeast(value)
        | Bound::AtMost(value)
        | Bound::MoreThan(value)
        | Bound::LessThan(value)
        | Bound::Equal(value)
        | Bound::Bare(value) => bare(value),
        Bound::Between(..) => None,
    }
}

/// An amount of money added up, in hundredths.
pub(super) fn amount(value: Decimal) -> Option<Number> {
    let value = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    Some(Number {
        value: float(value)?,
        format: format(2, true, ""),
        is_as_printed: true,
    })
}

/// What stands beside a stated figure, with the unit that is printed there: `80%` beside `100%`, `98.53% / 98.52%`.
pub(in crate::report) fn with_unit_of(stated: &str, expected: &str) -> String {
    let Some(unit) = Figure::parse(stated)
        .map(|figure| figure.unit)
        .filter(|unit| !unit.is_empty())
    else {
        return expected.to_owned();
    };
    let completed = expected.split(BETWEEN).map(|figure| {
        let number = figure.trim_start_matches(['≤', '≥', ' ']);
        let is_bare = Figure::parse(number).is_some_and(|figure| figure.unit.is_empty());
        if is_bare {
            format!("{figure}{unit}")
        } else {
            figure.to_owned()
        }
    });
    completed.collect::<Vec<_>>().join(BETWEEN)
}

fn bare(value: Decimal) -> Option<Number> {
    Some(Number {
        value: float(value)?,
        format: format(value.scale(), false, ""),
        is_as_printed: false,
    })
}

/// The nearest float, where it gives the number back to the last digit.
fn float(value: Decimal) -> Option<f64> {
    let text = value.to_string();
    let digits = text.chars().filter(char::is_ascii_digit).collect::<String>();
    let significant = digits.trim_start_matches('0').len();
    (significant <= DIGITS).then(|| text.parse().ok()).flatten()
}

fn format(decimals: u32, groups: bool, unit: &str) -> String {
    let whole = if groups { "#,##0" } else { "0" };
    let point = if decimals > 0 { "." } else { "" };
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!("\"{unit}\"")
    };
    format!("{whole}{point}{}{unit}", "0".repeat(decimals as usize))
}

/// The number as the format shows it, without its unit.
fn shown(value: Decimal, groups: bool) -> String {
    let text = value.to_string();
    if !groups {
        return text;
    }
    let (whole, decimals) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(w, d)| (w, Some(d)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let decimals = decimals.map_or_else(String::new, |decimals| format!(".{decimals}"));
    format!("{sign}{grouped}{decimals}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_shown_as_printed_or_its_text_says_more() {
        let table = [
            ("6.80", 6.8, "0.00", true),
            ("98.52%", 98.52, "0.00\"%\"", true),
            ("1,250.00", 1250.0, "#,##0.00", true),
            ("12,345,678", 12_345_678.0, "#,##0", true),
            ("-1,250.5", -1250.5, "#,##0.0", true),
            ("10", 10.0, "0", true),
            ("12.5万元", 12.5, "0.0\"万元\"", true),
            ("0.00", 0.0, "0.00", true),
            ("９８．５２％", 98.52, "0.00\"%\"", false),
            ("1，250.00", 1250.0, "#,##0.00", false),
            ("+3", 3.0, "0", false),
            ("10 分", 10.0, "0\"分\"", false),
            ("007", 7.0, "0", false),
        ];
        for (text, value, format, is_as_printed) in table {
            let expected = Number {
                value,
                format: format.to_owned(),
                is_as_printed,
            };
            assert_eq!(number(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_or_has_more_digits_than_a_spreadsheet_keeps_stays_text() {
        for text in [
            "",
            "-",
            "—",
            "/",
            "全区共享",
            "=0.00(%)x",
            "1234567890.123456",
            "12345678901234567",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(
            number("123456789012.345").map(|number| number.value),
            Some(123_456_789_012.345)
        );
    }

    #[test]
    fn what_stands_beside_a_figure_has_its_unit() {
        let table = [
            ("100%", "80", "80%"),
            ("98.50%", "98.53 / 98.52", "98.53% / 98.52%"),
            ("400万元", "≤ 329.77", "≤ 329.77万元"),
            ("100%", "60%", "60%"),
            ("10 分", "9.85", "9.85分"),
            ("100", "80", "80"),
            ("优", "良", "良"),
            ("98.52%", "86.52 (底稿)", "86.52 (底稿)"),
            ("", "", ""),
        ];
        for (stated, expected, shown) in table {
            assert_eq!(with_unit_of(stated, expected), shown, "{stated} {expected}");
        }
    }

    #[test]
    fn targets_and_actuals_give_their_numbers() {
        let target = |text| number_of_target(text).map(|number| (number.value, number.format));
        assert_eq!(target("≥90.00(%)"), Some((90.0, "0.00".to_owned())));
        assert_eq!(target("=0.00(%)"), Some((0.0, "0.00".to_owned())));
        assert_eq!(target("5-8"), None);
        assert_eq!(target("全区共享"), None);
        let actual = number_of_actual("411.00(个)").map(|number| (number.value, number.format));
        assert_eq!(actual, Some((411.0, "0.00".to_owned())));
    }
}
