//! One form as a person reads it off the page: text as printed, each value with its place.

use crate::place::Place;
use crate::warning::Warning;

/// What stands in one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Value {
    /// Text as printed, on one line; empty where the cell is blank.
    pub text: String,
    /// Where the text stands; where it is blank, where its cell stands.
    pub place: Option<Place>,
    /// Whether it was filled down from a merged cell of a row above.
    pub filled: bool,
}

/// A field of the form, and whether the layout has a cell for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Field {
    /// The layout has no such cell: nothing can be missing.
    #[default]
    Absent,
    /// A merged cell that stands on an earlier row covers this one too.
    Covered,
    /// The cell, blank or not.
    Cell(Value),
}

impl Field {
    /// The text as printed; empty where there is no cell.
    pub fn text(&self) -> &str {
        self.value().map_or("", |v| v.text.as_str())
    }

    /// The value, where the field has a cell of its own.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Cell(value) => Some(value),
            Self::Absent | Self::Covered => None,
        }
    }

    /// Where it stands.
    pub fn place(&self) -> Option<Place> {
        self.value().and_then(|v| v.place)
    }

    /// Whether the layout has the cell, and nothing is printed in it.
    pub fn is_blank(&self) -> bool {
        self.value().is_some_and(|v| v.text.is_empty())
    }
}

/// One self-evaluation form (财政项目支出绩效自评表).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Count of the form in its file, from 1.
    pub form_no: u32,
    /// First page of the file that it stands on, from 1.
    pub first_page: u32,
    /// Last page.
    pub last_page: u32,
    /// The heading line, without a bracketed year.
    pub title: Field,
    /// 年度: four digits.
    pub year: Field,
    /// Unit of the amounts: 万元 or 元.
    pub amount_unit: Field,
    /// 项目名称.
    pub project_name: Field,
    /// 主管部门.
    pub department: Field,
    /// 实施单位.
    pub unit: Field,
    /// Rows of the 项目资金 block; the first is the fund total (年度资金总额).
    pub funds: Vec<FundRow>,
    /// 预期目标.
    pub expected_goal: Field,
    /// 实际完成情况.
    pub actual_result: Field,
    /// Rows of the indicator block.
    pub indicators: Vec<Indicator>,
    /// 总分 of the 分值 column.
    pub total_weight: Field,
    /// 总分 of the 得分 column.
    pub total_score: Field,
    /// 评分等级.
    pub grade: Field,
    /// What may have been misread or lost.
    pub warnings: Vec<Warning>,
}

/// One printed row of the 项目资金 block. Amounts are in the form's unit (万元 or 元), scores and weights in points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FundRow {
    /// 年度资金总额, 当年财政拨款 … without colons and without 其中.
    pub item: Field,
    /// 年初预算数.
    pub initial: Field,
    /// 全年预算数.
    pub budget: Field,
    /// 全年执行数.
    pub executed: Field,
    /// 分值.
    pub weight: Field,
    /// 执行率, percent.
    pub rate: Field,
    /// 得分.
    pub score: Field,
}

impl FundRow {
    /// The columns by their contract names, in their order.
    pub fn fields(&self) -> [(&'static str, &Field); 7] {
        [
            ("item", &self.item),
            ("initial", &self.initial),
            ("budget", &self.budget),
            ("executed", &self.executed),
            ("weight", &self.weight),
            ("rate", &self.rate),
            ("score", &self.score),
        ]
    }

    /// The same, to be changed.
    pub fn fields_mut(&mut self) -> [(&'static str, &mut Field); 7] {
        [
            ("item", &mut self.item),
            ("initial", &mut self.initial),
            ("budget", &mut self.budget),
            ("executed", &mut self.executed),
            ("weight", &mut self.weight),
            ("rate", &mut self.rate),
            ("score", &mut self.score),
        ]
    }
}

/// One row of the indicator block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indicator {
    /// 一级指标, filled down.
    pub level1: Field,
    /// 二级指标, filled down.
    pub level2: Field,
    /// 三级指标.
    pub level3: Field,
    /// 年度指标值.
    pub target: Field,
    /// 实际完成值.
    pub actual: Field,
    /// 分值.
    pub weight: Field,
    /// 得分.
    pub score: Field,
    /// 偏差原因分析及改进措施.
    pub deviation: Field,
}

impl Indicator {
    /// The columns by their contract names, in their order.
    pub fn fields(&self) -> [(&'static str, &Field); 8] {
        [
            ("level1", &self.level1),
            ("level2", &self.level2),
            ("level3", &self.level3),
            ("target", &self.target),
            ("actual", &self.actual),
            ("weight", &self.weight),
            ("score", &self.score),
            ("deviation", &self.deviation),
        ]
    }

    /// The same, to be changed.
    pub fn fields_mut(&mut self) -> [(&'static str, &mut Field); 8] {
        [
            ("level1", &mut self.level1),
            ("level2", &mut self.level2),
            ("level3", &mut self.level3),
            ("target", &mut self.target),
            ("actual", &mut self.actual),
            ("weight", &mut self.weight),
            ("score", &mut self.score),
            ("deviation", &mut self.deviation),
        ]
    }
}

impl Form {
    /// The single fields of the form by their contract names, in the order of forms.csv.
    pub fn fields(&self) -> [(&'static str, &Field); 11] {
        [
            ("title", &self.title),
            ("year", &self.year),
            ("amount_unit", &self.amount_unit),
            ("project_name", &self.project_name),
            ("department", &self.department),
            ("unit", &self.unit),
            ("expected_goal", &self.expected_goal),
            ("actual_result", &self.actual_result),
            ("total_weight", &self.total_weight),
            ("total_score", &self.total_score),
            ("grade", &self.grade),
        ]
    }

    /// All fields by their full names, `funds[0].rate`: the single ones, then row by row.
    pub fn named_fields(&self) -> impl Iterator<Item = (String, &Field)> {
        let single = self.fields().into_iter().map(|(name, field)| (name.to_owned(), field));
        let funds = self.funds.iter().enumerate().flat_map(|(row, fund)| {
            let fields = fund.fields().into_iter();
            fields.map(move |(name, field)| (format!("funds[{row}].{name}"), field))
        });
        let indicators = self.indicators.iter().enumerate().flat_map(|(row, indicator)| {
            let fields = indicator.fields().into_iter();
            fields.map(move |(name, field)| (format!("indicators[{row}].{name}"), field))
        });
        single.chain(funds).chain(indicators)
    }

    /// The same, to be changed.
    pub fn fields_mut(&mut self) -> [(&'static str, &mut Field); 11] {
        [
            ("title", &mut self.title),
            ("year", &mut self.year),
            ("amount_unit", &mut self.amount_unit),
            ("project_name", &mut self.project_name),
            ("department", &mut self.department),
            ("unit", &mut self.unit),
            ("expected_goal", &mut self.expected_goal),
            ("actual_result", &mut self.actual_result),
            ("total_weight", &mut self.total_weight),
            ("total_score", &mut self.total_score),
            ("grade", &mut self.grade),
        ]
    }
}
