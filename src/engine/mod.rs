//! Form -> expected figures: what the printed inputs say the rates, scores, sums and the grade should be.
//!
//! Every value that may have been misread is set aside first ([`trusted`]): what would be computed from it is `None`.

#![deny(clippy::float_arithmetic)]

mod amounts;
mod funds;
mod points;
mod rounding;
#[cfg(test)]
pub(crate) mod sample;
mod scored;
mod trust;

use rust_decimal::Decimal;

use crate::figure::{Computed, Convention};
use crate::form::model::Form;

pub use crate::parameters::{GradeBand, Parameters};
pub use amounts::Money;
pub(crate) use funds::total_and_parts;
pub use funds::{ExpectedFund, FundColumn, FundSum};
pub use points::PointColumn;
pub(crate) use points::{may_be_of_indicators_alone, points, weight};
pub use rounding::Rounding;
pub use scored::Scored;
pub(crate) use scored::scored;
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
    /// The 得分 of the fund rows, each with the 分值 that it is out of.
    pub scored_funds: Vec<Scored>,
    /// The 得分 of the indicators, each with the 分值 that it is out of.
    pub scored_indicators: Vec<Scored>,
    /// Sum of the stated 分值 of budget and indicators.
    pub total_weight: Option<Decimal>,
    /// Sum of the stated 得分 of budget and indicators.
    pub total_score: Option<Decimal>,
    /// The grade of the stated total.
    pub grade: Option<GradeBand>,
    /// The convention that explains all stated rates and scores.
    pub rounding: Rounding,
    /// What the form was held against.
    pub parameters: Parameters,
}

/// Recomputes a form from its own printed figures, in the units in which they are printed (money as the form has it, rates in percent).
///
/// What a doubtful value would decide is `None`. The parameters are those of the form's year ([`Parameters::of_year`]), which name the document
/// that they come from.
///
/// # Example
/// ```
/// use fuhe::engine::expect;
/// use fuhe::parameters::Parameters;
///
/// # let bytes = std::sync::Arc::new(std::fs::read("fixtures/planted/grade.pdf").unwrap());
/// # let reading = fuhe::pdf::read(&bytes, &fuhe::pdf::ReadOptions::default()).unwrap();
/// # let tables = fuhe::table::pages_to_tables(&reading.pages);
/// # let form = fuhe::form::tables_to_forms(&tables).remove(0);
/// let expected = expect(&form, &Parameters::default());
/// assert_eq!(expected.grade.unwrap().grade, "良");
/// ```
pub fn expect(form: &Form, parameters: &Parameters) -> Expected {
    let printed = form;
    let form = trusted(printed);
    let funds = funds::expect_funds(&form, printed);
    let rounding = Rounding::of(funds.iter().flat_map(ExpectedFund::agreements));
    // A sum of some rows says nothing about that of all.
    let is_whole = !printed.is_incomplete;
    Expected {
        fund_sums: if is_whole {
            funds::expect_sums(&form)
        } else {
            Vec::new()
        },
        scored_funds: scored(form.funds.iter().map(|row| (&row.weight, &row.score))),
        scored_indicators: scored(form.indicators.iter().map(|row| (&row.weight, &row.score))),
        total_weight: PointColumn::Weight.sum_of(&form).filter(|_| is_whole),
        total_score: PointColumn::Score.sum_of(&form).filter(|_| is_whole),
        grade: points(&form.total_score)
            .and_then(|total| parameters.grade_of(total.value))
            .cloned(),
        rounding,
        funds,
        parameters: parameters.clone(),
    }
}

