//! Pictures side by side -> one.

use super::raster::{MOST_PIXELS, Raster, Samples};
use crate::geometry::{Rect, to_milli};

/// A picture of a page.
pub(super) struct Part {
    /// From its pixels to points of the page as shown: a b c d e f.
    pub to_page: [f64; 6],
    pub width: u32,
    pub height: u32,
    pub samples: Samples,
}

/// A picture that lies on the page as it does in memory.
struct Upright {
    /// On the page, in points: left, top, right, bottom.
    place: [f64; 4],
    width: u32,
    height: u32,
    samples: Samples,
}

/// One picture of those that lie side by side in one resolution; none where they do not.
pub(super) fn put_together(parts: Vec<Part>, page: Rect) -> Option<Raster> {
    let mut parts: Vec<Upright> = parts.into_iter().map(upright).collect::<Option<_>>()?;
    let first = parts.first()?;
    let (across, down) = resolution(first);
    let alike = |a: f64, b: f64| (a - b).abs() <= 0.005 * a.max(b);
    let mut around = first.place;
    for part in &parts {
        let (own_across, own_down) = resolution(part);
        if !alike(across, own_across) || !alike(down, own_down) {
            return None;
        }
        let [x0, y0, x1, y1] = part.place;
        around = [
            around[0].min(x0),
            around[1].min(y0),
            around[2].max(x1),
            around[3].max(y1),
        ];
    }
    let [x0, y0, x1, y1] = around;
    let on_page = Rect::new(to_milli(x0), to_milli(y0), to_milli(x1), to_milli(y1));
    if parts.len() == 1 {
        let Upright {
            width, height, samples, ..
        } = parts.pop()?;
        return Some(Raster {
            width,
            height,
            samples,
            on_page,
            page,
        });
    }
    let pixels = |from: f64, to: f64, each: f64| ((to - from) / each).round();
    let (width, height) = (pixels(x0, x1, across), pixels(y0, y1, down));
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS as f64) {
        return None;
    }
    let (width, height) = (width as usize, height as usize);
    let has_colors = parts.iter().any(|part| matches!(part.samples, Samples::Rgb(_)));
    let size = if has_colors { 3 } else { 1 };
    let mut pixels_of_all = vec![255_u8; width * height * size];
    let mut covered = 0_u64;
    for part in parts {
        covered += u64::from(part.width) * u64::from(part.height);
        let (left, top) = (
            pixels(x0, part.place[0], across) as usize,
            pixels(y0, part.place[1], down) as usize,
        );
        let samples = match part.samples {
            Samples::Gray(gray) if has_colors => gray.iter().flat_map(|gray| [*gray; 3]).collect(),
            Samples::Gray(samples) | Samples::Rgb(samples) => samples,
        };
        let rows = samples.chunks_exact(part.width.max(1) as usize * size);
        let places = pixels_of_all.chunks_exact_mut(width * size).skip(top);
        for (row, place) in rows.zip(places) {
            for (sample, place) in row.iter().zip(place.iter_mut().skip(left * size)) {
                *place = *sample;
            }
        }
    }
    // Pictures over each other are more than one picture.
    if covered > (width as u64 * height as u64) * 21 / 20 {
        return None;
    }
    Some(Raster {
        width: width as u32,
        height: height as u32,
        samples: if has_colors {
            Samples::Rgb(pixels_of_all)
        } else {
            Samples::Gray(pixels_of_all)
        },
        on_page,
        page,
    })
}

/// Points of a pixel across and down.
fn resolution(part: &Upright) -> (f64, f64) {
    let [x0, y0, x1, y1] = part.place;
    (
        (x1 - x0) / f64::from(part.width.max(1)),
        (y1 - y0) / f64::from(part.height.max(1)),
    )
}

