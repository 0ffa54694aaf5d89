//! 项目名称, 主管部门, 实施单位: a label, and its value beside it or behind its colon.

use super::blocks::{BlockKind, Blocks};
use super::columns::Column;
use super::departments::{self, Departments};
use super::ledger::Ledger;
use super::model::{Field, FieldName};
use super::row::{RowKind, head_label};
use super::value::{below_label, labelled};
use super::vocabulary::Label;
use crate::table::Cell;

/// What the head names.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// 项目名称.
    pub project_name: Field,
    /// 主管部门.
    pub department: Field,
    /// The other authorities that are printed, as printed.
    pub other_departments: Vec<String>,
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
    let unit = first(&[Label::Unit, Label::OtherUnit], "unit");
    let name = FieldName::single("department");
    let below = [Label::Department, Label::OtherDepartment]
        .into_iter()
        .find_map(|label| below_label(blocks, label, name, ledger));
    let departments = match below {
        Some(department) => Departments {
            nearest: Some(department),
            others: Vec::new(),
        },
        None => departments::read(blocks, ledger),
    };
    Head {
        project_name: project_name
            .or_else(|| project_below_heading(blocks, ledger))
            .unwrap_or_default(),
        department: departments.nearest.unwrap_or_default(),
        other_departments: departments.others,
        unit: unit.unwrap_or_default(),
    }
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
