//! Content streams: decoding them, and telling whether they are whole.

use std::borrow::Cow;
use std::cell::RefCell;

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, MaybeRef, Stream};
use hayro_syntax::page::Page;

use super::strings::hex_bytes;

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
        // A page may have no content; a reference to content that is not there is a loss, and so is what a page with fonts of its own had to write.
        return Content {
            bytes: Cow::Borrowed(&[]),
            whole: dict.get_ref(b"Contents").is_none() && !has_own_fonts(dict),
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

fn has_own_fonts(page: &Dict<'_>) -> bool {
    let fonts = page
        .get::<Dict<'_>>(b"Resources")
        .and_then(|own| own.get::<Dict<'_>>(b"Font"));
    fonts.is_some_and(|fonts| fonts.keys().next().is_some())
}

/// One stream's data, at most `longest` bytes of it.
pub(super) fn decode<'a>(stream: &Stream<'a>, longest: usize) -> Content<'a> {
    if is_said_to_be_empty(stream) {
        return Content {
            bytes: Cow::Borrowed(&[]),
            whole: true,
        };
    }
    if stream.filters().as_slice() == [Filter::FlateDecode] && !has_predictor(stream.dict()) {
        let inflated = inflate(&stream.raw_data(), longest);
        if inflated.whole || !inflated.bytes.is_empty() {
            return inflated;
        }
    }
    match stream.decoded_data() {
        Ok(bytes) if bytes.len() <= longest => Content {
            // Of data in which nothing is found something is lost.
            whole: (!bytes.is_empty() || stream.raw_data().trim_ascii().is_empty()) && is_sound(stream),
            bytes,
        },
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

/// Whether a stream has no data and says so, whatever filters it names: the content of a page that is left empty.
fn is_said_to_be_empty(stream: &Stream<'_>) -> bool {
    stream.dict().get::<u32>(b"Length") == Some(0) && stream.raw_data().is_empty()
}

/// Whether the checksum of packed data is right, under whatever other filters and predictors they lie.
fn is_sound(stream: &Stream<'_>) -> bool {
    /// What is packed in what is packed is unpacked so far.
    const LONGEST: usize = 64 << 20;
    let raw = stream.raw_data();
    match stream.filters().as_slice() {
        [Filter::FlateDecode, ..] => inflate(&raw, LONGEST).whole,
        [Filter::AsciiHexDecode, Filter::FlateDecode, ..] => {
            let written = raw.split(|byte| *byte == b'>').next().unwrap_or_default();
            inflate(&hex_bytes(written).collect::<Vec<_>>(), LONGEST).whole
        }
        [Filter::Ascii85Decode, Filter::FlateDecode, ..] => inflate(&ascii_85(&raw), LONGEST).whole,
        _ => true,
    }
}

/// The bytes of data that are written with 85 characters.
fn ascii_85(written: &[u8]) -> Vec<u8> {
    const FIRST: u8 = b'!';
    const LAST: u8 = b'u';
    let mut bytes = Vec::with_capacity(written.len() / 5 * 4);
    let mut group = Vec::with_capacity(5);
    let finish = |group: &mut Vec<u8>, bytes: &mut Vec<u8>| {
        let count = group.len();
        group.resize(5, LAST - FIRST);
        let number = group.iter().fold(0_u32, |number, digit| {
            number.wrapping_mul(85).wrapping_add(u32::from(*digit))
        });
        bytes.extend(number.to_be_bytes().iter().take(count.saturating_sub(1)));
        group.clear();
    };
    let written = written.trim_ascii_start();
    for byte in written.strip_prefix(b"<~").unwrap_or(written) {
        match *byte {
            b'~' => break,
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            digit @ FIRST..=LAST => {
                group.push(digit - FIRST);
                if group.len() == 5 {
                    finish(&mut group, &mut bytes);
                }
            }
            _ => {}
        }
    }
    if !group.is_empty() {
        finish(&mut group, &mut bytes);
    }
    bytes
}

/// Whether content has a stretch of nothing but zero bytes, as a block of a disk that was lost leaves. Pictures within it may have such stretches
/// of their own.
pub(super) fn has_hole(content: &[u8]) -> bool {
    const HOLE: usize = 64;
    const STEP: usize = HOLE / 2;
    let is_zero =
        |chunk: &[u8]| chunk.len() == STEP && chunk.first() == Some(&0) && chunk.iter().all(|byte| *byte == 0);
    let has_picture = || {
        content
            .windows(3)
            .any(|three| matches!(three, b"ID " | b"ID\n" | b"ID\r"))
    };
    content.chunks(STEP).any(is_zero) && !has_picture()
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    dict.contains_key(b"DecodeParms") || dict.contains_key(b"DP")
}

thread_local! {
    /// Kept from stream to stream: its window is larger than most streams.
    static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(true));
}

/// Inflates zlib data as far as it goes. Whole means: the end was reached, and the checksum, where there is one, agrees.
fn inflate(data: &[u8], longest: usize) -> Content<'static> {
    // Some writers end the line of the keyword `stream` twice.
    let behind_line_ends = data.trim_ascii_start();
    let has_header = has_zlib_header(behind_line_ends);
    let data = if has_header { behind_line_ends } else { data };
    INFLATER.with_borrow_mut(|inflater| {
        if has_header {
            inflater.reset(true);
            let (bytes, ended) = inflate_with(inflater, data, longest);
            // Where only a beginning is asked for, it is there.
            if ended || bytes.len() >= longest {
                return Content {
                    bytes: Cow::Owned(bytes),
                    whole: ended,
                };
            }
        }
        // Without its header: either there is none, or something behind it is amiss.
        let deflated = if has_header {
            data.get(2..).unwrap_or_default()
        } else {
            data
        };
        inflater.reset(false);
        let (bytes, ended) = inflate_with(inflater, deflated, longest);
        // A checksum that is there, and was not found right, is wrong.
        let has_checksum = deflated.len() as u64 >= inflater.total_in() + 4;
        Content {
            bytes: Cow::Owned(bytes),
            whole: ended && !(has_header && has_checksum),
        }
    })
}

