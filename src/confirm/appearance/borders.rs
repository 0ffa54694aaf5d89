//! Whether lines that are seen part a figure's cell from its neighbours, or it stands alone.

use super::Case;
use crate::geometry::{Milli, Rect};
use crate::pdf::{Glyph, Visibility};
use crate::second::{Drawn, Ink, Sight};

/// A side that lines cover to this part (1/100) is there: dashes leave half of it open.
const COVERED: Milli = 40;

/// Text farther from a figure than this part of its size (1/100) is not read with it, though no line parts them: a space has 25 to 50.
const ALONE: Milli = 60;

impl Case<'_> {
    /// Whether each side of the cell has a line or the edge of a shade, or nothing stands near the figure beyond it.
    pub(super) fn is_parted(&self, ink: &[Ink], border: Milli) -> bool {
        let inside = |glyph: &&Glyph| self.text.contains(glyph.bbox.center());
        let size = self
            .page
            .glyphs
            .iter()
            .filter(inside)
            .map(|glyph| glyph.size)
            .max()
            .unwrap_or_default();
        [Side::Left, Side::Right, Side::Top, Side::Bottom]
            .into_iter()
            .all(|side| {
                let is_drawn = self.is_celled && side.is_drawn(&self.cell, ink, border);
                is_drawn || self.is_blank && self.is_celled && side.is_level() || !self.has_neighbour(side, size)
            })
    }

    /// Whether text stands near the figure beyond that side of its cell.
    fn has_neighbour(&self, side: Side, size: Milli) -> bool {
        let reach = size / 100 * ALONE;
        let beyond = match side {
            Side::Left => Rect {
                x0: self.text.x0 - reach,
                x1: self.text.x0,
                ..self.text
            },
            Side::Right => Rect {
                x0: self.text.x1,
                x1: self.text.x1 + reach,
                ..self.text
            },
            // Lines of one text are a third of their size apart.
            Side::Top => Rect {
                y0: self.text.y0 - reach / 2,
                y1: self.text.y0,
                ..self.text
            },
            Side::Bottom => Rect {
                y0: self.text.y1,
                y1: self.text.y1 + reach / 2,
                ..self.text
            },
        };
        let is_neighbour = |glyph: &Glyph| {
            let is_other = !self.cell.contains(glyph.bbox.center());
            let is_printed = glyph.visibility == Visibility::Shown && !glyph.is_space();
            is_printed && is_other && glyph.bbox.intersection(&beyond).is_some()
        };
        self.page.glyphs.iter().any(is_neighbour)
    }
}

/// Whether a line lies on a side of one of the cells, at most so far from where that is thought to be: the two lines of a double border are up to
/// 3 points apart.
pub(super) fn is_border(line: &Rect, cells: &[Rect], border: Milli) -> bool {
    let is_level = line.width() > line.height();
    let at = if is_level { line.center().y } else { line.center().x };
    let is_near = |side: Milli| (side - at).abs() <= border;
    cells.iter().any(|cell| {
        if is_level {
            line.x0 < cell.x1 && cell.x0 < line.x1 && (is_near(cell.y0) || is_near(cell.y1))
        } else {
            line.y0 < cell.y1 && cell.y0 < line.y1 && (is_near(cell.x0) || is_near(cell.x1))
        }
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    fn is_level(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }

    /// Whether lines that are seen run along most of this side of a cell.
    fn is_drawn(self, cell: &Rect, ink: &[Ink], border: Milli) -> bool {
        let (edge, from, to) = match self {
            Self::Left => (cell.x0, cell.y0, cell.y1),
            Self::Right => (cell.x1, cell.y0, cell.y1),
            Self::Top => (cell.y0, cell.x0, cell.x1),
            Self::Bottom => (cell.y1, cell.x0, cell.x1),
        };
        let mut parts: Vec<(Milli, Milli)> = Vec::new();
        for ink in ink.iter().filter(|ink| ink.sight != Sight::Unseen) {
            let b = ink.bbox;
            let (across, along) = if self.is_level() {
                ((b.y0, b.y1), (b.x0, b.x1))
            } else {
                ((b.x0, b.x1), (b.y0, b.y1))
            };
            let is_near = |at: Milli| (at - edge).abs() <= border;
            let is_border = match ink.drawn {
                Drawn::Line => {
                    across.1 - across.0 <= along.1 - along.0 && is_near(across.0 + (across.1 - across.0) / 2)
                }
                Drawn::Fill => is_near(across.0) || is_near(across.1),
                _ => false,
            };
            if is_border {
                parts.push((along.0.max(from), along.1.min(to)));
            }
        }
        parts.sort_unstable();
        let mut reached = from;
        let mut covered = 0;
        for (begin, end) in parts {
            covered += (end - begin.max(reached)).max(0);
            reached = reached.max(end);
        }
        covered >= (to - from) / 100 * COVERED
    }
}
