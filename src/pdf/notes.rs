//! Marks of reviewers that bring no appearance with them: viewers draw them by themselves, each in its way. What counts is that they are there, and
//! where: text typed over the page, lines through and below its text, shapes.

use hayro_syntax::object::{Array, Dict, Name, Rect, String as PdfString};

use super::box2::Box2;
use super::canvas::LineStyle;
use super::color::Rgb;
use super::field_box::{FieldBox, Type};
use super::fields::Quadding;
use super::ink::Ink;
use super::interpreter::Interpreter;
use super::matrix::Spot;
use super::paths::{Rule, Step};
use super::strings::text_string;
use super::widgets::{device_color, plain};

/// Most quadrangles of one annotation: a page of text has a hundred lines.
const MOST_QUADS: usize = 1000;

/// Where the line of a struck-out and of an underlined text lies, from the top of its box, as a part of its height.
const THROUGH: f64 = 0.5;
const BELOW: f64 = 0.95;

impl<'a> Interpreter<'_, 'a> {
    /// Draws an annotation as viewers do that find no appearance with it.
    pub(super) fn draw_note(&mut self, annotation: &Dict<'a>, rect: &Rect) {
        if self.marks.is_hidden() || rect.width() <= 0.0 || rect.height() <= 0.0 {
            return;
        }
        let ink = plain(color_of(annotation, b"C").or(Some([0; 3])));
        match annotation.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"FreeText") => self.set_note(annotation, rect),
            Some(b"StrikeOut") => self.draw_lines(annotation, THROUGH, ink),
            Some(b"Underline" | b"Squiggly") => self.draw_lines(annotation, BELOW, ink),
            Some(b"Square" | b"Circle" | b"Line" | b"Ink" | b"Polygon" | b"PolyLine" | b"Stamp" | b"Caret") => {
                let around = self.around(rect);
                if let Some(inner) = color_of(annotation, b"IC") {
                    self.canvas
                        .fill(&outline(&around), Rule::NonZero, plain(Some(inner)), &self.state.clip);
                }
                self.canvas.add_shape(&around, ink, &self.state.clip);
            }
            // The others have a sign beside the text, or let it shine through.
            _ => {}
        }
    }

    /// Sets the text of a note into its box.
    fn set_note(&mut self, annotation: &Dict<'a>, rect: &Rect) {
        let contents = annotation.get::<PdfString<'_>>(b"Contents");
        let text = contents
            .map(|contents| text_string(contents.as_bytes()))
            .unwrap_or_default();
        let lines: Vec<Vec<char>> = text.split(|c| matches!(c, '\r' | '\n')).map(<[char]>::to_vec).collect();
        if let Some(ground) = color_of(annotation, b"C") {
            let around = self.around(rect);
            self.canvas
                .fill(&outline(&around), Rule::NonZero, plain(Some(ground)), &self.state.clip);
        }
        let appearance = annotation.get::<PdfString<'_>>(b"DA");
        let style = Type::of(appearance.as_ref().map_or(&b""[..], |da| da.as_bytes()));
        let place = FieldBox::upright(rect, &self.state.to_page);
        // Its first line stands at the top of its box, whatever the height.
        self.set_block(&lines, style, &place, true, Quadding::Left);
    }

    fn draw_lines(&mut self, annotation: &Dict<'a>, part: f64, ink: Ink) {
        let quads = annotation.get::<Array<'_>>(b"QuadPoints");
        let numbers: Vec<f64> = quads.iter().flat_map(Array::iter::<f64>).take(8 * MOST_QUADS).collect();
        let line = LineStyle {
            width: 1.0,
            has_ends: false,
        };
        for quad in numbers.chunks_exact(8) {
            let corners = quad.chunks_exact(2).filter_map(|two| match *two {
                [x, y] => Some(Spot::new(x, y)),
                _ => None,
            });
            let b = Box2::around(corners);
            let y = b.y1 - b.height() * part;
            let ends = [Spot::new(b.x0, y), Spot::new(b.x1, y)].map(|spot| self.state.to_page.apply(spot));
            let path = [Step::Move(ends[0]), Step::Line(ends[1])];
            self.canvas
                .stroke(&path, line, &self.state.to_page, ink, &self.state.clip);
        }
    }

    fn around(&self, rect: &Rect) -> Box2 {
        let corners = [(rect.x0, rect.y0), (rect.x1, rect.y1)];
        Box2::around(corners.map(|(x, y)| self.state.to_page.apply(Spot::new(x, y))))
    }
}

fn outline(b: &Box2) -> [Step; 5] {
    [
        Step::Move(Spot::new(b.x0, b.y0)),
        Step::Line(Spot::new(b.x1, b.y0)),
        Step::Line(Spot::new(b.x1, b.y1)),
        Step::Line(Spot::new(b.x0, b.y1)),
        Step::Close,
    ]
}

/// The colour that an annotation has under this key; none at all where the array is empty.
fn color_of(annotation: &Dict<'_>, key: &[u8]) -> Option<Rgb> {
    let parts: Vec<f64> = annotation.get::<Array<'_>>(key)?.iter::<f64>().take(4).collect();
    device_color(&parts)
}
