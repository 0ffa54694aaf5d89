//! Ink in cells that no character accounts for: pictures, shapes, drawn dots and bars. Where some stands in a cell, its text may not be all that is
//! printed in it.

use super::frame_cells::{FrameCells, at_home, cell_of, home};
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Fill, Glyph, Mark, MarkKind, Page, Stroke};
use crate::table::cells::asides::Apart;
use crate::table::cells::filled::{FilledCell, Home};
use crate::table::cells::runs::strikes;
use crate::table::lines::stamps::Stamps;
use crate::table::model::AsideKind;
use crate::table::scale::Scale;

/// A line within a cell keeps this part of an em (1/100) from its borders; doubled borders do not, but run all along them.
const INSIDE: Milli = 6;

/// A bar that may be a minus, or a part of a character, is no longer than this part of an em (1/100); a rule to write on is longer.
const BAR: Milli = 110;

/// A dot is no larger than this part of an em (1/100) each way: a drawn point has 10 to 20.
const DOT: Milli = 60;

/// An underline lies this far below the base line at most (1/100 of the size), and above it this far.
const UNDER: Milli = 40;
const OVER: Milli = 8;

/// So many dots or bars on one level are a dotted line.
const DOTS_OF_LINE: usize = 4;

/// A mark stands in the cells that hold this part of it (1/100).
const PART: i64 = 20;

/// A mark that covers so many cells is what they stand on, or a stamp over them.
const MANY_CELLS: usize = 4;

/// A shape that covers this part of a cell each way (1/100) is its ground, or its frame.
const GROUND: Milli = 75;

/// The ground of a blank cell stands in its middle, within this part of an em (1/100).
const UNEVEN: Milli = 30;

/// What is white shows nothing; the palest shading of cells has 242.
const WHITE_FROM: u8 = 243;

/// More small boxes or shapes are a drawing.
const MOST_DRAWN: usize = 20_000;

/// A cell with ink in it, what that is, and where.
pub(super) type Inked = (Home, AsideKind, Rect);

/// Lines that stand within a cell and are no border, by cell.
pub(super) struct Strays {
    all: Vec<(Home, Stroke)>,
    /// The spans of those that run across, in the same order.
    across: Vec<(Home, Rect)>,
    spans: Vec<Rect>,
}

impl Strays {
    /// Those of each cell that has some.
    pub(super) fn by_cell(&self) -> impl Iterator<Item = (Home, &[(Home, Stroke)])> {
        let cells = self.all.chunk_by(|a, b| a.0 == b.0);
        cells.filter_map(|lines| Some((lines.first()?.0, lines)))
    }

    /// Those that run across a cell.
    pub(super) fn across(&self, cell: Home) -> &[Rect] {
        let from = self.across.partition_point(|(home, _)| *home < cell);
        let to = self.across.partition_point(|(home, _)| *home <= cell);
        self.spans.get(from..to).unwrap_or_default()
    }
}

/// The lines of a page that begin and end within one cell.
pub(super) fn stray_lines(page: &Page, frames: &[FrameCells<'_>], stamps: &Stamps, scale: Scale) -> Strays {
    let mut all: Vec<(Home, Stroke)> = Vec::new();
    if !frames.is_empty() && page.strokes.len() <= MOST_DRAWN {
        let stray = page.strokes.iter().filter(|s| !stamps.hold_line(s));
        all.extend(stray.filter_map(|s| Some((cell_around(frames, &s.span(), scale)?, *s))));
    }
    // What an annotation draws is no line of the page, and may strike a figure out.
    let drawn = page
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Line)
        .take(MOST_DRAWN);
    all.extend(drawn.filter_map(|mark| {
        let b = mark.bbox;
        let home = home(frames, b.center())?;
        let stroke = Stroke {
            from: Point {
                x: b.x0,
                y: b.center().y,
            },
            to: Point {
                x: b.x1,
                y: b.center().y,
            },
            width: b.height(),
            color: mark.color.unwrap_or_default(),
            order: mark.order,
        };
        (b.height() <= b.width() / 10).then_some((home, stroke))
    }));
    all.sort_by_key(|(home, stroke)| (*home, stroke.order));
    let level = |span: &Rect| span.height() <= span.width() / 10;
    let across = all.iter().map(|(home, stroke)| (*home, stroke.span()));
    let across: Vec<(Home, Rect)> = across.filter(|(_, span)| level(span)).collect();
    let spans = across.iter().map(|(_, span)| *span).collect();
    Strays { all, across, spans }
}

