//! Text -> lines of a width in columns. Where a line may end is said by UAX #14, the rules of Unicode, but never within what is printed in
//! one piece: a figure, a word, an option.

use unicode_linebreak::{BreakOpportunity, linebreaks};
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
    // The rules cannot tell which of two Chinese quotation marks opens; of other brackets, as long, they can.
    let told = text.replace('“', "《").replace('”', "》");
    let mut pieces = Vec::new();
    let mut start = 0;
    let unit = |at: &usize| {
        let mut before = text.get(..*at).unwrap_or_default().chars().rev();
        let mut after = text.get(*at..).unwrap_or_default().chars();
        let (before, after) = (before.next(), after.next());
        before.is_some_and(|c| c == ' ' || columns(c) > 1 || is_quotation(c))
            || after.is_none_or(|c| columns(c) > 1 || is_quotation(c))
    };
    let breaks = linebreaks(&told).filter(|(_, kind)| *kind == BreakOpportunity::Allowed);
    // A unit in brackets may stand below its figure.
    let brackets = text.match_indices('(').filter(|(at, _)| {
        text.get(..*at)
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    });
    let mut ends: Vec<usize> = breaks
        .map(|(at, _)| at)
        .filter(unit)
        .chain(brackets.map(|(at, _)| at))
        .collect();
    ends.sort_unstable();
    for end in ends.into_iter().chain([text.len()]) {
        pieces.extend(text.get(start..end).filter(|piece| !piece.is_empty()));
        start = end;
    }
    pieces
}

fn is_quotation(c: char) -> bool {
    matches!(c, '“' | '”' | '…')
}

/// The lines of a text, none wider than `most` columns; one line where there is no text.
pub fn wrap(text: &str, most: usize) -> Vec<String> {
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

/// Text in which lines stand already, each in lines of at most `most` columns. What goes on stands below the text behind a name and a gap:
/// `files.csv    one row a file`.
pub fn fold(text: &str, most: usize) -> String {
    let folded = text.lines().map(|line| {
        let body = line.trim_start();
        let behind = body
            .find("  ")
            .map_or(body, |gap| body.get(gap..).unwrap_or(body).trim_start());
        let (lead, _) = line.split_at(line.len() - behind.len());
        let hanging = " ".repeat(width(lead));
        let lines = wrap(behind, most.saturating_sub(width(lead)));
        format!("{lead}{}", lines.join(&format!("\n{hanging}")))
    });
    folded.collect::<Vec<_>>().join("\n")
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
            ("写作“优秀”，", 6, "写作|“优|秀”，"),
            ("score of all", 6, "score|of all"),
            ("用 --no-bom", 6, "用|--no-b|om"),
            ("1536.070", 4, "1536|.070"),
            ("", 4, ""),
        ];
        for (text, most, lines) in table {
            assert_eq!(wrap(text, most).join("|"), lines);
        }
    }

    #[test]
    fn what_goes_on_stands_below_its_text() {
        assert_eq!(fold("  a.csv  每个文件一行", 17), "  a.csv  每个文件\n         一行");
    }

    proptest! {
        #[test]
        fn nothing_but_spaces_is_lost_and_no_line_is_too_wide(text in "[a-z0-9 ，（得分%“”]{0,40}", most in 2_usize..20) {
            let lines = wrap(&text, most);
            let squeezed = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
            prop_assert!(lines.iter().all(|line| width(line) <= most), "{:?}", lines);
        }
    }
}
