//! The pen that writes a line of text: where it stands, how large and which way it writes.

use super::Direction;
use super::box2::Box2;
use super::matrix::{Matrix, Spot};
use crate::geometry::{Milli, to_milli};

/// Of the type's size: box heights must not depend on what fonts say of themselves, so all have those of the Chinese em box.
const ASCENT: f64 = 0.88;
const DESCENT: f64 = -0.12;

/// Where and how a line of text is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    at: Spot,
    /// One em along the line.
    along: Spot,
    /// What a box reaches to both sides of the line: least and most, across the page and down.
    sides: Box2,
    direction: Direction,
    size: Milli,
    is_flat: bool,
}

impl Pen {
    /// `em`: from the em square at the pen (1 is the size of the type) to the page.
    pub(super) fn new(em: &Matrix, vertical: bool) -> Self {
        let up = em.apply_vector(0.0, 1.0);
        let across = em.apply_vector(1.0, 0.0);
        let (along, side, least, most) = if vertical {
            (Spot::new(-up.x, -up.y), across, -0.5, 0.5)
        } else {
            (across, up, DESCENT, ASCENT)
        };
        let ends = [least, most].map(|part| Spot::new(side.x * part, side.y * part));
        Self {
            at: Spot::new(em.e, em.f),
            along,
            sides: Box2::around(ends),
            direction: direction_of(along),
            size: to_milli(up.length()),
            is_flat: across.x * up.y == across.y * up.x,
        }
    }

    /// Puts the pen to a place on the page.
    pub(super) fn put(&mut self, x: f64, y: f64) {
        self.at = Spot::new(x, y);
    }

    pub(super) fn direction(&self) -> Direction {
        self.direction
    }

    /// The size of the type.
    pub(super) fn size(&self) -> Milli {
        self.size
    }

    /// Whether what it writes has no area: type of no size, or pressed into a line.
    pub(super) fn is_flat(&self) -> bool {
        self.is_flat
    }

    /// A part of the line, from so many ems ahead to so many: where it begins, and its box.
    pub(super) fn part(&self, from: f64, to: f64) -> (Spot, Box2) {
        let (start, end) = (self.ahead(from), self.ahead(to));
        // By comparison: `min` and `max` spend more on what is no number than on what is.
        let (left, right) = if start.x <= end.x {
            (start.x, end.x)
        } else {
            (end.x, start.x)
        };
        let (top, bottom) = if start.y <= end.y {
            (start.y, end.y)
        } else {
            (end.y, start.y)
        };
        let bbox = Box2 {
            x0: left + self.sides.x0,
            y0: top + self.sides.y0,
            x1: right + self.sides.x1,
            y1: bottom + self.sides.y1,
        };
        (start, bbox)
    }

    /// So many ems further along the line.
    fn ahead(&self, ems: f64) -> Spot {
        Spot::new(self.at.x + self.along.x * ems, self.at.y + self.along.y * ems)
    }
}

/// The nearest of the four directions. A scanned page may lie askew by a few degrees; watermarks are turned by 20 and more.
fn direction_of(along: Spot) -> Direction {
    /// Tangent of 10°.
    const ASKEW: f64 = 0.1763;
    if along.y.abs() <= along.x.abs() * ASKEW {
        if along.x < 0.0 {
            Direction::Left
        } else {
            Direction::Right
        }
    } else if along.x.abs() <= along.y.abs() * ASKEW {
        if along.y < 0.0 { Direction::Up } else { Direction::Down }
    } else {
        Direction::Slanted
    }
}
