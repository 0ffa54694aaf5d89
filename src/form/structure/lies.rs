//! Heads that say the opposite of their columns: two columns that seem to be named the wrong way round are doubted, and read as they are named.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::figure::{Agreement, Figure};
use crate::form::model::{Field, FieldName, Form};
use crate::language::bilingual;
use crate::warning::{Warning, WarningKind};

/// Doubts the columns of a form whose figures say that their heads lie.
pub(in crate::form) fn doubt(form: &mut Form) {
    let mut doubted: Vec<FieldName> = Vec::new();
    let funds = form.funds.len();
    if are_amounts_turned(form) {
        doubted.extend((0..funds).flat_map(|row| ["budget", "executed"].map(|column| FieldName::fund(row, column))));
    }
    if are_points_turned(form) {
        let rows = 0..form.indicators.len();
        doubted.extend(rows.flat_map(|row| ["weight", "score"].map(|column| FieldName::indicator(row, column))));
        doubted.extend(["total_weight", "total_score"].map(FieldName::single));
    }
    let places: Vec<(FieldName, u32)> = doubted
        .into_iter()
        .filter(|name| !form.is_in_doubt(*name))
        .filter_map(|name| {
            Some((
                name,
                form.field(name)?.place().map_or(form.first_page, |place| place.page),
            ))
        })
        .collect();
    form.warnings.extend(places.into_iter().map(|(name, page)| Warning {
        scope: name.into(),
        kind: WarningKind::NotUnderstood,
        page,
        message: bilingual!(
            "表头与数字不符：按各栏数字的关系，此栏与另一栏的表头似乎写反；请对照原件",
            "the heads do not fit the figures: this column and another one seem to be named the wrong way round; compare with the page"
        ),
    }));
}

/// In every row with both amounts and a rate more was executed than there was, and the rate is that of the budget by what was executed.
fn are_amounts_turned(form: &Form) -> bool {
    let rows: Vec<[Figure; 3]> = form
        .funds
        .iter()
        .filter_map(|row| Some([figure(&row.budget)?, figure(&row.executed)?, figure(&row.rate)?]))
        .filter(|[budget, executed, _]| budget.value != executed.value)
        .collect();
    let is_turned = |[budget, executed, rate]: &[Figure; 3]| {
        budget.value < executed.value && is_rate(rate, budget, executed) && !is_rate(rate, executed, budget)
    };
    !rows.is_empty() && rows.iter().all(is_turned)
}

/// No score is below its points, one at least is above them, and it is the scores that come to 100.
fn are_points_turned(form: &Form) -> bool {
    let total = |field: &Field| figure(field).map(|total| total.value.cmp(&Decimal::ONE_HUNDRED));
    let totals = [&form.total_weight, &form.total_score].map(total);
    // Of nearly all forms the totals say it already.
    if totals != [Some(Ordering::Less), Some(Ordering::Equal)] {
        return false;
    }
    let rows: Vec<[Figure; 2]> = form
        .indicators
        .iter()
        .filter_map(|row| Some([figure(&row.weight)?, figure(&row.score)?]))
        .collect();
    rows.len() > 1
        && rows.iter().all(|[weight, score]| score.value >= weight.value)
        && rows.iter().any(|[weight, score]| score.value > weight.value)
}

fn figure(field: &Field) -> Option<Figure> {
    Figure::parse(field.text())
}

/// Whether a rate, in percent, is that of a part in a whole.
fn is_rate(rate: &Figure, part: &Figure, whole: &Figure) -> bool {
    let amounts = part.amount().zip(whole.amount());
    let agreement = amounts.and_then(|(part, whole)| Agreement::of_rate(rate, part, whole));
    agreement.is_some_and(Agreement::is_consistent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::form_with;

    /// The fields that are doubted.
    fn doubted(changes: &str) -> String {
        let mut form = form_with(changes);
        doubt(&mut form);
        let names: Vec<String> = form.warnings.iter().map(|warning| warning.scope.to_string()).collect();
        names.join(" ")
    }

    #[test]
    fn budget_and_executed_under_each_others_heads_are_doubted() {
        let turned = "funds[0].budget=6.70; funds[0].executed=6.80; funds[1].budget=6.70; funds[1].executed=6.80";
        assert_eq!(
            doubted(turned),
            "funds[0].budget funds[0].executed funds[1].budget funds[1].executed funds[2].budget funds[2].executed"
        );
        // One row alone may be wrong by itself, and more may be executed than there was.
        assert_eq!(doubted("funds[0].budget=6.70; funds[0].executed=6.80"), "");
        assert_eq!(
            doubted(&format!("{turned}; funds[0].rate=101.49; funds[1].rate=101.49")),
            ""
        );
    }

    #[test]
    fn points_and_scores_under_each_others_heads_are_doubted() {
        let turned = "indicators[0].weight=55.00; indicators[0].score=60.00; total_weight=95.00; total_score=100.00";
        assert_eq!(
            doubted(turned),
            "indicators[0].weight indicators[0].score indicators[1].weight indicators[1].score total_weight total_score"
        );
        assert_eq!(
            doubted(&turned.replace("total_weight=95.00", "total_weight=100.00")),
            ""
        );
        assert_eq!(doubted("indicators[0].weight=55.00; indicators[0].score=60.00"), "");
    }
}