/// A recomputed value as the tables show it: rounded half-up, without trailing zeros; empty where there is none.
pub fn recomputed(value: Option<&Computed>) -> String {
    value
        .and_then(|value| value.exact.rounded(RECOMPUTED_DECIMALS, Convention::HalfUp))
        .map_or_else(String::new, |value| value.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::sample::{cell, doubt, form, fund, indicator};
    use super::*;
    use crate::form::model::{Field, FundRow};
    use crate::warning::WarningKind;

    fn expected(form: &Form) -> Expected {
        expect(form, &Parameters::default())
    }

    #[test]
    fn rates_score_sums_and_grade_follow_from_the_printed_figures() {
        let expected = expected(&form());
        let rates: Vec<String> = expected
            .funds
            .iter()
            .map(|fund| recomputed(fund.rate.as_ref()))
            .collect();
        assert_eq!(rates, ["98.5294", "98.5294", "0"]);
        let scores: Vec<String> = expected.funds.iter().map(|fund| recomputed(fund.score())).collect();
        assert_eq!(scores, ["9.8529", "", ""]);
        assert_eq!(expected.fund_sums.len(), 3);
        assert!(expected.fund_sums.iter().all(|sum| sum.agreement.exact));
        assert_eq!(expected.total_weight, Some(Decimal::ONE_HUNDRED));
        assert_eq!(expected.total_score, Some(Decimal::new(9985, 2)));
        assert_eq!(expected.grade.map(|band| band.grade).as_deref(), Some("优"));
        assert_eq!(expected.rounding, Rounding::Truncate);
    }

    #[test]
    fn where_the_indicators_have_all_points_the_budget_is_no_hole_in_the_sum() {
        let mut form = form();
        let points = |weight, score| FundRow {
            weight: cell(weight),
            score: cell(score),
            ..form.funds[0].clone()
        };
        let (stated, unstated) = (points("", "9.85"), points("-", "-"));
        form.funds = vec![unstated];
        assert_eq!(expected(&form).total_score, None);
        form.indicators
            .push(indicator(["预算执行率", "100%", "98%", "10", "9.8", ""]));
        assert_eq!(expected(&form).total_weight, Some(Decimal::ONE_HUNDRED));
        assert_eq!(expected(&form).total_score, Some(Decimal::new(9980, 2)));
        form.funds = vec![stated];
        assert_eq!(expected(&form).total_weight, None);
        form.funds.clear();
        assert_eq!(expected(&form).total_score, Some(Decimal::new(9980, 2)));
        form.warnings = vec![doubt("funds", WarningKind::NotUnderstood)];
        assert_eq!(expected(&form).total_score, None);
    }

    #[test]
    fn without_weights_an_indicator_of_the_budget_says_that_all_points_are_there() {
        let mut form = form();
        for row in &mut form.indicators {
            row.weight = Field::Absent;
        }
        (form.funds[0].weight, form.funds[0].score) = (Field::Absent, Field::Absent);
        assert_eq!(expected(&form).total_score, None);
        form.indicators[0].level1 = cell("预算执行率（60分）");
        assert_eq!(expected(&form).total_score, Some(Decimal::from(90)));
        form.funds[0].score = cell("");
        assert_eq!(expected(&form).total_score, None);
    }

    /// The rounding of a form whose total row is stated so.
    fn rounding(budget: &str, executed: &str, rate: &str, score: &str) -> &'static str {
        let mut form = form();
        form.funds = vec![fund(["年度资金总额", "", budget, executed, "10", rate, score])];
        expected(&form).rounding.id()
    }

    #[test]
    fn the_first_convention_that_explains_all_figures_is_named() {
        assert_eq!(rounding("8.00", "1.00", "12.5%", "1.25"), "exact");
        assert_eq!(rounding("9.00", "8.98", "99.78", "9.98"), "half-up");
        assert_eq!(rounding("8.00", "1.00", "12.5%", "1.2"), "half-even");
        assert_eq!(rounding("9.00", "8.98", "99.77", "9.97"), "truncate");
        assert_eq!(rounding("9.00", "8.98", "99.77", "9.98"), "mixed");
        assert_eq!(rounding("9.00", "9.00", "100.05", "10"), "within-precision");
        assert_eq!(rounding("9.00", "8.98", "89.77", "9.98"), "unknown");
    }

    #[test]
    fn a_score_may_follow_from_the_printed_rate() {
        // 99.45 % by the amounts, printed as 99%: 9.94 and 9.90 are both right.
        for score in ["9.94", "9.95", "9.90"] {
            assert_ne!(rounding("402.4", "400.2", "99%", score), "unknown", "{score}");
        }
        assert_eq!(rounding("402.4", "400.2", "99%", "10.00"), "unknown");
        // A refuted rate explains no score.
        assert_eq!(rounding("402.4", "400.2", "90%", "9.00"), "unknown");
    }

    #[test]
    fn a_rate_without_a_sign_may_be_the_ratio_itself() {
        assert_eq!(rounding("6.80", "6.80", "1", "10"), "exact");
        assert_eq!(rounding("6.80", "6.70", "0.9852", "9.85"), "truncate");
        assert_eq!(rounding("6.80", "6.80", "1%", "10"), "unknown");
        assert_eq!(rounding("10.00", "6.00", "1", "6"), "unknown");
    }

    #[test]
    fn amounts_in_different_units_are_converted() {
        assert_eq!(rounding("6.80", "67000元", "98.53", "9.85"), "half-up");
        assert_eq!(rounding("68000元", "6.70万元", "98.53", "9.85"), "half-up");
        assert_eq!(rounding("¥6.80", "6.70万", "98.53", "9.85"), "half-up");
        assert_eq!(rounding("0.00068亿元", "6.70", "98.53", "9.85"), "half-up");
    }

    #[test]
    fn signs_and_marks_around_a_figure_change_nothing() {
        assert_eq!(rounding("¥6.80*", "￥6.70①", "98·53%", "9.85¹"), "half-up");
        let mut form = form();
        form.funds[1] = fund(["当年财政拨款", "", "7.00", "6.90", "-", "", "-"]);
        form.funds[2] = fund(["其他资金", "", "(0.20)", "¥-0.20", "-", "", "-"]);
        form.funds.push(fund(["上年结转资金", "", "¥-", "￥—", "-", "", "-"]));
        let sums = expected(&form).fund_sums;
        assert_eq!(sums.len(), 2, "the initial amounts are blank");
        assert!(sums.iter().all(|sum| sum.agreement.exact));
    }

    #[test]
    fn amounts_of_unknown_unit_are_not_compared_with_others() {
        let mut form = form();
        form.amount_unit = Field::Absent;
        form.funds = vec![fund(["年度资金总额", "", "6.80", "67000元", "10", "98.53", "9.85"])];
        assert_eq!(expected(&form).funds[0].rate, None);
    }

    #[test]
    fn a_budget_of_nothing_has_no_rate_unless_nothing_was_spent() {
        let rate = |budget: &str, executed: &str| {
            let mut form = form();
            form.funds = vec![fund(["年度资金总额", "", budget, executed, "10", "", ""])];
            recomputed(expected(&form).funds[0].rate.as_ref())
        };
        assert_eq!(rate("0.00", "0.00"), "0");
        assert_eq!(rate("0.00", "1.00"), "");
        assert_eq!(rate("-1.00", "1.00"), "");
        assert_eq!(rate("-", "1.00"), "");
    }

    #[test]
    fn a_sum_with_a_hole_is_no_sum_but_a_merged_cell_is_no_hole() {
        let mut form = form();
        form.indicators[1].score = Field::Covered;
        assert_eq!(expected(&form).total_score, Some(Decimal::new(6985, 2)));
        for hole in [cell(""), cell("-"), Field::Absent] {
            form.indicators[1].score = hole;
            assert_eq!(expected(&form).total_score, None);
        }
    }

    #[test]
    fn nothing_is_computed_from_a_doubted_value() {
        let mut form = form();
        form.warnings = vec![doubt("funds[0].executed", WarningKind::UnmappedGlyph)];
        let expected = expected(&form);
        assert_eq!(expected.funds[0].rate, None);
        assert!(expected.funds[1].rate.is_some());
        assert!(expected.fund_sums.iter().all(|sum| sum.column != FundColumn::Executed));
    }
}
