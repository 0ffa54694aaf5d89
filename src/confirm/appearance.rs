//! What is painted in the place of a figure, held against the glyphs that the first reader took for it.

use super::comparison::Readings;
use crate::geometry::{Milli, POINT, Point, Rect};
use crate::pdf::second::{Drawn, Ink, Sight};
use crate::pdf::{Glyph, Page, Visibility};
use crate::text::{as_drawn, is_unprinted};
use unicode_normalization::UnicodeNormalization;

mod borders;

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

/// Characters whose middles are farther apart than this stand on different lines: half of the smallest type of forms.
const LINE: Milli = 3 * POINT;

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
    /// Whether nothing was read there.
    pub is_blank: bool,
}

/// A glyph of the first reader, and what is painted for it.
struct Taken<'a> {
    glyph: &'a Glyph,
    characters: Vec<char>,
}

/// What the witness makes of a thing that it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Part of what was read, or of no matter.
    Expected,
    /// It may change what a person reads.
    Unclear,
    /// It is no part of what was read: the character that it is, or one that stands for it.
    Other(char),
}

impl Case<'_> {
    /// Holds what is painted against what was read.
    pub fn judge(&self, ink: &[Ink]) -> Appearance {
        let taken = self.taken();
        let mut is_clear = self.is_parted(ink, self.edge(&taken) * 2) && self.is_one_figure(&taken);
        let mut marks: Vec<(Point, char)> = Vec::new();
        let mut differs = false;
        for one in &taken {
            match self.painted(one, ink) {
                Painted::As(character) => {
                    differs |= Some(&character) != one.characters.first();
                    marks.push((one.glyph.bbox.center(), character));
                }
                Painted::Nothing => differs = true,
                Painted::Unknown => {
                    is_clear = false;
                    marks.extend(
                        one.characters
                            .first()
                            .map(|character| (one.glyph.bbox.center(), *character)),
                    );
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
                one.characters
                    .iter()
                    .map(|character| (one.glyph.bbox.center(), *character))
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

    /// How far borders lie from where they are thought to be.
    fn edge(&self, taken: &[Taken<'_>]) -> Milli {
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
                    return Painted::As(other.unwrap_or(own));
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
            (Painted::Unknown, Some(own)) if ink.iter().any(|ink| covered(&ink)) => Painted::As(*own),
            (painted, _) => painted,
        }
    }

    /// What a thing on the page is; `above` is painted after it.
    fn meaning(&self, thing: &Ink, above: &[Ink], taken: &[Taken<'_>]) -> Meaning {
        let inner = inset(self.cell, self.edge(taken));
        if thing.sight == Sight::Unseen || thing.bbox.intersection(&inner).is_none() {
            return Meaning::Expected;
        }
        let other = |character: char| match thing.sight {
            Sight::Seen => Meaning::Other(character),
            Sight::Unseen | Sight::Unsure => Meaning::Unclear,
        };
        let is_within = {
            let outer = inset(self.cell, -self.edge(taken));
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
            Drawn::Empty { .. } => Meaning::Expected,
            // Of a font that is not in the file: spaces may be more than that, characters have been judged.
            Drawn::Missing { .. } if self.is_blank => Meaning::Unclear,
            Drawn::Missing { .. } => Meaning::Expected,
            Drawn::Glyph { reads, .. } => {
                let is_here = inner.contains(thing.bbox.center());
                match is_here {
                    false => Meaning::Expected,
                    true if taken
                        .iter()
                        .any(|one| is_at(thing, one.glyph) || thing.bbox.contains(one.glyph.bbox.center())) =>
                    {
                        Meaning::Expected
                    }
                    // A space that leaves ink, or text that the first reader does not count.
                    true => other(reads.unwrap_or(OTHER_GLYPH)),
                }
            }
            Drawn::Line => self
                .meaning_of_line(thing, taken)
                .map_or_else(|| other(OTHER_INK), |meaning| meaning),
            Drawn::Fill | Drawn::Shape | Drawn::Picture if self.is_ground(thing, above, taken) => Meaning::Expected,
            Drawn::Fill if !is_within => Meaning::Expected,
            Drawn::Shape | Drawn::Picture if !is_within => Meaning::Unclear,
            Drawn::Fill | Drawn::Shape | Drawn::Picture if !self.is_blank && !self.is_figure(taken) => Meaning::Unclear,
            Drawn::Fill | Drawn::Shape | Drawn::Picture => other(OTHER_INK),
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
        let inner = inset(self.cell, self.edge(taken));
        let bbox = line.bbox;
        let is_level = bbox.width() > bbox.height();
        if borders::is_border(&bbox, self.cells, self.edge(taken) * 2) {
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
            if is_underline || self.is_blank && is_low && is_long {
                return Some(Meaning::Expected);
            }
        }
        // Then the cell is cut otherwise than was thought.
        runs_through.then_some(Meaning::Unclear)
    }

    fn is_figure(&self, taken: &[Taken<'_>]) -> bool {
        taken
            .iter()
            .filter(|one| self.text.contains(one.glyph.bbox.center()))
            .any(|one| one.characters.iter().any(char::is_ascii_digit))
    }

    /// Whether the digits of each line of the figure stand together.
    fn is_one_figure(&self, taken: &[Taken<'_>]) -> bool {
        let mut glyphs: Vec<&Taken<'_>> = taken
            .iter()
            .filter(|one| self.text.contains(one.glyph.bbox.center()))
            .collect();
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
    /// This character.
    As(char),
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
    let drawn = std::iter::once(as_drawn(character)).nfkc();
    let printed = drawn.filter(|character| !character.is_whitespace() && !is_unprinted(*character));
    printed.map(spelt).collect()
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

/// The characters in reading order.
fn in_order(mut marks: Vec<(Point, char)>) -> String {
    marks.sort_by_key(|(at, _)| (at.y, at.x));
    let mut line = 0;
    let mut top: Option<Milli> = None;
    let mut keyed: Vec<(usize, Milli, char)> = Vec::with_capacity(marks.len());
    for (at, character) in marks {
        if top.is_none_or(|top| at.y - top > LINE) {
            line += 1;
            top = Some(at.y);
        }
        keyed.push((line, at.x, character));
    }
    keyed.sort_by_key(|(line, x, _)| (*line, *x));
    keyed.into_iter().map(|(.., character)| character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Milli = 10_000;

    fn glyph(character: char, x: Milli) -> Glyph {
        Glyph {
            character: Some(character),
            bbox: Rect::new(x, 10_000, x + SIZE / 2, 20_000),
            origin: Point { x, y: 18_000 },
            size: SIZE,
            ..Glyph::default()
        }
    }

    fn outline(of: &Glyph, reads: Option<char>) -> Ink {
        Ink {
            drawn: Drawn::Glyph {
                origin: of.origin,
                reads,
            },
            bbox: inset(of.bbox, 500),
            sight: Sight::Seen,
        }
    }

    fn line(x0: Milli, y0: Milli, x1: Milli, y1: Milli) -> Ink {
        Ink {
            drawn: Drawn::Line,
            bbox: Rect::new(x0, y0, x1, y1),
            sight: Sight::Seen,
        }
    }

    /// Two cells side by side, the right one from 50 points; figures begin at these places.
    fn judged(
        left: &[(char, Milli)],
        right: &[(char, Milli)],
        more: &[Ink],
        change: impl Fn(&mut Vec<Ink>),
    ) -> Appearance {
        let glyphs: Vec<Glyph> = left
            .iter()
            .chain(right)
            .map(|(character, x)| glyph(*character, *x))
            .collect();
        let mut ink: Vec<Ink> = glyphs.iter().map(|glyph| outline(glyph, glyph.character)).collect();
        ink.extend_from_slice(more);
        ink.extend([
            line(0, 0, 100_000, 0),
            line(0, 30_000, 100_000, 30_000),
            line(0, 0, 0, 30_000),
        ]);
        change(&mut ink);
        let cells = [Rect::new(0, 0, 50_000, 30_000), Rect::new(50_000, 0, 100_000, 30_000)];
        let boxes = glyphs.iter().take(left.len()).map(|glyph| glyph.bbox);
        let text = boxes.reduce(|all, one| all.union(&one));
        let case = Case {
            page: &Page {
                glyphs,
                ..Page::default()
            },
            text: text.unwrap_or(cells[0]),
            cell: cells[0],
            cells: &cells,
            is_celled: true,
            is_blank: left.is_empty(),
        };
        case.judge(&ink)
    }

    const RULE: (Milli, Milli, Milli, Milli) = (50_000, 0, 50_000, 30_000);

    fn rule() -> Ink {
        line(RULE.0, RULE.1, RULE.2, RULE.3)
    }

    #[test]
    fn figures_that_no_line_parts_are_two_only_where_they_stand_apart() {
        let (left, near, far) = ([('1', 38_000), ('2', 43_000)], [('5', 52_000)], [('5', 80_000)]);
        assert_eq!(judged(&left, &near, &[rule()], |_| {}), Appearance::Same);
        assert_eq!(judged(&left, &near, &[], |_| {}), Appearance::Unclear);
        assert_eq!(judged(&left, &far, &[], |_| {}), Appearance::Same);
        let hidden = Ink {
            sight: Sight::Unseen,
            ..rule()
        };
        assert_eq!(judged(&left, &near, &[hidden], |_| {}), Appearance::Unclear);
    }

    #[test]
    fn digits_with_room_for_a_space_between_are_two_figures() {
        assert_eq!(
            judged(&[('1', 10_000), ('2', 15_500)], &[], &[rule()], |_| {}),
            Appearance::Same
        );
        assert_eq!(
            judged(&[('1', 10_000), ('2', 25_000)], &[], &[rule()], |_| {}),
            Appearance::Unclear
        );
    }

    #[test]
    fn a_line_through_the_cell_that_no_cell_has_cuts_it_otherwise() {
        assert_eq!(
            judged(
                &[('1', 10_000)],
                &[],
                &[rule(), line(30_000, 0, 30_000, 30_000)],
                |_| {}
            ),
            Appearance::Unclear
        );
    }

    #[test]
    fn an_outline_says_more_than_the_file() {
        let seen = judged(&[('8', 10_000), ('.', 15_000), ('6', 20_000)], &[], &[rule()], |ink| {
            ink[0] = Ink {
                drawn: Drawn::Glyph {
                    origin: Point { x: 10_000, y: 18_000 },
                    reads: Some('3'),
                },
                ..ink[0]
            };
        });
        let readings = Readings {
            first: "8.6".into(),
            second: "3.6".into(),
        };
        assert_eq!(seen, Appearance::Differs(readings));
    }

    #[test]
    fn a_character_without_ink_is_not_there_and_one_without_a_font_unclear() {
        let at = Point { x: 15_000, y: 18_000 };
        let bare = |drawn: Drawn| {
            judged(&[('8', 10_000), ('6', 15_000)], &[], &[rule()], |ink| {
                ink[1].drawn = drawn
            })
        };
        let readings = Readings {
            first: "86".into(),
            second: "8".into(),
        };
        assert_eq!(bare(Drawn::Empty { origin: at }), Appearance::Differs(readings));
        assert_eq!(bare(Drawn::Missing { origin: at }), Appearance::Unclear);
    }

    #[test]
    fn ink_that_may_not_be_seen_is_no_accusation_and_no_confirmation() {
        let dot = |sight: Sight| Ink {
            drawn: Drawn::Fill,
            bbox: Rect::new(16_000, 17_000, 17_000, 18_000),
            sight,
        };
        let with = |sight| judged(&[('8', 10_000), ('6', 18_000)], &[], &[rule(), dot(sight)], |_| {});
        assert!(matches!(with(Sight::Seen), Appearance::Differs(readings) if readings.second == "8■6"));
        assert_eq!(with(Sight::Unsure), Appearance::Unclear);
        assert_eq!(with(Sight::Unseen), Appearance::Same);
    }
}
