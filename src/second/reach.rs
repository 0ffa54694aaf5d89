//! How far text may reach from where it begins, and whether that is near a box that is asked about.

use super::operators::{Operand, numbers};
use crate::geometry::{Milli, Rect, to_milli};

/// How far above and below its base line a character may stand, and how far text is taken to reach beyond its ends, in sizes of its type: boxes are
/// asked about by the middles of what stands in them.
const AROUND: f64 = 2.0;

/// Type that would be smaller than this, in points, is of a font that counts in units of its own (Type 3): how far it reaches is not known.
const SMALLEST: f64 = 3.0;

/// A matrix as a PDF writes it: `a b c d e f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self::moved(0.0, 0.0)
    }
}

impl Matrix {
    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this matrix, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let (x, y) = (other.vector(a, b), other.vector(c, d));
        let (e, f) = other.point(e, f);
        Self([x.0, x.1, y.0, y.1, e, f])
    }

    fn vector(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a * x + c * y, b * x + d * y)
    }

    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let (along, across) = self.vector(x, y);
        (along + self.0[4], across + self.0[5])
    }
}

/// What is set for text, as `q` saves it.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub matrix: Matrix,
    pub font: Option<usize>,
    pub size: f64,
    /// Added after each character, and after each space.
    pub letter: f64,
    pub word: f64,
    /// In hundredths.
    pub scale: f64,
    pub leading: f64,
    pub rise: f64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            matrix: Matrix::default(),
            font: None,
            size: 0.0,
            letter: 0.0,
            word: 0.0,
            scale: 100.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// The boxes of a page, where text is shown, and how far it has come.
#[derive(Debug)]
pub(super) struct Reach {
    pub(super) state: State,
    /// From the page's own space to the page as shown, in points.
    shown: Matrix,
    near: Vec<Rect>,
    /// Around all of them.
    all: Option<Rect>,
    /// Where lines of text count from.
    line: Matrix,
    /// How far text may have gone on since its place was set, and back; none where its place is not known.
    come: Option<(f64, f64)>,
}

impl Reach {
    pub(super) fn new(shown: Matrix, near: &[Rect]) -> Self {
        Self {
            state: State::default(),
            shown,
            near: near.to_vec(),
            all: near.iter().copied().reduce(|all, one| all.union(&one)),
            line: Matrix::default(),
            come: Some((0.0, 0.0)),
        }
    }

    /// Takes an operator that sets where or how text is shown; says whether it is one.
    pub(super) fn set(&mut self, name: &[u8], operands: &[Operand<'_>]) -> bool {
        self.set_to(name, operands).is_some()
    }

    fn set_to(&mut self, name: &[u8], operands: &[Operand<'_>]) -> Option<()> {
        match name {
            b"cm" => {
                self.state.matrix = Matrix(numbers(operands)?).then(self.state.matrix);
                self.lose();
            }
            b"BT" | b"ET" => self.begin(Matrix::default()),
            b"Tm" => self.begin(Matrix(numbers(operands)?)),
            b"Td" | b"TD" => {
                let [x, y] = numbers(operands)?;
                if name == b"TD" {
                    self.state.leading = -y;
                }
                self.begin(Matrix::moved(x, y).then(self.line));
            }
            b"T*" => self.begin(Matrix::moved(0.0, -self.state.leading).then(self.line)),
            b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" => {
                let [number] = numbers(operands)?;
                let state = &mut self.state;
                *match name {
                    b"Tc" => &mut state.letter,
                    b"Tw" => &mut state.word,
                    b"Tz" => &mut state.scale,
                    b"TL" => &mut state.leading,
                    _ => &mut state.rise,
                } = number;
            }
            _ => return None,
        }
        Some(())
    }

    /// Text begins at the begin of a line.
    fn begin(&mut self, line: Matrix) {
        self.line = line;
        self.come = Some((0.0, 0.0));
    }

    /// Text begins nobody knows where.
    pub(super) fn lose(&mut self) {
        self.come = None;
    }

    /// Whether so many codes, the widest of so many thousandths, with shifts of so many thousandths in all, may be near a box.
    pub(super) fn may_show(&self, codes: usize, widest: f64, shifted: f64) -> bool {
        let come = self.come.map(|come| gone_on(come, &self.state, codes, widest, shifted));
        come.is_none_or(|come| self.is_near(come))
    }

    /// Goes on by them.
    pub(super) fn shows(&mut self, codes: usize, widest: f64, shifted: f64) -> bool {
        self.come = self.come.map(|come| gone_on(come, &self.state, codes, widest, shifted));
        self.come.is_none_or(|come| self.is_near(come))
    }

    fn is_near(&self, (on, back): (f64, f64)) -> bool {
        let Some(all) = self.all else { return false };
        let state = &self.state;
        let placed = self.line.then(state.matrix).then(self.shown);
        let (along, across) = placed.vector(0.0, state.size);
        if along.hypot(across) < SMALLEST {
            return true;
        }
        let around = AROUND * state.size.abs();
        let ends = [
            (-back - around, state.rise - around),
            (-back - around, state.rise + around),
            (on + around, state.rise - around),
            (on + around, state.rise + around),
        ];
        let corners = ends.map(|(x, y)| {
            let (x, y) = placed.point(x, y);
            (to_milli(x), to_milli(y))
        });
        let band = |of: fn(&(Milli, Milli)) -> Milli| {
            let parts = corners.iter().map(of);
            (parts.clone().min().unwrap_or_default(), parts.max().unwrap_or_default())
        };
        let ((left, right), (top, bottom)) = (band(|corner| corner.0), band(|corner| corner.1));
        let may_meet = |bbox: &Rect| left <= bbox.x1 && bbox.x0 <= right && top <= bbox.y1 && bbox.y0 <= bottom;
        may_meet(&all) && self.near.iter().any(may_meet)
    }
}

/// How far text has gone on and back after so many codes more.
fn gone_on((on, back): (f64, f64), state: &State, codes: usize, widest: f64, shifted: f64) -> (f64, f64) {
    let (size, scale) = (state.size.abs(), (state.scale / 100.0).abs());
    let wide = codes as f64 * widest / 1000.0 * size * scale;
    let spaced = (codes as f64 * (state.letter.abs() + state.word.abs()) + shifted / 1000.0 * size) * scale;
    let runs_back = state.size < 0.0 || state.scale < 0.0;
    (on + wide + spaced, back + spaced + if runs_back { wide } else { 0.0 })
}
