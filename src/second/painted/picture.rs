//! In which of the boxes a picture is of one colour: there it is a background, and no ink.

use hayro::hayro_interpret::{Image, ImageData, LumaData};
use hayro::kurbo::{Affine, Rect as Box2};

use super::scene::{REACH, overlap};

/// Most pixels of a picture that is decoded: a scanned page at 300 dpi has 9 million.
const MOST_PIXELS: u64 = 16 << 20;

/// Pixels whose parts (of 255) differ by no more are of one colour: what compression leaves of white paper.
const FLAT: u8 = 40;

/// Most pixels of a box that are looked at, along each side.
const SAMPLES: usize = 200;

/// The boxes, by number, that the picture covers in one colour, and that colour.
pub(super) fn flat_parts(image: &Image<'_, '_>, transform: Affine, around: &[Box2]) -> Vec<(usize, Option<[u8; 3]>)> {
    let Image::Raster(raster) = image else {
        return Vec::new();
    };
    let [_, b, c, _, ..] = transform.as_coeffs();
    let is_upright = b == 0.0 && c == 0.0;
    if !is_upright
        || transform.determinant() == 0.0
        || u64::from(image.width()) * u64::from(image.height()) > MOST_PIXELS
    {
        return Vec::new();
    }
    let whole = transform.transform_rect_bbox(Box2::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height())));
    let boxes = around.iter().map(|around| around.inflate(-REACH, -REACH)).enumerate();
    // A picture within a box is ink: only of what goes beyond it, there can be a part that is not.
    let asked: Vec<(usize, Box2)> = boxes
        .filter(|(_, bbox)| overlap(bbox, &whole) && !inside(&whole, bbox))
        .collect();
    let mut flat = Vec::new();
    if asked.is_empty() {
        return flat;
    }
    raster.with_rgba(
        |data, alpha| {
            for (number, bbox) in &asked {
                let part = transform.inverse().transform_rect_bbox(bbox.intersect(whole));
                if let Some(color) = color_of(&data, alpha.as_ref(), part, (image.width(), image.height())) {
                    flat.push((*number, color));
                }
            }
        },
        None,
    );
    flat
}

fn inside(inner: &Box2, outer: &Box2) -> bool {
    inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 && inner.y1 <= outer.y1
}

/// The one colour of a part of a picture (the inner one is none where nothing is painted at all).
#[expect(clippy::option_option, reason = "no colour, and a colour that is none")]
fn color_of(data: &ImageData, alpha: Option<&LumaData>, part: Box2, declared: (u32, u32)) -> Option<Option<[u8; 3]>> {
    let (mut least, mut most) = ([255_u8; 3], [0_u8; 3]);
    let (across, down) = (part.width() / SAMPLES as f64, part.height() / SAMPLES as f64);
    let (step_x, step_y) = (across.max(1.0), down.max(1.0));
    let mut y = part.y0;
    while y < part.y1 {
        let mut x = part.x0;
        while x < part.x1 {
            let at = (x / f64::from(declared.0.max(1)), y / f64::from(declared.1.max(1)));
            let is_clear = alpha.is_some_and(|alpha| luma(alpha, at) == Some(0));
            let color = if is_clear { [255; 3] } else { color(data, at)? };
            for ((least, most), part) in least.iter_mut().zip(&mut most).zip(color) {
                *least = (*least).min(part);
                *most = (*most).max(part);
            }
            x += step_x;
        }
        y += step_y;
    }
    let is_flat = least
        .iter()
        .zip(&most)
        .all(|(least, most)| most.saturating_sub(*least) <= FLAT);
    is_flat.then_some(Some(most))
}

/// The pixel at a place, which is a part of the width and height.
fn pixel(width: u32, height: u32, at: (f64, f64)) -> usize {
    let index = |part: f64, size: u32| ((part * f64::from(size)) as usize).min(size.saturating_sub(1) as usize);
    index(at.1, height) * width as usize + index(at.0, width)
}

fn luma(data: &LumaData, at: (f64, f64)) -> Option<u8> {
    data.data.get(pixel(data.width, data.height, at)).copied()
}

fn color(data: &ImageData, at: (f64, f64)) -> Option<[u8; 3]> {
    match data {
        ImageData::Luma(data) => luma(data, at).map(|grey| [grey; 3]),
        ImageData::Rgb(data) => {
            let first = pixel(data.width, data.height, at) * 3;
            data.data.get(first..first + 3)?.try_into().ok()
        }
    }
}
