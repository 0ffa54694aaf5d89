//! Composite fonts (Type 0): codes of one to four bytes, numbered characters (CIDs), Chinese above all.

use std::cell::OnceCell;

use hayro_syntax::object::{Array, Dict, Object, Stream, String};

use super::contradiction::{ascii, may_be_figure};
use super::outline::{Key, Look};
use super::program::Embedded;
use super::shape::{Shape, best_text};
use super::to_unicode::{LONGEST, ToUnicode};
use super::vanishing::{Taken, as_seen, may_lie};
use super::widths::Widths;
use crate::pdf::cmap::{CMap, Text};
use crate::pdf::content::decode;
use crate::pdf::predefined_cmap::{Collection, Predefined};

#[derive(Debug)]
pub(super) struct Composite<'a> {
    encoding: Encoding,
    to_unicode: Option<ToUnicode>,
    /// The collection whose numbers the CIDs are.
    collection: Option<Collection>,
    widths: Widths,
    vertical_advances: Widths,
    /// From CIDs to glyph ids, where the document says; read where they are asked for.
    glyph_ids: OnceCell<Option<Vec<u16>>>,
    descendant: Dict<'a>,
    embedded: Embedded<'a>,
    /// Whether something is missing that says where its glyphs stand, and which they are.
    is_broken: bool,
}

/// From codes to CIDs.
#[derive(Debug)]
enum Encoding {
    /// Two bytes, which are the CID.
    Identity {
        vertical: bool,
    },
    Predefined(Predefined),
    Own {
        map: CMap,
        base: Option<Box<Encoding>>,
    },
    /// A CMap that nobody knows: its codes mean nothing.
    Unknown,
}

impl Encoding {
    fn named(name: &str) -> Self {
        match name {
            "Identity-H" => Self::Identity { vertical: false },
            "Identity-V" => Self::Identity { vertical: true },
            _ => Predefined::new(name).map_or(Self::Unknown, Self::Predefined),
        }
    }

    fn new(dict: &Dict<'_>) -> Self {
        match dict.get::<Object<'_>>(b"Encoding") {
            Some(Object::Name(name)) => Self::named(name.as_str()),
            Some(Object::Stream(stream)) => Self::own(&stream, 0),
            _ => Self::Unknown,
        }
    }

    fn own(stream: &Stream<'_>, depth: u32) -> Self {
        /// A chain of CMaps that use each other has two or three.
        const CHAIN: u32 = 8;
        let content = decode(stream, LONGEST);
        if !content.whole {
            return Self::Unknown;
        }
        let map = CMap::parse(&content.bytes);
        let base = match stream.dict().get::<Object<'_>>(b"UseCMap") {
            Some(Object::Stream(base)) if depth < CHAIN => Some(Self::own(&base, depth + 1)),
            Some(Object::Name(name)) => Some(Self::named(name.as_str())),
            _ => map
                .base
                .as_ref()
                .map(|name| Self::named(&std::string::String::from_utf8_lossy(name))),
        };
        Self::Own {
            map,
            base: base.map(Box::new),
        }
    }

    fn is_vertical(&self) -> bool {
        match self {
            Self::Identity { vertical } => *vertical,
            Self::Predefined(map) => map.vertical,
            Self::Own { map, .. } => map.vertical,
            Self::Unknown => false,
        }
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match self {
            Self::Identity { .. } | Self::Unknown => 2,
            Self::Predefined(map) => map.code_length(bytes),
            Self::Own { map, base } => map
                .code_length(bytes)
                .unwrap_or_else(|| base.as_ref().map_or(2, |base| base.code_length(bytes))),
        }
    }

    fn cid(&self, code: u32, length: usize) -> Option<u32> {
        match self {
            Self::Identity { .. } => Some(code),
            Self::Predefined(map) => map.cid(code, length),
            // pdf producers also write encodings as ToUnicode maps are written.
            Self::Own { map, base } => map
                .cid(code)
                .or_else(|| match map.text(code)? {
                    Text::One(character) => Some(u32::from(character)),
                    Text::Many(_) => None,
                })
                .or_else(|| base.as_ref()?.cid(code, length)),
            Self::Unknown => None,
        }
    }

    fn text(&self, code: u32, length: usize) -> Option<Text> {
        match self {
            Self::Predefined(map) => map.text(code, length),
            Self::Own { map, base } if map.cid(code).is_none() => base.as_ref()?.text(code, length),
            _ => None,
        }
    }

    fn collection(&self) -> Option<Collection> {
        match self {
            Self::Predefined(map) => map.collection,
            Self::Own { base, .. } => base.as_ref()?.collection(),
            Self::Identity { .. } | Self::Unknown => None,
        }
    }
}

