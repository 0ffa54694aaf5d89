//! What a thing that is painted in or at the cell of a figure is.

use super::{Case, OTHER_GLYPH, OTHER_INK, Taken, borders, inset, is_at};
use crate::geometry::{Point, Rect};
use crate::second::{Drawn, Ink, Sight};

/// What the witness makes of a thing that it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Part of what was read, or of no matter.
    Expected,
    /// It may change what a person reads.
    Unclear,
    /// It is no part of what was read: the character that it is, or one that stands for it.
    Other(char),
}

impl Case<'_> {
    /// What a thing on the page is; `above` is painted after it.
    pub(super) fn meaning(&self, thing: &Ink, above: &[Ink], taken: &[Taken<'_>]) -> Meaning {
        let inner = inset(self.cell, Self::edge(taken));
        if thing.sight == Sight::Unseen || thing.bbox.intersection(&inner).is_none() {
            return Meaning::Expected;
        }
        let other = |character: char| match thing.sight {
            Sight::Seen => Meaning::Other(character),
            Sight::Unseen | Sight::Unsure => Meaning::Unclear,
        };
        let is_within = {
            let outer = inset(self.cell, -Self::edge(taken));
            let (near, far) = (
                Point {
                    x: thing.bbox.x0,
                    y: thing.bbox.y0,
                },
                Point {
                    x: thing.bbox.x1,
                    y: thing.bbox.y1,
                },
            );
            outer.contains(near) && outer.contains(far)
        };
        match thing.drawn {
            // Of a font that is not in the file: spaces may be more than that, characters have been judged.
            Drawn::Missing { .. } if self.is_blank => Meaning::Unclear,
            Drawn::Empty { .. } | Drawn::Missing { .. } => Meaning::Expected,
            Drawn::Glyph { reads, .. } => {
                let is_here = inner.contains(thing.bbox.center());
                let is_taken =
                    |one: &Taken<'_>| is_at(thing, one.glyph) || thing.bbox.contains(one.glyph.bbox.center());
                if !is_here || taken.iter().any(is_taken) {
                    return Meaning::Expected;
                }
                // A space that leaves ink, or text that the first reader does not count.
                other(reads.unwrap_or(OTHER_GLYPH))
            }
            Drawn::Line => self.meaning_of_line(thing, taken).unwrap_or_else(|| other(OTHER_INK)),
            Drawn::Fill | Drawn::Shape | Drawn::Picture => {
                let is_frame = thing.drawn == Drawn::Shape && !self.is_blank && contains(&thing.bbox, &self.text);
                if self.is_ground(thing, above, taken) || thing.drawn == Drawn::Fill && !is_within {
                    Meaning::Expected
                } else if !is_within || is_frame || !self.is_blank && !self.is_figure(taken) {
                    Meaning::Unclear
                } else {
                    other(OTHER_INK)
                }
            }
        }
    }

    /// Whether a thing is what the figure is printed on: it covers most of the cell, or lies below what it touches of the text.
    fn is_ground(&self, thing: &Ink, above: &[Ink], taken: &[Taken<'_>]) -> bool {
        let Some(common) = thing.bbox.intersection(&self.cell) else {
            return true;
        };
        let area = |bbox: &Rect| i64::from(bbox.width()) * i64::from(bbox.height());
        if thing.drawn == Drawn::Fill && area(&common) * 2 > area(&self.cell) {
            return true;
        }
        let touched = || taken.iter().filter(|one| thing.bbox.contains(one.glyph.bbox.center()));
        let is_above = |one: &Taken<'_>| above.iter().any(|ink| is_at(ink, one.glyph));
        // A shape of its own below a figure is ink: a stamp. A box is a shade.
        thing.drawn == Drawn::Fill && touched().next().is_some() && touched().all(is_above)
    }

    /// What a line in the cell is; none where it is ink like any other.
    fn meaning_of_line(&self, line: &Ink, taken: &[Taken<'_>]) -> Option<Meaning> {
        let inner = inset(self.cell, Self::edge(taken));
        let bbox = line.bbox;
        let is_level = bbox.width() > bbox.height();
        if borders::is_border(&bbox, self.cells, Self::edge(taken) * 2) {
            return Some(Meaning::Expected);
        }
        let runs_through = if is_level {
            bbox.x0 <= inner.x0 && bbox.x1 >= inner.x1
        } else {
            bbox.y0 <= inner.y0 && bbox.y1 >= inner.y1
        };
        if is_level {
            let below = |one: &Taken<'_>| bbox.center().y > one.glyph.origin.y - one.glyph.size / 20;
            let beside = |one: &&Taken<'_>| one.glyph.bbox.x0 < bbox.x1 && bbox.x0 < one.glyph.bbox.x1;
            let over = taken.iter().filter(beside);
            let is_underline = {
                let near: Vec<&Taken<'_>> = over
                    .filter(|one| (bbox.center().y - one.glyph.origin.y).abs() < one.glyph.size)
                    .collect();
                !near.is_empty() && near.iter().all(|one| below(one))
            };
            let is_low = bbox.center().y > self.cell.y0 + self.cell.height() / 100 * 65;
            let is_long = bbox.width() * 2 > self.cell.width();
            if self.is_struck_and_left_out(&bbox, taken) || is_underline || self.is_blank && is_low && is_long {
                return Some(Meaning::Expected);
            }
        }
        // Then the cell is cut otherwise than was thought.
        if runs_through {
            return Some(Meaning::Unclear);
        }
        (surrounds(&bbox, &self.text) && !self.is_blank).then_some(Meaning::Expected)
    }

    /// Whether a line strikes out glyphs that the first reader has left out of the figure, too.
    fn is_struck_and_left_out(&self, line: &Rect, taken: &[Taken<'_>]) -> bool {
        let is_struck = |one: &Taken<'_>| {
            let glyph = one.glyph.bbox;
            let middle = glyph.center();
            line.x0 <= middle.x && middle.x <= line.x1 && glyph.y0 < line.center().y && line.center().y < glyph.y1
        };
        taken.iter().any(is_struck) && self.is_value_without(taken, is_struck)
    }
}

/// Whether a line lies beside a text, and is longer: a part of a frame around it.
fn surrounds(line: &Rect, text: &Rect) -> bool {
    let (is_level, at) = (line.width() > line.height(), line.center());
    if is_level {
        line.x0 < text.x0 && line.x1 > text.x1 && (at.y < text.y0 || at.y > text.y1)
    } else {
        line.y0 < text.y0 && line.y1 > text.y1 && (at.x < text.x0 || at.x > text.x1)
    }
}

fn contains(outer: &Rect, inner: &Rect) -> bool {
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}
