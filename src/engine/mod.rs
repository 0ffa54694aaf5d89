//! Form -> expected figures: what the printed inputs say the rates, scores, sums and the grade should be.
//!
//! Every value that may have been misread is set aside first ([`trusted`]): what would be computed from it is `None`.

mod amounts;
mod funds;
mod parameters;
mod points;
mod rounding;
mod trust;

use rust_decimal::Decimal;

use crate::figure::{Agreement, Computed, Convention, Figure};
use crate::form::model::Form;

pub use amounts::Money;
pub use funds::{ExpectedFund, FundColumn, FundSum};
pub use parameters::{GradeBand, Parameters, Source};
pub use points::points;
pub use rounding::Rounding;
pub use trust::trusted;

/// Decimals of the recomputed figures in the tables.
const RECOMPUTED_DECIMALS: u32 = 4;

/// What follows from a form's own printed figures. `None` where an input is missing, or is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// For each fund row, in the form's order.
    pub funds: Vec<ExpectedFund>,
    /// The sums of the parts of the fund block, one a column that can be judged.
    pub fund_sums: Vec<FundSum>,
    /// Sum of the stated 分值 of budget and indicators.
    pub total_weight: Option<Decimal>,
    /// Sum of the stated 得分 of budget and indicators.
    pub total_score: Option<Decimal>,
    /// The grade of the stated total.
    pub grade: Option<&'static GradeBand>,
    /// The convention that explains all stated rates and scores.
    pub rounding: Rounding,
    /// What the form was held against.
    pub parameters: Parameters,
}

/// Recomputes a form.
pub fn expect(form: &Form, parameters: &Parameters) -> Expected {
    let form = trusted(form);
    let funds = funds::expect_funds(&form);
    let rounding = Rounding::of(funds.iter().flat_map(ExpectedFund::agreements));
    let budget = form.funds.first();
    Expected {
        fund_sums: funds::expect_sums(&form),
        total_weight: points::sum_of_column(
            budget.map(|row| &row.weight),
            form.indicators.iter().map(|row| &row.weight),
        ),
        total_score: points::sum_of_column(
            budget.map(|row| &row.score),
            form.indicators.iter().map(|row| &row.score),
        ),
        grade: points(&form.total_score).and_then(|total| parameters.grade_of(total.value)),
        rounding,
        funds,
        parameters: *parameters,
    }
}

/// A recomputed value as the tables show it: rounded half-up, without trailing zeros; empty where there is none.
pub fn recomputed(value: Option<&Computed>) -> String {
    value
        .and_then(|value| value.exact.rounded(RECOMPUTED_DECIMALS, Convention::HalfUp))
        .map_or_else(String::new, |value| value.normalize().to_string())
}

/// How a stated figure agrees with a value that has no slack, such as a sum of points.
pub fn agreement_with_exact(stated: &Figure, value: Decimal) -> Option<Agreement> {
    Agreement::of(stated.value, stated.decimals, &Computed::exactly(value))
}
