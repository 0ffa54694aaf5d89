//! 分值 and 得分: printed points, which have no slack.

use rust_decimal::Decimal;

use crate::figure::{self, Figure};
use crate::form::model::{Field, FieldName, Form, FundRow, Indicator, Scope};

/// The columns of points, which add up to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PointColumn {
    /// 分值.
    Weight,
    /// 得分.
    Score,
}

impl PointColumn {
    /// The column's fields of budget and indicators. Of the fund rows only the total earns points.
    pub fn of(self, form: &Form) -> impl Iterator<Item = &Field> {
        let budget = form.funds.first().map(move |row| match self {
            Self::Weight => &row.weight,
            Self::Score => &row.score,
        });
        let indicators = form.indicators.iter().map(move |row| match self {
            Self::Weight => &row.weight,
            Self::Score => &row.score,
        });
        budget.into_iter().chain(indicators)
    }

    /// The points of budget and indicators together. `None` where one is missing or no number: a sum with a hole in it
    /// says nothing. A row that a merged cell of another row covers is no hole.
    pub(super) fn sum_of(self, form: &Form) -> Option<Decimal> {
        let indicators_have_all = indicators_have_all_points(form);
        if form.indicators.is_empty() || form.funds.is_empty() && !indicators_have_all {
            return None;
        }
        let without_budget = usize::from(indicators_have_all && !form.funds.is_empty());
        self.add_up(self.of(form).skip(without_budget))
    }

    /// Points together, those of covered cells left out; `None` where one is no number.
    fn add_up<'f>(self, fields: impl Iterator<Item = &'f Field>) -> Option<Decimal> {
        let mut own_cells = fields.filter(|field| !matches!(field, Field::Covered));
        own_cells.try_fold(Decimal::ZERO, |total, field| {
            figure::sum(total, self.read(field)?.value)
        })
    }

    fn read(self, field: &Field) -> Option<Figure> {
        match self {
            Self::Weight => weight(field),
            Self::Score => points(field),
        }
    }
}

/// Whether the budget earns no points: it states none, and the 分值 of the indicators are all that there are. Then 预算执行率 is an indicator; in a
/// form without 分值 that alone tells.
fn indicators_have_all_points(form: &Form) -> bool {
    let earns_points = |row: &FundRow| weight(&row.weight).is_some() || points(&row.score).is_some();
    if form.funds.first().is_some_and(earns_points) || form.warnings.iter().any(|w| w.scope.covers(Scope::FUNDS)) {
        return false;
    }
    let all = weight(&form.total_weight).map_or(Decimal::ONE_HUNDRED, |total| total.value);
    if form.indicators.iter().all(|row| row.weight == Field::Absent) {
        let has_score = form.funds.first().is_some_and(|row| row.score != Field::Absent);
        return !has_score && form.indicators.iter().any(is_of_budget);
    }
    weights_of_indicators(form) == Some(all)
}

/// Whether a total can be that of the 分值 of the indicators alone, where they are a column of their own: the budget has none. Of a budget that
/// was not understood nobody knows.
pub(crate) fn may_be_of_indicators_alone(form: &Form, total: Decimal) -> bool {
    let in_doubt = |scope: Scope| form.warnings.iter().any(|w| w.scope.covers(scope));
    let has_weight = match form.funds.first() {
        Some(row) => row.weight != Field::Absent,
        None => !in_doubt(Scope::FUNDS),
    };
    let is_lost = |(n, row): (usize, &Indicator)| {
        row.weight == Field::Absent && in_doubt(FieldName::indicator(n, "weight").into())
    };
    let has_lost = form.indicators.iter().enumerate().any(is_lost);
    !has_weight && (has_lost || weights_of_indicators(form) == Some(total))
}

fn weights_of_indicators(form: &Form) -> Option<Decimal> {
    PointColumn::Weight.add_up(form.indicators.iter().map(|row| &row.weight))
}

/// Whether an indicator is 预算执行率.
fn is_of_budget(row: &Indicator) -> bool {
    let names = [&row.level1, &row.level2, &row.level3];
    names.iter().any(|name| name.text().contains("预算执行"))
}

/// The field as points: a number without a unit, or with 分.
pub(crate) fn points(field: &Field) -> Option<Figure> {
    points_in(field, |unit| matches!(unit, "" | "分"))
}

/// The field as 分值: points, or a percentage of the 100 points of a form.
pub(crate) fn weight(field: &Field) -> Option<Figure> {
    points_in(field, |unit| matches!(unit, "" | "分" | "%"))
}

/// Brackets around points put them aside, as out of how many; nobody states less than nothing by them, as accounts do.
fn points_in(field: &Field, is_of_points: fn(&str) -> bool) -> Option<Figure> {
    let is_aside = |figure: &Figure| figure.value < Decimal::ZERO && field.text().starts_with(['(', '（']);
    Figure::parse(field.text()).filter(|figure| is_of_points(&figure.unit) && !is_aside(figure))
}

/// Whether the 得分 are out of something else than the 分值, which weight them (95 out of 100, of 10% or 0.1): most of them are far
/// above theirs.
pub(super) fn are_scores_weighted(form: &Form) -> bool {
    let of_indicators = form.indicators.iter().map(|row| (&row.weight, &row.score));
    let rows = form
        .funds
        .iter()
        .map(|row| (&row.weight, &row.score))
        .chain(of_indicators);
    let (mut within, mut above) = (0, 0);
    for (share, score) in rows {
        // Most indicators have full marks, and say so in the same digits.
        if share.text() == score.text() {
            within += usize::from(share.text().starts_with(char::is_numeric));
        } else if let (Some(share), Some(score)) = (weight(share), points(score)) {
            let count = if is_far_above(score.value, share.value) {
                &mut above
            } else {
                &mut within
            };
            *count += 1;
        }
    }
    // One may be a mistake.
    above > within && above > 1
}

/// Whether a 得分 is more than twice its 分值, or nearer to 100: no slip, but another measure.
fn is_far_above(score: Decimal, weight: Decimal) -> bool {
    score > weight && (score - weight > weight || Decimal::ONE_HUNDRED - score < score - weight)
}