/// A Chinese character is as wide and as high as the em.
const EM: f64 = 1000.0;

impl<'a> Composite<'a> {
    pub(super) fn new(dict: &Dict<'a>) -> Self {
        let encoding = Encoding::new(dict);
        let descendant = dict
            .get::<Array<'_>>(b"DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict<'a>>().next())
            .or_else(|| dict.get::<Dict<'a>>(b"DescendantFonts"))
            .unwrap_or_default();
        let stated = descendant
            .get::<Dict<'_>>(b"CIDSystemInfo")
            .and_then(|info| info.get::<String<'_>>(b"Ordering"))
            .and_then(|ordering| Collection::from_ordering(ordering.as_bytes()));
        let descriptor = descendant.get::<Dict<'a>>(b"FontDescriptor").unwrap_or_default();
        let vertical_advance = descendant.get::<[f64; 2]>(b"DW2").map_or(-EM, |[_, advance]| advance);
        let lacks_widths = descendant.get_ref(b"W").is_some() && descendant.get::<Array<'_>>(b"W").is_none();
        Self {
            is_broken: lacks_widths || !descendant.contains_key(b"Subtype") || !dict.contains_key(b"Encoding"),
            collection: encoding.collection().or(stated),
            to_unicode: ToUnicode::new(dict),
            widths: Widths::new(&descendant, b"W", 1, descendant.get::<f64>(b"DW").unwrap_or(EM)),
            vertical_advances: Widths::new(&descendant, b"W2", 3, vertical_advance),
            glyph_ids: OnceCell::new(),
            embedded: Embedded::new(&descriptor),
            encoding,
            descendant,
        }
    }

    pub(super) fn is_vertical(&self) -> bool {
        self.encoding.is_vertical()
    }

    pub(super) fn code_length(&self, bytes: &[u8]) -> usize {
        self.encoding.code_length(bytes)
    }

    pub(super) fn shape(&self, code: u32, length: usize) -> Shape {
        let cid = self.encoding.cid(code, length);
        let number = cid.unwrap_or(0);
        let advance = if self.is_vertical() {
            -self.vertical_advances.get(number)
        } else {
            self.widths.get(number)
        };
        let text = self.text(code, length, cid);
        let Taken {
            text,
            in_doubt,
            drawn_as,
        } = if may_lie(code, text.as_ref(), self.to_unicode.as_ref()) {
            self.as_seen(text, code, length, cid)
        } else {
            let in_doubt = text.as_ref().is_some_and(|text| self.is_doubted(code, cid, text));
            Taken::stated(text, in_doubt)
        };
        Shape {
            in_doubt: in_doubt || self.is_broken,
            is_drawn: true,
            drawn_as: drawn_as
                .or_else(|| self.drawn_as(cid, text.as_ref()))
                .or_else(|| self.encoded_as(code, length, text.as_ref())),
            text,
            advance: advance / 1000.0,
        }
    }

    /// Whether the file's map is doubted in this, and the font does not bear it out.
    fn is_doubted(&self, code: u32, cid: Option<u32>, text: &Text) -> bool {
        let agrees = |stated: char| Some(self.embedded.own_table()?.agrees(self.glyph(cid?)?, stated));
        let is_borne_out = || matches!(text, Text::One(stated) if agrees(*stated) == Some(true));
        let map = self.to_unicode.as_ref();
        map.is_some_and(|map| map.is_doubted(code, text)) && !is_borne_out()
    }

    /// What a glyph is that the file may lie about.
    fn as_seen(&self, said: Option<Text>, code: u32, length: usize, cid: Option<u32>) -> Taken {
        let look = || Some(self.embedded.look(self.key(cid?)?));
        let named = || {
            let encoded = self.encoding.text(code, length);
            encoded.or_else(|| self.drawn(cid?))
        };
        as_seen(said, look().unwrap_or(Look::Unknown), named)
    }

    /// How the embedded font knows the glyph of a CID.
    fn key(&self, cid: u32) -> Option<Key<'static>> {
        let glyph = self.glyph(cid)?;
        let is_mapped = self.descendant.contains_key(b"CIDToGIDMap") || self.embedded.is_true_type();
        Some(if is_mapped { Key::Glyph(glyph) } else { Key::Cid(cid) })
    }

