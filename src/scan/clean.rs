//! What is printed, apart from the paper and from red ink.

use super::blots::Blots;
use super::gray::Gray;

/// Red stands out from green and blue by more than this in the ink of a seal, of 255; below it are JPEG's colours around black type. With 35, 98.8% of
/// the figures under seals could be read.
const RED: u8 = 35;

/// Pixels of a block whose paper is one: 16 pixels are 2 mm at 200 dpi.
const BLOCK: u32 = 16;

/// Paper is no darker than this part (in 16ths) of the page's brightest: what is, is a shadow or the bed of the scanner.
const DARKEST_PAPER: u32 = 6;

/// A picture in colours -> grey, its red ink lifted to the level of the paper; where that was.
pub(super) fn without_red(width: u32, height: u32, colors: &[u8]) -> (Gray, Blots) {
    let redness = |[red, green, blue]: [u8; 3]| red.saturating_sub(green.max(blue));
    let (pixels, _) = colors.as_chunks::<3>();
    let (mut inked, mut bright) = ([0_u32; 256], [0_u32; 256]);
    for pixel in pixels {
        let red = usize::from(pixel[0]);
        let levels = if redness(*pixel) > RED { &mut inked } else { &mut bright };
        if let Some(count) = levels.get_mut(red) {
            *count += 1;
        }
    }
    let lift = quantile(&bright, 8).saturating_sub(quantile(&inked, 5));
    let mut blots = Blots::new(width, height);
    let mut grays = Vec::with_capacity(pixels.len());
    for (y, row) in (0..height).zip(pixels.chunks_exact(width.max(1) as usize)) {
        for (x, pixel) in (0..width).zip(row) {
            let [red, green, blue] = pixel.map(u32::from);
            let gray = ((77 * red + 150 * green + 29 * blue) >> 8) as u8;
            grays.push(if redness(*pixel) > RED {
                blots.add(x, y);
                pixel[0].saturating_add(lift).max(gray)
            } else {
                gray
            });
        }
    }
    let gray = Gray {
        width,
        height,
        pixels: grays,
    };
    (gray, blots)
}

/// The level that so many tenths of what is counted do not reach.
fn quantile(counts: &[u32; 256], tenths: u64) -> u8 {
    let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let mut seen = 0;
    let level = counts.iter().position(|count| {
        seen += u64::from(*count);
        seen * 10 > all * tenths
    });
    level.unwrap_or(255).min(255) as u8
}

/// The picture on white paper: each pixel against the paper around it.
pub(super) fn flattened(gray: &Gray) -> Gray {
    // A bilevel picture has no paper of its own.
    if gray.pixels.iter().all(|pixel| matches!(pixel, 0 | 255)) {
        return gray.clone();
    }
    let paper = paper(gray);
    let mut pixels = Vec::with_capacity(gray.pixels.len());
    let mut levels = vec![0_u16; gray.width as usize];
    for (y, row) in (0..gray.height).zip(gray.rows()) {
        let (above, below, part) = between(y, paper.height);
        let (above, below) = (paper.row(above, 0, paper.width), paper.row(below, 0, paper.width));
        let column: Vec<u32> = above
            .iter()
            .zip(below)
            .map(|(above, below)| u32::from(*above) * (2 * BLOCK - part) + u32::from(*below) * part)
            .collect();
        for (x, level) in (0..gray.width).zip(&mut levels) {
            let (left, right, part) = between(x, paper.width);
            let at = |place: u32| column.get(place as usize).copied().unwrap_or(255 * 2 * BLOCK);
            *level = ((at(left) * (2 * BLOCK - part) + at(right) * part) / (4 * BLOCK * BLOCK)).max(1) as u16;
        }
        pixels.extend(row.iter().zip(&levels).map(|(pixel, level)| {
            let flat = u16::from(*pixel) * 255 / level;
            flat.min(255) as u8
        }));
    }
    Gray { pixels, ..*gray }
}

/// The two blocks between whose middles a pixel lies, and how far beyond the first, in halves of a pixel.
fn between(pixel: u32, blocks: u32) -> (u32, u32, u32) {
    let beyond = (2 * pixel + 1).saturating_sub(BLOCK);
    let first = (beyond / (2 * BLOCK)).min(blocks.saturating_sub(1));
    (first, (first + 1).min(blocks.saturating_sub(1)), beyond % (2 * BLOCK))
}

/// The brightness of the paper, block by block: the brightest of what is around, so that type and lines leave none of themselves.
fn paper(gray: &Gray) -> Gray {
    /// Means of so many pixels a side are compared, not pixels: noise has no say.
    const MEAN: u32 = 4;
    let small = gray.shrunk(gray.width.div_ceil(MEAN), gray.height.div_ceil(MEAN));
    let (width, height) = (gray.width.div_ceil(BLOCK), gray.height.div_ceil(BLOCK));
    let mut blocks = Gray::plain(width, height, 0);
    let per_block = (BLOCK / MEAN) as usize;
    for (rows, out) in small
        .pixels
        .chunks(small.width as usize * per_block)
        .zip(blocks.pixels.chunks_exact_mut(width as usize))
    {
        for row in rows.chunks(small.width as usize) {
            for (part, block) in row.chunks(per_block).zip(out.iter_mut()) {
                *block = part.iter().copied().fold(*block, u8::max);
            }
        }
    }
    let mut counts = [0_u32; 256];
    for block in &blocks.pixels {
        if let Some(count) = counts.get_mut(usize::from(*block)) {
            *count += 1;
        }
    }
    let darkest = (u32::from(quantile(&counts, 8)) * DARKEST_PAPER / 16).max(1) as u8;
    let widened = around(&around(&blocks, u8::max).on_its_side(), u8::max).on_its_side();
    let mut paper = widened.smoothed().smoothed();
    for level in &mut paper.pixels {
        *level = (*level).max(darkest);
    }
    paper
}

/// Each pixel with its neighbours in the row.
fn around(gray: &Gray, choose: fn(u8, u8) -> u8) -> Gray {
    let mut pixels = Vec::with_capacity(gray.pixels.len());
    for row in gray.rows() {
        let before = row.iter().take(1).chain(row);
        let after = row.iter().skip(1).chain(row.last());
        let three = before.zip(row).zip(after);
        pixels.extend(three.map(|((before, pixel), after)| choose(choose(*before, *pixel), *after)));
    }
    Gray { pixels, ..*gray }
}
