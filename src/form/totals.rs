//! 总分 and 评分等级: in the columns of the indicators, beside their labels, below them, or in one cell with them; at the foot of the form, or in
//! its head.

use rust_decimal::Decimal;

use super::blocks::Blocks;
use super::choice::{self, Choice};
use super::columns::Columns;
use super::fields::one_figure;
use super::ledger::{Ledger, Role};
use super::model::{Field, FieldName, FundRow, Indicator, Value};
use super::row::{Row, RowKind};
use super::vocabulary::{
    GRADES, Label, Part, is_grade, is_score, key_of_label, labels_in, lists_grades, score_and_grade,
};
use crate::digits::has_digit;
use crate::figure::{self, Figure};
use crate::language::{Bilingual, bilingual};
use crate::place::Place;
use crate::table::Cell;
use crate::warning::WarningKind;

/// What the form says of itself as a whole.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// 总分 of the 分值 column.
    pub weight: Field,
    /// 总分 of the 得分 column.
    pub score: Field,
    /// 评分等级.
    pub grade: Field,
}

/// Reads the totals and the grade.
pub(super) fn read(blocks: &Blocks, funds: &[FundRow], indicators: &[Indicator], ledger: &mut Ledger) -> Totals {
    let mut totals = Totals::default();
    let (header, above, foot) = blocks.at_last_header();
    let no_columns = Columns::default();
    let columns = header.map_or(&no_columns, |block| &block.columns);
    if let Some(row) = total_row(foot).or_else(|| total_above_header(blocks, columns)) {
        read_total(row, columns, &mut totals, ledger);
        if !states(row, Label::Total) && adds_up_indicators(&totals, funds, indicators, above) {
            (totals.weight, totals.score) = (Field::Absent, Field::Absent);
            for column in ["total_weight", "total_score"] {
                ledger.withdraw(FieldName::single(column), Role::Sum);
            }
        }
    }
    for row in foot
        .iter()
        .filter(|r| matches!(r.kind, RowKind::Total | RowKind::Grade | RowKind::Head))
    {
        read_labelled(row, None, &mut totals, ledger);
    }
    for (at, row) in above.iter().enumerate() {
        if matches!(
            row.kind,
            RowKind::Head | RowKind::Total | RowKind::Grade | RowKind::Body
        ) {
            read_labelled(row, above.get(at + 1), &mut totals, ledger);
        }
    }
    part_score_from_grade(&mut totals, ledger);
    totals
}

/// The row of the total: 总分, else 合计. The 合计 of a level is none; but one alone, with no indicator below it, which a page break has put
/// below a level's label, is.
fn total_row<'r, 't>(foot: &'r [Row<'t>]) -> Option<&'r Row<'t>> {
    let mut totals = foot.iter().filter(|r| r.kind == RowKind::Total);
    let total = totals
        .clone()
        .find(|r| states(r, Label::Total))
        .or_else(|| totals.next());
    total.or_else(|| {
        let at = foot.iter().position(|r| r.kind == RowKind::Subtotal)?;
        let (sum, below) = foot.get(at..)?.split_first()?;
        let is_last = !below
            .iter()
            .any(|r| matches!(r.kind, RowKind::Body | RowKind::Subtotal));
        (is_last && states(sum, Label::Sum)).then_some(sum)
    })
}

/// The row of the total directly above the only header of the indicators, with a figure in each of its columns of points.
fn total_above_header<'s, 't>(blocks: &Blocks<'s, 't>, columns: &Columns) -> Option<&'s Row<'t>> {
    let [.., row, header] = blocks.above_header()? else {
        return None;
    };
    let is_figure = |label: Label| {
        let cells = columns
            .get(label)
            .map(|column| column.cells(&row.own))
            .unwrap_or_default();
        let texts = cells.iter().map(|c| Figure::parse(c.text()));
        let figures: Vec<_> = texts.flatten().collect();
        cells.len() == 1 && figures.len() == 1
    };
    let is_above = row.kind == RowKind::Total && row.number + 1 == header.number && states(row, Label::Total);
    (is_above && is_figure(Label::Weight) && is_figure(Label::Score)).then_some(row)
}

