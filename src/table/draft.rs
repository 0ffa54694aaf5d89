//! A page by itself: what stands on it does not depend on the page before, but for the columns of a table that goes on without lines.

use super::above::LastRow;
use super::sheet::side_by_side::sheet_to_parts;
use super::steps::Steps;
use super::twins::part_to_sides;
use crate::pdf::Page;

/// What stands on a page, as far as it can be told without the page before.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(super) steps: Vec<Steps>,
    pub(super) last_row: LastRow,
}

/// A page by itself -> what stands on it.
pub(crate) fn page_to_draft(page: &Page) -> Draft {
    page_to_steps_below(page, LastRow::default())
}

pub(super) fn page_to_steps_below(page: &Page, mut last_row: LastRow) -> Draft {
    let parts = sheet_to_parts(page);
    Draft {
        steps: parts
            .iter()
            .flat_map(|part| part_to_sides(part, &mut last_row))
            .collect(),
        last_row,
    }
}
