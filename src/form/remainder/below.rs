//! Names of the head whose place is blank, while words stand below their label, or further right: they may be the value.

use crate::form::blocks::Blocks;
use crate::form::ledger::Ledger;
use crate::form::model::{Form, Scope};
use crate::form::row::{Row, RowKind, head_label};
use crate::form::vocabulary::Label;
use crate::language::{Bilingual, bilingual};
use crate::table::Cell;

/// Says which names were found blank, or not at all, and may stand elsewhere around their label.
pub(super) fn warn_of_names(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let fields = [
        ("project_name", &form.project_name, &[Label::ProjectName][..]),
        (
            "department",
            &form.department,
            &[Label::Department, Label::OtherDepartment],
        ),
        ("unit", &form.unit, &[Label::Unit, Label::OtherUnit]),
    ];
    for (name, _, labels) in fields.into_iter().filter(|(_, field, _)| field.text().is_empty()) {
        let rows = blocks.segment.rows.as_slice();
        let below = rows.iter().skip(1).map(Some).chain([None]);
        let found = rows.iter().zip(below).find_map(|(row, below)| {
            let is_label = |c: &&&Cell| head_label(c.text()).is_some_and(|label| labels.contains(&label));
            let label = row.own.iter().find(is_label).filter(|_| row.kind == RowKind::Head)?;
            let below = below.filter(|below| below.number == row.number + 1 && below.kind == RowKind::Body);
            behind_blank(row, label, ledger).or_else(|| below_label(below?, label, ledger))
        });
        if let Some(cell) = found {
            ledger.not_understood(Scope::single(name), cell, may_be_value(cell.text()));
        }
    }
    for (name, _, labels) in fields.into_iter().filter(|(_, field, _)| !field.text().is_empty()) {
        let rows = blocks.segment.rows.iter().filter(|row| row.own.len() < row.all.len());
        let more = rows.filter(|row| row.kind == RowKind::Body).find_map(|row| {
            let is_label = |c: &&&Cell| head_label(c.text()).is_some_and(|label| labels.contains(&label));
            let label = row.all.iter().filter(|c| c.row < row.number).find(is_label)?;
            let is_next = |c: &&&Cell| c.bbox.x0 == label.bbox.x1 && !c.text().is_empty() && !ledger.is_entered(c);
            row.own.iter().find(is_next).copied()
        });
        if let Some(cell) = more {
            ledger.not_understood(Scope::single(name), cell, more_of_value(cell.text()));
        }
    }
}

/// Words that nothing took right of a label and of a blank cell, before the next label.
fn behind_blank<'t>(row: &Row<'t>, label: &Cell, ledger: &Ledger) -> Option<&'t Cell> {
    let right = row.own.iter().copied().filter(|c| c.bbox.x0 >= label.bbox.x1);
    let mut values = right.take_while(|c| head_label(c.text()).is_none());
    values.find(|c| !c.text().is_empty() && !ledger.is_entered(c))
}

/// Words that nothing took below a label.
fn below_label<'t>(below: &Row<'t>, label: &Cell, ledger: &Ledger) -> Option<&'t Cell> {
    let middle = label.bbox.center().x;
    let mut cells = below.own.iter().copied();
    cells.find(|c| {
        c.bbox.is_over(middle) && !c.text().is_empty() && head_label(c.text()).is_none() && !ledger.is_entered(c)
    })
}

fn more_of_value(text: &str) -> Bilingual {
    bilingual!(
        "该项标签旁还有“{text}”，可能也是它的内容；请对照原件",
        "\"{text}\" stands beside the same label, and may belong to the value; compare with the page"
    )
}

fn may_be_value(text: &str) -> Bilingual {
    bilingual!(
        "该项标签旁空白，而“{text}”印在其下方或右侧，可能是它的内容；请对照原件",
        "the place beside the label is blank, and \"{text}\" stands below or right of it: it may be the value; compare with the page"
    )
}
