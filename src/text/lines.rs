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

/// Puts glyphs of one box into lines: top to bottom for horizontal text, as the direction says for turned or vertical text.
pub fn glyphs_to_lines(glyphs: &[Glyph]) -> Vec<GlyphLine> {
    let mut lines = Vec::new();
    for direction in [
        Direction::Right,
        Direction::Down,
        Direction::Up,
        Direction::Left,
        Direction::Slanted,
    ] {
        let mut spans: Vec<Span> = glyphs
            .iter()
            .filter(|g| g.direction == direction)
            .map(Span::new)
            .collect();
        if spans.is_empty() {
            continue;
        }
        spans.sort_by_key(|s| (s.across, s.along));
        for line in spans_to_lines(&spans) {
            lines.push(GlyphLine {
                glyphs: without_doubles(line),
                direction,
            });
        }
    }
    lines
}

/// A glyph in its own text's axes: along the line, and across the lines.
#[derive(Clone, Copy)]
struct Span {
    along: Milli,
    across: Milli,
    half: Milli,
    glyph: Glyph,
}

impl Span {
    fn new(glyph: &Glyph) -> Self {
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
            glyph: *glyph,
        }
    }
}

/// Groups spans, sorted across, into lines. A glyph belongs to the line whose tallest glyph holds its middle (or the other way
/// round), so that raised and small characters stay with their neighbours.
fn spans_to_lines(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> = Vec::new();
    let mut tallest: Option<Span> = None;
    for span in spans {
        let same = tallest.is_some_and(|t| (span.across - t.across).abs() < span.half.max(t.half));
        match lines.last_mut() {
            Some(line) if same => {
                line.push(*span);
                if tallest.is_some_and(|t| span.half > t.half) {
                    tallest = Some(*span);
                }
            }
            _ => {
                lines.push(vec![*span]);
                tallest = Some(*span);
            }
        }
    }
    for line in &mut lines {
        line.sort_by_key(|s| s.along);
    }
    lines
}

fn without_doubles(line: Vec<Span>) -> Vec<Glyph> {
    let mut kept: Vec<Span> = Vec::with_capacity(line.len());
    for span in line {
        let near = span.glyph.size / 100 * DOUBLED_WITHIN;
        let doubled = kept.iter().rev().take(DOUBLED_LOOK_BACK).any(|k| {
            k.glyph.character == span.glyph.character
                && (k.along - span.along).abs() < near
                && (k.across - span.across).abs() < near
        });
        if !doubled {
            kept.push(span);
        }
    }
    kept.into_iter().map(|s| s.glyph).collect()
}
