//! How lines and characters on pages become tables: by lines (`grid`), by which cell text falls into (`fill`), without lines (`unlined`, `by_space`),
//! over pages (`pages`), by what stands apart (`asides`, `runs`, `ink`), on sheets of several pages (`side_by_side`), and what holds of any page at all (`properties`). A table reads as [`sketch`](super::sketch) writes it.

mod asides;
mod blanks;
mod boxes;
mod breaks;
mod by_space;
mod doubts;
mod fill;
mod frames;
mod grid;
mod ink;
mod pages;
mod properties;
mod runs;
mod side_by_side;
mod unlined;

use super::sketch::tables_to_text;
use super::{AsideKind, pages_to_tables};
use crate::geometry::{Milli, POINT, Point, Rect};
use crate::pdf::Page;
use crate::pdf::drawing::Drawing;

/// Size of type.
const EM: i32 = 10;

/// The names and texts of what stands in no cell and no line of a page.
fn asides(drawing: Drawing) -> Vec<(AsideKind, String)> {
    let tables = pages_to_tables(&[within_margins(drawing.page())]);
    tables
        .asides
        .into_iter()
        .map(|aside| (aside.kind, aside.text))
        .collect()
}

/// What stands on one page.
fn read(drawing: Drawing) -> String {
    read_pages([drawing])
}

/// What stands on the pages of a document.
fn read_pages(drawings: impl IntoIterator<Item = Drawing>) -> String {
    let pages: Vec<Page> = drawings
        .into_iter()
        .zip(1..)
        .map(|(d, number)| within_margins(d.numbered(number).page()))
        .collect();
    tables_to_text(&pages_to_tables(&pages))
}

/// The same on a larger page: what is drawn from its corner on is not cut by its edge.
fn within_margins(mut page: Page) -> Page {
    const MARGIN: Milli = 40 * POINT;
    page.width += 2 * MARGIN;
    page.height += 2 * MARGIN;
    moved(page, MARGIN, MARGIN)
}

/// What is drawn, elsewhere on the page.
fn moved(mut page: Page, x: Milli, y: Milli) -> Page {
    let point = |p: &mut Point| (p.x, p.y) = (p.x + x, p.y + y);
    let bbox = |b: &mut Rect| *b = b.moved(x, y);
    for glyph in &mut page.glyphs {
        point(&mut glyph.origin);
        bbox(&mut glyph.bbox);
    }
    for stroke in &mut page.strokes {
        point(&mut stroke.from);
        point(&mut stroke.to);
    }
    for fill in &mut page.fills {
        bbox(&mut fill.bbox);
    }
    for mark in &mut page.marks {
        bbox(&mut mark.bbox);
    }
    page
}
