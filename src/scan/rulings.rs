//! Valleys -> straight lines: runs of pixels that hang together, and what of them lies on one line.

use std::ops::Range;

use super::gray::Gray;

/// A straight line across the picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ruling {
    /// Where it is at the left edge of the picture, and how it falls.
    at_zero: f64,
    slope: f64,
    /// Its first pixel, and the one behind its last.
    pub from: i32,
    pub to: i32,
    /// Its pixels down.
    pub thickness: i32,
    /// How often it is seen up to each column of the picture.
    seen: Vec<u32>,
    /// How often other ink touches it from above and from below, up to each column.
    touched: [Vec<u32>; 2],
}

/// Of a line, so many hundredths are touched on a side by text and by other lines.
pub(super) const TOUCHED: u32 = 12;

/// What hangs together.
#[derive(Debug, Clone, Copy, Default)]
struct Piece {
    from: i32,
    to: i32,
    /// Sums over its pixels: how many, across, down, and their products.
    count: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
}

/// How deep valleys are that are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Depths {
    /// A line begins with so deep a one.
    pub sure: u8,
    /// And goes on with so deep a one.
    pub faint: u8,
}

/// Lengths at the resolution of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// Dots in an inch.
    pub dpi: u32,
}

impl Scale {
    /// Lengths are measured at 200 dpi.
    pub(super) fn at(self, pixels: i32) -> i32 {
        (pixels * self.dpi as i32 + 100) / 200
    }
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

    fn add(&mut self, other: &Self) {
        if self.count == 0.0 {
            *self = *other;
            return;
        }
        (self.from, self.to) = (self.from.min(other.from), self.to.max(other.to));
        self.count += other.count;
        self.x += other.x;
        self.y += other.y;
        self.xx += other.xx;
        self.xy += other.xy;
    }

    /// Where the line through it is at the picture's left edge, and how it falls. A short piece is level: its slope would be chance.
    fn line(&self, shortest: i32) -> (f64, f64) {
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

    fn middle(&self) -> f64 {
        f64::midpoint(f64::from(self.from), f64::from(self.to))
    }
}

impl Ruling {
    /// Where it is in a column of the picture.
    pub(super) fn at(&self, x: i32) -> i32 {
        (self.at_zero + self.slope * f64::from(x)).round() as i32
    }

    /// The place that stands for all of it.
    pub(super) fn place(&self) -> i32 {
        self.at(i32::midpoint(self.from, self.to))
    }

    /// A level line that is not drawn, and is to be there all the same.
    pub(super) fn undrawn(place: i32, from: i32, to: i32, length: u32) -> Self {
        let columns = 0..=i32::try_from(length).unwrap_or(i32::MAX);
        Self {
            at_zero: f64::from(place),
            slope: 0.0,
            from,
            to,
            thickness: 0,
            seen: columns.map(|x| (x.clamp(from, to) - from) as u32).collect(),
            touched: [Vec::new(), Vec::new()],
        }
    }

    /// How far it is seen to go on from a column, to the left (-1) or to the right (1).
    pub(super) fn followed(&self, from: i32, step: i32, scale: Scale) -> i32 {
        /// It goes on where so much of the next 2 mm is seen, in hundredths.
        const ON: u32 = 75;
        let stretch = scale.at(16).max(4);
        let mut end = from;
        loop {
            let next = end + step * stretch;
            if self.seen(end.min(next), end.max(next)) < ON {
                break;
            }
            end = next;
        }
        // To the pixel.
        let mut last = end;
        for x in 0..stretch {
            let at = end + step * x;
            if self.seen(at.min(at + step), at.max(at + step)) > 0 {
                last = at + step;
            }
        }
        last
    }

    /// How much of it is seen between two columns, in hundredths.
    pub(super) fn seen(&self, from: i32, to: i32) -> u32 {
        part(&self.seen, from, to)
    }

