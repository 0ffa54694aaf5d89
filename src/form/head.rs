//! 项目名称, 主管部门, 实施单位: a label, and its value beside it or behind its colon.

use super::model::{Field, Form, Value};
use super::rows::{RowKind, Segment, head_label};
use super::take::Taker;
use super::vocabulary::{Label, Part, label_and_value};

/// Reads the fields of the head; of a label that stands twice the first counts.
pub(super) fn read(segment: &Segment, form: &mut Form, taker: &mut Taker) {
    for row in segment.rows.iter().filter(|r| r.kind == RowKind::Head) {
        for (i, cell) in row.own.iter().enumerate() {
            let Some(label) = head_label(cell.text()) else { continue };
            let (slot, path) = match label {
                Label::ProjectName => (&mut form.project_name, "project_name"),
                Label::Department => (&mut form.department, "department"),
                Label::Unit => (&mut form.unit, "unit"),
                _ => continue,
            };
            if *slot != Field::Absent {
                continue;
            }
            let beside = row.own.get(i + 1).filter(|next| head_label(next.text()).is_none());
            *slot = match (label_and_value(Part::Head, cell.text()), beside) {
                (Some((_, value)), _) if !value.is_empty() => {
                    let place = Some(cell.text_place());
                    taker.cell(path, cell);
                    Field::Cell(Value {
                        text: value.to_owned(),
                        place,
                        filled: false,
                    })
                }
                (_, Some(next)) => taker.cell(path, next),
                (Some(_), None) => Field::Cell(Value {
                    text: String::new(),
                    place: Some(cell.place()),
                    filled: false,
                }),
                (None, None) => Field::Absent,
            };
        }
    }
}
