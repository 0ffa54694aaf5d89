//! Rows ruled by horizontal lines alone: their columns are where those lines are drawn in pieces, cell by cell.

use super::Scale;
use super::edges::{Edge, Edges};
use super::frames::Frame;
use crate::geometry::{Milli, Rect};

/// Rows further apart than this many ems do not belong together (a row of a form has up to 25 lines of type).
const FARTHEST_ROWS: Milli = 30;

/// A column's border shows in this many of the lines at least, and in this part (1/n) of them.
const BREAKS_AT_LEAST: usize = 3;
const BREAKS_PART: usize = 3;

/// Adds rows that no vertical line crosses: to the frame above them where they go on with its width, else as a frame of their own.
pub(super) fn add_rows_without_sides(frames: &mut Vec<Frame>, edges: &Edges, scale: Scale) {
    for rows in rows_without_sides(frames, edges, scale) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            continue;
        };
        let bbox = Rect {
            x0: first.from,
            y0: first.at,
            x1: last.to,
            y1: last.at,
        };
        let near = |f: &&mut Frame| {
            let b = f.bbox;
            same_width(b.x0, b.x1, &bbox, scale) && bbox.y0 > b.y1 && bbox.y0 - b.y1 < scale.em * FARTHEST_ROWS
        };
        let above = frames.iter_mut().filter(near).max_by_key(|f| f.bbox.y1);
        let top = above.as_ref().map_or(bbox.y0, |f| f.bbox.y1);
        let area = Rect { y0: top, ..bbox };
        let columns = columns(edges, &rows, &area, scale);
        if columns.is_empty() {
            continue;
        }
        let sides = columns.into_iter().map(|at| Edge {
            at,
            from: area.y0,
            to: area.y1,
        });
        match above {
            Some(frame) => {
                frame.bbox = frame.bbox.union(&area);
                frame.horizontal.extend(rows);
                frame.vertical.extend(sides);
                frame.vertical.sort_unstable_by_key(|e| (e.at, e.from));
                align(&mut frame.vertical, scale);
            }
            None => frames.push(Frame {
                horizontal: rows,
                vertical: sides.collect(),
                bbox,
            }),
        }
    }
}

/// Groups of horizontal edges outside all frames that have one width between them and follow each other closely. Pieces of one line count as it.
fn rows_without_sides(frames: &[Frame], edges: &Edges, scale: Scale) -> Vec<Vec<Edge>> {
    let outside = |e: &&Edge| {
        !frames
            .iter()
            .any(|f| f.bbox.y0 <= e.at && e.at <= f.bbox.y1 && e.from < f.bbox.x1 && f.bbox.x0 < e.to)
    };
    let outside: Vec<Edge> = edges.horizontal.iter().filter(outside).copied().collect();
    let mut groups: Vec<Vec<Edge>> = Vec::new();
    for line in outside.chunk_by(|a, b| a.at == b.at) {
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            continue;
        };
        let whole = Edge {
            at: first.at,
            from: first.from,
            to: last.to,
        };
        match groups.last_mut().and_then(|g| g.last().copied().map(|e| (g, e))) {
            Some((group, before)) if whole.at - before.at < scale.em * FARTHEST_ROWS => group.extend_from_slice(line),
            _ => groups.push(line.to_vec()),
        }
    }
    groups.retain(|g| g.chunk_by(|a, b| a.at == b.at).count() >= BREAKS_AT_LEAST);
    for group in &mut groups {
        // The first and last edge stand for the whole width.
        let (left, right) = (group.iter().map(|e| e.from).min(), group.iter().map(|e| e.to).max());
        if let (Some(first), Some(left)) = (group.first_mut(), left) {
            first.from = left;
        }
        if let (Some(last), Some(right)) = (group.last_mut(), right) {
            last.to = right;
        }
    }
    groups
}

fn same_width(x0: Milli, x1: Milli, bbox: &Rect, scale: Scale) -> bool {
    (x0 - bbox.x0).abs() <= scale.em && (x1 - bbox.x1).abs() <= scale.em
}

/// The x at which enough of the rows' lines are drawn in pieces.
fn columns(edges: &Edges, rows: &[Edge], area: &Rect, scale: Scale) -> Vec<Milli> {
    let snap = scale.snap();
    let lines = rows.chunk_by(|a, b| a.at == b.at).count();
    let mut breaks: Vec<(Milli, Milli)> = edges
        .breaks
        .iter()
        .filter(|p| area.y0 - snap <= p.y && p.y <= area.y1 + snap && area.x0 + snap < p.x && p.x < area.x1 - snap)
        .map(|p| (p.x, p.y))
        .collect();
    breaks.sort_unstable();
    let clusters = breaks.chunk_by(|a, b| b.0 - a.0 <= snap);
    clusters
        .filter_map(|cluster| {
            let mut levels: Vec<Milli> = cluster.iter().map(|(_, y)| *y).collect();
            levels.sort_unstable();
            levels.dedup_by(|b, a| *b - *a <= snap);
            let enough = levels.len() >= BREAKS_AT_LEAST && levels.len() * BREAKS_PART >= lines;
            enough
                .then(|| cluster.get(cluster.len() / 2).map(|(x, _)| *x))
                .flatten()
        })
        .collect()
}

/// Gives vertical edges that lie within the snap distance of one another one place.
fn align(vertical: &mut [Edge], scale: Scale) {
    let mut before: Option<Milli> = None;
    for edge in vertical {
        match before {
            Some(at) if edge.at - at <= scale.snap() => edge.at = at,
            _ => before = Some(edge.at),
        }
    }
}
