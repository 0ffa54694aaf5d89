//! The value of a label of the head: beside it, behind its colon, or below it.

use super::blocks::Blocks;
use super::ledger::Ledger;
use super::model::{Field, FieldName};
use super::row::{Row, RowKind, head_label};
use super::vocabulary::{Label, Part, label_and_value};
use crate::table::Cell;

/// The value of the first such label in a row.
pub(super) fn labelled(row: &Row, label: Label, name: FieldName, ledger: &mut Ledger) -> Option<Field> {
    let at = row.own.iter().position(|c| head_label(c.text()) == Some(label))?;
    let cell = row.own.get(at)?;
    let beside = row.own.get(at + 1).filter(|next| head_label(next.text()).is_none());
    match (label_and_value(Part::Head, cell.text()), beside) {
        (Some((_, value)), _) if !value.is_empty() => Some(ledger.part(name, cell, value)),
        (_, Some(next)) => Some(ledger.cell(name, next)),
        (Some(_), None) => Some(ledger.part(name, cell, "")),
        (None, None) => None,
    }
}

/// The value below a label, in a row of labels over a row of values: each of them stands below its label, between the same borders.
pub(super) fn below_label(blocks: &Blocks, label: Label, name: FieldName, ledger: &mut Ledger) -> Option<Field> {
    let rows = blocks.segment.rows.as_slice();
    rows.iter().zip(rows.iter().skip(1)).find_map(|(labels, values)| {
        let is_directly_below = values.kind == RowKind::Body && values.number == labels.number + 1;
        if labels.kind != RowKind::Head || !is_directly_below {
            return None;
        }
        let wanted = labels.own.iter().find(|c| Part::Head.label(c.text()) == Some(label))?;
        let value = heads_values(labels, values).then(|| below(wanted, values))??;
        Some(ledger.cell(name, value))
    })
}

fn below<'t>(label: &Cell, values: &Row<'t>) -> Option<&'t Cell> {
    let mut below = values.own.iter().copied();
    below.find(|value| (value.bbox.x0, value.bbox.x1) == (label.bbox.x0, label.bbox.x1))
}

/// Whether a row of labels heads a row of values: all of it is labels, or two of them stand side by side with no value between. The label of the
/// block may stand beside both.
fn heads_values(labels: &Row, values: &Row) -> bool {
    let is_label = |c: &&Cell| Part::Head.label(c.text()).is_some_and(Label::is_of_head);
    let heads: Vec<&Cell> = labels.own.iter().copied().filter(|c| c.row_span == 1).collect();
    let is_value = |c: &Cell| !c.text().is_empty() && head_label(c.text()).is_none();
    let are_paired = heads.iter().all(|c| below(c, values).is_some_and(is_value)) && heads.len() == values.own.len();
    let are_labels = heads.iter().all(is_label);
    let are_side_by_side = heads.windows(2).any(|pair| pair.iter().all(is_label));
    are_paired && (are_labels || are_side_by_side)
}
