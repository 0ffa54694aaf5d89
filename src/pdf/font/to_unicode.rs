//! The /ToUnicode entry of a font.

use std::cell::OnceCell;

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
        /// Whether something of it is lost, so that all the rest may be wrong.
        is_damaged: bool,
        /// The codes whose digits are in doubt, found when the first digit is.
        doubted: OnceCell<Vec<u32>>,
    },
    /// The name of a CMap instead of a map.
    Named(Predefined),
    /// `Identity-H` or `-V`: codes are Unicode.
    Identity,
}

/// The longest map read, in bytes: all of Unicode, one character a line, has half of it.
pub(super) const LONGEST: usize = 64 << 20;

/// A font has one space, or a few; a map that calls more codes so hides what they are.
const MOST_SPACES: usize = 8;

const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{3000}'];
const MINUS: [char; 6] = ['-', '\u{ad}', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2212}'];

/// A font of figures has all ten digits; one of headings has those of a year.
const MANY_DIGITS: usize = 5;

impl ToUnicode {
    pub(super) fn new(dict: &Dict<'_>) -> Option<Self> {
        if let Some(stream) = dict.get::<Stream<'_>>(b"ToUnicode") {
            let content = decode(&stream, LONGEST);
            let map = CMap::parse(&content.bytes);
            // Some producers write a map without entries.
            let hides_in_spaces = map.spaces() > MOST_SPACES;
            return (!map.is_empty()).then_some(Self::Map {
                map,
                hides_in_spaces,
                is_damaged: !content.whole,
                doubted: OnceCell::new(),
            });
        }
        let name = dict.get::<Name<'_>>(b"ToUnicode")?;
        match name.as_str() {
            "Identity-H" | "Identity-V" => Some(Self::Identity),
            name => Predefined::new(name).map(Self::Named),
        }
    }

    /// The codes that a map of the file says to be a character.
    pub(super) fn codes_of(&self, character: char) -> impl Iterator<Item = u32> {
        let map = match self {
            Self::Map { map, .. } => Some(map),
            Self::Named(_) | Self::Identity => None,
        };
        map.into_iter().flat_map(move |map| map.codes_of(character))
    }

    /// Whether a code that is said to be a blank, a comma or a point may be another sign of figures: a font has one code for each of them, so that a
    /// sign lost under another one leaves two codes for that, or none for its own. To look at the outline of every blank would take longer
    /// than to read the page: fonts must be unpacked for that.
    pub(super) fn may_hide(&self, stated: char) -> bool {
        let count = |characters: &[char]| {
            let codes = characters.iter().flat_map(|character| self.codes_of(*character));
            codes.take(2).count()
        };
        let digits = || ('0'..='9').filter(|digit| count(&[*digit]) > 0).count();
        match stated {
            ',' => count(&[',']) > 1 || count(&['.']) == 0,
            '.' => count(&['.']) > 1,
            blank if blank.is_whitespace() => {
                let digits = digits();
                let lacks_one = count(&['.']) == 0 || count(&MINUS) == 0 || (MANY_DIGITS..10).contains(&digits);
                digits > 0 && (count(&BLANKS) > 1 || lacks_one)
            }
            _ => true,
        }
    }

    /// Whether a code stands as far from those of all digits as its character does in ASCII: then the codes have that order, and the sign that
    /// another character is has a place of its own.
    pub(super) fn is_in_order(&self, code: u32, stated: char) -> bool {
        let is_as_far = |digit: char| {
            let far = u32::from(digit).abs_diff(u32::from(stated));
            let mut codes = self
                .codes_of(digit)
                .map(move |other| other.checked_sub(code) == Some(far));
            let first = codes.next()?;
            Some(first && codes.next().is_none())
        };
        let digits: Vec<bool> = ('0'..='9').filter_map(is_as_far).collect();
        digits.len() >= MANY_DIGITS && digits.iter().all(|is_as_far| *is_as_far)
    }

    /// Whether what is said of a code is in doubt: all of it in a damaged map, and digits that contradict the other digits.
    pub(super) fn is_doubted(&self, code: u32, text: &Text) -> bool {
        match (self, text) {
            (Self::Map { is_damaged: true, .. }, _) => true,
            (Self::Map { map, doubted, .. }, Text::One('0'..='9')) => {
                doubted.get_or_init(|| map.doubted_digits()).contains(&code)
            }
            _ => false,
        }
    }

    pub(super) fn text(&self, code: u32, length: usize) -> Option<Text> {
        match self {
            Self::Map {
                map, hides_in_spaces, ..
            } => {
                let is_said = |text: &Text| !(*hides_in_spaces && *text == Text::One(' '));
                map.text(code).filter(is_said)
            }
            Self::Named(map) => map.text(code, length),
            Self::Identity => char::from_u32(code).map(Text::One),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_in_the_order_of_ascii_is_the_blank_and_no_other_one_is() {
        let map = "1 beginbfrange <0011> <001a> <0030> endbfrange 2 beginbfchar <0001> <0020> <0319> <3000> endbfchar";
        let map = ToUnicode::Map {
            map: CMap::parse(map.as_bytes()),
            hides_in_spaces: false,
            is_damaged: false,
            doubted: OnceCell::new(),
        };
        assert!(map.is_in_order(1, ' '));
        assert!(!map.is_in_order(2, ' '));
        assert!(!map.is_in_order(0x319, '\u{3000}'));
    }
}
