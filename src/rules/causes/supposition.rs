//! What a figure would have to be, if it were the one that is wrong.

use rust_decimal::Decimal;

use crate::engine::{Expected, FundColumn, FundSum, PointColumn, points, weight};
use crate::figure::{Convention, Figure, difference, product, sum};
use crate::form::model::{Field, Form, FundRow};
use crate::language::Bilingual;
use crate::rules::{
    Finding, READERS_DISAGREE, budget_score, execution_rate, fund_sum, over_budget, score_sum, weight_sum,
};
use crate::warning::{Warning, WarningKind};

/// One figure taken for another, and what would have to be otherwise with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Supposition {
    /// These fields read so.
    Reads(Vec<(String, String)>),
    /// The readers disagree about this field: nothing can be said that uses it.
    Unread(String),
}

impl Supposition {
    /// The form as it would be.
    pub(super) fn applied_to(&self, form: &Form) -> Form {
        let mut form = form.clone();
        match self {
            Self::Reads(changes) => {
                for (path, text) in changes {
                    if let Some(Field::Cell(value)) = field_mut(&mut form, path) {
                        value.text.clone_from(text);
                    }
                }
            }
            Self::Unread(field) => form.warnings.push(Warning {
                field: field.clone(),
                kind: WarningKind::DoubtfulGlyph,
                page: 0,
                message: Bilingual::default(),
            }),
        }
        form
    }

    /// Whether the finding says nothing but what is supposed.
    pub(super) fn is_about(&self, finding: &Finding) -> bool {
        matches!(self, Self::Unread(field) if finding.rule == READERS_DISAGREE.id && *field == finding.field)
    }

    /// Whether the field is the one that is supposed to be wrong; what moves with it is not.
    pub(super) fn changes_first(&self, field: &str) -> bool {
        match self {
            Self::Reads(changes) => changes.first().is_some_and(|(path, _)| path == field),
            Self::Unread(path) => path == field,
        }
    }
}

/// Everything that is worth supposing about a form with these findings.
pub(super) fn suppositions(form: &Form, expected: &Expected, findings: &[Finding]) -> Vec<Supposition> {
    let has = |rule: &str| findings.iter().any(|finding| finding.rule == rule);
    let unread = findings.iter().filter(|finding| finding.rule == READERS_DISAGREE.id);
    let mut all: Vec<Supposition> = unread
        .map(|finding| Supposition::Unread(finding.field.clone()))
        .collect();
    if has(fund_sum::RULE.id) {
        all.extend(expected.fund_sums.iter().flat_map(|sum| fund_totals(form, sum)));
    }
    if has(over_budget::RULE.id) || has(execution_rate::RULE.id) {
        for row in 0..form.funds.len() {
            all.extend(amounts(form, row, findings));
        }
    }
    if has(weight_sum::RULE.id) {
        let stated = weight(&form.total_weight).map(|total| total.value);
        let full = Some(Decimal::from(expected.parameters.full_marks));
        for total in [stated, full] {
            all.extend(point_sums(form, PointColumn::Weight, expected.total_weight, total));
        }
    }
    if has(budget_score::RULE.id) {
        all.extend(budget_points(form, expected));
    }
    if has(score_sum::RULE.id) {
        let stated = points(&form.total_score).map(|total| total.value);
        all.extend(point_sums(form, PointColumn::Score, expected.total_score, stated));
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
        moved(format!("funds[{row}].{name}"), sums.column.of(fund), by)
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
        let amount = |row: usize, fund: &FundRow| moved(format!("funds[{row}].{}", column.name()), column.of(fund), by);
        let Some(first) = amount(row, fund) else { continue };
        // Where all of the budget is spent, a rate that is right now says so.
        let rate = |row: usize| {
            let path = format!("funds[{row}].rate");
            let is_right = !findings.iter().any(|finding| finding.field == path);
            (is_whole && is_right).then(|| (path, "100".to_owned()))
        };
        let alone: Vec<(String, String)> = std::iter::once(first).chain(rate(row)).collect();
        let others = form.funds.iter().enumerate();
        let others = others.filter(|(other, _)| *other != row && (row == 0 || *other == 0));
        let together = others.filter_map(|(other, fund)| {
            let second = std::iter::once(amount(other, fund)?).chain(rate(other));
            Some(alone.iter().cloned().chain(second).collect())
        });
        let together: Vec<Vec<(String, String)>> = together.collect();
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
    let budget = (!form.funds.is_empty()).then(|| format!("funds[0].{name}"));
    let indicators = (0..form.indicators.len()).map(|row| format!("indicators[{row}].{name}"));
    let terms = budget.into_iter().chain(indicators).zip(column.of(form));
    let terms = terms.filter_map(|(path, field)| moved(path, field, by));
    let whole = moved(total_name.to_owned(), total_field, -by);
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
        "funds[0].score".to_owned(),
        right.to_string(),
    )]))
}

/// An indicator has all its points, the total has them too, and the grade is whatever follows.
fn full_marks(form: &Form) -> impl Iterator<Item = Supposition> {
    form.indicators.iter().enumerate().filter_map(|(row, indicator)| {
        let by = difference(weight(&indicator.weight)?.value, points(&indicator.score)?.value)?;
        let own = moved(format!("indicators[{row}].score"), &indicator.score, by).filter(|_| !by.is_zero())?;
        let total = moved("total_score".to_owned(), &form.total_score, by);
        let grade = ("grade".to_owned(), String::new());
        Some(Supposition::Reads([own, grade].into_iter().chain(total).collect()))
    })
}

/// A field with another number in it, and what would be printed then.
fn moved(path: String, field: &Field, by: Decimal) -> Option<(String, String)> {
    let Figure { value, unit, .. } = Figure::parse(field.text())?;
    Some((path, format!("{}{unit}", sum(value, by)?)))
}

fn field_mut<'a>(form: &'a mut Form, path: &str) -> Option<&'a mut Field> {
    fn named<'a, const N: usize>(fields: [(&str, &'a mut Field); N], name: &str) -> Option<&'a mut Field> {
        fields
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, field)| field)
    }
    let Some((list, rest)) = path.split_once('[') else {
        return named(form.fields_mut(), path);
    };
    let (row, name) = rest.split_once("].")?;
    let row: usize = row.parse().ok()?;
    match list {
        "funds" => named(form.funds.get_mut(row)?.fields_mut(), name),
        _ => named(form.indicators.get_mut(row)?.fields_mut(), name),
    }
}
