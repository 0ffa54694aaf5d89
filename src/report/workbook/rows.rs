//! The rows of one form and of one file, cells in the order of the columns.

use super::cells::{Cell, Mark};
use super::columns::{FUND_COLUMNS, INDICATOR_COLUMNS, PROJECT_COLUMNS, heading};
use super::figures::{amount, number, number_of_actual, number_of_target};
use super::flags::{Flags, mark_of};
use super::sheets::Column;
use super::totals::{Money, Share};
use crate::across::{Measure, Statistic};
use crate::audited::Status;
use crate::language::Language;
use crate::messages::Message;
use crate::report::distributions::Distribution;
use crate::report::rounding;
use crate::rules::Severity;
use crate::stored::{StoredFile, StoredForm, StoredFund, StoredIndicator};

/// The form that rows are written of, and what is said about it.
pub(super) struct Page<'a> {
    pub(super) form: &'a StoredForm,
    pub(super) flags: &'a Flags,
    /// Where the PDF is, at the form's first page.
    pub(super) document: &'a str,
    /// The first finding of each severity, gravest first: under which severity it is told, and its number there.
    pub(super) findings: &'a [Option<(usize, u64)>; 3],
    pub(super) language: Language,
}

pub(super) fn project_row(page: &Page) -> Vec<Cell> {
    let Page {
        form, flags, language, ..
    } = *page;
    let figure = |field: &str, text: &str| flags.on(field, Cell::figure(text));
    let text = |field: &str, text: &str| flags.on(field, Cell::text(text));
    let counts = Severity::ALL.into_iter().zip(page.findings).map(|(severity, place)| {
        let of_severity = form.findings.iter().filter(|finding| finding.severity == severity.id());
        match (of_severity.count() as u64, *place) {
            (count, Some((told_under, number))) => {
                Cell::finding(told_under, number, count.to_string()).marked(mark_of(severity))
            }
            (count, None) => Cell::count(count),
        }
    });
    let doubts = form.warnings.len() as u64;
    let doubts = flags.on("", Cell::count(doubts).marked((doubts > 0).then_some(Mark::Doubt)));
    let doubts = ["funds", "indicators"]
        .into_iter()
        .fold(doubts, |cell, part| flags.on(part, cell));
    let names = whose(form)
        .into_iter()
        .zip(["project_name", "department", "unit", "year"]);
    let mut row: Vec<Cell> = names.map(|(cell, field)| flags.on(field, cell)).collect();
    row.extend([
        text("amount_unit", &form.amount_unit),
        figure("total_weight", &form.total_weight),
        figure("total_score", &form.total_score),
        Cell::figure(&form.total_score_recomputed),
        text("grade", &form.grade),
        Cell::text(&form.grade_recomputed),
        confirmed(&form.confirmed, language),
    ]);
    row.extend(counts);
    row.extend([
        doubts,
        Cell::link(page.document.to_owned(), form.first_page.to_string()),
        Cell::link(page.document.to_owned(), &form.file),
        Cell::text(rounding::told(&form.rounding, language)),
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
        Cell::count(form.form_no),
    ]);
    row
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
    let mut cells = whose(form).to_vec();
    cells.extend([
        flags.on(&format!("funds[{row}].item"), item),
        Cell::text(&form.amount_unit),
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
    ]);
    cells
}

