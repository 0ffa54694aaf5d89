//! Hyphens that the file calls soft. One behind a letter parts a word at the end of a line, and is no part of it; any other one is drawn because it
//! is meant: a minus, a dash in a cell of its own.

use super::font::SOFT_HYPHEN;
use super::{Glyph, Visibility};

/// Makes those that part no word plain hyphens.
pub(super) fn harden(glyphs: &mut [Glyph]) {
    let mut before: Option<Glyph> = None;
    for glyph in glyphs {
        let is_soft = glyph.character == Some(SOFT_HYPHEN);
        if is_soft && glyph.visibility == Visibility::Shown && glyph.bbox.width() > 0 && glyph.bbox.height() > 0 {
            let parts_a_word = before.is_some_and(|before| is_letter(&before) && touches(&before, glyph));
            if !parts_a_word {
                glyph.character = Some('-');
            }
        }
        before = Some(*glyph);
    }
}

fn is_letter(glyph: &Glyph) -> bool {
    glyph.character.is_some_and(char::is_alphabetic)
}

/// Whether a glyph begins where the one before it ends.
fn touches(before: &Glyph, glyph: &Glyph) -> bool {
    let reach = glyph.size / 2;
    let gap = |from: i32, to: i32, start: i32, end: i32| (start - to).max(from - end);
    let (a, b) = (before.bbox, glyph.bbox);
    gap(a.x0, a.x1, b.x0, b.x1) <= reach && gap(a.y0, a.y1, b.y0, b.y1) <= reach
}
