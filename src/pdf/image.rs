//! What matters of an image to those who do not look at it.

use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_syntax::page::Resources;

use super::color::{Rgb, Space};
use super::content::decode;
use super::operations::Operation;
use super::tokens::Token;

pub(super) struct Image {
    /// A stencil that the fill colour is painted through.
    pub is_mask: bool,
    /// Whether something may shine through.
    pub is_masked: bool,
    /// Its colour, where it has but one.
    pub color: Option<Rgb>,
    /// Whether it is transparent everywhere.
    pub paints_nothing: bool,
}

/// Data of one value shrink to a thousandth; what packs worse, or is longer than this, is not looked into, in bytes.
const PACKED: usize = 8 << 10;
const UNPACKED: usize = 16 << 20;
const SHRINKS: usize = 200;
/// An image of a few dots is looked into however it packs, in bytes.
const FEW_DOTS: usize = 256;

impl Image {
    pub(super) fn of(stream: &Stream<'_>, resources: &Resources<'_>) -> Self {
        let dict = stream.dict();
        let masks = [b"SMask".as_slice(), b"Mask", b"SMaskInData"];
        let is_mask = dict.get::<bool>(b"ImageMask").unwrap_or(false);
        let is_masked = masks.iter().any(|key| dict.contains_key(key));
        let only_byte = |stream: &Stream<'_>| only_pixel(stream).and_then(|pixel| pixel.first().copied());
        let is_turned = |dict: &Dict<'_>| {
            let decode = dict.get::<Array<'_>>(b"Decode");
            decode.is_some_and(|decode| decode.iter::<f64>().next() == Some(1.0))
        };
        let paints_nothing = if is_mask {
            // A stencil paints where it is 0.
            let blank = if is_turned(dict) { 0 } else { 0xff };
            only_byte(stream) == Some(blank)
        } else {
            let mask = dict.get::<Stream<'_>>(b"SMask");
            mask.is_some_and(|mask| {
                let blank = if is_turned(mask.dict()) { 0xff } else { 0 };
                only_byte(&mask) == Some(blank)
            })
        };
        let color = || {
            if is_mask || dict.contains_key(b"Decode") {
                return None;
            }
            let space = Space::of(&dict.get::<Object<'_>>(b"ColorSpace")?, resources);
            let pixel = only_pixel(stream)?;
            match dict.get::<u32>(b"BitsPerComponent")? {
                8 => space.dot(&pixel),
                // Gray of one bit: none or all of them.
                1 if matches!(space, Space::Gray) => space.dot(&pixel),
                _ => None,
            }
        };
        Self {
            is_mask,
            is_masked,
            color: color(),
            paints_nothing,
        }
    }

    /// An image that stands in the content.
    pub(super) fn inline(op: &Operation<'_, '_>, resources: &Resources<'_>) -> Self {
        let is = |long: &[u8], short: &[u8], value: f64| op.entry(long, short) == Some(Token::Number(value));
        let is_dot = is(b"Width", b"W", 1.0) && is(b"Height", b"H", 1.0) && is(b"BitsPerComponent", b"BPC", 8.0);
        let dot = || match op.entry(b"ColorSpace", b"CS")? {
            Token::Name(name) if op.entry(b"Filter", b"F").is_none() => {
                Space::named(name, resources).dot(op.image_data)
            }
            _ => None,
        };
        Self {
            is_mask: op.entry(b"ImageMask", b"IM") == Some(Token::Word(b"true")),
            is_masked: false,
            color: is_dot.then(dot).flatten(),
            paints_nothing: false,
        }
    }
}

/// The bytes of a pixel that all others are like, where that is cheap to know.
fn only_pixel(stream: &Stream<'_>) -> Option<Vec<u8>> {
    /// Bytes of a pixel in four colours.
    const LONGEST: usize = 4;
    let is_lossless = stream.filters().iter().all(|filter| {
        matches!(
            filter,
            Filter::FlateDecode | Filter::AsciiHexDecode | Filter::Ascii85Decode
        )
    });
    let packed = stream.raw_data().len();
    if !is_lossless || packed > PACKED {
        return None;
    }
    let dict = stream.dict();
    let number = |key: &[u8]| dict.get::<usize>(key);
    let dots = number(b"Width")?.checked_mul(number(b"Height")?)?;
    let bits = number(b"BitsPerComponent").unwrap_or(1);
    if dots > FEW_DOTS && packed.saturating_mul(SHRINKS) > dots.saturating_mul(bits.max(1)) / 8 {
        return None;
    }
    let content = decode(stream, UNPACKED);
    let data = content.bytes;
    if !content.whole || data.is_empty() {
        return None;
    }
    let pixel = if bits == 8 {
        (data.len() / dots.max(1)).clamp(1, LONGEST)
    } else {
        1
    };
    let first = data.get(..pixel)?;
    let are_alike = data.chunks_exact(pixel).all(|other| other == first);
    are_alike.then(|| first.to_vec())
}
