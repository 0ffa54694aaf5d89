//! The picture of a page that was scanned, in pixels.

use crate::geometry::Rect;

/// What covers a page, as pixels. A part of the page that no picture covers is white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The pixels, row by row from the top of the page as shown.
    pub samples: Samples,
    /// Where they lie on the page, from edge to edge.
    pub on_page: Rect,
    /// The whole page as shown, from 0, 0.
    pub page: Rect,
}

/// Pixels of a [`Raster`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Samples {
    /// A byte each, 0 black to 255 white.
    Gray(Vec<u8>),
    /// Three bytes each: red, green, blue.
    Rgb(Vec<u8>),
}
