//! Strokes and filled boxes of a page -> edges, and frames of those that meet; what is part of a stamp, or under a word, is none.

pub(super) mod edges;
pub(super) mod frames;
mod ruled;
mod shading;
pub(super) mod stamps;
mod underlines;

use edges::Edges;
use frames::Frame;
use stamps::Stamps;

use super::scale::Scale;
use crate::geometry::Rect;
use crate::pdf::Page;

/// The lines of a page.
pub(super) struct Lines {
    /// Edges of strokes.
    pub edges: Edges,
    /// Edges of filled boxes.
    pub sides: Edges,
    /// What they are the borders of.
    pub frames: Vec<Frame>,
}

impl Lines {
    pub(super) fn of(page: &Page, stamps: &Stamps, scale: Scale) -> Self {
        let edges = edges::strokes_to_edges(page, stamps, scale);
        let mut frames = frames::edges_to_frames(&edges, scale);
        ruled::add_rows_without_sides(&mut frames, &edges, page, scale);
        frames.retain(|f| f.is_table);
        shading::add_edges_of_shading(&mut frames, page, scale);
        let drawn: Vec<Rect> = frames.iter().map(|f| f.bbox).collect();
        let sides = edges::fills_to_edges(page, &drawn, scale);
        frames.extend(frames::edges_to_frames(&sides, scale));
        Self { edges, sides, frames }
    }
}
