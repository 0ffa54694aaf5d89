//! The closed parts of a filled path, and what is inside them.

use super::box2::Box2;
use super::matrix::Spot;
use super::paths::{LINE_ASPECT, Line, Rule, SAME_POINTS, Step, THIN_POINTS};

/// Most work (corners times bands) for taking one path apart; a grid of 30 x 10 cells in one path takes about 100,000.
const BAND_WORK: usize = 4_000_000;

/// A closed part of a path.
pub(super) struct Ring {
    corners: Vec<Spot>,
    curved: bool,
}

impl Ring {
    /// Whether every side runs along an axis.
    pub(super) fn is_upright(&self) -> bool {
        !self.curved
            && self.corners.len() >= 2
            && self
                .sides()
                .all(|(a, b)| (a.x - b.x).abs() < SAME_POINTS || (a.y - b.y).abs() < SAME_POINTS)
    }

    fn sides(&self) -> impl Iterator<Item = (Spot, Spot)> + '_ {
        let next = self.corners.iter().cycle().skip(1);
        self.corners.iter().copied().zip(next.copied())
    }

    /// The ring with its corners squared, where it is a box with rounded ones: frames of cells are drawn so, as one such box in another.
    fn squared(self) -> Self {
        if !self.curved || !self.is_rounded_box() {
            return self;
        }
        let b = self.bbox();
        let mut corners = vec![
            Spot::new(b.x0, b.y0),
            Spot::new(b.x1, b.y0),
            Spot::new(b.x1, b.y1),
            Spot::new(b.x0, b.y1),
        ];
        if self.turning() < 0.0 {
            corners.reverse();
        }
        Self { corners, curved: false }
    }

    fn steps(self) -> Vec<Step> {
        let mut steps: Vec<Step> = self.corners.iter().map(|corner| Step::Line(*corner)).collect();
        if let (Some(first), Some(corner)) = (steps.first_mut(), self.corners.first()) {
            *first = Step::Move(*corner);
        }
        steps.push(Step::Close);
        steps
    }

    /// Whether half of each side of its box or more is a straight side of it, and all its other points lie about the corners.
    fn is_rounded_box(&self) -> bool {
        const STRAIGHT_PART: f64 = 0.5;
        let b = self.bbox();
        let near = |a: f64, b: f64| (a - b).abs() < SAME_POINTS;
        let straight = |at: &dyn Fn(&Spot) -> bool, along: &dyn Fn(&Spot) -> f64| {
            let sides = self.sides().filter(|(from, to)| at(from) && at(to));
            sides
                .map(|(from, to)| (along(&from) - along(&to)).abs())
                .fold(0.0, f64::max)
        };
        let across = |y: f64| straight(&|p| near(p.y, y), &|p| p.x);
        let down = |x: f64| straight(&|p| near(p.x, x), &|p| p.y);
        let (width, height) = (across(b.y0).min(across(b.y1)), down(b.x0).min(down(b.x1)));
        let (rest_across, rest_down) = (b.width() - width, b.height() - height);
        let is_at_corner = |p: &Spot| {
            let (x, y) = ((p.x - b.x0).min(b.x1 - p.x), (p.y - b.y0).min(b.y1 - p.y));
            x.min(y) < SAME_POINTS || x <= rest_across && y <= rest_down
        };
        width >= b.width() * STRAIGHT_PART
            && height >= b.height() * STRAIGHT_PART
            && self.corners.iter().all(is_at_corner)
    }

    pub(super) fn bbox(&self) -> Box2 {
        Box2::around(self.corners.iter().copied())
    }

    pub(super) fn is_box(&self) -> bool {
        self.is_upright() && self.corners.len() <= 4
    }

    /// Positive or negative by which way the ring runs.
    pub(super) fn turning(&self) -> f64 {
        self.sides().map(|(a, b)| a.x * b.y - b.x * a.y).sum()
    }

    /// A slanted box so thin that it is a line: its middle line.
    pub(super) fn thin_slanted(&self) -> Option<Line> {
        let [a, b, c, d] = *self.corners.as_slice() else {
            return None;
        };
        if self.curved {
            return None;
        }
        let middle = |p: Spot, q: Spot| Spot::new(f64::midpoint(p.x, q.x), f64::midpoint(p.y, q.y));
        let length = |p: Spot, q: Spot| (p.x - q.x).hypot(p.y - q.y);
        let (first, second) = (length(a, b).max(length(c, d)), length(b, c).max(length(d, a)));
        let line = if first < second {
            Line {
                from: middle(a, b),
                to: middle(c, d),
                width: first,
            }
        } else {
            Line {
                from: middle(b, c),
                to: middle(d, a),
                width: second,
            }
        };
        (line.width <= THIN_POINTS && length(line.from, line.to) >= line.width * LINE_ASPECT).then_some(line)
    }
}

