//! The rows of the 项目资金 block, under its header.

mod across;
mod another;
mod divisions;
mod doubts;
mod nested;
mod row;
mod within;

use rust_decimal::Decimal;

use super::blocks::{Block, BlockKind, Blocks, is_label_of_block, is_words, label_of_block};
use super::columns::Columns;
use super::fields::column_field;
use super::ledger::Ledger;
use super::model::{Field, FieldName, FundRow};
use super::row::{Row, RowKind};
use super::vocabulary::{Label, Part};
use crate::figure::Figure;
use crate::geometry::Milli;
use crate::table::Cell;
use doubts::{
    budget_key, carried_over, units_of_their_own, warn_of_addition, warn_of_carried, warn_of_units,
    warn_of_units_in_names,
};
use row::{figures_by_label, item_field};

/// What the block says.
#[derive(Debug, Default)]
pub(super) struct Funds {
    /// Its rows.
    pub rows: Vec<FundRow>,
    /// The points that its heading states.
    pub points_in_heading: Option<Decimal>,
}

/// Reads the fund rows: what stands below their header; or, without a header, items side by side. Amounts are in this unit.
pub(super) fn read(blocks: &Blocks, unit: &str, ledger: &mut Ledger) -> Funds {
    let mut funds = Funds::default();
    for (n, block) in blocks.of(BlockKind::Funds).iter().enumerate() {
        let before = n.checked_sub(1).and_then(|at| blocks.of(BlockKind::Funds).get(at));
        match before.filter(|before| another::is_another(block, before, &funds.rows)) {
            Some(_) => {
                another::leave_out(blocks.of(BlockKind::Funds).get(n..).unwrap_or_default(), ledger);
                break;
            }
            None => read_block(block, unit, &mut funds, ledger),
        }
    }
    if blocks.of(BlockKind::Funds).is_empty() {
        funds.rows = across::read(blocks.above_indicators(), ledger);
    }
    if funds.rows.is_empty() {
        funds.rows = within::read(blocks.above_indicators(), ledger);
    }
    warn_of_units_in_names(&funds.rows, unit, ledger);
    divisions::warn(&funds.rows, ledger);
    funds
}

fn read_block(block: &Block, unit: &str, funds: &mut Funds, ledger: &mut Ledger) {
    let Some(header) = block.header() else { return };
    let columns = &block.columns;
    let units = units_of_their_own(header, columns, unit);
    let carried = carried_over(header, columns);
    let may_be_addition = budget_key(header, columns).is_some_and(|key| key.contains("调整") && !key.contains('后'));
    funds.points_in_heading = points_in_heading(header, columns);
    let mut rest = block.rest.iter();
    for (at, row) in block.rows.iter().enumerate() {
        let n = funds.rows.len();
        match row.kind {
            RowKind::FundHeader | RowKind::TitleAgain | RowKind::Numbering => continue,
            RowKind::FundPairs if at > 0 => {
                if let (Some(columns), Some(last)) = (rest.next(), funds.rows.last_mut()) {
                    complete(last, fund_row(row, columns, n - 1, ledger));
                }
                continue;
            }
            _ => {}
        }
        if nested::go_on(row, columns, &funds.rows, ledger) {
            continue;
        }
        let before = ledger.mark();
        let Some(fund) = fund_row(row, columns, n, ledger) else {
            ledger.withdraw_to(before);
            continue;
        };
        warn_of_carried(row, carried, n, ledger);
        warn_of_units(&fund, &units, n, ledger);
        if may_be_addition {
            warn_of_addition(&fund, n, ledger);
        }
        funds.rows.push(fund);
    }
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

fn fund_row(row: &Row, columns: &Columns, n: usize, ledger: &mut Ledger) -> Option<FundRow> {
    let left = columns.left()?;
    // A cell from the items over the amounts splits the money in words of its own: 其中：一般公共预算：1873.66万元.
    let is_prose = |c: &Cell| c.bbox.x0 < left && columns.covered_by(c).any(Label::is_of_amounts);
    // One figure under budget and executed alike is neither: the form's total may stand there.
    let is_shared = |c: &Cell| {
        let over = |label| columns.covered_by(c).any(|covered| covered == label);
        over(Label::Executed) && (over(Label::Budget) || over(Label::Initial)) && Figure::parse(c.text()).is_some()
    };
    if row.own.iter().any(|c| is_prose(c) || is_shared(c)) || is_remark(row, left, columns) {
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
    let item = item_field(n, &items, ledger);
    let name = |column| FieldName::fund(n, column);
    let figures = figures_by_label(|label, column| column_field(row, columns, label, name(column), ledger));
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
