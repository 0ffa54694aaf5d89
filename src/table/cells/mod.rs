//! A page and its lines -> cells with their text: frames to grids, glyphs into their cells, rows and columns without lines told apart.
//!
//! Cells are found on the fine grid of all edges of one table: two neighbours are one cell unless an edge covers most of the border between
//! them. Gaps at corners, dashes, doubled and missing pieces of lines therefore need no rule of their own.

pub(super) mod asides;
mod boxes;
mod doubts;
mod fill;
pub(super) mod filled;
pub(super) mod grid;
mod gutters;
pub(super) mod outside;
mod runs;
pub(super) mod unlined;

use boxes::TextBox;
use grid::Grid;

use super::above::LastRow;
use super::lines::Lines;
use super::lines::stamps::Stamps;
use super::model::{Aside, AsideKind};
use super::scale::Scale;
use super::sheet::side_by_side::Part;
use super::steps::Steps;
use crate::pdf::Page;

/// The tables of one page and the lines between them, with what led to them. `last_row` is that of the page before, and becomes this page's.
pub(super) fn part_to_steps(part: &Part<'_>, last_row: &mut LastRow) -> Steps {
    let Part { page, turn } = part;
    let (page, turn) = (&**page, *turn);
    let scale = Scale::of(page);
    let Ruled {
        stamps,
        boxes,
        lines,
        grids,
    } = Ruled::of(page, scale);
    let mut filled = fill::fill(page, turn, grids, &stamps, scale);
    boxes::doubt_divided(&mut filled.tables, &boxes);
    doubts::doubt(&mut filled.tables, page, &lines.edges, &stamps, scale);
    let mut above = match filled.tables.first() {
        Some(first) => last_row.above(first, scale),
        None => Vec::new(),
    };
    let mut tables = Vec::with_capacity(filled.tables.len());
    for cells in filled.tables {
        let split = unlined::split(cells, &std::mem::take(&mut above), scale);
        last_row.set(split.last_row());
        let (table, copies) = split.into_table(page.number, turn);
        filled.apart.extend(copies);
        tables.push(table);
    }
    let apart = filled.apart.into_iter();
    let mut asides: Vec<Aside> = apart.map(|apart| apart.into_aside(page.number, turn)).collect();
    asides.extend(filled.notes.iter().map(|line| Aside::of_line(AsideKind::Note, line)));
    let steps = Steps {
        turn,
        scale,
        edges: lines.edges,
        sides: lines.sides,
        blocks: outside::in_reading_order(tables, filled.outside),
        asides,
    };
    steps.closed(page)
}

/// The grids of a page, and the lines that make them.
struct Ruled {
    stamps: Stamps,
    /// Boxes around texts within their cells.
    boxes: Vec<TextBox>,
    lines: Lines,
    grids: Vec<Grid>,
}

impl Ruled {
    fn of(page: &Page, scale: Scale) -> Self {
        let stamps = Stamps::of(page, scale);
        let boxes = boxes::boxes_alone(page, &stamps, scale);
        if boxes.is_empty() {
            return Self::with_boxes(boxes, stamps, page, scale);
        }
        let bare = Self::with_boxes(boxes.clone(), stamps.clone(), page, scale);
        let boxes = boxes::around_texts(boxes, &bare.grids, page, scale);
        Self::with_boxes(boxes, stamps, page, scale)
    }

    /// The same, where the lines of these boxes make no cells.
    fn with_boxes(boxes: Vec<TextBox>, stamps: Stamps, page: &Page, scale: Scale) -> Self {
        let stamps = stamps.with_boxes(boxes.iter().map(|b| b.sides));
        let lines = Lines::of(page, &stamps, scale);
        let grids = lines.frames.iter().filter_map(|f| grid::frame_to_grid(f, scale));
        let grids = grids.map(|grid| gutters::close(grid, page, scale)).collect();
        Self {
            stamps,
            boxes,
            lines,
            grids,
        }
    }
}
