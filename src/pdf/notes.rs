//! Marks of reviewers that bring no appearance with them: viewers draw them by themselves, each in its way. What counts is that they are there, and
//! where: text typed over the page, lines through and below its text, shapes.

use hayro_syntax::object::{Array, Dict, Name, Rect, String as PdfString};

use super::MarkKind;
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

/// Most points of one line that is drawn by hand.
const MOST_POINTS: usize = 5_000;

/// The sign of a comment is so large, in points, however near one looks.
const SIGN_POINTS: f64 = 18.0;

/// Where the line of a struck-out and of an underlined text lies, from the top of its box, as a part of its height.
const THROUGH: f64 = 0.5;
const BELOW: f64 = 0.95;

impl<'a> Interpreter<'_, 'a> {
    /// Draws an annotation as viewers do that find no appearance with it.
    pub(super) fn draw_note(&mut self, annotation: &Dict<'a>, rect: &Rect) {
        if self.marks.is_hidden() {
            return;
        }
        let ink = plain(color_of(annotation, b"C").or(Some([0; 3])));
        let subtype = annotation.get::<Name<'_>>(b"Subtype");
        match subtype.as_deref() {
            Some(b"Text") => return self.draw_sign(annotation, rect, ink),
            Some(b"Ink" | b"Line" | b"PolyLine" | b"Polygon") if self.draw_strokes(annotation, ink) => return,
            _ if rect.width() <= 0.0 || rect.height() <= 0.0 => return,
            _ => {}
        }
        match subtype.as_deref() {
            Some(b"FreeText") => self.set_note(annotation, rect),
            Some(b"StrikeOut") => self.draw_lines(annotation, THROUGH, ink),
            Some(b"Underline" | b"Squiggly") => self.draw_lines(annotation, BELOW, ink),
            Some(b"Square" | b"Circle" | b"Line" | b"Ink" | b"Polygon" | b"PolyLine" | b"Stamp" | b"Caret") => {
                let around = self.around(rect);
                if let Some(inner) = color_of(annotation, b"IC") {
                    self.canvas
                        .fill(&outline(&around), Rule::NonZero, plain(Some(inner)), &self.state.clip);
                }
                if subtype.as_deref() == Some(b"Square") {
                    self.stroke_note(&outline(&around), annotation, ink);
                } else {
                    self.canvas.add_shape(&around, ink, &self.state.clip);
                }
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

    /// The sign of a comment at the upper left of its box, however large that is; of one that says something.
    fn draw_sign(&mut self, annotation: &Dict<'a>, rect: &Rect, ink: Ink) {
        let says = annotation.get::<PdfString<'_>>(b"Contents");
        let says = says.map(|says| text_string(says.as_bytes())).unwrap_or_default();
        if says.iter().all(|c| c.is_whitespace()) {
            return;
        }
        let corners = [(rect.x0, rect.y1), (rect.x0 + SIGN_POINTS, rect.y1 - SIGN_POINTS)];
        let around = Box2::around(corners.map(|(x, y)| self.state.to_page.apply(Spot::new(x, y))));
        let order = self.canvas.next_order();
        self.canvas.drawn.add(MarkKind::Comment, around, order, ink);
    }

    /// Draws the lines of a pen, from point to point. Whether there are any.
    fn draw_strokes(&mut self, annotation: &Dict<'a>, ink: Ink) -> bool {
        let lists = annotation.get::<Array<'_>>(b"InkList");
        let lists = lists.iter().flat_map(Array::iter::<Array<'_>>);
        let single = [&b"L"[..], b"Vertices"].into_iter();
        let lists = lists.chain(single.filter_map(|key| annotation.get::<Array<'_>>(key)));
        let mut path = Vec::new();
        for list in lists.take(MOST_QUADS) {
            let numbers: Vec<f64> = list.iter::<f64>().take(2 * MOST_POINTS).collect();
            let first = path.len();
            for spot in numbers.chunks_exact(2) {
                let &[x, y] = spot else { continue };
                let spot = self.state.to_page.apply(Spot::new(x, y));
                path.push(if path.len() == first {
                    Step::Move(spot)
                } else {
                    Step::Line(spot)
                });
            }
        }
        self.stroke_note(&path, annotation, ink);
        path.len() > 1
    }

    fn stroke_note(&mut self, path: &[Step], annotation: &Dict<'a>, ink: Ink) {
        let style = annotation.get::<Dict<'_>>(b"BS");
        let width = style.and_then(|style| style.get::<f64>(b"W")).unwrap_or(1.0);
        let line = LineStyle { width, has_ends: false };
        if width > 0.0 {
            self.canvas
                .stroke(path, line, &self.state.to_page, ink, &self.state.clip);
        }
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
