//! The words by which a form's fields are found: data, not code. A new template's wording is one more line here.
//!
//! A label is compared after [`label_key`]: without white space, brackets and what they hold, colons, and in compatibility form.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// A label, by the field that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// 项目名称
    ProjectName,
    /// 主管部门
    Department,
    /// 实施单位
    Unit,
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
    /// 年度指标值
    Target,
    /// 实际完成值
    Actual,
    /// 偏差原因分析及改进措施
    Deviation,
    /// 总分
    Total,
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

const HEAD: &[(Label, &[&str])] = &[
    (
        Label::ProjectName,
        &[
            "项目名称",
            "项目支出名称",
            "专项名称",
            "专项资金名称",
            "转移支付名称",
            "资金名称",
            "项目全称",
            "专项项目名称",
        ],
    ),
    (
        Label::Department,
        &[
            "主管部门",
            "主管单位",
            "预算主管部门",
            "项目主管部门",
            "主管部门及代码",
            "主管部门名称",
            "上级主管部门",
            "省级主管部门",
            "中央主管部门",
        ],
    ),
    (
        Label::Unit,
        &[
            "实施单位",
            "项目实施单位",
            "项目单位",
            "预算单位",
            "执行单位",
            "承担单位",
            "项目承担单位",
            "资金使用单位",
            "具体实施单位",
            "实施单位名称",
        ],
    ),
    (
        Label::OtherHead,
        &[
            "项目负责人",
            "负责人",
            "联系人",
            "联系电话",
            "电话",
            "填报人",
            "填表人",
            "项目类别",
            "项目类型",
            "项目属性",
            "项目编码",
            "项目代码",
            "部门编码",
            "填报日期",
            "项目起止时间",
            "起止时间",
            "地方主管部门",
            "评价年度",
            "预算年度",
            "填报单位",
            "单位名称",
            "部门名称",
        ],
    ),
    (
        Label::FundsBlock,
        &[
            "项目资金",
            "资金情况",
            "项目资金情况",
            "资金投入情况",
            "预算执行情况",
            "资金执行情况",
            "年度资金情况",
            "项目预算执行情况",
            "部门预算执行情况",
            "预算资金",
            "资金预算执行情况",
        ],
    ),
    (
        Label::GoalsBlock,
        &[
            "年度总体目标",
            "总体目标",
            "年度目标",
            "年度绩效目标",
            "年度总体目标完成情况",
            "年度总体绩效目标",
            "总体目标完成情况",
            "年度目标完成情况",
        ],
    ),
    (
        Label::IndicatorsBlock,
        &["绩效指标", "年度绩效指标", "绩效指标完成情况", "年度绩效指标完成情况"],
    ),
];

const FUNDS: &[(Label, &[&str])] = &[
    (
        Label::Initial,
        &[
            "年初预算数",
            "年初预算",
            "年初预算安排数",
            "年初安排数",
            "年初预算金额",
            "年初数",
        ],
    ),
    (
        Label::Budget,
        &[
            "全年预算数",
            "全年预算",
            "调整后预算数",
            "调整预算数",
            "预算数",
            "年度预算数",
            "全年预算金额",
            "预算金额",
            "预算安排数",
            "调整后全年预算数",
        ],
    ),
    (
        Label::Executed,
        &[
            "全年执行数",
            "执行数",
            "实际执行数",
            "全年实际执行数",
            "年度执行数",
            "全年支出数",
            "实际支出数",
            "支出数",
            "决算数",
            "全年执行金额",
            "执行金额",
        ],
    ),
    (Label::Weight, WEIGHT),
    (
        Label::Rate,
        &["执行率", "预算执行率", "资金执行率", "全年执行率", "执行进度"],
    ),
    (Label::Score, SCORE),
];

const WEIGHT: &[&str] = &[
    "分值",
    "分数",
    "权重",
    "指标分值",
    "标准分",
    "标准分值",
    "满分",
    "分值权重",
    "权重分值",
];
const SCORE: &[&str] = &[
    "得分",
    "自评得分",
    "自评分",
    "实际得分",
    "评分",
    "自评分数",
    "评价得分",
    "指标得分",
];

const GOALS: &[(Label, &[&str])] = &[
    (
        Label::Goal,
        &[
            "预期目标",
            "年初设定目标",
            "年度预期目标",
            "预期绩效目标",
            "年初目标",
            "年初预期目标",
            "设定目标",
            "年初绩效目标",
            "预期总体目标",
            "年度设定目标",
            "目标内容",
        ],
    ),
    (
        Label::Result,
        &[
            "实际完成情况",
            "目标实际完成情况",
            "全年实际完成情况",
            "实际完成目标",
            "年度实际完成情况",
            "全年完成情况",
            "目标完成情况",
            "完成情况",
            "实际完成",
            "年度总体目标完成情况综述",
        ],
    ),
];

