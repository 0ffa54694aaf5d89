//! A line of forms.jsonl, or a row of files.csv -> what the report needs of it.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Number;

/// A form, as far as the report shows it.
#[derive(Debug, Default, Deserialize)]
pub(super) struct FormLine {
    pub file: String,
    pub form_no: u64,
    pub first_page: u64,
    pub year: String,
    pub project_name: String,
    pub department: String,
    pub unit: String,
    pub total_score: String,
    pub total_score_recomputed: String,
    pub grade: String,
    pub grade_recomputed: String,
    pub funds: Vec<FundLine>,
    pub indicators: Vec<IndicatorLine>,
    pub findings: Vec<FindingLine>,
    /// Doubts about what was read.
    pub warnings: Vec<IgnoredAny>,
}

/// A row of 项目资金.
#[derive(Debug, Default, Deserialize)]
pub(super) struct FundLine {
    pub item: String,
    pub rate_recomputed: String,
}

/// An indicator.
#[derive(Debug, Default, Deserialize)]
pub(super) struct IndicatorLine {
    pub level3: String,
}

/// A finding.
#[derive(Debug, Default, Deserialize)]
pub(super) struct FindingLine {
    pub page: Option<u32>,
    pub rule: String,
    pub severity: String,
    pub field: String,
    pub stated: String,
    pub expected: String,
    pub explanation: String,
    pub confirmed: String,
    /// Lengths go to the page as they came.
    pub x0: Option<Number>,
    pub y0: Option<Number>,
    pub x1: Option<Number>,
    pub y1: Option<Number>,
}

/// An input, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileRow {
    pub file: String,
    pub status: String,
    pub detail: String,
}

impl FileRow {
    /// Columns by their place, since their names may be written in either language.
    pub fn of(record: &csv::StringRecord) -> Self {
        let column = |place: usize| record.get(place).unwrap_or("").to_owned();
        Self {
            file: column(0),
            status: column(5),
            detail: column(6),
        }
    }
}
