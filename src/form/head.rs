//! 项目名称, 主管部门, 实施单位: a label, and its value beside it or behind its colon.

use super::columns::Column;
use super::ledger::Taker;
use super::model::{Field, FieldName, Form, Value};
use super::row::{Row, RowKind, head_label};
use super::segment::Segment;
use super::vocabulary::{Label, Part, label_and_value};

/// Reads the fields of the head; of a label that stands twice the first counts, and 单位名称 only where no 实施单位 is named.
pub(super) fn read(segment: &Segment, form: &mut Form, taker: &mut Taker) {
    let mut take = |label: Label, slot: &mut Field, column: &'static str| {
        let mut rows = segment.rows.iter().filter(|r| r.kind == RowKind::Head);
        if *slot == Field::Absent {
            *slot = rows
                .find_map(|row| labelled(row, label, FieldName::single(column), taker))
                .unwrap_or_default();
        }
    };
    take(Label::ProjectName, &mut form.project_name, "project_name");
    take(Label::Department, &mut form.department, "department");
    take(Label::OtherDepartment, &mut form.department, "department");
    take(Label::Unit, &mut form.unit, "unit");
    take(Label::OtherUnit, &mut form.unit, "unit");
    if form.project_name == Field::Absent {
        form.project_name = project_below_heading(segment, taker).unwrap_or_default();
    }
}

/// The project that is named in the first column of the funds, below 项目名称.
fn project_below_heading(segment: &Segment, taker: &mut Taker) -> Option<Field> {
    let mut rows = segment.rows.iter().zip(segment.rows.iter().skip(1));
    rows.find_map(|(header, below)| {
        let is_header = header.kind == RowKind::FundHeader && below.kind == RowKind::Body;
        let heading = header.own.iter().filter(|_| is_header);
        let heading = heading
            .copied()
            .find(|c| head_label(c.text()) == Some(Label::ProjectName))?;
        let column = Column::over(Label::ProjectName, heading);
        let cell = below.own.iter().find(|c| column.is_under(c))?;
        Some(taker.cell(FieldName::single("project_name"), cell))
    })
}

/// The value of the first such label in a row.
pub(super) fn labelled(row: &Row, label: Label, name: FieldName, taker: &mut Taker) -> Option<Field> {
    let at = row.own.iter().position(|c| head_label(c.text()) == Some(label))?;
    let cell = row.own.get(at)?;
    let beside = row.own.get(at + 1).filter(|next| head_label(next.text()).is_none());
    match (label_and_value(Part::Head, cell.text()), beside) {
        (Some((_, value)), _) if !value.is_empty() => Some(taker.part(name, cell, value)),
        (_, Some(next)) => Some(taker.cell(name, next)),
        (Some(_), None) => Some(Field::Cell(Value {
            text: String::new(),
            place: Some(cell.place()),
            filled: false,
        })),
        (None, None) => None,
    }
}
