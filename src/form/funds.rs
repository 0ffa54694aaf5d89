//! The rows of the 项目资金 block, under its header.

use std::borrow::Cow;

use super::columns::{Column, Columns, column_field};
use super::kind::RowKind;
use super::model::{Field, FieldName, Form, FundRow};
use super::rows::Row;
use super::segment::Segment;
use super::take::Taker;
use super::vocabulary::{Label, Part, label_key};
use crate::digits::has_digit;
use crate::figure::Figure;
use crate::language::Bilingual;
use crate::table::Cell;
use crate::warning::WarningKind;

/// Reads the fund rows: what stands below their header until the next part of the form.
pub(super) fn read(segment: &Segment, form: &mut Form, taker: &mut Taker) {
    let is_header = |row: &Row| matches!(row.kind, RowKind::FundHeader | RowKind::FundPairs);
    let Some(header) = segment.rows.iter().position(is_header) else {
        return;
    };
    let mut columns = Columns::default();
    let mut carried = None;
    for (at, row) in segment.rows.iter().enumerate().skip(header) {
        if is_header(row) {
            columns = segment.columns(at, Part::Funds);
            carried = carried_over(row, &columns);
        }
        match row.kind {
            RowKind::FundHeader | RowKind::TitleAgain => {}
            // 合计 above the indicators is the fund total, and parts may have a 小计.
            RowKind::FundPairs | RowKind::Body | RowKind::Total | RowKind::Subtotal
                if !is_header_of_something_else(row) =>
            {
                let n = form.funds.len();
                if let Some(fund) = fund_row(row, &columns, n, taker) {
                    form.funds.push(fund);
                    warn_of_carried(row, carried, n, taker);
                }
            }
            _ => break,
        }
    }
    warn_of_total_below(form, taker);
    warn_of_two_divisions(form, taker);
}

/// The column of money from earlier years, where the budget may not have it in it: 上年结转 beside 本年预算数, and not beside 全年预算数.
fn carried_over(header: &Row, columns: &Columns) -> Option<Column> {
    let budget = columns.get(Label::Budget)?;
    let has_all = |key: &str| ["全年", "调整", "最终"].iter().any(|word| key.contains(word));
    let is_budget = |c: &&&Cell| c.bbox.x0 == budget.x0;
    if header.all.iter().find(is_budget).is_some_and(|c| has_all(&key_over(c))) {
        return None;
    }
    let is_carried = |key: &str| ["上年结", "年初结"].iter().any(|word| key.starts_with(word));
    let carried = header.all.iter().find(|c| is_carried(&key_over(c)));
    carried.map(|c| Column::over(Label::Initial, c))
}

