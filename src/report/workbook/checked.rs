//! What was checked of a form, and what may have been misread: a row each form, a row each doubt.

use super::cells::{Cell, Mark};
use super::findings::Spots;
use super::flags::mark_of;
use super::links::document;
use super::rows::whose;
use super::sheets::Shared;
use crate::form::model::Scope;
use crate::language::Language;
use crate::messages::Message;
use crate::report::coverage::{Coverage, Outcome, coverage};
use crate::report::groups::severity_of;
use crate::report::wording::{doubt_name, field_name, silence_name};
use crate::stored::{StoredDoubt, StoredForm};

/// So many places of one doubt are named.
const MOST_NAMED: usize = 4;

/// The row of a form: what each rule came to.
pub(super) fn coverage_row(form: &StoredForm, path: &str, off: &[&str], language: Language) -> Vec<Cell> {
    let outcomes = coverage(form).map(|covered| {
        if off.contains(&covered.rule.id) {
            return Cell::text(Message::WorkbookRuleOff.text(language)).marked(Mark::Silent);
        }
        outcome(form, &covered, language)
    });
    let mut row = whose(form).to_vec();
    row.extend(outcomes);
    row.push(Cell::link(path.to_owned(), &form.file));
    row.push(Cell::count(form.form_no));
    row
}

fn outcome(form: &StoredForm, covered: &Coverage, language: Language) -> Cell {
    let say = |message: Message| message.text(language).to_owned();
    let reasons: Vec<&str> = covered.reasons.iter().map(|id| silence_name(id, language)).collect();
    let reasons = reasons.join(language.comma());
    let (said, mark) = match covered.outcome {
        Outcome::Nothing => (say(Message::WorkbookNothingStated), Some(Mark::Silent)),
        Outcome::NotJudged => {
            let said = Message::WorkbookNotJudgedBecause.fill(language, &[("reasons", &reasons)]);
            return Cell::text(said).marked(Mark::Silent);
        }
        Outcome::Agrees => (say(Message::WorkbookAgrees), None),
        Outcome::Found(count) => {
            let own = form.findings.iter().filter(|finding| finding.rule == covered.rule.id);
            let mark = own.map(severity_of).max().map(mark_of);
            (Message::WorkbookFound.fill(language, &[("count", &count)]), mark)
        }
    };
    let said = match covered.silent {
        0 => said,
        silent => Message::WorkbookPartlyJudged.fill(
            language,
            &[("outcome", &said), ("count", &silent), ("reasons", &reasons)],
        ),
    };
    Cell::text(said).marked(mark)
}

/// The rows of a form's doubts; one that is said of several places is one row.
pub(super) fn doubt_rows(form: &StoredForm, spots: &Spots, shared: &Shared) -> Vec<Vec<Cell>> {
    let mut told: Vec<Vec<&StoredDoubt>> = Vec::new();
    for doubt in &form.warnings {
        let is_same = |other: &StoredDoubt| other.kind == doubt.kind && other.message == doubt.message;
        match told
            .iter_mut()
            .find(|alike| alike.first().is_some_and(|first| is_same(first)))
        {
            Some(alike) => alike.push(doubt),
            None => told.push(vec![doubt]),
        }
    }
    told.iter()
        .filter_map(|alike| doubt_row(form, alike, spots, shared))
        .collect()
}

fn doubt_row(form: &StoredForm, alike: &[&StoredDoubt], spots: &Spots, shared: &Shared) -> Option<Vec<Cell>> {
    let language = shared.language;
    let first = alike.first()?;
    let mut names: Vec<String> = Vec::new();
    for doubt in alike {
        let name = field_name(form, &doubt.field, language);
        if names.len() < MOST_NAMED && !names.contains(&name) {
            names.push(name);
        }
    }
    let names = names.join(if language == Language::Zh { "；" } else { "; " });
    let place = if alike.len() > MOST_NAMED {
        Message::WorkbookAndMore.fill(language, &[("names", &names), ("count", &alike.len())])
    } else {
        names
    };
    let field = Scope::named(&first.field)
        .and_then(Scope::field)
        .filter(|_| alike.len() == 1);
    let read = field.and_then(|name| form.text(name)).unwrap_or_default();
    let pdf = document(spots.folder, &form.file, Some(first.page));
    let mut row = whose(form).to_vec();
    row.extend([
        Cell::link(spots.of(form, &first.field, shared), place),
        Cell::figure(read),
        Cell::text(doubt_name(&first.kind, language)),
        Cell::text(&first.message),
        Cell::link(pdf.clone(), first.page.to_string()),
        Cell::link(pdf, &form.file),
        Cell::count(form.form_no),
        Cell::text(&first.kind),
        Cell::text(&first.field),
    ]);
    Some(row)
}
