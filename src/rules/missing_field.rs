//! missing-field: a field that the form must carry is blank.

use rust_decimal::Decimal;

use super::silence::{Silence, Verdict};
use super::{Against, Documentation, Finding, Rule, Severity, States, Subject, Text};
use crate::engine::Expected;
use crate::figure::Figure;
use crate::form::model::{Field, FieldName, Form, FundRow};
use crate::language::bilingual;

pub(super) const RULE: Rule = Rule {
    id: "missing-field",
    name: Text::new("必填栏空白", "Blank field"),
    against: Against::ToFill,
    severity: Severity::Warning,
    needs_all_rows: true,
    speaks_of: &[
        Subject::single("year").stating(States::Anything),
        Subject::single("project_name").stating(States::Anything),
        Subject::single("department").stating(States::Anything),
        Subject::single("unit").stating(States::Anything),
        Subject::single("total_score").stating(States::Anything),
    ],
    documentation: Documentation {
        summary: Text {
            zh: "必填的栏目是否空白：项目名称、主管部门、实施单位、年度、总分，以及年度资金总额的全年预算数、全年执行数、执行率、得分。",
            en: "Whether a field that must be filled is blank: project name, department, unit, year, total score, and budget, executed, rate and score of the fund total.",
        },
        ground: Text {
            zh: "没有这些内容，自评表说明不了是谁的项目、花了多少、评了几分。",
            en: "Without these a form does not say whose project it is, what was spent, and how it was scored.",
        },
        computation: Text {
            zh: "表中有该栏目的单元格，而其中没有任何文字。",
            en: "The layout has a cell for the field, and nothing is printed in it.",
        },
        example: Text {
            zh: "“总分”一栏空白。",
            en: "The cell of the total score is blank.",
        },
        silence: Text {
            zh: "表式中没有该栏目；填了“-”“/”等；预算数与执行数都为 0 时执行率空白；单元格中或紧旁有图像、图形或没有读到的文字（该栏另有说明），或有不显示的文字；数值可能丢失；已知表中缺行（文件损坏、有页未读、单元格被页边切断）。",
            en: "The layout has no such cell; a - or / stands in it; the rate is blank where 0 of 0 was executed; a picture, a drawn shape or text that was not read stands in the cell or beside it (the field has a warning), or text that is not shown lies in it; a value may have been lost; rows of the form are known to be lost (a damaged file, a page that was not read, cells cut by the edge of a page).",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, _: &Expected) -> Vec<(FieldName, Verdict)> {
    let mut fields: Vec<(FieldName, &str, &Field)> = vec![
        (FieldName::single("year"), "年度", &form.year),
        (FieldName::single("project_name"), "项目名称", &form.project_name),
        (FieldName::single("department"), "主管部门", &form.department),
        (FieldName::single("unit"), "实施单位", &form.unit),
    ];
    if let Some(total) = form.funds.first() {
        fields.push((FieldName::fund(0, "budget"), "年度资金总额的全年预算数", &total.budget));
        fields.push((
            FieldName::fund(0, "executed"),
            "年度资金总额的全年执行数",
            &total.executed,
        ));
        if !has_nothing_to_rate(total) {
            fields.push((FieldName::fund(0, "rate"), "年度资金总额的执行率", &total.rate));
        }
        fields.push((FieldName::fund(0, "score"), "年度资金总额的得分", &total.score));
    }
    fields.push((FieldName::single("total_score"), "总分", &form.total_score));
    fields
        .into_iter()
        .map(|(name, label, field)| match field {
            Field::Absent => (name, Err(Silence::NoSuchField)),
            field => (name, Ok(check_field(name, label, field))),
        })
        .collect()
}

fn check_field(name: FieldName, label: &str, field: &Field) -> Option<Finding> {
    field.is_blank().then(|| {
        let explanation = bilingual!("{label}空白", "nothing is filled in for {label}");
        RULE.finding(name, field, "", explanation)
    })
}

/// Whether nothing was executed of a budget of nothing: a rate need not be stated then.
fn has_nothing_to_rate(total: &FundRow) -> bool {
    let is_zero = |field: &Field| Figure::parse(field.text()).is_some_and(|figure| figure.value == Decimal::ZERO);
    is_zero(&total.budget) && is_zero(&total.executed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::found_in;

    #[test]
    fn blank_fields_are_flagged_in_the_order_of_the_form() {
        insta::assert_snapshot!(found_in(&RULE, "project_name=; total_score=; funds[0].rate="), @r"
        project_name:  -> 
          项目名称空白
          nothing is filled in for 项目名称
        funds[0].rate:  -> 
          年度资金总额的执行率空白
          nothing is filled in for 年度资金总额的执行率
        total_score:  -> 
          总分空白
          nothing is filled in for 总分
        ");
    }

    #[test]
    fn what_the_layout_does_not_have_is_not_missing() {
        assert_eq!(
            found_in(&RULE, "department=×; funds[0].score=^; funds[1].rate=; grade="),
            ""
        );
    }

    #[test]
    fn nothing_of_nothing_needs_no_rate() {
        assert_eq!(
            found_in(&RULE, "funds[0].budget=0.00; funds[0].executed=0.00; funds[0].rate="),
            ""
        );
    }
}
