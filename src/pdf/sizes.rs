//! The usual size of a page's type, and type that is far smaller: specks to a person, words to a program.

use super::{Glyph, Page, Visibility};
use crate::geometry::{Milli, POINT};

/// One part of so many of the usual size of type is too small to be read. Raised figures have half of it, the smallest print of a poster a tenth
/// of its largest.
const SPECK_PART: Milli = 8;

/// Type from this size up is read by people, however large a watermark over the few words of a last page is.
const READABLE: Milli = 3 * POINT;

impl Page {
    /// The usual size of the type that is shown: as many glyphs are larger as are smaller.
    pub fn usual_size(&self) -> Option<Milli> {
        // Glyphs of one size follow each other: each size is counted, and then the middle glyph is sought.
        let mut sizes: Vec<(Milli, usize)> = Vec::new();
        let is_seen = |g: &&Glyph| g.visibility == Visibility::Shown && g.size > 0;
        for glyph in self.glyphs.iter().filter(is_seen) {
            match sizes.last_mut() {
                Some((size, count)) if *size == glyph.size => *count += 1,
                _ => sizes.push((glyph.size, 1)),
            }
        }
        sizes.sort_unstable();
        let mut before_middle = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let middle = sizes.iter().find(|(_, count)| {
            let is_here = before_middle < *count;
            before_middle = before_middle.saturating_sub(*count);
            is_here
        });
        middle.map(|(size, _)| *size)
    }
}

/// The sizes of type that are shown on a page.
pub(super) struct Sizes {
    least: Milli,
    most: Milli,
}

impl Sizes {
    pub(super) fn none() -> Self {
        Self {
            least: Milli::MAX,
            most: 0,
        }
    }

    pub(super) fn add(&mut self, size: Milli) {
        self.least = self.least.min(size);
        self.most = self.most.max(size);
    }

    /// Takes specks for hidden, where sizes lie so far apart that there may be some.
    pub(super) fn hide_specks(&self, glyphs: &mut [Glyph]) {
        if self.least >= self.most / SPECK_PART {
            return;
        }
        let least = READABLE.min(usual_size(glyphs) / SPECK_PART);
        let is_speck = |glyph: &&mut Glyph| glyph.visibility == Visibility::Shown && glyph.size < least;
        for glyph in glyphs.iter_mut().filter(is_speck) {
            glyph.visibility = Visibility::TooSmall;
        }
    }
}

/// The size at which half of all type lies on one line: a crowd of specks is no longer than a few words.
fn usual_size(glyphs: &[Glyph]) -> Milli {
    let shown = glyphs.iter().filter(|glyph| glyph.visibility == Visibility::Shown);
    let mut sizes: Vec<Milli> = shown.map(|glyph| glyph.size).collect();
    sizes.sort_unstable();
    let mut left = sizes.iter().copied().map(i64::from).sum::<i64>() / 2;
    let middle = sizes.iter().find(|size| {
        left -= i64::from(**size);
        left <= 0
    });
    middle.copied().unwrap_or(0)
}
