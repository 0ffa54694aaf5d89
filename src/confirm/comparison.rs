//! What two readers see in one box.

use super::reading_order::{in_lines, spelt_out};
use super::second_reading::PageReading;
use crate::digits::has_digit;
use crate::geometry::{Milli, Point, Rect};
use crate::language::Bilingual;
use crate::messages::Message;
use crate::pdf::{Glyph, Page, Visibility};
use crate::second::Character;
use crate::text::is_doubtful;

/// Different characters closer than this part of their size (1/100) are printed over each other. The narrowest characters advance by 20.
const OVER_EACH_OTHER: Milli = 12;

/// A character counts as the same one where the readers see it within this part of its size (1/100). They may differ a little about
/// widths; a digit advances by 50, so that two which have changed places are not the same.
const SAME_PLACE: Milli = 25;

/// A blank is confirmed where the second reader sees at least one part in so many of the page's characters: it has then read the page.
/// Spaces that only one of the two counts are below that.
const READ_PART: usize = 2;

/// Two readings of one box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Readings {
    /// What the first reader sees, which the tables hold.
    pub first: String,
    /// What the other one sees.
    pub second: String,
}

/// What the tables hold of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// A text.
    Text,
    /// Nothing: no reader may see anything there, but for the label of the cell.
    Nothing,
    /// No year: words may stand there.
    NoYear,
}

impl Stated {
    fn is_blank(self) -> bool {
        self != Self::Text
    }

    /// Whether a reading may stand in a box that is said to be blank.
    fn allows(self, reading: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Nothing => reading.is_empty() || reading.ends_with(':'),
            Self::NoYear => !has_digit(reading),
        }
    }
}

/// What a comparison came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Both see the same.
    Same,
    /// The second sees something else.
    Differs(Readings),
    /// The second cannot say, or the first is in doubt itself.
    Unknown(Bilingual),
}

/// A character where a reader sees it; one without a character is a glyph that the reader does not know.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// Which glyph of the page it belongs to: one may stand for several characters.
    glyph: usize,
    character: Option<char>,
    /// What the embedded font says that it is, where it contradicts the file.
    drawn_as: Option<char>,
    center: Point,
    size: Milli,
    is_shown: bool,
}

/// Compares all that the first reader saw in a box, hidden or not (the second cannot tell), with what the second one saw.
pub(super) fn compare(page: &Page, second: &PageReading, bbox: &Rect, stated: Stated) -> Verdict {
    if let Some(readings) = contradiction(page, bbox) {
        return Verdict::Differs(readings);
    }
    let first_marks = in_box(first_marks(page), bbox);
    let second_marks = in_box(second_marks(&second.characters), bbox);
    let unknown = |message: Message| Verdict::Unknown(message.bilingual(&[]));
    if page.marks.iter().any(|mark| bbox.contains(mark.bbox.center())) {
        return unknown(Message::InkInBox);
    }
    if is_in_doubt(&first_marks) {
        return unknown(Message::FigureInDoubt);
    }
    if second_marks.iter().any(|mark| mark.character.is_none()) {
        return unknown(Message::SecondReaderKnowsNot);
    }
    let (first, other) = (reading(&first_marks), reading(&second_marks));
    if !stated.allows(&first) {
        // The tables hold nothing of it: hidden, or left out for its size or its angle. That both readers see it confirms no blank.
        return unknown(Message::BlankHoldsText);
    }
    if first.is_empty() && other.is_empty() {
        if stated.is_blank() && second.count.saturating_mul(READ_PART) >= page.glyphs.len() {
            return Verdict::Same;
        }
        return unknown(Message::SecondReaderSawTooLittle);
    }
    if other.is_empty() {
        return unknown(Message::SecondReaderSawNothing);
    }
    if first == other || stand_alike(&first_marks, &second_marks) {
        return Verdict::Same;
    }
    // The first reader may know better which character a radical stands for: from /ActualText.
    let is_radical = |character: &Character| character.c.is_some_and(|c| ('\u{2e80}'..='\u{2fdf}').contains(&c));
    let at_place = |character: &&Character| {
        bbox.contains(Point {
            x: character.x,
            y: character.y,
        })
    };
    if second.characters.iter().filter(at_place).any(is_radical) {
        return unknown(Message::SecondReaderKnowsNot);
    }
    Verdict::Differs(Readings { first, second: other })
}

