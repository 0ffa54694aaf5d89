//! What is drawn by reference: forms and images.

use hayro_syntax::object::{Dict, Name, Rect, Stream};
use hayro_syntax::page::Resources;

use super::box2::Box2;
use super::canvas::Cover;
use super::content::decode;
use super::graphics_state::TextState;
use super::image::Image;
use super::ink::Ink;
use super::ink::Pattern;
use super::interpreter::Interpreter;
use super::matrix::{Matrix, Spot};
use super::operations::Operation;

impl<'a> Interpreter<'_, 'a> {
    /// `Do`
    pub(super) fn draw_xobject(&mut self, op: &Operation<'_, '_>, resources: &Resources<'a>) {
        let stream = op.name().and_then(|name| resources.x_objects.get::<Stream<'a>>(&*name));
        let Some(stream) = stream else { return };
        let marks = self.marks.depth();
        self.marks.open_layer(stream.dict(), b"OC", self.layers);
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
                color: image.color,
                pattern: Pattern::None,
                ..fill
            }
        };
        let cover = if image.paints_nothing {
            Cover::Nothing
        } else if !image.is_mask && !image.is_masked && fill.plain && fill.alpha >= 1.0 {
            Cover::Opaque
        } else {
            Cover::Shining
        };
        let drawn = self.canvas.drawn.count();
        self.canvas.image(&self.state.to_page, cover, ink, &self.state.clip);
        self.pour(ink, drawn);
    }
}
