//! Paths to straight lines and boxes.

use super::box2::Box2;
use super::matrix::Spot;
use super::rings::{Ring, bands, rings};

/// One step of a path, in points of the page as shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    Move(Spot),
    Line(Spot),
    Curve(Spot, Spot, Spot),
    Close,
}

/// A curve whose control points lie this near its chord, in points, is drawn as a straight line.
const FLAT_POINTS: f64 = 0.05;

impl Step {
    /// A curve from one point to another; a line, where it is flat: some print drivers draw every line as a curve.
    pub(super) fn curve(from: Spot, a: Spot, b: Spot, to: Spot) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy);
        let is_near = |p: Spot| ((p.x - from.x) * dy - (p.y - from.y) * dx).abs() <= FLAT_POINTS * length;
        if length > FLAT_POINTS && is_near(a) && is_near(b) {
            Self::Line(to)
        } else {
            Self::Curve(a, b, to)
        }
    }
}

/// What is inside a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    NonZero,
    EvenOdd,
}

/// A straight line with its thickness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub from: Spot,
    pub to: Spot,
    pub width: f64,
}

/// A part of a filled path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece {
    /// An upright box, filled wholly.
    Box(Box2),
    /// A slanted box so thin that it is a line.
    Line(Line),
    /// Anything else, and the box around it.
    Shape(Box2),
}

/// A filled box this thin may be a line. The thickest borders that table programs draw as boxes have 3 points.
pub(super) const THIN_POINTS: f64 = 3.0;
/// A line is so many times longer than thick; a dot or a short dash is not.
pub(super) const LINE_ASPECT: f64 = 3.0;
/// Two coordinates closer than this are one: a hundredth of the thinnest pen.
pub(super) const SAME_POINTS: f64 = 0.002;
/// Calls `on_segment` for every straight segment of a stroked path. One of no length is such a one only where it is all that there is of its
/// part of the path: then it may be a dot.
pub(super) fn segments(path: &[Step], mut on_segment: impl FnMut(Spot, Spot)) {
    let mut start = Spot::default();
    let mut at = Spot::default();
    for (index, step) in path.iter().enumerate() {
        let to = match *step {
            Step::Move(to) => {
                (start, at) = (to, to);
                continue;
            }
            Step::Line(to) => to,
            Step::Curve(_, _, to) => {
                at = to;
                continue;
            }
            Step::Close => start,
        };
        if at != to || is_dot(path, index) {
            on_segment(at, to);
        }
        at = to;
    }
}

/// Whether a step is the only one between two moves.
fn is_dot(path: &[Step], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| path.get(before));
    matches!(before, Some(Step::Move(_))) && matches!(path.get(index + 1), None | Some(Step::Move(_) | Step::Close))
}

/// Calls `on_curve` with the box around each stretch of curves of a stroked path.
pub(super) fn curves(path: &[Step], mut on_curve: impl FnMut(Box2)) {
    let mut at = Spot::default();
    let mut around: Option<Box2> = None;
    for step in path {
        if let Step::Curve(a, b, to) = *step {
            let curve = Box2::around([at, a, b, to]);
            around = Some(around.map_or(curve, |before| before.union(&curve)));
            at = to;
            continue;
        }
        if let Some(around) = around.take() {
            on_curve(around);
        }
        if let Step::Move(to) | Step::Line(to) = *step {
            at = to;
        }
    }
    if let Some(around) = around {
        on_curve(around);
    }
}

/// The box around all points of a path, those that steer its curves included.
pub(super) fn bounds(path: &[Step]) -> Box2 {
    let spots = path.iter().flat_map(|step| match *step {
        Step::Move(p) | Step::Line(p) => [Some(p), None, None],
        Step::Curve(p, q, r) => [Some(p), Some(q), Some(r)],
        Step::Close => [None; 3],
    });
    Box2::around(spots.flatten())
}