/// What the first reader sees in a box, and what it would see if the embedded fonts were right where they contradict the file;
/// `None` where they do not.
pub(super) fn contradiction(page: &Page, bbox: &Rect) -> Option<Readings> {
    let inside = |glyph: &&Glyph| glyph.visibility == Visibility::Shown && bbox.contains(glyph.bbox.center());
    if !page.glyphs.iter().filter(inside).any(|glyph| glyph.drawn_as.is_some()) {
        return None;
    }
    let drawn = first_marks(page).map(|mark| Seen {
        character: mark.drawn_as.or(mark.character),
        ..mark
    });
    Some(Readings {
        first: reading(&in_box(first_marks(page), bbox)),
        second: reading(&in_box(drawn, bbox)),
    })
}

/// All glyphs of the page's content: what a form field stores besides is no part of it.
fn first_marks(page: &Page) -> impl Iterator<Item = Seen> {
    let drawn = page
        .glyphs
        .iter()
        .filter(|glyph| glyph.visibility != Visibility::Stored);
    drawn.enumerate().map(|(number, glyph)| Seen {
        glyph: number,
        character: glyph
            .character
            .filter(|character| !glyph.in_doubt && !is_doubtful(*character)),
        drawn_as: glyph.drawn_as,
        center: glyph.bbox.center(),
        size: glyph.size,
        is_shown: glyph.visibility == Visibility::Shown,
    })
}

fn second_marks(characters: &[Character]) -> impl Iterator<Item = Seen> {
    characters.iter().enumerate().map(|(number, character)| Seen {
        glyph: number,
        character: character.c.filter(|character| !is_doubtful(*character)),
        drawn_as: None,
        center: Point {
            x: character.x,
            y: character.y,
        },
        size: 0,
        is_shown: true,
    })
}

/// The marks in a box, spelt alike, in reading order.
fn in_box(marks: impl Iterator<Item = Seen>, bbox: &Rect) -> Vec<Seen> {
    let inside = marks.filter(|mark| bbox.contains(mark.center));
    let marks = in_lines(inside.flat_map(spelt_alike).collect(), |mark| mark.center);
    marks.into_iter().map(|(_, mark)| mark).collect()
}

fn spelt_alike(mark: Seen) -> Vec<Seen> {
    let Some(character) = mark.character else {
        return vec![mark];
    };
    let spelt = |character| Seen {
        character: Some(character),
        ..mark
    };
    spelt_out(character).map(spelt).collect()
}

fn reading(marks: &[Seen]) -> String {
    marks.iter().filter_map(|mark| mark.character).collect()
}

/// Whether a glyph is without character, or different ones are shown in one place.
fn is_in_doubt(marks: &[Seen]) -> bool {
    let over_each_other = marks.windows(2).any(|pair| match pair {
        [a, b] => {
            let near = a.size.min(b.size) / 100 * OVER_EACH_OTHER;
            let apart = (a.center.x - b.center.x).abs().max((a.center.y - b.center.y).abs());
            a.is_shown && b.is_shown && a.character != b.character && a.glyph != b.glyph && apart < near
        }
        _ => false,
    });
    over_each_other || marks.iter().any(|mark| mark.is_shown && mark.character.is_none())
}

/// Whether each mark of the first has its like in the same place among those of the second, and none is left over.
fn stand_alike(first: &[Seen], second: &[Seen]) -> bool {
    let mut left: Vec<&Seen> = second.iter().collect();
    let found = first.iter().all(|mark| {
        let near = mark.size / 100 * SAME_PLACE;
        let is_like = |other: &&Seen| {
            let apart = Point {
                x: (mark.center.x - other.center.x).abs(),
                y: (mark.center.y - other.center.y).abs(),
            };
            other.character == mark.character && apart.x < near && apart.y < near
        };
        let like = left.iter().position(is_like);
        like.map(|index| left.swap_remove(index)).is_some()
    });
    found && left.is_empty()
}

#[cfg(test)]
mod tests;
