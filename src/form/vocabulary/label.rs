//! Which labels and which parts a form has.

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl Labels {
    /// These, and of the parts in which they name nothing, those.
    pub(super) fn or(self, other: Self) -> Self {
        let mut labels = self.0;
        for (label, other) in labels.iter_mut().zip(other.0) {
            *label = label.or(other);
        }
        Self(labels)
    }

    /// Whether the word is a label in any part.
    pub(crate) fn name_something(self) -> bool {
        self.0.iter().any(Option::is_some)
    }

    /// The label in this part of the form.
    pub fn get(mut self, part: Part) -> Option<Label> {
        *self.slot(part)
    }

    pub(super) fn slot(&mut self, part: Part) -> &mut Option<Label> {
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
