//! Pages -> tables, by stages: `sheet` (upright pages), `lines` (edges and frames), `cells` (grids, and what stands in their cells), `pages`
//! (tables that go on become one). Where lines tell no cells, `by_space` reads them from the white space instead.

mod above;
mod by_space;
mod cells;
mod draft;
mod lines;
mod model;
mod pages;
mod scale;
mod sheet;
#[cfg(test)]
pub(crate) mod sketch;
#[cfg_attr(
    not(feature = "views"),
    allow(dead_code, reason = "what led to tables is drawn by the views")
)]
mod steps;
#[cfg(test)]
mod tests;
mod twins;
mod words;

pub use crate::text::BoxText;
pub(crate) use by_space::BySpace;
pub use by_space::{Heading, Holds, Section, Words, pages_to_tables_by_space};
pub(crate) use draft::{Draft, page_to_draft};
#[cfg(feature = "views")]
pub(crate) use lines::edges::runs_along_an_axis;
pub use model::{Aside, AsideKind, Block, Cell, Doubt, OutsideLine, Table, Tables, Torn};
pub(crate) use pages::Joining;
pub(crate) use pages::align::same_columns;
pub(crate) use pages::append::{GoesOn, append, repeated_line};
pub use pages::heads::ColumnNames;
pub(crate) use pages::heads::numbers_columns;
pub use sheet::upright::Turn;
pub use steps::Steps;
pub use words::{is_carried_over, is_form_title, is_other_title, is_report_title, is_title_again, parts_tables};

use above::LastRow;
use sheet::side_by_side::sheet_to_parts;
use twins::part_to_sides;

use crate::pdf::Page;

/// All tables of a document, those that go on over pages as one, and the lines of text between them.
///
/// What shows and is in neither, a stamp, a picture, type of odd size, is in [`Tables::asides`]: nothing that is seen is left out.
///
/// # Example
/// ```
/// use fuhe::table::{Block, pages_to_tables};
///
/// # let bytes = std::sync::Arc::new(std::fs::read("fixtures/planted/grade.pdf").unwrap());
/// # let reading = fuhe::pdf::read(&bytes, &fuhe::pdf::ReadOptions::default()).unwrap();
/// let tables = pages_to_tables(&reading.pages);
/// let table = tables.blocks.iter().find_map(|block| match block {
///     Block::Table(table) => Some(table),
///     Block::Line(_) => None,
/// });
/// let cell = table.unwrap().cells.iter().find(|cell| cell.text() == "项目名称").unwrap();
/// assert_eq!((cell.row, cell.page), (0, 1));
/// ```
pub fn pages_to_tables(pages: &[Page]) -> Tables {
    pages_to_tables_below_heads(pages, |_| [None; 2])
}

/// The same, where it is known what the heads of columns say: a page may begin with the head of its table in other words, or in another order.
pub fn pages_to_tables_below_heads(pages: &[Page], names: ColumnNames) -> Tables {
    let mut joining = Joining::new(names);
    for page in pages {
        joining.take(page, page_to_draft(page));
    }
    joining.finish()
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
pub fn sheets_to_steps(sheets: &[Page], told_by: ToldBy) -> Vec<Vec<Steps>> {
    let (mut last_row, mut open) = (LastRow::of(Vec::new()), None);
    let mut steps = |part| match told_by {
        ToldBy::Lines => part_to_sides(&part, &mut last_row),
        ToldBy::Space(words) => vec![by_space::part_to_steps(&part, words, &mut open)],
    };
    let sheets = sheets.iter();
    sheets
        .map(|sheet| sheet_to_parts(sheet).into_iter().flat_map(&mut steps).collect())
        .collect()
}
