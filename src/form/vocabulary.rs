//! The words by which a form's fields are found: data, not code. A new template's wording is one more line here.
//!
//! A label is compared after [`label_key`]: without white space, brackets and what they hold, colons, and in compatibility form.

mod words;

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use words::{FUNDS, GOALS, HEAD, INDICATORS, OTHER_COLUMNS, TOTALS, Words};

/// A label, by the field that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// 项目名称
    ProjectName,
    /// 主管部门
    Department,
    /// 实施单位
    Unit,
    /// 地方主管部门, 部门: the department, where no 主管部门 is named.
    OtherDepartment,
    /// 单位名称: the unit, where no 实施单位 is named.
    OtherUnit,
    /// 评价年度
    Year,
    /// Another label of the head (项目负责人, 联系电话 …): its value is no field of ours.
    OtherHead,
    /// 项目资金: the block of fund rows.
    FundsBlock,
    /// 年初预算数
    Initial,
    /// 全年预算数
    Budget,
    /// 全年执行数
    Executed,
    /// 分值
    Weight,
    /// 执行率
    Rate,
    /// 得分
    Score,
    /// 年度总体目标: the block of goals.
    GoalsBlock,
    /// 预期目标
    Goal,
    /// 实际完成情况
    Result,
    /// 绩效指标: the block of indicators.
    IndicatorsBlock,
    /// 一级指标
    Level1,
    /// 二级指标
    Level2,
    /// 三级指标
    Level3,
    /// 四级指标: in few forms the indicator itself, below a 三级指标.
    Level4,
    /// 指标性质: the operator of a target, in a column of its own.
    Operator,
    /// 年度指标值
    Target,
    /// 调整指标值: the target that took the place of the first one.
    AdjustedTarget,
    /// 计量单位: the unit of a target, in a column of its own.
    TargetUnit,
    /// 实际完成值
    Actual,
    /// 偏差原因分析及改进措施
    Deviation,
    /// 改进措施, in a column of its own.
    Measures,
    /// 总分
    Total,
    /// 合计: the total below the indicators, a row like others among the funds.
    Sum,
    /// 评分等级
    Grade,
}

/// Part of the form: the same words can name different fields in two of them (实际完成情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Label and value side by side at the top.
    Head,
    /// Header row of the fund block.
    Funds,
    /// Header row of the goals.
    Goals,
    /// Header row of the indicators.
    Indicators,
    /// 总分 and 评分等级.
    Totals,
}

impl Label {
    /// Whether amounts of money stand under it.
    pub fn is_of_amounts(self) -> bool {
        matches!(self, Self::Initial | Self::Budget | Self::Executed)
    }

    /// Whether figures stand under it: amounts, rates or points.
    pub fn is_of_figures(self) -> bool {
        self.is_of_amounts() || matches!(self, Self::Weight | Self::Rate | Self::Score)
    }

    /// Whether it makes a row one of the head.
    pub fn is_of_head(self) -> bool {
        matches!(
            self,
            Self::ProjectName
                | Self::Department
                | Self::OtherDepartment
                | Self::Unit
                | Self::OtherUnit
                | Self::Year
                | Self::OtherHead
        )
    }
}

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

impl Labels {
    /// What the [`key_of_label`] of a text names.
    pub fn of_key(key: &str) -> Self {
        // 执行率=执行数/预算数 says how it is computed.
        let name = key.split_once('=').map_or(key, |(name, _)| name);
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

/// The [`label_key`] of a text that can be a label of the form; empty for any other: all labels are Chinese, and most cells hold a figure.
pub fn key_of_label(text: &str) -> Cow<'_, str> {
    /// In UTF-8, what begins with less than this comes before all scripts of East Asia.
    const EAST_ASIAN_FROM: u8 = 0xe2;
    if text.bytes().all(|byte| byte < EAST_ASIAN_FROM) {
        return Cow::default();
    }
    label_key(text).unwrap_or_default()
}

/// A label has no more bytes than this, brackets and spaces included (偏差原因分析及改进措施 has 33).
const LONGEST_LABEL: usize = 120;

/// A text as labels are compared: in compatibility form, without white space, brackets and what they hold, and colons at the end.
/// `None` where it is too long to be a label.
pub fn label_key(text: &str) -> Option<Cow<'_, str>> {
    if text.is_empty() || text.len() > LONGEST_LABEL {
        return None;
    }
    if text.chars().all(stays_in_key) {
        return Some(Cow::Borrowed(without_ends(text)));
    }
    // A number in a circle names a column: 执行率③=②/①.
    let plain = text.chars().filter(|c| !is_circled(*c));
    let key = key_of(plain.clone().map(compatible)).or_else(|| key_of(plain.nfkc().map(Some)))?;
    Some(Cow::Owned(key))
}

