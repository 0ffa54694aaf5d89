//! Ink -> lines of text: cell by cell, by what is blank between the lines.

use super::blots::Blots;
use super::gray::Gray;
use super::grid::Grid;
use super::ink::{Ink, Run};
use super::rulings::Scale;
use super::{Pixels, TextLine};

/// Ink that is no larger either way is a speck, in pixels at 200 dpi: a point of 9-point type is 4 pixels wide, and never stands alone in a line.
const SPECK: i32 = 5;

/// A line of text is so many pixels high at 200 dpi where a page has none to go by: 9-point type.
const USUAL_HEIGHT: u32 = 24;

/// Two pieces of text in a row outside tables are two lines where so many line heights are blank between them.
const WIDE_GAP: u32 = 3;

/// The lines of text on a page, and the ink that is neither text nor a speck.
pub(super) struct Found {
    pub lines: Vec<TextLine>,
    pub marks: Vec<Pixels>,
}

/// Finds the lines of text in ink from which ruling lines were taken.
pub(super) fn lines(ink: &Ink, gray: &Gray, grid: &Grid, blots: &Blots, scale: Scale) -> Found {
    let size = (gray.width, gray.height);
    let cells = grid.cells();
    let (rows, cols) = (places(&grid.across, size.1), places(&grid.down, size.0));
    let cell_at = |x: u32, y: u32| {
        let (row, col) = (*rows.get(y as usize)?, *cols.get(x as usize)?);
        *cells.get(row)?.get(col)?
    };
    let count = cells.iter().flatten().flatten().max().map_or(0, |most| most + 1);
    let (mut marks, mut is_mark) = (Vec::new(), vec![false; ink.shapes.len()]);
    let speck = scale.at(SPECK).max(2) as u32;
    let heavy = scale.at(36) as u32;
    for (shape, is_mark) in ink.shapes.iter().zip(&mut is_mark) {
        let (width, height) = (shape.bbox.width(), shape.bbox.height());
        let is_solid =
            u64::from(shape.area) * 100 > u64::from(width) * u64::from(height) * 74 && width.min(height) >= heavy;
        if is_solid {
            *is_mark = true;
            let margin = scale.at(60) as u32;
            let is_at_edge = shape.bbox.x0 < margin
                || shape.bbox.y0 < margin
                || shape.bbox.x1 + margin > size.0
                || shape.bbox.y1 + margin > size.1;
            marks.extend((!is_at_edge).then_some(shape.bbox));
        }
    }
    // The runs of each cell; those outside come last.
    let mut runs: Vec<Vec<Run>> = vec![Vec::new(); count + 1];
    for run in &ink.runs {
        let Some(shape) = ink.shapes.get(run.shape) else {
            continue;
        };
        let is_small = shape.bbox.width() <= speck && shape.bbox.height() <= speck;
        let is_speck = is_small && !is_dash(gray, &shape.bbox);
        if is_speck || is_mark.get(run.shape).copied().unwrap_or(false) {
            continue;
        }
        let cell = cell_at(u32::midpoint(run.x0, run.x1), run.y).unwrap_or(count);
        if let Some(runs) = runs.get_mut(cell) {
            runs.push(*run);
        }
    }
    let bands: Vec<Vec<(u32, u32)>> = runs.iter().map(|runs| bands(runs)).collect();
    let height = usual_height(&bands, scale);
    let mut lines = Vec::new();
    for (cell, (runs, bands)) in runs.iter().zip(bands).enumerate() {
        let cell = Some(cell).filter(|cell| *cell < count);
        for band in parted(joined(bands, height), runs, height) {
            let is_blotted = |bbox: &Pixels| blots.within(bbox) > 0;
            let mut boxes = across(runs, band, if cell.is_some() { u32::MAX } else { height * WIDE_GAP });
            if boxes.iter().any(is_blotted) {
                // What a pen has left in a cell, or a seal, is not read with the type that stands apart from it.
                boxes = across(runs, band, height * WIDE_GAP / 2);
            }
            for bbox in boxes {
                // What is left of a ruling line, or of the edge of the paper.
                let is_sliver =
                    bbox.height() <= 2 && bbox.width() > 4 * height || bbox.width() <= 2 && bbox.height() > 2 * height;
                if !is_sliver {
                    lines.push(TextLine {
                        bbox,
                        cell,
                        under_ink: is_blotted(&bbox),
                    });
                }
            }
        }
    }
    Found { lines, marks }
}

