//! What each step made of one page, kept to be looked at: `fuhe tables --debug` draws it.

use super::lines::edges::{Edge, Edges};
use super::lines::frames;
use super::model::{Aside, Block, Cell};
use super::scale::Scale;
use super::sheet::upright::Turn;
use crate::geometry::{Point, Rect};
use crate::pdf::{Page, Visibility};
use crate::text::is_printed;

/// The steps from one page to its tables.
#[derive(Debug)]
pub struct Steps {
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

impl Steps {
    /// The same, where each character of the page is in one place.
    pub(super) fn closed(self, page: &Page) -> Self {
        debug_assert_eq!(
            self.printed(),
            printed(page),
            "each character of page {} is in one place",
            page.number
        );
        self
    }

    /// How many characters are in cells, in lines, and apart from both.
    fn printed(&self) -> usize {
        let in_blocks = self.blocks.iter().map(|block| match block {
            Block::Table(table) => table.cells.iter().map(|cell| cell.content.glyphs).sum(),
            Block::Line(line) => line.content.glyphs,
        });
        in_blocks.sum::<usize>() + self.asides.iter().map(|aside| aside.glyphs).sum::<usize>()
    }

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

    /// The cells of the page's tables, table by table.
    pub fn tables(&self) -> impl Iterator<Item = &[Cell]> {
        self.blocks
            .iter()
            .filter_map(Block::table)
            .map(|table| table.cells.as_slice())
    }
}

/// How many characters a page shows.
fn printed(page: &Page) -> usize {
    let shown = page.glyphs.iter().filter(|g| g.visibility == Visibility::Shown);
    shown.filter(|g| is_printed(g)).count()
}