pub(super) fn indicator_row(page: &Page, row: usize, indicator: &StoredIndicator) -> Vec<Cell> {
    let Page {
        form, flags, language, ..
    } = *page;
    let flagged = |name: &str, cell: Cell| flags.on(&format!("indicators[{row}].{name}"), cell);
    let text = |name: &str, text: &str| flagged(name, Cell::text(text));
    let level3 = flags.on(&format!("indicators[{row}]"), Cell::text(&indicator.level3));
    let points = [("weight", indicator.weight.as_str()), ("score", &indicator.score)];
    let mut cells = whose(form).to_vec();
    cells.extend([
        text("level1", &indicator.level1),
        text("level2", &indicator.level2),
        flagged("level3", level3),
        text("target", &indicator.target),
        text("actual", &indicator.actual),
        flagged("weight", Cell::figure(&indicator.weight)),
        flagged("score", Cell::figure(&indicator.score)),
        text("deviation", &indicator.deviation),
        Cell::number_if(number_of_target(&indicator.target)),
        Cell::number_if(number_of_actual(&indicator.actual)),
        as_printed(&INDICATOR_COLUMNS, &points, language),
        Cell::link(page.document.to_owned(), &form.file),
        Cell::count(form.form_no),
    ]);
    cells
}

/// Fewer forms have no quartiles worth the name: README says so too.
const LEAST_FOR_QUARTILES: u64 = 5;

/// A department: what was found, its money, and how it scores itself where forms have been compared.
pub(super) fn department_row(
    name: &str,
    share: &Share,
    distribution: Option<&Distribution>,
    language: Language,
) -> Vec<Cell> {
    let name = if name.is_empty() {
        Message::WorkbookNoDepartment.text(language)
    } else {
        name
    };
    let mut row = vec![Cell::text(name), Cell::count(share.forms)];
    row.extend(share.finding_cells());
    row.push(Cell::count(share.money.counted));
    row.extend(share.money.cells());
    let Some(distribution) = distribution else { return row };
    for measure in Measure::ALL {
        let count = distribution.get(measure, Statistic::Count);
        let is_enough = count
            .and_then(|count| count.parse().ok())
            .is_some_and(|count: u64| count >= LEAST_FOR_QUARTILES);
        row.extend(Statistic::ALL.into_iter().map(|statistic| {
            let is_quartile = matches!(statistic, Statistic::LowerQuartile | Statistic::UpperQuartile);
            let value = distribution
                .get(measure, statistic)
                .filter(|_| is_enough || !is_quartile);
            let value = value.unwrap_or_default();
            match statistic {
                Statistic::Count | Statistic::AtLeast99 => value
                    .parse()
                    .map_or_else(|_| Cell::default(), |count: u64| Cell::count(count)),
                _ => Cell::figure(value),
            }
        }));
    }
    row
}

impl Share {
    /// Findings by severity, gravest first.
    pub(super) fn finding_cells(&self) -> impl Iterator<Item = Cell> {
        Severity::ALL
            .into_iter()
            .zip(self.findings)
            .map(|(severity, count)| Cell::count(count).marked((count > 0).then_some(mark_of(severity))))
    }
}

impl Money {
    /// Initial, budget, executed and the rate; blank where no form is counted.
    pub(super) fn cells(&self) -> [Cell; 4] {
        let amounts = [Some(self.initial), Some(self.budget), Some(self.executed), self.rate()];
        amounts.map(|amount_or_none| {
            let counted = amount_or_none.filter(|_| self.counted > 0);
            Cell::number_if(counted.and_then(amount))
        })
    }
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
        Cell::text(said).marked(mark),
        Cell::text(&file.detail).marked(detail),
        Cell::figure(&file.pages),
        Cell::figure(&file.forms),
        file.bytes
            .parse()
            .map_or_else(|_| Cell::default(), |bytes: u64| Cell::count(bytes)),
        Cell::text(&file.sha256),
        Cell::text(&file.status),
    ]
}

/// Whose form it is: project, department, unit and year.
pub(super) fn whose(form: &StoredForm) -> [Cell; 4] {
    [
        Cell::text(&form.project_name),
        Cell::text(&form.department),
        Cell::text(&form.unit),
        Cell::figure(&form.year),
    ]
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
    let texts = stated.iter().filter(|(_, text)| says_more(text));
    let texts = texts.filter_map(|(key, text)| Some(format!("{}: {text}", heading(columns, key, language)?)));
    Cell::text(texts.collect::<Vec<_>>().join("; "))
}
