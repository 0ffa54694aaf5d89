//! Texts that run on over a border, letter by letter: set evenly across it, with the gaps that they have within their cell, or lost behind it.

use std::cell::LazyCell;

use super::frame_cells::{FrameCells, cell_of, home, is_well_inside};
use super::seams::{KERNING, SOLID_GAP};
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Direction, Glyph, Visibility};
use crate::table::cells::filled::FilledCell;
use crate::table::scale::{Scale, is_oversize};
use crate::text::{RUN_GAP, glyphs_to_runs, is_printed};

/// Letters of one text stand no farther apart than this part of their size (1/100): a word spread wider is told by its label.
const WIDEST_SPACING: Milli = 100;

/// Text that ends this near to a border (1/100 em) keeps no padding.
const AT_BORDER: Milli = 12;

/// Texts of one line that lie this far apart (1/100 em) are two.
const TWO_TEXTS: Milli = 60;

/// So many gaps on a page tell how its texts are spaced.
const GAPS_OF_PAGE: usize = 20;

/// Doubts the cells on both sides of a border between two letters that follow each other as those beside them do, or as most of the page: the
/// text of one cell may stand in the other by a part.
pub(super) fn doubt_texts_across_borders(frames: &mut [FrameCells<'_>], glyphs: &[Glyph], scale: Scale) {
    let is_read = |g: &&Glyph| !g.is_space() && !is_oversize(g, scale);
    let mut printed: Vec<&Glyph> = Vec::with_capacity(glyphs.len());
    printed.extend(glyphs.iter().filter(is_read));
    // Asked for where a text stands across a border, on few pages.
    let usual = LazyCell::new(|| usual_spacing(&printed));
    let gap_at = |at: Option<usize>| {
        let at = at?;
        gap(printed.get(at)?, printed.get(at + 1)?)
    };
    for frame in frames {
        let mut last = Rect::default();
        for (at, pair) in printed.windows(2).enumerate() {
            let &[a, b] = pair else { continue };
            let middles = [a, b].map(|g| g.bbox.center());
            // Nearly always both stand in one cell, and in that of the pair before.
            if middles.iter().all(|p| is_well_inside(last, *p)) || !frame.reach.contains(a.bbox.center()) {
                continue;
            }
            let Some(here) = gap(a, b) else { continue };
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
            if goes_on || begins || (*usual).is_some_and(is_same) {
                frame.doubt_overflow(&[home, next]);
            }
        }
    }
}

/// Doubts the cells on both sides of a border between two characters of a text that runs up or down, where they are set solid.
pub(super) fn doubt_turned_texts_across_borders(frames: &mut [FrameCells<'_>], glyphs: &[Glyph]) {
    for pair in glyphs.windows(2) {
        let [a, b] = pair else { continue };
        let gap = match (a.direction, b.direction) {
            (Direction::Up, Direction::Up) => a.bbox.y0 - b.bbox.y1,
            (Direction::Down, Direction::Down) => b.bbox.y0 - a.bbox.y1,
            _ => continue,
        };
        let is_one_text = a.size == b.size
            && (a.origin.x - b.origin.x).abs() < a.size / 100 * RUN_GAP
            && (-a.size / 100 * KERNING..=a.size / 100 * SOLID_GAP).contains(&gap);
        if !is_one_text {
            continue;
        }
        let homes = [a, b].map(|g| home(frames, g.bbox.center()));
        if let [here, there] = homes
            && here != there
        {
            for at in homes.into_iter().flatten() {
                if let Some(cell) = cell_of(frames, at) {
                    cell.doubt.overflow = true;
                }
            }
        }
    }
}

/// Doubts a blank cell beside one that holds two texts, of which the nearer reaches to the border: it may be the blank cell's.
pub(super) fn doubt_blanks_beside_two_texts(frames: &mut [FrameCells<'_>], scale: Scale) {
    let (near, apart) = (scale.em / 100 * AT_BORDER, scale.em / 100 * TWO_TEXTS);
    for frame in frames {
        let mut beyond: Vec<Point> = Vec::new();
        let mut shared: Vec<usize> = Vec::new();
        for (number, cell) in frame.cells.iter().enumerate() {
            let b = cell.bbox;
            let is_near = |g: &&Glyph| g.bbox.x0 < b.x0 + near || g.bbox.x1 > b.x1 - near;
            let printed = || cell.printed().filter(|g| g.direction == Direction::Right);
            for outer in printed().filter(is_near) {
                let level = outer.bbox.center().y;
                let on_level = printed().filter(|g| (g.bbox.y0..g.bbox.y1).contains(&level));
                let mut line: Vec<Rect> = on_level.map(|g| g.bbox).collect();
                line.sort_unstable_by_key(|r| r.x0);
                if line
                    .windows(2)
                    .any(|pair| matches!(pair, [a, b] if b.x0 - a.x1 > apart))
                {
                    let is_right = outer.bbox.x1 > b.x1 - near;
                    let x = if is_right { b.x1 + near } else { b.x0 - near };
                    beyond.push(Point { x, y: level });
                    shared.push(number);
                }
            }
        }
        for (at, owner) in beyond.into_iter().zip(shared) {
            let blank = frame.cell_at(at);
            if frame.reach.contains(at) && frame.cells.get(blank).is_some_and(FilledCell::is_blank) {
                frame.doubt_overflow(&[blank, owner]);
            }
        }
    }
}

/// A text that is seen by a part only, the rest cut off by a clip or the page, painted over, or lost on a dark line, runs over its cell's border.
pub(super) fn doubt_texts_hidden_in_part(frames: &mut [FrameCells<'_>], glyphs: &[Glyph], scale: Scale) {
    let is_lost = |g: &Glyph| {
        matches!(
            g.visibility,
            Visibility::Outside | Visibility::SameColor | Visibility::Covered
        )
    };
    for pair in glyphs_to_runs(glyphs).flat_map(|run| run.windows(2)) {
        let seen = match pair {
            [a, b] if a.visibility == Visibility::Shown && is_lost(b) => a,
            [a, b] if b.visibility == Visibility::Shown && is_lost(a) => b,
            _ => continue,
        };
        if is_oversize(seen, scale) {
            continue;
        }
        let middle = seen.bbox.center();
        if let Some(frame) = frames.iter_mut().find(|f| f.reach.contains(middle)) {
            let home = frame.cell_at(middle);
            frame.doubt_overflow(&[home]);
        }
    }
}

/// A text of which the edge of a clip cuts through the first or last letter goes on beyond it, where some programs draw nothing any more.
pub(super) fn doubt_texts_cut_short(frames: &mut [FrameCells<'_>], glyphs: &[Glyph], scale: Scale) {
    let is_text = |g: &&Glyph| g.is_cut && is_printed(g) && g.direction == Direction::Right && !is_oversize(g, scale);
    for glyph in glyphs.iter().filter(is_text) {
        if let Some(cell) = home(frames, glyph.bbox.center()).and_then(|at| cell_of(frames, at)) {
            cell.doubt.overflow = true;
        }
    }
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
