//! Labels with their values beside them -> rows and cells.

use super::assign::{Fit, Text, lines_to_rows};
use super::columns::Piece;
use super::labels::Label;
use super::levels::{Align, Line, pieces_to_lines};
use super::plan::{Plan, PlanCell, PlanRow};
use super::sections::{Part, around};
use super::sheet::Sheet;
use crate::geometry::{Milli, Rect};
use crate::pdf::Glyph;

/// A value that stands further from its label's height than this (1/100 em) may be another label's.
const DOUBTFUL_OFF: i64 = 40;

/// Reads the rows of labels with what stands beside them.
pub(super) fn read(sheet: &Sheet, part: &Part, plan: &mut Plan) {
    let base = plan.rows.len();
    let rows = &part.labels;
    let levels: Vec<Milli> = rows.iter().map(|row| around(row).center().y).collect();
    plan.rows.extend(rows.iter().zip(&levels).map(|(row, &level)| {
        let mut plan_row = PlanRow::at(level);
        plan_row.take(&around(row));
        plan_row
    }));
    let pieces: Vec<Piece> = part.segments.iter().filter_map(|&at| Piece::whole(sheet, at)).collect();
    let lines = pieces_to_lines(pieces);
    let texts = best_fit(sheet, &lines, &levels);
    let boxes = || {
        let labels = rows.iter().flatten().map(|l| l.bbox);
        labels.chain(lines.iter().map(|l| l.bbox))
    };
    let blocks = sheet.blocks(part);
    let mut left = boxes().map(|b| b.x0).min().unwrap_or(0);
    let right = boxes().map(|b| b.x1).max().unwrap_or(0) + sheet.em / 2;
    if let Some((bbox, glyphs)) = blocks {
        let border = i32::midpoint(bbox.x1, left.max(bbox.x1));
        plan.cells.push(PlanCell {
            first: base,
            last: base + rows.len().saturating_sub(1),
            x0: bbox.x0.min(left) - sheet.em / 2,
            x1: border,
            glyphs,
            doubtful: false,
        });
        left = border;
    } else {
        left -= sheet.em / 2;
    }
    for (r, labels) in rows.iter().enumerate() {
        let mut values: Vec<&Piece> = Vec::new();
        let mut off = 0;
        for text in texts.iter().filter(|t| t.row == Some(r)) {
            let lines = lines.get(text.lines.clone()).unwrap_or_default();
            values.extend(lines.iter().flat_map(|l| &l.pieces));
            off = off.max(text.off);
        }
        for value in &values {
            if let Some(row) = plan.rows.get_mut(base + r) {
                row.take(&value.segment.bbox);
            }
        }
        let doubtful = off > i64::from(sheet.em) * DOUBTFUL_OFF / 100;
        row_to_cells(sheet, labels, &values, (left, right), |x0, x1, glyphs, is_label| {
            plan.cells.push(PlanCell {
                first: base + r,
                last: base + r,
                x0,
                x1,
                glyphs,
                doubtful: doubtful && !is_label,
            });
        });
    }
}

/// The values in the rows of their labels, by the alignment that brings them nearest.
fn best_fit(sheet: &Sheet, lines: &[Line], levels: &[Milli]) -> Vec<Text> {
    let aligns = [Align::Middle, Align::Top, Align::Bottom];
    let fits = aligns.map(|align| {
        lines_to_rows(
            lines,
            levels,
            &Fit {
                em: sheet.em,
                align,
                figures: false,
                drawn: &[],
            },
        )
    });
    let far = |texts: &Vec<Text>| -> i64 {
        let alone = texts.iter().filter(|t| t.row.is_none()).count();
        let alone = i64::try_from(alone)
            .unwrap_or(i64::MAX)
            .saturating_mul(i64::from(sheet.em));
        alone.saturating_add(texts.iter().map(|t| t.off).sum())
    };
    fits.into_iter().min_by_key(far).unwrap_or_default()
}

/// The cells of one row: each label, and what stands between it and the next one.
fn row_to_cells(
    sheet: &Sheet,
    labels: &[Label],
    values: &[&Piece],
    (left, right): (Milli, Milli),
    mut cell: impl FnMut(Milli, Milli, Vec<Glyph>, bool),
) {
    let value_between = |from: Milli, to: Milli| -> (Option<Rect>, Vec<Glyph>) {
        let here = values
            .iter()
            .filter(|v| (from..to).contains(&v.segment.bbox.center().x));
        let bbox = here.clone().map(|v| v.segment.bbox).reduce(|a, b| a.union(&b));
        (bbox, here.flat_map(|v| v.segment.glyphs.iter().copied()).collect())
    };
    let mut from = left;
    let before = value_between(Milli::MIN, labels.first().map_or(left, |l| l.bbox.x0));
    if let (Some(bbox), glyphs) = before {
        let to = labels.first().map_or(right, |l| i32::midpoint(bbox.x1, l.bbox.x0));
        cell(from, to, glyphs, false);
        from = to;
    }
    for (i, label) in labels.iter().enumerate() {
        let next = labels.get(i + 1).map_or(right, |l| l.bbox.x0);
        let (bbox, glyphs) = value_between(label.bbox.x0, next);
        let border = i32::midpoint(label.bbox.x1, bbox.map_or(next, |b| b.x0.max(label.bbox.x1)));
        let end = labels
            .get(i + 1)
            .map_or(right, |l| i32::midpoint(bbox.map_or(border, |b| b.x1), l.bbox.x0));
        cell(from, border, sheet.glyphs(&label.segments), true);
        cell(border, end.max(border), glyphs, false);
        from = end.max(border);
    }
}

impl Piece {
    /// A whole segment, in one column.
    fn whole(sheet: &Sheet, at: usize) -> Option<Self> {
        Some(Self {
            segment: sheet.segments.get(at)?.clone(),
            first: 0,
            last: 0,
        })
    }
}

impl Sheet<'_> {
    /// All glyphs of these segments.
    pub(super) fn glyphs(&self, segments: &[usize]) -> Vec<Glyph> {
        let segments = segments.iter().filter_map(|&at| self.segments.get(at));
        segments.flat_map(|s| s.glyphs.iter().copied()).collect()
    }

    /// The labels at the left of a whole section.
    pub(super) fn blocks(&self, part: &Part) -> Option<(Rect, Vec<Glyph>)> {
        let mut segments = Vec::new();
        let mut bbox: Option<Rect> = None;
        for label in part.blocks() {
            segments.extend_from_slice(&label.segments);
            bbox = Some(bbox.map_or(label.bbox, |b| b.union(&label.bbox)));
        }
        Some((bbox?, self.glyphs(&segments)))
    }
}
