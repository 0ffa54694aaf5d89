//! What a figure looks like, whoever read it: recognisers take specks for points and letters for zeros, and are sure of it.

use super::ctc::{Hundredths, Reading};

/// A reading is sure from here on, in hundredths: of 2,094 figures that two recognisers read alike and as surely, none was wrong.
pub(super) const SURE: Hundredths = 90;

/// Whether a text may be a figure, its sign and its unit beside it: at least a digit, and nothing else but what figures are made of.
pub(super) fn may_be_figure(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(is_of_figure)
}

fn is_of_figure(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '.' | ',' | '，' | '%' | '-' | '+' | '(' | ')' | '¥' | '≥' | '≤' | '=' | '>' | '<' | '/' | '~'
        )
}

/// Whether each number in a text is written as numbers are: digits before a point and behind it, thousands in threes, at most one sign.
pub(super) fn is_grammatical(text: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，');
    let numbers = text.split(|c: char| !is_of_number(c)).filter(|part| !part.is_empty());
    let has_stray = text.contains(['¦', '|', '丨', '口']);
    !has_stray && numbers.clone().all(is_number)
}

fn is_number(text: &str) -> bool {
    let text = text.replace('，', ",");
    let (whole, part) = match text.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (text.as_str(), None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let is_grouped =
        rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3 && is_digits(group));
    // A figure never begins with two zeros, nor with one before other digits.
    let is_padded = first.len() > 1 && first.starts_with('0');
    is_digits(first) && is_grouped && !is_padded && part.is_none_or(is_digits)
}

/// A reading as the figure that it is meant to be: letters among digits that no figure has, blanks in it, and Chinese marks for Latin ones.
pub(super) fn as_figure(text: &str) -> Option<String> {
    let close: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let like = |c: char| match c {
        'o' | 'O' | '〇' | '○' | 'Q' => '0',
        'l' | 'I' => '1',
        '。' => '.',
        '，' | '、' => ',',
        '％' => '%',
        other => other,
    };
    let latin: String = close.chars().map(like).collect();
    let digits = close.chars().filter(char::is_ascii_digit).count();
    let is_alone = close.chars().count() == 1 && latin == "0";
    // A comma before the last one or two digits is a point with a tail.
    let latin = match latin.rsplit_once(',') {
        Some((whole, part)) if !latin.contains('.') && part.len() < 3 && !part.is_empty() => format!("{whole}.{part}"),
        _ => latin,
    };
    (is_alone || digits > 0 && may_be_figure(&latin)).then_some(latin)
}

/// A reading without the marks at its ends that nothing is sure of, where that makes a figure of it.
pub(super) fn without_specks(reading: &Reading) -> Option<String> {
    let mut characters = reading.characters.as_slice();
    let is_speck = |c: char| matches!(c, '.' | ',' | '，' | '·' | '-' | '\'' | '、' | '。' | ':' | '：');
    while let Some((last, rest)) = characters.split_last().filter(|(last, _)| is_speck(last.character)) {
        let _ = last;
        characters = rest;
    }
    while let Some((_, rest)) = characters
        .split_first()
        .filter(|(first, _)| is_speck(first.character) && first.character != '-')
    {
        characters = rest;
    }
    let text: String = characters.iter().map(|one| one.character).collect();
    as_figure(&text).filter(|text| is_grammatical(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_digits_around_its_one_point_and_thousands_in_threes() {
        for fine in ["0", "16.58", "1,250.00", "≥90.00(%)", "98.52%", "2-4", "1，250"] {
            assert!(is_grammatical(fine), "{fine}");
        }
        for wrong in ["16.58.", "4.", ".5", ".90%", "1.2.3", "12,50", "00", "007", "1|"] {
            assert!(!is_grammatical(wrong), "{wrong}");
        }
    }

    #[test]
    fn what_was_read_as_a_letter_is_the_digit_that_it_looks_like_in_a_figure_only() {
        assert_eq!(as_figure("o").as_deref(), Some("0"));
        assert_eq!(as_figure("1O.5 0").as_deref(), Some("10.50"));
        assert_eq!(as_figure("12，50").as_deref(), Some("12.50"));
        assert_eq!(as_figure("Oo"), None);
        assert_eq!(as_figure("3台"), None);
    }
}
