//! Whether a number in a text speaks of the same thing as an indicator.

use std::ops::Range;

use super::mention::{Mention, first_characters, last_characters};
use crate::figure::plain_char;

/// How plainly a mention speaks of an indicator: of two, the greater is the more plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plainness {
    /// The indicator asks for satisfaction, the text speaks of satisfaction, one of them without saying whose.
    AnySatisfaction,
    /// So many characters of the indicator's name stand around the number.
    Shared(usize),
    /// The number is said of the indicator's whole name, so many characters long.
    Named(usize),
}

/// The words for how content people are.
const SATISFACTION: [&str; 3] = ["满意度", "满意率", "满意程度"];

/// Those whose satisfaction may be anybody's.
const ANYBODY: [&str; 10] = [
    "服务对象",
    "受益对象",
    "受益者",
    "受益人",
    "受益群体",
    "群众",
    "公众",
    "总体",
    "综合",
    "整体",
];

/// Words at the end of a name that say how it is counted, not what.
const MEASURES: [&str; 21] = [
    "数量", "次数", "场次", "人次", "人数", "户数", "份数", "座数", "天数", "个数", "件数", "台数", "家数", "批次",
    "面积", "里程", "长度", "时长", "总量", "量", "数",
];

/// Words at the beginning of a name, or before one in a text, that do not say of what: verbs, times, places that are the
/// whole. Any other word there may make it a part.
const FILLERS: [&str; 46] = [
    "按计划",
    "按照计划",
    "超额",
    "完成",
    "开展",
    "举办",
    "组织",
    "实施",
    "确保",
    "保证",
    "保障",
    "使得",
    "使",
    "实现",
    "力争",
    "达到",
    "全年",
    "本年度",
    "年度",
    "本年",
    "今年",
    "当年",
    "年内",
    "全区",
    "全市",
    "全县",
    "全镇",
    "我区",
    "我市",
    "我县",
    "我单位",
    "我局",
    "我中心",
    "本单位",
    "本项目",
    "该项目",
    "项目",
    "同时",
    "并",
    "且",
    "和",
    "及",
    "的",
    "了",
    "已",
    "将",
];

/// Words that make a number one of a part, of another time, or of a change, not of the whole.
const NOT_THE_WHOLE: [&str; 30] = [
    "每",
    "其中",
    "平均",
    "人均",
    "户均",
    "分别",
    "另",
    "同比",
    "环比",
    "相比",
    "比上",
    "较上",
    "增长",
    "增加",
    "增幅",
    "提高了",
    "提升了",
    "下降",
    "降低",
    "减少",
    "累计",
    "上年",
    "去年",
    "往年",
    "历年",
    "上一年",
    "剩余",
    "未完成",
    "以来",
    "超出",
];

/// Fewest characters of its name that an indicator must share with the words around a number.
const FEWEST_SHARED: usize = 4;

/// Most characters of a name. The longest seen that is one has 21; a list in its place has 57.
const LONGEST_NAME: usize = 40;

/// The name of an indicator as it is looked for in a text.
pub(super) struct Name {
    /// In plain characters, without count, brackets and white space.
    plain: String,
    /// Where in it the thing stands that is counted.
    thing: Range<usize>,
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let plain = plain_name(name);
        let thing = thing_counted(&plain);
        Self { plain, thing }
    }

    /// The name without what only says that it is done, and how it is counted: 路灯 of 完成路灯数量.
    fn thing(&self) -> &str {
        self.plain.get(self.thing.clone()).unwrap_or_default()
    }
}

fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    plain.extend(name.chars().map(plain_char).filter(|c| !c.is_whitespace()));
    let counted = plain
        .strip_prefix("指标")
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.'));
    let mut depth = 0_u32;
    let mut bare = String::with_capacity(plain.len());
    for c in counted.unwrap_or(&plain).chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// How plainly the mention, in the unit of the indicator, speaks of it; `None` where it may as well speak of another.
/// `behind_unit` is what the text says behind number and unit.
pub(super) fn plainness(mention: &Mention, behind_unit: &str, unit: &str, name: &Name) -> Option<Plainness> {
    let plain = name.plain.as_str();
    if plain.is_empty() || plain.chars().count() > LONGEST_NAME {
        return None;
    }
    let plainness = if mention.subject.strip_suffix(plain).is_some_and(says_nothing) {
        Some(Plainness::Named(plain.chars().count()))
    } else if unit == "%" {
        same_satisfaction(mention, plain)
    } else {
        same_count(mention, behind_unit, name.thing())
    };
    // Asked last, since it looks for thirty words and few mentions come so far.
    plainness.filter(|_| !speaks_of_a_part(mention, plain))
}

