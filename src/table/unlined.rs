//! Rows and columns without a line between them, told apart by their text.
//!
//! Columns: a cell under a row of several cells, whose text keeps to the columns of that row. Rows: cells side by side whose figures stand on the
//! same levels. Both are split only on strong evidence; what was split so is marked as such.

use super::Scale;
use super::fill::FilledCell;
use super::model::{Cell, Doubt, Table};
use crate::geometry::{Milli, Rect};
use crate::pdf::Glyph;
use crate::place::Place;
use crate::text::{GlyphLine, glyphs_to_lines, glyphs_to_text, lines_to_text};

/// Text of two columns on one line lies at least this part of an em (1/100) apart.
const COLUMN_GAP: Milli = 50;

/// Where only two columns on a single line tell of a split, they lie at least this far apart (1/100 em).
const WIDE_COLUMN_GAP: Milli = 150;

/// The cells of one table after splitting.
pub(super) struct Split {
    cells: Vec<FilledCell>,
}

/// Splits what has no lines.
pub(super) fn split(cells: Vec<FilledCell>, scale: Scale) -> Split {
    let cells = split_columns(cells, scale);
    Split {
        cells: split_rows(cells, scale),
    }
}

impl Split {
    /// Numbers rows and columns anew and makes the text of the cells.
    pub fn into_table(self, page: u32) -> Table {
        let mut xs: Vec<Milli> = self.cells.iter().flat_map(|c| [c.bbox.x0, c.bbox.x1]).collect();
        let mut ys: Vec<Milli> = self.cells.iter().flat_map(|c| [c.bbox.y0, c.bbox.y1]).collect();
        xs.sort_unstable();
        xs.dedup();
        ys.sort_unstable();
        ys.dedup();
        let index = |places: &[Milli], at: Milli| places.partition_point(|&p| p < at);
        let mut cells: Vec<Cell> = self
            .cells
            .into_iter()
            .map(|c| {
                let (row, col) = (index(&ys, c.bbox.y0), index(&xs, c.bbox.x0));
                Cell {
                    row,
                    col,
                    row_span: index(&ys, c.bbox.y1) - row,
                    col_span: index(&xs, c.bbox.x1) - col,
                    content: glyphs_to_text(&c.glyphs),
                    place: Place { page, bbox: c.bbox },
                    doubt: Doubt {
                        unlined: c.unlined,
                        overflow: c.overflow,
                    },
                }
            })
            .collect();
        cells.sort_by_key(|c| (c.row, c.col));
        Table {
            rows: ys.len().saturating_sub(1),
            cols: xs.len().saturating_sub(1),
            cells,
            pages: vec![page],
        }
    }
}

fn split_columns(cells: Vec<FilledCell>, scale: Scale) -> Vec<FilledCell> {
    let mut result: Vec<FilledCell> = Vec::with_capacity(cells.len());
    for (i, cell) in cells.iter().enumerate() {
        let borders = borders_above(&cells, i);
        let parts = if borders.is_empty() {
            None
        } else {
            cut_at_borders(cell, &borders, scale)
        };
        match parts {
            Some(parts) => result.extend(parts),
            None => result.push(cell.clone()),
        }
    }
    result
}

/// The x of the borders between the cells that stand directly above a cell and fill its width.
fn borders_above(cells: &[FilledCell], i: usize) -> Vec<Milli> {
    let Some(cell) = cells.get(i).filter(|c| !c.glyphs.is_empty()) else {
        return Vec::new();
    };
    let above = cells
        .iter()
        .map(|c| c.bbox)
        .filter(|b| b.y1 == cell.bbox.y0 && cell.bbox.x0 <= b.x0 && b.x1 <= cell.bbox.x1);
    let (mut width, mut borders) = (0, Vec::new());
    for bbox in above {
        width += bbox.width();
        if bbox.x1 < cell.bbox.x1 {
            borders.push(bbox.x1);
        }
    }
    borders.sort_unstable();
    if width == cell.bbox.width() {
        borders
    } else {
        Vec::new()
    }
}

/// Cuts a cell's text at the borders, where it keeps to the columns plainly enough.
fn cut_at_borders(cell: &FilledCell, borders: &[Milli], scale: Scale) -> Option<Vec<FilledCell>> {
    let column_of = |x: Milli| borders.partition_point(|&b| b <= x);
    let lines = glyphs_to_lines(&cell.glyphs);
    let mut filled = vec![false; borders.len() + 1];
    let mut narrowest = Milli::MAX;
    for line in &lines {
        let mut before: Option<&Glyph> = None;
        for glyph in line
            .glyphs
            .iter()
            .filter(|g| !g.character.is_some_and(char::is_whitespace))
        {
            let (left, right) = (
                column_of(glyph.bbox.x0 + scale.em / 10),
                column_of(glyph.bbox.x1 - scale.em / 10),
            );
            if left != right {
                return None;
            }
            if let Some(slot) = filled.get_mut(left) {
                *slot = true;
            }
            if let Some(b) = before.filter(|b| column_of(b.bbox.center().x) != left) {
                narrowest = narrowest.min(glyph.bbox.x0 - b.bbox.x1);
            }
            before = Some(glyph);
        }
    }
    let shared = lines.iter().filter(|l| spans_columns(l, &column_of)).count();
    let columns = filled.iter().filter(|f| **f).count();
    let plain = match columns {
        0 | 1 => false,
        2 => shared >= 2 || (shared == 1 && narrowest >= scale.em / 100 * WIDE_COLUMN_GAP),
        _ => narrowest >= scale.em / 100 * COLUMN_GAP,
    };
    if !plain {
        return None;
    }
    let mut left = cell.bbox.x0;
    let ends = borders.iter().copied().chain([cell.bbox.x1]);
    Some(
        ends.enumerate()
            .map(|(column, right)| {
                let bbox = Rect {
                    x0: left,
                    x1: right,
                    ..cell.bbox
                };
                left = right;
                let glyphs = cell
                    .glyphs
                    .iter()
                    .filter(|g| column_of(g.bbox.center().x) == column)
                    .copied()
                    .collect();
                FilledCell {
                    bbox,
                    glyphs,
                    overflow: cell.overflow,
                    unlined: true,
                }
            })
            .collect(),
    )
}

