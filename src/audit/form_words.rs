//! Whether a page speaks of forms: it has their name, or their words in characters that no label is read in.

use crate::pdf::Page;
use crate::text::as_drawn;

/// The word by which a form calls itself, and by which others speak of it, begins so …
const FORM_WORD: &str = "自评";

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

/// Whether a form in traditional characters stands on a page: its labels are in no vocabulary.
pub(super) fn has_traditional_words(page: &Page) -> bool {
    let text = text_of(page);
    TRADITIONAL.iter().filter(|word| text.contains(**word)).count() >= TRADITIONAL_WORDS
}

/// The characters of a page, without spaces.
fn text_of(page: &Page) -> String {
    let characters = page.glyphs.iter().filter_map(|glyph| glyph.character);
    characters
        .filter(|character| !character.is_whitespace())
        .map(as_drawn)
        .collect()
}

/// Whether a page speaks of forms.
pub(super) fn has_form_word(page: &Page) -> bool {
    let text = text_of(page);
    text.match_indices(FORM_WORD).any(|(at, _)| {
        let behind = text.get(at..).unwrap_or_default().chars();
        behind.take(FORM_WORD_WITHIN).any(|c| c == FORM_WORD_END)
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
    }
}
