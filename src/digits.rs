//! What a digit is, everywhere alike: ASCII or full-width. Circled and Chinese numerals number things; they state no figures.

/// Whether the character is a digit.
pub(crate) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether a text has a digit in it.
pub(crate) fn has_digit(text: &str) -> bool {
    text.chars().any(is_digit)
}

/// The characters of figures.
pub(crate) fn is_of_figure(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '.' | ',' | '%' | '-' | '+' | '(' | ')' | '，' | '．' | '％' | '－' | '¥' | '￥'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_ascii_or_full_width() {
        for text in ["9", "约９座", "-0.5%"] {
            assert!(has_digit(text), "{text}");
        }
        for text in ["", "九", "①", "½", "一期"] {
            assert!(!has_digit(text), "{text}");
        }
    }
}
