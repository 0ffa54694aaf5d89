//! The rows of the findings of one form: groups together, the cause first, each with a way to its cell and to its page.

use super::cells::{Cell, Mark};
use super::figures::number;
use super::flags::severity;
use super::links::{cell as link_to, document};
use super::rows::{confirmed, project};
use super::sheets::{Sheets, Spot};
use crate::form::model::Scope;
use crate::language::Language;
use crate::messages::Message;
use crate::report::groups::Role;
use crate::stored::{StoredFinding, StoredForm};

/// Where the parts of a form stand in the workbook.
pub(super) struct Spots<'a> {
    pub(super) projects: &'a Sheets,
    pub(super) project: Spot,
    pub(super) funds: &'a Sheets,
    pub(super) fund_rows: Vec<Spot>,
    pub(super) indicators: &'a Sheets,
    pub(super) indicator_rows: Vec<Spot>,
    pub(super) folder: &'a std::path::Path,
    pub(super) language: Language,
}

/// One finding, and how it stands to the others.
pub(super) struct Numbered<'a> {
    pub(super) number: u64,
    /// Where it belongs to a group of more than one.
    pub(super) role: Option<Role>,
    pub(super) finding: &'a StoredFinding,
    pub(super) accepted: Option<&'a str>,
}

pub(super) fn finding_row(form: &StoredForm, numbered: &Numbered, spots: &Spots) -> Vec<Cell> {
    let Numbered { finding, role, .. } = numbered;
    let language = spots.language;
    let (mark, word) = severity(&finding.severity);
    let (place, words) = spots.of(form, &finding.field);
    let page = finding.page.map_or_else(Cell::default, |page| {
        Cell::link(document(spots.folder, &form.file, Some(page)), page.to_string())
    });
    let role_name = role.map_or("", |role| {
        let name = if role.is_cause {
            Message::WorkbookCause
        } else {
            Message::WorkbookConsequence
        };
        name.text(language)
    });
    let mut rule = Cell::text(&finding.rule);
    rule.indented = role.is_some_and(|role| !role.is_cause);
    let says_more = number(&finding.stated).is_some_and(|number| !number.is_as_printed);
    let row = vec![
        Cell::count(numbered.number),
        Cell::text(word.text(language)).marked(mark),
        rule,
        role.map_or_else(Cell::default, |role| Cell::count(role.group)),
        Cell::text(role_name),
        project(form),
        Cell::link(place, words),
        Cell::figure(&finding.stated).marked(mark),
        Cell::text(if says_more { finding.stated.as_str() } else { "" }),
        Cell::figure(&finding.expected),
        Cell::text(&finding.explanation),
        confirmed(&finding.confirmed, language),
        Cell::text(numbered.accepted.unwrap_or_default()),
        page,
        Cell::link(document(spots.folder, &form.file, finding.page), &form.file),
        Cell::count(form.form_no),
        Cell::text(&finding.field),
    ];
    if numbered.accepted.is_none() {
        return row;
    }
    row.into_iter().map(|cell| cell.marked(Mark::Accepted)).collect()
}

impl Spots<'_> {
    /// Where a field stands in the workbook, and where that is in words.
    fn of(&self, form: &StoredForm, field: &str) -> (String, String) {
        let (list, row, name) = match Scope::named(field) {
            Some(Scope::Field(name)) => (name.table, name.row, name.column),
            Some(Scope::Row(table, row)) => (table, row, ""),
            _ => ("", 0, field),
        };
        let (sheets, spot, of) = match list {
            "funds" => (
                self.funds,
                self.fund_rows.get(row),
                form.funds.get(row).map(|fund| &fund.item),
            ),
            "indicators" => {
                let indicator = form.indicators.get(row);
                (
                    self.indicators,
                    self.indicator_rows.get(row),
                    indicator.map(|row| &row.level3),
                )
            }
            _ => (self.projects, Some(&self.project), None),
        };
        let spot = spot.unwrap_or(&self.project);
        let place = link_to(&spot.sheet, spot.row, sheets.column(name).unwrap_or_default());
        let heading = sheets.heading(name).map(|heading| heading.get(self.language));
        let words: Vec<&str> = of
            .map(String::as_str)
            .into_iter()
            .chain(heading)
            .filter(|word| !word.is_empty())
            .collect();
        let words = if words.is_empty() {
            field.to_owned()
        } else {
            words.join(" · ")
        };
        (place, words)
    }
}
