//! What a page paints, in painting order, before it is decided what of it a person sees.

use super::area::{Area, AreaKind};
use super::box2::Box2;
use super::clip::Clip;
use super::drawn::Drawn;
use super::font::Shape;
use super::ink::{Ink, Pattern};
use super::matrix::{Matrix, Spot};
use super::paths::{self, Line, Piece, Rule, Step};
use super::pen::Pen;
use super::{Glyph, MarkKind, Stroke, Typed, Visibility, rings};
use crate::geometry::{Milli, POINT, Point, Rect, to_milli};
use crate::limits::Limits;

/// How a text is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub ink: Ink,
    /// Its colour as it looks on white paper.
    pub color: Option<[u8; 3]>,
    /// Neither filled nor stroked.
    pub invisible: bool,
    /// In a layer that is off.
    pub layer_off: bool,
    /// In a layer that is shown in some places and not in others.
    pub is_unsure: bool,
}

/// Everything painted on a page.
#[derive(Debug)]
pub(super) struct Canvas {
    pub page: Box2,
    pub glyphs: Vec<Glyph>,
    /// What each glyph is painted with. Kept apart, so that the glyphs become those of the page as they are.
    pub inks: Vec<Ink>,
    pub strokes: Vec<(Stroke, Ink)>,
    pub areas: Vec<Area>,
    pub images: Vec<Rect>,
    /// What is no glyph, no straight line and no box.
    pub drawn: Drawn,
    /// Boxes of the annotations that show text.
    pub annotations: Vec<Rect>,
    /// Their text.
    pub typed: Vec<Typed>,
    pub shapes: usize,
    /// Whether a limit was reached and something left out.
    pub overflowed: bool,
    limits: Limits,
    order: u32,
}

/// How lines are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineStyle {
    pub width: f64,
    /// Whether a line reaches beyond its ends, so that one of no length is a dot.
    pub has_ends: bool,
}

/// How much of what is below an image it hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    /// All of it.
    Opaque,
    /// Something may shine through.
    Shining,
    /// It is transparent everywhere.
    Nothing,
}

/// A pen thicker than this paints a box, not a line: the heaviest table borders have 4.5 points.
const THICK_PEN_POINTS: f64 = 6.0;

impl Canvas {
    pub(super) fn new(page: Box2, limits: Limits) -> Self {
        /// A form has about 1,000.
        const USUAL_GLYPHS: usize = 1024;
        Self {
            page,
            glyphs: Vec::with_capacity(USUAL_GLYPHS.min(limits.glyphs_per_page)),
            inks: Vec::with_capacity(USUAL_GLYPHS.min(limits.glyphs_per_page)),
            strokes: Vec::new(),
            areas: Vec::new(),
            images: Vec::new(),
            drawn: Drawn::default(),
            annotations: Vec::new(),
            typed: Vec::new(),
            shapes: 0,
            overflowed: false,
            limits,
            order: 0,
        }
    }

    pub(super) fn next_order(&mut self) -> u32 {
        self.order = self.order.saturating_add(1);
        self.order
    }

    /// Draws what one code stands for: its characters side by side, or a glyph without a character. `advance`: how far the pen goes,
    /// in ems along the line of writing.
    pub(super) fn glyph(&mut self, shape: &Shape, pen: &Pen, advance: f64, look: &Look, clip: &Clip) {
        let characters = shape.text.as_ref().map_or(&[][..], |text| text.characters());
        let drawn_as = shape.drawn_as;
        let count = characters.len().max(1);
        if self.glyphs.len() + count > self.limits.glyphs_per_page {
            self.overflowed = true;
            return;
        }
        let step = if count == 1 { advance } else { advance / count as f64 };
        for index in 0..count {
            let (start, bbox) = pen.part(step * index as f64, step * (index + 1) as f64);
            let middle = Spot::new(f64::midpoint(bbox.x0, bbox.x1), f64::midpoint(bbox.y0, bbox.y1));
            let visibility = if look.layer_off {
                Visibility::LayerOff
            } else if look.invisible {
                Visibility::Invisible
            } else if pen.is_flat() {
                Visibility::TooSmall
            } else if clip.bbox.contains(middle) {
                Visibility::Shown
            } else {
                Visibility::Outside
            };
            let is_cut = visibility == Visibility::Shown && is_cut(&bbox, clip);
            let glyph = Glyph {
                character: characters.get(index).copied(),
                drawn_as,
                bbox: bbox.to_rect(),
                origin: to_point(start),
                size: pen.size(),
                direction: pen.direction(),
                visibility,
                order: self.next_order(),
                color: look.color,
                in_doubt: shape.in_doubt || look.is_unsure,
                is_cut,
            };
            self.push_glyph(glyph);
            self.inks.push(look.ink);
        }
    }

