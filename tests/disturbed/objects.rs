//! A value within another object: a form, a pattern, an annotation, a field to be filled in, a layer; and marks that annotations leave on it.

use std::fmt::Write as _;

use crate::draw::{Form, Spot, instead, over, set, show, stream};

/// A text string of a PDF.
fn string(text: &str) -> String {
    let units = text.encode_utf16().fold(String::from("<FEFF"), |mut hex, unit| {
        let _ = write!(hex, "{unit:04X}");
        hex
    });
    units + ">"
}

const FONT: &str = "/Resources << /Font << /F 5 0 R >> >>";

/// The value in a form with a matrix of its own.
pub fn in_form_object(form: Form, spot: &Spot) -> Form {
    let (x, y) = spot.pen();
    let name = format!("O{}", form.next());
    let wide = spot.width() * 2.0;
    let content = format!("BT /F {} Tf 0 4 Td {} ET", spot.size * 2, show(&spot.text));
    let entries = format!(
        "/Type /XObject /Subtype /Form /BBox [-1 -4 {} {}] /Matrix [0.5 0 0 0.5 0 -2] {FONT}",
        wide + 2.0,
        spot.size * 2 + 4
    );
    instead(form, spot, &format!("1 0 0 1 {x} {y} cm /{name} Do"))
        .named("XObject", &name)
        .stream(&entries, &content)
}

/// The value within a coordinate system of its own.
pub fn in_matrix(form: Form, spot: &Spot, [a, d]: [f64; 2]) -> Form {
    let (x, y) = spot.pen();
    let size = spot.points() / a.abs();
    let content = format!(
        "{a} 0 0 {d} {x} {y} cm BT /F {size:.3} Tf {} 0 0 {} 0 0 Tm {} ET",
        a.signum(),
        d.signum(),
        show(&spot.text)
    );
    instead(form, spot, &content)
}

/// The value in the tile of a pattern that fills the cell.
pub fn in_pattern(form: Form, spot: &Spot) -> Form {
    let [x0, y0, x1, y1] = spot.edges();
    let (x, y) = spot.pen();
    let name = format!("P{}", form.next());
    let entries = format!(
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [{x0} {y0} {x1} {y1}] /XStep 1000 /YStep 1000 {FONT}"
    );
    let content = format!(
        "/Pattern cs /{name} scn {} {} {} {} re f",
        x0 + 0.5,
        y0 + 0.5,
        x1 - x0 - 1.0,
        y1 - y0 - 1.0
    );
    instead(form, spot, &content)
        .named("Pattern", &name)
        .stream(&entries, &set(x, y, spot.points(), &spot.text))
}

/// The rectangle of an annotation in a cell.
fn rectangle(spot: &Spot) -> String {
    let [x0, y0, x1, y1] = spot.edges();
    format!("/Rect [{} {} {} {}]", x0 + 1.0, y0 + 1.0, x1 - 1.0, y1 - 1.0)
}

/// How the value looks in that rectangle.
fn appearance(spot: &Spot) -> String {
    let [x0, y0, x1, y1] = spot.edges();
    let entries = format!(
        "/Type /XObject /Subtype /Form /BBox [0 0 {} {}] {FONT}",
        x1 - x0 - 2.0,
        y1 - y0 - 2.0
    );
    let text = format!("/Tx BMC q BT /F {} Tf 2 7 Td {} ET Q EMC", spot.size, show(&spot.text));
    stream(&entries, &text)
}

pub fn as_free_text(form: Form, spot: &Spot, has_appearance: bool) -> Form {
    let look = form.next() + 1;
    let look = if has_appearance {
        format!("/AP << /N {look} 0 R >>")
    } else {
        String::new()
    };
    let entries = format!(
        "/Subtype /FreeText {} /F 4 /DA (/F {} Tf 0 g) /Contents {} {look}",
        rectangle(spot),
        spot.size,
        string(&spot.text)
    );
    form.operators(&spot.field, "")
        .annotation(&entries)
        .object(&appearance(spot))
}

