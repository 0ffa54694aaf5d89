//! Which figures a finding rests on: the stated one, and all that its recomputation used.

use super::Figure;
use super::comparison::Stated;
use crate::form::model::{Field, FieldName, Form, Indicator, Value};
use crate::rules::{Finding, HIDDEN_TEXT};

/// The rules whose finding rests on more than its own field, and the columns of its row that it was computed from.
const ROW_RULES: [(&str, &[&str]); 6] = [
    ("execution-rate", &["initial", "budget", "executed", "rate"]),
    (
        "budget-score",
        &["initial", "budget", "executed", "weight", "rate", "score"],
    ),
    ("score-range", &["weight", "score"]),
    ("over-budget", &["budget", "executed"]),
    ("indicator-score", &["target", "actual", "weight", "score"]),
    ("deviation-missing", &["weight", "score", "deviation"]),
];

/// Columns and fields that hold figures.
const FIGURES: [&str; 11] = [
    "initial",
    "budget",
    "executed",
    "weight",
    "rate",
    "score",
    "target",
    "actual",
    "total_weight",
    "total_score",
    "grade",
];

/// The figures behind a finding.
pub(super) fn figures_behind(finding: &Finding, form: &Form) -> Vec<Figure> {
    let own = finding.field;
    let Some(field) = form.field(own) else {
        return Vec::from([Figure {
            field: own,
            place: finding.place,
            text: finding.stated.clone(),
            stated: stated(own.column, &finding.stated),
        }]);
    };
    if finding.rule == HIDDEN_TEXT.id {
        // What it says is that the cell is not as blank as it looks: both readers have to see what is hidden there.
        let mut hidden = figures(std::iter::once((own, field)));
        for figure in &mut hidden {
            figure.stated = Stated::Text;
        }
        return hidden;
    }
    let columns = ROW_RULES.iter().find(|(rule, _)| *rule == finding.rule);
    let is_behind = |name: &FieldName, other: &Field| match (finding.rule, columns) {
        (_, Some((_, columns))) => {
            let is_near = name.row == own.row || name.column == "weight" && is_scored_with(form, &own, name);
            let is_used = name.column != "initial" || is_only_budget(form, name);
            name.table == own.table && is_near && is_used && columns.contains(&name.column)
        }
        ("fund-sum", _) => name.table == "funds" && name.column == own.column,
        ("weight-sum", _) => name.column == "total_weight" || is_summand(name, "weight"),
        ("score-sum", _) => name.column == "total_score" || is_summand(name, "score"),
        ("grade", _) => matches!(name.column, "grade" | "total_score"),
        _ => std::ptr::eq(other, field),
    };
    figures(form.named_fields().filter(|(name, field)| is_behind(name, field)))
}

/// Whether a 年初预算数 stands in for the 全年预算数 that its row has not.
fn is_only_budget(form: &Form, initial: &FieldName) -> bool {
    form.funds
        .get(initial.row)
        .is_some_and(|row| row.budget == Field::Absent)
}

/// All fields of a form that have a cell of their own.
pub(super) fn all_fields(form: &Form) -> Vec<Figure> {
    figures(form.named_fields())
}

/// All figures of a form.
pub(super) fn all_figures(form: &Form) -> Vec<Figure> {
    figures(form.named_fields().filter(|(name, _)| FIGURES.contains(&name.column)))
}

fn stated(column: &str, text: &str) -> Stated {
    match column {
        _ if !text.is_empty() => Stated::Text,
        "year" => Stated::NoYear,
        _ => Stated::Nothing,
    }
}

fn figures<'a>(named: impl Iterator<Item = (FieldName, &'a Field)>) -> Vec<Figure> {
    let own = named.filter_map(|(name, field)| Some((name, field.value().filter(|value| !value.filled)?)));
    let figure = |(name, value): (FieldName, &Value)| Figure {
        field: name,
        place: value.place,
        text: value.text.clone(),
        stated: stated(name.column, &value.text),
    };
    own.map(figure).collect()
}

