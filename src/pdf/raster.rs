//! The picture of a page that was scanned, in pixels.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, InterpreterCache,
    InterpreterSettings, LumaData, Paint, RenderContent, SoftMask, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Rect as Box2};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use hayro_syntax::page::Page as PdfPage;

use super::page_space::PageSpace;
use super::raster_parts::{Part, put_together};
use crate::geometry::{Rect, to_milli};

/// Most pixels of a page that are looked at: 600 dpi on A4 are 35 million.
pub(super) const MOST_PIXELS: u64 = 50_000_000;

/// Dots in an inch of a page that has to be painted: its pictures lie over each other, aslant, or let something through.
const PAINTED_DPI: f64 = 200.0;

/// Points in an inch.
const INCH: f64 = 72.0;

/// Most pictures of a page that are put together: strips of a few rows each.
const MOST_PARTS: usize = 2_000;

/// What covers a page, as pixels. A part of the page that no picture covers is white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The pixels, row by row from the top of the page as shown.
    pub samples: Samples,
    /// Where they lie on the page, from edge to edge.
    pub on_page: Rect,
    /// The whole page as shown, from 0, 0.
    pub page: Rect,
}

/// Pixels of a [`Raster`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Samples {
    /// A byte each, 0 black to 255 white.
    Gray(Vec<u8>),
    /// Three bytes each: red, green, blue.
    Rgb(Vec<u8>),
}

/// Why there are no pixels of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoRaster {
    /// It has more than [`MOST_PIXELS`].
    #[error("{0} pixels")]
    TooLarge(u64),
    /// No picture of it can be decoded.
    #[error("no picture that can be decoded")]
    Broken,
}

/// A page of a file -> the pixels of the pictures that cover it, at their own resolution; painted where they are no plain pictures side by side.
///
/// # Errors
/// There are too many pixels, or none.
pub(crate) fn page_to_raster(page: &PdfPage<'_>) -> Result<Raster, NoRaster> {
    let space = PageSpace::of(page);
    let unit = page
        .raw()
        .get::<f64>(b"UserUnit")
        .filter(|unit| unit.is_finite() && *unit > 0.0);
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let transform = Affine::scale(unit.unwrap_or(1.0)) * Affine::new([a, b, c, d, e, f]);
    let shown = Box2::new(0.0, 0.0, space.width, space.height);
    let whole = Rect::new(0, 0, to_milli(space.width), to_milli(space.height));
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let mut collector = Collector::default();
    interpret_page(
        page,
        &mut Context::new(transform, shown, &cache, page.xref(), settings),
        &mut collector,
    );
    if let Some(pixels) = collector.too_large {
        return Err(NoRaster::TooLarge(pixels));
    }
    if collector.parts.is_empty() && !collector.is_mixed {
        return Err(NoRaster::Broken);
    }
    if !collector.is_mixed
        && let Some(raster) = put_together(collector.parts, whole)
    {
        return Ok(raster);
    }
    painted(page, &space, whole)
}

/// The page as hayro paints it.
fn painted(page: &PdfPage<'_>, space: &PageSpace, whole: Rect) -> Result<Raster, NoRaster> {
    let (width, height) = page.render_dimensions();
    let unit = space.width / f64::from(width.max(1.0));
    let longest = space.width.max(space.height);
    // Some programs make a point of each pixel.
    let dpi = if longest > 1_300.0 {
        PAINTED_DPI * 842.0 / longest
    } else {
        PAINTED_DPI
    };
    let scale = dpi / INCH * unit;
    let pixels = f64::from(width) * scale * f64::from(height) * scale;
    if pixels > MOST_PIXELS as f64 {
        return Err(NoRaster::TooLarge(pixels as u64));
    }
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    let size = PixmapSettings {
        x_scale: scale as f32,
        y_scale: scale as f32,
        bg_color: WHITE,
    };
    let pixmap = render(page, &cache, &settings, &RenderSettings::default(), &size);
    Ok(Raster {
        width: pixmap.width().into(),
        height: pixmap.height().into(),
        samples: Samples::Rgb(
            pixmap
                .data()
                .iter()
                .flat_map(|pixel| [pixel.r, pixel.g, pixel.b])
                .collect(),
        ),
        on_page: whole,
        page: whole,
    })
}

