//! Bytes -> pages of glyphs and strokes. The only layer that knows a PDF library.
//!
//! [`read`] opens the document, then for every page: decodes its content, interprets it onto a canvas (what is painted, in order),
//! and decides what of that a person sees.

#![allow(
    clippy::float_cmp,
    clippy::many_single_char_names,
    clippy::cast_sign_loss,
    reason = "coordinates are compared to the bit, matrices are named as the format names them, casts from floats saturate"
)]

mod attachments;
mod box2;
mod canvas;
mod clip;
mod cmap;
mod color;
mod content;
mod curved;
mod document;
#[cfg(test)]
pub(crate) mod drawing;
mod drawn;
mod field_box;
mod fields;
mod font;
mod graphics_state;
mod hidden_lines;
mod image;
mod ink;
mod interpreter;
mod layers;
mod marked_content;
mod matrix;
mod notes;
mod ocr_layer;
mod operations;
mod page_space;
mod paths;
mod pen;
mod predefined_cmap;
mod ranges;
mod reader;
mod repair;
mod rings;
mod show_text;
mod sizes;
mod soft_hyphens;
mod strings;
#[cfg(test)]
mod tests;
mod tiles;
mod tokens;
mod visibility;
mod widgets;
mod xobjects;

use std::sync::Arc;

pub use attachments::Attachment;
pub(crate) use reader::{Intake, Source};

use crate::crew::Crew;
use crate::geometry::{Milli, Point, Rect};
use crate::language::Bilingual;
use crate::limits::{Cancel, Limits};
use crate::steps::step;

#[cfg(feature = "views")]
pub(crate) use document::open;
#[cfg(feature = "views")]
pub(crate) use page_space::shown_size;

/// Reads a document: all that its pages show as text and straight lines.
///
/// Lengths are in 1/1000 point from the top left of the page as shown. What could not be read of a document that can be opened is in
/// [`Reading::damage`].
///
/// # Errors
/// There is nothing to give: it is no PDF, needs a password, has more pages than the limits allow, is damaged beyond repair, or the reading was cancelled.
///
/// # Example
/// ```
/// use fuhe::pdf::{ReadOptions, read};
/// use std::sync::Arc;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = Arc::new(std::fs::read("fixtures/planted/grade.pdf")?);
/// let reading = read(&bytes, &ReadOptions::default())?;
/// assert!(reading.damage.is_empty());
/// let page = &reading.pages[0];
/// assert_eq!(page.number, 1);
/// // Chinese characters and figures, and the lines of the table around them.
/// assert!(page.glyphs.iter().any(|glyph| glyph.character == Some('项')));
/// assert!(!page.strokes.is_empty());
/// # Ok(())
/// # }
/// ```
pub fn read(bytes: &Arc<Vec<u8>>, options: &ReadOptions) -> Result<Reading, ReadError> {
    let options = ReadOptions {
        kept_pages: usize::MAX,
        ..options.clone()
    };
    let Read {
        source,
        damage,
        attachments,
        ..
    } = read_into(bytes, &options, || ())?;
    Ok(Reading {
        pages: source.into_kept(),
        damage,
        attachments,
    })
}

/// Reads a document page by page; where it has to be repaired, what takes its pages in begins anew.
pub(crate) fn read_into<I: Intake>(
    bytes: &Arc<Vec<u8>>,
    options: &ReadOptions,
    begin: impl Fn() -> I,
) -> Result<Read<I>, ReadError> {
    let as_it_is = |bytes: &Arc<Vec<u8>>| read_as_it_is(bytes, options, begin());
    let mut reading = as_it_is(bytes);
    if !is_damaged(&reading) {
        return reading;
    }
    if let Some(ended) = repair::with_ended_streams(bytes) {
        reading = as_it_is(&ended).or(reading);
    }
    // What the table of objects does not know may stand in the file all the same.
    if is_damaged(&reading)
        && let Some(searched) = repair::without_tables(bytes)
        && let Some(found) = better(as_it_is(&searched), &reading)
    {
        reading = Ok(found);
    }
    // Of a dictionary that breaks off, or ends too early, some entries may have come into another one: what is read of it stays in doubt.
    if is_damaged(&reading)
        && let Some(closed) = repair::with_closed_dictionaries(bytes)
        && let Some(mut found) = better(as_it_is(&closed), &reading)
    {
        found.damage.push(Damage {
            place: DamagePlace::Anywhere,
            what: Bilingual::new("有对象不完整", "an object is not whole"),
        });
        reading = Ok(found);
    }
    reading
}

