//! Dark pixels in runs, and which of them hang together.

use super::Pixels;
use super::gray::Gray;
use super::pieces::root;

/// Dark pixels side by side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub y: u32,
    pub x0: u32,
    pub x1: u32,
    /// What it is part of.
    pub shape: usize,
}

/// Ink that hangs together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    pub bbox: Pixels,
    /// Its dark pixels.
    pub area: u32,
}

/// The ink of a picture.
#[derive(Debug, Default)]
pub(super) struct Ink {
    /// From top to bottom, from left to right.
    pub runs: Vec<Run>,
    pub shapes: Vec<Shape>,
}

impl Ink {
    /// What is darker than a level.
    pub(super) fn of(gray: &Gray, level: u8) -> Self {
        let (mut runs, mut joined): (Vec<Run>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut above = 0..0;
        for (y, row) in (0..).zip(gray.rows()) {
            let begin = runs.len();
            let mut x = 0;
            let mut next = above.start;
            for part in row.chunk_by(|a, b| (*a < level) == (*b < level)) {
                let (x0, x1) = (x, x + part.len() as u32);
                x = x1;
                if part.first().is_none_or(|first| *first >= level) {
                    continue;
                }
                let shape = joined.len();
                let mut own = shape;
                while next < above.end && runs.get(next).is_some_and(|run| run.x1 < x0) {
                    next += 1;
                }
                let touching = runs.get(next..above.end).unwrap_or_default();
                for run in touching.iter().take_while(|run| run.x0 <= x1) {
                    let other = root(&joined, run.shape);
                    if let Some(place) = joined.get_mut(own.max(other)) {
                        *place = own.min(other);
                    }
                    own = own.min(other);
                }
                if own == shape {
                    joined.push(shape);
                }
                runs.push(Run { y, x0, x1, shape: own });
            }
            above = begin..runs.len();
        }
        let mut numbers = vec![usize::MAX; joined.len()];
        let mut shapes: Vec<Shape> = Vec::new();
        for run in &mut runs {
            let root = root(&joined, run.shape);
            if let Some(number) = numbers.get_mut(root) {
                if *number == usize::MAX {
                    *number = shapes.len();
                    shapes.push(Shape {
                        bbox: Pixels {
                            x0: run.x0,
                            y0: run.y,
                            x1: run.x1,
                            y1: run.y + 1,
                        },
                        area: 0,
                    });
                }
                run.shape = *number;
            }
            if let Some(shape) = shapes.get_mut(run.shape) {
                shape.bbox.x0 = shape.bbox.x0.min(run.x0);
                shape.bbox.x1 = shape.bbox.x1.max(run.x1);
                shape.bbox.y1 = run.y + 1;
                shape.area += run.x1 - run.x0;
            }
        }
        Self { runs, shapes }
    }

    /// The shape at a pixel.
    pub(super) fn at(&self, x: u32, y: u32) -> Option<usize> {
        let place = self.runs.partition_point(|run| (run.y, run.x1) <= (y, x));
        let run = self.runs.get(place)?;
        (run.y == y && run.x0 <= x).then_some(run.shape)
    }
}
