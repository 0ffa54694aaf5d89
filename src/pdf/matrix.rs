//! Affine maps between the spaces of a page: glyph, text, user, and the page as shown.

/// A place in points, before it is rounded to the page's whole thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Spot {
    pub x: f64,
    pub y: f64,
}

impl Spot {
    pub(super) fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// How far it is from the origin. Pages are too small for what `hypot` guards against.
    pub(super) fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

/// `x' = a x + c y + e`, `y' = b x + d y + f`, as a PDF writes it: `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
    pub e: f64,
    pub f: f64,
}

impl Matrix {
    pub(super) const IDENTITY: Self = Self::new(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);

    pub(super) const fn new(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64) -> Self {
        Self { a, b, c, d, e, f }
    }

    pub(super) const fn from_array([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self::new(a, b, c, d, e, f)
    }

    /// First `self`, then `outer`.
    pub(super) fn then(&self, outer: &Self) -> Self {
        Self {
            a: self.a * outer.a + self.b * outer.c,
            b: self.a * outer.b + self.b * outer.d,
            c: self.c * outer.a + self.d * outer.c,
            d: self.c * outer.b + self.d * outer.d,
            e: self.e * outer.a + self.f * outer.c + outer.e,
            f: self.e * outer.b + self.f * outer.d + outer.f,
        }
    }

    pub(super) fn apply(&self, spot: Spot) -> Spot {
        Spot {
            x: self.a * spot.x + self.c * spot.y + self.e,
            y: self.b * spot.x + self.d * spot.y + self.f,
        }
    }

    /// Where a step of (x, y) leads, wherever it starts.
    pub(super) fn apply_vector(&self, x: f64, y: f64) -> Spot {
        Spot::new(self.a * x + self.c * y, self.b * x + self.d * y)
    }

    /// `self` after a step of (x, y) in its own space.
    pub(super) fn moved(&self, x: f64, y: f64) -> Self {
        let step = self.apply_vector(x, y);
        Self {
            e: self.e + step.x,
            f: self.f + step.y,
            ..*self
        }
    }

    /// Whether upright boxes stay upright.
    pub(super) fn is_upright(&self) -> bool {
        (self.b == 0.0 && self.c == 0.0) || (self.a == 0.0 && self.d == 0.0)
    }

    pub(super) fn determinant(&self) -> f64 {
        self.a * self.d - self.b * self.c
    }

    /// How thick a pen of this width draws a line that runs along `direction` on the page.
    pub(super) fn pen_width(&self, width: f64, direction: Spot) -> f64 {
        let determinant = self.determinant();
        let length = direction.length();
        if length <= 0.0 || determinant == 0.0 {
            return width * determinant.abs().sqrt();
        }
        // The direction in the pen's own space, times the determinant: no division, so no blow-up for flat maps.
        let back = Spot::new(
            self.d * direction.x - self.c * direction.y,
            self.a * direction.y - self.b * direction.x,
        );
        width * back.length() / length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn then_applies_the_inner_map_first() {
        let scaled_then_moved =
            Matrix::new(2.0, 0.0, 0.0, 2.0, 0.0, 0.0).then(&Matrix::new(1.0, 0.0, 0.0, 1.0, 10.0, 0.0));
        assert_eq!(scaled_then_moved.apply(Spot::new(1.0, 1.0)), Spot::new(12.0, 2.0));
    }

    #[test]
    fn a_pen_under_an_uneven_scale_is_as_thick_as_the_scale_across_the_line() {
        let wide = Matrix::new(10.0, 0.0, 0.0, 2.0, 0.0, 0.0);
        assert!((wide.pen_width(1.0, Spot::new(5.0, 0.0)) - 2.0).abs() < 1e-9);
        assert!((wide.pen_width(1.0, Spot::new(0.0, 5.0)) - 10.0).abs() < 1e-9);
    }
}
