//! Boxes that are drawn around a text within its cell: four lines that no other line touches. They are no borders of the table.

use super::filled::FilledCell;
use super::grid::Grid;
use crate::geometry::{Milli, Rect};
use crate::pdf::{Glyph, Page, Stroke, Visibility};
use crate::table::lines::stamps::Stamps;
use crate::table::scale::Scale;
use crate::text::is_printed;

/// The sides of a box meet at its corners within this distance (1/1000 pt): filled ones overlap by their thickness.
const AT_CORNER: Milli = 1_000;

/// A line that comes this near to a box (1/1000 pt) touches it: the cells of a table share their borders.
const TOUCHES: Milli = 200;

/// A box around a text is so many hundredths of an em wide and high at least.
const LEAST: Milli = 60;

/// With more boxes than this that touch no other line, they are the cells of a table that are set apart.
const MOST: usize = 64;

/// A box around a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextBox {
    pub sides: [Stroke; 4],
    bbox: Rect,
    /// Whether it stands at a border of its cell, and leaves some of the cell's text out.
    divides: bool,
}

/// The closed boxes of a page that no other line touches.
pub(super) fn boxes_alone(page: &Page, stamps: &Stamps, scale: Scale) -> Vec<TextBox> {
    let mut alone = Vec::new();
    let least = scale.em / 100 * LEAST;
    for (at, sides) in page.strokes.windows(4).enumerate() {
        let &[a, b, c, d] = sides else { continue };
        // Nearly all lines stand among others that run the same way.
        let is_level = |s: &&Stroke| s.from.y.abs_diff(s.to.y) <= 2 * AT_CORNER.unsigned_abs();
        let is_upright = |s: &&Stroke| s.from.x.abs_diff(s.to.x) <= 2 * AT_CORNER.unsigned_abs();
        if sides.iter().filter(is_level).count() < 2 || sides.iter().filter(is_upright).count() < 2 {
            continue;
        }
        let sides = [a, b, c, d];
        let Some(bbox) = closed(&sides).filter(|b| b.width() >= least && b.height() >= least) else {
            continue;
        };
        // What is drawn right behind or before it is nearly always its neighbour.
        let behind = page.strokes.get(at + 4..).unwrap_or_default().iter();
        let before = page.strokes.get(..at).unwrap_or_default().iter().rev();
        if !behind.chain(before).any(|other| touches(&bbox, &other.span())) && !stamps.hold_line(&a) {
            alone.push(TextBox {
                sides,
                bbox,
                divides: false,
            });
        }
        if alone.len() > MOST {
            return Vec::new();
        }
    }
    alone
}

/// The box that four lines close.
fn closed(sides: &[Stroke; 4]) -> Option<Rect> {
    let spans = sides.map(|s| s.span());
    let bbox = spans.into_iter().reduce(|a, b| a.union(&b))?;
    let near = |a: Milli, b: Milli| (a - b).abs() <= AT_CORNER;
    let is_at = |span: &Rect, side: [Milli; 4]| {
        let [x0, y0, x1, y1] = side;
        near(span.x0, x0) && near(span.y0, y0) && near(span.x1, x1) && near(span.y1, y1)
    };
    let Rect { x0, y0, x1, y1 } = bbox;
    let wanted = [[x0, y0, x1, y0], [x0, y1, x1, y1], [x0, y0, x0, y1], [x1, y0, x1, y1]];
    let has = |side: &[Milli; 4]| spans.iter().any(|span| is_at(span, *side));
    wanted.iter().all(has).then_some(bbox)
}

/// Whether a line meets the sides of a box: it lies neither within the box nor outside it.
fn touches(bbox: &Rect, line: &Rect) -> bool {
    let is_outside = line.x0 > bbox.x1 + TOUCHES
        || line.x1 < bbox.x0 - TOUCHES
        || line.y0 > bbox.y1 + TOUCHES
        || line.y1 < bbox.y0 - TOUCHES;
    let is_inside = line.x0 > bbox.x0 + TOUCHES
        && line.x1 < bbox.x1 - TOUCHES
        && line.y0 > bbox.y0 + TOUCHES
        && line.y1 < bbox.y1 - TOUCHES;
    !is_outside && !is_inside
}

/// Which of the boxes are drawn around a text, seen in the grids that the other lines make: each alone within a cell, and not blank.
pub(super) fn around_texts(boxes: Vec<TextBox>, grids: &[Grid], page: &Page, scale: Scale) -> Vec<TextBox> {
    let all: Vec<Rect> = boxes.iter().map(|b| b.bbox).collect();
    let around = boxes.into_iter().filter_map(|text_box| {
        let own = text_box.bbox;
        let cells = grids
            .iter()
            .flat_map(|grid| grid.areas.iter().map(|area| grid.bbox(area)));
        let cell = cells
            .filter(|cell| cell.intersection(&own) == Some(own))
            .min_by_key(Rect::area)?;
        let is_other = |other: &&Rect| **other != own && cell.contains(other.center());
        let shown = || {
            page.glyphs
                .iter()
                .filter(|g| is_shown(g) && cell.contains(g.bbox.center()))
        };
        let (mut within, mut beside) = (false, false);
        for glyph in shown() {
            let is_within = own.contains(glyph.bbox.center());
            within |= is_within;
            beside |= !is_within;
        }
        let near = |a: Milli, b: Milli| (a - b).abs() <= scale.snap();
        let is_at_border =
            near(own.x0, cell.x0) || near(own.x1, cell.x1) || near(own.y0, cell.y0) || near(own.y1, cell.y1);
        (within && !all.iter().any(|other| is_other(&other))).then_some(TextBox {
            divides: beside && is_at_border,
            ..text_box
        })
    });
    around.collect()
}

fn is_shown(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Shown && is_printed(glyph)
}

/// Doubts the cells whose text such a box may divide.
pub(super) fn doubt_divided(tables: &mut [Vec<FilledCell>], boxes: &[TextBox]) {
    for text_box in boxes.iter().filter(|b| b.divides) {
        let at = text_box.bbox.center();
        for cell in tables.iter_mut().flatten().filter(|cell| cell.bbox.contains(at)) {
            cell.doubt.mixed = true;
        }
    }
}
