//! Straight lines -> a net of edges between their crossings: which are there, which are text or a pen's stroke, and what cells they enclose.

use super::anchors::anchored;
use super::gray::Gray;
use super::pieces::root;
use super::rulings::{BLUR, Depths, Ruling, Scale, TOUCHED, rulings, straight_pieces};
use super::valleys::valleys;

/// The lines of a page and the edges between them that are there.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Across the page, from the top.
    pub across: Vec<Ruling>,
    /// Down the page, from the left: their places are columns.
    pub down: Vec<Ruling>,
    /// For each line across, whether it is there between two lines down.
    pub along: Vec<Vec<bool>>,
    /// For each line down, whether it is there between two lines across.
    pub beside: Vec<Vec<bool>>,
}

/// An edge is there where so much of it is seen, in hundredths; one that is short has to be seen nearly whole: type may fill it.
const SEEN: u32 = 60;
const SEEN_WHOLE: u32 = 85;

/// An edge of which so much is seen (in hundredths) may be touched by text and by a seal on as much.
const SEEN_ALL: u32 = 97;
const TOUCHED_ALL: u32 = 60;

/// One that next to nothing touches (in hundredths) stands free.
const FREE: u32 = 5;

/// Where its line is there on both sides of it, so much of an edge (in hundredths) may lie under a seal.
const COVERED: u32 = 80;

/// So much of an edge is enough (in hundredths) where its line is there on both sides of it.
const SEEN_BETWEEN: u32 = 45;

impl Grid {
    /// Finds the lines of a picture that lies straight.
    pub(super) fn of(gray: &Gray, scale: Scale) -> Self {
        let on_side = gray.on_its_side();
        let (across_depth, down_depth) = (valleys(gray, BLUR as usize), valleys(&on_side, BLUR as usize));
        let (across_depths, down_depths) = (depths(&across_depth), depths(&down_depth));
        let across = straight_pieces(gray, &across_depth, across_depths, scale, scale.at(50));
        let down = straight_pieces(&on_side, &down_depth, down_depths, scale, scale.at(24));
        let (across, down) = anchored(across, down, [gray, &on_side], scale);
        let across = rulings(across, gray, &across_depth, across_depths, scale);
        let down = rulings(down, &on_side, &down_depth, down_depths, scale);
        let mut grid = Self {
            along: edges(&across, &down, scale),
            beside: edges(&down, &across, scale),
            across,
            down,
        };
        let above = ends((&grid.beside, &grid.down), (&grid.along, &grid.across), scale);
        let left = ends((&grid.along, &grid.across), (&grid.beside, &grid.down), scale);
        if !above.is_empty() || !left.is_empty() {
            insert(&mut grid.across, &above, gray.width, scale);
            insert(&mut grid.down, &left, gray.height, scale);
            grid.along = edges(&grid.across, &grid.down, scale);
            grid.beside = edges(&grid.down, &grid.across, scale);
        }
        grid.prune();
        grid
    }

