//! Names, goals, the unit of amounts and the grade that were not found: a label that could not be read may be theirs.

use super::blocks::{BlockKind, Blocks};
use super::doubts;
use super::ledger::Ledger;
use super::model::{Field, FieldName, Form};
use super::row::{Row, RowKind, head_label};
use super::vocabulary::{GRADES, Label, Part, is_grade, is_other_column, may_be_cut};
use crate::figure::is_placeholder;
use crate::language::{Bilingual, bilingual};
use crate::place::Place;
use crate::table::Cell;
use crate::warning::WarningKind;

/// The names of the head, and their labels.
const NAMES: [(&str, Label); 3] = [
    ("project_name", Label::ProjectName),
    ("department", Label::Department),
    ("unit", Label::Unit),
];

/// Says which of them were not found, and may stand beside or below a label that could not be read.
pub(super) fn warn(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    warn_of_names(blocks, form, ledger);
    warn_of_goals(blocks, form, ledger);
    warn_of_unit(blocks, form, ledger);
    warn_of_grade(blocks, form, ledger);
    warn_of_lines(blocks, form, ledger);
}

/// A cell above the indicators that is in doubt and no label; in the head a blank one, or a piece of a label, with a text beside it that no field
/// took.
fn warn_of_names(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let fields = [&form.project_name, &form.department, &form.unit];
    let lost = NAMES.into_iter().zip(fields).filter(|(_, field)| is_lost(field));
    let lost: Vec<(&str, Label)> = lost.map(|(name, _)| name).collect();
    if lost.is_empty() {
        return;
    }
    let head = blocks.all.iter().filter(|block| block.kind == BlockKind::Head);
    let beside_values = head
        .flat_map(|block| block.rows)
        .flat_map(|row| beside_values(row, ledger));
    let beside_values: Vec<&Cell> = beside_values.collect();
    let in_doubt = first_in_doubt(blocks, ledger);
    for (name, label) in lost {
        let is_piece = |c: &&Cell| c.text().is_empty() || may_be_cut(Part::Head, c.text(), label);
        if let Some(cell) = in_doubt.or_else(|| beside_values.iter().copied().find(is_piece)) {
            warn_of_label(name, cell, ledger);
        }
    }
}

/// The same cell in doubt; in the row of the goals' labels one that is in doubt whatever took it, and a blank one over a text.
fn warn_of_goals(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let goals = [
        ("expected_goal", &form.expected_goal),
        ("actual_result", &form.actual_result),
    ];
    if goals.iter().all(|(_, field)| !is_lost(field)) {
        warn_of_blank_heading(blocks, ledger);
        return;
    }
    let headers = blocks.all.iter().filter(|block| block.kind == BlockKind::Goals);
    let mut headings = headers.filter_map(|block| block.rows.first()).flat_map(|row| &row.own);
    let heading = headings.find(|c| is_in_doubt(c) && !is_label(c.text())).copied();
    let cell = heading
        .or_else(|| blank_heading(blocks))
        .or_else(|| first_in_doubt(blocks, ledger));
    let Some(cell) = cell else { return };
    for (name, _) in goals.into_iter().filter(|(_, field)| is_lost(field)) {
        warn_of_label(name, cell, ledger);
    }
    warn_of_blank_heading(blocks, ledger);
}

/// What stands below a heading of the goals that is blank may have gone to the other one.
fn warn_of_blank_heading(blocks: &Blocks, ledger: &mut Ledger) {
    let Some(cell) = blank_heading(blocks) else { return };
    for name in ["expected_goal", "actual_result"] {
        warn_of_label(name, cell, ledger);
    }
}

/// A blank cell between the labels of the goals, with a text below it.
fn blank_heading<'t>(blocks: &Blocks<'_, 't>) -> Option<&'t Cell> {
    let goals = blocks.all.iter().filter(|block| block.kind == BlockKind::Goals);
    let mut rows = goals.filter_map(|block| match block.rows {
        [header, below, ..] if below.kind == RowKind::Body => Some((header, below)),
        _ => None,
    });
    rows.find_map(|(header, below)| {
        let is_over_text = |c: &&&Cell| {
            let below = below
                .own
                .iter()
                .find(|b| (b.bbox.x0, b.bbox.x1) == (c.bbox.x0, c.bbox.x1));
            c.text().is_empty() && below.is_some_and(|b| !is_placeholder(b.text()))
        };
        header.own.iter().find(is_over_text).copied()
    })
}

/// The label of the funds names the unit: it is in doubt, or blank.
fn warn_of_unit(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    if !is_lost(&form.amount_unit) {
        let mut labels = blocks.all.iter().filter_map(|block| block.label);
        if let Some(label) = labels.find(|label| label.doubt.mixed) {
            warn_of_label("amount_unit", label, ledger);
        }
        return;
    }
    let headers = blocks.all.iter().filter(|block| block.kind == BlockKind::Funds);
    let headers = headers.filter_map(|block| Some((block, block.header()?)));
    let mut labels = headers.filter_map(|(block, header)| {
        let first = header.own.first()?;
        // Above the names of the funds stands nothing.
        let is_blank = block.label.is_none() && first.text().is_empty() && first.row_span > 1;
        is_blank
            .then_some(*first)
            .or(block.label.filter(|label| is_in_doubt(label)))
    });
    let label = labels.next().or_else(|| first_in_doubt(blocks, ledger));
    if let Some(label) = label {
        warn_of_label("amount_unit", label, ledger);
    }
}

