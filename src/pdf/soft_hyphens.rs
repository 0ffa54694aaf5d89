//! Hyphens that the file calls soft. One behind a letter, at the end of a line, parts a word, and is no part of it; any other one is drawn because
//! it is meant: a minus, a dash in a cell of its own.

use super::font::SOFT_HYPHEN;
use super::{Direction, Glyph};

/// Makes those that are seen to be hyphens, and part no word, plain ones.
pub(super) fn harden(glyphs: &mut [Glyph]) {
    let is_soft = |glyph: &Glyph| glyph.character == Some(SOFT_HYPHEN) && glyph.drawn_as == Some('-');
    for at in 0..glyphs.len() {
        let Some(glyph) = glyphs.get(at).copied().filter(is_soft) else {
            continue;
        };
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
