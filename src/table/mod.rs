//! Pages -> tables: strokes to edges, edges to frames, frames to cells, glyphs into cells, rows without lines told apart, pages stitched.
//!
//! Cells are found on the fine grid of all edges of one table: two neighbours are one cell unless an edge covers most of the border between
//! them. Gaps at corners, dashes, doubled and missing pieces of lines therefore need no rule of their own.

mod align;
mod append;
mod asides;
mod boxes;
mod by_space;
mod cells;
mod doubts;
mod edges;
mod fill;
mod frames;
mod gutters;
mod halves;
mod model;
mod outside;
mod ruled;
mod runs;
mod shading;
mod side_by_side;
#[cfg(test)]
pub(crate) mod sketch;
mod stamps;
mod steps;
mod stitch;
#[cfg(test)]
mod tests;
mod titles;
mod underlines;
mod unlined;
mod upright;

pub use crate::text::BoxText;
pub(crate) use append::{GoesOn, append, repeated_line};
pub use by_space::{Heading, Holds, Section, Words, pages_to_tables_by_space};
pub(crate) use edges::runs_along_an_axis;
pub use model::{Aside, AsideKind, Block, Cell, Doubt, OutsideLine, Table, Tables, Torn};
pub use steps::ToldBy;
pub(crate) use steps::{Steps, sheets_to_steps};
pub use titles::{is_carried_over, is_form_title, is_other_title, is_report_title, is_title_again, parts_tables};
pub use upright::Turn;

use cells::Grid;
use edges::Edges;
use fill::FilledCell;
use side_by_side::{Part, sheet_to_parts};
use stamps::Stamps;

use crate::geometry::{Milli, POINT, Rect};
use crate::pdf::{Page, Visibility};
use crate::text::is_printed;

/// All tables of a document, those that go on over pages as one, and the lines of text between them.
pub fn pages_to_tables(pages: &[Page]) -> Tables {
    let mut last_row = Vec::new();
    let parts = pages.iter().flat_map(sheet_to_parts);
    steps_to_tables(parts.map(|part| part_to_steps(&part, &mut last_row)))
}

/// Joins what stands on the pages of a document.
fn steps_to_tables(steps: impl Iterator<Item = Steps>) -> Tables {
    let mut asides = Vec::new();
    let pages = steps.map(|mut steps| {
        asides.append(&mut steps.asides);
        steps.blocks
    });
    let mut tables = stitch::stitch(pages.collect());
    asides.append(&mut tables.asides);
    tables.asides = asides;
    tables
}

/// The tables of one page and the lines between them, with what led to them. `last_row` is that of the page before, and becomes this page's.
fn part_to_steps(part: &Part<'_>, last_row: &mut Vec<FilledCell>) -> Steps {
    let Part { page, turn } = part;
    let (page, turn) = (&**page, *turn);
    let scale = Scale::of(page);
    let mut stamps = Stamps::of(page, scale);
    let mut lines = Lines::of(page, &stamps, scale);
    let mut boxes = boxes::boxes_alone(page, &stamps, scale);
    if !boxes.is_empty() {
        let bare = Lines::of(page, &stamps.clone().with_boxes(&boxes), scale);
        boxes = boxes::around_texts(boxes, &bare.grids, page, scale);
        if !boxes.is_empty() {
            stamps = stamps.with_boxes(&boxes);
            lines = Lines::of(page, &stamps, scale);
        }
    }
    let Lines { edges, sides, grids } = lines;
    let mut filled = fill::fill(page, turn, grids, &stamps, scale);
    boxes::doubt_divided(&mut filled.tables, &boxes);
    doubts::doubt(&mut filled.tables, page, &edges, &stamps, scale);
    let mut above = if filled.tables.is_empty() {
        Vec::new()
    } else {
        std::mem::take(last_row)
    };
    let mut tables = Vec::with_capacity(filled.tables.len());
    for cells in filled.tables {
        let split = unlined::split(cells, &std::mem::take(&mut above), scale);
        *last_row = split.last_row();
        let (table, copies) = split.into_table(page.number, turn);
        filled.apart.extend(copies);
        tables.push(table);
    }
    let mut asides: Vec<Aside> = filled
        .apart
        .into_iter()
        .map(|apart| apart.into_aside(page.number, turn))
        .collect();
    asides.extend(filled.notes.iter().map(|line| Aside::of_line(AsideKind::Note, line)));
    let steps = Steps {
        turn,
        scale,
        edges,
        sides,
        blocks: outside::in_reading_order(tables, filled.outside),
        asides,
    };
    debug_assert_eq!(
        steps.printed(),
        printed(page),
        "each character of page {} is in one place",
        page.number
    );
    steps
}

/// The lines of a page, and the grids that they make.
struct Lines {
    edges: Edges,
    /// Edges of filled boxes.
    sides: Edges,
    grids: Vec<Grid>,
}

impl Lines {
    fn of(page: &Page, stamps: &Stamps, scale: Scale) -> Self {
        let edges = edges::strokes_to_edges(page, stamps, scale);
        let mut frames = frames::edges_to_frames(&edges, scale);
        ruled::add_rows_without_sides(&mut frames, &edges, page, scale);
        frames.retain(|f| f.is_table);
        shading::add_edges_of_shading(&mut frames, page, scale);
        let drawn: Vec<Rect> = frames.iter().map(|f| f.bbox).collect();
        let sides = edges::fills_to_edges(page, &drawn, scale);
        frames.extend(frames::edges_to_frames(&sides, scale));
        let grids = frames.iter().filter_map(|f| cells::frame_to_grid(f, scale));
        let grids = grids.map(|grid| gutters::close(grid, page, scale)).collect();
        Self { edges, sides, grids }
    }
}

/// How many characters a page shows.
fn printed(page: &Page) -> usize {
    let shown = page.glyphs.iter().filter(|g| g.visibility == Visibility::Shown);
    shown.filter(|g| is_printed(g)).count()
}

/// The size of a page's type: every tolerance is a part of it, since the same form is printed on A3 and shrunk to a card.
#[derive(Debug, Clone, Copy)]
struct Scale {
    /// The usual size of type on the page.
    em: Milli,
}

impl Scale {
    /// Type of a page without text.
    const USUAL: Milli = 9 * POINT;

    /// No type of a form is larger (A0 has its titles at 150 pt); what a file names beyond this must not overflow a tolerance.
    const LARGEST: Milli = 1_000 * POINT;

    fn of(page: &Page) -> Self {
        // Glyphs of one size follow each other: each size is counted, and then the middle glyph is sought.
        let mut sizes: Vec<(Milli, usize)> = Vec::new();
        let shown = page
            .glyphs
            .iter()
            .filter(|g| g.visibility == Visibility::Shown && g.size > 0);
        for glyph in shown {
            match sizes.last_mut() {
                Some((size, count)) if *size == glyph.size => *count += 1,
                _ => sizes.push((glyph.size, 1)),
            }
        }
        sizes.sort_unstable();
        let mut before_middle = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let middle = sizes.iter().find(|(_, count)| {
            let is_here = before_middle < *count;
            before_middle = before_middle.saturating_sub(*count);
            is_here
        });
        let em = middle.map_or(Self::USUAL, |(size, _)| (*size).min(Self::LARGEST));
        Self { em }
    }

    /// Lines closer than this are one (doubled borders lie 1.5 to 3 pt apart at 9 pt type; the lowest rows are 1 em high),
    /// and a line that ends this near another one meets it.
    fn snap(self) -> Milli {
        self.em * 35 / 100
    }
}
