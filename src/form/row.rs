//! One row of a table, and what it is for.

use super::vocabulary::{Label, Part, label_and_value};
use crate::table::{Cell, numbers_columns};

/// One row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row<'t> {
    /// Cells that begin in this row, left to right.
    pub own: Vec<&'t Cell>,
    /// All cells that cover this row, left to right: its own, and merged ones from above.
    pub all: Vec<&'t Cell>,
    /// Its number in its table.
    pub number: usize,
    /// What it is for.
    pub kind: RowKind,
}

impl Row<'_> {
    /// Whether it only numbers the columns.
    pub(super) fn numbers_columns(&self) -> bool {
        let is_one = |c: &Cell| c.text() == "1";
        if !self.own.iter().take(2).any(|c| is_one(c)) {
            return false;
        }
        let filled: Vec<&Cell> = self.own.iter().copied().filter(|c| !c.text().is_empty()).collect();
        numbers_columns(&filled)
    }

    /// Whether the project is named here.
    pub(super) fn has_project_name(&self) -> bool {
        self.kind == RowKind::Head
            && self
                .own
                .iter()
                .any(|c| head_label(c.text()) == Some(Label::ProjectName))
    }
}

/// The head label of a cell, its value inside or not.
pub(super) fn head_label(text: &str) -> Option<Label> {
    Part::Head
        .label(text)
        .or_else(|| label_and_value(Part::Head, text).map(|(label, _)| label))
}

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// Labels and values of the head.
    Head,
    /// Header of the fund rows.
    FundHeader,
    /// A header of the fund rows with the first amounts beside its labels: `预算数：`, `2.38`, `执行数：`, `2.38`; and what goes on with it.
    FundPairs,
    /// Header of the goals, or a goal beside its label.
    Goals,
    /// Header of the indicators.
    IndicatorHeader,
    /// 小计: it adds up what stands above it.
    Subtotal,
    /// 总分, or 合计.
    Total,
    /// 评分等级.
    Grade,
    /// The form's title, inside the table.
    Title,
    /// The title once more, where the form goes on: `…自评表（续表）`.
    TitleAgain,
    /// Directly below a header: numbers of its columns.
    Numbering,
    /// Values.
    Body,
}