/// Turns a picture to how it lies on the page; none where it lies aslant.
fn upright(part: Part) -> Option<Upright> {
    let [a, b, c, d, e, f] = part.to_page;
    let (width, height) = (f64::from(part.width), f64::from(part.height));
    // Half a pixel over all of it.
    let is_flat = |off: f64, along: f64, each: f64| off.abs() * along <= each.abs() / 2.0;
    let is_level = is_flat(b, width, d) && is_flat(c, height, a);
    let is_on_side = is_flat(a, width, c) && is_flat(d, height, b);
    if is_level == is_on_side {
        return None;
    }
    let (x, y) = (a * width + c * height, b * width + d * height);
    let place = [e.min(e + x), f.min(f + y), e.max(e + x), f.max(f + y)];
    let [mirrors_x, mirrors_y] = if is_level {
        [a < 0.0, d < 0.0]
    } else {
        [c < 0.0, b < 0.0]
    };
    let turn =
        |samples: &[u8], size: usize| turned(samples, (part.width as usize, size), is_on_side, mirrors_x, mirrors_y);
    let samples = match part.samples {
        samples if is_level && !mirrors_x && !mirrors_y => samples,
        Samples::Gray(samples) => Samples::Gray(turn(&samples, 1)),
        Samples::Rgb(samples) => Samples::Rgb(turn(&samples, 3)),
    };
    let (width, height) = if is_on_side {
        (part.height, part.width)
    } else {
        (part.width, part.height)
    };
    Some(Upright {
        place,
        width,
        height,
        samples,
    })
}

/// Rows become columns, left and right or top and bottom are exchanged.
fn turned(samples: &[u8], (width, size): (usize, usize), on_side: bool, mirrors_x: bool, mirrors_y: bool) -> Vec<u8> {
    let row = (width * size).max(1);
    let height = samples.len() / row;
    let (across, down) = if on_side { (height, width) } else { (width, height) };
    let mut turned = Vec::with_capacity(samples.len());
    for y in 0..down {
        let y = if mirrors_y { down - 1 - y } else { y };
        for x in 0..across {
            let x = if mirrors_x { across - 1 - x } else { x };
            let (column, line) = if on_side { (y, x) } else { (x, y) };
            let start = line * row + column * size;
            turned.extend_from_slice(samples.get(start..start + size).unwrap_or_default());
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(to_page: [f64; 6], width: u32, gray: &[u8]) -> Part {
        Part {
            to_page,
            width,
            height: gray.len() as u32 / width,
            samples: Samples::Gray(gray.to_vec()),
        }
    }

    fn samples(parts: Vec<Part>) -> Option<(u32, u32, Samples)> {
        let page = Rect::new(0, 0, 100_000, 100_000);
        put_together(parts, page).map(|raster| (raster.width, raster.height, raster.samples))
    }

    #[test]
    fn a_picture_is_turned_to_how_it_lies_on_the_page() {
        let six = [1, 2, 3, 4, 5, 6];
        let turned = |to_page| samples(vec![part(to_page, 3, &six)]);
        assert_eq!(
            turned([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
            Some((3, 2, Samples::Gray(six.to_vec())))
        );
        assert_eq!(
            turned([-1.0, 0.0, 0.0, -1.0, 3.0, 2.0]),
            Some((3, 2, Samples::Gray(vec![6, 5, 4, 3, 2, 1])))
        );
        // A quarter turn clockwise: what runs to the right runs down, what runs down runs to the left.
        assert_eq!(
            turned([0.0, 1.0, -1.0, 0.0, 2.0, 0.0]),
            Some((2, 3, Samples::Gray(vec![4, 1, 5, 2, 6, 3])))
        );
        assert_eq!(turned([0.9, 0.4, -0.4, 0.9, 2.0, 0.0]), None, "aslant");
    }

    #[test]
    fn strips_are_one_picture_and_pictures_over_each_other_are_not() {
        let strip = |y: f64, gray: &[u8]| part([1.0, 0.0, 0.0, 1.0, 0.0, y], 2, gray);
        let together = samples(vec![strip(2.0, &[5, 6]), strip(0.0, &[1, 2, 3, 4])]);
        assert_eq!(together, Some((2, 3, Samples::Gray(vec![1, 2, 3, 4, 5, 6]))));
        assert_eq!(
            samples(vec![strip(0.0, &[1, 2, 3, 4]), strip(0.0, &[1, 2, 3, 4])]),
            None
        );
        let finer = part([0.5, 0.0, 0.0, 0.5, 0.0, 2.0], 4, &[0; 4]);
        assert_eq!(samples(vec![strip(0.0, &[1, 2, 3, 4]), finer]), None, "two resolutions");
    }
}