/// A grade that no field took, alone or behind a piece of its label; or at the foot a cell in doubt that is no label.
fn warn_of_grade(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    if !is_lost(&form.grade) {
        return;
    }
    let (_, _, below) = blocks.at_last_header();
    let says_grade = |text: &str| {
        let piece = GRADES.iter().find_map(|grade| text.strip_suffix(grade));
        is_grade(text) || piece.is_some_and(|piece| may_be_cut(Part::Totals, piece, Label::Grade))
    };
    let mut cells = below.iter().flat_map(|row| row.own.iter().copied());
    let grade = cells.find(|c| says_grade(c.text()) && !ledger.has_taken(c));
    let foot = blocks.all.iter().filter(|block| block.kind == BlockKind::Foot);
    let mut foot = foot
        .flat_map(|block| block.rows)
        .flat_map(|row| row.own.iter().copied());
    if let Some(grade) = grade.or_else(|| foot.find(|c| is_lost_label(c, ledger))) {
        warn_of_label("grade", grade, ledger);
    }
}

/// A blank cell of the first or last row, and a line outside the table right above or below it that is nothing else: it may be its text.
fn warn_of_lines(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let fields = form.named_fields();
    let blank = fields.filter(|(name, field)| name.table.is_empty() && is_lost(field));
    let blank: Vec<(FieldName, Place)> = blank.filter_map(|(name, field)| Some((name, field.place()?))).collect();
    if blank.is_empty() {
        return;
    }
    let mut lines = blocks.lines_above();
    lines.extend(blocks.lines_below());
    for line in lines
        .iter()
        .filter(|line| ledger.is_left_over(line))
        .collect::<Vec<_>>()
    {
        let (place, height) = (line.line().place(), line.line().size);
        let is_at = |cell: &Place| {
            let (line, cell) = (place.bbox, cell.bbox);
            let middle = line.center();
            let gap = (cell.y0 - line.y1).max(line.y0 - cell.y1);
            (cell.x0..cell.x1).contains(&middle.x) && !(cell.y0..cell.y1).contains(&middle.y) && gap <= height
        };
        for (name, _) in blank.iter().filter(|(_, cell)| cell.page == place.page && is_at(cell)) {
            ledger.doubt(*name, Some(place), WarningKind::UnreadInk, doubts::beside());
        }
    }
}

fn is_lost(field: &Field) -> bool {
    field.text().is_empty()
}

/// The first cell above the indicators that is in doubt, is no label, and which no field took.
fn first_in_doubt<'t>(blocks: &Blocks<'_, 't>, ledger: &Ledger) -> Option<&'t Cell> {
    let mut cells = blocks.above_indicators().iter().flat_map(|row| row.own.iter().copied());
    cells.find(|c| is_lost_label(c, ledger))
}

/// Whether a cell is in doubt, is no label, and no field took it.
fn is_lost_label(cell: &Cell, ledger: &Ledger) -> bool {
    is_in_doubt(cell) && !is_label(cell.text()) && !ledger.has_taken(cell)
}

/// The cells of a row that stand beside a text which no field took, and hold none themselves.
fn beside_values<'r, 't>(row: &'r Row<'t>, ledger: &'r Ledger) -> impl Iterator<Item = &'t Cell> + use<'r, 't> {
    let is_value = |c: &Cell| !is_placeholder(c.text()) && !ledger.has_taken(c) && head_label(c.text()).is_none();
    let pairs = row.own.iter().copied().zip(row.own.iter().copied().skip(1));
    let pairs = pairs.filter(move |(label, value)| is_value(value) && !ledger.has_taken(label));
    pairs.map(|(label, _)| label)
}

fn is_in_doubt(cell: &Cell) -> bool {
    let doubt = cell.doubt;
    let is_unknown = cell.content.unmapped > 0 || cell.content.doubtful > 0;
    doubt.ink || doubt.mixed || doubt.overflow || doubt.torn.is_some() || is_unknown
}

fn is_label(text: &str) -> bool {
    let parts = [Part::Funds, Part::Goals, Part::Indicators, Part::Totals];
    head_label(text).is_some() || parts.iter().any(|part| part.label(text).is_some()) || is_other_column(text)
}

fn warn_of_label(name: &'static str, cell: &Cell, ledger: &mut Ledger) {
    let kind = if cell.doubt.ink {
        WarningKind::UnreadInk
    } else {
        WarningKind::NotUnderstood
    };
    let name = FieldName::single(name);
    if !ledger.doubts(name) {
        ledger.warn(name, cell, kind, no_label(cell.text()));
    }
}

fn no_label(text: &str) -> Bilingual {
    if text.is_empty() {
        return Bilingual::new(
            "表中有一格像是这一项的标签，却没有读到文字；请看原件",
            "a cell that may be its label has no text that could be read; look at the page",
        );
    }
    bilingual!(
        "没有找到这一项的标签，可能与“{text}”有关；请对照原件",
        "its label was not found, and may have to do with \"{text}\"; compare with the page"
    )
}
