//! Page content onto the canvas, through `hayro-interpret`.

use hayro_cmap::BfString;
use hayro_cmap::WritingMode;
use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, RenderContent, SoftMask, interpret, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::page::Page as PdfPage;

use super::canvas::{Box2, Canvas, Ink, Look, Pen};
use super::content::page_content;
use super::matrix::{Matrix, Spot};
use super::page_space::PageSpace;
use super::paths::{Rule, Step};
use super::{Page, ReadError, ReadOptions, visibility};
use crate::language::Bilingual;

/// Reads every page; what is lost on the way is added to `damage`.
pub(super) fn read_pages(
    pdf: &Pdf,
    options: &ReadOptions,
    damage: &mut Vec<Bilingual>,
) -> Result<Vec<Page>, ReadError> {
    let cache = InterpreterCache::new();
    let mut pages = Vec::with_capacity(pdf.pages().len());
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        if options.cancel.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
        pages.push(read_page(page, number, pdf, &cache, options, damage));
    }
    Ok(pages)
}

fn read_page<'a>(
    page: &PdfPage<'a>,
    number: u32,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    options: &ReadOptions,
    damage: &mut Vec<Bilingual>,
) -> Page {
    let space = PageSpace::of(page);
    let content = page_content(page, options.limits.content_bytes);
    if !content.whole {
        damage.push(Bilingual::new(
            format!("第 {number} 页内容损坏"),
            format!("the content of page {number} is damaged"),
        ));
    }
    let m = &space.to_shown;
    let area = Rect::new(0.0, 0.0, space.width, space.height);
    let settings = InterpreterSettings {
        render_content: RenderContent::ANNOTATIONS,
        ..InterpreterSettings::default()
    };
    let to_shown = Affine::new([m.a, m.b, m.c, m.d, m.e, m.f]);
    let mut context = Context::new(to_shown, area, cache, pdf.xref(), settings);
    let mut painter = Painter::new(Canvas::new(space.area(), options.limits));
    interpret(
        TypedIter::new(&content.bytes),
        page.resources(),
        &mut context,
        &mut painter,
    );
    interpret_page(page, &mut context, &mut painter);
    if painter.canvas.overflowed {
        damage.push(Bilingual::new(
            format!("第 {number} 页内容过多，未读全"),
            format!("page {number} holds more than is read"),
        ));
    }
    visibility::to_page(painter.canvas, number, &options.cancel)
}

/// Receives what `hayro-interpret` draws.
struct Painter {
    canvas: Canvas,
    clips: Vec<Box2>,
    groups: Vec<(f32, bool)>,
    last_filled_run: Option<(usize, [f64; 6])>,
}

impl Painter {
    fn new(canvas: Canvas) -> Self {
        Self {
            clips: vec![canvas.page],
            canvas,
            groups: Vec::new(),
            last_filled_run: None,
        }
    }

    fn clip(&self) -> Box2 {
        self.clips.last().copied().unwrap_or(self.canvas.page)
    }

    fn push_clip(&mut self, bbox: Rect) {
        let bbox = Box2 {
            x0: bbox.x0,
            y0: bbox.y0,
            x1: bbox.x1,
            y1: bbox.y1,
        };
        self.clips.push(self.clip().intersection(&bbox));
    }

    fn ink(&self, props: &DrawProps<'_>) -> Ink {
        let (group_alpha, group_plain) = self.groups.last().copied().unwrap_or((1.0, true));
        let plain = group_plain && props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        match &props.paint {
            Paint::Color(color) => {
                let [r, g, b, alpha] = color.to_rgba().components();
                let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
                Ink {
                    color: Some([byte(r), byte(g), byte(b)]),
                    alpha: alpha * group_alpha,
                    plain,
                }
            }
            Paint::Pattern(_) => Ink {
                color: None,
                alpha: group_alpha,
                plain,
            },
        }
    }
}

fn to_matrix(affine: Affine) -> Matrix {
    Matrix::from_array(affine.as_coeffs())
}

