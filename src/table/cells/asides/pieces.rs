//! Characters that may stand apart from the text of a page, in pieces: what follows each other in one type.

use std::ops::Range;

use crate::digits::is_of_figure;
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Direction, Glyph};
use crate::table::cells::filled::Home;
use crate::text::is_printed;

/// Characters of one piece follow each other within so many sizes.
const NEXT_WITHIN: Milli = 4;

/// One text that stands on a page so often is a pattern on it.
const TILES: usize = 3;

/// Characters that climb or fall by this part (1/100) of their step, one after the other, run along a slope …
const SLOPE_FROM: Milli = 10;

/// … where they are so many.
const STEPS_OF_SLOPE: usize = 4;

/// A text of a cell has no more characters than this where it is slanted or oversize.
const SHORT: usize = 30;

/// A name or a figure of a table, slanted over two cells, has no more characters than this.
const WORD: usize = 12;

/// Characters that follow each other in one type.
#[derive(Debug)]
pub(super) struct Piece {
    pub range: Range<usize>,
    pub bbox: Rect,
    /// The cells in which its characters stand.
    pub homes: Vec<Home>,
    /// Whether some stand in none.
    pub is_outside: bool,
    /// Whether it runs at an angle, be it by the turn of its characters or by their places.
    pub is_slanted: bool,
    text: String,
    kind: Type,
}

/// Size, colour, and whether it is slanted.
type Type = (Milli, Option<[u8; 3]>, bool);

/// All pieces of a page.
pub(super) struct Pieces {
    pub all: Vec<Piece>,
    /// Types of which one text stands again and again: sorted.
    tiles: Vec<Type>,
}

impl Pieces {
    pub(super) fn of(glyphs: &[Glyph], is_candidate: &[bool], home: &dyn Fn(Point) -> Option<Home>) -> Self {
        let mut all: Vec<Piece> = Vec::new();
        let mut from: Option<usize> = None;
        let mut before: Option<&Glyph> = None;
        let mut end = |from: &mut Option<usize>, to: usize| {
            if let Some(from) = from.take() {
                all.extend(Piece::of(glyphs, from..to, home));
            }
        };
        for (at, (glyph, is_candidate)) in glyphs.iter().zip(is_candidate).enumerate() {
            if !is_candidate {
                end(&mut from, at);
                before = None;
                continue;
            }
            if before.is_some_and(|before| !goes_on(before, glyph)) {
                end(&mut from, at);
            }
            from.get_or_insert(at);
            before = Some(glyph);
        }
        end(&mut from, glyphs.len());
        let mut texts: Vec<(Type, &str)> = all.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
        texts.sort_unstable();
        let often = texts.chunk_by(|a, b| a == b).filter(|same| same.len() >= TILES);
        let mut tiles: Vec<Type> = often.filter_map(|same| Some(same.first()?.0)).collect();
        tiles.dedup();
        Self { all, tiles }
    }

    /// Whether it is one of a pattern of pieces, whole or cut by the page's edge.
    pub(super) fn is_tile(&self, piece: &Piece) -> bool {
        self.tiles.binary_search(&piece.kind).is_ok()
    }

    /// Whether pieces of its type do not keep to cells, as the text of a table would.
    pub(super) fn run_over_borders(&self, piece: &Piece) -> bool {
        let alike = || self.all.iter().filter(|other| other.kind == piece.kind);
        alike().filter(|other| other.homes.len() > 1).count() * 2 > alike().count()
    }
}

fn goes_on(before: &Glyph, glyph: &Glyph) -> bool {
    let (from, to) = (before.bbox.center(), glyph.bbox.center());
    let reach = before.size.saturating_mul(NEXT_WITHIN);
    before.size == glyph.size
        && before.color == glyph.color
        && (before.direction == Direction::Slanted) == (glyph.direction == Direction::Slanted)
        && from.x.abs_diff(to.x) <= reach.unsigned_abs()
        && from.y.abs_diff(to.y) <= reach.unsigned_abs()
}