/// Whether 合计 is of the indicators alone: it is the sum of their 得分, and of their 分值, which are not all the points of a form; or the form
/// has another total in its head.
fn adds_up_indicators(totals: &Totals, funds: &[FundRow], indicators: &[Indicator], head: &[Row]) -> bool {
    let sum = |of: fn(&Indicator) -> &Field| {
        let mut values = indicators.iter().filter_map(|row| of(row).value());
        values.try_fold(Decimal::ZERO, |sum, value| {
            figure::sum(sum, Figure::parse(&value.text)?.value)
        })
    };
    let stated = |field: &Field| Figure::parse(field.text()).map(|figure| figure.value);
    let may_be = match stated(&totals.weight) {
        Some(weight) => weight != Decimal::ONE_HUNDRED && sum(|row| &row.weight) == Some(weight),
        None => totals.weight == Field::Absent && head.iter().any(|r| states(r, Label::Total)),
    };
    let budget = funds.first().and_then(|row| stated(&row.score));
    let has_budget = budget.is_some_and(|score| !score.is_zero());
    let total = stated(&totals.score);
    may_be && has_budget && total.is_some() && sum(|row| &row.score) == total
}

fn states(row: &Row, wanted: Label) -> bool {
    let states = |cell: &&Cell| {
        let key = key_of_label(cell.text());
        labels_in(cell.text(), &key).iter().any(|(label, _)| *label == wanted)
    };
    row.own.iter().any(states)
}

/// The total row: figures under 分值 and 得分.
fn read_total(row: &Row, columns: &Columns, totals: &mut Totals, ledger: &mut Ledger) {
    let values = values(row);
    let figures: Vec<&Cell> = values.iter().copied().filter(|c| has_digit(c.text())).collect();
    let has_score = columns.get(Label::Score).is_some();
    match figures.as_slice() {
        // One figure alone that stands in no column of points is the score.
        [only] if has_score && !is_of_points(columns, only) => {
            totals.score = ledger.cell(FieldName::single("total_score"), only);
        }
        _ => {
            totals.weight = under(&values, columns, Label::Weight, "total_weight", ledger);
            totals.score = under(&values, columns, Label::Score, "total_score", ledger);
        }
    }
    let value = |field: &Field| Figure::parse(field.text()).map(|figure| figure.value);
    if let ([only], Some(weight)) = (figures.as_slice(), value(&totals.weight))
        && (weight != Decimal::ONE_HUNDRED || !has_score)
    {
        for column in ["total_weight", "total_score"] {
            ledger.not_understood(FieldName::single(column), only, lone_figure(only.text()));
        }
    }
    // A grade may end the row without a label.
    if totals.grade == Field::Absent
        && let Some(cell) = values.iter().find(|c| is_grade(c.text()))
    {
        totals.grade = ledger.cell(FieldName::single("grade"), cell);
    }
}

fn below_words(text: &str) -> Bilingual {
    bilingual!(
        "“{text}”在“得分”字样之下，不一定是总分；请对照原件",
        "\"{text}\" stands below the word for a score, and may not be the total; compare with the page"
    )
}

fn lone_figure(text: &str) -> Bilingual {
    bilingual!(
        "总分一行只有“{text}”，在分值之下，但可能是得分；请对照原件",
        "the row of the total has \"{text}\" alone, below the weights: it may be the score; compare with the page"
    )
}

/// Whether a cell stands under 分值 alone, or under 得分.
fn is_of_points(columns: &Columns, cell: &Cell) -> bool {
    columns.covered_by(cell).eq([Label::Weight]) || covers_score(columns, cell)
}

fn covers_score(columns: &Columns, cell: &Cell) -> bool {
    columns.covered_by(cell).any(|label| label == Label::Score)
}

/// The cells of a total row that are neither labels, nor beside the label of the grade.
fn values<'t>(row: &Row<'t>) -> Vec<&'t Cell> {
    let grade = beside(row, Label::Grade);
    let is_value = |cell: &&Cell| {
        let key = key_of_label(cell.text());
        labels_in(cell.text(), &key).is_empty() && !grade.is_some_and(|grade| std::ptr::eq(grade, *cell))
    };
    row.own.iter().copied().filter(is_value).collect()
}

