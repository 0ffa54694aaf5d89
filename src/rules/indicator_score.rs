//! indicator-score: full marks for a missed target, or less for one that was met.

use rust_decimal::Decimal;

use super::rule::{scored_row, with_scores};
use super::silence::{Silence, Verdict};
use super::{Against, Documentation, Finding, Rank, Rule, Severity, States, Subject, Text};
use crate::engine::{Expected, Scored};
use crate::figure::{Figure, Target};
use crate::form::model::{Field, FieldName, Form, Indicator};
use crate::language::bilingual;

pub(super) const RULE: Rule = Rule {
    id: "indicator-score",
    name: Text::new("指标得分存疑", "Indicator score"),
    against: Against::Allowed,
    severity: Severity::Warning,
    rank: Rank::Scores,
    rests_on: |form, own| scored_row(form, own, ["target", "actual", "weight", "score"]),
    speaks_of: &[Subject::indicators("target").stating(States::Target).judged_as("score")],
    documentation: Documentation {
        summary: Text {
            zh: "定量指标：未达到年度指标值却得满分，或已达到却未得满分。",
            en: "Numeric indicators: target missed, yet full marks; or target met, yet less.",
        },
        ground: Text {
            zh: "完成指标值的得满分，未完成的按比例扣分。",
            en: "A target that is met earns the full weight, one that is missed earns less.",
        },
        computation: Text {
            zh: "年度指标值带方向（≥90.00(%)、≤3次、5-8、不少于、不超过等；单独的 0 是上限），实际完成值是同一单位的数（或没有单位），按方向比较，再看得分是否等于分值。",
            en: "The target has a direction (≥90.00(%), ≤3次, 5-8, 不少于, 不超过 …; a bare 0 is a most), the actual is a number in the same unit, or in none. They are compared, and the score with its weight.",
        },
        example: Text {
            zh: "指标值 ≥90.00(%)，实际 60.00(%)，分值 10、得分 10：未达到却得满分。",
            en: "Target ≥90.00(%), actual 60.00(%), weight 10, score 10: missed, yet full marks.",
        },
        silence: Text {
            zh: "指标值或实际值不完全是带单位的数；单位不同；指标值是没有方向的数（如 59台）；实际值超出“=”或区间的上限（可能视为完成，也可能不是）；写作小数的百分比；分值与得分不是一行对一行；数值可能读错。",
            en: "Target or actual is not wholly a figure with a unit; the units differ; the target is a number without direction (59台); the actual goes beyond an exact number or a range, which may count as fulfilled or not; a percentage may be printed as a ratio; weight and score do not stand row by row; a value may have been misread.",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let rows = with_scores(form.indicators.iter(), &expected.scored_indicators);
    rows.map(|(n, row, scored)| (FieldName::indicator(n, "score"), judge_row(row, scored)))
        .collect()
}

fn judge_row(row: &Indicator, scored: Option<&Scored>) -> Verdict {
    let absent = [&row.target, &row.actual, &row.weight, &row.score];
    if absent.iter().any(|field| **field == Field::Absent) {
        return Err(Silence::NoSuchField);
    }
    // Words are no target that can be compared.
    let Some(target) = Target::parse(row.target.text()) else {
        return Ok(None);
    };
    let actual = Figure::parse_with_unit(row.actual.text());
    match (scored, actual) {
        (None, _) if row.score == Field::Covered || row.weight == Field::Covered => Err(Silence::Merged),
        (None, _) | (_, None) => Err(Silence::NoValue),
        (Some(scored), _) if scored.rows > 1 => Err(Silence::Merged),
        (_, Some(actual)) if !target.shares_unit_with(&actual) || may_be_a_ratio(&actual, &target) => {
            Err(Silence::UnitsDiffer)
        }
        (Some(scored), Some(actual)) => Ok(check_row(row, scored, &target, &actual)),
    }
}

fn check_row(row: &Indicator, scored: &Scored, target: &Target, actual: &Figure) -> Option<Finding> {
    let is_met = target.is_met_by(actual.value)?;
    let is_full = scored.score >= scored.weight;
    if is_met == is_full || scored.weight <= Decimal::ZERO {
        return None;
    }
    let weight = scored.weight;
    let (limit, zh, en) = if is_met {
        (weight.to_string(), "达到", "meets")
    } else {
        (format!("< {weight}"), "未达到", "misses")
    };
    let explanation = bilingual!(
        "实际 {} {zh}指标值 {}；分值 {weight}，得分 {}",
        "{} {en} the target {}; weight {weight}, score {}",
        row.actual.text(),
        row.target.text(),
        row.score.text()
    );
    Some(RULE.finding(
        FieldName::indicator(scored.row, "score"),
        &row.score,
        limit,
        explanation,
    ))
}

/// Whether a number without a sign may be the ratio behind a percentage: 0.95 or 1 for a target in percent.
fn may_be_a_ratio(actual: &Figure, target: &Target) -> bool {
    target.unit == "%" && actual.unit.is_empty() && actual.value > Decimal::ZERO && actual.value <= Decimal::ONE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::{form, indicator};
    use crate::rules::tests::found;

    fn scored(target: &str, actual: &str, score: &str) -> String {
        let mut form = form();
        form.indicators[1] = indicator(["合格率", target, actual, "10", score, "说明"]);
        found(&RULE, &form)
    }

    #[test]
    fn full_marks_for_a_missed_target_and_less_for_a_met_one_are_flagged() {
        insta::assert_snapshot!(scored("≥90.00(%)", "60.00(%)", "10"), @r"
        indicators[1].score: 10 -> < 10
          实际 60.00(%) 未达到指标值 ≥90.00(%)；分值 10，得分 10
          60.00(%) misses the target ≥90.00(%); weight 10, score 10
        ");
        insta::assert_snapshot!(scored("≤3次", "3", "8"), @r"
        indicators[1].score: 8 -> 10
          实际 3 达到指标值 ≤3次；分值 10，得分 8
          3 meets the target ≤3次; weight 10, score 8
        ");
    }

    #[test]
    fn targets_of_every_form_are_judged() {
        for (target, missed) in [
            ("＞90%", "90%"),
            ("=0.00(%)", "4.00(%)"),
            ("0次", "1次"),
            ("5-8次", "4次"),
            ("不少于5场", "4场"),
            ("═100%", "98%"),
        ] {
            assert_ne!(scored(target, missed, "10"), "", "{missed} for {target}");
            assert_eq!(
                scored(target, missed, "9"),
                "",
                "{missed} for {target}, and less than full marks"
            );
        }
    }

    #[test]
    fn what_gives_no_direction_or_no_figure_is_left_alone() {
        let table = [
            ("59台", "10台"),
            ("≥90%", "达成指标"),
            ("全区共享", "60%"),
            ("≥90%", "60次"),
            ("=3人", "4人"),
            ("5-8次", "9次"),
            ("≥90%", "0.6"),
            ("≥360天", "≥360天"),
            ("2023年1—12月", "3月"),
        ];
        for (target, actual) in table {
            for score in ["10", "5"] {
                assert_eq!(
                    scored(target, actual, score),
                    "",
                    "{actual} for {target}, {score} of 10"
                );
            }
        }
    }
}
