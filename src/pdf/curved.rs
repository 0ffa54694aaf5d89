//! Text along a curve, as round stamps have it: some of its characters happen to stand upright, and are no more part of a line than the others.

use super::{Direction, Glyph};
use crate::geometry::Milli;

/// Characters of one curve follow each other within so many sizes: stamps space theirs out.
const NEXT_WITHIN: Milli = 4;

/// Characters of one curve have one size, within this part of it (1/100).
const SAME_SIZE: Milli = 10;

/// The sign in the middle of a round stamp; it is drawn in a size of its own.
const STARS: [char; 2] = ['★', '☆'];

/// Gives upright characters whose neighbours in the order of drawing are slanted their direction: each stands alone in it, and none is a digit.
pub(super) fn slant(glyphs: &mut [Glyph]) {
    if glyphs.iter().all(|g| g.direction != Direction::Slanted) {
        return;
    }
    for at in 0..glyphs.len() {
        if is_on_a_curve(glyphs, at)
            && let Some(glyph) = glyphs.get_mut(at)
        {
            glyph.direction = Direction::Slanted;
        }
    }
}

fn is_on_a_curve(glyphs: &[Glyph], at: usize) -> bool {
    let Some(glyph) = glyphs.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| glyphs.get(before));
    let neighbours = [before, glyphs.get(at + 1)];
    let is_letter = glyph.character.is_none_or(|c| c.is_alphabetic() || STARS.contains(&c));
    glyph.direction != Direction::Slanted
        && is_letter
        && neighbours.iter().flatten().any(|next| follows_slanted(glyph, next))
        && !neighbours.iter().flatten().any(|next| is_in_line(glyph, next))
}

fn follows_slanted(glyph: &Glyph, next: &Glyph) -> bool {
    let is_star = glyph.character.is_some_and(|c| STARS.contains(&c));
    next.direction == Direction::Slanted && (is_star || is_of_one_size(glyph, next)) && is_near(glyph, next)
}

/// Whether two glyphs run the same way and follow each other, as those of a line do.
fn is_in_line(glyph: &Glyph, next: &Glyph) -> bool {
    next.direction == glyph.direction && is_of_one_size(glyph, next) && is_near(glyph, next)
}

fn is_of_one_size(a: &Glyph, b: &Glyph) -> bool {
    (a.size - b.size).abs() <= a.size / 100 * SAME_SIZE
}

fn is_near(a: &Glyph, b: &Glyph) -> bool {
    let (from, to) = (a.bbox.center(), b.bbox.center());
    let reach = a.size.saturating_mul(NEXT_WITHIN);
    (from.x - to.x).abs() <= reach && (from.y - to.y).abs() <= reach
}

#[cfg(test)]
mod tests {
    use crate::pdf::drawing::drawing;

    use super::*;

    #[test]
    fn the_text_of_a_round_stamp_is_slanted_as_a_whole_and_the_text_below_it_is_not() {
        let mut glyphs = drawing()
            .text(30, 50, 10, "58人")
            .turned(Direction::Up, 0, 40, 9, "市")
            .turned(Direction::Slanted, 12, 12, 9, "财")
            .text(40, 0, 9, "政")
            .turned(Direction::Slanted, 68, 12, 9, "章")
            .text(35, 40, 20, "★")
            .text(80, 50, 10, "9.5")
            .page()
            .glyphs;
        slant(&mut glyphs);
        let left: String = glyphs
            .iter()
            .filter(|g| g.direction != Direction::Slanted)
            .filter_map(|g| g.character)
            .collect();
        assert_eq!(left, "58人9.5");
    }
}
