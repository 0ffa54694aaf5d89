//! Where ink lies on a page that is no print: a map in coarse squares.

use super::Pixels;
use super::ink::Ink;

/// Pixels along a side of a square.
const SQUARE: u32 = 4;

/// Squares of a picture with other ink in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Blots {
    across: u32,
    down: u32,
    squares: Vec<bool>,
}

impl Blots {
    /// None on a picture of so many pixels.
    pub(super) fn new(width: u32, height: u32) -> Self {
        let (across, down) = (width.div_ceil(SQUARE), height.div_ceil(SQUARE));
        Self {
            across,
            down,
            squares: vec![false; across as usize * down as usize],
        }
    }

    /// There is some on a pixel.
    pub(super) fn add(&mut self, x: u32, y: u32) {
        let place = (y / SQUARE) as usize * self.across as usize + (x / SQUARE) as usize;
        if let Some(square) = self.squares.get_mut(place).filter(|_| x / SQUARE < self.across) {
            *square = true;
        }
    }

    /// Ink that goes on beyond a ruling line is none of a cell: all of it is another ink. `crossings`: pixels to both sides
    /// of lines.
    pub(super) fn add_shapes(&mut self, ink: &Ink, crossings: &[[(u32, u32); 2]]) {
        let mut is_blot = vec![false; ink.shapes.len()];
        for [before, after] in crossings {
            if let (Some(one), Some(other)) = (ink.at(before.0, before.1), ink.at(after.0, after.1)) {
                for shape in [one, other] {
                    if let Some(is_blot) = is_blot.get_mut(shape) {
                        *is_blot = true;
                    }
                }
            }
        }
        for run in &ink.runs {
            if is_blot.get(run.shape).copied().unwrap_or(false) {
                for x in (run.x0..run.x1).step_by(SQUARE as usize) {
                    self.add(x, run.y);
                }
            }
        }
    }

    fn has(&self, across: u32, down: u32) -> bool {
        let place = down as usize * self.across as usize + across as usize;
        across < self.across && self.squares.get(place).copied().unwrap_or(false)
    }

    /// In how many squares of a box there is some.
    pub(super) fn within(&self, bbox: &Pixels) -> usize {
        let down = bbox.y0 / SQUARE..bbox.y1.div_ceil(SQUARE);
        let in_row = |y| (bbox.x0 / SQUARE..bbox.x1.div_ceil(SQUARE)).filter(move |x| self.has(*x, y));
        down.map(|y| in_row(y).count()).sum()
    }

    /// The map of another picture, of which each pixel comes from one of this one.
    pub(super) fn mapped(&self, width: u32, height: u32, from: impl Fn(u32, u32) -> Option<(u32, u32)>) -> Self {
        let mut map = Self::new(width, height);
        if !self.squares.contains(&true) {
            return map;
        }
        for y in (SQUARE / 2..height).step_by(SQUARE as usize) {
            for x in (SQUARE / 2..width).step_by(SQUARE as usize) {
                if from(x, y).is_some_and(|(x, y)| self.has(x / SQUARE, y / SQUARE)) {
                    map.add(x, y);
                }
            }
        }
        map
    }
}
