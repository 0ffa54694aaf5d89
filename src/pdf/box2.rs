//! Upright boxes in points, before they are rounded to the page's whole thousandths.

use super::matrix::Spot;
use crate::geometry::{Milli, POINT, Rect, to_milli};

/// An upright box in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Box2 {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Box2 {
    /// The smallest upright box around these places.
    pub(super) fn around(spots: impl IntoIterator<Item = Spot>) -> Self {
        let nothing = Self {
            x0: f64::INFINITY,
            y0: f64::INFINITY,
            x1: f64::NEG_INFINITY,
            y1: f64::NEG_INFINITY,
        };
        spots.into_iter().fold(nothing, |b, p| Self {
            x0: b.x0.min(p.x),
            y0: b.y0.min(p.y),
            x1: b.x1.max(p.x),
            y1: b.y1.max(p.y),
        })
    }

    /// The part in both; empty (and so without area) where they do not meet.
    pub(super) fn intersection(&self, other: &Self) -> Self {
        let (x0, y0) = (self.x0.max(other.x0), self.y0.max(other.y0));
        Self {
            x0,
            y0,
            x1: self.x1.min(other.x1).max(x0),
            y1: self.y1.min(other.y1).max(y0),
        }
    }

    /// The smallest box around both.
    pub(super) fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    pub(super) fn grown(&self, x: f64, y: f64) -> Self {
        Self {
            x0: self.x0 - x,
            y0: self.y0 - y,
            x1: self.x1 + x,
            y1: self.y1 + y,
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    pub(super) fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    pub(super) fn contains(&self, p: Spot) -> bool {
        self.x0 <= p.x && p.x <= self.x1 && self.y0 <= p.y && p.y <= self.y1
    }

    pub(super) fn of_rect(rect: &Rect) -> Self {
        let points = |milli: Milli| f64::from(milli) / f64::from(POINT);
        Self {
            x0: points(rect.x0),
            y0: points(rect.y0),
            x1: points(rect.x1),
            y1: points(rect.y1),
        }
    }

    pub(super) fn to_rect(self) -> Rect {
        Rect::new(
            to_milli(self.x0),
            to_milli(self.y0),
            to_milli(self.x1),
            to_milli(self.y1),
        )
    }
}
