//! What of the painted page a person sees: looks at what lies behind and in front of each glyph and line.

use super::canvas::{Area, AreaKind, Canvas, UNKNOWN_COLOR};
use super::drawn::Shape;
use super::hidden_lines::seen_parts;
use super::ink::Ink;
use super::sizes::Sizes;
use super::{Fill, Glyph, Mark, Page, Stroke, Visibility, curved, ocr_layer, soft_hyphens};
use crate::geometry::{Milli, Point, Rect};
use crate::limits::Cancel;

/// Two colours that differ by no more than this in each of red, green and blue (of 255) look the same on paper: about 5%.
pub(super) const SAME_COLOR: f32 = 12.0;
/// A part of a colour below this is far from white.
const DARK: u8 = 128;
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

/// The painted areas, found by place: the page in squares, each with the areas that touch it, the last painted first. All squares are one list
/// of links: most pages have few areas, and a list for each of the squares costs more than all that is looked up.
pub(super) struct Scene<'a> {
    areas: &'a [Area],
    page: Rect,
    /// Squares in a thousandth of a point, across and down.
    squares_across: f64,
    squares_down: f64,
    /// The first link of each square, counted from 1.
    squares: Vec<u32>,
    links: Vec<Link>,
    /// When the last area was painted that hides what is below it.
    last_cover: Option<u32>,
}

/// An area in a square.
struct Link {
    area: u32,
    /// The link of what was painted before it, counted from 1; 0 is none.
    below: u32,
}

/// A place on the page, and the areas that may be there.
struct Here<'s> {
    place: Point,
    scene: &'s Scene<'s>,
    /// The first link of its square.
    top: u32,
}

/// Squares across and down. A cell of a form is about as large as a square of this division.
const DIVISION: Milli = 32;

impl<'a> Scene<'a> {
    fn new(areas: &'a [Area], page: Rect) -> Self {
        let squares_in = |size: Milli| f64::from(DIVISION) / f64::from(size.max(1));
        let mut scene = Self {
            areas,
            page,
            squares_across: squares_in(page.width()),
            squares_down: squares_in(page.height()),
            squares: Vec::new(),
            links: Vec::new(),
            last_cover: areas.iter().filter(|area| area.covers()).map(|area| area.order).max(),
        };
        if areas.is_empty() {
            return scene;
        }
        scene.squares = vec![0; (DIVISION * DIVISION) as usize];
        for (index, area) in (0_u32..).zip(areas) {
            let (x0, y0) = scene.square_of(area.bbox.x0, area.bbox.y0);
            let (x1, y1) = scene.square_of(area.bbox.x1, area.bbox.y1);
            for y in y0..=y1 {
                for x in x0..=x1 {
                    // What a whole square is painted over with hides all before it from everything after it, and is
                    // itself in front of everything before it.
                    let whole = area.covers() && scene.is_inside(x, y, &area.bbox);
                    scene.put_on_top((y * DIVISION + x) as usize, index, whole);
                }
            }
        }
        scene
    }

    /// Puts an area on a square; `whole`: nothing of what lies there is looked up any more.
    fn put_on_top(&mut self, square: usize, area: u32, whole: bool) {
        let Some(top) = self.squares.get_mut(square) else {
            return;
        };
        let last = (*top as usize).checked_sub(1);
        if whole && let Some(link) = last.and_then(|last| self.links.get_mut(last)) {
            *link = Link { area, below: 0 };
            return;
        }
        self.links.push(Link { area, below: *top });
        *top = u32::try_from(self.links.len()).unwrap_or(0);
    }

    /// Whether anything that hides what is below it is painted after this.
    pub(super) fn covers_after(&self, order: u32) -> bool {
        self.last_cover.is_some_and(|last| last > order)
    }

    /// The areas around a line along an axis, square by square, the last painted first.
    pub(super) fn along(&self, from: Point, to: Point) -> impl Iterator<Item = impl Iterator<Item = &Area>> {
        let (a, b) = (self.square_of(from.x, from.y), self.square_of(to.x, to.y));
        let rows = a.1.min(b.1)..=a.1.max(b.1);
        let squares = rows.flat_map(move |y| (a.0.min(b.0)..=a.0.max(b.0)).map(move |x| y * DIVISION + x));
        let squares = squares.filter_map(|square| self.squares.get(square as usize));
        squares.map(|top| self.stack(*top))
    }

