//! The rows of the 项目资金 block, under its header.

use super::columns::{Columns, column_field};
use super::model::{Field, Form, FundRow};
use super::rows::{Row, RowKind, Segment};
use super::take::Taker;
use super::vocabulary::{Label, Part};

/// Reads the fund rows: what stands below their header until the next part of the form.
pub(super) fn read(segment: &Segment, form: &mut Form, taker: &mut Taker) {
    let Some(header) = segment.rows.iter().position(|r| r.kind == RowKind::FundHeader) else {
        return;
    };
    let mut columns = Columns::default();
    for row in segment.rows.iter().skip(header) {
        match row.kind {
            RowKind::FundHeader => columns = Columns::of(row, Part::Funds),
            // 合计 above the indicators is the fund total.
            RowKind::Body | RowKind::Total => {
                let n = form.funds.len();
                form.funds.extend(fund_row(row, &columns, n, taker));
            }
            _ => break,
        }
    }
}

fn fund_row(row: &Row, columns: &Columns, n: usize, taker: &mut Taker) -> Option<FundRow> {
    let left = columns.left()?;
    let items: Vec<_> = row
        .own
        .iter()
        .filter(|c| c.bbox.center().x < left && Part::Head.label(c.text()) != Some(Label::FundsBlock))
        .copied()
        .collect();
    let mut item = taker.cells(&format!("funds[{n}].item"), &items);
    if let Field::Cell(value) = &mut item {
        value.text = item_name(&value.text).to_owned();
    }
    let mut field = |label: Label, name: &str| column_field(row, columns, label, &format!("funds[{n}].{name}"), taker);
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

/// 年度资金总额 of `年度资金总额：`, 当年财政拨款 of `其中：当年财政拨款`.
fn item_name(text: &str) -> &str {
    let colon = [':', '：', ' '];
    text.trim_start_matches("其中").trim_matches(colon)
}
