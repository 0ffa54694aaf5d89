//! Headers by how they stand, whatever their words: words side by side over rows of cells between the same borders, in which figures stand.

use rust_decimal::Decimal;

use super::word::is_word;
use crate::digits::has_digit;
use crate::figure::{Figure, is_placeholder};
use crate::form::row::{Row, RowKind};
use crate::form::vocabulary::{Label, Part};
use crate::geometry::Milli;
use crate::table::Cell;

/// A header and the rows below it.
#[derive(Debug)]
pub(super) struct Grid<'s, 't> {
    /// The part of the form that it is known to be of.
    pub part: Option<Part>,
    /// Where its first row and the first row behind it stand among the rows of the form.
    pub begin: usize,
    pub end: usize,
    /// The label that stands beside header and rows.
    pub block: Option<&'t Cell>,
    /// Left to right.
    pub columns: Vec<Column<'t>>,
    /// What stands below, without what adds it up.
    pub rows: Vec<&'s Row<'t>>,
    /// The row that adds them up, whatever it is called.
    pub total: Option<&'s Row<'t>>,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column<'t> {
    pub head: &'t Cell,
    /// The cell in each row below; none where the cell there belongs to a column left of it.
    pub cells: Vec<Option<&'t Cell>>,
}

/// A header has so many heads at least, known to be one or not.
const LEAST_HEADS: usize = 3;

/// Below a header that nobody knows, so many figures stand in one of the first rows.
const LEAST_FIGURES: usize = 2;

/// Borders of a column differ by no more from row to row.
const SAME_BORDER: Milli = 2_500;

/// All of them, from top to bottom.
pub(super) fn find<'s, 't>(rows: &'s [Row<'t>]) -> Vec<Grid<'s, 't>> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        match Header::at(rows, at) {
            Some(header) => {
                let grid = header.with_rows(rows);
                at = grid.end;
                grids.push(grid);
            }
            None => at += 1,
        }
    }
    grids
}

/// The one or two rows of a header.
struct Header<'t> {
    part: Option<Part>,
    begin: usize,
    last: usize,
    block: Option<&'t Cell>,
    heads: Vec<&'t Cell>,
}

