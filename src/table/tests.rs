//! How lines and characters on pages become tables: by lines (`grid`), by which cell text falls into (`fill`), without lines (`unlined`, `by_space`),
//! over pages (`pages`), and what holds of any page at all (`properties`). A table reads as [`sketch`](super::sketch) writes it.

mod by_space;
mod doubts;
mod fill;
mod grid;
mod pages;
mod properties;
mod unlined;

use super::pages_to_tables;
use super::sketch::tables_to_text;
use crate::geometry::{Milli, POINT, Point, Rect};
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
        .map(|(d, number)| within_margins(d.numbered(number).page()))
        .collect();
    tables_to_text(&pages_to_tables(&pages))
}

/// The same on a larger page: what is drawn from its corner on is not cut by its edge.
fn within_margins(mut page: Page) -> Page {
    const MARGIN: Milli = 40 * POINT;
    page.width += 2 * MARGIN;
    page.height += 2 * MARGIN;
    let moved = |p: &mut Point| {
        p.x += MARGIN;
        p.y += MARGIN;
    };
    let moved_box = |b: &mut Rect| {
        b.x0 += MARGIN;
        b.y0 += MARGIN;
        b.x1 += MARGIN;
        b.y1 += MARGIN;
    };
    for glyph in &mut page.glyphs {
        moved(&mut glyph.origin);
        moved_box(&mut glyph.bbox);
    }
    for stroke in &mut page.strokes {
        moved(&mut stroke.from);
        moved(&mut stroke.to);
    }
    for fill in &mut page.fills {
        moved_box(&mut fill.bbox);
    }
    page
}
