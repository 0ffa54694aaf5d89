//! The characters of a printed number: full-width forms made plain, digits and separators read.

use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;

/// The text with full-width and look-alike characters in their plain form, and no white space around it.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    plain.extend(text.chars().map(plain_char));
    Cow::Owned(plain)
}

/// A character in its plain form: full-width forms and look-alikes become the sign that a number is written with.
pub(crate) fn plain_char(c: char) -> char {
    match c {
        // The full-width block repeats ASCII, in its order.
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '￥' => '¥',
        '−' | '﹣' | '‐' | '‑' => '-',
        '﹢' => '+',
        '﹪' => '%',
        '﹐' => ',',
        '﹦' | '═' => '=',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '﹥' => '>',
        '﹤' => '<',
        other => other,
    }
}

/// A number at the beginning of a plain text.
pub(super) struct Scanned<'a> {
    pub(super) value: Decimal,
    pub(super) decimals: u32,
    /// What follows it, without white space before it.
    pub(super) rest: &'a str,
}

/// So many digits are a number below 2^64.
const SHORT_NUMBER: usize = 19;

/// Signs that are drawn like a minus: directly before a digit they are one. In running text, and between the ends of a range, they are what
/// they say.
const LIKE_MINUS: [char; 7] = ['\u{ad}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', 'ー', '一'];

/// Signs that are drawn like a point: between digits they are one. A full stop (`。`) is wider than that: `98。52` may as well be two figures, and is
/// none.
const LIKE_POINT: [char; 4] = ['·', '\u{2024}', '\u{2027}', '・'];

/// Reads a number with optional sign at the beginning of a plain text. Thousands separators must stand where they
/// belong; a number with more digits than a decimal holds is none.
pub(super) fn scan_number(text: &str) -> Option<Scanned<'_>> {
    let (is_negative, digits) = split_sign(text);
    scan_digits(digits, is_negative)
}

/// Whether the plain character can be the sign of a number.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '-' | '+') || LIKE_MINUS.contains(&c)
}

/// Whether a plain text begins with a minus, and what stands behind its sign, if it has one.
pub(super) fn split_sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix('-') {
        return (true, rest.trim_start());
    }
    let like_minus = text.strip_prefix(LIKE_MINUS).filter(|rest| begins_with_digit(rest));
    match like_minus {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').map_or(text, str::trim_start)),
    }
}

/// Reads the digits of a number at the beginning of a plain text.
pub(super) fn scan_digits(digits: &str, is_negative: bool) -> Option<Scanned<'_>> {
    let (integer, rest) = split_while(digits, |c| c.is_ascii_digit() || c == ',');
    if !has_separators_in_place(integer) {
        return None;
    }
    let (fraction, rest) = match behind_point(rest) {
        Some(rest) => split_while(rest, |c| c.is_ascii_digit()),
        None => ("", rest),
    };
    let is_cut_short = fraction.is_empty() && integer.len() + rest.len() != digits.len();
    if is_cut_short || rest.starts_with(',') || behind_point(rest).is_some() {
        return None;
    }
    let digits = integer.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
    let mut digits = digits.map(|digit| digit - b'0');
    // Nearly all numbers are short ones, for which the machine's own arithmetic does.
    let mantissa = if integer.len() + fraction.len() <= SHORT_NUMBER {
        i128::from(digits.fold(0_u64, |mantissa, digit| mantissa * 10 + u64::from(digit)))
    } else {
        digits.try_fold(0_i128, |mantissa, digit| {
            mantissa.checked_mul(10)?.checked_add(i128::from(digit))
        })?
    };
    let decimals = u32::try_from(fraction.len()).ok()?;
    let value = Decimal::try_from_i128_with_scale(if is_negative { -mantissa } else { mantissa }, decimals).ok()?;
    Some(Scanned {
        value,
        decimals,
        rest: rest.trim_start(),
    })
}

/// What stands behind the point that the text begins with.
fn behind_point(text: &str) -> Option<&str> {
    let like_point = || text.strip_prefix(LIKE_POINT).filter(|rest| begins_with_digit(rest));
    text.strip_prefix('.').or_else(like_point)
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The part of the text up to the first character that does not fit, and the rest.
fn split_while(text: &str, fits: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !fits(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// Digits without separators, or groups of three after a first group of one to three that does not begin with 0.
fn has_separators_in_place(integer: &str) -> bool {
    if !integer.contains(',') {
        return !integer.is_empty();
    }
    let mut groups = integer.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}

/// Whether the character can part the digits of one number, or looks like one that does.
fn is_between_digits(c: char) -> bool {
    matches!(c, '.' | ',' | '。') || LIKE_POINT.contains(&c)
}

/// A number in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NumberInText {
    /// The bytes of the text that it stands on.
    pub range: Range<usize>,
    /// The number, without sign: a dash in running text is no minus.
    pub value: Decimal,
    /// How many decimals are printed.
    pub decimals: u32,
}

/// The numbers in a text of plain characters, in their order. A run of digits and separators that is no number
/// (`1.2.3`, `20,30`, `98。52`, the day `3·15`) is left out.
pub(crate) fn numbers_in(plain: &str) -> Vec<NumberInText> {
    let mut numbers = Vec::new();
    let mut from = 0;
    while let Some(begin) = plain
        .get(from..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = from + begin;
        let rest = plain.get(start..).unwrap_or_default();
        let (run, _) = split_while(rest, |c| c.is_ascii_digit() || is_between_digits(c));
        let run = run.trim_end_matches(is_between_digits);
        from = start + run.len();
        if !run.is_ascii() {
            continue;
        }
        if let Some(Scanned {
            value,
            decimals,
            rest: "",
        }) = scan_number(run)
        {
            numbers.push(NumberInText {
                range: start..from,
                value,
                decimals,
            });
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_running_text() {
        let found: Vec<String> = numbers_in("1.共1,250个,达85%,见1.2.3,20,30;98。52,3·15活动;第3。共5·")
            .iter()
            .map(|n| n.value.to_string())
            .collect();
        assert_eq!(found, ["1", "1250", "85", "3", "5"]);
    }

    #[test]
    fn look_alikes_become_plain() {
        assert_eq!(plain("　－１，２３４．５０％ "), "-1,234.50%");
        assert_eq!(plain("≧90 ﹦1 ═2 ＞3"), "≥90 =1 =2 >3");
    }
}
