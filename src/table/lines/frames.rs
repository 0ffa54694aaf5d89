//! Edges -> frames: the edges that hang together, one frame a table.

use std::cmp::Reverse;

use super::edges::{Edge, Edges};
use crate::geometry::{Milli, Point, Rect};
use crate::table::scale::Scale;

/// Edges that meet one another: the lines of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::table) struct Frame {
    /// By y, then x.
    pub horizontal: Vec<Edge>,
    /// By x, then y.
    pub vertical: Vec<Edge>,
    /// Those of the vertical ones that are not drawn, but told by the pieces of the lines that they would meet.
    pub implied: Vec<Edge>,
    /// Around all of them.
    pub bbox: Rect,
    /// Whether it has cells of its own: a single box has none, nor has what is drawn around tables, as the border of a page with its head.
    pub is_table: bool,
}

/// Lines around tables are so many at most; the smallest form has more.
const LINES_AROUND: usize = 12;

/// A page has no more frames around tables than this.
const FRAMES_AROUND: usize = 8;

/// Groups edges into frames, top to bottom. An edge that meets no other is an underline or an ornament and is left out.
pub(in crate::table) fn edges_to_frames(edges: &Edges, scale: Scale) -> Vec<Frame> {
    let (h, v) = (&edges.horizontal, &edges.vertical);
    let mut groups = Groups::new(h.len() + v.len());
    for (i, j) in meetings(edges, scale) {
        groups.join(i, h.len() + j);
    }
    let mut frames: Vec<Option<Frame>> = vec![None; h.len() + v.len()];
    for (i, edge) in h.iter().enumerate() {
        add(
            &mut frames,
            groups.root(i),
            |f| f.horizontal.push(*edge),
            Rect::new(edge.from, edge.at, edge.to, edge.at),
        );
    }
    for (j, edge) in v.iter().enumerate() {
        let bbox = Rect::new(edge.at, edge.from, edge.at, edge.to);
        add(&mut frames, groups.root(h.len() + j), |f| f.vertical.push(*edge), bbox);
    }
    let (mut frames, loose): (Vec<Frame>, Vec<Frame>) = frames
        .into_iter()
        .flatten()
        .partition(|f| !f.horizontal.is_empty() && !f.vertical.is_empty());
    add_loose_sides(&mut frames, loose.iter().flat_map(|f| &f.vertical), scale);
    mark_tables(&mut frames, edges, scale);
    frames.sort_by_key(|f| (f.bbox.y0, f.bbox.x0));
    frames
}

/// Tells tables from single boxes, and from the few lines inside which there is another table.
fn mark_tables(frames: &mut [Frame], edges: &Edges, scale: Scale) {
    let lines = |f: &Frame| f.horizontal.len() + f.vertical.len();
    for frame in frames.iter_mut() {
        frame.is_table = !is_box(frame, scale);
    }
    let tables: Vec<Rect> = frames.iter().filter(|f| f.is_table).map(|f| f.bbox).collect();
    let few_lines = frames.iter_mut().filter(|f| f.is_table && lines(f) <= LINES_AROUND);
    let mut candidates: Vec<&mut Frame> = few_lines.collect();
    candidates.sort_by_key(|f| Reverse(f.bbox.area()));
    for frame in candidates.into_iter().take(FRAMES_AROUND) {
        let b = frame.bbox;
        let is_inside = |r: &Rect| b.x0 < r.x0 && r.x1 < b.x1 && b.y0 < r.y0 && r.y1 < b.y1;
        let across = edges.horizontal.iter().map(|e| Rect::new(e.from, e.at, e.to, e.at));
        // Rows without sides are no frame yet.
        let rows = across.filter(is_inside).count();
        frame.is_table = rows <= lines(frame) && !tables.iter().any(is_inside);
    }
}

/// Whether all lines of a frame are its sides.
fn is_box(frame: &Frame, scale: Scale) -> bool {
    let b = frame.bbox;
    let is_at = |at: Milli, ends: [Milli; 2]| ends.iter().any(|end| (end - at).abs() <= scale.snap());
    frame.horizontal.iter().all(|e| is_at(e.at, [b.y0, b.y1]))
        && frame.vertical.iter().all(|e| is_at(e.at, [b.x0, b.x1]))
}

/// A line down beside a table begins and ends with it, within this many ems.
const SAME_HEIGHT: Milli = 1;

/// Adds lines down that meet no line across, and begin and end with a table: the sides of cells that are merged over all rows of a page.
fn add_loose_sides<'e>(frames: &mut [Frame], loose: impl Iterator<Item = &'e Edge>, scale: Scale) {
    let near = scale.em.saturating_mul(SAME_HEIGHT);
    let mut loose: Vec<&Edge> = loose.collect();
    loose.sort_by_key(|e| (e.at, e.from));
    for frame in frames {
        let own = frame.bbox;
        let is_beside = |e: &&&Edge| {
            let distance = (own.x0 - e.at).max(e.at - own.x1);
            let is_as_high = (e.from - own.y0).abs() <= near && (e.to - own.y1).abs() <= near;
            // Farther away than the table is wide stands another one.
            is_as_high && (0..own.width()).contains(&distance)
        };
        let sides: Vec<Edge> = loose.iter().filter(is_beside).map(|e| **e).collect();
        for side in &sides {
            frame.bbox = frame.bbox.union(&Rect::new(side.at, own.y0, side.at, own.y1));
        }
        frame.vertical.extend(sides);
        frame.vertical.sort_unstable_by_key(|e| (e.at, e.from));
    }
}

/// Edges -> crossings: the points at which edges of one table meet, row by row.
pub(in crate::table) fn edges_to_crossings(edges: &Edges, scale: Scale) -> Vec<Point> {
    meetings(edges, scale)
        .filter_map(|(i, j)| {
            let (across, down) = (edges.horizontal.get(i)?, edges.vertical.get(j)?);
            Some(Point {
                x: down.at,
                y: across.at,
            })
        })
        .collect()
}

/// Which horizontal edges meet which vertical ones, by their indexes. An end within the snap distance of the other edge meets it.
fn meetings(edges: &Edges, scale: Scale) -> impl Iterator<Item = (usize, usize)> {
    let reach = scale.snap();
    let v = &edges.vertical;
    edges.horizontal.iter().enumerate().flat_map(move |(i, line)| {
        let first = v.partition_point(|e| e.at < line.from - reach);
        let near = v.iter().enumerate().skip(first);
        near.take_while(move |(_, e)| e.at <= line.to + reach)
            .filter(move |(_, e)| e.from - reach <= line.at && line.at <= e.to + reach)
            .map(move |(j, _)| (i, j))
    })
}

fn add(frames: &mut [Option<Frame>], root: usize, push: impl FnOnce(&mut Frame), bbox: Rect) {
    if let Some(slot) = frames.get_mut(root) {
        let frame = slot.get_or_insert_with(|| Frame {
            bbox,
            ..Frame::default()
        });
        frame.bbox = frame.bbox.union(&bbox);
        push(frame);
    }
}

/// Disjoint sets with path halving.
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn new(len: usize) -> Self {
        Self {
            parent: (0..len).collect(),
        }
    }

    fn root(&mut self, mut i: usize) -> usize {
        while let Some(&up) = self.parent.get(i) {
            if up == i {
                break;
            }
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(i) {
                *slot = above;
            }
            i = above;
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parent.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
