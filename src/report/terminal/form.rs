//! One form as a person likes to read it: its table, recomputed figures beside the stated ones, findings and doubts under it.

use std::ops::Range;

use super::boxes::{Boxed, draw};
use super::ink::{Ink, Paint};
use super::wrap::{width, wrap};
use super::{pad, page_range, printable};
use crate::audited::AuditedForm;
use crate::form::model::{Field, FieldName, Form, Scope};
use crate::language::Language;
use crate::messages::Message;
use crate::place::Place;
use crate::report::rounding;
use crate::report::sheet::{Sheet, SheetCell, Span};
use crate::report::wording::{against, confirmed_message, doubt_name, rule_name, scope_name, severity_message};
use crate::rules::Finding;
use crate::warning::Warning;

/// What lines below a heading begin with.
const INDENT: &str = "   ";

/// A form and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct FormView<'a> {
    /// Name of the file.
    pub file: &'a str,
    /// All forms of the file.
    pub forms: &'a [AuditedForm],
    /// The one to be shown, from 0.
    pub shown: usize,
    /// All tables of the file.
    pub sheets: &'a [Sheet],
}

/// How text is put on the terminal.
#[derive(Debug, Clone, Copy)]
struct Page {
    /// Columns of a line.
    most: usize,
    paint: Paint,
    language: Language,
}

/// The form in lines of `most` columns; nothing where there is no such form.
pub fn form(view: &FormView, most: usize, paint: Paint, language: Language) -> String {
    let Some(audited) = view.forms.get(view.shown) else {
        return String::new();
    };
    let page = Page { most, paint, language };
    let values = values(audited);
    let mut text = page.head(view, &audited.form);
    let mut homeless: Vec<&Valued> = values.iter().filter(|value| value.says_more()).collect();
    for sheet in view.sheets {
        let rows = rows_of(sheet, view, &audited.form);
        if rows.is_empty() {
            continue;
        }
        let cells = sheet.cells.iter().filter_map(|cell| boxed(cell, &rows, &values));
        let cells: Vec<Boxed> = cells.collect();
        text.push_str(&draw(rows.len(), &sheet.shares(), &cells, page.most, page.paint));
        homeless.retain(|value| !sheet.cells.iter().any(|cell| value.stands_in(cell)));
    }
    for value in homeless {
        let line: Vec<String> = value.paragraphs().into_iter().map(|(_, said)| said).collect();
        text.push_str(&page.lines(
            "",
            Ink::Plain,
            &format!("{} {}", page.scope(&audited.form, value.name.into()), line.join(" ")),
        ));
    }
    text.push_str(&page.lines("", Ink::Faint, Message::ShowKey.text(language)));
    text.push_str(&page.findings(audited));
    text.push_str(&page.doubts(&audited.form));
    text + &page.foot(audited)
}

/// A value of the form, and what is to be said beside it.
struct Valued<'a> {
    name: FieldName,
    field: &'a Field,
    recomputed: &'a str,
    /// The findings about it, with their numbers from 1.
    findings: Vec<(usize, &'a Finding)>,
}

/// All values of a form.
fn values(audited: &AuditedForm) -> Vec<Valued<'_>> {
    let AuditedForm { form, recomputed, .. } = audited;
    let again = |name: FieldName| match (name.table, name.column, recomputed.funds.get(name.row)) {
        ("", "total_score", _) => recomputed.total_score.as_str(),
        ("", "grade", _) => &recomputed.grade,
        ("funds", "rate", Some(fund)) => &fund.rate,
        ("funds", "score", Some(fund)) => &fund.score,
        _ => "",
    };
    let about = |name: FieldName| -> Vec<(usize, &Finding)> {
        let numbered = (1..).zip(&audited.findings);
        numbered.filter(|(_, finding)| finding.field == name).collect()
    };
    let valued = form.named_fields().map(|(name, field)| Valued {
        findings: about(name),
        name,
        field,
        recomputed: again(name),
    });
    valued.collect()
}

