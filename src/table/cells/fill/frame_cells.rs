//! The cells of one frame while characters are put into them.

use std::ops::Range;

use super::seams::{is_one_figure, is_seam, usual_gap};
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Direction, Glyph};
use crate::table::cells::filled::{FilledCell, Home};
use crate::table::cells::grid::Grid;
use crate::table::lines::edges::Edge;
use crate::table::model::Doubt;
use crate::table::scale::Scale;

/// A glyph stands astride a border when at least this part of its width (1/100) lies on either side.
pub(super) const ASTRIDE: Milli = 25;

/// A line of text whose middle lies this little (1/100 em) above or below a table still stands in it: text centred over rows that a page break
/// cuts hangs over the last line. A line of its own below the table keeps at least 80 away.
const OVERHANG: Milli = 40;

/// The frame that holds a place: of several the innermost; one over whose edge it hangs only where no other holds it.
pub(super) fn innermost(frames: &[FrameCells<'_>], at: Point) -> Option<usize> {
    let holding = frames.iter().enumerate().filter(|(_, f)| f.reach.contains(at));
    let order = |f: &FrameCells| (!f.grid.frame().contains(at), f.reach.area());
    holding.min_by_key(|(_, f)| order(f)).map(|(number, _)| number)
}

/// The cell in which a place is.
pub(super) fn home(frames: &[FrameCells<'_>], at: Point) -> Option<Home> {
    let number = innermost(frames, at)?;
    let frame = frames.get(number).filter(|f| f.grid.frame().contains(at))?;
    Some((number, frame.cell_at(at)))
}

pub(super) fn cell_of<'f>(frames: &'f mut [FrameCells<'_>], (frame, cell): Home) -> Option<&'f mut FilledCell> {
    frames.get_mut(frame)?.cells.get_mut(cell)
}

pub(super) fn at_home<'f>(frames: &'f [FrameCells<'_>], (frame, cell): Home) -> Option<&'f FilledCell> {
    frames.get(frame)?.cells.get(cell)
}

/// The cells of one grid, and which of them covers each square.
pub(super) struct FrameCells<'g> {
    pub grid: Grid,
    /// The frame, and what of a line of text may hang over its top and bottom.
    pub reach: Rect,
    pub cells: Vec<FilledCell>,
    pub owner: Vec<usize>,
    /// What stands in them, in the order of drawing, each with the index of its cell.
    pub parts: Vec<(usize, &'g [Glyph])>,
    /// Cells that a text reaches which stands in another one.
    pub reached: Vec<usize>,
    /// Texts that reach into several cells: which of the parts they are, and those cells.
    pub astride: Vec<(Range<usize>, Vec<usize>)>,
    /// Cells whose text hangs down into the cell below, and those cells.
    pub hung: Vec<(usize, usize)>,
}

impl<'g> FrameCells<'g> {
    pub(super) fn new(grid: Grid, scale: Scale) -> Self {
        let mut owner = vec![0; grid.rows() * grid.cols()];
        for (i, area) in grid.areas.iter().enumerate() {
            for row in area.row..area.row + area.row_span {
                let from = row * grid.cols() + area.col;
                if let Some(squares) = owner.get_mut(from..from + area.col_span) {
                    squares.fill(i);
                }
            }
        }
        let cells = grid
            .areas
            .iter()
            .map(|a| FilledCell {
                bbox: grid.bbox(a),
                glyphs: Vec::new(),
                doubt: Doubt::default(),
            })
            .collect();
        let (frame, overhang) = (grid.frame(), scale.em / 100 * OVERHANG);
        let reach = Rect {
            y0: frame.y0 - overhang,
            y1: frame.y1 + overhang,
            ..frame
        };
        Self {
            grid,
            reach,
            cells,
            owner,
            parts: Vec::new(),
            reached: Vec::new(),
            astride: Vec::new(),
            hung: Vec::new(),
        }
    }

    /// Puts into the cells what stands in them. A blank one beside a border that is not drawn may be none.
    pub(super) fn fill_cells(&mut self, scale: Scale) {
        self.settle_astride();
        let mut room = vec![0; self.cells.len()];
        for (home, part) in &self.parts {
            if let Some(room) = room.get_mut(*home) {
                *room += part.len();
            }
        }
        for (cell, room) in self.cells.iter_mut().zip(room) {
            cell.glyphs.reserve_exact(room);
        }
        for (home, part) in std::mem::take(&mut self.parts) {
            if let Some(cell) = self.cells.get_mut(home) {
                cell.glyphs.extend_from_slice(part);
            }
        }
        for at in std::mem::take(&mut self.reached) {
            // What reaches a cell without a text of its own may be that text.
            if let Some(cell) = self.cells.get_mut(at) {
                cell.doubt.overflow |= cell.glyphs.is_empty();
            }
        }
        for (home, below) in std::mem::take(&mut self.hung) {
            if self.cells.get(below).is_some_and(|cell| cell.glyphs.is_empty()) {
                self.doubt_overflow(&[home, below]);
            }
        }
        for cell in self.cells.iter_mut().filter(|c| c.glyphs.is_empty()) {
            let b = cell.bbox;
            let is_beside = |e: &Edge| [b.x0, b.x1].iter().any(|x| (x - e.at).abs() <= scale.snap());
            let is_as_high = |e: &Edge| e.from < b.y1 && b.y0 < e.to;
            cell.doubt.unlined = self.grid.implied.iter().any(|e| is_beside(e) && is_as_high(e));
        }
    }

    /// Doubts cells over whose border a text may run.
    pub(super) fn doubt_overflow(&mut self, cells: &[usize]) {
        for at in cells {
            if let Some(cell) = self.cells.get_mut(*at) {
                cell.doubt.overflow = true;
            }
        }
    }

    /// The cell at a point; one at the frame's nearest square where the point lies just outside.
    pub(super) fn cell_at(&self, p: Point) -> usize {
        let index = |places: &[Milli], at: Milli| {
            places
                .partition_point(|&x| x <= at)
                .saturating_sub(1)
                .min(places.len().saturating_sub(2))
        };
        let square = index(&self.grid.ys, p.y) * self.grid.cols() + index(&self.grid.xs, p.x);
        self.owner.get(square).copied().unwrap_or(0)
    }

    /// Puts a run into the cell that holds it. One that runs over a border may be the texts of two cells that meet there.
    pub(super) fn take(&mut self, run: &'g [Glyph]) {
        // Nearly always it stands in the cell of the run before.
        if let Some(&(before, _)) = self.parts.last()
            && self.is_well_inside(run, before)
        {
            self.parts.push((before, run));
            return;
        }
        if self.lies_in_one_cell(run) {
            self.take_whole(run);
            return;
        }
        if run.iter().any(|g| g.direction != Direction::Right) {
            let from = self.parts.len();
            run.chunks(1).for_each(|glyph| self.take_whole(glyph));
            self.note_astride(run, from);
            return;
        }
        let usual = usual_gap(run);
        for part in run.chunk_by(|a, b| !is_seam(a, b, usual)) {
            self.take_whole(part);
        }
    }

    /// The cell in which the base line of a character lies, where that is not the one that holds its middle.
    fn cell_below(&self, glyph: &Glyph, home: usize) -> Option<usize> {
        let at = Point {
            y: glyph.origin.y,
            ..glyph.bbox.center()
        };
        let cell = self.cells.get(home)?.bbox;
        let is_below = glyph.direction == Direction::Right && at.y > cell.y1 && self.reach.contains(at);
        is_below.then(|| self.cell_at(at)).filter(|below| *below != home)
    }

    fn lies_in_one_cell(&self, run: &[Glyph]) -> bool {
        let ends = [run.first(), run.last()].map(|g| g.map(|g| self.cell_at(g.bbox.center())));
        matches!(ends, [Some(first), Some(last)] if first == last)
    }

    /// Whether a cell holds the middle of every glyph of a run.
    fn is_well_inside(&self, run: &[Glyph], home: usize) -> bool {
        let is_inside = |cell: &FilledCell, g: &Glyph| is_well_inside(cell.bbox, g.bbox.center());
        self.cells
            .get(home)
            .is_some_and(|cell| run.iter().all(|g| is_inside(cell, g) && g.origin.y <= cell.bbox.y1))
    }

    fn take_whole(&mut self, run: &'g [Glyph]) {
        let home = run.first().map_or(0, |g| self.cell_at(g.bbox.center()));
        if self.is_well_inside(run, home) {
            self.parts.push((home, run));
            return;
        }
        let homes: Vec<usize> = run.iter().map(|g| self.cell_at(g.bbox.center())).collect();
        let usual = usual_gap(run);
        let torn = run
            .windows(2)
            .zip(homes.windows(2))
            .any(|pair| matches!(pair, ([a, b], [here, there]) if here != there && is_one_figure(a, b, usual)));
        let astride = homes.windows(2).any(|w| matches!(w, [a, b] if a != b))
            && run
                .iter()
                .zip(&homes)
                .any(|(g, &home)| self.cells.get(home).is_some_and(|c| is_astride(g, c.bbox)));
        let overflows = torn || astride;
        let from = self.parts.len();
        // A figure too wide for its cell runs over the border: it stays one figure, in the cell that holds most of it.
        let holder = overflows.then(|| most_frequent(&homes));
        if overflows {
            self.reached.extend(&homes);
        }
        for (glyph, home) in run.iter().zip(homes) {
            let home = holder.unwrap_or(home);
            // Text whose base line lies beyond the border may be that of the cell below.
            let below = self.cell_below(glyph, home);
            self.hung.extend(below.map(|below| (home, below)));
            self.parts.push((home, std::slice::from_ref(glyph)));
            if let Some(cell) = self.cells.get_mut(home) {
                cell.doubt.overflow |= overflows;
            }
        }
        self.note_astride(run, from);
    }
}

/// Whether a point stands in a cell: on a border between two cells it stands in the one to the right, or below.
pub(super) fn is_well_inside(cell: Rect, p: Point) -> bool {
    (cell.x0..cell.x1).contains(&p.x) && (cell.y0..cell.y1).contains(&p.y)
}

fn is_astride(glyph: &Glyph, cell: Rect) -> bool {
    let part = glyph.bbox.width() / 100 * ASTRIDE;
    glyph.bbox.x0 + part < cell.x0 || glyph.bbox.x1 - part > cell.x1
}

fn most_frequent(homes: &[usize]) -> usize {
    let count = |home: usize| homes.iter().filter(|&&h| h == home).count();
    homes
        .iter()
        .copied()
        .max_by_key(|&h| (count(h), std::cmp::Reverse(h)))
        .unwrap_or(0)
}
