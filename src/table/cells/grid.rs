//! Frame -> grid of cells: the fine grid of all edges, and which of its squares hang together.

use crate::geometry::{Milli, Rect};
use crate::table::lines::edges::Edge;
use crate::table::lines::frames::Frame;
use crate::table::scale::Scale;

/// A border between two squares is there when at least this part of it (1/100) is drawn. Dashed lines cover 40 and more, the
/// pieces of a line that passes nearby cover less than 20.
const WALL_FROM: i64 = 38;

/// A grid with more squares than this is a drawing, not a table (a form of 500 rows and 20 columns has 10,000).
const MOST_SQUARES: usize = 200_000;

/// One cell of a grid: a box of squares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) struct Area {
    pub row: usize,
    pub col: usize,
    pub row_span: usize,
    pub col_span: usize,
}

/// The cells of one table on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::table) struct Grid {
    /// Places of the vertical grid lines, left to right.
    pub xs: Vec<Milli>,
    /// Places of the horizontal grid lines, top to bottom.
    pub ys: Vec<Milli>,
    /// The cells, by row, then column; together they cover every square once.
    pub areas: Vec<Area>,
    /// Borders that are not drawn.
    pub implied: Vec<Edge>,
}

impl Grid {
    /// How many columns of squares.
    pub(crate) fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// How many rows of squares.
    pub(crate) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// The box of a cell on the page.
    pub(crate) fn bbox(&self, area: &Area) -> Rect {
        let at = |places: &[Milli], i: usize| places.get(i).or(places.last()).copied().unwrap_or(0);
        Rect {
            x0: at(&self.xs, area.col),
            y0: at(&self.ys, area.row),
            x1: at(&self.xs, area.col + area.col_span),
            y1: at(&self.ys, area.row + area.row_span),
        }
    }

    /// The box of the whole table.
    pub(crate) fn frame(&self) -> Rect {
        self.bbox(&Area {
            row: 0,
            col: 0,
            row_span: self.rows(),
            col_span: self.cols(),
        })
    }
}

