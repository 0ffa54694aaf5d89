//! Columns without a line between them: a cell whose text keeps to the columns of the row above it.

use crate::geometry::{Milli, Rect};
use crate::pdf::Glyph;
use crate::table::cells::filled::FilledCell;
use crate::table::model::Doubt;
use crate::table::scale::Scale;
use crate::text::{glyphs_to_lines, is_letter_spaced};

/// Text of two columns on one line lies at least this part of an em (1/100) apart.
const COLUMN_GAP: Milli = 50;

/// Where only two columns on a single line tell of a split, they lie at least this far apart (1/100 em).
const WIDE_COLUMN_GAP: Milli = 150;

/// Two paragraphs side by side lie at least this far apart (1/100 em), where the lines of one would run through without a gap.
const UNEVEN_GAP: Milli = 25;

/// So many columns that keep apart on every line leave no doubt.
const SURE_COLUMNS: usize = 3;

/// Splits cells whose text stands in the columns above them.
pub(super) fn split_columns(cells: Vec<FilledCell>, above_table: &[FilledCell], scale: Scale) -> Vec<FilledCell> {
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

/// Whether a cell below this row is cut at its columns.
pub(in crate::table) fn is_cut_below(row: &[FilledCell], cell: &FilledCell, scale: Scale) -> bool {
    let row: Vec<&FilledCell> = row.iter().collect();
    headings(&row, cell, scale).is_some_and(|above| cut_below(&above, cell, scale).is_some())
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
