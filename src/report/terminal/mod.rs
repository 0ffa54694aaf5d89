//! What people read on a terminal: boxes, the closing summary of a run, one form with its findings. A Chinese character takes two columns.

mod boxes;
mod form;
mod ink;
mod summary;
mod wrap;

use unicode_width::UnicodeWidthStr;

pub(super) use boxes::{Boxed, draw};
pub use form::{FormView, form};
pub(super) use ink::Ink;
pub use ink::Paint;
pub use summary::{summary, unread};
pub use wrap::{fold, wrap};

/// The text with spaces behind it up to a width in columns.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// The text without what would steer the terminal: controls, and marks that turn the direction of what follows.
pub fn printable(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let replaced = text
        .chars()
        .map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c });
    replaced.collect()
}

/// Pages that follow each other.
pub(super) fn page_range(first: u32, last: u32) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_file_cannot_steer_the_terminal() {
        assert_eq!(
            printable("得\u{1b}[31m分\u{9b}\u{202e}9\n"),
            "得\u{fffd}[31m分\u{fffd}\u{fffd}9\u{fffd}"
        );
        assert_eq!(printable("≥90.00(%) 优"), "≥90.00(%) 优");
    }

    #[test]
    fn padding_counts_columns_not_characters() {
        assert_eq!(pad("得分", 6), "得分  ");
        assert_eq!(pad("score", 3), "score");
    }
}
