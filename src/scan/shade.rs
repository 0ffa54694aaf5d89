//! Cells with a fill of their own -> white paper: where the paper of a page was looked for, a fill is darker along the sides of its cell than the white
//! beyond them, and would be ink there.

use std::collections::BTreeMap;

use super::gray::Gray;
use super::grid::Grid;

/// A fill is darker than the paper by more than this, of 255; grain is not.
const SHADE: u8 = 12;

/// A fill that is darker than this has type that is brighter; it stays.
const DARKEST: u8 = 170;

/// The spaces of a cell between lines: the first and the last, across and down, and how many.
struct Spaces {
    rows: (usize, usize),
    cols: (usize, usize),
    count: usize,
}

/// Makes the cells of a picture white whose fill shows. In a row and a column of pixels through a cell, type covers the lesser part: what most of them show
/// is the fill.
pub(super) fn lift(gray: &mut Gray, grid: &Grid) {
    let paper = median(gray.pixels.iter().step_by(5).copied());
    for (rows, cols) in boxes(grid) {
        let (Some(from), Some(to)) = (grid.across.get(rows.0), grid.across.get(rows.1)) else {
            continue;
        };
        let (Some(left), Some(right)) = (grid.down.get(cols.0), grid.down.get(cols.1)) else {
            continue;
        };
        let pixels = |from: i32, to: i32, length: u32| (from.max(0) as u32).min(length)..(to.max(0) as u32).min(length);
        let rows = pixels(from.place(), to.place(), gray.height);
        let cols = pixels(left.place(), right.place(), gray.width);
        let of_rows: Vec<u8> = rows
            .clone()
            .map(|y| fill(gray.row(y, cols.start, cols.end).iter().copied()))
            .collect();
        let of_cols: Vec<u8> = cols
            .clone()
            .map(|x| fill(rows.clone().map(|y| gray.at(x, y))))
            .collect();
        for (y, of_row) in rows.zip(of_rows) {
            let start = y as usize * gray.width as usize + cols.start as usize;
            for (pixel, of_col) in gray.pixels.iter_mut().skip(start).zip(&of_cols) {
                let level = of_row.min(*of_col);
                if level < paper.saturating_sub(SHADE) {
                    let lifted = u16::from(*pixel) * u16::from(paper) / u16::from(level.max(DARKEST));
                    *pixel = lifted.min(255) as u8;
                }
            }
        }
    }
}

/// The lines around each cell that is a rectangle: above and below it, left and right of it.
fn boxes(grid: &Grid) -> Vec<((usize, usize), (usize, usize))> {
    let mut cells: BTreeMap<usize, Spaces> = BTreeMap::new();
    for (row, spaces) in grid.cells().iter().enumerate() {
        for (col, cell) in spaces.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let spaces = cells.entry(*cell).or_insert(Spaces {
                rows: (row, row),
                cols: (col, col),
                count: 0,
            });
            spaces.rows.1 = row;
            spaces.cols = (spaces.cols.0.min(col), spaces.cols.1.max(col));
            spaces.count += 1;
        }
    }
    let boxes = cells.into_values().filter_map(|Spaces { rows, cols, count }| {
        let is_whole = (rows.1 - rows.0 + 1) * (cols.1 - cols.0 + 1) == count;
        // Before the first line there is a space, too.
        let lines = |(first, last): (usize, usize)| Some((first.checked_sub(1)?, last));
        lines(rows).zip(lines(cols)).filter(|_| is_whole)
    });
    boxes.collect()
}

/// The level that three tenths of some pixels are brighter than: type, and a dash that fills most of a small cell, are darker.
fn fill(pixels: impl Iterator<Item = u8>) -> u8 {
    quantile(pixels, 7)
}

fn median(pixels: impl Iterator<Item = u8>) -> u8 {
    quantile(pixels, 5)
}

/// The level that so many tenths of some pixels do not pass.
fn quantile(pixels: impl Iterator<Item = u8>, tenths: u64) -> u8 {
    let mut counts = [0_u64; 256];
    let mut all = 0;
    for pixel in pixels {
        if let Some(count) = counts.get_mut(usize::from(pixel)) {
            *count += 1;
            all += 1;
        }
    }
    let mut seen = 0;
    let level = counts.iter().position(|count| {
        seen += *count;
        seen * 10 > all * tenths
    });
    level.unwrap_or(255).min(255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::rulings::Ruling;

    /// A cell of 100 x 40 pixels in a page of 140 x 80.
    fn cell() -> Grid {
        let lines = |length| vec![Ruling::undrawn(20, 20, 60, length), Ruling::undrawn(60, 20, 60, length)];
        let mut down = lines(80);
        down.pop();
        down.push(Ruling::undrawn(120, 20, 60, 80));
        Grid {
            across: lines(140),
            down,
            along: vec![vec![true]; 2],
            beside: vec![vec![true]; 2],
        }
    }

    #[test]
    fn the_rim_of_a_fill_becomes_paper_and_type_on_it_stays() {
        let mut page = Gray::plain(140, 80, 250);
        for y in 20..60_usize {
            for x in 20..120_usize {
                let is_rim = !(28..52).contains(&y) || !(28..112).contains(&x);
                let is_type = (35..45).contains(&y) && (50..80).contains(&x);
                page.pixels[y * 140 + x] = match (is_type, is_rim) {
                    (true, _) => 60,
                    (_, true) => 210,
                    _ => 250,
                };
            }
        }
        lift(&mut page, &cell());
        assert!(page.pixels.iter().all(|pixel| *pixel == 60 || *pixel >= 249));
        assert_eq!(page.at(60, 40), 60);
    }

    #[test]
    fn a_dash_that_fills_most_of_its_cell_is_no_fill() {
        let mut page = Gray::plain(140, 80, 250);
        for x in 40..100_usize {
            page.pixels[40 * 140 + x] = 90;
        }
        let drawn = page.clone();
        lift(&mut page, &cell());
        assert_eq!(page, drawn);
    }
}
