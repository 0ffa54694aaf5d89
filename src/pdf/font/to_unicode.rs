//! The /ToUnicode entry of a font.

use hayro_syntax::object::{Dict, Name, Stream};

use crate::pdf::cmap::{CMap, Text};
use crate::pdf::content::decode;
use crate::pdf::predefined_cmap::Predefined;

/// What the file says its codes stand for.
#[derive(Debug)]
pub(super) enum ToUnicode {
    Map {
        map: CMap,
        /// Whether it calls so many codes a space that it says nothing of them.
        hides_in_spaces: bool,
    },
    /// The name of a CMap instead of a map.
    Named(Predefined),
    /// `Identity-H` or `-V`: codes are Unicode.
    Identity,
}

/// The longest map read, in bytes: all of Unicode, one character a line, has half of it.
const LONGEST: usize = 64 << 20;

/// A font has one space, or a few; a map that calls more codes so hides what they are.
const MOST_SPACES: usize = 8;

impl ToUnicode {
    pub fn new(dict: &Dict<'_>) -> Option<Self> {
        if let Some(stream) = dict.get::<Stream<'_>>(b"ToUnicode") {
            let map = CMap::parse(&decode(&stream, LONGEST).bytes);
            // Some producers write a map without entries.
            let hides_in_spaces = map.spaces() > MOST_SPACES;
            return (!map.is_empty()).then_some(Self::Map { map, hides_in_spaces });
        }
        let name = dict.get::<Name<'_>>(b"ToUnicode")?;
        match name.as_str() {
            "Identity-H" | "Identity-V" => Some(Self::Identity),
            name => Predefined::new(name).map(Self::Named),
        }
    }

    /// The codes that a map of the file says to be a character.
    pub fn codes_of(&self, character: char) -> impl Iterator<Item = u32> {
        let map = match self {
            Self::Map { map, .. } => Some(map),
            Self::Named(_) | Self::Identity => None,
        };
        map.into_iter().flat_map(move |map| map.codes_of(character))
    }

    pub fn text(&self, code: u32, length: usize) -> Option<Text> {
        match self {
            Self::Map { map, hides_in_spaces } => {
                let is_said = |text: &Text| !(*hides_in_spaces && *text == Text::One(' '));
                map.text(code).filter(is_said)
            }
            Self::Named(map) => map.text(code, length),
            Self::Identity => char::from_u32(code).map(Text::One),
        }
    }
}