const INDICATORS: &[(Label, &[&str])] = &[
    (Label::Level1, &["一级指标"]),
    (Label::Level2, &["二级指标"]),
    (
        Label::Level3,
        &["三级指标", "指标名称", "绩效指标名称", "指标内容", "具体指标"],
    ),
    (
        Label::Target,
        &[
            "年度指标值",
            "指标值",
            "年度目标值",
            "目标值",
            "年初指标值",
            "预期指标值",
            "年度绩效指标值",
            "全年目标值",
            "年初目标值",
            "预期值",
            "计划指标值",
            "绩效指标值",
            "预期目标值",
        ],
    ),
    (
        Label::Actual,
        &[
            "实际完成值",
            "完成值",
            "全年实际值",
            "实际值",
            "全年完成值",
            "实际完成指标值",
            "实际完成情况",
            "全年实际完成值",
            "完成情况",
            "实际完成",
            "年度完成值",
            "全年完成情况",
            "指标完成值",
            "全年实际完成情况",
            "实际完成数",
        ],
    ),
    (Label::Weight, WEIGHT),
    (Label::Score, SCORE),
    (
        Label::Deviation,
        &[
            "偏差原因分析及改进措施",
            "偏差原因分析",
            "偏差原因及改进措施",
            "未完成原因分析及改进措施",
            "未完成原因及改进措施",
            "未完成原因分析",
            "未完成原因",
            "偏差原因",
            "偏差分析及改进措施",
            "未完成原因和改进措施",
            "偏差原因分析与改进措施",
            "未完成原因分析及拟采取的改进措施",
            "未达标原因分析",
            "偏差度原因分析及改进措施",
        ],
    ),
];

const TOTALS: &[(Label, &[&str])] = &[
    (
        Label::Total,
        &[
            "总分",
            "合计",
            "总计",
            "总得分",
            "自评总分",
            "总分值",
            "合计得分",
            "总评分",
            "总分合计",
        ],
    ),
    (
        Label::Grade,
        &[
            "评分等级",
            "自评等级",
            "评价等级",
            "绩效等级",
            "评定等级",
            "等级",
            "自评结果等级",
            "绩效自评等级",
            "自评等次",
            "评价等次",
        ],
    ),
];

/// The words above, to be looked up; of two labels that a part has for one word the first counts.
static LABELS: LazyLock<FxHashMap<(Part, &str), Label>> = LazyLock::new(|| {
    let mut labels = FxHashMap::default();
    for part in [Part::Head, Part::Funds, Part::Goals, Part::Indicators, Part::Totals] {
        for (label, words) in part.words() {
            for word in *words {
                labels.entry((part, *word)).or_insert(*label);
            }
        }
    }
    labels
});

impl Part {
    fn words(self) -> &'static [(Label, &'static [&'static str])] {
        match self {
            Self::Head => HEAD,
            Self::Funds => FUNDS,
            Self::Goals => GOALS,
            Self::Indicators => INDICATORS,
            Self::Totals => TOTALS,
        }
    }

    /// The label that a cell's text is in this part of the form, if it is one.
    pub fn label(self, text: &str) -> Option<Label> {
        self.label_of_key(&label_key(text)?)
    }

    /// The same, of a text's [`label_key`].
    pub fn label_of_key(self, key: &str) -> Option<Label> {
        LABELS.get(&(self, key)).copied()
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
    let mut key = String::with_capacity(text.len());
    let mut depth = 0_u32;
    let add = |c: char| match c {
        '(' | '[' | '【' | '〔' => depth += 1,
        ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
        c if depth > 0 || c.is_whitespace() => {}
        c => key.push(c),
    };
    if text.chars().all(|c| compatible(c).is_some()) {
        text.chars().filter_map(compatible).for_each(add);
    } else {
        text.nfkc().for_each(add);
    }
    let end = key.trim_end_matches([':', '*', '、']).len();
    key.truncate(end);
    Some(key)
}

/// The compatibility form of the characters that nearly all labels are written in: ASCII, full width or not, and ideographs. They
/// depend on nothing beside them, so that a text of them alone needs no tables.
fn compatible(c: char) -> Option<char> {
    match c {
        '\0'..='~' | '\u{4e00}'..='\u{9fff}' | '、' | '。' => Some(c),
        // The full-width block repeats ASCII, in its order.
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')),
        _ => None,
    }
}

/// Splits `项目名称：某项目` into its label and its value; `None` where the text has no label before a colon.
pub fn label_and_value(part: Part, text: &str) -> Option<(Label, &str)> {
    let (before, after) = text.split_once([':', '：'])?;
    Some((part.label(before)?, after.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_to_the_compatibility_form_is_right() {
        for c in char::MIN..=char::MAX {
            if let Some(form) = compatible(c) {
                assert!([form].into_iter().eq([c].into_iter().nfkc()), "{c}");
            }
        }
    }
}
