//! What is painted with: a colour, or a pattern, and of that whether it leaves nothing out, and whether there is something to read in it.

use hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_syntax::page::Resources;

use super::color::{Rgb, Space};
use super::content::decode;
use super::operations::Operations;

/// Two colours that differ by no more than this in each of red, green and blue (of 255) look the same on paper: about 5%.
pub(super) const SAME_COLOR: f32 = 12.0;
/// A part of a colour below this is far from white.
pub(super) const DARK: u8 = 128;

/// What something is painted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    /// Red, green, blue; `None` for a pattern or a shading.
    pub color: Option<[u8; 3]>,
    /// What paints where it is no colour.
    pub pattern: Pattern,
    /// 0 is not there, 1 is opaque.
    pub alpha: f32,
    /// Whether it is simply laid over what is there: no mask, no blending.
    pub plain: bool,
}

impl Ink {
    /// From this alpha up paint hides what is below it from a person.
    const OPAQUE: f32 = 0.98;

    /// Whether nothing of what is below it shows through.
    pub(super) fn covers(&self) -> bool {
        let is_whole = self.color.is_some() || matches!(self.pattern, Pattern::Gradient(_));
        is_whole && self.plain && self.alpha >= Self::OPAQUE
    }

    /// Its colour as it looks on white paper.
    pub(super) fn on_paper(&self) -> Option<[u8; 3]> {
        const WHITE: f32 = 255.0;
        let color = self.color?;
        if self.alpha >= 1.0 {
            return Some(color);
        }
        let alpha = self.alpha.max(0.0);
        Some(color.map(|part| (f32::from(part) * alpha + WHITE * (1.0 - alpha)).round() as u8))
    }
}

/// What paints in the place of a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Pattern {
    /// A colour; or a pattern that nothing is known of.
    #[default]
    None,
    /// A shading that leaves no place unpainted; its colour, where a person sees but one.
    Gradient(Option<Rgb>),
    /// Tiles: those of this number.
    Tiles(usize),
}

/// Of a tile so much is looked at, in bytes: hatching has a few lines.
const TILE_BYTES: usize = 64 << 10;

impl Pattern {
    /// The one colour that a person sees of it.
    pub(super) fn color(self) -> Option<Rgb> {
        match self {
            Self::Gradient(color) => color,
            Self::None | Self::Tiles(_) => None,
        }
    }

    /// The shading under this name.
    pub(super) fn of_shading_named(name: &[u8], resources: &Resources<'_>) -> Self {
        Self::of_shading(resources.shadings.get::<Object<'_>>(name).as_ref(), resources)
    }

    /// A shading along a line that goes on beyond both of its ends paints everywhere.
    pub(super) fn of_shading(shading: Option<&Object<'_>>, resources: &Resources<'_>) -> Self {
        const AXIAL: u8 = 2;
        let Some(Object::Dict(shading)) = shading else {
            return Self::None;
        };
        let goes_on = |shading: &Dict<'_>| {
            let ends = shading.get::<Array<'_>>(b"Extend");
            ends.is_some_and(|ends| ends.iter::<bool>().filter(|goes_on| *goes_on).count() == 2)
        };
        let is_whole =
            shading.get::<u8>(b"ShadingType") == Some(AXIAL) && goes_on(shading) && !shading.contains_key(b"BBox");
        if !is_whole {
            return Self::None;
        }
        let space = shading.get::<Object<'_>>(b"ColorSpace");
        let function = shading.get::<Dict<'_>>(b"Function");
        let color = space
            .zip(function)
            .and_then(|(space, function)| only_color(&Space::of(&space, resources), &function));
        Self::Gradient(color)
    }
}

/// The colour of a shading from one colour to nearly the same.
fn only_color(space: &Space, function: &Dict<'_>) -> Option<Rgb> {
    let color = |key: &[u8]| {
        let parts: Vec<f64> = function.get::<Array<'_>>(key)?.iter::<f64>().collect();
        space.color(&parts)
    };
    let (from, to) = (color(b"C0")?, color(b"C1")?);
    let is_one = function.get::<u8>(b"FunctionType") == Some(2) && are_alike(from, to);
    is_one.then_some(from)
}

fn are_alike(one: Rgb, other: Rgb) -> bool {
    one.iter()
        .zip(other)
        .all(|(a, b)| f32::from(a.abs_diff(b)) <= SAME_COLOR)
}

/// Whether a tile has text, pictures or curves in it, and is no hatching of straight lines and boxes.
pub(super) fn is_figured(tile: &Stream<'_>) -> bool {
    let content = decode(tile, TILE_BYTES);
    if !content.whole {
        return true;
    }
    let mut operations = Operations::new(&content.bytes);
    while let Some(operation) = operations.next() {
        if let b"Tj" | b"TJ" | b"'" | b"\"" | b"Do" | b"BI" | b"sh" | b"c" | b"v" | b"y" = operation.operator {
            return true;
        }
    }
    false
}
