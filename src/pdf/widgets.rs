//! Annotations: drawn as their appearance says; a form field without one is set from its value, as viewers do.
//!
//! How exactly a viewer sets a value, file and font leave open. What counts is that the text stands in the box of its field, in reading
//! order: it is fitted into the box, with characters as wide as they usually are.

use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream, String as PdfString};
use hayro_syntax::page::Page;

use super::box2::Box2;
use super::canvas::Look;
use super::cmap::Text;
use super::color::{Rgb, Space};
use super::field_box::{ASCENT, FieldBox, LEADING, Type, em, ems};
use super::fields::{Field, FormFields, Kind, Quadding};
use super::font::Shape;
use super::ink::{Ink, Pattern};
use super::interpreter::Interpreter;
use super::matrix::{Matrix, Spot};
use super::paths::{Rule, Step};
use super::pen::Pen;
use super::{Typed, TypedKind, Visibility};

/// Bits of an annotation's /F: not to be shown.
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;

/// Between the box of a field and its text, in points.
const PADDING: f64 = 2.0;

impl<'a> Interpreter<'_, 'a> {
    /// Draws the annotations of a page that are shown.
    pub(super) fn draw_annotations(&mut self, page: &Page<'a>, fields: &FormFields) {
        let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else {
            return;
        };
        for annotation in annotations.iter::<Dict<'a>>() {
            if self.options.cancel.is_cancelled() {
                return;
            }
            if annotation.get::<u32>(b"F").unwrap_or(0) & (HIDDEN | NO_VIEW) == 0 {
                self.draw_annotation(&annotation, page, fields);
            }
        }
    }

    fn draw_annotation(&mut self, annotation: &Dict<'a>, page: &Page<'a>, fields: &FormFields) {
        let Some(rect) = annotation.get::<Rect>(b"Rect") else {
            return;
        };
        let subtype = annotation.get::<Name<'_>>(b"Subtype");
        if subtype.as_deref() == Some(b"Popup") {
            return; // The window of a note, which viewers open on their own.
        }
        let field = Field::of(annotation);
        let appearance = appearance(annotation, field.as_ref());
        let marks = self.marks.depth();
        self.marks.open_layer(annotation, b"OC", self.layers);
        if let Some(appearance) = &appearance {
            self.marks.open_layer(appearance.dict(), b"OC", self.layers);
        }
        let (first, lines) = (self.canvas.glyphs.len(), self.canvas.strokes.len());
        if let Some(appearance) = &appearance
            && let Some(placed) = placement(appearance, &rect)
        {
            let is_plain = self.state.group_plain;
            // Text shows through what highlights it, whatever paint that is told to be.
            self.state.group_plain &= subtype.as_deref() != Some(b"Highlight");
            self.draw_form(appearance, page.resources(), &placed);
            self.state.group_plain = is_plain;
        }
        if appearance.is_none() && field.is_none() {
            self.draw_note(annotation, &rect);
        }
        if subtype.as_deref() != Some(b"Widget") {
            // What a reader of the page marked in it is no line of its tables.
            self.canvas.lines_to_marks(lines);
        }
        if let Some(field) = &field
            && rect.width() > 0.0
            && rect.height() > 0.0
        {
            let shows = self.canvas.glyphs.len() > first;
            // An appearance is what a person sees. One without text, of a document that has viewers draw the values, is out of date.
            let is_set = appearance.is_none() || (fields.is_redrawn && !shows);
            self.set_field(field, &rect, fields, is_set);
        }
        if self.canvas.glyphs.len() > first {
            let corners = [(rect.x0, rect.y0), (rect.x1, rect.y1)];
            let around = Box2::around(corners.map(|(x, y)| self.state.to_page.apply(Spot::new(x, y))));
            self.canvas.annotations.push(around.to_rect());
            if let (Some(from), Some(to)) = (self.canvas.glyphs.get(first), self.canvas.glyphs.last()) {
                let orders = (from.order, to.order);
                let kind = typed_kind(annotation, subtype.as_deref());
                self.canvas.typed.push(Typed { kind, orders });
            }
        }
        self.marks.close_to(marks, &mut self.canvas);
    }

    /// Sets the value of a field into its box; what the field does not show is only stored there.
    fn set_field(&mut self, field: &Field<'a>, rect: &Rect, fields: &FormFields, is_set: bool) {
        let place = FieldBox::of(field, rect, &self.state.to_page);
        if is_set {
            self.paint_ground(field, &place);
        }
        let first = self.canvas.glyphs.len();
        match field.kind {
            Kind::Check { radio } if is_set && field.state().is_some() => {
                let size = place.width.min(place.height);
                let x = (place.width - size) / 2.0;
                let at = Spot::new(x, place.middle(size));
                self.put(sign(field, radio), 1.0, at, size, &place, Some([0; 3]));
            }
            Kind::Text | Kind::Choice => self.set_lines(field, &place, fields),
            Kind::Check { .. } | Kind::Other => {}
        }
        if !is_set {
            for glyph in self.canvas.glyphs.iter_mut().skip(first) {
                glyph.visibility = Visibility::Stored;
            }
        }
    }

    fn set_lines(&mut self, field: &Field<'a>, place: &FieldBox, fields: &FormFields) {
        let style = Type::of(&field.appearance(fields));
        let lines = field.lines();
        if let Some(boxes) = field.comb() {
            self.set_comb(&lines.concat(), boxes, place, &style);
            return;
        }
        let is_long = field.is_multiline() || lines.len() > 1 && field.kind == Kind::Choice;
        let set = if is_long { lines } else { vec![lines.join(&' ')] };
        self.set_block(&set, style, place, is_long, field.quadding(fields));
    }

    /// Sets lines into a box: broken to its width, from its top on, where they are `long`; a single line in its middle else.
    pub(super) fn set_block(
        &mut self,
        lines: &[Vec<char>],
        mut style: Type,
        place: &FieldBox,
        long: bool,
        quadding: Quadding,
    ) {
        let room = (place.width - 2.0 * PADDING).max(1.0);
        let set = if long {
            style.fit(lines, room, place.height - 2.0 * PADDING)
        } else {
            let needed = lines.iter().map(|line| ems(line)).fold(1.0, f64::max);
            style.size = style.size_in(place.height).min(room / needed);
            lines.to_vec()
        };
        let pitch = (place.height - 2.0 * PADDING).max(1.0) / set.len().max(1) as f64;
        let pitch = pitch.min(style.size * LEADING);
        let mut base = if long {
            place.height - PADDING - style.size * ASCENT
        } else {
            place.middle(style.size)
        };
        for line in &set {
            let left = room - ems(line) * style.size;
            let mut x = PADDING
                + match quadding {
                    Quadding::Left => 0.0,
                    Quadding::Center => left / 2.0,
                    Quadding::Right => left,
                };
            for &character in line {
                let width = em(character);
                self.put(character, width, Spot::new(x, base), style.size, place, style.color);
                x += width * style.size;
            }
            base -= pitch;
        }
    }

    /// One character a box. Each glyph is as wide as its box, so that the text does not fall apart.
    fn set_comb(&mut self, text: &[char], boxes: u32, place: &FieldBox, style: &Type) {
        let width = place.width / f64::from(boxes);
        let size = style.size_in(place.height);
        for (index, character) in (0..boxes).zip(text) {
            let x = width * f64::from(index);
            let at = Spot::new(x, place.middle(size));
            self.put(*character, width / size, at, size, place, style.color);
        }
    }

    fn put(&mut self, character: char, width: f64, at: Spot, size: f64, place: &FieldBox, color: Option<Rgb>) {
        let shape = Shape {
            is_drawn: true,
            text: Some(Text::One(character)),
            drawn_as: None,
            in_doubt: false,
            advance: width,
        };
        let pen = Pen::new(
            &Matrix::new(size, 0.0, 0.0, size, at.x, at.y).then(&place.to_page),
            false,
        );
        let look = Look {
            ink: plain(color),
            color,
            invisible: false,
            layer_off: self.marks.is_hidden(),
            is_unsure: self.marks.is_unsure(),
        };
        self.canvas.glyph(&shape, &pen, width, &look, &self.state.clip);
    }

    /// The ground that a field without appearance has: it hides what the page has there.
    fn paint_ground(&mut self, field: &Field<'a>, place: &FieldBox) {
        let ground = field.look().get::<Array<'_>>(b"BG");
        let parts: Vec<f64> = ground.iter().flat_map(Array::iter::<f64>).take(4).collect();
        let Some(color) = device_color(&parts).filter(|_| !self.marks.is_hidden()) else {
            return;
        };
        let corner = |x: f64, y: f64| place.to_page.apply(Spot::new(x, y));
        let path = [
            Step::Move(corner(0.0, 0.0)),
            Step::Line(corner(place.width, 0.0)),
            Step::Line(corner(place.width, place.height)),
            Step::Line(corner(0.0, place.height)),
            Step::Close,
        ];
        self.canvas
            .fill(&path, Rule::NonZero, plain(Some(color)), &self.state.clip);
    }
}

