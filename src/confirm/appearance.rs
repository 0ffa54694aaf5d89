//! What is painted in the place of a figure, held against the glyphs that the first reader took for it.

use unicode_normalization::UnicodeNormalization;

use super::comparison::Readings;
use super::reading_order::{LINE, in_lines, spelt_out};
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Glyph, Page, Visibility};
use crate::second::{Drawn, Ink, Sight};
use meaning::Meaning;

mod borders;
mod meaning;
#[cfg(test)]
mod tests;

/// Ink that no glyph of the first reader explains.
const OTHER_INK: char = '■';

/// A glyph whose outline is not plainly a character of figures.
const OTHER_GLYPH: char = '□';

/// Both readers' pens stand in one place where they are no farther apart than this part of the type's size (1/100); a digit advances by 50.
const SAME_PLACE: Milli = 15;

/// Ink reaches this far over the edge of a cell, and is still in it; so far from it lie its borders. Where type is large, as on a page with a unit
/// of its own, a sixth of its size.
const EDGE: Milli = 1_500;
const EDGE_PART: Milli = 6;

/// Glyphs of one figure are no farther apart than this part of their size (1/100): a space has 25 to 50.
const ONE_FIGURE: Milli = 70;

/// A digit that is no taller than this part of the others (1/100), and stands above their base line by that part of them, points to a note.
const RAISED_HEIGHT: Milli = 80;
const RAISED_BY: Milli = 15;

/// How a figure looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Appearance {
    /// As it was read.
    Same,
    /// That cannot be said.
    Unclear,
    /// Plainly otherwise.
    Differs(Readings),
}

/// A figure on the page.
pub(super) struct Case<'a> {
    /// As the first reader has it.
    pub page: &'a Page,
    /// Around its text.
    pub text: Rect,
    /// Around its cell, or its text where it has none.
    pub cell: Rect,
    /// All cells of its page.
    pub cells: &'a [Rect],
    pub is_celled: bool,
    /// What was read there; nothing in a blank.
    pub value: &'a str,
    pub is_blank: bool,
}

/// A glyph of the first reader, and what is painted for it.
struct Taken<'a> {
    glyph: &'a Glyph,
    characters: Vec<char>,
}

