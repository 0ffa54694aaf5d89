//! execution-rate: 执行率 is 全年执行数 / 全年预算数.

use super::rule::{Suspects, in_fund_row};
use super::silence::{Silence, Verdict, without_amounts};
use super::wording::{by_convention, shown, slack};
use super::{Documentation, Finding, Rank, Rule, Severity, Subject, Text};
use crate::engine::{Expected, ExpectedFund};
use crate::figure::Figure;
use crate::form::model::{FieldName, Form, FundRow};
use crate::language::{Bilingual, bilingual};

pub(super) const RULE: Rule = Rule {
    id: "execution-rate",
    name: Text::new("执行率不符", "Execution rate"),
    severity: Severity::Error,
    rank: Rank::Rates,
    suspects: Some(Suspects::Amounts),
    is_arithmetic: true,
    rests_on: |form, own| in_fund_row(form, own, ["budget", "executed", "rate"]),
    speaks_of: &[Subject::funds("rate")],
    documentation: Documentation {
        summary: Text {
            zh: "项目资金各行的执行率是否等于全年执行数 ÷ 全年预算数。",
            en: "Whether the execution rate of every fund row is executed / budget.",
        },
        ground: Text {
            zh: "预算执行率 = 全年执行数 ÷ 全年预算数 × 100%，表头自己也这样写（B/A）。",
            en: "Execution rate = amount executed / amount budgeted x 100%; the form's own heading says so (B/A).",
        },
        computation: Text {
            zh: "按表中所填的两个金额计算，不作除法而比较乘积。按表中数的小数位数四舍五入、四舍六入五成双或截断，任一种得到表中数即为一致；金额保留位数的误差（末位的半个单位）能解释的，也为一致。没有百分号时，也可以是比值本身（0.9852；1 即 100%）。预算数、执行数都为 0 时，执行率应为 0 或不填。表式只有年初预算数的，按年初预算数计算。",
            en: "From the two amounts as printed, by comparing products. The rate is right when rounding half-up, half-even or truncating to its printed decimals gives it, or when half a unit in the last place of the amounts explains it. Without a percent sign it may be the ratio itself (0.9852; 1 for 100%). With 0 of 0 the rate is 0 or not a number. Where the form has no budget but the initial one (年初预算数), that one counts.",
        },
        example: Text {
            zh: "预算 6.80、执行 6.70，执行率填为 99.62：6.70 ÷ 6.80 = 98.5294…%，即 98.52 或 98.53。",
            en: "Budget 6.80, executed 6.70, rate printed as 99.62: 6.70 / 6.80 = 98.5294…%, so 98.52 or 98.53.",
        },
        silence: Text {
            zh: "预算数、执行数、执行率之一不是数（空白、-、—、/）；预算数为 0 而执行数不为 0，或预算数为负；表式只有年初预算数而执行数比它大；金额单位不明而不能相比；数值可能读错。",
            en: "One of budget, executed and rate is no number (blank, -, —, /); the budget is 0 with something executed, or negative; the form has only an initial budget, and more was executed; the amounts are in units that cannot be compared; a value may have been misread.",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let rows = form.funds.iter().zip(&expected.funds).enumerate();
    rows.map(|(n, (row, expected))| (FieldName::fund(n, "rate"), judge_row(n, row, expected, form)))
        .collect()
}

fn judge_row(n: usize, row: &FundRow, expected: &ExpectedFund, form: &Form) -> Verdict {
    let amounts = [expected.base.of(row), &row.executed];
    match (&expected.rate, expected.rate_agreement) {
        // Nothing is stated, or a mark that stands for nothing.
        _ if Figure::parse(row.rate.text()).is_none() => Ok(None),
        (None, _) => Err(without_amounts(amounts, form)),
        (Some(_), None) => Err(Silence::NoValue),
        (Some(_), Some(_)) => Ok(check_row(n, row, expected)),
    }
}

fn check_row(n: usize, row: &FundRow, expected: &ExpectedFund) -> Option<Finding> {
    if expected.rate_agreement?.is_consistent() {
        return None;
    }
    let rate = expected.rate.as_ref()?;
    let decimals = Figure::parse(row.rate.text())?.decimals;
    let right = by_convention(rate, decimals)?;
    let (executed, budget, stated) = (row.executed.text(), expected.base.of(row).text(), row.rate.text());
    let explanation = if Figure::parse(budget)?.value.is_zero() {
        bilingual!(
            "预算数 {budget}、执行数 {executed}：执行率应为 0 或不填；表中为 {stated}",
            "{executed} of {budget}: the rate is 0, or none; stated {stated}"
        )
    } else {
        let (value, slack) = (shown(rate)?, slack(rate, decimals, "%")?);
        Bilingual::new(
            format!(
                "{executed} ÷ {budget} = {value}%：{}；表中为 {stated}{}",
                right.words.zh, slack.zh
            ),
            format!(
                "{executed} / {budget} = {value}%: {}; stated {stated}{}",
                right.words.en, slack.en
            ),
        )
    };
    Some(RULE.finding(FieldName::fund(n, "rate"), &row.rate, right.figures, explanation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::{doubt, form_with};
    use crate::rules::tests::{found, found_in};
    use crate::warning::WarningKind;

    #[test]
    fn a_rate_that_no_rounding_gives_is_flagged_with_the_computation() {
        insta::assert_snapshot!(found_in(&RULE, "funds[0].rate=99.62; funds[2].rate=100%"), @r"
        funds[0].rate: 99.62 -> 98.53 / 98.52
          6.70 ÷ 6.80 = 98.5294…%：98.52（截断）或 98.53（四舍五入）；表中为 99.62；考虑金额保留位数的误差，重算值在 98.3835…% 至 98.6754…% 之间
          6.70 / 6.80 = 98.5294…%: 98.52 truncated, 98.53 rounded; stated 99.62; the rounding of the amounts themselves allows 98.3835…% to 98.6754…%
        funds[2].rate: 100% -> 0
          预算数 0.00、执行数 0.00：执行率应为 0 或不填；表中为 100%
          0.00 of 0.00: the rate is 0, or none; stated 100%
        ");
    }

    #[test]
    fn where_a_form_has_only_an_initial_budget_the_rate_is_of_that() {
        let initial = "funds[0].budget=×; funds[1].budget=×; funds[2].budget=×";
        assert_eq!(found_in(&RULE, initial), "");
        let wrong = format!("{initial}; funds[0].rate=99.62");
        assert!(found_in(&RULE, &wrong).contains("6.70 / 6.80 = 98.5294…%"));
        let added = format!("{wrong}; funds[0].executed=6.90");
        assert_eq!(found_in(&RULE, &added), "", "something was added to the budget");
        let mut form = form_with(&wrong);
        form.warnings = vec![doubt("funds[0].budget", WarningKind::NotUnderstood)];
        assert_eq!(found(&RULE, &form), "", "there may be another budget");
    }

    #[test]
    fn rates_by_every_convention_and_rates_of_nothing_are_left_alone() {
        for rate in ["98.52", "98.53%", "98.5", "99", "0.985", "", "-", "/"] {
            assert_eq!(found_in(&RULE, &format!("funds[0].rate={rate}")), "", "{rate}");
        }
        for rate in ["0", "0.00%", "", "-", "—", "/"] {
            assert_eq!(
                found_in(&RULE, &format!("funds[2].rate={rate}")),
                "",
                "{rate} of nothing"
            );
        }
    }
}
