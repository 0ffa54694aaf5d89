//! The invariants: each lists what breaks it.

use std::collections::BTreeSet;

use fuhe::audit::{AuditedForm, Examined};
use fuhe::form::model::{Field, FieldName};
use fuhe::geometry::Rect;
use fuhe::pdf::{Glyph, Page, Visibility};
use fuhe::place::Place;
use fuhe::table::{Block, Cell};
use fuhe::text::as_drawn;
use unicode_normalization::UnicodeNormalization;

/// Lists what breaks an invariant in a document.
pub type Invariant = fn(&Examined) -> Vec<String>;

/// All of them.
pub const ALL: [Invariant; 4] = [
    lost_glyphs,
    blanks_that_are_none,
    values_out_of_thin_air,
    words_about_nothing,
];

/// How far a glyph may stand out of the box that holds it, in thousandths of a point: boxes are those of the cells, to the middle of their lines.
const SLACK: i32 = 1_000;

fn wider(rect: Rect) -> Rect {
    Rect::new(rect.x0 - SLACK, rect.y0 - SLACK, rect.x1 + SLACK, rect.y1 + SLACK)
}

fn shown(page: &Page) -> impl Iterator<Item = &Glyph> {
    page.glyphs
        .iter()
        .filter(|glyph| glyph.visibility == Visibility::Shown && !glyph.is_space())
}

/// Characters that are shown, and are in the text of no cell, no line and no aside. A cell that is cut by the end of a page has its text in one
/// piece, so that they are compared over the whole document.
pub fn lost_glyphs(examined: &Examined) -> Vec<String> {
    let mut held = String::new();
    for block in &examined.tables.blocks {
        match block {
            Block::Table(table) => held.extend(table.cells.iter().map(Cell::text)),
            Block::Line(line) => held += line.text(),
        }
    }
    held.extend(examined.tables.asides.iter().map(|aside| aside.text.as_str()));
    let glyphs = examined.pages.iter().flat_map(shown);
    let printed: String = glyphs.filter_map(|glyph| glyph.character).collect();
    let lost = without(&characters(&printed), &characters(&held));
    let lost: String = lost.into_iter().collect();
    if lost.is_empty() {
        Vec::new()
    } else {
        vec![format!("lost: {lost}")]
    }
}

/// What of one sorted list is not in the other.
fn without(all: &[char], taken: &[char]) -> Vec<char> {
    let mut taken = taken.iter().peekable();
    let mut rest = Vec::new();
    for c in all {
        while taken.next_if(|other| *other < c).is_some() {}
        if taken.next_if_eq(&c).is_none() {
            rest.push(*c);
        }
    }
    rest
}

/// Every field of the forms, with its form and name.
fn fields(examined: &Examined) -> impl Iterator<Item = (&AuditedForm, FieldName, &Field)> {
    examined.audited.forms.iter().flat_map(|form| {
        let fields = form.form.named_fields();
        fields.map(move |(name, field)| (form, name, field))
    })
}

fn glyphs_in(examined: &Examined, place: Place, inset: i32) -> Vec<&Glyph> {
    let page = examined.pages.iter().find(|page| page.number == place.page);
    let Rect { x0, y0, x1, y1 } = place.bbox;
    let held = Rect::new(
        x0 + inset,
        y0 + inset,
        (x1 - inset).max(x0 + inset),
        (y1 - inset).max(y0 + inset),
    );
    let glyphs = page.into_iter().flat_map(shown);
    glyphs.filter(|glyph| held.contains(glyph.bbox.center())).collect()
}

