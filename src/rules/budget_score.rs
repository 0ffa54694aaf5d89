//! budget-score: 得分 of the fund total is its 分值 x 执行率, at most 分值.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::rule::{Suspects, in_fund_row};
use super::silence::{Silence, Verdict, without_amounts};
use super::wording::{by_convention, shown, slack};
use super::{Documentation, Finding, Rank, Rule, Severity, Subject, Text};
use crate::engine::{Expected, ExpectedFund, points};
use crate::form::model::{Field, FieldName, Form, FundRow};
use crate::language::{Bilingual, bilingual};

pub(super) const RULE: Rule = Rule {
    id: "budget-score",
    name: Text::new("预算执行得分不符", "Budget score"),
    severity: Severity::Error,
    rank: Rank::BudgetScore,
    suspects: Some(Suspects::BudgetPoints),
    is_arithmetic: true,
    rests_on: |form, own| in_fund_row(form, own, ["budget", "executed", "weight", "rate", "score"]),
    speaks_of: &[Subject::first_fund("score")],
    documentation: Documentation {
        summary: Text {
            zh: "年度资金总额的得分是否等于分值 × 预算执行率，且不超过分值。",
            en: "Whether the score of the fund total is its weight x the execution rate, at most the weight.",
        },
        ground: Text {
            zh: "预算执行率按执行比例计分，最高得满分（一般为 10 分）。",
            en: "Budget execution is scored in proportion to the rate, up to the full weight (usually 10 points).",
        },
        computation: Text {
            zh: "分值 × min(1, 全年执行数 ÷ 全年预算数)，或者分值 × 表中所填的执行率（该执行率本身不符时除外），最高为分值。分值只写在表头的（执行率得分（10分）），以表头为准。按表中数的小数位数四舍五入、四舍六入五成双或截断，任一种得到表中数即为一致；金额保留位数的误差（末位的半个单位）能解释的，也为一致。",
            en: "Weight x min(1, executed / budget), or weight x the printed rate unless that is itself flagged, at most the weight. Where no column but a heading states the weight (执行率得分（10分）), that one counts. The score is right when rounding half-up, half-even or truncating either to its printed decimals gives it, or when half a unit in the last place of the amounts explains it.",
        },
        example: Text {
            zh: "分值 10.00，预算 4.07、执行 4.00，得分填为 8.00：10.00 × 4.00 ÷ 4.07 = 9.8280…，即 9.82 或 9.83。",
            en: "Weight 10.00, budget 4.07, executed 4.00, score printed as 8.00: 10.00 x 4.00 / 4.07 = 9.8280…, so 9.82 or 9.83.",
        },
        silence: Text {
            zh: "分值或得分不是数；既没有可计算的金额，也没有填执行率；预算数不大于 0；执行数为负；数值可能读错。",
            en: "Weight or score is no number; neither the amounts nor a printed rate can be used; the budget is not above 0; the executed amount is negative; a value may have been misread.",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let total = form.funds.first().zip(expected.funds.first());
    let judged = total.map(|(row, expected)| {
        let amounts = [expected.base.of(row), &row.executed];
        let verdict = match expected.score_agreement {
            Some(_) => Ok(check_total(row, expected)),
            None if points(&row.score).is_none() => Err(Silence::without(&[&row.score])),
            None if expected.weight.is_none() => Err(Silence::without(&[&row.weight])),
            None => Err(without_amounts(amounts, form)),
        };
        (FieldName::fund(0, "score"), verdict)
    });
    judged.into_iter().collect()
}

fn check_total(row: &FundRow, expected: &ExpectedFund) -> Option<Finding> {
    if expected.score_agreement?.is_consistent() {
        return None;
    }
    let stated = points(&row.score)?;
    let right = by_convention(expected.score()?, stated.decimals)?;
    let computation = computation(row, expected, stated.decimals)?;
    let slack = slack(expected.score()?, stated.decimals, "")?;
    let explanation = Bilingual::new(
        format!("{}；表中为 {}{}", computation.zh, row.score.text(), slack.zh),
        format!("{}; stated {}{}", computation.en, row.score.text(), slack.en),
    );
    Some(RULE.finding(FieldName::fund(0, "score"), &row.score, right.figures, explanation))
}

/// The score from the amounts, and from the printed rate where that gives another; else from the rate alone.
fn computation(row: &FundRow, expected: &ExpectedFund, decimals: u32) -> Option<Bilingual> {
    let in_heading = expected
        .weight
        .filter(|_| row.weight == Field::Absent)
        .map(|weight| weight.to_string());
    let (weight, executed, budget, rate) = (
        in_heading.as_deref().unwrap_or(row.weight.text()),
        row.executed.text(),
        expected.base.of(row).text(),
        row.rate.text(),
    );
    let by_rate = match &expected.score_by_rate {
        Some(score) => Some((shown(score)?, by_convention(score, decimals)?.words)),
        None => None,
    };
    let Some(score) = &expected.score_by_amounts else {
        let (value, words) = by_rate?;
        return Some(Bilingual::new(
            format!("{weight} × 表中执行率 {rate} = {value}：{}", words.zh),
            format!("{weight} x the printed rate {rate} = {value}: {}", words.en),
        ));
    };
    let is_capped = expected.rate.as_ref()?.exact.compare(Decimal::ONE_HUNDRED)? == Ordering::Greater;
    if is_capped {
        return Some(bilingual!(
            "{executed} ÷ {budget} 大于 1，最高得满分 {weight}",
            "{executed} / {budget} is above 1, so the full {weight}"
        ));
    }
    let (value, words) = (shown(score)?, by_convention(score, decimals)?.words);
    let (by_rate_zh, by_rate_en) = match by_rate {
        Some((_, by_rate)) if by_rate != words => (
            format!("（按表中执行率 {rate}：{}）", by_rate.zh),
            format!(" (by the printed rate {rate}: {})", by_rate.en),
        ),
        _ => (String::new(), String::new()),
    };
    Some(Bilingual::new(
        format!("{weight} × {executed} ÷ {budget} = {value}：{}{by_rate_zh}", words.zh),
        format!("{weight} x {executed} / {budget} = {value}: {}{by_rate_en}", words.en),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::{cell, form_with};
    use crate::rules::tests::{found, found_in};

    #[test]
    fn the_points_may_stand_in_a_heading() {
        let mut form = form_with("funds[0].weight=×");
        assert_eq!(found(&RULE, &form), "");
        form.points_in_heading = Some(Decimal::TEN);
        assert_eq!(found(&RULE, &form), "");
        form.funds[0].score = cell("9.00");
        assert!(found(&RULE, &form).contains("10 x 6.70 / 6.80 = 9.8529…: 9.85; stated 9.00"));
    }

    #[test]
    fn a_score_that_neither_amounts_nor_rate_give_is_flagged() {
        insta::assert_snapshot!(found_in(&RULE, "funds[0].score=9.00"), @r"
        funds[0].score: 9.00 -> 9.85
          10.00 × 6.70 ÷ 6.80 = 9.8529…：9.85；表中为 9.00；考虑金额保留位数的误差，重算值在 9.8383… 至 9.8675… 之间
          10.00 x 6.70 / 6.80 = 9.8529…: 9.85; stated 9.00; the rounding of the amounts themselves allows 9.8383… to 9.8675…
        ");
    }

    #[test]
    fn the_printed_rate_is_named_where_it_gives_another_score() {
        insta::assert_snapshot!(found_in(&RULE, "funds[0].rate=99%; funds[0].score=9.00"), @r"
        funds[0].score: 9.00 -> 9.85
          10.00 × 6.70 ÷ 6.80 = 9.8529…：9.85（按表中执行率 99%：9.90）；表中为 9.00；考虑金额保留位数的误差，重算值在 9.8383… 至 9.8675… 之间
          10.00 x 6.70 / 6.80 = 9.8529…: 9.85 (by the printed rate 99%: 9.90); stated 9.00; the rounding of the amounts themselves allows 9.8383… to 9.8675…
        ");
    }

    #[test]
    fn a_score_is_capped_at_its_weight() {
        insta::assert_snapshot!(found_in(&RULE, "funds[0].executed=7.00; funds[0].rate=102.94; funds[0].score=10.29"), @r"
        funds[0].score: 10.29 -> 10.00
          7.00 ÷ 6.80 大于 1，最高得满分 10.00；表中为 10.29
          7.00 / 6.80 is above 1, so the full 10.00; stated 10.29
        ");
        assert_eq!(
            found_in(
                &RULE,
                "funds[0].executed=7.00; funds[0].rate=102.94; funds[0].score=10.00"
            ),
            ""
        );
    }

    #[test]
    fn without_a_budget_the_printed_rate_is_the_ground() {
        insta::assert_snapshot!(found_in(&RULE, "funds[0].budget=; funds[0].score=9.00"), @r"
        funds[0].score: 9.00 -> 9.85
          10.00 × 表中执行率 98.52 = 9.852：9.85；表中为 9.00
          10.00 x the printed rate 98.52 = 9.852: 9.85; stated 9.00
        ");
        assert_eq!(found_in(&RULE, "funds[0].budget=; funds[0].score=9.85"), "");
    }

    #[test]
    fn only_the_total_is_scored() {
        assert_eq!(found_in(&RULE, "funds[1].weight=10; funds[1].score=1"), "");
    }

    #[test]
    fn a_budget_of_nothing_earns_what_it_earns() {
        for executed in ["0.00", "1.00"] {
            assert_eq!(
                found_in(&RULE, &format!("funds[0].budget=0.00; funds[0].executed={executed}")),
                "",
                "{executed} executed"
            );
        }
    }
}
