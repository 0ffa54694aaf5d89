//! The rows of the findings of one form: groups together, the cause first, each with a way to its cell and to its page.

use super::cells::{Cell, Mark};
use super::figures::{number, with_unit_of};
use super::flags::mark_of;
use super::links::{cell as link_to, document};
use super::rows::{confirmed, whose};
use super::sheets::{Shared, Sheets};
use crate::form::model::Scope;
use crate::language::Language;
use crate::messages::Message;
use crate::report::groups::{Role, severity_of};
use crate::report::wording::{against, field_name, rule_name, severity_message};
use crate::stored::{StoredFinding, StoredForm};

/// How many rows of the tables belong to earlier forms.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Earlier {
    pub(super) forms: u64,
    pub(super) funds: u64,
    pub(super) indicators: u64,
}

impl Earlier {
    /// This form is an earlier one from now on.
    pub(super) fn add(&mut self, form: &StoredForm) {
        self.forms += 1;
        self.funds += form.funds.len() as u64;
        self.indicators += form.indicators.len() as u64;
    }
}

/// Where the parts of a form stand in the workbook.
pub(super) struct Spots<'a> {
    pub(super) projects: &'a Sheets,
    pub(super) funds: &'a Sheets,
    pub(super) indicators: &'a Sheets,
    pub(super) earlier: Earlier,
    pub(super) folder: &'a std::path::Path,
}

/// One finding, and how it stands to the others.
pub(super) struct Numbered<'a> {
    /// Where it belongs to a group of more than one.
    pub(super) role: Option<Role>,
    pub(super) finding: &'a StoredFinding,
    pub(super) accepted: Option<&'a str>,
}

pub(super) fn finding_row(form: &StoredForm, numbered: &Numbered, spots: &Spots, shared: &Shared) -> Vec<Cell> {
    let Numbered { finding, role, .. } = numbered;
    let language = shared.language;
    let severity = severity_of(finding);
    let mark = mark_of(severity);
    let words = field_name(form, &finding.field, language);
    let page = finding.page.map_or_else(Cell::default, |page| {
        Cell::link(document(spots.folder, &form.file, Some(page)), page.to_string())
    });
    let mut rule = Cell::text(rule_name(&finding.rule, language));
    rule.indented = role.is_some_and(|role| !role.is_cause);
    let says_more = number(&finding.stated).is_some_and(|number| !number.is_as_printed);
    let (kind, expected) = against(&finding.rule, &finding.expected, language);
    let mut row = vec![
        // Its number is known when all findings are.
        Cell::default(),
        Cell::text(severity_message(severity).text(language)).marked(mark),
        rule,
    ];
    row.extend(whose(form));
    row.extend([
        Cell::link(spots.of(form, &finding.field, shared), words),
        Cell::figure(&finding.stated).marked(mark),
        Cell::text(kind),
        Cell::figure(&with_unit_of(&finding.stated, expected)),
        Cell::text(&finding.explanation),
        confirmed(&finding.confirmed, language),
        page,
        Cell::link(document(spots.folder, &form.file, finding.page), &form.file),
        Cell::text(numbered.accepted.unwrap_or_default()),
        role.map_or_else(Cell::default, |role| Cell::count(role.group)),
        Cell::text(role.map_or("", |role| role_name(role, language))),
        Cell::text(if says_more { finding.stated.as_str() } else { "" }),
        Cell::count(form.form_no),
        Cell::text(&finding.rule),
        Cell::text(&finding.field),
    ]);
    if numbered.accepted.is_none() {
        return row;
    }
    row.into_iter().map(|cell| cell.marked(Mark::Accepted)).collect()
}

fn role_name(role: Role, language: Language) -> &'static str {
    let name = if role.is_cause {
        Message::WorkbookCause
    } else {
        Message::WorkbookConsequence
    };
    name.text(language)
}

impl Spots<'_> {
    /// Where a field stands in the workbook.
    pub(super) fn of(&self, form: &StoredForm, field: &str, shared: &Shared) -> String {
        let (list, row, name) = match Scope::named(field) {
            Some(Scope::Field(name)) => (name.table, name.row, name.column),
            Some(Scope::Row(table, row)) => (table, row, ""),
            _ => ("", 0, field),
        };
        let (sheets, number) = match list {
            "funds" if row < form.funds.len() => (self.funds, self.earlier.funds + row as u64),
            "indicators" if row < form.indicators.len() => (self.indicators, self.earlier.indicators + row as u64),
            _ => (self.projects, self.earlier.forms),
        };
        let spot = sheets.spot(shared, number);
        link_to(&spot.sheet, spot.row, sheets.column(name).unwrap_or_default())
    }
}
