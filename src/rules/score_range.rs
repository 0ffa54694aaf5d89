//! score-range: no 得分 above its 分值 or below 0.

use rust_decimal::Decimal;

use super::scored::scored;
use super::{Documentation, Finding, Rule, Severity, Text};
use crate::engine::{Expected, points};
use crate::form::model::{Field, Form};
use crate::language::Bilingual;

pub(super) const RULE: Rule = Rule {
    id: "score-range",
    severity: Severity::Error,
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
            zh: "资金各行与各指标的得分与同一行的分值比较；得分的单元格合并了几行的，与这几行的分值之和比较。没有取舍余地。",
            en: "The score of every fund row and indicator is compared with the weight of its row; a score merged over rows with the weights of these rows together. There is no slack.",
        },
        example: Text {
            zh: "分值 10，得分 10.92：超出分值。",
            en: "Weight 10, score 10.92: above the weight.",
        },
        silence: Text {
            zh: "得分不是数；分值不是数（得分为负时仍提示）；一个分值的单元格对应几个得分；数值可能读错。",
            en: "The score is no number; the weight is none (a score below 0 is flagged all the same); one merged weight stands for several scores; a value may have been misread.",
        },
    },
    check,
};

fn check(form: &Form, _: &Expected) -> Vec<Finding> {
    let funds = check_rows(
        "funds",
        form.funds.iter().map(|row| (&row.weight, &row.score)).collect(),
    );
    let indicators = form.indicators.iter().map(|row| (&row.weight, &row.score)).collect();
    funds.into_iter().chain(check_rows("indicators", indicators)).collect()
}

/// Checks the rows of a block, given as their 分值 and 得分.
fn check_rows(block: &str, rows: Vec<(&Field, &Field)>) -> Vec<Finding> {
    let scored = scored(rows.iter().copied());
    let finding = |(n, (_, field)): (usize, &(&Field, &Field))| {
        let score = points(field)?;
        let weight = scored.iter().find(|scored| scored.row == n).map(|scored| scored.weight);
        let (limit, zh, en) = match weight {
            Some(weight) if score.value > weight => (
                format!("≤ {weight}"),
                format!("高于分值 {weight}"),
                format!("above its weight of {weight}"),
            ),
            _ if score.value < Decimal::ZERO => ("≥ 0".to_owned(), "低于 0".to_owned(), "below 0".to_owned()),
            _ => return None,
        };
        let explanation = Bilingual::new(
            format!("得分 {} {zh}", score.text),
            format!("a score of {} is {en}", score.text),
        );
        Some(RULE.finding(format!("{block}[{n}].score"), field, limit, explanation))
    };
    rows.iter().enumerate().filter_map(finding).collect()
}
