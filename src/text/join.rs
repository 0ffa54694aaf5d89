//! Lines of glyphs -> one text, as a person reads it.

use super::lookalikes::as_drawn;
use super::{BoxText, GlyphLine};
use crate::geometry::Milli;
use crate::pdf::{Direction, Glyph};

/// A gap between two Latin characters above this part of their size (1/100) is a space that was not drawn.
/// Letter spacing in tables stays below 40; a word space is 25 or more of a size, but is nearly always drawn as a character.
const SPACE_FROM: Milli = 50;

/// Two characters do not tell whether they are spread, or stand apart.
const LETTERS_AT_LEAST: usize = 3;

/// Characters that are spread lie at least this part of their size (1/100) apart …
const SPACED_FROM: Milli = 25;

/// … and all gaps between them are the same within this part (1/100): narrow and wide characters are spread alike.
const SAME_GAP: Milli = 15;

/// Where a word may be broken; printed only at the end of a line.
const SOFT_HYPHEN: char = '\u{ad}';

/// Joins lines: nothing between CJK characters and between the parts of a number, one space between Latin words.
pub fn lines_to_text(lines: &[GlyphLine]) -> BoxText {
    let mut result = BoxText::default();
    for line in lines {
        add_line(&mut result, line.direction, line.glyphs.iter());
    }
    result
}

/// Joins one more line to the text of a box.
pub(super) fn add_line<'g>(
    result: &mut BoxText,
    direction: Direction,
    glyphs: impl ExactSizeIterator<Item = &'g Glyph> + Clone,
) {
    let boxes = glyphs.clone().map(|g| g.bbox);
    let Some(start) = write_line(direction, glyphs, result) else {
        return;
    };
    let bbox = boxes.reduce(|a, b| a.union(&b)).unwrap_or_default();
    result.bbox = Some(result.bbox.map_or(bbox, |b| b.union(&bbox)));
    if start > 0 {
        result.breaks.push(start);
    }
}

/// Puts a line behind a text, with a space where a Latin word ends and another, or a number, begins.
pub fn push_line(text: &mut String, line: &str) {
    if line.chars().next().is_some_and(|first| are_two_words(text, first)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a Latin word ends at the end of the text, and another, or a number, begins with the next line.
fn are_two_words(text: &str, first: char) -> bool {
    let is_word = |last: char| !is_cjk(last) && !is_cjk(first) && last.is_alphabetic() && first.is_alphanumeric();
    text.chars().next_back().is_some_and(is_word)
}

/// Writes a line behind those before; returns where in the text it begins, `None` where it prints nothing.
fn write_line<'g>(
    direction: Direction,
    glyphs: impl ExactSizeIterator<Item = &'g Glyph> + Clone,
    result: &mut BoxText,
) -> Option<usize> {
    let text = &mut result.text;
    text.reserve(glyphs.len() * 3);
    let mut start: Option<usize> = None;
    let goes_on_a_word = std::mem::take(&mut result.breaks_word);
    let glyphs_of_line = glyphs.clone();
    // Whether the line is letter-spaced; asked for only where a gap is wide.
    let mut spaced: Option<bool> = None;
    // The glyph before, and whether what it prints is set solid.
    let mut before: Option<(&Glyph, bool)> = None;
    let mut space = false;
    for glyph in glyphs {
        result.doubtful += u32::from(glyph.in_doubt);
        let character = match glyph.character {
            // It is drawn, and is no blank: which character it is, nobody says.
            Some(c) if glyph.in_doubt && !is_shown(c) => char::REPLACEMENT_CHARACTER,
            None => {
                result.unmapped += 1;
                char::REPLACEMENT_CHARACTER
            }
            // Nearly all are of these two blocks, of which nothing else has to be asked.
            Some(c @ ('!'..='~' | '\u{4e00}'..='\u{9fff}')) => c,
            Some(c) if c.is_whitespace() => {
                space = true;
                continue;
            }
            Some(c) if is_unprinted(c) => {
                result.breaks_word |= c == SOFT_HYPHEN;
                continue;
            }
            Some(c) => {
                if is_doubtful(c) {
                    result.doubtful += 1;
                }
                as_drawn(c)
            }
        };
        let solid = is_cjk(character);
        if let Some((before, solid_before)) = before {
            let is_wide = gap(direction, before, glyph) > glyph.size / 100 * SPACE_FROM;
            let both_solid = solid && solid_before;
            let neither_solid = !solid && !solid_before;
            let mut is_spaced = || *spaced.get_or_insert_with(|| is_letter_spaced(direction, glyphs_of_line.clone()));
            if (space && !both_solid) || (neither_solid && is_wide && !is_spaced()) {
                text.push(' ');
            }
        } else {
            if !goes_on_a_word && are_two_words(text, character) {
                text.push(' ');
            }
            start = Some(text.len());
        }
        text.push(character);
        result.glyphs += 1;
        result.breaks_word = false;
        before = Some((glyph, solid));
        space = false;
    }
    start
}

/// Whether the characters of a line are spread over its width, none nearer to the next than others: a figure set like that has no spaces in it,
/// unless they are drawn.
pub fn is_letter_spaced<'g>(direction: Direction, glyphs: impl Iterator<Item = &'g Glyph>) -> bool {
    let mut before: Option<&Glyph> = None;
    let (mut narrowest, mut widest, mut count) = (Milli::MAX, 0, 0_usize);
    for glyph in glyphs {
        if glyph.is_space() {
            return false;
        }
        if let Some(before) = before {
            let gap = gap(direction, before, glyph);
            (narrowest, widest) = (narrowest.min(gap), widest.max(gap));
        }
        before = Some(glyph);
        count += 1;
    }
    let size = before.map_or(0, |g| g.size);
    count >= LETTERS_AT_LEAST && narrowest > size / 100 * SPACED_FROM && widest - narrowest <= size / 100 * SAME_GAP
}

fn gap(direction: Direction, before: &Glyph, after: &Glyph) -> Milli {
    match direction {
        Direction::Right | Direction::Slanted => after.bbox.x0 - before.bbox.x1,
        Direction::Left => before.bbox.x0 - after.bbox.x1,
        Direction::Down => after.bbox.y0 - before.bbox.y1,
        Direction::Up => before.bbox.y0 - after.bbox.y1,
    }
}

/// Characters that print nothing: soft hyphen, zero-width and direction marks, variation selectors.
pub fn is_unprinted(c: char) -> bool {
    matches!(c, SOFT_HYPHEN | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a glyph prints something: what the text of a box is made of.
pub fn is_printed(glyph: &Glyph) -> bool {
    glyph.in_doubt || glyph.character.is_none_or(is_shown)
}

fn is_shown(c: char) -> bool {
    // Nearly all are of these two blocks.
    matches!(c, '!'..='~' | '\u{4e00}'..='\u{9fff}') || !c.is_whitespace() && !is_unprinted(c)
}

/// Characters that say nothing sure about what is drawn.
pub fn is_doubtful(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER
        || c.is_control()
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// Whether a character is set solid, without word spaces: Han, kana, CJK punctuation and full-width forms.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{30ff}' | '\u{3100}'..='\u{31ef}' | '\u{3200}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
