//! The words by which a form's fields are found: data, not code. A new template's wording is one more line here.
//!
//! A label is compared after [`label_key`]: without white space, brackets and what they hold, colons, and in compatibility form.

mod words;

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
    /// 指标性质: the operator of a target, in a column of its own.
    Operator,
    /// 年度指标值
    Target,
    /// 计量单位: the unit of a target, in a column of its own.
    TargetUnit,
    /// 实际完成值
    Actual,
    /// 偏差原因分析及改进措施
    Deviation,
    /// 总分
    Total,
    /// 合计: the total below the indicators, a row like others among the funds.
    Sum,
    /// 评分等级
    Grade,
}

/// Part of the form: the same words can name different fields in two of them (实际完成情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// The labels of one part by their words; only ever looked up, never gone through.
type Index = LazyLock<FxHashMap<&'static str, Label>>;

static HEAD_INDEX: Index = LazyLock::new(|| words_to_index(HEAD));
static FUNDS_INDEX: Index = LazyLock::new(|| words_to_index(FUNDS));
static GOALS_INDEX: Index = LazyLock::new(|| words_to_index(GOALS));
static INDICATORS_INDEX: Index = LazyLock::new(|| words_to_index(INDICATORS));
static TOTALS_INDEX: Index = LazyLock::new(|| words_to_index(TOTALS));

fn words_to_index(words: Words) -> FxHashMap<&'static str, Label> {
    let labels = words
        .iter()
        .flat_map(|(label, words)| words.split(' ').map(|word| (word, *label)));
    labels.collect()
}

impl Part {
    /// The label that a cell's text is in this part of the form, if it is one.
    pub fn label(self, text: &str) -> Option<Label> {
        self.label_of_key(&label_key(text)?)
    }

    /// The same, of a text's [`label_key`].
    pub fn label_of_key(self, key: &str) -> Option<Label> {
        let index = match self {
            Self::Head => &HEAD_INDEX,
            Self::Funds => &FUNDS_INDEX,
            Self::Goals => &GOALS_INDEX,
            Self::Indicators => &INDICATORS_INDEX,
            Self::Totals => &TOTALS_INDEX,
        };
        index.get(key).copied()
    }
}

/// A label has no more bytes than this, brackets and spaces included (偏差原因分析及改进措施 has 33).
const LONGEST_LABEL: usize = 120;

/// A text as labels are compared: in compatibility form, without white space, brackets and what they hold, and colons at the end.
/// `None` where it is too long to be a label.
pub fn label_key(text: &str) -> Option<String> {
    if text.is_empty() || text.len() > LONGEST_LABEL {
        return None;
    }
    let mut depth = 0_u32;
    let mut key = String::with_capacity(text.len());
    for c in text.nfkc() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() => {}
            c => key.push(c),
        }
    }
    let end = key.trim_end_matches([':', '*', '、']).len();
    key.truncate(end);
    let begin = key.len() - without_number(&key).len();
    key.drain(..begin);
    Some(key)
}

/// 项目名称 of `1.项目名称` and `一、项目名称`.
fn without_number(key: &str) -> &str {
    let rest = key.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let is_numbered = rest.len() < key.len();
    rest.strip_prefix(['.', '、']).filter(|_| is_numbered).unwrap_or(key)
}

/// Whether the text heads a column of figures that are none of the form's fields.
pub fn is_other_column(text: &str) -> bool {
    label_key(text).is_some_and(|key| OTHER_COLUMNS.split(' ').any(|word| word == key))
}

/// Splits `项目名称：某项目` into its label and its value; `None` where the text has no label before a colon.
pub fn label_and_value(part: Part, text: &str) -> Option<(Label, &str)> {
    let (before, after) = text.split_once([':', '：'])?;
    Some((part.label(before)?, after.trim()))
}
