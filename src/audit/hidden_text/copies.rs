//! Hidden glyphs that only repeat what the page shows: a second copy for a bold look, for searching, or a layer with the whole page
//! somewhat beside itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{is_hidden, is_shown};
use crate::geometry::{Milli, Point};
use crate::pdf::{Glyph, Page};

/// Two places closer than one to two of these are the same one: a digit of the smallest type is 2 points wide.
const SQUARE: Milli = 500;

/// A character that is shown more often than this says nothing about how far a copy was moved: digits, and 指标.
const RARE: usize = 8;

/// A copy of a page has hundreds of glyphs; that so many hidden ones are as far from their likes by chance does not happen.
const COPIED: usize = 30;

/// A page has been met with two copies in a layer.
const MOST_COPIES: usize = 4;

/// A step, or a place, in squares.
type Square = (Milli, Milli);

/// What a page shows where, and how far away copies of it stand.
#[derive(Debug)]
pub(super) struct Copies {
    shown: BTreeSet<(char, Square)>,
    steps: Vec<Square>,
}

impl Copies {
    pub(super) fn of(page: &Page) -> Self {
        let placed = |glyph: &Glyph| Some((glyph.character?, square(glyph.bbox.center())));
        let shown = page.glyphs.iter().filter(|glyph| is_shown(glyph)).filter_map(placed);
        let mut copies = Self {
            shown: shown.collect(),
            steps: vec![(0, 0)],
        };
        let hidden: Vec<(char, Square)> = page
            .glyphs
            .iter()
            .filter(|glyph| is_hidden(glyph))
            .filter_map(placed)
            .collect();
        while copies.steps.len() <= MOST_COPIES
            && let Some(step) = copies.next_step(&hidden)
        {
            copies.steps.push(step);
        }
        copies
    }

    /// Whether the same character is shown in the same place, or as far from it as those of a copy are.
    pub(super) fn has(&self, glyph: &Glyph) -> bool {
        glyph
            .character
            .is_some_and(|character| self.repeats(character, square(glyph.bbox.center())))
    }

    fn repeats(&self, character: char, at: Square) -> bool {
        const NEAR: [Milli; 3] = [-1, 0, 1];
        let is_shown = |x: Milli, y: Milli| self.shown.contains(&(character, (x, y)));
        self.steps.iter().any(|step| {
            NEAR.iter()
                .any(|dx| NEAR.iter().any(|dy| is_shown(at.0 - step.0 + dx, at.1 - step.1 + dy)))
        })
    }

    /// How far most of the hidden characters that are not yet known for copies stand from their likes, where that is no chance.
    fn next_step(&self, hidden: &[(char, Square)]) -> Option<Square> {
        let mut steps: BTreeMap<Square, usize> = BTreeMap::new();
        for (character, at) in hidden.iter().filter(|(character, at)| !self.repeats(*character, *at)) {
            let likes = self
                .shown
                .range((*character, (Milli::MIN, Milli::MIN))..=(*character, (Milli::MAX, Milli::MAX)));
            let likes: Vec<&(char, Square)> = likes.take(RARE + 1).collect();
            if likes.len() <= RARE {
                for (_, like) in likes {
                    *steps.entry((at.0 - like.0, at.1 - like.1)).or_default() += 1;
                }
            }
        }
        let (step, count) = steps.into_iter().max_by_key(|(_, count)| *count)?;
        (count >= COPIED).then_some(step)
    }
}

fn square(place: Point) -> Square {
    (place.x.div_euclid(SQUARE), place.y.div_euclid(SQUARE))
}
