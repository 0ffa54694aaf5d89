//! Strips between cells that each have borders of their own: too narrow to hold type, and no cells.

use super::grid::{Area, Grid};
use crate::geometry::{Milli, Point};
use crate::pdf::{Glyph, Page, Visibility};
use crate::table::scale::Scale;

/// A strip narrower than this part of an em (1/100) holds no text. Doubled borders farther apart than the snap distance leave such strips, and
/// so do cells set apart by 3 pt and more at 8 pt type.
const NARROW: Milli = 80;

/// Takes the empty strips between cells out of a grid; the cells beside them meet in their middle.
pub(super) fn close(grid: Grid, page: &Page, scale: Scale) -> Grid {
    let widest = scale.em / 100 * NARROW;
    let has_narrow = |places: &[Milli]| places.windows(2).any(|w| matches!(w, [a, b] if b - a < widest));
    if !has_narrow(&grid.xs) && !has_narrow(&grid.ys) {
        return grid;
    }
    let Some(strips) = Strips::of(&grid, page, widest, scale) else {
        return grid;
    };
    let (cols, rows) = (Kept::without(&strips.cols), Kept::without(&strips.rows));
    let moved = |area: &Area| {
        let (col, end) = (cols.at(area.col), cols.at(area.col + area.col_span));
        let (row, below) = (rows.at(area.row), rows.at(area.row + area.row_span));
        (col < end && row < below).then(|| Area {
            row,
            col,
            row_span: below - row,
            col_span: end - col,
        })
    };
    let areas: Vec<Area> = grid.areas.iter().filter_map(moved).collect();
    if areas.is_empty() {
        return grid;
    }
    Grid {
        areas,
        xs: cols.places(&grid.xs),
        ys: rows.places(&grid.ys),
        implied: grid.implied,
    }
}

/// Which columns and rows of squares are strips.
struct Strips {
    cols: Vec<bool>,
    rows: Vec<bool>,
}

impl Strips {
    /// `None` where there are none.
    fn of(grid: &Grid, page: &Page, widest: Milli, scale: Scale) -> Option<Self> {
        let (cols, rows) = (grid.cols(), grid.rows());
        let is_narrow = |area: &Area| {
            let bbox = grid.bbox(area);
            (bbox.width() < widest, bbox.height() < widest)
        };
        let narrow = grid.areas.iter().filter(|area| is_narrow(area) != (false, false));
        let mut squares = vec![false; cols * rows];
        for area in narrow.clone() {
            mark(&mut squares, cols, area);
        }
        let mut strips = Self {
            cols: vec![false; cols],
            rows: vec![false; rows],
        };
        if !squares.contains(&true) {
            return None;
        }
        let mut written = (vec![false; cols], vec![false; rows]);
        for (row, col) in page.glyphs.iter().filter_map(|glyph| square_of(grid, glyph)) {
            if squares.get(row * cols + col) == Some(&true) {
                set(&mut written.0, col, 1);
                set(&mut written.1, row, 1);
            }
        }
        for area in narrow {
            let (across, down) = is_narrow(area);
            if across {
                set(&mut strips.cols, area.col, area.col_span);
            }
            if down {
                set(&mut strips.rows, area.row, area.row_span);
            }
        }
        clear(&mut strips.cols, &written.0);
        clear(&mut strips.rows, &written.1);
        if let Some(last) = strips.rows.last_mut() {
            *last = *last && !has_text_below(grid, page, scale);
        }
        Some(strips)
    }
}

/// Whether text stands directly below a grid: its last row may have no line below it, and be more than a strip.
fn has_text_below(grid: &Grid, page: &Page, scale: Scale) -> bool {
    let frame = grid.frame();
    let below = frame.y1..frame.y1 + scale.em;
    let is_below = |at: Point| below.contains(&at.y) && (frame.x0..frame.x1).contains(&at.x);
    page.glyphs
        .iter()
        .any(|glyph| is_printed(glyph) && is_below(glyph.bbox.center()))
}

/// Where in the squares of a grid a printed character stands.
fn square_of(grid: &Grid, glyph: &Glyph) -> Option<(usize, usize)> {
    let at = glyph.bbox.center();
    let place = |places: &[Milli], at: Milli| places.partition_point(|place| *place <= at).checked_sub(1);
    let (row, col) = (place(&grid.ys, at.y)?, place(&grid.xs, at.x)?);
    (is_printed(glyph) && row < grid.rows() && col < grid.cols()).then_some((row, col))
}

fn is_printed(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Shown && !glyph.is_space()
}

fn mark(squares: &mut [bool], cols: usize, area: &Area) {
    for row in area.row..area.row + area.row_span {
        set(squares, row * cols + area.col, area.col_span);
    }
}

fn set(flags: &mut [bool], from: usize, count: usize) {
    for flag in flags.iter_mut().skip(from).take(count) {
        *flag = true;
    }
}

fn clear(flags: &mut [bool], where_set: &[bool]) {
    for (flag, _) in flags.iter_mut().zip(where_set).filter(|(_, set)| **set) {
        *flag = false;
    }
}

/// For each grid line, which one it becomes: both sides of a strip are one.
struct Kept {
    lines: Vec<usize>,
}

impl Kept {
    fn without(strips: &[bool]) -> Self {
        let mut lines = vec![0];
        let mut line = 0;
        for is_strip in strips {
            line += usize::from(!is_strip);
            lines.push(line);
        }
        Self { lines }
    }

    fn at(&self, line: usize) -> usize {
        self.lines.get(line).or(self.lines.last()).copied().unwrap_or(0)
    }

    /// The places of the lines that are left.
    fn places(&self, before: &[Milli]) -> Vec<Milli> {
        let placed: Vec<(usize, Milli)> = self.lines.iter().copied().zip(before.iter().copied()).collect();
        let same = placed.chunk_by(|a, b| a.0 == b.0);
        same.filter_map(|lines| Some(i32::midpoint(lines.first()?.1, lines.last()?.1)))
            .collect()
    }
}