pub fn as_widget(form: Form, spot: &Spot, has_appearance: bool) -> Form {
    let number = form.next();
    let look = if has_appearance {
        format!("/AP << /N {} 0 R >>", number + 1)
    } else {
        String::new()
    };
    let entries = format!(
        "/FT /Tx /T (f{number}) {} /F 4 /DA (/F {} Tf 0 g) /V {} {look}",
        rectangle(spot),
        spot.size,
        string(&spot.text)
    );
    form.operators(&spot.field, "")
        .widget(&entries)
        .object(&appearance(spot))
}

/// The value written by a stamp, as programs do that fill in what is no form.
pub fn as_stamp(form: Form, spot: &Spot) -> Form {
    let look = form.next() + 1;
    let entries = format!("/Subtype /Stamp {} /F 4 /AP << /N {look} 0 R >>", rectangle(spot));
    form.operators(&spot.field, "")
        .annotation(&entries)
        .object(&appearance(spot))
}

/// Lines of a pen in the place of the value.
pub fn as_pen(form: Form, spot: &Spot) -> Option<Form> {
    let ((x, y), size) = (spot.pen(), spot.points());
    let entries = format!(
        "/Subtype /Ink {} /F 4 /C [0 0 1] /InkList [[{x} {y} {} {} {} {y} {} {}]]",
        rectangle(spot),
        x + size * 0.5,
        y + size,
        x + size,
        x + size * 1.5,
        y + size
    );
    spot.is_in_table()
        .then(|| form.operators(&spot.field, "").annotation(&entries))
}

/// A comment in the place of the value, which says it.
pub fn as_comment(form: Form, spot: &Spot) -> Option<Form> {
    let entries = format!(
        "/Subtype /Text {} /F 28 /Contents {}",
        rectangle(spot),
        string(&spot.text)
    );
    spot.is_in_table()
        .then(|| form.operators(&spot.field, "").annotation(&entries))
}

/// The value in a layer that is printed, and not shown on the screen.
pub fn in_print_layer(form: Form, spot: &Spot) -> Form {
    let (x, y) = spot.pen();
    let name = format!("L{}", form.next());
    let value = set(x, y, spot.points(), &spot.text);
    instead(form, spot, &format!("/OC /{name} BDC {value} EMC")).print_layer(&name)
}

/// A mark-up of the value, without an appearance of its own.
pub fn marked_up(form: Form, spot: &Spot, subtype: &str) -> Form {
    let ((x, y), wide, size) = (spot.pen(), spot.width(), spot.points());
    let (low, high, right) = (y - 1.5, y + size - 1.0, x + wide);
    let entries = format!(
        "/Subtype /{subtype} /Rect [{x} {low} {right} {high}] /F 4 /C [1 1 0] \
         /QuadPoints [{x} {high} {right} {high} {x} {low} {right} {low}] /Contents {}",
        string("请核对")
    );
    form.annotation(&entries)
}

/// A note to open, with its sign beside the value.
pub fn noted(form: Form, spot: &Spot) -> Form {
    let ((x, y), wide) = (spot.pen(), spot.width());
    let entries = format!(
        "/Subtype /Text /Name /Comment /Rect [{} {} {} {}] /F 4 /Contents {}",
        x + wide + 1.0,
        y - 2.0,
        x + wide + 11.0,
        y + 8.0,
        string("此处应为 12.34")
    );
    form.annotation(&entries)
}

/// A line of a pen under the value.
pub fn inked(form: Form, spot: &Spot) -> Form {
    let ((x, y), wide) = (spot.pen(), spot.width());
    let low = y - 3.0;
    let right = x + wide;
    let entries = format!(
        "/Subtype /Ink /Rect [{x} {} {right} {y}] /F 4 /C [1 0 0] /BS << /W 1 >> \
         /InkList [[{x} {low} {} {} {right} {low}]]",
        low - 1.0,
        x + wide / 2.0,
        low + 1.0
    );
    form.annotation(&entries)
}

/// Another value in the same place, in a layer that is off.
pub fn beside_hidden_layer(form: Form, spot: &Spot) -> Form {
    let (x, y) = spot.pen();
    let name = format!("L{}", form.next());
    let hidden = set(x, y, spot.points(), &spot.other());
    over(form, &format!("/OC /{name} BDC {hidden} EMC")).hidden_layer(&name)
}
