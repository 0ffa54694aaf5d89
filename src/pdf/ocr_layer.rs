//! The text layer of a scanned page: an OCR program lays text over the picture, painting nothing, or under it. Nobody sees that text,
//! but it is what the picture says, as far as the program could tell.

use super::{Glyph, Page, Visibility};
use crate::geometry::Rect;

/// One part of so many of a page's area is the least that images cover of a scanned page: a logo or a seal covers a fiftieth.
const SCAN_PART: i64 = 4;

/// Of the text over a scan, one character of so many may be printed text that was added later: a stamp, a page number. Where more of it is
/// shown, the page has text of its own, and what is hidden is hidden.
const ADDED_PART: usize = 10;

/// Has the text layer of a scanned page read as if it were shown; the page remembers where.
pub(super) fn read_layer(page: &mut Page) {
    let Some(scan) = scan(page) else { return };
    let written = |glyph: &&Glyph| !glyph.is_space() && scan.contains(glyph.bbox.center());
    let (mut shown, mut laid) = (0_usize, 0_usize);
    for glyph in page.glyphs.iter().filter(written) {
        shown += usize::from(glyph.visibility == Visibility::Shown);
        laid += usize::from(is_laid(glyph));
    }
    if laid == 0 || shown.saturating_mul(ADDED_PART) > laid {
        return;
    }
    for glyph in page.glyphs.iter_mut().filter(|glyph| is_laid(glyph)) {
        if scan.contains(glyph.bbox.center()) {
            glyph.visibility = Visibility::Shown;
        }
    }
    page.ocr = Some(scan);
}

/// Over the picture without paint, or under it.
fn is_laid(glyph: &Glyph) -> bool {
    matches!(glyph.visibility, Visibility::Invisible | Visibility::Covered)
}

/// The box around the images of a page, where they are a scan of it, or of a part of it.
fn scan(page: &Page) -> Option<Rect> {
    let covered: i64 = page.images.iter().map(Rect::area).fold(0, i64::saturating_add);
    let whole = i64::from(page.width) * i64::from(page.height);
    let around = page.images.iter().copied().reduce(|a, b| a.union(&b))?;
    (covered.saturating_mul(SCAN_PART) >= whole.max(1)).then_some(around)
}
