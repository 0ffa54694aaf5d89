//! Rows ruled by horizontal lines alone: their columns are where those lines are drawn in pieces, cell by cell, and a row has a column's border
//! where the lines above and below it are both in pieces there.

mod end_row;
mod sides;

use super::edges::{Edge, Edges};
use super::frames::Frame;
use crate::geometry::{Milli, Rect};
use crate::pdf::Page;
use crate::table::scale::Scale;

/// Rows further apart than this many ems do not belong together (a row of a form has up to 25 lines of type).
const FARTHEST_ROWS: Milli = 30;

/// Rows are three lines at least: two may be a running header's and a footer's.
const LINES_AT_LEAST: usize = 3;

/// A column's border shows in this many of the lines at least, unless the table above has it, too: merged label cells hide it in most.
const BREAKS_AT_LEAST: usize = 2;

/// Adds rows that no vertical line crosses: to the frames directly above and below them that have their width, else as a frame of their own.
pub(super) fn add_rows_without_sides(frames: &mut Vec<Frame>, edges: &Edges, page: &Page, scale: Scale) {
    for rows in rows_without_sides(frames, edges, scale) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            continue;
        };
        let mut bbox = Rect {
            x0: first.from,
            y0: first.at,
            x1: last.to,
            y1: last.at,
        };
        let above = take_neighbour(frames, &bbox, scale, |f| bbox.y0 - f.y1);
        let below = take_neighbour(frames, &bbox, scale, |f| f.y0 - bbox.y1);
        bbox.y0 = above.as_ref().map_or(bbox.y0, |f| f.bbox.y1);
        bbox.y1 = below.as_ref().map_or(bbox.y1, |f| f.bbox.y0);
        let neighbours = || above.iter().chain(&below);
        let known: Vec<Milli> = neighbours().flat_map(|f| &f.vertical).map(|e| e.at).collect();
        let columns = columns(edges, &known, &bbox, scale);
        if above.is_none() {
            bbox.y0 = end_row::top_of_first(page, &columns, &bbox, scale).unwrap_or(bbox.y0);
        }
        if below.is_none() {
            bbox.y1 = end_row::bottom_of_last(page, &columns, &bbox, scale).unwrap_or(bbox.y1);
        }
        let sides = sides::of_columns(&columns, &rows, edges, page, &bbox, scale);
        let mut frame = Frame {
            horizontal: neighbours().flat_map(|f| &f.horizontal).copied().chain(rows).collect(),
            vertical: neighbours().flat_map(|f| &f.vertical).chain(&sides).copied().collect(),
            implied: neighbours().flat_map(|f| &f.implied).chain(&sides).copied().collect(),
            bbox: neighbours().fold(bbox, |b, f| b.union(&f.bbox)),
            is_table: true,
        };
        frame.horizontal.sort_unstable_by_key(|e| (e.at, e.from));
        frame.vertical.sort_unstable_by_key(|e| (e.at, e.from));
        align(&mut frame.vertical, scale);
        frames.push(frame);
    }
    frames.sort_by_key(|f| (f.bbox.y0, f.bbox.x0));
}

/// Takes out the nearest frame of the same width that lies on one side of a box; `distance` is negative on the other side.
fn take_neighbour(
    frames: &mut Vec<Frame>,
    bbox: &Rect,
    scale: Scale,
    distance: impl Fn(&Rect) -> Milli,
) -> Option<Frame> {
    let near = |f: &Rect| {
        let same_width = (f.x0 - bbox.x0).abs() <= scale.em && (f.x1 - bbox.x1).abs() <= scale.em;
        same_width && (0..scale.em * FARTHEST_ROWS).contains(&distance(f))
    };
    let candidates = frames.iter().enumerate().filter(|(_, f)| near(&f.bbox));
    let (nearest, _) = candidates.min_by_key(|(_, f)| distance(&f.bbox))?;
    Some(frames.remove(nearest))
}

/// Groups of horizontal edges outside all frames that have one width between them and follow each other closely. Pieces of one line count as it.
fn rows_without_sides(frames: &[Frame], edges: &Edges, scale: Scale) -> Vec<Vec<Edge>> {
    let holds = |f: &Frame, e: &Edge| {
        let is_within = f.bbox.y0 <= e.at && e.at <= f.bbox.y1 && e.from < f.bbox.x1 && f.bbox.x0 < e.to;
        is_within && (f.is_table || f.horizontal.contains(e))
    };
    let outside = edges.horizontal.iter().filter(|e| !frames.iter().any(|f| holds(f, e)));
    let outside: Vec<Edge> = outside.copied().collect();
    let mut groups: Vec<Vec<Edge>> = Vec::new();
    for line in outside.chunk_by(|a, b| a.at == b.at) {
        let Some(at) = line.first().map(|e| e.at) else { continue };
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|e| at - e.at < scale.em * FARTHEST_ROWS) => {
                group.extend_from_slice(line);
            }
            _ => groups.push(line.to_vec()),
        }
    }
    for group in &mut groups {
        drop_wider_ends(group, scale);
    }
    groups.retain(|g| g.chunk_by(|a, b| a.at == b.at).count() >= LINES_AT_LEAST);
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

/// Drops a first and a last line that reach beyond all others on both sides: they part the running title and the page number from the page.
fn drop_wider_ends(group: &mut Vec<Edge>, scale: Scale) {
    let (Some(top), Some(bottom)) = (group.first().map(|e| e.at), group.last().map(|e| e.at)) else {
        return;
    };
    let inner = || group.iter().filter(|e| top < e.at && e.at < bottom);
    let (Some(from), Some(to)) = (inner().map(|e| e.from).min(), inner().map(|e| e.to).max()) else {
        return;
    };
    let is_wider = |at: Milli| {
        let line = || group.iter().filter(|e| e.at == at);
        let reaches = |beyond: Milli| beyond > scale.em;
        line().any(|e| reaches(from - e.from)) && line().any(|e| reaches(e.to - to))
    };
    let (drop_top, drop_bottom) = (is_wider(top), is_wider(bottom));
    group.retain(|e| !(drop_top && e.at == top || drop_bottom && e.at == bottom));
}

/// The x at which enough of the lines in an area are drawn in pieces.
fn columns(edges: &Edges, known: &[Milli], area: &Rect, scale: Scale) -> Vec<Milli> {
    let snap = scale.snap();
    let mut breaks: Vec<(Milli, Milli)> = edges
        .breaks()
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
            let at = cluster.get(cluster.len() / 2).map(|(x, _)| *x)?;
            let is_known = known.iter().any(|k| (k - at).abs() <= snap);
            (is_known || levels.len() >= BREAKS_AT_LEAST).then_some(at)
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
