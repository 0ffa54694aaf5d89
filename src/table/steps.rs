//! What each step made of one page, kept to be looked at: `fuhe tables --debug` draws it.

use super::edges::{Edge, Edges};
use super::model::{Aside, Block, Cell};
use super::side_by_side::sheet_to_parts;
use super::upright::Turn;
use super::{Scale, Words, by_space, frames, part_to_sides};
use crate::geometry::{Point, Rect};
use crate::pdf::Page;

/// The steps from one page to its tables.
#[derive(Debug)]
pub(crate) struct Steps {
    pub(super) turn: Turn,
    pub(super) scale: Scale,
    /// Edges of strokes.
    pub(super) edges: Edges,
    /// Edges of filled boxes.
    pub(super) sides: Edges,
    /// The page's tables and lines, before those of several pages are joined.
    pub(super) blocks: Vec<Block>,
    /// What is in none of them.
    pub(super) asides: Vec<Aside>,
}

/// What the cells of tables are told apart by.
#[derive(Debug, Clone, Copy)]
pub enum ToldBy {
    /// The lines that are drawn, and filled boxes.
    Lines,
    /// White space, and the words of headers.
    Space(Words),
}

/// The steps of every sheet, in their order: those of each page on it.
pub(crate) fn sheets_to_steps(sheets: &[Page], told_by: ToldBy) -> Vec<Vec<Steps>> {
    let (mut last_row, mut open) = (Vec::new(), None);
    let mut steps = |part| match told_by {
        ToldBy::Lines => part_to_sides(&part, &mut last_row),
        ToldBy::Space(words) => vec![by_space::part_to_steps(&part, words, &mut open)],
    };
    let sheets = sheets.iter();
    sheets
        .map(|sheet| sheet_to_parts(sheet).into_iter().flat_map(&mut steps).collect())
        .collect()
}

impl Steps {
    /// The edges of strokes on the page as shown, each as a box without thickness.
    pub fn edges(&self) -> impl Iterator<Item = Rect> {
        self.as_shown(&self.edges)
    }

    /// The edges of filled boxes that tell cells apart where no line does.
    pub fn sides(&self) -> impl Iterator<Item = Rect> {
        self.as_shown(&self.sides)
    }

    fn as_shown<'a>(&'a self, edges: &'a Edges) -> impl Iterator<Item = Rect> + 'a {
        let across = |e: &Edge| Rect::new(e.from, e.at, e.to, e.at);
        let down = |e: &Edge| Rect::new(e.at, e.from, e.at, e.to);
        let boxes = edges.horizontal.iter().map(across);
        boxes
            .chain(edges.vertical.iter().map(down))
            .map(|b| self.turn.as_shown(b))
    }

    /// Where edges meet, on the page as shown.
    pub fn crossings(&self) -> impl Iterator<Item = Point> {
        let met = [&self.edges, &self.sides].map(|edges| frames::edges_to_crossings(edges, self.scale));
        met.into_iter().flatten().map(|p| {
            let shown = self.turn.as_shown(Rect::new(p.x, p.y, p.x, p.y));
            Point {
                x: shown.x0,
                y: shown.y0,
            }
        })
    }

    /// What stands in no cell and no line.
    pub fn asides(&self) -> &[Aside] {
        &self.asides
    }

    /// How many characters are in cells, in lines, and apart from both.
    pub(super) fn printed(&self) -> usize {
        let in_blocks = self.blocks.iter().map(|block| match block {
            Block::Table(table) => table.cells.iter().map(|cell| cell.content.glyphs).sum(),
            Block::Line(line) => line.content.glyphs,
        });
        in_blocks.sum::<usize>() + self.asides.iter().map(|aside| aside.glyphs).sum::<usize>()
    }

    /// The cells of the page's tables, table by table.
    pub fn tables(&self) -> impl Iterator<Item = &[Cell]> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.cells.as_slice()),
            Block::Line(_) => None,
        })
    }
}
