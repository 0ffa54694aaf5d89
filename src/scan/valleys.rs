//! How much darker a pixel is than what lies above and below it within a line's thickness: lines that run across the page, however pale, and none of
//! what is thick.

use super::gray::Gray;

/// Pixels above and below that are looked at: at 200 dpi a border of 4 points, the heaviest that forms have, is 11 pixels thick.
const REACH: usize = 7;

/// The depth of the valleys across the page; the picture is blurred along them first, by so many pixels to each side.
pub(super) fn valleys(gray: &Gray, blur: usize) -> Gray {
    let blurred = gray.blurred_along(blur);
    let width = blurred.width.max(1) as usize;
    let most_of_two = highest(&blurred.pixels, width, &blurred.pixels, 1);
    let most_of_four = highest(&most_of_two, width, &most_of_two, 2);
    let most_of_seven = highest(&most_of_four, width, &most_of_four, REACH - 4);
    let rows = blurred.pixels.len() / width;
    let row = |y: usize| most_of_seven.get(y * width..(y + 1) * width).unwrap_or_default();
    let mut pixels = Vec::with_capacity(blurred.pixels.len());
    for (y, own) in blurred.rows().enumerate() {
        let (above, below) = (row(y.saturating_sub(REACH)), row((y + 1).min(rows.saturating_sub(1))));
        let sides = above.iter().zip(below).zip(own);
        pixels.extend(sides.map(|((above, below), own)| (*above.min(below)).saturating_sub(*own)));
    }
    Gray { pixels, ..blurred }
}

/// Each row with the one so many rows below it in another picture: the brighter of both.
fn highest(rows: &[u8], width: usize, others: &[u8], below: usize) -> Vec<u8> {
    let mut highest = Vec::with_capacity(rows.len());
    let shifted = others.get(below * width..).unwrap_or_default();
    highest.extend(rows.iter().zip(shifted).map(|(a, b)| *a.max(b)));
    highest.extend_from_slice(rows.get(highest.len()..).unwrap_or_default());
    highest
}
