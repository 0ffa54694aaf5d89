//! The rows of a section: which texts stand in which of them.

use super::assign::{Fit, Text, lines_to_rows};
use super::body::{Body, cell_of, last_column};
use super::columns::Column;
use super::levels::levels;
use super::plan::PlanRow;
use super::words::Holds;
use crate::geometry::Milli;

/// A text that stands further from its row's height than this (1/100 em) may be another row's.
pub(super) const DOUBTFUL_OFF: i64 = 40;

/// Rows stand at least this far apart (1/100 em): what is nearer is one row.
pub(super) const SAME_ROW: Milli = 50;

impl Body<'_> {
    /// Rows of figures and texts, with merged labels at their left.
    pub(super) fn rows_of_cells(&mut self) {
        let total_rows: Vec<Milli> = self.part.totals().map(|l| l.bbox.center().y).collect();
        let (mut heights, align) = levels(&self.columns, &self.lines, self.sheet.em);
        self.align = align;
        let near = self.sheet.em / 100 * SAME_ROW;
        let is_total = |at: Milli| total_rows.iter().any(|t| (t - at).abs() < near * 2);
        heights.retain(|&at| !is_total(at));
        heights.extend(&total_rows);
        heights.sort_unstable();
        heights.dedup_by(|b, a| *b - *a < near);
        if heights.is_empty() {
            return;
        }
        let texts = self.texts(&mut heights);
        let header = self.rows.len();
        self.rows.extend(heights.iter().map(|&at| PlanRow::at(at)));
        for label in self.part.totals() {
            let at = label.bbox.center().y;
            let row = heights.partition_point(|&h| h < at).min(heights.len() - 1);
            if let Some(row) = self.rows.get_mut(header + row) {
                row.take(&label.bbox);
            }
        }
        for (column, texts) in &texts {
            for text in texts {
                let lines = self.lines.get(*column).and_then(|l| l.get(text.lines.clone()));
                let row = text.row.and_then(|row| self.rows.get_mut(header + row));
                if let (Some(lines), Some(row)) = (lines, row) {
                    row.take_all(lines);
                }
            }
        }
        self.take_labels_beside(header);
        let total_from = heights.iter().position(|&at| is_total(at)).unwrap_or(heights.len());
        self.cells_of_rows(&texts, header, total_from);
        self.merged_cells(header, total_from);
        self.total_cells(&texts, header, &heights);
    }

    /// Which texts of the columns that are not merged stand in which row; a text between two rows makes one of its own.
    fn texts(&self, heights: &mut Vec<Milli>) -> Vec<(usize, Vec<Text>)> {
        let place = |heights: &[Milli]| -> Vec<(usize, Vec<Text>)> {
            let columns = self.columns.iter().zip(&self.lines).zip(0..);
            columns
                .filter(|((column, _), _)| column.holds != Holds::Merged)
                .map(|((column, lines), at)| {
                    (
                        at,
                        lines_to_rows(lines, heights, &self.fit(column, &self.drawn(column))),
                    )
                })
                .collect()
        };
        let texts = place(heights);
        let (Some(&first), Some(&last)) = (heights.first(), heights.last()) else {
            return texts;
        };
        let mut alone: Vec<Milli> = texts
            .iter()
            .flat_map(|(column, texts)| texts.iter().map(move |text| (*column, text)))
            .filter(|(_, text)| text.row.is_none())
            .filter_map(|(column, text)| Some(self.align.height(self.lines.get(column)?.get(text.lines.clone())?)))
            .filter(|&at| first < at && at < last)
            .collect();
        if alone.is_empty() {
            return texts;
        }
        alone.sort_unstable();
        let near = self.sheet.em / 100 * SAME_ROW;
        alone.dedup_by(|b, a| *b - *a < near);
        heights.append(&mut alone);
        heights.sort_unstable();
        heights.dedup_by(|b, a| *b - *a < near);
        place(heights)
    }

    pub(super) fn fit<'f>(&self, column: &Column, drawn: &'f [Milli]) -> Fit<'f> {
        Fit {
            em: self.sheet.em,
            align: self.align,
            figures: column.holds == Holds::Figure,
            drawn,
        }
    }

    /// The heights of the lines drawn across a column.
    pub(super) fn drawn(&self, column: &Column) -> Vec<Milli> {
        let x = i32::midpoint(column.x0, column.x1);
        let across = self.sheet.edges.horizontal.iter();
        across.filter(|e| e.from <= x && x <= e.to).map(|e| e.at).collect()
    }

    /// Merged labels that stand beside one row are as high as it, and may be taller than all else in it.
    fn take_labels_beside(&mut self, header: usize) {
        let near = self.sheet.em / 5;
        for (column, lines) in self.columns.iter().zip(&self.lines) {
            if column.holds != Holds::Merged {
                continue;
            }
            let drawn = self.drawn(column);
            for label in self.fit(column, &drawn).labels(lines) {
                let at = self.align.height(label);
                let rows = self.rows.get_mut(header..).unwrap_or_default();
                if let Some(row) = rows.iter_mut().find(|row| (row.level - at).abs() <= near) {
                    row.take_all(label);
                }
            }
        }
    }

    fn cells_of_rows(&mut self, texts: &[(usize, Vec<Text>)], header: usize, total_from: usize) {
        for row in 0..total_from.min(self.rows.len() - header) {
            let at = self.base + header + row;
            let mut covered = 0;
            for (column, texts) in texts {
                let Some(bounds) = self.columns.get(*column) else {
                    continue;
                };
                let text = texts.iter().find(|t| t.row == Some(row));
                if *column < covered && text.is_none() {
                    continue;
                }
                let lines = text.and_then(|t| self.lines.get(*column)?.get(t.lines.clone()));
                let mut cell = cell_of(bounds, lines.unwrap_or_default(), (at, at));
                cell.doubtful =
                    *column < covered || text.is_some_and(|t| t.off > i64::from(self.sheet.em) * DOUBTFUL_OFF / 100);
                let last = lines.and_then(last_column).unwrap_or(*column);
                if last > *column {
                    cell.x1 = self.columns.get(last).map_or(cell.x1, |c| c.x1);
                    covered = last + 1;
                }
                self.cells.push(cell);
            }
        }
    }
}
