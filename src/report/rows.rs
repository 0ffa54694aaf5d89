//! The columns of the tables, in the order of the contract. CSV and JSON are both written from here, so they cannot differ.

use std::borrow::Cow;

use crate::form::model::{Field, FieldName, Form, FundRow, Indicator, Scope};
use crate::geometry::{Milli, Rect, points};
use crate::language::{Bilingual, Language};
use crate::rules::{Finding, READERS_DISAGREE, Severity};

use crate::audited::{Audited, AuditedForm, Entry, RecomputedFund, Status};

/// What stands in one column of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    Text(&'a str),
    Count(u64),
    /// A field, or a part of the form.
    Scope(Scope),
    /// A length on paper.
    Points(Milli),
    /// Nothing is known.
    Blank,
}

impl<'a> Cell<'a> {
    /// As it stands in a table, before anything is done for spreadsheets.
    pub(super) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text.into(),
            Self::Scope(scope) => scope.to_string().into(),
            Self::Count(count) => count.to_string().into(),
            Self::Points(milli) => points(milli).into(),
            Self::Blank => "".into(),
        }
    }
}

/// One row: names of its columns, and what stands in them.
pub(super) type Row<'a> = Vec<(&'static str, Cell<'a>)>;

/// One of the CSV tables.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) file_name: &'static str,
    /// Whether the last column says what is to be known about the document.
    pub(super) has_details: bool,
    pub(super) rows: for<'a> fn(&'a Entry, Language) -> Vec<Row<'a>>,
}

pub(super) const TABLES: [Table; 5] = [
    Table {
        file_name: "files.csv",
        has_details: true,
        rows: |entry, language| vec![file_row(entry, language)],
    },
    Table {
        file_name: "forms.csv",
        has_details: false,
        rows: |entry, _| rows_of_forms(entry, |form| vec![form_row(form)]),
    },
    Table {
        file_name: "funds.csv",
        has_details: false,
        rows: |entry, _| rows_of_forms(entry, fund_rows),
    },
    Table {
        file_name: "indicators.csv",
        has_details: false,
        rows: |entry, _| rows_of_forms(entry, indicator_rows),
    },
    Table {
        file_name: "findings.csv",
        has_details: false,
        rows: |entry, language| rows_of_forms(entry, |form| finding_rows(form, language)),
    },
];

impl Table {
    /// What it is called where it is no file.
    pub(super) fn name(&self) -> &'static str {
        self.file_name.strip_suffix(".csv").unwrap_or(self.file_name)
    }

    /// Names of the columns, as the rows themselves have them.
    pub(super) fn columns(&self) -> Vec<&'static str> {
        let blank = Entry::one_of_each();
        let rows = (self.rows)(&blank, Language::default());
        rows.first()
            .map_or_else(Vec::new, |row| row.iter().map(|(name, _)| *name).collect())
    }
}

impl Entry {
    /// A blank document with one blank row for each table.
    fn one_of_each() -> Self {
        let finding = READERS_DISAGREE.finding(FieldName::single(""), &Field::Absent, "", Bilingual::default());
        let form = Form {
            funds: vec![FundRow::default()],
            indicators: vec![Indicator::default()],
            ..Form::default()
        };
        let audited_form = AuditedForm {
            form,
            findings: vec![finding],
            ..AuditedForm::default()
        };
        Self {
            file: String::new(),
            sha256: String::new(),
            bytes: None,
            audited: Audited {
                status: Status::Ok,
                detail: Bilingual::default(),
                pages: None,
                forms: vec![audited_form],
                unknown_words: Vec::new(),
            },
        }
    }
}

fn rows_of_forms<'a>(entry: &'a Entry, rows: impl Fn(&'a AuditedForm) -> Vec<Row<'a>>) -> Vec<Row<'a>> {
    let of_form = |form| rows(form).into_iter().map(move |row| keyed(entry, form, row));
    entry.audited.forms.iter().flat_map(of_form).collect()
}

/// A row with the two columns before it that join all tables.
pub(super) fn keyed<'a>(entry: &'a Entry, form: &AuditedForm, row: Row<'a>) -> Row<'a> {
    let key = [
        ("file", Cell::Text(&entry.file)),
        ("form_no", Cell::Count(form.form.form_no.into())),
    ];
    key.into_iter().chain(row).collect()
}

fn file_row(entry: &Entry, language: Language) -> Row<'_> {
    let audited = &entry.audited;
    vec![
        ("file", Cell::Text(&entry.file)),
        ("sha256", Cell::Text(&entry.sha256)),
        ("bytes", entry.bytes.map_or(Cell::Blank, Cell::Count)),
        (
            "pages",
            audited.pages.map_or(Cell::Blank, |pages| Cell::Count(pages.into())),
        ),
        ("forms", Cell::Count(audited.forms.len() as u64)),
        ("status", Cell::Text(audited.status.id())),
        ("detail", Cell::Text(audited.detail.get(language))),
    ]
}

