//! 预期目标 and 实际完成情况: below their headings, or beside them; in one cell, or in a row for each goal.

use super::blocks::{Block, BlockKind, Blocks};
use super::columns::{Column, Columns};
use super::ledger::Ledger;
use super::model::{Field, FieldName};
use super::row::{Row, RowKind};
use super::vocabulary::{Label, Part};
use crate::digits::is_digit;
use crate::figure::Figure;
use crate::geometry::Milli;
use crate::language::{Bilingual, bilingual};
use crate::table::Cell;

/// What the form was to reach, and what it says of it.
#[derive(Debug, Default)]
pub(super) struct Goals {
    /// 预期目标.
    pub expected: Field,
    /// 实际完成情况.
    pub actual: Field,
}

/// Reads the goals; of a label that stands twice the first counts.
pub(super) fn read(blocks: &Blocks, ledger: &mut Ledger) -> Goals {
    let mut goals = Goals::default();
    for (at, block) in blocks.all.iter().enumerate() {
        if block.kind != BlockKind::Goals {
            continue;
        }
        let broken = blocks.all.get(at + 1).and_then(|next| below_break(block, next));
        let Some((row, below)) = block.rows.split_first() else {
            continue;
        };
        let below = below.iter().take_while(|r| r.kind == RowKind::Body);
        for (label, slot, name) in [
            (Label::Goal, &mut goals.expected, "expected_goal"),
            (Label::Result, &mut goals.actual, "actual_result"),
        ] {
            let Some(column) = block.columns.get(label).filter(|_| *slot == Field::Absent) else {
                continue;
            };
            let next = below.clone().next().or(broken);
            let is_heading =
                are_headings(row, &block.columns, next) || next.is_some_and(|next| is_heading(row, &column, next));
            let mut cells = if is_heading {
                Vec::new()
            } else {
                beside(row, &column, below.clone())
            };
            if let Some(broken) = broken {
                cells = column.cells(&broken.own);
            } else if cells.is_empty() {
                cells = below_heading(row, &block.columns, &column, below.clone());
            }
            let name = FieldName::single(name);
            if let Some(figure) = cells
                .iter()
                .find(|c| cells.len() > 1 && Figure::parse(c.text()).is_some())
            {
                ledger.not_understood(name, figure, figure_among(figure.text()));
            }
            if label == Label::Goal
                && let Some(other) = below_result(&block.columns, &cells, row)
            {
                ledger.not_understood(name, other, heading_unknown());
            }
            *slot = ledger.cells(name, &cells);
        }
    }
    goals
}

/// The row of the texts, where a page ends below their headings, and the rest of the block's label seems to be a label of its own: 年度 on one page,
/// 绩效目标 on the next.
fn below_break<'s, 't>(block: &Block<'s, 't>, next: &Block<'s, 't>) -> Option<&'s Row<'t>> {
    let ([headings], Some(row)) = (block.rows, next.rows.first()) else {
        return None;
    };
    let page = |row: &Row| row.own.first().map(|c| c.page);
    let columns = [Label::Goal, Label::Result].map(|label| block.columns.get(label));
    let [Some(goal), Some(result)] = columns else {
        return None;
    };
    let is_told = |column: &Column| {
        let cells = column.cells(&row.own);
        matches!(cells.as_slice(), [text] if !text.text().is_empty() && Part::Goals.label(text.text()).is_none())
    };
    let label = row.own.first()?;
    let is_beside = label.bbox.center().x < goal.x0.min(result.x0) && row.own.len() > 2;
    let is_it = next.kind == BlockKind::Goals && page(headings) < page(row) && is_beside;
    (is_it && is_told(&goal) && is_told(&result)).then_some(row)
}

/// A text that was taken for the goal, beside the label of the block, and stands below the heading of what was reached.
fn below_result<'t>(columns: &Columns, cells: &[&'t Cell], row: &Row) -> Option<&'t Cell> {
    let result = columns.get(Label::Result)?;
    result.cells(cells).into_iter().find(|c| c.row > row.number)
}

fn heading_unknown() -> Bilingual {
    Bilingual::new(
        "目标一栏的标题未能认出，读入的文字可能包括完成情况；请对照原件",
        "the heading of the goal is not known, and what was read may hold what was reached, too; compare with the page",
    )
}

fn figure_among(text: &str) -> Bilingual {
    bilingual!(
        "目标之下印有“{text}”，可能是另一部分的行；请对照原件",
        "\"{text}\" stands among the goals, whose rows may be those of another part; compare with the page"
    )
}

