//! A page -> SVG, drawn again from the glyphs, strokes and fills that our reader saw: for pages whose fonts are not in the file.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};
use unicode_normalization::char::is_combining_mark;

use crate::geometry::POINT;
use crate::pdf::{Direction, Glyph, Page, Stroke, Visibility};

/// Fonts that systems with Chinese have, in the order of preference; the last word is the browser's.
const FONTS: &str = "SimSun, 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', serif";

/// Hair lines are drawn this thick.
const HAIR_LINE: i32 = POINT / 4;

/// Draws the page; one unit of the drawing is a thousandth of a point, as everywhere in our geometry.
pub(super) fn draw(page: &Page, width: u32, height: u32) -> Markup {
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox={ "0 0 " (page.width) " " (page.height) }
            font-family=(FONTS) {
            rect width="100%" height="100%" fill="#fff" {}
            @for fill in &page.fills {
                rect x=(fill.bbox.x0) y=(fill.bbox.y0) width=(fill.bbox.width()) height=(fill.bbox.height()) fill=(colour(fill.color)) {}
            }
            @for alike in page.strokes.chunk_by(|one, next| (one.color, one.width) == (next.color, next.width)) {
                @if let Some(stroke) = alike.first() {
                    path d=(lines(alike)) stroke=(colour(stroke.color)) stroke-width=(stroke.width.max(HAIR_LINE)) {}
                }
            }
            @for run in runs(&page.glyphs) {
                text x=(run.x) y=(run.y) font-size=(run.size) transform=[run.turn] { (run.text) }
            }
        }
    }
}

/// Characters side by side, each with its own place.
struct Run {
    /// Where they stand from left to right, with a space between.
    x: String,
    y: i32,
    size: i32,
    turn: Option<String>,
    text: String,
}

/// What a person sees, in as few pieces as can be.
fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| glyph.visibility == Visibility::Shown) {
        // White space shows nothing, and would be drawn together.
        let Some(character) = glyph.character.filter(|c| !c.is_control() && !c.is_whitespace()) else {
            continue;
        };
        let turn = turn(glyph);
        if let Some(run) = runs.last_mut()
            && (run.y, run.size) == (glyph.origin.y, glyph.size)
            && run.turn.is_none()
            && turn.is_none()
            && [run.text.chars().next_back(), Some(character)]
                .iter()
                .flatten()
                .all(|c| has_one_place(*c))
        {
            // Writing to a text does not fail.
            let _ = write!(run.x, " {}", glyph.origin.x);
            run.text.push(character);
            continue;
        }
        runs.push(Run {
            x: glyph.origin.x.to_string(),
            y: glyph.origin.y,
            size: glyph.size,
            turn,
            text: character.into(),
        });
    }
    runs
}

/// Whether a character has one place in a run: browsers count those beyond the basic plane twice, and put marks on the letter before.
fn has_one_place(character: char) -> bool {
    character.len_utf16() == 1 && !is_combining_mark(character)
}

/// The path of straight lines.
fn lines(strokes: &[Stroke]) -> String {
    let mut path = String::new();
    for Stroke { from, to, .. } in strokes {
        // Writing to a text does not fail.
        let _ = write!(path, "M{} {}L{} {}", from.x, from.y, to.x, to.y);
    }
    path
}

fn colour([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Text that does not run to the right is turned about where the pen stands.
fn turn(glyph: &Glyph) -> Option<String> {
    let degrees = match glyph.direction {
        Direction::Right | Direction::Slanted => return None,
        Direction::Down if is_upright(glyph) => {
            // A character's base line lies 0.88 of its size below its top.
            return Some(format!("translate({} {})", -glyph.size / 2, glyph.size * 22 / 25));
        }
        Direction::Down => 90,
        Direction::Left => 180,
        Direction::Up => 270,
    };
    Some(format!("rotate({degrees} {} {})", glyph.origin.x, glyph.origin.y))
}

/// Whether a glyph of a line that runs down stands upright, as in vertical writing: there the pen stands in the middle above it, and not
/// on a base line at its side.
fn is_upright(glyph: &Glyph) -> bool {
    (glyph.origin.x - glyph.bbox.center().x).abs() < glyph.size / 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    fn glyph(character: char, visibility: Visibility) -> Glyph {
        Glyph {
            character: Some(character),
            bbox: crate::geometry::Rect::new(0, 0, 9_000, 9_000),
            origin: Point { x: 1_000, y: 8_000 },
            size: 9_000,
            visibility,
            ..Glyph::default()
        }
    }

    #[test]
    fn what_a_person_sees_is_drawn_and_never_as_markup() {
        let page = Page {
            glyphs: vec![glyph('<', Visibility::Shown), glyph('密', Visibility::Covered)],
            ..Page::default()
        };
        let drawn = draw(&page, 595, 842).into_string();
        assert!(drawn.contains("&lt;</text>"), "{drawn}");
        assert!(!drawn.contains('密'), "{drawn}");
    }

    #[test]
    fn characters_of_a_line_are_drawn_together_but_each_in_its_place() {
        let at = |x, character| Glyph {
            origin: Point { x, y: 8_000 },
            ..glyph(character, Visibility::Shown)
        };
        let glyphs = [
            at(1_000, '得'),
            at(9_000, ' '),
            at(12_000, '分'),
            at(30_000, '𠀀'),
            at(40_000, '年'),
        ];
        let drawn = runs(&glyphs).into_iter().map(|run| (run.x, run.text));
        let expected = [("1000 12000", "得分"), ("30000", "𠀀"), ("40000", "年")];
        assert_eq!(
            drawn.collect::<Vec<_>>(),
            expected.map(|(x, text)| (x.to_owned(), text.to_owned()))
        );
    }
}
