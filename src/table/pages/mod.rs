//! What stands on the pages of a document -> its tables: those that go on over a page break become one.

pub(super) mod align;
pub(super) mod append;
mod halves;
pub(super) mod heads;
mod stitch;

use super::above::LastRow;
use super::cells::filled::FilledCell;
use super::model::{Aside, Tables};
use super::steps::Steps;
use super::{Draft, page_to_steps_below};
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

    /// All that stood on the pages.
    pub(crate) fn finish(self) -> Tables {
        let mut tables = self.stitch.finish();
        let mut asides = self.asides;
        asides.append(&mut tables.asides);
        Tables { asides, ..tables }
    }
}
