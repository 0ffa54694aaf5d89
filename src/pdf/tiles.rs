//! What the tiles of a pattern show. Nobody reads text in a tile; where it stands must not be lost. A tile that is laid once or a few times leaves
//! its marks where it paints; of one that is repeated all over a place, only that place is known.

use hayro_syntax::object::{Object, Stream};
use hayro_syntax::page::Resources;

use super::box2::Box2;
use super::canvas::Canvas;
use super::clip::Clip;
use super::drawn::Shape;
use super::graphics_state::State;
use super::ink::{Ink, Pattern, is_figured};
use super::interpreter::Interpreter;
use super::matrix::{Matrix, Spot};
use super::paths;
use super::{MarkKind, Visibility};

/// A tile repeated more often within one filled place is a texture: hatching repeats by the hundred, a text is there once, or cut by the edges of
/// up to four tiles.
const FEW: usize = 4;
/// Most marks kept of all tiles of a page: a page of 2,000 characters in one tile has as many.
const MOST: usize = 20_000;
/// How far a tile may reach from the page's origin, in points: far more than any page.
const FAR_POINTS: f64 = 100_000.0;

/// One tile, where it lies unmoved.
#[derive(Debug)]
struct Tile {
    shapes: Vec<Shape>,
    /// Around all of them.
    around: Box2,
    /// From one tile to the next.
    across: Spot,
    up: Spot,
    is_figured: bool,
}

/// All tiles of a page, by number.
#[derive(Debug, Default)]
pub(super) struct Tiles {
    all: Vec<Tile>,
    /// How many marks they have together.
    count: usize,
}

impl<'a> Interpreter<'_, 'a> {
    /// The pattern that the resources have under this name.
    pub(super) fn pattern(&mut self, name: &[u8], resources: &Resources<'a>) -> Pattern {
        let pattern = resources.patterns.get::<Object<'a>>(name);
        match pattern {
            Some(Object::Stream(tile)) => self.tiled(&tile, resources),
            Some(Object::Dict(pattern)) => {
                Pattern::of_shading(pattern.get::<Object<'_>>(b"Shading").as_ref(), resources)
            }
            _ => Pattern::None,
        }
    }

    /// Draws a tile on a canvas of its own, and keeps what is on it.
    fn tiled(&mut self, tile: &Stream<'a>, resources: &Resources<'a>) -> Pattern {
        /// The paint of a tile that has no colours of its own.
        const UNCOLORED: i32 = 2;
        let dict = tile.dict();
        let everywhere = Box2 {
            x0: -FAR_POINTS,
            y0: -FAR_POINTS,
            x1: FAR_POINTS,
            y1: FAR_POINTS,
        };
        let mut state = State::new(self.origin, Clip::new(everywhere));
        if dict.get::<i32>(b"PaintType") == Some(UNCOLORED) {
            (state.fill.color, state.stroke.color) = (None, None);
        }
        let limits = self.options.limits;
        let page = std::mem::replace(&mut self.canvas, Canvas::new(everywhere, limits));
        let state = std::mem::replace(&mut self.state, state);
        let (marks, path) = (std::mem::take(&mut self.marks), std::mem::take(&mut self.path));
        let (pending_clip, clipping_text) = (self.pending_clip.take(), self.clipping_text.take());
        self.draw_form(tile, resources, &Matrix::IDENTITY);
        (self.pending_clip, self.clipping_text) = (pending_clip, clipping_text);
        (self.marks, self.path, self.state) = (marks, path, state);
        let canvas = std::mem::replace(&mut self.canvas, page);
        self.canvas.overflowed |= canvas.overflowed;

        let matrix = dict.get::<[f64; 6]>(b"Matrix");
        let to_page = matrix.map_or(Matrix::IDENTITY, Matrix::from_array).then(&self.origin);
        let step = |key: &[u8]| dict.get::<f64>(key).unwrap_or_default();
        let mut shapes = shapes(&canvas);
        if self.tiles.count + shapes.len() > MOST {
            shapes.clear();
        }
        self.tiles.count += shapes.len();
        let boxes = shapes.iter().map(|shape| Box2::of_rect(&shape.bbox));
        let nowhere = Box2::around([Spot::default()]);
        let number = self.tiles.all.len();
        self.tiles.all.push(Tile {
            around: boxes.reduce(|a, b| a.union(&b)).unwrap_or(nowhere),
            shapes,
            across: to_page.apply_vector(step(b"XStep"), 0.0),
            up: to_page.apply_vector(0.0, step(b"YStep")),
            is_figured: is_figured(tile),
        });
        Pattern::Tiles(number)
    }

    /// Lays a tile over the path.
    pub(super) fn lay_tiles(&mut self, number: usize, ink: Ink) {
        let Some(tile) = self.tiles.all.get(number) else { return };
        let place = paths::bounds(&self.path).intersection(&self.state.clip.bbox);
        let order = self.canvas.next_order();
        match tile.copies(&place) {
            Some(copies) => {
                for (copy, shape) in copies
                    .iter()
                    .flat_map(|copy| tile.shapes.iter().map(move |s| (copy, s)))
                {
                    let seen = moved(&Box2::of_rect(&shape.bbox), *copy).intersection(&place);
                    let alpha = shape.ink.alpha * ink.alpha;
                    self.canvas
                        .drawn
                        .add(shape.kind, seen, order, Ink { alpha, ..shape.ink });
                }
            }
            None if tile.is_figured => self.canvas.drawn.add(MarkKind::Shape, place, order, ink),
            None => {}
        }
    }
}

