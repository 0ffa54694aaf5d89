//! Cells over several rows or columns: merged labels, and the labels of the last rows.

use super::assign::{RowBox, Text, lines_to_spans};
use super::body::{Body, cell_of, last_column};
use super::labels::Label;
use super::levels::Line;
use super::plan::{PlanCell, borders};
use super::rows::{DOUBTFUL_OFF, SAME_ROW};
use super::words::Holds;
use crate::geometry::Milli;

impl Body<'_> {
    /// Merged labels: which rows each of them covers.
    pub(super) fn merged_cells(&mut self, header: usize, total_from: usize) {
        let borders = borders(&self.rows, self.sheet.em);
        let unheaded = self.unheaded();
        let end = (header + total_from).min(self.rows.len());
        let rows = self.rows.get(header..end).unwrap_or_default();
        let bottom = borders.get(end).copied().unwrap_or(Milli::MAX);
        let figures: Vec<Vec<Milli>> = self
            .columns
            .iter()
            .filter(|c| c.holds != Holds::Merged)
            .map(|c| self.drawn(c))
            .collect();
        let mut cells = Vec::new();
        for ((column, lines), at) in self.columns.iter().zip(&self.lines).zip(0_usize..) {
            if column.holds != Holds::Merged {
                continue;
            }
            let lines: Vec<Line> = lines.iter().filter(|l| l.bbox.center().y < bottom).cloned().collect();
            if at < unheaded || rows.is_empty() {
                let last = end.saturating_sub(1);
                cells.push(cell_of(column, &lines, (self.base, self.base + last)));
                continue;
            }
            let drawn = self.drawn(column);
            let fit = self.fit(column, &drawn);
            let is_drawn = |heights: &[Milli], from: Milli, to: Milli| heights.iter().any(|h| (from..to).contains(h));
            let boxes: Vec<RowBox> = rows
                .iter()
                .zip(borders.iter().skip(header).zip(borders.iter().skip(header + 1)))
                .zip(rows.iter().skip(1).map(|r| Some(r.level)).chain([None]))
                .map(|((row, (&top, &bottom)), next)| RowBox {
                    level: row.level,
                    top,
                    bottom,
                    ends_cell: next.and_then(|next| {
                        let elsewhere = figures.iter().any(|f| is_drawn(f, row.level, next));
                        elsewhere.then(|| is_drawn(&drawn, row.level, next))
                    }),
                })
                .collect();
            for span in lines_to_spans(&lines, &boxes, &fit) {
                let label = lines.get(span.lines.clone()).unwrap_or_default();
                let first = self.base + header + span.rows.start;
                let last = self.base + header + span.rows.end - 1;
                let mut cell = cell_of(column, label, (first, last));
                cell.x1 = last_column(label)
                    .and_then(|at| self.columns.get(at))
                    .map_or(cell.x1, |c| c.x1.max(cell.x1));
                cell.doubtful = !label.is_empty() && span.off > i64::from(self.sheet.em) * DOUBTFUL_OFF / 100;
                cells.push(cell);
            }
        }
        // A label over two columns covers what is blank beside it.
        let covers = |wide: &PlanCell, cell: &PlanCell| {
            wide.x0 < cell.x0 && cell.x1 <= wide.x1 && wide.first <= cell.first && cell.last <= wide.last
        };
        let wide = cells.clone();
        cells.retain(|cell| !cell.glyphs.is_empty() || !wide.iter().any(|w| covers(w, cell)));
        self.cells.append(&mut cells);
    }

    /// The last rows: their labels reach to the first figure.
    pub(super) fn total_cells(&mut self, texts: &[(usize, Vec<Text>)], header: usize, heights: &[Milli]) {
        let near = self.sheet.em / 100 * SAME_ROW;
        for (row, &height) in heights.iter().enumerate() {
            let mut labels: Vec<&Label> = self
                .part
                .totals()
                .filter(|l| (l.bbox.center().y - height).abs() < near)
                .collect();
            if labels.is_empty() {
                continue;
            }
            labels.sort_by_key(|l| l.bbox.x0);
            let at = self.base + header + row;
            let found: Vec<(usize, &[Line])> = texts
                .iter()
                .filter_map(|(column, texts)| {
                    let text = texts.iter().find(|t| t.row == Some(row))?;
                    Some((*column, self.lines.get(*column)?.get(text.lines.clone())?))
                })
                .collect();
            let mut from = self.columns.first().map_or(0, |c| c.x0);
            let mut labels = labels.into_iter().peekable();
            for (column, bounds) in self.columns.iter().enumerate() {
                let text = found.iter().find(|(c, _)| *c == column).map(|(_, lines)| *lines);
                let is_first = self.columns.first().is_some_and(|c| c.x0 == from);
                if text.is_none() && labels.peek().is_some_and(|l| is_first || l.bbox.x0 < bounds.x1) {
                    // The label's cell goes on under this column.
                    let ends = self.columns.get(column + 1).is_none_or(|next| {
                        let filled = found.iter().any(|(c, _)| *c == column + 1);
                        let reached = labels.peek().is_some_and(|l| next.x0 >= l.bbox.x1);
                        filled || reached && next.holds == Holds::Figure
                    });
                    if ends && let Some(label) = labels.next() {
                        self.cells.push(PlanCell {
                            first: at,
                            last: at,
                            x0: from,
                            x1: bounds.x1,
                            glyphs: self.sheet.glyphs(&label.segments),
                            doubtful: false,
                        });
                        from = bounds.x1;
                    }
                    continue;
                }
                let mut cell = cell_of(bounds, text.unwrap_or_default(), (at, at));
                cell.x0 = from;
                if let Some(last) = text.and_then(last_column).and_then(|last| self.columns.get(last)) {
                    cell.x1 = cell.x1.max(last.x1);
                }
                if cell.x1 > cell.x0 {
                    from = cell.x1;
                    self.cells.push(cell);
                }
            }
        }
    }
}
