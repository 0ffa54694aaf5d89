//! Numbers in running text: what they say, of what, and how firmly.

use std::borrow::Cow;
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

/// A text and the numbers in it.
pub(super) struct Narrative<'a> {
    printed: &'a str,
    /// The same in plain characters, one for one.
    plain: String,
    numbers: Vec<NumberInText>,
    /// The marks between its clauses, in their order.
    marks: Vec<Range<usize>>,
}

/// A number in a text, with the words around it in the same clause, in plain characters without white space.
#[derive(Debug, Clone)]
pub(super) struct Mention {
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
    /// The bytes of the plain text that the clause stands on.
    clause: Range<usize>,
    /// How the words before it commit themselves.
    firmness: Firmness,
}

/// Most numbers of a text that are looked at. The longest list of measures seen numbers 42 of them.
const MOST_NUMBERS: usize = 300;

/// Most characters of a clause that are looked at, to either side of a number. Sentences of forms have about 30.
const LONGEST_CONTEXT: usize = 120;

/// Where a clause ends.
const CLAUSE_ENDS: [char; 8] = ['。', ',', '、', ';', '!', '?', '(', ')'];

/// Words between a thing and its number that say no more than "is".
const CONNECTIVES: [&str; 31] = [
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
const GUESSES_BEHIND: [&str; 4] = ["余", "多", "左右", "上下"];

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

impl<'a> Narrative<'a> {
    pub(super) fn new(printed: &'a str) -> Self {
        let mut plain = String::with_capacity(printed.len());
        plain.extend(printed.chars().map(plain_char));
        let mut numbers = numbers_in(&plain);
        numbers.truncate(MOST_NUMBERS);
        let is_in_number = |at: usize| numbers.iter().any(|number| number.range.contains(&at));
        let marks = plain
            .char_indices()
            .filter(|(at, c)| CLAUSE_ENDS.contains(c) && !is_in_number(*at));
        Self {
            marks: marks.map(|(at, c)| at..at + c.len_utf8()).collect(),
            printed,
            plain,
            numbers,
        }
    }

    /// Everything that the text says in numbers. Guesses, ordinals and the two ends of a range are left out.
    pub(super) fn mentions(&self) -> impl Iterator<Item = Mention> {
        (0..self.numbers.len()).filter_map(|n| self.mention(n))
    }

    fn mention(&self, n: usize) -> Option<Mention> {
        let number = self.numbers.get(n)?;
        let clause = self.clause_around(&number.range);
        let previous = n.checked_sub(1).and_then(|n| self.numbers.get(n));
        let start = previous.map_or(clause.start, |previous| previous.range.end.max(clause.start));
        let end = self
            .numbers
            .get(n + 1)
            .map_or(clause.end, |next| next.range.start.min(clause.end));
        let before = without_space(self.plain.get(start..number.range.start)?);
        let before = last_characters(&before, LONGEST_CONTEXT);
        let after = without_space(self.plain.get(number.range.end..end)?);
        let after = first_characters(&after, LONGEST_CONTEXT);
        let is_range_or_ordinal =
            before.ends_with(['-', '~', '—', '–', '至', '第', '.']) || after.starts_with(['-', '~', '—', '–', '至']);
        let is_guess = GUESSES_BEFORE.iter().any(|word| before.ends_with(word))
            || GUESSES_BEHIND.iter().any(|word| after.starts_with(word));
        if is_range_or_ordinal || is_guess {
            return None;
        }
        let (subject, firmness) = subject_of(before);
        Some(Mention {
            value: number.value,
            decimals: number.decimals,
            subject: subject.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            clause,
            firmness,
        })
    }

    /// The clause that a number stands in: between the nearest marks on both sides.
    fn clause_around(&self, number: &Range<usize>) -> Range<usize> {
        let following = self.marks.partition_point(|mark| mark.start < number.start);
        let preceding = following.checked_sub(1).and_then(|n| self.marks.get(n));
        let start = preceding.map_or(0, |mark| mark.end);
        start..self.marks.get(following).map_or(self.plain.len(), |mark| mark.start)
    }

    /// The clause of a mention as printed.
    pub(super) fn clause_of(&self, mention: &Mention) -> String {
        let characters = |part: Range<usize>| self.plain.get(part).unwrap_or_default().chars().count();
        let skipped = characters(0..mention.clause.start);
        let clause: String = self
            .printed
            .chars()
            .skip(skipped)
            .take(characters(mention.clause.clone()))
            .collect();
        clause.trim().to_owned()
    }

    /// Whether the clause of a mention names a year other than the form's.
    pub(super) fn names_another_year(&self, mention: &Mention, year: &str) -> bool {
        let in_clause = self
            .numbers
            .iter()
            .filter(|number| mention.clause.contains(&number.range.start));
        in_clause.into_iter().any(|number| {
            let digits = self.plain.get(number.range.clone()).unwrap_or_default();
            let behind = self.plain.get(number.range.end..).unwrap_or_default();
            digits.len() == 4 && behind.trim_start().starts_with('年') && digits != year
        })
    }
}

impl Mention {
    /// Whether the words before the number are of what was planned, not of what was done.
    pub(super) fn speaks_of_a_plan(&self) -> bool {
        let before = NOT_PLANS.iter().fold(Cow::Borrowed(&*self.before), |text, word| {
            if text.contains(word) {
                text.replace(word, "").into()
            } else {
                text
            }
        });
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
        let goes_on = |(short, rest): &(&str, &str)| *short == unit && behind.starts_with(rest);
        let is_longer_unit = LONGER_UNITS.iter().any(goes_on) || behind.starts_with('/');
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
        if begins(&GUESSES_BEHIND) {
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

/// The first characters of a text: so many, or all.
pub(super) fn first_characters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// The last ones.
pub(super) fn last_characters(text: &str, count: usize) -> &str {
    let skipped = text.chars().count().saturating_sub(count);
    let start = text.char_indices().nth(skipped).map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn without_space(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    bare.extend(text.chars().filter(|c| !c.is_whitespace()));
    bare
}

/// The words before a number, behind a colon, without those that only connect or bound it; and what the bounding words
/// say.
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
            return (subject.rsplit(':').next().unwrap_or(subject), firmness);
        }
    }
}
