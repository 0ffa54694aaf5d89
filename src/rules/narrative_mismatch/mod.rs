//! narrative-mismatch: a number in 预期目标 or 实际完成情况 contradicts the indicator of the same thing.
//!
//! Every number in the text ([`mention`]) is held against what the indicators state ([`claim`]), of those that it plainly
//! speaks of ([`same_thing`]). It is flagged where it can be true of none of them.

mod claim;
mod mention;
mod same_thing;

use std::cell::LazyCell;

use self::claim::Claim;
use self::mention::{Mention, Narrative};
use self::same_thing::Plainness;
use super::silence::{Silence, Verdict};
use super::{Against, Documentation, Finding, Rule, Severity, States, Subject, Text};
use crate::digits::has_digit;
use crate::engine::Expected;
use crate::form::model::{Field, FieldName, Form};
use crate::language::bilingual;

pub(super) const RULE: Rule = Rule {
    id: "narrative-mismatch",
    name: Text::new("文字与指标矛盾", "Text against table"),
    against: Against::OfIndicator,
    severity: Severity::Notice,
    speaks_of: &[
        Subject::single("expected_goal").stating(States::Text),
        Subject::single("actual_result").stating(States::Text),
    ],
    documentation: Documentation {
        summary: Text {
            zh: "预期目标、实际完成情况文字中的数，是否与同一事项的指标矛盾。",
            en: "Whether a number in the text of goal or result contradicts the indicator of the same thing.",
        },
        ground: Text {
            zh: "文字与表格说的是同一个项目：预期目标与年度指标值、实际完成情况与实际完成值应当一致。",
            en: "Text and table speak of one project: the goal should agree with the targets, the result with the actuals.",
        },
        computation: Text {
            zh: "逐个取文字中的数及其单位和所说的事项，找出单位相同、名称相同（或大部分相同，或同为满意度）的指标。预期目标中的数低于指标值（上限指标则为高于），或实际完成情况中的数与实际完成值不等，且对每个可能的指标都不成立，才提示。“以上”“不超过”等按其含义比较，小数位数不同的先修约。",
            en: "Every number of the text is taken with its unit and what it is said of, and the indicators of the same unit and name (or most of the name, or both of satisfaction) are found. It is flagged when a goal falls short of the target (exceeds it where that is a most), or a result is not the actual, and so for every indicator that may be meant. 以上, 不超过 and the like are taken by their meaning; numbers with fewer decimals are compared rounded.",
        },
        example: Text {
            zh: "预期目标写“满意度达 85%”，指标“受众满意度”为 ≥90.00(%)；实际完成情况写“441 个项目”，指标实际完成 411.00(个)。",
            en: "The goal says 满意度达 85%, the indicator 受众满意度 asks for ≥90.00(%); the result says 441 个项目, the indicator's actual is 411.00(个).",
        },
        silence: Text {
            zh: "日期、年份、时刻、约数、序数、区间，以及每月、其中、累计、同比等只说部分、变化或别的时期的数；指标值或实际值不是数，或指标值是没有方向而文字不低于它的数；文字中另有一处与指标一致，或几处数各不相同；数值可能读错。",
            en: "Dates, years, times, guesses, ordinals and ranges, and numbers of a part, a change or another period (每月, 其中, 累计, 同比 …); the target or actual is no number; the text states the indicator rightly elsewhere, or counts it several times; a value may have been misread.",
        },
    },
    judge,
    ..Rule::PLAIN
};

fn judge(form: &Form, _: &Expected) -> Vec<(FieldName, Verdict)> {
    let texts = [
        (FieldName::single("expected_goal"), &form.expected_goal, Side::Goal),
        (FieldName::single("actual_result"), &form.actual_result, Side::Result),
    ];
    // Read where a text says something in numbers.
    let claims = LazyCell::new(|| form.indicators.iter().map(Claim::of).collect());
    texts
        .into_iter()
        .flat_map(|(name, text, side)| {
            if *text == Field::Absent {
                return vec![(name, Err(Silence::NoSuchField))];
            }
            let found = check_text(form, name, text, side, &claims);
            found.into_iter().map(|finding| (name, Ok(Some(finding)))).collect()
        })
        .collect()
}

/// Which of the two texts, and so which column of the indicators it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Goal,
    Result,
}

