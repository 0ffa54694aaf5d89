//! Which 分值 a 得分 is out of, where cells are merged over rows.

use rust_decimal::Decimal;

use super::{points, weight};
use crate::figure::sum;
use crate::form::model::Field;

/// A 得分 with all the 分值 that it is out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// The row that its cell stands on.
    pub row: usize,
    /// How many rows its cell covers.
    pub rows: usize,
    /// The 得分.
    pub score: Decimal,
    /// The 分值 of these rows together.
    pub weight: Decimal,
}

/// Pairs every 得分 of a column with its 分值. A 得分 is left out where it is no number, or where a 分值 is none, or is
/// shared with rows that another 得分 stands on.
pub(crate) fn scored<'a>(rows: impl Iterator<Item = (&'a Field, &'a Field)>) -> Vec<Scored> {
    let rows: Vec<(&Field, &Field)> = rows.collect();
    (0..rows.len())
        .filter_map(|row| scored_row(rows.get(row..)?, row))
        .collect()
}

/// The first row's 得分; `rows` begins with it.
fn scored_row(rows: &[(&Field, &Field)], row: usize) -> Option<Scored> {
    let ((first_weight, score), below) = rows.split_first()?;
    let score = points(score)?.value;
    let covered = below
        .iter()
        .take_while(|(_, score)| matches!(score, Field::Covered))
        .count();
    let next_weight = below.get(covered).map(|(weight, _)| *weight);
    if matches!(first_weight, Field::Covered) || matches!(next_weight, Some(Field::Covered)) {
        return None;
    }
    let weights = rows.iter().take(covered + 1).map(|(weight, _)| *weight);
    let weight = weights
        .filter(|weight| !matches!(weight, Field::Covered))
        .try_fold(Decimal::ZERO, |total, field| sum(total, weight(field)?.value))?;
    Some(Scored {
        row,
        rows: covered + 1,
        score,
        weight,
    })
}