fn typed_kind(annotation: &Dict<'_>, subtype: Option<&[u8]>) -> TypedKind {
    let parent = annotation.get::<Dict<'_>>(b"Parent");
    let field = |dict: &Dict<'_>| dict.get::<Name<'_>>(b"FT").map(|name| name.as_ref() == b"Sig");
    let is_signature = field(annotation).or_else(|| field(&parent?)).unwrap_or(false);
    match subtype {
        Some(b"Widget") if is_signature => TypedKind::Signature,
        Some(b"Widget") => TypedKind::Field,
        Some(b"Stamp") => TypedKind::Stamp,
        _ => TypedKind::Note,
    }
}

pub(super) fn plain(color: Option<Rgb>) -> Ink {
    Ink {
        color,
        pattern: Pattern::None,
        alpha: 1.0,
        plain: true,
    }
}

pub(super) fn device_color(parts: &[f64]) -> Option<Rgb> {
    let space = match parts.len() {
        1 => Space::Gray,
        3 => Space::Rgb,
        4 => Space::Cmyk,
        _ => return None,
    };
    space.color(parts)
}

/// The sign of a box that is ticked: that which the widget asks for, a code of `ZapfDingbats`; else a tick, and a dot in radio buttons.
fn sign(field: &Field<'_>, radio: bool) -> char {
    let asked = field.look().get::<PdfString<'_>>(b"CA");
    match asked.as_ref().and_then(|asked| asked.as_bytes().first()) {
        Some(b'8') => '✘',
        Some(b'H') => '★',
        Some(b'l') => '●',
        Some(b'n') => '■',
        Some(b'u') => '◆',
        None if radio => '●',
        _ => '✔',
    }
}

