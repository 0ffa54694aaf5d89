//! Hyphens that the file calls soft. One behind a letter, at the end of a line, parts a word, and is no part of it; any other one is drawn because
//! it is meant: a minus, a dash in a cell of its own. Whether one is drawn that is in a font outside the file nobody knows; in front of a digit
//! it would be a minus, and is in doubt.

use super::font::SOFT_HYPHEN;
use super::{Direction, Glyph};

pub(super) fn is_soft(glyph: &Glyph) -> bool {
    glyph.character == Some(SOFT_HYPHEN)
}

/// Makes those that are seen to be hyphens, and part no word, plain ones.
pub(super) fn harden(glyphs: &mut [Glyph]) {
    for at in 0..glyphs.len() {
        let Some(glyph) = glyphs.get(at).copied().filter(is_soft) else {
            continue;
        };
        if glyph.drawn_as != Some('-') {
            let after = glyphs.get(at + 1);
            let is_minus = after.is_some_and(|after| is_digit(after) && touches(&glyph, after));
            if let Some(glyph) = glyphs.get_mut(at).filter(|glyph| is_minus && glyph.bbox.width() > 0) {
                (glyph.character, glyph.in_doubt) = (Some('-'), true);
            }
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| glyphs.get(before));
        let parts_a_word = before.is_some_and(|before| is_letter(before) && touches(before, &glyph))
            && !glyphs.get(at + 1).is_some_and(|after| touches(&glyph, after));
        if let Some(glyph) = glyphs.get_mut(at) {
            glyph.drawn_as = None;
            if !parts_a_word {
                glyph.character = Some('-');
            }
        }
    }
}

fn is_letter(glyph: &Glyph) -> bool {
    glyph.character.is_some_and(char::is_alphabetic)
}

fn is_digit(glyph: &Glyph) -> bool {
    glyph.character.is_some_and(|c| c.is_ascii_digit())
}

/// Whether a glyph begins where the one before it ends, on the same line.
fn touches(before: &Glyph, glyph: &Glyph) -> bool {
    let (a, b) = (before.bbox, glyph.bbox);
    let gap = |from: i32, to: i32, start: i32, end: i32| (start - to).max(from - end);
    let (along, off) = match glyph.direction {
        Direction::Up | Direction::Down => (gap(a.y0, a.y1, b.y0, b.y1), before.origin.x - glyph.origin.x),
        _ => (gap(a.x0, a.x1, b.x0, b.x1), before.origin.y - glyph.origin.y),
    };
    along <= glyph.size / 2 && off.abs() <= glyph.size / 4
}
