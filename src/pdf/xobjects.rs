//! What is drawn by reference: forms, images, and the appearances of annotations.

use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro_syntax::page::{Page, Resources};

use super::box2::Box2;
use super::canvas::Ink;
use super::color::{Rgb, Space};
use super::content::decode;
use super::graphics_state::TextState;
use super::interpreter::Interpreter;
use super::matrix::{Matrix, Spot};
use super::operations::Operation;
use super::tokens::Token;

/// Bits of an annotation's /F: not to be shown.
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;

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
    fn draw_form(&mut self, form: &Stream<'a>, parent: &Resources<'a>, placed: &Matrix) {
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

    /// Draws the annotations of a page that have an appearance and are shown.
    pub(super) fn draw_annotations(&mut self, page: &Page<'a>) {
        let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else {
            return;
        };
        for annotation in annotations.iter::<Dict<'a>>() {
            if self.options.cancel.is_cancelled() {
                return;
            }
            if annotation.get::<u32>(b"F").unwrap_or(0) & (HIDDEN | NO_VIEW) != 0 {
                continue;
            }
            let Some(appearance) = appearance(&annotation) else {
                continue;
            };
            let hidden = self.layers.hides(&annotation, b"OC") || self.layers.hides(appearance.dict(), b"OC");
            let Some(placed) = annotation
                .get::<Rect>(b"Rect")
                .and_then(|rect| placement(&appearance, &rect))
            else {
                continue;
            };
            let marks = self.marks.depth();
            self.marks.open(hidden);
            self.draw_form(&appearance, page.resources(), &placed);
            self.marks.close_to(marks, &mut self.canvas);
        }
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

/// The normal appearance, in the state that the annotation is in.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>(b"AP")?.get::<Object<'a>>(b"N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => states.get::<Stream<'a>>(annotation.get::<Name<'a>>(b"AS")?),
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
