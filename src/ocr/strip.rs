//! A line of text as a recogniser takes it: cut out, of one height, with paper around it.

use crate::scan::{Gray, Pixels};

/// The height of the lines on which recognisers of this family were trained, in pixels.
pub const HEIGHT: u32 = 48;

/// Paper above and below the ink, and at each end, in parts (1/100) of the height of the ink.
const ABOVE: u32 = 20;
const BESIDE: u32 = 50;

/// The least height of a line's ink that is scaled up to fill the strip, in parts of the type's usual height on the sheet: a lone `-` is no taller than
/// its stroke, and would become a wall.
const LEAST_HEIGHT: u32 = 8;

/// Widest strip, in pixels: the longest line across a page has 2,500. What is longer is not read.
const WIDEST: u32 = 6_000;

/// A line of text at a recogniser's height.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    width: u32,
    /// Row by row, `width` times [`HEIGHT`].
    pixels: Vec<u8>,
    /// Where it was cut from, paper included; may reach over the edges of the picture.
    left: i64,
    /// So many pixels of the strip for so many of the picture.
    scale: (i64, i64),
}

impl Strip {
    /// Cuts out the ink in a box, with type of about that height; none where it is too long, or nothing at all.
    pub fn cut(gray: &Gray, ink: &Pixels, type_height: u32) -> Option<Self> {
        if ink.width() == 0 || ink.height() == 0 {
            return None;
        }
        // A stroke or a point keeps its size beside other type, and stands in the middle of its line.
        let body = ink.height().max(type_height.max(LEAST_HEIGHT) * 7 / 10);
        let (above, beside) = ((body * ABOVE).div_ceil(100), (body * BESIDE).div_ceil(100));
        let height = i64::from(body + 2 * above);
        let middle = i64::from(ink.y0 + ink.y1);
        let top = (middle - height) / 2;
        let (left, right) = (
            i64::from(ink.x0) - i64::from(beside),
            i64::from(ink.x1) + i64::from(beside),
        );
        let wide = (right - left) * i64::from(HEIGHT);
        // Recognisers take eight columns at a time.
        let width = u32::try_from((wide + height - 1) / height).ok()?.next_multiple_of(8);
        if width > WIDEST {
            return None;
        }
        let scale = (i64::from(HEIGHT), height);
        let pixels = scaled(gray, ink, (left, top), scale, (width, HEIGHT));
        Some(Self {
            width,
            pixels,
            left,
            scale,
        })
    }

    /// A line that is at that height already.
    pub(super) fn ready(pixels: Vec<u8>) -> Option<Self> {
        let width = u32::try_from(pixels.len()).ok()? / HEIGHT;
        (width > 0 && (width * HEIGHT) as usize == pixels.len()).then_some(Self {
            width,
            pixels,
            left: 0,
            scale: (1, 1),
        })
    }

    /// Pixels across.
    pub fn width(&self) -> usize {
        self.width as usize
    }

    /// Pixels down.
    pub fn height(&self) -> usize {
        HEIGHT as usize
    }

    /// The pixels, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Where a column of the strip stands on the picture.
    pub fn on_picture(&self, column: i64) -> i64 {
        self.left + column * self.scale.1 / self.scale.0
    }

    /// The values that a model takes: three times the same picture, white 1 and black -1.
    pub fn to_input(&self) -> Vec<f32> {
        let values = self.pixels.iter().map(|value| f32::from(*value) / 127.5 - 1.0);
        let once: Vec<f32> = values.collect();
        once.repeat(3)
    }
}

/// What of the neighbourhood a pixel of the result takes, in one direction: the first pixel, and the weight of each.
struct Taps {
    first: i64,
    weights: Vec<f32>,
}

/// Weights that fall off evenly over the pixels of the picture that a pixel of the strip stands for, and over at least one.
fn taps(from: i64, count: u32, (new, old): (i64, i64)) -> Vec<Taps> {
    let step = old as f32 / new as f32;
    let reach = step.max(1.0);
    let tap = |place: u32| {
        let middle = from as f32 + (place as f32 + 0.5) * step - 0.5;
        let (first, last) = ((middle - reach).ceil() as i64, (middle + reach).floor() as i64);
        let weights = (first..=last).map(|at| (1.0 - (at as f32 - middle).abs() / reach).max(0.0));
        let weights: Vec<f32> = weights.collect();
        let sum: f32 = weights.iter().sum();
        Taps {
            first,
            weights: weights.iter().map(|weight| weight / sum).collect(),
        }
    };
    (0..count).map(tap).collect()
}

/// The part of the picture from a corner on, at another size. What lies outside the box of the ink, with a little room, is paper: it is of other lines.
fn scaled(
    gray: &Gray,
    ink: &Pixels,
    (left, top): (i64, i64),
    scale: (i64, i64),
    (width, height): (u32, u32),
) -> Vec<u8> {
    /// Ink fades out over so many pixels.
    const ROOM: u32 = 2;
    let (from_x, to_x) = (ink.x0.saturating_sub(ROOM), (ink.x1 + ROOM).min(gray.width));
    let (from_y, to_y) = (ink.y0.saturating_sub(ROOM), (ink.y1 + ROOM).min(gray.height));
    let paper = paper(gray, ink);
    let across = taps(left, width, scale);
    let pixel = |row: &[u8], at: i64| {
        let inside = u32::try_from(at).ok().filter(|at| (from_x..to_x).contains(at));
        let value = inside.and_then(|at| row.get((at - from_x) as usize));
        f32::from(value.copied().unwrap_or(paper))
    };
    let narrowed = |y: i64| -> Vec<f32> {
        let inside = u32::try_from(y).ok().filter(|y| (from_y..to_y).contains(y));
        let row = inside.map_or(&[][..], |y| gray.row(y, from_x, to_x));
        let value = |taps: &Taps| -> f32 {
            let pixels = (taps.first..).map(|at| pixel(row, at));
            taps.weights
                .iter()
                .zip(pixels)
                .map(|(weight, value)| weight * value)
                .sum()
        };
        across.iter().map(value).collect()
    };
    let down = taps(top, height, scale);
    let (first, last) = (
        down.first().map_or(0, |taps| taps.first),
        down.last().map_or(0, |taps| taps.first + taps.weights.len() as i64),
    );
    let rows: Vec<Vec<f32>> = (first..last).map(narrowed).collect();
    let mut pixels = Vec::with_capacity(width as usize * height as usize);
    for taps in &down {
        let mut sums = vec![0.0_f32; width as usize];
        let rows = rows.iter().skip((taps.first - first) as usize);
        for (weight, row) in taps.weights.iter().zip(rows) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += weight * value;
            }
        }
        pixels.extend(sums.iter().map(|sum| sum.round() as u8));
    }
    pixels
}

/// The paper around a line: the value that nine tenths of the pixels there do not exceed.
fn paper(gray: &Gray, ink: &Pixels) -> u8 {
    /// What is looked at beside the ink, in pixels: a stroke leaves no paper in its box.
    const AROUND: u32 = 4;
    let mut counts = [0_u32; 256];
    let mut all = 0_u32;
    for y in ink.y0.saturating_sub(AROUND)..(ink.y1 + AROUND).min(gray.height) {
        for value in gray.row(y, ink.x0.saturating_sub(AROUND), ink.x1 + AROUND) {
            if let Some(count) = counts.get_mut(usize::from(*value)) {
                *count += 1;
                all += 1;
            }
        }
    }
    let mut below = 0;
    for (value, count) in counts.iter().enumerate() {
        below += count;
        if below >= all - all / 10 {
            return value as u8;
        }
    }
    u8::MAX
}
