//! The outlines of glyphs, each looked at once.

use std::collections::BTreeMap;

use hayro::hayro_interpret::font::{GlyphRun, OutlineGlyph, Type3Glyph};
use hayro::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro::kurbo::{self, Affine, BezPath, Rect as Box2, Shape as _};

use super::shape::{Bitmap, FINE, Shape};
use super::{path, recognize, shape, stand_in};

/// Outlines of more parts, or larger than this (thousandths of the type's size), are those of no digit: most Chinese characters.
const DIGIT_ELEMENTS: usize = 120;
const DIGIT_SIDES: (f64, f64) = (1_000.0, 850.0);

/// A picture that is a glyph has a few hundred pixels of a side.
const MOST_PIXELS: u32 = 1 << 20;

/// What a glyph paints.
#[derive(Debug, Clone)]
pub(super) enum Outline {
    /// Its font is not in the file.
    Missing,
    /// Nothing.
    Empty,
    /// An outline, in thousandths of the type's size.
    Drawn {
        bbox: Box2,
        /// The character that it plainly is.
        reads: Option<char>,
    },
}

/// All that have been met on a page.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    known: BTreeMap<u128, Outline>,
}

impl Glyphs {
    /// The outline of a glyph.
    pub(super) fn by_outline(&mut self, glyph: &OutlineGlyph) -> Outline {
        let key = glyph.identifier().cache_key();
        self.known.entry(key).or_insert_with(|| outline(glyph)).clone()
    }

    /// The ink of a glyph that is drawn by operators, which `draw` draws and says where.
    pub(super) fn by_operators(
        &mut self,
        glyph: &Type3Glyph<'_>,
        draw: impl FnOnce(&mut Drawing) -> Affine,
    ) -> Outline {
        let key = glyph.cache_key();
        let drawn = || {
            let mut drawing = Drawing::default();
            let placed = draw(&mut drawing);
            drawing.outline(placed)
        };
        self.known.entry(key).or_insert_with(drawn).clone()
    }
}

fn outline(glyph: &OutlineGlyph) -> Outline {
    let data = glyph.font_data();
    if data.as_ref().is_some_and(|font| stand_in::stands_in(&font.data)) {
        return Outline::Missing;
    }
    let path = glyph.outline();
    if path.elements().is_empty() {
        // Of Type 1 fonts it is not told whether they are in the file: where they are not, they have no outlines.
        return if data.is_some() {
            Outline::Empty
        } else {
            Outline::Missing
        };
    }
    let bbox = path.bounding_box();
    let is_small =
        bbox.width() <= DIGIT_SIDES.0 && bbox.height() <= DIGIT_SIDES.1 && path.elements().len() <= DIGIT_ELEMENTS;
    let shape = is_small.then(|| shape::of_path(&path)).flatten();
    Outline::Drawn {
        bbox,
        reads: shape.and_then(|shape| recognize::recognize(&shape)),
    }
}

/// What the operators of a glyph paint, where they paint it on the page.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    ink: BezPath,
    /// A picture that is the whole glyph, and where it is.
    picture: Option<(Vec<bool>, u32, u32, Affine)>,
    /// Whether there is more than a path or a picture can say.
    is_complex: bool,
}

impl Drawing {
    fn outline(self, placed: Affine) -> Outline {
        if placed.determinant() == 0.0 {
            return Outline::Empty;
        }
        let back = placed.inverse();
        let path = back * &self.ink;
        match self.picture {
            None if path.elements().is_empty() && self.is_complex => Outline::Missing,
            None if path.elements().is_empty() => Outline::Empty,
            None => {
                let shape = Some(&path).filter(|_| !self.is_complex).and_then(shape::of_path);
                Outline::Drawn {
                    bbox: path.bounding_box(),
                    reads: shape.and_then(|shape| recognize::recognize(&shape)),
                }
            }
            Some((pixels, width, height, at)) => {
                let whole = Box2::new(0.0, 0.0, f64::from(width), f64::from(height));
                let is_alone = path.elements().is_empty() && !self.is_complex;
                let place = back * at;
                let shape = bitmap_shape(&pixels, (width, height), place);
                let bbox = shape
                    .as_ref()
                    .map_or_else(|| place.transform_rect_bbox(whole), |(_, bbox)| *bbox);
                let shape = shape.filter(|_| is_alone);
                Outline::Drawn {
                    bbox: bbox.union(if is_alone { bbox } else { path.bounding_box() }),
                    reads: shape.and_then(|(shape, _)| recognize::recognize(&shape)),
                }
            }
        }
    }
}

/// The shape of a picture of black and white, and the box around its black; it has to be upright.
fn bitmap_shape(pixels: &[bool], size: (u32, u32), place: Affine) -> Option<(Shape, Box2)> {
    let (width, height) = (size.0 as usize, size.1 as usize);
    let black = |column: usize, row: usize| pixels.get(row * width + column).copied().unwrap_or_default();
    let columns: Vec<usize> = (0..width)
        .filter(|column| (0..height).any(|row| black(*column, row)))
        .collect();
    let rows: Vec<usize> = (0..height)
        .filter(|row| (0..width).any(|column| black(column, *row)))
        .collect();
    let (left, right) = (*columns.first()?, *columns.last()? + 1);
    let (top, bottom) = (*rows.first()?, *rows.last()? + 1);
    let bbox = place.transform_rect_bbox(Box2::new(left as f64, top as f64, right as f64, bottom as f64));
    let [a, b, c, d, ..] = place.as_coeffs();
    let is_upright = b.abs() < a.abs() / 100.0 && c.abs() < d.abs() / 100.0 && a > 0.0 && d < 0.0;
    let scaled = |cell: usize, cells: usize, from: usize, to: usize| from + (cell * 2 + 1) * (to - from) / (cells * 2);
    let bitmap = Bitmap::of(|column, row| black(scaled(column, FINE.0, left, right), scaled(row, FINE.1, top, bottom)));
    is_upright.then(|| (bitmap.shape(bbox), bbox))
}

impl<'a> Device<'a> for Drawing {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let placed = props.transform * path;
        match draw_mode {
            DrawMode::Fill(_) => self.ink.extend(placed),
            DrawMode::Stroke(stroke) => {
                let reach = path::pen(stroke, props.transform);
                let style = kurbo::Stroke::new(reach * 2.0);
                let stroked = kurbo::stroke(placed, &style, &kurbo::StrokeOpts::default(), reach / 5.0);
                self.ink.extend(stroked);
            }
            DrawMode::FillAndStroke(..) => self.is_complex = true,
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.is_complex = true;
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        self.is_complex = true;
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let Image::Stencil(stencil) = &image else {
            self.is_complex = true;
            return;
        };
        if self.picture.is_some() || image.width().saturating_mul(image.height()) > MOST_PIXELS {
            self.is_complex = true;
            return;
        }
        let picture = &mut self.picture;
        stencil.with_stencil(
            |luma, _| {
                let pixels = luma.data.iter().map(|painted| *painted > 127).collect();
                *picture = Some((pixels, luma.width, luma.height, props.transform));
            },
            None,
        );
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
