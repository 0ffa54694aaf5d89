//! Words that the user adds: checked against the vocabulary, and in force while a document is read.
//!
//! Labels are asked for from everywhere in `form`, and by what reads tables without lines. So that none of them has to be handed the words, they
//! are in force on the thread for as long as one document is read; what is read depends on the document and the settings all the same.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::builtin::{ENTRIES, Entry, IN_TOTALS, OTHER, label_named, parts_named};
use super::key::{key_of_label, label_key, name_of_key};
use super::label::{Label, Labels, Part};
use crate::words::Words;

/// The words, to be looked up.
#[derive(Debug, Clone, Default)]
struct Added {
    labels: FxHashMap<String, Labels>,
    other: FxHashSet<String>,
    /// The words of totals that have none of the characters by which those of ours are told.
    totals: Vec<String>,
}

thread_local! {
    static IN_FORCE: RefCell<Option<Arc<Added>>> = const { RefCell::new(None) };
}

/// What is wrong with an added word, or with the name that it stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The name of the part.
    pub part: String,
    /// The name of the label; empty where the part is wrong.
    pub label: String,
    /// The word as it was written; `None` where what it stands under is wrong.
    pub word: Option<String>,
    /// What is wrong.
    pub kind: MistakeKind,
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MistakeKind {
    /// No part has this name.
    UnknownPart,
    /// The part has no label of this name.
    UnknownLabel,
    /// It cannot be a label: it has fewer than two Chinese characters, or is too long.
    NoWord,
    /// In this part it names another label already: by its part and its name.
    Taken(String, String),
}

/// What is wrong with added words, in the order of their parts and labels. Words that a label has already are not wrong.
pub fn mistakes_in(words: &Words) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut known: Vec<Known> = Vec::new();
    for (part, labels) in &words.parts {
        if parts_named(part).is_empty() && part != OTHER.0 {
            mistakes.push(Mistake {
                part: part.clone(),
                label: String::new(),
                word: None,
                kind: MistakeKind::UnknownPart,
            });
            continue;
        }
        for (label, words) in labels {
            let mut wrong = |word: Option<&String>, kind| {
                mistakes.push(Mistake {
                    part: part.clone(),
                    label: label.clone(),
                    word: word.cloned(),
                    kind,
                });
            };
            if !ENTRIES.iter().any(|e| e.part == part && e.label == label) {
                wrong(None, MistakeKind::UnknownLabel);
                continue;
            }
            for word in words {
                let Some(name) = name_of_word(word) else {
                    wrong(Some(word), MistakeKind::NoWord);
                    continue;
                };
                let own = Known { part, label, name };
                let builtin = ENTRIES.iter().map(Known::of).find(|other| own.contradicts(other));
                match builtin.or_else(|| known.iter().find(|other| own.contradicts(other)).cloned()) {
                    Some(other) => {
                        let taken = MistakeKind::Taken(other.part.to_owned(), other.label.to_owned());
                        wrong(Some(word), taken);
                    }
                    None => known.push(own),
                }
            }
        }
    }
    mistakes
}

/// A word under its label.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known<'w> {
    part: &'w str,
    label: &'w str,
    name: String,
}

impl<'w> Known<'w> {
    fn of(entry: &Entry) -> Self
    where
        'static: 'w,
    {
        Known {
            part: entry.part,
            label: entry.label,
            name: entry.word.to_owned(),
        }
    }

    /// Whether one word is to name two things in one part of the form. A column that is none of ours is none anywhere.
    fn contradicts(&self, other: &Known) -> bool {
        let is_other = |known: &Known| known.part == OTHER.0;
        let (own, others) = (parts_named(self.part), parts_named(other.part));
        let is_same = (self.part, self.label) == (other.part, other.label) || self.label == other.label;
        let is_of_columns = |known: &Known| {
            parts_named(known.part)
                .iter()
                .any(|part| matches!(part, Part::Funds | Part::Indicators))
        };
        let meet = own.iter().any(|part| others.contains(part))
            || is_other(self) && is_of_columns(other)
            || is_other(other) && is_of_columns(self);
        self.name == other.name && meet && !is_same
    }
}

/// A word as labels are looked up, where it can be one.
fn name_of_word(word: &str) -> Option<String> {
    /// 年 and 分 alone stand in too many cells.
    const SHORTEST_WORD: usize = 2;
    let key = label_key(word)?;
    let name = name_of_key(&key);
    let chinese = name.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    (chinese >= SHORTEST_WORD).then(|| name.to_owned())
}

