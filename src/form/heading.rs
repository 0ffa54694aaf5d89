//! Title, year and unit of amounts: the lines above the table, or its first rows.

use unicode_normalization::UnicodeNormalization;

use super::head::labelled;
use super::ledger::Taker;
use super::model::{Field, FieldName, Form, Value};
use super::row::RowKind;
use super::segment::Segment;
use super::vocabulary::{Label, Part};
use super::year;
use crate::place::Place;
use crate::table::{Cell, is_form_title};

/// A text of the heading and its place.
struct Heading<'t> {
    text: &'t str,
    place: Place,
}

/// Reads title, year and unit of amounts.
pub(super) fn read(segment: &Segment, form: &mut Form) {
    let heading = heading(segment);
    let title = heading.iter().rposition(|h| is_form_title(h.text));
    if let Some(h) = title.and_then(|i| heading.get(i)) {
        form.title = cell(without_year(h.text), h.place);
    }
    form.year = year(segment, &heading, title);
    form.amount_unit = amount_unit(segment, &heading);
}

fn cell(text: impl Into<String>, place: Place) -> Field {
    Field::Cell(Value {
        text: text.into(),
        place: Some(place),
        filled: false,
    })
}

/// The lines above the form and the rows before its first label.
fn heading<'t>(segment: &Segment<'t>) -> Vec<Heading<'t>> {
    let lines = segment.lines.iter().map(|l| Heading {
        text: l.text(),
        place: l.place(),
    });
    let rows = segment
        .rows
        .iter()
        .take_while(|r| matches!(r.kind, RowKind::Title | RowKind::Body));
    let cells = rows.flat_map(|r| r.own.iter()).filter(|c| !c.text().is_empty());
    lines
        .chain(cells.map(|c| Heading {
            text: c.text(),
            place: c.text_place(),
        }))
        .collect()
}

/// A title without the bracketed year behind it.
fn without_year(title: &str) -> &str {
    let open = title.rfind(['(', '（', '【', '〔', '[']);
    match open.map(|at| title.split_at(at)) {
        Some((name, tail)) if tail.contains('年') && tail.ends_with([')', '）', '】', '〕', ']']) => {
            name.trim_end()
        }
        _ => title,
    }
}

/// The year: behind the title, in it, or before it, where it is the most certain; else beside its label in the head.
fn year(segment: &Segment, heading: &[Heading], title: Option<usize>) -> Field {
    let title = title.unwrap_or(0);
    let (before, behind) = heading.split_at(title.min(heading.len()));
    let nearest = || behind.iter().skip(1).chain(behind.first()).chain(before.iter().rev());
    let years = nearest().filter_map(|h| year::find(h.text).map(|(year, certainty)| (year, certainty, h.place)));
    // Of the equally certain ones the nearest, which comes first.
    let best = years.min_by_key(|(_, certainty, _)| std::cmp::Reverse(*certainty));
    let blank = nearest().find(|h| year::is_blank(h.text));
    match (best, blank) {
        (Some((_, certainty, _)), Some(blank)) if certainty < year::Certainty::OfTheForm => cell("", blank.place),
        (Some((year, _, place)), _) => cell(year, place),
        (None, Some(blank)) => cell("", blank.place),
        (None, None) => year_beside_label(segment),
    }
}

fn year_beside_label(segment: &Segment) -> Field {
    let mut taker = Taker::default();
    let mut rows = segment.rows.iter().filter(|r| r.kind == RowKind::Head);
    let found = rows.find_map(|row| labelled(row, Label::Year, FieldName::single("year"), &mut taker));
    match found {
        Some(Field::Cell(value)) => {
            let text = year::alone(&value.text).unwrap_or_default();
            Field::Cell(Value { text, ..value })
        }
        _ => Field::Absent,
    }
}

/// The names of the fund rows, one of which may name the unit: 金额（万元）.
fn item_cells<'s, 't>(segment: &'s Segment<'t>) -> impl Iterator<Item = &'s &'t Cell> {
    let from_header = segment
        .rows
        .iter()
        .skip_while(|r| r.kind != RowKind::FundHeader)
        .skip(1);
    let rows = from_header.take_while(|r| r.kind == RowKind::Body);
    rows.filter_map(|r| r.own.first())
}

/// 万元 or 元: from the label of the fund block, the headers of its columns, their rows, or a line that names the unit.
fn amount_unit(segment: &Segment, heading: &[Heading]) -> Field {
    let in_block = |c: &&&Cell| Part::Head.label(c.text()) == Some(Label::FundsBlock);
    let in_header = segment
        .rows
        .iter()
        .filter(|r| matches!(r.kind, RowKind::FundHeader | RowKind::FundPairs))
        .flat_map(|r| r.own.iter());
    let cells = segment
        .rows
        .iter()
        .flat_map(|r| r.own.iter())
        .filter(in_block)
        .chain(in_header)
        .chain(item_cells(segment));
    let texts = cells
        .map(|c| (c.text(), c.text_place()))
        .chain(heading.iter().map(|h| (h.text, h.place)));
    for (text, place) in texts {
        if let Some(unit) = unit_in(text) {
            return cell(unit, place);
        }
    }
    Field::Absent
}

/// The unit that a label names: in brackets, or behind 单位.
pub(super) fn unit_in(text: &str) -> Option<&'static str> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let named = ["(", "单位:", ":", "单位", ","];
    let has = |unit: &str| named.iter().any(|before| plain.contains(&format!("{before}{unit}")));
    if has("万元") {
        Some("万元")
    } else if has("元") {
        Some("元")
    } else {
        None
    }
}
