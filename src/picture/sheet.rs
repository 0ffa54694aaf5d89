//! A page as it is printed -> a picture that a browser shows, so that a finding can be looked at where it stands.
//!
//! A page that brings its fonts is painted by hayro, as PNG. One whose Chinese fonts are not in the file cannot be painted without them:
//! it is drawn again, as SVG, from what our own reader saw on it, and the browser brings the font.

mod raster;
mod redrawn;

use std::collections::BTreeMap;
use std::sync::Arc;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page as PdfPage;

use crate::pdf::{Page, ReadOptions, open, read, shown_size};

/// The picture of a page as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What `bytes` are.
    pub format: Format,
    /// The file.
    pub bytes: Vec<u8>,
    /// Width of the page as shown, in whole points.
    pub width: u32,
    /// Height of the page as shown, in whole points.
    pub height: u32,
}

/// How a page was made a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Painted as it is.
    Png,
    /// Drawn again, for want of its fonts.
    Svg,
}

/// Makes pictures of these pages, numbered from 1; what cannot be painted is left out.
pub fn pages_to_sheets(bytes: &Arc<Vec<u8>>, pages: &[u32], options: &ReadOptions) -> BTreeMap<u32, Sheet> {
    let Ok(pdf) = open(bytes, options) else {
        return BTreeMap::new();
    };
    let mut sheets = BTreeMap::new();
    let mut redrawn = Vec::new();
    let mut painter = raster::Painter::new();
    for number in pages {
        let Some(page) = page_of(&pdf, *number) else { continue };
        match painter.paint(page) {
            raster::Painted::Png(bytes) => {
                let (width, height) = shown_size(page);
                let format = Format::Png;
                sheets.insert(
                    *number,
                    Sheet {
                        format,
                        bytes,
                        width,
                        height,
                    },
                );
            }
            raster::Painted::FontsMissing => redrawn.push(*number),
            raster::Painted::Failed => {}
        }
    }
    if !redrawn.is_empty()
        && let Ok(reading) = read(Arc::clone(bytes), options)
    {
        let wanted = reading.pages.iter().filter(|page| redrawn.contains(&page.number));
        sheets.extend(wanted.map(|page| (page.number, draw_again(page, &pdf))));
    }
    sheets
}

fn draw_again(page: &Page, pdf: &Pdf) -> Sheet {
    let (width, height) = page_of(pdf, page.number).map_or((0, 0), shown_size);
    Sheet {
        format: Format::Svg,
        bytes: redrawn::draw(page, width, height).into_string().into_bytes(),
        width,
        height,
    }
}

fn page_of(pdf: &Pdf, number: u32) -> Option<&PdfPage<'_>> {
    pdf.pages().get(usize::try_from(number).ok()?.checked_sub(1)?)
}
