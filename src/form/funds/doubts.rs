//! What may be amiss with the amounts of a fund row: units of their own, money carried over, an adjustment instead of a budget.

use std::borrow::Cow;

use crate::figure::{Agreement, Amount, Figure};
use crate::form::columns::{Column, Columns};
use crate::form::heading::unit_in;
use crate::form::ledger::Ledger;
use crate::form::model::{Field, FieldName, FundRow};
use crate::form::row::Row;
use crate::form::vocabulary::{Label, label_key};
use crate::language::bilingual;
use crate::table::Cell;

/// The columns whose heading names another unit than the form's: 执行数（元） beside 预算数（万元）.
pub(super) fn units_of_their_own(header: &Row, columns: &Columns, form_unit: &str) -> Vec<(Label, &'static str)> {
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
pub(super) fn warn_of_units(fund: &FundRow, units: &[(Label, &str)], n: usize, ledger: &mut Ledger) {
    for (label, unit) in units {
        let (column, field) = match label {
            Label::Initial => ("initial", &fund.initial),
            Label::Budget => ("budget", &fund.budget),
            _ => ("executed", &fund.executed),
        };
        let message = bilingual!(
            "该列以{unit}为单位，与其他金额不同；不作判断",
            "this column is in {unit}, and others are not: it is not judged"
        );
        ledger.not_understood_at(FieldName::fund(n, column), field.place(), message);
    }
}

/// Rows whose names say another unit than the others have are not added up: 年度资金总额（元） over parts in 万元.
pub(super) fn warn_of_units_in_names(funds: &[FundRow], form_unit: &str, ledger: &mut Ledger) {
    let named = |fund: &FundRow| {
        let name = fund.item.text();
        name.contains('元').then(|| unit_in(name)).flatten()
    };
    if funds.iter().all(|fund| named(fund).is_none()) {
        return;
    }
    let units = || funds.iter().map(|fund| named(fund).unwrap_or(form_unit));
    let Some(first) = units().next().filter(|first| units().any(|unit| unit != *first)) else {
        return;
    };
    let usual = if form_unit.is_empty() { first } else { form_unit };
    for (n, (fund, unit)) in funds.iter().zip(units()).enumerate() {
        if unit != usual {
            let message = bilingual!(
                "该行以{unit}为单位，与其他各行不同；各项之和不作判断",
                "this row is in {unit}, and others are not: sums are not judged"
            );
            let name = FieldName::fund(n, "item");
            ledger.not_understood_at(name, fund.item.place(), message);
        }
    }
}

/// The column of money from earlier years, where the budget may not have it in it: 上年结转 beside 本年预算数, and not beside 全年预算数.
pub(super) fn carried_over(header: &Row, columns: &Columns) -> Option<Column> {
    let has_all = |key: &str| ["全年", "调整", "最终"].iter().any(|word| key.contains(word));
    if has_all(&budget_key(header, columns)?) {
        return None;
    }
    let is_carried = |key: &str| ["上年结", "年初结"].iter().any(|word| key.starts_with(word));
    let carried = header.all.iter().find(|c| is_carried(&key_over(c)));
    carried.map(|c| Column::over(Label::Initial, c))
}

/// What stands over the budgets.
pub(super) fn budget_key<'t>(header: &Row<'t>, columns: &Columns) -> Option<Cow<'t, str>> {
    let budget = columns.get(Label::Budget)?;
    let over = header.all.iter().find(|c| c.bbox.x0 == budget.x0);
    Some(over.map_or_else(Cow::default, |c| key_over(c)))
}

fn key_over(cell: &Cell) -> Cow<'_, str> {
    label_key(cell.text()).unwrap_or_default()
}

/// What was spent may be of both: neither the rate nor a surplus follows from the budget alone.
pub(super) fn warn_of_carried(row: &Row, carried: Option<Column>, n: usize, ledger: &mut Ledger) {
    let Some(column) = carried else { return };
    let is_some_money = |c: &&Cell| Figure::parse(c.text()).is_some_and(|figure| !figure.value.is_zero());
    if let Some(cell) = column.cells(&row.own).into_iter().find(is_some_money) {
        let text = cell.text();
        let message = bilingual!(
            "预算数可能不含结转的“{text}”；执行率不作判断",
            "the budget may not contain the \"{text}\" carried over: the rate is not judged"
        );
        ledger.not_understood(FieldName::fund(n, "budget"), cell, message);
    }
}

/// 调整预算数 can be what the budget became, or what was added to it: the printed rate tells.
pub(super) fn warn_of_addition(fund: &FundRow, n: usize, ledger: &mut Ledger) {
    let amount = |field: &Field| Figure::parse(field.text())?.amount();
    let agrees = |budget: Amount| {
        let rate = Figure::parse(fund.rate.text())?;
        Some(Agreement::of_rate(&rate, amount(&fund.executed)?, budget)?.is_consistent())
    };
    let (Some(initial), Some(budget)) = (amount(&fund.initial), amount(&fund.budget)) else {
        return;
    };
    if agrees(budget) == Some(false) && initial.plus(budget).and_then(agrees) == Some(true) {
        let text = fund.budget.text();
        let message = bilingual!(
            "“{text}”可能是对年初预算的调整，而不是调整后的预算；执行率不作判断",
            "\"{text}\" may be what was added to the initial budget: the rate is not judged"
        );
        ledger.not_understood_at(FieldName::fund(n, "budget"), fund.budget.place(), message);
    }
}
