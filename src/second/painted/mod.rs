//! The page as painted: hayro interprets it, and what lands in or near the boxes that are asked about is taken down, in the order in which it is
//! painted: each glyph's outline, and which digit that outline plainly is, lines, boxes, shapes, pictures, and whether all that is seen.
//!
//! No text is asked here: what a code stands for is the business of the two readers. Nothing is turned into pixels but a glyph's outline,
//! into a small grid: outlines and boxes say where ink is to the thousandth of a point, and at a fraction of the cost.

mod canvas;
mod cut_out;
#[cfg(test)]
mod faces;
mod glyph;
mod ink;
mod path;
mod picture;
mod recognize;
mod scene;
mod shape;
mod stand_in;

use std::panic::{self, AssertUnwindSafe};

use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Name, Rect};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, Rect as Box2};

use super::said;
use super::wire::{Answer, Request};
use canvas::Canvas;
pub use cut_out::cut_out;
pub use ink::{Drawn, Ink, Look, Sight};

/// Looks at the pages for which that is asked, one answer each.
pub(super) fn look(bytes: &[u8], request: &Request, mut answer: impl FnMut(Answer)) {
    if request.looks.is_empty() {
        return;
    }
    let opened = panic::catch_unwind(|| open(bytes, &request.passwords)).ok().flatten();
    let cache = InterpreterCache::new();
    for asked in request.looks.chunk_by(|one, next| one.page == next.page) {
        let Some(page) = asked.first().map(|look| look.page) else {
            continue;
        };
        let failed = |reason: &str| Answer::NotPainted {
            page,
            reason: reason.to_owned(),
        };
        let Some(pdf) = &opened else {
            answer(failed("cannot be opened"));
            continue;
        };
        let index = usize::try_from(page).ok().and_then(|number| number.checked_sub(1));
        let Some(painted) = index.and_then(|index| pdf.pages().get(index)) else {
            answer(failed("no such page"));
            continue;
        };
        let work = AssertUnwindSafe(|| look_at(painted, asked, &cache));
        // What a panic leaves half done is one page of a document.
        let seen = panic::catch_unwind(work).unwrap_or_else(|payload| Err(said(payload.as_ref())));
        answer(match seen {
            Ok(seen) => Answer::Painted {
                page,
                pages: pdf.pages().len(),
                seen,
            },
            Err(reason) => failed(&reason),
        });
    }
}

fn open(bytes: &[u8], passwords: &[String]) -> Option<Pdf> {
    let with = |password: &str| Pdf::new_with_password(bytes.to_vec(), password).ok();
    with("").or_else(|| passwords.iter().find_map(|password| with(password)))
}

fn look_at<'a>(page: &'a Page<'a>, asked: &[Look], cache: &InterpreterCache<'a>) -> Result<Vec<Vec<Ink>>, String> {
    let unit = unit_of(page);
    let (width, height) = page.render_dimensions();
    let shown = Box2::new(0.0, 0.0, f64::from(width) * unit, f64::from(height) * unit);
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let transform = Affine::scale(unit) * Affine::new([a, b, c, d, e, f]);
    let settings = InterpreterSettings {
        font_resolver: stand_in::resolver(),
        ..InterpreterSettings::default()
    };
    let mut context = Context::new(transform, shown, cache, page.xref(), settings);
    let mut canvas = Canvas::new(asked, shown);
    interpret_page(page, &mut context, &mut canvas);
    for bbox in without_appearance(page) {
        canvas.add_unknown(transform.transform_rect_bbox(bbox));
    }
    canvas.seen(asked)
}

/// Points in one unit of the page.
fn unit_of(page: &Page<'_>) -> f64 {
    let unit = page.raw().get::<f64>(b"UserUnit");
    unit.filter(|unit| unit.is_finite() && *unit > 0.0).unwrap_or(1.0)
}

/// Where annotations are shown that do not say how they look: viewers draw text, lines and fields each in their way.
fn without_appearance(page: &Page<'_>) -> Vec<Box2> {
    const DRAWN: [&[u8]; 12] = [
        b"FreeText",
        b"Widget",
        b"Stamp",
        b"StrikeOut",
        b"Ink",
        b"Line",
        b"Square",
        b"Circle",
        b"Polygon",
        b"PolyLine",
        b"Redact",
        b"Caret",
    ];
    /// Hidden, or not for the screen.
    const UNSEEN: u32 = 1 << 1 | 1 << 5;
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else {
        return Vec::new();
    };
    let is_drawn = |annotation: &Dict<'_>| {
        let kind = annotation.get::<Name<'_>>(b"Subtype");
        let is_empty_field = kind.as_ref().is_some_and(|kind| **kind == *b"Widget") && !annotation.contains_key(b"V");
        let is_unseen = annotation.get::<u32>(b"F").unwrap_or_default() & UNSEEN != 0;
        let is_known = kind.is_some_and(|kind| DRAWN.contains(&&*kind));
        is_known && !is_empty_field && !is_unseen && !annotation.contains_key(b"AP")
    };
    let boxes = annotations.iter::<Dict<'_>>().filter(is_drawn).take(MOST_ANNOTATIONS);
    boxes
        .filter_map(|annotation| annotation.get::<Rect>(b"Rect"))
        .map(|r| Box2::new(r.x0, r.y0, r.x1, r.y1).abs())
        .collect()
}

/// Most annotations of a page that are looked at.
const MOST_ANNOTATIONS: usize = 10_000;
