//! The 项目资金 block: execution rates, the budget score, the sums of the parts.

use rust_decimal::Decimal;

use super::{Money, points};
use crate::figure::{Agreement, Amount, Computed, Figure, is_placeholder};
use crate::form::model::{Field, Form, FundRow};

/// What follows for one fund row. An agreement is there where the stated figure is a number and can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExpectedFund {
    /// executed / budget, in percent.
    pub rate: Option<Computed>,
    /// How the stated rate agrees with it.
    pub rate_agreement: Option<Agreement>,
    /// 分值 x executed / budget, capped at 分值; where there is no such quotient, from the printed rate. First row only.
    pub score: Option<Computed>,
    /// How the stated score agrees with it, or with what follows from the printed rate.
    pub score_agreement: Option<Agreement>,
}

/// The sum of the parts of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundSum {
    /// Name of the column by the contract.
    pub column: &'static str,
    /// The parts together, in the unit of the total.
    pub computed: Computed,
    /// How the stated total agrees with it.
    pub agreement: Agreement,
}

/// A column of amounts: its name, and its field in a row.
pub type FundColumn = (&'static str, fn(&FundRow) -> &Field);

/// The columns whose parts add up to the total.
pub const FUND_COLUMNS: [FundColumn; 3] = [
    ("initial", |row| &row.initial),
    ("budget", |row| &row.budget),
    ("executed", |row| &row.executed),
];

impl ExpectedFund {
    /// How the row's stated figures agree.
    pub fn agreements(&self) -> impl Iterator<Item = Agreement> {
        self.rate_agreement.into_iter().chain(self.score_agreement)
    }
}

/// What follows for every fund row.
pub(super) fn expect_funds(form: &Form) -> Vec<ExpectedFund> {
    let mut expected: Vec<ExpectedFund> = form.funds.iter().map(|row| expect_rate(row, form)).collect();
    if let (Some(total), Some(row)) = (expected.first_mut(), form.funds.first()) {
        let scores = possible_scores(row, form).unwrap_or_default();
        total.score = scores.first().copied();
        total.score_agreement = points(&row.score).and_then(|stated| {
            let agreements = scores
                .iter()
                .map(|score| Agreement::of(stated.value, stated.decimals, score));
            agreements.reduce(|one, other| Some(one?.or(other?)))?
        });
    }
    expected
}

fn expect_rate(row: &FundRow, form: &Form) -> ExpectedFund {
    let share = share_spent(row, form);
    let stated = stated_rate(row);
    ExpectedFund {
        rate: share.and_then(|share| share.times(Decimal::ONE_HUNDRED)),
        rate_agreement: share.zip(stated).and_then(|(share, stated)| {
            let agreements = RateReading::all_of(&stated).map(|reading| reading.agreement(&stated, &share));
            agreements.reduce(|one, other| Some(one?.or(other?)))?
        }),
        ..ExpectedFund::default()
    }
}

/// executed / budget. Nothing of nothing is 0; anything else of nothing, or of less, has no rate.
fn share_spent(row: &FundRow, form: &Form) -> Option<Computed> {
    let budget = Money::read(&row.budget, &form.amount_unit)?;
    let executed = Money::read(&row.executed, &form.amount_unit)?;
    if budget.figure.value.is_zero() && executed.figure.value.is_zero() {
        return Some(Computed::exactly(Decimal::ZERO));
    }
    Computed::quotient(executed.in_unit_of(&budget)?, budget.amount)
}

/// The stated rate, where it is a number.
fn stated_rate(row: &FundRow) -> Option<Figure> {
    Figure::parse(row.rate.text()).filter(|figure| figure.is_percent() || figure.unit.is_empty())
}

/// What the score can be: from the amounts, and from the printed rate unless the amounts refute that. The first is the
/// one to show. Without a budget above zero, or with less than nothing spent, there is nothing to score.
fn possible_scores(row: &FundRow, form: &Form) -> Option<Vec<Computed>> {
    let weight = points(&row.weight)?.value;
    let amount = |field| Money::read(field, &form.amount_unit).map(|money| money.figure.value);
    let nothing_to_spend = amount(&row.budget).is_some_and(|budget| budget <= Decimal::ZERO);
    let less_than_nothing_spent = amount(&row.executed).is_some_and(|executed| executed < Decimal::ZERO);
    if weight < Decimal::ZERO || nothing_to_spend || less_than_nothing_spent {
        return None;
    }
    let share = share_spent(row, form);
    let shares_by_rate = stated_rate(row)
        .map(|stated| RateReading::shares(&stated, share.as_ref()))
        .unwrap_or_default();
    let score = |share: Computed| share.at_most(Decimal::ONE)?.times(weight);
    Some(share.into_iter().chain(shares_by_rate).filter_map(score).collect())
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
    fn all_of(stated: &Figure) -> impl Iterator<Item = Self> {
        std::iter::once(Self::Percent).chain((!stated.is_percent()).then_some(Self::Ratio))
    }

    fn agreement(self, stated: &Figure, share: &Computed) -> Option<Agreement> {
        match self {
            Self::Percent => Agreement::of(stated.value, stated.decimals, &share.times(Decimal::ONE_HUNDRED)?),
            Self::Ratio => {
                let agreement = Agreement::of(stated.value, stated.decimals, share)?;
                // A ratio without decimals is 0 or 1: rounding to that would explain away any rate.
                let says_enough = stated.decimals > 0 || agreement.exact;
                Some(if says_enough { agreement } else { Agreement::default() })
            }
        }
    }

    /// The shares that the stated rate can mean. Where the share is known, those readings that agree with it; where it
    /// is not, the rate is all there is, with the slack of a printed number.
    fn shares(stated: &Figure, known: Option<&Computed>) -> Vec<Computed> {
        let share = |reading: Self| {
            let factor = match reading {
                Self::Percent => Decimal::new(1, 2),
                Self::Ratio => Decimal::ONE,
            };
            let rate = match known {
                Some(share) => {
                    let agrees = reading.agreement(stated, share)?.is_consistent();
                    agrees.then(|| Computed::exactly(stated.value))?
                }
                None => Computed::amount(stated.amount()?),
            };
            rate.times(factor)
        };
        Self::all_of(stated).filter_map(share).collect()
    }
}

/// The sums of the parts, in the columns where the total and at least one part are numbers.
pub(super) fn expect_sums(form: &Form) -> Vec<FundSum> {
    FUND_COLUMNS
        .iter()
        .filter_map(|column| expect_sum(form, *column))
        .collect()
}

fn expect_sum(form: &Form, (column, field): FundColumn) -> Option<FundSum> {
    let (total, parts) = form.funds.split_first()?;
    let total = Money::read(field(total), &form.amount_unit)?;
    // A merged cell over the total and the first part does not say what the part is.
    if matches!(parts.first().map(field), Some(Field::Covered)) {
        return None;
    }
    let mut sum: Option<Amount> = None;
    for part in parts.iter().map(field) {
        let amount = match part {
            Field::Covered => continue,
            Field::Absent => return None,
            Field::Cell(value) if is_placeholder(&value.text) => continue,
            Field::Cell(_) => Money::read(part, &form.amount_unit)?.in_unit_of(&total)?,
        };
        sum = Some(match sum {
            Some(sum) => sum.plus(amount)?,
            None => amount,
        });
    }
    let computed = Computed::amount(sum?);
    Some(FundSum {
        column,
        agreement: Agreement::of(total.figure.value, total.figure.decimals, &computed)?,
        computed,
    })
}
