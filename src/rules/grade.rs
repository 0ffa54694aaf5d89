//! grade: 评分等级 is the grade of the stated total.

use super::rule::in_row;
use super::silence::{Silence, Verdict};
use super::{Documentation, Finding, Rank, Rule, Severity, States, Subject, Text};
use crate::engine::Expected;
use crate::form::model::{FieldName, Form};
use crate::language::bilingual;

pub(super) const RULE: Rule = Rule {
    id: "grade",
    name: Text::new("等级不符", "Grade"),
    severity: Severity::Error,
    rank: Rank::Grade,
    rests_on: |_, own| in_row(own, ["total_score", "grade"]),
    speaks_of: &[Subject::single("grade").stating(States::Text)],
    documentation: Documentation {
        summary: Text {
            zh: "评分等级是否与表中总分相符。",
            en: "Whether the grade is that of the stated total.",
        },
        ground: Text {
            zh: "90（含）至 100 分为优，80（含）至 90 分为良，60（含）至 80 分为中，60 分以下为差：财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
            en: "From 90 优, from 80 良, from 60 中, below 60 差, each least total included: the Ministry of Finance's measures for project evaluation (财预〔2020〕10号).",
        },
        computation: Text {
            zh: "按表中总分查所在等级，与表中等级比较；优秀、良好等别称同样接受。",
            en: "The grade of the stated total is looked up and compared; other names such as 优秀 and 良好 are taken as what they mean.",
        },
        example: Text {
            zh: "总分 89，等级填为优：89 在 80（含）至 90 之间，对应等级为良。",
            en: "Total 89, grade printed as 优: 89 lies from 80 to below 90, so 良.",
        },
        silence: Text {
            zh: "没有填等级或总分；等级的文字不是四档之一；数值可能读错。",
            en: "No grade or no total is printed; the printed grade is none of the four; a value may have been misread.",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, expected: &Expected) -> Vec<(FieldName, Verdict)> {
    let is_known = expected.parameters.grade_named(form.grade.text()).is_some();
    let verdict = if is_known && expected.grade.is_some() {
        Ok(check_grade(form, expected))
    } else {
        Err(Silence::without(&[&form.grade, &form.total_score]))
    };
    vec![(FieldName::single("grade"), verdict)]
}

fn check_grade(form: &Form, expected: &Expected) -> Option<Finding> {
    let right = expected.grade.as_ref()?;
    let stated = expected.parameters.grade_named(form.grade.text())?;
    if stated == right {
        return None;
    }
    let better = expected
        .parameters
        .grades
        .iter()
        .take_while(|band| *band != right)
        .last();
    let (total, text, grade) = (form.total_score.text(), form.grade.text(), right.grade.as_str());
    let (zh, en) = match (right.from, better.and_then(|band| band.from)) {
        (Some(from), Some(below)) => (
            format!("在 {from}（含）至 {below} 之间"),
            format!("lies from {from} to below {below}"),
        ),
        (Some(from), None) => (format!("在 {from}（含）以上"), format!("is {from} or above")),
        (None, below) => {
            let below = below.unwrap_or_default();
            (format!("低于 {below}"), format!("is below {below}"))
        }
    };
    let explanation = bilingual!(
        "总分 {total} {zh}，对应等级为{grade}；表中为{text}",
        "a total of {total} {en}: {grade}; stated {text}"
    );
    Some(RULE.finding(FieldName::single("grade"), &form.grade, grade, explanation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::found_in;

    #[test]
    fn a_grade_of_another_band_is_flagged() {
        insta::assert_snapshot!(found_in(&RULE, "grade=良"), @r"
        grade: 良 -> 优
          总分 99.85 在 90（含）以上，对应等级为优；表中为良
          a total of 99.85 is 90 or above: 优; stated 良
        ");
        insta::assert_snapshot!(found_in(&RULE, "total_score=89; grade=优秀"), @r"
        grade: 优秀 -> 良
          总分 89 在 80（含）至 90 之间，对应等级为良；表中为优秀
          a total of 89 lies from 80 to below 90: 良; stated 优秀
        ");
        insta::assert_snapshot!(found_in(&RULE, "grade=优秀; total_score=59.9"), @r"
        grade: 优秀 -> 差
          总分 59.9 低于 60，对应等级为差；表中为优秀
          a total of 59.9 is below 60: 差; stated 优秀
        ");
    }

    #[test]
    fn right_grades_and_other_words_are_left_alone() {
        for grade in ["优", "优秀", "合格", "", "-"] {
            assert_eq!(found_in(&RULE, &format!("grade={grade}")), "", "{grade}");
        }
        assert_eq!(found_in(&RULE, "grade=差; total_score="), "", "without a total");
    }
}
