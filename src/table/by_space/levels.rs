//! The rows of a section: the heights at which the texts of several columns stand.

use super::columns::{Column, Piece};
use super::words::Holds;
use crate::geometry::{Milli, Rect};

/// Lines of one cell leave less than this between them (1/100 em); what two rows leave is wider, or figures tell them apart. Measured as the
/// costs of `assign`: 30: -1,952; 35: as many; 45: -132, and 2 forms fewer are whole; 60: -125.
const LINE_GAP: Milli = 40;

/// Texts of one row stand at the same height within this (1/100 em): fonts differ in where their middle is.
const SAME_HEIGHT: Milli = 30;

/// Two rows are this far apart at least (1/100 em): one line of type, set tight.
const ROW_HEIGHT: Milli = 90;

/// A line of text in one column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub bbox: Rect,
    pub pieces: Vec<Piece>,
}

/// Which part of their texts the cells of one row have at the same height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Middle,
    Top,
    Bottom,
}

impl Align {
    /// The height of a text of these lines.
    pub(super) fn height(self, lines: &[Line]) -> Milli {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return 0;
        };
        match self {
            Self::Middle => i32::midpoint(first.bbox.y0, last.bbox.y1),
            Self::Top => first.bbox.center().y,
            Self::Bottom => last.bbox.center().y,
        }
    }
}

/// Puts the pieces that stand in one column side by side into lines, from the top down.
pub(super) fn pieces_to_lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by_key(|p| (p.segment.bbox.center().y, p.segment.bbox.x0));
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        let bbox = piece.segment.bbox;
        match lines.last_mut() {
            Some(line) if bbox.center().y < line.bbox.center().y + line.bbox.height() / 2 => {
                line.bbox = line.bbox.union(&bbox);
                line.pieces.push(piece);
            }
            _ => lines.push(Line {
                bbox,
                pieces: vec![piece],
            }),
        }
    }
    lines
}

/// The heights of the rows, and how their cells are aligned: the way in which most texts stand beside others.
pub(super) fn levels(columns: &[Column], lines: &[Vec<Line>], em: Milli) -> (Vec<Milli>, Align) {
    let texts: Vec<(Holds, Vec<&[Line]>)> = columns
        .iter()
        .zip(lines)
        .filter(|(column, _)| column.holds != Holds::Merged)
        .map(|(column, lines)| (column.holds, texts(column.holds, lines, em)))
        .collect();
    let mut best = (0, Vec::new(), Align::Middle);
    for align in [Align::Middle, Align::Top, Align::Bottom] {
        let rows = rows(&texts, align, em);
        let together = rows.iter().map(|row| row.columns * row.columns).sum();
        if together > best.0 {
            best = (together, rows, align);
        }
    }
    let (_, rows, align) = best;
    (apart(rows, em), align)
}

/// The texts of a column: lines that follow each other closely, but each figure for itself.
fn texts(holds: Holds, lines: &[Line], em: Milli) -> Vec<&[Line]> {
    lines
        .chunk_by(|a, b| holds != Holds::Figure && b.bbox.y0 - a.bbox.y1 < em / 100 * LINE_GAP)
        .collect()
}

/// A height at which texts stand.
struct Row {
    at: Milli,
    /// In how many columns.
    columns: usize,
}

fn rows(texts: &[(Holds, Vec<&[Line]>)], align: Align, em: Milli) -> Vec<Row> {
    let mut heights: Vec<(Milli, usize)> = texts
        .iter()
        .enumerate()
        .flat_map(|(column, (_, texts))| texts.iter().map(move |text| (align.height(text), column)))
        .collect();
    heights.sort_unstable();
    heights
        .chunk_by(|a, b| b.0 - a.0 < em / 100 * SAME_HEIGHT)
        .map(|row| {
            let mut columns: Vec<usize> = row.iter().map(|(_, column)| *column).collect();
            columns.sort_unstable();
            columns.dedup();
            Row {
                at: row.get(row.len() / 2).map_or(0, |(at, _)| *at),
                columns: columns.len(),
            }
        })
        .collect()
}

/// The rows that texts of two columns at least stand in, the fullest first, without those that stand too near to a fuller one: the lines of a
/// figure that is broken over two stand above and below the row's height.
fn apart(mut rows: Vec<Row>, em: Milli) -> Vec<Milli> {
    let near = em / 100 * ROW_HEIGHT;
    rows.retain(|row| row.columns >= 2);
    rows.sort_by_key(|row| (std::cmp::Reverse(row.columns), row.at));
    let mut kept: std::collections::BTreeSet<Milli> = std::collections::BTreeSet::new();
    for row in rows {
        if kept.range(row.at - near + 1..row.at + near).next().is_none() {
            kept.insert(row.at);
        }
    }
    kept.into_iter().collect()
}
