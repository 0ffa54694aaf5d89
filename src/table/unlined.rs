//! Rows and columns without a line between them, told apart by their text.
//!
//! Columns: a cell under a row of several cells, whose text keeps to the columns of that row. Rows: cells side by side whose figures stand on the
//! same levels. Both are split only on strong evidence; what leaves a doubt is marked so.

use super::Scale;
use super::asides::Apart;
use super::fill::FilledCell;
use super::model::{Cell, Doubt, Table};
use super::outside::copies_apart;
use super::runs::doubt_several_figures;
use super::upright::Turn;
use crate::geometry::{Milli, Rect};
use crate::pdf::Glyph;
use crate::text::{Room, as_drawn, glyphs_to_lines, glyphs_to_text_in, is_letter_spaced, is_unprinted, lines_to_text};

/// Text of two columns on one line lies at least this part of an em (1/100) apart.
const COLUMN_GAP: Milli = 50;

/// Where only two columns on a single line tell of a split, they lie at least this far apart (1/100 em).
const WIDE_COLUMN_GAP: Milli = 150;

/// Two paragraphs side by side lie at least this far apart (1/100 em), where the lines of one would run through without a gap.
const UNEVEN_GAP: Milli = 25;

/// A line that a figure breaks off leaves less room than this in its cell (1/100 em): one digit, and the padding of both sides (5.4 pt each in a
/// word processor's cell).
const ROOM_OF_FULL_LINE: Milli = 170;

/// So many columns leave no doubt: that keep apart on every line, or that have nothing but figures, all of them on the levels of the rows.
const SURE_COLUMNS: usize = 3;

/// The cells of one table after splitting.
pub(super) struct Split {
    cells: Vec<FilledCell>,
}

/// Splits what has no lines. A table at the top of a page may go on with one whose last row is `above_table`.
pub(super) fn split(cells: Vec<FilledCell>, above_table: &[FilledCell], scale: Scale) -> Split {
    let cells = split_columns(cells, above_table, scale);
    let mut cells = split_rows(cells, scale);
    for cell in &mut cells {
        doubt_several_figures(cell, scale);
    }
    Split { cells }
}

impl Split {
    /// Cells that are told apart already.
    pub fn new(cells: Vec<FilledCell>) -> Self {
        Self { cells }
    }

    /// The cells that touch the lower end of the table, left to right.
    pub fn last_row(&self) -> Vec<FilledCell> {
        let end = self.cells.iter().map(|c| c.bbox.y1).max();
        let mut row: Vec<FilledCell> = self.cells.iter().filter(|c| Some(c.bbox.y1) == end).cloned().collect();
        row.sort_by_key(|c| c.bbox.x0);
        row
    }

    /// Numbers rows and columns anew and makes the text of the cells. Characters that stand in the same place once more are apart from it.
    pub fn into_table(self, page: u32, turn: Turn) -> (Table, Vec<Apart>) {
        let mut xs: Vec<Milli> = self.cells.iter().flat_map(|c| [c.bbox.x0, c.bbox.x1]).collect();
        let mut ys: Vec<Milli> = self.cells.iter().flat_map(|c| [c.bbox.y0, c.bbox.y1]).collect();
        xs.sort_unstable();
        xs.dedup();
        ys.sort_unstable();
        ys.dedup();
        let index = |places: &[Milli], at: Milli| places.partition_point(|&p| p < at);
        let mut room = Room::default();
        let mut copies = Vec::new();
        let mut cells: Vec<Cell> = self
            .cells
            .iter()
            .map(|c| {
                let (row, col) = (index(&ys, c.bbox.y0), index(&xs, c.bbox.x0));
                let content = glyphs_to_text_in(&mut room, &c.glyphs);
                copies.extend(copies_apart(room.copies().copied().collect()));
                Cell {
                    row,
                    col,
                    row_span: index(&ys, c.bbox.y1) - row,
                    col_span: index(&xs, c.bbox.x1) - col,
                    content,
                    page,
                    bbox: c.bbox,
                    drawn: None,
                    turn,
                    doubt: c.doubt,
                }
            })
            .collect();
        cells.sort_by_key(|c| (c.row, c.col));
        let table = Table {
            rows: ys.len().saturating_sub(1),
            cols: xs.len().saturating_sub(1),
            cells,
            pages: vec![page],
        };
        (table, copies)
    }
}

