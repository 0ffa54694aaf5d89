//! A stretch of rows -> its blocks: the one place that knows which block a row is in, under which header, and which columns that header has.

use super::columns::{Column, Columns};
use super::row::{Row, RowKind};
use super::segment::Segment;
use super::spot::Line;
use super::vocabulary::{Label, Part};
use crate::digits::has_digit;
use crate::figure::{Figure, is_placeholder};
use crate::table::Cell;

/// What a block of rows is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// What stands above the first header: title, labels and values; totals, too.
    Head,
    /// 项目资金, below its header.
    Funds,
    /// What stands below the funds, and is none of the form's blocks that we know: 资金管理情况.
    Unknown,
    /// 年度总体目标.
    Goals,
    /// 绩效指标, below its header.
    Indicators,
    /// What stands below the indicators: 总分, 评分等级, remarks.
    Foot,
}

/// A stretch of rows under one header.
#[derive(Debug)]
pub(super) struct Block<'s, 't> {
    /// What it is.
    pub kind: BlockKind,
    /// Its rows, of which the first is its header, where it has one.
    pub rows: &'s [Row<'t>],
    /// The columns of its header.
    pub columns: Columns,
    /// The columns of each further row that goes on with the figures beside labels in its header: 执行率 and 得分 below 预算数 and 执行数.
    pub rest: Vec<Columns>,
    /// Those of its columns that a header above names, and its own does not: on a later page it may be in words that nobody knows.
    pub assumed: Vec<Column>,
    /// The label of the funds beside their header; what stands below them keeps it.
    pub label: Option<&'t Cell>,
    /// Where it begins among the rows of the form.
    begin: usize,
}

/// The rows of a form, block by block.
#[derive(Debug)]
pub(super) struct Blocks<'s, 't> {
    /// What they are made of.
    pub segment: &'s Segment<'t>,
    /// In the order of the page.
    pub all: Vec<Block<'s, 't>>,
}

/// Parts a stretch of rows at its headers, and where a block ends without one.
pub(super) fn segment_to_blocks<'s, 't>(segment: &'s Segment<'t>) -> Blocks<'s, 't> {
    let rows = segment.rows.as_slice();
    let margin = margin(rows);
    let mut all: Vec<Block> = Vec::new();
    let mut open = Block::begin(BlockKind::Head, 0, Columns::default());
    for (at, row) in rows.iter().enumerate() {
        let columns = |part| columns_of_header(rows, at, part).with_score(margin);
        let mut assumed = Vec::new();
        let next = match row.kind {
            RowKind::FundHeader => Some((BlockKind::Funds, columns(Part::Funds))),
            RowKind::FundPairs => {
                let own = columns(Part::Funds);
                if open.kind == BlockKind::Funds && !own.has_one_of(&open.columns) {
                    open.rest.push(own);
                    None
                } else {
                    Some((BlockKind::Funds, own))
                }
            }
            RowKind::Goals => Some((BlockKind::Goals, Columns::of(row, Part::Goals))),
            RowKind::IndicatorHeader => {
                let own = columns(Part::Indicators);
                assumed = columns_above(&open, rows, row, &own);
                Some((BlockKind::Indicators, own.with(&assumed)))
            }
            RowKind::Total | RowKind::Grade if open.kind == BlockKind::Indicators => {
                Some((BlockKind::Foot, Columns::default()))
            }
            _ if open.kind == BlockKind::Funds && !goes_on_with_funds(row, &open) => {
                let is_foot = row.kind == RowKind::Total;
                let kind = if is_foot { BlockKind::Foot } else { BlockKind::Unknown };
                Some((kind, open.columns.clone()))
            }
            _ => None,
        };
        if let Some((kind, columns)) = next {
            let label = match kind {
                // One that ends with the header heads the names below it, and no other label takes its place there.
                BlockKind::Funds => label_of_block(row).filter(|c| c.row + c.row_span > row.number + 1),
                BlockKind::Unknown => open.label,
                _ => None,
            };
            let block = Block {
                assumed,
                label,
                ..Block::begin(kind, at, columns)
            };
            let before = std::mem::replace(&mut open, block);
            all.extend(before.end(rows, at));
        }
    }
    all.extend(open.end(rows, rows.len()));
    Blocks { segment, all }
}

impl<'s, 't> Block<'s, 't> {
    fn begin(kind: BlockKind, begin: usize, columns: Columns) -> Self {
        Self {
            kind,
            rows: &[],
            columns,
            rest: Vec::new(),
            assumed: Vec::new(),
            label: None,
            begin,
        }
    }