impl<'t> Header<'t> {
    fn at(rows: &[Row<'t>], at: usize) -> Option<Self> {
        let row = rows.get(at)?;
        let part = match row.kind {
            RowKind::FundHeader => Some(Part::Funds),
            RowKind::IndicatorHeader => Some(Part::Indicators),
            RowKind::Title | RowKind::TitleAgain | RowKind::Numbering | RowKind::FundPairs | RowKind::Subtotal => {
                return None;
            }
            _ => None,
        };
        if part.is_none() && !row.own.iter().all(|c| c.text().is_empty() || is_word(c.text())) {
            return None;
        }
        let second = rows.get(at + 1).filter(|below| is_second_row(row, below));
        let lowest = second.unwrap_or(row);
        let ends = |c: &Cell| c.row + c.row_span;
        let is_below = |c: &Cell| ends(c) > lowest.number + 1;
        let block = lowest.all.iter().copied().find(|c| is_below(c));
        let heads = lowest
            .all
            .iter()
            .copied()
            .filter(|c| c.row >= row.number && !is_below(c));
        let header = Self {
            part,
            begin: at,
            last: at + usize::from(second.is_some()),
            block,
            heads: heads.collect(),
        };
        (part.is_some() || header.seems_one(rows)).then_some(header)
    }

    /// Whether it heads columns, as far as one can see without knowing its words.
    fn seems_one(&self, rows: &[Row]) -> bool {
        let filled = || self.heads.iter().map(|c| c.text()).filter(|text| !text.is_empty());
        let is_of_head = |text: &str| Part::Head.label(text).is_some_and(Label::is_of_head);
        let blanks = self.heads.len() - filled().count();
        if filled().count() < LEAST_HEADS || blanks > 1 || !filled().all(is_word) || filled().any(is_of_head) {
            return false;
        }
        let below = rows.get(self.last + 1..).unwrap_or_default();
        let figures = |row: &Row| {
            let own = self.heads.iter().filter_map(|head| aligned(row, head));
            own.filter(|c| has_digit(c.text()) && c.row == row.number).count()
        };
        let is_row = |row: &Row| self.is_aligned(row) && figures(row) >= LEAST_FIGURES;
        let mut below = below.iter().skip_while(|row| row.kind == RowKind::Numbering);
        below.next().is_some_and(is_row)
    }

    /// Whether a row has the columns of the header.
    fn is_aligned(&self, row: &Row) -> bool {
        let cells = self.heads.iter().filter(|head| aligned(row, head).is_some());
        cells.count() * 2 > self.heads.len()
    }

    /// The header with what stands below it.
    fn with_rows<'s>(self, rows: &'s [Row<'t>]) -> Grid<'s, 't> {
        let mut below: Vec<&'s Row<'t>> = Vec::new();
        let (mut total, mut end) = (None, self.last + 1);
        for (at, row) in rows.iter().enumerate().skip(self.last + 1) {
            match row.kind {
                RowKind::Numbering | RowKind::Subtotal => {
                    end = at + 1;
                    continue;
                }
                RowKind::Body | RowKind::Total | RowKind::Goals | RowKind::Head | RowKind::Grade => {}
                _ => break,
            }
            if self.is_total(row) {
                (total, end) = (Some(row), at + 1);
                break;
            }
            // A row of words alone, between the same borders, is no header again.
            if self.has_ended(row) || !self.is_aligned(row) {
                break;
            }
            below.push(row);
            end = at + 1;
        }
        if total.is_none() && self.part != Some(Part::Funds) {
            total = below.pop_if(|last| self.part.is_some() && last.kind == RowKind::Total);
        }
        let columns = self.heads.iter().enumerate().map(|(n, head)| Column {
            head,
            cells: below.iter().map(|row| self.cell(row, n)).collect(),
        });
        let columns: Vec<Column> = columns.collect();
        Grid {
            part: self.part,
            begin: self.begin,
            end,
            block: self.block,
            columns,
            rows: below,
            total,
        }
        .with_sum_as_total()
    }

    /// Whether the label beside the header stands beside a row no more.
    fn has_ended(&self, row: &Row) -> bool {
        let is_same_page = |block: &&Cell| row.own.first().is_some_and(|c| c.page == block.page);
        let block = self.block.filter(is_same_page);
        block.is_some_and(|block| row.number >= block.row + block.row_span)
    }

    /// Whether a row has one text over what names the others, and figures under some heads.
    fn is_total(&self, row: &Row) -> bool {
        let Some(first) = row.own.iter().find(|c| !c.text().is_empty()) else {
            return false;
        };
        let covered = self.heads.iter().filter(|head| is_under(head, first)).count();
        let is_left = self
            .heads
            .first()
            .is_some_and(|head| first.bbox.x0 + SAME_BORDER < head.bbox.x0);
        let mut others = row
            .own
            .iter()
            .filter(|c| c.bbox.x0 > first.bbox.x0 && !is_placeholder(c.text()))
            .peekable();
        (covered > 1 || is_left && covered > 0)
            && is_word(first.text())
            && others.peek().is_some()
            && others.all(|c| Figure::parse(c.text()).is_some())
    }

    fn cell(&self, row: &Row<'t>, n: usize) -> Option<&'t Cell> {
        let head = self.heads.get(n)?;
        let cell = row.all.iter().copied().find(|c| is_under(head, c))?;
        let is_of_another = self.heads.iter().take(n).any(|before| is_under(before, cell));
        (!is_of_another).then_some(cell)
    }
}

impl Grid<'_, '_> {
    /// Takes the last row for the total, where a figure in it is what those above add up to.
    fn with_sum_as_total(mut self) -> Self {
        let adds_up = |column: &Column| {
            let figures: Vec<Decimal> = column.figures().flatten().collect();
            let Some((last, above)) = figures.split_last() else {
                return false;
            };
            let sum = above
                .iter()
                .try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(*figure));
            above.len() >= LEAST_SUMMED && figures.len() == self.rows.len() && sum == Some(*last)
        };
        if self.part != Some(Part::Funds) && self.total.is_none() && self.columns.iter().any(adds_up) {
            self.total = self.rows.pop();
            for column in &mut self.columns {
                column.cells.pop();
            }
        }
        self
    }
}

/// So many rows at least add up to a total that no merged cell shows.
const LEAST_SUMMED: usize = 3;

impl<'t> Column<'t> {
    /// Its text in each row; what is merged stands in each of them.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'t str> + '_ {
        self.cells.iter().map(|cell| cell.map_or("", |c| c.text()))
    }

    /// The plain figure in each row.
    pub(super) fn figures(&self) -> impl Iterator<Item = Option<Decimal>> + '_ {
        self.texts().map(plain)
    }
}

/// A figure without a unit, or of points.
pub(super) fn plain(text: &str) -> Option<Decimal> {
    let figure = Figure::parse(text).filter(|figure| matches!(figure.unit.as_str(), "" | "分"));
    figure.map(|figure| figure.value)
}

/// Whether a row is the second of a header: words alone, and heads of the first row go on beside them.
fn is_second_row(first: &Row, second: &Row) -> bool {
    let goes_on = |c: &&&Cell| c.row == first.number && c.row + c.row_span == second.number + 1;
    let is_word_or_blank = |c: &&Cell| is_word(c.text());
    second.number == first.number + 1
        && !second.own.is_empty()
        && second.all.iter().filter(goes_on).count() >= HEADS_OVER_TWO_ROWS
        && second.own.iter().all(is_word_or_blank)
}

/// So many heads at least go on over the second row of a header.
const HEADS_OVER_TWO_ROWS: usize = 2;

/// The cell of a row between the borders of a head.
pub(super) fn aligned<'t>(row: &Row<'t>, head: &Cell) -> Option<&'t Cell> {
    let is_near = |a: Milli, b: Milli| (a - b).abs() <= SAME_BORDER;
    let mut cells = row.all.iter().copied();
    cells.find(|c| is_near(c.bbox.x0, head.bbox.x0) && is_near(c.bbox.x1, head.bbox.x1))
}

/// Whether a cell stands under the middle of a head.
pub(super) fn is_under(head: &Cell, cell: &Cell) -> bool {
    let middle = head.bbox.center().x;
    cell.bbox.x0 <= middle && middle < cell.bbox.x1
}
