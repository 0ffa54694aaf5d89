//! Straight lines -> a net of edges between their crossings: which are there, which are text or a pen's stroke, and what cells they enclose.

use super::gray::Gray;
use super::rulings::{Depths, Ruling, Scale, TOUCHED, root, rulings};
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

/// So much of an edge is enough (in hundredths) where its line is there on both sides of it.
const SEEN_BETWEEN: u32 = 45;

impl Grid {
    /// Finds the lines of a picture that lies straight.
    pub(super) fn of(gray: &Gray, scale: Scale) -> Self {
        let on_side = gray.on_its_side();
        let (across_depth, down_depth) = (valleys(gray, 3), valleys(&on_side, 3));
        let across = rulings(gray, &across_depth, depths(&across_depth), scale, scale.at(50));
        let down = rulings(&on_side, &down_depth, depths(&down_depth), scale, scale.at(37));
        let (across, down) = anchored(across, down, scale);
        let mut grid = Self {
            along: edges(&across, &down, scale),
            beside: edges(&down, &across, scale),
            across,
            down,
        };
        let above = ends(&grid.beside, &grid.down, &grid.across, scale);
        let left = ends(&grid.along, &grid.across, &grid.down, scale);
        if !above.is_empty() || !left.is_empty() {
            insert(&mut grid.across, &above, gray.width);
            insert(&mut grid.down, &left, gray.height);
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
            for (a, b) in [(0, 1), (1, 0)] {
                let loose = {
                    let sides = [&self.along, &self.beside];
                    let (own, other) = (sides[a], sides[b]);
                    loose(own, other)
                };
                changed |= !loose.is_empty();
                let own = if a == 0 { &mut self.along } else { &mut self.beside };
                for (line, edge) in loose {
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
                let is = |edges: &[Vec<bool>], line: usize, edge: Option<usize>| {
                    edge.is_some_and(|edge| {
                        edges
                            .get(line)
                            .and_then(|line| line.get(edge))
                            .copied()
                            .unwrap_or(false)
                    })
                };
                if col + 1 < cols && !is(&self.beside, col, row.checked_sub(1)) {
                    join(own, own + 1);
                }
                if row + 1 < rows && !is(&self.along, row, col.checked_sub(1)) {
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

/// Leaves out short lines that do not run from one line to another: strokes of characters and pens.
fn anchored(across: Vec<Ruling>, down: Vec<Ruling>, scale: Scale) -> (Vec<Ruling>, Vec<Ruling>) {
    let is_long = |line: &Ruling| line.to - line.from >= scale.at(300);
    let reach = scale.at(7);
    let is_at = |other: &Ruling, place: i32, along: i32| {
        (other.at(along) - place).abs() <= reach && (other.from - reach..=other.to + reach).contains(&along)
    };
    let ends_on = |line: &Ruling, others: &[(Ruling, bool)]| {
        [line.from, line.to].iter().all(|end| {
            let mut sure = others.iter().filter(|(_, is_sure)| *is_sure);
            sure.any(|(other, _)| is_at(other, *end, line.at(*end)))
        })
    };
    let with_sure = |lines: Vec<Ruling>| -> Vec<(Ruling, bool)> {
        lines
            .into_iter()
            .map(|line| (is_long(&line), line))
            .map(|(sure, line)| (line, sure))
            .collect()
    };
    let (mut across, mut down) = (with_sure(across), with_sure(down));
    // A short line may end on a short one that ends on long ones.
    for _ in 0..2 {
        for is_across in [false, true] {
            let (own, others) = if is_across {
                (&mut across, &down)
            } else {
                (&mut down, &across)
            };
            for (line, is_sure) in own.iter_mut() {
                *is_sure = *is_sure || ends_on(line, others);
            }
        }
    }
    let sure = |lines: Vec<(Ruling, bool)>| {
        lines
            .into_iter()
            .filter(|(_, is_sure)| *is_sure)
            .map(|(line, _)| line)
            .collect()
    };
    (sure(across), sure(down))
}

/// Which edges of lines are there, between the lines that cross them.
fn edges(lines: &[Ruling], crossing: &[Ruling], scale: Scale) -> Vec<Vec<bool>> {
    let edges_of = |line: &Ruling| {
        let middle = line.at(i32::midpoint(line.from, line.to));
        let places: Vec<i32> = crossing.iter().map(|other| other.at(middle)).collect();
        let seen: Vec<(u32, bool)> = places
            .windows(2)
            .map(|pair| match pair {
                [from, to] => {
                    let inset = scale.at(3).min((to - from) / 4);
                    // Two lines in one place.
                    if to - from < scale.at(8) {
                        return (line.seen(from - scale.at(4), to + scale.at(4)), false);
                    }
                    // Beyond its ends, what is seen is something else.
                    if line.to < from + inset || to - inset < line.from {
                        return (0, true);
                    }
                    let is_text = to - from < scale.at(300) && line.touched(from + inset, to - inset) > TOUCHED;
                    let seen = if is_text {
                        0
                    } else {
                        line.seen(from + inset, to - inset)
                    };
                    (seen, to - from < scale.at(60))
                }
                _ => (0, false),
            })
            .collect();
        let sure: Vec<bool> = seen
            .iter()
            .map(|(seen, is_short)| *seen >= if *is_short { SEEN_WHOLE } else { SEEN })
            .collect();
        let is_sure = |edge: Option<usize>| edge.and_then(|edge| sure.get(edge)).copied().unwrap_or(false);
        let between = seen.iter().enumerate().map(|(edge, (seen, _))| {
            is_sure(Some(edge)) || *seen >= SEEN_BETWEEN && is_sure(edge.checked_sub(1)) && is_sure(Some(edge + 1))
        });
        between.collect()
    };
    lines.iter().map(edges_of).collect()
}

/// Where lines go on beyond the last line that crosses them and end together: a table has no line there, as a page cut through a row leaves it. The place,
/// and the first and the last of the ends along it.
fn ends(edges: &[Vec<bool>], lines: &[Ruling], crossing: &[Ruling], scale: Scale) -> Vec<(i32, i32, i32)> {
    let mut ends: Vec<(i32, i32)> = Vec::new();
    for (edges, line) in edges.iter().zip(lines) {
        let (first, last) = (edges.iter().position(|is| *is), edges.iter().rposition(|is| *is));
        let outermost = [(first, -1), (last.map(|last| last + 1), 1)];
        for (crossed, step) in outermost {
            let Some(place) = crossed
                .and_then(|crossed| crossing.get(crossed))
                .map(|other| other.at(line.at(line.from)))
            else {
                continue;
            };
            let end = line.followed(place, step, scale);
            if (end - place).abs() >= scale.at(14) {
                ends.push((end, line.at(end)));
            }
        }
    }
    ends.sort_unstable();
    let mut closing = Vec::new();
    for near in ends.chunk_by(|a, b| b.0 - a.0 <= scale.at(6)) {
        let places = near.iter().map(|(_, at)| *at);
        let (Some(from), Some(to)) = (places.clone().min(), places.max()) else {
            continue;
        };
        if to - from > scale.at(30)
            && let Some((place, _)) = near.get(near.len() / 2)
        {
            closing.push((*place, from, to));
        }
    }
    closing
}

/// Adds lines that are not drawn.
fn insert(lines: &mut Vec<Ruling>, missing: &[(i32, i32, i32)], length: u32) {
    lines.extend(
        missing
            .iter()
            .map(|(place, from, to)| Ruling::undrawn(*place, *from, *to, length)),
    );
    lines.sort_by_key(|line| line.at(line.from));
}

/// The edges with an end that meets nothing.
fn loose(own: &[Vec<bool>], other: &[Vec<bool>]) -> Vec<(usize, usize)> {
    let is = |edges: &[Vec<bool>], line: usize, edge: Option<usize>| {
        edge.is_some_and(|edge| {
            edges
                .get(line)
                .and_then(|line| line.get(edge))
                .copied()
                .unwrap_or(false)
        })
    };
    let mut loose = Vec::new();
    for (line, edges) in own.iter().enumerate() {
        for (edge, _) in edges.iter().enumerate().filter(|(_, is_there)| **is_there) {
            let meets = |crossing: usize, beyond: Option<usize>| {
                is(own, line, beyond) || is(other, crossing, line.checked_sub(1)) || is(other, crossing, Some(line))
            };
            if !meets(edge, edge.checked_sub(1)) || !meets(edge + 1, Some(edge + 1)) {
                loose.push((line, edge));
            }
        }
    }
    loose
}
