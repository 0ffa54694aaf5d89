//! Whether a number in a text speaks of the same thing as an indicator.

use super::mention::Mention;

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

/// Indicators that ask how content people are end in one of these.
const SATISFACTION: [&str; 2] = ["满意度", "满意率"];

/// Those whose satisfaction may be anybody's.
const ANYBODY: [&str; 16] = [
    "",
    "服务对象",
    "对象",
    "服务",
    "受益对象",
    "受益",
    "受益者",
    "受益人",
    "受益群体",
    "群众",
    "社会公众",
    "公众",
    "社会",
    "总体",
    "综合",
    "整体",
];

/// Words in a name that only say what is counted, not of what.
const MEASURES: [&str; 24] = [
    "完成", "开展", "数量", "次数", "场次", "人次", "人数", "户数", "份数", "座数", "天数", "个数", "件数", "台数",
    "家数", "批次", "面积", "里程", "长度", "时长", "总量", "总数", "量", "数",
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

/// The name of an indicator as it is looked for in a text: plain characters, without count, brackets and white space.
pub(super) fn plain_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(crate::figure::plain_char)
        .filter(|c| !c.is_whitespace())
        .collect();
    let counted = plain
        .strip_prefix("指标")
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.'));
    let mut depth = 0_u32;
    let mut bare = String::new();
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
pub(super) fn plainness(mention: &Mention, behind_unit: &str, unit: &str, name: &str) -> Option<Plainness> {
    if name.is_empty() || speaks_of_a_part(mention, name) {
        return None;
    }
    if mention.subject.ends_with(name) {
        return Some(Plainness::Named(name.chars().count()));
    }
    if unit == "%" {
        same_satisfaction(mention, name)
    } else {
        same_count(mention, behind_unit, name)
    }
}

/// Whether the words before the number say that it is not the whole; what the indicator itself says does not count.
fn speaks_of_a_part(mention: &Mention, name: &str) -> bool {
    NOT_THE_WHOLE
        .iter()
        .any(|word| mention.before.contains(word) && !name.contains(word))
}

/// The satisfaction of the same people, or of anybody on one side.
fn same_satisfaction(mention: &Mention, name: &str) -> Option<Plainness> {
    let whose = |words: &'_ str| {
        SATISFACTION
            .iter()
            .find_map(|word| words.strip_suffix(word))
            .map(str::to_owned)
    };
    let said_of = whose(&mention.subject)?;
    let asked_of = whose(name)?;
    let shared = shared_characters(&asked_of, &said_of);
    if shared > 0 {
        Some(Plainness::Shared(shared))
    } else {
        // What the text says may begin with a verb: 使服务对象.
        let is_anybody = |whose: &&str| whose.is_empty() || *whose == asked_of || said_of.ends_with(*whose);
        ANYBODY.iter().any(is_anybody).then_some(Plainness::AnySatisfaction)
    }
}

/// A count whose noun, directly before the number or directly behind its unit, is of the indicator's name, and which
/// shares at least half of that name.
fn same_count(mention: &Mention, behind_unit: &str, name: &str) -> Option<Plainness> {
    let mut core = name;
    while let Some(rest) = MEASURES
        .iter()
        .find_map(|word| core.strip_suffix(word).or_else(|| core.strip_prefix(word)))
    {
        core = rest;
    }
    let noun_behind: String = behind_unit.chars().take(2).collect();
    let noun_before: String = last_characters(&mention.subject, 2);
    let has_noun = [noun_behind, noun_before]
        .iter()
        .any(|noun| noun.chars().count() == 2 && core.contains(noun.as_str()));
    let shared = shared_characters(core, &format!("{} {behind_unit}", mention.subject));
    let is_plain = has_noun && shared >= FEWEST_SHARED && 2 * shared >= core.chars().count();
    is_plain.then_some(Plainness::Shared(shared))
}

/// How many characters of the name stand in the text, in pieces of two or more, the longest first, none counted twice.
fn shared_characters(name: &str, text: &str) -> usize {
    let name: Vec<char> = name.chars().collect();
    let longest = (2..=name.len()).rev().find_map(|length| {
        let windows = name.windows(length).enumerate();
        windows
            .map(|(at, piece)| (at, piece.iter().collect::<String>()))
            .find(|(_, piece)| text.contains(piece.as_str()))
    });
    let Some((at, piece)) = longest else {
        return 0;
    };
    let length = piece.chars().count();
    let left: String = name.iter().take(at).collect();
    let right: String = name.iter().skip(at + length).collect();
    length + shared_characters(&left, text) + shared_characters(&right, text)
}

fn last_characters(text: &str, count: usize) -> String {
    let skipped = text.chars().count().saturating_sub(count);
    text.chars().skip(skipped).collect()
}
