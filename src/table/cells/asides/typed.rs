//! What annotations write onto a page: the text of a blank cell, or a note about one that has a text of its own.

use crate::digits::is_of_figure;
use crate::geometry::Point;
use crate::pdf::{Direction, Glyph, Page, TypedKind};
use crate::table::cells::filled::Home;
use crate::table::lines::stamps::Stamps;
use crate::table::model::AsideKind;
use crate::text::is_printed;

/// What becomes of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lot {
    Read,
    Unseen,
    Apart(AsideKind),
}

/// What a reader wrote onto the page is the text of a blank cell. Where the cell has a text of its own, or where it reaches over several cells,
/// it is a note: a figure alone may be meant to stand for the one below it.
/// Returns the cells in which it is written over the text.
pub(super) fn set_notes_aside(
    page: &Page,
    home: &dyn Fn(Point) -> Option<Home>,
    lots: &mut [Lot],
    is_candidate: &[bool],
) -> Vec<Home> {
    let mut overwritten = Vec::new();
    for typed in page.typed.iter().filter(|typed| typed.kind == TypedKind::Note) {
        let own = || {
            page.glyphs
                .iter()
                .enumerate()
                .filter(|(_, g)| typed.holds(g) && is_printed(g))
        };
        let mut homes: Vec<Home> = own().filter_map(|(_, g)| home(g.bbox.center())).collect();
        homes.sort_unstable();
        homes.dedup();
        let is_figure = own().all(|(_, g)| g.character.is_some_and(is_of_figure));
        let others = page.glyphs.iter().zip(lots.iter()).zip(is_candidate);
        let mut others = others.filter(|((g, lot), odd)| **lot == Lot::Read && !**odd && is_printed(g));
        let stands_beside = others.any(|((g, _), _)| {
            !typed.holds(g) && home(g.bbox.center()).is_some_and(|home| homes.binary_search(&home).is_ok())
        });
        if !homes.is_empty() && stands_beside && !(is_figure && homes.len() == 1) {
            let of_note: Vec<usize> = page
                .glyphs
                .iter()
                .enumerate()
                .filter(|(_, g)| typed.holds(g))
                .map(|(at, _)| at)
                .collect();
            for at in of_note {
                if let Some(lot @ Lot::Read) = lots.get_mut(at) {
                    *lot = Lot::Apart(AsideKind::Note);
                }
            }
            let read = page
                .glyphs
                .iter()
                .zip(lots.iter())
                .filter(|(_, lot)| **lot == Lot::Read);
            let below = read.filter(|(g, _)| is_printed(g) && own().any(|(_, note)| is_over(note, g)));
            overwritten.extend(below.filter_map(|(g, _)| home(g.bbox.center())));
        }
    }
    overwritten
}

/// Whether a character lies over a part of another one.
fn is_over(glyph: &Glyph, other: &Glyph) -> bool {
    let least = other.size / 10;
    let shared = glyph.bbox.intersection(&other.bbox);
    shared.is_some_and(|shared| shared.width() > least && shared.height() > least)
}

/// Programs that fill in forms may do so with stamps. The text of one that stands upright, in a cell that has no other, is that cell's; most likely:
/// returns these cells.
pub(super) fn read_stamps_of_cells(
    page: &Page,
    home: &dyn Fn(Point) -> Option<Home>,
    stamps: &Stamps,
    lots: &mut [Lot],
    is_candidate: &[bool],
) -> Vec<Home> {
    let mut filled = Vec::new();
    for typed in page.typed.iter().filter(|typed| typed.kind == TypedKind::Stamp) {
        let of_page = || page.glyphs.iter().enumerate().filter(|(_, g)| is_printed(g));
        let own = || of_page().filter(|(_, g)| typed.holds(g));
        let mut homes = own().map(|(_, g)| home(g.bbox.center()));
        let Some(Some(cell)) = homes.next() else { continue };
        let is_of_cell = homes.all(|other| other == Some(cell))
            && own().all(|(_, g)| g.direction == Direction::Right && !stamps.hold(g));
        let is_read = |at: usize| lots.get(at) == Some(&Lot::Read) && is_candidate.get(at) == Some(&false);
        let mut others = of_page().filter(|(at, g)| is_read(*at) && !typed.holds(g));
        if !is_of_cell || others.any(|(_, g)| home(g.bbox.center()) == Some(cell)) {
            continue;
        }
        for (glyph, lot) in page.glyphs.iter().zip(lots.iter_mut()) {
            if typed.holds(glyph) && *lot == Lot::Apart(AsideKind::Stamp) {
                *lot = Lot::Read;
            }
        }
        filled.push(cell);
    }
    filled
}
