//! The outline of a glyph -> a small table of what it looks like, whatever its size and place.

use hayro::kurbo::{self, BezPath, PathEl, Point, Rect as Box2, Shape as _};

/// Columns and rows of the fine grid into which the box around an outline is divided.
pub(super) const FINE: (usize, usize) = (32, 48);

/// Fine cells of a side of a coarse one.
const COARSE: usize = 4;

/// Columns and rows of the coarse grid.
const GRID: (usize, usize) = (FINE.0 / COARSE, FINE.1 / COARSE);

/// Coarse cells.
pub(super) const CELLS: usize = GRID.0 * GRID.1;

/// A white part of fewer fine cells is no hole.
const HOLE_CELLS: u32 = 6;

/// Most points of an outline that is looked at; a digit has up to a hundred.
const MOST_POINTS: usize = 4_000;

/// What an outline looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// How much of each coarse cell is black, of 15; row by row from the top.
    pub grid: [u8; CELLS],
    /// White parts that black encloses.
    pub holes: i32,
    /// Width, height and lower edge above the base line, in thousandths of the size of the type.
    pub width: i32,
    pub height: i32,
    pub bottom: i32,
}

/// Which fine cells are black: a row a number, a column a bit.
pub(super) struct Bitmap([u64; FINE.1]);

impl Bitmap {
    /// A bitmap with each cell as it is told.
    pub(super) fn of(is_black: impl Fn(usize, usize) -> bool) -> Self {
        let mut rows = [0; FINE.1];
        for (number, row) in rows.iter_mut().enumerate() {
            *row = (0..FINE.0).fold(0, |row, column| row | u64::from(is_black(column, number)) << column);
        }
        Self(rows)
    }

    /// The shape, in a box of thousandths of the size of the type, y up.
    pub(super) fn shape(&self, bbox: Box2) -> Shape {
        let mut grid = [0; CELLS];
        for (cells, rows) in grid.chunks_exact_mut(GRID.0).zip(self.0.chunks_exact(COARSE)) {
            for (column, black) in cells.iter_mut().enumerate() {
                let of_a_row = |row: &u64| (row >> (column * COARSE) & ((1 << COARSE) - 1)).count_ones();
                *black = rows.iter().map(of_a_row).sum::<u32>().min(15) as u8;
            }
        }
        Shape {
            grid,
            holes: self.holes(),
            width: bbox.width() as i32,
            height: bbox.height() as i32,
            bottom: bbox.y0 as i32,
        }
    }

    /// How many white parts do not reach the border.
    fn holes(&self) -> i32 {
        // A border of white cells joins all that is outside.
        const WIDTH: usize = FINE.0 + 2;
        let mut white = [(1_u64 << WIDTH) - 1; FINE.1 + 2];
        for (row, black) in white.iter_mut().skip(1).zip(self.0) {
            *row &= !(black << 1);
        }
        take_part(&mut white, 0);
        let mut holes = 0;
        for number in 1..=FINE.1 {
            while white.get(number).is_some_and(|row| *row != 0) {
                holes += i32::from(take_part(&mut white, number) >= HOLE_CELLS);
            }
        }
        holes
    }
}

/// Takes the white part out that the first white cell of a row belongs to, and says how many cells it has.
fn take_part<const ROWS: usize>(white: &mut [u64; ROWS], number: usize) -> u32 {
    let mut part = [0_u64; ROWS];
    if let (Some(cell), Some(row)) = (part.get_mut(number), white.get(number)) {
        *cell = row & row.wrapping_neg();
    }
    loop {
        let before = part;
        let mut beside = 0;
        for (of_part, row) in part.iter_mut().zip(white.iter()) {
            *of_part = spread((*of_part | beside) & row, *row);
            beside = *of_part;
        }
        beside = 0;
        for (of_part, row) in part.iter_mut().zip(white.iter()).rev() {
            *of_part = spread((*of_part | beside) & row, *row);
            beside = *of_part;
        }
        if part == before {
            break;
        }
    }
    for (row, of_part) in white.iter_mut().zip(&part) {
        *row &= !of_part;
    }
    part.iter().map(|row| row.count_ones()).sum()
}

