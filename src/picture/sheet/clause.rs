//! Where a few words stand in a cell: a box for each line.

use unicode_normalization::UnicodeNormalization;

use crate::geometry::Rect;
use crate::pdf::{Glyph, Visibility};

/// The lines on which words stand in a cell, from the top; none where it does not have them, one behind the other.
pub(super) fn lines_of(words: &str, cell: Rect, glyphs: &[Glyph]) -> Vec<Rect> {
    let wanted: Vec<char> = spelt(words.chars()).collect();
    let inside = |glyph: &&Glyph| glyph.visibility == Visibility::Shown && cell.contains(glyph.bbox.center());
    let mut shown: Vec<&Glyph> = glyphs.iter().filter(inside).collect();
    shown.sort_by_key(|glyph| (glyph.origin.y, glyph.bbox.x0));
    let is_of_line = |one: &&Glyph, next: &&Glyph| next.origin.y - one.origin.y <= one.size / 2;
    let mut printed: Vec<(char, usize, Rect)> = Vec::new();
    for (number, line) in shown.chunk_by(is_of_line).enumerate() {
        let mut line = line.to_vec();
        line.sort_by_key(|glyph| glyph.bbox.x0);
        for glyph in line {
            printed.extend(spelt(glyph.character.into_iter()).map(|character| (character, number, glyph.bbox)));
        }
    }
    let is_clause = |part: &&[(char, usize, Rect)]| part.iter().map(|(character, ..)| character).eq(&wanted);
    let found = (!wanted.is_empty())
        .then(|| printed.windows(wanted.len()).find(is_clause))
        .flatten();
    let lines = found
        .into_iter()
        .flat_map(|found| found.chunk_by(|one, next| one.1 == next.1));
    let around = lines.filter_map(|line| line.iter().map(|(.., bbox)| *bbox).reduce(|all, one| all.union(&one)));
    around.collect()
}

/// Without space, compatibility forms replaced.
fn spelt(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    text.nfkc().filter(|character| !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{POINT, Point};

    #[test]
    fn a_clause_that_breaks_has_a_box_on_each_line() {
        let line = |text: &str, y: i32| -> Vec<Glyph> {
            let glyph = |(n, character): (usize, char)| {
                let x = n as i32 * 10 * POINT;
                Glyph {
                    character: Some(character),
                    bbox: Rect::new(x, y - 9 * POINT, x + 10 * POINT, y),
                    origin: Point { x, y },
                    size: 10 * POINT,
                    ..Glyph::default()
                }
            };
            text.chars().enumerate().map(glyph).collect()
        };
        let glyphs = [line("建立机制，满意", 20 * POINT), line("度达到65％。", 34 * POINT)].concat();
        let lines_of = |words: &str| lines_of(words, Rect::new(0, 0, 200 * POINT, 50 * POINT), &glyphs);
        let lines = lines_of("满意度达到 65%");
        let spans: Vec<(i32, i32)> = lines.iter().map(|line| (line.x0 / POINT, line.x1 / POINT)).collect();
        assert_eq!(spans, [(50, 70), (0, 60)]);
        assert_eq!(lines_of("满意度达到 66%"), []);
        assert_eq!(lines_of(""), []);
    }
}
