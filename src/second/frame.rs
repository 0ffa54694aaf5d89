//! From the page's own space to the page as shown, from the dictionaries as `lopdf` gives them.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::reach::Matrix;
use crate::geometry::{Milli, to_milli};

/// Deepest page tree that is climbed for inherited entries.
const TREE_DEPTH: usize = 64;

/// The box of a page without one: A4.
const A4: [f64; 4] = [0.0, 0.0, 595.276, 841.89];

/// Where a point of the page's own space is shown: cut to the crop box, turned, scaled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
    quarter_turns: i64,
    unit: f64,
}

impl Frame {
    pub(super) fn of(document: &Document, page: ObjectId) -> Self {
        let media = inherited_box(document, page, b"MediaBox").unwrap_or(A4);
        let crop = inherited_box(document, page, b"CropBox").unwrap_or(media);
        let cut = [
            crop[0].max(media[0]),
            crop[1].max(media[1]),
            crop[2].min(media[2]),
            crop[3].min(media[3]),
        ];
        let [left, bottom, right, top] = if cut[0] < cut[2] && cut[1] < cut[3] { cut } else { A4 };
        let turn = inherited(document, page, b"Rotate").and_then(|object| number(document, object));
        let unit = inherited(document, page, b"UserUnit").and_then(|object| number(document, object));
        Self {
            left,
            bottom,
            right,
            top,
            quarter_turns: (turn.unwrap_or(0.0) as i64).rem_euclid(360) / 90,
            unit: unit.filter(|unit| unit.is_finite() && *unit > 0.0).unwrap_or(1.0),
        }
    }

    /// From the page's own space to the page as shown, in points: x to the right, y down.
    pub(super) fn matrix(&self) -> Matrix {
        let parts = match self.quarter_turns {
            0 => [1.0, 0.0, 0.0, -1.0, -self.left, self.top],
            1 => [0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left],
            2 => [-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom],
            _ => [0.0, -1.0, -1.0, 0.0, self.top, self.right],
        };
        Matrix(parts.map(|part| part * self.unit))
    }

    /// The place on the page as shown.
    pub(super) fn shown(&self, x: f64, y: f64) -> (Milli, Milli) {
        let (x, y) = self.matrix().point(x, y);
        (to_milli(x), to_milli(y))
    }
}

/// An entry of the page, or of the nearest node above it that has one.
pub(super) fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..TREE_DEPTH {
        if let Ok(entry) = node.get_deref(key, document) {
            return Some(entry);
        }
        node = node.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

fn inherited_box(document: &Document, page: ObjectId, key: &[u8]) -> Option<[f64; 4]> {
    let corners = inherited(document, page, key)?.as_array().ok()?;
    let numbers: Vec<f64> = corners.iter().filter_map(|corner| number(document, corner)).collect();
    let [xa, ya, xb, yb] = *numbers.as_slice() else {
        return None;
    };
    Some([xa.min(xb), ya.min(yb), xa.max(xb), ya.max(yb)])
}

/// A number, written in place or elsewhere.
pub(super) fn number(document: &Document, object: &Object) -> Option<f64> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_float().ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(quarter_turns: i64) -> Frame {
        Frame {
            left: 10.0,
            bottom: 20.0,
            right: 110.0,
            top: 220.0,
            quarter_turns,
            unit: 2.0,
        }
    }

    #[test]
    fn the_corner_that_is_shown_at_the_top_left_is_the_origin() {
        // Turned clockwise: by 90°, the bottom left comes to the top left; by 180°, the bottom right; by 270°, the top right.
        for (turns, corner) in [
            (0, (10.0, 220.0)),
            (1, (10.0, 20.0)),
            (2, (110.0, 20.0)),
            (3, (110.0, 220.0)),
        ] {
            assert_eq!(frame(turns).shown(corner.0, corner.1), (0, 0), "{turns}");
        }
        assert_eq!(frame(0).shown(11.0, 217.0), (2000, 6000));
        assert_eq!(frame(1).shown(11.0, 23.0), (6000, 2000));
    }
}
