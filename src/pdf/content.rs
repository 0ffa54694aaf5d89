//! Content streams: decoding them, and telling whether they are whole.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, MaybeRef, Stream};
use hayro_syntax::page::Page;

/// A content stream as far as it could be decoded.
pub(super) struct Content<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// Whether nothing is known to be lost.
    pub whole: bool,
}

/// The content of a page: its streams, one behind the other.
pub(super) fn page_content<'a>(page: &Page<'a>, longest: usize) -> Content<'a> {
    let dict = page.raw();
    if let Some(stream) = dict.get::<Stream<'_>>(b"Contents") {
        return decode(&stream, longest);
    }
    let Some(array) = dict.get::<Array<'_>>(b"Contents") else {
        // A page may have no content; a reference to content that is not there is a loss.
        return Content {
            bytes: Cow::Borrowed(&[]),
            whole: dict.get_ref(b"Contents").is_none(),
        };
    };
    let mut bytes = Vec::new();
    let mut whole = true;
    for item in array.raw_iter() {
        let stream = match item {
            MaybeRef::Ref(reference) => page.xref().get::<Stream<'_>>(reference.into()),
            MaybeRef::NotRef(object) => object.into_stream(),
        };
        let Some(stream) = stream else {
            whole = false;
            continue;
        };
        let part = decode(&stream, longest.saturating_sub(bytes.len()));
        whole &= part.whole;
        bytes.extend_from_slice(&part.bytes);
        // Two streams are two words at least.
        bytes.push(b'\n');
    }
    Content {
        bytes: Cow::Owned(bytes),
        whole,
    }
}

/// One stream's data, at most `longest` bytes of it.
pub(super) fn decode<'a>(stream: &Stream<'a>, longest: usize) -> Content<'a> {
    if stream.filters().as_slice() == [Filter::FlateDecode] && !has_predictor(stream.dict()) {
        let inflated = inflate(&stream.raw_data(), longest);
        if inflated.whole || !inflated.bytes.is_empty() {
            return inflated;
        }
    }
    match stream.decoded_data() {
        Ok(bytes) if bytes.len() <= longest => Content { bytes, whole: true },
        Ok(bytes) => Content {
            bytes: Cow::Owned(bytes.get(..longest).unwrap_or_default().to_vec()),
            whole: false,
        },
        Err(_) => Content {
            bytes: Cow::Borrowed(&[]),
            whole: false,
        },
    }
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    dict.contains_key(b"DecodeParms") || dict.contains_key(b"DP")
}

/// Inflates zlib data as far as it goes. Whole means: the end was reached, and the checksum, where there is one, agrees.
fn inflate(data: &[u8], longest: usize) -> Content<'static> {
    let has_header = matches!(data, [cmf, flags, ..]
        if cmf & 0x0f == 8 && (u16::from(*cmf) << 8 | u16::from(*flags)).is_multiple_of(31) && flags & 0x20 == 0);
    let deflated = if has_header {
        data.get(2..).unwrap_or_default()
    } else {
        data
    };

    /// Text content shrinks to about a sixth.
    const USUAL_RATIO: usize = 6;
    let mut bytes = Vec::with_capacity(data.len().saturating_mul(USUAL_RATIO).min(longest));
    let mut inflater = Decompress::new(false);
    let mut ended = false;
    loop {
        if bytes.len() == bytes.capacity() {
            if bytes.len() >= longest {
                break;
            }
            bytes.reserve(bytes.len().max(4096));
        }
        let (taken, made) = (inflater.total_in(), inflater.total_out());
        let rest = deflated.get(taken as usize..).unwrap_or_default();
        match inflater.decompress_vec(rest, &mut bytes, FlushDecompress::None) {
            Ok(Status::StreamEnd) => {
                ended = true;
                break;
            }
            Ok(_) if inflater.total_in() == taken && inflater.total_out() == made && bytes.len() < bytes.capacity() => {
                break;
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    let stated = deflated
        .get(inflater.total_in() as usize..)
        .and_then(|rest| rest.first_chunk::<4>())
        .map(|four| u32::from_be_bytes(*four));
    let agrees = !has_header || stated.is_none_or(|sum| sum == adler32(&bytes));
    let fits = bytes.len() <= longest;
    bytes.truncate(longest);
    Content {
        bytes: Cow::Owned(bytes),
        whole: ended && agrees && fits,
    }
}

/// The checksum of zlib (RFC 1950).
fn adler32(bytes: &[u8]) -> u32 {
    const MODULUS: u32 = 65_521;
    /// So many bytes can be summed before the sums overflow 32 bits.
    const RUN: usize = 5552;
    let (mut a, mut b) = (1_u32, 0_u32);
    for run in bytes.chunks(RUN) {
        for byte in run {
            a += u32::from(*byte);
            b += a;
        }
        a %= MODULUS;
        b %= MODULUS;
    }
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "BT ET " deflated with fixed codes, header and checksum as zlib writes them.
    fn deflated() -> Vec<u8> {
        use std::io::Write as _;
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(b"BT (one) Tj ET BT (two) Tj ET").unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn whole_data_is_whole() {
        let content = inflate(&deflated(), 1000);
        assert!(content.whole);
        assert_eq!(&*content.bytes, b"BT (one) Tj ET BT (two) Tj ET");
    }

    #[test]
    fn data_without_its_checksum_is_still_whole() {
        let data = deflated();
        assert!(inflate(&data[..data.len() - 4], 1000).whole);
    }

    #[test]
    fn cut_data_is_not_whole_and_gives_what_is_there() {
        let data = deflated();
        let content = inflate(&data[..data.len() - 12], 1000);
        assert!(!content.whole);
        assert!(content.bytes.starts_with(b"BT (one)"));
    }

    #[test]
    fn a_wrong_checksum_is_a_loss() {
        let mut data = deflated();
        *data.last_mut().unwrap() ^= 1;
        assert!(!inflate(&data, 1000).whole);
    }

    #[test]
    fn data_longer_than_allowed_is_cut() {
        let content = inflate(&deflated(), 5);
        assert!(!content.whole);
        assert_eq!(&*content.bytes, b"BT (o");
    }
}
