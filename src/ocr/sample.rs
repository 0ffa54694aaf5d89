//! A line of text that is in the program: whoever sets it up sees with it whether models can be used.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::strip::Strip;

/// What the line says.
pub const SAMPLE_TEXT: &str = "其他资金";

/// Its pixels at a recogniser's height, row by row, compressed.
const PIXELS: &[u8] = include_bytes!("sample.z");

/// Most pixels of it.
const MOST_PIXELS: u64 = 1 << 20;

/// The line.
pub fn sample() -> Option<Strip> {
    let mut pixels = Vec::new();
    ZlibDecoder::new(PIXELS)
        .take(MOST_PIXELS)
        .read_to_end(&mut pixels)
        .ok()?;
    Strip::ready(pixels)
}