fn spans_columns(line: &GlyphLine, column_of: &impl Fn(Milli) -> usize) -> bool {
    let mut columns = line
        .glyphs
        .iter()
        .filter(|g| !g.character.is_some_and(char::is_whitespace))
        .map(|g| column_of(g.bbox.center().x));
    let first = columns.next();
    columns.any(|c| Some(c) != first)
}

/// Splits bands of cells (those that share top and bottom) whose figures stand on several common levels.
fn split_rows(mut cells: Vec<FilledCell>, scale: Scale) -> Vec<FilledCell> {
    cells.sort_by_key(|c| (c.bbox.y0, c.bbox.y1, c.bbox.x0));
    let mut result = Vec::with_capacity(cells.len());
    for band in cells.chunk_by(|a, b| (a.bbox.y0, a.bbox.y1) == (b.bbox.y0, b.bbox.y1)) {
        let cuts = if band.len() < 3 {
            Vec::new()
        } else {
            cuts_of_band(band, scale)
        };
        if cuts.is_empty() {
            result.extend_from_slice(band);
        } else {
            result.extend(band.iter().flat_map(|c| cut_at_levels(c, &cuts)));
        }
    }
    result
}

fn cut_at_levels(cell: &FilledCell, cuts: &[Milli]) -> Vec<FilledCell> {
    let row_of = |y: Milli| cuts.partition_point(|&c| c <= y);
    let mut top = cell.bbox.y0;
    let ends = cuts.iter().copied().chain([cell.bbox.y1]);
    ends.enumerate()
        .map(|(row, bottom)| {
            let bbox = Rect {
                y0: top,
                y1: bottom,
                ..cell.bbox
            };
            top = bottom;
            let glyphs = cell
                .glyphs
                .iter()
                .filter(|g| row_of(g.bbox.center().y) == row)
                .copied()
                .collect();
            FilledCell {
                bbox,
                glyphs,
                overflow: cell.overflow,
                unlined: true,
            }
        })
        .collect()
}

/// The y between the rows of a band; empty where it is one row.
///
/// A column of figures has nothing but figures and dashes in its lines. Two such columns with two lines or more, all of whose lines stand on
/// levels that another such column shares, make rows: in a single row, a cell with one line stands between the lines of its neighbours.
fn cuts_of_band(band: &[FilledCell], scale: Scale) -> Vec<Milli> {
    let lines: Vec<Vec<(Rect, bool)>> = band
        .iter()
        .map(|c| {
            glyphs_to_lines(&c.glyphs)
                .iter()
                .filter_map(|l| lines_to_text(std::slice::from_ref(l)).lines.pop())
                .map(|l| (l.bbox, is_figure(&l.text)))
                .collect()
        })
        .collect();
    let figures: Vec<&Vec<(Rect, bool)>> = lines
        .iter()
        .filter(|column| !column.is_empty() && column.iter().all(|(_, figure)| *figure))
        .collect();
    if figures.iter().filter(|column| column.len() >= 2).count() < 2 {
        return Vec::new();
    }
    let mut levels: Vec<Milli> = figures
        .iter()
        .flat_map(|c| c.iter().map(|(b, _)| b.center().y))
        .collect();
    levels.sort_unstable();
    let near = scale.em / 2;
    let groups: Vec<&[Milli]> = levels.chunk_by(|a, b| b - a < near).collect();
    if groups.len() < 2 || groups.iter().any(|g| g.len() < 2) {
        return Vec::new();
    }
    let mut intervals: Vec<(Milli, Milli)> = lines.iter().flatten().map(|(b, _)| (b.y0, b.y1)).collect();
    intervals.sort_unstable();
    groups
        .windows(2)
        .filter_map(|pair| match pair {
            [[.., above], [below, ..]] => Some(widest_gap(&intervals, *above, *below)),
            _ => None,
        })
        .collect()
}

/// The middle of the widest stretch between two levels that no line covers; where lines cover all, the middle between the levels.
fn widest_gap(intervals: &[(Milli, Milli)], above: Milli, below: Milli) -> Milli {
    let (mut covered, mut best) = (above, (0, i32::midpoint(above, below)));
    for &(from, to) in intervals {
        let gap = from.min(below) - covered;
        if gap > best.0 {
            best = (gap, covered + gap / 2);
        }
        covered = covered.max(to);
    }
    best.1
}

/// Whether a line holds a figure or a dash, and nothing else.
fn is_figure(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_ascii_digit()
            || matches!(
                c,
                '０'..='９' | '.' | ',' | '，' | '．' | '%' | '％' | '-' | '—' | '－' | '–' | '/' | ' '
            )
    })
}
