//! Ids of rules and fields -> names for people.

use crate::form::model::Scope;
use crate::language::Language;
use crate::messages::ReportText;
use crate::rules;
use crate::stored::StoredForm;

/// The name of a rule; its id where it has none.
pub(super) fn rule_name(id: &str, language: Language) -> &str {
    rules::find(id).map_or(id, |rule| rule.name.get(language))
}

/// A field with the row that it is in, by its printed name: `年度资金总额 · 执行率` for `funds[0].rate`.
pub(super) fn field_name(form: &StoredForm, path: &str, language: Language) -> String {
    let Some(name) = Scope::named(path).and_then(Scope::field) else {
        return path.to_owned();
    };
    let row = match name.table {
        "funds" => form.funds.get(name.row).map(|fund| fund.item.as_str()),
        "indicators" => form.indicators.get(name.row).map(|indicator| indicator.level3.as_str()),
        _ => None,
    };
    let field = single(name.column).map_or(name.column, |name| name.text(language));
    match row.filter(|row| !row.is_empty()) {
        Some(row) => format!("{row} · {field}"),
        None if name.table.is_empty() => field.to_owned(),
        None => format!("{} · {field}", name.whole_row()),
    }
}

fn single(name: &str) -> Option<ReportText> {
    Some(match name {
        "title" => ReportText::FieldTitle,
        "year" => ReportText::Year,
        "amount_unit" => ReportText::FieldAmountUnit,
        "project_name" => ReportText::FieldProjectName,
        "department" => ReportText::Department,
        "unit" => ReportText::Unit,
        "expected_goal" => ReportText::FieldExpectedGoal,
        "actual_result" => ReportText::FieldActualResult,
        "total_weight" => ReportText::FieldTotalWeight,
        "total_score" => ReportText::TotalScore,
        "grade" => ReportText::FieldGrade,
        "initial" => ReportText::FieldInitial,
        "budget" => ReportText::FieldBudget,
        "executed" => ReportText::FieldExecuted,
        "weight" => ReportText::FieldWeight,
        "rate" => ReportText::FieldRate,
        "score" => ReportText::FieldScore,
        "target" => ReportText::FieldTarget,
        "actual" => ReportText::FieldActual,
        "deviation" => ReportText::FieldDeviation,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::{StoredFund, StoredIndicator};

    #[test]
    fn a_field_is_called_by_its_row_and_column() {
        let form = StoredForm {
            funds: vec![StoredFund {
                item: "年度资金总额".into(),
                ..StoredFund::default()
            }],
            indicators: vec![StoredIndicator::default()],
            ..StoredForm::default()
        };
        let table = [
            ("funds[0].rate", "年度资金总额 · 执行率"),
            ("indicators[0].score", "indicators[0] · 得分"),
            ("funds[7].rate", "funds[7] · 执行率"),
            ("total_score", "总分"),
            ("indicators", "indicators"),
        ];
        for (path, name) in table {
            assert_eq!(field_name(&form, path, Language::Zh), name);
        }
    }
}