fn has_zlib_header(data: &[u8]) -> bool {
    matches!(data, [cmf, flags, ..]
        if cmf & 0x0f == 8 && (u16::from(*cmf) << 8 | u16::from(*flags)).is_multiple_of(31) && flags & 0x20 == 0)
}

/// The data as far as they go, up to `longest` bytes, and whether they come to their end.
fn inflate_with(inflater: &mut Decompress, data: &[u8], longest: usize) -> (Vec<u8>, bool) {
    /// Text content shrinks to a sixth, rarely to less than an eighth; memory that is not written to costs nothing.
    const USUAL_RATIO: usize = 8;
    let mut bytes = Vec::with_capacity(data.len().saturating_mul(USUAL_RATIO).min(longest));
    loop {
        if bytes.len() == bytes.capacity() {
            if bytes.len() >= longest {
                bytes.truncate(longest);
                return (bytes, false);
            }
            bytes.reserve(bytes.len().max(4096));
        }
        let (taken, made) = (inflater.total_in(), inflater.total_out());
        let rest = data.get(taken as usize..).unwrap_or_default();
        let status = inflater.decompress_vec(rest, &mut bytes, FlushDecompress::None);
        let stands_still = inflater.total_in() == taken && inflater.total_out() == made;
        match status {
            Ok(Status::StreamEnd) => {
                let fits = bytes.len() <= longest;
                bytes.truncate(longest);
                return (bytes, fits);
            }
            Ok(_) if stands_still && bytes.len() < bytes.capacity() => return (bytes, false),
            Ok(_) => {}
            Err(_) => return (bytes, false),
        }
    }
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
    fn line_ends_before_the_data_are_none_of_them() {
        let data = [b"\r\n".as_slice(), &deflated()].concat();
        assert_eq!(&*inflate(&data, 1000).bytes, b"BT (one) Tj ET BT (two) Tj ET");
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
    fn data_written_with_85_characters_are_read() {
        assert_eq!(ascii_85(b"<~87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii_85(b"z87cUR\nD]~>"), b"\0\0\0\0Hello");
    }

    #[test]
    fn a_stretch_of_zeros_is_a_hole_in_content_and_none_in_a_picture() {
        let zeros = [0; 100];
        assert!(has_hole(&[b"BT (a) Tj", &zeros[..], b"ET"].concat()));
        assert!(!has_hole(&[b"BI /W 800 ID ", &zeros[..], b" EI"].concat()));
        assert!(!has_hole(&[b"BT (", &zeros[..16], b") Tj ET"].concat()));
    }

    #[test]
    fn data_longer_than_allowed_is_cut() {
        let content = inflate(&deflated(), 5);
        assert!(!content.whole);
        assert_eq!(&*content.bytes, b"BT (o");
    }
}