    /// The block with its rows, if it has any.
    fn end(mut self, rows: &'s [Row<'t>], end: usize) -> Option<Self> {
        self.rows = rows.get(self.begin..end)?;
        (!self.rows.is_empty()).then_some(self)
    }

    /// The row that heads the others.
    pub(super) fn header(&self) -> Option<&'s Row<'t>> {
        let has_header = matches!(self.kind, BlockKind::Funds | BlockKind::Goals | BlockKind::Indicators);
        self.rows.first().filter(|_| has_header)
    }

    /// Whether it has a column of this label.
    pub(super) fn has(&self, label: Label) -> bool {
        let mut columns = std::iter::once(&self.columns).chain(&self.rest);
        columns.any(|columns| columns.get(label).is_some())
    }

    /// The part of the form by whose labels its header names columns.
    pub(super) fn part(&self) -> Option<Part> {
        match self.kind {
            BlockKind::Funds | BlockKind::Unknown => Some(Part::Funds),
            BlockKind::Goals => Some(Part::Goals),
            BlockKind::Indicators => Some(Part::Indicators),
            BlockKind::Head | BlockKind::Foot => None,
        }
    }
}

impl<'s, 't> Blocks<'s, 't> {
    /// The first blocks of a kind that nothing parts: a block whose header comes again on the next page is several ones.
    pub(super) fn of(&self, kind: BlockKind) -> &[Block<'s, 't>] {
        let begin = self.all.iter().position(|block| block.kind == kind);
        let from = begin.and_then(|at| self.all.get(at..)).unwrap_or_default();
        let end = from.iter().position(|block| block.kind != kind);
        from.get(..end.unwrap_or(from.len())).unwrap_or_default()
    }

    /// The first and the last page that they stand on.
    pub(super) fn pages(&self) -> (u32, u32) {
        let pages = || self.segment.rows.iter().flat_map(|row| &row.own).map(|c| c.page);
        (pages().min().unwrap_or(0), pages().max().unwrap_or(0))
    }

    /// The lines before the form's first row.
    pub(super) fn lines_above(&self) -> Vec<Line<'t>> {
        Line::numbered(&self.segment.lines, 0)
    }

    /// The lines below its last row.
    pub(super) fn lines_below(&self) -> Vec<Line<'t>> {
        Line::numbered(&self.segment.after, self.segment.lines.len())
    }

    /// The rows that hold labels of the head beside their values, in whatever block.
    pub(super) fn labelled(&self) -> impl Iterator<Item = &'s Row<'t>> + use<'s, 't> {
        self.segment.rows.iter().filter(|row| row.kind == RowKind::Head)
    }

    /// The rows before the first label, which may hold the title.
    pub(super) fn opening(&self) -> impl Iterator<Item = &'s Row<'t>> + use<'s, 't> {
        let is_opening = |row: &&Row| matches!(row.kind, RowKind::Title | RowKind::Body);
        self.segment.rows.iter().take_while(is_opening)
    }

    /// The rows above the first header of the indicators.
    pub(super) fn above_indicators(&self) -> &'s [Row<'t>] {
        let first = self.all.iter().find(|block| block.kind == BlockKind::Indicators);
        let rows = self.segment.rows.as_slice();
        rows.get(..first.map_or(rows.len(), |block| block.begin))
            .unwrap_or_default()
    }

    /// The rows down to the header of the indicators, where there is one.
    pub(super) fn above_header(&self) -> Option<&'s [Row<'t>]> {
        let mut headers = self.all.iter().filter(|block| block.kind == BlockKind::Indicators);
        let only = headers.next().filter(|_| headers.next().is_none())?;
        self.segment.rows.get(..=only.begin)
    }

    /// The last header of the indicators, with the rows down to it, and those below it; all are below where there is none.
    pub(super) fn at_last_header(&self) -> (Option<&Block<'s, 't>>, &'s [Row<'t>], &'s [Row<'t>]) {
        let last = self.all.iter().rfind(|block| block.kind == BlockKind::Indicators);
        let (above, below) = self.segment.rows.split_at(last.map_or(0, |block| block.begin + 1));
        (last, above, below)
    }

    /// The block that a row is in, by its place among the rows of the form.
    pub(super) fn around(&self, row: usize) -> Option<&Block<'s, 't>> {
        self.all.iter().rfind(|block| block.begin <= row)
    }

    /// The headers of funds and indicators that stand above their columns, each with the part of the form that it heads.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&'s Row<'t>, Part)> {
        self.segment.rows.iter().filter_map(|row| match row.kind {
            RowKind::FundHeader => Some((row, Part::Funds)),
            RowKind::IndicatorHeader => Some((row, Part::Indicators)),
            _ => None,
        })
    }
}