/// The cells of a row that are joined to some of it.
fn spread(some: u64, row: u64) -> u64 {
    // A sum carries through all cells above one; the cells below are reached the same way in the mirror.
    let above = |some: u64, row: u64| (row & !row.wrapping_add(some)) | some;
    let below = above(some.reverse_bits(), row.reverse_bits()).reverse_bits();
    above(some, row) | below
}

/// The shape of a filled path in thousandths of the size of the type, y up.
pub(super) fn of_path(path: &BezPath) -> Option<Shape> {
    if path.elements().len() > MOST_POINTS {
        return None;
    }
    let bbox = path.bounding_box();
    let is_sane = bbox.width() > 0.0 && bbox.height() > 0.0 && bbox.width().max(bbox.height()) < 1e6;
    is_sane.then(|| rasterized(path, bbox).shape(bbox))
}

/// Where a row of the fine grid crosses an edge, and whether that runs down.
type Crossing = (f64, i32);

/// The bitmap of what the path's rings wind around, sampled in the middle of each fine cell.
fn rasterized(path: &BezPath, bbox: Box2) -> Bitmap {
    let (across, down) = (FINE.0 as f64 / bbox.width(), FINE.1 as f64 / bbox.height());
    let placed = |p: Point| Point::new((p.x - bbox.x0) * across, (bbox.y1 - p.y) * down);
    let mut rows: Vec<Vec<Crossing>> = vec![Vec::new(); FINE.1];
    let mut edge = |from: Point, to: Point| {
        let (upper, lower, way) = if from.y < to.y { (from, to, 1) } else { (to, from, -1) };
        let first = (upper.y - 0.5).ceil().max(0.0) as usize;
        for (row, crossings) in rows.iter_mut().enumerate().skip(first) {
            let y = row as f64 + 0.5;
            if y >= lower.y {
                break;
            }
            let along = (y - upper.y) / (lower.y - upper.y);
            crossings.push((upper.x + (lower.x - upper.x) * along, way));
        }
    };
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    let tolerance = bbox.width().max(bbox.height()) / 200.0;
    kurbo::flatten(path.elements().iter().copied(), tolerance, |element| match element {
        PathEl::MoveTo(p) => {
            edge(at, start);
            start = placed(p);
            at = start;
        }
        PathEl::LineTo(p) | PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
            let p = placed(p);
            edge(at, p);
            at = p;
        }
        PathEl::ClosePath => {
            edge(at, start);
            at = start;
        }
    });
    edge(at, start);
    for crossings in &mut rows {
        crossings.sort_by(|one, other| one.0.total_cmp(&other.0));
    }
    Bitmap::of(|column, row| {
        let x = column as f64 + 0.5;
        let crossings = rows.get(row).map(Vec::as_slice).unwrap_or_default();
        let before = crossings.iter().take_while(|(at, _)| *at <= x);
        before.map(|(_, way)| way).sum::<i32>() != 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(svg: &str) -> Shape {
        of_path(&BezPath::from_svg(svg).unwrap()).unwrap()
    }

    #[test]
    fn what_black_encloses_is_a_hole_whether_rings_run_alike_or_not() {
        let ring = shape("M0 0 H400 V700 H0 Z M100 100 V600 H300 V100 Z");
        assert_eq!((ring.holes, ring.width, ring.height, ring.bottom), (1, 400, 700, 0));
        let strokes = shape("M0 0 H400 V100 H0 Z M0 600 H400 V700 H0 Z M0 0 H100 V700 H0 Z M300 0 H400 V700 H300 Z");
        assert_eq!(strokes.holes, 1, "strokes that overlap enclose one");
        let open = shape("M0 0 H400 V100 H0 Z M0 600 H400 V700 H0 Z M0 0 H100 V700 H0 Z");
        assert_eq!(open.holes, 0);
    }

    #[test]
    fn the_grid_is_read_from_the_top() {
        let shape = shape("M0 0 H80 V120 H0 Z M0 120 H40 V240 H0 Z");
        assert_eq!(shape.grid[0], 15);
        assert_eq!(shape.grid[GRID.0 - 1], 0, "white at the top right");
        assert_eq!(shape.grid[CELLS - 1], 15);
    }
}