    /// The areas of a square, the last painted first.
    fn stack(&self, top: u32) -> impl Iterator<Item = &Area> {
        let link = |number: u32| self.links.get((number as usize).checked_sub(1)?);
        let links = std::iter::successors(link(top), move |above| link(above.below));
        links.filter_map(|link| self.areas.get(link.area as usize))
    }

    fn square_of(&self, x: Milli, y: Milli) -> (Milli, Milli) {
        let part = |at: Milli, squares: f64| ((f64::from(at) * squares) as Milli).clamp(0, DIVISION - 1);
        (
            part(x - self.page.x0, self.squares_across),
            part(y - self.page.y0, self.squares_down),
        )
    }

    fn at(&self, place: Point) -> Here<'_> {
        let top = if self.squares.is_empty() {
            None
        } else {
            let (x, y) = self.square_of(place.x, place.y);
            self.squares.get((y * DIVISION + x) as usize)
        };
        Here {
            place,
            scene: self,
            top: top.copied().unwrap_or(0),
        }
    }

    /// Whether a square lies wholly within a box; not at the page's rim, where what is outside counts as well.
    fn is_inside(&self, x: Milli, y: Milli, bbox: &Rect) -> bool {
        let at = |square: Milli, size: Milli| (i64::from(square) * i64::from(size) / i64::from(DIVISION)) as Milli;
        let (w, h) = (self.page.width(), self.page.height());
        let (left, right) = (self.page.x0 + at(x, w), self.page.x0 + at(x + 1, w) + 1);
        let (top, bottom) = (self.page.y0 + at(y, h), self.page.y0 + at(y + 1, h) + 1);
        bbox.x0 <= left && right <= bbox.x1 && bbox.y0 <= top && bottom <= bbox.y1
    }
}

impl Here<'_> {
    /// What is painted around here, the last first.
    fn areas(&self) -> impl Iterator<Item = &Area> {
        self.scene.stack(self.top)
    }

    /// Whether something painted later hides this place, and `margin` around it.
    fn is_covered(&self, margin: Milli, order: u32) -> bool {
        let p = self.place;
        self.areas().take_while(|area| area.order > order).any(|area| {
            let b = &area.bbox;
            area.covers()
                && b.x0 + margin <= p.x
                && p.x <= b.x1 - margin
                && b.y0 + margin <= p.y
                && p.y <= b.y1 - margin
        })
    }

    /// Whether this ink cannot be told from what lies behind it here.
    fn is_lost(&self, ink: &Ink, order: u32) -> bool {
        if ink.alpha <= 0.0 {
            return true;
        }
        let (Some(color), true) = (ink.color, ink.plain) else {
            return false;
        };
        if self.top == 0 && color.iter().any(|part| *part < DARK) && ink.alpha >= 1.0 {
            // Dark on white paper, as nearly everything is.
            return false;
        }
        let Some(behind) = self.behind(order) else {
            return false;
        };
        behind
            .iter()
            .zip(color)
            .all(|(behind, color)| ((f32::from(color) - behind) * ink.alpha).abs() <= SAME_COLOR)
    }

    /// The colour behind this place: white paper, and what was painted on it; `None` where that is not one known colour.
    fn behind(&self, order: u32) -> Option<[f32; 3]> {
        const WHITE: f32 = 255.0;
        // From the front to the back, until nothing shines through.
        let mut seen = [0.0_f32; 3];
        let mut left = 1.0_f32;
        for area in self.areas().skip_while(|area| area.order >= order) {
            if !area.bbox.contains(self.place) {
                continue;
            }
            let color = area.ink.color?;
            if area.kind != AreaKind::Box || !area.ink.plain {
                return None;
            }
            for (sum, part) in seen.iter_mut().zip(color) {
                *sum += f32::from(part) * area.ink.alpha * left;
            }
            left *= 1.0 - area.ink.alpha;
            if area.covers() {
                left = 0.0;
                break;
            }
        }
        Some(seen.map(|part| part + WHITE * left))
    }
}
