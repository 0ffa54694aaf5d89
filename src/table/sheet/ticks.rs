//! Choices whose boxes are drawn (radio buttons of a web page, squares with a tick in them) -> the same choices as characters: `□优 ☑良`. Told only
//! where a line has several boxes alike, a text beside each of them, and one of them at least, but not all, holds ink.

use std::borrow::Cow;

use crate::geometry::{Milli, POINT, Rect};
use crate::pdf::{Direction, Glyph, MarkKind, Page, Stroke, Visibility};
use crate::text::is_printed;

/// Boxes to tick are so wide and high: those of browsers have 9.8 points, those of a small type 5.
const SMALLEST: Milli = 4 * POINT;
const LARGEST: Milli = 16 * POINT;

/// Lines that meet, and boxes that lie on each other, do so within this.
const NEAR: Milli = POINT;

/// Boxes are as wide as high, and as large as each other, to this part (1/100).
const ALIKE: Milli = 15;

/// What ticks a box takes up this part of it (1/100) at least, and at most: less is a speck, more is its ground.
const INK_FROM: Milli = 20;
const INK_TO: Milli = 88;

/// The text of an option stands within this beside its box.
const BESIDE: Milli = 10 * POINT;

/// A box has so many sides at least; a tick has two.
const SIDES: usize = 4;

/// With more boxes, or more shapes, a page is a drawing.
const MOST_BOXES: usize = 100;
const MOST_MARKS: usize = 2_000;

/// The page with its drawn choices as characters.
pub(super) fn as_characters(page: Cow<'_, Page>) -> Cow<'_, Page> {
    let boxes = boxes(&page);
    if boxes.len() < 2 {
        return page;
    }
    let mut chosen: Vec<(Rect, Glyph)> = Vec::new();
    for line in boxes.chunk_by(is_beside) {
        let marks = line.iter().map(|b| mark(&page, b)).collect::<Option<Vec<Glyph>>>();
        let Some(marks) = marks.filter(|marks| marks.len() > 1) else {
            continue;
        };
        let ticked = marks.iter().filter(|mark| mark.character == Some(TICKED)).count();
        if (1..marks.len()).contains(&ticked) {
            chosen.extend(line.iter().copied().zip(marks));
        }
    }
    if chosen.is_empty() {
        return page;
    }
    let mut page = page.into_owned();
    let is_of_box = |b: &Rect| chosen.iter().any(|(own, _)| holds(own, b));
    page.marks.retain(|mark| !is_of_box(&mark.bbox));
    page.strokes.retain(|stroke| !is_of_box(&stroke.span()));
    page.fills.retain(|fill| !is_of_box(&fill.bbox));
    page.glyphs.extend(chosen.into_iter().map(|(_, mark)| mark));
    Cow::Owned(page)
}

const TICKED: char = '☑';
const EMPTY: char = '□';

fn holds(outer: &Rect, inner: &Rect) -> bool {
    outer.grown(NEAR, NEAR).intersection(inner) == Some(*inner)
}

fn is_alike(a: Milli, b: Milli) -> bool {
    (a - b).abs() <= a.max(b) * ALIKE / 100
}

fn is_box(b: &Rect) -> bool {
    let is_small = |length: Milli| (SMALLEST..=LARGEST).contains(&length);
    is_small(b.width()) && is_small(b.height()) && is_alike(b.width(), b.height())
}

/// Whether two boxes are alike and stand on one line.
fn is_beside(a: &Rect, b: &Rect) -> bool {
    (a.center().y - b.center().y).abs() <= NEAR && is_alike(a.width(), b.width()) && a.x1 <= b.x0
}

/// What may be a box to tick: rings and squares. Line by line, left to right, each once.
fn boxes(page: &Page) -> Vec<Rect> {
    let mut boxes: Vec<Rect> = Vec::new();
    if page.marks.len() <= MOST_MARKS {
        let shapes = page.marks.iter().filter(|mark| mark.kind == MarkKind::Shape);
        boxes.extend(shapes.map(|mark| mark.bbox).filter(is_box));
    }
    boxes.extend(outlines(page));
    if boxes.len() > MOST_BOXES {
        return Vec::new();
    }
    // A ring may be drawn in several strokes, on a ground of its own: the smallest stands for all. What lies in it is no box of its own.
    boxes.sort_by_key(Rect::area);
    let mut own: Vec<Rect> = Vec::new();
    for b in boxes.into_iter().rev() {
        match own.iter_mut().find(|other| holds(other, &b)) {
            Some(other) if holds(&b, other) => *other = b,
            Some(_) => {}
            None => own.push(b),
        }
    }
    own.sort_by_key(|b| (b.center().y / (2 * NEAR), b.x0));
    own
}

/// What one stroke of a pen draws: the four sides of a square, or a ring in pieces.
fn outlines(page: &Page) -> Vec<Rect> {
    let drawn = page
        .strokes
        .chunk_by(|a, b| a.order == b.order)
        .filter(|lines| lines.len() >= SIDES);
    let boxes = drawn.filter_map(|lines| lines.iter().map(Stroke::span).reduce(|a, b| a.union(&b)));
    boxes.filter(is_box).collect()
}

/// The character that a box stands for, as high as the text beside it; `None` where there is none, or where text stands in the box.
fn mark(page: &Page, b: &Rect) -> Option<Glyph> {
    let shown = || {
        page.glyphs
            .iter()
            .filter(|g| g.visibility == Visibility::Shown && is_printed(g))
    };
    if shown().any(|g| b.contains(g.bbox.center())) {
        return None;
    }
    let is_level = |g: &&Glyph| {
        g.direction == Direction::Right && (g.bbox.center().y - b.center().y).abs() <= b.height() / 2 + NEAR
    };
    let gap = |g: &Glyph| (g.bbox.x0 - b.x1).max(b.x0 - g.bbox.x1);
    let beside = shown()
        .filter(is_level)
        .min_by_key(|g| gap(g))
        .filter(|g| gap(g) <= BESIDE)?;
    let is_ink = |ink: &Rect| {
        let part = |length: Milli, of: Milli| length.saturating_mul(100) / of.max(1);
        let longer = part(ink.width(), b.width()).max(part(ink.height(), b.height()));
        holds(b, ink) && (INK_FROM..=INK_TO).contains(&longer)
    };
    let is_ticked = page.marks.iter().any(|mark| is_ink(&mark.bbox))
        || page.strokes.iter().any(|stroke| is_ink(&stroke.span()))
        || page.fills.iter().any(|fill| is_ink(&fill.bbox));
    Some(Glyph {
        character: Some(if is_ticked { TICKED } else { EMPTY }),
        bbox: Rect::new(b.x0, beside.bbox.y0, b.x1, beside.bbox.y1),
        origin: crate::geometry::Point {
            x: b.x0,
            y: beside.origin.y,
        },
        drawn_as: None,
        in_doubt: false,
        ..*beside
    })
}
