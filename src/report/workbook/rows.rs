//! The rows of one form and of one file, cells in the order of the columns.

use super::cells::{Cell, Mark};
use super::columns::{FUND_COLUMNS, INDICATOR_COLUMNS, PROJECT_COLUMNS};
use super::figures::{number, number_of_actual, number_of_target};
use super::flags::Flags;
use super::sheets::Column;
use crate::audited::Status;
use crate::language::Language;
use crate::messages::Message;
use crate::report::rounding;
use crate::stored::{StoredFile, StoredForm, StoredFund, StoredIndicator};

/// The form that rows are written of, and what is said about it.
pub(super) struct Page<'a> {
    pub(super) form: &'a StoredForm,
    pub(super) flags: &'a Flags,
    /// Where the PDF is, at the form's first page.
    pub(super) document: &'a str,
    /// Where the first finding stands among the findings.
    pub(super) findings: &'a str,
    pub(super) language: Language,
}

pub(super) fn project_row(page: &Page) -> Vec<Cell> {
    let Page {
        form, flags, language, ..
    } = *page;
    let figure = |field: &str, text: &str| flags.on(field, Cell::figure(text));
    let text = |field: &str, text: &str| flags.on(field, Cell::text(text));
    let count = |severity: &str, mark: Mark| {
        let count = form
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count() as u64;
        if count == 0 {
            return Cell::count(count);
        }
        Cell::link(page.findings.to_owned(), count.to_string()).marked(mark)
    };
    let doubts = form.warnings.len() as u64;
    let doubts = flags.on("", Cell::count(doubts).marked((doubts > 0).then_some(Mark::Doubt)));
    let doubts = ["funds", "indicators"]
        .into_iter()
        .fold(doubts, |cell, part| flags.on(part, cell));
    vec![
        flags.on("project_name", project(form)),
        figure("year", &form.year),
        text("department", &form.department),
        text("unit", &form.unit),
        text("amount_unit", &form.amount_unit),
        figure("total_weight", &form.total_weight),
        figure("total_score", &form.total_score),
        Cell::figure(&form.total_score_recomputed),
        text("grade", &form.grade),
        Cell::text(&form.grade_recomputed),
        Cell::text(rounding::told(&form.rounding, language)),
        confirmed(&form.confirmed, language),
        count("error", Mark::Error),
        count("warning", Mark::Warning),
        count("notice", Mark::Notice),
        doubts,
        text("expected_goal", &form.expected_goal),
        text("actual_result", &form.actual_result),
        as_printed(
            &PROJECT_COLUMNS,
            &[
                ("year", &form.year),
                ("total_weight", &form.total_weight),
                ("total_score", &form.total_score),
            ],
            language,
        ),
        Cell::link(page.document.to_owned(), form.first_page.to_string()),
        Cell::link(page.document.to_owned(), &form.file),
        Cell::count(form.form_no),
    ]
}

pub(super) fn fund_row(page: &Page, row: usize, fund: &StoredFund) -> Vec<Cell> {
    let Page {
        form, flags, language, ..
    } = *page;
    let figure = |name: &str, text: &str| flags.on(&format!("funds[{row}].{name}"), Cell::figure(text));
    let item = flags.on(&format!("funds[{row}]"), Cell::text(&fund.item));
    let stated = [
        ("initial", fund.initial.as_str()),
        ("budget", &fund.budget),
        ("executed", &fund.executed),
        ("weight", &fund.weight),
        ("rate", &fund.rate),
        ("score", &fund.score),
    ];
    let [initial, budget, executed, weight, rate, score] = stated.map(|(name, text)| figure(name, text));
    vec![
        project(form),
        flags.on(&format!("funds[{row}].item"), item),
        initial,
        budget,
        executed,
        weight,
        rate,
        Cell::figure(&fund.rate_recomputed),
        score,
        Cell::figure(&fund.score_recomputed),
        as_printed(&FUND_COLUMNS, &stated, language),
        Cell::link(page.document.to_owned(), &form.file),
        Cell::count(form.form_no),
    ]
}

pub(super) fn indicator_row(page: &Page, row: usize, indicator: &StoredIndicator) -> Vec<Cell> {
    let Page {
        form, flags, language, ..
    } = *page;
    let flagged = |name: &str, cell: Cell| flags.on(&format!("indicators[{row}].{name}"), cell);
    let text = |name: &str, text: &str| flagged(name, Cell::text(text));
    let level3 = flags.on(&format!("indicators[{row}]"), Cell::text(&indicator.level3));
    let points = [("weight", indicator.weight.as_str()), ("score", &indicator.score)];
    vec![
        project(form),
        text("level1", &indicator.level1),
        text("level2", &indicator.level2),
        flagged("level3", level3),
        text("target", &indicator.target),
        Cell::number_if(number_of_target(&indicator.target)),
        text("actual", &indicator.actual),
        Cell::number_if(number_of_actual(&indicator.actual)),
        flagged("weight", Cell::figure(&indicator.weight)),
        flagged("score", Cell::figure(&indicator.score)),
        text("deviation", &indicator.deviation),
        as_printed(&INDICATOR_COLUMNS, &points, language),
        Cell::link(page.document.to_owned(), &form.file),
        Cell::count(form.form_no),
    ]
}

pub(super) fn file_row(file: &StoredFile, document: String, language: Language) -> Vec<Cell> {
    let status = Status::ALL.into_iter().find(|status| status.id() == file.status);
    let mark = match status {
        Some(Status::Ok) if file.detail.is_empty() => None,
        Some(Status::Ok | Status::NoForm) => Some(Mark::Notice),
        _ => Some(Mark::Error),
    };
    let said = status.map_or("", |status| status.message().text(language));
    let detail = if file.detail.is_empty() { None } else { mark };
    vec![
        Cell::link(document, &file.file),
        Cell::text(format!("{said} {}", file.status).trim()).marked(mark),
        Cell::text(&file.detail).marked(detail),
        Cell::figure(&file.pages),
        Cell::figure(&file.forms),
        file.bytes
            .parse()
            .map_or_else(|_| Cell::default(), |bytes: u64| Cell::count(bytes)),
        Cell::text(&file.sha256),
    ]
}

pub(super) fn project(form: &StoredForm) -> Cell {
    Cell::text(&form.project_name)
}

/// What the second reader and the page as painted say.
pub(super) fn confirmed(id: &str, language: Language) -> Cell {
    let (message, mark) = match id {
        "yes" => (Message::WorkbookConfirmedYes, Mark::Good),
        "text-only" => (Message::WorkbookConfirmedTextOnly, Mark::Doubt),
        "no" => (Message::WorkbookConfirmedNo, Mark::Error),
        "unavailable" => (Message::WorkbookConfirmedUnavailable, Mark::Doubt),
        _ => return Cell::default(),
    };
    Cell::text(message.text(language)).marked(mark)
}

/// The texts of figures that are printed otherwise than the workbook shows them, by the headings of their columns.
fn as_printed(columns: &[Column], stated: &[(&str, &str)], language: Language) -> Cell {
    let says_more = |text: &str| number(text).is_some_and(|number| !number.is_as_printed);
    let heading = |key: &str| {
        columns
            .iter()
            .find(|column| column.key == key)
            .map(|column| column.heading.get(language))
    };
    let texts = stated.iter().filter(|(_, text)| says_more(text));
    let texts = texts.filter_map(|(key, text)| Some(format!("{}: {text}", heading(key)?)));
    Cell::text(texts.collect::<Vec<_>>().join("; "))
}
