//! Rows without a line between them: cells side by side whose figures stand on the same levels.

use crate::geometry::{Milli, Rect};
use crate::table::cells::filled::{FilledCell, ROOM_OF_FULL_LINE};
use crate::table::model::Doubt;
use crate::table::scale::Scale;
use crate::text::{as_drawn, glyphs_to_lines, is_unprinted, lines_to_text};

/// So many columns of figures, all of them on the levels of the rows, leave no doubt.
const SURE_COLUMNS: usize = 3;

/// Splits bands of cells (those that share top and bottom) whose figures stand on several common levels.
pub(super) fn split_rows(mut cells: Vec<FilledCell>, scale: Scale) -> Vec<FilledCell> {
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
