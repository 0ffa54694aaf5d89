//! Edges of shading: where two grounds meet within a frame, and no line is drawn between them, they part two cells.

use super::edges::{Edge, MOST_FILLS, are_told_apart};
use super::frames::Frame;
use crate::geometry::{Milli, Point};
use crate::pdf::Page;
use crate::table::scale::Scale;

/// More edges of shading in one frame are a picture.
const MOST_EDGES: usize = 500;

/// An edge is looked at in so many places less one.
const SAMPLES: Milli = 6;

/// Adds to frames the edges of filled boxes that reach from one of their lines to another, and end where no line is drawn.
pub(super) fn add_edges_of_shading(frames: &mut [Frame], page: &Page, scale: Scale) {
    if frames.is_empty() || page.fills.len() > MOST_FILLS {
        return;
    }
    for frame in frames {
        let (mut across, mut down) = (Vec::new(), Vec::new());
        for fill in &page.fills {
            let b = fill.bbox;
            if !frame.bbox.contains(b.center()) || b.width() < scale.em || b.height() < scale.em {
                continue;
            }
            let (top, bottom) = (
                is_drawn(&frame.horizontal, b.y0, b.x0, b.x1, scale),
                is_drawn(&frame.horizontal, b.y1, b.x0, b.x1, scale),
            );
            let (left, right) = (
                is_drawn(&frame.vertical, b.x0, b.y0, b.y1, scale),
                is_drawn(&frame.vertical, b.x1, b.y0, b.y1, scale),
            );
            let is_band = left && right && (top || bottom) && !(top && bottom);
            let is_column = top && bottom && (left || right) && !(left && right);
            if !is_band && !is_column {
                continue;
            }
            let (at, from, to) = match (is_band, top, left) {
                (true, true, _) => (b.y1, b.x0, b.x1),
                (true, false, _) => (b.y0, b.x0, b.x1),
                (false, _, true) => (b.x1, b.y0, b.y1),
                (false, _, false) => (b.x0, b.y0, b.y1),
            };
            let beyond = if top && is_band || left && is_column {
                scale.em / 4
            } else {
                -scale.em / 4
            };
            let place = |along: Milli, off: Milli| {
                if is_band {
                    Point { x: along, y: at + off }
                } else {
                    Point { x: at + off, y: along }
                }
            };
            let mut places = (1..SAMPLES).map(|n| from + (to - from) / SAMPLES * n);
            let is_edge = |along: Milli| are_told_apart(&page.fills, place(along, beyond), place(along, -beyond));
            if places.all(is_edge) {
                if is_band { &mut across } else { &mut down }.push(Edge { at, from, to });
            }
        }
        if across.len() + down.len() <= MOST_EDGES {
            add(&mut frame.horizontal, &across, scale);
            add(&mut frame.vertical, &down, scale);
        }
    }
}

/// Whether a line is drawn along most of a side.
fn is_drawn(edges: &[Edge], at: Milli, from: Milli, to: Milli, scale: Scale) -> bool {
    let first = edges.partition_point(|e| e.at < at - scale.snap());
    let near = edges.iter().skip(first).take_while(|e| e.at <= at + scale.snap());
    let drawn: i64 = near.map(|e| i64::from((e.to.min(to) - e.from.max(from)).max(0))).sum();
    drawn * 2 > i64::from(to - from)
}

/// Puts edges among those of a frame; both of two grounds that meet have the same one.
fn add(edges: &mut Vec<Edge>, more: &[Edge], scale: Scale) {
    for edge in more {
        let is_same = |e: &Edge| (e.at - edge.at).abs() <= scale.snap() && e.from < edge.to && edge.from < e.to;
        let near = edges.iter().find(|e| is_same(e)).map(|e| e.at);
        match near {
            Some(at) => edges.push(Edge { at, ..*edge }),
            None => edges.push(*edge),
        }
    }
    if !more.is_empty() {
        edges.sort_unstable_by_key(|e| (e.at, e.from));
    }
}
