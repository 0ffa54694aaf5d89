//! The rows of the 项目资金 block, under its header.

mod across;
mod divisions;
mod doubts;
mod row;

use rust_decimal::Decimal;

use super::blocks::{is_beyond, is_fund_header, is_label_of_block, label_of_block};
use super::columns::Columns;
use super::fields::column_field;
use super::ledger::Taker;
use super::model::{Field, FieldName, Form, FundRow};
use super::row::{Row, RowKind};
use super::segment::Segment;
use super::vocabulary::{Label, Part};
use crate::digits::has_digit;
use crate::figure::{Figure, is_placeholder};
use crate::geometry::Milli;
use crate::table::Cell;
use doubts::{budget_key, carried_over, units_of_their_own, warn_of_addition, warn_of_carried, warn_of_units};
use row::{figures_by_label, item_field};

/// Reads the fund rows: what stands below their header until the next part of the form; or, without a header, items side by side.
pub(super) fn read(segment: &Segment, form: &mut Form, taker: &mut Taker) {
    match segment.rows.iter().position(is_fund_header) {
        Some(header) => read_below(header, segment, form, taker),
        None => across::read(segment, form, taker),
    }
    divisions::warn(form, taker);
}

fn read_below(header: usize, segment: &Segment, form: &mut Form, taker: &mut Taker) {
    let mut columns = Columns::default();
    let mut label = None;
    let mut units = Vec::new();
    let mut carried = None;
    let mut may_be_addition = false;
    for (at, row) in segment.rows.iter().enumerate().skip(header) {
        let n = form.funds.len();
        if is_fund_header(row) {
            let own = segment.columns(at, Part::Funds);
            if let Some(last) = form.funds.last_mut().filter(|_| goes_on(row, &own, &columns)) {
                complete(last, fund_row(row, &own, n - 1, taker));
                continue;
            }
            columns = own;
            label = label_of_block(row);
            units = units_of_their_own(row, &columns, form.amount_unit.text());
            form.points_in_heading = points_in_heading(row, &columns);
            carried = carried_over(row, &columns);
            may_be_addition = budget_key(row, &columns).is_some_and(|key| key.contains("调整") && !key.contains('后'));
        }
        match row.kind {
            RowKind::FundHeader | RowKind::TitleAgain => {}
            // 合计 above the indicators is the fund total, and parts may have a 小计.
            RowKind::FundPairs | RowKind::Body | RowKind::Total | RowKind::Subtotal
                if !is_header_of_something_else(row) && !is_of_another_block(row, label, &columns) =>
            {
                if let Some(fund) = fund_row(row, &columns, n, taker) {
                    warn_of_carried(row, carried, n, taker);
                    warn_of_units(&fund, &units, n, taker);
                    if may_be_addition {
                        warn_of_addition(&fund, n, taker);
                    }
                    form.funds.push(fund);
                }
            }
            _ => break,
        }
    }
}

/// Whether figures beside labels are those that the row above has not: 执行率 and 得分 below 预算数 and 执行数.
fn goes_on(row: &Row, own: &Columns, above: &Columns) -> bool {
    row.kind == RowKind::FundPairs && !own.has_one_of(above)
}

/// Puts the rest of a fund row into it.
fn complete(fund: &mut FundRow, rest: Option<FundRow>) {
    let Some(mut rest) = rest else { return };
    for ((_, field), (_, rest)) in fund.fields_mut().into_iter().zip(rest.fields_mut()) {
        if *field == Field::Absent {
            *field = std::mem::take(rest);
        }
    }
}

/// The points that the heading of the scores states, or the label of the block: 得分（20分*执行率）, 预算执行情况（10分）. Some of the block's may be
/// for 到位率.
fn points_in_heading(header: &Row, columns: &Columns) -> Option<Decimal> {
    let score = columns
        .get(Label::Score)
        .filter(|_| columns.get(Label::Weight).is_none())?;
    let over_score = header.all.iter().copied().find(|c| c.bbox.x0 == score.x0);
    let is_shared = header.all.iter().any(|c| c.text().contains("到位"));
    let headings = [over_score, label_of_block(header).filter(|_| !is_shared)];
    headings
        .into_iter()
        .flatten()
        .find_map(|heading| points_in_brackets(heading.text()))
}

/// The points that stand in brackets, alone or before what they are multiplied with.
fn points_in_brackets(text: &str) -> Option<Decimal> {
    let insides = text
        .split(['（', '('])
        .skip(1)
        .filter_map(|rest| rest.split(['）', ')']).next());
    let points = insides.filter_map(|inside| inside.split_once('分'));
    let are_of_the_budget = |rest: &str| rest.is_empty() || rest.starts_with(['*', '×', 'x', 'X', '＊']);
    let figures = points
        .filter(|(_, rest)| are_of_the_budget(rest))
        .map(|(points, _)| Figure::parse(points));
    figures
        .flatten()
        .find(|figure| figure.unit.is_empty())
        .map(|figure| figure.value)
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
    filled.len() >= WORDS_OF_A_HEADER && filled.iter().all(is_word)
}

/// Whether another block has begun, in words: 资金管理情况.
fn is_of_another_block(row: &Row, label: Option<&Cell>, columns: &Columns) -> bool {
    let is_amount = |c: &&Cell| columns.covered_by(c).any(Label::is_of_amounts) && !is_words(c.text());
    label.is_some_and(|label| is_beyond(row, label)) && !row.own.iter().any(is_amount)
}

/// Whether a text is neither blank nor a figure.
fn is_words(text: &str) -> bool {
    !is_placeholder(text) && Figure::parse(text).is_none()
}

/// A header has so many words at least; a fund row in words (其他资金, 详见附件, 详见附件) has fewer.
const WORDS_OF_A_HEADER: usize = 4;

fn fund_row(row: &Row, columns: &Columns, n: usize, taker: &mut Taker) -> Option<FundRow> {
    let left = columns.left()?;
    // A cell from the items over the amounts splits the money in words of its own: 其中：一般公共预算：1873.66万元.
    let is_prose = |c: &Cell| c.bbox.x0 < left && columns.covered_by(c).any(Label::is_of_amounts);
    if row.own.iter().any(|c| is_prose(c)) || is_remark(row, left, columns) {
        return None;
    }
    let is_label =
        |c: &Cell| is_label_of_block(c) || row.kind == RowKind::FundPairs && Part::Funds.label(c.text()).is_some();
    // A figure among them is an amount under a header that we do not know.
    let items: Vec<_> = row
        .own
        .iter()
        .filter(|c| c.bbox.center().x < left && !is_label(c) && Figure::parse(c.text()).is_none())
        .copied()
        .collect();
    let item = item_field(n, &items, taker);
    let name = |column| FieldName::fund(n, column);
    let figures = figures_by_label(|label, column| column_field(row, columns, label, name(column), taker));
    let fund = FundRow { item, ..figures };
    let blank = fund.fields().iter().all(|(_, f)| f.text().is_empty());
    (!blank).then_some(fund)
}

/// Whether a row says in words why the money was not spent: 偏差原因, and prose over the amounts.
fn is_remark(row: &Row, left: Milli, columns: &Columns) -> bool {
    let is_over_amounts = |c: &Cell| columns.covered_by(c).filter(|label| label.is_of_amounts()).count() > 1;
    let names_remark = |c: &Cell| {
        let text = c.text();
        c.bbox.center().x < left && ["原因", "说明", "问题", "措施"].iter().any(|word| text.contains(word))
    };
    row.own.iter().any(|c| is_over_amounts(c) && is_words(c.text())) && row.own.iter().any(|c| names_remark(c))
}
