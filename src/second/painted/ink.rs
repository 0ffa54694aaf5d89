//! What is said of the ink in a box.

use serde::{Deserialize, Serialize};

use crate::geometry::{Point, Rect};

/// A box that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Look {
    /// Page of the file, from 1.
    pub page: u32,
    /// The box on it, from the top left of the page as shown.
    pub bbox: Rect,
}

/// Something that is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ink {
    /// What it is.
    pub drawn: Drawn,
    /// Around all of it that its clip leaves.
    pub bbox: Rect,
    /// Whether it is seen.
    pub sight: Sight,
}

/// The kinds of ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drawn {
    /// A glyph of a font that is in the file.
    Glyph {
        /// Where the pen stands.
        origin: Point,
        /// The character that its outline plainly is.
        reads: Option<char>,
    },
    /// A glyph without an outline: a space, or a font that leaves a character empty.
    Empty {
        /// Where the pen stands.
        origin: Point,
    },
    /// A glyph of a font that is not in the file, or cannot be drawn: how it looks is not known.
    Missing {
        /// Where the pen stands.
        origin: Point,
    },
    /// A straight line along an axis, however it is drawn.
    Line,
    /// A filled box, or the part of a picture that is of one colour.
    Fill,
    /// Any other path.
    Shape,
    /// A raster picture.
    Picture,
}

/// Whether ink is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sight {
    /// It is.
    Seen,
    /// It is painted without colour, in the colour of what is behind it, or painted over.
    Unseen,
    /// That depends on masks, patterns or blending that are not followed.
    Unsure,
}