fn split_columns(cells: Vec<FilledCell>, above_table: &[FilledCell], scale: Scale) -> Vec<FilledCell> {
    let above_table: Vec<&FilledCell> = above_table.iter().collect();
    let mut by_lower_edge: Vec<&FilledCell> = cells.iter().collect();
    by_lower_edge.sort_by_key(|c| (c.bbox.y1, c.bbox.x0));
    let row_above = |cell: &FilledCell| {
        let first = by_lower_edge.partition_point(|c| c.bbox.y1 < cell.bbox.y0);
        let end = by_lower_edge.partition_point(|c| c.bbox.y1 <= cell.bbox.y0);
        by_lower_edge.get(first..end).unwrap_or_default()
    };
    let top = cells.iter().map(|c| c.bbox.y0).min();
    let parts: Vec<Option<Vec<FilledCell>>> = cells
        .iter()
        .map(|cell| {
            let above = if Some(cell.bbox.y0) == top {
                &above_table
            } else {
                row_above(cell)
            };
            cut_below(&headings(above, cell, scale)?, cell, scale)
        })
        .collect();
    let mut result = Vec::with_capacity(cells.len());
    for (cell, parts) in cells.into_iter().zip(parts) {
        match parts {
            Some(parts) => result.extend(parts),
            None => result.push(cell),
        }
    }
    result
}

/// A column of the row above a cell.
struct Heading {
    x0: Milli,
    x1: Milli,
    /// Whether anything is printed in it.
    says_something: bool,
}

/// The columns of the row directly above a cell (left to right), if two or more of them fill its width.
fn headings(row: &[&FilledCell], cell: &FilledCell, scale: Scale) -> Option<Vec<Heading>> {
    if cell.glyphs.is_empty() {
        return None;
    }
    let (x0, x1, slack) = (cell.bbox.x0, cell.bbox.x1, scale.snap());
    let first = row.partition_point(|c| c.bbox.x0 < x0 - slack);
    let above = row
        .iter()
        .skip(first)
        .take_while(|c| c.bbox.x0 <= x1 + slack)
        .filter(|c| c.bbox.x1 <= x1 + slack)
        .map(|c| Heading {
            x0: c.bbox.x0.max(x0),
            x1: c.bbox.x1.min(x1),
            says_something: !c.glyphs.is_empty(),
        });
    // Most cells stand below one other.
    let (count, width) = above
        .clone()
        .fold((0, 0), |(count, width), h| (count + 1, width + h.x1 - h.x0));
    (count >= 2 && (cell.bbox.width() - width).abs() <= slack).then(|| above.collect())
}

/// Cuts a cell's text at the borders of the columns above it, where it keeps to them plainly enough.
fn cut_below(above: &[Heading], cell: &FilledCell, scale: Scale) -> Option<Vec<FilledCell>> {
    let borders: Vec<Milli> = above.iter().skip(1).map(|h| h.x0).collect();
    let column_of = |x: Milli| borders.partition_point(|&b| b <= x);
    let slack = scale.em / 10;
    let crosses = |g: &Glyph| column_of(g.bbox.x0 + slack) != column_of(g.bbox.x1 - slack);
    if cell.glyphs.iter().filter(is_printed).any(crosses) || is_spread_word(cell, scale) {
        return None;
    }
    let mut columns: Vec<Vec<Glyph>> = vec![Vec::new(); above.len()];
    for glyph in &cell.glyphs {
        if let Some(column) = columns.get_mut(column_of(glyph.bbox.center().x)) {
            column.push(*glyph);
        }
    }
    let filled: Vec<(&Heading, &Vec<Glyph>)> = above
        .iter()
        .zip(&columns)
        .filter(|(_, c)| c.iter().any(|g| is_printed(&g)))
        .collect();
    if filled.len() < 2 {
        return None;
    }
    let gap = narrowest_gap(&cell.glyphs, &column_of);
    let plain = match filled.as_slice() {
        [(a, left), (b, right)] => {
            let headed = a.says_something && b.says_something;
            let uneven = gap >= scale.em / 100 * UNEVEN_GAP || !same_levels(left, right, scale);
            let two_lines = |glyphs: &[Glyph]| glyphs_to_lines(glyphs).len() >= 2;
            gap >= scale.em / 100 * WIDE_COLUMN_GAP || headed && uneven && two_lines(left) && two_lines(right)
        }
        _ => gap >= scale.em / 100 * COLUMN_GAP,
    };
    let is_sure = filled.len() >= SURE_COLUMNS && gap >= scale.em / 100 * WIDE_COLUMN_GAP;
    let boxes = above.iter().map(|h| Rect {
        x0: h.x0,
        x1: h.x1,
        ..cell.bbox
    });
    let part = |(bbox, glyphs)| FilledCell {
        bbox,
        glyphs,
        doubt: Doubt {
            unlined: !is_sure,
            ..cell.doubt
        },
    };
    plain.then(|| boxes.zip(columns).map(part).collect())
}

