//! 分值 and 得分: printed points, which have no slack.

use rust_decimal::Decimal;

use crate::figure::{self, Figure};
use crate::form::model::{Field, Form};

/// The columns of points, which add up to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        if form.funds.is_empty() || form.indicators.is_empty() {
            return None;
        }
        let own_cells = self.of(form).filter(|field| !matches!(field, Field::Covered));
        own_cells
            .into_iter()
            .try_fold(Decimal::ZERO, |total, field| figure::sum(total, points(field)?.value))
    }
}

/// The field as points: a number without a unit, or with 分.
pub fn points(field: &Field) -> Option<Figure> {
    Figure::parse(field.text()).filter(|figure| matches!(figure.unit.as_str(), "" | "分"))
}
