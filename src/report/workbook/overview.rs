//! The first sheet: what the run has come to, and where to go on.

use std::cmp::Reverse;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{Cell, Mark};
use super::charts::{CHART_ROWS, Drawn, draw};
use super::columns::OVERVIEW;
use super::facts::RunFacts;
use super::flags::mark_of;
use super::links::cell as link_to;
use super::sheets::{MOST_NOTES, Shared, printed, put, set_height};
use super::totals::{Share, Totals};
use crate::audited::Status;
use crate::language::Language;
use crate::messages::Message;
use crate::parameters::Parameters;
use crate::report::wording::{rule_name, severity_message};
use crate::rules::{self, Severity};

/// In digits; the first two columns hold texts, over as many lines as they take.
const WIDTHS: [f64; 14] = [
    24.0, 56.0, 19.0, 9.0, 9.0, 9.0, 14.0, 14.0, 14.0, 14.0, 9.0, 9.0, 9.0, 9.0,
];
const WRAPPED: usize = 2;

/// So many departments are listed and drawn, those with the most findings.
const MOST_DEPARTMENTS: usize = 12;

/// So many rules are named for a department.
const MOST_RULES: usize = 3;

/// Name of a sheet, how many rows it has, and what they are.
pub(super) struct Listed {
    pub(super) sheet: String,
    pub(super) rows: u64,
    pub(super) holds: Message,
}

/// The rows of the sheet while they are put together, and which of them are drawn.
struct Lines<'a> {
    rows: Vec<Vec<Cell>>,
    language: Language,
    totals: &'a Totals,
    drawn: Drawn,
}

/// Writes the sheet.
pub(super) fn overview(
    shared: &mut Shared,
    facts: &RunFacts,
    totals: &Totals,
    listed: &[Listed],
) -> Result<Worksheet, XlsxError> {
    let mut lines = Lines {
        rows: Vec::new(),
        language: shared.language,
        totals,
        drawn: Drawn::default(),
    };
    lines.add_facts(facts);
    lines.add_sheets(listed);
    lines.add_rules();
    lines.add_departments();
    lines.add_grades();
    lines.add_room_for_charts();
    lines.add_files();
    lines.add_colours();
    lines.add_remarks(shared.notes_left == 0);

    let mut sheet = Worksheet::new();
    sheet.set_name(OVERVIEW.get(shared.language))?;
    for (number, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(number, width)?;
    }
    sheet.set_screen_gridlines(false);
    printed(&mut sheet);
    if totals.all.forms > 0 {
        draw(&mut sheet, &lines.drawn, shared.language)?;
    }
    for (row, cells) in (0..).zip(lines.rows) {
        let is_title = cells.iter().any(|cell| cell.mark == Some(Mark::Title));
        let is_head = cells.iter().any(|cell| cell.mark == Some(Mark::Heading));
        let most = match (is_title, is_head) {
            (true, _) => 0,
            (_, true) => WIDTHS.len(),
            _ => WRAPPED,
        };
        let wrapped = cells.iter().zip(WIDTHS).take(most);
        set_height(&mut sheet, row, wrapped)?;
        for (column, cell) in (0..).zip(cells) {
            let wraps = usize::from(column) < WRAPPED && !is_title;
            put(&mut sheet, shared, (row, column), cell, wraps)?;
        }
    }
    Ok(sheet)
}

