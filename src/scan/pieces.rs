//! Deep pixels of valleys that hang together.

use super::gray::Gray;
use super::rulings::{Depths, Scale};

/// What hangs together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece {
    pub from: i32,
    pub to: i32,
    /// The longest of the pieces that it was put together from.
    pub longest: i32,
    /// All of them.
    pub length: i32,
    /// Sums over its pixels: how many, across, down, and their products.
    pub count: f64,
    x: f64,
    pub y: f64,
    xx: f64,
    xy: f64,
}

impl Piece {
    fn add_run(&mut self, y: i32, from: i32, to: i32) {
        let (length, middle) = (f64::from(to - from), f64::from(from + to - 1) / 2.0);
        if self.count == 0.0 {
            (self.from, self.to) = (from, to);
        }
        (self.from, self.to) = (self.from.min(from), self.to.max(to));
        self.count += length;
        self.x += length * middle;
        self.y += length * f64::from(y);
        self.xx += length * (middle * middle + length * length / 12.0);
        self.xy += length * middle * f64::from(y);
    }

    pub(super) fn add(&mut self, other: &Self) {
        if self.count == 0.0 {
            *self = *other;
            return;
        }
        (self.from, self.to) = (self.from.min(other.from), self.to.max(other.to));
        self.longest = self.longest.max(other.longest);
        self.length += other.length;
        self.count += other.count;
        self.x += other.x;
        self.y += other.y;
        self.xx += other.xx;
        self.xy += other.xy;
    }

    /// Where the line through it is at the picture's left edge, and how it falls. A short piece is level: its slope would be chance.
    pub(super) fn line(&self, shortest: i32) -> (f64, f64) {
        /// The page lies straight: what is steeper than 0.5° is a slope by chance.
        const STEEPEST: f64 = 0.009;
        let (x, y) = (self.x / self.count, self.y / self.count);
        let spread = self.xx / self.count - x * x;
        if self.to - self.from < shortest || spread <= 0.0 {
            return (y, 0.0);
        }
        let slope = ((self.xy / self.count - x * y) / spread).clamp(-STEEPEST, STEEPEST);
        (y - slope * x, slope)
    }

    /// Where its line is in a column of the picture.
    pub(super) fn at(&self, x: i32, scale: Scale) -> i32 {
        let (at_zero, slope) = self.line(scale.at(200));
        (at_zero + slope * f64::from(x)).round() as i32
    }

    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(f64::from(self.from), f64::from(self.to))
    }
}

/// The pieces of valleys that are long enough.
pub(super) fn pieces(valleys: &Gray, depths: Depths, shortest: i32) -> Vec<Piece> {
    /// Pixels that may be missing in a run.
    const GAP: i32 = 3;
    struct Run {
        from: i32,
        to: i32,
        piece: usize,
    }
    let (mut pieces, mut joined): (Vec<Piece>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut before: Vec<Run> = Vec::new();
    for (y, row) in (0_i32..).zip(valleys.rows()) {
        let mut runs: Vec<Run> = Vec::new();
        for (from, to) in runs_of(row, depths, GAP) {
            if to - from < shortest {
                continue;
            }
            let mut piece = None;
            for above in before
                .iter()
                .filter(|above| above.from <= to + 1 && from <= above.to + 1)
            {
                let root = root(&joined, above.piece);
                match piece {
                    None => piece = Some(root),
                    Some(own) if own != root => {
                        let (low, high) = (root.min(own), root.max(own));
                        if let Some(place) = joined.get_mut(high) {
                            *place = low;
                        }
                        piece = Some(low);
                    }
                    Some(_) => {}
                }
            }
            let piece = piece.unwrap_or_else(|| {
                pieces.push(Piece::default());
                joined.push(joined.len());
                joined.len() - 1
            });
            if let Some(piece) = pieces.get_mut(piece) {
                piece.add_run(y, from, to);
            }
            runs.push(Run { from, to, piece });
        }
        before = runs;
    }
    for index in (0..pieces.len()).rev() {
        let root = root(&joined, index);
        if root != index
            && let Some(piece) = pieces.get(index).copied()
            && let Some(whole) = pieces.get_mut(root)
        {
            whole.add(&piece);
            if let Some(piece) = pieces.get_mut(index) {
                piece.count = 0.0;
            }
        }
    }
    pieces.retain(|piece| piece.count > 0.0);
    for piece in &mut pieces {
        piece.longest = piece.to - piece.from;
        piece.length = piece.longest;
    }
    pieces
}

/// The piece that a piece has become a part of.
pub(super) fn root(joined: &[usize], mut index: usize) -> usize {
    while let Some(next) = joined.get(index).copied().filter(|next| *next != index) {
        index = next;
    }
    index
}

/// The runs of faint pixels in a row that have a sure one among them, with small gaps in them.
fn runs_of(row: &[u8], depths: Depths, gap: i32) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32, bool)> = Vec::new();
    let mut x = 0;
    for part in row.chunk_by(|a, b| (*a >= depths.faint) == (*b >= depths.faint)) {
        let (from, to) = (x, x + part.len() as i32);
        x = to;
        if part.first().is_none_or(|first| *first < depths.faint) {
            continue;
        }
        let is_sure = part.iter().any(|depth| *depth >= depths.sure);
        match runs.last_mut() {
            Some(last) if from - last.1 <= gap => (last.1, last.2) = (to, last.2 || is_sure),
            _ => runs.push((from, to, is_sure)),
        }
    }
    runs.into_iter()
        .filter(|run| run.2)
        .map(|(from, to, _)| (from, to))
        .collect()
}