    /// How much of it other ink touches on one side, between two columns, in hundredths: strokes of characters hang on each other, and lines stand free.
    pub(super) fn touched(&self, from: i32, to: i32) -> u32 {
        self.touched
            .iter()
            .map(|touched| part(touched, from, to))
            .max()
            .unwrap_or(0)
    }
}

/// How much is counted between two columns, in hundredths of them.
fn part(counts: &[u32], from: i32, to: i32) -> u32 {
    let up_to = |x: i32| {
        let place = usize::try_from(x).unwrap_or(0).min(counts.len().saturating_sub(1));
        counts.get(place).copied().unwrap_or(0)
    };
    let length = u32::try_from(to - from).unwrap_or(0);
    if length == 0 {
        0
    } else {
        up_to(to).saturating_sub(up_to(from)) * 100 / length
    }
}

/// The straight lines that run across a picture, and its valleys, from top to bottom. `shortest`: pixels of a run from which on it is of a line.
pub(super) fn rulings(gray: &Gray, valleys: &Gray, depths: Depths, scale: Scale, shortest: i32) -> Vec<Ruling> {
    let mut pieces = pieces(valleys, depths, shortest);
    let long = scale.at(200);
    let is_thin = |piece: &Piece| piece.count / f64::from((piece.to - piece.from).max(1)) <= f64::from(scale.at(9));
    pieces.retain(is_thin);
    pieces.retain(|piece| {
        let own = piece.from as u32..piece.to as u32;
        let line = ruling(piece, (gray, valleys), depths, scale, own);
        line.touched(0, line.to - line.from) <= TOUCHED
    });
    // The longest first: what is short comes onto its line.
    pieces.sort_by_key(|piece| (piece.from - piece.to, piece.from));
    let mut lines: Vec<Piece> = Vec::new();
    let near = f64::from(scale.at(2)) + 0.5;
    for piece in pieces {
        let (x, y) = (piece.middle(), piece.y / piece.count);
        let off = |line: &Piece| {
            let (at_zero, slope) = line.line(long);
            (at_zero + slope * x - y).abs()
        };
        // What is short may be a stroke of a character: it goes on a line that is sure to be one, or on one right beside it.
        let is_near = |line: &Piece| {
            let gap = (piece.from - line.to).max(line.from - piece.to);
            line.to - line.from >= long || gap <= scale.at(40)
        };
        let nearest = lines.iter_mut().filter(|line| off(line) <= near && is_near(line));
        match nearest.min_by(|a, b| off(a).total_cmp(&off(b))) {
            Some(line) => line.add(&piece),
            None => lines.push(piece),
        }
    }
    let mut rulings: Vec<Ruling> = lines
        .iter()
        .map(|line| ruling(line, (gray, valleys), depths, scale, 0..valleys.width))
        .collect();
    rulings.sort_by(|a, b| a.at(a.from).cmp(&b.at(b.from)).then(a.from.cmp(&b.from)));
    rulings
}

/// A line as it is seen in some columns of the picture.
fn ruling(line: &Piece, (gray, valleys): (&Gray, &Gray), depths: Depths, scale: Scale, columns: Range<u32>) -> Ruling {
    let (at_zero, slope) = line.line(scale.at(200));
    let reach = scale.at(2);
    let is_deep =
        |x: u32, y: i32| u32::try_from(y).is_ok_and(|y| y < valleys.height && valleys.at(x, y) >= depths.faint);
    let (mut seen, mut sum, mut thick) = (vec![0], 0, [0_u32; 16]);
    for x in columns.clone() {
        let middle = (at_zero + slope * f64::from(x)).round() as i32;
        // From the middle outwards.
        let nearest = (0..=reach)
            .flat_map(|off| [middle - off, middle + off])
            .find(|y| is_deep(x, *y));
        if let Some(nearest) = nearest {
            sum += 1;
            let above = (1..8).take_while(|off| is_deep(x, nearest - off)).count();
            let below = (1..8).take_while(|off| is_deep(x, nearest + off)).count();
            if (line.from..line.to).contains(&(x as i32))
                && let Some(count) = thick.get_mut(above + below + 1)
            {
                *count += 1;
            }
        }
        seen.push(sum);
    }
    let (half, mut counted) = (thick.iter().sum::<u32>() / 2, 0);
    let thickness = thick.iter().position(|count| {
        counted += *count;
        counted > half
    });
    let thickness = thickness.unwrap_or(1).max(1) as i32;
    let touched = [-1, 1].map(|side| {
        let (mut touched, mut sum) = (vec![0], 0);
        for x in columns.clone() {
            let middle = (at_zero + slope * f64::from(x)).round() as i32;
            let ink = |y: i32| 255 - u32::try_from(y).map_or(255, |y| gray.at(x, y));
            let line = (-1..=1).map(|off| ink(middle + off)).max().unwrap_or(0);
            let beside = 1 + thickness / 2..=3 + thickness / 2;
            let is_touched = line >= 40
                && beside
                    .map(|off| ink(middle + side * off))
                    .all(|ink| ink >= 40.max(line / 2));
            sum += u32::from(is_touched);
            touched.push(sum);
        }
        touched
    });
    Ruling {
        at_zero,
        slope,
        from: line.from,
        to: line.to,
        thickness,
        seen,
        touched,
    }
}

/// The pieces of valleys that are long enough.
fn pieces(valleys: &Gray, depths: Depths, shortest: i32) -> Vec<Piece> {
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
