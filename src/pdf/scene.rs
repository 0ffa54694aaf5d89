//! What was painted over each other at a place of a page.

use super::area::{Area, AreaKind};
use super::ink::{DARK, Ink, SAME_COLOR};
use crate::geometry::{Milli, Point, Rect};

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
pub(super) struct Here<'s> {
    place: Point,
    scene: &'s Scene<'s>,
    /// The first link of its square.
    top: u32,
}

/// Squares across and down. A cell of a form is about as large as a square of this division.
const DIVISION: Milli = 32;

impl<'a> Scene<'a> {
    pub(super) fn new(areas: &'a [Area], page: Rect) -> Self {
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

    pub(super) fn at(&self, place: Point) -> Here<'_> {
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
    pub(super) fn areas(&self) -> impl Iterator<Item = &Area> {
        self.scene.stack(self.top)
    }

    /// Whether something painted later hides this place, and `margin` around it.
    pub(super) fn is_covered(&self, margin: Milli, order: u32) -> bool {
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
    pub(super) fn is_lost(&self, ink: &Ink, order: u32) -> bool {
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
    pub(super) fn behind(&self, order: u32) -> Option<[f32; 3]> {
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
