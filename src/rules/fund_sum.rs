//! fund-sum: the parts of the fund block add up to 年度资金总额.

use super::rule::Suspects;
use super::silence::{Silence, Verdict, can_be_added, without_amounts};
use super::wording::{by_convention, shown, slack};
use super::{Against, Documentation, Finding, Rank, Rule, Severity, Subject, Text};
use crate::engine::{Expected, FundColumn, FundSum, Money, total_and_parts};
use crate::figure::{Figure, is_placeholder};
use crate::form::model::{Field, FieldName, Form, FundRow};
use crate::language::Bilingual;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "fund-sum",
    name: Text::new("资金合计不符", "Sum of funds"),
    against: Against::Recomputed,
    severity: Severity::Error,
    rank: Rank::Amounts,
    suspects: Some(Suspects::FundTotals),
    is_arithmetic: true,
    needs_all_rows: true,
    rests_on: |form, own| (0..form.funds.len()).map(|row| FieldName { row, ..own }).collect(),
    speaks_of: &[
        // Without parts there is nothing to add up.
        Subject::first_fund("initial").of_several(),
        Subject::first_fund("budget").of_several(),
        Subject::first_fund("executed").of_several(),
    ],
    documentation: Documentation {
        summary: Text {
            zh: "各项资金之和是否等于年度资金总额（年初预算数、全年预算数、全年执行数各列分别检查）。",
            en: "Whether the parts add up to 年度资金总额, in each of the columns initial, budget and executed.",
        },
        ground: Text {
            zh: "年度资金总额由当年财政拨款、上年结转资金、其他资金等组成。",
            en: "The total is made of its parts: this year's appropriation, funds carried over, other funds.",
        },
        computation: Text {
            zh: "总额以下各行（小计除外；再次出现总额名称的行起不计）相加，空白、-、—、/ 计为 0；与总额相差不超过各金额保留位数的误差（末位的半个单位）之和，即为一致。金额后写有万元或元的，换算后再加。",
            en: "The rows below the total, save a 小计, down to a row with the name of the total, are added up; a blank, -, — or / counts as 0. The total is right when half a unit in the last place of the amounts can explain the difference. Amounts with 万元 or 元 behind them are converted first.",
        },
        example: Text {
            zh: "总额 15，各项 5、-、-：5 + 0 + 0 = 5，与 15 不符。",
            en: "Total 15, parts 5, - and -: 5 + 0 + 0 = 5, not 15.",
        },
        silence: Text {
            zh: "总额不是数，或各项都不是数；某一项是文字；总额的单元格与其下一行合并；某一行可能是上一行的其中项；空白的一项处有未读出、划去或不显示的内容；各行名称注明的单位不同；单位不明而不能相加；数值可能读错；已知表中缺行（文件损坏、有页未读、单元格被页边切断）。",
            en: "The total is no number, or none of the parts is; a part is text; the total's cell is merged with the row below; a row may be a part of the one above it; something that was not read, was struck out or is not shown stands in the blank cell of a part; the names of rows are in different units; the amounts are in units that cannot be added; a value may have been misread; rows of the form are known to be lost (a damaged file, a page that was not read, cells cut by the edge of a page).",
        },
    },
    judge,
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let judge_column = |column: FundColumn| {
        let sum = expected.fund_sums.iter().find(|sum| sum.column == column);
        let verdict = match (sum, total_and_parts(form)) {
            (Some(sum), _) => Ok(check_sum(form, sum)),
            (None, Some((total, parts))) if !parts.is_empty() => Err(why_silent(form, column, total, &parts)),
            (None, _) => Ok(None),
        };
        (FieldName::fund(0, column.name()), verdict)
    };
    FundColumn::ALL.map(judge_column).to_vec()
}

/// Why a column was not added up.
fn why_silent(form: &Form, column: FundColumn, total: &FundRow, parts: &[&FundRow]) -> Silence {
    let total = column.of(total);
    let parts = parts.iter().map(|part| column.of(part));
    let said = parts.filter(|part| !(part.value().is_some() && is_placeholder(part.text())));
    for part in said {
        match part {
            Field::Covered => return Silence::Merged,
            part if !can_be_added(total, part, form) => return without_amounts([total, part], form),
            _ => {}
        }
    }
    // All can be added: the names of the parts do not say which are parts of others.
    if Money::read(total, &form.amount_unit).is_some() {
        Silence::InDoubt
    } else {
        Silence::without(&[total])
    }
}

