//! Lines, dots, pictures and shapes: beside, over, under and in place of a value.

use std::fmt::Write as _;

use crate::draw::{Form, Spot, ellipse, instead, outlines, over, picture, set, set_turned, show, width};

/// A line under, over or through the value.
pub fn lined(form: Form, spot: &Spot, rise: f64, dash: &str) -> Form {
    let ((x, y), wide) = (spot.pen(), spot.width());
    let y = y + rise * spot.points();
    over(form, &format!("{dash} 0.5 w {x} {y:.2} m {:.2} {y:.2} l S", x + wide))
}

/// A line from the value to the border of its cell.
pub fn with_leader(form: Form, spot: &Spot, dash: &str) -> Option<Form> {
    let ((x, y), [_, _, right, _]) = (spot.pen(), spot.edges());
    let from = x + spot.width() + 1.0;
    let content = format!("{dash} 0.5 w {from:.2} {y} m {right} {y} l S");
    (spot.is_in_table() && from + 3.0 < right).then(|| over(form, &content))
}

/// How a point or a minus is drawn that is no character.
#[derive(Debug, Clone, Copy)]
pub enum Dot {
    Square,
    Circle,
    Line,
    RoundCap,
}

/// The value with its point drawn.
pub fn with_drawn_point(form: Form, spot: &Spot, dot: Dot) -> Option<Form> {
    let (before, _, behind) = spot.split(|c| c == '.')?;
    let ((x, y), size) = (spot.pen(), spot.points());
    let at = x + width(before, size) + size * 0.25;
    let half = size * 0.06;
    let dot = match dot {
        Dot::Square => format!("{:.2} {y} {1:.2} {1:.2} re f", at - half, half * 2.0),
        Dot::Circle => ellipse(at, y + half, half, half) + "f",
        Dot::Line => format!(
            "{0:.2} w {1:.2} {2:.2} m {3:.2} {2:.2} l S",
            half * 2.0,
            at - half,
            y + half,
            at + half
        ),
        Dot::RoundCap => format!("1 J {:.2} w {at:.2} {1:.2} m {at:.2} {1:.2} l S", half * 2.0, y + half),
    };
    let text = set(x, y, size, before) + &set(at + size * 0.25, y, size, behind);
    Some(instead(form, spot, &(text + &dot)))
}

/// The value with its minus drawn as a bar.
pub fn with_drawn_minus(form: Form, spot: &Spot, is_box: bool) -> Option<Form> {
    let (before, _, behind) = spot.split(|c| c == '-')?;
    let ((x, y), size) = (spot.pen(), spot.points());
    let at = x + width(before, size);
    let (left, long, high) = (at + size * 0.07, size * 0.36, y + size * 0.27);
    let bar = if is_box {
        format!("{left:.2} {high:.2} {long:.2} 0.6 re f")
    } else {
        format!("0.6 w {left:.2} {high:.2} m {:.2} {high:.2} l S", left + long)
    };
    let text = set(x, y, size, before) + &set(at + size * 0.5, y, size, behind);
    Some(instead(form, spot, &(text + &bar)))
}

/// The box that the value fills: left, bottom, width, height.
fn extent(spot: &Spot) -> (f64, f64, f64, f64) {
    let (x, y) = spot.pen();
    (x, y - spot.points() * 0.15, spot.width(), spot.points())
}

pub fn as_picture(form: Form, spot: &Spot) -> Form {
    let (x, y, wide, high) = extent(spot);
    instead(form, spot, &picture(x, y, wide, high))
}

/// The same as an object of its own.
pub fn as_image_object(form: Form, spot: &Spot) -> Form {
    let (x, y, wide, high) = extent(spot);
    let name = format!("I{}", form.next());
    instead(form, spot, &format!("{wide:.2} 0 0 {high:.2} {x:.2} {y:.2} cm /{name} Do"))
        .named("XObject", &name)
        .stream(
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /ASCIIHexDecode",
            "C3BD7E7E7E7EBDC3>",
        )
}

/// A stencil through which ink is painted.
pub fn as_stencil(form: Form, spot: &Spot) -> Form {
    let (x, y, wide, high) = extent(spot);
    let content = format!(
        "{wide:.2} 0 0 {high:.2} {x:.2} {y:.2} cm BI /W 8 /H 8 /BPC 1 /IM true /F /AHx ID C3BD7E7E7E7EBDC3> EI"
    );
    instead(form, spot, &content)
}