impl Valued<'_> {
    /// Whether anything is to be said beside it.
    fn says_more(&self) -> bool {
        self.field.value().is_some() && !(self.recomputed.is_empty() && self.findings.is_empty())
    }

    fn stands_in(&self, cell: &SheetCell) -> bool {
        self.field.place().is_some_and(|place| lies_in(place, cell))
    }

    /// Its text, what it was recomputed as, and the numbers of its findings.
    fn paragraphs(&self) -> Vec<(Ink, String)> {
        let mut paragraphs = vec![(Ink::Plain, printable(self.field.text()))];
        paragraphs.extend(self.notes());
        paragraphs
    }

    fn notes(&self) -> impl Iterator<Item = (Ink, String)> {
        let recomputed = (!self.recomputed.is_empty()).then(|| (Ink::Faint, format!("[{}]", self.recomputed)));
        let findings = self
            .findings
            .iter()
            .map(|(number, finding)| (Ink::Flagged(finding.severity), format!("!{number}")));
        recomputed.into_iter().chain(findings)
    }
}

fn lies_in(place: Place, cell: &SheetCell) -> bool {
    place.page == cell.place.page && cell.place.bbox.contains(place.bbox.center())
}

/// The rows of a table that belong to the form: all where no other form stands in the table, else up to the next one.
fn rows_of(sheet: &Sheet, view: &FormView, form: &Form) -> Range<usize> {
    let first_row = |form: &Form| {
        let fields = form.fields().map(|(_, field)| field).into_iter();
        let funds = form.funds.iter().flat_map(|fund| fund.fields().map(|(_, field)| field));
        let indicators = form
            .indicators
            .iter()
            .flat_map(|row| row.fields().map(|(_, field)| field));
        let places: Vec<Place> = fields.chain(funds).chain(indicators).filter_map(Field::place).collect();
        let cells = sheet.cells.iter().filter(|cell| sheet.pages.contains(&cell.place.page));
        let own = cells.filter(|cell| places.iter().any(|place| lies_in(*place, cell)));
        own.map(|cell| cell.span.row).min()
    };
    // Only forms on the pages of the table can stand in it.
    let near = |other: &Form| {
        let (first, last) = (sheet.pages.first().copied(), sheet.pages.last().copied());
        Some(other.last_page) >= first && Some(other.first_page) <= last
    };
    let Some(from) = Some(form).filter(|form| near(form)).and_then(first_row) else {
        return 0..0;
    };
    let others = view.forms.iter().map(|other| &other.form).filter(|other| near(other));
    let starts: Vec<usize> = others.filter_map(first_row).collect();
    let is_first = starts.iter().all(|start| *start >= from);
    let next = starts.iter().copied().filter(|start| *start > from).min();
    (if is_first { 0 } else { from })..next.unwrap_or(sheet.rows)
}

/// A cell in the rows that are shown, with what is to be said beside the values in it.
fn boxed(cell: &SheetCell, rows: &Range<usize>, values: &[Valued]) -> Option<Boxed> {
    let span = cell.span;
    let (from, to) = (span.row.max(rows.start), (span.row + span.row_span).min(rows.end));
    if from >= to {
        return None;
    }
    let notes = values.iter().filter(|value| value.says_more() && value.stands_in(cell));
    let notes: Vec<(Ink, String)> = notes.flat_map(Valued::notes).collect();
    let flagged = notes
        .iter()
        .map(|(ink, _)| *ink)
        .find(|ink| matches!(ink, Ink::Flagged(_)));
    let mut paragraphs = vec![(flagged.unwrap_or_default(), printable(&cell.text))];
    // A blank figure and its recomputation take one line together.
    paragraphs.retain(|(_, text)| !text.is_empty() || notes.is_empty());
    paragraphs.extend(notes);
    Some(Boxed {
        span: Span {
            row: from - rows.start,
            row_span: to - from,
            ..span
        },
        paragraphs,
    })
}

impl Page {
    /// Text in lines of the page's width, all behind the same lead.
    fn lines(self, lead: &str, ink: Ink, text: &str) -> String {
        let room = self.most.saturating_sub(width(lead));
        let lines = wrap(text, room).into_iter().enumerate();
        let lines = lines.map(|(index, line)| {
            let lead = if index == 0 {
                lead.to_owned()
            } else {
                " ".repeat(width(lead))
            };
            format!("{lead}{}\n", self.paint.apply(ink, &line))
        });
        lines.collect()
    }

    fn head(self, view: &FormView, form: &Form) -> String {
        let facts = [&form.title, &form.year, &form.amount_unit].map(|field| printable(field.text()));
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let pages = page_range(form.first_page, form.last_page);
        let count = view.forms.len();
        let fillings: [(&str, &dyn std::fmt::Display); 4] = [
            ("file", &view.file),
            ("number", &form.form_no),
            ("count", &count),
            ("pages", &pages),
        ];
        let place = printable(&Message::ShowPlace.fill(self.language, &fillings));
        self.lines("", Ink::Strong, &facts.join(" · ")) + &self.lines("", Ink::Faint, &place)
    }

