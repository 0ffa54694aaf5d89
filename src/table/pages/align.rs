//! Pages that do not lie alike: where the columns of a table stand, seen from the page before.
//!
//! Double-sided printing moves every other page by its gutter margin, a page that is too long is shrunk, and some producers lay the columns of
//! each page out anew. The order of the borders stays; their places are put where those of the page before are.

use rustc_hash::FxHashSet;

use crate::geometry::Milli;
use crate::steps::step;
use crate::table::model::{Cell, Table};

/// Borders of a table on two pages are the same within this (a page drawn anew may shift by a line's width).
const SAME_BORDER: Milli = 2500;

/// A page is shrunk or enlarged by no more than this (1/100): "fit to page" of a sheet with margins shrinks by 15.
const SCALED_TO: std::ops::RangeInclusive<i64> = 78..=128;

/// Borders of a page that is moved or scaled as a whole meet those of the page before within this: a line's width, scaled, and rounding.
const MEETS: Milli = 3_000;

/// Columns that a producer lays out anew stand this near to where they stood: a text that is longer by a character or two moves them so far.
const LAID_OUT_ANEW: Milli = 14_000;

/// So many borders tell a table that is laid out anew from another one of as many columns.
const BORDERS_LAID_OUT_ANEW: usize = 6;

/// From the places of a page's borders to those of the page before, left to right; none where they are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    knots: Vec<(Milli, Milli)>,
}

/// How the borders `theirs` of a page lie on those of the page before; `None` where they are those of another table.
pub(super) fn align(ours: &[Milli], theirs: &[Milli]) -> Option<Alignment> {
    let shared = theirs.iter().filter(|x| is_among(ours, **x, SAME_BORDER)).count();
    if shared >= 3 && shared * 4 >= theirs.len() * 3 {
        return Some(Alignment::default());
    }
    moved_as_a_whole(ours, theirs).or_else(|| laid_out_anew(ours, theirs))
}

/// Whether two tables have the same columns, by their borders.
pub(crate) fn same_columns(ours: &[Milli], theirs: &[Milli]) -> bool {
    align(ours, theirs).is_some()
}

fn is_among(borders: &[Milli], x: Milli, within: Milli) -> bool {
    borders.iter().any(|b| (b - x).abs() <= within)
}

/// A page that is shifted or scaled: its outer borders are those of the page before, and with them most of the others.
fn moved_as_a_whole(ours: &[Milli], theirs: &[Milli]) -> Option<Alignment> {
    let outer = Outer::of(ours, theirs)?;
    let inner = theirs.get(1..theirs.len().saturating_sub(1)).unwrap_or_default();
    let met: Vec<(Milli, Milli)> = inner
        .iter()
        .filter_map(|&x| {
            Some((
                x,
                nearest(ours, outer.map(x)).filter(|o| (o - outer.map(x)).abs() <= MEETS)?,
            ))
        })
        .collect();
    // One border within may meet by chance where the page is scaled; where it is only shifted, the width is a second witness.
    let at_least = if outer.is_shift() { 1 } else { 2 };
    if met.len() < at_least || met.len() * 4 < inner.len() * 3 {
        return None;
    }
    let knots = [outer.left].into_iter().chain(met).chain([outer.right]).collect();
    Some(Alignment { knots })
}

/// A page with as many columns as the one before, each a little wider or narrower.
fn laid_out_anew(ours: &[Milli], theirs: &[Milli]) -> Option<Alignment> {
    if ours.len() != theirs.len() || ours.len() < BORDERS_LAID_OUT_ANEW {
        return None;
    }
    let outer = Outer::of(ours, theirs)?;
    let narrowest = ours
        .windows(2)
        .filter_map(|pair| Some(pair.last()? - pair.first()?))
        .min()?;
    let knots: Vec<(Milli, Milli)> = theirs.iter().copied().zip(ours.iter().copied()).collect();
    let is_near = |(x, o): &(Milli, Milli)| (outer.map(*x) - o).abs() <= LAID_OUT_ANEW.min(narrowest * 2 / 3);
    knots.iter().all(is_near).then_some(Alignment { knots })
}

fn nearest(borders: &[Milli], x: Milli) -> Option<Milli> {
    borders.iter().copied().min_by_key(|b| (b - x).abs())
}

/// The outer borders of a page, and of the one before.
struct Outer {
    left: (Milli, Milli),
    right: (Milli, Milli),
}

impl Outer {
    fn of(ours: &[Milli], theirs: &[Milli]) -> Option<Self> {
        let outer = Self {
            left: (*theirs.first()?, *ours.first()?),
            right: (*theirs.last()?, *ours.last()?),
        };
        let (width, wanted) = outer.widths();
        let is_like = width > 0 && wanted > 0 && SCALED_TO.contains(&(wanted * 100 / width));
        is_like.then_some(outer)
    }

    fn widths(&self) -> (i64, i64) {
        (
            i64::from(self.right.0 - self.left.0),
            i64::from(self.right.1 - self.left.1),
        )
    }

    fn is_shift(&self) -> bool {
        let (width, wanted) = self.widths();
        (width - wanted).abs() <= i64::from(SAME_BORDER)
    }

    fn map(&self, x: Milli) -> Milli {
        between(self.left, self.right, x)
    }
}