impl Piece {
    fn of(glyphs: &[Glyph], range: Range<usize>, home: &dyn Fn(Point) -> Option<Home>) -> Option<Self> {
        let own = glyphs.get(range.clone())?;
        let first = own.first()?;
        let printed = || own.iter().filter(|g| is_printed(g));
        let all_homes: Vec<Option<Home>> = printed().map(|g| home(g.bbox.center())).collect();
        let mut homes: Vec<Home> = all_homes.iter().copied().flatten().collect();
        homes.sort_unstable();
        homes.dedup();
        let is_slanted = first.direction == Direction::Slanted || !slopes(own).is_empty();
        Some(Self {
            bbox: own.iter().map(|g| g.bbox).reduce(|a, b| a.union(&b))?,
            homes,
            is_outside: all_homes.contains(&None),
            is_slanted,
            text: printed()
                .map(|g| g.character.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
            kind: (first.size, first.color, is_slanted),
            range,
        })
    }

    pub(super) fn is_short(&self) -> bool {
        self.text.chars().count() <= SHORT
    }

    pub(super) fn is_figure(&self) -> bool {
        self.text.chars().all(is_of_figure)
    }

    pub(super) fn is_word(&self) -> bool {
        self.text.chars().count() <= WORD
    }

    /// Whether its characters follow each other in one direction: several texts that follow each other do not.
    pub(super) fn is_straight(&self, glyphs: &[Glyph]) -> bool {
        let steps = self.steps(glyphs);
        let Some(first) = steps.first() else { return true };
        steps.iter().all(|step| {
            let (cross, dot) = cross_and_dot(*first, *step);
            cross.abs() <= dot
        })
    }

    /// Whether slanted characters stand on a curve: the way from one to the next turns by half a right angle and more.
    pub(super) fn is_curved(&self, glyphs: &[Glyph]) -> bool {
        let steps = self.steps(glyphs);
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
            return false;
        };
        let (cross, dot) = cross_and_dot(*first, *last);
        self.is_slanted && steps.len() > 1 && cross.abs() > dot
    }

    /// The ways from each of its characters to the next.
    fn steps(&self, glyphs: &[Glyph]) -> Vec<(i64, i64)> {
        let printed = glyphs
            .get(self.range.clone())
            .unwrap_or_default()
            .iter()
            .filter(|g| is_printed(g));
        let middles: Vec<Point> = printed.map(|g| g.bbox.center()).collect();
        let steps = middles.windows(2).filter_map(|pair| match pair {
            [a, b] => Some((i64::from(b.x) - i64::from(a.x), i64::from(b.y) - i64::from(a.y))),
            _ => None,
        });
        steps.filter(|step| *step != (0, 0)).collect()
    }

    /// Its characters as if it were not slanted: side by side, as far from each other as they stand, on the level of its middle.
    pub(super) fn straightened(&self, glyphs: &[Glyph]) -> Vec<(usize, Glyph)> {
        let own = glyphs.get(self.range.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            return Vec::new();
        };
        if !self.is_slanted {
            return Vec::new();
        }
        let distance = |a: Point, b: Point| {
            let (x, y) = (i64::from(b.x) - i64::from(a.x), i64::from(b.y) - i64::from(a.y));
            Milli::try_from((x * x + y * y).isqrt()).unwrap_or(Milli::MAX / 4)
        };
        let length = distance(first.origin, last.origin);
        let middle = self.bbox.center();
        let (left, size) = (middle.x - length / 2, first.size);
        let places = own.iter().zip(own.iter().skip(1).map(Some).chain([None]));
        let straight = places.map(|(glyph, next)| {
            let x0 = left + distance(first.origin, glyph.origin);
            let advance = next.map_or(size / 2, |next| distance(glyph.origin, next.origin).min(size));
            Glyph {
                bbox: Rect::new(x0, middle.y - size / 2, x0 + advance, middle.y + size / 2),
                origin: Point {
                    x: x0,
                    y: middle.y + size / 3,
                },
                direction: Direction::Right,
                ..*glyph
            }
        });
        self.range.clone().zip(straight).collect()
    }
}

fn cross_and_dot(a: (i64, i64), b: (i64, i64)) -> (i64, i64) {
    (a.0 * b.1 - a.1 * b.0, a.0 * b.0 + a.1 * b.1)
}

/// Stretches of upright characters that stand along a slope, one after the other.
pub(super) fn slopes(glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let mut slopes = Vec::new();
    // Where the steps of one sign began.
    let (mut from, mut sign) = (0, 0);
    let end = |from: usize, to: usize, sign: i32, slopes: &mut Vec<Range<usize>>| {
        if sign != 0 && to - from >= STEPS_OF_SLOPE {
            slopes.push(from..to + 1);
        }
    };
    for (at, pair) in glyphs.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let step = slope(a, b);
        if step != sign {
            end(from, at, sign, &mut slopes);
            (from, sign) = (at, step);
        }
    }
    end(from, glyphs.len().saturating_sub(1), sign, &mut slopes);
    slopes
}

/// Whether the way from one character to the next is a step of a slope.
pub(super) fn is_on_slope(a: &Glyph, b: &Glyph) -> bool {
    slope(a, b) != 0
}

/// Whether the way from one character to the next climbs (-1) or falls (1); 0 where it does neither, or they do not follow each other.
fn slope(a: &Glyph, b: &Glyph) -> i32 {
    let y = b.origin.y.saturating_sub(a.origin.y);
    if y == 0 || a.direction != Direction::Right || b.direction != Direction::Right {
        return 0;
    }
    let x = b.origin.x.saturating_sub(a.origin.x);
    let is_step = a.size == b.size && x > 0 && x <= a.size.saturating_mul(2) && y.abs() <= x;
    if is_step && y.abs() >= x / 100 * SLOPE_FROM {
        y.signum()
    } else {
        0
    }
}