pub fn under_picture(form: Form, spot: &Spot) -> Form {
    let (x, y, wide, high) = extent(spot);
    over(form, &picture(x - 1.0, y - 1.0, wide + 2.0, high + 2.0))
}

/// A light picture that fills the cell, with the value on it.
pub fn on_picture(form: Form, spot: &Spot) -> Form {
    let [x0, y0, x1, y1] = spot.edges();
    let (x, y) = spot.pen();
    let picture = format!(
        "q {} 0 0 {} {} {} cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID EE> EI Q ",
        x1 - x0 - 1.0,
        y1 - y0 - 1.0,
        x0 + 0.5,
        y0 + 0.5
    );
    instead(form, spot, &(picture + &set(x, y, spot.points(), &spot.text)))
}

pub fn as_outlines(form: Form, spot: &Spot) -> Form {
    let (x, y) = spot.pen();
    instead(form, spot, &outlines(x, y, spot.points(), &spot.text))
}

/// Shapes of straight sides only, as a plotter draws figures.
pub fn as_polygons(form: Form, spot: &Spot) -> Form {
    let ((x, y), size) = (spot.pen(), spot.points());
    let mut drawn = String::new();
    let mut pen = x;
    for c in spot.text.chars() {
        let wide = width(&c.to_string(), size);
        let high = if c == '.' { size * 0.12 } else { size * 0.7 };
        let _ = write!(
            drawn,
            "{:.2} {y:.2} m {:.2} {:.2} l {:.2} {:.2} l {:.2} {:.2} l h ",
            pen + wide * 0.3,
            pen + wide * 0.8,
            y + high * 0.3,
            pen + wide * 0.7,
            y + high,
            pen + wide * 0.1,
            y + high * 0.8
        );
        pen += wide;
    }
    instead(form, spot, &(drawn + "f"))
}

/// One of its characters drawn, the others set.
pub fn with_one_outline(form: Form, spot: &Spot) -> Form {
    let (before, c, behind) = spot.split_at_a_digit();
    let ((x, y), size) = (spot.pen(), spot.points());
    let c = c.to_string();
    let at = x + width(before, size);
    let content = set(x, y, size, before) + &outlines(at, y, size, &c) + &set(at + width(&c, size), y, size, behind);
    instead(form, spot, &content)
}

/// A round stamp with its text on a curve; its ring goes over the middle of the cell.
pub fn stamped_round(form: Form, spot: &Spot) -> Form {
    let [x0, y0, x1, y1] = spot.edges();
    let (x, y) = (f64::midpoint(x0, x1), f64::midpoint(y0, y1));
    let mut content = format!("1 0 0 rg 1 0 0 RG 1.5 w {}S ", ellipse(x, y, 34.0, 34.0));
    let text = "某某市财政局绩效专用章";
    for (index, c) in text.chars().enumerate() {
        let degrees = 200.0 - 22.0 * index as f64;
        let (sine, cosine) = degrees.to_radians().sin_cos();
        content += &set_turned(
            (x + 26.0 * cosine, y + 26.0 * sine),
            degrees - 90.0,
            7.0,
            &c.to_string(),
        );
    }
    over(form, &content)
}

/// A framed stamp that lies half over the value.
pub fn stamped_framed(form: Form, spot: &Spot) -> Form {
    let ((x, y), size) = (spot.middle(), spot.points());
    let (left, low) = (x - 10.0, y - 2.0);
    let content = format!(
        "1 0 0 rg 1 0 0 RG 1 w {left:.2} {low:.2} 44 16 re S {}",
        set(left + 2.0, low + 4.0, size.max(10.0), "已审核")
    );
    over(form, &content)
}

pub fn watermarked(form: Form, spot: &Spot) -> Form {
    let content = format!("0.85 g {}", set_turned(spot.middle(), 35.0, 48.0, "内部资料"));
    over(form, &content)
}

pub fn watermarked_below(form: Form, spot: &Spot) -> Form {
    let content = format!(
        "q 0.85 g {} Q\n",
        set_turned(spot.middle(), 35.0, 48.0, "内部资料 2023")
    );
    form.before(&content)
}

