//! One number as printed.

use rust_decimal::Decimal;

use super::Amount;
use super::scan::{Scanned, plain, scan_number};

/// The units that may stand behind a plain number, by the contract.
const UNITS_OF_A_PLAIN_NUMBER: [&str; 5] = ["", "%", "万元", "元", "分"];

/// Longest unit of a target or an actual, in characters. `元/平方米` has 5; what is longer is a sentence.
const LONGEST_UNIT: usize = 6;

/// A printed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// As printed.
    pub text: String,
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
        let plain = plain(text);
        let Scanned { value, decimals, rest } = scan_number(&plain)?;
        Some(Self {
            text: text.to_owned(),
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
