//! 总分 and 评分等级.

use super::columns::Columns;
use super::model::{Field, Form};
use super::rows::{Row, RowKind, Segment};
use super::take::Taker;
use super::vocabulary::{Label, Part};
use crate::table::Cell;

/// Reads the totals, in the columns of the indicators, and the grade, beside its label.
pub(super) fn read(segment: &Segment, form: &mut Form, taker: &mut Taker) {
    let header = segment.rows.iter().rposition(|r| r.kind == RowKind::IndicatorHeader);
    let columns = header
        .and_then(|at| segment.rows.get(at))
        .map(|r| Columns::of(r, Part::Indicators))
        .unwrap_or_default();
    for row in segment.rows.iter().skip(header.map_or(0, |at| at + 1)) {
        if row.kind == RowKind::Total && form.total_score == Field::Absent {
            form.total_weight = total(row, &columns, Label::Weight, "total_weight", taker);
            form.total_score = total(row, &columns, Label::Score, "total_score", taker);
            if form.total_score == Field::Absent && is_only_figure(row, form) && columns.get(Label::Score).is_some() {
                form.total_score = beside_label(row, Label::Total, "total_score", taker);
            }
        }
        if matches!(row.kind, RowKind::Total | RowKind::Grade) && form.grade == Field::Absent {
            form.grade = beside_label(row, Label::Grade, "grade", taker);
        }
    }
}

/// The figure of the total row in one column. A cell over both columns holds the score.
fn total(row: &Row, columns: &Columns, label: Label, path: &str, taker: &mut Taker) -> Field {
    let Some(column) = columns.get(label) else {
        return Field::Absent;
    };
    let is_value = |c: &&&Cell| Part::Totals.label(c.text()).is_none();
    let own: Vec<&Cell> = column.cells(&row.own).iter().filter(is_value).copied().collect();
    match own.as_slice() {
        [] => Field::Absent,
        [one] if label == Label::Weight && columns.covered_by(one).contains(&Label::Score) => Field::Absent,
        _ => taker.cells(path, &own),
    }
}

/// Whether one figure alone stands in the row, and not under the weights: then it is the score, whatever column it stands in.
fn is_only_figure(row: &Row, form: &Form) -> bool {
    let has_digit = |c: &&&Cell| c.text().chars().any(char::is_numeric);
    form.total_weight == Field::Absent && row.own.iter().filter(has_digit).count() == 1
}

fn beside_label(row: &Row, label: Label, path: &str, taker: &mut Taker) -> Field {
    let is_label = |c: &Cell| Part::Totals.label(c.text());
    let at = row.own.iter().position(|c| is_label(c) == Some(label));
    at.and_then(|i| row.own.get(i + 1))
        .filter(|value| is_label(value).is_none())
        .map_or(Field::Absent, |value| taker.cell(path, value))
}