/// ① to ⑳.
fn is_circled(c: char) -> bool {
    ('①'..='⑳').contains(&c)
}

/// Whether a character is compared as it is printed, as those of most labels are, whatever stands beside it.
fn stays_in_key(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '、') || c.is_ascii_graphic() && !matches!(c, '(' | ')' | '[' | ']')
}

/// The key of a text in compatibility form; `None` where the form of a character is not known.
fn key_of(text: impl Iterator<Item = Option<char>>) -> Option<String> {
    let mut key = String::with_capacity(LONGEST_LABEL);
    let mut depth = 0_u32;
    for c in text {
        match c? {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() => {}
            c => key.push(c),
        }
    }
    Some(without_ends(&key).to_owned())
}

/// A key without the number before it, and the marks behind it.
fn without_ends(key: &str) -> &str {
    without_number(key.trim_end_matches([':', '*', '、']))
}

/// The compatibility form of the characters that nearly all labels are written in: ASCII, full width or not, ideographs and the marks between
/// them. They depend on nothing beside them, so that a text of them alone needs no tables.
fn compatible(c: char) -> Option<char> {
    match c {
        '\0'..='~'
        | '\u{4e00}'..='\u{9fff}'
        | '、'
        | '。'
        | '〈'..='】'
        | '〔'..='〛'
        | '“'
        | '”'
        | '—'
        | '≤'
        | '≥' => Some(c),
        // The full-width block repeats ASCII, in its order.
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')),
        _ => None,
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

/// 项目名称 of `1.项目名称` and `一、项目名称`.
fn without_number(key: &str) -> &str {
    let is_digit = |c: char| {
        matches!(
            c,
            '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
        )
    };
    let rest = key.trim_start_matches(is_digit);
    let is_numbered = rest.len() < key.len();
    rest.strip_prefix(['.', '、']).filter(|_| is_numbered).unwrap_or(key)
}

/// Every label of the totals has one of these characters in it.
pub const IN_TOTALS: [char; 5] = ['分', '计', '等', '级', '结'];

/// Every label of the grade has one of these characters in it.
pub const IN_GRADES: [char; 3] = ['等', '级', '结'];

/// Whether the text heads a column of figures that are none of the form's fields.
pub fn is_other_column(text: &str) -> bool {
    label_key(text).is_some_and(|key| OTHER_COLUMNS.split(' ').any(|word| word == key))
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

#[cfg(test)]
mod tests {
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
    fn a_label_may_be_numbered() {
        for (text, key) in [
            ("1.项目年度目标", "项目年度目标"),
            ("二、主管部门", "主管部门"),
            ("（一）主管部门：", "主管部门"),
            ("一级指标", "一级指标"),
            ("级指标一", "级指标一"),
            ("2022", "2022"),
        ] {
            assert_eq!(label_key(text).as_deref(), Some(key), "{text}");
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

    #[test]
    fn the_short_way_to_the_compatibility_form_is_right() {
        for c in char::MIN..=char::MAX {
            if let Some(form) = compatible(c) {
                assert!([form].into_iter().eq([c].into_iter().nfkc()), "{c}");
            }
            if stays_in_key(c) {
                let key = key_of(format!("键{c}键").chars().map(compatible));
                assert_eq!(key, Some(format!("键{c}键")));
            }
        }
    }
}
