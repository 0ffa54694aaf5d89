//! Texts that run on over a border, letter by letter: set evenly across it, with the gaps that they have within their cell.

use super::{FrameCells, KERNING, RUN_GAP, SOLID_GAP, is_well_inside};
use crate::geometry::{Milli, Rect};
use crate::pdf::{Direction, Glyph};

/// Letters of one text stand no farther apart than this part of their size (1/100): a word spread wider is told by its label.
const WIDEST_SPACING: Milli = 100;

/// So many gaps on a page tell how its texts are spaced.
const GAPS_OF_PAGE: usize = 20;

/// Doubts the cells on both sides of a border between two letters that follow each other as those beside them do, or as most of the page: the
/// text of one cell may stand in the other by a part.
pub(super) fn doubt_texts_across_borders(frames: &mut [FrameCells], glyphs: &[Glyph]) {
    let printed: Vec<&Glyph> = glyphs.iter().filter(|g| !is_space(g)).collect();
    let usual = usual_spacing(&printed);
    let gap_at = |at: Option<usize>| {
        let at = at?;
        gap(printed.get(at)?, printed.get(at + 1)?)
    };
    for frame in frames {
        let mut last = Rect::default();
        for (at, pair) in printed.windows(2).enumerate() {
            let &[a, b] = pair else { continue };
            let Some(here) = gap(a, b) else { continue };
            let middles = [a, b].map(|g| g.bbox.center());
            // Nearly always both stand in one cell, and in that of the pair before.
            if middles.iter().all(|p| is_well_inside(last, *p)) || !frame.reach.contains(a.bbox.center()) {
                continue;
            }
            let [home, next] = middles.map(|p| frame.cell_at(p));
            if home == next {
                last = frame.cells.get(home).map_or(last, |c| c.bbox);
                continue;
            }
            let is_same = |other: Milli| (here - other).abs() <= a.size / 100 * SOLID_GAP;
            let stands_in = |at: Option<usize>, cell: usize| {
                let glyph = at.and_then(|at| printed.get(at));
                glyph.is_some_and(|g| frame.cell_at(g.bbox.center()) == cell)
            };
            let before = at.checked_sub(1);
            let goes_on = stands_in(before, home) && gap_at(before).is_some_and(is_same);
            let begins = stands_in(Some(at + 2), next) && gap_at(Some(at + 1)).is_some_and(is_same);
            if goes_on || begins || usual.is_some_and(is_same) {
                for cell in [home, next] {
                    if let Some(cell) = frame.cells.get_mut(cell) {
                        cell.doubt.overflow = true;
                    }
                }
            }
        }
    }
}

fn is_space(glyph: &Glyph) -> bool {
    glyph.character.is_some_and(char::is_whitespace)
}

/// The gap between two letters that may follow each other in one text.
fn gap(a: &Glyph, b: &Glyph) -> Option<Milli> {
    let near = a.size / 100 * RUN_GAP;
    let is_on_line = a.direction == Direction::Right
        && b.direction == Direction::Right
        && a.size == b.size
        && (a.origin.y - b.origin.y).abs() < near;
    let gap = b.bbox.x0 - a.bbox.x1;
    let is_near = (-a.size / 100 * KERNING..=a.size / 100 * WIDEST_SPACING).contains(&gap);
    (is_on_line && is_near).then_some(gap)
}

/// The gap between most letters of a page, where they are spaced.
fn usual_spacing(printed: &[&Glyph]) -> Option<Milli> {
    let mut gaps: Vec<(Milli, Milli)> = printed
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some((gap(a, b)?, a.size)),
            _ => None,
        })
        .collect();
    if gaps.len() < GAPS_OF_PAGE {
        return None;
    }
    let middle = gaps.len() / 2;
    let (_, (usual, size), _) = gaps.select_nth_unstable(middle);
    (*usual > *size / 100 * SOLID_GAP).then_some(*usual)
}
