//! The rows of a page below those of the page before: what is printed again is left out by name, cut rows and cut labels are joined.

use super::align::{Alignment, Columns, align, borders};
use super::halves::{drop_repeated_line, is_cut_row, join_cut_row, join_labels, pairs, repeated_cell};
use crate::table::model::{Aside, AsideKind, Cell, OutsideLine, Table};
use crate::table::words::is_carried_over;

/// How a table goes on with the one on the page before.
#[derive(Debug, Clone, Default)]
pub(crate) struct GoesOn {
    /// How many of its first rows repeat rows above.
    pub repeated: usize,
    pub(super) alignment: Alignment,
}

impl GoesOn {
    /// The same, where it is known that it does, and that so many of its first rows repeat rows above.
    pub(crate) fn behind_repeated_rows(head: &Table, tail: &Table, repeated: usize) -> Self {
        Self {
            repeated,
            alignment: align(&borders([head]), &borders([tail])).unwrap_or_default(),
        }
    }
}

/// Puts the rows of `tail` below those of `head`, without those that it repeats: they are left out by name.
pub(crate) fn append(head: &mut Table, mut tail: Table, how: &GoesOn) -> Vec<Aside> {
    let skip = how.repeated;
    how.alignment.apply(&mut tail);
    let columns = Columns::new(head, &tail);
    columns.renumber(head);
    let mut dropped = Vec::new();
    for _ in 0..skip {
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
    let pairs = pairs(head, &tail);
    for &(i, j) in &pairs {
        if let (Some(above), Some(below)) = (head.cells.get(i), tail.cells.get_mut(j)) {
            asides.extend(drop_repeated_line(above, below));
        }
    }
    let mut offset = head.rows;
    if is_cut_row(head, &tail, &pairs) {
        join_cut_row(head, &mut tail, &pairs);
        offset -= 1;
    } else {
        asides.extend(join_labels(head, &mut tail, pairs));
    }
    place_below(head, tail, offset);
    asides
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