/// Whether a cell holds one word, or one figure, that is spread over its width: 总 分, 9 5 . 5.
fn is_spread_word(cell: &FilledCell, scale: Scale) -> bool {
    let lines = glyphs_to_lines(&cell.glyphs);
    let [line] = lines.as_slice() else { return false };
    let printed: Vec<&Glyph> = line.glyphs.iter().filter(is_printed).collect();
    let is_letter = |g: &Glyph| g.character.is_some_and(char::is_alphabetic);
    if let [first, last] = printed.as_slice() {
        // Two letters tell nothing by their gap: those of a word stand alike from both sides.
        let margins = (first.bbox.x0 - cell.bbox.x0, cell.bbox.x1 - last.bbox.x1);
        let is_even = (margins.0 - margins.1).abs() <= scale.em / 2;
        return is_even && is_letter(first) && is_letter(last) && first.character != last.character;
    }
    // Figures and dashes alone may be those of several columns.
    let is_part = |g: &&Glyph| is_letter(g) || g.character.is_some_and(|c| matches!(c, '.' | ',' | '：' | ':'));
    printed.iter().any(is_part) && is_letter_spaced(line.direction, printed.into_iter())
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The shape that `filter` asks for.
fn is_printed(glyph: &&Glyph) -> bool {
    !glyph.is_space()
}

/// The narrowest gap between two characters of different columns on one line.
fn narrowest_gap(glyphs: &[Glyph], column_of: &impl Fn(Milli) -> usize) -> Milli {
    let mut narrowest = Milli::MAX;
    for line in glyphs_to_lines(glyphs) {
        let printed: Vec<&Glyph> = line.glyphs.iter().filter(is_printed).collect();
        for pair in printed.windows(2) {
            if let [a, b] = pair
                && column_of(a.bbox.center().x) != column_of(b.bbox.center().x)
            {
                narrowest = narrowest.min(b.bbox.x0 - a.bbox.x1);
            }
        }
    }
    narrowest
}

/// Whether the lines of two columns stand on the same levels, as those of one paragraph would.
fn same_levels(left: &[Glyph], right: &[Glyph], scale: Scale) -> bool {
    let levels =
        |glyphs: &[Glyph]| -> Vec<Milli> { glyphs_to_lines(glyphs).iter().map(|l| l.bbox().center().y).collect() };
    levels(left)
        .iter()
        .zip(levels(right))
        .all(|(a, b)| (a - b).abs() < scale.em / 5)
}

/// Splits bands of cells (those that share top and bottom) whose figures stand on several common levels.
fn split_rows(mut cells: Vec<FilledCell>, scale: Scale) -> Vec<FilledCell> {
    let place = |c: &FilledCell| (c.bbox.y0, c.bbox.y1, c.bbox.x0);
    let mut by_band: Vec<&FilledCell> = cells.iter().collect();
    by_band.sort_by_key(|c| place(c));
    let bands: Vec<(usize, Option<Cuts>)> = by_band
        .chunk_by(|a, b| (a.bbox.y0, a.bbox.y1) == (b.bbox.y0, b.bbox.y1))
        .map(|band| {
            let cuts = if band.len() < 3 {
                None
            } else {
                cuts_of_band(band, scale)
            };
            (band.len(), cuts)
        })
        .collect();
    if bands.iter().all(|(_, cuts)| cuts.is_none()) {
        return cells;
    }
    cells.sort_by_key(place);
    let mut result = Vec::with_capacity(cells.len());
    let mut cells = cells.into_iter();
    for (count, cuts) in bands {
        let band = cells.by_ref().take(count);
        match cuts {
            None => result.extend(band),
            Some(cuts) => result.extend(band.flat_map(|c| cut_at_levels(&c, &cuts))),
        }
    }
    result
}

/// The heights between the rows of a band, from the top down.
struct Cuts {
    at: Vec<Milli>,
    /// Whether they are beyond doubt.
    is_sure: bool,
}

fn cut_at_levels(cell: &FilledCell, cuts: &Cuts) -> Vec<FilledCell> {
    let row_of = |y: Milli| cuts.at.partition_point(|&c| c <= y);
    let mut top = cell.bbox.y0;
    let ends = cuts.at.iter().copied().chain([cell.bbox.y1]);
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
                doubt: Doubt {
                    unlined: cell.doubt.unlined || !cuts.is_sure,
                    ..cell.doubt
                },
            }
        })
        .collect()
}

