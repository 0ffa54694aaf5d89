//! weight-sum: 分值 of budget and indicators add up to the stated total, and that is 100.

use rust_decimal::Decimal;

use super::wording::sum_of_points;
use super::{Documentation, Finding, Rule, Severity, Text};
use crate::engine::{Expected, agreement_with_exact, points};
use crate::form::model::Form;
use crate::language::Bilingual;

pub(super) const RULE: Rule = Rule {
    id: "weight-sum",
    severity: Severity::Error,
    documentation: Documentation {
        summary: Text {
            zh: "预算执行与各指标的分值之和是否等于总分的分值，总分的分值是否为 100。",
            en: "Whether the weights of budget and indicators add up to the stated total, and whether that is 100.",
        },
        ground: Text {
            zh: "自评总分一般设为 100 分：财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
            en: "The total is set at 100 points: the Ministry of Finance's measures for project evaluation (财预〔2020〕10号).",
        },
        computation: Text {
            zh: "年度资金总额的分值与全部指标的分值相加。分值没有取舍余地：和必须与印出的总分相等，或按总分的小数位取舍后相等。合并单元格的分值只计一次。",
            en: "The weight of the fund total and those of all indicators are added up. Weights have no slack: the sum is the stated total, exactly or rounded to its decimals. A weight merged over rows counts once.",
        },
        example: Text {
            zh: "预算执行 10，指标合计 89，总分印为 100：10 + 89 = 99，与 100 不符。",
            en: "Budget 10, indicators 89 together, total printed as 100: 10 + 89 = 99, not 100.",
        },
        silence: Text {
            zh: "没有印出总分的分值；对于求和：某个分值空白或不是数，没有指标，数值可能读错（总分不是 100 时仍提示）。",
            en: "No total weight is printed. The sum is not judged when a weight is blank or no number, when there are no indicators, or when a value may have been misread (a total other than 100 is flagged all the same).",
        },
    },
    check,
};

fn check(form: &Form, expected: &Expected) -> Vec<Finding> {
    check_total(form, expected).into_iter().collect()
}

fn check_total(form: &Form, expected: &Expected) -> Option<Finding> {
    let stated = points(&form.total_weight)?;
    let full_marks = Decimal::from(expected.parameters.full_marks);
    let sum = expected.total_weight;
    let sum_agrees = match sum {
        Some(sum) => agreement_with_exact(&stated, sum)?.has_convention(),
        None => true,
    };
    if sum_agrees && stated.value == full_marks {
        return None;
    }
    let mut explanation = Bilingual::default();
    if let Some(sum) = sum.filter(|_| !sum_agrees) {
        explanation = sum_of_points(form, |row| &row.weight, |row| &row.weight, sum, &form.total_weight);
    }
    if stated.value != full_marks {
        let separators = if sum_agrees { ("", "") } else { ("；", "; ") };
        explanation.zh += &format!("{}总分的分值应为 {full_marks}，表中为 {}", separators.0, stated.text);
        explanation.en += &format!(
            "{}the total weight is {full_marks}; stated {}",
            separators.1, stated.text
        );
    }
    Some(RULE.finding("total_weight", &form.total_weight, full_marks.to_string(), explanation))
}
