//! budget-score: 得分 of the fund total is its 分值 x 执行率, at most 分值.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::wording::{by_convention, shown, slack};
use super::{Documentation, Finding, Rule, Severity, Text};
use crate::engine::{Expected, ExpectedFund, points};
use crate::form::model::{Form, FundRow};
use crate::language::Bilingual;

pub(super) const RULE: Rule = Rule {
    id: "budget-score",
    severity: Severity::Error,
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
            zh: "分值 × min(1, 全年执行数 ÷ 全年预算数)，或者分值 × 印出的执行率（该执行率本身有误时除外），最高为分值。四舍五入、四舍六入五成双、截断到所印的小数位，任一种得到表中数即为一致；金额自身末位半个单位的取舍能解释的，也为一致。",
            en: "Weight x min(1, executed / budget), or weight x the printed rate unless that is itself flagged, at most the weight. The score is right when rounding half-up, half-even or truncating either to its printed decimals gives it, or when half a unit in the last place of the amounts explains it.",
        },
        example: Text {
            zh: "分值 10.00，预算 4.07、执行 4.00，得分印为 8.00：10.00 × 4.00 ÷ 4.07 = 9.8280…，应为 9.82 或 9.83。",
            en: "Weight 10.00, budget 4.07, executed 4.00, score printed as 8.00: 10.00 x 4.00 / 4.07 = 9.8280…, so 9.82 or 9.83.",
        },
        silence: Text {
            zh: "分值或得分不是数；既没有可计算的金额，也没有印出的执行率；预算数不大于 0；执行数为负；数值可能读错。",
            en: "Weight or score is no number; neither the amounts nor a printed rate can be used; the budget is not above 0; the executed amount is negative; a value may have been misread.",
        },
    },
    check,
};

fn check(form: &Form, expected: &Expected) -> Vec<Finding> {
    let total = form.funds.first().zip(expected.funds.first());
    total
        .and_then(|(row, expected)| check_total(row, expected))
        .into_iter()
        .collect()
}

fn check_total(row: &FundRow, expected: &ExpectedFund) -> Option<Finding> {
    if expected.score_agreement?.is_consistent() {
        return None;
    }
    let score = expected.score()?;
    let decimals = points(&row.score)?.decimals;
    let right = by_convention(score, decimals)?;
    let slack = slack(score, "")?;
    let (weight, stated, value) = (row.weight.text(), row.score.text(), shown(score)?);
    let (executed, budget, rate) = (row.executed.text(), row.budget.text(), row.rate.text());
    let is_capped = expected
        .rate
        .as_ref()
        .map(|rate| rate.exact.compare(Decimal::ONE_HUNDRED))
        == Some(Some(Ordering::Greater));
    let computation = match (&expected.score_by_amounts, is_capped) {
        (Some(_), true) => Bilingual::new(
            format!("{executed} ÷ {budget} 大于 1，最高得满分 {weight}"),
            format!("{executed} / {budget} is above 1, so the full {weight}"),
        ),
        (Some(_), false) => Bilingual::new(
            format!("{weight} × {executed} ÷ {budget} = {value}：{}", right.words.zh),
            format!("{weight} x {executed} / {budget} = {value}: {}", right.words.en),
        ),
        (None, _) => Bilingual::new(
            format!("{weight} × 印出的执行率 {rate} = {value}：{}", right.words.zh),
            format!("{weight} x the printed rate {rate} = {value}: {}", right.words.en),
        ),
    };
    let by_rate = match (&expected.score_by_amounts, &expected.score_by_rate) {
        (Some(_), Some(by_rate)) => by_convention(by_rate, decimals)?.words,
        _ => Bilingual::default(),
    };
    let (zh, en) = if by_rate == right.words || by_rate == Bilingual::default() {
        (String::new(), String::new())
    } else {
        (
            format!("（按印出的执行率 {rate}：{}）", by_rate.zh),
            format!(" (by the printed rate {rate}: {})", by_rate.en),
        )
    };
    let explanation = Bilingual::new(
        format!("{}{zh}；表中为 {stated}{}", computation.zh, slack.zh),
        format!("{}{en}; stated {stated}{}", computation.en, slack.en),
    );
    Some(RULE.finding("funds[0].score", &row.score, right.figures, explanation))
}
