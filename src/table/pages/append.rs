//! The rows of a page below those of the page before: what is printed again is left out by name, cut rows and cut labels are joined.

use super::align::{Alignment, Columns, align, borders};
use super::halves::{doubt_cut_row, drop_repeated_line, is_cut_row, join_cut_row, join_labels, pairs, repeated_cell};
use super::heads::Top;
use crate::table::model::{Aside, AsideKind, Cell, OutsideLine, Table};
use crate::table::words::is_carried_over;

/// How a table goes on with the one on the page before.
#[derive(Debug, Clone, Default)]
pub(crate) struct GoesOn {
    pub(super) top: Top,
    pub(super) alignment: Alignment,
}

impl GoesOn {
    /// The same, where it is known that it does, that so many of its first rows repeat rows above, and whether the next one is a head.
    pub(crate) fn behind_repeated_rows(head: &Table, tail: &Table, repeated: usize, is_head: bool) -> Self {
        Self {
            top: Top { repeated, is_head },
            alignment: align(&borders(head), &borders(tail)).unwrap_or_default(),
        }
    }
}

/// Puts the rows of `tail` below those of `head`, without those that it repeats: they are left out by name.
pub(crate) fn append(head: &mut Table, tail: Table, how: &GoesOn) -> Vec<Aside> {
    append_in(head, tail, how, |head, tail| {
        let columns = Columns::new(head, tail);
        columns.renumber(head);
        columns
    })
}

/// The same, where the caller puts the head into the columns of both, and may leave out of it what no page below can change.
pub(super) fn append_in(
    head: &mut Table,
    mut tail: Table,
    how: &GoesOn,
    number: impl FnOnce(&mut Table, &Table) -> Columns,
) -> Vec<Aside> {
    how.alignment.apply(&mut tail);
    let columns = number(head, &tail);
    let mut dropped = Vec::new();
    for _ in 0..how.top.repeated {
        dropped.extend(take_row(&mut tail, 0));
    }
    dropped.extend(take_carried_over(&mut tail, 0));
    dropped.extend(take_carried_over(head, head.rows.saturating_sub(1)));
    columns.renumber(&mut tail);
    let last_page = head.pages.last().copied();
    head.pages
        .extend(tail.pages.iter().copied().filter(|p| Some(*p) != last_page));
    let mut asides: Vec<Aside> = dropped.iter().filter_map(repeated_cell).collect();
    if tail.rows == 0 || head.rows == 0 {
        return asides;
    }
    let mut pairs = pairs(head, &tail);
    if how.top.is_head {
        // A head is no rest of a row or label; but the label of a block may stand beside it.
        pairs.retain(|&(i, j)| is_label_beside(head.cells.get(i), tail.cells.get(j)));
    }
    for &(i, j) in &pairs {
        if let (Some(above), Some(below)) = (head.cells.get(i), tail.cells.get_mut(j)) {
            asides.extend(drop_repeated_line(above, below));
        }
    }
    let mut offset = head.rows;
    if !how.top.is_head && is_cut_row(head, &tail, &pairs) {
        asides.extend(join_cut_row(head, &mut tail, &pairs));
        offset -= 1;
    } else {
        doubt_cut_row(head, &mut tail, &pairs);
        asides.extend(join_labels(head, &mut tail, pairs));
    }
    place_below(head, tail, offset);
    asides
}

/// Whether a label that covers several rows goes on beside the head of a page: blank, or the same again.
fn is_label_beside(above: Option<&Cell>, below: Option<&Cell>) -> bool {
    let (Some(above), Some(below)) = (above, below) else {
        return false;
    };
    above.row_span > 1 && below.row_span > 1 && (below.text().is_empty() || below.text() == above.text())
}

/// Takes out a row; cells that cover others, too, keep those.
fn take_row(table: &mut Table, row: usize) -> Vec<Cell> {
    let (taken, kept): (Vec<Cell>, Vec<Cell>) = std::mem::take(&mut table.cells)
        .into_iter()
        .partition(|c| c.row == row && c.row_span == 1);
    table.cells = kept;
    for cell in &mut table.cells {
        let end = cell.row + cell.row_span;
        cell.row_span -= usize::from(cell.row <= row && row < end);
        cell.row -= usize::from(cell.row > row);
    }
    table.rows -= 1;
    taken
}

/// Takes out a row that carries a sum over the page break: it says nothing of its own.
fn take_carried_over(table: &mut Table, row: usize) -> Vec<Cell> {
    let is_carried = table.cells.iter().any(|c| c.row == row && is_carried_over(c.text()));
    if is_carried && table.rows > 1 {
        take_row(table, row)
    } else {
        Vec::new()
    }
}

/// A line of a head that is printed again.
pub(crate) fn repeated_line(line: &OutsideLine) -> Aside {
    Aside::of_line(AsideKind::RepeatedHeader, line)
}

fn place_below(head: &mut Table, tail: Table, offset: usize) {
    head.rows = offset + tail.rows;
    head.cells.extend(tail.cells.into_iter().map(|mut c| {
        c.row += offset;
        c
    }));
    head.cells.sort_by_key(|c| (c.row, c.col));
}
