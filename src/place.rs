//! Where on paper something stands: a page and a box on it.

use crate::geometry::Rect;

/// A page of the file and a box on it; every value that fuhe reports has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Page of the file, from 1.
    pub page: u32,
    /// The box, from the page's top left as it is shown (after /Rotate and crop box).
    pub bbox: Rect,
}
