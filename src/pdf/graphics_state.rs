//! The graphics state: what `q` saves and `Q` brings back.

use std::rc::Rc;

use super::canvas::Ink;
use super::clip::Clip;
use super::color::{Rgb, Space};
use super::font::Font;
use super::matrix::Matrix;

#[derive(Debug, Clone)]
pub(super) struct State<'a> {
    /// From user space to the page as shown.
    pub to_page: Matrix,
    pub clip: Clip,
    pub line_width: f64,
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
            alpha: 1.0,
        }
    }
}

impl State<'_> {
    pub fn new(to_page: Matrix, clip: Clip) -> Self {
        Self {
            to_page,
            clip,
            line_width: 1.0,
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

    pub fn fill_ink(&self) -> Ink {
        self.ink(&self.fill)
    }

    pub fn stroke_ink(&self) -> Ink {
        self.ink(&self.stroke)
    }

    /// Whether what is painted simply lies over what is there.
    pub fn is_plain(&self) -> bool {
        self.group_plain && !self.masked && !self.blended
    }

    fn ink(&self, paint: &Paint) -> Ink {
        let is_ink = !matches!(paint.space, Space::Nothing);
        Ink {
            color: paint.color,
            alpha: if is_ink { paint.alpha * self.group_alpha } else { 0.0 },
            plain: self.is_plain(),
        }
    }

    /// The state in which a transparency group begins.
    pub fn enter_group(&mut self) {
        self.group_alpha *= self.fill.alpha;
        self.group_plain = self.is_plain();
        (self.masked, self.blended) = (false, false);
        (self.fill.alpha, self.stroke.alpha) = (1.0, 1.0);
    }
}
