//! What stands on the pages of a document -> its tables: those that go on over a page break become one.

pub(super) mod align;
pub(super) mod append;
mod halves;
pub(super) mod heads;
mod stitch;

use super::model::Tables;
use super::steps::Steps;

/// Joins what stands on the pages of a document.
pub(super) fn steps_to_tables(steps: impl Iterator<Item = Steps>, names: heads::ColumnNames) -> Tables {
    let mut asides = Vec::new();
    let pages = steps.map(|mut steps| {
        asides.append(&mut steps.asides);
        steps.blocks
    });
    let mut tables = stitch::stitch(pages.collect(), names);
    asides.append(&mut tables.asides);
    tables.asides = asides;
    tables
}
