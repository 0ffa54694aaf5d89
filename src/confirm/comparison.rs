//! What two readers see in one box.

use unicode_normalization::UnicodeNormalization;

use super::second_reading::PageReading;
use crate::digits::has_digit;
use crate::geometry::{Milli, Point, Rect};
use crate::language::Bilingual;
use crate::messages::Message;
use crate::pdf::{Glyph, Page, Visibility};
use crate::second::Character;
use crate::text::{as_drawn, is_doubtful, is_unprinted};

/// Different characters closer than this part of their size (1/100) are printed over each other. The narrowest characters advance by 20.
const OVER_EACH_OTHER: Milli = 12;

/// A character counts as the same one where the readers see it within this part of its size (1/100). They may differ a little about
/// widths; a digit advances by 50, so that two which have changed places are not the same.
const SAME_PLACE: Milli = 25;

/// A blank is confirmed where the second reader sees at least one part in so many of the page's characters: it has then read the page.
/// Spaces that only one of the two counts are below that.
const READ_PART: usize = 2;

/// Characters whose middles lie this far below the first one of a line stand on the next: half of the smallest type of forms.
const LINE_MILLI: Milli = 3000;

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

/// The marks in a box, spelt alike, in reading order: line by line, left to right.
fn in_box(marks: impl Iterator<Item = Seen>, bbox: &Rect) -> Vec<Seen> {
    let inside = marks.filter(|mark| bbox.contains(mark.center));
    let mut marks: Vec<Seen> = inside.flat_map(spelt_alike).collect();
    marks.sort_by_key(|mark| (mark.center.y, mark.center.x));
    let mut line = 0;
    let mut keyed: Vec<(usize, Seen)> = Vec::with_capacity(marks.len());
    let mut top: Option<Milli> = None;
    for mark in marks {
        if top.is_none_or(|top| mark.center.y - top > LINE_MILLI) {
            line += 1;
            top = Some(mark.center.y);
        }
        keyed.push((line, mark));
    }
    keyed.sort_by_key(|(line, mark)| (*line, mark.center.x));
    keyed.into_iter().map(|(_, mark)| mark).collect()
}

