//! Whether a page speaks of forms: it has their name, or their words in characters that no label is read in.

use crate::pdf::Page;
use crate::text::as_drawn;

/// The word by which a form calls itself, and by which others speak of it, begins so …
const FORM_WORD: [char; 2] = ['自', '评'];

/// … and ends so …
const FORM_WORD_END: char = '表';

/// … within so many characters: 自评表, 自评情况表, 自评结果表.
const FORM_WORD_WITHIN: usize = 6;

/// Words of forms in traditional characters, none of which is written so in simplified ones.
const TRADITIONAL: [&str; 7] = [
    "績效",
    "項目名稱",
    "主管部門",
    "實施單位",
    "執行率",
    "總分",
    "偏差原因分析及改進",
];

/// A form has so many of them at least.
const TRADITIONAL_WORDS: usize = 3;

/// In each of them stands one of these, and on a page in simplified characters hardly ever.
const TRADITIONAL_CHARACTERS: [char; 7] = ['績', '項', '門', '實', '執', '總', '進'];

/// Whether a form in traditional characters stands on a page: its labels are in no vocabulary.
pub(super) fn has_traditional_words(page: &Page) -> bool {
    if !characters(page).any(|c| TRADITIONAL_CHARACTERS.contains(&c)) {
        return false;
    }
    let text: String = characters(page).collect();
    TRADITIONAL.iter().filter(|word| text.contains(**word)).count() >= TRADITIONAL_WORDS
}

/// The characters of a page, without spaces.
fn characters(page: &Page) -> impl Iterator<Item = char> {
    let characters = page.glyphs.iter().filter_map(|glyph| glyph.character);
    characters.filter(|character| !character.is_whitespace()).map(as_drawn)
}

/// Whether a page speaks of forms.
pub(super) fn has_form_word(page: &Page) -> bool {
    let mut before = None;
    // How many characters ago the word began.
    let mut began = FORM_WORD_WITHIN;
    characters(page).any(|c| {
        began += 1;
        if [before, Some(c)] == FORM_WORD.map(Some) {
            began = 2;
        }
        before = Some(c);
        c == FORM_WORD_END && began <= FORM_WORD_WITHIN
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::drawing::drawing;

    #[test]
    fn words_of_forms_in_traditional_characters_are_known_for_them() {
        let page = |texts: [&str; 4]| {
            let lines = (0..).zip(texts);
            lines
                .fold(drawing(), |page, (row, text)| page.text(40, 40 + row * 20, 9, text))
                .page()
        };
        assert!(has_traditional_words(&page([
            "績效自評表",
            "項目名稱",
            "實施單位",
            "總分"
        ])));
        assert!(!has_traditional_words(&page([
            "绩效自评表",
            "项目名称",
            "实施单位",
            "总分"
        ])));
        assert!(!has_traditional_words(&page(["績效", "", "", ""])));
        let is_marked = |word: &&str| word.chars().any(|c| TRADITIONAL_CHARACTERS.contains(&c));
        assert!(TRADITIONAL.iter().all(is_marked));
    }

    #[test]
    fn a_form_is_named_by_a_word_that_ends_soon() {
        for (text, is_named) in [
            ("绩效自评表", true),
            ("自评情况表", true),
            ("自评结果汇总表", false),
            ("自评结果汇表", true),
            ("自评自评结果汇表", true),
            ("自我评价表", false),
            ("表自评", false),
        ] {
            assert_eq!(
                has_form_word(&drawing().text(40, 40, 9, text).page()),
                is_named,
                "{text}"
            );
        }
    }
}
