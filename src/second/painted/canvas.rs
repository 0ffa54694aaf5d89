//! Takes down what hayro paints.

use hayro::hayro_interpret::font::{Glyph, GlyphRun, Type3Glyph};
use hayro::hayro_interpret::hayro_syntax::object::Dict;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint as PaintedWith, SoftMask,
};
use hayro::kurbo::{Affine, BezPath, Point, Rect as Box2, Shape as _};

use super::glyph::{Glyphs, Outline};
use super::ink::{Drawn, Ink, Look};
use super::path::{self, Piece};
use super::picture;
use super::scene::{self, Item, Paint, Scene, overlap};

/// Units of glyph space to the size of the type.
const UNITS: f64 = 1000.0;

/// Paint of a group that lets more through than this is not plain.
const WHOLE: f32 = 0.99;

/// The page in the making.
pub(super) struct Canvas {
    /// What is asked about, with its surroundings.
    around: Vec<Box2>,
    /// Around all of that.
    all: Box2,
    clips: Vec<Clip>,
    groups: Vec<Group>,
    glyphs: Glyphs,
    scene: Scene,
    /// Only what is printed is asked about: deepest glyph in a glyph that is followed.
    depth: usize,
}

#[derive(Debug, Clone, Copy)]
struct Clip {
    bbox: Box2,
    is_box: bool,
}

#[derive(Debug, Clone, Copy)]
struct Group {
    alpha: f32,
    is_plain: bool,
}

impl Canvas {
    pub(super) fn new(asked: &[Look], shown: Box2) -> Self {
        let around: Vec<Box2> = asked.iter().map(|look| scene::inflated(look.bbox)).collect();
        let all = around
            .iter()
            .copied()
            .reduce(|all, one| all.union(one))
            .unwrap_or_default();
        Self {
            around,
            all,
            clips: vec![Clip {
                bbox: shown,
                is_box: true,
            }],
            groups: vec![Group {
                alpha: 1.0,
                is_plain: true,
            }],
            glyphs: Glyphs::default(),
            scene: Scene::default(),
            depth: 0,
        }
    }

    /// What lies in or near each box.
    pub(super) fn seen(&self, asked: &[Look]) -> Result<Vec<Vec<Ink>>, String> {
        self.scene.seen(asked)
    }

    /// Adds something of which it is not known how it looks.
    pub(super) fn add_unknown(&mut self, bbox: Box2) {
        let paint = Paint {
            color: None,
            alpha: 1.0,
            is_plain: false,
        };
        self.add(Drawn::Shape, bbox, paint);
    }

    fn is_near(&self, bbox: &Box2) -> bool {
        overlap(&self.all, bbox) && self.around.iter().any(|around| overlap(around, bbox))
    }

