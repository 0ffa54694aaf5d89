//! What stands on the pages of a document -> its tables: those that go on over a page break become one.

pub(super) mod align;
pub(super) mod append;
mod growing;
mod halves;
pub(super) mod heads;
mod stitch;

use super::above::LastRow;
use super::cells::filled::FilledCell;
use super::draft::{Draft, page_to_steps_below};
use super::model::{Aside, Block, Tables};
use super::steps::Steps;
use crate::pdf::Page;
use stitch::Stitch;

/// Pages that are joined one after the other.
#[derive(Debug)]
pub(crate) struct Joining {
    stitch: Stitch,
    asides: Vec<Aside>,
    /// That of the pages so far.
    last_row: Vec<FilledCell>,
}

impl Joining {
    /// The caller knows which texts are heads of columns.
    pub(crate) fn new(names: heads::ColumnNames) -> Self {
        Self {
            stitch: Stitch::new(names),
            asides: Vec::new(),
            last_row: Vec::new(),
        }
    }

    /// Takes the next page. Where the page before changes what stands on it, it is read anew.
    pub(crate) fn take(&mut self, page: &Page, draft: Draft) {
        let Draft { steps, last_row } = if draft.last_row.matters(&self.last_row) {
            page_to_steps_below(page, LastRow::of(std::mem::take(&mut self.last_row)))
        } else {
            draft
        };
        if let Some(cells) = last_row.into_cells() {
            self.last_row = cells;
        }
        for steps in steps {
            self.add(steps);
        }
    }

    /// Adds what stands on a page, or on a part of it.
    pub(in crate::table) fn add(&mut self, mut steps: Steps) {
        self.asides.append(&mut steps.asides);
        self.stitch.add(steps.blocks);
    }

    /// Gives away what stands before the page that `first_kept` names, which sees all and which of the blocks may go on with the next page.
    pub(crate) fn give_away(&mut self, first_kept: impl FnOnce(&Tables, usize) -> Option<u32>) -> Option<Tables> {
        self.stitch.make_whole();
        let so_far = &mut self.stitch.joined;
        let below = self.stitch.open.unwrap_or(so_far.blocks.len());
        let own = std::mem::take(&mut so_far.asides);
        let tables = Tables {
            blocks: std::mem::take(&mut so_far.blocks),
            asides: self.asides.iter().chain(&own).cloned().collect(),
        };
        let first = first_kept(&tables, below);
        so_far.blocks = tables.blocks;
        so_far.asides = own;
        let first = first?;
        let is_before = |block: &Block| match block {
            Block::Table(table) => table.pages.first() < Some(&first),
            Block::Line(line) => line.page < first,
        };
        let kept = so_far.blocks.split_off(so_far.blocks.partition_point(is_before));
        let blocks = std::mem::replace(&mut so_far.blocks, kept);
        self.stitch.open = self.stitch.open.and_then(|open| open.checked_sub(blocks.len()));
        for asides in [&mut self.asides, &mut so_far.asides] {
            asides.retain(|aside| aside.page >= first);
        }
        Some(Tables {
            blocks,
            asides: Vec::new(),
        })
    }

    /// All that stood on the pages, but for what was given away.
    pub(crate) fn finish(self) -> Tables {
        let mut tables = self.stitch.finish();
        let mut asides = self.asides;
        asides.append(&mut tables.asides);
        Tables { asides, ..tables }
    }
}
