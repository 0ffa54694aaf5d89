//! What a word means that no vocabulary has, by what stands beside and below it: points that add up to 100 and none of which is exceeded by those
//! beside them, a rate that is the quotient of two columns, targets by their operators, levels by what is merged; and the places of the other labels.
//!
//! It only proposes. The form is read without the proposed words, and once more with them: no label that is known is overruled, and whatever is
//! read otherwise with them has the warning `by-structure`, as has what was in doubt without them.

mod around;
mod grid;
mod roles;

use super::found::Found;
use super::model::{Field, FieldName, Form};
use super::segment::Segment;
use super::verdict::Verdict;
use super::vocabulary::{Label, Part, Word, is_known, key_of_label, with_proposed};
use crate::digits::has_digit;
use crate::language::Bilingual;
use crate::warning::{Warning, WarningKind};

/// The words that the forms of a document print, that nobody knows, and what they seem to mean.
pub(super) fn propose(segments: &[Segment], verdicts: &[Verdict]) -> Vec<Word> {
    let mut proposed: Vec<Word> = Vec::new();
    for (segment, verdict) in segments.iter().zip(verdicts) {
        let is_form = matches!(verdict, Verdict::Form | Verdict::StrangeForm);
        if is_form || segment.stretch().is_titled() {
            proposed.extend(of_form(segment));
        }
    }
    proposed.sort();
    proposed.dedup();
    // What means one thing here and another there means nothing that we know.
    let is_contradicted = |word: &Word| {
        let mut others = proposed.iter().filter(|other| other.label != word.label);
        others.any(|other| (other.part, &other.name) == (word.part, &word.name))
    };
    proposed.iter().filter(|word| !is_contradicted(word)).cloned().collect()
}

fn of_form(segment: &Segment) -> Vec<Word> {
    let rows = segment.rows.as_slice();
    let is_odd = |text: &str| is_word(text) && !is_known(text);
    // Nearly all labels of nearly all forms are known: the words of values are what is left then.
    if !rows.iter().flat_map(|row| &row.own).any(|c| is_odd(c.text())) {
        return Vec::new();
    }
    let grids = grid::find(rows);
    let solved: Vec<roles::Solved> = grids.iter().map(roles::Solved::of).collect();
    let mut words: Vec<Word> = solved.iter().flat_map(roles::Solved::words).collect();
    words.extend(around::words(rows, &solved));
    words
}

/// The forms once more, with the proposed words; what rests on these is said.
pub(super) fn read_again(before: Found, words: &[Word], read: impl FnOnce() -> Found) -> Found {
    let mut again = with_proposed(words, read);
    if again.forms.len() < before.forms.len() {
        return before;
    }
    for form in &mut again.forms {
        let is_same = |other: &&Form| {
            (other.first_page, other.last_page, other.form_no) == (form.first_page, form.last_page, form.form_no)
        };
        let other = before.forms.iter().find(is_same);
        let rests = |(name, field): &(FieldName, &Field)| {
            let stood = other.and_then(|other| other.field(*name));
            let was_in_doubt = other.is_none_or(|other| other.is_in_doubt(*name));
            (was_in_doubt || stood != Some(*field)) && !form.is_in_doubt(*name)
        };
        let names: Vec<(FieldName, u32)> = form
            .named_fields()
            .filter(rests)
            .filter(|(_, field)| **field != Field::Absent)
            .map(|(name, field)| (name, field.place().map_or(form.first_page, |place| place.page)))
            .collect();
        form.warnings.extend(names.into_iter().map(|(name, page)| Warning {
            scope: name.into(),
            kind: WarningKind::ByStructure,
            page,
            message: by_structure(),
        }));
    }
    again
}

fn by_structure() -> Bilingual {
    Bilingual::new(
        "表中有未能认出的表头或标签，此项是按各栏的位置和数字关系推断的；请对照原件，或用 --words 添加这些词",
        "a head or label of the form is not known: where it stands, and the figures beside it, say what this is; compare with the page, or add the word with --words",
    )
}

/// Whether a text may be a label: short, of Chinese words, without what only figures and sentences have.
fn is_word(text: &str) -> bool {
    /// 偏差大或未完成原因分析及改进措施 has 16 characters.
    const LONGEST: usize = 20;
    let key = key_of_label(text);
    (2..=LONGEST).contains(&key.chars().count())
        && key.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        && (!has_digit(&key) || is_known(text))
        && !key.contains(['。', '，', '；', '！', '？', '≥', '≤'])
}

/// A word that is not known, as one that names this.
fn word(part: Part, label: Label, text: &str) -> Option<Word> {
    (is_word(text) && !is_known(text)).then(|| Word::new(part, label, text))
}
