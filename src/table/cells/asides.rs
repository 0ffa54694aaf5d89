//! What of a page's characters goes into its cells and lines, and what stands apart from them: under a name, never without one.
//!
//! Characters that may stand apart are slanted, far larger than the page's type, pale, or set glyph by glyph along a slope. Those that follow each
//! other are a piece. A piece that stands alone within one blank cell is its text, in doubt; one that is said again and again, or is written over
//! several cells, is a watermark; of the others the name is all that is known.

mod pieces;
mod typed;

use std::borrow::Cow;

use super::filled::Home;
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Direction, Glyph, Page, TypedKind, Visibility};
use crate::table::lines::stamps::Stamps;
use crate::table::model::{Aside, AsideKind};
use crate::table::scale::{Scale, is_oversize};
use crate::table::sheet::upright::Turn;
use crate::text::is_printed;
use pieces::{Piece, Pieces};
use typed::{Lot, read_stamps_of_cells, set_notes_aside};

/// A pale colour has this much light (of 255) at least: the greys of watermarks have 190 and more, those of text 130 and less.
const PALE_FROM: u32 = 150;

/// Text of a table is larger than the usual size by no more than this (1/100).
const USUAL_SIZE: Milli = 120;

/// What stands apart.
#[derive(Debug, Clone)]
pub(in crate::table) struct Apart {
    pub kind: AsideKind,
    pub glyphs: Vec<Glyph>,
    pub bbox: Rect,
}

impl Apart {
    pub(crate) fn new(kind: AsideKind, glyphs: Vec<Glyph>) -> Self {
        let boxes = glyphs.iter().map(|g| g.bbox);
        let bbox = boxes.reduce(|a, b| a.union(&b)).unwrap_or_default();
        Self { kind, glyphs, bbox }
    }

    /// How many glyphs it prints.
    pub(crate) fn printed(&self) -> usize {
        self.glyphs.iter().filter(|g| is_printed(g)).count()
    }

    pub(crate) fn into_aside(self, page: u32, turn: Turn) -> Aside {
        let printed = self.glyphs.iter().filter(|g| is_printed(g));
        Aside {
            kind: self.kind,
            text: printed
                .map(|g| g.character.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
            glyphs: self.printed(),
            page,
            bbox: self.bbox,
            turn,
        }
    }
}

/// The characters of a page, sorted.
pub(in crate::table) struct Sorted<'p> {
    /// What goes into cells and lines, in the order of drawing.
    pub read: Cow<'p, [Glyph]>,
    pub apart: Vec<Apart>,
    /// Cells whose text is such that it is nearly no text of a cell.
    pub doubtful: Vec<Home>,
    /// Cells whose text is that of a stamp.
    pub stamped: Vec<Home>,
}

/// Sorts the characters of a page, of which `home` tells in which cell a place is.
pub(in crate::table) fn sort<'p>(
    page: &'p Page,
    home: &dyn Fn(Point) -> Option<Home>,
    stamps: &Stamps,
    scale: Scale,
) -> Sorted<'p> {
    if is_ordinary(page, stamps, scale) {
        return Sorted {
            read: Cow::Borrowed(&page.glyphs),
            apart: Vec::new(),
            doubtful: Vec::new(),
            stamped: Vec::new(),
        };
    }
    let pale = Pale::of(page);
    let is_odd = |g: &Glyph| g.direction == Direction::Slanted || is_oversize(g, scale) || pale.is(g);
    let slopes = pieces::slopes(&page.glyphs);
    let mut lots: Vec<Lot> = page.glyphs.iter().map(|g| first_lot(page, g, stamps)).collect();
    let mut is_candidate: Vec<bool> = page
        .glyphs
        .iter()
        .zip(&lots)
        .map(|(g, lot)| *lot == Lot::Read && is_odd(g))
        .collect();
    for at in slopes.into_iter().flatten() {
        if let (Some(is), Some(Lot::Read)) = (is_candidate.get_mut(at), lots.get(at)) {
            *is = true;
        }
    }
    let stamped = read_stamps_of_cells(page, home, stamps, &mut lots, &is_candidate);
    let doubtful = set_notes_aside(page, home, &mut lots, &is_candidate);
    let pieces = Pieces::of(&page.glyphs, &is_candidate, home);
    let mut sorting = Sorting {
        page,
        home,
        scale,
        pale,
        lots,
        straightened: Vec::new(),
        doubtful,
        stamped,
    };
    sorting.settle(&pieces, &is_candidate);
    sorting.finish()
}

