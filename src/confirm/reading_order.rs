//! Characters as readings are compared: spelt alike, line by line.

use unicode_normalization::UnicodeNormalization;

use crate::geometry::{Milli, POINT, Point};
use crate::text::{as_drawn, is_unprinted};

/// Characters whose middles lie this far below the first one of a line stand on the next: half of the smallest type of forms.
pub(super) const LINE: Milli = 3 * POINT;

/// What a character leaves on paper: no space, look-alikes and compatibility forms replaced: `％` is `%`.
pub(super) fn spelt_out(character: char) -> impl Iterator<Item = char> {
    let drawn = std::iter::once(as_drawn(character)).nfkc();
    drawn.filter(|character| !character.is_whitespace() && !is_unprinted(*character))
}

/// In reading order, each with the number of its line.
pub(super) fn in_lines<T>(mut marks: Vec<T>, at: impl Fn(&T) -> Point) -> Vec<(usize, T)> {
    marks.sort_by_key(|mark| (at(mark).y, at(mark).x));
    let mut line = 0;
    let mut top: Option<Milli> = None;
    let mut numbered: Vec<(usize, T)> = Vec::with_capacity(marks.len());
    for mark in marks {
        let y = at(&mark).y;
        if top.is_none_or(|top| y - top > LINE) {
            line += 1;
            top = Some(y);
        }
        numbered.push((line, mark));
    }
    numbered.sort_by_key(|(line, mark)| (*line, at(mark).x));
    numbered
}
