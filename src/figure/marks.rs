//! What stands around a number and is no part of it: signs that point to a note, and the sign of the currency.

/// Most digits of a note's number: `[12]`.
const LONGEST_NOTE: usize = 2;

/// What a note's number may stand in. Round brackets are not among them: in them stand units, and negative figures.
const NOTE_BRACKETS: [(char, char); 3] = [('[', ']'), ('【', '】'), ('〔', '〕')];

/// The sign of the currency, in its plain form.
const CURRENCY: char = '¥';

/// Whether a character points to a note by itself: stars, daggers, raised digits, digits in circles or brackets.
pub(super) fn is_mark(c: char) -> bool {
    let is_numbered = matches!(c, '①'..='⒇' | '⓪'..='⓿' | '❶'..='➓');
    is_numbered || is_raised_digit(c) || matches!(c, '*' | '※' | '†' | '‡')
}

fn is_raised_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether a figure may begin with this plain character, before its first digit.
pub(super) fn may_precede(c: char) -> bool {
    c == CURRENCY || c == '(' || is_mark(c) || NOTE_BRACKETS.iter().any(|(open, _)| *open == c)
}

/// A plain text without the marks before and behind it, and without white space there.
pub(super) fn without_marks(plain: &str) -> &str {
    let mut text = plain.trim();
    // Nearly all figures begin and end with a digit, or a per cent sign.
    let is_of_figure = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_digit() || *byte == b'%');
    if is_of_figure(text.as_bytes().first()) && is_of_figure(text.as_bytes().last()) {
        return text;
    }
    while let Some(rest) = without_mark_before(text) {
        text = rest.trim_start();
    }
    while let Some(rest) = without_mark_behind(text) {
        text = rest.trim_end();
    }
    text
}

fn without_mark_before(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(is_mark) {
        return Some(rest);
    }
    NOTE_BRACKETS.iter().find_map(|(open, close)| {
        let (note, rest) = text.strip_prefix(*open)?.split_once(*close)?;
        is_note(note).then_some(rest)
    })
}

fn without_mark_behind(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_suffix(is_mark) {
        let is_of_unit = text.ends_with(is_raised_digit) && rest.ends_with(is_measured_in_powers);
        return (!is_of_unit).then_some(rest);
    }
    NOTE_BRACKETS.iter().find_map(|(open, close)| {
        let (rest, note) = text.strip_suffix(*close)?.rsplit_once(*open)?;
        is_note(note).then_some(rest)
    })
}

/// Whether a raised digit behind this character is a power of it: `m²`, `米³`.
fn is_measured_in_powers(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '米'
}

/// `1`, `12`, `注1`, `注`.
fn is_note(text: &str) -> bool {
    let (is_named, number) = match text.strip_prefix('注') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    number.len() <= LONGEST_NOTE && number.chars().all(|c| c.is_ascii_digit()) && (is_named || !number.is_empty())
}

/// A plain text without the sign of the currency before it.
pub(super) fn without_currency(plain: &str) -> &str {
    plain.strip_prefix(CURRENCY).map_or(plain, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_text_are_no_part_of_it_and_powers_of_a_unit_are() {
        let table = [
            ("402.4*", "402.4"),
            ("※ 402.4", "402.4"),
            ("8.98¹", "8.98"),
            ("8.98 ②③", "8.98"),
            ("[1]8.98[12]", "8.98"),
            ("8.98【注1】", "8.98"),
            ("8.98〔注〕", "8.98"),
            ("98.52%*", "98.52%"),
            ("50m²", "50m²"),
            ("50平方米²", "50平方米²"),
            ("6.70万元²", "6.70万元"),
            ("8.98[123]", "8.98[123]"),
            ("8.98[]", "8.98[]"),
            ("8.98(1)", "8.98(1)"),
            ("①", ""),
        ];
        for (text, bare) in table {
            assert_eq!(without_marks(text), bare, "{text}");
        }
    }
}