/// A mention, and the claims that it speaks of equally plainly, by their number.
struct Match {
    mention: Mention,
    claims: Vec<usize>,
}

fn check_text<'f>(
    form: &'f Form,
    name: FieldName,
    text: &Field,
    side: Side,
    claims: &LazyCell<Vec<Claim<'f>>, impl FnOnce() -> Vec<Claim<'f>>>,
) -> Vec<Finding> {
    if !has_digit(text.text()) {
        return Vec::new();
    }
    let narrative = Narrative::new(text.text());
    let is_of_this_year = |mention: &Mention| !narrative.names_another_year(mention, form.year.text());
    let is_of_this_side = |mention: &Mention| side == Side::Goal || !mention.speaks_of_a_plan();
    let mentions = narrative.mentions().filter(is_of_this_year).filter(is_of_this_side);
    let mentions: Vec<Mention> = mentions.collect();
    if mentions.is_empty() {
        return Vec::new();
    }
    let matches: Vec<Match> = mentions
        .into_iter()
        .filter_map(|mention| best_match(mention, claims, side))
        .collect();
    let contradictions = (0..matches.len()).filter_map(|n| contradiction(&matches, n, claims, side));
    let finding = |(mention, claim): (&Mention, &Claim)| {
        let clause = narrative.clause_of(mention);
        finding(name, text, without_list_number(&clause), claim, side)
    };
    contradictions.map(finding).collect()
}

/// The claims that the mention speaks of most plainly; `None` where it speaks of none.
fn best_match(mention: Mention, claims: &[Claim], side: Side) -> Option<Match> {
    let plainness: Vec<Option<Plainness>> = claims.iter().map(|claim| claim.plainness(&mention, side)).collect();
    let best = plainness.iter().max().copied().flatten()?;
    let claims = (0..claims.len())
        .filter(|n| plainness.get(*n) == Some(&Some(best)))
        .collect();
    Some(Match { mention, claims })
}

/// The mention and its first claim, if it can be true of none of its claims. Where the text speaks of one of them with
/// another number too, one of the numbers may be of a part. The same number said again is the same contradiction.
fn contradiction<'a, 'c>(
    matches: &'a [Match],
    n: usize,
    claims: &'a [Claim<'c>],
    side: Side,
) -> Option<(&'a Mention, &'a Claim<'c>)> {
    let Match { mention, claims: own } = matches.get(n)?;
    let own_claims: Vec<&Claim> = own.iter().filter_map(|claim| claims.get(*claim)).collect();
    let is_refuted = own_claims
        .iter()
        .all(|claim| claim.allows(mention, side) == Some(false));
    let is_of_same = |other: &&Match| other.claims.iter().any(|claim| own.contains(claim));
    let is_first = !matches.iter().take(n).any(|other| is_of_same(&other));
    let is_alone = matches
        .iter()
        .filter(is_of_same)
        .all(|other| other.mention.value == mention.value);
    let claim = own_claims.first().copied()?;
    (is_refuted && is_first && is_alone).then_some((mention, claim))
}

/// The clause without the number of a list before it: `3.服务对象满意度达到94%`. A number that counts something stays.
fn without_list_number(clause: &str) -> &str {
    let behind = clause.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = behind.trim_start_matches(['.', '．', '、', '）', ')']).trim_start();
    let is_numbered = behind.len() < clause.len() && text.len() < behind.len();
    let is_word = |c: char| !c.is_ascii_digit();
    if is_numbered && text.starts_with(is_word) {
        text
    } else {
        clause
    }
}

