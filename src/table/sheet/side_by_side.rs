//! Pages printed side by side on one sheet, two of A4 on one of A4 above all: each is read by itself, as if it had a sheet of its own.

use std::borrow::Cow;

use super::ticks;
use super::upright::{self, Turn};
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Direction, Fill, Glyph, Mark, Page, Stroke, Visibility};

/// Between two pages at least this part of the sheet (1/100) is blank on either side of its middle: their margins, made smaller.
const GUTTER: Milli = 1;

/// A page without a table has at least so many characters; a page number beside a table has fewer.
const CHARACTERS_AT_LEAST: usize = 20;

/// A table has at least so many lines across, and so many down: the last row may stand alone on the next page.
const LINES_AT_LEAST: usize = 2;

/// What is filled over this part of a sheet's width and height (1/100) is its paper.
const PAPER: Milli = 90;

/// A line down this part of a sheet (1/100) frames a page, or shows where to fold …
const FRAME: Milli = 95;

/// … and so does a line across that lies this near (1/100 of the height) to the upper or the lower edge.
const EDGE: Milli = 3;

/// A page as it is read: upright, and alone.
pub(in crate::table) struct Part<'p> {
    pub page: Cow<'p, Page>,
    pub turn: Turn,
}

/// The pages that are printed on a sheet, in reading order; nearly always it is one.
pub(in crate::table) fn sheet_to_parts(sheet: &Page) -> Vec<Part<'_>> {
    let (turn, turned) = upright::turn(sheet);
    let page = ticks::as_characters(turned.map_or(Cow::Borrowed(sheet), Cow::Owned));
    match areas(&page) {
        None => vec![Part { page, turn }],
        Some(areas) => areas
            .iter()
            .map(|area| Part {
                page: Cow::Owned(cut_out(&page, area)),
                turn: turn.of_part(Point { x: area.x0, y: area.y0 }),
            })
            .collect(),
    }
}

/// Where the pages are on a sheet that holds several: two beside each other, on a tall sheet two more below them.
fn areas(sheet: &Page) -> Option<Vec<Rect>> {
    let (width, height) = (sheet.width, sheet.height);
    // Below the last line, a page number may stand in the middle.
    let lines = sheet.strokes.iter().filter(|s| !is_frame(sheet, s));
    let foot = lines.map(|s| s.span().y1).max()?;
    let gutter = width / 100 * GUTTER;
    if !is_blank(sheet, &Rect::new(width / 2 - gutter, 0, width / 2 + gutter, foot)) {
        return None;
    }
    let columns = [(0, width / 2), (width / 2, width)];
    let [left, right] = columns.map(|(x0, x1)| Rect::new(x0, 0, x1, height));
    let is_two = match (has_table(sheet, &left), has_table(sheet, &right)) {
        (true, true) => true,
        (true, false) => has_text(sheet, &right),
        (false, true) => has_text(sheet, &left),
        (false, false) => false,
    };
    if !is_two {
        return None;
    }
    let is_four = height > width && is_blank(sheet, &Rect::new(0, height / 2, width, height / 2));
    let rows: &[(Milli, Milli)] = if is_four {
        &[(0, height / 2), (height / 2, height)]
    } else {
        &[(0, height)]
    };
    let areas = rows
        .iter()
        .flat_map(|(y0, y1)| columns.map(|(x0, x1)| Rect::new(x0, *y0, x1, *y1)));
    Some(areas.collect())
}

fn has_table(sheet: &Page, area: &Rect) -> bool {
    let lines = || sheet.strokes.iter().filter(|s| area.contains(s.span().center()));
    lines().filter(|s| s.from.y == s.to.y).count() >= LINES_AT_LEAST
        && lines().filter(|s| s.from.x == s.to.x).count() >= LINES_AT_LEAST
}

fn has_text(sheet: &Page, area: &Rect) -> bool {
    let printed = sheet.glyphs.iter().filter(|g| is_printed(g));
    printed.filter(|g| area.contains(g.bbox.center())).count() >= CHARACTERS_AT_LEAST
}

/// Whether nothing is printed in a band of a sheet.
fn is_blank(sheet: &Page, band: &Rect) -> bool {
    let meets = |bbox: &Rect| band.intersection(bbox).is_some();
    let is_paper =
        |bbox: &Rect| bbox.width() >= sheet.width / 100 * PAPER && bbox.height() >= sheet.height / 100 * PAPER;
    !sheet.strokes.iter().any(|s| meets(&s.span()) && !is_frame(sheet, s))
        && !sheet
            .fills
            .iter()
            .any(|fill| meets(&fill.bbox) && !is_paper(&fill.bbox))
        && !sheet.glyphs.iter().any(|g| meets(&g.bbox) && is_printed(g))
}