impl Case<'_> {
    /// Holds what is painted against what was read.
    pub(super) fn judge(&self, ink: &[Ink]) -> Appearance {
        let taken = self.taken();
        let mut is_clear = self.is_parted(ink, Self::edge(&taken) * 2) && self.is_one_figure(&taken);
        let mut marks: Vec<(Point, char)> = Vec::new();
        let mut differs = false;
        let painted: Vec<Painted> = taken.iter().map(|one| self.painted(one, ink)).collect();
        let raised = self.raised(&taken, &painted);
        for (place, (one, painted)) in taken.iter().zip(painted).enumerate() {
            let at = one.glyph.bbox.center();
            let own = one.characters.iter().map(|character| (at, *character));
            match painted {
                Painted::As(character, ..) if raised.contains(&place) => {
                    differs = true;
                    marks.push((at, superscript(character)));
                }
                Painted::As(character, ..) if Some(&character) != one.characters.first() => {
                    differs = true;
                    marks.push((at, character));
                }
                Painted::As(_, _, is_plain) => {
                    is_clear &= is_plain || !self.is_of_text(one);
                    marks.extend(own);
                }
                Painted::Nothing => differs = true,
                Painted::Unknown => {
                    is_clear = false;
                    marks.extend(own);
                }
            }
        }
        for (place, thing) in ink.iter().enumerate() {
            match self.meaning(thing, ink.get(place + 1..).unwrap_or_default(), &taken) {
                Meaning::Expected => {}
                Meaning::Unclear => is_clear = false,
                Meaning::Other(character) => {
                    differs = true;
                    marks.push((thing.bbox.center(), character));
                }
            }
        }
        if differs {
            let first = taken.iter().flat_map(|one| {
                let at = one.glyph.bbox.center();
                one.characters.iter().map(move |character| (at, *character))
            });
            return Appearance::Differs(Readings {
                first: in_order(first.collect()),
                second: in_order(marks),
            });
        }
        if is_clear {
            Appearance::Same
        } else {
            Appearance::Unclear
        }
    }

    /// The digits (by their places among what was taken) that are painted smaller than the others and above their base line, and yet were read as
    /// part of the figure: they point to a note.
    fn raised(&self, taken: &[Taken<'_>], painted: &[Painted]) -> Vec<usize> {
        let digits = taken
            .iter()
            .zip(painted)
            .enumerate()
            .filter_map(|(place, (one, painted))| {
                let is_digit = one.characters.first().is_some_and(char::is_ascii_digit) && self.is_of_text(one);
                match painted {
                    Painted::As(_, bbox, _) if is_digit && bbox.height() > 0 => Some((place, *bbox)),
                    _ => None,
                }
            });
        let digits: Vec<(usize, Rect)> = digits.collect();
        let Some((_, tallest)) = digits.iter().max_by_key(|(_, bbox)| bbox.height()) else {
            return Vec::new();
        };
        let is_raised = |bbox: &Rect| {
            let is_level = bbox.center().y > tallest.y0 - tallest.height() && bbox.center().y < tallest.y1;
            let is_small = bbox.height() * 100 < tallest.height() * RAISED_HEIGHT;
            is_level && is_small && (tallest.y1 - bbox.y1) * 100 > tallest.height() * RAISED_BY
        };
        let raised: Vec<usize> = digits
            .iter()
            .filter(|(_, bbox)| is_raised(bbox))
            .map(|(place, _)| *place)
            .collect();
        let is_small = |one: &Taken<'_>| {
            raised
                .iter()
                .any(|place| taken.get(*place).is_some_and(|other| std::ptr::eq(other, one)))
        };
        if raised.is_empty() || self.is_value_without(taken, is_small) {
            return Vec::new();
        }
        raised
    }

    /// Whether the digits of the value are those that are left without some glyphs.
    fn is_value_without(&self, taken: &[Taken<'_>], is_left_out: impl Fn(&Taken<'_>) -> bool) -> bool {
        let left = taken.iter().filter(|one| !is_left_out(one));
        let left = left.flat_map(|one| {
            one.characters
                .iter()
                .map(|character| (one.glyph.bbox.center(), *character))
        });
        let digits = |text: &str| -> String { text.nfkc().filter(char::is_ascii_digit).collect() };
        digits(&in_order(left.collect())) == digits(self.value)
    }

    fn is_of_text(&self, one: &Taken<'_>) -> bool {
        self.text.contains(one.glyph.bbox.center())
    }

    /// How far borders lie from where they are thought to be.
    fn edge(taken: &[Taken<'_>]) -> Milli {
        let largest = taken.iter().map(|one| one.glyph.size).max().unwrap_or_default();
        (largest / EDGE_PART).max(EDGE)
    }

    /// What the first reader saw printed in the cell.
    fn taken(&self) -> Vec<Taken<'_>> {
        let inside = |glyph: &&Glyph| glyph.visibility == Visibility::Shown && self.cell.contains(glyph.bbox.center());
        let taken = |glyph| {
            let characters = printed(glyph);
            (!characters.is_empty()).then_some(Taken { glyph, characters })
        };
        self.page.glyphs.iter().filter(inside).filter_map(taken).collect()
    }

    /// What is painted for a glyph.
    fn painted(&self, taken: &Taken<'_>, ink: &[Ink]) -> Painted {
        let here = ink.iter().filter(|ink| is_at(ink, taken.glyph));
        let mut painted = Painted::Unknown;
        for ink in here {
            match ink.drawn {
                Drawn::Glyph { reads, .. } if ink.sight == Sight::Seen => {
                    let own = taken.characters.first().copied().unwrap_or(OTHER_GLYPH);
                    let other =
                        reads.filter(|reads| is_of_figures(own) && taken.characters.len() == 1 && *reads != own);
                    // A face that is like none of those that are known may have its digits exchanged.
                    let is_plain = reads.is_some() || !own.is_ascii_digit();
                    return Painted::As(other.unwrap_or(own), ink.bbox, is_plain);
                }
                Drawn::Empty { .. } if !self.is_blank => painted = Painted::Nothing,
                _ => {}
            }
        }
        // What one code paints for several characters is there for all of them.
        let covered = |ink: &&Ink| {
            matches!(ink.drawn, Drawn::Glyph { .. })
                && ink.sight == Sight::Seen
                && ink.bbox.contains(taken.glyph.bbox.center())
        };
        match (painted, taken.characters.first()) {
            (Painted::Unknown, Some(own)) if ink.iter().any(|ink| covered(&ink)) => {
                Painted::As(*own, Rect::default(), !own.is_ascii_digit())
            }
            (painted, _) => painted,
        }
    }

    fn is_figure(&self, taken: &[Taken<'_>]) -> bool {
        taken
            .iter()
            .filter(|one| self.is_of_text(one))
            .any(|one| one.characters.iter().any(char::is_ascii_digit))
    }

    /// Whether the digits of each line of the figure stand together.
    fn is_one_figure(&self, taken: &[Taken<'_>]) -> bool {
        let mut glyphs: Vec<&Taken<'_>> = taken.iter().filter(|one| self.is_of_text(one)).collect();
        glyphs.sort_by_key(|one| (one.glyph.bbox.center().y / LINE, one.glyph.bbox.x0));
        let is_digit = |one: &Taken<'_>| one.characters.iter().all(char::is_ascii_digit);
        let is_apart = |one: &Taken<'_>, next: &Taken<'_>| {
            let level = (one.glyph.bbox.center().y - next.glyph.bbox.center().y).abs() < LINE;
            let gap = next.glyph.bbox.x0 - one.glyph.bbox.x1;
            level && is_digit(one) && is_digit(next) && gap > one.glyph.size / 100 * ONE_FIGURE
        };
        !glyphs
            .windows(2)
            .any(|pair| matches!(pair, [one, next] if is_apart(one, next)))
    }
}

/// What is painted for a glyph of the first reader.
enum Painted {
    /// This character, in this box, and whether that is plain.
    As(char, Rect, bool),
    /// No ink at all.
    Nothing,
    /// That is not known.
    Unknown,
}

/// Whether the pen stands where that of the first reader does, or what is painted lies in the middle of where the glyph stands.
fn is_at(ink: &Ink, glyph: &Glyph) -> bool {
    let origin = match ink.drawn {
        Drawn::Glyph { origin, .. } | Drawn::Empty { origin } | Drawn::Missing { origin } => origin,
        Drawn::Line | Drawn::Fill | Drawn::Shape | Drawn::Picture => return false,
    };
    let near = glyph.size / 100 * SAME_PLACE;
    let is_near = |a: Point, b: Point| (a.x - b.x).abs() <= near && (a.y - b.y).abs() <= near;
    is_near(origin, glyph.origin) || ink.bbox.width() > 0 && is_near(ink.bbox.center(), glyph.bbox.center())
}

/// The characters of a glyph that leave ink, spelt alike.
fn printed(glyph: &Glyph) -> Vec<char> {
    let Some(character) = glyph.character else {
        return vec![OTHER_GLYPH];
    };
    spelt_out(character).map(spelt).collect()
}

/// One of the characters that are drawn alike.
fn spelt(character: char) -> char {
    match character {
        '\u{2212}' | '\u{2013}' | '\u{2012}' | '\u{ad}' => '-',
        other => other,
    }
}

/// Whether the shapes of this character are known to the witness.
fn is_of_figures(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | ',' | '%' | '-' | '+')
}

fn inset(bbox: Rect, by: Milli) -> Rect {
    let (x, y) = (by.min(bbox.width() / 3), by.min(bbox.height() / 3));
    Rect {
        x0: bbox.x0 + x,
        y0: bbox.y0 + y,
        x1: bbox.x1 - x,
        y1: bbox.y1 - y,
    }
}

fn superscript(digit: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = digit.to_digit(10).and_then(|digit| RAISED.get(digit as usize));
    raised.copied().unwrap_or(digit)
}

/// The characters in reading order; ink in several pieces side by side is one mark.
fn in_order(marks: Vec<(Point, char)>) -> String {
    let mut marks = in_lines(marks, |(at, _)| *at);
    marks.dedup_by(|(next_line, (_, next)), (line, (_, one))| {
        (*next_line, *next) == (*line, OTHER_INK) && *one == OTHER_INK
    });
    marks.into_iter().map(|(_, (_, character))| character).collect()
}
