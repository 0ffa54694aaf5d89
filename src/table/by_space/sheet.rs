//! A page while its sections are read.

use std::ops::Range;

use super::segments::Segment;
use crate::geometry::Milli;
use crate::table::lines::edges::Edges;

/// What is known of the page while its sections are read.
pub(super) struct Sheet<'p> {
    pub segments: &'p [Segment],
    pub edges: &'p Edges,
    pub em: Milli,
}

impl Sheet<'_> {
    /// Whether a line is drawn across between two heights.
    pub(super) fn is_line_across(&self, x: Milli, heights: &Range<Milli>) -> bool {
        let first = self.edges.horizontal.partition_point(|e| e.at < heights.start);
        let mut here = self.edges.horizontal.iter().skip(first);
        here.by_ref()
            .take_while(|e| e.at < heights.end)
            .any(|e| e.from <= x && x <= e.to)
    }
}