/// Whether all characters are upright, of usual size, of one colour and on level lines, as on nearly all pages: nothing of them stands apart.
fn is_ordinary(page: &Page, stamps: &Stamps, scale: Scale) -> bool {
    let Some(first) = page.glyphs.first() else { return true };
    let mut before = first;
    page.typed.is_empty()
        && page.glyphs.iter().all(|glyph| {
            let is_level = !pieces::is_on_slope(before, glyph);
            before = glyph;
            is_level
                && glyph.visibility == Visibility::Shown
                && glyph.direction != Direction::Slanted
                && glyph.color == first.color
                && !is_oversize(glyph, scale)
                && !stamps.hold(glyph)
        })
}

/// What needs no look at other glyphs.
fn first_lot(page: &Page, glyph: &Glyph, stamps: &Stamps) -> Lot {
    if glyph.visibility != Visibility::Shown {
        return Lot::Unseen;
    }
    let typed = page.typed.iter().find(|typed| typed.holds(glyph));
    match typed.map(|typed| typed.kind) {
        Some(TypedKind::Signature) => Lot::Apart(AsideKind::Signature),
        Some(TypedKind::Stamp) => Lot::Apart(AsideKind::Stamp),
        _ if stamps.hold(glyph) => Lot::Apart(AsideKind::Stamp),
        _ => Lot::Read,
    }
}

/// Which colours of a page are paler than that of its text.
#[derive(Debug, Clone, Copy)]
struct Pale {
    usual: Option<[u8; 3]>,
    /// Whether the page has type of several colours at all.
    has_several: bool,
}

impl Pale {
    fn of(page: &Page) -> Self {
        let first = page.glyphs.first().and_then(|g| g.color);
        let mut pale = Self {
            usual: first,
            has_several: page.glyphs.iter().any(|g| g.color != first),
        };
        if pale.has_several {
            let mut colors: Vec<Option<[u8; 3]>> = page.glyphs.iter().map(|g| g.color).collect();
            colors.sort_unstable();
            // A watermark all over a page may have more characters than its text.
            let is_dark = |same: &&[Option<[u8; 3]>]| same.first().is_some_and(|color| !color.is_some_and(is_light));
            let colors = || colors.chunk_by(|a, b| a == b);
            let most = colors().filter(is_dark).max_by_key(|same| same.len());
            pale.usual = most
                .or(colors().max_by_key(|same| same.len()))
                .and_then(|same| *same.first()?);
        }
        pale
    }

    fn is(self, glyph: &Glyph) -> bool {
        self.has_several && glyph.color != self.usual && glyph.color.is_some_and(is_light)
    }

    fn is_usual(self, glyph: &Glyph) -> bool {
        !self.has_several || glyph.color == self.usual
    }
}

pub(super) fn is_light([red, green, blue]: [u8; 3]) -> bool {
    let light = u32::from(red) * 3 + u32::from(green) * 6 + u32::from(blue);
    light / 10 >= PALE_FROM
}

/// The sorting of one page on its way.
struct Sorting<'p, 'f> {
    page: &'p Page,
    home: &'f dyn Fn(Point) -> Option<Home>,
    scale: Scale,
    pale: Pale,
    lots: Vec<Lot>,
    /// Glyphs that are read as if they stood upright.
    straightened: Vec<(usize, Glyph)>,
    doubtful: Vec<Home>,
    stamped: Vec<Home>,
}

