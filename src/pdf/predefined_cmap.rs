//! The CMaps that every PDF reader brings with it, and the character collections of Adobe behind them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayro_cmap::{BfString, CMap, CMapName, CidFamily};

use super::cmap::Text;

/// A character collection: a numbering (CID) of all characters of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    Gb1,
    Cns1,
    Japan1,
    Korea1,
}

impl Collection {
    /// By the /Ordering of a /CIDSystemInfo.
    pub(super) fn from_ordering(ordering: &[u8]) -> Option<Self> {
        match ordering {
            b"GB1" => Some(Self::Gb1),
            b"CNS1" => Some(Self::Cns1),
            b"Japan1" => Some(Self::Japan1),
            b"Korea1" | b"KR" => Some(Self::Korea1),
            _ => None,
        }
    }

    /// The characters of a CID.
    pub(super) fn text(self, cid: u32) -> Option<Text> {
        let name = match self {
            Self::Gb1 => "Adobe-GB1-UCS2",
            Self::Cns1 => "Adobe-CNS1-UCS2",
            Self::Japan1 => "Adobe-Japan1-UCS2",
            Self::Korea1 => "Adobe-Korea1-UCS2",
        };
        match load(name)?.lookup_bf_string(cid)? {
            BfString::Char(character) => Some(Text::One(character)),
            BfString::String(characters) => Text::new(&characters.chars().collect::<Vec<_>>()),
        }
    }
}

/// How codes are cut out of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    Utf8,
    Utf16,
    Utf32,
    /// One byte up to 0x80, else two; GB 18030 has four where the second byte is a digit.
    Gb {
        four: bool,
    },
    /// Whatever the CMap knows.
    Known,
}

/// A predefined CMap.
#[derive(Debug)]
pub(super) struct Predefined {
    map: Arc<CMap>,
    cut: Cut,
    /// Whether the codes are Unicode themselves.
    is_unicode: bool,
    pub vertical: bool,
    pub collection: Option<Collection>,
}

impl Predefined {
    /// By its name; `None` for names that nobody knows.
    pub(super) fn new(name: &str) -> Option<Self> {
        let vertical = name.ends_with("-V") || name == "V";
        // The CMaps in UTF-8 and UTF-32 number the same characters as those in UTF-16.
        let utf8 = name.contains("-UTF8-");
        let utf32 = name.contains("-UTF32-");
        let map = load(&name.replace("-UTF8-", "-UTF16-").replace("-UTF32-", "-UTF16-"))?;
        let is_unicode = name.starts_with("Uni");
        let collection = match map
            .metadata()
            .character_collection
            .as_ref()
            .map(|collection| &collection.family)
        {
            Some(CidFamily::AdobeGB1) => Some(Collection::Gb1),
            Some(CidFamily::AdobeCNS1) => Some(Collection::Cns1),
            Some(CidFamily::AdobeJapan1) => Some(Collection::Japan1),
            Some(CidFamily::AdobeKorea1) => Some(Collection::Korea1),
            _ => None,
        };
        let cut = if utf8 {
            Cut::Utf8
        } else if utf32 {
            Cut::Utf32
        } else if name.contains("-UTF16-") || name.contains("-UCS2-") {
            // UCS-2 has no pairs of units; producers write them all the same.
            Cut::Utf16
        } else if name.starts_with("GB") {
            Cut::Gb {
                four: name.starts_with("GBK2K"),
            }
        } else {
            Cut::Known
        };
        Some(Self {
            map,
            cut,
            is_unicode,
            vertical,
            collection,
        })
    }

    /// How many bytes the next code has.
    pub(super) fn code_length(&self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        match self.cut {
            Cut::Utf8 => match first {
                0xf0.. => 4,
                0xe0.. => 3,
                0xc0.. => 2,
                _ => 1,
            },
            Cut::Utf32 => 4,
            Cut::Utf16 => match (first, bytes.get(2)) {
                (0xd8..0xdc, Some(0xdc..0xe0)) => 4,
                _ => 2,
            },
            Cut::Gb { four } => match (first, bytes.get(1)) {
                (..=0x80 | 0xff, _) => 1,
                (_, Some(b'0'..=b'9')) if four => 4,
                _ => 2,
            },
            Cut::Known => self.known_length(bytes),
        }
    }

    fn known_length(&self, bytes: &[u8]) -> usize {
        let mut code = 0;
        for (byte, length) in bytes.iter().zip(1_u8..=4) {
            code = code << 8 | u32::from(*byte);
            if self.map.lookup_cid_code(code, length).is_some() {
                return usize::from(length);
            }
        }
        // The scripts of East Asia all keep one byte for ASCII and two for the rest.
        if bytes.first().is_some_and(|byte| *byte > 0x80) {
            2
        } else {
            1
        }
    }

