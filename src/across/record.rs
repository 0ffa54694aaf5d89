//! A form as it stands in forms.jsonl: the part of it that comparing needs.

use std::collections::HashMap;

use serde::Deserialize;

/// One line of forms.jsonl.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FormRecord {
    /// The input.
    pub file: String,
    /// Which form of the input, from 1.
    pub form_no: u32,
    /// 项目名称.
    pub project_name: String,
    /// 主管部门.
    pub department: String,
    /// 实施单位.
    pub unit: String,
    /// The year that the form is about.
    pub year: String,
    /// 万元 or 元.
    pub amount_unit: String,
    /// 实际完成情况.
    pub actual_result: String,
    /// Stated total 得分.
    pub total_score: String,
    /// Stated grade.
    pub grade: String,
    /// The rows of the fund block.
    pub funds: Vec<FundRecord>,
    /// The indicators.
    pub indicators: Vec<IndicatorRecord>,
    /// Where each value stands. Only looked up, never walked.
    pub values: HashMap<String, Placed>,
}

/// One row of the fund block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FundRecord {
    pub(super) initial: String,
    pub(super) budget: String,
    pub(super) executed: String,
    pub(super) weight: String,
    pub(super) rate: String,
    pub(super) score: String,
    pub(super) rate_recomputed: String,
}

/// One indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct IndicatorRecord {
    pub(super) actual: String,
    pub(super) weight: String,
    pub(super) score: String,
}

/// Where a value stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Placed {
    pub(super) page: u32,
}

impl FormRecord {
    /// The page on which a field's value stands.
    pub fn page_of(&self, field: &str) -> Option<u32> {
        self.values.get(field).map(|placed| placed.page)
    }
}
