//! A header and what stands below it -> rows and cells.

use super::columns::{Column, HeaderCell, Piece, columns, pieces};
use super::labels::Label;
use super::levels::{Align, Line, pieces_to_lines};
use super::plan::{Plan, PlanCell, PlanRow};
use super::sections::{Open, Part, around};
use super::sheet::Sheet;
use super::words::{Holds, Section};
use crate::geometry::Rect;

/// Reads a section under a header, or one that goes on from the page before; gives what goes on at the next page.
pub(super) fn read(sheet: &Sheet, part: &Part, open: Option<Open>, plan: &mut Plan) -> Option<Open> {
    let header = part.labels.first().map(|row| header_cells(sheet, part, row));
    let in_header = |at: &usize| header.iter().flatten().any(|cell| cell.segments.contains(at));
    let segments: Vec<usize> = part.segments.iter().filter(|at| !in_header(at)).copied().collect();
    let columns = match (&header, open) {
        (Some(header), _) => {
            let blocks = part.blocks().flat_map(|label| &label.segments);
            let all: Vec<usize> = segments.iter().chain(blocks).copied().collect();
            columns(sheet, part.kind, header, &all)
        }
        (None, Some(open)) => open.columns,
        (None, None) => return None,
    };
    let mut body = Body {
        sheet,
        part,
        base: plan.rows.len(),
        lines: lines_by_column(sheet, &columns, &segments),
        columns,
        rows: Vec::new(),
        cells: Vec::new(),
        align: Align::Middle,
    };
    body.take_block();
    if let Some(header) = &header {
        body.header(header);
    }
    match part.kind {
        Section::Paragraphs => body.paragraphs(),
        _ => body.rows_of_cells(),
    }
    let Body {
        rows, cells, columns, ..
    } = body;
    plan.rows.extend(rows);
    plan.cells.extend(cells);
    let closed = part.totals().next().is_some();
    (!closed).then_some(Open {
        section: part.kind,
        columns,
    })
}

/// The labels of a header, and other texts that stand between them.
fn header_cells(sheet: &Sheet, part: &Part, labels: &[Label]) -> Vec<HeaderCell> {
    let row = around(labels);
    let mut cells: Vec<HeaderCell> = labels
        .iter()
        .map(|label| HeaderCell {
            bbox: label.bbox,
            holds: label.heading(part.kind).map_or(Holds::Text, |h| h.holds),
            segments: label.segments.clone(),
        })
        .collect();
    let is_apart = |a: &Rect, b: &Rect| a.x1 < b.x0 || b.x1 < a.x0;
    for &at in &part.segments {
        let Some(segment) = sheet.segments.get(at) else {
            continue;
        };
        let middle = segment.bbox.center();
        if middle.y < row.y0 || middle.y > row.y1 || segment.bbox.x0 < row.x0 {
            continue;
        }
        match cells.iter_mut().find(|cell| !is_apart(&cell.bbox, &segment.bbox)) {
            // Another line of a header that is no label.
            Some(cell) if labels.iter().all(|l| l.bbox != cell.bbox) => {
                cell.bbox = cell.bbox.union(&segment.bbox);
                cell.segments.push(at);
            }
            Some(_) => {}
            None => cells.push(HeaderCell {
                bbox: segment.bbox,
                holds: Holds::Text,
                segments: vec![at],
            }),
        }
    }
    cells.sort_by_key(|cell| cell.bbox.x0);
    cells
}

fn lines_by_column(sheet: &Sheet, columns: &[Column], segments: &[usize]) -> Vec<Vec<Line>> {
    let mut by_column: Vec<Vec<Piece>> = columns.iter().map(|_| Vec::new()).collect();
    for &at in segments {
        for piece in pieces(sheet, at, columns) {
            if let Some(column) = by_column.get_mut(piece.first) {
                column.push(piece);
            }
        }
    }
    by_column.into_iter().map(pieces_to_lines).collect()
}

