//! deviation-missing: points lost, and no word on why.

use super::rule::{scored_row, with_scores};
use super::silence::{Silence, Verdict};
use super::{Against, Documentation, Finding, Rank, Rule, Severity, Subject, Text};
use crate::engine::{Expected, Scored};
use crate::form::model::{Field, FieldName, Form};
use crate::language::bilingual;

pub(super) const RULE: Rule = Rule {
    id: "deviation-missing",
    name: Text::new("未填偏差原因", "Missing reason"),
    against: Against::ToExplain,
    severity: Severity::Warning,
    rank: Rank::Reasons,
    needs_all_rows: true,
    rests_on: |form, own| scored_row(form, own, ["weight", "score", "deviation"]),
    speaks_of: &[Subject::indicators("score").judged_as("deviation")],
    documentation: Documentation {
        summary: Text {
            zh: "指标得分低于分值，而偏差原因分析及改进措施空白。",
            en: "An indicator scored below its weight, and 偏差原因分析及改进措施 is blank.",
        },
        ground: Text {
            zh: "未完成指标的，应当分析偏差原因并提出改进措施。",
            en: "What falls short of its target is to be explained, with what will be done about it.",
        },
        computation: Text {
            zh: "得分低于分值，且该行偏差栏存在而没有任何文字。偏差栏或得分合并了几行的，这几行中有一处说明即可。",
            en: "The score is below the weight, and the row's deviation cell is there with nothing in it. Where cells are merged over rows, one explanation among them will do.",
        },
        example: Text {
            zh: "分值 10，得分 7，偏差栏空白。",
            en: "Weight 10, score 7, deviation cell blank.",
        },
        silence: Text {
            zh: "表中没有偏差栏；偏差栏中有任何文字（包括“无”“-”）；单元格中或紧旁有图像、图形或没有读到的文字（该栏另有说明），或有不显示的文字；指标之下另有一行（未完成原因分析、备注、存在问题及原因等）或表下另有文字说明原因；分值或得分不是数；数值可能读错；已知表中缺行（文件损坏、有页未读、单元格被页边切断）。",
            en: "The form has no such column; anything stands in the cell (无 or - included); a picture, a drawn shape or text that was not read stands in the cell or beside it (the field has a warning), or text that is not shown lies in it; a row below the indicators (未完成原因分析, 备注, 存在问题及原因) or a line below the table gives reasons; weight or score is no number; a value may have been misread; rows of the form are known to be lost (a damaged file, a page that was not read, cells cut by the edge of a page).",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let rows = with_scores(form.indicators.iter(), &expected.scored_indicators);
    rows.map(|(n, row, scored)| {
        let verdict = match scored {
            // What stands apart may be said of this row.
            _ if form.has_reasons_apart => Err(Silence::NothingFollows),
            _ if deviation_cell(form, n).is_none_or(|cell| *cell == Field::Absent) => Err(Silence::NoSuchField),
            Some(scored) => Ok(check_row(form, scored)),
            // The cell of another row holds its score.
            None if row.score == Field::Covered => Ok(None),
            None if row.weight == Field::Covered => Err(Silence::Merged),
            None => Err(Silence::without(&[&row.weight, &row.score])),
        };
        (FieldName::indicator(n, "deviation"), verdict)
    })
    .collect()
}

fn check_row(form: &Form, scored: &Scored) -> Option<Finding> {
    let weight = scored.weight;
    if scored.score >= weight {
        return None;
    }
    let score = form.indicators.get(scored.row)?.score.text();
    let rows = scored.row..scored.row + scored.rows;
    let cells = rows
        .map(|row| deviation_cell(form, row))
        .collect::<Option<Vec<&Field>>>()?;
    let cell = cells.first().filter(|_| cells.iter().all(|cell| cell.is_blank()))?;
    let explanation = bilingual!(
        "得分 {score} 低于分值 {weight}，偏差原因分析及改进措施空白",
        "a score of {score} is below its weight of {weight}, and no deviation is explained"
    );
    Some(RULE.finding(FieldName::indicator(scored.row, "deviation"), cell, "", explanation))
}

/// The deviation cell that stands on the row, or covers it from a row above.
fn deviation_cell(form: &Form, row: usize) -> Option<&Field> {
    let rows_up = form.indicators.iter().take(row + 1).rev();
    rows_up
        .map(|row| &row.deviation)
        .find(|field| !matches!(field, Field::Covered))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::form_with;
    use crate::rules::tests::{found, found_in};

    #[test]
    fn lost_points_without_a_word_are_flagged() {
        insta::assert_snapshot!(found_in(&RULE, "indicators[1].score=20.00"), @r"
        indicators[1].deviation:  -> 
          得分 20.00 低于分值 30.00，偏差原因分析及改进措施空白
          a score of 20.00 is below its weight of 30.00, and no deviation is explained
        ");
    }

    #[test]
    fn any_word_or_no_such_cell_is_enough() {
        for deviation in ["无", "-", "样本不足，下一年度扩大。", "×"] {
            let changes = format!("indicators[1].score=20.00; indicators[1].deviation={deviation}");
            assert_eq!(found_in(&RULE, &changes), "", "{deviation}");
        }
    }

    #[test]
    fn reasons_that_stand_apart_are_reasons() {
        let mut form = form_with("indicators[1].score=20.00");
        form.has_reasons_apart = true;
        assert_eq!(found(&RULE, &form), "");
    }

    #[test]
    fn one_cell_may_explain_several_rows() {
        assert_ne!(
            found_in(&RULE, "indicators[1].score=20.00; indicators[1].deviation=^"),
            "",
            "the cell that covers it is blank"
        );
        assert_eq!(
            found_in(
                &RULE,
                "indicators[1].score=20.00; indicators[1].deviation=^; indicators[0].deviation=样本不足，下一年度扩大。"
            ),
            ""
        );
    }

    #[test]
    fn a_merged_score_needs_one_explanation() {
        assert_ne!(found_in(&RULE, "indicators[0].score=80.00; indicators[1].score=^"), "");
        assert_eq!(
            found_in(
                &RULE,
                "indicators[0].score=80.00; indicators[1].score=^; indicators[1].deviation=样本不足，下一年度扩大。"
            ),
            ""
        );
    }
}
