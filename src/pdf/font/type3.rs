//! What the glyphs of a Type 3 font look like, which are pieces of content.

use hayro_syntax::object::{Dict, Stream};

use super::outline::{Look, Outline};
use crate::pdf::box2::Box2;
use crate::pdf::content::decode;
use crate::pdf::matrix::{Matrix, Spot};
use crate::pdf::operations::{Operation, Operations};
use crate::pdf::tokens::Token;

/// The procedure that draws a glyph.
pub(super) fn procedure<'a>(font: &Dict<'a>, name: &str) -> Option<Stream<'a>> {
    font.get::<Dict<'a>>(b"CharProcs")?.get::<Stream<'a>>(name.as_bytes())
}

/// What is seen of a glyph. `unit`: its units across and up, as parts of the em.
pub(super) fn look(glyph: &Stream<'_>, unit: (f64, f64)) -> Look {
    /// A glyph of dots, as scanners write them, has a few hundred bytes.
    const LONGEST: usize = 64 << 10;
    let content = decode(glyph, LONGEST);
    let mut operations = Operations::new(&content.bytes);
    let mut trace = Trace::default();
    while let Some(operation) = operations.next() {
        match operation.operator {
            b"m" | b"l" => trace.add(operation.numbers().map(|[x, y]| vec![Spot::new(x, y)])),
            b"c" => trace.add(
                operation
                    .numbers()
                    .map(|[a, b, c, d, x, y]| vec![Spot::new(a, b), Spot::new(c, d), Spot::new(x, y)]),
            ),
            b"v" | b"y" => trace.add(
                operation
                    .numbers()
                    .map(|[a, b, x, y]| vec![Spot::new(a, b), Spot::new(x, y)]),
            ),
            b"re" => trace.add(
                operation
                    .numbers()
                    .map(|[x, y, width, height]| vec![Spot::new(x, y), Spot::new(x + width, y + height)]),
            ),
            b"cm" => {
                let matrix = operation.numbers().map_or(Matrix::IDENTITY, Matrix::from_array);
                trace.matrix = matrix.then(&trace.matrix);
            }
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => trace.paint(),
            b"n" => trace.path = None,
            b"BI" => match painted(&operation) {
                Stencil::Dots(dots) => {
                    trace.curves += 1;
                    trace.add(Some(vec![Spot::new(dots.x0, dots.y0), Spot::new(dots.x1, dots.y1)]));
                    trace.paint();
                }
                Stencil::Blank => {}
                Stencil::Unknown => return Look::Unknown,
            },
            b"Do" | b"Tj" | b"TJ" | b"sh" => return Look::Other,
            _ => {}
        }
        trace.curves += usize::from(matches!(operation.operator, b"m" | b"re"));
    }
    let Some(b) = trace.seen else { return Look::Blank };
    let bbox = Box2::around([
        Spot::new(b.x0 * unit.0, b.y0 * unit.1),
        Spot::new(b.x1 * unit.0, b.y1 * unit.1),
    ]);
    Outline {
        bbox,
        curves: trace.curves,
    }
    .look()
}

/// What a glyph draws, as far as it is followed.
#[derive(Debug)]
struct Trace {
    matrix: Matrix,
    path: Option<Box2>,
    seen: Option<Box2>,
    curves: usize,
}

impl Default for Trace {
    fn default() -> Self {
        Self {
            matrix: Matrix::IDENTITY,
            path: None,
            seen: None,
            curves: 0,
        }
    }
}

impl Trace {
    fn add(&mut self, spots: Option<Vec<Spot>>) {
        let Some(spots) = spots else { return };
        let around = Box2::around(spots.into_iter().map(|spot| self.matrix.apply(spot)));
        self.path = Some(self.path.map_or(around, |before| before.union(&around)));
    }

    fn paint(&mut self) {
        if let Some(path) = self.path.take() {
            self.seen = Some(self.seen.map_or(path, |before| before.union(&path)));
        }
    }
}

/// What a stencil in the content paints.
enum Stencil {
    /// What of the unit square.
    Dots(Box2),
    Blank,
    /// That is not written plainly.
    Unknown,
}

fn painted(image: &Operation<'_, '_>) -> Stencil {
    let is_stencil = image.entry(b"ImageMask", b"IM") == Some(Token::Word(b"true"));
    let dots = if is_stencil && image.entry(b"Filter", b"F").is_none() {
        dots(image)
    } else {
        None
    };
    match dots {
        None => Stencil::Unknown,
        Some(dots) if dots.width() > 0.0 => Stencil::Dots(dots),
        Some(_) => Stencil::Blank,
    }
}

/// The box around the dots of a stencil that are painted, as a part of the unit square; without width where there is none.
fn dots(image: &Operation<'_, '_>) -> Option<Box2> {
    let number = |long: &[u8], short: &[u8]| match image.entry(long, short) {
        Some(Token::Number(number)) if number >= 1.0 => Some(number as usize),
        _ => None,
    };
    let (width, height) = (number(b"Width", b"W")?, number(b"Height", b"H")?);
    // A stencil paints where it is 0, or the other way round.
    let is_turned = image.entry(b"Decode", b"D") == Some(Token::Number(1.0));
    let row_bytes = width.div_ceil(8);
    let (across, down) = (width as f64, height as f64);
    let mut around: Option<Box2> = None;
    for (row, bytes) in image.image_data.chunks(row_bytes).take(height).enumerate() {
        for column in 0..width {
            let byte = bytes.get(column / 8)?;
            let is_one = byte & (0x80 >> (column % 8)) != 0;
            if is_one == is_turned {
                let (x, y) = (column as f64, row as f64);
                let dot = Box2 {
                    x0: x / across,
                    y0: 1.0 - (y + 1.0) / down,
                    x1: (x + 1.0) / across,
                    y1: 1.0 - y / down,
                };
                around = Some(around.map_or(dot, |before| before.union(&dot)));
            }
        }
    }
    Some(around.unwrap_or(Box2 {
        x0: 0.0,
        y0: 0.0,
        x1: 0.0,
        y1: 0.0,
    }))
}
