//! The page as another program paints it: whether it shows the same where a value stands.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use fuhe::geometry::{Milli, POINT, Rect};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Around a value, what belongs to it: lines of its cell, and text of the cells beside it.
const AROUND: Milli = 12 * POINT;

/// A page in grey.
pub struct Painting {
    width: usize,
    grey: Vec<u8>,
}

/// What two paintings show at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// The same.
    Same,
    /// The same there, and something else elsewhere on the page.
    SameThere,
    /// Nothing any more.
    Gone,
    /// Something else.
    Other,
}

/// Paints pages of one file, each once.
pub struct Paintings {
    bytes: Arc<Vec<u8>>,
    pages: HashMap<u32, Option<Painting>>,
}

impl Paintings {
    pub fn of(bytes: Vec<u8>) -> Self {
        Self {
            bytes: Arc::new(bytes),
            pages: HashMap::new(),
        }
    }

    fn page(&mut self, number: u32) -> Option<&Painting> {
        let bytes = &self.bytes;
        let painted = self.pages.entry(number).or_insert_with(|| {
            let bytes = Arc::clone(bytes);
            catch_unwind(AssertUnwindSafe(|| paint(bytes, number))).ok().flatten()
        });
        painted.as_ref()
    }
}

fn paint(bytes: Arc<Vec<u8>>, number: u32) -> Option<Painting> {
    let pdf = Pdf::new(bytes).ok()?;
    let page = pdf.pages().get(usize::try_from(number).ok()?.checked_sub(1)?)?;
    let settings = PixmapSettings {
        x_scale: 1.0,
        y_scale: 1.0,
        bg_color: WHITE,
    };
    let cache = RenderCache::new();
    let painted = render(
        page,
        &cache,
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    Some(Painting {
        width: painted.width().into(),
        grey: painted
            .data()
            .iter()
            .map(|pixel| pixel.r.min(pixel.g).min(pixel.b))
            .collect(),
    })
}

impl Painting {
    /// The pixels of a box, each one a point of the page.
    fn part(&self, bbox: Rect) -> Vec<u8> {
        let pixels = |from: Milli, to: Milli, most: usize| {
            let (from, to) = ((from / POINT).max(0), (to / POINT + 1).max(0));
            usize::try_from(from).unwrap().min(most)..usize::try_from(to).unwrap().min(most)
        };
        let height = self.grey.len() / self.width.max(1);
        let columns = pixels(bbox.x0, bbox.x1, self.width);
        let rows = pixels(bbox.y0, bbox.y1, height);
        rows.flat_map(|row| self.grey[row * self.width..][columns.clone()].iter().copied())
            .collect()
    }
}

/// What a place shows in a damaged file, against the sound one.
pub fn compared(sound: &mut Paintings, damaged: &mut Paintings, page: u32, bbox: Rect) -> Shown {
    let (Some(sound), Some(damaged)) = (sound.page(page), damaged.page(page)) else {
        return Shown::Gone;
    };
    if sound.width == damaged.width && sound.grey == damaged.grey {
        return Shown::Same;
    }
    let around = Rect {
        x0: bbox.x0 - AROUND,
        y0: bbox.y0 - AROUND,
        x1: bbox.x1 + AROUND,
        y1: bbox.y1 + AROUND,
    };
    if sound.part(around) == damaged.part(around) {
        return Shown::SameThere;
    }
    let (before, now) = (sound.part(bbox), damaged.part(bbox));
    let dark = |part: &[u8]| part.iter().filter(|grey| **grey < 128).count();
    if dark(&now) * 8 < dark(&before) {
        Shown::Gone
    } else {
        Shown::Other
    }
}
