//! 项目名称, 主管部门, 实施单位: a label, and its value beside it or behind its colon.

use super::blocks::{BlockKind, Blocks};
use super::columns::Column;
use super::ledger::Ledger;
use super::model::{Field, FieldName};
use super::row::{Row, RowKind, head_label};
use super::vocabulary::{Label, Part, label_and_value};
use crate::table::Cell;

/// What the head names.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// 项目名称.
    pub project_name: Field,
    /// 主管部门.
    pub department: Field,
    /// 实施单位.
    pub unit: Field,
}

/// Reads the fields of the head; of a label that stands twice the first counts, and 单位名称 only where no 实施单位 is named.
pub(super) fn read(blocks: &Blocks, ledger: &mut Ledger) -> Head {
    let mut first = |labels: &[Label], column: &'static str| {
        let mut found = labels.iter().filter_map(|label| {
            let name = FieldName::single(column);
            let below = below_label(blocks, *label, name, ledger);
            below.or_else(|| blocks.labelled().find_map(|row| labelled(row, *label, name, ledger)))
        });
        found.next()
    };
    let project_name = first(&[Label::ProjectName], "project_name");
    let department = first(&[Label::Department, Label::OtherDepartment], "department");
    let unit = first(&[Label::Unit, Label::OtherUnit], "unit");
    Head {
        project_name: project_name
            .or_else(|| project_below_heading(blocks, ledger))
            .unwrap_or_default(),
        department: department.unwrap_or_default(),
        unit: unit.unwrap_or_default(),
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

/// The project that is named in the first column of the funds, below 项目名称.
fn project_below_heading(blocks: &Blocks, ledger: &mut Ledger) -> Option<Field> {
    blocks.of(BlockKind::Funds).iter().find_map(|block| {
        let [header, below, ..] = block.rows else { return None };
        let is_name = |c: &&Cell| head_label(c.text()) == Some(Label::ProjectName);
        let heading = header.own.iter().copied().find(is_name)?;
        let is_header = header.kind == RowKind::FundHeader && below.kind == RowKind::Body;
        let column = Column::over(Label::ProjectName, heading);
        let cell = below.own.iter().filter(|_| is_header).find(|c| column.is_under(c))?;
        Some(ledger.cell(FieldName::single("project_name"), cell))
    })
}

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
