//! score-sum: 得分 of budget and indicators add up to the stated total.

use super::rule::{Suspects, total_and_terms};
use super::silence::{Verdict, why_no_sum};
use super::wording::{by_convention, sum_of_points};
use super::{Against, Documentation, Finding, Rank, Rule, Severity, Subject, Text};
use crate::engine::{Expected, PointColumn, points};
use crate::figure::{Agreement, Computed};
use crate::form::model::{FieldName, Form};

pub(super) const RULE: Rule = Rule {
    id: "score-sum",
    name: Text::new("得分合计不符", "Sum of scores"),
    against: Against::Recomputed,
    severity: Severity::Error,
    rank: Rank::Total,
    suspects: Some(Suspects::Scores),
    is_arithmetic: true,
    needs_all_rows: true,
    rests_on: |form, _| total_and_terms(form, "total_score", "score"),
    speaks_of: &[Subject::single("total_score")],
    documentation: Documentation {
        summary: Text {
            zh: "预算执行与各指标的得分之和是否等于总分。",
            en: "Whether the scores of budget and indicators add up to the stated total.",
        },
        ground: Text {
            zh: "总分即各项得分之和。",
            en: "The total score is the sum of the scores.",
        },
        computation: Text {
            zh: "年度资金总额的得分与全部指标的得分相加。得分不留误差余地：和必须与表中总分相等，或按总分的小数位数修约后相等。合并单元格的得分只计一次。",
            en: "The score of the fund total and those of all indicators are added up. Scores have no slack: the sum is the stated total, exactly or rounded to its decimals. A score merged over rows counts once.",
        },
        example: Text {
            zh: "预算执行得 8.38，指标合计 90.00，总分填为 98.88：8.38 + 90.00 = 98.38，与 98.88 不符。",
            en: "Budget 8.38, indicators 90.00 together, total printed as 98.88: 8.38 + 90.00 = 98.38, not 98.88.",
        },
        silence: Text {
            zh: "没有填总分，或总分不是数；某个得分空白或不是数；没有指标；数值可能读错；已知表中缺行（文件损坏、有页未读、单元格被页边切断）。",
            en: "No total is printed, or it is no number; a score is blank or no number; there are no indicators; a value may have been misread; rows of the form are known to be lost (a damaged file, a page that was not read, cells cut by the edge of a page).",
        },
    },
    judge,
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let verdict = match expected.total_score.filter(|_| points(&form.total_score).is_some()) {
        None => Err(why_no_sum(form, PointColumn::Score, &form.total_score)),
        Some(_) => Ok(check_total(form, expected)),
    };
    vec![(FieldName::single("total_score"), verdict)]
}

fn check_total(form: &Form, expected: &Expected) -> Option<Finding> {
    let stated = points(&form.total_score)?;
    let sum = expected.total_score?;
    let computed = Computed::exactly(sum);
    if Agreement::of(&stated, &computed)?.is_consistent() {
        return None;
    }
    let right = by_convention(&computed, stated.decimals)?;
    let explanation = sum_of_points(form, PointColumn::Score, sum, &form.total_score);
    Some(RULE.finding(
        FieldName::single("total_score"),
        &form.total_score,
        right.figures,
        explanation,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::found_in;

    #[test]
    fn scores_that_do_not_add_up_are_flagged() {
        insta::assert_snapshot!(found_in(&RULE, "total_score=98.88"), @r"
        total_score: 98.88 -> 99.85
          9.85 + 60.00 + 30.00 = 99.85；表中总分为 98.88
          9.85 + 60.00 + 30.00 = 99.85; stated 98.88
        ");
    }

    #[test]
    fn a_sum_shortened_to_the_decimals_of_the_total_is_right() {
        for total in ["99.85分", "99.8", "99.9", "100", "99"] {
            assert_eq!(found_in(&RULE, &format!("total_score={total}")), "", "{total}");
        }
    }

    #[test]
    fn scores_that_percentages_weight_are_no_summands() {
        let budget = "funds[0].weight=10%; funds[0].score=95";
        let indicators =
            "indicators[0].weight=60%; indicators[0].score=100; indicators[1].weight=30%; indicators[1].score=100";
        assert_eq!(
            found_in(&RULE, &format!("{budget}; {indicators}; total_score=99.5")),
            ""
        );
    }

    #[test]
    fn there_is_no_slack_and_no_sum_with_a_hole() {
        assert_ne!(found_in(&RULE, "total_score=99.86"), "");
        assert_eq!(found_in(&RULE, "total_score=99.86; indicators[0].score=-"), "");
    }
}
