//! Valleys -> straight lines: runs of pixels that hang together, and what of them lies on one line.

use std::ops::Range;

use super::gray::Gray;
use super::pieces::{Piece, pieces};

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
    /// How often there is ink where it is, up to each column.
    covered: Vec<u32>,
}

/// Of a line, so many hundredths are touched on a side by text and by other lines.
pub(super) const TOUCHED: u32 = 12;

/// Pixels by which a line seems to go on beyond its end.
pub(super) const BLUR: i32 = 3;

/// Ink of a seal is darker than this on white paper.
const COVERED_BELOW: u8 = 200;

/// Of one that is as short as a stroke of a character.
const TOUCHED_SHORT: u32 = 4;

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

impl Ruling {
    /// Where it is in a column of the picture.
    pub(super) fn at(&self, x: i32) -> i32 {
        (self.at_zero + self.slope * f64::from(x)).round() as i32
    }

    /// The place that stands for all of it.
    pub(super) fn place(&self) -> i32 {
        self.at(i32::midpoint(self.from, self.to))
    }

    /// Where it goes on undrawn.
    pub(super) fn draw(&mut self, from: i32, to: i32) {
        (self.from, self.to) = (self.from.min(from), self.to.max(to));
        let (mut sum, mut before) = (0, 0);
        for (x, count) in (-1..).zip(&mut self.seen) {
            let is_seen = *count > before || (from..to).contains(&x);
            before = *count;
            sum += u32::from(is_seen);
            *count = sum;
        }
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
            covered: Vec::new(),
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
        let is_seen = |x: i32| self.seen(x.min(x + step), x.max(x + step)) > 0;
        let mut last = end;
        for x in 0..stretch {
            let at = end + step * x;
            if is_seen(at) {
                last = at + step;
            } else if (last - at).abs() > 2 {
                break;
            }
        }
        // Blurring has made it longer.
        if (last - from).abs() > BLUR {
            last - step * BLUR
        } else {
            from
        }
    }

    /// How much of it is seen between two columns, in hundredths.
    pub(super) fn seen(&self, from: i32, to: i32) -> u32 {
        part(&self.seen, from, to)
    }

    /// How much of it is ink, of whatever kind, between two columns, in hundredths.
    pub(super) fn covered(&self, from: i32, to: i32) -> u32 {
        part(&self.covered, from, to)
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
    (up_to(to).saturating_sub(up_to(from)) * 100)
        .checked_div(length)
        .unwrap_or(0)
}

/// The strokes of a picture that may be straight lines across it. `shortest`: pixels of a run from which on it is of a line.
pub(super) fn straight_pieces(gray: &Gray, valleys: &Gray, depths: Depths, scale: Scale, shortest: i32) -> Vec<Piece> {
    let mut pieces = pieces(valleys, depths, shortest);
    let is_thin = |piece: &Piece| piece.count / f64::from((piece.to - piece.from).max(1)) <= f64::from(scale.at(9));
    pieces.retain(is_thin);
    pieces.retain(|piece| {
        // Where it meets another line, that touches it.
        let inset = scale.at(4).min((piece.to - piece.from) / 4);
        let own = (piece.from + inset) as u32..(piece.to - inset) as u32;
        let line = ruling(piece, (gray, valleys), depths, scale, own);
        let most = if piece.to - piece.from < scale.at(45) {
            TOUCHED_SHORT
        } else {
            TOUCHED
        };
        line.touched(0, piece.to - piece.from - 2 * inset) <= most
    });
    // Small gaps are breaks of a line, or of its print.
    on_lines(pieces, scale, scale.at(40))
}

/// The straight lines that pieces lie on, from top to bottom.
pub(super) fn rulings(pieces: Vec<Piece>, gray: &Gray, valleys: &Gray, depths: Depths, scale: Scale) -> Vec<Ruling> {
    let lines = on_lines(pieces, scale, i32::MAX);
    let whole = |line: &Piece| ruling(line, (gray, valleys), depths, scale, 0..valleys.width);
    let mut rulings: Vec<Ruling> = lines.iter().map(whole).collect();
    rulings.sort_by(|a, b| a.place().cmp(&b.place()).then(a.from.cmp(&b.from)));
    rulings
}

/// Puts pieces together that lie on one line, with no wider gap between them.
fn on_lines(mut pieces: Vec<Piece>, scale: Scale, widest: i32) -> Vec<Piece> {
    let long = scale.at(200);
    // The longest first: what is short comes onto its line.
    pieces.sort_by_key(|piece| (piece.from - piece.to, piece.from));
    let mut lines: Vec<Piece> = Vec::new();
    let near = f64::from(scale.at(2)) + 0.5;
    let mut left = pieces;
    // A piece may reach a line only over another piece.
    loop {
        let count = left.len();
        let mut apart = Vec::new();
        for piece in left {
            let (x, y) = (piece.middle(), piece.y / piece.count);
            let off = |line: &Piece| {
                let (at_zero, slope) = line.line(long);
                (at_zero + slope * x - y).abs()
            };
            let is_near = |line: &Piece| (piece.from - line.to).max(line.from - piece.to) <= widest;
            let nearest = lines.iter_mut().filter(|line| off(line) <= near && is_near(line));
            match nearest.min_by(|a, b| off(a).total_cmp(&off(b))) {
                Some(line) => line.add(&piece),
                None => apart.push(piece),
            }
        }
        // Nothing has come onto a line that is there: the longest of what is left begins one.
        if apart.len() == count || lines.is_empty() {
            if apart.is_empty() {
                return lines;
            }
            lines.push(apart.remove(0));
        }
        left = apart;
    }
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
    let mut covered = vec![0];
    let mut dark = 0;
    for x in columns.clone() {
        let middle = (at_zero + slope * f64::from(x)).round() as i32;
        let rows = (middle - 1..=middle + 1).filter_map(|y| u32::try_from(y).ok());
        dark += u32::from(rows.map(|y| gray.at(x, y)).min().unwrap_or(255) < COVERED_BELOW);
        covered.push(dark);
    }
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
        covered,
    }
}