fn finding(name: FieldName, text: &Field, clause: &str, claim: &Claim, side: Side) -> Finding {
    let (zh, en, printed) = match side {
        Side::Goal => ("年度指标值", "target", claim.indicator.target.text()),
        Side::Result => ("实际完成值", "actual", claim.indicator.actual.text()),
    };
    let thing = claim.indicator.level3.text();
    let explanation = bilingual!(
        "文字写“{clause}”；指标“{thing}”的{zh}为 {printed}",
        "the text says “{clause}”; the {en} of the indicator “{thing}” is {printed}"
    );
    Finding {
        stated: clause.to_owned(),
        ..RULE.finding(name, text, printed, explanation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::{cell, form, indicator};
    use crate::rules::tests::found;

    #[test]
    fn the_number_of_a_list_is_no_part_of_what_is_said() {
        assert_eq!(without_list_number("3.满意度达到94%"), "满意度达到94%");
        assert_eq!(without_list_number("3、满意度"), "满意度");
        for whole in ["3.5公里", "441个项目", "满意度94%", "3", "3."] {
            assert_eq!(without_list_number(whole), whole);
        }
    }

    fn with_indicators(rows: &[[&str; 3]]) -> Form {
        let row = |[name, target, actual]: &[&str; 3]| indicator([name, target, actual, "10", "10", ""]);
        let mut form = form();
        form.expected_goal = cell("");
        form.actual_result = cell("");
        form.indicators = rows.iter().map(row).collect();
        form
    }

    /// What is found in a goal beside indicators of name, target and actual.
    fn in_goal(goal: &str, rows: &[[&str; 3]]) -> String {
        let mut form = with_indicators(rows);
        form.expected_goal = cell(goal);
        found(&RULE, &form)
    }

    /// What is found in a result beside indicators of name, target and actual.
    fn in_result(result: &str, rows: &[[&str; 3]]) -> String {
        let mut form = with_indicators(rows);
        form.actual_result = cell(result);
        found(&RULE, &form)
    }

    const AUDIENCE: [&str; 3] = ["受众满意度", "≥90.00(%)", "100.00(%)"];
    const PROJECTS: [&str; 3] = ["完成信息化项目咨询评估", "≥350.00(个)", "411.00(个)"];
    const LECTURES: [&str; 3] = ["公益讲座次数", "≥12次", "12次"];

    #[test]
    fn contradictions_are_shown_with_the_indicator() {
        insta::assert_snapshot!(in_goal("出具一份运维报告, 使受众服务满意度达 85%, 并建立机制。", &[AUDIENCE]), @r"
        expected_goal: 使受众服务满意度达 85% -> ≥90.00(%)
          文字写“使受众服务满意度达 85%”；指标“受众满意度”的年度指标值为 ≥90.00(%)
          the text says “使受众服务满意度达 85%”; the target of the indicator “受众满意度” is ≥90.00(%)
        ");
        insta::assert_snapshot!(in_result("截止 2023 年 12 月, 共计 441 个项目进行咨询评估服务并出具报告。", &[PROJECTS]), @r"
        actual_result: 共计 441 个项目进行咨询评估服务并出具报告 -> 411.00(个)
          文字写“共计 441 个项目进行咨询评估服务并出具报告”；指标“完成信息化项目咨询评估”的实际完成值为 411.00(个)
          the text says “共计 441 个项目进行咨询评估服务并出具报告”; the actual of the indicator “完成信息化项目咨询评估” is 411.00(个)
        ");
    }

    #[test]
    fn a_goal_that_falls_short_of_its_target_is_flagged() {
        let rows = [
            AUDIENCE,
            PROJECTS,
            LECTURES,
            ["故障修复时间", "≤4小时", "3小时"],
            ["购置设备数量", "59台", "59台"],
        ];
        for goal in [
            "满意度达85%。",
            "公益讲座次数达到10次以上。",
            "1.公益讲座次数不少于10次；2.建立机制。",
            "全年举办公益讲座10次。",
            "故障修复时间不超过6小时。",
            "购置设备数量50台。",
            "购置设备50台。",
            "完成300个信息化项目咨询评估。",
        ] {
            assert_ne!(in_goal(goal, &rows), "", "{goal}");
        }
    }

    #[test]
    fn a_goal_that_agrees_with_or_exceeds_its_target_is_left_alone() {
        let rows = [
            AUDIENCE,
            PROJECTS,
            LECTURES,
            ["故障修复时间", "≤4小时", "3小时"],
            ["购置设备数量", "59台", "59台"],
        ];
        for goal in [
            "满意度达 90%。",
            "满意度达９５％以上。",
            "公益讲座次数达到12次。",
            "公益讲座次数达到15次。",
            "故障修复时间不超过2小时。",
            "购置设备数量达到59台。",
            "完成400个信息化项目咨询评估。",
        ] {
            assert_eq!(in_goal(goal, &rows), "", "{goal}");
        }
    }

    #[test]
    fn a_result_other_than_the_actual_is_flagged() {
        let rows = [
            AUDIENCE,
            PROJECTS,
            LECTURES,
            ["参与人次", "≥3万人次", "3.2万人次"],
            ["受益人数", "≥30000人", "31984人"],
        ];
        for result in [
            "受众满意度达到95%。",
            "已按计划完成各项工作任务：公益讲座次数为11次。",
            "举办公益讲座13次。",
            "参与人次达到3.5万人次。",
            "受益人数达到3.5万人。",
            "公益讲座次数超过15次。",
        ] {
            assert_ne!(in_result(result, &rows), "", "{result}");
        }
    }

    #[test]
    fn a_result_that_is_the_actual_in_other_words_is_left_alone() {
        let rows = [
            ["受众满意度", "≥90%", "96.4%"],
            PROJECTS,
            LECTURES,
            ["受益人数", "≥30000人", "31984人"],
        ];
        for result in [
            "受众满意度达到96%。",
            "受众满意度达到96.42%。",
            "受众满意度达90%以上。",
            "受众满意度不低于95%。",
            "完成411个信息化项目咨询评估。",
            "完成400余个信息化项目咨询评估。",
            "完成约400个信息化项目咨询评估。",
            "受益人数达到3.2万人。",
            "公益讲座次数累计20次。",
        ] {
            assert_eq!(in_result(result, &rows), "", "{result}");
        }
    }

    #[test]
    fn dates_times_ordinals_parts_and_changes_are_not_the_whole() {
        let rows = [
            AUDIENCE,
            PROJECTS,
            LECTURES,
            ["驻场人员数量", "≥3(人)", "3(人)"],
            ["服务年限", "≥5年", "5年"],
        ];
        for text in [
            "截止 2023 年 12 月 31 日完成。",
            "2小时内响应应急维护。",
            "提供 1 名长期驻场服务人员。",
            "每月举办公益讲座1次。",
            "其中：公益讲座3次。",
            "线上公益讲座3次。",
            "第3次公益讲座顺利举办。",
            "公益讲座5-8次。",
            "公益讲座3个月。",
            "受众满意度同比提高5%。",
            "受众满意度由80%提升。",
            "2022年公益讲座3次。",
            "培训 5 个项目负责人。",
            "举办公益讲座4次，举办公益讲座5次。",
            "根据（中发〔2018〕34号）要求，委托机构(含 ISO 9001、CMMI-3 资质)。",
        ] {
            assert_eq!(in_goal(text, &rows), "", "goal: {text}");
            assert_eq!(in_result(text, &rows), "", "result: {text}");
        }
    }

    #[test]
    fn a_plan_in_the_result_is_no_result() {
        assert_eq!(in_result("计划举办公益讲座10次。", &[LECTURES]), "");
        assert_ne!(in_result("按计划举办公益讲座10次。", &[LECTURES]), "");
    }

    #[test]
    fn satisfaction_of_others_or_of_one_of_several_is_left_alone() {
        let students = ["学生满意度", "≥80%", "85%"];
        let parents = ["家长满意度", "≥90%", "95%"];
        assert_eq!(in_goal("教师满意度达70%。", &[students]), "");
        assert_eq!(
            in_goal("满意度达85%。", &[students, parents]),
            "",
            "true of the students"
        );
        assert_ne!(in_goal("满意度达75%。", &[students, parents]), "", "true of neither");
        assert_ne!(in_goal("家长满意度达85%。", &[students, parents]), "", "of the parents");
        assert_eq!(
            in_goal("学生满意度达85%。", &[students, parents]),
            "",
            "of the students"
        );
        assert_eq!(
            in_goal("满意度达85%。", &[parents, ["群众满意度", "较高", "较高"]]),
            "",
            "words may say the same"
        );
    }

    #[test]
    fn indicators_of_one_name_are_all_asked() {
        let lamps = [
            ["更换路灯数量", "≥890盏", "890盏"],
            ["更换路灯数量（2）", "≥35盏", "35盏"],
        ];
        assert_eq!(in_goal("更换路灯数量达到35盏。", &lamps), "");
        assert_ne!(in_goal("更换路灯数量达到30盏。", &lamps), "");
    }

    #[test]
    fn what_an_indicator_says_in_words_is_not_contradicted() {
        assert_eq!(
            in_goal("公益讲座次数10次。", &[["公益讲座次数", "按计划举办", "完成"]]),
            ""
        );
        assert_eq!(
            in_result("公益讲座次数10次。", &[["公益讲座次数", "≥12次", "达成指标"]]),
            ""
        );
    }
}