/// Whether the labels head the prose below them: no cell stands between the two, and something stands below the first.
fn are_headings(row: &Row, columns: &Columns, below: Option<&Row>) -> bool {
    let at = |label| {
        let column = columns.get(label)?;
        let place = row.own.iter().position(|c| c.bbox.x0 == column.x0)?;
        Some((column, place))
    };
    let (Some((column, goal)), Some((_, result)), Some(below)) = (at(Label::Goal), at(Label::Result), below) else {
        return false;
    };
    result == goal + 1 && column.cells(&below.own).iter().any(|c| !c.text().is_empty())
}

/// Whether a label heads the prose below it, where nobody knows the heading beside it: the label of the block goes on below the row, and the text
/// below is longer than the heading.
fn is_heading(row: &Row, column: &Column, below: &Row) -> bool {
    let length = |cell: &Cell| cell.text().chars().count();
    let spans = |c: &&Cell| c.bbox.x1 <= column.x0 + BORDER && c.row + c.row_span > below.number;
    let beside = row.own.iter().find(|c| c.bbox.x0 > column.x0);
    let under = column.cells(&below.own);
    row.all.iter().copied().any(|c| spans(&c))
        && matches!((beside, under.as_slice()), (Some(beside), [text]) if length(text) > length(beside))
        && below.own.len() > 1
}

/// Cells side by side share a border, as far as it is drawn.
const BORDER: Milli = 2_500;

/// The prose right of a label, in all the rows that the label covers.
fn beside<'r, 't: 'r>(row: &Row<'t>, column: &Column, below: impl Iterator<Item = &'r Row<'t>>) -> Vec<&'t Cell> {
    let Some(label) = row.own.iter().find(|c| c.bbox.x0 == column.x0) else {
        return Vec::new();
    };
    let is_right = |c: &&&Cell| c.bbox.x0 >= column.x1 && is_prose(c) && Part::Goals.label(c.text()).is_none();
    let Some(first) = row.own.iter().find(is_right) else {
        return Vec::new();
    };
    // Between the label and the prose stands no other label.
    let between = |c: &&&Cell| c.bbox.x0 >= column.x1 && c.bbox.x0 < first.bbox.x0;
    if row.own.iter().any(|c| between(&c)) {
        return Vec::new();
    }
    let covered = below.take_while(|r| r.number < label.row + label.row_span && r.number > label.row);
    let others = covered.flat_map(|r| r.own.iter().filter(is_right));
    std::iter::once(first).chain(others).copied().collect()
}

/// The prose below a heading, until a row has a label of its own.
fn below_heading<'r, 't: 'r>(
    row: &Row,
    columns: &Columns,
    column: &Column,
    below: impl Iterator<Item = &'r Row<'t>>,
) -> Vec<&'t Cell> {
    let left = columns.left().unwrap_or(column.x0);
    // What stands below a heading that we do not know (中期目标) is none of the labels, which go on beside the prose.
    let is_headed = |c: &Cell| {
        let headings = row.own.iter().filter(|h| h.row_span == 1);
        let middle = c.bbox.center().x;
        headings.map(|h| h.bbox).any(|h| h.is_over(middle))
    };
    let begins_something_else = |r: &Row| {
        let is_label = |c: &&&Cell| {
            c.bbox.center().x < left && !c.text().is_empty() && !is_number_of_a_goal(c.text()) && !is_headed(c)
        };
        let figures = r.own.iter().filter(|c| !is_prose(c)).count();
        r.own.iter().any(|c| is_label(&c)) || figures >= FIGURES_OF_ANOTHER_BLOCK
    };
    below
        .take_while(|r| !begins_something_else(r))
        .flat_map(|r| column.cells(&r.own))
        .collect()
}

/// A row below the goals with so many figures is one of another block; goal and result may be figures, with points beside them.
const FIGURES_OF_ANOTHER_BLOCK: usize = 4;

/// 目标1, 1, 目标一: it numbers the goal beside it.
fn is_number_of_a_goal(text: &str) -> bool {
    let rest = text.trim_start_matches("目标");
    rest.trim_end_matches([':', '：', '、', '.'])
        .chars()
        .all(|c| is_digit(c) || "一二三四五六七八九十".contains(c))
}

/// Whether a cell beside a label may hold a goal: a figure alone is none, but points.
fn is_prose(cell: &Cell) -> bool {
    Figure::parse(cell.text()).is_none()
}