    fn findings(self, audited: &AuditedForm) -> String {
        let findings = &audited.findings;
        let heading = if findings.is_empty() {
            Message::ShowNoFindings.text(self.language).to_owned()
        } else {
            Message::ShowFindings.fill(self.language, &[("count", &findings.len())])
        };
        let mut text = format!("\n{}", self.lines("", Ink::Strong, &heading));
        for (number, finding) in (1_usize..).zip(findings) {
            text.push_str(&self.finding(number, finding, &audited.form));
        }
        text
    }

    fn finding(self, number: usize, finding: &Finding, form: &Form) -> String {
        let severity = severity_message(finding.severity).text(self.language);
        let page = finding
            .place
            .map(|place| Message::ShowPage.fill(self.language, &[("page", &place.page)]));
        let confirmed = confirmed_message(finding.confirmed).map(|message| message.text(self.language).to_owned());
        let name = rule_name(finding.rule, self.language);
        let mut facts = vec![name.to_owned(), self.scope(form, finding.field.into())];
        facts.extend(page);
        facts.extend(confirmed);
        let head = format!("!{number} {severity} {}", facts.join(" · "));
        let stated = match finding.stated.as_str() {
            "" => Message::ShowBlank.text(self.language),
            stated => stated,
        };
        let (claim, expected) = against(finding.rule, &finding.expected, self.language);
        let beside = [(Message::ShowStated.text(self.language), stated), (claim, expected)];
        let label_width = beside.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
        let mut text = self.lines("", Ink::Flagged(finding.severity), &head);
        for (label, said) in beside {
            let lead = match said {
                "" => format!("{INDENT}{label}"),
                _ => format!("{INDENT}{}  ", pad(label, label_width)),
            };
            text.push_str(&self.lines(&lead, Ink::Plain, &printable(said)));
        }
        text + &self.lines(INDENT, Ink::Plain, &printable(finding.explanation.get(self.language)))
    }

    /// What a finding or a doubt is about.
    fn scope(self, form: &Form, scope: Scope) -> String {
        let row = |table: &str, row: usize| match table {
            "funds" => form.funds.get(row).map(|fund| fund.item.text()),
            _ => form.indicators.get(row).map(|indicator| indicator.level3.text()),
        };
        printable(&scope_name(scope, row, self.language))
    }

    /// Each doubt once, with all that it is about.
    fn doubts(self, form: &Form) -> String {
        let warnings = &form.warnings;
        if warnings.is_empty() {
            return String::new();
        }
        let heading = Message::ShowDoubts.fill(self.language, &[("count", &warnings.len())]);
        let mut text = format!("\n{}", self.lines("", Ink::Strong, &heading));
        let mut told: Vec<(&Warning, Vec<Scope>)> = Vec::new();
        for warning in warnings {
            let same = |other: &Warning| {
                (other.kind, other.page, &other.message) == (warning.kind, warning.page, &warning.message)
            };
            match told.iter_mut().find(|(other, _)| same(other)) {
                Some((_, scopes)) => scopes.push(warning.scope),
                None => told.push((warning, vec![warning.scope])),
            }
        }
        for (warning, scopes) in told {
            let page = Message::ShowPage.fill(self.language, &[("page", &warning.page)]);
            let scopes: Vec<String> = scopes.into_iter().map(|scope| self.scope(form, scope)).collect();
            let separator = self.language.comma();
            let kind = doubt_name(warning.kind.id(), self.language);
            let head = [kind, &scopes.join(separator), &page].join(" · ");
            text.push_str(&self.lines("?  ", Ink::Plain, &head));
            text.push_str(&self.lines(INDENT, Ink::Plain, &printable(warning.message.get(self.language))));
        }
        text
    }

    fn foot(self, audited: &AuditedForm) -> String {
        let told = rounding::told(audited.recomputed.rounding, self.language);
        let rounding = Message::ShowRounding.fill(self.language, &[("rounding", &told)]);
        let confirmed = confirmed_message(audited.confirmed).map(|message| message.text(self.language));
        let facts: Vec<&str> = std::iter::once(rounding.as_str()).chain(confirmed).collect();
        format!("\n{}", self.lines("", Ink::Faint, &facts.join(" · ")))
    }
}
