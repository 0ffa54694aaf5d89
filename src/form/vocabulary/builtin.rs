//! The vocabulary that is compiled in: `words.toml`, in the same shape as what users add.
//!
//! It is read here by its lines, once, so that reading forms needs no TOML; a test holds that to what TOML makes of it.

use std::sync::LazyLock;

use super::label::{Label, Part};

/// The words as they are written.
pub const TEXT: &str = include_str!("words.toml");

/// One word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// The name of its part in the file.
    pub part: &'static str,
    /// The name of its label.
    pub label: &'static str,
    pub word: &'static str,
}

/// All words in the order of the file.
pub(super) static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let (mut part, mut label) = ("", "");
    let mut entries = Vec::new();
    for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            part = name;
        } else if let Some((name, _)) = line.split_once(" = ") {
            label = name;
        } else {
            let words = line.split('"').skip(1).step_by(2);
            entries.extend(words.map(|word| Entry { part, label, word }));
        }
    }
    entries
});

/// The names of the parts, and the parts of the form that each of them is.
const PARTS: [(&str, &[Part]); 6] = [
    ("head", &[Part::Head]),
    ("funds", &[Part::Funds]),
    ("points", &[Part::Funds, Part::Indicators]),
    ("goals", &[Part::Goals]),
    ("indicators", &[Part::Indicators]),
    ("totals", &[Part::Totals]),
];

/// The part of columns that are none of ours, and its only label.
pub(super) const OTHER: (&str, &str) = ("other", "columns");

/// The names of the labels.
const LABELS: &[(&str, Label)] = &[
    ("project-name", Label::ProjectName),
    ("department", Label::Department),
    ("other-department", Label::OtherDepartment),
    ("unit", Label::Unit),
    ("other-unit", Label::OtherUnit),
    ("year", Label::Year),
    ("other", Label::OtherHead),
    ("funds-block", Label::FundsBlock),
    ("goals-block", Label::GoalsBlock),
    ("indicators-block", Label::IndicatorsBlock),
    ("initial", Label::Initial),
    ("budget", Label::Budget),
    ("executed", Label::Executed),
    ("rate", Label::Rate),
    ("weight", Label::Weight),
    ("score", Label::Score),
    ("expected-goal", Label::Goal),
    ("actual-result", Label::Result),
    ("level1", Label::Level1),
    ("level2", Label::Level2),
    ("level3", Label::Level3),
    ("level4", Label::Level4),
    ("operator", Label::Operator),
    ("target", Label::Target),
    ("adjusted-target", Label::AdjustedTarget),
    ("target-unit", Label::TargetUnit),
    ("actual", Label::Actual),
    ("deviation", Label::Deviation),
    ("measures", Label::Measures),
    ("total-score", Label::Total),
    ("sum", Label::Sum),
    ("grade", Label::Grade),
];

/// The parts of the form that a name of the file is; none where it is not known.
pub(super) fn parts_named(name: &str) -> &'static [Part] {
    let found = PARTS.iter().find(|(known, _)| *known == name);
    found.map_or(&[], |(_, parts)| parts)
}

/// The label of a name.
pub(super) fn label_named(name: &str) -> Option<Label> {
    LABELS.iter().find(|(known, _)| *known == name).map(|(_, label)| *label)
}

/// All names of parts, in the order of the file.
pub fn part_names() -> Vec<&'static str> {
    names(ENTRIES.iter().map(|entry| entry.part))
}

/// The names of the labels of a part, in the order of the file.
pub fn label_names(part: &str) -> Vec<&'static str> {
    names(
        ENTRIES
            .iter()
            .filter(|entry| entry.part == part)
            .map(|entry| entry.label),
    )
}

/// The words of a label, in the order of the file.
pub fn words_of(part: &str, label: &str) -> Vec<&'static str> {
    let own = ENTRIES
        .iter()
        .filter(|entry| entry.part == part && entry.label == label);
    own.map(|entry| entry.word).collect()
}

fn names(all: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for name in all {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Every label of the totals that is compiled in has one of these characters in it.
pub const IN_TOTALS: [char; 5] = ['分', '计', '等', '级', '结'];

/// Every label of the grade that is compiled in has one of these characters in it.
pub const IN_GRADES: [char; 3] = ['等', '级', '结'];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn lines_give_the_words_that_toml_gives() {
        let written: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(TEXT).unwrap();
        let words = written.iter().flat_map(|(part, labels)| {
            let words = labels
                .iter()
                .flat_map(|(label, words)| words.iter().map(move |word| (label, word)));
            words.map(move |(label, word)| (part.as_str(), label.as_str(), word.as_str()))
        });
        let mut ours: Vec<_> = ENTRIES.iter().map(|e| (e.part, e.label, e.word)).collect();
        // By part and label; within one label as written.
        ours.sort_by_key(|(part, label, _)| (*part, *label));
        assert_eq!(ours, words.collect::<Vec<_>>());
    }

    #[test]
    fn every_name_in_the_file_is_known_and_every_label_has_words() {
        for entry in ENTRIES.iter() {
            let is_other = (entry.part, entry.label) == OTHER;
            let is_known = !parts_named(entry.part).is_empty() && label_named(entry.label).is_some();
            assert!(is_other || is_known, "{entry:?}");
        }
        for (name, _) in LABELS.iter().copied() {
            assert!(ENTRIES.iter().any(|entry| entry.label == name), "{name}");
        }
    }
}
