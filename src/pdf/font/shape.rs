//! What a code of a font comes to on the page.

use crate::pdf::cmap::Text;

/// What a code of a font looks like on the page.
#[derive(Debug)]
pub(in crate::pdf) struct Shape {
    /// Whether there is a glyph; a control character in a font without one for it is passed over.
    pub is_drawn: bool,
    /// Its characters, where the file says which.
    pub text: Option<Text>,
    /// What the embedded font itself says that the glyph is, where that contradicts the text.
    pub drawn_as: Option<char>,
    /// Whether the text is a guess: the file says of the code that it prints nothing, and the font draws something.
    pub in_doubt: bool,
    /// How far the pen goes, in ems along the line of writing.
    pub advance: f64,
}

impl Shape {
    /// A digit of formulas (bold, of even width …) is that digit.
    pub(crate) fn with_plain_digit(mut self) -> Self {
        const FORMULA_DIGITS: u32 = 0x1d7ce;
        if let Some(Text::One(character @ '\u{1d7ce}'..='\u{1d7ff}')) = &mut self.text {
            let digit = (u32::from(*character) - FORMULA_DIGITS) % 10;
            *character = char::from_digit(digit, 10).unwrap_or(*character);
        }
        self
    }
}

/// Whether a character says as much as "unknown": the file's own mark of a character without meaning outside it.
pub(super) fn is_doubtful(character: char) -> bool {
    matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..) || character.is_control()
}

/// The first text that is beyond doubt; where there is none, the first at all.
pub(super) fn best_text(sources: &[&dyn Fn() -> Option<Text>]) -> Option<Text> {
    let mut doubtful = None;
    for source in sources {
        match source() {
            Some(text) if text.characters().iter().copied().any(is_doubtful) => {
                doubtful = doubtful.or(Some(text).filter(|text| !text.characters().contains(&'\0')));
            }
            Some(text) => return Some(text),
            None => {}
        }
    }
    doubtful
}