/// Where the rows of a band part; `None` where it is one row.
///
/// A column of figures has nothing but figures and dashes in its lines. Two such columns with a line on every level make rows: where a figure is
/// broken over two lines of one row, its neighbours' single lines stand between them, and no column has all levels. Where all stand at the top of
/// the row, the broken figures fill their lines: one column at least must have room for more.
fn cuts_of_band(band: &[&FilledCell], scale: Scale) -> Option<Cuts> {
    let near = scale.em / 2;
    // Two columns at least stand on two levels. Seen by the glyphs' own places, before any line is made.
    let is_on_two_levels = |cell: &&&FilledCell| {
        let levels = || cell.glyphs.iter().map(|g| g.bbox.center().y);
        levels()
            .max()
            .zip(levels().min())
            .is_some_and(|(lowest, highest)| lowest - highest >= near)
    };
    if band.iter().filter(is_on_two_levels).count() < 2 {
        return None;
    }
    let figures: Vec<(&FilledCell, Vec<Rect>)> = band
        .iter()
        .filter_map(|cell| Some((*cell, lines_of_figures(cell)?)))
        .collect();
    if figures.len() < 2 {
        return None;
    }
    let mut levels: Vec<Milli> = figures
        .iter()
        .flat_map(|(_, column)| column.iter().map(|b| b.center().y))
        .collect();
    levels.sort_unstable();
    let groups: Vec<&[Milli]> = levels.chunk_by(|a, b| b - a < near).collect();
    let stands_on = |column: &[Rect], group: &[Milli]| column.iter().any(|b| group.contains(&b.center().y));
    let full: Vec<_> = figures
        .iter()
        .filter(|(_, column)| groups.iter().all(|group| stands_on(column, group)))
        .collect();
    let may_be_broken = full.iter().all(|(cell, column)| fills_its_lines(cell, column, scale));
    if groups.len() < 2 || full.len() < 2 || may_be_broken {
        return None;
    }
    let lines = band.iter().flat_map(|cell| printed_lines(cell));
    let mut intervals: Vec<(Milli, Milli)> = lines.map(|(_, bbox)| (bbox.y0, bbox.y1)).collect();
    intervals.sort_unstable();
    let between = groups.windows(2).filter_map(|pair| match pair {
        [[.., above], [below, ..]] => Some(widest_gap(&intervals, *above, *below)),
        _ => None,
    });
    Some(Cuts {
        at: between.collect(),
        is_sure: figures.len() >= SURE_COLUMNS,
    })
}

/// Whether every line of a column but the last reaches from side to side of its cell, as those of a broken figure do.
fn fills_its_lines(cell: &FilledCell, lines: &[Rect], scale: Scale) -> bool {
    let room = scale.em / 100 * ROOM_OF_FULL_LINE;
    let above = lines.split_last().map_or(lines, |(_, above)| above);
    above.iter().all(|line| cell.bbox.width() - line.width() < room)
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

/// The lines of a cell, if it has any and each holds a figure or a dash, and nothing else.
fn lines_of_figures(cell: &FilledCell) -> Option<Vec<Rect>> {
    // Told by the first letter of most cells, before any line is made.
    let may_be_part = |c: char| is_part_of_figure(as_drawn(c)) || c.is_whitespace() || is_unprinted(c);
    if !cell.glyphs.iter().all(|g| g.character.is_some_and(may_be_part)) {
        return None;
    }
    let lines = printed_lines(cell).map(|(text, bbox)| is_figure(&text).then_some(bbox));
    lines.collect::<Option<Vec<Rect>>>().filter(|lines| !lines.is_empty())
}

/// The lines of a cell that print something: their text, and where they stand.
fn printed_lines(cell: &FilledCell) -> impl Iterator<Item = (String, Rect)> {
    glyphs_to_lines(&cell.glyphs).into_iter().filter_map(|line| {
        let content = lines_to_text(&[line]);
        Some((content.text, content.bbox?))
    })
}

/// Whether a line holds a figure or a dash, and nothing else; a figure that breaks off is none.
fn is_figure(text: &str) -> bool {
    !text.ends_with(['.', ',', '，', '．']) && text.chars().all(|c| c == ' ' || is_part_of_figure(c))
}

fn is_part_of_figure(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '０'..='９' | '.' | ',' | '，' | '．' | '%' | '％' | '-' | '—' | '－' | '–' | '/'
        )
}
