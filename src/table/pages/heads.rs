//! The head of a table once more, at the top of a later page: in other words than the first one, over columns in another order, or as a row of
//! numbers.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::align::Alignment;
use super::halves::has_figure;
use crate::digits::has_digit;
use crate::geometry::Milli;
use crate::table::model::{Cell, Table};

/// What a text names as the head of a column, in the header of each kind of block that the caller knows: a number that tells it from the other
/// columns of that block, if it is one.
pub type ColumnNames = fn(&str) -> [Option<u8>; 2];

/// So many columns at least are named by the head of a block; the cells of a row may say what names a column elsewhere, but not so many of them.
const COLUMNS_OF_A_HEAD: usize = 3;

/// So many numbers at least number columns: 1, 2, 3 may be the figures of a row.
const NUMBERS_OF_COLUMNS: usize = 4;

/// Where they say again what the row above says, fewer do.
const NUMBERS_AGAIN: usize = 3;

/// What stands at the top of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Top {
    /// So many rows say again what the head above says, and nothing else.
    pub repeated: usize,
    /// Whether the row below them is a head that says something else.
    pub is_head: bool,
}

/// What stands at the top of `tail`, where the rows above tell whether a row, or a head, is known.
pub(super) fn top(tail: &Table, names: ColumnNames, mut is_known: impl FnMut(&[&Cell], bool) -> bool) -> Top {
    let mut top = Top::default();
    for row in 0..tail.rows {
        let again = filled(tail, row);
        let is_head = is_head(&again, names);
        let may_number = is_numbered(&again, NUMBERS_AGAIN);
        if !is_head && !may_number && !may_repeat(&again) {
            return top;
        }
        if !numbers_columns(&again) && !is_known(&again, is_head) {
            return Top { is_head, ..top };
        }
        top.repeated += 1;
    }
    top
}

/// The cells with text that cover a row, left to right.
fn filled(table: &Table, row: usize) -> Vec<&Cell> {
    let covers = |c: &&Cell| c.row <= row && row < c.row + c.row_span && !c.text().is_empty();
    let above = table.cells.iter().take_while(|c| c.row <= row);
    let mut cells: Vec<&Cell> = above.filter(covers).collect();
    cells.sort_by_key(|c| c.col);
    cells
}

/// The same of several rows of these cells.
pub(super) fn rows<'c>(cells: impl IntoIterator<Item = &'c Cell>, numbers: Range<usize>) -> Vec<Vec<&'c Cell>> {
    let mut rows: Vec<Vec<&Cell>> = vec![Vec::new(); numbers.len()];
    for cell in cells.into_iter().filter(|c| !c.text().is_empty()) {
        let covered = cell.row.max(numbers.start)..(cell.row + cell.row_span).min(numbers.end);
        for row in rows.iter_mut().skip(covered.start - numbers.start).take(covered.len()) {
            row.push(cell);
        }
    }
    for row in &mut rows {
        row.sort_by_key(|c| c.col);
    }
    rows
}

/// Whether a row has several labels and no figure, as a header row that comes again; a row of data may repeat, too.
fn may_repeat(row: &[&Cell]) -> bool {
    row.len() >= COLUMNS_OF_A_HEAD && row.iter().all(|c| !has_digit(c.text()))
}

/// The rows by which one is known that comes again.
#[derive(Debug, Default)]
pub(super) struct KnownRows {
    /// What those say that may be repeated.
    said: FxHashSet<Vec<String>>,
    /// Those that are heads.
    heads: Vec<Vec<Cell>>,
}

impl KnownRows {
    pub(super) fn note(&mut self, row: &[&Cell], names: ColumnNames) {
        if may_say_again(row) {
            self.said.insert(texts(row));
        }
        if is_head(row, names) {
            self.heads.push(row.iter().copied().cloned().collect());
        }
    }

    /// Whether one of them says the same, or, where the other one is a head, has its columns.
    pub(super) fn know(&self, again: &[&Cell], is_head: bool, alignment: &Alignment, names: ColumnNames) -> bool {
        may_say_again(again) && self.said.contains(&texts(again))
            || is_head && self.heads.iter().any(|row| has_columns(row, again, alignment, names))
    }
}

fn may_say_again(row: &[&Cell]) -> bool {
    may_repeat(row) || is_numbered(row, NUMBERS_AGAIN)
}

fn texts(row: &[&Cell]) -> Vec<String> {
    row.iter().map(|cell| cell.text().to_owned()).collect()
}

/// Whether a row is the head of a block: many of its texts name columns, each another one, and none is a figure.
fn is_head(row: &[&Cell], names: ColumnNames) -> bool {
    if row.len() < COLUMNS_OF_A_HEAD || row.iter().any(|c| has_figure(c.text())) {
        return false;
    }
    let named: Vec<[Option<u8>; 2]> = row.iter().map(|c| names(c.text())).collect();
    let columns = |block: usize| {
        let mut columns: Vec<u8> = named.iter().filter_map(|n| *n.get(block)?).collect();
        columns.sort_unstable();
        columns.dedup();
        columns.len()
    };
    let most = columns(0).max(columns(1));
    most >= COLUMNS_OF_A_HEAD && most * 2 >= row.len()
}

/// Whether the texts of a row number the columns, left to right from 1; a word may stand before the first one (栏次).
pub(crate) fn numbers_columns(row: &[&Cell]) -> bool {
    is_numbered(row, NUMBERS_OF_COLUMNS)
}

fn is_numbered(row: &[&Cell], least: usize) -> bool {
    let is_number = |c: &Cell, number: usize| c.text() == number.to_string();
    let from = usize::from(row.first().is_some_and(|c| !has_digit(c.text())));
    let numbers = row.get(from..).unwrap_or_default();
    numbers.len() >= least && numbers.iter().zip(1..).all(|(c, number)| is_number(c, number))
}

/// Whether a head has the columns of another one: over each place stands what names the same, in whatever words.
fn has_columns(row: &[Cell], again: &[&Cell], alignment: &Alignment, names: ColumnNames) -> bool {
    let at = |x: Milli| row.iter().find(|c| c.bbox.is_over(x));
    again.iter().all(|below| {
        let middle = alignment.place(i32::midpoint(below.bbox.x0, below.bbox.x1));
        at(middle).is_some_and(|above| names_the_same(above.text(), below.text(), names))
    })
}

/// Whether two heads name the same column: by a label each, or one is the other with more behind it (三级指标 and 三级指标Level 3).
fn names_the_same(above: &str, below: &str, names: ColumnNames) -> bool {
    let [a, b] = [names(above), names(below)];
    let is_one = a.iter().zip(b).any(|(a, b)| a.is_some() && *a == b);
    is_one || above.starts_with(below) || below.starts_with(above)
}