/// Whether a line is drawn around the pages, or between them.
fn is_frame(sheet: &Page, stroke: &Stroke) -> bool {
    let line = stroke.span();
    let (near, far) = (sheet.height / 100 * EDGE, sheet.height / 100 * (100 - EDGE));
    line.height() >= sheet.height / 100 * FRAME || line.y1 <= near || line.y0 >= far
}

/// Whether a person reads the glyph as part of a page, and not as a mark across it.
fn is_printed(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Shown && glyph.direction != Direction::Slanted && !glyph.is_space()
}

/// Whether a place belongs to an area: each place belongs to one, also beyond the sheet's edges.
fn is_of(sheet: &Page, area: &Rect, at: Point) -> bool {
    let is_within = |at: Milli, from: Milli, to: Milli, end: Milli| (from == 0 || at >= from) && (to == end || at < to);
    is_within(at.x, area.x0, area.x1, sheet.width) && is_within(at.y, area.y0, area.y1, sheet.height)
}

/// A page cut in two from head to foot at a place: lines down it within this distance belong to both sides. Of the
/// characters, what is over both is left out.
pub(in crate::table) fn cut_at<'p>(
    part: &Part<'p>,
    at: Milli,
    within: Milli,
    is_over_both: impl Fn(Point) -> bool,
) -> [Part<'p>; 2] {
    let page = &*part.page;
    let is_at = |s: &Stroke| s.from.x == s.to.x && (s.from.x - at).abs() <= within;
    let crosses = |s: &Stroke| s.from.y == s.to.y && s.span().x0 < at && at < s.span().x1;
    let strokes = page.strokes.iter().flat_map(|s| {
        let piece = |x0: Milli, x1: Milli| Stroke {
            from: Point { x: x0, ..s.from },
            to: Point { x: x1, ..s.to },
            ..*s
        };
        if is_at(s) {
            vec![piece(at - 1, at - 1), piece(at + 1, at + 1)]
        } else if crosses(s) {
            vec![piece(s.span().x0, at), piece(at, s.span().x1)]
        } else {
            vec![*s]
        }
    });
    let mut page = Page {
        strokes: strokes.collect(),
        ..page.clone()
    };
    page.glyphs.retain(|g| !is_printed(g) || !is_over_both(g.bbox.center()));
    [(0, at), (at, page.width)].map(|(x0, x1)| {
        let area = Rect::new(x0, 0, x1, page.height);
        Part {
            page: Cow::Owned(cut_out(&page, &area)),
            turn: part.turn.moved(Point { x: x0, y: 0 }),
        }
    })
}

/// What stands in an area of a sheet, as a page of that size.
fn cut_out(sheet: &Page, area: &Rect) -> Page {
    let point = |p: Point| Point {
        x: p.x - area.x0,
        y: p.y - area.y0,
    };
    let moved = |r: Rect| r.moved(-area.x0, -area.y0);
    let inside = |r: &Rect| r.intersection(area).map(moved);
    let holds = |at: Point| is_of(sheet, area, at);
    let glyphs = sheet.glyphs.iter().filter(|g| holds(g.bbox.center()));
    let glyphs: Vec<Glyph> = glyphs
        .map(|g| Glyph {
            bbox: moved(g.bbox),
            origin: point(g.origin),
            ..*g
        })
        .collect();
    let strokes = sheet.strokes.iter().filter(|s| !is_frame(sheet, s));
    let strokes = strokes.filter(|s| area.contains(s.span().center()));
    let fills = sheet.fills.iter();
    Page {
        number: sheet.number,
        width: area.width(),
        height: area.height(),
        unmapped: glyphs.iter().filter(|g| g.character.is_none()).count(),
        glyphs,
        strokes: strokes
            .map(|s| Stroke {
                from: point(s.from),
                to: point(s.to),
                ..*s
            })
            .collect(),
        fills: fills
            .filter_map(|f| {
                Some(Fill {
                    bbox: inside(&f.bbox)?,
                    ..*f
                })
            })
            .collect(),
        images: sheet.images.iter().filter_map(inside).collect(),
        marks: sheet
            .marks
            .iter()
            .filter_map(|m| {
                Some(Mark {
                    bbox: inside(&m.bbox)?,
                    ..*m
                })
            })
            .collect(),
        annotations: sheet.annotations.iter().filter_map(inside).collect(),
        typed: sheet.typed.clone(),
        shapes: sheet.shapes,
        ocr: sheet.ocr.as_ref().and_then(inside),
        recognized: None,
    }
}
