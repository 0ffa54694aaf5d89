//! How lines and characters on pages become tables: by lines (`grid`), by which cell text falls into (`fill`), without lines (`unlined`, `by_space`),
//! over pages (`pages`), and what holds of any page at all (`properties`). A table reads as [`sketch`](super::sketch) writes it.

mod by_space;
mod fill;
mod grid;
mod pages;
mod properties;
mod unlined;

use super::pages_to_tables;
use super::sketch::tables_to_text;
use crate::pdf::Page;
use crate::pdf::drawing::Drawing;

/// Size of type.
const EM: i32 = 10;

/// What stands on one page.
fn read(drawing: Drawing) -> String {
    read_pages([drawing])
}

/// What stands on the pages of a document.
fn read_pages(drawings: impl IntoIterator<Item = Drawing>) -> String {
    let pages: Vec<Page> = drawings
        .into_iter()
        .zip(1..)
        .map(|(d, number)| d.numbered(number).page())
        .collect();
    tables_to_text(&pages_to_tables(&pages))
}
