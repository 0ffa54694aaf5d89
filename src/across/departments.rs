//! How the forms of each department are distributed: are there too many 99s?

use std::collections::BTreeMap;
use std::io;

use rust_decimal::Decimal;

use super::row::{CrossRow, Kind};
use crate::figure::Figure;
use crate::ids::ids;
use crate::stored::StoredForm;

/// A score or rate from here on is as good as full.
const NEARLY_FULL: Decimal = Decimal::from_parts(99, 0, 0, false, 0);

/// Decimals of a mean.
const DECIMALS: u32 = 4;

/// Stated total scores and recomputed execution rates of one department: a printed rate may be a percentage or the ratio itself.
#[derive(Debug, Default)]
pub(super) struct Department {
    forms: u64,
    scores: Vec<Decimal>,
    rates: Vec<Decimal>,
}

impl Department {
    pub(super) fn add(&mut self, form: &StoredForm) {
        self.forms += 1;
        let value = |text: &str| Figure::parse(text).map(|figure| figure.value);
        self.scores.extend(value(&form.total_score));
        self.rates
            .extend(form.funds.first().and_then(|total| value(&total.rate_recomputed)));
    }
}

/// What is distributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// The stated total 得分.
    Score,
    /// The recomputed 执行率 of the fund total.
    Rate,
}

impl Measure {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Score, Self::Rate];

    /// Its field as in the tables.
    pub fn field(self) -> &'static str {
        match self {
            Self::Score => "total_score",
            Self::Rate => "funds[0].rate_recomputed",
        }
    }
}

/// What is said of a distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Statistic {
    Count,
    Min,
    LowerQuartile,
    Median,
    UpperQuartile,
    Max,
    Mean,
    AtLeast99,
}

ids! {
    Statistic {
        Count => "count",
        Min => "min",
        LowerQuartile => "lower_quartile",
        Median => "median",
        UpperQuartile => "upper_quartile",
        Max => "max",
        Mean => "mean",
        AtLeast99 => "at_least_99",
    }
}

impl Statistic {
    fn of(self, sorted: &[Decimal]) -> Option<Decimal> {
        match self {
            Self::Count => Some(Decimal::from(sorted.len())),
            Self::Min => quartile(sorted, 0),
            Self::LowerQuartile => quartile(sorted, 1),
            Self::Median => quartile(sorted, 2),
            Self::UpperQuartile => quartile(sorted, 3),
            Self::Max => quartile(sorted, 4),
            Self::Mean => mean(sorted),
            Self::AtLeast99 => {
                let nearly_full = sorted.iter().filter(|value| **value >= NEARLY_FULL).count();
                Some(Decimal::from(nearly_full))
            }
        }
    }
}

/// One row for each department and statistic.
pub(super) fn report(
    departments: &mut BTreeMap<String, Department>,
    report: &mut impl FnMut(CrossRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for (number, (name, department)) in (1..).zip(departments) {
        for measure in Measure::ALL {
            let values = match measure {
                Measure::Score => &mut department.scores,
                Measure::Rate => &mut department.rates,
            };
            values.sort_unstable();
            for statistic in Statistic::ALL {
                let Some(value) = statistic.of(values) else { continue };
                report(CrossRow {
                    kind: Kind::Distribution,
                    group: number,
                    forms: department.forms,
                    department: name,
                    field: &format!("{}.{}", measure.field(), statistic.id()),
                    value: &value.normalize().to_string(),
                    expected: "",
                    ..CrossRow::default()
                })?;
            }
        }
    }
    Ok(())
}

/// As `QUARTILE.INC` of spreadsheets has it: of so many quarters of the way from the least to the greatest, and in proportion between two
/// neighbours.
fn quartile(sorted: &[Decimal], quarters: usize) -> Option<Decimal> {
    let way = sorted.len().checked_sub(1)? * quarters;
    let below = *sorted.get(way / 4)?;
    let above = sorted.get(way / 4 + 1).copied().unwrap_or(below);
    let share = Decimal::from(way % 4).checked_div(Decimal::from(4))?;
    above.checked_sub(below)?.checked_mul(share)?.checked_add(below)
}

fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = values
        .iter()
        .try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    let mean = sum.checked_div(Decimal::from(values.len()))?;
    Some(mean.round_dp_with_strategy(DECIMALS, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_are_those_of_a_spreadsheet() {
        let table: [(&[&str], [&str; 5]); 5] = [
            (&["7"], ["7", "7", "7", "7", "7"]),
            (&["90", "100"], ["90", "92.5", "95", "97.5", "100"]),
            (&["90", "99", "99.5", "100"], ["90", "96.75", "99.25", "99.625", "100"]),
            (&["1", "2", "3", "4", "5"], ["1", "2", "3", "4", "5"]),
            (
                &["80.05", "90", "95.5", "97", "98", "99.25"],
                ["80.05", "91.375", "96.25", "97.75", "99.25"],
            ),
        ];
        for (values, quartiles) in table {
            let sorted: Vec<Decimal> = values.iter().map(|value| value.parse().unwrap()).collect();
            let found: Vec<String> = (0..5)
                .filter_map(|quarters| Some(quartile(&sorted, quarters)?.normalize().to_string()))
                .collect();
            assert_eq!(found, quartiles, "{values:?}");
        }
        assert_eq!(quartile(&[], 2), None);
    }
}
