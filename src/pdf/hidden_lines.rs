//! Lines of which a part is painted over: some producers draw a full lattice, and paint the merged cells over it.

use super::Stroke;
use super::area::Area;
use super::scene::Scene;
use super::visibility::LINE_MARGIN;
use crate::geometry::{Milli, Point};

/// No more boxes than this are looked at in one place: cells of a form do not lie on one another.
const MOST_BOXES: usize = 200;

/// Calls `on_part` with what is left of a line along an axis after all that is painted over it; any other line stays whole.
pub(super) fn seen_parts(scene: &Scene<'_>, stroke: Stroke, mut on_part: impl FnMut(Stroke)) {
    let (from, to) = (stroke.from, stroke.to);
    let across = from.y == to.y;
    if !across && from.x != to.x || !scene.covers_after(stroke.order) {
        return on_part(stroke);
    }
    let (start, end) = if across {
        (from.x.min(to.x), from.x.max(to.x))
    } else {
        (from.y.min(to.y), from.y.max(to.y))
    };
    let mut hidden: Vec<(Milli, Milli)> = Vec::new();
    for areas in scene.along(from, to) {
        let later = areas.take_while(|area| area.order > stroke.order).take(MOST_BOXES);
        hidden.extend(later.filter_map(|area| hides(area, &stroke, across)));
    }
    if hidden.is_empty() {
        return on_part(stroke);
    }
    hidden.sort_unstable();
    let mut seen_from = start;
    for (from, to) in hidden.into_iter().chain([(end, end)]) {
        if from.min(end) - seen_from > LINE_MARGIN {
            let at = |along: Milli| {
                if across {
                    Point {
                        x: along,
                        y: stroke.from.y,
                    }
                } else {
                    Point {
                        x: stroke.from.x,
                        y: along,
                    }
                }
            };
            on_part(Stroke {
                from: at(seen_from),
                to: at(from.min(end)),
                ..stroke
            });
        }
        seen_from = seen_from.max(to);
    }
}

/// The stretch of a line that an area painted over it hides. A cell's background that ends at the line hides nothing of it.
fn hides(area: &Area, stroke: &Stroke, across: bool) -> Option<(Milli, Milli)> {
    let (b, margin) = (&area.bbox, (stroke.width / 2).max(LINE_MARGIN));
    let (at, before, behind, from, to) = if across {
        (stroke.from.y, b.y0, b.y1, b.x0, b.x1)
    } else {
        (stroke.from.x, b.x0, b.x1, b.y0, b.y1)
    };
    (area.covers() && before + margin <= at && at <= behind - margin).then_some((from, to))
}