    /// Enters a glyph. Two that are the same, in one place, and shown by one operator are no fake bold: that shows the whole text twice. They may
    /// be two figures that lie on each other, as their widths are lost.
    fn push_glyph(&mut self, mut glyph: Glyph) {
        /// Part of the type's size (1/100) within which they are in one place: as for lines of text.
        const ONE_PLACE: Milli = 14;
        let near = |a: Milli, b: Milli| (a - b).abs() < glyph.size / 100 * ONE_PLACE;
        if let Some(last) = self.glyphs.last_mut()
            && last.character == glyph.character
            && last.order + 1 == glyph.order
            && near(last.origin.x, glyph.origin.x)
            && near(last.origin.y, glyph.origin.y)
            && !glyph.is_space()
        {
            (last.in_doubt, glyph.in_doubt) = (true, true);
        }
        self.glyphs.push(glyph);
    }

    /// Strokes a path (in page points) with a pen in the space of `pen_space`.
    pub(super) fn stroke(&mut self, path: &[Step], line: LineStyle, pen_space: &Matrix, ink: Ink, clip: &Clip) {
        let order = self.next_order();
        let squared = rings::with_square_corners(path);
        let path = squared.as_deref().unwrap_or(path);
        paths::segments(path, |from, to| {
            let along = Spot::new(to.x - from.x, to.y - from.y);
            let width = pen_space.pen_width(line.width, along);
            let upright = along.x == 0.0 || along.y == 0.0;
            if line.has_ends && along.x.hypot(along.y) < width {
                let dot = Box2::around([from, to]).grown(width / 2.0, width / 2.0);
                self.mark(&dot, order, ink, clip);
            } else if width > THICK_PEN_POINTS && upright {
                let half = width / 2.0;
                let (x, y) = if along.y == 0.0 { (0.0, half) } else { (half, 0.0) };
                self.filled_box(&Box2::around([from, to]).grown(x, y), order, ink, clip);
            } else {
                self.line(Line { from, to, width }, order, ink, clip);
            }
        });
        if !path.iter().any(|step| matches!(step, Step::Curve(..))) {
            return;
        }
        let half = pen_space.pen_width(line.width, Spot::new(1.0, 0.0)) / 2.0;
        paths::curves(path, |around| self.mark(&around.grown(half, half), order, ink, clip));
        self.shapes += 1;
    }

    /// Fills a path (in page points).
    pub(super) fn fill(&mut self, path: &[Step], rule: Rule, ink: Ink, clip: &Clip) {
        let order = self.next_order();
        if let Some(bbox) = paths::single_box(path) {
            self.filled_box(&bbox, order, ink, clip);
            return;
        }
        let mut shaped = false;
        for piece in paths::filled(path, rule) {
            match piece {
                Piece::Box(bbox) => self.filled_box(&bbox, order, ink, clip),
                Piece::Line(line) => self.line(line, order, ink, clip),
                Piece::Shape(bbox) => {
                    shaped = true;
                    self.mark(&bbox, order, ink, clip);
                    self.area(bbox.intersection(&clip.bbox), order, ink, AreaKind::Shape);
                }
            }
        }
        self.shapes += usize::from(shaped);
    }

    /// Something is painted all over the clip: a shading.
    pub(super) fn shade(&mut self, ink: Ink, clip: &Clip) {
        let order = self.next_order();
        self.shapes += 1;
        let kind = match ink.pattern {
            Pattern::Gradient(Some(_)) if clip.exact => AreaKind::Box,
            Pattern::Gradient(None) if clip.exact => AreaKind::Gradient,
            _ => AreaKind::Shape,
        };
        if kind != AreaKind::Box {
            self.mark(&clip.bbox, order, ink, clip);
        }
        clip.parts(&clip.bbox, |part| self.area(part, order, ink, kind));
    }