fn check_sum(form: &Form, sum: &FundSum) -> Option<Finding> {
    if sum.agreement.is_consistent() {
        return None;
    }
    let (total, parts) = total_and_parts(form)?;
    let total = sum.column.of(total);
    let stated = Figure::parse(total.text())?;
    let right = by_convention(&sum.computed, stated.decimals)?;
    let printed = |text: &str| {
        if is_placeholder(text) {
            "0".to_owned()
        } else {
            text.to_owned()
        }
    };
    let terms: Vec<String> = parts.iter().map(|part| printed(sum.column.of(part).text())).collect();
    let (terms, value, slack) = (
        terms.join(" + "),
        shown(&sum.computed)?,
        slack(&sum.computed, stated.decimals, "")?,
    );
    let explanation = Bilingual::new(
        format!("{terms} = {value}；表中总额为 {}{}", total.text(), slack.zh),
        format!("{terms} = {value}; stated {}{}", total.text(), slack.en),
    );
    Some(RULE.finding(FieldName::fund(0, sum.column.name()), total, right.figures, explanation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::{cell, doubt, form, form_with};
    use crate::rules::tests::{found, found_in};
    use crate::warning::WarningKind;

    #[test]
    fn a_subtotal_is_no_part() {
        let mut form = form();
        let mut subtotal = form.funds[1].clone();
        subtotal.item = cell("财政资金小计");
        form.funds.insert(2, subtotal);
        assert_eq!(found(&RULE, &form), "");
    }

    #[test]
    fn parts_that_do_not_add_up_are_flagged_in_their_column() {
        insta::assert_snapshot!(found_in(&RULE, "funds[1].initial=5.80; funds[2].budget=1.00"), @r"
        funds[0].initial: 6.80 -> 5.80
          5.80 + 0.00 = 5.8；表中总额为 6.80；考虑金额保留位数的误差，重算值在 5.795 至 5.805 之间
          5.80 + 0.00 = 5.8; stated 6.80; the rounding of the amounts themselves allows 5.795 to 5.805
        funds[0].budget: 6.80 -> 7.80
          6.80 + 1.00 = 7.8；表中总额为 6.80；考虑金额保留位数的误差，重算值在 7.79 至 7.81 之间
          6.80 + 1.00 = 7.8; stated 6.80; the rounding of the amounts themselves allows 7.79 to 7.81
        ");
    }

    #[test]
    fn blanks_count_as_nothing_and_words_silence() {
        for part in ["", "-", "—", "/", "见附件"] {
            assert_eq!(found_in(&RULE, &format!("funds[2].budget={part}")), "", "{part}");
        }
        assert_eq!(found_in(&RULE, "funds[1].budget=见附件; funds[2].budget=1.00"), "");
    }

    #[test]
    fn a_blank_of_which_something_is_said_is_not_nothing() {
        let mut form = form_with("funds[1].budget=5.00; funds[2].budget=");
        assert_ne!(found(&RULE, &form), "");
        form.warnings = vec![doubt("funds[2].budget", WarningKind::StruckOut)];
        assert_eq!(found(&RULE, &form), "");
    }

    #[test]
    fn where_the_name_of_the_total_comes_again_another_total_begins() {
        let mut form = form();
        let again = form.funds.clone();
        form.funds.extend(again);
        assert_eq!(found(&RULE, &form), "");
    }

    #[test]
    fn a_total_without_any_part_is_left_alone() {
        assert_eq!(found_in(&RULE, "funds[1].budget=; funds[2].budget="), "");
    }

    #[test]
    fn the_last_place_of_the_amounts_may_differ() {
        assert_eq!(
            found_in(&RULE, "funds[1].budget=3.404; funds[2].budget=3.398"),
            "",
            "6.802 printed as 6.80"
        );
    }

    #[test]
    fn a_cell_merged_with_the_total_says_nothing_of_the_part() {
        assert_eq!(found_in(&RULE, "funds[1].budget=^"), "");
        assert_ne!(
            found_in(&RULE, "funds[1].budget=5.00; funds[2].budget=^"),
            "",
            "merged with a part it is counted there"
        );
    }
}
