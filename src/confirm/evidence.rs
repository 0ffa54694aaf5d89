//! Which figures a finding rests on: the stated one, and all that its recomputation used.

use super::Figure;
use crate::form::model::{Field, Form, Indicator, Value};
use crate::rules::Finding;

/// The rules whose finding rests on more than its own field, and the columns of its row that it was computed from.
const ROW_RULES: [(&str, &[&str]); 6] = [
    ("execution-rate", &["budget", "executed", "rate"]),
    ("budget-score", &["budget", "executed", "weight", "rate", "score"]),
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

/// Where a field stands in a form: its table and row, where it is in one, and its column.
struct Path<'f> {
    table: &'static str,
    row: usize,
    column: &'static str,
    field: &'f Field,
}

impl Path<'_> {
    fn name(&self) -> String {
        match self.table {
            "" => self.column.to_owned(),
            table => format!("{table}[{}].{}", self.row, self.column),
        }
    }
}

/// The figures behind a finding.
pub(super) fn figures_behind(finding: &Finding, form: &Form) -> Vec<Figure> {
    let paths = paths(form);
    let Some(stated) = paths.iter().find(|path| path.name() == finding.field) else {
        return Vec::from([Figure {
            field: finding.field.clone(),
            place: finding.place,
            is_blank: finding.stated.is_empty(),
        }]);
    };
    let columns = ROW_RULES.iter().find(|(rule, _)| *rule == finding.rule);
    let is_behind = |path: &Path<'_>| match (finding.rule, columns) {
        (_, Some((_, columns))) => {
            let is_near = path.row == stated.row || path.column == "weight" && is_scored_with(form, stated, path);
            path.table == stated.table && is_near && columns.contains(&path.column)
        }
        ("fund-sum", _) => path.table == "funds" && path.column == stated.column,
        ("weight-sum", _) => path.column == "total_weight" || is_summand(path, "weight"),
        ("score-sum", _) => path.column == "total_score" || is_summand(path, "score"),
        ("grade", _) => matches!(path.column, "grade" | "total_score"),
        _ => std::ptr::eq(path.field, stated.field),
    };
    figures(paths.iter().filter(|path| is_behind(path)))
}

/// All fields of a form that have a cell of their own.
pub(super) fn all_fields(form: &Form) -> Vec<Figure> {
    figures(paths(form).iter())
}

/// All figures of a form.
pub(super) fn all_figures(form: &Form) -> Vec<Figure> {
    figures(paths(form).iter().filter(|path| FIGURES.contains(&path.column)))
}

fn figures<'a>(paths: impl Iterator<Item = &'a Path<'a>>) -> Vec<Figure> {
    let own = paths.filter_map(|path| Some((path, path.field.value().filter(|value| !value.filled)?)));
    let figure = |(path, value): (&Path<'_>, &Value)| Figure {
        field: path.name(),
        place: value.place,
        is_blank: value.text.is_empty(),
    };
    own.map(figure).collect()
}

/// Of the budget only the total counts, of the indicators all rows.
fn is_summand(path: &Path<'_>, column: &str) -> bool {
    path.column == column && (path.table == "indicators" || path.table == "funds" && path.row == 0)
}

/// Whether the row's 分值 is among those that the other row's 得分 is out of: its cell covers the row, or the cell of the 分值 covers both.
fn is_scored_with(form: &Form, score: &Path<'_>, weight: &Path<'_>) -> bool {
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

fn paths(form: &Form) -> Vec<Path<'_>> {
    let path = |table, row, (column, field)| Path {
        table,
        row,
        column,
        field,
    };
    let mut paths: Vec<Path<'_>> = form.fields().map(|named| path("", 0, named)).into();
    for (row, fund) in form.funds.iter().enumerate() {
        paths.extend(fund.fields().map(|named| path("funds", row, named)));
    }
    for (row, indicator) in form.indicators.iter().enumerate() {
        paths.extend(indicator.fields().map(|named| path("indicators", row, named)));
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::FundRow;
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
            field: field.to_owned(),
            stated: String::new(),
            expected: String::new(),
            explanation: Bilingual::default(),
            place: None,
            confirmed: Confirmed::default(),
        };
        let figures = figures_behind(&finding, &form());
        figures.into_iter().map(|figure| figure.field).collect()
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
