//! The first sheet: what the run has come to, and where to go on.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{Cell, Mark};
use super::columns::OVERVIEW;
use super::links::cell as link_to;
use super::sheets::{MOST_NOTES, Shared, printed, put, set_height};
use crate::audited::Status;
use crate::messages::Message;
use crate::rules;
use crate::stored::{StoredFile, StoredForm};

/// In digits; the second column holds sentences, over as many lines as they take.
const WIDTHS: [f64; 9] = [22.0, 62.0, 9.0, 9.0, 9.0, 16.0, 16.0, 24.0, 10.0];
const WRAPPED: usize = 1;

/// What is counted while the other sheets are written.
#[derive(Debug, Default)]
pub(super) struct Totals {
    files: BTreeMap<String, u64>,
    forms: u64,
    doubts: u64,
    grades: BTreeMap<String, u64>,
    rules: BTreeMap<String, RuleTotals>,
}

#[derive(Debug, Default, Clone)]
struct RuleTotals {
    severities: BTreeMap<String, u64>,
    confirmed: BTreeMap<String, u64>,
    accepted: u64,
}

impl Totals {
    pub(super) fn add_file(&mut self, file: &StoredFile) {
        *self.files.entry(file.status.clone()).or_default() += 1;
    }

    pub(super) fn add_form(&mut self, form: &StoredForm, accepted: &[Option<String>]) {
        self.forms += 1;
        self.doubts += form.warnings.len() as u64;
        *self.grades.entry(form.grade.clone()).or_default() += 1;
        for (finding, accepted) in form.findings.iter().zip(accepted) {
            let rule = self.rules.entry(finding.rule.clone()).or_default();
            *rule.severities.entry(finding.severity.clone()).or_default() += 1;
            *rule.confirmed.entry(finding.confirmed.clone()).or_default() += 1;
            rule.accepted += u64::from(accepted.is_some());
        }
    }
}

/// Name of a sheet, how many rows it has, and what they are.
pub(super) struct Listed {
    pub(super) sheet: String,
    pub(super) rows: u64,
    pub(super) holds: Message,
}

/// Writes the sheet.
pub(super) fn overview(shared: &mut Shared, totals: &Totals, listed: &[Listed]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(OVERVIEW.get(shared.language))?;
    for (number, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(number, width)?;
    }
    sheet.set_screen_gridlines(false);
    printed(&mut sheet);
    sheet.set_print_fit_to_pages(1, 1);
    for (row, cells) in (0..).zip(lines(shared, totals, listed)) {
        let wrapped = cells.iter().zip(WIDTHS).skip(WRAPPED).take(1);
        set_height(&mut sheet, row, wrapped)?;
        for (column, cell) in (0..).zip(cells) {
            put(&mut sheet, shared, (row, column), cell, usize::from(column) == WRAPPED)?;
        }
    }
    Ok(sheet)
}

