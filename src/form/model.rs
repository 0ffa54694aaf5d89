//! One form as a person reads it off the page: text as printed, each value with its place.

use rust_decimal::Decimal;

pub use crate::field_name::{FieldName, Scope};
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
    /// A text as printed, in a cell of its own.
    pub(crate) fn stated(text: impl Into<String>, place: Place) -> Self {
        Self::Cell(Value {
            text: text.into(),
            place: Some(place),
            filled: false,
        })
    }

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

/// The one list of the columns of a row, or of the single fields of a form, by their contract names and in its order.
macro_rules! columns {
    ($row:ident: $($column:ident),* $(,)?) => {
        impl $row {
            /// The contract names of its fields, in their order.
            pub const COLUMNS: &[&'static str] = &[$(stringify!($column)),*];

            /// Its fields by their contract names, in their order.
            pub fn fields(&self) -> [(&'static str, &Field); Self::COLUMNS.len()] {
                [$((stringify!($column), &self.$column)),*]
            }

            /// The same, to be changed.
            pub fn fields_mut(&mut self) -> [(&'static str, &mut Field); Self::COLUMNS.len()] {
                [$((stringify!($column), &mut self.$column)),*]
            }
        }
    };
}

/// How a form is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// A form.
    #[default]
    Form,
    /// One row of a listing, a table with one project a row: it has amounts, a score and a grade, and no indicators.
    Listing,
}

impl Layout {
    /// The name by the contract.
    pub fn id(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Listing => "listing",
        }
    }
}

/// The 合计 row of a listing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListingSum {
    /// How many projects are listed: so many forms in sequence.
    pub rows: u32,
    /// What it states of each column of amounts, without what may have been misread.
    pub amounts: Vec<(&'static str, Value)>,
}

/// One self-evaluation form (财政项目支出绩效自评表).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Count of the form in its file, from 1.
    pub form_no: u32,
    /// How it is laid out.
    pub layout: Layout,
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
    /// The authorities beside it that stand farther from the unit, as printed, in the order of the page.
    pub other_departments: Vec<String>,
    /// 实施单位.
    pub unit: Field,
    /// Rows of the 项目资金 block; the first is the fund total (年度资金总额).
    pub funds: Vec<FundRow>,
    /// The 分值 of the budget, where no column but a heading states it: 执行率得分（10分）.
    pub points_in_heading: Option<Decimal>,
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
    /// What the 合计 row of a listing states, on the form of its first row.
    pub listing_sum: Option<ListingSum>,
    /// What may have been misread or lost.
    pub warnings: Vec<Warning>,
    /// Whether reasons for what was not reached stand apart from the indicators: in a row below them, or below the table.
    pub has_reasons_apart: bool,
    /// Whether rows of it are known to be lost, with its file, on a page that was not read, or beyond the edge of a page: then nothing is judged that
    /// needs all of them.
    pub is_incomplete: bool,
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

columns!(FundRow: item, initial, budget, executed, weight, rate, score);

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

columns!(Indicator: level1, level2, level3, target, actual, weight, score, deviation);

columns!(
    Form: title, year, amount_unit, project_name, department, unit, expected_goal, actual_result, total_weight, total_score, grade,
);

impl Form {
    /// All fields by their full names, `funds[0].rate`: the single ones, then row by row.
    pub fn named_fields(&self) -> impl Iterator<Item = (FieldName, &Field)> {
        let named = |table, row| move |(column, field)| (FieldName::in_row(table, row, column), field);
        let single = self.fields().map(named("", 0)).into_iter();
        let funds = self.funds.iter().enumerate();
        let funds = funds.flat_map(move |(row, fund)| fund.fields().map(named("funds", row)));
        let indicators = self.indicators.iter().enumerate();
        let indicators = indicators.flat_map(move |(row, indicator)| indicator.fields().map(named("indicators", row)));
        single.chain(funds).chain(indicators)
    }

    /// Whether the value of that name may have been misread or lost. A blank whose column no word names says nothing.
    pub(crate) fn is_in_doubt(&self, name: FieldName) -> bool {
        let is_blank = || self.field(name).is_some_and(Field::is_blank);
        self.warnings.iter().any(|warning| {
            (warning.casts_doubt() || warning.is_by_structure() && is_blank()) && warning.scope.covers(name)
        })
    }

    /// The field of that name; `None` where the form has no such row.
    pub fn field(&self, name: FieldName) -> Option<&Field> {
        match name.table {
            "funds" => of_column(self.funds.get(name.row)?.fields(), name.column),
            "indicators" => of_column(self.indicators.get(name.row)?.fields(), name.column),
            _ => of_column(self.fields(), name.column),
        }
    }

    /// The same, to be changed.
    pub fn field_mut(&mut self, name: FieldName) -> Option<&mut Field> {
        match name.table {
            "funds" => of_column(self.funds.get_mut(name.row)?.fields_mut(), name.column),
            "indicators" => of_column(self.indicators.get_mut(name.row)?.fields_mut(), name.column),
            _ => of_column(self.fields_mut(), name.column),
        }
    }

    /// Calls `change` with every field and its full name, in the order of [`Form::named_fields`].
    pub fn change_fields(&mut self, mut change: impl FnMut(FieldName, &mut Field)) {
        for (column, field) in self.fields_mut() {
            change(FieldName::single(column), field);
        }
        for (row, fund) in self.funds.iter_mut().enumerate() {
            for (column, field) in fund.fields_mut() {
                change(FieldName::fund(row, column), field);
            }
        }
        for (row, indicator) in self.indicators.iter_mut().enumerate() {
            for (column, field) in indicator.fields_mut() {
                change(FieldName::indicator(row, column), field);
            }
        }
    }
}

fn of_column<F>(fields: impl IntoIterator<Item = (&'static str, F)>, column: &str) -> Option<F> {
    fields
        .into_iter()
        .find(|(name, _)| *name == column)
        .map(|(_, field)| field)
}

impl Scope {
    /// What is called so by the contract: the other way of writing it out.
    pub fn named(text: &str) -> Option<Self> {
        let known = |columns: &[&'static str], name: &str| columns.iter().find(|column| **column == name).copied();
        let tables = [("funds", FundRow::COLUMNS), ("indicators", Indicator::COLUMNS)];
        let table = tables.into_iter().find(|(table, _)| text.starts_with(table));
        let Some((table, columns)) = table else {
            let single = known(Form::COLUMNS, text).map(Self::single);
            return single.or(text.is_empty().then_some(Self::Form));
        };
        let rest = text.strip_prefix(table)?;
        if rest.is_empty() {
            return Some(Self::Part(table));
        }
        let (row, rest) = rest.strip_prefix('[')?.split_once(']')?;
        let row = row.parse().ok()?;
        match rest.strip_prefix('.') {
            Some(column) => Some(FieldName::in_row(table, row, known(columns, column)?).into()),
            None => rest.is_empty().then_some(Self::Row(table, row)),
        }
    }
}
