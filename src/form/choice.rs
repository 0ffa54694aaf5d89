//! A choice printed as check boxes: `优☑ 良□ 中□ 差□`, `■优 □良`.

use crate::digits::{has_digit, is_digit};

/// Ticked boxes. Symbol fonts whose names for the characters are lost have letters: `R` is a ticked box of Wingdings 2, `þ` and `ý` are those of
/// Wingdings, `ü` its tick; and codes of their own in the private area.
const TICKED: [char; 20] = [
    '☑', '☒', '■', '√', '✓', '✔', '●', '◉', '🗹', '✅', '⊙', '◼', '⬛', 'R', 'þ', 'ý', 'ü', '\u{f052}', '\u{f0fe}',
    '\u{f0fc}',
];

/// Empty boxes; `£` is the box of Wingdings 2, `¨` that of Wingdings.
const EMPTY: [char; 16] = [
    '□', '☐', '○', '◯', '▢', '◻', '⬜', '❏', '❐', '❑', '❒', '£', '¨', '\u{f0a3}', '\u{f0a8}', '\u{f06f}',
];

/// A bracket opens.
const OPEN: [char; 4] = ['(', '（', '[', '【'];

/// Whether a character is a box, ticked or empty.
pub(super) fn is_mark(c: char) -> bool {
    TICKED.contains(&c) || EMPTY.contains(&c)
}

/// What a choice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice<'t> {
    /// The text offers no choice: it is the value.
    None,
    /// The one option that is ticked.
    One(&'t str),
    /// No option is ticked.
    Blank,
    /// Several are ticked.
    Several,
}

/// Reads a choice.
pub(super) fn read(text: &str) -> Choice<'_> {
    let is_word = |c: char| !is_mark(c) && !c.is_whitespace() && !"()（）[]【】,，、;；/".contains(c);
    if !text.contains(is_mark) {
        return Choice::None;
    }
    let marks_come_first = text.find(is_mark) < text.find(is_word);
    let mut options: Vec<(&str, bool)> = Vec::new();
    let (mut ticked, mut has_marks) = (false, false);
    let mut rest = text;
    while let Some(begin) = rest.find(|c| is_mark(c) || is_word(c) || OPEN.contains(&c)) {
        let from = rest.get(begin..).unwrap_or_default();
        let Some(first) = from.chars().next() else { break };
        if OPEN.contains(&first) {
            rest = behind_range(from).or(from.get(first.len_utf8()..)).unwrap_or_default();
        } else if is_mark(first) {
            let is_ticked = TICKED.contains(&first);
            has_marks = true;
            match options.last_mut() {
                Some(option) if !marks_come_first => option.1 |= is_ticked,
                _ => ticked = is_ticked,
            }
            rest = from.get(first.len_utf8()..).unwrap_or_default();
        } else {
            let end = from.find(|c| !is_word(c)).unwrap_or(from.len());
            let (word, after) = from.split_at(end);
            // An English letter beside others is a letter, but A to D are grades.
            let is_letter = |c: char| c.is_ascii_alphabetic();
            if word.contains(is_letter) && !["A", "B", "C", "D", "E"].contains(&word) {
                return Choice::None;
            }
            // 1.优, 2.良: the options may be numbered.
            let word = word.trim_start_matches(|c| is_digit(c) || matches!(c, '.' | '．'));
            options.push((word, marks_come_first && ticked));
            ticked = false;
            rest = after;
        }
    }
    let mut chosen = options.iter().filter(|(_, is_ticked)| *is_ticked);
    match (chosen.next(), chosen.next()) {
        _ if !has_marks => Choice::None,
        (None, _) => Choice::Blank,
        (Some((word, _)), None) => Choice::One(word),
        (Some(_), Some(_)) => Choice::Several,
    }
}

/// What stands behind the range of an option, `（90-100分）`, at the beginning of a text. In a range (90>S≥80) R is a letter.
fn behind_range(text: &str) -> Option<&str> {
    let (range, behind) = text.split_once([')', '）', ']', '】'])?;
    (has_digit(range) && !range.contains(|c| is_mark(c) && c != 'R')).then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticked_option_is_the_value() {
        for text in [
            "优☑ 良□ 中□ 差□",
            "□差 □中 □良 ■优",
            "√优 良 中 差",
            "优√ 良 中 差",
            "优（√）良（ ）中（ ）差（ ）",
            "£差 R优",
            "■优 □良",
            "优（90-100分）☑ 良（80-90分）□ 差（60分以下）□",
            "优（S≥90）√ 良（90＞S≥80）□",
            "□良(80-90) ☑优(90-100)",
            "优[√]良[ ]中[ ]差[ ]",
            "þ优 ¨良",
            "\u{f0fe}优 \u{f0a8}良 \u{f0a8}中",
            "优❏√ 良❏",
            "1.优√ 2.良",
        ] {
            assert_eq!(read(text), Choice::One("优"), "{text}");
        }
        assert_eq!(read("优□ 良☑ 中□ 差□"), Choice::One("良"));
        assert_eq!(read("○A ●B ○C ○D"), Choice::One("B"));
    }

    #[test]
    fn a_choice_of_none_or_of_several_is_no_value() {
        assert_eq!(read("优□ 良□ 中□ 差□"), Choice::Blank);
        assert_eq!(read("优☑ 良☑ 中□ 差□"), Choice::Several);
    }

    #[test]
    fn a_word_alone_is_no_choice() {
        for text in ["优", "", "良好", "A级", "R", "A级□ B级☑", "优（R≥90）"] {
            let is_mark_alone = text == "R";
            assert_eq!(read(text) == Choice::None, !is_mark_alone, "{text}");
        }
    }
}