/// Without space, look-alikes and compatibility forms replaced: `％` is `%`.
fn spelt_alike(mark: Seen) -> Vec<Seen> {
    let Some(character) = mark.character else {
        return vec![mark];
    };
    let drawn = std::iter::once(as_drawn(character)).nfkc();
    let printed = drawn.filter(|character| !character.is_whitespace() && !is_unprinted(*character));
    let spelt = |character| Seen {
        character: Some(character),
        ..mark
    };
    printed.map(spelt).collect()
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
mod tests {
    use super::*;
    use crate::pdf::{Direction, Glyph, Mark, MarkKind};

    const SIZE: Milli = 10_000;

    fn glyph(character: char, x: Milli) -> Glyph {
        Glyph {
            character: Some(character),
            drawn_as: None,
            bbox: Rect::new(x, 0, x + SIZE / 2, SIZE),
            origin: Point { x, y: SIZE },
            size: SIZE,
            direction: Direction::Right,
            visibility: Visibility::Shown,
            ..Glyph::default()
        }
    }

    fn page(text: &str) -> Page {
        let places = (0..).step_by(SIZE as usize / 2);
        Page {
            glyphs: text.chars().zip(places).map(|(c, x)| glyph(c, x)).collect(),
            ..Page::default()
        }
    }

    fn second(text: &str) -> PageReading {
        let seen = |glyph: &Glyph| Character {
            x: glyph.bbox.center().x + 300,
            y: glyph.bbox.center().y - 200,
            c: glyph.character.filter(|c| *c != '?'),
        };
        let characters: Vec<Character> = page(text).glyphs.iter().map(seen).collect();
        PageReading {
            pages: 1,
            count: characters.len(),
            characters,
        }
    }

    const ALL: Rect = Rect {
        x0: 0,
        y0: 0,
        x1: 1_000_000,
        y1: 1_000_000,
    };

    fn compared(first: &str, other: &str, stated: Stated) -> Verdict {
        compare(&page(first), &second(other), &ALL, stated)
    }

    #[test]
    fn what_is_printed_alike_is_the_same() {
        assert_eq!(compared("98.52%", "98.52%", Stated::Text), Verdict::Same);
        assert_eq!(compared("98.52％ ⽤", "98.52%用", Stated::Text), Verdict::Same);
    }

    #[test]
    fn another_digit_is_a_difference_and_both_are_shown() {
        let readings = Readings {
            first: "98.52".into(),
            second: "96.52".into(),
        };
        assert_eq!(compared("98.52", "96.52", Stated::Text), Verdict::Differs(readings));
        assert!(matches!(compared("98.52", "89.52", Stated::Text), Verdict::Differs(_)));
        assert!(matches!(compared("98.52", "98.5", Stated::Text), Verdict::Differs(_)));
        assert!(matches!(compared("", "5", Stated::Nothing), Verdict::Differs(_)));
    }

    #[test]
    fn a_reader_that_does_not_know_is_not_held_for_one_that_disagrees() {
        assert!(matches!(compared("98.52", "98.?2", Stated::Text), Verdict::Unknown(_)));
        assert!(matches!(compared("98.52", "", Stated::Text), Verdict::Unknown(_)));
        assert!(matches!(
            compared("98.\u{e012}2", "98.52", Stated::Text),
            Verdict::Unknown(_)
        ));
    }

    #[test]
    fn a_blank_is_confirmed_only_by_a_reader_that_has_read_the_page() {
        let below = Rect::new(0, 50_000, 1000, 60_000);
        let judged = |other: &str| compare(&page("项目名称"), &second(other), &below, Stated::Nothing);
        assert_eq!(judged("项目名称"), Verdict::Same);
        assert!(matches!(judged(""), Verdict::Unknown(_)));
    }

    #[test]
    fn a_blank_is_not_confirmed_by_what_both_readers_see_there() {
        assert!(matches!(compared("99", "99", Stated::Nothing), Verdict::Unknown(_)));
        assert!(matches!(compared("99", "98", Stated::Nothing), Verdict::Unknown(_)));
        assert_eq!(compared("主管部门：", "主管部门:", Stated::Nothing), Verdict::Same);
        assert_eq!(compared("(年度)", "（年度）", Stated::NoYear), Verdict::Same);
        assert!(matches!(compared("2023", "2023", Stated::NoYear), Verdict::Unknown(_)));
        let mut hidden = page("99");
        for glyph in &mut hidden.glyphs {
            glyph.visibility = Visibility::Covered;
        }
        assert!(matches!(
            compare(&hidden, &second("99"), &ALL, Stated::Nothing),
            Verdict::Unknown(_)
        ));
    }

    #[test]
    fn ink_that_is_no_text_is_seen_by_no_reader() {
        let mut inked = page("98.52");
        let dot = |x: Milli| Mark {
            kind: MarkKind::Shape,
            bbox: Rect::new(x, 0, x + 900, 900),
            color: None,
            order: 0,
        };
        let bbox = Rect::new(0, 0, 30_000, SIZE);
        inked.marks = vec![dot(40_000)];
        assert_eq!(compare(&inked, &second("98.52"), &bbox, Stated::Text), Verdict::Same);
        inked.marks.push(dot(10_000));
        assert!(matches!(
            compare(&inked, &second("98.52"), &bbox, Stated::Text),
            Verdict::Unknown(_)
        ));
        assert!(matches!(
            compare(&inked, &second("98.52"), &bbox, Stated::Nothing),
            Verdict::Unknown(_)
        ));
    }

    #[test]
    fn a_digit_that_is_a_guess_is_in_doubt() {
        let mut page = page("98.52");
        page.glyphs[1].in_doubt = true;
        assert!(matches!(
            compare(&page, &second("98.52"), &ALL, Stated::Text),
            Verdict::Unknown(_)
        ));
    }

    #[test]
    fn digits_printed_over_each_other_are_in_doubt_and_bold_ones_are_not() {
        let over = |character: char, visibility: Visibility| {
            let mut page = page("98");
            page.glyphs.push(Glyph {
                visibility,
                ..glyph(character, 100)
            });
            let mut seen = second("98");
            seen.characters.push(Character {
                x: 2_900,
                y: 4_800,
                c: Some(character),
            });
            compare(&page, &seen, &ALL, Stated::Text)
        };
        assert!(matches!(over('3', Visibility::Shown), Verdict::Unknown(_)));
        assert_eq!(over('9', Visibility::Shown), Verdict::Same);
        assert_eq!(
            over('3', Visibility::Covered),
            Verdict::Same,
            "hidden ones are seen by both"
        );
    }

    #[test]
    fn a_font_that_contradicts_the_file_is_a_reader_of_its_own() {
        let mut page = page("9.30");
        page.glyphs[2].drawn_as = Some('8');
        let readings = Readings {
            first: "9.30".into(),
            second: "9.80".into(),
        };
        assert_eq!(contradiction(&page, &ALL), Some(readings.clone()));
        assert_eq!(
            compare(&page, &second("9.30"), &ALL, Stated::Text),
            Verdict::Differs(readings)
        );
    }
}