/// A box as the line that it looks like, if it does.
pub(super) fn thin_box(bbox: &Box2) -> Option<Line> {
    let (width, height) = (bbox.width(), bbox.height());
    let (thin, long) = if width < height {
        (width, height)
    } else {
        (height, width)
    };
    if thin > THIN_POINTS || long < thin * LINE_ASPECT || long <= 0.0 {
        return None;
    }
    let (x, y) = (f64::midpoint(bbox.x0, bbox.x1), f64::midpoint(bbox.y0, bbox.y1));
    Some(if width < height {
        Line {
            from: Spot::new(x, bbox.y0),
            to: Spot::new(x, bbox.y1),
            width,
        }
    } else {
        Line {
            from: Spot::new(bbox.x0, y),
            to: Spot::new(bbox.x1, y),
            width: height,
        }
    })
}

/// The part of a segment inside a box, if any (Liang and Barsky).
pub(super) fn cut(from: Spot, to: Spot, clip: &Box2) -> Option<(Spot, Spot)> {
    if clip.contains(from) && clip.contains(to) {
        return Some((from, to));
    }
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (run, gap) in [
        (-dx, from.x - clip.x0),
        (dx, clip.x1 - from.x),
        (-dy, from.y - clip.y0),
        (dy, clip.y1 - from.y),
    ] {
        if run == 0.0 {
            if gap < 0.0 {
                return None;
            }
        } else if run < 0.0 {
            enter = enter.max(gap / run);
        } else {
            leave = leave.min(gap / run);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| Spot::new(from.x + dx * t, from.y + dy * t);
    // The ends that are kept are kept to the bit.
    let cut_from = if enter > 0.0 { at(enter) } else { from };
    let cut_to = if leave < 1.0 { at(leave) } else { to };
    Some((cut_from, cut_to))
}

/// Whether every line of a path runs along an axis, and none is curved.
pub(super) fn is_upright(path: &[Step]) -> bool {
    let (mut start, mut at) = (Spot::default(), Spot::default());
    path.iter().all(|step| {
        let to = match *step {
            Step::Move(to) => {
                (start, at) = (to, to);
                return true;
            }
            Step::Line(to) => to,
            Step::Close => start,
            Step::Curve(..) => return false,
        };
        let from = std::mem::replace(&mut at, to);
        (from.x - to.x).abs() < SAME_POINTS || (from.y - to.y).abs() < SAME_POINTS
    })
}

/// The box that a path is, if it is one upright box: most are.
pub(super) fn single_box(path: &[Step]) -> Option<Box2> {
    let (Step::Move(a), Step::Line(b), Step::Line(c), Step::Line(d)) =
        (path.first()?, path.get(1)?, path.get(2)?, path.get(3)?)
    else {
        return None;
    };
    match path.get(4..)? {
        [] | [Step::Close] => {}
        [Step::Line(last)] | [Step::Line(last), Step::Close] if last == a => {}
        _ => return None,
    }
    let lying = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let standing = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    (lying || standing).then(|| Box2::around([*a, *c]))
}

/// Takes a filled path apart into boxes, lines and shapes.
pub(super) fn filled(path: &[Step], rule: Rule) -> Vec<Piece> {
    let rings = rings(path);
    let all_boxes = rings.iter().all(Ring::is_box);
    let one_way = {
        let turnings: Vec<f64> = rings.iter().map(Ring::turning).collect();
        turnings.iter().all(|t| *t >= 0.0) || turnings.iter().all(|t| *t <= 0.0)
    };
    if all_boxes && (rings.len() == 1 || (rule == Rule::NonZero && one_way)) {
        return rings.iter().map(|ring| Piece::Box(ring.bbox())).collect();
    }
    if rings.iter().all(Ring::is_upright)
        && let Some(boxes) = bands(&rings, rule)
    {
        return boxes.into_iter().map(Piece::Box).collect();
    }
    // Where rings overlap, one may be a hole in another: then nothing is known to be filled wholly.
    let simple = rings.len() == 1 || (rule == Rule::NonZero && one_way);
    rings
        .iter()
        .map(|ring| match ring.thin_slanted() {
            Some(line) => Piece::Line(line),
            None if simple && ring.is_box() => Piece::Box(ring.bbox()),
            None => Piece::Shape(ring.bbox()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<Step> {
        let mut steps: Vec<Step> = corners.iter().map(|(x, y)| Step::Line(Spot::new(*x, *y))).collect();
        if let Some((x, y)) = corners.first() {
            steps[0] = Step::Move(Spot::new(*x, *y));
        }
        steps.push(Step::Close);
        steps
    }

    fn upright(x0: f64, y0: f64, x1: f64, y1: f64) -> Vec<Step> {
        ring(&[(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    }

    #[test]
    fn a_closed_stroked_box_has_four_segments() {
        let mut count = 0;
        segments(&upright(0.0, 0.0, 10.0, 5.0), |_, _| count += 1);
        assert_eq!(count, 4);
    }

    #[test]
    fn many_boxes_in_one_path_are_each_a_box() {
        let path = [upright(0.0, 0.0, 10.0, 1.0), upright(0.0, 20.0, 10.0, 21.0)].concat();
        assert_eq!(filled(&path, Rule::NonZero).len(), 2);
    }

    #[test]
    fn a_frame_with_a_hole_is_four_bars() {
        let path = [upright(0.0, 0.0, 100.0, 50.0), upright(1.0, 1.0, 99.0, 49.0)].concat();
        let pieces = filled(&path, Rule::EvenOdd);
        assert_eq!(pieces.len(), 4);
        assert!(
            pieces
                .iter()
                .all(|piece| matches!(piece, Piece::Box(b) if thin_box(b).is_some()))
        );
    }

    #[test]
    fn a_frame_by_opposite_winding_is_four_bars_too() {
        let hole = ring(&[(1.0, 1.0), (1.0, 49.0), (99.0, 49.0), (99.0, 1.0)]);
        let path = [upright(0.0, 0.0, 100.0, 50.0), hole].concat();
        assert_eq!(filled(&path, Rule::NonZero).len(), 4);
    }

    #[test]
    fn a_thin_slanted_box_is_its_middle_line() {
        let path = ring(&[(0.0, 0.0), (100.0, 100.0), (99.0, 101.0), (-1.0, 1.0)]);
        let pieces = filled(&path, Rule::NonZero);
        assert!(matches!(pieces.as_slice(), [Piece::Line(line)] if (line.width - 2_f64.sqrt()).abs() < 1e-6));
    }

    #[test]
    fn a_curved_path_is_a_shape() {
        let s = Spot::new;
        let path = [
            Step::Move(s(0.0, 0.0)),
            Step::Curve(s(1.0, 0.0), s(2.0, 1.0), s(2.0, 2.0)),
            Step::Close,
        ];
        assert!(matches!(filled(&path, Rule::NonZero).as_slice(), [Piece::Shape(_)]));
    }

    #[test]
    fn a_curve_along_its_chord_is_a_line() {
        let spot = Spot::new;
        let flat = Step::curve(spot(0.0, 5.0), spot(3.0, 5.0), spot(6.0, 5.02), spot(9.0, 5.0));
        assert_eq!(flat, Step::Line(spot(9.0, 5.0)));
        let bent = Step::curve(spot(0.0, 5.0), spot(3.0, 8.0), spot(6.0, 8.0), spot(9.0, 5.0));
        assert!(matches!(bent, Step::Curve(..)));
    }

    #[test]
    fn a_segment_is_cut_to_the_box() {
        let clip = Box2 {
            x0: 0.0,
            y0: 0.0,
            x1: 10.0,
            y1: 10.0,
        };
        let cut_line = cut(Spot::new(-5.0, 5.0), Spot::new(20.0, 5.0), &clip);
        assert_eq!(cut_line, Some((Spot::new(0.0, 5.0), Spot::new(10.0, 5.0))));
        assert_eq!(cut(Spot::new(-5.0, 11.0), Spot::new(20.0, 11.0), &clip), None);
    }
}
