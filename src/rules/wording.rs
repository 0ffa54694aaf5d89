//! How findings put a recomputation into words.

use rust_decimal::Decimal;

use crate::engine::PointColumn;
use crate::figure::{Computed, Convention, Ratio};
use crate::form::model::{Field, Form};
use crate::language::Bilingual;

/// Decimals of an inexact value in an explanation, before the `…`.
const SHOWN_DECIMALS: u32 = 4;

/// What a recomputed value should be printed as.
pub(super) struct ByConvention {
    /// The distinct figures, rounded half-up first: `98.53 / 98.52`.
    pub(super) figures: String,
    /// The figures with the names of the conventions.
    pub(super) words: Bilingual,
}

/// The value at so many decimals, under each convention.
pub(super) fn by_convention(value: &Computed, decimals: u32) -> Option<ByConvention> {
    let rounded = |convention| Some(value.exact.rounded(decimals, convention)?.to_string());
    let half_up = rounded(Convention::HalfUp)?;
    let half_even = rounded(Convention::HalfEven)?;
    let truncated = rounded(Convention::Truncate)?;
    let words = if half_up == truncated {
        Bilingual::new(half_up.clone(), half_up.clone())
    } else if half_up == half_even {
        Bilingual::new(
            format!("{truncated}（截断）或 {half_up}（四舍五入）"),
            format!("{truncated} truncated, {half_up} rounded"),
        )
    } else {
        // Halfway, and the digit before is even: half-even stays where truncating ends.
        Bilingual::new(
            format!("{truncated}（截断或四舍六入五成双）或 {half_up}（四舍五入）"),
            format!("{truncated} truncated or rounded half-even, {half_up} rounded half-up"),
        )
    };
    let figures = if half_up == truncated {
        half_up
    } else {
        format!("{half_up} / {truncated}")
    };
    Some(ByConvention { figures, words })
}

/// The value in words: all its digits, or the first and `…`.
pub(super) fn shown(value: &Computed) -> Option<String> {
    value.exact.shown(SHOWN_DECIMALS)
}

/// How far the amounts' own rounding may have moved the value; nothing where it makes no difference at so many decimals.
pub(super) fn slack(value: &Computed, decimals: u32, unit: &str) -> Option<Bilingual> {
    let nearest = |value: Ratio| value.rounded(decimals, Convention::HalfUp);
    if nearest(value.least)? == nearest(value.most)? {
        return Some(Bilingual::default());
    }
    let (least, most) = (value.least.shown(SHOWN_DECIMALS)?, value.most.shown(SHOWN_DECIMALS)?);
    Some(Bilingual::new(
        format!("；考虑金额保留位数的误差，重算值在 {least}{unit} 至 {most}{unit} 之间"),
        format!("; the rounding of the amounts themselves allows {least}{unit} to {most}{unit}"),
    ))
}

/// The points of budget and indicators, added up before the reader's eyes.
pub(super) fn sum_of_points(form: &Form, column: PointColumn, sum: Decimal, stated: &Field) -> Bilingual {
    // A row that a merged cell covers has no term of its own.
    let terms: Vec<&str> = column
        .of(form)
        .filter_map(Field::value)
        .map(|value| value.text.as_str())
        .collect();
    let (terms, stated) = (terms.join(" + "), stated.text());
    Bilingual::new(
        format!("{terms} = {sum}；表中总分为 {stated}"),
        format!("{terms} = {sum}; stated {stated}"),
    )
}
