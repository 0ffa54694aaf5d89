//! The words by which a form's fields are found: data, not code. A new template's wording is one more line here.
//!
//! A label is compared after [`label_key`]: without white space, brackets and what they hold, colons, and in compatibility form.

mod added;
mod builtin;
mod key;
mod label;
mod labelled;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use added::{InForce, Mistake, MistakeKind, mistakes_in, with_words, words_in_force};
pub(super) use added::{Word, with_proposed};
use builtin::{ENTRIES, Entry, label_named, parts_named};
pub use builtin::{IN_GRADES, IN_TOTALS, TEXT, label_names, part_names, words_of};
use key::name_of_key;
pub use key::{key_of_label, label_key};
pub use label::{Label, Labels, Part};
pub(super) use labelled::{
    GRADES, grade_of, is_grade, is_score, labels_in, labels_within, lists_grades, score_and_grade,
};
pub use labelled::{cut_before_labels, label_and_value};

/// The words of all parts, to be looked up.
static LABELS: LazyLock<FxHashMap<&str, Labels>> = LazyLock::new(|| {
    let mut labels: FxHashMap<&str, Labels> = FxHashMap::default();
    for entry in ENTRIES.iter() {
        for part in parts_named(entry.part) {
            *labels.entry(entry.word).or_default().slot(*part) = label_named(entry.label);
        }
    }
    labels
});

/// The words of columns that are none of ours, to be looked up.
static OTHER: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let others = ENTRIES.iter().filter(|entry| entry.part == builtin::OTHER.0);
    others.map(|entry| entry.word).collect()
});

impl Labels {
    /// What the [`key_of_label`] of a text names.
    pub fn of_key(key: &str) -> Self {
        let name = name_of_key(key);
        if name.is_empty() {
            return Self::default();
        }
        let named = |name| {
            let labels = LABELS.get(name).copied().unwrap_or_default();
            added::labels_of(name).map_or(labels, |added| labels.or(added))
        };
        match without_year(name) {
            Some(plain) => named(name).or(named(plain)),
            None => named(name),
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

/// Whether a text may have a label of the grade in it.
pub(super) fn may_name_grade(text: &str) -> bool {
    text.contains(IN_GRADES) || added::has_word(Part::Totals, Label::Grade, |word| text.contains(word))
}

/// Whether a text may be what is left of a label: its beginning or its end.
pub(super) fn may_be_cut(part: Part, text: &str, label: Label) -> bool {
    let Some(key) = label_key(text).filter(|key| key.chars().count() >= SHORTEST_PIECE) else {
        return false;
    };
    let is_piece = |word: &str| word.starts_with(&*key) || word.ends_with(&*key);
    let is_of_label =
        |entry: &&Entry| parts_named(entry.part).contains(&part) && label_named(entry.label) == Some(label);
    let mut words = ENTRIES.iter().filter(is_of_label);
    words.any(|entry| is_piece(entry.word)) || added::has_word(part, label, is_piece)
}

/// One character is no piece of a label: 名 is a word of its own.
const SHORTEST_PIECE: usize = 2;

/// Whether the text heads a column of figures that are none of the form's fields.
pub fn is_other_column(text: &str) -> bool {
    label_key(text).is_some_and(|key| OTHER.contains(&*key) || added::is_other_column(name_of_key(&key)))
}

/// Whether a text is a label in any part of the form, or names a column that is none of ours.
pub(super) fn is_known(text: &str) -> bool {
    let key = key_of_label(text);
    Labels::of_key(&key).name_something()
        || label_and_value(Part::Head, text).is_some()
        || !labels_in(text, &key).is_empty()
        || is_other_column(text)
}

/// What measures prescribe as first levels, and as second ones.
const FIRST_LEVELS: [&str; 4] = ["产出", "效益", "满意度", "成本指标"];
const SECOND_LEVELS: [&str; 9] = [
    "数量",
    "质量",
    "时效",
    "成本",
    "经济效益",
    "社会效益",
    "生态效益",
    "可持续",
    "服务对象",
];

/// Whether a text begins as a first level: 产出指标. 成本指标 may be either.
pub(super) fn is_first_level(text: &str) -> bool {
    FIRST_LEVELS.iter().any(|word| text.starts_with(word))
}

/// Whether a text begins as a second level: 数量指标.
pub(super) fn is_second_level(text: &str) -> bool {
    SECOND_LEVELS.iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn a_word_names_one_field_of_its_part_and_is_spelt_as_labels_are_compared() {
        for part in [Part::Head, Part::Funds, Part::Goals, Part::Indicators, Part::Totals] {
            let entries = ENTRIES.iter().filter(|entry| parts_named(entry.part).contains(&part));
            let mut all: Vec<&str> = entries.map(|entry| entry.word).collect();
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
        for entry in ENTRIES.iter().filter(|entry| entry.part == "totals") {
            assert!(entry.word.contains(IN_TOTALS), "{entry:?}");
            assert!(entry.label != "grade" || entry.word.contains(IN_GRADES), "{entry:?}");
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
