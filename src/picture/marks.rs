//! The marks of a picture as SVG elements. All text goes through [`character`] or is escaped by `maud`.

use std::fmt::Write;

use maud::{Markup, html};

use crate::geometry::{Milli, Point, Rect, points};
use crate::pdf::{Direction, Glyph};

/// A hair line is drawn this wide.
const THINNEST: Milli = 300;

/// Radius of a crossing.
const RADIUS: Milli = 1_300;

/// Boxes, or lines where they have no height or width, as one element.
pub(super) fn boxes(boxes: impl IntoIterator<Item = Rect>) -> Markup {
    let mut path = String::new();
    for b in boxes {
        let (x, y, width, height) = (points(b.x0), points(b.y0), points(b.width()), points(b.height()));
        // Writing to a string cannot fail.
        let _ = match (b.width(), b.height()) {
            (_, 0) => write!(path, "M{x} {y}h{width}"),
            (0, _) => write!(path, "M{x} {y}v{height}"),
            _ => write!(path, "M{x} {y}h{width}v{height}h-{width}z"),
        };
    }
    html! { @if !path.is_empty() { path d=(path) {} } }
}

/// A line with a thickness of its own.
pub(super) fn line(from: Point, to: Point, width: Milli) -> Markup {
    html! {
        line x1=(points(from.x)) y1=(points(from.y)) x2=(points(to.x)) y2=(points(to.y))
            stroke-width=(points(width.max(THINNEST))) {}
    }
}

/// A crossing.
pub(super) fn circle(at: Point) -> Markup {
    html! { circle cx=(points(at.x)) cy=(points(at.y)) r=(points(RADIUS)) {} }
}

/// A glyph's character where the pen stood, turned as the text runs.
pub(super) fn character(glyph: &Glyph) -> Markup {
    let Some(character) = glyph.character.filter(|c| !c.is_whitespace()) else {
        return html! {};
    };
    let (x, y) = (points(glyph.origin.x), points(glyph.origin.y));
    let angle = match glyph.direction {
        Direction::Right | Direction::Slanted => 0,
        Direction::Down => 90,
        Direction::Left => 180,
        Direction::Up => 270,
    };
    let turn = (angle != 0).then(|| format!("rotate({angle} {x} {y})"));
    html! {
        text x=(x) y=(y) font-size=(points(glyph.size)) transform=[turn] { (allowed(character)) }
    }
}

/// The character, or U+FFFD where XML has no way to write it.
pub(super) fn allowed(character: char) -> char {
    match character {
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}