    /// The character of a code of a Unicode CMap.
    fn character(&self, code: u32, length: usize) -> Option<char> {
        if !self.is_unicode {
            return None;
        }
        match (self.cut, length) {
            (Cut::Utf16, 4) => {
                let units = [(code >> 16) as u16, code as u16];
                char::decode_utf16(units).next()?.ok()
            }
            (Cut::Utf8, _) => {
                let bytes = code.to_be_bytes();
                std::str::from_utf8(bytes.get(4_usize.checked_sub(length)?..)?)
                    .ok()?
                    .chars()
                    .next()
            }
            _ => char::from_u32(code),
        }
    }

    pub(super) fn cid(&self, code: u32, length: usize) -> Option<u32> {
        if matches!(self.cut, Cut::Utf8 | Cut::Utf32) {
            let mut units = [0_u16; 2];
            let units = self.character(code, length)?.encode_utf16(&mut units);
            let utf16 = units.iter().fold(0, |code, unit| code << 16 | u32::from(*unit));
            return self.map.lookup_cid_code(utf16, units.len() as u8 * 2);
        }
        self.map.lookup_cid_code(code, length as u8)
    }

    pub(super) fn text(&self, code: u32, length: usize) -> Option<Text> {
        if let Some(character) = self.character(code, length) {
            return Some(Text::One(character));
        }
        self.collection?.text(self.cid(code, length)?)
    }
}

/// A CMap of hayro-cmap, decompressed once for the process.
fn load(name: &str) -> Option<Arc<CMap>> {
    type Loaded = HashMap<String, Option<Arc<CMap>>>;
    static LOADED: OnceLock<Mutex<Loaded>> = OnceLock::new();
    let known = CMapName::from_bytes(name.as_bytes());
    if matches!(known, CMapName::Custom(_)) {
        return None;
    }
    let loaded = LOADED.get_or_init(Mutex::default);
    let mut loaded = loaded.lock().unwrap_or_else(PoisonError::into_inner);
    loaded
        .entry(name.to_owned())
        .or_insert_with(|| {
            let data = hayro_cmap::load_embedded(known)?;
            CMap::parse(data, hayro_cmap::load_embedded).map(Arc::new)
        })
        .clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, bytes: &[u8]) -> Option<String> {
        let cmap = Predefined::new(name)?;
        let length = cmap.code_length(bytes);
        let code = bytes
            .iter()
            .take(length)
            .fold(0, |code, byte| code << 8 | u32::from(*byte));
        cmap.text(code, length).map(|text| text.characters().iter().collect())
    }

    #[test]
    fn chinese_codes_of_every_length_are_read() {
        assert_eq!(text("GBK-EUC-H", &[0xcf, 0xee]).as_deref(), Some("项"));
        assert_eq!(text("GBK-EUC-H", b"7A").as_deref(), Some("7"));
        assert_eq!(text("GBpc-EUC-H", &[0xcf, 0xee]).as_deref(), Some("项"));
        assert_eq!(text("GBK2K-H", &[0x81, 0x39, 0xee, 0x39]).as_deref(), Some("㐀"));
        assert_eq!(text("UniGB-UCS2-H", &[0x98, 0x79]).as_deref(), Some("项"));
        assert_eq!(
            text("UniGB-UTF16-V", &[0xd8, 0x40, 0xdc, 0x00]).as_deref(),
            Some("\u{20000}")
        );
        assert_eq!(text("UniGB-UCS2-H", &[0xd8, 0x42, 0xdf, 0xb7]).as_deref(), Some("𠮷"));
        assert_eq!(text("UniGB-UTF32-H", &[0, 0, 0x98, 0x79]).as_deref(), Some("项"));
        assert_eq!(text("UniGB-UTF8-H", "项".as_bytes()).as_deref(), Some("项"));
    }

    #[test]
    fn codes_in_utf_32_have_the_cids_of_utf_16() {
        let (wide, narrow) = (
            Predefined::new("UniGB-UTF32-H").unwrap(),
            Predefined::new("UniGB-UTF16-H").unwrap(),
        );
        assert_eq!(wide.cid(0x9879, 4), narrow.cid(0x9879, 2));
        assert!(wide.cid(0x9879, 4).is_some());
    }

    #[test]
    fn the_figures_of_the_collection_are_known() {
        let zero = Collection::Gb1.text(17);
        assert_eq!(zero, Some(Text::One('0')));
    }

    #[test]
    fn an_unknown_name_is_no_cmap() {
        assert!(Predefined::new("GBX-Nothing-H").is_none());
    }
}