    /// Takes away what ends nowhere: an edge that no other one meets at one of its ends.
    fn prune(&mut self) {
        loop {
            let mut changed = false;
            for is_along in [true, false] {
                let (own, other) = if is_along {
                    (&mut self.along, &self.beside)
                } else {
                    (&mut self.beside, &self.along)
                };
                for (line, edge) in loose(own, other) {
                    changed = true;
                    if let Some(edge) = own.get_mut(line).and_then(|line| line.get_mut(edge)) {
                        *edge = false;
                    }
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Paints the lines white; pixels to both sides of each, a pair for each place along it.
    pub(super) fn erase_from(&self, gray: &mut Gray) -> Vec<[(u32, u32); 2]> {
        let mut beside = Vec::new();
        let width = gray.width as usize;
        for (is_across, lines, crossing, edges) in [
            (true, &self.across, &self.down, &self.along),
            (false, &self.down, &self.across, &self.beside),
        ] {
            for (line, edges) in lines.iter().zip(edges).filter(|(line, _)| line.thickness > 0) {
                for (pair, _) in crossing.windows(2).zip(edges).filter(|(_, is_there)| **is_there) {
                    let [from, to] = pair else { continue };
                    let (from, to) = (from.place() - from.thickness / 2, to.place() + to.thickness / 2);
                    let half = line.thickness / 2 + 1;
                    for along in from.max(0)..=to {
                        let middle = line.at(along);
                        let pixel = |across: i32| {
                            let (along, across) = (u32::try_from(along).ok()?, u32::try_from(across).ok()?);
                            Some(if is_across { (along, across) } else { (across, along) })
                        };
                        for (x, y) in (middle - half..=middle + half).filter_map(pixel) {
                            if (x as usize) < width
                                && let Some(pixel) = gray.pixels.get_mut(y as usize * width + x as usize)
                            {
                                *pixel = 255;
                            }
                        }
                        // The next pixel but one: the first is blurred with the white.
                        if let (Some(before), Some(after)) = (pixel(middle - half - 2), pixel(middle + half + 2)) {
                            beside.push([before, after]);
                        }
                    }
                }
            }
        }
        beside
    }

    /// The cell in which each space between two lines across and two lines down lies, row by row; none outside.
    pub(super) fn cells(&self) -> Vec<Vec<Option<usize>>> {
        let (rows, cols) = (self.across.len() + 1, self.down.len() + 1);
        let mut joined: Vec<usize> = (0..rows * cols).collect();
        let mut join = |a: usize, b: usize| {
            let (a, b) = (root(&joined, a), root(&joined, b));
            if let Some(place) = joined.get_mut(a.max(b)) {
                *place = a.min(b);
            }
        };
        // Spaces are numbered with a rim around the lines.
        for row in 0..rows {
            for col in 0..cols {
                let own = row * cols + col;
                if col + 1 < cols && !has_edge(&self.beside, col, row.checked_sub(1)) {
                    join(own, own + 1);
                }
                if row + 1 < rows && !has_edge(&self.along, row, col.checked_sub(1)) {
                    join(own, own + cols);
                }
            }
        }
        let outside = root(&joined, 0);
        let mut numbers = std::collections::BTreeMap::new();
        let spaces = (0..rows).map(|row| {
            let cells = (0..cols).map(|col| {
                let root = root(&joined, row * cols + col);
                let next = numbers.len();
                (root != outside).then(|| *numbers.entry(root).or_insert(next))
            });
            cells.collect()
        });
        spaces.collect()
    }
}

/// How deep lines are in these valleys: deeper than what the grain of the paper leaves.
fn depths(valleys: &Gray) -> Depths {
    /// Contrast of the palest line, and of one that begins a line, of 255.
    const FAINT: u8 = 20;
    const SURE: u8 = 36;
    let mut counts = [0_u32; 256];
    for depth in valleys.pixels.iter().step_by(7) {
        if let Some(count) = counts.get_mut(usize::from(*depth)) {
            *count += 1;
        }
    }
    let all: u32 = counts.iter().sum();
    let mut seen = 0;
    let grain = counts.iter().position(|count| {
        seen += *count;
        u64::from(seen) * 5 > u64::from(all) * 4
    });
    let grain = grain.unwrap_or(0).min(60) as u8;
    Depths {
        faint: FAINT.max(grain + grain / 2),
        sure: SURE.max(grain * 2 + grain / 2),
    }
}

/// Which edges of lines are there, between the lines that cross them.
fn edges(lines: &[Ruling], crossing: &[Ruling], scale: Scale) -> Vec<Vec<bool>> {
    let edges_of = |line: &Ruling| {
        let middle = line.place();
        let places: Vec<i32> = crossing.iter().map(|other| other.at(middle)).collect();
        let pairs = || places.iter().zip(places.iter().skip(1)).map(|(from, to)| (*from, *to));
        let sure: Vec<bool> = pairs().map(|(from, to)| is_seen(line, from, to, scale)).collect();
        let is_sure = |edge: Option<usize>| edge.and_then(|edge| sure.get(edge)).copied().unwrap_or(false);
        let all = pairs().enumerate().map(|(edge, (from, to))| {
            let is_between = is_sure(edge.checked_sub(1)) && is_sure(Some(edge + 1));
            is_sure(Some(edge))
                || is_between
                    && (line.seen(from, to) >= SEEN_BETWEEN && line.touched(from, to) <= TOUCHED
                        || line.covered(from, to) >= COVERED)
        });
        all.collect()
    };
    lines.iter().map(edges_of).collect()
}

/// Whether a line is there between two places.
fn is_seen(line: &Ruling, from: i32, to: i32, scale: Scale) -> bool {
    let length = to - from;
    // Two lines in one place.
    if length < scale.at(8) {
        return line.seen(from - scale.at(4), to + scale.at(4)) >= SEEN;
    }
    let inset = scale.at(3).min(length / 4);
    let (from, to) = (from + inset, to - inset);
    // Beyond its ends, what is seen is something else.
    if line.to < from || to < line.from {
        return false;
    }
    let (seen, touched) = (line.seen(from, to), line.touched(from, to));
    if length < scale.at(60) {
        return seen >= SEEN_WHOLE && touched <= TOUCHED;
    }
    // Text that is printed close to a line leaves none of it out; strokes of characters in a row do.
    let least = match touched {
        ..FREE => SEEN,
        FREE..TOUCHED => SEEN_WHOLE,
        TOUCHED..TOUCHED_ALL => SEEN_ALL,
        _ => return false,
    };
    seen >= least
}

/// Where lines go on beyond the last line that crosses them and end together: a table has no line there, as a page cut through a row leaves it. The place,
/// and the first and the last of the ends along it.
fn ends(
    (edges, lines): (&[Vec<bool>], &[Ruling]),
    (across, crossing): (&[Vec<bool>], &[Ruling]),
    scale: Scale,
) -> Vec<(i32, i32, i32)> {
    let mut ends: Vec<(i32, i32, bool)> = Vec::new();
    for (number, (edges, line)) in edges.iter().zip(lines).enumerate() {
        let (first, last) = (edges.iter().position(|is| *is), edges.iter().rposition(|is| *is));
        for (crossed, step) in [(first, -1), (last.map(|last| last + 1), 1)] {
            let Some(crossed) = crossed else { continue };
            let Some(place) = crossing.get(crossed).map(|other| other.at(line.place())) else {
                continue;
            };
            let end = line.followed(place, step, scale);
            let sides = [number.checked_sub(1), Some(number)].map(|edge| has_edge(across, crossed, edge));
            // A stroke of text above a line is touched by others.
            let inset = step * scale.at(4);
            let (from, to) = ((place + inset).min(end), (place + inset).max(end));
            let goes_on = (end - place).abs() >= scale.at(20) && line.touched(from, to) < FREE;
            // Where no line crosses it, another one lies as high, elsewhere; where one begins, that may have to go on to the other side.
            let end = if goes_on { end } else { place };
            let is_open = goes_on || sides == [false; 2];
            if is_open || sides != [true; 2] {
                ends.push((end, line.at(end), is_open));
            }
        }
    }
    ends.sort_unstable();
    let mut closing = Vec::new();
    for near in ends.chunk_by(|a, b| b.0 - a.0 <= scale.at(6)) {
        let places = near.iter().map(|(_, at, _)| *at);
        let (Some(from), Some(to)) = (places.clone().min(), places.max()) else {
            continue;
        };
        if to - from > scale.at(30)
            && near.iter().any(|(_, _, is_open)| *is_open)
            && let Some((place, _, _)) = near.get(near.len() / 2)
        {
            closing.push((*place, from, to));
        }
    }
    closing
}

/// Adds lines that are not drawn, or where a line goes on undrawn.
fn insert(lines: &mut Vec<Ruling>, missing: &[(i32, i32, i32)], length: u32, scale: Scale) {
    for (place, from, to) in missing {
        let middle = i32::midpoint(*from, *to);
        match lines
            .iter_mut()
            .find(|line| (line.at(middle) - place).abs() < scale.at(6))
        {
            Some(line) => line.draw(*from, *to),
            None => lines.push(Ruling::undrawn(*place, *from, *to, length)),
        }
    }
    lines.sort_by_key(Ruling::place);
}

/// Whether an edge of a line is there.
fn has_edge(edges: &[Vec<bool>], line: usize, edge: Option<usize>) -> bool {
    edge.is_some_and(|edge| {
        edges
            .get(line)
            .and_then(|line| line.get(edge))
            .copied()
            .unwrap_or(false)
    })
}

/// The edges with an end that meets nothing.
fn loose(own: &[Vec<bool>], other: &[Vec<bool>]) -> Vec<(usize, usize)> {
    let mut loose = Vec::new();
    for (line, edges) in own.iter().enumerate() {
        for (edge, _) in edges.iter().enumerate().filter(|(_, is_there)| **is_there) {
            let meets = |crossing: usize, beyond: Option<usize>| {
                has_edge(own, line, beyond)
                    || has_edge(other, crossing, line.checked_sub(1))
                    || has_edge(other, crossing, Some(line))
            };
            if !meets(edge, edge.checked_sub(1)) || !meets(edge + 1, Some(edge + 1)) {
                loose.push((line, edge));
            }
        }
    }
    loose
}
