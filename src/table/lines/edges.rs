//! Strokes -> edges: lines along the axes, those that lie on or in one another merged.

use std::cell::OnceCell;

use super::stamps::Stamps;
use super::underlines::BaseLines;
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Fill, Page, Stroke};
use crate::table::scale::Scale;

/// A line is along an axis when it drifts off it by less than one part in this many (scans and rounding tilt by less).
const STRAIGHT: Milli = 60;

/// A short line whose ends are not on one level by no more than this is along an axis as well …
const UNEVEN: Milli = 800;

/// … where it drifts off by less than one part in this many.
const STRAIGHT_IF_SHORT: Milli = 15;

/// More edges than this on one page are a drawing, not a form (a form of 200 rows has about 2,000).
const MOST_EDGES: usize = 20_000;

/// More filled boxes than this on one page are a picture.
pub(super) const MOST_FILLS: usize = 5_000;

/// Dots (filled boxes no larger than this part of an em, 1/100, each way) in a row are a dotted line; the gaps between them are no wider
/// than the snap distance.
const DOT: Milli = 20;

/// A dash is as thick as a dot, and no longer than this many dots: what is longer is a line by itself.
const DASH: Milli = 4;

/// Dots and dashes lie this part of an em (1/100) apart at most: as far as a dash of twice its thickness is long, and half as far again.
const DOT_GAP: Milli = 60;

/// A row of dots shorter than this many ems is an ornament, not a line; the lowest row of a table is as high.
const SHORTEST_DOTTED: Milli = 1;

/// A colour that differs by less than this (of 255) in every channel is not seen as another one.
const VISIBLE_FROM: u8 = 12;

/// A piece of a straight line along an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    /// x of a vertical edge, y of a horizontal one.
    pub at: Milli,
    /// Where it begins: x of a horizontal edge, y of a vertical one.
    pub from: Milli,
    /// Where it ends.
    pub to: Milli,
}

impl Edge {
    /// A horizontal edge as wide as a box.
    fn across(at: Milli, b: &Rect) -> Self {
        Self {
            at,
            from: b.x0,
            to: b.x1,
        }
    }

    /// A vertical edge as high as a box.
    fn down(at: Milli, b: &Rect) -> Self {
        Self {
            at,
            from: b.y0,
            to: b.y1,
        }
    }
}

/// The edges of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Edges {
    /// By y, then x.
    pub horizontal: Vec<Edge>,
    /// By x, then y.
    pub vertical: Vec<Edge>,
    /// The pieces that horizontal lines are drawn in.
    pieces: Vec<Edge>,
    /// Their ends. Sorted where a table without sides asks for them, which most pages have none of.
    breaks: OnceCell<Vec<Point>>,
}

impl Edges {
    /// Where a horizontal line is drawn in pieces: their ends, by y. Lines that are drawn cell by cell tell the columns so.
    pub(crate) fn breaks(&self) -> &[Point] {
        let ends = |e: &Edge| [Point { x: e.from, y: e.at }, Point { x: e.to, y: e.at }];
        self.breaks.get_or_init(|| {
            let mut breaks: Vec<Point> = self.pieces.iter().flat_map(ends).collect();
            breaks.sort_unstable_by_key(|p| (p.y, p.x));
            breaks
        })
    }
}

/// Sorts the strokes of a page into edges along its axes; what is slanted, frames a stamp, or underlines or strikes out a text, is left out.
pub(in crate::table) fn strokes_to_edges(page: &Page, stamps: &Stamps, scale: Scale) -> Edges {
    let (mut horizontal, mut vertical) = (Vec::new(), Vec::new());
    let base_lines = BaseLines::of(page, scale);
    for stroke in &page.strokes {
        let (from, to) = (stroke.from, stroke.to);
        let b = stroke.span();
        if !runs_along_an_axis(stroke) || stamps.hold_line(stroke) {
            continue;
        }
        if b.width() > b.height() {
            let y = i32::midpoint(from.y, to.y);
            if !base_lines.has_rule(y, b.x0, b.x1) {
                horizontal.push(Edge::across(y, &b));
            }
        } else {
            vertical.push(Edge::down(i32::midpoint(from.x, to.x), &b));
        }
    }
    let dots = dots_to_edges(page, scale);
    horizontal.extend(dots.horizontal);
    vertical.extend(dots.vertical);
    edges(horizontal, vertical, scale)
}

/// Whether a stroke can be a line of a table: neither slanted nor a point.
pub(crate) fn runs_along_an_axis(stroke: &Stroke) -> bool {
    let b = stroke.span();
    let (longer, shorter) = (b.width().max(b.height()), b.width().min(b.height()));
    let is_straight = shorter <= longer / STRAIGHT || shorter <= UNEVEN && shorter <= longer / STRAIGHT_IF_SHORT;
    longer > shorter && is_straight
}

