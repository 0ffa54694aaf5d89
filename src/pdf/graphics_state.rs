//! The graphics state: what `q` saves and `Q` brings back.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, Object};

use super::canvas::LineStyle;
use super::clip::Clip;
use super::color::{Rgb, Space};
use super::font::{Font, Fonts};
use super::ink::Ink;
use super::ink::Pattern;
use super::matrix::Matrix;

#[derive(Debug, Clone)]
pub(super) struct State<'a> {
    /// From user space to the page as shown.
    pub to_page: Matrix,
    pub clip: Clip,
    pub line: LineStyle,
    pub fill: Paint,
    pub stroke: Paint,
    /// Whether a soft mask or a blend mode other than the normal one is on.
    pub masked: bool,
    pub blended: bool,
    /// What the transparency groups around it do to everything.
    pub group_alpha: f32,
    pub group_plain: bool,
    pub text: TextState<'a>,
    /// Glyphs that are a clip: paint poured over them shows them.
    pub poured: Option<(usize, usize)>,
}

/// One of the two colours, for filling and for stroking.
#[derive(Debug, Clone)]
pub(super) struct Paint {
    pub space: Space,
    pub color: Option<Rgb>,
    pub pattern: Pattern,
    pub alpha: f32,
}

#[derive(Debug, Clone)]
pub(super) struct TextState<'a> {
    pub font: Option<Rc<Font<'a>>>,
    pub size: f64,
    pub char_space: f64,
    pub word_space: f64,
    /// 1 is 100%.
    pub scale: f64,
    pub leading: f64,
    pub rise: f64,
    pub mode: i64,
    pub matrix: Matrix,
    pub line_matrix: Matrix,
}

impl Default for TextState<'_> {
    fn default() -> Self {
        Self {
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
        }
    }
}

impl Paint {
    fn black() -> Self {
        Self {
            space: Space::Gray,
            color: Some([0; 3]),
            pattern: Pattern::None,
            alpha: 1.0,
        }
    }
}

impl State<'_> {
    pub(super) fn new(to_page: Matrix, clip: Clip) -> Self {
        Self {
            to_page,
            clip,
            line: LineStyle {
                width: 1.0,
                has_ends: false,
            },
            fill: Paint::black(),
            stroke: Paint::black(),
            masked: false,
            blended: false,
            group_alpha: 1.0,
            group_plain: true,
            text: TextState::default(),
            poured: None,
        }
    }

    pub(super) fn fill_ink(&self) -> Ink {
        self.ink(&self.fill)
    }

    pub(super) fn stroke_ink(&self) -> Ink {
        self.ink(&self.stroke)
    }

    /// Whether what is painted simply lies over what is there.
    pub(super) fn is_plain(&self) -> bool {
        self.group_plain && !self.masked && !self.blended
    }

    fn ink(&self, paint: &Paint) -> Ink {
        let is_ink = !matches!(paint.space, Space::Nothing);
        Ink {
            color: paint.color,
            pattern: paint.pattern,
            alpha: if is_ink { paint.alpha * self.group_alpha } else { 0.0 },
            plain: self.is_plain(),
        }
    }

    /// The state in which a transparency group begins.
    pub(super) fn enter_group(&mut self) {
        self.group_alpha *= self.fill.alpha;
        self.group_plain = self.is_plain();
        (self.masked, self.blended) = (false, false);
        (self.fill.alpha, self.stroke.alpha) = (1.0, 1.0);
    }
}

/// What a graphics state dictionary (`gs`) changes.
#[derive(Default)]
pub(super) struct StateChange<'a> {
    line_width: Option<f64>,
    line_has_ends: Option<bool>,
    fill_alpha: Option<f32>,
    stroke_alpha: Option<f32>,
    masked: Option<bool>,
    blended: Option<bool>,
    font: Option<(Rc<Font<'a>>, f64)>,
}

impl<'a> StateChange<'a> {
    pub(super) fn new(dict: &Dict<'a>, fonts: &mut Fonts<'a>) -> Self {
        let font = dict.get::<Array<'_>>(b"Font").and_then(|array| {
            let mut items = array.iter::<Object<'_>>();
            let font = items.next()?.into_dict()?;
            Some((fonts.font(&font), items.next()?.into_number()?.as_f64()))
        });
        let is_normal = |object: Object<'_>| match object {
            Object::Name(name) => matches!(name.as_str(), "Normal" | "Compatible"),
            Object::Array(names) => {
                let first = names.iter::<Name<'_>>().next();
                first.is_none_or(|name| matches!(name.as_str(), "Normal" | "Compatible"))
            }
            _ => true,
        };
        Self {
            line_width: dict.get::<f64>(b"LW"),
            line_has_ends: dict.get::<i32>(b"LC").map(|cap| cap > 0),
            fill_alpha: dict.get::<f32>(b"ca"),
            stroke_alpha: dict.get::<f32>(b"CA"),
            masked: dict
                .get::<Object<'_>>(b"SMask")
                .map(|mask| matches!(mask, Object::Dict(_))),
            blended: dict.get::<Object<'_>>(b"BM").map(|mode| !is_normal(mode)),
            font,
        }
    }

    pub(super) fn apply(&self, state: &mut State<'a>) {
        state.line.width = self.line_width.unwrap_or(state.line.width);
        state.line.has_ends = self.line_has_ends.unwrap_or(state.line.has_ends);
        state.fill.alpha = self.fill_alpha.unwrap_or(state.fill.alpha);
        state.stroke.alpha = self.stroke_alpha.unwrap_or(state.stroke.alpha);
        state.masked = self.masked.unwrap_or(state.masked);
        state.blended = self.blended.unwrap_or(state.blended);
        if let Some((font, size)) = &self.font {
            (state.text.font, state.text.size) = (Some(Rc::clone(font)), *size);
        }
    }
}
