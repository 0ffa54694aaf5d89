//! The value set otherwise: in pieces, doubled, patched, struck out, with marks.

use crate::draw::{Form, Spot, instead, over, set, show, width};

/// Each character by an operator of its own, in this order.
pub fn one_by_one(form: Form, spot: &Spot, order: fn(usize) -> Vec<usize>) -> Form {
    let (mut pen, y) = spot.pen();
    let size = spot.points();
    let mut pieces = Vec::new();
    for c in spot.text.chars() {
        let c = c.to_string();
        pieces.push(set(pen, y, size, &c));
        pen += width(&c, size);
    }
    let content: String = order(pieces.len()).into_iter().map(|at| pieces[at].as_str()).collect();
    instead(form, spot, &content)
}

/// The text cut after so many of its characters.
pub fn cut(text: &str, at: usize) -> (String, String) {
    (text.chars().take(at).collect(), text.chars().skip(at).collect())
}

/// Two halves, the second one drawn first.
pub fn in_halves(form: Form, spot: &Spot) -> Form {
    let ((x, y), size) = (spot.pen(), spot.points());
    let (first, second) = cut(&spot.text, spot.text.chars().count() / 2);
    let second = set(x + width(&first, size), y, size, &second);
    instead(form, spot, &(second + &set(x, y, size, &first)))
}

/// Two lines in one cell.
pub fn in_two_lines(form: Form, spot: &Spot) -> Option<Form> {
    let count = spot.text.chars().count();
    let (first, second) = cut(&spot.text, count / 2);
    let ((x, y), size) = (spot.pen(), spot.points());
    let content = set(x, y + 4.0, size, &first) + &set(x, y - 5.0, size, &second);
    (spot.is_in_table() && count >= 2).then(|| instead(form, spot, &content))
}

/// The characters apart, by this operator before them.
pub fn spaced(form: Form, spot: &Spot, spacing: &str) -> Form {
    let (x, y) = spot.pen();
    let text = show(&spot.text);
    instead(
        form,
        spot,
        &format!("BT /F {} Tf {spacing} {x} {y} Td {text} ET", spot.size),
    )
}

/// The same by numbers between them.
pub fn spaced_by_numbers(form: Form, spot: &Spot, by: i32) -> Form {
    let pieces: Vec<String> = spot
        .text
        .chars()
        .map(|c| show(&c.to_string()).trim_end_matches(" Tj").to_owned())
        .collect();
    form.operators(&spot.field, &format!("[{}] TJ", pieces.join(&format!(" {by} "))))
}

/// Once more, a little beside itself, in a colour and below or above.
pub fn doubled(form: Form, spot: &Spot, (dx, dy): (f64, f64), color: &str) -> Form {
    let ((x, y), size) = (spot.pen(), spot.points());
    let shadow = format!("q {color} {} Q ", set(x + dx, y + dy, size, &spot.text));
    instead(form, spot, &(shadow + &set(x, y, size, &spot.text)))
}

/// Another value at the same place, neither of them covered.
pub fn overlaid(form: Form, spot: &Spot, dx: f64) -> Form {
    let ((x, y), size) = (spot.pen(), spot.points());
    over(form, &set(x + dx, y, size, &spot.other()))
}

/// An old value under a patch of this colour, the new one on it.
pub fn patched(form: Form, spot: &Spot, old: &str, patch: &str) -> Form {
    let ((x, y), size) = (spot.pen(), spot.points());
    let wide = width(old, size).max(spot.width());
    let content = format!(
        "{patch} {} {} {:.2} {:.2} re f 0 g {}",
        x - 1.0,
        y - 2.0,
        wide + 2.0,
        size + 2.0,
        set(x, y, size, &spot.text)
    );
    over(form.text(&spot.field, old), &content)
}

/// An old value struck out, the new one beside it, or below where there is no room.
pub fn struck_out(form: Form, spot: &Spot, color: &str) -> Option<Form> {
    let ((x, y), size) = (spot.pen(), spot.points());
    let old = spot.other();
    let wide = width(&old, size);
    let has_room = x + wide * 2.0 + 5.0 < spot.edges()[2];
    let (old_y, new_x, new_y) = if has_room {
        (y, x + wide + 4.0, y)
    } else {
        (y + 5.0, x, y - 5.0)
    };
    let line = old_y + size * 0.35;
    let content = format!(
        "{} 0.6 w {x} {line:.2} m {:.2} {line:.2} l S {color} {}",
        set(x, old_y, size, &old),
        x + wide,
        set(new_x, new_y, size, &spot.text)
    );
    spot.is_in_table().then(|| instead(form, spot, &content))
}

/// A mark behind the value: raised and small, or as the characters are.
pub fn marked(form: Form, spot: &Spot, mark: &str, is_raised: bool) -> Form {
    let ((x, y), size, wide) = (spot.pen(), spot.points(), spot.width());
    let content = if is_raised {
        set(x, y, size, &spot.text) + &set(x + wide, y + size * 0.4, size * 0.6, mark)
    } else {
        set(x, y, size, &format!("{}{mark}", spot.text))
    };
    instead(form, spot, &content)
}

/// A copy that is not shown, over the value.
pub fn with_invisible_copy(form: Form, spot: &Spot) -> Form {
    let (x, y) = spot.pen();
    over(form, &format!("3 Tr {}", set(x, y, spot.points(), &spot.text)))
}

/// The right half of the value behind a clip.
pub fn cut_by_clip(form: Form, spot: &Spot) -> Option<Form> {
    let ((x, y), size) = (spot.pen(), spot.points());
    let count = spot.text.chars().count();
    let (shown, _) = cut(&spot.text, count.div_ceil(2));
    let content = format!(
        "{} {} {:.2} {} re W n {}",
        x - 1.0,
        y - 4.0,
        width(&shown, size) + 1.0,
        size + 8.0,
        set(x, y, size, &spot.text)
    );
    (count >= 2).then(|| instead(form, spot, &content))
}

/// The lower edge of the value behind a clip; it can be read all the same.
pub fn cut_below(form: Form, spot: &Spot) -> Form {
    let ((x, y), size) = (spot.pen(), spot.points());
    let content = format!(
        "{} {} {:.2} {} re W n {}",
        x - 1.0,
        y + size * 0.2,
        spot.width() + 2.0,
        size,
        set(x, y, size, &spot.text)
    );
    instead(form, spot, &content)
}

/// The value in a colour.
pub fn colored(form: Form, spot: &Spot, color: &str) -> Form {
    let (x, y) = spot.pen();
    instead(form, spot, &format!("{color} {}", set(x, y, spot.points(), &spot.text)))
}

/// Full-width characters for those of ASCII.
pub fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The value with one character for another.
pub fn with_character(form: Form, spot: &Spot, from: char, to: char) -> Option<Form> {
    let text = spot.text.replace(from, &to.to_string());
    (text != spot.text).then(|| form.text(&spot.field, &text))
}

/// A note of a reviewer beside the value, in red and smaller.
pub fn annotated(form: Form, spot: &Spot) -> Option<Form> {
    let ((x, y), size) = (spot.pen(), spot.points());
    let from = x + spot.width() + 3.0;
    let note = "已核";
    let content = format!("1 0 0 rg {}", set(from, y, size * 0.75, note));
    (from + width(note, size) < spot.edges()[2]).then(|| over(form, &content))
}
