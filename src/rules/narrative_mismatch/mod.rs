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
mod tests;