/// A small mark again and again over the page, one of them over the value.
pub fn tiled(form: Form, spot: &Spot) -> Form {
    let (x, y) = spot.middle();
    let mut content = String::from("0.8 g ");
    for row in -6..=6 {
        for column in -5..=5 {
            let at = (x + 90.0 * f64::from(column), y + 60.0 * f64::from(row));
            if (0.0..560.0).contains(&at.0) && (10.0..410.0).contains(&at.1) {
                content += &set_turned(at, 30.0, 7.0, "财政局 20230118");
            }
        }
    }
    over(form, &content)
}

/// A bar in the place of the value, so far from the borders of its cell.
pub fn barred(form: Form, spot: &Spot, color: &str, inset: f64) -> Option<Form> {
    let [x0, y0, x1, y1] = spot.edges();
    let (wide, high) = (x1 - x0 - 2.0 * inset, y1 - y0 - 2.0 * inset);
    let content = format!("{color} {} {} {wide} {high} re f", x0 + inset, y0 + inset);
    spot.is_in_table().then(|| instead(form, spot, &content))
}

/// Straight strokes in the place of the value.
pub fn as_strokes(form: Form, spot: &Spot) -> Option<Form> {
    let ((x, y), size) = (spot.pen(), spot.points());
    let mut strokes = String::new();
    for n in 0..4 {
        let at = x + f64::from(n) * size;
        let _ = write!(
            strokes,
            "{at:.2} {y:.2} m {:.2} {:.2} l ",
            at + size * 0.7,
            y + size * 1.4
        );
    }
    spot.is_in_table()
        .then(|| instead(form, spot, &format!("0 0 1 RG 0.7 w {strokes} S")))
}

/// A line from corner to corner of the cell, which has no value.
pub fn slashed(form: Form, spot: &Spot) -> Option<Form> {
    let [x0, y0, x1, y1] = spot.edges();
    let content = format!("0.5 w {x0} {y0} m {x1} {y1} l S");
    spot.is_in_table().then(|| instead(form, spot, &content))
}

/// Slanted lines over all of the cell, which has no value.
pub fn hatched(form: Form, spot: &Spot) -> Option<Form> {
    let [x0, y0, x1, y1] = spot.edges();
    let high = y1 - y0;
    let mut content = format!("q {x0} {y0} {} {high} re W n 0.3 w ", x1 - x0);
    let mut at = x0 - high;
    while at < x1 {
        let _ = write!(content, "{at} {y0} m {} {y1} l S ", at + high);
        at += 4.0;
    }
    spot.is_in_table().then(|| instead(form, spot, &(content + "Q")))
}

pub fn circled(form: Form, spot: &Spot) -> Form {
    let (x, y) = spot.middle();
    let ring = ellipse(x, y, spot.width() / 2.0 + 4.0, spot.points() * 0.8);
    over(form, &format!("1 0 0 RG 0.8 w {ring} S"))
}

/// A thin box around the value, within its cell.
pub fn boxed(form: Form, spot: &Spot) -> Form {
    let (x, y, wide, high) = extent(spot);
    let content = format!(
        "0.4 w {} {:.2} {:.2} {:.2} re S",
        x - 1.5,
        y - 1.0,
        wide + 3.0,
        high + 2.0
    );
    over(form, &content)
}

/// A tick of a pen behind the value.
pub fn ticked(form: Form, spot: &Spot) -> Form {
    let ((x, y), wide) = (spot.pen(), spot.width());
    let from = x + wide + 2.0;
    let content = format!(
        "1 0 0 RG 1 w {from:.2} {:.2} m {:.2} {y:.2} l {:.2} {:.2} l S",
        y + 3.0,
        from + 2.0,
        from + 7.0,
        y + 7.0
    );
    over(form, &content)
}

/// Ground behind the value, and the value on it in a colour.
pub fn on_ground(form: Form, spot: &Spot, ground: &str, ink: &str) -> Form {
    let [x0, y0, x1, y1] = spot.edges();
    let (x, y) = spot.pen();
    let content = format!(
        "{ground} {x0} {y0} {} {} re f {ink} BT /F {} Tf {x} {y} Td {} ET",
        x1 - x0,
        y1 - y0,
        spot.size,
        show(&spot.text)
    );
    instead(form, spot, &content)
}

/// A marker's bar over the value, which shows through.
pub fn highlighted(form: Form, spot: &Spot) -> Form {
    let (x, y, wide, high) = extent(spot);
    instead(
        form,
        spot,
        &format!(
            "1 1 0 rg {x} {y:.2} {wide:.2} {high:.2} re f 0 g {}",
            set(x, spot.pen().1, spot.points(), &spot.text)
        ),
    )
}
