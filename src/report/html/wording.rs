//! Ids of rules and fields -> names for people.

use crate::language::Language;
use crate::messages::ReportText;
use crate::stored::StoredForm;

/// The name of a rule; its id where it has none.
pub(super) fn rule_name(id: &str, language: Language) -> &str {
    let name = match id {
        "execution-rate" => ReportText::RuleExecutionRate,
        "budget-score" => ReportText::RuleBudgetScore,
        "fund-sum" => ReportText::RuleFundSum,
        "weight-sum" => ReportText::RuleWeightSum,
        "score-sum" => ReportText::RuleScoreSum,
        "score-range" => ReportText::RuleScoreRange,
        "grade" => ReportText::RuleGrade,
        "over-budget" => ReportText::RuleOverBudget,
        "indicator-score" => ReportText::RuleIndicatorScore,
        "deviation-missing" => ReportText::RuleDeviationMissing,
        "missing-field" => ReportText::RuleMissingField,
        "narrative-mismatch" => ReportText::RuleNarrativeMismatch,
        "hidden-text" => ReportText::RuleHiddenText,
        "readers-disagree" => ReportText::RuleReadersDisagree,
        _ => return id,
    };
    name.text(language)
}

/// A field with the row that it is in, by its printed name: `年度资金总额 · 执行率` for `funds[0].rate`.
pub(super) fn field_name(form: &StoredForm, path: &str, language: Language) -> String {
    let (row, name) = path.rsplit_once('.').unwrap_or(("", path));
    let row_name = |list: &str| {
        row.strip_prefix(list)?
            .strip_prefix('[')?
            .strip_suffix(']')?
            .parse()
            .ok()
    };
    let fund = row_name("funds").and_then(|row: usize| Some(&form.funds.get(row)?.item));
    let indicator = row_name("indicators").and_then(|row: usize| Some(&form.indicators.get(row)?.level3));
    let field = single(name).map_or(name, |name| name.text(language));
    match fund.or(indicator) {
        Some(row) if !row.is_empty() => format!("{row} · {field}"),
        _ if row.is_empty() => field.to_owned(),
        _ => format!("{row} · {field}"),
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
    use crate::rules;
    use crate::stored::{StoredFund, StoredIndicator};

    #[test]
    fn every_rule_has_a_name() {
        for rule in rules::all() {
            for language in [Language::Zh, Language::En] {
                assert_ne!(rule_name(rule.id, language), rule.id);
            }
        }
    }

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
