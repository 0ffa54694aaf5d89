//! What is drawn by reference: forms and images.

use hayro_syntax::object::{Dict, Name, Object, Rect, Stream};
use hayro_syntax::page::Resources;

use super::box2::Box2;
use super::canvas::Ink;
use super::color::{Rgb, Space};
use super::content::decode;
use super::graphics_state::TextState;
use super::interpreter::Interpreter;
use super::matrix::{Matrix, Spot};
use super::operations::Operation;
use super::tokens::Token;

impl<'a> Interpreter<'_, 'a> {
    /// `Do`
    pub(super) fn draw_xobject(&mut self, op: &Operation<'_, '_>, resources: &Resources<'a>) {
        let stream = op.name().and_then(|name| resources.x_objects.get::<Stream<'a>>(&*name));
        let Some(stream) = stream else { return };
        let hidden = self.layers.hides(stream.dict(), b"OC");
        let marks = self.marks.depth();
        self.marks.open(hidden);
        match stream.dict().get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Image") => self.draw_image(&Image::of(&stream, resources)),
            Some(b"Form") => self.draw_form(&stream, resources, &Matrix::IDENTITY),
            _ => {}
        }
        self.marks.close_to(marks, &mut self.canvas);
    }

    /// Draws a form, `placed` before its own matrix takes effect. One that draws itself is not drawn again.
    pub(super) fn draw_form(&mut self, form: &Stream<'a>, parent: &Resources<'a>, placed: &Matrix) {
        let dict = form.dict();
        let key = dict.data().as_ptr().addr();
        if self.open_forms.contains(&key) {
            return;
        }
        if self.open_forms.len() >= self.options.limits.nesting as usize || self.forms_left == 0 {
            self.canvas.overflowed = true;
            return;
        }
        self.forms_left -= 1;
        let content = decode(form, self.options.limits.content_bytes);
        self.is_broken |= !content.whole;

        let before = self.state.clone();
        let matrix = dict
            .get::<[f64; 6]>(b"Matrix")
            .map_or(Matrix::IDENTITY, Matrix::from_array);
        self.state.to_page = matrix.then(placed).then(&before.to_page);
        if let Some(bbox) = dict.get::<Rect>(b"BBox") {
            let (around, upright) = self.on_page(&bbox);
            self.state.clip.cut_to_box(&around, upright);
        }
        if dict.get::<Dict<'_>>(b"Group").is_some() {
            self.state.enter_group();
        }
        self.state.text = TextState::default();
        self.open_forms.push(key);
        match dict.get::<Dict<'_>>(b"Resources") {
            Some(own) => self.run(&content.bytes, &Resources::new(own)),
            None => self.run(&content.bytes, parent),
        }
        self.open_forms.pop();
        self.state = before;
    }

    /// The box around a rectangle of user space, and whether it is the rectangle itself.
    fn on_page(&self, rect: &Rect) -> (Box2, bool) {
        let m = &self.state.to_page;
        let corners = [
            (rect.x0, rect.y0),
            (rect.x1, rect.y0),
            (rect.x1, rect.y1),
            (rect.x0, rect.y1),
        ];
        let around = Box2::around(corners.map(|(x, y)| m.apply(Spot::new(x, y))));
        (around, m.is_upright())
    }

    pub(super) fn draw_image(&mut self, image: &Image) {
        if self.marks.is_hidden() {
            return;
        }
        let fill = self.state.fill_ink();
        let ink = if image.is_mask {
            fill
        } else {
            Ink {
                color: image.dot,
                ..fill
            }
        };
        let opaque = !image.is_mask && !image.is_masked && fill.plain && fill.alpha >= 1.0;
        self.pour(ink);
        self.canvas.image(&self.state.to_page, opaque, ink, &self.state.clip);
    }
}

/// What matters of an image to those who do not look at it.
pub(super) struct Image {
    /// A stencil that the fill colour is painted through.
    is_mask: bool,
    /// Whether something may shine through.
    is_masked: bool,
    /// The colour of an image of one dot.
    dot: Option<Rgb>,
}

impl Image {
    fn of(stream: &Stream<'_>, resources: &Resources<'_>) -> Self {
        let dict = stream.dict();
        let masks = [b"SMask".as_slice(), b"Mask", b"SMaskInData"];
        let one = Some(1);
        let is_dot = dict.get::<u32>(b"Width") == one
            && dict.get::<u32>(b"Height") == one
            && dict.get::<u32>(b"BitsPerComponent") == Some(8);
        let dot = || {
            let space = Space::of(&dict.get::<Object<'_>>(b"ColorSpace")?, resources);
            space.dot(&stream.decoded_data().ok()?)
        };
        Self {
            is_mask: dict.get::<bool>(b"ImageMask").unwrap_or(false),
            is_masked: masks.iter().any(|key| dict.contains_key(key)),
            dot: is_dot.then(dot).flatten(),
        }
    }

    /// An image that stands in the content.
    pub fn inline(op: &Operation<'_, '_>, resources: &Resources<'_>) -> Self {
        let is = |long: &[u8], short: &[u8], value: f64| op.entry(long, short) == Some(Token::Number(value));
        let is_dot = is(b"Width", b"W", 1.0) && is(b"Height", b"H", 1.0) && is(b"BitsPerComponent", b"BPC", 8.0);
        let dot = || match op.entry(b"ColorSpace", b"CS")? {
            Token::Name(name) if op.entry(b"Filter", b"F").is_none() => {
                Space::named(name, resources).dot(op.image_data)
            }
            _ => None,
        };
        Self {
            is_mask: op.entry(b"ImageMask", b"IM") == Some(Token::Word(b"true")),
            is_masked: false,
            dot: is_dot.then(dot).flatten(),
        }
    }
}
