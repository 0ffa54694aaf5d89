//! Pages -> tables, by stages: `sheet` (upright pages), `lines` (edges and frames), `cells` (grids, and what stands in their cells), `pages`
//! (tables that go on become one). Where lines tell no cells, `by_space` reads them from the white space instead.

mod by_space;
mod cells;
mod lines;
mod model;
mod pages;
mod scale;
mod sheet;
#[cfg(test)]
pub(crate) mod sketch;
mod steps;
#[cfg(test)]
mod tests;
mod words;

pub use crate::text::BoxText;
pub use by_space::{Heading, Holds, Section, Words, pages_to_tables_by_space};
pub(crate) use lines::edges::runs_along_an_axis;
pub use model::{Aside, AsideKind, Block, Cell, Doubt, OutsideLine, Table, Tables, Torn};
pub(crate) use pages::append::{GoesOn, append, repeated_line};
pub use sheet::upright::Turn;
pub(crate) use steps::Steps;
pub use words::{is_carried_over, is_form_title, is_other_title, is_title_again, parts_tables};

use pages::steps_to_tables;
use sheet::side_by_side::sheet_to_parts;

use crate::pdf::Page;

/// All tables of a document, those that go on over pages as one, and the lines of text between them.
pub fn pages_to_tables(pages: &[Page]) -> Tables {
    let mut last_row = Vec::new();
    let parts = pages.iter().flat_map(sheet_to_parts);
    steps_to_tables(parts.map(|part| cells::part_to_steps(&part, &mut last_row)))
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
        ToldBy::Lines => cells::part_to_steps(&part, &mut last_row),
        ToldBy::Space(words) => by_space::part_to_steps(&part, words, &mut open),
    };
    let sheets = sheets.iter();
    sheets
        .map(|sheet| sheet_to_parts(sheet).into_iter().map(&mut steps).collect())
        .collect()
}
