//! How the forms of each department are distributed: are there too many 99s?

use std::collections::BTreeMap;
use std::io;

use rust_decimal::Decimal;

use super::record::FormRecord;
use super::{CrossRow, Kind};
use crate::figure::Figure;

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
    pub(super) fn add(&mut self, form: &FormRecord) {
        self.forms += 1;
        let value = |text: &str| Figure::parse(text).map(|figure| figure.value);
        self.scores.extend(value(&form.total_score));
        self.rates
            .extend(form.funds.first().and_then(|total| value(&total.rate_recomputed)));
    }
}

/// One row for each department and statistic.
pub(super) fn report(
    departments: &BTreeMap<String, Department>,
    report: &mut impl FnMut(CrossRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for (number, (name, department)) in (1..).zip(departments) {
        let scores = statistics("total_score", &department.scores);
        let rates = statistics("funds[0].rate_recomputed", &department.rates);
        for (field, value) in scores.into_iter().chain(rates) {
            report(CrossRow {
                kind: Kind::Distribution,
                group: number,
                forms: department.forms,
                department: name,
                field: &field,
                value: &value,
                ..CrossRow::default()
            })?;
        }
    }
    Ok(())
}

fn statistics(field: &str, values: &[Decimal]) -> Vec<(String, String)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    // The nearest stated value below, so that each is one that some form states.
    let quantile = |numerator: usize, denominator: usize| {
        let last = sorted.len().saturating_sub(1);
        sorted.get(last * numerator / denominator).copied()
    };
    let nearly_full = sorted.iter().filter(|value| **value >= NEARLY_FULL).count();
    let all = [
        ("count", Some(Decimal::from(sorted.len()))),
        ("min", quantile(0, 4)),
        ("lower_quartile", quantile(1, 4)),
        ("median", quantile(2, 4)),
        ("upper_quartile", quantile(3, 4)),
        ("max", quantile(4, 4)),
        ("mean", mean(&sorted)),
        ("at_least_99", Some(Decimal::from(nearly_full))),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((format!("{field}.{name}"), value?.normalize().to_string())))
        .collect()
}

fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = values
        .iter()
        .try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    let mean = sum.checked_div(Decimal::from(values.len()))?;
    Some(mean.round_dp_with_strategy(DECIMALS, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
}
