//! 预期目标 and 实际完成情况: below their headings, or beside them.

use super::columns::Columns;
use super::model::{Field, Form};
use super::rows::{RowKind, Segment};
use super::take::Taker;
use super::vocabulary::{Label, Part};
use crate::table::Cell;

/// Reads the goals.
pub(super) fn read(segment: &Segment, form: &mut Form, taker: &mut Taker) {
    let rows = &segment.rows;
    for (at, row) in rows.iter().enumerate().filter(|(_, r)| r.kind == RowKind::Goals) {
        let columns = Columns::of(row, Part::Goals);
        for (label, path) in [(Label::Goal, "expected_goal"), (Label::Result, "actual_result")] {
            let Some(column) = columns.get(label) else { continue };
            let slot = if label == Label::Goal {
                &mut form.expected_goal
            } else {
                &mut form.actual_result
            };
            if *slot != Field::Absent {
                continue;
            }
            let beside: Vec<&Cell> = row
                .own
                .iter()
                .filter(|c| c.bbox.x0 >= column.x1 && Part::Goals.label(c.text()).is_none())
                .take(1)
                .copied()
                .collect();
            let below: Vec<&Cell> = rows
                .iter()
                .skip(at + 1)
                .take_while(|r| r.kind == RowKind::Body)
                .flat_map(|r| column.cells(&r.own))
                .collect();
            *slot = taker.cells(path, if beside.is_empty() { &below } else { &beside });
        }
    }
}