/// Finds the cells of a frame; `None` where it has fewer than two of them.
pub(in crate::table) fn frame_to_grid(frame: &Frame, scale: Scale) -> Option<Grid> {
    // Sides that are left open are closed: the ends of the lines tell where the table ends.
    let xs = places(&frame.vertical, [frame.bbox.x0, frame.bbox.x1], scale);
    let ys = places(&frame.horizontal, [frame.bbox.y0, frame.bbox.y1], scale);
    let (cols, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if cols.checked_mul(rows)? > MOST_SQUARES {
        return None;
    }
    let left = walls(&frame.vertical, &xs, &ys, scale);
    let above = walls(&frame.horizontal, &ys, &xs, scale);
    let squares = Squares {
        cols,
        rows,
        left,
        above,
    };
    let areas = squares.areas();
    let implied = frame.implied.clone();
    (areas.len() > 1).then_some(Grid { xs, ys, areas, implied })
}

/// The places of the grid lines in one direction: those of the edges, and both ends of the frame.
fn places(edges: &[Edge], ends: [Milli; 2], scale: Scale) -> Vec<Milli> {
    let mut places: Vec<Milli> = edges.iter().map(|e| e.at).collect();
    places.sort_unstable();
    places.dedup();
    let [first, last] = ends;
    if places.first().is_none_or(|p| p - first > scale.snap()) {
        places.insert(0, first);
    }
    if places.last().is_none_or(|p| last - p > scale.snap()) {
        places.push(last);
    }
    places
}

/// For each grid line across, and each square along it: whether a border is drawn there. The outermost lines always are.
fn walls(edges: &[Edge], across: &[Milli], along: &[Milli], scale: Scale) -> Vec<Vec<bool>> {
    let squares = along.len().saturating_sub(1);
    across
        .iter()
        .enumerate()
        .map(|(i, &at)| {
            if i == 0 || i + 1 == across.len() {
                return vec![true; squares];
            }
            let first = edges.partition_point(|e| e.at < at);
            let here: Vec<&Edge> = edges.iter().skip(first).take_while(|e| e.at == at).collect();
            along
                .windows(2)
                .map(|w| matches!(*w, [from, to] if is_wall(&here, from, to, scale)))
                .collect()
        })
        .collect()
}

fn is_wall(edges: &[&Edge], from: Milli, to: Milli, scale: Scale) -> bool {
    // Doubled borders and corner gaps eat from a short border's ends: what is drawn is given that much slack.
    let slack = scale.snap() / 2;
    let drawn: i64 = edges
        .iter()
        .map(|e| i64::from(((e.to + slack).min(to) - (e.from - slack).max(from)).max(0)))
        .sum();
    drawn * 100 >= i64::from(to - from) * WALL_FROM
}

/// The squares of the fine grid with the borders drawn between them.
struct Squares {
    cols: usize,
    rows: usize,
    /// By vertical grid line, then row: the border at its left is drawn.
    left: Vec<Vec<bool>>,
    /// By horizontal grid line, then column: the border above is drawn.
    above: Vec<Vec<bool>>,
}

impl Squares {
    fn open_right(&self, row: usize, col: usize) -> bool {
        col + 1 < self.cols && self.left.get(col + 1).and_then(|w| w.get(row)) == Some(&false)
    }

    fn open_below(&self, row: usize, col: usize) -> bool {
        row + 1 < self.rows && self.above.get(row + 1).and_then(|w| w.get(col)) == Some(&false)
    }

    /// Groups squares without a border between them, and cuts groups that are no box into boxes.
    fn areas(&self) -> Vec<Area> {
        let mut seen = vec![false; self.cols * self.rows];
        let mut areas = Vec::new();
        let (mut members, mut open) = (Vec::new(), Vec::new());
        for start in 0..seen.len() {
            if seen.get(start) == Some(&true) {
                continue;
            }
            members.clear();
            open.push((start / self.cols, start % self.cols));
            while let Some((row, col)) = open.pop() {
                match seen.get_mut(row * self.cols + col) {
                    Some(seen) if !*seen => *seen = true,
                    _ => continue,
                }
                members.push((row, col));
                if self.open_right(row, col) {
                    open.push((row, col + 1));
                }
                if self.open_below(row, col) {
                    open.push((row + 1, col));
                }
                if col > 0 && self.open_right(row, col - 1) {
                    open.push((row, col - 1));
                }
                if row > 0 && self.open_below(row - 1, col) {
                    open.push((row - 1, col));
                }
            }
            members.sort_unstable();
            members_to_areas(&members, &mut areas);
        }
        areas.sort_unstable_by_key(|a| (a.row, a.col));
        areas
    }
}

/// Cuts a group of squares (sorted by row, then column) into boxes: runs of a row, joined with the same run of the next row.
/// A group that is a box stays whole.
fn members_to_areas(members: &[(usize, usize)], areas: &mut Vec<Area>) {
    // As most are.
    if let [(row, col)] = *members {
        areas.push(Area {
            row,
            col,
            row_span: 1,
            col_span: 1,
        });
        return;
    }
    let mut growing: Vec<Area> = Vec::new();
    for row in members.chunk_by(|a, b| a.0 == b.0) {
        let mut next = Vec::new();
        for run in row.chunk_by(|a, b| a.1 + 1 == b.1) {
            let Some(&(at, col)) = run.first() else { continue };
            let above = growing
                .iter()
                .position(|a| a.col == col && a.col_span == run.len() && a.row + a.row_span == at);
            next.push(match above {
                Some(i) => {
                    let mut area = growing.swap_remove(i);
                    area.row_span += 1;
                    area
                }
                None => Area {
                    row: at,
                    col,
                    row_span: 1,
                    col_span: run.len(),
                },
            });
        }
        areas.append(&mut growing);
        growing = next;
    }
    areas.append(&mut growing);
}