fn in_funds(n: usize, column: &'static str) -> FieldName {
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

/// The first row is the total; where a row below it has that name, or the first has another one, the first may be a part, and its points those
/// of the total.
fn warn_of_total_below(form: &Form, taker: &mut Taker) {
    let is_total = |row: &FundRow| {
        ["合计", "总计", "总额"]
            .iter()
            .any(|name| row.item.text().ends_with(name))
    };
    let Some((first, parts)) = form.funds.split_first().filter(|(_, parts)| !parts.is_empty()) else {
        return;
    };
    let name = first.item.text();
    let mut below = parts.iter().zip(1..);
    if let Some((total, n)) = below.find(|(row, _)| is_total(row)).filter(|_| !is_total(first)) {
        let has_points = has_digit(total.score.text());
        let fields = [
            Some(in_funds(n, "item")),
            Some(in_funds(0, "weight")),
            has_points.then(|| in_funds(0, "score")),
        ];
        for field in fields.into_iter().flatten() {
            let message = total_below(total.item.text());
            taker.doubt(field, total.item.place(), WarningKind::NotUnderstood, message);
        }
    } else if !name.is_empty() && !OF_TOTALS.iter().any(|word| name.contains(word)) {
        let place = first.item.place();
        taker.doubt(in_funds(0, "item"), place, WarningKind::NotUnderstood, no_total(name));
    }
}

/// What names of totals have in them, and names of tasks or projects, each with its money, have not.
const OF_TOTALS: [&str; 8] = ["总", "合计", "小计", "金额", "资金", "预算", "经费", "拨款"];

fn total_below(item: &str) -> Bilingual {
    Bilingual::new(
        format!("“{item}”可能是总额，而首行是其中一项；各项之和与预算执行得分不作判断"),
        format!(
            "\"{item}\" may be the total, and the first row a part of it: sums and the budget score are not judged"
        ),
    )
}

fn no_total(item: &str) -> Bilingual {
    Bilingual::new(
        format!("首行“{item}”不像总额；各项之和不符时不作判断"),
        format!("the first row, \"{item}\", does not look like the total: sums that do not agree are not judged"),
    )
}

/// The money may be divided twice, by where it comes from (财政拨款) and by what it was spent for (项目支出): then the parts are no sum.
fn warn_of_two_divisions(form: &Form, taker: &mut Taker) {
    let parts = form.funds.iter().enumerate().skip(1);
    let is_purpose = |row: &FundRow| row.item.text().contains("支出");
    let is_source = |row: &FundRow| SOURCES.iter().any(|word| row.item.text().contains(word)) && !is_purpose(row);
    if !parts.clone().any(|(_, row)| is_source(row)) {
        return;
    }
    if let Some((n, row)) = parts.clone().find(|(_, row)| is_purpose(row)) {
        let message = within_a_part(row.item.text());
        taker.doubt(
            in_funds(n, "item"),
            row.item.place(),
            WarningKind::NotUnderstood,
            message,
        );
    }
}

/// What names of sources of money have in them.
const SOURCES: [&str; 5] = ["拨款", "财政", "基金", "资金", "收入"];

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

/// A header has so many words at least; a fund row in words (其他资金, 详见附件, 详见附件) has fewer.
const WORDS_OF_A_HEADER: usize = 4;

fn fund_row(row: &Row, columns: &Columns, n: usize, taker: &mut Taker) -> Option<FundRow> {
    let left = columns.left()?;
    // A cell from the items over the amounts splits the money in words of its own: 其中：一般公共预算：1873.66万元.
    let is_prose = |c: &Cell| c.bbox.x0 < left && columns.covered_by(c).any(Label::is_of_amounts);
    if row.own.iter().any(|c| is_prose(c)) {
        return None;
    }
    let is_label = |c: &Cell| {
        let is_block = Part::Head.label(c.text()) == Some(Label::FundsBlock);
        is_block || row.kind == RowKind::FundPairs && Part::Funds.label(c.text()).is_some()
    };
    // A figure among them is an amount under a header that we do not know.
    let items: Vec<_> = row
        .own
        .iter()
        .filter(|c| c.bbox.center().x < left && !is_label(c) && Figure::parse(c.text()).is_none())
        .copied()
        .collect();
    let name = |column| in_funds(n, column);
    let mut item = taker.cells(name("item"), &items);
    if let Field::Cell(value) = &mut item {
        if n >= FIRST_BELOW_A_PART && value.text.starts_with("其中") {
            taker.doubt(
                name("item"),
                value.place,
                WarningKind::NotUnderstood,
                within_a_part(&value.text),
            );
        }
        value.text = item_name(&value.text).to_owned();
    }
    let mut field = |label, column| column_field(row, columns, label, name(column), taker);
    let fund = FundRow {
        initial: field(Label::Initial, "initial"),
        budget: field(Label::Budget, "budget"),
        executed: field(Label::Executed, "executed"),
        weight: field(Label::Weight, "weight"),
        rate: field(Label::Rate, "rate"),
        score: field(Label::Score, "score"),
        item,
    };
    let blank = fund.fields().iter().all(|(_, f)| f.text().is_empty());
    (!blank).then_some(fund)
}

/// Of the rows the first is the total, and the second its first part: 其中 before it belongs to the total. Before a later one it can mean a part
/// of that part.
const FIRST_BELOW_A_PART: usize = 2;

fn within_a_part(item: &str) -> Bilingual {
    Bilingual::new(
        format!("“{item}”可能是上一行的其中项，而不是总额的一项；各项之和不符时不作判断"),
        format!(
            "\"{item}\" may be a part of the row above, and not of the total: sums that do not agree are not judged"
        ),
    )
}

/// 年度资金总额 of `年度资金总额：`, 当年财政拨款 of `其中：当年财政拨款`.
fn item_name(text: &str) -> &str {
    let colon = [':', '：', ' '];
    text.trim_start_matches("其中").trim_matches(colon)
}
