//! How the ways draw: pieces of page content, and a value that is moved, scaled, turned or taken apart.

use std::fmt::Write as _;

pub use crate::paper::form::{FRAME, Form, show, stream};
pub use crate::paper::spots::Spot;

impl Spot {
    /// Size of the type, in points.
    pub fn points(&self) -> f64 {
        f64::from(self.size)
    }

    /// The cell: left, bottom, right, top.
    pub fn edges(&self) -> [f64; 4] {
        let (x0, y0, x1, y1) = self.cell;
        [x0, y0, x1, y1].map(f64::from)
    }

    pub fn pen(&self) -> (f64, f64) {
        (f64::from(self.x), f64::from(self.y))
    }

    pub fn width(&self) -> f64 {
        width(&self.text, self.points())
    }

    /// The middle of the text.
    pub fn middle(&self) -> (f64, f64) {
        let (x, y) = self.pen();
        (x + self.width() / 2.0, y + self.points() * 0.35)
    }

    /// Whether it stands in a cell of the table, and not in a line above it.
    pub fn is_in_table(&self) -> bool {
        !matches!(self.field.as_str(), "title" | "year")
    }

    /// Another value of the same shape.
    pub fn other(&self) -> String {
        let words = "另有内容其他事项暂无说明备注".chars();
        let mut words = words.cycle();
        self.text
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(digit) => char::from_digit((digit + 3) % 10, 10).unwrap_or(c),
                None if c.is_alphabetic() => words.next().unwrap_or(c),
                None => c,
            })
            .collect()
    }

    /// The text before, at and behind the first of these characters.
    pub fn split(&self, at: impl Fn(char) -> bool) -> Option<(&str, char, &str)> {
        let (index, c) = self.text.char_indices().find(|(_, c)| at(*c))?;
        let (before, rest) = self.text.split_at(index);
        Some((before, c, rest.strip_prefix(c)?))
    }

    /// The same around a character that matters: a digit, or else the first one.
    pub fn split_at_a_digit(&self) -> (&str, char, &str) {
        self.split(|c| c.is_ascii_digit())
            .or_else(|| self.split(|_| true))
            .expect("a value is not empty")
    }
}

/// How wide a text is in /F.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f64>() * size
}

/// A text of that size, from that point on.
pub fn set(x: f64, y: f64, size: f64, text: &str) -> String {
    set_in([1.0, 0.0, 0.0, 1.0, x, y], size, text)
}

pub fn set_in(matrix: [f64; 6], size: f64, text: &str) -> String {
    let matrix = matrix.map(|n| format!("{n:.4}")).join(" ");
    format!("BT /F {size} Tf {matrix} Tm {} ET\n", show(text))
}

/// A text around its middle, turned by so many degrees.
pub fn set_turned(middle: (f64, f64), degrees: f64, size: f64, text: &str) -> String {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (dx, dy) = (width(text, size) / 2.0, size * 0.35);
    let x = middle.0 - dx * cosine + dy * sine;
    let y = middle.1 - dx * sine - dy * cosine;
    set_in([cosine, sine, -sine, cosine, x, y], size, text)
}

/// Draws this in place of a value.
pub fn instead(form: Form, spot: &Spot, content: &str) -> Form {
    form.operators(&spot.field, "").behind(&format!("q {content} Q\n"))
}

/// Draws this over all that is drawn so far.
pub fn over(form: Form, content: &str) -> Form {
    form.behind(&format!("q {content} Q\n"))
}

/// The value as it is, but at another point.
pub fn moved(form: Form, spot: &Spot, x: f64, y: f64) -> Form {
    instead(form, spot, &set(x, y, spot.points(), &spot.text))
}

/// The value in another size, if it does not run off the page.
pub fn scaled(form: Form, spot: &Spot, scale: f64) -> Option<Form> {
    let ((x, y), size) = (spot.pen(), spot.points() * scale);
    let lower = if scale > 1.0 {
        spot.points() * (scale - 1.0) * 0.3
    } else {
        0.0
    };
    let is_on_page = x + spot.width() * scale < f64::from(FRAME.2) + 38.0;
    is_on_page.then(|| instead(form, spot, &set(x, y - lower, size, &spot.text)))
}

pub fn turned(form: Form, spot: &Spot, degrees: f64) -> Form {
    instead(
        form,
        spot,
        &set_turned(spot.middle(), degrees, spot.points(), &spot.text),
    )
}

/// Side of a cell or of the table.
#[derive(Debug, Clone, Copy)]
pub enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

