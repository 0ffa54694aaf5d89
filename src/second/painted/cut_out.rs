//! What the witness sees of a cell, as pixels, for people. The witness itself looks at outlines; this is the same page, interpreted in the same way,
//! with the same empty font for those that the file does not bring.

use std::panic::{self, AssertUnwindSafe};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

use super::ink::Look;
use super::{open, stand_in, unit_of};
use crate::geometry::{POINT, Rect};

/// Pixels for a point: twice as many as in the picture of a page, so that a digit of 9 points has 20 in height.
const PIXELS_PER_POINT: f64 = 3.0;

/// Paper that is shown around a cell, in thousandths of a point: its borders, and what crosses them.
const AROUND: i32 = 4 * POINT;

/// Most pixels of a side of what is painted at once; a page of A2 has 5,100.
const MOST_PIXELS: f64 = 6_000.0;

/// Paints the boxes that are asked about, page by page in their order; none where that fails.
pub fn cut_out(bytes: &[u8], passwords: &[String], asked: &[Look]) -> Vec<Option<Pixmap>> {
    let Ok(Some(pdf)) = panic::catch_unwind(|| open(bytes, passwords)) else {
        return vec![None; asked.len()];
    };
    let cache = RenderCache::new();
    let mut all = Vec::with_capacity(asked.len());
    for asked in asked.chunk_by(|one, next| one.page == next.page) {
        let index = asked
            .first()
            .and_then(|look| usize::try_from(look.page).ok()?.checked_sub(1));
        let page = index.and_then(|index| pdf.pages().get(index));
        let work = AssertUnwindSafe(|| page.and_then(|page| paint(page, asked, &cache)));
        let painted = panic::catch_unwind(work).ok().flatten();
        all.extend(painted.unwrap_or_else(|| vec![None; asked.len()]));
    }
    all
}

/// Paints the part of a page in which all of the boxes lie, once, and cuts it up.
fn paint<'a>(page: &'a Page<'a>, asked: &[Look], cache: &RenderCache<'a>) -> Option<Vec<Option<Pixmap>>> {
    let unit = unit_of(page);
    let boxes: Vec<Rect> = asked.iter().map(|look| look.bbox.grown(AROUND, AROUND)).collect();
    let all = boxes.iter().copied().reduce(|all, one| all.union(&one))?;
    let points = |milli: i32| f64::from(milli) / f64::from(POINT);
    let longest = points(all.width().max(all.height())).max(1.0);
    let scale = PIXELS_PER_POINT.min(MOST_PIXELS / longest);
    let pixels = |milli: i32| (points(milli) * scale).round().clamp(1.0, MOST_PIXELS) as u16;
    let mut context = RenderContext::new(pixels(all.width()), pixels(all.height()));
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let transform = Affine::translate((-points(all.x0) * scale, -points(all.y0) * scale))
        * Affine::scale(unit * scale)
        * Affine::new([a, b, c, d, e, f]);
    let settings = InterpreterSettings {
        font_resolver: stand_in::resolver(),
        ..InterpreterSettings::default()
    };
    let glyphs = RenderSettings {
        hinting: false,
        ..RenderSettings::default()
    };
    render_into(page, cache, &settings, &glyphs, &mut context, transform);
    context.flush();
    let mut whole = Pixmap::new(context.width(), context.height());
    let on_white = RasterizerSettings {
        target_init: TargetInit::Clear(WHITE),
        ..RasterizerSettings::default()
    };
    context.render_with(&mut whole, &mut Resources::default(), on_white);
    let cut = |bbox: &Rect| {
        let (left, top) = (pixels(bbox.x0 - all.x0), pixels(bbox.y0 - all.y0));
        part(
            &whole,
            left.saturating_sub(1),
            top.saturating_sub(1),
            pixels(bbox.width()),
            pixels(bbox.height()),
        )
    };
    Some(boxes.iter().map(cut).collect())
}

/// A part of a picture.
fn part(whole: &Pixmap, left: u16, top: u16, width: u16, height: u16) -> Option<Pixmap> {
    let (width, height) = (
        width.min(whole.width().checked_sub(left)?),
        height.min(whole.height().checked_sub(top)?),
    );
    if width == 0 || height == 0 {
        return None;
    }
    let mut part = Pixmap::new(width, height);
    let rows = whole.data().chunks(usize::from(whole.width())).skip(usize::from(top));
    for (to, from) in part.data_mut().chunks_mut(usize::from(width)).zip(rows) {
        let from = from.get(usize::from(left)..usize::from(left) + usize::from(width))?;
        to.copy_from_slice(from);
    }
    Some(part)
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Document, Stream, dictionary};

    use super::*;
    use crate::second::tests::of_one_page;

    #[test]
    fn a_cell_is_painted_with_some_paper_around_it_and_what_has_no_font_is_not() {
        let mut document = Document::with_version("1.5");
        let font =
            document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
        let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
        // A black box of 10 x 5 points, and a digit whose font is not in the file.
        let content = b"100 250 10 5 re f BT /F1 10 Tf 50 100 Td (5) Tj ET".to_vec();
        let content = document.add_object(Stream::new(Dictionary::new(), content));
        let bytes = of_one_page(document, content, resources, [200, 300]);
        let look = |x0: i32, y0: i32, x1: i32, y1: i32| Look {
            page: 1,
            bbox: Rect::new(x0 * POINT, y0 * POINT, x1 * POINT, y1 * POINT),
        };
        let asked = [
            look(90, 40, 120, 55),
            look(45, 185, 65, 205),
            Look {
                page: 7,
                ..look(0, 0, 9, 9)
            },
        ];
        let cut: Vec<_> = cut_out(&bytes, &[], &asked);
        let dark = |cut: &Option<Pixmap>| {
            cut.as_ref()
                .map(|cut| cut.data().iter().filter(|pixel| pixel.r < 128).count())
        };
        let sizes: Vec<_> = cut.iter().flatten().map(|cut| (cut.width(), cut.height())).collect();
        assert_eq!(sizes, [(114, 69), (84, 84)]);
        assert_eq!(dark(&cut[0]), Some(30 * 15));
        assert_eq!(dark(&cut[1]), Some(0));
        assert!(cut[2].is_none());
    }
}