/// The figure of the total row in one column. A cell over both columns holds the score.
fn under(values: &[&Cell], columns: &Columns, label: Label, column: &'static str, ledger: &mut Ledger) -> Field {
    let Some(place) = columns.get(label) else {
        return Field::Absent;
    };
    let own = place.cells(values);
    match own.as_slice() {
        [] => Field::Absent,
        [one] if label == Label::Weight && covers_score(columns, one) => Field::Absent,
        own => one_figure(own, label, FieldName::single(column), ledger),
    }
}

/// What stands beside, behind or below the labels in a row. What is there already stays, unless it is blank.
fn read_labelled(row: &Row, below: Option<&Row>, totals: &mut Totals, ledger: &mut Ledger) {
    for cell in &row.own {
        let key = key_of_label(cell.text());
        for (label, value) in labels_in(cell.text(), &key) {
            let (slot, column) = match label {
                Label::Total => (&mut totals.score, "total_score"),
                Label::Sum if row.kind == RowKind::Total && !value.is_empty() => (&mut totals.score, "total_score"),
                Label::Grade => (&mut totals.grade, "grade"),
                _ => continue,
            };
            if !slot.text().is_empty() {
                if label == Label::Total {
                    let other = beside(row, label).filter(|next| is_lone_score(next, row) && !ledger.has_taken(next));
                    let other = if value.is_empty() {
                        other.map_or("", Cell::text)
                    } else {
                        value
                    };
                    warn_of_two_totals(slot, other, Some(cell.place()), ledger);
                }
                continue;
            }
            let before = ledger.mark();
            let options = if label == Label::Grade {
                offered(row)
            } else {
                Vec::new()
            };
            let found = if !options.is_empty() {
                take_offered(&options, ledger)
            } else if value.is_empty() {
                let beside = beside(row, label)
                    .filter(|next| !is_conclusion(&key) || is_grade(next.text()))
                    .filter(|next| label == Label::Grade || is_lone_score(next, row) && !ledger.has_taken(next));
                let value = beside.or_else(|| {
                    let found = below_label(cell, below?)?;
                    if row.kind == RowKind::Body {
                        // A row of words may be a header that was not known, and this the score of one row below it.
                        let name = FieldName::single(column);
                        ledger.not_understood(name, found, below_words(found.text()));
                    }
                    Some(found)
                });
                value.map_or(Field::Absent, |value| ledger.cell(FieldName::single(column), value))
            } else {
                ledger.part(FieldName::single(column), cell, value)
            };
            // A label without its value is no blank total where the row of the total has none.
            if found != Field::Absent && (*slot == Field::Absent || !found.text().is_empty()) {
                *slot = found;
            } else {
                ledger.withdraw_to(before);
            }
        }
    }
    if let Field::Cell(value) = &mut totals.grade {
        match choice::read(&value.text) {
            Choice::None if lists_grades(&value.text) => {
                let message = Bilingual::new(
                    format!("“{}”中未能认出选了哪个等级；请对照原件", value.text),
                    format!(
                        "which grade of \"{}\" was chosen was not recognised; compare with the page",
                        value.text
                    ),
                );
                ledger.doubt(
                    FieldName::single("grade"),
                    value.place,
                    WarningKind::ValueNotFound,
                    message,
                );
                value.text.clear();
            }
            Choice::None => {}
            Choice::One(grade) => value.text = grade.to_owned(),
            Choice::Blank => value.text.clear(),
            Choice::Several => ledger.doubt(
                FieldName::single("grade"),
                value.place,
                WarningKind::ValueNotFound,
                bilingual!(
                    "“{}”勾选了不止一个等级；请对照原件",
                    "\"{}\" has more than one grade ticked; compare with the page",
                    value.text
                ),
            ),
        }
    }
}

