//! A stretch of rows -> its blocks: which row heads what, and the columns below each header.

use super::columns::{Column, Columns};
use super::row::{Row, RowKind};
use super::segment::Segment;
use super::vocabulary::{Label, Part};
use crate::figure::Figure;
use crate::table::Cell;

impl Segment<'_> {
    /// The labelled columns of the header row at this place.
    pub fn columns(&self, at: usize, part: Part) -> Columns {
        let Some(header) = self.rows.get(at) else {
            return Columns::default();
        };
        let columns = if header.kind == RowKind::FundPairs {
            Columns::beside_labels(header, part)
        } else {
            let below = self.rows.iter().skip(at + 1).take_while(|r| r.kind == RowKind::Body);
            Columns::without_items(header, part, below)
        };
        let columns = match self.header_above(at) {
            Some(above) if header.kind == RowKind::FundPairs => columns.with_those_above(&above.but_amounts()),
            Some(above) => columns.with_those_above(&above),
            None => columns,
        };
        columns.with_score(self.margin())
    }

    /// The columns of the row above a header row, where it belongs to that header.
    fn header_above(&self, at: usize) -> Option<Columns> {
        let (above, header) = (self.rows.get(at.checked_sub(1)?)?, self.rows.get(at)?);
        let is_beside = above.number + 1 == header.number;
        let part = match header.kind {
            RowKind::IndicatorHeader => Part::Indicators,
            _ => Part::Funds,
        };
        let belongs = match header.kind {
            RowKind::FundPairs => above.kind == RowKind::Body,
            kind => above.kind == kind,
        };
        (is_beside && belongs).then(|| Columns::of(above, part))
    }

    /// The right-hand column of a form that states its points there from head to foot: 自评得分 ends a row of the head, and the total stands
    /// below it.
    fn margin(&self) -> Option<Column> {
        let mut rows = self.rows.iter().zip(self.rows.iter().skip(1));
        rows.find_map(|(row, below)| {
            let (label, value) = (row.own.last()?, below.own.last()?);
            let is_margin = row.kind == RowKind::Head
                && Part::Totals.label(label.text()) == Some(Label::Total)
                && (label.bbox.x0, label.bbox.x1) == (value.bbox.x0, value.bbox.x1)
                && Figure::parse(value.text()).is_some();
            is_margin.then(|| Column::over(Label::Score, label))
        })
    }
}

pub(super) fn is_fund_header(row: &Row) -> bool {
    matches!(row.kind, RowKind::FundHeader | RowKind::FundPairs)
}

/// Whether another label has taken the place of the block's.
pub(super) fn is_beyond(row: &Row, label: &Cell) -> bool {
    let is_other = |c: &&Cell| c.bbox.x0 == label.bbox.x0 && !std::ptr::eq(*c, label) && !c.text().is_empty();
    label.row_span > 1 && row.all.iter().any(is_other)
}

/// The label of the block beside its header.
pub(super) fn label_of_block<'t>(header: &Row<'t>) -> Option<&'t Cell> {
    header.all.iter().copied().find(|c| is_label_of_block(c))
}

pub(super) fn is_label_of_block(cell: &Cell) -> bool {
    Part::Head.label(cell.text()) == Some(Label::FundsBlock)
}

/// The header rows of the blocks, with the part of the form that they head and its name.
pub(super) fn headers<'s, 't>(segment: &'s Segment<'t>) -> impl Iterator<Item = (&'s Row<'t>, Part, &'static str)> {
    segment.rows.iter().filter_map(|row| match row.kind {
        RowKind::FundHeader => Some((row, Part::Funds, "funds")),
        RowKind::IndicatorHeader => Some((row, Part::Indicators, "indicators")),
        _ => None,
    })
}