fn lines(shared: &Shared, totals: &Totals, listed: &[Listed]) -> Vec<Vec<Cell>> {
    let language = shared.language;
    let say = |message: Message| Cell::text(message.text(language));
    let head = |messages: &[Message]| -> Vec<Cell> {
        messages
            .iter()
            .map(|message| say(*message).marked(Mark::Heading))
            .collect()
    };
    let gap = Vec::new;
    let mut lines = vec![vec![say(Message::WorkbookTitle).marked(Mark::Title)], gap()];

    lines.push(head(&[
        Message::WorkbookSheet,
        Message::WorkbookHolds,
        Message::WorkbookRows,
    ]));
    lines.extend(listed.iter().map(|listed| {
        let link = Cell::link(link_to(&listed.sheet, 0, 0), &listed.sheet);
        vec![link, say(listed.holds), Cell::count(listed.rows)]
    }));
    lines.push(gap());

    let summed = [
        Message::SeverityError,
        Message::SeverityWarning,
        Message::SeverityNotice,
    ];
    let readers = [
        Message::WorkbookConfirmedYes,
        Message::WorkbookConfirmedTextOnly,
        Message::WorkbookConfirmedNo,
        Message::WorkbookConfirmedUnavailable,
    ];
    let rule_head = [Message::WorkbookRule, Message::WorkbookChecks]
        .into_iter()
        .chain(summed);
    let confirmed_head = readers.map(|reader| {
        let text = format!(
            "{}: {}",
            Message::WorkbookConfirmed.text(language),
            reader.text(language)
        );
        Cell::text(text).marked(Mark::Heading)
    });
    let mut rule_head = head(&rule_head.collect::<Vec<_>>());
    rule_head.extend(confirmed_head);
    rule_head.push(say(Message::WorkbookAccepted).marked(Mark::Heading));
    lines.push(rule_head);
    lines.extend(rules::all().iter().map(|rule| {
        let of = totals.rules.get(rule.id).cloned().unwrap_or_default();
        let mut cells = vec![
            Cell::text(rule.id),
            Cell::text(rule.documentation.summary.get(language)),
        ];
        for (severity, mark) in [
            ("error", Mark::Error),
            ("warning", Mark::Warning),
            ("notice", Mark::Notice),
        ] {
            let count = of.severities.get(severity).copied().unwrap_or_default();
            cells.push(Cell::count(count).marked((count > 0).then_some(mark)));
        }
        for answer in ["yes", "text-only", "no", "unavailable"] {
            cells.push(Cell::count(of.confirmed.get(answer).copied().unwrap_or_default()));
        }
        cells.push(Cell::count(of.accepted));
        cells
    }));
    lines.push(gap());

    lines.push(head(&[
        Message::SummaryFiles,
        Message::WorkbookStatus,
        Message::WorkbookCount,
    ]));
    lines.extend(totals.files.iter().map(|(id, count)| {
        let status = Status::ALL.into_iter().find(|status| status.id() == id);
        let said = status.map_or("", |status| status.message().text(language));
        let mark = status.filter(|status| !status.is_read()).map(|_| Mark::Error);
        vec![Cell::text(id).marked(mark), Cell::text(said), Cell::count(*count)]
    }));
    lines.push(gap());

    lines.push(head(&[
        Message::WorkbookGrade,
        Message::WorkbookGradeStated,
        Message::WorkbookCount,
    ]));
    lines.extend(totals.grades.iter().map(|(grade, count)| {
        let grade = if grade.is_empty() {
            say(Message::WorkbookNoGrade)
        } else {
            Cell::text(grade)
        };
        vec![grade, Cell::default(), Cell::count(*count)]
    }));
    lines.push(gap());

    lines.push(head(&[Message::WorkbookColours, Message::WorkbookMeaning]));
    let colours = [
        (Mark::Error, Message::SeverityError, Message::WorkbookErrorMeans),
        (Mark::Warning, Message::SeverityWarning, Message::WorkbookWarningMeans),
        (Mark::Notice, Message::SeverityNotice, Message::WorkbookNoticeMeans),
        (
            Mark::Accepted,
            Message::WorkbookAccepted,
            Message::WorkbookAcceptedMeans,
        ),
        (Mark::Doubt, Message::WorkbookDoubt, Message::WorkbookDoubtMeans),
    ];
    lines.extend(colours.map(|(mark, name, means)| vec![say(name).marked(mark), say(means)]));
    lines.push(gap());

    let mut remarks = vec![Message::WorkbookRemark.text(language).to_owned()];
    if totals.doubts > 0 {
        remarks.push(Message::WorkbookDoubtRemark.fill(language, &[("doubts", &totals.doubts)]));
    }
    if shared.notes_left == 0 {
        remarks.push(Message::WorkbookNotesRemark.fill(language, &[("notes", &MOST_NOTES)]));
    }
    let remark_head = say(Message::WorkbookRemarks).marked(Mark::Heading);
    lines.push(vec![remark_head, Cell::default().marked(Mark::Heading)]);
    lines.extend(
        remarks
            .into_iter()
            .map(|remark| vec![Cell::default(), Cell::text(remark)]),
    );
    lines
}
