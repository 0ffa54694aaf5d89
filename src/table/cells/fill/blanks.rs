//! Ink in cells without a text. What is drawn there may stand for one: a dash, a stroke of a pen, hatching, a bar that covers what was written. Only
//! what is told for something else is none: a rule to write on, a frame to write into, shading.

use std::cell::LazyCell;

use super::frame_cells::{FrameCells, home};
use super::ink::{Inked, Strays, cells_under, is_small_box, middle_part};
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Fill, Glyph, Mark, MarkKind, Page, Stroke, Visibility};
use crate::table::cells::asides::is_light;
use crate::table::cells::filled::{FilledCell, Home};
use crate::table::lines::edges::color_at;
use crate::table::lines::stamps::Stamps;
use crate::table::model::AsideKind;
use crate::table::scale::Scale;
use crate::text::is_printed;

/// Lines this near to the middle of their cell (1/100 em) are a dash: a rule to write on lies below the text that would stand on it, 35 at least.
const AT_MIDDLE: Milli = 25;

/// A slanted line drifts more than this part of its length (1/100) off its axis, or more than an em: borders of a page that is a little turned do not.
const DRIFT: Milli = 12;

/// Of a slanted line that runs over several cells so much (1/100 em) lies in each that it is drawn in.
const WITHIN: Milli = 50;

/// With more slanted lines than this a page is a drawing (two hatched cells have 80).
const MOST_SLANTED: usize = 2_000;

/// So many blank cells at most have a frame of their own that is no frame to write into.
const MOST_FRAMED: usize = 4;

/// Shading has this much light (of 255) at least, where it does not reach the borders of its cell: field grounds have 230 and more, bars over texts
/// 192 and less.
const SHADING_FROM: u8 = 215;

/// The channels of a grey lie no farther apart than this (of 255): a colour is that of a marker pen.
const GREY_WITHIN: u8 = 30;

/// More dark boxes than this, or more characters to hold against them, are a picture.
const MOST_BARS: usize = 500;

/// A bar lies in the cells that hold this part of it, or of which it covers so much (1/100).
const PART: i128 = 20;

