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
pub fn plain_char(c: char) -> char {
    match c {
        // The full-width block repeats ASCII, in its order.
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
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

/// Reads a number with optional sign at the beginning of a plain text. Thousands separators must stand where they
/// belong; a number with more digits than a decimal holds is none.
pub(super) fn scan_number(text: &str) -> Option<Scanned<'_>> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').map_or(text, str::trim_start)),
    };
    let (integer, rest) = split_while(digits, |c| c.is_ascii_digit() || c == ',');
    if !has_separators_in_place(integer) {
        return None;
    }
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => split_while(rest, |c| c.is_ascii_digit()),
        None => ("", rest),
    };
    if rest.starts_with(['.', ',']) || (fraction.is_empty() && integer.len() + rest.len() != digits.len()) {
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
    let value = Decimal::try_from_i128_with_scale(if negative { -mantissa } else { mantissa }, decimals).ok()?;
    Some(Scanned {
        value,
        decimals,
        rest: rest.trim_start(),
    })
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

/// A number in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberInText {
    /// The bytes of the text that it stands on.
    pub range: Range<usize>,
    /// The number, without sign: a dash in running text is no minus.
    pub value: Decimal,
    /// How many decimals are printed.
    pub decimals: u32,
}

/// The numbers in a text of plain characters, in their order. A run of digits and separators that is no number
/// (`1.2.3`, `20,30`) is left out.
pub fn numbers_in(plain: &str) -> Vec<NumberInText> {
    let mut numbers = Vec::new();
    let mut from = 0;
    while let Some(begin) = plain
        .get(from..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = from + begin;
        let rest = plain.get(start..).unwrap_or_default();
        let (run, _) = split_while(rest, |c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let run = run.trim_end_matches(['.', ',']);
        from = start + run.len();
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
        let found: Vec<String> = numbers_in("1.共1,250个,达85%,见1.2.3,20,30;第3。")
            .iter()
            .map(|n| n.value.to_string())
            .collect();
        assert_eq!(found, ["1", "1250", "85", "3"]);
    }

    #[test]
    fn look_alikes_become_plain() {
        assert_eq!(plain("　－１，２３４．５０％ "), "-1,234.50%");
        assert_eq!(plain("≧90 ﹦1 ═2 ＞3"), "≥90 =1 =2 >3");
    }
}
