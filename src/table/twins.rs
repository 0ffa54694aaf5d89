//! Two tables that share a border, or stand so near to each other that their lines are one: the heads at the left come again at the right. Each
//! side is read as a page of its own.

use rustc_hash::FxHashSet;

use super::above::LastRow;
use super::cells::part_to_steps;
use super::model::{Block, Cell, OutsideLine, Table};
use super::sheet::side_by_side::{Part, cut_at};
use super::steps::Steps;
use crate::digits::has_digit;
use crate::geometry::{Milli, Point, Rect};

/// So many texts of the left side come again at the right, each in its row; a form has a score, and many rows have the same word twice.
const TEXTS_AGAIN: usize = 6;

/// They stand in so many rows at least.
const ROWS_AGAIN: usize = 3;

/// A side has so many columns at least.
const COLUMNS_OF_A_SIDE: usize = 3;

/// The steps of a page; of one with forms side by side that share their lines, those of each of them.
pub(super) fn part_to_sides(part: &Part<'_>, last_row: &mut LastRow) -> Vec<Steps> {
    let steps = part_to_steps(part, last_row);
    let Some(sides) = sides(part, &steps) else {
        return vec![steps];
    };
    last_row.set(Vec::new());
    let [left, right] = &sides.parts;
    let mut steps = [part_to_sides(left, last_row), part_to_sides(right, last_row)];
    sides.share_lines(&mut steps);
    steps.into_iter().flatten().collect()
}

/// The sides of a page whose tables are twins, and what stands over both of them.
struct Sides<'p> {
    parts: [Part<'p>; 2],
    /// Lines over both sides: one title for two forms.
    lines: Vec<OutsideLine>,
    seam: Milli,
}

/// The two sides of a page, where the tables on it are twins.
fn sides<'p>(part: &Part<'p>, steps: &Steps) -> Option<Sides<'p>> {
    let tables = steps.blocks.iter().filter_map(Block::table);
    let beside = || tables.clone().zip(tables.clone().skip(1));
    let seam = tables
        .clone()
        .find_map(seam)
        .or_else(|| beside().find_map(|(a, b)| seam_between(a, b)))?;
    let lines = steps.blocks.iter().filter_map(Block::line);
    let lines = lines.filter(|line| line.bbox.x0 < seam && seam < line.bbox.x1);
    let lines: Vec<OutsideLine> = lines.cloned().collect();
    let is_over_both = |at: Point| lines.iter().any(|line| line.bbox.contains(at));
    let parts = cut_at(part, seam, steps.scale.snap(), is_over_both);
    Some(Sides { parts, lines, seam })
}

impl Sides<'_> {
    /// Puts the lines over both sides to each of them. Their characters count once.
    fn share_lines(&self, sides: &mut [Vec<Steps>; 2]) {
        let places = [0, self.seam];
        let first = sides.iter_mut().map(|side| side.first_mut());
        for ((at, side), from) in first.enumerate().zip(places) {
            let Some(side) = side else { continue };
            for line in self.lines.iter().rev() {
                let mut line = OutsideLine {
                    bbox: line.bbox.moved(-from, 0),
                    turn: side.turn,
                    ..line.clone()
                };
                line.content.bbox = line.content.bbox.map(|bbox| bbox.moved(-from, 0));
                if at > 0 {
                    line.content.glyphs = 0;
                }
                let top = |block: &Block| match block {
                    Block::Table(table) => table.cells.first().map(|c| c.bbox.y0),
                    Block::Line(line) => Some(line.bbox.y0),
                };
                let place = side.blocks.iter().position(|block| top(block) > Some(line.bbox.y0));
                let place = place.unwrap_or(side.blocks.len());
                side.blocks.insert(place, Block::Line(line));
            }
        }
    }
}

/// Where the right side of a table begins, if it is the left one's twin.
fn seam(table: &Table) -> Option<Milli> {
    if table.cols < 2 * COLUMNS_OF_A_SIDE {
        return None;
    }
    let rows = || table.cells.chunk_by(|a, b| a.row == b.row);
    let seam = rows().find_map(first_again)?;
    let (mut texts, mut rows_again) = (0, 0);
    for row in rows() {
        if row.iter().any(|c| c.bbox.x0 < seam && seam < c.bbox.x1) {
            return None;
        }
        let (left, right) = row.split_at(row.partition_point(|c| c.bbox.x0 < seam));
        let again = left
            .iter()
            .zip(right)
            .filter(|(a, b)| is_word(a) && a.text() == b.text())
            .count();
        texts += again;
        rows_again += usize::from(again > 0);
    }
    (texts >= TEXTS_AGAIN && rows_again >= ROWS_AGAIN).then_some(seam)
}

/// Where the right one of two tables that stand beside each other begins, if it is the left one's twin.
fn seam_between(a: &Table, b: &Table) -> Option<Milli> {
    let [(a, around_a), (b, around_b)] = [(a, around(a)?), (b, around(b)?)];
    let (left, right) = if around_a.x1 <= around_b.x0 {
        (around_a, around_b)
    } else {
        (around_b, around_a)
    };
    if left.x1 > right.x0 || left.y0.max(right.y0) >= left.y1.min(right.y1) {
        return None;
    }
    let words = |table: &Table| {
        table
            .cells
            .iter()
            .filter(|c| is_word(c))
            .map(|c| c.text().to_owned())
            .collect()
    };
    let [a, b]: [FxHashSet<String>; 2] = [words(a), words(b)];
    let again = a.intersection(&b).count();
    (again >= TEXTS_AGAIN).then(|| i32::midpoint(left.x1, right.x0))
}

fn around(table: &Table) -> Option<Rect> {
    table.cells.iter().map(|c| c.bbox).reduce(|a, b| a.union(&b))
}

/// Where in a row its first text comes again.
fn first_again(row: &[Cell]) -> Option<Milli> {
    let (first, rest) = row.split_first().filter(|(first, _)| is_word(first))?;
    rest.iter().find(|c| c.text() == first.text()).map(|c| c.bbox.x0)
}

fn is_word(cell: &Cell) -> bool {
    !cell.text().is_empty() && !has_digit(cell.text())
}
