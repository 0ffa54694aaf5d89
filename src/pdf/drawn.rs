//! What is painted and is neither a glyph, nor a straight line, nor a filled box: pictures, and shapes with curves or slanted sides. Nobody
//! reads them here; that they are there must not be lost.

use super::MarkKind;
use super::box2::Box2;
use super::ink::Ink;
use crate::geometry::Rect;

/// One of them, as it is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub kind: MarkKind,
    pub bbox: Rect,
    pub order: u32,
    pub ink: Ink,
}

/// All of a page, in painting order.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    shapes: Vec<Shape>,
}

/// A page of 2,000 Chinese characters drawn as outlines has 10,000 closed curves. What is drawn beyond this many is entered together with
/// the last one.
const MOST: usize = 50_000;

impl Drawn {
    /// Enters one. The hole in a shape, and the dot of one that is drawn with it, are parts of it.
    pub(super) fn add(&mut self, kind: MarkKind, bbox: Box2, order: u32, ink: Ink) {
        if bbox.width() <= 0.0 || bbox.height() <= 0.0 {
            return;
        }
        let bbox = bbox.to_rect();
        let is_full = self.shapes.len() >= MOST;
        match self.shapes.last_mut() {
            Some(last) if last.order == order && last.kind == kind && last.bbox.union(&bbox) == last.bbox => {}
            Some(last) if last.order == order && last.kind == kind && last.bbox.union(&bbox) == bbox => {
                last.bbox = bbox;
            }
            Some(last) if is_full => last.bbox = last.bbox.union(&bbox),
            _ => self.shapes.push(Shape { kind, bbox, order, ink }),
        }
    }

    pub(super) fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    pub(super) fn count(&self) -> usize {
        self.shapes.len()
    }

    /// Takes back all but the first so many.
    pub(super) fn forget_from(&mut self, count: usize) {
        self.shapes.truncate(count);
    }
}