/// Blank fields in whose cell something stands, without a warning.
pub fn blanks_that_are_none(examined: &Examined) -> Vec<String> {
    let mut broken = Vec::new();
    for (form, name, field) in fields(examined).filter(|(_, _, field)| field.is_blank()) {
        let is_warned = form.form.warnings.iter().any(|warning| warning.scope.covers(name));
        let Some(place) = field.place().filter(|_| !is_warned) else {
            continue;
        };
        let known = examined.tables.asides.iter().filter(|aside| aside.kind.is_no_content());
        let known: Vec<Rect> = known.map(|aside| wider(aside.turn.as_shown(aside.bbox))).collect();
        let glyphs = glyphs_in(examined, place, SLACK);
        let glyphs = glyphs
            .into_iter()
            .filter(|glyph| !known.iter().any(|aside| aside.contains(glyph.bbox.center())));
        let text: String = glyphs.map(|glyph| glyph.character.unwrap_or('\u{FFFD}')).collect();
        let page = examined.pages.iter().find(|page| page.number == place.page).unwrap();
        let inner = Rect::new(
            place.bbox.x0 + SLACK,
            place.bbox.y0 + SLACK,
            place.bbox.x1 - SLACK,
            place.bbox.y1 - SLACK,
        );
        let marks = page.marks.iter().filter(|mark| inner.contains(mark.bbox.center()));
        let marks = marks
            .filter(|mark| !known.iter().any(|aside| aside.contains(mark.bbox.center())))
            .count();
        if !text.is_empty() || marks > 0 {
            broken.push(format!("{name} is blank, and {text:?} and {marks} marks stand there"));
        }
    }
    broken
}

/// Compatible forms of the characters of a text that are seen, as they are drawn.
fn characters(text: &str) -> Vec<char> {
    let is_seen = |c: &char| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}');
    let mut all: Vec<char> = text.chars().map(as_drawn).nfkc().filter(is_seen).collect();
    all.sort_unstable();
    all
}

/// Values without a place, or of characters that are not printed there.
pub fn values_out_of_thin_air(examined: &Examined) -> Vec<String> {
    let mut broken = Vec::new();
    for (form, name, field) in fields(examined).filter(|(_, _, field)| !field.text().is_empty()) {
        let Some(place) = field.place() else {
            broken.push(format!("{name} {:?} has no place", field.text()));
            continue;
        };
        let is_warned = form.form.warnings.iter().any(|warning| warning.scope.covers(name));
        let text: String = glyphs_in(examined, place, -SLACK)
            .iter()
            .filter_map(|glyph| glyph.character)
            .collect();
        // A cell that is cut by the end of its page goes on on the next one.
        let next = examined.pages.iter().find(|page| page.number == place.page + 1);
        let next: String = next
            .into_iter()
            .flat_map(shown)
            .filter_map(|glyph| glyph.character)
            .collect();
        let missing = without(&characters(field.text()), &characters(&text));
        let missing: String = without(&missing, &characters(&next)).into_iter().collect();
        if !missing.is_empty() && !is_warned {
            broken.push(format!(
                "{name} {:?}: {missing:?} is not printed there, but {text:?}",
                field.text()
            ));
        }
    }
    broken
}

/// Warnings and findings about fields that there are not.
pub fn words_about_nothing(examined: &Examined) -> Vec<String> {
    let mut broken = Vec::new();
    for audited in &examined.audited.forms {
        let form = &audited.form;
        let mut names: BTreeSet<String> = form.named_fields().map(|(name, _)| name.to_string()).collect();
        names.extend(["", "funds", "indicators"].map(str::to_owned));
        names.extend((0..form.funds.len()).map(|row| format!("funds[{row}]")));
        names.extend((0..form.indicators.len()).map(|row| format!("indicators[{row}]")));
        let warned = form.warnings.iter().map(|warning| ("a warning", warning.scope));
        let found = audited
            .findings
            .iter()
            .map(|finding| ("a finding", finding.field.into()));
        let unknown = warned
            .chain(found)
            .filter(|(_, field)| !names.contains(&field.to_string()));
        broken.extend(unknown.map(|(what, field)| format!("{what} is about {field}, which there is not")));
    }
    broken
}
