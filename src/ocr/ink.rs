//! The ink of a line, without reading it: strokes that stand alone, and whether each piece of ink has its character.

use super::ctc::Reading;
use crate::scan::{Gray, Pixels};

/// Ink is darker than the paper by this part (1/100) of the way to the darkest pixel of its line.
const DARK: u32 = 45;

/// What is looked at beside a line, in pixels.
const AROUND: u32 = 4;

/// A piece of ink is a speck below this part (1/100) of the line's height, both ways.
const SPECK: u32 = 12;

/// Runs of columns that hold ink, from left to right, each with the box of its ink.
pub(super) fn pieces(gray: &Gray, line: &Pixels) -> Vec<Pixels> {
    // A stroke leaves no paper in its box.
    let (top, left) = (line.y0.saturating_sub(AROUND), line.x0.saturating_sub(AROUND));
    let rows = (top..line.y1 + AROUND).flat_map(|y| gray.row(y, left, line.x1 + AROUND));
    let (darkest, brightest) = rows.fold((u8::MAX, 0), |(dark, bright), value| {
        (dark.min(*value), bright.max(*value))
    });
    let reach = u32::from(brightest.saturating_sub(darkest));
    let least = u32::from(brightest) - reach * DARK / 100;
    let is_dark = |value: u8| u32::from(value) < least;
    let columns = (line.x0..line.x1).map(|x| {
        let dark = (line.y0..line.y1).filter(|y| gray.row(*y, x, x + 1).first().is_some_and(|value| is_dark(*value)));
        let mut dark = dark.peekable();
        let first = dark.peek().copied();
        first.zip(dark.last())
    });
    let mut pieces: Vec<Pixels> = Vec::new();
    let mut is_open = false;
    for (x, ink) in (line.x0..).zip(columns) {
        let Some((top, bottom)) = ink else {
            is_open = false;
            continue;
        };
        match pieces.last_mut().filter(|_| is_open) {
            Some(last) => {
                last.x1 = x + 1;
                last.y0 = last.y0.min(top);
                last.y1 = last.y1.max(bottom + 1);
            }
            None => pieces.push(Pixels {
                x0: x,
                y0: top,
                x1: x + 1,
                y1: bottom + 1,
            }),
        }
        is_open = true;
    }
    let least = (line.height() * SPECK).div_ceil(100);
    pieces.retain(|piece| piece.width() >= least || piece.height() >= least);
    pieces
}

/// Whether each piece of ink stands where a character was read, and each point has its own: what a recogniser has left out, a sign before a figure or its
/// point, it is sure of. A thin character may be in several pieces.
pub(super) fn is_accounted_for(pieces: &[Pixels], reading: &Reading) -> bool {
    /// So far from where a character was read lie the middle of a piece of it and its edges at most, in parts (1/100) of the height of the ink: a digit is
    /// half as wide as high, signs are wider.
    const MIDDLE: i64 = 30;
    const EDGE: i64 = 45;
    const WIDE: i64 = 65;
    /// A point is no taller and no wider than this, and stands in the lower half.
    const POINT: u32 = 35;
    let height = pieces.iter().map(Pixels::height).max().unwrap_or(0);
    let bottom = pieces.iter().map(|piece| piece.y1).max().unwrap_or(0);
    let is_point = |piece: &&Pixels| {
        let is_small = |length: u32| length * 100 <= height * POINT;
        is_small(piece.height()) && is_small(piece.width()) && (bottom.saturating_sub(piece.y0)) * 2 < height
    };
    let marks = reading
        .characters
        .iter()
        .filter(|one| matches!(one.character, '.' | ',' | '，'));
    if pieces.iter().filter(is_point).count() > marks.count() {
        return false;
    }
    let is_reached = |at: u32, most: i64| {
        let at = i64::from(at);
        reading.characters.iter().any(|one| {
            let is_narrow = one.character.is_ascii_digit() || matches!(one.character, '.' | ',' | '，' | '-');
            let reach = i64::from(height) * if is_narrow { most } else { WIDE } / 100;
            one.from - reach < at && at < one.to + reach
        })
    };
    pieces.iter().all(|piece| {
        let middle = u32::midpoint(piece.x0, piece.x1);
        is_reached(middle, MIDDLE) && is_reached(piece.x0, EDGE) && is_reached(piece.x1, EDGE)
    })
}

/// A single stroke that no recogniser tells from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lone {
    /// A short level stroke.
    Hyphen,
    /// A long level stroke: a dash, or the digit 一.
    Dash,
    /// A slanted stroke.
    Slash,
    /// An upright stroke: a digit 1, or a bar.
    Upright,
    /// A dot.
    Dot,
}