/// How far over the border of its cell a text stands.
#[derive(Debug, Clone, Copy)]
pub enum Reach {
    /// It touches the border.
    On,
    /// Half of it is on the other side.
    Over,
}

pub fn at_border(form: Form, spot: &Spot, side: Side, reach: Reach) -> Option<Form> {
    let [x0, y0, x1, y1] = spot.edges();
    let (size, wide, (x, y)) = (spot.points(), spot.width(), spot.pen());
    let (x, y) = match (side, reach) {
        (Side::Left, Reach::On) => (x0 - 1.0, y),
        (Side::Left, Reach::Over) => (x0 - wide / 2.0, y),
        (Side::Right, Reach::On) => (x1 - wide + 1.0, y),
        (Side::Right, Reach::Over) => (x1 - wide / 2.0, y),
        (Side::Top, Reach::On) => (x, y1 - size * 0.6),
        (Side::Top, Reach::Over) => (x, y1 - size * 0.35),
        (Side::Bottom, Reach::On) => (x, y0 - size * 0.1),
        (Side::Bottom, Reach::Over) => (x, y0 - size * 0.35),
    };
    spot.is_in_table().then(|| moved(form, spot, x, y))
}

/// The value outside the table, next to its cell; nothing but blank cells may stand between them.
pub fn beside(form: Form, spot: &Spot, side: Side) -> Option<Form> {
    let (x0, y0, x1, y1) = FRAME;
    let is_last_of_its_row = matches!(spot.field.as_str(), "total_score" | "indicators[0].score");
    let ((x, y), wide, size) = (spot.pen(), spot.width(), spot.points());
    let (is_next, x, y) = match side {
        Side::Left => (spot.cell.0 == x0, f64::from(x0) - 3.0 - wide, y),
        Side::Right => (spot.cell.2 == x1 || is_last_of_its_row, f64::from(x1) + 4.0, y),
        Side::Top => (spot.cell.3 == y1, x, f64::from(y1) + 4.0),
        Side::Bottom => (spot.cell.1 == y0, x, f64::from(y0) - size - 2.0),
    };
    let is_on_page = x > 1.0 && x + wide < f64::from(x1) + 38.0;
    (spot.is_in_table() && is_next && is_on_page).then(|| moved(form, spot, x, y))
}

/// A closed ellipse.
pub fn ellipse(x: f64, y: f64, rx: f64, ry: f64) -> String {
    // How far the handles of a quarter of a circle reach.
    const HANDLE: f64 = 0.5523;
    let (hx, hy) = (rx * HANDLE, ry * HANDLE);
    let (l, r, b, t) = (x - rx, x + rx, y - ry, y + ry);
    format!(
        "{r:.3} {y:.3} m {r:.3} {:.3} {:.3} {t:.3} {x:.3} {t:.3} c {:.3} {t:.3} {l:.3} {:.3} {l:.3} {y:.3} c \
         {l:.3} {:.3} {:.3} {b:.3} {x:.3} {b:.3} c {:.3} {b:.3} {r:.3} {:.3} {r:.3} {y:.3} c h ",
        y + hy,
        x + hx,
        x - hx,
        y + hy,
        y - hy,
        x - hx,
        x + hx,
        y - hy
    )
}

/// Outlines where a text would stand: rings for its characters, a dot for its point.
pub fn outlines(x: f64, y: f64, size: f64, text: &str) -> String {
    let mut pen = x;
    let mut drawn = String::new();
    for c in text.chars() {
        let wide = width(&c.to_string(), size);
        let (middle, half) = (pen + wide / 2.0, wide * 0.42);
        if c == '.' {
            drawn += &ellipse(middle, y + size * 0.06, size * 0.06, size * 0.06);
        } else {
            drawn += &ellipse(middle, y + size * 0.35, half, size * 0.35);
            drawn += &ellipse(middle, y + size * 0.35, half * 0.6, size * 0.22);
        }
        pen += wide;
    }
    drawn + "f* "
}

/// A picture of some marks, in this box.
pub fn picture(x: f64, y: f64, wide: f64, high: f64) -> String {
    format!("{wide:.2} 0 0 {high:.2} {x:.2} {y:.2} cm BI /W 8 /H 8 /BPC 1 /CS /G /F /AHx ID C3BD7E7E7E7EBDC3> EI ")
}

/// Codes of two bytes, from 1 on.
pub fn codes(count: usize) -> String {
    let mut codes = String::from("<");
    for code in 1..=count {
        let _ = write!(codes, "{code:04X}");
    }
    codes + ">"
}
