//! The columns of a section: between the labels of its header, and left of them, where white space runs through.

use super::segments::{Segment, printed_box};
use super::sheet::Sheet;
use super::words::{Holds, Section};
use crate::geometry::{Milli, Rect};
use crate::pdf::{Direction, Glyph};
use crate::table::lines::edges::Edge;

/// Left of the labels, a space that runs through all lines is a border from this width on (1/100 em): narrower ones are word spaces that
/// happen to stand one below the other.
const BORDER_FROM: Milli = 50;

/// What runs over a border by less than this (1/100 em) stands beside it.
const OVER_BORDER: Milli = 30;

/// A label that runs over the border of two columns of merged labels by this much (1/100 em) stands in both: centred, it may stand mostly in one.
const OVER_MERGED: Milli = 10;

/// A column, by the places of its borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub x0: Milli,
    pub x1: Milli,
    pub holds: Holds,
}

/// A cell of the header.
pub(super) struct HeaderCell {
    pub bbox: Rect,
    pub holds: Holds,
    pub segments: Vec<usize>,
}

/// A piece of a segment, and the columns that it stands in.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub segment: Segment,
    pub first: usize,
    pub last: usize,
}

/// The columns under these header cells (left to right), for a section of these segments.
pub(super) fn columns(sheet: &Sheet, kind: Section, header: &[HeaderCell], segments: &[usize]) -> Vec<Column> {
    let (Some(leftmost), Some(rightmost)) = (header.first(), header.last()) else {
        return Vec::new();
    };
    let heads = header.iter().flat_map(|cell| &cell.segments);
    let mut words: Vec<Rect> = segments
        .iter()
        .chain(heads)
        .filter_map(|&at| sheet.segments.get(at))
        .flat_map(|segment| segment.words(sheet.em))
        .filter_map(|word| printed_box(&word))
        .collect();
    words.sort_unstable_by_key(|w| (w.x0, w.x1));
    let left = words.first().map_or(leftmost.bbox.x0, |w| w.x0.min(leftmost.bbox.x0));
    let right = words.iter().map(|w| w.x1).max().unwrap_or(0).max(rightmost.bbox.x1);
    let heights = Rect {
        x0: left,
        x1: right,
        y0: words.iter().map(|w| w.y0).min().unwrap_or(0),
        y1: words.iter().map(|w| w.y1).max().unwrap_or(0),
    };
    let mut columns = Vec::new();
    let mut from = left - sheet.em / 2;
    for gap in whites(&words, left, leftmost.bbox.x0) {
        if gap.least == 0 && gap.to - gap.from >= sheet.em / 100 * BORDER_FROM {
            let at = sheet
                .border_drawn(gap.from, gap.to, &heights)
                .unwrap_or(i32::midpoint(gap.from, gap.to));
            columns.push(Column {
                x0: from,
                x1: at,
                holds: Holds::Merged,
            });
            from = at;
        }
    }
    // The names of rows of figures stand next to them; what stands further to the left is said of all rows.
    if kind == Section::Figures
        && let Some(names) = columns.last_mut()
    {
        names.holds = Holds::Text;
    }
    for pair in header.windows(2) {
        let [a, b] = pair else { continue };
        let (gap_from, gap_to) = (a.bbox.x1.min(b.bbox.x0), b.bbox.x0.max(a.bbox.x1));
        let at = sheet
            .border_drawn(gap_from, gap_to, &heights)
            .or_else(|| {
                let whites = whites(&words, gap_from, gap_to).into_iter();
                whites
                    .max_by_key(|g| (std::cmp::Reverse(g.least), g.to - g.from))
                    .map(|g| i32::midpoint(g.from, g.to))
            })
            .unwrap_or(i32::midpoint(gap_from, gap_to));
        columns.push(Column {
            x0: from,
            x1: at,
            holds: a.holds,
        });
        from = at;
    }
    columns.push(Column {
        x0: from,
        x1: right + sheet.em / 2,
        holds: rightmost.holds,
    });
    columns
}

/// A stretch of x that as few words as possible cover.
struct White {
    from: Milli,
    to: Milli,
    /// How many words cover it.
    least: usize,
}

/// The stretches between two places, by how many words (sorted by left side) cover them; the ends of one come in order.
fn whites(words: &[Rect], from: Milli, to: Milli) -> Vec<White> {
    let mut ends: Vec<(Milli, bool)> = Vec::new();
    for word in words.iter().take_while(|w| w.x0 < to).filter(|w| w.x1 > from) {
        ends.push((word.x0.max(from), true));
        ends.push((word.x1.min(to), false));
    }
    ends.sort_unstable();
    let (mut at, mut covering) = (from, 0_usize);
    let mut whites = Vec::new();
    for (place, begins) in ends.into_iter().chain([(to, true)]) {
        if place > at {
            whites.push(White {
                from: at,
                to: place,
                least: covering,
            });
            at = place;
        }
        covering = if begins {
            covering + 1
        } else {
            covering.saturating_sub(1)
        };
    }
    whites
}

impl Sheet<'_> {
    /// The place of a line drawn down between two places, along most of these heights.
    fn border_drawn(&self, from: Milli, to: Milli, heights: &Rect) -> Option<Milli> {
        let first = self.edges.vertical.partition_point(|e| e.at < from);
        let here = self.edges.vertical.iter().skip(first).take_while(|e| e.at <= to);
        let drawn = |e: &&Edge| e.to.min(heights.y1) - e.from.max(heights.y0);
        here.filter(|e| drawn(e) * 2 >= heights.height())
            .max_by_key(drawn)
            .map(|e| e.at)
    }
}

fn are_merged(columns: &[Column]) -> bool {
    columns.iter().all(|c| c.holds == Holds::Merged)
}

/// Which columns a segment stands in; where it has a gap at a border, it is cut there.
pub(super) fn pieces(sheet: &Sheet, at: usize, columns: &[Column]) -> Vec<Piece> {
    let Some(segment) = sheet.segments.get(at) else {
        return Vec::new();
    };
    let last_column = columns.len().saturating_sub(1);
    let column_of = |x: Milli| columns.partition_point(|c| c.x1 <= x).min(last_column);
    let mut runs: Vec<(usize, usize, Vec<Glyph>)> = Vec::new();
    for word in segment.words(sheet.em) {
        let Some(Rect { x0: from, x1: to, .. }) = printed_box(&word) else {
            continue;
        };
        let middle = column_of(i32::midpoint(from, to));
        let reach = |over: Milli| {
            let first = column_of(from.saturating_add(over)).min(middle);
            (first, column_of(to.saturating_sub(over)).max(middle))
        };
        let (first, last) = match reach(sheet.em / 100 * OVER_MERGED) {
            (first, last) if columns.get(first..=last).is_some_and(are_merged) => (first, last),
            _ => reach(sheet.em / 100 * OVER_BORDER),
        };
        match runs.last_mut() {
            Some((_, end, glyphs)) if first <= *end => {
                *end = last.max(*end);
                glyphs.extend(word);
            }
            _ => runs.push((first, last, word)),
        }
    }
    let direction = segment.glyphs.first().map_or(Direction::Right, |g| g.direction);
    runs.into_iter()
        .filter_map(|(first, last, glyphs)| {
            Some(Piece {
                segment: Segment::new(glyphs, direction)?,
                first,
                last,
            })
        })
        .collect()
}