/// The stroke of a line that is nothing but one, with type of about that height on the page.
pub(super) fn lone_stroke(gray: &Gray, pieces: &[Pixels], type_height: u32) -> Option<Lone> {
    let [piece] = pieces else { return None };
    let (width, height) = (piece.width(), piece.height());
    if height * 100 <= type_height * 28 && width * 100 <= type_height * 28 && width < 2 * height {
        return Some(Lone::Dot);
    }
    if width >= 2 * height && height * 100 <= type_height * 35 {
        return Some(if width * 100 < type_height * 65 {
            Lone::Hyphen
        } else {
            Lone::Dash
        });
    }
    if height * 100 < type_height * 50 || height * 10 < width * 11 {
        return None;
    }
    // Where the ink of each row stands, and how wide it is: a stroke is thin all along.
    let row = |y: u32| -> Option<(f32, f32)> {
        let (mut sum, mut at) = (0.0_f32, 0.0_f32);
        for (x, value) in (0..).zip(gray.row(y, piece.x0, piece.x1)) {
            let ink = f32::from(u8::MAX - value).max(0.0);
            let ink = if ink > 60.0 { ink } else { 0.0 };
            sum += ink;
            at += ink * x as f32;
        }
        (sum > 0.0).then(|| (at / sum, sum / 255.0))
    };
    let rows: Vec<(f32, f32)> = (piece.y0..piece.y1).filter_map(row).collect();
    let third = (rows.len() / 4).max(1);
    let middle = |rows: &[(f32, f32)]| rows.iter().map(|row| row.0).sum::<f32>() / rows.len().max(1) as f32;
    let (top, bottom) = (rows.get(..third)?, rows.get(rows.len() - third..)?);
    let lean = (middle(top) - middle(bottom)) / height as f32;
    let widest = rows.iter().map(|row| row.1).fold(0.0, f32::max);
    let thin = widest * 100.0 <= type_height as f32 * 40.0;
    if !thin {
        return None;
    }
    if lean > 0.2 {
        Some(Lone::Slash)
    } else if width * 100 <= type_height * 55 && lean > -0.1 {
        Some(Lone::Upright)
    } else {
        None
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Draws `#` as ink, so many pixels for each, on white paper, and gives the box of all of it.
    pub(in crate::ocr) fn drawn(rows: &[&str], pixels: u32) -> (Gray, Pixels) {
        const MARGIN: u32 = 8;
        let across = rows.iter().map(|row| row.len()).max().unwrap() as u32 * pixels;
        let down = rows.len() as u32 * pixels;
        let (width, height) = (across + 2 * MARGIN, down + 2 * MARGIN);
        let mut gray = Gray {
            width,
            height,
            pixels: vec![255; (width * height) as usize],
        };
        for y in 0..down {
            for x in 0..across {
                let row = rows[(y / pixels) as usize].as_bytes();
                if row.get((x / pixels) as usize) == Some(&b'#') {
                    gray.pixels[((y + MARGIN) * width + x + MARGIN) as usize] = 20;
                }
            }
        }
        let bbox = Pixels {
            x0: MARGIN,
            y0: MARGIN,
            x1: MARGIN + across,
            y1: MARGIN + down,
        };
        (gray, bbox)
    }

    fn stroke(rows: &[&str], pixels: u32) -> Option<Lone> {
        let (gray, bbox) = drawn(rows, pixels);
        lone_stroke(&gray, &pieces(&gray, &bbox), 24)
    }

    #[test]
    fn a_lone_stroke_is_told_by_its_width_and_its_slant() {
        assert_eq!(stroke(&["####"], 2), Some(Lone::Hyphen));
        assert_eq!(stroke(&["###########"], 2), Some(Lone::Dash));
        assert_eq!(stroke(&["##", "##"], 2), Some(Lone::Dot));
        let slash = [
            "....#", "....#", "...#.", "...#.", "..#..", "..#..", ".#...", ".#...", "#....", "#....",
        ];
        assert_eq!(stroke(&slash, 2), Some(Lone::Slash));
        assert_eq!(stroke(&["#"; 10], 2), Some(Lone::Upright));
        assert_eq!(
            stroke(&[".#", "##", ".#", ".#", ".#", ".#", ".#", ".#", ".#"], 2),
            Some(Lone::Upright)
        );
        let seven = [
            "######", "....##", "...##.", "...#..", "..##..", "..#...", ".##...", ".#....", ".#....",
        ];
        assert_eq!(stroke(&seven, 2), None);
    }

    #[test]
    fn ink_that_no_character_accounts_for_is_seen() {
        let (gray, bbox) = drawn(&["#.#.##", "#.#.##", "#...##"], 6);
        let pieces = pieces(&gray, &bbox);
        assert_eq!(pieces.len(), 3);
        let reading = |places: &[(i64, i64)]| Reading {
            characters: places
                .iter()
                .map(|(from, to)| super::super::ctc::Character {
                    character: '1',
                    sure: 99,
                    from: *from,
                    to: *to,
                    others: Vec::new(),
                })
                .collect(),
            missed: Vec::new(),
        };
        assert!(is_accounted_for(&pieces, &reading(&[(9, 12), (21, 24), (36, 40)])));
        assert!(
            !is_accounted_for(&pieces, &reading(&[(9, 12), (36, 40)])),
            "the point was left out"
        );
        assert!(
            !is_accounted_for(&pieces, &reading(&[(21, 24), (36, 40), (40, 42)])),
            "the first was left out"
        );
    }
}
