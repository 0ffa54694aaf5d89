//! Edges -> frames: the edges that hang together, one frame a table.

use super::Scale;
use super::edges::{Edge, Edges};
use crate::geometry::Rect;

/// Edges that meet one another: the lines of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// By y, then x.
    pub horizontal: Vec<Edge>,
    /// By x, then y.
    pub vertical: Vec<Edge>,
    /// Around all of them.
    pub bbox: Rect,
}

/// Groups edges into frames, top to bottom. An edge that meets no other is an underline or an ornament and is left out.
pub(super) fn edges_to_frames(edges: &Edges, scale: Scale) -> Vec<Frame> {
    let reach = scale.snap();
    let (h, v) = (&edges.horizontal, &edges.vertical);
    let mut groups = Groups::new(h.len() + v.len());
    for (i, line) in h.iter().enumerate() {
        let first = v.partition_point(|e| e.at < line.from - reach);
        for (j, cross) in v
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, e)| e.at <= line.to + reach)
        {
            if cross.from - reach <= line.at && line.at <= cross.to + reach {
                groups.join(i, h.len() + j);
            }
        }
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
    let mut frames: Vec<Frame> = frames
        .into_iter()
        .flatten()
        .filter(|f| !f.horizontal.is_empty() && !f.vertical.is_empty())
        .collect();
    frames.sort_by_key(|f| (f.bbox.y0, f.bbox.x0));
    frames
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
