//! narrative-mismatch: a number in 预期目标 or 实际完成情况 contradicts the indicator of the same thing.
//!
//! Every number in the text ([`mention`]) is held against what the indicators state ([`claim`]), of those that it plainly
//! speaks of ([`same_thing`]). It is flagged where it can be true of none of them.

mod claim;
mod mention;
mod same_thing;

use self::claim::Claim;
use self::mention::{Mention, mentions};
use self::same_thing::Plainness;
use super::{Documentation, Finding, Rule, Severity, Text};
use crate::engine::Expected;
use crate::form::model::{Field, Form};
use crate::language::Bilingual;

pub(super) const RULE: Rule = Rule {
    id: "narrative-mismatch",
    severity: Severity::Notice,
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
            zh: "逐个取文字中的数及其单位和所说的事项，找出单位相同、名称相同（或大部分相同，或同为满意度）的指标。预期目标中的数低于指标值（上限指标则为高于），或实际完成情况中的数与实际完成值不等，且对每个可能的指标都不成立，才提示。“以上”“不超过”等按其含义比较，印出的小数位不同的先取舍。",
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
    check,
};

fn check(form: &Form, _: &Expected) -> Vec<Finding> {
    let texts = [
        ("expected_goal", &form.expected_goal, Side::Goal),
        ("actual_result", &form.actual_result, Side::Result),
    ];
    texts
        .into_iter()
        .flat_map(|(name, text, side)| check_text(form, name, text, side))
        .collect()
}

/// Which of the two texts, and so which column of the indicators it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Goal,
    Result,
}

/// A mention, and the claims that it speaks of equally plainly.
struct Match<'a> {
    mention: &'a Mention,
    claims: Vec<&'a Claim<'a>>,
}

fn check_text(form: &Form, name: &str, text: &Field, side: Side) -> Vec<Finding> {
    let claims: Vec<Claim> = form
        .indicators
        .iter()
        .map(|indicator| Claim::of(indicator, side))
        .collect();
    let is_judged = |mention: &&Mention| {
        !mention.speaks_of_another_year(form.year.text()) && (side == Side::Goal || !mention.speaks_of_a_plan())
    };
    let mentions = mentions(text.text());
    let matches: Vec<Match> = mentions
        .iter()
        .filter(is_judged)
        .filter_map(|mention| best_match(mention, &claims))
        .collect();
    let contradictions = matches.iter().filter(|one| is_contradiction(one, &matches));
    contradictions
        .filter_map(|one| finding(name, text, one, side))
        .collect()
}

/// The claims that the mention speaks of most plainly; `None` where it speaks of none.
fn best_match<'a>(mention: &'a Mention, claims: &'a [Claim]) -> Option<Match<'a>> {
    let with_plainness = claims
        .iter()
        .filter_map(|claim| Some((claim.plainness(mention)?, claim)));
    let all: Vec<(Plainness, &Claim)> = with_plainness.collect();
    let best = all.iter().map(|(plainness, _)| *plainness).max()?;
    let claims = all
        .into_iter()
        .filter(|(plainness, _)| *plainness == best)
        .map(|(_, claim)| claim)
        .collect();
    Some(Match { mention, claims })
}

/// Whether the mention can be true of none of its claims. Where the text speaks of one of them elsewhere with another
/// number, one of the numbers may be of a part.
fn is_contradiction(one: &Match, all: &[Match]) -> bool {
    let is_refuted = one.claims.iter().all(|claim| claim.allows(one.mention) == Some(false));
    let shares_claim = |other: &&Match| {
        other
            .claims
            .iter()
            .any(|claim| one.claims.iter().any(|own| std::ptr::eq(*own, *claim)))
    };
    is_refuted
        && all
            .iter()
            .filter(shares_claim)
            .all(|other| other.mention.value == one.mention.value)
}

fn finding(name: &str, text: &Field, contradiction: &Match, side: Side) -> Option<Finding> {
    let stated = &contradiction.mention.clause;
    let indicator = contradiction.claims.first()?.indicator;
    let (column, printed) = match side {
        Side::Goal => (
            Text {
                zh: "年度指标值",
                en: "target",
            },
            indicator.target.text(),
        ),
        Side::Result => (
            Text {
                zh: "实际完成值",
                en: "actual",
            },
            indicator.actual.text(),
        ),
    };
    let thing = indicator.level3.text();
    let explanation = Bilingual::new(
        format!("文字写“{stated}”；指标“{thing}”的{}为 {printed}", column.zh),
        format!(
            "the text says “{stated}”; the {} of the indicator “{thing}” is {printed}",
            column.en
        ),
    );
    let mut finding = RULE.finding(name, text, printed, explanation);
    finding.stated.clone_from(stated);
    Some(finding)
}