pub(super) fn form_row(audited: &AuditedForm) -> Row<'_> {
    let AuditedForm { form, recomputed, .. } = audited;
    let count = |severity: Severity| {
        let of_severity = audited.findings.iter().filter(|finding| finding.severity == severity);
        Cell::Count(of_severity.count() as u64)
    };
    vec![
        ("first_page", Cell::Count(form.first_page.into())),
        ("last_page", Cell::Count(form.last_page.into())),
        ("title", text(&form.title)),
        ("year", text(&form.year)),
        ("amount_unit", text(&form.amount_unit)),
        ("project_name", text(&form.project_name)),
        ("department", text(&form.department)),
        ("unit", text(&form.unit)),
        ("expected_goal", text(&form.expected_goal)),
        ("actual_result", text(&form.actual_result)),
        ("total_weight", text(&form.total_weight)),
        ("total_score", text(&form.total_score)),
        ("total_score_recomputed", Cell::Text(&recomputed.total_score)),
        ("grade", text(&form.grade)),
        ("grade_recomputed", Cell::Text(&recomputed.grade)),
        ("rounding", Cell::Text(recomputed.rounding)),
        ("confirmed", Cell::Text(audited.confirmed.id())),
        ("errors", count(Severity::Error)),
        ("warnings", count(Severity::Warning)),
        ("notices", count(Severity::Notice)),
        ("layout", Cell::Text(form.layout.id())),
    ]
}

pub(super) fn fund_rows(audited: &AuditedForm) -> Vec<Row<'_>> {
    let recomputed = audited.recomputed.funds.iter().map(Some).chain(std::iter::repeat(None));
    let rows = audited.form.funds.iter().zip(recomputed).enumerate();
    rows.map(|(row, (fund, recomputed))| fund_row(row, fund, recomputed))
        .collect()
}

fn fund_row<'a>(row: usize, fund: &'a FundRow, recomputed: Option<&'a RecomputedFund>) -> Row<'a> {
    let number = [("row", Cell::Count(row as u64))].into_iter();
    let fields = fund.fields().map(|(name, field)| (name, text(field)));
    let recomputed = [
        ("rate_recomputed", Cell::Text(recomputed.map_or("", |fund| &fund.rate))),
        (
            "score_recomputed",
            Cell::Text(recomputed.map_or("", |fund| &fund.score)),
        ),
    ];
    number.chain(fields).chain(recomputed).collect()
}

pub(super) fn indicator_rows(audited: &AuditedForm) -> Vec<Row<'_>> {
    audited
        .form
        .indicators
        .iter()
        .enumerate()
        .map(|(row, indicator)| indicator_row(row, indicator))
        .collect()
}

fn indicator_row(row: usize, indicator: &Indicator) -> Row<'_> {
    let number = [("row", Cell::Count(row as u64))].into_iter();
    let fields = indicator.fields().map(|(name, field)| (name, text(field)));
    number.chain(fields).collect()
}

pub(super) fn finding_rows(audited: &AuditedForm, language: Language) -> Vec<Row<'_>> {
    audited
        .findings
        .iter()
        .map(|finding| finding_row(finding, language))
        .collect()
}

fn finding_row(finding: &Finding, language: Language) -> Row<'_> {
    let edge = |edge: fn(&Rect) -> Milli| {
        finding
            .place
            .map_or(Cell::Blank, |place| Cell::Points(edge(&place.bbox)))
    };
    vec![
        (
            "page",
            finding
                .place
                .map_or(Cell::Blank, |place| Cell::Count(place.page.into())),
        ),
        ("rule", Cell::Text(finding.rule)),
        ("severity", Cell::Text(finding.severity.id())),
        ("field", Cell::Scope(finding.field.into())),
        ("stated", Cell::Text(&finding.stated)),
        ("expected", Cell::Text(&finding.expected)),
        ("explanation", Cell::Text(finding.explanation.get(language))),
        ("confirmed", Cell::Text(finding.confirmed.id())),
        ("x0", edge(|bbox| bbox.x0)),
        ("y0", edge(|bbox| bbox.y0)),
        ("x1", edge(|bbox| bbox.x1)),
        ("y1", edge(|bbox| bbox.y1)),
    ]
}

fn text(field: &Field) -> Cell<'_> {
    Cell::Text(field.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_the_contract() {
        let columns: Vec<(&str, String)> = TABLES
            .iter()
            .map(|table| (table.file_name, table.columns().join(", ")))
            .collect();
        let contract = [
            ("files.csv", "file, sha256, bytes, pages, forms, status, detail"),
            (
                "forms.csv",
                "file, form_no, first_page, last_page, title, year, amount_unit, project_name, department, unit, expected_goal, \
                 actual_result, total_weight, total_score, total_score_recomputed, grade, grade_recomputed, rounding, confirmed, \
                 errors, warnings, notices, layout",
            ),
            (
                "funds.csv",
                "file, form_no, row, item, initial, budget, executed, weight, rate, score, rate_recomputed, score_recomputed",
            ),
            (
                "indicators.csv",
                "file, form_no, row, level1, level2, level3, target, actual, weight, score, deviation",
            ),
            (
                "findings.csv",
                "file, form_no, page, rule, severity, field, stated, expected, explanation, confirmed, x0, y0, x1, y1",
            ),
        ];
        assert_eq!(columns, contract.map(|(name, columns)| (name, columns.to_owned())));
    }
}