/// Does something while these words are in force; what is wrong among them is left out.
pub fn with_words<T>(words: &Words, act: impl FnOnce() -> T) -> T {
    if words.is_empty() {
        return act();
    }
    InForce(Some(Arc::new(Added::of(words)))).with(act)
}

/// Added words, for other threads that help with the same document.
#[derive(Debug, Clone)]
pub struct InForce(Option<Arc<Added>>);

/// The words that are added to the vocabulary on this thread.
pub fn words_in_force() -> InForce {
    InForce(IN_FORCE.with_borrow(Clone::clone))
}

impl InForce {
    /// Does something with these words.
    pub fn with<T>(&self, act: impl FnOnce() -> T) -> T {
        let _restored = Restored(IN_FORCE.replace(self.0.clone()));
        act()
    }
}

/// A word that a form prints, that nobody knows, and what it seems to mean there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::form) struct Word {
    pub part: Part,
    pub name: String,
    pub label: Label,
}

impl Word {
    pub(in crate::form) fn new(part: Part, label: Label, text: &str) -> Self {
        let name = name_of_key(&key_of_label(text)).to_owned();
        Self { part, name, label }
    }
}

/// Does something while these words are in force beside those of the user, which go before them.
pub(in crate::form) fn with_proposed<T>(words: &[Word], act: impl FnOnce() -> T) -> T {
    let before = IN_FORCE.take();
    let mut added = before.as_deref().cloned().unwrap_or_default();
    let _restored = Restored(before);
    for Word { part, name, label } in words {
        added
            .labels
            .entry(name.clone())
            .or_default()
            .slot(*part)
            .get_or_insert(*label);
        if *part == Part::Totals && !name.contains(IN_TOTALS) {
            added.totals.push(name.clone());
        }
    }
    IN_FORCE.set(Some(Arc::new(added)));
    act()
}

/// Puts back what was in force before, even where reading a document has panicked.
struct Restored(Option<Arc<Added>>);

impl Drop for Restored {
    fn drop(&mut self) {
        IN_FORCE.set(self.0.take());
    }
}

impl Added {
    fn of(words: &Words) -> Self {
        let mut added = Self::default();
        let mistakes = mistakes_in(words);
        let is_wrong = |part: &str, label: &str, word: &str| {
            mistakes.iter().any(|mistake| {
                let is_label = mistake.label.is_empty() || mistake.label == label;
                mistake.part == part && is_label && mistake.word.as_deref().is_none_or(|wrong| wrong == word)
            })
        };
        for (part, labels) in &words.parts {
            for (label, words) in labels {
                for word in words.iter().filter(|word| !is_wrong(part, label, word)) {
                    added.add(part, label, word);
                }
            }
        }
        added
    }

    fn add(&mut self, part: &str, label: &str, word: &str) {
        let Some(name) = name_of_word(word) else { return };
        if (part, label) == OTHER {
            self.other.insert(name);
            return;
        }
        let Some(label) = label_named(label) else { return };
        for part in parts_named(part) {
            *self.labels.entry(name.clone()).or_default().slot(*part) = Some(label);
            if *part == Part::Totals && !name.contains(IN_TOTALS) {
                self.totals.push(name.clone());
            }
        }
    }
}

/// What an added word names.
pub(super) fn labels_of(name: &str) -> Option<Labels> {
    IN_FORCE.with_borrow(|added| added.as_ref()?.labels.get(name).copied())
}

/// Whether an added word names a column that is none of ours.
pub(super) fn is_other_column(name: &str) -> bool {
    IN_FORCE.with_borrow(|added| added.as_ref().is_some_and(|added| added.other.contains(name)))
}

/// Whether a text has an added word of the totals in it that is not told by [`IN_TOTALS`].
pub(super) fn is_in_totals(text: &str) -> bool {
    IN_FORCE.with_borrow(|added| {
        let words = added.iter().flat_map(|added| &added.totals);
        words.into_iter().any(|word| text.contains(word.as_str()))
    })
}

/// Whether one of the added words of this label in this part is as asked.
pub(super) fn has_word(part: Part, label: Label, mut is_asked: impl FnMut(&str) -> bool) -> bool {
    IN_FORCE.with_borrow(|added| {
        let mut words = added.iter().flat_map(|added| &added.labels);
        words.any(|(word, labels)| labels.get(part) == Some(label) && is_asked(word))
    })
}