/// Whether the words are fillers and list numbers only.
fn says_nothing(words: &str) -> bool {
    let mut left = words;
    while !left.is_empty() {
        let filler = FILLERS.iter().find_map(|word| left.strip_suffix(word));
        let list_number = || left.strip_suffix(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
        match filler.or_else(list_number) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

/// Whether the words before the number say that it is not the whole; what the indicator itself says does not count.
fn speaks_of_a_part(mention: &Mention, name: &str) -> bool {
    NOT_THE_WHOLE
        .iter()
        .any(|word| mention.before.contains(word) && !name.contains(word))
}

/// The satisfaction of the same people, or of anybody on one side.
fn same_satisfaction(mention: &Mention, name: &str) -> Option<Plainness> {
    let said_of = SATISFACTION
        .iter()
        .find_map(|word| mention.subject.strip_suffix(word))?;
    let asked_of = SATISFACTION.iter().find_map(|word| Some(name.split_once(word)?.0))?;
    let shared = shared_characters(asked_of, said_of);
    if shared > 0 {
        return Some(Plainness::Shared(shared));
    }
    // What the text says may begin with a verb: 使服务对象.
    let is_anybody = |whose: &&str| *whose == asked_of || said_of.ends_with(*whose);
    let is_unsaid = asked_of.is_empty() || says_nothing(said_of);
    (is_unsaid || ANYBODY.iter().any(is_anybody)).then_some(Plainness::AnySatisfaction)
}

/// A count of the thing in an indicator's name: either nothing but that thing stands before the number, or a noun of the name
/// stands directly before the number or directly behind its unit, and half of the name around it. The whole thing with
/// more words before it is a part of it: 线上讲座 of 讲座.
fn same_count(mention: &Mention, behind_unit: &str, thing: &str) -> Option<Plainness> {
    let length = thing.chars().count();
    if length < 2 {
        return None;
    }
    if let Some(words) = before_thing(&mention.subject, thing).or_else(|| before_thing(behind_unit, thing)) {
        return says_nothing(words).then_some(Plainness::Named(length));
    }
    let nouns = [first_characters(behind_unit, 2), last_characters(&mention.subject, 2)];
    let is_noun_of_it = |noun: &str| noun.chars().count() == 2 && thing.contains(noun);
    // Most mentions end here: comparing all words is the dear part.
    if !nouns.into_iter().any(is_noun_of_it) {
        return None;
    }
    let shared = shared_characters(thing, &format!("{} {behind_unit}", mention.subject));
    (shared >= FEWEST_SHARED && 2 * shared >= length).then_some(Plainness::Shared(shared))
}

/// What stands before the thing in a text, where it stands in it. Most texts have not even its first character.
fn before_thing<'t>(text: &'t str, thing: &str) -> Option<&'t str> {
    if !text.contains(thing.chars().next()?) {
        return None;
    }
    text.get(..text.find(thing)?)
}

/// Where in a plain name the thing stands, without the words around it.
fn thing_counted(name: &str) -> Range<usize> {
    let begin = FILLERS.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let thing = MEASURES
        .iter()
        .find_map(|word| begin.strip_suffix(word))
        .unwrap_or(begin);
    let start = name.len() - begin.len();
    start..start + thing.len()
}

/// How many characters of the name stand in the text, in pieces of two or more, the longest first, none counted twice.
fn shared_characters(name: &str, text: &str) -> usize {
    let name: Vec<char> = name.chars().collect();
    let longest = (2..=name.len()).rev().find_map(|length| {
        let mut pieces = name.windows(length).map(String::from_iter).enumerate();
        pieces
            .find(|(_, piece)| text.contains(piece.as_str()))
            .map(|(at, _)| at..at + length)
    });
    let Some(shared) = longest else {
        return 0;
    };
    let left: String = name.iter().take(shared.start).collect();
    let right: String = name.iter().skip(shared.end).collect();
    shared.len() + shared_characters(&left, text) + shared_characters(&right, text)
}