/// The cell that holds a box with some room on all sides.
fn cell_around(frames: &[FrameCells<'_>], span: &Rect, scale: Scale) -> Option<Home> {
    let home = home(frames, span.center())?;
    let cell = at_home(frames, home)?.bbox;
    let room = scale.em / 100 * INSIDE;
    let is_inside =
        cell.x0 + room < span.x0 && span.x1 < cell.x1 - room && cell.y0 + room < span.y0 && span.y1 < cell.y1 - room;
    is_inside.then_some(home)
}

/// Marks the cells that hold ink, and names it: what was found in blank ones, and the rest; what stands apart and is not known for what it is counts
/// as such.
pub(super) fn mark(
    frames: &mut [FrameCells<'_>],
    mut inked: Vec<Inked>,
    page: &Page,
    apart: &[Apart],
    strays: &Strays,
    stamps: &Stamps,
    scale: Scale,
) -> Vec<Apart> {
    for aside in apart.iter().filter(|aside| !aside.kind.is_no_content()) {
        let homes = aside
            .glyphs
            .iter()
            .flat_map(|g| cells_under(frames, &middle_part(g.bbox)));
        for (number, at) in homes.collect::<Vec<_>>() {
            if let Some(cell) = cell_of(frames, (number, at)) {
                cell.doubt.ink = true;
            }
        }
    }
    if !frames.is_empty() {
        let struck = apart.iter().filter(|aside| aside.kind == AsideKind::StruckOut);
        let struck: Vec<Glyph> = struck.flat_map(|aside| aside.glyphs.iter().copied()).collect();
        inked.extend(inked_by_lines(frames, page, strays, &struck, scale));
        inked.extend(inked_by_dots(frames, &page.fills, scale));
    }
    let mut named = Vec::new();
    if page.marks.len() <= MOST_DRAWN {
        for mark in page
            .marks
            .iter()
            .filter(|mark| matches!(mark.kind, MarkKind::Picture | MarkKind::Shape))
        {
            if stamps.hold_mark(mark) {
                named.push(Apart {
                    kind: AsideKind::Stamp,
                    glyphs: Vec::new(),
                    bbox: mark.bbox,
                });
                continue;
            }
            let kind = match mark.kind {
                MarkKind::Picture => AsideKind::Picture,
                _ => AsideKind::Shape,
            };
            let homes = inked_by(frames, page, mark, scale);
            inked.extend(homes.into_iter().map(|home| (home, kind, mark.bbox)));
            if home(frames, mark.bbox.center()).is_none() {
                named.push(Apart {
                    kind,
                    glyphs: Vec::new(),
                    bbox: mark.bbox,
                });
            }
        }
    }
    inked.sort_unstable();
    // An outlined figure is many shapes: together they are one aside.
    for same in inked.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let bbox = same.iter().map(|(_, _, bbox)| *bbox).reduce(|a, b| a.union(&b));
        if let (Some((home, kind, _)), Some(bbox)) = (same.first(), bbox) {
            if let Some(cell) = cell_of(frames, *home) {
                cell.doubt.ink = true;
            }
            named.push(Apart {
                kind: *kind,
                glyphs: Vec::new(),
                bbox,
            });
        }
    }
    named
}

/// A box without what hangs over its sides.
pub(super) fn middle_part(b: Rect) -> Rect {
    b.grown(-(b.width() / 4), -(b.height() / 4))
}

/// The cells that a box reaches into.
pub(super) fn cells_under(frames: &[FrameCells<'_>], b: &Rect) -> Vec<Home> {
    let frames = frames.iter().enumerate().filter(|(_, f)| f.reach.overlaps(b));
    let cells = frames.flat_map(|(number, f)| f.cells.iter().enumerate().map(move |(at, cell)| ((number, at), cell)));
    cells
        .filter(|(_, cell)| cell.bbox.overlaps(b))
        .map(|(home, _)| home)
        .collect()
}

/// Short lines that are neither struck through a text nor drawn below it, and slanted ones across a text.
fn inked_by_lines(
    frames: &[FrameCells<'_>],
    page: &Page,
    strays: &Strays,
    struck: &[Glyph],
    scale: Scale,
) -> Vec<Inked> {
    let bar = scale.em / 100 * BAR;
    let mut inked = Vec::new();
    for (home, same) in strays.by_cell() {
        let Some(cell) = at_home(frames, home) else {
            continue;
        };
        let printed = || cell.printed();
        for (home, stroke) in same {
            let span = stroke.span();
            let is_level = span.height() <= span.width() / 10;
            let on_level = same
                .iter()
                .filter(|(_, other)| other.span().center().y == span.center().y)
                .count();
            let is_ink = if is_level {
                let is_of_text = |g: &&Glyph| strikes(&span, g) || underlines(&span, g);
                let is_part_of_line = on_level >= DOTS_OF_LINE;
                span.width() <= bar && !is_part_of_line && !printed().chain(struck).any(|g| is_of_text(&g))
            } else {
                let is_short = span.width().max(span.height()) <= bar;
                let is_upright = span.width() <= span.height() / 10;
                let crosses = |g: &&Glyph| span.intersection(&middle_part(g.bbox)).is_some();
                is_short || !is_upright && printed().any(|g| crosses(&g))
            };
            // The arrow of a list to choose from stands behind its text, in one box with it.
            let is_behind = || is_behind_in_box(page, cell, &span);
            if is_ink && !is_behind() {
                inked.push((*home, AsideKind::Shape, span));
            }
        }
    }
    inked
}

/// Whether something stands behind the text of a cell, and a shape is drawn around both.
fn is_behind_in_box(page: &Page, cell: &FilledCell, span: &Rect) -> bool {
    let printed = cell.printed().map(|g| g.bbox);
    let Some(text) = printed.reduce(|a, b| a.union(&b)).filter(|text| text.x1 <= span.x0) else {
        return false;
    };
    let holds = |mark: &&Mark| {
        mark.kind == MarkKind::Shape
            && mark.bbox.contains(text.center())
            && mark.bbox.intersection(span) == Some(*span)
            && cell.bbox.intersection(&mark.bbox) == Some(mark.bbox)
    };
    page.marks.iter().take(MOST_DRAWN).any(|mark| holds(&mark))
}

fn underlines(span: &Rect, glyph: &Glyph) -> bool {
    let (under, over) = (glyph.size / 100 * UNDER, glyph.size / 100 * OVER);
    let middle = glyph.bbox.center().x;
    let base = glyph.origin.y;
    span.x0 <= middle && middle <= span.x1 && base - over <= span.y0 && span.y1 <= base + under
}

/// Small filled boxes within a cell: points, and bars that are thicker than a line.
fn inked_by_dots(frames: &[FrameCells<'_>], fills: &[Fill], scale: Scale) -> Vec<Inked> {
    let is_seen = |fill: &&Fill| fill.color.iter().any(|channel| *channel < WHITE_FROM);
    let small = fills
        .iter()
        .filter(|fill| is_small_box(&fill.bbox, scale))
        .filter(is_seen);
    let mut small: Vec<Rect> = small.map(|fill| fill.bbox).take(MOST_DRAWN).collect();
    // Dots that follow each other closely across or down are a dotted line.
    let step = scale.em / 100 * DOT;
    small.sort_unstable_by_key(|b| (b.center().y, b.x0));
    let mut small = without_rows(&small, |a, b| a.center().y == b.center().y && b.x0 - a.x1 <= step);
    small.sort_unstable_by_key(|b| (b.center().x, b.y0));
    let small = without_rows(&small, |a, b| a.center().x == b.center().x && b.y0 - a.y1 <= step);
    let held = small
        .iter()
        .filter_map(|b| Some((cell_around(frames, b, scale)?, AsideKind::Shape, *b)));
    held.collect()
}

/// Whether a box is no larger than a point, or a bar of a character.
pub(super) fn is_small_box(b: &Rect, scale: Scale) -> bool {
    let (dot, bar) = (scale.em / 100 * DOT, scale.em / 100 * BAR);
    b.height() <= dot && b.width() <= bar || b.width() <= dot && b.height() <= bar
}

/// Leaves out the boxes that are many, each beside the next.
fn without_rows(small: &[Rect], is_beside: impl Fn(&Rect, &Rect) -> bool) -> Vec<Rect> {
    let rows = small.chunk_by(is_beside);
    rows.filter(|row| row.len() < DOTS_OF_LINE).flatten().copied().collect()
}

/// The cells in which a mark is ink.
fn inked_by(frames: &[FrameCells<'_>], page: &Page, mark: &Mark, scale: Scale) -> Vec<Home> {
    let b = mark.bbox;
    if b.width() <= scale.em.saturating_mul(2) && b.height() <= scale.em.saturating_mul(2) {
        let is_behind = |home| at_home(frames, home).is_some_and(|cell| is_behind_in_box(page, cell, &b));
        let home = home(frames, b.center()).filter(|home| !is_ground(frames, *home, mark, scale) && !is_behind(*home));
        return home.into_iter().collect();
    }
    let mut homes = cells_under(frames, &b);
    homes.retain(|home| {
        let cell = at_home(frames, *home).map(|cell| cell.bbox);
        let shared = cell.and_then(|cell| Some((cell.intersection(&b)?.area(), cell.area())));
        shared.is_some_and(|(shared, cell)| shared * 100 >= b.area().min(cell) * PART)
    });
    if homes.len() >= MANY_CELLS {
        // What is painted first is paper; what is painted over a text is a stamp that lets it through, and may hide that a blank is none.
        let first = homes
            .iter()
            .filter_map(|home| at_home(frames, *home)?.glyphs.iter().map(|g| g.order).min());
        if first.min().is_none_or(|first| mark.order < first) {
            return Vec::new();
        }
        homes.retain(|home| at_home(frames, *home).is_some_and(FilledCell::is_blank));
        return homes;
    }
    homes.retain(|home| !is_ground(frames, *home, mark, scale));
    homes
}

/// Whether a shape is what a cell's text stands on, or in: a rounded box, an input field.
fn is_ground(frames: &[FrameCells<'_>], home: Home, mark: &Mark, scale: Scale) -> bool {
    let Some(cell) = at_home(frames, home) else {
        return false;
    };
    let count = cell.printed().count();
    let within = cell.printed().filter(|g| mark.bbox.contains(g.bbox.center())).count();
    let (b, c) = (&mark.bbox, &cell.bbox);
    let is_large = b.width() >= c.width() / 100 * GROUND && b.height() >= c.height() / 100 * GROUND;
    // What is written by hand is as large by chance, and no farther from one side than from the other by a greater one.
    let is_even = |one: Milli, other: Milli| (one - other).abs() <= scale.em / 100 * UNEVEN;
    let is_even = is_even(b.x0 - c.x0, c.x1 - b.x1) && is_even(b.y0 - c.y0, c.y1 - b.y1);
    mark.kind == MarkKind::Shape && (is_large && (count > 0 || is_even) || count > 0 && within * 2 >= count)
}
