//! Text -> lines of a width in columns.

use unicode_width::UnicodeWidthChar;

/// How many columns a text takes, counted as the lines are filled: character by character.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Pieces that are not torn apart: a word or a figure, or one wide character with the marks that cling to it. A space ends its piece.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

fn may_break(before: char, after: char) -> bool {
    const CLOSES: &str = "，。、；：？！）》」』】〉”’％,.;:?!)%]}";
    const OPENS: &str = "（《「『【〈“‘([{";
    let wide = |c: char| columns(c) > 1;
    if after == ' ' || CLOSES.contains(after) || OPENS.contains(before) {
        return false;
    }
    before == ' ' || wide(before) || wide(after) || OPENS.contains(after)
}

/// The lines of a text, none wider than `most` columns; one line where there is no text.
pub(super) fn wrap(text: &str, most: usize) -> Vec<String> {
    let most = most.max(1);
    let mut lines = Vec::new();
    let (mut line, mut filled) = (String::new(), 0);
    for piece in pieces(text) {
        let needed = width(piece.trim_end());
        if filled > 0 && filled + needed > most {
            lines.push(std::mem::take(&mut line));
            filled = 0;
        }
        for c in piece.chars() {
            let taken = columns(c);
            if filled > 0 && filled + taken > most {
                if c == ' ' {
                    continue;
                }
                // A piece wider than a whole line is torn after all.
                lines.push(std::mem::take(&mut line));
                filled = 0;
            }
            line.push(c);
            filled += taken;
        }
    }
    lines.push(line);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_and_words_stay_whole_and_marks_cling() {
        let table = [
            ("全年预算数1,250.00（万元）", 8, "全年预算|数|1,250.00|（万元）"),
            ("3427.00(份)", 7, "3427.00|(份)"),
            ("满意度，良好", 6, "满意|度，良|好"),
            ("score of all", 6, "score|of all"),
            ("1536.070", 4, "1536|.070"),
            ("", 4, ""),
        ];
        for (text, most, lines) in table {
            assert_eq!(wrap(text, most).join("|"), lines);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_spaces_is_lost_and_no_line_is_too_wide(text in "[a-z0-9 ，（得分%]{0,40}", most in 2_usize..20) {
            let lines = wrap(&text, most);
            let squeezed = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
            prop_assert!(lines.iter().all(|line| width(line) <= most), "{:?}", lines);
        }
    }
}
