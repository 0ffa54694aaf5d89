//! Numbers in running text: what they say, of what, and how firmly.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::figure::{NumberInText, numbers_in, plain_char};

/// How a text commits itself to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Firmness {
    /// 达85%, 共411个.
    Exactly,
    /// 不低于85%, 85%以上.
    AtLeast,
    /// 不超过3次, 3次以内.
    AtMost,
}

/// A number in a text, with the words around it in the same clause, in plain characters without white space.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The clause as printed.
    pub(super) clause: String,
    /// The number.
    pub(super) value: Decimal,
    /// How many decimals are printed.
    pub(super) decimals: u32,
    /// What the number is said of: the words before it, without 达到, 共计, 不低于 and the like.
    pub(super) subject: String,
    /// All words of the clause before the number, back to the number before.
    pub(super) before: String,
    /// All words of the clause behind it, from its unit to the next number.
    pub(super) after: String,
    /// How the words before it commit themselves.
    firmness: Firmness,
}

/// Where a clause ends.
const CLAUSE_ENDS: [char; 8] = ['。', ',', '、', ';', '!', '?', '(', ')'];

/// Words between a thing and its number that say no more than "is".
const CONNECTIVES: [&str; 35] = [
    "达到了",
    "达到",
    "达成",
    "达",
    "为",
    "是",
    "均",
    "都",
    "控制在",
    "保持在",
    "维持在",
    "稳定在",
    "提高到",
    "提高至",
    "提升到",
    "提升至",
    "上升到",
    "上升至",
    "增加到",
    "增加至",
    "降低到",
    "降至",
    "高达",
    "实现",
    "完成了",
    "完成",
    "共计",
    "合计",
    "总计",
    "共",
    "计",
    "了",
    "有",
    "=",
    ":",
];

/// Words before a number that bound it; what is denied stands before the word itself.
const BOUNDS: [(&str, Firmness); 22] = [
    ("不低于", Firmness::AtLeast),
    ("不少于", Firmness::AtLeast),
    ("不小于", Firmness::AtLeast),
    ("不高于", Firmness::AtMost),
    ("不超过", Firmness::AtMost),
    ("不大于", Firmness::AtMost),
    ("不多于", Firmness::AtMost),
    ("大于等于", Firmness::AtLeast),
    ("小于等于", Firmness::AtMost),
    ("大于", Firmness::AtLeast),
    ("高于", Firmness::AtLeast),
    ("多于", Firmness::AtLeast),
    ("超过", Firmness::AtLeast),
    ("至少", Firmness::AtLeast),
    ("小于", Firmness::AtMost),
    ("低于", Firmness::AtMost),
    ("少于", Firmness::AtMost),
    ("至多", Firmness::AtMost),
    ("≥", Firmness::AtLeast),
    (">", Firmness::AtLeast),
    ("≤", Firmness::AtMost),
    ("<", Firmness::AtMost),
];

/// Words around a number that make it a guess: nothing contradicts a guess.
const GUESSES_BEFORE: [&str; 6] = ["约", "大约", "近", "将近", "接近", "几乎"];
const GUESSES_AFTER: [&str; 5] = ["余", "多", "来", "几", "左右"];

/// Everything that a text says in numbers. Guesses, ordinals and the two ends of a range are left out.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let plain: String = text.chars().map(plain_char).collect();
    let numbers = numbers_in(&plain);
    (0..numbers.len())
        .filter_map(|n| mention(text, &plain, &numbers, n))
        .collect()
}

fn mention(text: &str, plain: &str, numbers: &[NumberInText], n: usize) -> Option<Mention> {
    let number = numbers.get(n)?;
    let clause = clause_around(plain, numbers, &number.range);
    let previous_end = n
        .checked_sub(1)
        .and_then(|n| numbers.get(n))
        .map_or(0, |number| number.range.end);
    let next_start = numbers.get(n + 1).map_or(plain.len(), |number| number.range.start);
    let before = without_space(plain.get(clause.start.max(previous_end)..number.range.start)?);
    let after = without_space(plain.get(number.range.end..clause.end.min(next_start))?);
    let is_range_or_ordinal =
        before.ends_with(['-', '~', '—', '–', '至', '第', '.']) || after.starts_with(['-', '~', '—', '–', '至']);
    let is_guess = GUESSES_BEFORE.iter().any(|word| before.ends_with(word))
        || GUESSES_AFTER.iter().any(|word| after.starts_with(word));
    if is_range_or_ordinal || is_guess {
        return None;
    }
    let (subject, firmness) = subject_of(&before);
    Some(Mention {
        clause: as_printed(text, plain, clause).trim().to_owned(),
        value: number.value,
        decimals: number.decimals,
        subject: subject.to_owned(),
        before,
        after,
        firmness,
    })
}

