//! Which digit or mark of a figure an outline plainly is, by the outlines of common faces.
//!
//! `faces.txt` holds what outlines of 97 free faces look like, as measured by [`super::shape`]; no outline could be drawn from it. Of each
//! character as many are kept as it takes for each of the others to have one within 100 (see [`distance`]); the 5 and the 7 of Noto Serif CJK,
//! farther from all of them, were added. Each line: the character, its width, height and lower edge in thousandths of the type's size, its holes,
//! and the blackness of 8 x 12 cells.

use std::sync::LazyLock;

use super::shape::{CELLS, Shape};

/// What the outlines of common faces look like.
static FACES: LazyLock<Vec<(char, Shape)>> =
    LazyLock::new(|| include_str!("faces.txt").lines().filter_map(parsed).collect());

/// An outline is plain where one of the table is nearer than this (thousandths, see [`distance`]), and those of all other characters are farther
/// by the margin. Of 97 faces, each held against those of other families, 84 of 100 outlines are plain then, and none is taken for another; of 349
/// outlines in PDFs of six collections, all but 3 are plain, and right.
const NEAR: u32 = 130;
const MARGIN: u32 = 60;

/// An outline with less black than this (1/100 of its box) is of strokes too thin for the grid: of hair-line faces some were taken for others.
const LEAST_BLACK: u32 = 12;

/// The character that the outline plainly is; none where it may be another, or is like none.
pub(super) fn recognize(shape: &Shape) -> Option<char> {
    let black: u32 = shape.grid.iter().map(|cell| u32::from(*cell)).sum();
    if black < LEAST_BLACK * 15 * CELLS as u32 / 100 {
        return None;
    }
    let mut best: Option<(char, u32)> = None;
    let mut of_others = u32::MAX;
    for (character, face) in FACES.iter() {
        let apart = distance(shape, face);
        match best {
            Some((known, nearest)) if known == *character => best = Some((known, nearest.min(apart))),
            Some((_, nearest)) if apart >= nearest => of_others = of_others.min(apart),
            _ => {
                of_others = best.map_or(u32::MAX, |(_, nearest)| nearest);
                best = Some((*character, apart));
            }
        }
    }
    let (character, apart) = best?;
    (apart <= NEAR && of_others.saturating_sub(apart) >= MARGIN).then_some(character)
}

/// How unlike two outlines are: in thousandths, the mean difference of blackness, and parts for other proportions, heights, places and holes. More
/// than matters is not measured to the end.
fn distance(one: &Shape, other: &Shape) -> u32 {
    let (wide, tall) = (
        i64::from(one.width) * i64::from(other.height),
        i64::from(other.width) * i64::from(one.height),
    );
    let proportion = (wide.abs_diff(tall) * 1000 / wide.max(tall).max(1).unsigned_abs()) as u32;
    let height = one.height.abs_diff(other.height).min(1000);
    let bottom = one.bottom.abs_diff(other.bottom).min(1000);
    let holes = one.holes.abs_diff(other.holes).min(3);
    let apart = proportion / 6 + height / 4 + bottom / 4 + holes * 60;
    if apart > NEAR + MARGIN {
        return apart;
    }
    let mut black = 0;
    for (a, b) in one.grid.iter().zip(&other.grid) {
        black += u32::from(a.abs_diff(*b));
    }
    apart + black * 1000 / (15 * CELLS as u32)
}

fn parsed(line: &str) -> Option<(char, Shape)> {
    let mut words = line.split(' ');
    let character = words.next()?.chars().next()?;
    let mut number = || words.next()?.parse().ok();
    let (width, height, bottom, holes) = (number()?, number()?, number()?, number()?);
    let mut grid = [0; CELLS];
    for (cell, digit) in grid.iter_mut().zip(words.next()?.chars()) {
        *cell = u8::try_from(digit.to_digit(16)?).ok()?;
    }
    let shape = Shape {
        grid,
        holes,
        width,
        height,
        bottom,
    };
    Some((character, shape))
}