pub(super) struct Body<'s> {
    pub sheet: &'s Sheet<'s>,
    pub part: &'s Part,
    /// How many rows the plan has above.
    pub base: usize,
    pub columns: Vec<Column>,
    /// By column.
    pub lines: Vec<Vec<Line>>,
    pub rows: Vec<PlanRow>,
    pub cells: Vec<PlanCell>,
    pub align: Align,
}

impl Body<'_> {
    /// Gives the label at the left of the section its place: a column of its own becomes one cell; in a column with other texts it is one of them.
    fn take_block(&mut self) {
        for label in self.part.blocks() {
            let x = label.bbox.center().x;
            let last = self.columns.len().saturating_sub(1);
            let at = self.columns.partition_point(|c| c.x1 <= x).min(last);
            let (Some(column), Some(lines)) = (self.columns.get_mut(at), self.lines.get_mut(at)) else {
                continue;
            };
            if lines.is_empty() {
                column.holds = Holds::Merged;
            }
            let mut pieces: Vec<Piece> = lines.drain(..).flat_map(|l| l.pieces).collect();
            for &segment in &label.segments {
                if let Some(found) = self.sheet.segments.get(segment) {
                    pieces.push(Piece {
                        segment: found.clone(),
                        first: at,
                        last: at,
                    });
                }
            }
            *lines = pieces_to_lines(pieces);
        }
    }

    fn header(&mut self, header: &[HeaderCell]) {
        let boxes = || header.iter().map(|cell| cell.bbox);
        let lowest = boxes().min_by_key(Rect::height).unwrap_or_default();
        let mut row = PlanRow::at(lowest.center().y);
        boxes().for_each(|b| row.take(&b));
        self.rows.push(row);
        let unheaded = self.unheaded();
        for (column, at) in self.columns.iter().zip(0_usize..) {
            // A merged column without a label begins beside the header, with the cell of the section's label.
            let cell = at.checked_sub(unheaded).and_then(|i| header.get(i));
            if cell.is_none() && column.holds == Holds::Merged {
                continue;
            }
            let segments = cell.map_or(&[][..], |cell| &cell.segments);
            self.cells.push(PlanCell {
                first: self.base,
                last: self.base,
                x0: column.x0,
                x1: column.x1,
                glyphs: self.sheet.glyphs(segments),
                doubtful: false,
            });
        }
    }

    /// How many columns at the left have no label.
    pub(super) fn unheaded(&self) -> usize {
        let Some(first) = self.part.labels.first().and_then(|row| row.first()) else {
            return self
                .columns
                .iter()
                .take_while(|c| c.holds == Holds::Merged)
                .count()
                .min(1);
        };
        let x = first.bbox.center().x;
        self.columns.partition_point(|c| c.x1 <= x)
    }

    /// One row of long texts.
    fn paragraphs(&mut self) {
        let with_header = self.rows.len();
        let mut row: Option<PlanRow> = None;
        for line in self.lines.iter().flatten() {
            row.get_or_insert(PlanRow::at(line.bbox.center().y)).take(&line.bbox);
        }
        let Some(mut row) = row else { return };
        row.level = i32::midpoint(row.y0, row.y1);
        self.rows.push(row);
        for (column, lines) in self.columns.iter().zip(&self.lines) {
            let first = if column.holds == Holds::Merged { 0 } else { with_header };
            let cell = cell_of(column, lines, (self.base + first, self.base + with_header));
            self.cells.push(cell);
        }
    }
}

/// The last column that a text reaches into.
pub(super) fn last_column(lines: &[Line]) -> Option<usize> {
    lines.iter().flat_map(|l| &l.pieces).map(|p| p.last).max()
}

pub(super) fn cell_of(column: &Column, lines: &[Line], rows: (usize, usize)) -> PlanCell {
    let pieces = || lines.iter().flat_map(|l| &l.pieces);
    PlanCell {
        first: rows.0,
        last: rows.1,
        x0: column.x0,
        x1: column.x1,
        glyphs: pieces().flat_map(|p| p.segment.glyphs.iter().copied()).collect(),
        doubtful: false,
    }
}
