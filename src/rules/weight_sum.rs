//! weight-sum: 分值 of budget and indicators add up to the stated total, and that is 100.

use rust_decimal::Decimal;

use super::rule::{Suspects, total_and_terms};
use super::silence::{Verdict, why_no_sum};
use super::wording::sum_of_points;
use super::{Against, Documentation, Finding, Rank, Rule, Severity, Subject, Text};
use crate::engine::{Expected, PointColumn, may_be_of_indicators_alone, weight};
use crate::figure::{Agreement, Computed};
use crate::form::model::{FieldName, Form};
use crate::language::bilingual;

pub(super) const RULE: Rule = Rule {
    id: "weight-sum",
    name: Text::new("分值合计不符", "Sum of weights"),
    against: Against::Recomputed,
    severity: Severity::Error,
    rank: Rank::Weights,
    suspects: Some(Suspects::Weights),
    is_arithmetic: true,
    needs_all_rows: true,
    rests_on: |form, _| total_and_terms(form, "total_weight", "weight"),
    speaks_of: &[Subject::single("total_weight")],
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
            zh: "年度资金总额的分值与全部指标的分值相加。分值不留误差余地：和必须与表中总分相等，或按总分的小数位数修约后相等。合并单元格的分值只计一次。",
            en: "The weight of the fund total and those of all indicators are added up. Weights have no slack: the sum is the stated total, exactly or rounded to its decimals. A weight merged over rows counts once.",
        },
        example: Text {
            zh: "预算执行 10，指标合计 89，总分填为 100：10 + 89 = 99，与 100 不符。",
            en: "Budget 10, indicators 89 together, total printed as 100: 10 + 89 = 99, not 100.",
        },
        silence: Text {
            zh: "没有填总分的分值；已知表中缺行（文件损坏、有页未读、单元格被页边切断）；预算执行没有分值栏，而总分的分值就是各指标之和；对于求和：某个分值空白或不是数，没有指标，数值可能读错（总分不是 100 时仍提示）。",
            en: "No total weight is printed; rows of the form are known to be lost (a damaged file, a page that was not read, cells cut by the edge of a page); the budget has no weight of its own, and the total is that of the indicators. The sum is not judged when a weight is blank or no number, when there are no indicators, or when a value may have been misread (a total other than 100 is flagged all the same).",
        },
    },
    judge,
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let verdict = match check_total(form, expected) {
        // The total alone can be wrong, whatever there is to add up.
        None if expected.total_weight.is_none() => Err(why_no_sum(form, PointColumn::Weight, &form.total_weight)),
        found => Ok(found),
    };
    vec![(FieldName::single("total_weight"), verdict)]
}

fn check_total(form: &Form, expected: &Expected) -> Option<Finding> {
    let stated = weight(&form.total_weight)?;
    let full_marks = Decimal::from(expected.parameters.full_marks);
    let refuting_sum = match expected.total_weight {
        Some(sum) if !Agreement::of(&stated, &Computed::exactly(sum))?.is_consistent() => Some(sum),
        _ => None,
    };
    // Where the points of the budget stand in its heading alone, they are not in the column that is added up.
    let is_full = stated.value == full_marks || may_be_of_indicators_alone(form, stated.value);
    let addition = |sum| sum_of_points(form, PointColumn::Weight, sum, &form.total_weight);
    let prescription = bilingual!("总分的分值应为 {full_marks}", "the total weight is {full_marks}");
    let stated = form.total_weight.text();
    let said = bilingual!("表中总分为 {stated}", "stated {stated}");
    let (right, explanation) = match (refuting_sum, is_full) {
        (None, true) => return None,
        (Some(sum), true) => (sum, addition(sum)),
        // What the parts come to is told, where it is known: it says which of them to look at.
        (refuting, false) => {
            let told = expected.total_weight.map_or(said, addition);
            (refuting.unwrap_or(full_marks), told.and(&prescription))
        }
    };
    Some(RULE.finding(
        FieldName::single("total_weight"),
        &form.total_weight,
        right.to_string(),
        explanation,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::found_in;

    #[test]
    fn weights_that_do_not_add_up_are_flagged() {
        insta::assert_snapshot!(found_in(&RULE, "indicators[1].weight=29.00"), @r"
        total_weight: 100.00 -> 99.00
          10.00 + 60.00 + 29.00 = 99.00；表中总分为 100.00
          10.00 + 60.00 + 29.00 = 99.00; stated 100.00
        ");
    }

    #[test]
    fn a_total_other_than_100_is_flagged_even_where_it_adds_up_or_has_a_hole() {
        insta::assert_snapshot!(found_in(&RULE, "total_weight=99.00; indicators[1].weight=29.00"), @r"
        total_weight: 99.00 -> 100
          10.00 + 60.00 + 29.00 = 99.00；表中总分为 99.00；总分的分值应为 100
          10.00 + 60.00 + 29.00 = 99.00; stated 99.00; the total weight is 100
        ");
        insta::assert_snapshot!(found_in(&RULE, "total_weight=99.00; indicators[1].weight="), @r"
        total_weight: 99.00 -> 100
          表中总分为 99.00；总分的分值应为 100
          stated 99.00; the total weight is 100
        ");
        insta::assert_snapshot!(found_in(&RULE, "total_weight=99.00; indicators[1].weight=28.00"), @r"
        total_weight: 99.00 -> 98.00
          10.00 + 60.00 + 28.00 = 98.00；表中总分为 99.00；总分的分值应为 100
          10.00 + 60.00 + 28.00 = 98.00; stated 99.00; the total weight is 100
        ");
    }

    #[test]
    fn a_total_of_the_indicators_alone_is_right_where_the_budget_has_no_weight() {
        assert_eq!(found_in(&RULE, "funds[0].weight=×; total_weight=90"), "");
        assert_ne!(found_in(&RULE, "funds[0].weight=×; total_weight=95"), "");
    }

    #[test]
    fn weights_may_be_percentages() {
        insta::assert_snapshot!(found_in(&RULE, "funds[0].weight=10%; indicators[0].weight=60%; indicators[1].weight=29%; total_weight=100%"), @r"
        total_weight: 100% -> 99
          10% + 60% + 29% = 99；表中总分为 100%
          10% + 60% + 29% = 99; stated 100%
        ");
        // Each score is out of 100.
        assert_eq!(
            found_in(
                &RULE,
                "funds[0].weight=10%; indicators[0].weight=60%; indicators[1].weight=29%; total_weight=100%; indicators[0].score=100; indicators[1].score=95"
            ),
            ""
        );
    }

    #[test]
    fn a_hole_a_merged_cell_or_no_total_keep_it_silent() {
        assert_eq!(found_in(&RULE, "indicators[1].weight="), "");
        assert_eq!(found_in(&RULE, "indicators[0].weight=90; indicators[1].weight=^"), "");
        assert_eq!(
            found_in(&RULE, "indicators[1].weight=^; indicators[0].weight=50; total_weight=×"),
            ""
        );
    }
}
