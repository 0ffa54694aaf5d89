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
const HOLE_CELLS: usize = 6;

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

/// Which fine cells are black.
pub(super) struct Bitmap(Vec<bool>);

impl Bitmap {
    /// A bitmap with each cell as it is told.
    pub(super) fn of(is_black: impl Fn(usize, usize) -> bool) -> Self {
        let cells = (0..FINE.1).flat_map(|row| (0..FINE.0).map(move |column| (column, row)));
        Self(cells.map(|(column, row)| is_black(column, row)).collect())
    }

    fn is_black(&self, column: usize, row: usize) -> bool {
        self.0.get(row * FINE.0 + column).copied().unwrap_or_default()
    }

    /// The shape, in a box of thousandths of the size of the type, y up.
    pub(super) fn shape(&self, bbox: Box2) -> Shape {
        let mut grid = [0; CELLS];
        for (cell, black) in grid.iter_mut().enumerate() {
            let (left, top) = (cell % GRID.0 * COARSE, cell / GRID.0 * COARSE);
            let fine = (0..COARSE).flat_map(|row| (0..COARSE).map(move |column| (left + column, top + row)));
            let count = fine.filter(|(column, row)| self.is_black(*column, *row)).count();
            *black = u8::try_from(count.min(15)).unwrap_or_default();
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
        let (width, height) = (FINE.0 + 2, FINE.1 + 2);
        let black = |cell: usize| {
            let (column, row) = (cell % width, cell / width);
            column > 0 && row > 0 && column <= FINE.0 && row <= FINE.1 && self.is_black(column - 1, row - 1)
        };
        let mut left: Vec<bool> = (0..width * height).map(|cell| !black(cell)).collect();
        let mut take = |start: usize| {
            let mut open = vec![start];
            let mut count = 0;
            while let Some(cell) = open.pop() {
                let Some(is_left) = left.get_mut(cell).filter(|is_left| **is_left) else {
                    continue;
                };
                *is_left = false;
                count += 1;
                let column = cell % width;
                open.extend((column > 0).then(|| cell - 1));
                open.extend((column + 1 < width).then_some(cell + 1));
                open.extend(cell.checked_sub(width));
                open.extend(Some(cell + width));
            }
            count
        };
        take(0);
        let parts = (0..width * height).filter(|cell| take(*cell) >= HOLE_CELLS);
        i32::try_from(parts.count()).unwrap_or_default()
    }
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
