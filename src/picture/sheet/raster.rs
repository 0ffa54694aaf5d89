//! A page that brings its fonts -> PNG, painted by hayro.

use std::slice::Chunks;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::PremulRgba8;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Pixels for a point of the page (108 dpi): type of 9 points, the smallest of the corpus, is 14 pixels tall and read with ease. With 2,
/// files are half as large again and take a third longer.
const PIXELS_PER_POINT: f32 = 1.5;

/// Most pixels of a side: A3 at the scale above has 1,800. Larger pages are painted smaller.
const MOST_PIXELS: f32 = 2_400.0;

/// Grey levels of a page without colours: sixteen, which halves the file and is not told apart from 256 in black type.
const GREY_DEPTH: png::BitDepth = png::BitDepth::Four;

/// How hard a page without colours is packed, of 1 to 9: half the time of what the library does by itself, for files that are a tenth larger.
const GREY_EFFORT: u8 = 2;

/// What became of a page.
pub(super) enum Painted {
    Png(Vec<u8>),
    /// It names fonts of Chinese characters that it does not bring.
    FontsMissing,
    Failed,
}

/// Paints the pages of one document; what it has learned of a font on one page serves the next.
pub(super) struct Painter<'a>(RenderCache<'a>);

impl<'a> Painter<'a> {
    /// For one document.
    pub(super) fn new() -> Self {
        Self(RenderCache::new())
    }

    /// Paints a page.
    pub(super) fn paint(&mut self, page: &'a Page<'a>) -> Painted {
        let fonts_missing = Arc::new(AtomicBool::new(false));
        let pixmap = painted(page, &self.0, Arc::clone(&fonts_missing));
        if fonts_missing.load(Ordering::Relaxed) {
            // A font that is missing is asked for only once in the life of a cache.
            *self = Self::new();
            return Painted::FontsMissing;
        }
        pixels_to_png(&pixmap).map_or(Painted::Failed, Painted::Png)
    }
}

fn painted<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, fonts_missing: Arc<AtomicBool>) -> Pixmap {
    let (width, height) = page.render_dimensions();
    let scale = PIXELS_PER_POINT.min(MOST_PIXELS / width.max(height).max(1.0));
    // Side by side, pages with and without hinting are not told apart at this size, and it takes a fifth of the time of a page.
    let settings_of_glyphs = RenderSettings {
        hinting: false,
        ..RenderSettings::default()
    };
    render(
        page,
        cache,
        &settings(fonts_missing),
        &settings_of_glyphs,
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    )
}

/// Latin fonts that the page does not bring are stood in for; of fonts with a character collection it is said that they are missing.
fn settings(fonts_missing: Arc<AtomicBool>) -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(move |query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(font) if font.character_collection.is_some() => {
                fonts_missing.store(true, Ordering::Relaxed);
                None
            }
            FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
        }),
        ..InterpreterSettings::default()
    }
}

/// The picture as a file.
pub fn pixels_to_png(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width.into(), height.into());
    let samples = if is_grey(pixmap) {
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(GREY_DEPTH);
        encoder.set_deflate_compression(png::DeflateCompression::Level(GREY_EFFORT));
        // Two pixels share a byte: what the filters compare is not what is alike.
        encoder.set_filter(png::Filter::NoFilter);
        grey_samples(pixmap)
    } else {
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Balanced);
        pixmap
            .data()
            .iter()
            .flat_map(|pixel| [pixel.r, pixel.g, pixel.b])
            .collect()
    };
    encoder.write_header().ok()?.write_image_data(&samples).ok()?;
    Some(bytes)
}

/// The pixels of each row.
fn rows(pixmap: &Pixmap) -> Chunks<'_, PremulRgba8> {
    pixmap.data().chunks(usize::from(pixmap.width()).max(1))
}

/// Whether no pixel has a colour. A row is looked at to its end, so that many pixels are compared at once.
fn is_grey(pixmap: &Pixmap) -> bool {
    rows(pixmap).all(|row| {
        let unlike = |seen, pixel: &PremulRgba8| seen | (pixel.r ^ pixel.g) | (pixel.g ^ pixel.b);
        row.iter().fold(0, unlike) == 0
    })
}

/// Two pixels a byte; a row begins with a byte of its own.
fn grey_samples(pixmap: &Pixmap) -> Vec<u8> {
    /// 255 of a byte is 15 of half a byte.
    const STEP: u8 = 17;
    let level = |pixel: &PremulRgba8| pixel.r.saturating_add(STEP / 2) / STEP;
    let mut packed = Vec::new();
    for row in rows(pixmap) {
        let (pairs, last) = row.as_chunks();
        packed.extend(pairs.iter().map(|[left, right]| level(left) << 4 | level(right)));
        packed.extend(last.iter().map(|pixel| level(pixel) << 4));
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixmap(width: u16, pixels: &[[u8; 3]]) -> Pixmap {
        let height = (pixels.len() / usize::from(width)) as u16;
        let mut pixmap = Pixmap::new(width, height);
        for (place, [r, g, b]) in pixmap.data_mut().iter_mut().zip(pixels) {
            *place = PremulRgba8::from_u8_array([*r, *g, *b, 255]);
        }
        pixmap
    }

    #[test]
    fn rows_of_an_odd_width_end_with_half_a_byte() {
        let grey = [0, 255, 128, 8, 9, 247].map(|grey| [grey; 3]);
        assert_eq!(grey_samples(&pixmap(3, &grey)), [0x0f, 0x80, 0x01, 0xf0]);
    }

    #[test]
    fn one_pixel_of_colour_makes_a_picture_of_colours() {
        let mut pixels = [[9, 9, 9]; 40];
        assert!(is_grey(&pixmap(4, &pixels)));
        pixels[33] = [9, 9, 8];
        assert!(!is_grey(&pixmap(4, &pixels)));
    }
}