/// Whether something is known to be lost that may stand in the file all the same.
fn is_damaged<I>(reading: &Result<Read<I>, ReadError>) -> bool {
    match reading {
        Ok(reading) => !reading.damage.is_empty(),
        Err(error) => matches!(error, ReadError::Damaged(_)),
    }
}

/// What was read of a repaired file, where nothing is missing in it that was read before.
fn better<I>(repaired: Result<Read<I>, ReadError>, before: &Result<Read<I>, ReadError>) -> Option<Read<I>> {
    let pages = before.as_ref().map_or(0, |before| before.source.count());
    repaired
        .ok()
        .filter(|found| before.is_err() || found.damage.is_empty() && found.source.count() >= pages)
}

fn read_as_it_is<I: Intake>(bytes: &Arc<Vec<u8>>, options: &ReadOptions, mut intake: I) -> Result<Read<I>, ReadError> {
    let breaks_off = repair::breaks_off(bytes);
    let closed = breaks_off.then(|| repair::closed(bytes));
    let document = document::open(closed.as_ref().unwrap_or(bytes), options)?;
    let mut damage = Vec::from_iter(document::missing_pages(&document));
    damage.extend(document::broken_object_streams(&document, bytes));
    if breaks_off {
        damage.push(Damage {
            place: DamagePlace::Anywhere,
            what: Bilingual::new("文件在中途断开", "the file breaks off"),
        });
    }
    let source = Source::read(document, options, &mut intake, &mut damage)?;
    let attachments = attachments::attachments(source.pdf(), &options.limits, &mut damage);
    Ok(Read {
        intake,
        source,
        damage,
        attachments,
    })
}

/// A document that was read page by page.
pub(crate) struct Read<I> {
    /// What took its pages in.
    pub(crate) intake: I,
    /// Where its pages can be had again.
    pub(crate) source: Source,
    /// What is known to be lost: empty for a whole file.
    pub(crate) damage: Vec<Damage>,
    /// PDFs attached to it.
    pub(crate) attachments: Vec<Attachment>,
}

/// What a reading may cost, and the key where one is needed.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Bounds on the document.
    pub limits: Limits,
    /// Passwords to try where the document needs one; documents with an empty one need none.
    pub passwords: Vec<String>,
    /// Ends the reading from outside.
    pub cancel: Cancel,
    /// The pages of a document that has no more than this are kept in memory; those of a longer one are read again where they are wanted.
    pub kept_pages: usize,
    /// Who reads pages.
    pub crew: Crew,
}

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

/// What could be read of a document.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// What is known to be lost: empty for a whole file.
    pub damage: Vec<Damage>,
    /// PDFs attached to it.
    pub attachments: Vec<Attachment>,
}

/// Content of a document that is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where.
    pub place: DamagePlace,
    /// What, as a short phrase for the detail column.
    pub what: Bilingual,
}

/// Where content of a document is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DamagePlace {
    /// On a page of the file, from 1.
    Page(u32),
    /// On any of its pages, or with pages that are missing.
    Anywhere,
    /// In a file attached to it.
    Attachment,
}

/// Why a document could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A password is needed.
    #[error("a password is needed")]
    Encrypted,
    /// The bytes are no PDF.
    #[error("no PDF")]
    NotPdf,
    /// The bytes are a PDF of which nothing can be read.
    #[error("damaged: {0}")]
    Damaged(String),
    /// More pages than [`crate::limits::Limits::pages`].
    #[error("{0} pages")]
    TooManyPages(u32),
    /// [`Cancel`] was raised.
    #[error("cancelled")]
    Cancelled,
}
