//! The size of type as a measure: every tolerance of the tables is a part of it.

use crate::geometry::{Milli, POINT};
use crate::pdf::{Glyph, Page};

/// Type larger than this many times the usual size is no usual text of a table (titles reach 2.2, but stand outside).
const OVERSIZE_FROM: Milli = 3;

/// The size of a page's type: every tolerance is a part of it, since the same form is printed on A3 and shrunk to a card.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// The usual size of type on the page.
    pub em: Milli,
}

impl Scale {
    /// Type of a page without text.
    const USUAL: Milli = 9 * POINT;

    /// No type of a form is larger (A0 has its titles at 150 pt); what a file names beyond this must not overflow a tolerance.
    const LARGEST: Milli = 1_000 * POINT;

    pub(super) fn of(page: &Page) -> Self {
        let em = page.usual_size().unwrap_or(Self::USUAL).min(Self::LARGEST);
        Self { em }
    }

    /// Lines closer than this are one (doubled borders lie 1.5 to 3 pt apart at 9 pt type; the lowest rows are 1 em high),
    /// and a line that ends this near another one meets it.
    pub(super) fn snap(self) -> Milli {
        self.em * 35 / 100
    }
}

/// Type far larger than that of the page.
pub(super) fn is_oversize(glyph: &Glyph, scale: Scale) -> bool {
    glyph.size > scale.em.saturating_mul(OVERSIZE_FROM)
}