impl<'p> Sorting<'p, '_> {
    fn settle(&mut self, pieces: &Pieces, is_candidate: &[bool]) {
        let mut curves: Vec<(Rect, Option<[u8; 3]>)> = Vec::new();
        // Cells with a text, or with a piece that may be one.
        let mut written: Option<Vec<Home>> = None;
        for piece in &pieces.all {
            let Some(first) = self.page.glyphs.get(piece.range.start).copied() else {
                continue;
            };
            let lot = if piece.is_curved(&self.page.glyphs) {
                curves.push((piece.bbox, first.color));
                Lot::Apart(AsideKind::Stamp)
            } else {
                let written = written.get_or_insert_with(|| self.written(pieces, is_candidate));
                self.lot(piece, &first, pieces, written)
            };
            for at in piece.range.clone() {
                if let Some(own @ Lot::Read) = self.lots.get_mut(at) {
                    *own = lot;
                }
            }
            if lot == Lot::Read
                && let [home] = piece.homes.as_slice()
                && (piece.is_slanted || is_oversize(&first, self.scale))
            {
                self.doubtful.push(*home);
                self.straightened.extend(piece.straightened(&self.page.glyphs));
            }
        }
        // What stands within the curve, in its colour.
        for (bbox, color) in curves {
            if color.is_none() || color == self.pale.usual {
                continue;
            }
            for (glyph, lot) in self.page.glyphs.iter().zip(&mut self.lots) {
                if *lot == Lot::Read && glyph.color == color && bbox.contains(glyph.bbox.center()) {
                    *lot = Lot::Apart(AsideKind::Stamp);
                }
            }
        }
    }

    /// Where characters stand that are read, and where several pieces do: sorted.
    fn written(&self, pieces: &Pieces, is_candidate: &[bool]) -> Vec<Home> {
        let read = self.page.glyphs.iter().zip(&self.lots).zip(is_candidate);
        let read = read.filter(|((g, lot), odd)| **lot == Lot::Read && !**odd && is_printed(g));
        let mut written: Vec<Home> = read.filter_map(|((g, _), _)| (self.home)(g.bbox.center())).collect();
        // A watermark is no text of any cell that it runs over.
        let is_mark = |piece: &&Piece| {
            let is_pale = || self.page.glyphs.get(piece.range.start).is_some_and(|g| self.pale.is(g));
            pieces.is_tile(piece) || piece.homes.len() > 1 && is_pale()
        };
        let mut shared: Vec<Home> = pieces
            .all
            .iter()
            .filter(|piece| !is_mark(piece))
            .flat_map(|piece| piece.homes.iter().copied())
            .collect();
        shared.sort_unstable();
        written.extend(
            shared
                .chunk_by(|a, b| a == b)
                .filter(|same| same.len() > 1)
                .filter_map(|same| same.first()),
        );
        written.sort_unstable();
        written.dedup();
        written
    }

    fn lot(&self, piece: &Piece, first: &Glyph, pieces: &Pieces, written: &[Home]) -> Lot {
        let (is_oversize, is_pale) = (is_oversize(first, self.scale), self.pale.is(first));
        let is_tile = pieces.is_tile(piece);
        if !piece.is_slanted && !is_oversize {
            // Pale text in a cell is text.
            return if is_tile && pieces.run_over_borders(piece) {
                Lot::Apart(AsideKind::Watermark)
            } else {
                Lot::Read
            };
        }
        let unnamed = if is_oversize {
            AsideKind::Oversize
        } else {
            AsideKind::Slanted
        };
        let mark = Lot::Apart(AsideKind::Watermark);
        match piece.homes.as_slice() {
            [] if !piece.is_slanted => Lot::Read,
            _ if is_tile => mark,
            [] => Lot::Apart(if is_pale { AsideKind::Watermark } else { unnamed }),
            [home] if !piece.is_outside && piece.is_short() && written.binary_search(home).is_err() => Lot::Read,
            _ if is_pale => mark,
            [_] if !piece.is_outside => Lot::Apart(unnamed),
            // A word may be the text of a blank cell that it reaches into.
            homes => {
                let is_blank = |home: &Home| written.binary_search(home).is_err();
                // A watermark in the colour of the text, over more cells, is larger than it.
                let is_usual_size = first.size <= self.scale.em / 100 * USUAL_SIZE;
                let is_of_page = homes.len() <= 2 || is_usual_size && piece.is_straight(&self.page.glyphs);
                let is_word = piece.is_word() && is_of_page && self.pale.is_usual(first);
                if piece.is_figure() || is_word && homes.iter().any(is_blank) {
                    Lot::Apart(unnamed)
                } else {
                    mark
                }
            }
        }
    }

    fn finish(self) -> Sorted<'p> {
        let mut apart: Vec<(AsideKind, usize, Vec<Glyph>)> = Vec::new();
        let mut read = Vec::with_capacity(self.page.glyphs.len());
        let mut straightened = self.straightened.into_iter().peekable();
        for (at, (glyph, lot)) in self.page.glyphs.iter().zip(&self.lots).enumerate() {
            let straight = straightened.next_if(|(index, _)| *index == at).map(|(_, glyph)| glyph);
            match lot {
                Lot::Read => read.push(straight.unwrap_or(*glyph)),
                Lot::Unseen => {}
                Lot::Apart(kind) => match apart.last_mut() {
                    Some((same, last, glyphs)) if same == kind && *last + 1 == at => {
                        glyphs.push(*glyph);
                        *last = at;
                    }
                    _ => apart.push((*kind, at, vec![*glyph])),
                },
            }
        }
        Sorted {
            read: Cow::Owned(read),
            apart: apart
                .into_iter()
                .map(|(kind, _, glyphs)| Apart::new(kind, glyphs))
                .collect(),
            doubtful: self.doubtful,
            stamped: self.stamped,
        }
    }
}