/// A form has one total: where another one is printed, it may be the other.
pub(super) fn warn_of_two_totals(total: &Field, other: &str, place: Option<Place>, ledger: &mut Ledger) {
    let value = |text: &str| Figure::parse(text).map(|figure| figure.value);
    // The full marks are no other total.
    let other_value = value(other).filter(|value| *value != Decimal::ONE_HUNDRED);
    if let (Some(total_value), Some(other_value)) = (value(total.text()), other_value)
        && total_value != other_value
    {
        let total = total.text();
        let message = bilingual!(
            "印有两个总分：“{total}”与“{other}”；请对照原件",
            "two totals are printed, \"{total}\" and \"{other}\"; compare with the page"
        );
        ledger.not_understood_at(FieldName::single("total_score"), place, message);
    }
}

/// The cell right of a label.
fn beside<'t>(row: &Row<'t>, label: Label) -> Option<&'t Cell> {
    let is_label = |c: &Cell| Part::Totals.label(c.text());
    let at = row.own.iter().position(|c| is_label(c) == Some(label))?;
    row.own.get(at + 1).copied().filter(|value| is_label(value).is_none())
}

/// The grades to choose from, where each stands in a cell of its own right of the label, and the boxes between them: `优 | √ | 良 | |`.
fn offered<'t>(row: &Row<'t>) -> Vec<&'t Cell> {
    let label = row
        .own
        .iter()
        .position(|c| Part::Totals.label(c.text()) == Some(Label::Grade));
    let right = label.and_then(|at| row.own.get(at + 1..)).unwrap_or_default();
    let is_option = |c: &&Cell| is_grade_offered(c.text());
    if right.iter().filter(|c| is_option(c)).count() < 2 {
        return Vec::new();
    }
    let is_of_choice = |c: &&&Cell| is_option(c) || c.text().is_empty() || c.text().contains(choice::is_mark);
    right.iter().take_while(is_of_choice).copied().collect()
}

/// A grade with its box, or without: 优, 优□, 优（S≥90）√.
fn is_grade_offered(text: &str) -> bool {
    let bare = text.trim_start_matches(|c| choice::is_mark(c) || c == ' ');
    let grade = GRADES.iter().find_map(|grade| bare.strip_prefix(grade));
    grade.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// The grade as a choice, blank where no box is there to be ticked.
fn take_offered(cells: &[&Cell], ledger: &mut Ledger) -> Field {
    let mut field = ledger.cells(FieldName::single("grade"), cells);
    if let Field::Cell(value) = &mut field {
        let texts: Vec<&str> = cells.iter().map(|c| c.text()).collect();
        let is_marked = texts.iter().any(|text| text.contains(choice::is_mark));
        value.text = if is_marked { texts.join(" ") } else { String::new() };
    }
    field
}

/// Whether a cell can be the score beside its label: of two figures in a row we would not know which one is.
fn is_lone_score(value: &Cell, row: &Row) -> bool {
    let at = row.own.iter().position(|c| std::ptr::eq(*c, value));
    let next = at.and_then(|at| row.own.get(at + 1));
    is_score(value.text()) && next.is_none_or(|next| Figure::parse(next.text()).is_none())
}

/// The score below its label.
fn below_label<'t>(label: &Cell, below: &Row<'t>) -> Option<&'t Cell> {
    let is_below = |c: &&&Cell| {
        (c.bbox.x0, c.bbox.x1) == (label.bbox.x0, label.bbox.x1) && is_score(c.text()) && has_digit(c.text())
    };
    below.own.iter().find(is_below).copied()
}

/// 自评结论 and 自评结果 have a grade beside them, or prose.
fn is_conclusion(key: &str) -> bool {
    key.ends_with("结论") || key.ends_with("结果")
}

/// Parts a score from the grade that stands in its cell.
fn part_score_from_grade(totals: &mut Totals, ledger: &mut Ledger) {
    let Field::Cell(value) = &mut totals.score else {
        return;
    };
    let (score, grade) = score_and_grade(&value.text);
    if grade.is_empty() {
        return;
    }
    let (score, grade) = (score.to_owned(), grade.to_owned());
    if totals.grade.text().is_empty() {
        ledger.share(FieldName::single("total_score"), FieldName::single("grade"));
        totals.grade = Field::Cell(Value {
            text: grade,
            ..value.clone()
        });
    }
    value.text = score;
}