/// Of the budget only the total counts, of the indicators all rows.
fn is_summand(name: &FieldName, column: &str) -> bool {
    name.column == column && (name.table == "indicators" || name.table == "funds" && name.row == 0)
}

/// Whether the row's 分值 is among those that the other row's 得分 is out of: its cell covers the row, or the cell of the 分值 covers both.
fn is_scored_with(form: &Form, score: &FieldName, weight: &FieldName) -> bool {
    if score.table != "indicators" {
        return false;
    }
    let is_covered = |row: usize, of: fn(&Indicator) -> &Field| {
        form.indicators
            .get(row)
            .is_some_and(|indicator| matches!(of(indicator), Field::Covered))
    };
    if weight.row > score.row {
        (score.row + 1..=weight.row).all(|row| is_covered(row, |indicator| &indicator.score))
    } else {
        (weight.row + 1..=score.row).all(|row| is_covered(row, |indicator| &indicator.weight))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::{FundRow, Scope};
    use crate::language::Bilingual;
    use crate::rules::{self, Confirmed, Severity};

    fn cell(text: &str) -> Field {
        Field::Cell(Value {
            text: text.to_owned(),
            ..Value::default()
        })
    }

    fn form() -> Form {
        let fund = FundRow {
            initial: cell("9"),
            budget: cell("8"),
            executed: cell("7"),
            weight: cell("10"),
            rate: cell("80"),
            score: cell("8"),
            ..FundRow::default()
        };
        let indicator = |weight, score| Indicator {
            weight,
            score,
            ..Indicator::default()
        };
        Form {
            funds: vec![fund.clone(), fund],
            indicators: vec![
                indicator(cell("20"), cell("30")),
                indicator(cell("10"), Field::Covered),
                indicator(cell("60"), cell("60")),
            ],
            total_score: cell("98"),
            ..Form::default()
        }
    }

    fn behind(rule: &'static str, field: &str) -> Vec<String> {
        let finding = Finding {
            rule,
            severity: Severity::Error,
            field: Scope::named(field).and_then(Scope::field).unwrap(),
            stated: String::new(),
            expected: String::new(),
            explanation: Bilingual::default(),
            place: None,
            confirmed: Confirmed::default(),
            group: None,
        };
        let figures = figures_behind(&finding, &form());
        figures.into_iter().map(|figure| figure.field.to_string()).collect()
    }

    #[test]
    fn a_finding_rests_on_all_that_it_was_computed_from() {
        assert_eq!(
            behind("execution-rate", "funds[1].rate"),
            ["funds[1].budget", "funds[1].executed", "funds[1].rate"]
        );
        assert_eq!(
            behind("score-sum", "total_score"),
            [
                "total_score",
                "funds[0].score",
                "indicators[0].score",
                "indicators[2].score"
            ]
        );
        assert_eq!(
            behind("fund-sum", "funds[0].budget"),
            ["funds[0].budget", "funds[1].budget"]
        );
        assert_eq!(
            behind("score-range", "indicators[0].score"),
            ["indicators[0].weight", "indicators[0].score", "indicators[1].weight"]
        );
        assert_eq!(behind("missing-field", "total_score"), ["total_score"]);
    }

    #[test]
    fn every_rule_that_accuses_says_what_it_rests_on() {
        let alone = ["missing-field", "hidden-text", "readers-disagree"];
        let sums = ["fund-sum", "weight-sum", "score-sum", "grade"];
        for rule in rules::all().iter().filter(|rule| rule.severity >= Severity::Warning) {
            let is_listed = ROW_RULES.iter().any(|(listed, _)| *listed == rule.id);
            assert!(
                is_listed || sums.contains(&rule.id) || alone.contains(&rule.id),
                "{}",
                rule.id
            );
        }
    }
}
