//! Words that nobody knows.

use crate::digits::has_digit;
use crate::form::vocabulary::{Label, Part, Word, is_known, key_of_label};
use crate::table::{Cell, Doubt};

/// Whether a text may be a label: short, of Chinese words, without what only figures and sentences have.
pub(super) fn is_word(text: &str) -> bool {
    /// 偏差大或未完成原因分析及改进措施 has 16 characters.
    const LONGEST: usize = 20;
    let key = key_of_label(text);
    (2..=LONGEST).contains(&key.chars().count())
        && key.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        && (!has_digit(&key) || is_known(text))
        && !key.contains(['。', '，', '；', '！', '？', '≥', '≤'])
}

/// The word of a cell as one that names this, where nobody knows it.
pub(super) fn word(part: Part, label: Label, cell: &Cell) -> Option<Word> {
    let is_whole = cell.content.unmapped == 0 && cell.content.doubtful == 0 && cell.doubt == Doubt::default();
    (is_whole && is_word(cell.text()) && !is_known(cell.text())).then(|| Word::new(part, label, cell.text()))
}
