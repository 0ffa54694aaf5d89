//! What a figure would have to be, if it were the one that is wrong.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::engine::{Expected, FundColumn, FundSum, PointColumn, points, weight};
use crate::figure::{Convention, Figure, difference, product, sum};
use crate::form::model::{Field, FieldName, Form, FundRow};
use crate::language::Bilingual;
use crate::rules::rule::Suspects;
use crate::rules::{self, Finding, Rule};
use crate::warning::{Warning, WarningKind};

/// One figure taken for another, and what would have to be otherwise with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Supposition {
    /// These fields read so.
    Reads(Vec<(FieldName, String)>),
    /// The readers disagree about this field: nothing can be said that uses it.
    Unread(FieldName),
}

impl Supposition {
    /// The form as it would be.
    pub(super) fn applied_to(&self, form: &Form) -> Form {
        let mut form = form.clone();
        match self {
            Self::Reads(changes) => {
                for (name, text) in changes {
                    if let Some(Field::Cell(value)) = form.field_mut(*name) {
                        value.text.clone_from(text);
                    }
                }
            }
            Self::Unread(field) => form.warnings.push(Warning {
                scope: (*field).into(),
                kind: WarningKind::DoubtfulGlyph,
                page: 0,
                message: Bilingual::default(),
            }),
        }
        form
    }

    /// Whether several findings may follow from what is supposed, by the fields that each of them rests on: checking the form again is dear.
    pub(super) fn may_explain_several(&self, rests_on: &[Vec<FieldName>]) -> bool {
        let Self::Reads(changes) = self else { return true };
        let is_touched = |fields: &&Vec<FieldName>| changes.iter().any(|(name, _)| fields.contains(name));
        rests_on.iter().filter(is_touched).nth(1).is_some()
    }

    /// Whether the finding says nothing but what is supposed.
    pub(super) fn is_about(&self, finding: &Finding) -> bool {
        matches!(self, Self::Unread(field) if finding.is_dispute() && *field == finding.field)
    }

    /// Whether the field is the one that is supposed to be wrong; what moves with it is not.
    pub(super) fn changes_first(&self, field: FieldName) -> bool {
        match self {
            Self::Reads(changes) => changes.first().is_some_and(|(name, _)| *name == field),
            Self::Unread(name) => *name == field,
        }
    }
}

/// Everything that is worth supposing about a form with these findings.
pub(super) fn suppositions(form: &Form, expected: &Expected, findings: &[Finding]) -> Vec<Supposition> {
    let has_found = |rule: &&Rule| findings.iter().any(|finding| finding.rule == rule.id);
    let suspects: BTreeSet<Suspects> = rules::all()
        .iter()
        .filter(has_found)
        .filter_map(|rule| rule.suspects)
        .collect();
    let unread = findings.iter().filter(|finding| finding.is_dispute());
    let mut all: Vec<Supposition> = unread.map(|finding| Supposition::Unread(finding.field)).collect();
    for suspected in suspects {
        match suspected {
            Suspects::FundTotals => all.extend(expected.fund_sums.iter().flat_map(|sum| fund_totals(form, sum))),
            Suspects::Amounts => all.extend((0..form.funds.len()).flat_map(|row| amounts(form, row, findings))),
            Suspects::Weights => {
                let stated = weight(&form.total_weight).map(|total| total.value);
                let full = Some(Decimal::from(expected.parameters.full_marks));
                for total in [stated, full] {
                    all.extend(point_sums(form, PointColumn::Weight, expected.total_weight, total));
                }
            }
            Suspects::BudgetPoints => all.extend(budget_points(form, expected)),
            Suspects::Scores => {
                let stated = points(&form.total_score).map(|total| total.value);
                all.extend(point_sums(form, PointColumn::Score, expected.total_score, stated));
            }
        }
    }
    all.extend(full_marks(form));
    all
}

/// The total of a column of amounts is its parts together; or one of the parts makes up for the difference.
fn fund_totals(form: &Form, sums: &FundSum) -> Vec<Supposition> {
    let name = sums.column.name();
    let stated = form
        .funds
        .first()
        .and_then(|total| Figure::parse(sums.column.of(total).text()));
    let Some(stated) = stated.filter(|_| !sums.agreement.is_consistent()) else {
        return Vec::new();
    };
    let Some(missing) = sums
        .computed
        .exact
        .rounded(stated.decimals, Convention::HalfUp)
        .and_then(|parts| difference(parts, stated.value))
    else {
        return Vec::new();
    };
    let moved = form.funds.iter().enumerate().map(|(row, fund)| {
        let by = if row == 0 { missing } else { -missing };
        moved(FieldName::fund(row, name), sums.column.of(fund), by)
    });
    moved.flatten().map(|change| Supposition::Reads(vec![change])).collect()
}