    /// Draws an image into the unit square of `placed`. `ink`: what it is painted with, where
    /// that is known; then an image may be a line or a box as well.
    pub(super) fn image(&mut self, placed: &Matrix, cover: Cover, ink: Ink, clip: &Clip) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let whole = Box2::around(corners.map(|(x, y)| placed.apply(Spot::new(x, y))));
        let bbox = whole.intersection(&clip.bbox);
        let order = self.next_order();
        if let Some(line) = paths::thin_box(&bbox) {
            self.line(line, order, ink, clip);
            return;
        }
        if bbox.width() <= 0.0 || bbox.height() <= 0.0 {
            return;
        }
        if self.images.len() >= self.limits.strokes_per_page {
            self.overflowed = true;
            return;
        }
        self.images.push(bbox.to_rect());
        let kind = match cover {
            Cover::Nothing => return,
            _ if !placed.is_upright() || !clip.exact => AreaKind::Image,
            Cover::Opaque if ink.color.is_some() => AreaKind::Box,
            Cover::Opaque => AreaKind::OpaqueImage,
            Cover::Shining => AreaKind::Image,
        };
        if kind != AreaKind::Box {
            self.drawn.add(MarkKind::Picture, bbox, order, ink);
        }
        self.area(bbox, order, ink, kind);
    }

    /// Shows glyphs that were a clip, now that paint is poured over them.
    pub(super) fn pour(&mut self, (first, end): (usize, usize), ink: Ink) {
        for (glyph, old) in self.glyphs.iter_mut().zip(&mut self.inks).take(end).skip(first) {
            if glyph.visibility == Visibility::Invisible {
                glyph.visibility = Visibility::Shown;
                glyph.color = ink.on_paper();
                *old = ink;
            }
        }
    }

    /// Enters the lines drawn since there were so many as marks of their own.
    pub(super) fn lines_to_marks(&mut self, count: usize) {
        let from = count.min(self.strokes.len());
        for (stroke, ink) in self.strokes.drain(from..) {
            let half = f64::from(stroke.width.max(1)) / f64::from(POINT) / 2.0;
            let around = Box2::of_rect(&stroke.span()).grown(half, half);
            self.drawn.add(MarkKind::Line, around, stroke.order, ink);
        }
    }

    /// Enters a shape of which only the box around it is known.
    pub(super) fn add_shape(&mut self, bbox: &Box2, ink: Ink, clip: &Clip) {
        let order = self.next_order();
        self.shapes += 1;
        self.mark(bbox, order, ink, clip);
    }

    /// Enters a shape: what of its box is within the clip.
    fn mark(&mut self, bbox: &Box2, order: u32, ink: Ink, clip: &Clip) {
        self.drawn
            .add(MarkKind::Shape, bbox.intersection(&clip.bbox), order, ink);
    }

    fn filled_box(&mut self, bbox: &Box2, order: u32, ink: Ink, clip: &Clip) {
        let kind = if clip.exact { AreaKind::Box } else { AreaKind::Shape };
        clip.parts(bbox, |part| {
            if let Some(line) = paths::thin_box(&part) {
                self.line(line, order, ink, clip);
                return;
            }
            if kind == AreaKind::Shape {
                self.mark(&part, order, ink, clip);
            }
            self.area(part, order, ink, kind);
        });
    }

    fn area(&mut self, bbox: Box2, order: u32, ink: Ink, kind: AreaKind) {
        if bbox.width() <= 0.0 || bbox.height() <= 0.0 {
            return;
        }
        if self.areas.len() >= self.limits.strokes_per_page {
            self.overflowed = true;
            return;
        }
        self.areas.push(Area {
            bbox: bbox.to_rect(),
            order,
            ink,
            kind,
        });
    }

    fn line(&mut self, line: Line, order: u32, ink: Ink, clip: &Clip) {
        let Line { from, to, width } = line;
        // Half of the pen may reach into a clip that its middle line does not touch.
        let half = width / 2.0;
        let (x, y) = if from.y == to.y {
            (0.0, half)
        } else if from.x == to.x {
            (half, 0.0)
        } else {
            (half, half)
        };
        let Some((from, to)) = paths::cut(from, to, &clip.bbox.grown(x, y)) else {
            return;
        };
        if self.strokes.len() >= self.limits.strokes_per_page {
            self.overflowed = true;
            return;
        }
        let stroke = Stroke {
            from: to_point(from),
            to: to_point(to),
            width: to_milli(width),
            color: ink.color.unwrap_or(UNKNOWN_COLOR),
            order,
        };
        self.strokes.push((stroke, ink));
    }
}

/// Whether the left or right edge of a clip cuts so much off a character that no type does by itself: slanted letters and those of narrow fonts
/// reach a tenth of their width beyond it.
fn is_cut(bbox: &Box2, clip: &Clip) -> bool {
    const CUT: f64 = 0.25;
    let beyond = (clip.bbox.x0 - bbox.x0).max(bbox.x1 - clip.bbox.x1);
    beyond > bbox.width() * CUT
}

/// Said of a pattern or shading where one colour must be said.
pub(super) const UNKNOWN_COLOR: [u8; 3] = [128; 3];

fn to_point(spot: Spot) -> Point {
    Point {
        x: to_milli(spot.x),
        y: to_milli(spot.y),
    }
}
