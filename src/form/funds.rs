//! The rows of the 项目资金 block, under its header.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::columns::{Column, Columns, column_field};
use super::divisions;
use super::funds_across;
use super::heading::unit_in;
use super::model::{Field, FieldName, Form, FundRow};
use super::row::{Row, RowKind};
use super::segment::Segment;
use super::take::Taker;
use super::vocabulary::{Label, Part, label_key};
use crate::digits::has_digit;
use crate::figure::{Agreement, Amount, Computed, Figure, is_placeholder};
use crate::geometry::Milli;
use crate::language::Bilingual;
use crate::table::Cell;
use crate::warning::WarningKind;

/// Reads the fund rows: what stands below their header until the next part of the form; or, without a header, items side by side.
pub(super) fn read(segment: &Segment, form: &mut Form, taker: &mut Taker) {
    match segment.rows.iter().position(is_header) {
        Some(header) => read_below(header, segment, form, taker),
        None => funds_across::read(segment, form, taker),
    }
    divisions::warn(form, taker);
}

fn is_header(row: &Row) -> bool {
    matches!(row.kind, RowKind::FundHeader | RowKind::FundPairs)
}

fn read_below(header: usize, segment: &Segment, form: &mut Form, taker: &mut Taker) {
    let mut columns = Columns::default();
    let mut label = None;
    let mut units = Vec::new();
    let mut carried = None;
    let mut may_be_addition = false;
    for (at, row) in segment.rows.iter().enumerate().skip(header) {
        let n = form.funds.len();
        if is_header(row) {
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

/// The columns whose heading names another unit than the form's: 执行数（元） beside 预算数（万元）.
fn units_of_their_own(header: &Row, columns: &Columns, form_unit: &str) -> Vec<(Label, &'static str)> {
    let mut own = Vec::new();
    for cell in header.all.iter().filter(|c| c.text().contains('元')) {
        if let Some(label) = columns.covered_by(cell).find(|label| label.is_of_amounts())
            && let Some(unit) = unit_in(cell.text()).filter(|unit| *unit != form_unit)
        {
            own.push((label, unit));
        }
    }
    own
}

/// Amounts in a unit of their own are not compared with the others.
fn warn_of_units(fund: &FundRow, units: &[(Label, &str)], n: usize, taker: &mut Taker) {
    for (label, unit) in units {
        let (column, field) = match label {
            Label::Initial => ("initial", &fund.initial),
            Label::Budget => ("budget", &fund.budget),
            _ => ("executed", &fund.executed),
        };
        let message = Bilingual::new(
            format!("该列以{unit}为单位，与其他金额不同；不作判断"),
            format!("this column is in {unit}, and others are not: it is not judged"),
        );
        taker.doubt(in_funds(n, column), field.place(), WarningKind::NotUnderstood, message);
    }
}

/// The column of money from earlier years, where the budget may not have it in it: 上年结转 beside 本年预算数, and not beside 全年预算数.
fn carried_over(header: &Row, columns: &Columns) -> Option<Column> {
    let has_all = |key: &str| ["全年", "调整", "最终"].iter().any(|word| key.contains(word));
    if has_all(&budget_key(header, columns)?) {
        return None;
    }
    let is_carried = |key: &str| ["上年结", "年初结"].iter().any(|word| key.starts_with(word));
    let carried = header.all.iter().find(|c| is_carried(&key_over(c)));
    carried.map(|c| Column::over(Label::Initial, c))
}

/// What stands over the budgets.
fn budget_key<'t>(header: &Row<'t>, columns: &Columns) -> Option<Cow<'t, str>> {
    let budget = columns.get(Label::Budget)?;
    let over = header.all.iter().find(|c| c.bbox.x0 == budget.x0);
    Some(over.map_or_else(Cow::default, |c| key_over(c)))
}

/// The name of a field of the funds.
pub(super) fn in_funds(n: usize, column: &'static str) -> FieldName {
    FieldName::in_row("funds", n, column)
}

fn key_over(cell: &Cell) -> Cow<'_, str> {
    label_key(cell.text()).unwrap_or_default()
}