/// A path of nothing but boxes with rounded corners, with their corners squared; `None` for any other.
pub(super) fn with_square_corners(path: &[Step]) -> Option<Vec<Step>> {
    if !path.iter().any(|step| matches!(step, Step::Curve(..))) {
        return None;
    }
    let rings = rings_as_drawn(path);
    let are_rounded = rings.iter().all(|ring| ring.curved && ring.is_rounded_box());
    are_rounded.then(|| rings.into_iter().flat_map(|ring| ring.squared().steps()).collect())
}

/// The closed parts of a path, as filling sees them.
pub(super) fn rings(path: &[Step]) -> Vec<Ring> {
    let rings = rings_as_drawn(path);
    if rings.len() > 1 {
        rings.into_iter().map(Ring::squared).collect()
    } else {
        rings
    }
}

fn rings_as_drawn(path: &[Step]) -> Vec<Ring> {
    let mut rings: Vec<Ring> = Vec::new();
    let mut corners: Vec<Spot> = Vec::new();
    let mut curved = false;
    let mut finish = |corners: &mut Vec<Spot>, curved: &mut bool| {
        while corners.len() > 1 && corners.first().zip(corners.last()).is_some_and(|(a, b)| same(*a, *b)) {
            corners.pop();
        }
        if corners.len() > 1 {
            rings.push(Ring {
                corners: std::mem::take(corners),
                curved: *curved,
            });
        }
        corners.clear();
        *curved = false;
    };
    let mut start = None;
    for step in path {
        match *step {
            Step::Move(to) => {
                finish(&mut corners, &mut curved);
                corners.push(to);
                start = Some(to);
            }
            Step::Line(to) => {
                if corners.is_empty() {
                    corners.extend(start);
                }
                if corners.last().is_none_or(|last| !same(*last, to)) {
                    corners.push(to);
                }
            }
            Step::Curve(a, b, to) => {
                curved = true;
                corners.extend([a, b, to]);
            }
            Step::Close => finish(&mut corners, &mut curved),
        }
    }
    finish(&mut corners, &mut curved);
    rings
}

fn same(a: Spot, b: Spot) -> bool {
    (a.x - b.x).abs() < SAME_POINTS && (a.y - b.y).abs() < SAME_POINTS
}

/// The inside of upright rings as boxes: cut at every height where a corner is, and put together again where nothing changes.
/// A frame drawn as a box with a hole becomes its four bars.
pub(super) fn bands(rings: &[Ring], rule: Rule) -> Option<Vec<Box2>> {
    let mut heights: Vec<f64> = rings.iter().flat_map(|ring| ring.corners.iter().map(|p| p.y)).collect();
    let corners = heights.len();
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|b, a| (*b - *a).abs() < SAME_POINTS);
    if corners.saturating_mul(heights.len()) > BAND_WORK {
        return None;
    }
    // Upright sides: where, from where to where, and which way.
    let mut uprights: Vec<(f64, f64, f64, i32)> = rings
        .iter()
        .flat_map(Ring::sides)
        .filter(|(a, b)| (a.x - b.x).abs() < SAME_POINTS && a.y != b.y)
        .map(|(a, b)| (a.x, a.y.min(b.y), a.y.max(b.y), if a.y < b.y { 1 } else { -1 }))
        .collect();
    uprights.sort_by(|a, b| a.0.total_cmp(&b.0));

    let mut done: Vec<Box2> = Vec::new();
    let mut open: Vec<Box2> = Vec::new();
    for band in heights.windows(2) {
        let &[top, bottom] = band else { continue };
        let middle = f64::midpoint(top, bottom);
        let mut next: Vec<Box2> = Vec::new();
        let (mut winding, mut from) = (0_i32, None);
        for (x, _, _, way) in uprights.iter().filter(|side| side.1 < middle && middle < side.2) {
            winding += way;
            let inside = match rule {
                Rule::NonZero => winding != 0,
                Rule::EvenOdd => winding % 2 != 0,
            };
            match (inside, from) {
                (true, None) => from = Some(*x),
                (false, Some(x0)) => {
                    from = None;
                    next.push(Box2 {
                        x0,
                        y0: top,
                        x1: *x,
                        y1: bottom,
                    });
                }
                _ => {}
            }
        }
        for grown in &mut next {
            if let Some(at) = open
                .iter()
                .position(|above| above.x0 == grown.x0 && above.x1 == grown.x1)
            {
                grown.y0 = open.swap_remove(at).y0;
            }
        }
        done.append(&mut open);
        open = next;
    }
    done.append(&mut open);
    Some(done)
}