/// The columns of the indicators above that a header on a later page has no label for, in their places.
fn columns_above(above: &Block, rows: &[Row], header: &Row, own: &Columns) -> Vec<Column> {
    let page = |row: &Row| row.own.first().map(|c| c.page);
    let before = rows.get(above.begin).and_then(page);
    if above.kind != BlockKind::Indicators || before >= page(header) {
        return Vec::new();
    }
    own.unnamed(header, &above.columns, Part::Indicators)
}

/// The labelled columns of the header row at this place.
fn columns_of_header(rows: &[Row], at: usize, part: Part) -> Columns {
    let Some(header) = rows.get(at) else {
        return Columns::default();
    };
    let columns = if header.kind == RowKind::FundPairs {
        Columns::beside_labels(header, part)
    } else {
        let below = rows.iter().skip(at + 1).filter(|r| r.kind != RowKind::Numbering);
        let below = below.take_while(|r| r.kind == RowKind::Body);
        Columns::without_items(header, part, below)
    };
    let columns = match header_above(rows, at) {
        Some(above) if header.kind == RowKind::FundPairs => columns.with_those_above(&above.but_amounts()),
        Some(above) => columns.with_those_above(&above),
        None => columns,
    };
    // A level may go on under a header that comes again, in a blank: what stands on all pages says what its column is.
    let indicators = rows.iter().skip_while(|r| r.kind != RowKind::IndicatorHeader);
    columns.with_level_as_printed(indicators.filter(|r| r.kind == RowKind::Body))
}

/// The columns of the row above a header row, where it belongs to that header.
fn header_above(rows: &[Row], at: usize) -> Option<Columns> {
    let (above, header) = (rows.get(at.checked_sub(1)?)?, rows.get(at)?);
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
fn margin(rows: &[Row]) -> Option<Column> {
    let mut rows = rows.iter().zip(rows.iter().skip(1));
    rows.find_map(|(row, below)| {
        let (label, value) = (row.own.last()?, below.own.last()?);
        let is_margin = row.kind == RowKind::Head
            && Part::Totals.label(label.text()) == Some(Label::Total)
            && (label.bbox.x0, label.bbox.x1) == (value.bbox.x0, value.bbox.x1)
            && Figure::parse(value.text()).is_some();
        is_margin.then(|| Column::over(Label::Score, label))
    })
}

/// Whether a row below the header of the funds is one of their block. 合计 above the indicators is the fund total, and parts may have a 小计.
fn goes_on_with_funds(row: &Row, funds: &Block) -> bool {
    match row.kind {
        RowKind::TitleAgain | RowKind::Numbering => true,
        RowKind::Body | RowKind::Total | RowKind::Subtotal => {
            !is_header_of_something_else(row)
                && !is_of_another_block(row, funds.label, &funds.columns)
                && !is_total_of_form(row, funds.label)
        }
        _ => false,
    }
}

/// Whether a row has many words and no figure, as the header of a block that we do not know.
fn is_header_of_something_else(row: &Row) -> bool {
    let filled: Vec<&str> = row
        .own
        .iter()
        .map(|c| c.text())
        .filter(|text| !text.is_empty())
        .collect();
    let is_word =
        |text: &&str| text.chars().any(char::is_alphabetic) && !has_digit(text) && !["元", "万元"].contains(text);
    // A part of the funds whose name stands before each of its amounts, all of them blank, has but one word.
    let is_named_once = filled
        .iter()
        .zip(filled.iter().skip(1))
        .any(|(word, next)| word != next);
    filled.len() >= WORDS_OF_A_HEADER && filled.iter().all(is_word) && is_named_once
}

/// A header has so many words at least; a fund row in words (其他资金, 详见附件, 详见附件) has fewer.
const WORDS_OF_A_HEADER: usize = 4;

/// Whether another block has begun, in words: 资金管理情况.
fn is_of_another_block(row: &Row, label: Option<&Cell>, columns: &Columns) -> bool {
    let is_amount = |c: &&Cell| columns.covered_by(c).any(Label::is_of_amounts) && !is_words(c.text());
    label.is_some_and(|label| is_beyond(row, label)) && !row.own.iter().any(is_amount)
}

/// Whether 总分, and not 合计, stands below the funds, and the label of their block does not cover it.
fn is_total_of_form(row: &Row, label: Option<&Cell>) -> bool {
    let is_total = |c: &Cell| Part::Totals.label(c.text()) == Some(Label::Total);
    let is_covered = label.is_some_and(|label| row.all.iter().any(|c| std::ptr::eq(*c, label)));
    row.kind == RowKind::Total && row.own.iter().any(|c| is_total(c)) && !is_covered
}

/// Whether a text is neither blank nor a figure.
pub(super) fn is_words(text: &str) -> bool {
    !is_placeholder(text) && Figure::parse(text).is_none()
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