/// What was spent may be of both: neither the rate nor a surplus follows from the budget alone.
fn warn_of_carried(row: &Row, carried: Option<Column>, n: usize, taker: &mut Taker) {
    let Some(column) = carried else { return };
    let is_some_money = |c: &&Cell| Figure::parse(c.text()).is_some_and(|figure| !figure.value.is_zero());
    if let Some(cell) = column.cells(&row.own).into_iter().find(is_some_money) {
        let text = cell.text();
        let message = Bilingual::new(
            format!("预算数可能不含结转的“{text}”；执行率不作判断"),
            format!("the budget may not contain the \"{text}\" carried over: the rate is not judged"),
        );
        taker.warn(in_funds(n, "budget"), cell, WarningKind::NotUnderstood, message);
    }
}

/// 调整预算数 can be what the budget became, or what was added to it: the printed rate tells.
fn warn_of_addition(fund: &FundRow, n: usize, taker: &mut Taker) {
    let amount = |field: &Field| Figure::parse(field.text())?.amount();
    let agrees = |budget: Amount| {
        let rate = Figure::parse(fund.rate.text())?;
        let share = Computed::quotient(amount(&fund.executed)?, budget)?.times(Decimal::ONE_HUNDRED)?;
        Some(Agreement::of(&rate, &share)?.is_consistent())
    };
    let (Some(initial), Some(budget)) = (amount(&fund.initial), amount(&fund.budget)) else {
        return;
    };
    if agrees(budget) == Some(false) && initial.plus(budget).and_then(agrees) == Some(true) {
        let text = fund.budget.text();
        let message = Bilingual::new(
            format!("“{text}”可能是对年初预算的调整，而不是调整后的预算；执行率不作判断"),
            format!("\"{text}\" may be what was added to the initial budget: the rate is not judged"),
        );
        taker.doubt(
            in_funds(n, "budget"),
            fund.budget.place(),
            WarningKind::NotUnderstood,
            message,
        );
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
    filled.len() >= WORDS_OF_A_HEADER && filled.iter().all(is_word)
}

/// Whether another block has begun, in words: 资金管理情况.
fn is_of_another_block(row: &Row, label: Option<&Cell>, columns: &Columns) -> bool {
    let is_amount = |c: &&Cell| columns.covered_by(c).any(Label::is_of_amounts) && !is_words(c.text());
    label.is_some_and(|label| is_beyond(row, label)) && !row.own.iter().any(is_amount)
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

/// Whether a text is neither blank nor a figure.
fn is_words(text: &str) -> bool {
    !is_placeholder(text) && Figure::parse(text).is_none()
}

fn is_label_of_block(cell: &Cell) -> bool {
    Part::Head.label(cell.text()) == Some(Label::FundsBlock)
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
    let name = |column| in_funds(n, column);
    let figures = figures_by_label(|label, column| column_field(row, columns, label, name(column), taker));
    let fund = FundRow { item, ..figures };
    let blank = fund.fields().iter().all(|(_, f)| f.text().is_empty());
    (!blank).then_some(fund)
}

/// The figures of a fund row, each under its label and named as its column.
pub(super) fn figures_by_label(mut field: impl FnMut(Label, &'static str) -> Field) -> FundRow {
    FundRow {
        item: Field::Absent,
        initial: field(Label::Initial, "initial"),
        budget: field(Label::Budget, "budget"),
        executed: field(Label::Executed, "executed"),
        weight: field(Label::Weight, "weight"),
        rate: field(Label::Rate, "rate"),
        score: field(Label::Score, "score"),
    }
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

/// The name of a fund row, without what stands around it.
pub(super) fn item_field(n: usize, cells: &[&Cell], taker: &mut Taker) -> Field {
    let mut item = taker.cells(in_funds(n, "item"), cells);
    if let Field::Cell(value) = &mut item {
        divisions::warn_of_part(n, value, taker);
        value.text = item_name(&value.text).to_owned();
    }
    item
}

/// 年度资金总额 of `年度资金总额：`, 当年财政拨款 of `其中：当年财政拨款`.
fn item_name(text: &str) -> &str {
    let colon = [':', '：', ' '];
    text.trim_start_matches("其中").trim_matches(colon)
}
