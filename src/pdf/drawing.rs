//! Pages drawn by hand, for tests: `drawing().rect(0, 0, 100, 20).text(4, 5, 10, "总分").page()`.
//!
//! Places are PDF points from the top left. A character is as wide as its size, half as wide where it is a Latin one, and draws at once
//! to the right of the one before it.

use unicode_width::UnicodeWidthChar;

use super::{Direction, Fill, Glyph, Mark, MarkKind, Page, Stroke, Typed, TypedKind};
use crate::geometry::{Milli, Point, Rect, to_milli};

/// The distance of two lines of one text, in hundredths of its size.
const LINE_HEIGHT: Milli = 120;

/// An empty page of A4.
pub(crate) fn drawing() -> Drawing {
    Drawing {
        page: Page {
            number: 1,
            width: 595_000,
            height: 842_000,
            ..Page::default()
        },
        order: 0,
        color: None,
    }
}

/// A page in the making; every method draws one thing more on it.
#[derive(Debug, Clone)]
pub(crate) struct Drawing {
    page: Page,
    order: u32,
    /// Of what is drawn from now on; lines are black where there is none.
    color: Option<[u8; 3]>,
}

impl Drawing {
    /// Draws in this colour from now on.
    pub(crate) fn color(mut self, color: [u8; 3]) -> Self {
        self.color = Some(color);
        self
    }

    /// Ink that is no character, no line and no box.
    pub(crate) fn mark(
        mut self,
        kind: MarkKind,
        x0: impl Into<f64>,
        y0: impl Into<f64>,
        x1: impl Into<f64>,
        y1: impl Into<f64>,
    ) -> Self {
        let (from, to) = (point(x0, y0), point(x1, y1));
        let mark = Mark {
            kind,
            bbox: Rect::new(from.x, from.y, to.x, to.y),
            color: self.color,
            order: self.next_order(),
        };
        self.page.marks.push(mark);
        self
    }

    /// The text of an annotation.
    pub(crate) fn typed(
        mut self,
        kind: TypedKind,
        x: impl Into<f64>,
        y: impl Into<f64>,
        size: impl Into<f64>,
        text: &str,
    ) -> Self {
        let first = self.order + 1;
        self = self.text(x, y, size, text);
        let orders = (first, self.order);
        self.page.typed.push(Typed { kind, orders });
        self
    }

    /// A hair line between two points.
    pub(crate) fn line(
        mut self,
        x0: impl Into<f64>,
        y0: impl Into<f64>,
        x1: impl Into<f64>,
        y1: impl Into<f64>,
    ) -> Self {
        let stroke = Stroke {
            from: point(x0, y0),
            to: point(x1, y1),
            width: 0,
            color: self.color.unwrap_or_default(),
            order: self.next_order(),
        };
        self.page.strokes.push(stroke);
        self
    }

    /// The four sides of a box, each a line.
    pub(crate) fn rect(self, x0: impl Into<f64>, y0: impl Into<f64>, x1: impl Into<f64>, y1: impl Into<f64>) -> Self {
        let (x0, y0, x1, y1) = (x0.into(), y0.into(), x1.into(), y1.into());
        self.line(x0, y0, x1, y0)
            .line(x0, y1, x1, y1)
            .line(x0, y0, x0, y1)
            .line(x1, y0, x1, y1)
    }

    /// A box full of lines, at these places: a table without merged cells.
    pub(crate) fn grid(mut self, xs: &[i32], ys: &[i32]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        for &y in ys {
            self = self.line(left, y, right, y);
        }
        for &x in xs {
            self = self.line(x, top, x, bottom);
        }
        self
    }

    /// A filled box without a line around it.
    pub(crate) fn fill(
        mut self,
        color: [u8; 3],
        x0: impl Into<f64>,
        y0: impl Into<f64>,
        x1: impl Into<f64>,
        y1: impl Into<f64>,
    ) -> Self {
        let (from, to) = (point(x0, y0), point(x1, y1));
        let fill = Fill {
            bbox: Rect::new(from.x, from.y, to.x, to.y),
            color,
            order: self.next_order(),
        };
        self.page.fills.push(fill);
        self
    }

    /// Text whose first character has its top left at this place; `\n` begins a line below. `�` draws a glyph that no character is known of.
    pub(crate) fn text(self, x: impl Into<f64>, y: impl Into<f64>, size: impl Into<f64>, text: &str) -> Self {
        self.turned(Direction::Right, x, y, size, text)
    }

    /// Texts side by side, each from its place on.
    pub(crate) fn row(self, y: impl Into<f64> + Copy, size: impl Into<f64> + Copy, texts: &[(i32, &str)]) -> Self {
        texts.iter().fold(self, |d, (x, text)| d.text(*x, y, size, text))
    }

    /// Text that runs another way, begun at the same place; `\n` begins a line where a reader of it sees "below".
    pub(crate) fn turned(
        mut self,
        direction: Direction,
        x: impl Into<f64>,
        y: impl Into<f64>,
        size: impl Into<f64>,
        text: &str,
    ) -> Self {
        let (start, size) = (point(x, y), to_milli(size.into()));
        // Another operator shows it.
        self.next_order();
        for (n, line) in text.split('\n').enumerate() {
            let below = size / 100 * LINE_HEIGHT * Milli::try_from(n).unwrap();
            let mut along = 0;
            for character in line.chars() {
                let half_widths = Milli::try_from(character.width_cjk().unwrap_or(1)).unwrap();
                let advance = size / 2 * half_widths;
                // The near and the far corner, in the text's own axes.
                let (a, b) = ((along, below), (along + advance, below + size));
                let on_page = |(along, below): (Milli, Milli)| match direction {
                    Direction::Right => (start.x + along, start.y + below),
                    Direction::Left => (start.x - along, start.y - below),
                    Direction::Down => (start.x - below, start.y + along),
                    Direction::Up => (start.x + below, start.y - along),
                    Direction::Slanted => (start.x + along, start.y + along + below),
                };
                let ((xa, ya), (xb, yb)) = (on_page(a), on_page(b));
                let bbox = Rect::new(xa, ya, xb, yb);
                self.glyph(character, bbox, size, direction);
                along += advance;
            }
        }
        self
    }

    /// The same page under another number.
    pub(crate) fn numbered(mut self, number: u32) -> Self {
        self.page.number = number;
        self
    }

    /// The drawn page.
    pub(crate) fn page(self) -> Page {
        self.page
    }

    fn glyph(&mut self, character: char, bbox: Rect, size: Milli, direction: Direction) {
        let is_known = character != char::REPLACEMENT_CHARACTER;
        self.page.unmapped += usize::from(!is_known);
        let glyph = Glyph {
            character: is_known.then_some(character),
            bbox,
            origin: Point { x: bbox.x0, y: bbox.y1 },
            size,
            direction,
            order: self.next_order(),
            color: self.color,
            ..Glyph::default()
        };
        self.page.glyphs.push(glyph);
    }

    fn next_order(&mut self) -> u32 {
        self.order += 1;
        self.order
    }
}

fn point(x: impl Into<f64>, y: impl Into<f64>) -> Point {
    Point {
        x: to_milli(x.into()),
        y: to_milli(y.into()),
    }
}
