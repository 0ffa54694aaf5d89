//! Glyphs -> lines in reading order.

use crate::geometry::{Milli, Rect};
use crate::pdf::{Direction, Glyph};

/// Two equal glyphs closer than this part of their size (1/100) are one, drawn twice for a bold look.
/// Fake bold moves by 2 to 8 hundredths; the narrowest character, a full stop, advances by 20 or more.
const DOUBLED_WITHIN: Milli = 14;

/// How many glyphs back a doubled one can stand: fake bold draws up to four copies, and a copy of a neighbour may lie between.
const DOUBLED_LOOK_BACK: usize = 8;

/// Glyphs of one line, in the order in which they are read.
#[derive(Debug, Clone)]
pub struct GlyphLine {
    /// In reading order.
    pub glyphs: Vec<Glyph>,
    /// Which way they run.
    pub direction: Direction,
}

impl GlyphLine {
    /// The box around all glyphs.
    pub fn bbox(&self) -> Rect {
        self.glyphs
            .iter()
            .map(|g| g.bbox)
            .reduce(|a, b| a.union(&b))
            .unwrap_or_default()
    }
}

/// The same, and the glyphs that are left out, since they stand in the same place once more.
pub fn glyphs_to_lines_and_copies(glyphs: &[Glyph]) -> (Vec<GlyphLine>, Vec<Glyph>) {
    let mut lines = Vec::new();
    let mut room = Room::default();
    room.each_line(glyphs, |direction, line| {
        lines.push(GlyphLine {
            glyphs: line.iter().map(|span| *span.glyph).collect(),
            direction,
        });
    });
    let copies = room.copies().copied().collect();
    (lines, copies)
}

/// Puts glyphs of one box into lines: top to bottom for horizontal text, as the direction says for turned or vertical text.
pub fn glyphs_to_lines(glyphs: &[Glyph]) -> Vec<GlyphLine> {
    glyphs_to_lines_and_copies(glyphs).0
}

/// The memory in which the lines of one box after the other are found.
#[derive(Debug, Default)]
pub struct Room<'g> {
    spans: Vec<Span<'g>>,
    once: Vec<Span<'g>>,
    copies: Vec<&'g Glyph>,
}

impl<'g> Room<'g> {
    /// What was left out of the last box that was read in it: glyphs that stand in the same place once more.
    pub fn copies(&self) -> impl Iterator<Item = &'g Glyph> {
        self.copies.iter().copied()
    }

    /// Calls `on_line` with every line of [`glyphs_to_lines`].
    pub(super) fn each_line(&mut self, glyphs: &'g [Glyph], mut on_line: impl FnMut(Direction, &[Span<'g>])) {
        let Self { spans, once, copies } = self;
        copies.clear();
        let mut placed = 0;
        for direction in [
            Direction::Right,
            Direction::Down,
            Direction::Up,
            Direction::Left,
            Direction::Slanted,
        ] {
            spans.clear();
            spans.extend(glyphs.iter().filter(|g| g.direction == direction).map(Span::new));
            placed += spans.len();
            spans.sort_by_key(|s| (s.across, s.along));
            for line in spans_to_lines(spans) {
                once.clear();
                add_once(line, once, copies);
                on_line(direction, once);
            }
            // Nearly always all of them run to the right.
            if placed == glyphs.len() {
                break;
            }
        }
    }
}

/// A glyph in its own text's axes: along the line, and across the lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'g> {
    along: Milli,
    across: Milli,
    half: Milli,
    pub glyph: &'g Glyph,
}

impl<'g> Span<'g> {
    fn new(glyph: &'g Glyph) -> Self {
        let (b, center) = (glyph.bbox, glyph.bbox.center());
        let (along, across, thick) = match glyph.direction {
            Direction::Right | Direction::Slanted => (b.x0, center.y, b.height()),
            Direction::Left => (-b.x1, -center.y, b.height()),
            Direction::Down => (b.y0, -center.x, b.width()),
            Direction::Up => (-b.y1, center.x, b.width()),
        };
        Self {
            along,
            across,
            half: thick / 2,
            glyph,
        }
    }
}

/// Groups spans, sorted across, into lines, and sorts each along. A glyph belongs to the line whose tallest glyph holds its middle (or
/// the other way round), so that raised and small characters stay with their neighbours.
fn spans_to_lines<'s, 'g>(spans: &'s mut [Span<'g>]) -> impl Iterator<Item = &'s [Span<'g>]> {
    let mut tallest = spans.first().copied();
    let lines = spans.chunk_by_mut(move |_, span| {
        let same = tallest.is_some_and(|t| (span.across - t.across).abs() < span.half.max(t.half));
        if !same || tallest.is_some_and(|t| span.half > t.half) {
            tallest = Some(*span);
        }
        same
    });
    lines.map(|line| {
        line.sort_by_key(|s| s.along);
        &*line
    })
}

/// Adds the glyphs of a line, sorted along it, each once. What one operator shows twice is no copy.
fn add_once<'g>(line: &[Span<'g>], kept: &mut Vec<Span<'g>>, copies: &mut Vec<&'g Glyph>) {
    for span in line {
        let near = span.glyph.size / 100 * DOUBLED_WITHIN;
        let before = kept.iter().rev().take(DOUBLED_LOOK_BACK);
        let before = before.take_while(|k| span.along - k.along < near);
        let mut same = before
            .filter(|k| k.glyph.character == span.glyph.character && (k.across - span.across).abs() < near)
            .peekable();
        let is_copy = same.peek().is_some() && !same.any(|k| k.glyph.order.abs_diff(span.glyph.order) == 1);
        if is_copy {
            copies.push(span.glyph);
        } else {
            kept.push(*span);
        }
    }
}