/// Whether small ink is a dash: it is wider than it is high, and a speck is round. The grown box of the smoothed picture does not tell.
fn is_dash(gray: &Gray, bbox: &Pixels) -> bool {
    let rows = || (bbox.y0.saturating_sub(1)..=bbox.y1).map(|y| gray.row(y, bbox.x0.saturating_sub(2), bbox.x1 + 2));
    let darkest = rows().flatten().copied().min().unwrap_or(255);
    let half = u8::midpoint(darkest, 255);
    let (mut columns, mut down) = (vec![false; bbox.width() as usize + 4], 0);
    for row in rows() {
        down += usize::from(row.iter().any(|pixel| *pixel < half));
        for (column, pixel) in columns.iter_mut().zip(row) {
            *column |= *pixel < half;
        }
    }
    let across = columns.iter().filter(|column| **column).count();
    across >= 4 && across >= down + 2
}

/// Between which lines each pixel lies.
fn places(lines: &[super::rulings::Ruling], length: u32) -> Vec<usize> {
    let mut starts: Vec<i32> = lines
        .iter()
        .map(|line| line.at(i32::midpoint(line.from, line.to)))
        .collect();
    starts.sort_unstable();
    (0..length as i32)
        .map(|pixel| starts.partition_point(|start| *start <= pixel))
        .collect()
}

/// The rows with ink, in stretches.
fn bands(runs: &[Run]) -> Vec<(u32, u32)> {
    let mut bands: Vec<(u32, u32)> = Vec::new();
    for run in runs {
        match bands.last_mut() {
            Some(last) if run.y <= last.1 => last.1 = run.y + 1,
            _ => bands.push((run.y, run.y + 1)),
        }
    }
    bands
}

/// The height of most lines of text.
fn usual_height(bands: &[Vec<(u32, u32)>], scale: Scale) -> u32 {
    let (least, most) = (scale.at(12) as u32, scale.at(48) as u32);
    let heights = bands.iter().flatten().map(|(from, to)| to - from);
    let mut heights: Vec<u32> = heights.filter(|height| (least..=most).contains(height)).collect();
    heights.sort_unstable();
    let usual = heights.get(heights.len() / 2).copied();
    usual.unwrap_or(scale.at(USUAL_HEIGHT as i32) as u32).max(1)
}

/// Puts together what are parts of one line: the strokes of 二, the dots of a colon.
fn joined(bands: Vec<(u32, u32)>, height: u32) -> Vec<(u32, u32)> {
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for band in bands {
        let fits = |last: &(u32, u32)| {
            let (gap, whole) = (band.0 - last.1, band.1 - last.0);
            let smaller = (band.1 - band.0).min(last.1 - last.0);
            smaller * 20 < height * 11 && gap * 20 <= height * 9 && whole * 5 <= height * 6
        };
        match joined.last_mut() {
            Some(last) if fits(last) => last.1 = band.1,
            _ => joined.push(band),
        }
    }
    joined
}

/// Parts lines that touch each other, at the rows with the least ink.
fn parted(bands: Vec<(u32, u32)>, runs: &[Run], height: u32) -> Vec<(u32, u32)> {
    let mut parted = Vec::with_capacity(bands.len());
    for (from, to) in bands {
        let count = ((to - from) * 20 + height * 10) / (height * 22);
        if count < 2 {
            parted.push((from, to));
            continue;
        }
        let mut ink = vec![0_u32; (to - from) as usize];
        let own = runs.iter().skip_while(|run| run.y < from).take_while(|run| run.y < to);
        for run in own {
            if let Some(ink) = ink.get_mut((run.y - from) as usize) {
                *ink += run.x1 - run.x0;
            }
        }
        let mean = ink.iter().sum::<u32>() / (to - from);
        let mut start = from;
        for cut in 1..count {
            let middle = (to - from) * cut / count;
            let around = middle.saturating_sub(height * 2 / 5)..(middle + height * 2 / 5).min(to - from);
            let least = around.filter_map(|row| Some((*ink.get(row as usize)?, row))).min();
            // Within large type there is no such row.
            if let Some((_, row)) = least.filter(|(ink, _)| *ink * 4 <= mean)
                && from + row > start
            {
                parted.push((start, from + row));
                start = from + row;
            }
        }
        parted.push((start, to));
    }
    parted
}

/// The boxes of the ink between two rows, parted where a wide gap is blank.
fn across(runs: &[Run], (from, to): (u32, u32), gap: u32) -> Vec<Pixels> {
    let first = runs.partition_point(|run| run.y < from);
    let own = runs
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|run| run.y < to);
    let mut own: Vec<Run> = own.copied().collect();
    own.sort_by_key(|run| run.x0);
    let mut boxes: Vec<Pixels> = Vec::new();
    for run in own {
        match boxes.last_mut() {
            Some(last) if run.x0.saturating_sub(last.x1) <= gap => {
                last.x1 = last.x1.max(run.x1);
                last.y0 = last.y0.min(run.y);
                last.y1 = last.y1.max(run.y + 1);
            }
            _ => boxes.push(Pixels {
                x0: run.x0,
                y0: run.y,
                x1: run.x1,
                y1: run.y + 1,
            }),
        }
    }
    boxes
}
