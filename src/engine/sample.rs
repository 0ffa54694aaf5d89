//! A small form in which everything agrees, for tests to spoil.

use crate::form::model::{Field, Form, FundRow, Indicator, Scope, Value};
use crate::warning::{Warning, WarningKind};

/// A cell with this text.
pub(crate) fn cell(text: &str) -> Field {
    Field::Cell(Value {
        text: text.to_owned(),
        ..Value::default()
    })
}

/// A fund row; columns in the order of the contract.
pub(crate) fn fund([item, initial, budget, executed, weight, rate, score]: [&str; 7]) -> FundRow {
    FundRow {
        item: cell(item),
        initial: cell(initial),
        budget: cell(budget),
        executed: cell(executed),
        weight: cell(weight),
        rate: cell(rate),
        score: cell(score),
    }
}

/// An indicator row: level3, target, actual, weight, score, deviation.
pub(crate) fn indicator([level3, target, actual, weight, score, deviation]: [&str; 6]) -> Indicator {
    Indicator {
        level1: cell("产出指标"),
        level2: cell("数量指标"),
        level3: cell(level3),
        target: cell(target),
        actual: cell(actual),
        weight: cell(weight),
        score: cell(score),
        deviation: cell(deviation),
    }
}

/// A doubt about a field.
pub(crate) fn doubt(field: &str, kind: WarningKind) -> Warning {
    Warning {
        scope: Scope::named(field).unwrap(),
        kind,
        page: 1,
        message: crate::language::Bilingual::default(),
    }
}

/// The form with these fields changed: `funds[0].rate=99%; year=; grade=×; indicators[1].score=^` (filled in, blank, absent, covered).
pub(crate) fn form_with(changes: &str) -> Form {
    let mut form = form();
    for change in changes.split("; ").filter(|change| !change.is_empty()) {
        let (name, text) = change.split_once('=').unwrap();
        let name = Scope::named(name).and_then(Scope::field).unwrap();
        *form.field_mut(name).unwrap() = match text {
            "×" => Field::Absent,
            "^" => Field::Covered,
            text => cell(text),
        };
    }
    form
}

/// The form: executed 6.70 of 6.80, truncated to 98.52 and 9.85; two indicators with 90 points together.
pub(crate) fn form() -> Form {
    Form {
        year: cell("2023"),
        amount_unit: cell("万元"),
        project_name: cell("信息化项目咨询评估"),
        department: cell("科学技术委员会"),
        unit: cell("信息服务中心"),
        funds: vec![
            fund(["年度资金总额", "6.80", "6.80", "6.70", "10.00", "98.52", "9.85"]),
            fund(["当年财政拨款", "6.80", "6.80", "6.70", "-", "98.52", "-"]),
            fund(["其他资金", "0.00", "0.00", "0.00", "-", "0.00", "-"]),
        ],
        expected_goal: cell("完成咨询评估，受众满意度达 90%。"),
        actual_result: cell("截止2023年12月，共计 411 个项目完成咨询评估。"),
        indicators: vec![
            indicator([
                "完成信息化项目咨询评估",
                "≥350.00(个)",
                "411.00(个)",
                "60.00",
                "60.00",
                "",
            ]),
            indicator(["受众满意度", "≥90.00(%)", "100.00(%)", "30.00", "30.00", ""]),
        ],
        total_weight: cell("100.00"),
        total_score: cell("99.85"),
        grade: cell("优"),
        ..Form::default()
    }
}
