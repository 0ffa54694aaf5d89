//! A page as it is handed on: glyphs, strokes, boxes, and what else was painted.

use crate::geometry::{Milli, Point, Rect};
use crate::steps::step;

/// One page as a person sees it: after /Rotate, crop box and UserUnit.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Page of the file, from 1.
    pub number: u32,
    /// Width as shown.
    pub width: Milli,
    /// Height as shown.
    pub height: Milli,
    /// Characters in the order in which the page draws them.
    pub glyphs: Vec<Glyph>,
    /// Straight lines, however they were drawn: stroked segments, thin filled boxes, edges of stroked boxes.
    pub strokes: Vec<Stroke>,
    /// Filled boxes that are too wide to be a line: cell backgrounds, white-outs.
    pub fills: Vec<Fill>,
    /// Where raster images are drawn.
    pub images: Vec<Rect>,
    /// Ink that is seen, and is neither a character, nor a straight line, nor a filled box: pictures, and drawn shapes.
    pub marks: Vec<Mark>,
    /// Boxes of annotations that show text: form fields above all. They are no part of the page's content.
    pub annotations: Vec<Rect>,
    /// The text of annotations, in the order in which it is drawn.
    pub typed: Vec<Typed>,
    /// Whether the page holds curves or shapes that are neither lines nor boxes (text drawn as outlines does).
    pub shapes: usize,
    /// Glyphs whose code has no Unicode, of all glyphs drawn.
    pub unmapped: usize,
    /// The part of the page that is a scan, whose text is that of an OCR program: it passes for shown, and may be wrong.
    pub ocr: Option<Rect>,
    /// What recognisers of ours have read of that scan.
    pub recognized: Option<Recognition>,
}

/// What recognisers have read in the picture of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognition {
    /// Its lines of text.
    pub lines: Vec<RecognizedLine>,
    /// How many of them were not read, since there were too many, or no time was left.
    pub unread: usize,
}

/// A line of text in the picture of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecognizedLine {
    /// Around its ink.
    pub bbox: Rect,
    /// What it says, without blanks; that stands on the page.
    pub text: String,
    /// What another recogniser reads, where it reads something else.
    pub second: Option<String>,
    /// Whether it is a figure that two recognisers read alike, surely, and as figures are written.
    pub is_agreed: bool,
    /// Whether a seal or a signature lies on it.
    pub is_under_ink: bool,
    /// What else it may say, the likeliest first.
    pub others: Vec<String>,
}

/// One character where it is drawn. A code that stands for several characters gives one glyph each, side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Glyph {
    /// The character; `None` where the file does not say which one it is.
    pub character: Option<char>,
    /// The character by the embedded font's own Unicode table, where that is another digit than the file states.
    pub drawn_as: Option<char>,
    /// From the pen's start to its end, and from descender to ascender.
    pub bbox: Rect,
    /// Where the pen stands when the glyph is drawn, on the base line.
    pub origin: Point,
    /// Size of the type as shown.
    pub size: Milli,
    /// Which way the text runs, as shown.
    pub direction: Direction,
    /// Whether a person sees it.
    pub visibility: Visibility,
    /// Place in the painting order of the page, shared with [`Stroke::order`] and [`Fill::order`]. Of the glyphs that one operator shows each follows
    /// the one before it by 1; between operators something is left out.
    pub order: u32,
    /// What it looks like on white paper, red green blue; `None` for a pattern.
    pub color: Option<[u8; 3]>,
    /// Whether the file and its font disagree about what is drawn here, so that the character is a guess: a code that is mapped to a blank, and
    /// has an outline.
    pub in_doubt: bool,
    /// Whether the edge of its clip runs through it: what was written behind it may be cut off.
    pub is_cut: bool,
}

impl Glyph {
    /// Whether it is white space; what no character is known of is none.
    pub fn is_space(&self) -> bool {
        step();
        self.character.is_some_and(char::is_whitespace)
    }
}

/// Which way text runs on the page as shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Left to right: the usual way.
    #[default]
    Right,
    /// Top to bottom: vertical writing, or a label turned by 90° clockwise.
    Down,
    /// Upside down.
    Left,
    /// Bottom to top: a label turned by 90° counter-clockwise.
    Up,
    /// At an angle: a watermark.
    Slanted,
}

/// Whether a person sees a glyph, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Visibility {
    /// It is seen.
    #[default]
    Shown,
    /// Text render mode 3 (or 7): neither filled nor stroked.
    Invisible,
    /// Outside the page or its clip.
    Outside,
    /// In a layer that is off.
    LayerOff,
    /// In the colour of what is behind it.
    SameColor,
    /// Painted over by what comes later.
    Covered,
    /// Of no extent, or a speck beside the other type of its page.
    TooSmall,
    /// Stored as the value of a form field that shows something else.
    Stored,
}

/// A straight line on the page, as its middle line and thickness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// Thickness as shown; 0 is a hair line.
    pub width: Milli,
    /// Colour, red green blue.
    pub color: [u8; 3],
    /// Place in the painting order of the page.
    pub order: u32,
}

impl Stroke {
    /// The box between its ends, its thickness left out.
    pub fn span(&self) -> Rect {
        Rect::new(self.from.x, self.from.y, self.to.x, self.to.y)
    }
}

/// A filled box, or an edge-parallel part of a filled shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill {
    /// The box.
    pub bbox: Rect,
    /// Colour, red green blue.
    pub color: [u8; 3],
    /// Place in the painting order of the page.
    pub order: u32,
}

/// Something painted that no character accounts for, and that is neither a line nor a filled box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The box around all of it that is seen.
    pub bbox: Rect,
    /// What it looks like on white paper, red green blue; `None` for a pattern, and for a picture of more than one colour.
    pub color: Option<[u8; 3]>,
    /// Place in the painting order of the page.
    pub order: u32,
}

/// The kinds of ink that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum MarkKind {
    /// A raster picture.
    Picture,
    /// A straight line that an annotation draws, and so none of a table: it strikes a figure out, underlines or frames it.
    Line,
    /// The sign of a comment, which stands in no text of the page.
    Comment,
    /// A filled or stroked path with curves, or of a shape that is no box: text drawn as outlines, a dot, a tick, a seal.
    Shape,
}

/// Text that an annotation shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typed {
    /// What it is.
    pub kind: TypedKind,
    /// Its first and its last glyph, by their [`Glyph::order`].
    pub orders: (u32, u32),
}

impl Typed {
    /// Whether a glyph is part of it.
    pub fn holds(&self, glyph: &Glyph) -> bool {
        (self.orders.0..=self.orders.1).contains(&glyph.order)
    }
}

/// The kinds of annotations that show text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypedKind {
    /// The value of a form field.
    Field,
    /// What a signature shows.
    Signature,
    /// A rubber stamp.
    Stamp,
    /// Anything else: what a reader wrote onto the page.
    Note,
}
