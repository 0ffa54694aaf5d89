//! A page -> SVG, drawn again from the glyphs, strokes and fills that our reader saw: for pages whose fonts are not in the file.

use maud::{Markup, PreEscaped, html};

use crate::geometry::POINT;
use crate::pdf::{Direction, Glyph, Page, Visibility};

/// Fonts that systems with Chinese have, in the order of preference; the last word is the browser's.
const FONTS: &str = "SimSun, 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', serif";

/// Hair lines are drawn this thick.
const HAIR_LINE: i32 = POINT / 4;

/// Draws the page; one unit of the drawing is a thousandth of a point, as everywhere in our geometry.
pub(super) fn draw(page: &Page, width: u32, height: u32) -> Markup {
    let seen = page.glyphs.iter().filter(|glyph| glyph.visibility == Visibility::Shown);
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox={ "0 0 " (page.width) " " (page.height) }
            font-family=(FONTS) {
            rect width="100%" height="100%" fill="#fff" {}
            @for fill in &page.fills {
                rect x=(fill.bbox.x0) y=(fill.bbox.y0) width=(fill.bbox.width()) height=(fill.bbox.height()) fill=(colour(fill.color)) {}
            }
            @for stroke in &page.strokes {
                line x1=(stroke.from.x) y1=(stroke.from.y) x2=(stroke.to.x) y2=(stroke.to.y)
                    stroke=(colour(stroke.color)) stroke-width=(stroke.width.max(HAIR_LINE)) {}
            }
            @for glyph in seen {
                @if let Some(character) = glyph.character.filter(|c| !c.is_control()) {
                    text x=(glyph.origin.x) y=(glyph.origin.y) font-size=(glyph.size) transform=[turn(glyph)] { (character) }
                }
            }
        }
    }
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
            drawn_as: None,
            bbox: crate::geometry::Rect::new(0, 0, 9_000, 9_000),
            origin: Point { x: 1_000, y: 8_000 },
            size: 9_000,
            direction: Direction::Right,
            visibility,
            order: 0,
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
}
