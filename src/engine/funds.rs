//! The 项目资金 block: execution rates, the budget score, the sums of the parts.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Money, points, weight};
use crate::figure::{Agreement, Amount, Computed, Figure, is_placeholder};
use crate::form::model::{Field, FieldName, Form, FundRow, Scope};
use crate::warning::{Warning, WarningKind};

/// What follows for one fund row. An agreement is there where the stated figure is a number and can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedFund {
    /// The column of what could be spent: 全年预算数; 年初预算数 where the form has no other.
    pub base: FundColumn,
    /// The 分值 that the score is out of, stated in its cell or in a heading. First row only.
    pub weight: Option<Decimal>,
    /// executed / budget, in percent.
    pub rate: Option<Computed>,
    /// How the stated rate agrees with it.
    pub rate_agreement: Option<Agreement>,
    /// 分值 x executed / budget, capped at 分值. First row only, as all that follows.
    pub score_by_amounts: Option<Computed>,
    /// 分值 x the printed rate, capped at 分值; `None` where the amounts refute the printed rate.
    pub score_by_rate: Option<Computed>,
    /// How the stated score agrees with either of them.
    pub score_agreement: Option<Agreement>,
}

/// The sum of the parts of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundSum {
    /// The column.
    pub column: FundColumn,
    /// The parts together, in the unit of the total.
    pub computed: Computed,
    /// How the stated total agrees with it.
    pub agreement: Agreement,
}

/// The columns of amounts, whose parts add up to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FundColumn {
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Budget,
    /// 全年执行数.
    Executed,
}

impl FundColumn {
    /// All of them, in the form's order.
    pub const ALL: [Self; 3] = [Self::Initial, Self::Budget, Self::Executed];

    /// Its name by the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Budget => "budget",
            Self::Executed => "executed",
        }
    }

    /// Its field in a row.
    pub fn of(self, row: &FundRow) -> &Field {
        match self {
            Self::Initial => &row.initial,
            Self::Budget => &row.budget,
            Self::Executed => &row.executed,
        }
    }
}

impl ExpectedFund {
    /// The recomputed score: from the amounts where they are numbers, else from the printed rate.
    pub fn score(&self) -> Option<&Computed> {
        self.score_by_amounts.as_ref().or(self.score_by_rate.as_ref())
    }

    /// How the row's stated figures agree.
    pub fn agreements(&self) -> impl Iterator<Item = Agreement> {
        self.rate_agreement.into_iter().chain(self.score_agreement)
    }
}

/// What follows for every fund row. `printed` is the form with the values that had to be set aside.
pub(super) fn expect_funds(form: &Form, printed: &Form) -> Vec<ExpectedFund> {
    let base = base(printed);
    let mut expected: Vec<ExpectedFund> = form.funds.iter().map(|row| expect_rate(row, base, form)).collect();
    if let (Some(total), Some(row), Some(printed)) = (expected.first_mut(), form.funds.first(), printed.funds.first()) {
        // The printed rate may be wrong; with doubted amounts nothing would show it.
        if base.of(row) == base.of(printed) && row.executed == printed.executed {
            expect_score(total, row, form);
        }
    }
    expected
}

/// The column of what could be spent. A 全年预算数 that may have been lost is one all the same.
fn base(printed: &Form) -> FundColumn {
    let is_lost = |n: usize| {
        let name = FieldName::fund(n, "budget");
        printed.warnings.iter().any(|w| w.scope.covers(name))
    };
    let has_budget = printed.funds.iter().any(|row| row.budget != Field::Absent);
    if has_budget || (0..printed.funds.len()).any(is_lost) {
        FundColumn::Budget
    } else {
        FundColumn::Initial
    }
}

fn expect_rate(row: &FundRow, base: FundColumn, form: &Form) -> ExpectedFund {
    let share = share_spent(row, base, form);
    let agreement = |(share, stated): (Computed, Figure)| {
        let readings = [RateReading::Percent, RateReading::Ratio];
        readings
            .map(|reading| reading.agreement(&stated, &share))
            .into_iter()
            .try_fold(Agreement::default(), |all, one| Some(all.or(one?)))
    };
    ExpectedFund {
        base,
        weight: None,
        rate: share.and_then(|share| share.times(Decimal::ONE_HUNDRED)),
        rate_agreement: share.zip(stated_rate(row)).and_then(agreement),
        score_by_amounts: None,
        score_by_rate: None,
        score_agreement: None,
    }
}

/// Without a budget above zero, or with less than nothing spent, there is nothing to score.
fn expect_score(expected: &mut ExpectedFund, row: &FundRow, form: &Form) {
    let stated = weight(&row.weight).map(|weight| weight.value);
    let Some(weight) = stated
        .or(form.points_in_heading)
        .filter(|weight| *weight >= Decimal::ZERO)
    else {
        return;
    };
    expected.weight = Some(weight);
    let amount = |field| Money::read(field, &form.amount_unit).map(|money| money.figure.value);
    let nothing_to_spend = amount(expected.base.of(row)).is_some_and(|budget| budget <= Decimal::ZERO);
    let less_than_nothing_spent = amount(&row.executed).is_some_and(|executed| executed < Decimal::ZERO);
    if nothing_to_spend || less_than_nothing_spent {
        return;
    }
    let share = share_spent(row, expected.base, form);
    let score = |share: Computed| share.at_most(Decimal::ONE)?.times(weight);
    expected.score_by_amounts = share.and_then(score);
    expected.score_by_rate = stated_rate(row)
        .and_then(|rate| RateReading::share(&rate, share.as_ref()))
        .and_then(score);
    expected.score_agreement = points(&row.score).and_then(|stated| {
        let scores = expected.score_by_amounts.iter().chain(&expected.score_by_rate);
        let agreements = scores.map(|score| Agreement::of(&stated, score));
        agreements.reduce(|one, other| Some(one?.or(other?)))?
    });
}