/// The amounts of a fund row are such that its rate is right, or that nothing is above budget; the total moves with a part, and a part
/// with the total.
fn amounts(form: &Form, row: usize, findings: &[Finding]) -> Vec<Supposition> {
    let Some(fund) = form.funds.get(row) else {
        return Vec::new();
    };
    let [Some(budget), Some(executed), rate] =
        [&fund.budget, &fund.executed, &fund.rate].map(|field| Figure::parse(field.text()))
    else {
        return Vec::new();
    };
    let share = rate.and_then(|rate| rate.value.checked_div(Decimal::ONE_HUNDRED));
    let spent = share.and_then(|share| Some(product(budget.value, share)?.round_dp(executed.decimals)));
    let granted = share.and_then(|share| Some(executed.value.checked_div(share)?.round_dp(budget.decimals)));
    let wanted = [
        (FundColumn::Executed, &executed, spent, false),
        (FundColumn::Executed, &executed, Some(budget.value), true),
        (FundColumn::Budget, &budget, granted, false),
        (FundColumn::Budget, &budget, Some(executed.value), true),
    ];
    let mut all = Vec::new();
    for (column, stated, value, is_whole) in wanted {
        let by = value.and_then(|value| difference(value, stated.value));
        let Some(by) = by.filter(|by| !by.is_zero()) else {
            continue;
        };
        let amount = |row: usize, fund: &FundRow| moved(FieldName::fund(row, column.name()), column.of(fund), by);
        let Some(first) = amount(row, fund) else { continue };
        // Where all of the budget is spent, a rate that is right now says so.
        let rate = |row: usize| {
            let name = FieldName::fund(row, "rate");
            let is_right = !findings.iter().any(|finding| finding.field == name);
            (is_whole && is_right).then(|| (name, "100".to_owned()))
        };
        let alone: Vec<(FieldName, String)> = std::iter::once(first).chain(rate(row)).collect();
        let others = form.funds.iter().enumerate();
        let others = others.filter(|(other, _)| *other != row && (row == 0 || *other == 0));
        let together = others.filter_map(|(other, fund)| {
            let second = std::iter::once(amount(other, fund)?).chain(rate(other));
            Some(alone.iter().cloned().chain(second).collect())
        });
        let together: Vec<Vec<(FieldName, String)>> = together.collect();
        all.extend(std::iter::once(alone).chain(together).map(Supposition::Reads));
    }
    all
}

/// A total of points is the sum; or one of its terms makes up for the difference.
fn point_sums(form: &Form, column: PointColumn, sum: Option<Decimal>, total: Option<Decimal>) -> Vec<Supposition> {
    let (name, total_name, total_field) = match column {
        PointColumn::Weight => ("weight", "total_weight", &form.total_weight),
        PointColumn::Score => ("score", "total_score", &form.total_score),
    };
    let Some(by) = sum.zip(total).and_then(|(sum, total)| difference(total, sum)) else {
        return Vec::new();
    };
    let budget = (!form.funds.is_empty()).then(|| FieldName::fund(0, name));
    let indicators = (0..form.indicators.len()).map(|row| FieldName::indicator(row, name));
    let terms = budget.into_iter().chain(indicators).zip(column.of(form));
    let terms = terms.filter_map(|(name, field)| moved(name, field, by));
    let whole = moved(FieldName::single(total_name), total_field, -by);
    whole
        .into_iter()
        .chain(terms)
        .map(|change| Supposition::Reads(vec![change]))
        .collect()
}

/// The score of the budget is the computed one.
fn budget_points(form: &Form, expected: &Expected) -> Option<Supposition> {
    let stated = points(&form.funds.first()?.score)?;
    let computed = expected.funds.first()?.score()?;
    let right = computed.exact.rounded(stated.decimals, Convention::HalfUp)?;
    Some(Supposition::Reads(vec![(
        FieldName::fund(0, "score"),
        right.to_string(),
    )]))
}

/// An indicator has all its points, the total has them too, and the grade is whatever follows.
fn full_marks(form: &Form) -> impl Iterator<Item = Supposition> {
    form.indicators.iter().enumerate().filter_map(|(row, indicator)| {
        let by = difference(weight(&indicator.weight)?.value, points(&indicator.score)?.value)?;
        let own = moved(FieldName::indicator(row, "score"), &indicator.score, by).filter(|_| !by.is_zero())?;
        let total = moved(FieldName::single("total_score"), &form.total_score, by);
        let grade = (FieldName::single("grade"), String::new());
        Some(Supposition::Reads([own, grade].into_iter().chain(total).collect()))
    })
}

/// A field with another number in it, and what would be printed then.
fn moved(name: FieldName, field: &Field, by: Decimal) -> Option<(FieldName, String)> {
    let Figure { value, unit, .. } = Figure::parse(field.text())?;
    Some((name, format!("{}{unit}", sum(value, by)?)))
}