/// What is inked of the cells that have no text.
pub(super) fn inked(
    frames: &[FrameCells<'_>],
    page: &Page,
    strays: &Strays,
    stamps: &Stamps,
    scale: Scale,
) -> Vec<Inked> {
    if frames.is_empty() {
        return Vec::new();
    }
    let mut inked = by_strays(frames, strays, stamps, scale);
    let slanted = page
        .strokes
        .iter()
        .filter(|s| is_slanted(s, scale) && !stamps.hold_line(s));
    let slanted: Vec<&Stroke> = slanted.take(MOST_SLANTED + 1).collect();
    if slanted.len() <= MOST_SLANTED {
        for stroke in slanted {
            inked.extend(crossed(frames, stroke, scale));
        }
    }
    let marks = page.marks.iter().filter(|mark| !stamps.hold_mark(mark));
    inked.extend(marks.filter_map(|mark| by_annotation(frames, mark)));
    inked.extend(by_bars(frames, page, scale));
    inked
}

fn is_blank(cell: &FilledCell) -> bool {
    !cell.glyphs.iter().any(is_printed)
}

/// Lines within a blank cell.
fn by_strays(frames: &[FrameCells<'_>], strays: &Strays, stamps: &Stamps, scale: Scale) -> Vec<Inked> {
    let (mut inked, mut framed) = (Vec::new(), Vec::new());
    for (home, lines) in strays.by_cell() {
        let cell = frames.get(home.0).and_then(|f| f.cells.get(home.1));
        let Some(cell) = cell.filter(|cell| is_blank(cell)) else {
            continue;
        };
        let is_level = |span: &Rect| span.height() <= span.width() / 10;
        let is_upright = |span: &Rect| span.width() <= span.height() / 10;
        // One of two lines that are drawn as one border.
        let hugs = |span: &Rect| {
            let c = &cell.bbox;
            let near =
                |at: Milli, borders: [Milli; 2]| borders.iter().any(|border| (at - border).abs() <= scale.snap());
            is_level(span) && near(span.y0, [c.y0, c.y1]) || is_upright(span) && near(span.x0, [c.x0, c.x1])
        };
        let spans = || lines.iter().map(|(_, stroke)| stroke.span());
        let (level, upright) = (spans().filter(is_level).count(), spans().filter(is_upright).count());
        let is_frame = level >= 2 && upright >= 2 && level + upright == lines.len();
        let is_at_middle = |span: &Rect| (span.center().y - cell.bbox.center().y).abs() <= scale.em / 100 * AT_MIDDLE;
        let is_dash = spans()
            .filter(|span| is_level(span) && !hugs(span))
            .all(|span| is_at_middle(&span));
        let own = spans().filter(|span| !hugs(span) && (!is_level(span) || is_dash));
        let own = own.map(|span| (home, AsideKind::Shape, span));
        if is_frame { &mut framed } else { &mut inked }.extend(own);
    }
    // Where texts stand in frames, or many cells have one, it is to be written into.
    let mut homes: Vec<Home> = framed.iter().map(|(home, ..)| *home).collect();
    homes.dedup();
    if !stamps.frame_texts() && homes.len() <= MOST_FRAMED {
        inked.append(&mut framed);
    }
    inked
}

/// Whether a line runs too slanted for a border, and is long enough for one: short ones are told where they stand within a cell.
fn is_slanted(stroke: &Stroke, scale: Scale) -> bool {
    let b = stroke.span();
    let (longer, shorter) = (b.width().max(b.height()), b.width().min(b.height()));
    shorter > scale.em / 100 * WITHIN && (shorter > scale.em || shorter > longer / 100 * DRIFT)
}

/// The blank cells through which a slanted line runs.
fn crossed(frames: &[FrameCells<'_>], stroke: &Stroke, scale: Scale) -> Vec<Inked> {
    let span = stroke.span();
    let least = scale.em / 100 * WITHIN;
    let mut inked = Vec::new();
    for home in cells_under(frames, &span) {
        let cell = frames.get(home.0).and_then(|f| f.cells.get(home.1));
        let Some(cell) = cell.filter(|cell| is_blank(cell)) else {
            continue;
        };
        if let Some((a, b)) = cut(stroke.from, stroke.to, &cell.bbox)
            && (a.x - b.x).abs().max((a.y - b.y).abs()) >= least
        {
            inked.push((home, AsideKind::Shape, Rect::new(a.x, a.y, b.x, b.y)));
        }
    }
    inked
}

/// The part of a line within a box.
fn cut(from: Point, to: Point, b: &Rect) -> Option<(Point, Point)> {
    /// Parts of a line, in so many of its length.
    const WHOLE: i64 = 1 << 20;
    let (mut enter, mut leave) = (0, WHOLE);
    for (start, run, low, high) in [
        (i64::from(from.x), i64::from(to.x) - i64::from(from.x), b.x0, b.x1),
        (i64::from(from.y), i64::from(to.y) - i64::from(from.y), b.y0, b.y1),
    ] {
        let (low, high) = (i64::from(low), i64::from(high));
        if run == 0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (one, other) = ((low - start) * WHOLE / run, (high - start) * WHOLE / run);
        enter = enter.max(one.min(other));
        leave = leave.min(one.max(other));
    }
    let at = |part: i64| {
        let along = |from: Milli, to: Milli| {
            let run = i64::from(to) - i64::from(from);
            Milli::try_from(i64::from(from) + run * part / WHOLE).unwrap_or(from)
        };
        Point {
            x: along(from.x, to.x),
            y: along(from.y, to.y),
        }
    };
    (enter < leave).then(|| (at(enter), at(leave)))
}

/// What a reader of the page drew into a blank cell, or said of it; and lines that he drew across a text, which do not run along it.
fn by_annotation(frames: &[FrameCells<'_>], mark: &Mark) -> Option<Inked> {
    let b = mark.bbox;
    if !matches!(mark.kind, MarkKind::Line | MarkKind::Comment) {
        return None;
    }
    let home = home(frames, b.center())?;
    let cell = frames.get(home.0)?.cells.get(home.1)?;
    let is_slanted = b.width() > b.height() / 10 && b.height() > b.width() / 10;
    let is_ink = if is_blank(cell) {
        mark.kind == MarkKind::Comment || is_slanted || cell.bbox.intersection(&b) == Some(b)
    } else {
        let crosses = |g: &Glyph| b.intersection(&middle_part(g.bbox)).is_some();
        mark.kind == MarkKind::Line && is_slanted && cell.glyphs.iter().any(|g| is_printed(g) && crosses(g))
    };
    is_ink.then_some((home, AsideKind::Shape, b))
}

/// Dark boxes over blank cells: bars that cover what was written there.
fn by_bars(frames: &[FrameCells<'_>], page: &Page, scale: Scale) -> Vec<Inked> {
    let bars = page
        .fills
        .iter()
        .filter(|fill| may_be_bar(fill) && !is_small_box(&fill.bbox, scale));
    let bars: Vec<&Fill> = bars.take(MOST_BARS + 1).collect();
    let mut inked = Vec::new();
    if bars.is_empty() || bars.len() > MOST_BARS {
        return inked;
    }
    for same in bars.chunk_by(|a, b| a.color == b.color) {
        let is_ground = LazyCell::new(|| same.first().is_some_and(|bar| is_ground(bar.color, page)));
        for bar in same {
            let homes = cells_under(frames, &bar.bbox);
            let homes = homes.into_iter().filter(|home| {
                let cell = frames.get(home.0).and_then(|f| f.cells.get(home.1));
                cell.is_some_and(|cell| is_blank(cell) && is_barred(&cell.bbox, bar, page, scale))
            });
            inked.extend(
                homes
                    .filter(|_| !*is_ground)
                    .map(|home| (home, AsideKind::Shape, bar.bbox)),
            );
        }
    }
    inked
}

fn may_be_bar(fill: &Fill) -> bool {
    let [most, least] = [fill.color.iter().max(), fill.color.iter().min()].map(|part| part.copied().unwrap_or(0));
    !is_light(fill.color) || most - least <= GREY_WITHIN && most < SHADING_FROM
}

/// Whether a box lies on a blank cell, is seen there, and is no shading of it.
fn is_barred(cell: &Rect, bar: &Fill, page: &Page, scale: Scale) -> bool {
    let Some(shared) = cell.intersection(&bar.bbox) else {
        return false;
    };
    let area = |r: &Rect| i128::from(r.width()) * i128::from(r.height());
    let snap = scale.snap();
    let b = &bar.bbox;
    let reaches_borders =
        b.x0 <= cell.x0 + snap && b.y0 <= cell.y0 + snap && b.x1 >= cell.x1 - snap && b.y1 >= cell.y1 - snap;
    area(&shared) * 100 >= area(cell).min(area(b)) * PART
        && !(reaches_borders && is_light(bar.color))
        && color_at(&page.fills, shared.center()) == bar.color
}

/// Whether texts stand on boxes of this colour: then it is that of a head, and of the blank cells in it.
fn is_ground(color: [u8; 3], page: &Page) -> bool {
    let same = page.fills.iter().filter(|fill| fill.color == color).take(MOST_BARS);
    let same: Vec<&Fill> = same.collect();
    let shown = page
        .glyphs
        .iter()
        .filter(|g| g.visibility == Visibility::Shown && is_printed(g));
    let stands_on = |g: &Glyph, fill: &Fill| fill.order < g.order && fill.bbox.contains(g.bbox.center());
    shown.into_iter().any(|g| same.iter().any(|fill| stands_on(g, fill)))
}
