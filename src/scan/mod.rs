//! A picture of a page -> its ruling lines as strokes, and its lines of text as boxes of pixels: what a page that was scanned shows before anybody
//! reads a character of it.
//!
//! The picture is cleaned first: red ink is lifted, the paper flattened, the page turned straight. Then its lines are found, and what cells they enclose;
//! what ink is left are the lines of text. Places are pixels of the cleaned picture; [`Sheet::on_page`] says where they lie on the page.

mod anchors;
mod blots;
mod clean;
mod gray;
mod grid;
mod ink;
mod pieces;
mod rulings;
mod shade;
mod sheet;
mod skew;
#[cfg(test)]
mod tests;
mod text;
mod valleys;

pub use gray::Gray;
pub use sheet::{Pixels, Sheet, TextLine};

use crate::geometry::Rect;
use crate::limits::Cancel;
use crate::pdf::{Page, PictureReader, Raster, Samples};
use blots::Blots;
use rulings::Scale;

/// Puts the ruling lines of scanned pages on them, and reads nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ruler;

impl PictureReader for Ruler {
    fn takes(&self, page: &Page) -> bool {
        is_scan(page)
    }

    fn read(&self, raster: Raster, page: &mut Page, _: usize, _: &Cancel) {
        page.strokes.extend(sheet(&raster).strokes);
    }
}

/// Dots in an inch from which on a picture is brought down to the resolution that lines are looked for in: 300 dpi read no better than 200.
const FINE: u32 = 270;
const USUAL: u32 = 200;

/// Longer than this, in 1/1000 point, a page is no page (A3 has 1,191 points): some programs make a point of each pixel. Its picture is then one of A4.
const LONGEST_PAGE: i64 = 1_300_000;
const A4_HEIGHT: i64 = 842_000;

/// Whether a page is a scan: pictures cover a quarter of it or more, and it has no more text than a page number or a stamp of the scanner.
pub fn is_scan(page: &Page) -> bool {
    /// The smallest form has 300 characters.
    const STRAY_GLYPHS: usize = 60;
    const PART: i64 = 4;
    let covered: i64 = page.images.iter().map(Rect::area).fold(0, i64::saturating_add);
    let whole = i64::from(page.width) * i64::from(page.height);
    let written = page.glyphs.iter().filter(|glyph| !glyph.is_space());
    covered.saturating_mul(PART) >= whole.max(1) && written.take(STRAY_GLYPHS + 1).count() <= STRAY_GLYPHS
}

/// What a picture that covers a page shows.
pub fn sheet(raster: &Raster) -> Sheet {
    let dpi = dpi(raster);
    let (mut gray, mut blots) = match &raster.samples {
        Samples::Gray(pixels) => {
            let gray = Gray {
                width: raster.width,
                height: raster.height,
                pixels: pixels.clone(),
            };
            (gray, Blots::new(raster.width, raster.height))
        }
        Samples::Rgb(colors) => clean::without_red(raster.width, raster.height, colors),
    };
    let mut scale = Scale { dpi };
    if dpi > FINE {
        let (from_width, from_height) = (gray.width, gray.height);
        let size = |pixels: u32| (u64::from(pixels) * u64::from(USUAL)).div_ceil(u64::from(dpi)) as u32;
        gray = gray.shrunk(size(gray.width), size(gray.height));
        let from = |pixel: u32, to: u32, of: u32| (u64::from(pixel) * u64::from(of) / u64::from(to.max(1))) as u32;
        let (width, height) = (gray.width, gray.height);
        blots = blots.mapped(width, height, |x, y| {
            Some((from(x, width, from_width), from(y, height, from_height)))
        });
        scale = Scale { dpi: USUAL };
    }
    let flat = clean::flattened(&gray);
    drop(gray);
    let (straight, blots) = skew::straightened(&flat, &blots, skew::slope(&flat));
    sheet::ruled(straight, blots, scale, raster.page, raster.on_page)
}

/// Dots in an inch of the page.
fn dpi(raster: &Raster) -> u32 {
    /// In 1/1000 point.
    const INCH: i64 = 72_000;
    /// What is beyond is no scan of a page, and is looked at as if it were.
    const DPI: std::ops::RangeInclusive<i64> = 50..=1_200;
    let (width, height) = (i64::from(raster.on_page.width()), i64::from(raster.on_page.height()));
    let longest = width.max(height).max(1);
    let points = if longest > LONGEST_PAGE { A4_HEIGHT } else { longest };
    let pixels = i64::from(if width > height { raster.width } else { raster.height });
    (pixels * INCH / points).clamp(*DPI.start(), *DPI.end()) as u32
}
