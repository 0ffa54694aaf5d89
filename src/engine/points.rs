//! 分值 and 得分: printed points, which have no slack.

use rust_decimal::Decimal;

use crate::figure::{self, Figure};
use crate::form::model::Field;

/// The field as points: a number without a unit, or with 分.
pub fn points(field: &Field) -> Option<Figure> {
    Figure::parse(field.text()).filter(|figure| matches!(figure.unit.as_str(), "" | "分"))
}

/// The points of budget and indicators together. `None` where one is missing or no number: a sum with a hole in it says
/// nothing. A row that a merged cell of another row covers is no hole. Without indicators there is nothing to add up.
pub(super) fn sum_of_column<'a>(
    budget: Option<&'a Field>,
    indicators: impl Iterator<Item = &'a Field>,
) -> Option<Decimal> {
    let mut indicators = indicators.peekable();
    indicators.peek()?;
    std::iter::once(budget?)
        .chain(indicators)
        .filter(|field| !matches!(field, Field::Covered))
        .try_fold(Decimal::ZERO, |total, field| figure::sum(total, points(field)?.value))
}