impl Mention {
    /// Whether the clause names a year other than the form's.
    pub(super) fn speaks_of_another_year(&self, year: &str) -> bool {
        let clause: String = self.clause.chars().map(plain_char).collect();
        numbers_in(&clause).iter().any(|number| {
            let digits = clause.get(number.range.clone()).unwrap_or_default();
            let behind = clause.get(number.range.end..).unwrap_or_default();
            digits.len() == 4 && behind.trim_start().starts_with('年') && digits != year
        })
    }

    /// Whether the words before the number are of what was planned, not of what was done.
    pub(super) fn speaks_of_a_plan(&self) -> bool {
        let before = NOT_PLANS
            .iter()
            .fold(self.before.clone(), |text, word| text.replace(word, ""));
        PLANS.iter().any(|word| before.contains(word))
    }

    /// What stands behind the number and the unit; `None` where the number is not in that unit. A unit that only
    /// begins another (个 of 个月, 人 of 人次) is not it.
    pub(super) fn behind_unit(&self, unit: &str) -> Option<&str> {
        let behind = self
            .after
            .strip_prefix('万')
            .filter(|_| !unit.starts_with('万'))
            .unwrap_or(&self.after);
        let behind = behind.strip_prefix(unit)?;
        let is_longer_unit = LONGER_UNITS
            .iter()
            .any(|(short, rest)| *short == unit && behind.starts_with(rest))
            || behind.starts_with('/');
        (!is_longer_unit).then_some(behind)
    }

    /// How many of its unit the number counts by: 10,000 in 3万人.
    pub(super) fn scale(&self, unit: &str) -> Decimal {
        let is_in_ten_thousands = self.after.starts_with('万') && !unit.starts_with('万');
        if is_in_ten_thousands {
            Decimal::from(10_000)
        } else {
            Decimal::ONE
        }
    }

    /// How the text commits itself, by the words before the number and those behind its unit; `None` for a guess.
    pub(super) fn firmness(&self, behind_unit: &str) -> Option<Firmness> {
        let begins = |words: &[&str]| words.iter().any(|word| behind_unit.starts_with(word));
        if begins(&GUESSES_AFTER) {
            None
        } else if begins(&["以上", "及以上"]) {
            Some(Firmness::AtLeast)
        } else if begins(&["以下", "及以下", "以内", "之内", "内"]) {
            Some(Firmness::AtMost)
        } else {
            Some(self.firmness)
        }
    }
}

/// Words for what was meant to be done, in a text on what was done.
const PLANS: [&str; 5] = ["计划", "目标", "预期", "原定", "拟"];

/// Words that only seem to speak of a plan.
const NOT_PLANS: [&str; 2] = ["按计划", "按照计划"];

/// Units that begin longer ones, with what follows there.
const LONGER_UNITS: [(&str, &str); 16] = [
    ("个", "月"),
    ("个", "小时"),
    ("个", "工作日"),
    ("个", "百分点"),
    ("个", "季度"),
    ("%", "个百分点"),
    ("人", "次"),
    ("人", "天"),
    ("人", "日"),
    ("户", "次"),
    ("场", "次"),
    ("批", "次"),
    ("剂", "次"),
    ("件", "套"),
    ("台", "套"),
    ("年", "度"),
];

/// The clause that a number stands in: to the nearest mark on both sides that does not belong to a number.
fn clause_around(plain: &str, numbers: &[NumberInText], number: &Range<usize>) -> Range<usize> {
    let ends = plain
        .char_indices()
        .filter(|(at, c)| CLAUSE_ENDS.contains(c) && !numbers.iter().any(|number| number.range.contains(at)));
    let mut clause = 0..plain.len();
    for (at, mark) in ends {
        if at < number.start {
            clause.start = at + mark.len_utf8();
        } else {
            clause.end = at;
            break;
        }
    }
    clause
}

/// The same part of the text before its characters were made plain, one for one.
fn as_printed(text: &str, plain: &str, part: Range<usize>) -> String {
    let characters_before = plain.get(..part.start).unwrap_or_default().chars().count();
    let characters = plain.get(part).unwrap_or_default().chars().count();
    text.chars().skip(characters_before).take(characters).collect()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words before a number without those that only connect or bound it, and what the bounding words say.
fn subject_of(before: &str) -> (&str, Firmness) {
    let mut subject = before;
    let mut firmness = Firmness::Exactly;
    loop {
        let bound = BOUNDS
            .iter()
            .find_map(|(word, says)| Some((subject.strip_suffix(word)?, *says)));
        let connective = || CONNECTIVES.iter().find_map(|word| subject.strip_suffix(word));
        if let Some((rest, says)) = bound {
            (subject, firmness) = (rest, says);
        } else if let Some(rest) = connective() {
            subject = rest;
        } else {
            return (subject, firmness);
        }
    }
}
