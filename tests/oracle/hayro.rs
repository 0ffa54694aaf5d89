//! The oracle: another interpreter of page content, by other authors, read for the same things as ours.

use std::sync::Arc;

use hayro_cmap::{BfString, WritingMode};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;

/// A character as the oracle sees it, in points of the page as shown.
#[derive(Debug, Clone, Copy)]
pub struct OracleGlyph {
    /// `None`: the oracle does not know it.
    pub character: Option<char>,
    /// Where the pen stands.
    pub x: f64,
    /// Where the pen stands.
    pub y: f64,
    /// Neither in an invisible mode nor outside the page and its clip.
    pub painted: bool,
}

/// A straight line, in points of the page as shown.
#[derive(Debug, Clone, Copy)]
pub struct OracleLine {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
}

/// What the oracle sees of one page.
#[derive(Debug, Default)]
pub struct OraclePage {
    /// In painting order.
    pub glyphs: Vec<OracleGlyph>,
    /// Of stroked paths only.
    pub lines: Vec<OracleLine>,
    clips: Vec<Rect>,
    last_filled: Option<(usize, [f64; 6])>,
}

/// Reads a document with `hayro-interpret`.
pub fn read(bytes: Vec<u8>) -> Option<Vec<OraclePage>> {
    let pdf = Pdf::new(Arc::new(bytes)).ok()?;
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let to_shown = Affine::new(page.initial_transform(true).as_coeffs());
        let mut context = Context::new(to_shown, area, &cache, pdf.xref(), InterpreterSettings::default());
        let mut seen = OraclePage {
            clips: vec![area],
            ..OraclePage::default()
        };
        interpret_page(page, &mut context, &mut seen);
        pages.push(seen);
    }
    Some(pages)
}

impl OraclePage {
    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or_default()
    }

    fn cut(&mut self, bbox: Rect) {
        let clip = self.clip().intersect(bbox);
        self.clips.push(clip);
    }

    fn line(&mut self, from: Point, to: Point) {
        let (clip, around) = (self.clip(), Rect::from_points(from, to));
        let inside = |p: Point| clip.x0 <= p.x && p.x <= clip.x1 && clip.y0 <= p.y && p.y <= clip.y1;
        // Lines that a clip cuts are left out: how they are cut is our own business.
        if around.width().max(around.height()) > 1.0 && inside(from) && inside(to) {
            self.lines.push(OracleLine { from, to });
        }
    }
}

impl<'a> Device<'a> for OraclePage {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        if !matches!(draw_mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..)) {
            return;
        }
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => (start, at) = (props.transform * p, props.transform * p),
                PathEl::LineTo(p) => {
                    let to = props.transform * p;
                    self.line(at, to);
                    at = to;
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => at = props.transform * p,
                PathEl::ClosePath => {
                    self.line(at, start);
                    at = start;
                }
            }
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.cut(clip_path.path.bounding_box());
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let first = run
            .glyphs()
            .first()
            .map(|glyph| (props.transform * glyph.transform()).as_coeffs());
        let Some(first) = first else { return };
        // Text that is filled and stroked comes twice.
        let this = (run.glyphs().len(), first);
        if matches!(draw_mode, DrawMode::Stroke(_)) && self.last_filled == Some(this) {
            self.last_filled = None;
            return;
        }
        self.last_filled = matches!(draw_mode, DrawMode::Fill(_)).then_some(this);
        let clip = self.clip();
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(type3) => type3.advance_width(),
            };
            let advance = f64::from(advance.unwrap_or(0.0));
            let (pen, middle) = if run.writing_mode() == WritingMode::Vertical {
                (
                    transform * Point::new(500.0, 880.0),
                    transform * Point::new(500.0, 380.0),
                )
            } else {
                (transform * Point::ZERO, transform * Point::new(advance / 2.0, 380.0))
            };
            let inside = clip.x0 <= middle.x && middle.x <= clip.x1 && clip.y0 <= middle.y && middle.y <= clip.y1;
            self.glyphs.push(OracleGlyph {
                character: match glyph.as_unicode() {
                    Some(BfString::Char(character)) => Some(character),
                    Some(BfString::String(characters)) => characters.chars().next(),
                    None => None,
                },
                x: pen.x,
                y: pen.y,
                painted: inside && !matches!(draw_mode, DrawMode::Invisible),
            });
        }
    }
}
