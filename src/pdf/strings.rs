//! Strings and names as content writes them, and what they mean.

use std::borrow::Cow;

use super::tokens::is_blank;

/// The digits of a hexadecimal string, by twos; the last one may stand alone.
pub(super) fn hex_bytes(digits: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let mut rest = digits;
    std::iter::from_fn(move || {
        if let [high, low, after @ ..] = rest
            && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
        {
            rest = after;
            return Some(high << 4 | low);
        }
        // What is no digit is passed over.
        let mut next = || {
            while let [first, after @ ..] = rest {
                rest = after;
                if let Some(digit) = hex_digit(*first) {
                    return Some(digit);
                }
            }
            None
        };
        let high = next()?;
        Some(high << 4 | next().unwrap_or(0))
    })
}

/// Whether a hexadecimal string is written as it should be: pairs of digits, and blanks.
pub(super) fn is_sound_hex(digits: &[u8]) -> bool {
    let mut count = 0_usize;
    let is_known = |byte: &u8| {
        let is_digit = hex_digit(*byte).is_some();
        count += usize::from(is_digit);
        is_digit || is_blank(*byte)
    };
    digits.iter().all(is_known) && count.is_multiple_of(2)
}

fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// Puts the bytes of a hexadecimal string into `bytes`, which is cleared before. Returns whether nothing but what may be in one is in it: the last
/// digit may stand alone.
pub(super) fn decode_hex(digits: &[u8], bytes: &mut Vec<u8>) -> bool {
    bytes.clear();
    bytes.reserve(digits.len() / 2 + 1);
    // Nearly always there is nothing but digits, and so a byte for each pair.
    let mut rest = digits;
    while let [high, low, after @ ..] = rest
        && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
    {
        bytes.push(high << 4 | low);
        rest = after;
    }
    bytes.extend(hex_bytes(rest));
    rest.iter().all(|byte| hex_digit(*byte).is_some() || is_blank(*byte))
}

/// The bytes of a string that is written between brackets; `scratch` holds them where they are not as written.
pub(super) fn literal_bytes<'s>(written: &'s [u8], scratch: &'s mut Vec<u8>) -> &'s [u8] {
    if !written.iter().any(|byte| matches!(byte, b'\\' | b'\r')) {
        return written;
    }
    scratch.clear();
    let mut bytes = written.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        let decoded = match byte {
            // All ends of lines are one.
            b'\r' => {
                bytes.next_if_eq(&b'\n');
                b'\n'
            }
            b'\\' => match bytes.next() {
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                Some(b't') => b'\t',
                Some(b'b') => 8,
                Some(b'f') => 12,
                Some(b'\r') => {
                    bytes.next_if_eq(&b'\n');
                    continue;
                }
                Some(b'\n') | None => continue,
                Some(digit @ b'0'..=b'7') => {
                    let mut code = u32::from(digit - b'0');
                    for _ in 0..2 {
                        if let Some(digit) = bytes.next_if(|byte| (b'0'..=b'7').contains(byte)) {
                            code = code * 8 + u32::from(digit - b'0');
                        }
                    }
                    code as u8
                }
                Some(other) => other,
            },
            other => other,
        };
        scratch.push(decoded);
    }
    scratch
}

/// A name with its `#` codes resolved.
pub(super) fn decoded_name(written: &[u8]) -> Cow<'_, [u8]> {
    if !written.contains(&b'#') {
        return Cow::Borrowed(written);
    }
    let mut name = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match after {
            [high, low, after @ ..] if *first == b'#' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                name.extend(hex_bytes(&[*high, *low]));
                rest = after;
            }
            _ => name.push(*first),
        }
    }
    Cow::Owned(name)
}

/// What PDF's own single-byte encoding has from 0x80 on, where it is not Latin 1.
const ABOVE_LATIN: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// A text string: UTF-16 or UTF-8 where it says so, else PDF's own encoding.
pub(super) fn text_string(bytes: &[u8]) -> Vec<char> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter_map(|two| two.try_into().ok()).map(unit);
        char::decode_utf16(units).filter_map(Result::ok).collect()
    };
    if let Some(big) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(big, u16::from_be_bytes);
    }
    if let Some(little) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(little, u16::from_le_bytes);
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(utf8).chars().collect();
    }
    let character = |byte: &u8| {
        let above = usize::from(*byte)
            .checked_sub(0x80)
            .and_then(|index| ABOVE_LATIN.get(index));
        above.copied().unwrap_or(char::from(*byte))
    };
    bytes.iter().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_read_in_each_of_their_encodings() {
        let text = |bytes: &[u8]| text_string(bytes).into_iter().collect::<String>();
        assert_eq!(text(b"98.5\x84\xa0"), "98.5—€");
        assert_eq!(text(b"\xfe\xff\x4f\x18\x00\x39"), "优9");
        assert_eq!(text(b"\xff\xfe\x18\x4f\x39\x00"), "优9");
        assert_eq!(text("\u{feff}优9".as_bytes()), "优9");
    }

    #[test]
    fn escapes_are_resolved() {
        let mut scratch = Vec::new();
        assert_eq!(
            literal_bytes(b"a\\053\\n\\(\\\r\nb\r\nc\\5", &mut scratch),
            b"a+\n(b\nc\x05"
        );
        assert_eq!(hex_bytes(b"4 1f").collect::<Vec<_>>(), [0x41, 0xf0]);
        assert_eq!(hex_bytes(b" 0A\nb0 ").collect::<Vec<_>>(), [0x0a, 0xb0]);
        assert_eq!(&*decoded_name(b"A#20B#x"), b"A B#x");
    }
}
