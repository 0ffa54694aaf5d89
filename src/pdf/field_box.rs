//! The box that text is typed into, and how that is fitted into it.

use hayro_syntax::object::Rect;
use unicode_width::UnicodeWidthChar;

use super::color::Rgb;
use super::fields::Field;
use super::matrix::Matrix;
use super::tokens::{Token, Tokens};
use super::widgets::device_color;

/// The distance of two lines, and the middle of a line above its base, as parts of the size of the type.
pub(super) const LEADING: f64 = 1.15;
const MIDDLE: f64 = 0.38;
pub(super) const ASCENT: f64 = 0.88;

/// Sizes of type in points, where a field leaves it to the viewer (0) or its text would not fit.
const USUAL_SIZE: f64 = 12.0;
const LEAST_SIZE: f64 = 4.0;
const SIZE_STEP: f64 = 0.5;

/// The box of a field, from its own space (origin at the lower left) to the page as shown.
pub(super) struct FieldBox {
    pub to_page: Matrix,
    pub width: f64,
    pub height: f64,
}

/// How the text of a field looks.
pub(super) struct Type {
    pub size: f64,
    pub color: Option<Rgb>,
}

impl FieldBox {
    pub(super) fn of(field: &Field<'_>, rect: &Rect, page: &Matrix) -> Self {
        let (width, height) = (rect.width(), rect.height());
        let turned = match field.look().get::<i32>(b"R").unwrap_or(0).rem_euclid(360) {
            90 => Matrix::new(0.0, 1.0, -1.0, 0.0, rect.x1, rect.y0),
            180 => Matrix::new(-1.0, 0.0, 0.0, -1.0, rect.x1, rect.y1),
            270 => Matrix::new(0.0, -1.0, 1.0, 0.0, rect.x0, rect.y1),
            _ => Matrix::new(1.0, 0.0, 0.0, 1.0, rect.x0, rect.y0),
        };
        let is_upright = turned.b == 0.0;
        Self {
            to_page: turned.then(page),
            width: if is_upright { width } else { height },
            height: if is_upright { height } else { width },
        }
    }

    /// The box of something that stands upright on the page.
    pub(super) fn upright(rect: &Rect, page: &Matrix) -> Self {
        Self {
            to_page: Matrix::new(1.0, 0.0, 0.0, 1.0, rect.x0, rect.y0).then(page),
            width: rect.width(),
            height: rect.height(),
        }
    }

    /// The base line of a line in the middle of the box.
    pub(super) fn middle(&self, size: f64) -> f64 {
        self.height / 2.0 - size * MIDDLE
    }
}

impl Type {
    /// From operators such as `/Helv 9 Tf 0 g`.
    pub(super) fn of(appearance: &[u8]) -> Self {
        let mut style = Self {
            size: 0.0,
            color: Some([0; 3]),
        };
        let mut tokens = Tokens::new(appearance);
        let mut numbers = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                Token::Number(number) => numbers.push(number),
                Token::Word(b"Tf") => style.size = numbers.pop().unwrap_or(0.0),
                Token::Word(b"g" | b"rg" | b"k") => style.color = device_color(&numbers),
                _ => {}
            }
            if matches!(token, Token::Word(_)) {
                numbers.clear();
            }
        }
        style
    }

    /// The size of a single line in a box of this height.
    pub(super) fn size_in(&self, height: f64) -> f64 {
        if self.size > 0.0 {
            self.size
        } else {
            (height / LEADING).clamp(LEAST_SIZE, USUAL_SIZE)
        }
    }

    /// Breaks lines to a width, in the largest size in which they fit the height.
    pub(super) fn fit(&mut self, lines: &[Vec<char>], width: f64, height: f64) -> Vec<Vec<char>> {
        if self.size <= 0.0 {
            self.size = USUAL_SIZE;
        }
        loop {
            let broken: Vec<Vec<char>> = lines.iter().flat_map(|line| broken(line, width / self.size)).collect();
            if broken.len() as f64 * self.size * LEADING <= height || self.size <= LEAST_SIZE {
                return broken;
            }
            self.size = (self.size - SIZE_STEP).max(LEAST_SIZE);
        }
    }
}

/// A line in pieces of so many ems at most.
fn broken(line: &[char], most: f64) -> Vec<Vec<char>> {
    let mut pieces = vec![Vec::new()];
    let mut along = 0.0;
    for &character in line {
        let width = em(character);
        if along > 0.0 && along + width > most {
            pieces.push(Vec::new());
            along = 0.0;
        }
        along += width;
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

/// How wide a character usually is: half an em, a Chinese one a whole.
pub(super) fn em(character: char) -> f64 {
    character.width_cjk().unwrap_or(0) as f64 / 2.0
}

pub(super) fn ems(line: &[char]) -> f64 {
    line.iter().map(|character| em(*character)).sum()
}
