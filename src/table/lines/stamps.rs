//! Stamps: closed rings and boxes in a colour that no line of a table has, and what stands in them in that colour.

use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Glyph, Mark, MarkKind, Page, Stroke};
use crate::table::scale::Scale;

/// A stamp is so many ems wide and high at least (seals have 85 to 160 pt, small framed ones 2 lines of type).
const LEAST: Milli = 2;

/// The frame of a note about one figure is as high as a line of its text.
const LEAST_FRAME: Milli = 1;

/// A ring is at most this many times as long in one direction as in the other (oval seals have 1.5).
const LONGEST_RING: Milli = 3;

/// The channels of a colour differ by this much (of 255) at least; those of black, white and grey do not.
const COLOURFUL_FROM: u8 = 60;

/// With more lines in one colour than this it is that of a table: a stamp has four or eight, and notes with their leaders five each.
const MOST_LINES: usize = 64;

/// More shapes in one colour are a drawing (a seal has a ring, a star, and a few strokes).
const MOST_SHAPES: usize = 2_000;

/// A side of a frame reaches this near to its corner (1/1000 pt).
const AT_CORNER: Milli = 2_000;

/// The stamps of a page.
#[derive(Debug, Clone, Default)]
pub(in crate::table) struct Stamps {
    all: Vec<Stamp>,
    /// Lines that lead to a box: from a figure to the note about it.
    leaders: Vec<Stroke>,
    /// Lines of boxes around texts.
    framing: Vec<Stroke>,
}

#[derive(Debug, Clone, Copy)]
struct Stamp {
    bbox: Rect,
    color: [u8; 3],
}

impl Stamps {
    pub(crate) fn of(page: &Page, scale: Scale) -> Self {
        let mut stamps: Vec<Stamp> = Vec::new();
        if page.marks.len() <= MOST_SHAPES {
            let rings = page.marks.iter().filter_map(|mark| ring(mark, scale));
            stamps.extend(rings);
        }
        let (framed, leaders) = frames(&page.strokes, scale);
        stamps.extend(framed);
        Self {
            all: stamps,
            leaders,
            framing: Vec::new(),
        }
    }

    /// The same, and these boxes around texts.
    pub(crate) fn with_boxes(mut self, sides: impl Iterator<Item = [Stroke; 4]>) -> Self {
        self.framing = sides.flatten().collect();
        self
    }

    /// Whether a character is part of a stamp.
    pub(crate) fn hold(&self, glyph: &Glyph) -> bool {
        let is_in = |stamp: &Stamp| glyph.color == Some(stamp.color) && stamp.bbox.contains(glyph.bbox.center());
        self.all.iter().any(is_in)
    }

    /// Whether a line is part of the frame of a stamp, or of a text.
    pub(crate) fn hold_line(&self, stroke: &Stroke) -> bool {
        let is_in = |stamp: &Stamp| stroke.color == stamp.color && stamp.bbox.contains(stroke.span().center());
        self.all.iter().any(is_in) || self.leaders.contains(stroke) || self.framing.contains(stroke)
    }

    /// Whether texts of the page stand in boxes of their own.
    pub(crate) fn frame_texts(&self) -> bool {
        !self.framing.is_empty()
    }

    /// Lines that lead to a box in their colour.
    pub(crate) fn leaders(&self) -> &[Stroke] {
        &self.leaders
    }

    /// Whether a shape is a stamp, or part of one.
    pub(crate) fn hold_mark(&self, mark: &Mark) -> bool {
        let is_in = |stamp: &Stamp| mark.color == Some(stamp.color) && stamp.bbox.contains(mark.bbox.center());
        self.all.iter().any(is_in)
    }
}

fn ring(mark: &Mark, scale: Scale) -> Option<Stamp> {
    let (longer, shorter) = sides(&mark.bbox);
    let color = mark.color.filter(|color| is_colourful(*color))?;
    let is_ring = mark.kind == MarkKind::Shape
        && shorter >= scale.em.saturating_mul(LEAST)
        && longer <= shorter.saturating_mul(LONGEST_RING);
    is_ring.then_some(Stamp { bbox: mark.bbox, color })
}

