//! score-range: no 得分 above its 分值 or below 0.

use rust_decimal::Decimal;

use super::rule::{scored_row, with_scores};
use super::silence::{Silence, Verdict};
use super::{Against, Documentation, Finding, Rank, Rule, Severity, Subject, Text};
use crate::engine::{Expected, Scored, points, weight as points_of};
use crate::form::model::{Field, FieldName, Form};
use crate::language::bilingual;

pub(super) const RULE: Rule = Rule {
    id: "score-range",
    name: Text::new("得分超限", "Score out of range"),
    against: Against::Allowed,
    severity: Severity::Error,
    rank: Rank::Scores,
    rests_on: |form, own| scored_row(form, own, ["weight", "score"]),
    speaks_of: &[Subject::funds("score"), Subject::indicators("score")],
    documentation: Documentation {
        summary: Text {
            zh: "各项得分是否在 0 与分值之间。",
            en: "Whether every score lies between 0 and its weight.",
        },
        ground: Text {
            zh: "分值是该项的满分，得分不能超过满分，也不能为负。",
            en: "The weight is the most that an item can earn, and nothing earns less than 0.",
        },
        computation: Text {
            zh: "资金各行与各指标的得分与同一行的分值比较；得分的单元格合并了几行的，与这几行的分值之和比较。不留误差余地。",
            en: "The score of every fund row and indicator is compared with the weight of its row; a score merged over rows with the weights of these rows together. There is no slack.",
        },
        example: Text {
            zh: "分值 10，得分 10.92：超出分值。",
            en: "Weight 10, score 10.92: above the weight.",
        },
        silence: Text {
            zh: "得分不是数，或在括号中（多半另有所指）；分值不是数（得分为负时仍提示）；一个分值的单元格对应几个得分；多数得分高于分值（得分为百分制，按权重折算）；数值可能读错。",
            en: "The score is no number, or stands in brackets, which put it aside; the weight is none (a score below 0 is flagged all the same); one merged weight stands for several scores; most scores are above their weights (each is out of 100); a value may have been misread.",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let funds = form.funds.iter().map(|row| (&row.weight, &row.score));
    let mut judged = judge_rows("funds", funds, &expected.scored_funds);
    let indicators = form.indicators.iter().map(|row| (&row.weight, &row.score));
    judged.extend(judge_rows("indicators", indicators, &expected.scored_indicators));
    judged
}

/// Judges the 得分 of a block; of those that can be paired with their 分值, `scored` has the pairs, in their order.
fn judge_rows<'a>(
    block: &'static str,
    rows: impl Iterator<Item = (&'a Field, &'a Field)>,
    scored: &[Scored],
) -> Vec<(FieldName, Verdict)> {
    let judge_row = |(n, (weight, field), scored): (usize, (&Field, &Field), Option<&Scored>)| {
        let name = FieldName::in_row(block, n, "score");
        let verdict = match (scored, points(field)) {
            (Some(scored), _) => Ok(check_score(name, field, scored.score, Some(scored.weight))),
            (None, Some(score)) => match check_score(name, field, score.value, None) {
                None if points_of(weight).is_some() || *weight == Field::Covered => Err(Silence::Merged),
                None => Err(Silence::without(&[weight])),
                found => Ok(found),
            },
            (None, None) => Ok(None),
        };
        (name, verdict)
    };
    with_scores(rows, scored).map(judge_row).collect()
}

fn check_score(name: FieldName, field: &Field, score: Decimal, weight: Option<Decimal>) -> Option<Finding> {
    let stated = field.text();
    let (limit, explanation) = match weight {
        Some(weight) if score > weight => {
            let explanation = bilingual!(
                "得分 {stated} 高于分值 {weight}",
                "a score of {stated} is above its weight of {weight}"
            );
            (format!("≤ {weight}"), explanation)
        }
        _ if score < Decimal::ZERO => {
            let explanation = bilingual!("得分 {stated} 低于 0", "a score of {stated} is below 0");
            ("≥ 0".to_owned(), explanation)
        }
        _ => return None,
    };
    Some(RULE.finding(name, field, limit, explanation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::found_in;

    #[test]
    fn scores_that_are_weighted_are_left_alone() {
        for weights in [["10", "60", "30"], ["0.1", "0.6", "0.3"], ["10%", "60%", "30%"]] {
            let rows = weights.into_iter().zip(["funds[0]", "indicators[0]", "indicators[1]"]);
            let changes = rows.map(|(weight, row)| format!("{row}.weight={weight}; {row}.score=98.52"));
            assert_eq!(
                found_in(&RULE, &changes.collect::<Vec<_>>().join("; ")),
                "",
                "{weights:?}"
            );
        }
    }

    #[test]
    fn scores_above_their_weight_or_below_zero_are_flagged() {
        insta::assert_snapshot!(found_in(&RULE, "funds[0].score=10.29; indicators[0].score=61; indicators[1].score=-1"), @r"
        funds[0].score: 10.29 -> ≤ 10.00
          得分 10.29 高于分值 10.00
          a score of 10.29 is above its weight of 10.00
        indicators[0].score: 61 -> ≤ 60.00
          得分 61 高于分值 60.00
          a score of 61 is above its weight of 60.00
        indicators[1].score: -1 -> ≥ 0
          得分 -1 低于 0
          a score of -1 is below 0
        ");
    }

    #[test]
    fn points_in_brackets_are_no_points_below_nothing() {
        assert_eq!(
            found_in(&RULE, "indicators[0].score=(58.50); indicators[1].weight=（100）"),
            ""
        );
    }

    #[test]
    fn the_ends_are_in_range() {
        assert_eq!(found_in(&RULE, "indicators[0].score=60; indicators[1].score=0"), "");
    }

    #[test]
    fn a_merged_score_is_out_of_all_its_weights() {
        assert_eq!(found_in(&RULE, "indicators[0].score=90; indicators[1].score=^"), "");
        insta::assert_snapshot!(found_in(&RULE, "indicators[1].score=^; indicators[0].score=91"), @r"
        indicators[0].score: 91 -> ≤ 90.00
          得分 91 高于分值 90.00
          a score of 91 is above its weight of 90.00
        ");
    }

    #[test]
    fn a_weight_shared_by_several_scores_judges_none_of_them() {
        assert_eq!(
            found_in(
                &RULE,
                "indicators[0].weight=90; indicators[1].weight=^; indicators[0].score=95"
            ),
            ""
        );
    }
}