    fn clip(&self) -> Clip {
        self.clips.last().copied().unwrap_or(Clip {
            bbox: self.all,
            is_box: true,
        })
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group {
            alpha: 1.0,
            is_plain: true,
        })
    }

    /// Adds what the clip leaves of something, where that is near.
    fn add(&mut self, drawn: Drawn, bbox: Box2, paint: Paint) {
        let clip = self.clip();
        if !overlap(&clip.bbox, &bbox) || !self.is_near(&bbox) {
            return;
        }
        let bbox = bbox.intersect(clip.bbox);
        if self.is_near(&bbox) {
            self.scene.add(Item {
                drawn,
                bbox,
                paint,
                flat_in: Vec::new(),
            });
        }
    }

    fn paint(&self, props: &DrawProps<'_>) -> Paint {
        let (group, clip) = (self.group(), self.clip());
        let (color, alpha) = match &props.paint {
            PaintedWith::Color(color) => {
                let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
                (Some([red, green, blue]), f32::from(alpha) / 255.0)
            }
            PaintedWith::Pattern(_) => (None, 1.0),
        };
        Paint {
            color,
            alpha: alpha * group.alpha,
            is_plain: color.is_some()
                && group.is_plain
                && clip.is_box
                && props.soft_mask.is_none()
                && props.blend_mode == BlendMode::Normal,
        }
    }

    fn draw_glyph(&mut self, outline: &Outline, transform: Affine, paint: Paint) {
        let origin = scene::to_point(transform * Point::ZERO);
        match outline {
            Outline::Missing => self.add_at(Drawn::Missing { origin }, transform, paint),
            Outline::Empty => self.add_at(Drawn::Empty { origin }, transform, paint),
            Outline::Drawn { bbox, reads } => {
                // The page's y axis runs down: what is not mirrored turns the glyph's own around.
                let reads = reads.filter(|_| transform.determinant() < 0.0);
                self.add(
                    Drawn::Glyph { origin, reads },
                    transform.transform_rect_bbox(*bbox),
                    paint,
                );
            }
        }
    }

    fn add_at(&mut self, drawn: Drawn, transform: Affine, paint: Paint) {
        let at = transform * Point::ZERO;
        self.add(drawn, Box2::from_points(at, at), paint);
    }

    /// A glyph that is drawn by operators: its ink is taken down on a canvas of its own.
    fn draw_by_operators<'a>(
        &mut self,
        glyph: &Type3Glyph<'a>,
        props: &DrawProps<'a>,
        transform: Affine,
        paint: Paint,
    ) {
        /// A glyph that draws text draws glyphs that draw text ...
        const DEEPEST: usize = 3;
        if self.depth >= DEEPEST {
            return;
        }
        let placed = props.transform * transform;
        let outline = self.glyphs.by_operators(glyph, |drawing| {
            glyph.interpret(drawing, props.transform, transform, &props.paint);
            placed
        });
        self.draw_glyph(&outline, placed, paint);
    }

    /// Whether a glyph may leave ink near a box: no outline reaches farther from its pen than twice the size of its type.
    fn may_be_near(&self, transform: Affine) -> bool {
        let at = transform * Point::ZERO;
        let reach = transform.determinant().abs().sqrt() * UNITS * 2.0;
        self.is_near(&Box2::from_points(at, at).inflate(reach, reach))
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        // The control points lie around all of the path; a stroke is as wide as its pen.
        let reach = match draw_mode {
            DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) => path::pen(stroke, props.transform),
            DrawMode::Fill(_) | DrawMode::Invisible => 0.0,
        };
        let around = props
            .transform
            .transform_rect_bbox(path.control_box())
            .inflate(reach, reach);
        if !overlap(&self.all, &around) {
            return;
        }
        let paint = self.paint(&props);
        let placed = props.transform * path;
        let pieces = match draw_mode {
            DrawMode::Fill(_) => path::filled(&placed),
            DrawMode::Stroke(_) => path::stroked(&placed, reach),
            DrawMode::FillAndStroke(..) => {
                let mut pieces = path::filled(&placed);
                pieces.extend(path::stroked(&placed, reach));
                pieces
            }
            DrawMode::Invisible => return,
        };
        for Piece { drawn, bbox } in pieces {
            self.add(drawn, bbox, paint);
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        let before = self.clip();
        let bbox = clip_path.path.bounding_box();
        self.clips.push(Clip {
            bbox: bbox.intersect(before.bbox),
            is_box: before.is_box && path::is_box(&clip_path.path),
        });
    }

    fn push_clip_rect(&mut self, rect: &Box2) {
        let before = self.clip();
        self.clips.push(Clip {
            bbox: rect.abs().intersect(before.bbox),
            ..before
        });
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        let before = self.group();
        self.groups.push(Group {
            alpha: before.alpha * opacity,
            is_plain: before.is_plain && mask.is_none() && blend_mode == BlendMode::Normal && opacity >= WHOLE,
        });
    }

    fn draw_glyph_run(&mut self, glyph_run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let mut paint = self.paint(&props);
        if matches!(draw_mode, DrawMode::Invisible) {
            paint.alpha = 0.0;
        }
        for positioned in glyph_run.glyphs() {
            let transform = props.transform * positioned.transform();
            if !self.may_be_near(transform) {
                continue;
            }
            match &**positioned {
                Glyph::Outline(glyph) => {
                    let outline = self.glyphs.by_outline(glyph);
                    self.draw_glyph(&outline, transform, paint);
                }
                Glyph::Type3(glyph) => self.draw_by_operators(glyph, &props, positioned.transform(), paint),
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let whole = props.transform.transform_rect_bbox(Box2::new(0.0, 0.0, width, height));
        let (clip, group) = (self.clip(), self.group());
        if !overlap(&clip.bbox, &whole) || !self.is_near(&whole) {
            return;
        }
        let paint = Paint {
            color: None,
            alpha: group.alpha,
            is_plain: group.is_plain
                && clip.is_box
                && props.soft_mask.is_none()
                && props.blend_mode == BlendMode::Normal,
        };
        let flat_in = picture::flat_parts(&image, props.transform, &self.around);
        self.scene.add(Item {
            drawn: Drawn::Picture,
            bbox: whole.intersect(clip.bbox),
            paint,
            flat_in,
        });
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn pop_transparency_group(&mut self) {
        if self.groups.len() > 1 {
            self.groups.pop();
        }
    }

    fn begin_marked_content(&mut self, _tag: &[u8], _properties: Option<&Dict<'_>>) {}
}