impl Lines<'_> {
    fn say(&self, message: Message) -> Cell {
        Cell::text(message.text(self.language))
    }

    fn add_head(&mut self, messages: &[Message]) {
        let head = messages.iter().map(|message| self.say(*message).marked(Mark::Heading));
        self.rows.push(head.collect());
    }

    fn add_gap(&mut self) {
        self.rows.push(Vec::new());
    }

    fn next(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    fn add_facts(&mut self, facts: &RunFacts) {
        self.rows
            .push(vec![self.say(Message::WorkbookTitle).marked(Mark::Title)]);
        self.add_gap();
        let folders = self.totals.folders.as_ref().map(|folders| folders.join("/"));
        let folder = folders.filter(|folder| !folder.is_empty());
        let folder = folder.map(|folder| (Message::WorkbookFolder, folder));
        for (name, said) in folder.into_iter().chain(facts.in_words(self.language)) {
            self.rows.push(vec![self.say(name), Cell::text(said)]);
        }
        self.add_gap();
    }

    fn add_sheets(&mut self, listed: &[Listed]) {
        self.add_head(&[Message::WorkbookSheet, Message::WorkbookHolds, Message::WorkbookRows]);
        for listed in listed {
            let link = Cell::link(link_to(&listed.sheet, 0, 0), &listed.sheet);
            self.rows
                .push(vec![link, self.say(listed.holds), Cell::count(listed.rows)]);
        }
        self.add_gap();
    }

    fn add_rules(&mut self) {
        let readers = [
            Message::WorkbookConfirmedYes,
            Message::WorkbookConfirmedTextOnly,
            Message::WorkbookConfirmedNo,
            Message::WorkbookConfirmedUnavailable,
        ];
        let confirmed = Message::WorkbookConfirmed.text(self.language);
        let mut head: Vec<Cell> = [Message::WorkbookRule, Message::WorkbookChecks, Message::WorkbookRuleId]
            .into_iter()
            .chain(Severity::ALL.map(severity_message))
            .map(|message| self.say(message))
            .collect();
        head.extend(readers.map(|reader| Cell::text(format!("{confirmed}: {}", reader.text(self.language)))));
        head.extend(
            [
                Message::WorkbookAccepted,
                Message::WorkbookFormsAgree,
                Message::WorkbookFormsFound,
                Message::WorkbookFormsNotJudged,
            ]
            .map(|message| self.say(message)),
        );
        self.rows
            .push(head.into_iter().map(|cell| cell.marked(Mark::Heading)).collect());
        for rule in rules::all() {
            let of = self.totals.rules.get(rule.id).cloned().unwrap_or_default();
            let mut cells = vec![
                Cell::text(rule.name.get(self.language)),
                Cell::text(rule.documentation.summary.get(self.language)),
                Cell::text(rule.id),
            ];
            for severity in Severity::ALL {
                let count = of.severities.get(severity.id()).copied().unwrap_or_default();
                cells.push(Cell::count(count).marked((count > 0).then_some(mark_of(severity))));
            }
            for answer in ["yes", "text-only", "no", "unavailable"] {
                cells.push(Cell::count(of.confirmed.get(answer).copied().unwrap_or_default()));
            }
            cells.extend([of.accepted, of.agreeing, of.found, of.not_judged].map(Cell::count));
            self.rows.push(cells);
        }
        self.add_gap();
    }

    fn add_departments(&mut self) {
        let mut head = vec![
            Message::WorkbookDepartment,
            Message::WorkbookMostFindings,
            Message::WorkbookForms,
        ];
        head.extend(Severity::ALL.map(severity_message));
        head.extend([
            Message::WorkbookInitial,
            Message::WorkbookBudget,
            Message::WorkbookExecuted,
            Message::WorkbookRate,
        ]);
        self.add_head(&head);
        let mut departments: Vec<(&String, &Share)> = self.totals.departments.iter().collect();
        departments.sort_by_key(|(_, share)| Reverse((share.finding_count(), share.forms)));
        let left = departments.len().saturating_sub(MOST_DEPARTMENTS);
        departments.truncate(MOST_DEPARTMENTS);
        let first = self.next();
        for (name, share) in departments {
            let name = if name.is_empty() {
                self.say(Message::WorkbookNoDepartment)
            } else {
                Cell::text(name)
            };
            self.add_share(name, share);
        }
        self.drawn.departments = (first, self.next().saturating_sub(1));
        self.add_share(self.say(Message::WorkbookAll), &self.totals.all);
        if left > 0 {
            let more = Message::WorkbookMoreDepartments.fill(self.language, &[("count", &left)]);
            self.rows.push(vec![Cell::default(), Cell::text(more)]);
        }
        self.add_gap();
    }

    fn add_share(&mut self, name: Cell, share: &Share) {
        let mut found: Vec<(&String, &u64)> = share.rules.iter().collect();
        found.sort_by_key(|(_, count)| Reverse(**count));
        let most = found.iter().take(MOST_RULES);
        let most: Vec<String> = most
            .map(|(id, count)| format!("{} {count}", rule_name(id, self.language)))
            .collect();
        let comma = self.language.comma();
        let mut row = vec![name, Cell::text(most.join(comma)), Cell::count(share.forms)];
        row.extend(share.finding_cells());
        row.extend(share.money.cells());
        self.rows.push(row);
    }

    fn add_grades(&mut self) {
        self.add_head(&[
            Message::WorkbookGrade,
            Message::WorkbookGradeStated,
            Message::WorkbookCount,
        ]);
        let first = self.next();
        let bands = Parameters::default().grades;
        let best_first = |grade: &str| bands.iter().position(|band| band.grade == grade).unwrap_or(bands.len());
        let mut grades: Vec<(&String, &u64)> = self.totals.grades.iter().collect();
        // What is no grade stands behind, and none at all last.
        grades.sort_by_key(|(grade, _)| (grade.is_empty(), best_first(grade)));
        for (grade, count) in grades {
            let grade = if grade.is_empty() {
                self.say(Message::WorkbookNoGrade)
            } else {
                Cell::text(grade)
            };
            self.rows.push(vec![grade, Cell::default(), Cell::count(*count)]);
        }
        self.drawn.grades = (first, self.next().saturating_sub(1));
        self.add_gap();
    }

    fn add_room_for_charts(&mut self) {
        self.drawn.charts = self.next();
        if self.totals.all.forms > 0 {
            self.rows.extend(vec![Vec::new(); CHART_ROWS]);
        }
    }

    fn add_files(&mut self) {
        self.add_head(&[Message::SummaryFiles, Message::WorkbookStatus, Message::WorkbookCount]);
        for (id, count) in &self.totals.files {
            let status = Status::ALL.into_iter().find(|status| status.id() == id);
            let said = status.map_or(id.as_str(), |status| status.message().text(self.language));
            let mark = status.filter(|status| !status.is_read()).map(|_| Mark::Error);
            let row = vec![Cell::text(said).marked(mark), Cell::text(id), Cell::count(*count)];
            self.rows.push(row);
        }
        self.add_gap();
    }

    fn add_colours(&mut self) {
        self.add_head(&[Message::WorkbookColours, Message::WorkbookMeaning]);
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
        for (mark, name, means) in colours {
            self.rows.push(vec![self.say(name).marked(mark), self.say(means)]);
        }
        self.add_gap();
    }

    fn add_remarks(&mut self, no_notes_left: bool) {
        let (totals, language) = (self.totals, self.language);
        let mut remarks = vec![Message::WorkbookRemark.text(language).to_owned()];
        let counted = totals.all.money.counted;
        if totals.all.forms > 0 {
            let left = totals.all.forms - counted;
            remarks.push(Message::WorkbookMoneyRemark.fill(language, &[("counted", &counted), ("left", &left)]));
        }
        if totals.doubts > 0 {
            remarks.push(Message::WorkbookDoubtRemark.fill(language, &[("doubts", &totals.doubts)]));
        }
        if no_notes_left {
            remarks.push(Message::WorkbookNotesRemark.fill(language, &[("notes", &MOST_NOTES)]));
        }
        let head = self.say(Message::WorkbookRemarks).marked(Mark::Heading);
        self.rows.push(vec![head, Cell::default().marked(Mark::Heading)]);
        let remarks = remarks
            .into_iter()
            .map(|remark| vec![Cell::default(), Cell::text(remark)]);
        self.rows.extend(remarks);
    }
}
