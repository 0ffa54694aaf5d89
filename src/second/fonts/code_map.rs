//! From the codes of a composite font to characters, by the published CMaps or one that the file brings.

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use lopdf::{Dictionary, Document, Object};

use super::super::drawn_form::plain;

/// How a composite font numbers its characters.
#[derive(Debug)]
pub(super) enum CodeMap {
    /// Two bytes are the number.
    Identity { vertical: bool },
    /// Nobody knows; nearly always two bytes a character.
    Unknown,
    /// A CMap.
    Map {
        map: Box<CMap>,
        /// Fewest bytes of a code.
        shortest: u8,
        /// Whether the codes are Unicode (UTF-16) themselves.
        is_unicode: bool,
    },
}

/// A code of a string: its number, and of how many bytes it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Code {
    pub length: u8,
    pub value: u32,
}

impl CodeMap {
    /// The map of the font's /Encoding.
    pub(super) fn of(document: &Document, font: &Dictionary) -> Self {
        let map = match font.get_deref(b"Encoding", document) {
            Ok(Object::Name(name)) => Self::named(name),
            Ok(Object::Stream(stream)) => CMap::parse(&plain(stream), load_embedded).map(|map| Self::Map {
                shortest: 1,
                is_unicode: false,
                map: Box::new(map),
            }),
            _ => None,
        };
        map.unwrap_or(Self::Unknown)
    }

    fn named(name: &[u8]) -> Option<Self> {
        if name.starts_with(b"Identity-") {
            return Some(Self::Identity {
                vertical: name.ends_with(b"-V"),
            });
        }
        let map = published(CMapName::from_bytes(name))?;
        let is_unicode = name.starts_with(b"Uni");
        Some(Self::Map {
            map: Box::new(map),
            shortest: if is_unicode { 2 } else { 1 },
            is_unicode,
        })
    }

    pub(super) fn is_vertical(&self) -> bool {
        match self {
            Self::Identity { vertical } => *vertical,
            Self::Unknown => false,
            Self::Map { map, .. } => matches!(map.metadata().writing_mode, Some(WritingMode::Vertical)),
        }
    }

    /// Fewest bytes of a code.
    pub(super) fn shortest(&self) -> usize {
        match self {
            Self::Identity { .. } | Self::Unknown => 2,
            Self::Map { shortest, .. } => usize::from(*shortest),
        }
    }

    /// The codes of a string.
    pub(super) fn codes(&self, string: &[u8]) -> Vec<Code> {
        let mut codes = Vec::new();
        let mut rest = string;
        while !rest.is_empty() {
            let length = self.code_length(rest).min(rest.len()).max(1);
            let (code, after) = rest.split_at(length);
            codes.push(Code {
                length: length as u8,
                value: number(code),
            });
            rest = after;
        }
        codes
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        let Self::Map { map, shortest, .. } = self else {
            return 2;
        };
        let known = |length: &usize| {
            let code = bytes.get(..*length);
            code.is_some_and(|code| map.lookup_cid_code(number(code), *length as u8).is_some())
        };
        let unknown = if bytes.first().is_some_and(|byte| *byte > 0x80) {
            2
        } else {
            usize::from(*shortest)
        };
        (usize::from(*shortest)..=4).find(known).unwrap_or(unknown)
    }

    /// The number (CID) under which the font has its width.
    pub(super) fn cid(&self, code: Code) -> u32 {
        match self {
            Self::Identity { .. } | Self::Unknown => code.value,
            Self::Map { map, .. } => map.lookup_cid_code(code.value, code.length).unwrap_or(0),
        }
    }

    /// The published map from the numbers to Unicode; `family` is the collection that the font says its numbers are of.
    pub(super) fn collection(&self, family: Option<&CidFamily>) -> Option<CMap> {
        let own = match self {
            Self::Map { map, .. } => map.metadata().character_collection.as_ref().map(|own| &own.family),
            Self::Identity { .. } | Self::Unknown => None,
        };
        // A CMap that the file brings may say `Identity` for lack of something better.
        published(own.and_then(CidFamily::ucs2_cmap).or_else(|| family?.ucs2_cmap())?)
    }

    /// The characters of a code in UTF-16.
    pub(super) fn utf16(&self, code: Code, collection: Option<&CMap>) -> Option<Vec<u16>> {
        if let Self::Map { is_unicode: true, .. } = self {
            let units = [(code.value >> 16) as u16, code.value as u16];
            return Some(units.into_iter().skip(usize::from(code.length <= 2)).collect());
        }
        match collection?.lookup_bf_string(self.cid(code))? {
            BfString::Char(character) => Some(character.encode_utf16(&mut [0; 2]).to_vec()),
            BfString::String(characters) => Some(characters.encode_utf16().collect()),
        }
    }
}

/// One of the CMaps that every PDF reader brings with it.
fn published(name: CMapName<'_>) -> Option<CMap> {
    CMap::parse(load_embedded(name)?, load_embedded)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> String {
        let map = CodeMap::named(name.as_bytes()).unwrap();
        let collection = map.collection(None);
        let codes = map.codes(bytes).into_iter();
        let units = codes.filter_map(|code| map.utf16(code, collection.as_ref()));
        String::from_utf16(&units.flatten().collect::<Vec<u16>>()).unwrap()
    }

    #[test]
    fn chinese_codes_of_one_two_and_four_bytes_are_told_apart() {
        assert_eq!(read("GBK-EUC-H", b"98.5\xcf\xee"), "98.5项");
        assert_eq!(read("UniGB-UCS2-H", b"\x00\x39\x98\x79"), "9项");
        assert_eq!(read("UniGB-UTF16-H", b"\x00\x39\xd8\x40\xdc\x00"), "9\u{20000}");
        assert_eq!(read("GBK2K-H", b"9\xcf\xee\x81\x39\xef\x34"), "9项㐅");
    }
}
