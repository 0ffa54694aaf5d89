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

mod area;
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
mod model;
mod notes;
mod ocr_layer;
mod operations;
mod page_space;
mod paths;
mod pen;
mod pictures;
mod predefined_cmap;
mod ranges;
mod raster;
mod raster_parts;
mod reader;
mod repair;
mod rings;
mod scene;
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
pub use model::{
    Direction, Fill, Glyph, Mark, MarkKind, Page, Recognition, RecognizedLine, Stroke, Typed, TypedKind, Visibility,
};
pub use pictures::{PictureReader, Pictures};
pub use raster::{NoRaster, Raster, Samples};
pub(crate) use reader::{Intake, Source};

use crate::crew::Crew;
use crate::language::Bilingual;
use crate::limits::{Cancel, Limits};

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
    /// Who reads pages that are pictures; nobody does without.
    pub pictures: Pictures,
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