fn to_steps(path: &BezPath, to_page: &Matrix) -> Vec<Step> {
    let spot = |p: Point| to_page.apply(Spot::new(p.x, p.y));
    let mut steps = Vec::with_capacity(path.elements().len());
    for element in path.elements() {
        steps.push(match *element {
            PathEl::MoveTo(p) => Step::Move(spot(p)),
            PathEl::LineTo(p) => Step::Line(spot(p)),
            PathEl::QuadTo(p, q) => Step::Curve(spot(p), spot(p), spot(q)),
            PathEl::CurveTo(p, q, r) => Step::Curve(spot(p), spot(q), spot(r)),
            PathEl::ClosePath => Step::Close,
        });
    }
    steps
}

fn to_rule(rule: FillRule) -> Rule {
    match rule {
        FillRule::NonZero => Rule::NonZero,
        FillRule::EvenOdd => Rule::EvenOdd,
    }
}

impl<'a> Device<'a> for Painter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let to_page = to_matrix(props.transform);
        let steps = to_steps(path, &to_page);
        let (ink, clip) = (self.ink(&props), self.clip());
        match draw_mode {
            DrawMode::Fill(rule) => self.canvas.fill(&steps, to_rule(*rule), ink, &clip),
            DrawMode::Stroke(stroke) => {
                self.canvas
                    .stroke(&steps, f64::from(stroke.line_width), &to_page, ink, &clip);
            }
            DrawMode::FillAndStroke(rule, stroke) => {
                self.canvas.fill(&steps, to_rule(*rule), ink, &clip);
                self.canvas
                    .stroke(&steps, f64::from(stroke.line_width), &to_page, ink, &clip);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.push_clip(clip_path.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        let (alpha, plain) = self.groups.last().copied().unwrap_or((1.0, true));
        let plain = plain && mask.is_none() && blend_mode == BlendMode::Normal;
        self.groups.push((alpha * opacity, plain));
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let first = run
            .glyphs()
            .first()
            .map(|glyph| (props.transform * glyph.transform()).as_coeffs());
        let Some(first) = first else { return };
        let this_run = (run.glyphs().len(), first);
        // Text that is filled and stroked comes twice.
        if matches!(draw_mode, DrawMode::Stroke(_)) && self.last_filled_run == Some(this_run) {
            self.last_filled_run = None;
            return;
        }
        self.last_filled_run = matches!(draw_mode, DrawMode::Fill(_)).then_some(this_run);

        let look = Look {
            ink: self.ink(&props),
            invisible: matches!(draw_mode, DrawMode::Invisible),
            layer_off: false,
        };
        let clip = self.clip();
        let vertical = run.writing_mode() == WritingMode::Vertical;
        for glyph in run.glyphs() {
            let characters: Vec<char> = match glyph.as_unicode() {
                Some(BfString::Char(character)) => vec![character],
                Some(BfString::String(characters)) => characters.chars().collect(),
                None => Vec::new(),
            };
            let advance = match &**glyph {
                FontGlyph::Outline(outline) => outline.advance_width(),
                FontGlyph::Type3(type3) => type3.advance_width(),
            };
            let advance = f64::from(advance.unwrap_or(1000.0)) / 1000.0;
            let em = props.transform * glyph.transform() * Affine::scale(1000.0);
            let pen = if vertical {
                let to_pen = Affine::translate((0.5, 0.88));
                Pen {
                    em: to_matrix(em * to_pen),
                    advance: 1.0,
                    vertical,
                }
            } else {
                Pen {
                    em: evenly_scaled(to_matrix(em)),
                    advance,
                    vertical,
                }
            };
            self.canvas.glyph(&characters, &pen, &look, &clip);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (alpha, plain) = self.groups.last().copied().unwrap_or((1.0, true));
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let placed = props.transform * Affine::scale_non_uniform(width, height);
        let opaque = match &image {
            Image::Raster(raster) => {
                let dict = raster.stream().dict();
                !dict.contains_key(b"SMask") && !dict.contains_key(b"Mask") && !dict.contains_key(b"SMaskInData")
            }
            Image::Stencil(_) => false,
        };
        let clip = self.clip();
        self.canvas
            .image(&to_matrix(placed), opaque && plain && alpha >= 1.0, &clip);
    }
}

/// Takes out the stretch that `hayro-interpret` gives to fonts that stand in for others.
fn evenly_scaled(em: Matrix) -> Matrix {
    let (across, up) = (em.a.hypot(em.b), em.c.hypot(em.d));
    if across <= 0.0 {
        return em;
    }
    let even = up / across;
    Matrix {
        a: em.a * even,
        b: em.b * even,
        ..em
    }
}
