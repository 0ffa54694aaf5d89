//! The words by which a form's fields are found: data, not code. A new template's wording is one more line here.
//!
//! A label is compared after [`label_key`]: without white space, brackets and what they hold, colons, and in compatibility form.

mod key;
mod label;
mod labelled;
mod words;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use key::{key_of_label, label_key};
pub use label::{Label, Part};
pub(super) use labelled::{GRADES, grade_of, is_grade, is_score, labels_in, labels_within, score_and_grade};
pub use labelled::{cut_before_labels, label_and_value};
use words::{FUNDS, GOALS, HEAD, INDICATORS, OTHER_COLUMNS, TOTALS, Words};
pub use words::{IN_GRADES, IN_TOTALS};

/// What a word names, part by part.
#[derive(Debug, Clone, Copy, Default)]
pub struct Labels([Option<Label>; 5]);

/// The words of all parts, to be looked up.
static LABELS: LazyLock<FxHashMap<&str, Labels>> = LazyLock::new(|| {
    let parts: [(Part, Words); 5] = [
        (Part::Head, HEAD),
        (Part::Funds, FUNDS),
        (Part::Goals, GOALS),
        (Part::Indicators, INDICATORS),
        (Part::Totals, TOTALS),
    ];
    let mut labels: FxHashMap<&str, Labels> = FxHashMap::default();
    for (part, words) in parts {
        for (label, words) in words {
            for word in words.split(' ') {
                *labels.entry(word).or_default().slot(part) = Some(*label);
            }
        }
    }
    labels
});

/// The words of columns that are none of ours, to be looked up.
static OTHER: LazyLock<FxHashSet<&str>> = LazyLock::new(|| OTHER_COLUMNS.split(' ').collect());

impl Labels {
    /// What the [`key_of_label`] of a text names.
    pub fn of_key(key: &str) -> Self {
        // 执行率=执行数/预算数 says how it is computed.
        let name = match key.bytes().position(|byte| byte == b'=') {
            Some(at) => key.get(..at).unwrap_or_default(),
            None => key,
        };
        // 全年预算数B, 执行率C/B, 执行率%.
        let name = name.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '%'));
        if name.is_empty() {
            return Self::default();
        }
        let named = |name| LABELS.get(name).copied().unwrap_or_default();
        match without_year(name) {
            Some(plain) => named(name).or(named(plain)),
            None => named(name),
        }
    }

    /// These, and of the parts in which they name nothing, those.
    fn or(self, other: Self) -> Self {
        let mut labels = self.0;
        for (label, other) in labels.iter_mut().zip(other.0) {
            *label = label.or(other);
        }
        Self(labels)
    }

    /// The label in this part of the form.
    pub fn get(mut self, part: Part) -> Option<Label> {
        *self.slot(part)
    }

    fn slot(&mut self, part: Part) -> &mut Option<Label> {
        let [head, funds, goals, indicators, totals] = &mut self.0;
        match part {
            Part::Head => head,
            Part::Funds => funds,
            Part::Goals => goals,
            Part::Indicators => indicators,
            Part::Totals => totals,
        }
    }
}

impl Part {
    /// The label that a cell's text is in this part of the form, if it is one.
    pub fn label(self, text: &str) -> Option<Label> {
        self.label_of_key(&key_of_label(text))
    }

    /// The same, of a text's [`key_of_label`].
    pub fn label_of_key(self, key: &str) -> Option<Label> {
        Labels::of_key(key).get(self)
    }
}

/// 预算数 of `2022年预算数` and `本年预算数`; `None` where the key names no year.
fn without_year(key: &str) -> Option<&str> {
    if let Some(name) = ["本年度", "本年", "当年"]
        .iter()
        .find_map(|year| key.strip_prefix(year))
    {
        return Some(name);
    }
    let name = key.strip_prefix("20")?.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = name.strip_prefix('年')?;
    Some(name.strip_prefix('度').unwrap_or(name))
}

/// Whether a text may be what is left of a label: its beginning or its end.
pub(super) fn may_be_cut(part: Part, text: &str, label: Label) -> bool {
    let Some(key) = label_key(text).filter(|key| key.chars().count() >= SHORTEST_PIECE) else {
        return false;
    };
    let words = match part {
        Part::Head => HEAD,
        Part::Funds => FUNDS,
        Part::Goals => GOALS,
        Part::Indicators => INDICATORS,
        Part::Totals => TOTALS,
    };
    let words = words.iter().filter(|(named, _)| *named == label);
    let mut words = words.flat_map(|(_, words)| words.split(' '));
    words.any(|word| word.starts_with(&*key) || word.ends_with(&*key))
}

/// One character is no piece of a label: 名 is a word of its own.
const SHORTEST_PIECE: usize = 2;

/// Whether the text heads a column of figures that are none of the form's fields.
pub fn is_other_column(text: &str) -> bool {
    label_key(text).is_some_and(|key| OTHER.contains(&*key))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn a_word_names_one_field_of_its_part_and_is_spelt_as_labels_are_compared() {
        for words in [HEAD, FUNDS, GOALS, INDICATORS, TOTALS] {
            let mut all: Vec<&str> = words.iter().flat_map(|(_, words)| words.split(' ')).collect();
            for word in &all {
                assert_eq!(label_key(word).as_deref(), Some(*word));
            }
            all.sort_unstable();
            let twice: Vec<&[&str]> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert_eq!(twice, [[""; 2]; 0]);
        }
    }

    #[test]
    fn the_characters_of_the_totals_are_in_all_their_words() {
        let words = TOTALS.iter().flat_map(|(_, words)| words.split(' '));
        for word in words {
            assert!(word.contains(IN_TOTALS), "{word}");
        }
        let grades = TOTALS.iter().filter(|(label, _)| *label == Label::Grade);
        for word in grades.flat_map(|(_, words)| words.split(' ')) {
            assert!(word.contains(IN_GRADES), "{word}");
        }
        // They have no other spelling that would be compared as theirs.
        for c in (char::MIN..=char::MAX).filter(|c| !IN_TOTALS.contains(c)) {
            assert!(![c].into_iter().nfkc().any(|form| IN_TOTALS.contains(&form)), "{c}");
        }
    }

    #[test]
    fn a_label_may_name_the_year_and_how_it_is_computed() {
        for (text, label) in [
            ("2022年预算数", Some(Label::Budget)),
            ("2022年度预算执行率（%）", Some(Label::Rate)),
            ("本年执行数", Some(Label::Executed)),
            ("执行率=执行数/预算数", Some(Label::Rate)),
            ("全年预算数B", Some(Label::Budget)),
            ("执行率C/B", Some(Label::Rate)),
            ("执行率%", Some(Label::Rate)),
            ("2022年", None),
            ("2022年度", None),
            ("=0.00(%)", None),
        ] {
            assert_eq!(Part::Funds.label(text), label, "{text}");
        }
    }

    #[test]
    fn each_label_with_a_colon_begins_a_part() {
        let cut = |text| cut_before_labels(Part::Totals, text);
        assert_eq!(
            cut("自评总分：99.5分自评等级：优"),
            ["自评总分：99.5分", "自评等级：优"]
        );
        assert_eq!(cut("总分：98.5 说明：无"), ["总分：98.5 说明：无"]);
        assert_eq!(cut("总分98.5"), ["总分98.5"]);
    }
}