    fn text(&self, code: u32, length: usize, cid: Option<u32>) -> Option<Text> {
        let stated = || {
            let text = self.to_unicode.as_ref()?.text(code, length)?;
            (!self.is_too_wide(&text, code, length)).then_some(text)
        };
        let encoded = || self.encoding.text(code, length);
        let collected = || {
            // Producers write the name of a collection beside numbers that are glyph ids of the embedded font; then the font,
            // if it can tell, knows better what is drawn.
            let drawn = matches!(self.encoding, Encoding::Identity { .. })
                .then(|| self.drawn(cid?))
                .flatten();
            drawn.or_else(|| self.collection?.text(cid?))
        };
        let drawn = || self.drawn(cid?);
        best_text(&[&stated, &encoded, &collected, &drawn])
    }

    /// Whether a glyph passes for a digit of which the font has another one, about half as wide: some writers make one byte of the two of a
    /// character's code, and a Chinese comma passes for a 1.
    fn is_too_wide(&self, text: &Text, code: u32, length: usize) -> bool {
        /// Digits of one font differ by less; a Chinese character is twice as wide as they are.
        const TOO_WIDE: f64 = 1.6;
        let (Text::One(digit @ '0'..='9'), Some(map)) = (text, &self.to_unicode) else {
            return false;
        };
        let width = |code: u32| Some(self.widths.get(self.encoding.cid(code, length)?));
        let Some(own) = width(code) else { return false };
        let mut others = map.codes_of(*digit).filter_map(width);
        others.any(|other| other > 0.0 && own >= other * TOO_WIDE)
    }

    /// Which character the embedded font draws, where the file states another one.
    fn drawn_as(&self, cid: Option<u32>, text: Option<&Text>) -> Option<char> {
        self.to_unicode.as_ref()?;
        let Text::One(stated) = *text? else { return None };
        if !may_be_figure(stated) {
            return None;
        }
        let table = self.embedded.own_table()?;
        table.contradicted(self.glyph(cid?)?, stated)
    }

    /// The character of a code that is one of a published character set, where the file states another one and either is a digit.
    fn encoded_as(&self, code: u32, length: usize, text: Option<&Text>) -> Option<char> {
        self.to_unicode.as_ref()?;
        let Encoding::Predefined(map) = &self.encoding else {
            return None;
        };
        let (Text::One(stated), Text::One(encoded)) = (text?, map.text(code, length)?) else {
            return None;
        };
        let (stated, digit) = (ascii(*stated), ascii(encoded));
        let is_digit = stated.is_ascii_digit() || digit.is_ascii_digit();
        (is_digit && stated != digit).then_some(encoded)
    }

    /// The character that the embedded font itself gives for a CID.
    fn drawn(&self, cid: u32) -> Option<Text> {
        self.embedded.program()?.text_of_glyph(self.glyph(cid)?)
    }

    /// The glyph of the embedded font for a CID.
    fn glyph(&self, cid: u32) -> Option<u32> {
        let ids = self.glyph_ids.get_or_init(|| {
            let stream = self.descendant.get::<Stream<'_>>(b"CIDToGIDMap")?;
            let data = stream.decoded_data().ok()?;
            let pairs = data.chunks_exact(2).take(usize::from(u16::MAX) + 1);
            Some(
                pairs
                    .map(|pair| pair.iter().fold(0, |id, byte| id << 8 | u16::from(*byte)))
                    .collect(),
            )
        });
        match ids {
            Some(ids) => Some(u32::from(*ids.get(cid as usize)?)),
            None => Some(cid),
        }
    }
}
