//! What is known of a scanned page without reading it.

use crate::geometry::{Milli, Rect};
use crate::pdf::Stroke;

/// A picture without colours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gray {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Row by row from the top, 0 black to 255 white; as many as width times height.
    pub pixels: Vec<u8>,
}

/// A box of pixels; `x1` and `y1` lie behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pixels {
    /// Left.
    pub x0: u32,
    /// Top.
    pub y0: u32,
    /// Behind the right side.
    pub x1: u32,
    /// Below the bottom.
    pub y1: u32,
}

/// A line of text, before it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextLine {
    /// Around its ink, on the cleaned picture.
    pub bbox: Pixels,
    /// The cell that it stands in, by number; lines of one cell have one number, from top to bottom. None outside tables.
    pub cell: Option<usize>,
    /// Whether ink of another kind lies on it: a seal, a signature, a punch hole. What is read there is in doubt.
    pub under_ink: bool,
}

/// A scanned page: straight, upright as far as known, without colours, with its lines.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The cleaned picture.
    pub gray: Gray,
    /// The page: its corner is 0, 0. A quarter turn changes width and height.
    pub page: Rect,
    /// The part of the page that the picture covers, from edge to edge.
    pub picture: Rect,
    /// Ruling lines, on the page.
    pub strokes: Vec<Stroke>,
    /// Lines of text, cell by cell.
    pub lines: Vec<TextLine>,
    /// Ink that is neither a ruling line nor a line of text, nor a speck; on the page.
    pub marks: Vec<Rect>,
}

impl Gray {
    /// The pixels of a row, from one column to before another.
    pub fn row(&self, y: u32, from: u32, to: u32) -> &[u8] {
        let start = y as usize * self.width as usize;
        let (from, to) = (from.min(self.width) as usize, to.min(self.width) as usize);
        self.pixels.get(start + from..start + to).unwrap_or_default()
    }
}

impl Pixels {
    /// Pixels across.
    pub fn width(&self) -> u32 {
        self.x1.saturating_sub(self.x0)
    }

    /// Pixels down.
    pub fn height(&self) -> u32 {
        self.y1.saturating_sub(self.y0)
    }
}

impl Sheet {
    /// Where a box of pixels lies on the page.
    pub fn on_page(&self, pixels: &Pixels) -> Rect {
        Rect {
            x0: placed(pixels.x0, self.gray.width, self.picture.x0, self.picture.x1),
            y0: placed(pixels.y0, self.gray.height, self.picture.y0, self.picture.y1),
            x1: placed(pixels.x1, self.gray.width, self.picture.x0, self.picture.x1),
            y1: placed(pixels.y1, self.gray.height, self.picture.y0, self.picture.y1),
        }
    }
}

/// The place of a pixel of so many, between two places.
fn placed(pixel: u32, of: u32, from: Milli, to: Milli) -> Milli {
    let along = i64::from(to - from) * i64::from(pixel) / i64::from(of.max(1));
    i64::from(from).saturating_add(along) as Milli
}
