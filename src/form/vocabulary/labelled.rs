//! Labels inside longer texts, each with what stands behind it: those of totals and grades above all.

use super::added::may_be_of_totals;
use super::label::{Label, Part};
use crate::digits::{has_digit, is_digit};
use crate::figure::Figure;
use crate::form::choice::{self, Choice};

/// The grades by all their names, the longer before the shorter that it begins with.
pub(in crate::form) const GRADES: [&str; 11] = [
    "优秀",
    "良好",
    "中等",
    "较差",
    "优",
    "良",
    "中",
    "差",
    "不合格",
    "基本合格",
    "合格",
];

/// The grade that a text is: in words, or ticked among others.
pub(in crate::form) fn grade_of(text: &str) -> Option<&str> {
    let grade = match choice::read(text) {
        Choice::One(grade) => grade,
        _ => text,
    };
    GRADES.contains(&grade).then_some(grade)
}

/// Whether a text is nothing but grades to choose from: what marks the chosen one is no character.
pub(in crate::form) fn lists_grades(text: &str) -> bool {
    let (mut rest, mut count) = (text, 0);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "、/，,".contains(c));
        let letter = || {
            ["A", "B", "C", "D"]
                .into_iter()
                .find_map(|grade| rest.strip_prefix(grade))
        };
        match GRADES.iter().find_map(|grade| rest.strip_prefix(grade)).or_else(letter) {
            Some(behind) => (rest, count) = (behind, count + 1),
            None => return rest.is_empty() && count >= 2,
        }
    }
}

/// Splits `项目名称：某项目` into its label and its value; `None` where the text has no label before a colon.
pub fn label_and_value(part: Part, text: &str) -> Option<(Label, &str)> {
    let (before, after) = text.split_once([':', '：'])?;
    Some((part.label(before)?, after.trim()))
}

/// Cuts `自评总分：99.5分自评等级：优` before the second label: each label with a colon begins a part.
pub fn cut_before_labels(part: Part, text: &str) -> Vec<&str> {
    let mut colons = text.match_indices([':', '：']);
    let Some((mut from, _)) = colons.next() else {
        return vec![text];
    };
    let (mut parts, mut begin) = (Vec::new(), 0);
    for (colon, _) in colons {
        let between = text.get(from..colon).unwrap_or_default();
        let is_label = |at: usize| between.get(at..).is_some_and(|end| part.label(end).is_some());
        if let Some((at, _)) = between.char_indices().find(|(at, _)| *at > 0 && is_label(*at)) {
            parts.extend(text.get(begin..from + at));
            begin = from + at;
        }
        from = colon;
    }
    parts.extend(text.get(begin..));
    parts
}

/// The labels of totals and grades in a cell, each with what stands behind it: `总分：98.5 评分等级：优`, `自评得分98.5分`. A label alone has
/// nothing behind it.
pub(in crate::form) fn labels_in<'t>(text: &'t str, key: &str) -> Vec<(Label, &'t str)> {
    match Part::Totals.label_of_key(key) {
        Some(label) => vec![(label, "")],
        None => labels_within(text, key),
    }
}

/// The same, of a text that is no label by itself.
pub(in crate::form) fn labels_within<'t>(text: &'t str, key: &str) -> Vec<(Label, &'t str)> {
    // A label in a longer text has its value behind a colon, or is a figure's. The key of what cannot be a label is empty.
    if key.is_empty() || !may_be_of_totals(text) || !text.contains([':', '：']) && !has_digit(text) {
        return Vec::new();
    }
    let is_colon = |c: char| matches!(c, ':' | '：');
    // A space parts a label from its figure, or one label with its value from the next.
    let spaced = text.matches(is_colon).count() > 1;
    let parts = text.split(|c: char| matches!(c, '，' | ',' | '；' | ';' | '、') || spaced && c.is_whitespace());
    parts
        .flat_map(|text| cut_before_labels(Part::Totals, text))
        .filter_map(|part| part_to_label(part.trim()))
        .collect()
}

/// Splits `总分：98.5` or `总分（100分）98.5分`.
fn part_to_label(part: &str) -> Option<(Label, &str)> {
    if let Some((before, after)) = part.split_once([':', '：']) {
        return Some((Part::Totals.label(before)?, after.trim()));
    }
    let mut digits = part.char_indices().filter(|(_, c)| is_digit(*c)).map(|(at, _)| at);
    digits.find_map(|at| {
        let (before, after) = part.split_at(at);
        let is_closed = before.matches(['(', '（']).count() == before.matches([')', '）']).count();
        let label = Part::Totals.label(before).filter(|_| is_closed)?;
        is_score(after).then_some((label, after))
    })
}

/// A score and the grade beside it in one text: `98.5（优）`.
pub(in crate::form) fn score_and_grade(text: &str) -> (&str, &str) {
    if text.is_ascii() {
        return (text, "");
    }
    let brackets = ['(', ')', '（', '）', ' ', '/', '、', ',', '，'];
    for grade in GRADES {
        if let Some(at) = text.find(grade) {
            let (before, after) = (text.get(..at), text.get(at + grade.len()..));
            let [before, after] = [before, after].map(|part| part.unwrap_or_default().trim_matches(brackets));
            let score = if before.is_empty() { after } else { before };
            if (before.is_empty() || after.is_empty()) && Figure::parse(score).is_some() {
                return (score, grade);
            }
        }
    }
    (text, "")
}

/// Whether a text can be a score: a figure, with a grade or without, or blank.
pub(in crate::form) fn is_score(text: &str) -> bool {
    let (score, _) = score_and_grade(text);
    score.is_empty() || Figure::parse(score).is_some()
}

pub(in crate::form) fn is_grade(text: &str) -> bool {
    grade_of(text).is_some()
}
