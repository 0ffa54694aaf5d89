//! Points and boxes on a page, in whole thousandths of a PDF point, from the page's top left as it is shown.
//!
//! Whole numbers make equality honest: two edges that are drawn at the same place compare equal after snapping.

use crate::steps::step;
use serde::{Deserialize, Serialize};

/// Thousandths of a PDF point (1/72 inch).
pub type Milli = i32;

/// One PDF point in [`Milli`].
pub const POINT: Milli = 1000;

/// Points from a PDF, as a float, to [`Milli`]: rounded, and held inside what a page can be, so that sums cannot overflow.
pub fn to_milli(points: f64) -> Milli {
    const FARTHEST: f64 = 500_000_000.0;
    // What is no number becomes 0 in the cast; half a unit and the cast's cutting off round to the nearest.
    let milli = points * 1000.0;
    (milli.clamp(-FARTHEST, FARTHEST) + 0.5_f64.copysign(milli)) as Milli
}

/// [`Milli`] as points in print, with no more decimals than it needs.
pub fn points(milli: Milli) -> String {
    let sign = if milli < 0 { "-" } else { "" };
    let (whole, thousandths) = (
        milli.unsigned_abs() / POINT.unsigned_abs(),
        milli.unsigned_abs() % POINT.unsigned_abs(),
    );
    if thousandths == 0 {
        return format!("{sign}{whole}");
    }
    let decimals = format!("{thousandths:03}");
    format!("{sign}{whole}.{}", decimals.trim_end_matches('0'))
}

/// A place on a page: x to the right, y down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Point {
    /// From the left edge.
    pub x: Milli,
    /// From the top edge.
    pub y: Milli,
}

/// A box on a page; `x0 <= x1` and `y0 <= y1` where it was made by [`Rect::new`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left.
    pub x0: Milli,
    /// Top.
    pub y0: Milli,
    /// Right.
    pub x1: Milli,
    /// Bottom.
    pub y1: Milli,
}

impl Rect {
    /// The box that has these two corners, in whichever order they come.
    pub fn new(xa: Milli, ya: Milli, xb: Milli, yb: Milli) -> Self {
        Self {
            x0: xa.min(xb),
            y0: ya.min(yb),
            x1: xa.max(xb),
            y1: ya.max(yb),
        }
    }

    /// The box so much farther right and down.
    #[must_use]
    pub fn moved(&self, x: Milli, y: Milli) -> Self {
        Self {
            x0: self.x0 + x,
            y0: self.y0 + y,
            x1: self.x1 + x,
            y1: self.y1 + y,
        }
    }

    /// From left to right.
    pub fn width(&self) -> Milli {
        step();
        self.x1 - self.x0
    }

    /// From top to bottom.
    pub fn height(&self) -> Milli {
        step();
        self.y1 - self.y0
    }

    /// The middle.
    pub fn center(&self) -> Point {
        step();
        Point {
            x: self.x0 + self.width() / 2,
            y: self.y0 + self.height() / 2,
        }
    }

    /// Whether it reaches over a place across the page; its right side belongs to what is beside it.
    pub(crate) fn is_over(&self, x: Milli) -> bool {
        self.x0 <= x && x < self.x1
    }

    /// Whether the point lies inside or on the border.
    pub fn contains(&self, p: Point) -> bool {
        step();
        self.x0 <= p.x && p.x <= self.x1 && self.y0 <= p.y && p.y <= self.y1
    }

    /// The box so much larger on each side.
    #[must_use]
    pub fn grown(&self, x: Milli, y: Milli) -> Self {
        Self {
            x0: self.x0 - x,
            y0: self.y0 - y,
            x1: self.x1 + x,
            y1: self.y1 + y,
        }
    }

    /// How much it covers.
    pub fn area(&self) -> i64 {
        i64::from(self.width()) * i64::from(self.height())
    }

    /// Whether both boxes have more than a side in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        step();
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// The part that both boxes cover, if they meet.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        step();
        let r = Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        };
        (r.x0 <= r.x1 && r.y0 <= r.y1).then_some(r)
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Self) -> Self {
        step();
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_the_decimals_that_they_need() {
        let table = [
            (0, "0"),
            (1000, "1"),
            (123_456, "123.456"),
            (-500, "-0.5"),
            (70, "0.07"),
            (-1001, "-1.001"),
        ];
        for (milli, printed) in table {
            assert_eq!(points(milli), printed);
        }
    }
}
