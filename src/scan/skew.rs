//! How far a page lies askew, and the page laid straight.

use super::blots::Blots;
use super::gray::Gray;
use super::valleys::valleys;

/// The steepest slope that is looked for: 5°. A feeder leaves 2° at most.
const STEEPEST: f64 = 0.0875;

/// The picture is looked at in half its size: half a pixel over half a page is 0.03°, and the mean of many lines is finer.
const SHRUNK: u32 = 2;

/// A run of so many pixels of the shrunk picture (3 mm) is of a line, or of a row of type that is printed on one: both are straight.
const SHORTEST: usize = 12;

/// A valley is so deep at least, of 255.
const DEEP: u8 = 40;

/// The slope of the page's lines: so many pixels down for each to the right.
pub(super) fn slope(gray: &Gray) -> f64 {
    let small = gray.shrunk(gray.width.div_ceil(SHRUNK), gray.height.div_ceil(SHRUNK));
    let across = points(&valleys(&small, 3));
    // What runs down leans to the left where what runs to the right falls.
    let down = points(&valleys(&small.on_its_side(), 3));
    let both = |slope: f64| (sharpness(&across, slope) + sharpness(&down, -slope), slope);
    let among = |middle: f64, step: f64, count: i32| {
        let slopes = (-count..=count).map(|n| middle + f64::from(n) * step);
        let best = slopes
            .map(both)
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or(0.0, |best| best.1)
    };
    let coarse = among(0.0, STEEPEST / 40.0, 40);
    let finer = among(coarse, STEEPEST / 200.0, 6);
    among(finer, STEEPEST / 1000.0, 6)
}

/// Points of the runs of valleys.
fn points(valleys: &Gray) -> Vec<(i32, i32)> {
    /// One of so many pixels of a run.
    const EACH: usize = 6;
    let mut points = Vec::new();
    for (y, row) in (0_i32..).zip(valleys.rows()) {
        let mut start = 0;
        for run in row.chunk_by(|a, b| (*a >= DEEP) == (*b >= DEEP)) {
            let end = start + run.len();
            if run.len() >= SHORTEST && run.first().is_some_and(|first| *first >= DEEP) {
                points.extend((start..end).step_by(EACH).map(|x| (x as i32, y)));
            }
            start = end;
        }
    }
    points
}

/// How sharply points gather on lines of a slope.
fn sharpness(points: &[(i32, i32)], slope: f64) -> u64 {
    /// Lines are told apart in so many parts of a pixel.
    const FINE: f64 = 2.0;
    let bottom = points.iter().map(|(_, y)| *y).max().unwrap_or(0);
    let farthest = points.iter().map(|(x, _)| *x).max().unwrap_or(0);
    let margin = f64::from(farthest) * STEEPEST * 1.5 + 2.0;
    let mut counts = vec![0_u32; ((f64::from(bottom) + 2.0 * margin) * FINE) as usize + 2];
    for (x, y) in points {
        let line = (f64::from(*y) - f64::from(*x) * slope + margin) * FINE;
        if let Some(count) = counts.get_mut(line as usize) {
            *count += 1;
        }
    }
    counts.iter().map(|count| u64::from(*count) * u64::from(*count)).sum()
}

/// The page turned about its middle so that its lines are level; what comes from beyond its edge is white.
pub(super) fn straightened(gray: &Gray, blots: &Blots, slope: f64) -> (Gray, Blots) {
    /// A pixel has so many parts.
    const ONE: i64 = 1 << 16;
    if slope == 0.0 {
        return (gray.clone(), blots.clone());
    }
    let cosine = 1.0 / (1.0 + slope * slope).sqrt();
    let (along, down) = ((cosine * ONE as f64) as i64, (cosine * slope * ONE as f64) as i64);
    let (width, height) = (i64::from(gray.width), i64::from(gray.height));
    let (middle_x, middle_y) = (width * ONE / 2, height * ONE / 2);
    let source = |x: i64, y: i64| {
        let (x, y) = (x - width / 2, y - height / 2);
        (middle_x + along * x - down * y, middle_y + down * x + along * y)
    };
    let mut pixels = Vec::with_capacity(gray.pixels.len());
    for y in 0..height {
        let (mut from_x, mut from_y) = source(0, y);
        for _ in 0..width {
            pixels.push(mixed(gray, from_x, from_y));
            from_x += along;
            from_y += down;
        }
    }
    let blots = blots.mapped(gray.width, gray.height, |x, y| {
        let (x, y) = source(i64::from(x), i64::from(y));
        Some((u32::try_from(x / ONE).ok()?, u32::try_from(y / ONE).ok()?))
    });
    (Gray { pixels, ..*gray }, blots)
}

/// A pixel between four, in parts of 65536.
fn mixed(gray: &Gray, x: i64, y: i64) -> u8 {
    let (left, top) = (x >> 16, y >> 16);
    let (Ok(left), Ok(top)) = (usize::try_from(left), usize::try_from(top)) else {
        return 255;
    };
    let width = gray.width as usize;
    if left + 1 >= width || top + 1 >= gray.height as usize {
        return 255;
    }
    let place = top * width + left;
    let (Some([a, b]), Some([c, d])) = (
        gray.pixels.get(place..place + 2),
        gray.pixels.get(place + width..place + width + 2),
    ) else {
        return 255;
    };
    let (right, below) = (((x >> 8) & 255) as u32, ((y >> 8) & 255) as u32);
    let upper = u32::from(*a) * (256 - right) + u32::from(*b) * right;
    let lower = u32::from(*c) * (256 - right) + u32::from(*d) * right;
    ((upper * (256 - below) + lower * below) >> 16) as u8
}