/// Closed boxes of a few lines in colours that few lines of the page have, and the lines that lead to them.
fn frames(strokes: &[Stroke], scale: Scale) -> (Vec<Stamp>, Vec<Stroke>) {
    let (mut stamps, mut leaders) = (Vec::new(), Vec::new());
    let first = strokes.first().map(|s| s.color);
    if strokes.iter().all(|s| Some(s.color) == first) {
        return (stamps, leaders);
    }
    let mut by_color: Vec<&Stroke> = strokes.iter().filter(|s| is_colourful(s.color)).collect();
    by_color.sort_by_key(|s| (s.color, s.order));
    let colors = by_color.chunk_by(|a, b| a.color == b.color);
    for lines in colors.filter(|lines| lines.len() <= MOST_LINES && lines.len() * 2 <= strokes.len()) {
        for group in groups(lines) {
            let is_leader = |line: &&&Stroke| [line.from, line.to].iter().any(|end| is_loose(*end, line, &group));
            let (loose, sides): (Vec<&Stroke>, Vec<&Stroke>) = group.iter().partition(is_leader);
            if let Some(stamp) = frame(&sides, scale) {
                stamps.push(stamp);
                leaders.extend(loose.into_iter().copied());
            }
        }
    }
    (stamps, leaders)
}

/// The lines that hang together.
fn groups<'s>(lines: &[&'s Stroke]) -> Vec<Vec<&'s Stroke>> {
    let mut groups: Vec<(Rect, Vec<&Stroke>)> = Vec::new();
    for line in lines {
        let mut bbox = line.span().grown(AT_CORNER / 2, AT_CORNER / 2);
        let mut own = vec![*line];
        // Each may join groups that were apart.
        let (joined, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(b, _)| b.intersection(&bbox).is_some());
        for (other, lines) in joined {
            bbox = bbox.union(&other);
            own.extend(lines);
        }
        groups = rest;
        groups.push((bbox, own));
    }
    groups.into_iter().map(|(_, lines)| lines).collect()
}

/// Whether the end of a line meets no other line.
fn is_loose(end: Point, line: &Stroke, group: &[&Stroke]) -> bool {
    !group
        .iter()
        .any(|other| other.order != line.order && other.span().grown(AT_CORNER / 2, AT_CORNER / 2).contains(end))
        && !group
            .iter()
            .any(|other| other.span() != line.span() && other.span().grown(AT_CORNER / 2, AT_CORNER / 2).contains(end))
}

fn frame(lines: &[&Stroke], scale: Scale) -> Option<Stamp> {
    let color = lines.first()?.color;
    let boxes = || lines.iter().map(|s| s.span());
    let bbox = boxes().reduce(|a, b| a.union(&b))?;
    let (_, shorter) = sides(&bbox);
    let covers = |is_side: &dyn Fn(&Rect) -> bool, length: fn(&Rect) -> Milli| {
        let drawn: i64 = boxes().filter(|b| is_side(b)).map(|b| i64::from(length(&b))).sum();
        drawn + i64::from(AT_CORNER) >= i64::from(length(&bbox))
    };
    let near = |a: Milli, b: Milli| a.abs_diff(b) <= AT_CORNER.unsigned_abs();
    let is_closed = covers(&|b| near(b.y1, bbox.y0), Rect::width)
        && covers(&|b| near(b.y0, bbox.y1), Rect::width)
        && covers(&|b| near(b.x1, bbox.x0), Rect::height)
        && covers(&|b| near(b.x0, bbox.x1), Rect::height);
    (is_closed && shorter >= scale.em.saturating_mul(LEAST_FRAME)).then_some(Stamp { bbox, color })
}

/// The longer and the shorter side.
fn sides(bbox: &Rect) -> (Milli, Milli) {
    (bbox.width().max(bbox.height()), bbox.width().min(bbox.height()))
}

fn is_colourful([red, green, blue]: [u8; 3]) -> bool {
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    most - least >= COLOURFUL_FROM
}