/// Takes down the pictures of a page.
#[derive(Default)]
struct Collector {
    parts: Vec<Part>,
    /// Pixels of all of them.
    pixels: u64,
    /// Whether what is seen is more than pictures side by side.
    is_mixed: bool,
    too_large: Option<u64>,
}

impl Collector {
    fn take(&mut self, image: &Image<'_, '_>, transform: Affine) -> Option<()> {
        let (declared, stream) = ((image.width(), image.height()), stream(image));
        let (width, height) = codestream_size(stream).unwrap_or(declared);
        let pixels = u64::from(width.max(declared.0)) * u64::from(height.max(declared.1));
        self.pixels = self.pixels.saturating_add(pixels);
        if self.pixels > MOST_PIXELS {
            self.too_large = Some(self.pixels);
            return None;
        }
        if self.parts.len() >= MOST_PARTS {
            self.is_mixed = true;
            return None;
        }
        let mut decoded = None;
        match image {
            Image::Raster(raster) => raster.with_rgba(|data, alpha| decoded = alpha.is_none().then_some(data), None),
            Image::Stencil(stencil) => {
                stencil.with_stencil(|mask, paint| decoded = stencil_to_picture(mask, paint), None);
            }
        }
        // What cannot be decoded leaves the page white there; what lets something through has to be painted.
        let Some(decoded) = decoded else {
            self.is_mixed = true;
            return None;
        };
        let (width, height) = (decoded.width(), decoded.height());
        let stretched = Affine::scale_non_uniform(
            f64::from(declared.0) / f64::from(width.max(1)),
            f64::from(declared.1) / f64::from(height.max(1)),
        );
        let samples = match decoded {
            ImageData::Rgb(data) => Samples::Rgb(data.data),
            ImageData::Luma(data) => Samples::Gray(data.data),
        };
        self.parts.push(Part {
            to_page: (transform * stretched).as_coeffs(),
            width,
            height,
            samples,
        });
        Some(())
    }
}

/// What a stencil looks like on white paper, where it is painted in black.
fn stencil_to_picture(mut mask: LumaData, paint: &Paint<'_>) -> Option<ImageData> {
    let Paint::Color(color) = paint else { return None };
    let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
    if red.max(green).max(blue) > 0 || alpha < 255 {
        return None;
    }
    for pixel in &mut mask.data {
        *pixel = 255 - *pixel;
    }
    Some(ImageData::Luma(mask))
}

fn stream<'i>(image: &'i Image<'_, '_>) -> &'i Stream<'i> {
    match image {
        Image::Raster(raster) => raster.stream(),
        Image::Stencil(stencil) => stencil.stream(),
    }
}

/// The size of a JPEG 2000 picture, which is what counts, and not what the file says of it.
fn codestream_size(stream: &Stream<'_>) -> Option<(u32, u32)> {
    /// Where a codestream begins, with the segment that tells its size.
    const START: [u8; 4] = [0xff, 0x4f, 0xff, 0x51];
    if stream.filters().last() != Some(&Filter::JpxDecode) {
        return None;
    }
    let data = stream.raw_data();
    let start = memchr::memmem::find(&data, &START)?;
    // Length and capabilities, then the size.
    let size = data.get(start + 8..start + 16)?;
    let (width, height) = size.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(height.try_into().ok()?)))
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_clip_rect(&mut self, _: &Box2) {}

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        self.is_mixed |= opacity < 1.0 || mask.is_some() || blend_mode != BlendMode::Normal;
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.too_large.is_none() {
            self.take(&image, props.transform);
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
