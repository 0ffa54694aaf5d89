//! Which figures a finding rests on: the stated one, and all that its recomputation used.

use super::Figure;
use super::comparison::Stated;
use crate::form::model::{Field, FieldName, Form, Value};
use crate::rules::{self, Finding, HIDDEN_TEXT};

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
    let behind = rules::find(finding.rule).map_or_else(|| vec![own], |rule| (rule.rests_on)(form, own));
    figures(behind.into_iter().filter_map(|name| Some((name, form.field(name)?))))
}

/// All fields of a form that have a cell of their own.
pub(super) fn all_fields(form: &Form) -> Vec<Figure> {
    figures(form.named_fields())
}

/// All figures of a form.
pub(super) fn all_figures(form: &Form) -> Vec<Figure> {
    let is_figure = |name: &FieldName| name.is_of_a_figure() || matches!(name.column, "target" | "actual" | "grade");
    figures(form.named_fields().filter(|(name, _)| is_figure(name)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::{FundRow, Indicator, Scope};
    use crate::language::Bilingual;

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
        let field = Scope::named(field).and_then(Scope::field).unwrap();
        let finding = rules::find(rule)
            .unwrap()
            .finding(field, &Field::Absent, "", Bilingual::default());
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
}
