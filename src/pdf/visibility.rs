//! What of the painted page a person sees: looks at what lies behind and in front of each glyph and line.

use super::area::{Area, AreaKind};
use super::canvas::{Canvas, UNKNOWN_COLOR};
use super::drawn::Shape;
use super::hidden_lines::seen_parts;
use super::ink::{DARK, Ink, SAME_COLOR};
use super::scene::Scene;
use super::sizes::Sizes;
use super::{Fill, Glyph, Mark, Page, Stroke, Visibility, curved, ocr_layer, soft_hyphens};
use crate::geometry::{Milli, Point, Rect};
use crate::limits::Cancel;

/// A line is hidden only by what reaches past its middle line by this much at least, so that a cell's background that ends at the
/// line does not hide it.
pub(super) const LINE_MARGIN: Milli = 250;
/// Where along a line one looks, in sixths.
const LINE_SAMPLES: [i64; 3] = [1, 3, 5];

/// The page as a person sees it.
pub(super) fn to_page(canvas: Canvas, number: u32, cancel: &Cancel) -> Page {
    let page_box = canvas.page.to_rect();
    let scene = Scene::new(&canvas.areas, page_box);
    let mut page = Page {
        number,
        width: page_box.width(),
        height: page_box.height(),
        unmapped: canvas.glyphs.iter().filter(|glyph| glyph.character.is_none()).count(),
        glyphs: canvas.glyphs,
        strokes: Vec::with_capacity(canvas.strokes.len()),
        fills: Vec::new(),
        images: canvas.images,
        marks: Vec::new(),
        annotations: canvas.annotations,
        typed: canvas.typed,
        shapes: canvas.shapes,
        ocr: None,
        recognized: None,
    };
    let mut sizes = Sizes::none();
    let mut has_soft_hyphens = false;
    for (glyph, ink) in page.glyphs.iter_mut().zip(&canvas.inks) {
        if cancel.is_cancelled() {
            return page;
        }
        glyph.visibility = seen_glyph(&scene, glyph, ink);
        if glyph.visibility == Visibility::SameColor && is_poured_over(&scene, glyph, ink) {
            (glyph.visibility, glyph.in_doubt, glyph.color) = (Visibility::Shown, true, None);
        }
        has_soft_hyphens |= soft_hyphens::is_soft(glyph);
        if glyph.visibility == Visibility::Shown {
            sizes.add(glyph.size);
        }
    }
    sizes.hide_specks(&mut page.glyphs);
    for (stroke, ink) in canvas.strokes {
        if cancel.is_cancelled() {
            return page;
        }
        seen_parts(&scene, stroke, |part| {
            if is_line_seen(&scene, &part, &ink) {
                page.strokes.push(part);
            }
        });
    }
    for area in canvas.areas.iter().filter(|area| area.kind == AreaKind::Box) {
        if cancel.is_cancelled() {
            return page;
        }
        if is_fill_seen(&scene, area) {
            page.fills.push(Fill {
                bbox: area.bbox,
                color: area.ink.color.unwrap_or(UNKNOWN_COLOR),
                order: area.order,
            });
        }
    }
    for shape in canvas.drawn.shapes() {
        if cancel.is_cancelled() {
            return page;
        }
        page.marks.extend(seen_box(&scene, shape).map(|bbox| Mark {
            kind: shape.kind,
            bbox,
            color: shape.ink.on_paper(),
            order: shape.order,
        }));
    }
    if has_soft_hyphens {
        soft_hyphens::harden(&mut page.glyphs);
    }
    curved::slant(&mut page.glyphs);
    ocr_layer::read_layer(&mut page);
    page
}

fn seen_glyph(scene: &Scene<'_>, glyph: &Glyph, ink: &Ink) -> Visibility {
    if glyph.visibility != Visibility::Shown {
        return glyph.visibility;
    }
    let here = scene.at(glyph.bbox.center());
    if here.is_covered(0, glyph.order) {
        Visibility::Covered
    } else if here.is_lost(ink, glyph.order) {
        Visibility::SameColor
    } else {
        Visibility::Shown
    }
}

/// Whether paint is poured through a mask where a text stands that leaves no mark itself: that is how browsers print text that is filled with a
/// shading, and the mask has its shapes. What is seen is most likely that text.
fn is_poured_over(scene: &Scene<'_>, glyph: &Glyph, ink: &Ink) -> bool {
    let middle = glyph.bbox.center();
    let is_poured = |area: &Area| area.bbox.contains(middle) && !area.ink.plain && area.ink.alpha > 0.0;
    ink.alpha <= 0.0 && scene.at(middle).areas().any(is_poured)
}

