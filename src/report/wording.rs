//! Ids -> names for people: rules, severities, fields, doubts, reasons for silence. Whatever people read takes them from here, and gives ids
//! a place of their own.

use crate::form::model::Scope;
use crate::language::Language;
use crate::messages::{Message, ReportText};
use crate::rules::{self, Against, Confirmed, Severity, Silence};
use crate::stored::StoredForm;
use crate::warning::WarningKind;

/// The name of a rule; its id where it has none.
pub(super) fn rule_name(id: &str, language: Language) -> &str {
    rules::find(id).map_or(id, |rule| rule.name.get(language))
}

/// What stands beside the stated figure in a finding of this rule: what it is, and the figure, empty where there is none to give.
pub(super) fn against<'a>(rule: &str, expected: &'a str, language: Language) -> (&'static str, &'a str) {
    let against = rules::find(rule).map_or(Against::Recomputed, |rule| rule.against);
    (against.name().get(language), expected)
}

/// The same in one text: `重算：98.52`, `应填写`.
pub(super) fn against_in_words(rule: &str, expected: &str, language: Language) -> String {
    match (against(rule, expected, language), language) {
        ((name, ""), _) => name.to_owned(),
        ((name, expected), Language::Zh) => format!("{name}：{expected}"),
        ((name, expected), Language::En) => format!("{name}: {expected}"),
    }
}

/// The name of a severity.
pub fn severity_message(severity: Severity) -> Message {
    match severity {
        Severity::Error => Message::SeverityError,
        Severity::Warning => Message::SeverityWarning,
        Severity::Notice => Message::SeverityNotice,
    }
}

/// What the second reader said; nothing where it was not asked.
pub(super) fn confirmed_message(confirmed: Confirmed) -> Option<Message> {
    match confirmed {
        Confirmed::NotAsked => None,
        Confirmed::Yes => Some(Message::SummaryConfirmed),
        Confirmed::TextOnly => Some(Message::SummaryTextOnly),
        Confirmed::No => Some(Message::SummaryDisputed),
        Confirmed::Unavailable => Some(Message::SummaryUnconfirmed),
    }
}

/// The name of a kind of doubt; its id where it has none.
pub(super) fn doubt_name(id: &str, language: Language) -> &str {
    let kind = WarningKind::ALL.into_iter().find(|kind| kind.id() == id);
    kind.map_or(id, |kind| doubt_message(kind).text(language))
}

fn doubt_message(kind: WarningKind) -> Message {
    match kind {
        WarningKind::UnmappedGlyph => Message::DoubtUnmappedGlyph,
        WarningKind::DoubtfulGlyph => Message::DoubtDoubtfulGlyph,
        WarningKind::OverlappingText => Message::DoubtOverlappingText,
        WarningKind::NoLines => Message::DoubtNoLines,
        WarningKind::ValueNotFound => Message::DoubtValueNotFound,
        WarningKind::NotUnderstood => Message::DoubtNotUnderstood,
        WarningKind::Damaged => Message::DoubtDamaged,
        WarningKind::Ocr => Message::DoubtOcr,
        WarningKind::OcrChecked => Message::DoubtOcrChecked,
        WarningKind::UnreadInk => Message::DoubtUnreadInk,
        WarningKind::StruckOut => Message::DoubtStruckOut,
        WarningKind::ByStructure => Message::DoubtByStructure,
    }
}

/// Why a rule keeps silent, in words; the id where nothing is known of it.
pub(super) fn silence_name(id: &str, language: Language) -> &str {
    let silence = Silence::ALL.into_iter().find(|silence| silence.id() == id);
    silence.map_or(id, |silence| silence_message(silence).text(language))
}

fn silence_message(silence: Silence) -> Message {
    match silence {
        Silence::NoSuchField => Message::SilenceNoSuchField,
        Silence::NoValue => Message::SilenceNoValue,
        Silence::InDoubt => Message::SilenceInDoubt,
        Silence::UnitsDiffer => Message::SilenceUnitsDiffer,
        Silence::NothingFollows => Message::SilenceNothingFollows,
        Silence::Merged => Message::SilenceMerged,
        Silence::OutOfHundred => Message::SilenceOutOfHundred,
        Silence::RowsLost => Message::SilenceRowsLost,
    }
}

/// A field with the row that it is in, by its printed name: `年度资金总额 · 执行率` for `funds[0].rate`.
pub(super) fn field_name(form: &StoredForm, path: &str, language: Language) -> String {
    let row = |table: &str, row: usize| match table {
        "funds" => form.funds.get(row).map(|fund| fund.item.as_str()),
        _ => form.indicators.get(row).map(|indicator| indicator.level3.as_str()),
    };
    match (path, Scope::named(path)) {
        ("", _) => scope_name(Scope::Form, row, language),
        (_, Some(scope)) => scope_name(scope, row, language),
        (_, None) => path.to_owned(),
    }
}

/// How much of a form is spoken of, by its printed names. `row` gives the name of a row, where it has one.
pub(super) fn scope_name<'a>(
    scope: Scope,
    row: impl Fn(&'static str, usize) -> Option<&'a str>,
    language: Language,
) -> String {
    let part = |table: &str| match table {
        "funds" => Message::FundsPart.text(language),
        _ => Message::IndicatorsPart.text(language),
    };
    let row_name = |table: &'static str, number: usize| match row(table, number).filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None => Message::RowOfPart.fill(language, &[("part", &part(table)), ("row", &(number + 1))]),
    };
    match scope {
        Scope::Form => Message::WholeForm.text(language).to_owned(),
        Scope::Part(table) => part(table).to_owned(),
        Scope::Row(table, number) => row_name(table, number),
        Scope::Field(name) => {
            let column = single(name.column).map_or(name.column, |name| name.text(language));
            match name.table {
                "" => column.to_owned(),
                table => format!("{} · {column}", row_name(table, name.row)),
            }
        }
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
        "item" => ReportText::FieldItem,
        "initial" => ReportText::FieldInitial,
        "budget" => ReportText::FieldBudget,
        "executed" => ReportText::FieldExecuted,
        "weight" => ReportText::FieldWeight,
        "rate" => ReportText::FieldRate,
        "score" => ReportText::FieldScore,
        "level1" => ReportText::FieldLevel1,
        "level2" => ReportText::FieldLevel2,
        "level3" => ReportText::FieldLevel3,
        "target" => ReportText::FieldTarget,
        "actual" => ReportText::FieldActual,
        "deviation" => ReportText::FieldDeviation,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::Form;
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
            ("indicators[0].score", "绩效指标第 1 行 · 得分"),
            ("funds[7].rate", "项目资金第 8 行 · 执行率"),
            ("total_score", "总分"),
            ("indicators", "绩效指标"),
            ("funds[0]", "年度资金总额"),
            ("", "整张表"),
        ];
        for (path, name) in table {
            assert_eq!(field_name(&form, path, Language::Zh), name);
        }
    }

    #[test]
    fn every_field_of_a_form_has_a_name() {
        let form = crate::engine::sample::form();
        let names: Vec<&str> = form.named_fields().map(|(name, _)| name.column).collect();
        assert!(Form::default().named_fields().next().is_some() && names.len() > 20);
        for name in names {
            assert!(single(name).is_some(), "{name}");
        }
    }

    #[test]
    fn what_stands_beside_a_figure_says_what_it_is() {
        let said = |rule, expected| against_in_words(rule, expected, Language::Zh);
        assert_eq!(said("grade", "良"), "重算：良");
        assert_eq!(said("hidden-text", "86.52"), "隐藏文字：86.52");
        assert_eq!(said("missing-field", ""), "应填写");
    }
}
