//! A path -> lines, boxes and shapes.

use hayro::hayro_interpret::StrokeProps;
use hayro::kurbo::{Affine, BezPath, PathEl, Point, Rect as Box2, Shape as _};

use super::ink::Drawn;

/// A filled box this thin is a line, where it is long enough: the thickest borders that table programs draw as boxes have 3 points.
const THIN: f64 = 3.0;

/// A line is so many times as long as it is wide.
const LINE_ASPECT: f64 = 3.0;

/// Points that differ by less lie on one axis.
const SAME: f64 = 0.02;

/// A hair line is painted this wide.
const HAIR: f64 = 0.1;

/// A part of a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub drawn: Drawn,
    pub bbox: Box2,
}

/// Half of the width of a pen on the page.
pub(super) fn pen(stroke: &StrokeProps, transform: Affine) -> f64 {
    (f64::from(stroke.line_width) * transform.determinant().abs().sqrt()).max(HAIR) / 2.0
}

/// The parts of a filled path.
pub(super) fn filled(path: &BezPath) -> Vec<Piece> {
    let rings: Vec<(Box2, bool)> = subpaths(path)
        .map(|ring| (ring.bounding_box(), is_box(&ring)))
        .collect();
    let mut pieces = Vec::with_capacity(rings.len());
    for (bbox, is_box) in &rings {
        let is_few = rings.len() <= MOST_RINGS;
        let is_nested = *is_box && is_few && rings.iter().any(|(other, _)| holds(bbox, other) || holds(other, bbox));
        if is_nested {
            // What a ring leaves out is not known to be filled: of a frame its edges are seen.
            pieces.extend(edges(bbox));
        } else {
            pieces.push(Piece {
                drawn: kind(bbox, *is_box && is_few),
                bbox: *bbox,
            });
        }
    }
    pieces
}

/// Rings of more than this are not held against each other, and none of them covers anything; a table that is drawn as one path has a few hundred.
const MOST_RINGS: usize = 2_000;

fn holds(outer: &Box2, inner: &Box2) -> bool {
    outer.x0 < inner.x0 && outer.y0 < inner.y0 && outer.x1 > inner.x1 && outer.y1 > inner.y1
}

fn edges(bbox: &Box2) -> [Piece; 4] {
    let Box2 { x0, y0, x1, y1 } = *bbox;
    [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)].map(|(x0, y0, x1, y1)| Piece {
        drawn: Drawn::Line,
        bbox: Box2::new(x0, y0, x1, y1),
    })
}

fn kind(bbox: &Box2, is_box: bool) -> Drawn {
    let (thin, long) = (bbox.width().min(bbox.height()), bbox.width().max(bbox.height()));
    match is_box {
        true if thin <= THIN && long >= thin * LINE_ASPECT => Drawn::Line,
        true => Drawn::Fill,
        false => Drawn::Shape,
    }
}

/// The parts of a stroked path, drawn with a pen of this half width.
pub(super) fn stroked(path: &BezPath, reach: f64) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in subpaths(path) {
        let is_straight = part
            .elements()
            .iter()
            .all(|element| !matches!(element, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
        if !is_straight {
            let bbox = part.bounding_box().inflate(reach, reach);
            pieces.push(Piece {
                drawn: Drawn::Shape,
                bbox,
            });
            continue;
        }
        for segment in part.segments() {
            let bbox = segment.bounding_box();
            let is_along = bbox.width() < SAME || bbox.height() < SAME;
            // A line along an axis ends where it ends: caps are small, and would reach into the next cell.
            let (x, y) = if !is_along {
                (reach, reach)
            } else if bbox.width() < bbox.height() {
                (reach, 0.0)
            } else {
                (0.0, reach)
            };
            let is_long = bbox.width().max(bbox.height()) >= reach * 2.0 * LINE_ASPECT;
            pieces.push(Piece {
                drawn: if is_along && is_long { Drawn::Line } else { Drawn::Shape },
                bbox: bbox.inflate(x, y),
            });
        }
    }
    pieces
}

/// Whether a path is one box along the axes.
pub(super) fn is_box(path: &BezPath) -> bool {
    let bbox = path.bounding_box();
    let is_corner = |p: &Point| {
        ((p.x - bbox.x0).abs() < SAME || (p.x - bbox.x1).abs() < SAME)
            && ((p.y - bbox.y0).abs() < SAME || (p.y - bbox.y1).abs() < SAME)
    };
    let mut at = Point::ZERO;
    let mut corners = 0;
    path.elements().iter().all(|element| match element {
        PathEl::MoveTo(p) => {
            at = *p;
            corners += 1;
            corners == 1 && is_corner(p)
        }
        PathEl::LineTo(p) => {
            let is_along = (p.x - at.x).abs() < SAME || (p.y - at.y).abs() < SAME;
            at = *p;
            corners += 1;
            is_along && is_corner(p) && corners <= 5
        }
        PathEl::ClosePath => true,
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => false,
    }) && corners >= 4
}

/// Each from its own start.
fn subpaths(path: &BezPath) -> impl Iterator<Item = BezPath> {
    let elements = path.elements();
    let begins: Vec<usize> = (0..elements.len())
        .filter(|index| matches!(elements.get(*index), Some(PathEl::MoveTo(_))))
        .chain([elements.len()])
        .collect();
    let parts: Vec<BezPath> = begins
        .windows(2)
        .filter_map(|pair| {
            let [from, to] = pair else { return None };
            let part = elements.get(*from..*to)?;
            (part.len() > 1).then(|| BezPath::from_vec(part.to_vec()))
        })
        .collect();
    parts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(pieces: &[Piece]) -> Vec<(Drawn, [i32; 4])> {
        let whole =
            |piece: &Piece| [piece.bbox.x0, piece.bbox.y0, piece.bbox.x1, piece.bbox.y1].map(|edge| edge as i32);
        pieces.iter().map(|piece| (piece.drawn, whole(piece))).collect()
    }

    fn path(svg: &str) -> BezPath {
        BezPath::from_svg(svg).unwrap()
    }

    #[test]
    fn boxes_of_one_path_are_told_apart() {
        let seen = filled(&path("M0 0 H100 V1 H0 Z M0 20 H9 V29 H0 Z M50 50 L60 50 L55 60 Z"));
        let expected = [
            (Drawn::Line, [0, 0, 100, 1]),
            (Drawn::Fill, [0, 20, 9, 29]),
            (Drawn::Shape, [50, 50, 60, 60]),
        ];
        assert_eq!(kinds(&seen), expected);
    }

    #[test]
    fn a_frame_is_its_edges_and_hides_nothing() {
        let seen = filled(&path("M0 0 H100 V50 H0 Z M2 2 V48 H98 V2 Z"));
        assert!(seen.iter().all(|piece| piece.drawn == Drawn::Line), "{seen:?}");
        assert_eq!(seen.len(), 8);
    }

    #[test]
    fn strokes_along_an_axis_are_lines_and_others_shapes() {
        let seen = stroked(&path("M0 0 H30 L40 10 M0 5 C0 6 1 7 2 7"), 0.0);
        let drawn: Vec<Drawn> = seen.iter().map(|piece| piece.drawn).collect();
        assert_eq!(drawn, [Drawn::Line, Drawn::Shape, Drawn::Shape]);
    }
}