/// A line is lost on paper of its colour. On a cell that is filled dark in the same colour it is drawn to part cells all the same, and its
/// neighbours may be lighter.
fn is_line_seen(scene: &Scene<'_>, stroke: &Stroke, ink: &Ink) -> bool {
    let is_dark = ink.plain && ink.alpha >= 1.0 && ink.color.is_some_and(|color| color.iter().any(|part| *part < DARK));
    let margin = (stroke.width / 2).max(LINE_MARGIN);
    let along = |from: Milli, to: Milli, sixths: i64| {
        (i64::from(from) + (i64::from(to) - i64::from(from)) * sixths / 6) as Milli
    };
    LINE_SAMPLES.iter().any(|sixths| {
        let at = Point {
            x: along(stroke.from.x, stroke.to.x, *sixths),
            y: along(stroke.from.y, stroke.to.y, *sixths),
        };
        let here = scene.at(at);
        !here.is_covered(margin, stroke.order)
            && (is_dark || !here.is_lost(ink, stroke.order) || parts_two_colors(scene, stroke, at))
    })
}

/// Whether a line along an axis has other colours on its two sides: it is seen by them, itself in one of the two.
fn parts_two_colors(scene: &Scene<'_>, stroke: &Stroke, at: Point) -> bool {
    let off = stroke.width / 2 + 2 * LINE_MARGIN;
    let (x, y) = match (stroke.from.x == stroke.to.x, stroke.from.y == stroke.to.y) {
        (true, false) => (off, 0),
        (false, true) => (0, off),
        _ => return false,
    };
    let color = |x: Milli, y: Milli| scene.at(Point { x, y }).behind(stroke.order);
    match (color(at.x - x, at.y - y), color(at.x + x, at.y + y)) {
        (Some(one), Some(other)) => one.iter().zip(other).any(|(a, b)| (a - b).abs() > SAME_COLOR),
        _ => false,
    }
}

/// A box is hidden by one box over all of it; what many small ones leave of it shows between them, as the lines of a table do.
fn is_fill_seen(scene: &Scene<'_>, area: &Area) -> bool {
    let b = &area.bbox;
    let hides = |other: &Area| {
        let o = &other.bbox;
        other.order > area.order && other.covers() && o.x0 <= b.x0 && o.y0 <= b.y0 && b.x1 <= o.x1 && b.y1 <= o.y1
    };
    !scene.at(b.center()).areas().any(hides)
        && places_in(b)
            .iter()
            .any(|at| !scene.at(*at).is_lost(&area.ink, area.order))
}

/// Where in a box one looks: in its middle, and near its corners.
fn places_in(b: &Rect) -> [Point; 5] {
    let middle = b.center();
    let (x, y) = (b.width() / 8, b.height() / 8);
    let (left, right, top, bottom) = (b.x0 + x, b.x1 - x, b.y0 + y, b.y1 - y);
    let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
    let [a, b, c, d] = corners.map(|(x, y)| Point { x, y });
    [middle, a, b, c, d]
}

/// The box around what is seen of a shape, told by so many parts of its box across and down.
fn seen_box(scene: &Scene<'_>, shape: &Shape) -> Option<Rect> {
    const PARTS: i32 = 6;
    let b = &shape.bbox;
    if shape.ink.alpha <= 0.0 {
        return None;
    }
    if !scene.covers_after(shape.order) {
        let is_seen = |at: &Point| !scene.at(*at).is_lost(&shape.ink, shape.order);
        return places_in(b).iter().any(is_seen).then_some(*b);
    }
    let edge =
        |from: Milli, size: Milli, part: i32| from + (i64::from(size) * i64::from(part) / i64::from(PARTS)) as Milli;
    let mut seen: Option<Rect> = None;
    for (row, column) in (0..PARTS).flat_map(|row| (0..PARTS).map(move |column| (row, column))) {
        let part = Rect::new(
            edge(b.x0, b.width(), column),
            edge(b.y0, b.height(), row),
            edge(b.x0, b.width(), column + 1),
            edge(b.y0, b.height(), row + 1),
        );
        if seen.is_some_and(|seen| seen.union(&part) == seen) {
            continue;
        }
        let here = scene.at(part.center());
        if !here.is_covered(0, shape.order) && !here.is_lost(&shape.ink, shape.order) {
            seen = Some(seen.map_or(part, |seen| seen.union(&part)));
        }
    }
    seen
}