/// executed / budget. Nothing of nothing is 0; anything else of nothing, or of less, has no rate; nor has more than the initial budget, to
/// which something must have been added.
fn share_spent(row: &FundRow, base: FundColumn, form: &Form) -> Option<Computed> {
    let budget = Money::read(base.of(row), &form.amount_unit)?;
    let executed = Money::read(&row.executed, &form.amount_unit)?;
    if budget.figure.value.is_zero() && executed.figure.value.is_zero() {
        return Some(Computed::exactly(Decimal::ZERO));
    }
    let share = Computed::quotient(executed.in_unit_of(&budget)?, budget.amount)?;
    let is_added_to = base == FundColumn::Initial && share.exact.compare(Decimal::ONE)? == Ordering::Greater;
    (!is_added_to).then_some(share)
}

/// The stated rate, where it is a number.
fn stated_rate(row: &FundRow) -> Option<Figure> {
    Figure::parse(row.rate.text()).filter(|figure| figure.is_percent() || figure.unit.is_empty())
}

/// What a printed rate says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RateReading {
    /// A percentage.
    Percent,
    /// The ratio itself (`0.9852`), where no sign says otherwise.
    Ratio,
}

impl RateReading {
    fn agreement(self, stated: &Figure, share: &Computed) -> Option<Agreement> {
        match self {
            Self::Percent => Agreement::of(stated, &share.times(Decimal::ONE_HUNDRED)?),
            Self::Ratio if stated.is_percent() => Some(Agreement::default()),
            Self::Ratio => {
                let agreement = Agreement::of(stated, share)?;
                // A ratio without decimals is 0 or 1: rounding to that would explain away any rate.
                let says_enough = stated.decimals > 0 || agreement.exact;
                Some(if says_enough { agreement } else { Agreement::default() })
            }
        }
    }

    /// The share that the stated rate means. Where the share is known, by the reading that agrees with it; where it is
    /// not, the rate is all there is, with the slack of a printed number, and one up to 1 without a sign means nothing
    /// for sure.
    fn share(stated: &Figure, known: Option<&Computed>) -> Option<Computed> {
        let percent = Decimal::new(1, 2);
        let Some(share) = known else {
            let is_plain = stated.is_percent() || stated.value > Decimal::ONE || stated.value.is_zero();
            return Computed::amount(stated.amount()?).times(percent).filter(|_| is_plain);
        };
        let agrees = |reading: Self| Some(reading.agreement(stated, share)?.is_consistent());
        if agrees(Self::Percent)? {
            Computed::exactly(stated.value).times(percent)
        } else {
            agrees(Self::Ratio)?.then(|| Computed::exactly(stated.value))
        }
    }
}

/// The sums of the parts, in the columns where the total and at least one part are numbers.
pub(super) fn expect_sums(form: &Form) -> Vec<FundSum> {
    FundColumn::ALL
        .into_iter()
        .filter_map(|column| expect_sum(form, column))
        .collect()
}

/// The total of the fund block, and the parts of which it is made: the rows below it. A 小计 repeats the parts above it.
pub(crate) fn total_and_parts(form: &Form) -> Option<(&FundRow, Vec<&FundRow>)> {
    let (total, below) = form.funds.split_first()?;
    // Where the name of the total comes again, another total begins.
    let name = total.item.text();
    let own = below
        .iter()
        .take_while(|row| name.is_empty() || row.item.text() != name);
    let parts = own.filter(|row| !row.item.text().ends_with("小计"));
    Some((total, parts.collect()))
}

fn expect_sum(form: &Form, column: FundColumn) -> Option<FundSum> {
    let (total, parts) = total_and_parts(form)?;
    let total = Money::read(column.of(total), &form.amount_unit)?;
    // A merged cell over the total and the first part does not say what the part is.
    if matches!(parts.first().map(|part| column.of(part)), Some(Field::Covered)) {
        return None;
    }
    // A part of a part would be counted twice.
    let is_in_doubt = |w: &Warning| {
        w.kind == WarningKind::NotUnderstood && matches!(w.scope, Scope::Field(name) if name.column == "item")
    };
    let is_certain = !form.warnings.iter().any(is_in_doubt);
    let mut sum: Option<Amount> = None;
    let says_something = |row: &FundRow| {
        let at = form.funds.iter().position(|fund| std::ptr::eq(fund, row));
        let name = at.map(|at| Scope::Field(FieldName::fund(at, column.name())));
        name.is_some_and(|name| form.warnings.iter().any(|w| w.scope == name))
    };
    for row in parts {
        let part = column.of(row);
        let amount = match part {
            Field::Covered => continue,
            Field::Absent => return None,
            // A blank of which something is said may be none.
            Field::Cell(value) if value.text.is_empty() && says_something(row) => return None,
            Field::Cell(value) if is_placeholder(&value.text) => continue,
            Field::Cell(_) => Money::read(part, &form.amount_unit)?.in_unit_of(&total)?,
        };
        sum = Some(match sum {
            Some(sum) => sum.plus(amount)?,
            None => amount,
        });
    }
    let computed = Computed::amount(sum?);
    let agreement = Agreement::of(&total.figure, &computed)?;
    (is_certain || agreement.is_consistent()).then_some(FundSum {
        column,
        computed,
        agreement,
    })
}
