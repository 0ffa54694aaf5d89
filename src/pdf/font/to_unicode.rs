//! The /ToUnicode entry of a font.

use hayro_syntax::object::{Dict, Name, Stream};

use crate::pdf::cmap::{CMap, Text};
use crate::pdf::content::decode;
use crate::pdf::predefined_cmap::Predefined;

/// What the file says its codes stand for.
#[derive(Debug)]
pub(super) enum ToUnicode {
    Map(CMap),
    /// The name of a CMap instead of a map.
    Named(Predefined),
    /// `Identity-H` or `-V`: codes are Unicode.
    Identity,
}

/// The longest map read, in bytes: all of Unicode, one character a line, has half of it.
const LONGEST: usize = 64 << 20;

impl ToUnicode {
    pub fn new(dict: &Dict<'_>) -> Option<Self> {
        if let Some(stream) = dict.get::<Stream<'_>>(b"ToUnicode") {
            let map = CMap::parse(&decode(&stream, LONGEST).bytes);
            // Some producers write a map without entries.
            return (!map.is_empty()).then_some(Self::Map(map));
        }
        let name = dict.get::<Name<'_>>(b"ToUnicode")?;
        match name.as_str() {
            "Identity-H" | "Identity-V" => Some(Self::Identity),
            name => Predefined::new(name).map(Self::Named),
        }
    }

    pub fn text(&self, code: u32, length: usize) -> Option<Text> {
        match self {
            Self::Map(map) => map.text(code),
            Self::Named(map) => map.text(code, length),
            Self::Identity => char::from_u32(code).map(Text::One),
        }
    }
}