/// Where a place between two places lies between two others.
fn between(a: (Milli, Milli), b: (Milli, Milli), x: Milli) -> Milli {
    let width = i64::from(b.0 - a.0).max(1);
    let along = i64::from(x - a.0) * i64::from(b.1 - a.1) / width;
    a.1.saturating_add(Milli::try_from(along).unwrap_or_default())
}

impl Alignment {
    /// Puts the borders of a page's cells where those of the page before are; where they stand on their page is kept.
    pub(super) fn apply(&self, table: &mut Table) {
        if self.knots.is_empty() {
            return;
        }
        for cell in &mut table.cells {
            self.apply_to(cell);
        }
    }

    fn apply_to(&self, cell: &mut Cell) {
        let drawn = cell.bbox;
        (cell.bbox.x0, cell.bbox.x1) = (self.map(drawn.x0), self.map(drawn.x1));
        if cell.bbox != drawn {
            cell.drawn.get_or_insert(drawn);
        }
    }

    /// Where a place of a page stands, seen from the page before.
    pub(super) fn place(&self, x: Milli) -> Milli {
        self.map(x)
    }

    fn map(&self, x: Milli) -> Milli {
        let next = self.knots.partition_point(|(at, _)| *at < x);
        let next = next.clamp(1, self.knots.len().saturating_sub(1).max(1));
        match (self.knots.get(next - 1), self.knots.get(next)) {
            (Some(a), Some(b)) => between(*a, *b, x),
            _ => x,
        }
    }
}

/// Where the sides of a table's cells stand.
pub(super) fn places(table: &Table) -> impl Iterator<Item = Milli> {
    table.cells.iter().flat_map(|cell| {
        step();
        [cell.bbox.x0, cell.bbox.x1]
    })
}

/// The places of the borders between columns, left to right.
pub(super) fn borders(table: &Table) -> Vec<Milli> {
    borders_at(places(table))
}

/// The same of sides that stand at these places.
pub(super) fn borders_at(places: impl Iterator<Item = Milli>) -> Vec<Milli> {
    // There are many cells, and few places.
    let places: FxHashSet<Milli> = places.collect();
    let mut borders: Vec<Milli> = places.into_iter().collect();
    borders.sort_unstable();
    borders.dedup_by(|next, kept| *next - *kept < SAME_BORDER);
    borders
}

/// The columns of both tables together, by the place of their borders.
pub(super) struct Columns {
    borders: Vec<Milli>,
}

impl Columns {
    pub(super) fn new(a: &Table, b: &Table) -> Self {
        Self::at(borders_at(places(a).chain(places(b))))
    }

    pub(super) fn at(borders: Vec<Milli>) -> Self {
        Self { borders }
    }

    pub(super) fn borders(&self) -> &[Milli] {
        &self.borders
    }

    fn index(&self, x: Milli) -> usize {
        self.borders
            .partition_point(|&b| b <= x + SAME_BORDER)
            .saturating_sub(1)
    }

    pub(super) fn renumber(&self, table: &mut Table) {
        self.renumber_cells(&mut table.cells);
        table.cols = self.borders.len().saturating_sub(1);
    }

    pub(super) fn renumber_cells(&self, cells: &mut [Cell]) {
        for cell in cells {
            step();
            cell.col = self.index(cell.bbox.x0);
            cell.col_span = self.index(cell.bbox.x1).saturating_sub(cell.col).max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: [Milli; 9] = [
        40_000, 104_000, 168_000, 232_000, 296_000, 360_000, 424_000, 488_000, 552_000,
    ];

    fn places(theirs: &[Milli]) -> Option<Vec<Milli>> {
        let alignment = align(&OURS, theirs)?;
        let is_same = alignment.knots.is_empty();
        Some(
            theirs
                .iter()
                .map(|x| if is_same { *x } else { alignment.map(*x) })
                .collect(),
        )
    }

    #[test]
    fn a_page_that_is_shifted_or_scaled_takes_the_columns_of_the_page_before() {
        let shifts = [-30_000, -5_000, 5_000, 18_000, 30_000].map(|by| OURS.map(|x| x + by));
        let scales = [85, 92, 105, 110].map(|by| OURS.map(|x| x / 100 * by + 7_000));
        for theirs in shifts.iter().chain(&scales) {
            assert_eq!(places(theirs).as_deref(), Some(&OURS[..]), "{theirs:?}");
        }
    }

    #[test]
    fn a_page_with_fewer_borders_may_be_shifted_too() {
        let theirs = [40_000, 360_000, 424_000, 488_000, 552_000].map(|x| x + 20_000);
        assert_eq!(places(&theirs), Some(vec![40_000, 360_000, 424_000, 488_000, 552_000]));
    }

    #[test]
    fn columns_laid_out_anew_are_told_by_their_order() {
        let theirs = [
            40_000, 99_000, 172_000, 238_000, 290_000, 366_000, 420_000, 492_000, 552_000,
        ];
        assert_eq!(places(&theirs).as_deref(), Some(&OURS[..]));
    }

    #[test]
    fn other_columns_are_those_of_another_table() {
        assert_eq!(places(&[40_000, 140_000, 250_000, 402_000, 552_000]), None);
        assert_eq!(places(&[40_000, 552_000]), None);
        assert_eq!(places(&[40_000, 90_000, 150_000, 333_000]), None);
        assert_eq!(places(&[]), None);
    }
}
