//! A page that brings its fonts -> PNG, painted by hayro.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Pixels for a point of the page (108 dpi): type of 9 points, the smallest of the corpus, is 14 pixels tall and read with ease. With 2,
/// files are half as large again and take a third longer.
const PIXELS_PER_POINT: f32 = 1.5;

/// Most pixels of a side: A3 at the scale above has 1,800. Larger pages are painted smaller.
const MOST_PIXELS: f32 = 2_400.0;

/// Grey levels of a page without colours: sixteen, which halves the file and is not told apart from 256 in black type.
const GREY_DEPTH: png::BitDepth = png::BitDepth::Four;

/// What became of a page.
pub(super) enum Painted {
    Png(Vec<u8>),
    /// It names fonts of Chinese characters that it does not bring.
    FontsMissing,
    Failed,
}

/// Paints a page.
pub(super) fn paint<'a>(page: &'a Page<'a>) -> Painted {
    let (width, height) = page.render_dimensions();
    let scale = PIXELS_PER_POINT.min(MOST_PIXELS / width.max(height).max(1.0));
    let fonts_missing = Arc::new(AtomicBool::new(false));
    let pixmap = render(
        page,
        // One for each page: a font that is missing is asked for only once in the life of a cache.
        &RenderCache::new(),
        &settings(Arc::clone(&fonts_missing)),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    if fonts_missing.load(Ordering::Relaxed) {
        return Painted::FontsMissing;
    }
    encoded(&pixmap).map_or(Painted::Failed, Painted::Png)
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

fn encoded(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let is_grey = pixmap
        .data()
        .iter()
        .all(|pixel| pixel.r == pixel.g && pixel.g == pixel.b);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width.into(), height.into());
    encoder.set_compression(png::Compression::Balanced);
    let samples = if is_grey {
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(GREY_DEPTH);
        grey_samples(pixmap)
    } else {
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        pixmap
            .data()
            .iter()
            .flat_map(|pixel| [pixel.r, pixel.g, pixel.b])
            .collect()
    };
    encoder.write_header().ok()?.write_image_data(&samples).ok()?;
    Some(bytes)
}

/// Two pixels a byte; a row begins with a byte of its own.
fn grey_samples(pixmap: &Pixmap) -> Vec<u8> {
    /// 255 of a byte is 15 of half a byte.
    const STEP: u8 = 17;
    let level = |grey: u8| grey.saturating_add(STEP / 2) / STEP;
    let width = usize::from(pixmap.width()).max(1);
    let rows = pixmap.data().chunks(width);
    let packed = rows.flat_map(|row| {
        row.chunks(2).map(|pair| {
            let half = |place: usize| pair.get(place).map_or(0, |pixel| level(pixel.r));
            half(0) << 4 | half(1)
        })
    });
    packed.collect()
}
