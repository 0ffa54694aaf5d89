//! Glyphs into cells: each run of characters goes to the innermost cell that holds it; what lies outside every table becomes lines.

mod across;
mod astride;
mod blanks;
mod frame_cells;
mod ink;
mod notes;
mod overhang;
mod seams;

use frame_cells::{FrameCells, cell_of, home, innermost};

use super::asides::{self, Apart};
use super::filled::FilledCell;
use super::grid::Grid;
use super::outside::{doubt_beside_ink, outside_lines, set_hidden_aside};
use super::runs::settle;
use crate::geometry::Rect;
use crate::pdf::{Glyph, Page};
use crate::table::lines::stamps::Stamps;
use crate::table::model::OutsideLine;
use crate::table::scale::Scale;
use crate::table::sheet::upright::Turn;
use crate::text::glyphs_to_runs;

/// A page with more frames than this is a drawing.
const MOST_FRAMES: usize = 200;

/// A page's tables with their glyphs, the lines outside them, and what is in neither.
pub(super) struct Filled {
    pub tables: Vec<Vec<FilledCell>>,
    pub outside: Vec<OutsideLine>,
    /// Notes about the figures of a table, that stand beside it.
    pub notes: Vec<OutsideLine>,
    pub apart: Vec<Apart>,
}

/// Puts the glyphs of a page into the cells of its grids.
pub(super) fn fill(page: &Page, turn: Turn, grids: Vec<Grid>, stamps: &Stamps, scale: Scale) -> Filled {
    let mut frames: Vec<FrameCells> = grids.into_iter().map(|g| FrameCells::new(g, scale)).collect();
    let asides::Sorted {
        read,
        mut apart,
        doubtful,
        stamped,
    } = asides::sort(page, &|at| home(&frames, at), stamps, scale);
    let mut outside: Vec<&[Glyph]> = Vec::new();
    for run in glyphs_to_runs(&read) {
        let Some(middle) = run.get(run.len() / 2) else { continue };
        let frame = innermost(&frames, middle.bbox.center()).and_then(|at| frames.get_mut(at));
        match frame {
            Some(frame) => frame.take(run),
            None => outside.push(run),
        }
    }
    across::doubt_texts_across_borders(&mut frames, &read, scale);
    across::doubt_turned_texts_across_borders(&mut frames, &read);
    if read.len() < page.glyphs.len() {
        across::doubt_texts_hidden_in_part(&mut frames, &page.glyphs, scale);
    }
    across::doubt_texts_cut_short(&mut frames, &read, scale);
    for frame in &mut frames {
        frame.fill_cells(scale);
    }
    across::doubt_blanks_beside_two_texts(&mut frames, scale);
    for at in doubtful {
        if let Some(cell) = cell_of(&mut frames, at) {
            cell.doubt.mixed = true;
        }
    }
    for at in stamped {
        if let Some(cell) = cell_of(&mut frames, at) {
            cell.doubt.ink = true;
        }
    }
    let outside = overhang::take(&mut frames, outside, scale);
    let (mut outside, copies) = outside_lines(page.number, turn, &outside.concat(), scale);
    apart.extend(copies);
    let strays = ink::stray_lines(page, &frames, stamps, scale);
    for (number, frame) in frames.iter_mut().enumerate() {
        for (at, cell) in frame.cells.iter_mut().enumerate() {
            apart.extend(settle(cell, strays.across((number, at))));
        }
    }
    let in_blanks = blanks::inked(&frames, page, &strays, stamps, scale);
    apart.extend(ink::mark(&mut frames, in_blanks, page, &apart, &strays, stamps, scale));
    doubt_beside_ink(&mut outside, &apart);
    if read.len() < page.glyphs.len() {
        let is_in_table = |at| innermost(&frames, at).is_some();
        apart.extend(set_hidden_aside(&mut outside, &page.glyphs, is_in_table));
    }
    let (outside, notes) = notes::set_aside(&frames, page, outside, stamps, scale);
    notes::mark_beside(&mut frames, &outside, &apart, scale);
    drop_phantoms(&mut frames);
    Filled {
        tables: frames.into_iter().map(|f| f.cells).collect(),
        outside,
        notes,
        apart,
    }
}

/// Drops frames around other tables that have no text of their own.
fn drop_phantoms(frames: &mut Vec<FrameCells<'_>>) {
    if frames.len() < 2 || frames.len() > MOST_FRAMES {
        return;
    }
    let boxes: Vec<Rect> = frames.iter().map(|f| f.grid.frame()).collect();
    frames.retain(|frame| {
        let own = frame.grid.frame();
        let is_inside = |b: &Rect| *b != own && own.intersection(b) == Some(*b);
        let is_blank = || frame.cells.iter().all(FilledCell::is_blank);
        !(boxes.iter().any(is_inside) && is_blank())
    });
}
