//! over-budget: executed above budget.

use super::rule::{Suspects, in_row};
use super::silence::{Verdict, can_be_added, without_amounts};
use super::{Against, Documentation, Finding, Rank, Rule, Severity, Subject, Text};
use crate::engine::{Expected, Money};
use crate::figure::{Figure, difference};
use crate::form::model::{Field, FieldName, Form, FundRow};
use crate::language::bilingual;

pub(super) const RULE: Rule = Rule {
    id: "over-budget",
    name: Text::new("超预算执行", "Over budget"),
    against: Against::Allowed,
    severity: Severity::Error,
    rank: Rank::Amounts,
    suspects: Some(Suspects::Amounts),
    rests_on: |_, own| in_row(own, ["budget", "executed"]),
    speaks_of: &[Subject::funds("executed")],
    documentation: Documentation {
        summary: Text {
            zh: "各行资金的全年执行数是否超过全年预算数。",
            en: "Whether more was executed than budgeted, in any fund row.",
        },
        ground: Text {
            zh: "支出必须以批准的预算为依据，未列入预算的不得支出（《中华人民共和国预算法》）。",
            en: "Spending follows the approved budget; what is not budgeted is not to be spent (Budget Law of the PRC).",
        },
        computation: Text {
            zh: "比较表中的两个金额；金额保留位数的误差（末位的半个单位）能解释的不提示。预算数为 0 而有执行数的，也是超预算。",
            en: "The two printed amounts are compared; what half a unit in their last place can explain is not flagged. Something executed on a budget of 0 is over budget too.",
        },
        example: Text {
            zh: "预算 329.77，执行 338.31：超出 8.54。",
            en: "Budget 329.77, executed 338.31: 8.54 too much.",
        },
        silence: Text {
            zh: "两者之一不是数；单位不明而不能相比；数值可能读错。",
            en: "One of the two is no number; their units cannot be compared; a value may have been misread.",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, _: &Expected) -> Vec<(FieldName, Verdict)> {
    let rows = form.funds.iter().enumerate();
    rows.map(|(n, row)| (FieldName::fund(n, "executed"), judge_row(n, row, form)))
        .collect()
}

fn judge_row(n: usize, row: &FundRow, form: &Form) -> Verdict {
    if Figure::parse(row.executed.text()).is_none() {
        Ok(None)
    } else if can_be_added(&row.budget, &row.executed, form) {
        Ok(check_row(n, row, &form.amount_unit))
    } else {
        Err(without_amounts([&row.budget, &row.executed], form))
    }
}

fn check_row(n: usize, row: &FundRow, form_unit: &Field) -> Option<Finding> {
    let budget = Money::read(&row.budget, form_unit)?;
    let executed = Money::read(&row.executed, form_unit)?.in_unit_of(&budget)?;
    let excess = difference(executed.value, budget.amount.value)?;
    // Amounts of different precision: 132.4 of 132 may well be within a budget of 132.49.
    if excess.is_sign_negative() || excess.is_zero() || executed.low < budget.amount.high {
        return None;
    }
    let (stated, limit, excess) = (row.executed.text(), row.budget.text(), excess.normalize());
    let explanation = bilingual!(
        "执行数 {stated} 超过预算数 {limit}，超出 {excess}",
        "{stated} executed of a budget of {limit}: {excess} too much"
    );
    Some(RULE.finding(
        FieldName::fund(n, "executed"),
        &row.executed,
        format!("≤ {limit}"),
        explanation,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::found_in;

    #[test]
    fn more_executed_than_budgeted_is_flagged_in_every_row() {
        insta::assert_snapshot!(found_in(&RULE, "funds[0].executed=6.81; funds[2].executed=1.00"), @r"
        funds[0].executed: 6.81 -> ≤ 6.80
          执行数 6.81 超过预算数 6.80，超出 0.01
          6.81 executed of a budget of 6.80: 0.01 too much
        funds[2].executed: 1.00 -> ≤ 0.00
          执行数 1.00 超过预算数 0.00，超出 1
          1.00 executed of a budget of 0.00: 1 too much
        ");
    }

    #[test]
    fn amounts_that_may_be_the_same_are_left_alone() {
        for (budget, executed) in [
            ("6.80", "6.80"),
            ("132", "132.4"),
            ("-", "6.80"),
            ("6.80", ""),
            ("6.80万元", "67000元"),
        ] {
            assert_eq!(
                found_in(
                    &RULE,
                    &format!("funds[0].budget={budget}; funds[0].executed={executed}")
                ),
                "",
                "{executed} of {budget}"
            );
        }
    }
}
