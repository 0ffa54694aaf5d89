//! Glyphs -> segments: what of a line of text stands together.

use super::words::Words;
use crate::geometry::{Milli, Rect};
use crate::pdf::{Direction, Glyph};
use crate::table::cells::asides::Apart;
use crate::table::cells::outside::copies_apart;
use crate::table::lines::edges::Edges;
use crate::text::{GlyphLine, glyphs_to_lines_and_copies, is_cjk, lines_to_text};

/// Texts of one line that lie this far apart (1/100 em) stand in two cells: a word space is 25 to 50 wide, the narrowest space between
/// columns 80 and more.
const CELL_GAP: Milli = 70;

/// Where a line is drawn between two characters, they stand this far apart at least (1/100 em).
const GAP_AT_LINE: Milli = 10;

/// A label that is spread over its cell (总　　分) has as many characters as this at most.
const SPREAD_CHARACTERS: usize = 4;

/// Characters of a spread label stand no further apart than this many ems.
const SPREAD_GAP: Milli = 4;

/// Chinese type reaches this part of its size (1/100) above the base line, and the rest below it.
const ABOVE_BASE_LINE: Milli = 88;

/// A piece of a line of text.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// Around what is printed.
    pub bbox: Rect,
    /// Left to right, white space inside included.
    pub glyphs: Vec<Glyph>,
    /// What it says.
    pub text: String,
}

impl Segment {
    pub(super) fn new(glyphs: Vec<Glyph>, direction: Direction) -> Option<Self> {
        let content = lines_to_text(&[GlyphLine {
            glyphs: glyphs.clone(),
            direction,
        }]);
        let mut bbox = printed_box(&glyphs)?;
        if direction == Direction::Right {
            // Fonts differ in how far they reach above and below their type: the size alone tells how lines follow each other.
            let printed = || glyphs.iter().filter(|g| !g.is_space());
            let tops = printed().map(|g| g.origin.y - g.size / 100 * ABOVE_BASE_LINE);
            bbox.y0 = tops.min()?;
            bbox.y1 = bbox.y0 + printed().map(|g| g.size).max()?;
        }
        Some(Self {
            bbox,
            glyphs,
            text: content.text,
        })
    }

    /// What stands in it without a gap that a column's border could run through.
    pub(super) fn words(&self, em: Milli) -> Vec<Vec<Glyph>> {
        parts(&self.glyphs, |a, b| b.bbox.x0 - a.bbox.x1 >= em / 5)
    }
}

/// The box around what is printed of these glyphs.
pub(super) fn printed_box(glyphs: &[Glyph]) -> Option<Rect> {
    let printed = glyphs.iter().filter(|g| !g.is_space()).map(|g| g.bbox);
    printed.reduce(|a, b| a.union(&b))
}

/// The text of a page in segments, from the top down, and what stands in the place of other characters once more.
pub(super) fn glyphs_to_segments(
    glyphs: &[Glyph],
    edges: &Edges,
    words: Words,
    em: Milli,
) -> (Vec<Segment>, Option<Apart>) {
    let mut segments = Vec::new();
    let (lines, copies) = glyphs_to_lines_and_copies(glyphs);
    for line in lines {
        if line.direction != Direction::Right {
            segments.extend(Segment::new(line.glyphs, line.direction));
            continue;
        }
        let is_apart = |a: &Glyph, b: &Glyph| {
            let gap = b.bbox.x0 - a.bbox.x1;
            gap > em / 100 * CELL_GAP || gap > em / 100 * GAP_AT_LINE && is_line_between(edges, a, b)
        };
        let pieces: Vec<Segment> = parts(&line.glyphs, is_apart)
            .into_iter()
            .filter_map(|part| Segment::new(part, line.direction))
            .collect();
        segments.extend(join_spread_labels(&pieces, words, em));
    }
    segments.sort_by_key(|s| (s.bbox.y0, s.bbox.x0));
    (segments, copies_apart(copies))
}

/// Cuts a line between the printed glyphs that are apart. White space at a cut stands before the second part.
fn parts(glyphs: &[Glyph], is_apart: impl Fn(&Glyph, &Glyph) -> bool) -> Vec<Vec<Glyph>> {
    let mut parts: Vec<Vec<Glyph>> = Vec::new();
    let mut space: Vec<Glyph> = Vec::new();
    let mut before: Option<Glyph> = None;
    for glyph in glyphs {
        if glyph.is_space() {
            space.push(*glyph);
            continue;
        }
        match (parts.last_mut(), before) {
            (Some(part), Some(before)) if !is_apart(&before, glyph) => part.append(&mut space),
            _ => parts.push(std::mem::take(&mut space)),
        }
        if let Some(part) = parts.last_mut() {
            part.push(*glyph);
        }
        before = Some(*glyph);
    }
    parts
}

fn is_line_between(edges: &Edges, a: &Glyph, b: &Glyph) -> bool {
    let (from, to) = (a.bbox.center().x, b.bbox.center().x);
    let y = a.bbox.center().y;
    let first = edges.vertical.partition_point(|e| e.at < from);
    let mut here = edges.vertical.iter().skip(first).take_while(|e| e.at <= to);
    here.any(|e| e.from <= y && y <= e.to)
}

/// Joins characters that stand alone, where together they are a label.
fn join_spread_labels(pieces: &[Segment], words: Words, em: Milli) -> Vec<Segment> {
    let single = |s: &Segment| {
        let mut characters = s.text.chars();
        characters.next().is_some_and(is_cjk) && characters.next().is_none()
    };
    let mut result: Vec<Segment> = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    while let Some((first, others)) = rest.split_first() {
        let mut run = 1;
        if single(first) {
            let near = |pair: &&[Segment]| matches!(pair, [a, b] if single(b) && b.bbox.x0 - a.bbox.x1 <= em.saturating_mul(SPREAD_GAP));
            run += rest.windows(2).take(SPREAD_CHARACTERS - 1).take_while(near).count();
        }
        let together = rest.get(..run).unwrap_or_default();
        let text: String = together.iter().map(|s| s.text.as_str()).collect();
        if run > 1 && !words(&text).is_empty() {
            let glyphs: Vec<Glyph> = together.iter().flat_map(|s| s.glyphs.iter().copied()).collect();
            result.extend(Segment::new(glyphs, Direction::Right));
            rest = rest.get(run..).unwrap_or_default();
        } else {
            result.push(first.clone());
            rest = others;
        }
    }
    result
}
