//! The page as a person sees it: after /Rotate, the crop box within the media box, and /UserUnit; origin at the top left.

use hayro_syntax::object::Rect;
use hayro_syntax::page::{Page, Rotation};

use super::box2::Box2;
use super::matrix::Matrix;

/// A4, which viewers take for a page whose box has no area.
const A4_POINTS: (f64, f64) = (595.276, 841.89);

/// From the page's own space to the page as shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageSpace {
    pub to_shown: Matrix,
    pub width: f64,
    pub height: f64,
}

impl PageSpace {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let unit = page
            .raw()
            .get::<f64>(b"UserUnit")
            .filter(|unit| unit.is_finite() && *unit > 0.0)
            .unwrap_or(1.0);
        let has_area = |shown: &Rect| shown.width() > 0.0 && shown.height() > 0.0;
        let cropped = page.intersected_crop_box();
        // A crop box beside the page crops nothing.
        let shown = if has_area(&cropped) { cropped } else { page.media_box() };
        let (width, height) = if has_area(&shown) {
            (shown.width(), shown.height())
        } else {
            A4_POINTS
        };
        let (left, bottom) = (shown.x0, shown.y0);
        // The page's own y axis points up, the shown one down; /Rotate turns clockwise.
        let (matrix, width, height) = match page.rotation() {
            Rotation::None => (Matrix::new(1.0, 0.0, 0.0, -1.0, -left, bottom + height), width, height),
            Rotation::Horizontal => (Matrix::new(0.0, 1.0, 1.0, 0.0, -bottom, -left), height, width),
            Rotation::Flipped => (Matrix::new(-1.0, 0.0, 0.0, 1.0, left + width, -bottom), width, height),
            Rotation::FlippedHorizontal => (
                Matrix::new(0.0, -1.0, -1.0, 0.0, bottom + height, left + width),
                height,
                width,
            ),
        };
        Self {
            to_shown: matrix.then(&Matrix::new(unit, 0.0, 0.0, unit, 0.0, 0.0)),
            width: width * unit,
            height: height * unit,
        }
    }

    /// The whole page.
    pub(super) fn area(&self) -> Box2 {
        Box2 {
            x0: 0.0,
            y0: 0.0,
            x1: self.width,
            y1: self.height,
        }
    }
}

/// Width and height of a page as it is shown, in whole points: half a point is narrower than any line.
#[cfg(feature = "views")]
pub(crate) fn shown_size(page: &Page<'_>) -> (u32, u32) {
    let space = PageSpace::of(page);
    (space.width.round() as u32, space.height.round() as u32)
}