/// Dotted and dashed lines that are drawn dot by dot. Of dashes some may be long enough to be strokes, and others, a hair shorter, not.
fn dots_to_edges(page: &Page, scale: Scale) -> Edges {
    let thick = scale.em / 100 * DOT;
    let long = thick.saturating_mul(DASH);
    let lying = |b: &Rect| b.width() <= long && b.height() <= thick;
    let standing = |b: &Rect| b.width() <= thick && b.height() <= long;
    let dots: Vec<Rect> = page
        .fills
        .iter()
        .map(|f| f.bbox)
        .filter(|b| lying(b) || standing(b))
        .collect();
    if dots.is_empty() {
        return Edges::default();
    }
    let strokes = page.strokes.iter().map(Stroke::span);
    let strokes: Vec<Rect> = strokes.filter(|b| lying(b) || standing(b)).collect();
    let pieces = || dots.iter().chain(&strokes);
    let across = pieces().filter(|b| lying(b)).map(|b| Edge::across(b.center().y, b));
    let down = pieces().filter(|b| standing(b)).map(|b| Edge::down(b.center().x, b));
    let gap = scale.em / 100 * DOT_GAP;
    let is_long = |e: &Edge| e.to - e.from >= scale.em.saturating_mul(SHORTEST_DOTTED);
    Edges {
        horizontal: merge(across.collect(), scale.snap(), gap)
            .into_iter()
            .filter(is_long)
            .collect(),
        vertical: merge(down.collect(), scale.snap(), gap)
            .into_iter()
            .filter(is_long)
            .collect(),
        ..Edges::default()
    }
}

/// The sides of filled boxes that stand out from what is behind them, where no line is drawn around them: cells told apart by colour.
pub(super) fn fills_to_edges(page: &Page, frames: &[Rect], scale: Scale) -> Edges {
    let (mut horizontal, mut vertical) = (Vec::new(), Vec::new());
    if page.fills.len() > MOST_FILLS {
        return Edges::default();
    }
    for (i, fill) in page.fills.iter().enumerate() {
        let b = fill.bbox;
        let in_frame = frames.iter().any(|f| f.contains(b.center()));
        if in_frame || b.width() < scale.em || b.height() < scale.em {
            continue;
        }
        if !stands_out(&page.fills, i) {
            continue;
        }
        horizontal.extend([b.y0, b.y1].map(|at| Edge::across(at, &b)));
        vertical.extend([b.x0, b.x1].map(|at| Edge::down(at, &b)));
    }
    edges(horizontal, vertical, scale)
}

/// Whether a filled box has another colour than what is behind its middle.
fn stands_out(fills: &[Fill], order: usize) -> bool {
    let Some(fill) = fills.get(order) else { return false };
    let behind = color_at(fills.get(..order).unwrap_or_default(), fill.bbox.center());
    contrast(fill.color, behind) >= VISIBLE_FROM
}

/// Whether two places have grounds that a person tells apart.
pub(super) fn are_told_apart(fills: &[Fill], one: Point, other: Point) -> bool {
    contrast(color_at(fills, one), color_at(fills, other)) >= VISIBLE_FROM
}

pub(in crate::table) fn color_at(fills: &[Fill], place: Point) -> [u8; 3] {
    let last = fills.iter().rev().find(|f| f.bbox.contains(place));
    last.map_or([u8::MAX; 3], |f| f.color)
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> u8 {
    one.iter().zip(other).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}

fn edges(horizontal: Vec<Edge>, vertical: Vec<Edge>, scale: Scale) -> Edges {
    let edges = Edges {
        pieces: horizontal.clone(),
        horizontal: merge(horizontal, scale.snap(), scale.snap()),
        vertical: merge(vertical, scale.snap(), scale.snap()),
        breaks: OnceCell::new(),
    };
    if edges.horizontal.len() + edges.vertical.len() > MOST_EDGES {
        Edges::default()
    } else {
        edges
    }
}

/// Gives edges that lie within the snap distance of one another one place, and joins those with no wider gap between them.
fn merge(mut edges: Vec<Edge>, snap: Milli, gap: Milli) -> Vec<Edge> {
    edges.sort_unstable_by_key(|e| (e.at, e.from, e.to));
    let mut merged = Vec::with_capacity(edges.len());
    // A cluster never grows wider than twice the snap distance, so that it cannot creep over a row.
    let mut first_at = edges.first().map_or(0, |e| e.at);
    let clusters = edges.chunk_by_mut(|a, b| {
        let near = b.at - a.at <= snap && b.at - first_at <= 2 * snap;
        if !near {
            first_at = b.at;
        }
        near
    });
    for cluster in clusters {
        let at = longest_at(cluster);
        cluster.sort_unstable_by_key(|e| (e.from, e.to));
        let mut current: Option<Edge> = None;
        for edge in cluster.iter() {
            match &mut current {
                Some(last) if edge.from - last.to <= gap => last.to = last.to.max(edge.to),
                _ => merged.extend(current.replace(Edge { at, ..*edge })),
            }
        }
        merged.extend(current);
    }
    merged
}

/// The place at which most of a cluster (sorted by place) is drawn: of a doubled line the longer one, of a dotted one that of its dots.
fn longest_at(cluster: &[Edge]) -> Milli {
    let drawn = |same: &[Edge]| same.iter().map(|e| i64::from(e.to - e.from)).sum::<i64>();
    let places = cluster.chunk_by(|a, b| a.at == b.at);
    let longest = places.max_by_key(|same| (drawn(same), std::cmp::Reverse(same.first().map(|e| e.at))));
    longest.and_then(<[Edge]>::first).map_or(0, |e| e.at)
}
