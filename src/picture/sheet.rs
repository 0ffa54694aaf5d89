//! A page as it is printed -> a picture that a browser shows, so that a finding can be looked at where it stands.
//!
//! A page that brings its fonts is painted by hayro, as PNG. One whose Chinese fonts are not in the file cannot be painted without them:
//! it is drawn again, as SVG, from what our own reader saw on it, and the browser brings the font. So is a page for which that is asked:
//! it takes a tenth of the time.

mod clause;
mod raster;
mod redrawn;

use std::collections::BTreeMap;
use std::sync::Arc;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page as PdfPage;

use crate::geometry::Rect;
use crate::pdf::{ReadOptions, open, read, shown_size};
use crate::place::Place;

pub use raster::pixels_to_png;

/// The picture of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How it was made.
    pub manner: Manner,
    /// The file.
    pub bytes: Vec<u8>,
    /// Width of the page as shown, in whole points.
    pub width: u32,
    /// Height of the page as shown, in whole points.
    pub height: u32,
}

/// How a page was made a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Manner {
    /// Painted as it is: PNG.
    Painted,
    /// Drawn again, for want of its fonts: SVG.
    FontsMissing,
    /// Drawn again, as it was asked for: SVG.
    DrawnAgain,
}

/// Makes pictures of pages, numbered from 1: paints some, and draws others again. What cannot be painted is left out. Beside them, for each
/// clause, a cell and words in it, a box for each line that it stands on; none where it is not found.
pub fn pages_to_sheets(
    bytes: &Arc<Vec<u8>>,
    painted: &[u32],
    drawn_again: &[u32],
    clauses: &[(Place, String)],
    options: &ReadOptions,
) -> (BTreeMap<u32, Sheet>, Vec<Vec<Rect>>) {
    let mut sheets = BTreeMap::new();
    let mut lines = vec![Vec::new(); clauses.len()];
    let Ok(pdf) = open(bytes, options) else {
        return (sheets, lines);
    };
    let mut again: BTreeMap<u32, Manner> = drawn_again.iter().map(|number| (*number, Manner::DrawnAgain)).collect();
    let mut painter = raster::Painter::new();
    for number in painted {
        let Some(page) = page_of(&pdf, *number) else { continue };
        match painter.paint(page) {
            raster::Painted::Png(bytes) => {
                sheets.insert(*number, Sheet::new(Manner::Painted, bytes, page));
            }
            raster::Painted::FontsMissing => {
                again.insert(*number, Manner::FontsMissing);
            }
            raster::Painted::Failed => {}
        }
    }
    if !(again.is_empty() && clauses.is_empty())
        && let Ok(reading) = read(bytes, options)
    {
        for page in &reading.pages {
            if let (Some(manner), Some(printed)) = (again.get(&page.number), page_of(&pdf, page.number)) {
                let (width, height) = shown_size(printed);
                let drawn = redrawn::draw(page, width, height).into_string().into_bytes();
                sheets.insert(page.number, Sheet::new(*manner, drawn, printed));
            }
            for ((place, words), lines) in clauses.iter().zip(&mut lines) {
                if place.page == page.number {
                    *lines = clause::lines_of(words, place.bbox, &page.glyphs);
                }
            }
        }
    }
    (sheets, lines)
}

impl Sheet {
    fn new(manner: Manner, bytes: Vec<u8>, page: &PdfPage) -> Self {
        let (width, height) = shown_size(page);
        Self {
            manner,
            bytes,
            width,
            height,
        }
    }
}

fn page_of(pdf: &Pdf, number: u32) -> Option<&PdfPage<'_>> {
    pdf.pages().get(usize::try_from(number).ok()?.checked_sub(1)?)
}