/// The normal appearance, in the state that the annotation is in.
fn appearance<'a>(annotation: &Dict<'a>, field: Option<&Field<'a>>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>(b"AP")?.get::<Object<'a>>(b"N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let own = annotation.get::<Name<'a>>(b"AS").map(|name| name.to_vec());
            states.get::<Stream<'a>>(own.or_else(|| field?.state())?)
        }
        _ => None,
    }
}

/// How an appearance is fitted into the annotation's rectangle.
fn placement(appearance: &Stream<'_>, rect: &Rect) -> Option<Matrix> {
    let dict = appearance.dict();
    let matrix = dict
        .get::<[f64; 6]>(b"Matrix")
        .map_or(Matrix::IDENTITY, Matrix::from_array);
    let bbox = dict.get::<Rect>(b"BBox")?;
    let corners = [
        (bbox.x0, bbox.y0),
        (bbox.x1, bbox.y0),
        (bbox.x1, bbox.y1),
        (bbox.x0, bbox.y1),
    ];
    let drawn = Box2::around(corners.map(|(x, y)| matrix.apply(Spot::new(x, y))));
    if drawn.width() <= 0.0 || drawn.height() <= 0.0 {
        return None;
    }
    let (x, y) = (rect.width() / drawn.width(), rect.height() / drawn.height());
    Some(Matrix::new(
        x,
        0.0,
        0.0,
        y,
        rect.x0 - x * drawn.x0,
        rect.y0 - y * drawn.y0,
    ))
}