/// Whether a text may have a label of the totals in it, as far as its characters tell.
pub(super) fn may_be_of_totals(text: &str) -> bool {
    text.contains(IN_TOTALS) || is_in_totals(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::vocabulary::{self, labels_in};

    fn words(entries: &[(&str, &str, &[&str])]) -> Words {
        let mut words = Words::default();
        for (part, label, own) in entries {
            let own = own.iter().map(|&word| word.to_owned()).collect();
            let labels = words.parts.entry((*part).to_owned()).or_default();
            labels.insert((*label).to_owned(), own);
        }
        words
    }

    fn wrong(part: &str, label: &str, word: &str) -> Vec<MistakeKind> {
        let mistakes = mistakes_in(&words(&[(part, label, &[word])]));
        mistakes.into_iter().map(|mistake| mistake.kind).collect()
    }

    #[test]
    fn words_are_in_force_while_a_document_is_read_and_not_after_it() {
        let added = words(&[
            ("indicators", "target", &["年度愿景 值：", "目标任务B"]),
            ("points", "weight", &["满分点"]),
            ("totals", "total-score", &["自我总评"]),
            ("other", "columns", &["往年情况"]),
        ]);
        let known = || {
            let target = Part::Indicators.label("年度愿景值（单位）") == Some(Label::Target);
            let formula = Part::Indicators.label("目标任务") == Some(Label::Target);
            let points = [Part::Funds, Part::Indicators].map(|part| part.label("满分点") == Some(Label::Weight));
            let key = vocabulary::key_of_label("自我总评：98");
            let total = labels_in("自我总评：98", &key) == [(Label::Total, "98")];
            let other = vocabulary::is_other_column("往年情况");
            [target, formula, points[0], points[1], total, other]
        };
        assert_eq!(known(), [false; 6]);
        assert_eq!(with_words(&added, known), [true; 6]);
        assert_eq!(known(), [false; 6]);
        let caught = std::panic::catch_unwind(|| with_words(&added, || panic!("in a document")));
        assert!(caught.is_err());
        assert_eq!(known(), [false; 6], "after a panic");
    }

    #[test]
    fn what_is_wrong_is_named_and_left_out() {
        assert_eq!(wrong("heads", "unit", "执行机构"), [MistakeKind::UnknownPart]);
        assert_eq!(wrong("head", "units", "执行机构"), [MistakeKind::UnknownLabel]);
        assert_eq!(
            wrong("head", "budget", "执行机构"),
            [MistakeKind::UnknownLabel],
            "a label of another part"
        );
        for no_word in ["", "年", "2023", "B/A", "（万元）"] {
            assert_eq!(wrong("head", "unit", no_word), [MistakeKind::NoWord], "{no_word}");
        }
        let taken = |part: &str, label: &str| [MistakeKind::Taken(part.to_owned(), label.to_owned())];
        assert_eq!(wrong("head", "unit", "主管 部门："), taken("head", "department"));
        assert_eq!(wrong("indicators", "target", "满分"), taken("points", "weight"));
        assert_eq!(wrong("funds", "budget", "结余"), taken("other", "columns"));
        assert_eq!(wrong("other", "columns", "全年预算数"), taken("funds", "budget"));
        let twice = words(&[
            ("goals", "expected-goal", &["愿景"]),
            ("goals", "actual-result", &["愿景"]),
        ]);
        let mistakes: Vec<_> = mistakes_in(&twice).into_iter().map(|mistake| mistake.kind).collect();
        assert_eq!(mistakes.len(), 1, "one word for two labels: {mistakes:?}");
        with_words(&words(&[("head", "unit", &["主管部门", "执行机构"])]), || {
            assert_eq!(Part::Head.label("主管部门"), Some(Label::Department));
            assert_eq!(Part::Head.label("执行机构"), Some(Label::Unit));
        });
    }

    #[test]
    fn a_word_that_its_label_has_already_is_not_wrong_and_one_of_another_part_is_free() {
        assert_eq!(wrong("head", "unit", "实施单位"), []);
        assert_eq!(wrong("indicators", "actual", "完成进度"), []);
        assert_eq!(
            wrong("goals", "actual-result", "执行进度"),
            [],
            "a rate among the funds"
        );
    }
}
