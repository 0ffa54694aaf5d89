//! Codes that are said to print nothing, blanks, soft hyphens, zero-width and control characters, or that nothing is said of, and that draw
//! something nevertheless: the point and the minus of a figure are lost like that. And points that are said to be commas, and commas that are said
//! to be points. Such a glyph is what it looks like; where its look does not tell, it is in doubt.

use super::outline::Look;
use super::shape::is_doubtful;
use super::to_unicode::ToUnicode;
use crate::pdf::cmap::Text;

/// A hyphen that is printed only where a word is broken; many writers map each hyphen to it.
pub(in crate::pdf) const SOFT_HYPHEN: char = '\u{ad}';

/// Whether a character leaves no mark on paper.
pub(in crate::pdf) fn leaves_no_mark(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, SOFT_HYPHEN | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e01ef}')
}

/// Whether a glyph would vanish as this text.
fn vanishes(text: Option<&Text>) -> bool {
    text.is_none_or(|text| text.characters().iter().copied().all(leaves_no_mark))
}

/// Whether it is worth looking at the outline of a glyph, by what the file says that it is.
pub(super) fn may_lie(code: u32, text: Option<&Text>, map: Option<&ToUnicode>) -> bool {
    match text {
        Some(Text::One(sign @ (',' | '.'))) => map.is_some_and(|map| map.may_hide(*sign)),
        Some(Text::One(blank)) if blank.is_whitespace() && !blank.is_control() => {
            map.is_some_and(|map| map.may_hide(*blank) && !map.is_in_order(code, *blank))
        }
        text => vanishes(text),
    }
}

/// What a glyph is taken for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub text: Option<Text>,
    pub in_doubt: bool,
    /// What it is seen to be, where the text may stay what it is.
    pub drawn_as: Option<char>,
}

impl Taken {
    /// The text that is stated.
    pub(super) fn stated(text: Option<Text>, in_doubt: bool) -> Self {
        Self {
            text,
            in_doubt,
            drawn_as: None,
        }
    }
}

/// What a glyph is whose text would vanish, or may be another sign. `named`: what other sources than the file's map say that it is.
pub(super) fn as_seen(said: Option<Text>, look: Look, named: impl FnOnce() -> Option<Text>) -> Taken {
    let sure = |text| Taken::stated(text, false);
    let doubted = |text| Taken::stated(text, true);
    let one = |character| Some(Text::One(character));
    let is_sign = !vanishes(said.as_ref());
    match look {
        // A dot on the base line is a point to whoever looks at the page, whatever the file says.
        Look::Point => sure(one('.')),
        Look::Comma => sure(one(',')),
        _ if is_sign => sure(said),
        // A control character that draws nothing is as good as a blank.
        Look::Blank
            if said
                .as_ref()
                .is_some_and(|text| text.characters().iter().any(|c| is_doubtful(*c))) =>
        {
            sure(one(' '))
        }
        Look::Blank => sure(said),
        // At the end of a line it may be none of the text.
        Look::Bar if said == one(SOFT_HYPHEN) => Taken {
            drawn_as: Some('-'),
            ..sure(said)
        },
        Look::Bar => sure(one('-')),
        Look::LongBar => doubted(one('—')),
        Look::Other if said.is_none() => sure(None),
        Look::Other => doubted(named().filter(|text| !vanishes(Some(text)))),
        Look::Unknown => match named().filter(|text| !vanishes(Some(text))) {
            Some(Text::One('-')) if said == one(SOFT_HYPHEN) => sure(said),
            // The file says that it is two things.
            Some(text) if said.is_some() => doubted(Some(text)),
            _ => sure(said),
        },
    }
}