impl Tile {
    /// How far the tile is moved to each place where it is seen within a box; `None`: it is not known, or is a texture.
    fn copies(&self, place: &Box2) -> Option<Vec<Spot>> {
        /// Of so many places each way one looks which are within the box: tiles may lie askew.
        const TRIED: f64 = 8.0;
        let (across, up, around) = (self.across, self.up, &self.around);
        let area = across.x * up.y - across.y * up.x;
        if area == 0.0 || !area.is_finite() || self.shapes.is_empty() {
            return None;
        }
        // Moved by (x, y) it may meet the box; as steps across and up.
        let moves = [
            (place.x0 - around.x1, place.y0 - around.y1),
            (place.x1 - around.x0, place.y0 - around.y1),
            (place.x1 - around.x0, place.y1 - around.y0),
            (place.x0 - around.x1, place.y1 - around.y0),
        ];
        let steps = Box2::around(
            moves.map(|(x, y)| Spot::new((x * up.y - y * up.x) / area, (across.x * y - across.y * x) / area)),
        );
        if steps.width() > TRIED || steps.height() > TRIED {
            return None;
        }
        let whole = |from: f64, to: f64| (from.ceil() as i64)..=(to.floor() as i64);
        let mut copies = Vec::new();
        for row in whole(steps.y0, steps.y1) {
            for column in whole(steps.x0, steps.x1) {
                let (row, column) = (row as f64, column as f64);
                let copy = Spot::new(column * across.x + row * up.x, column * across.y + row * up.y);
                let seen = moved(around, copy).intersection(place);
                if seen.width() > 0.0 && seen.height() > 0.0 {
                    copies.push(copy);
                }
            }
        }
        (copies.len() <= FEW).then_some(copies)
    }
}

fn moved(bbox: &Box2, by: Spot) -> Box2 {
    Box2 {
        x0: bbox.x0 + by.x,
        y0: bbox.y0 + by.y,
        x1: bbox.x1 + by.x,
        y1: bbox.y1 + by.y,
    }
}

/// What of a tile would be text or marks, were it drawn on the page.
fn shapes(canvas: &Canvas) -> Vec<Shape> {
    // What stands on a ground of the tile's own cannot be compared with that of the page.
    let on_page = |ink: &Ink| Ink {
        color: ink.color.filter(|_| canvas.areas.is_empty()),
        ..*ink
    };
    let glyphs = canvas.glyphs.iter().zip(&canvas.inks);
    let glyphs = glyphs.filter(|(glyph, _)| glyph.visibility == Visibility::Shown && !glyph.is_space());
    let mut shapes: Vec<Shape> = glyphs
        .map(|(glyph, ink)| Shape {
            kind: MarkKind::Shape,
            bbox: glyph.bbox,
            order: glyph.order,
            ink: on_page(ink),
        })
        .collect();
    shapes.extend(canvas.drawn.shapes().iter().map(|shape| Shape {
        ink: on_page(&shape.ink),
        ..*shape
    }));
    shapes
}
