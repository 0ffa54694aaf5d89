//! Form and expected figures -> findings. One file a rule.
//!
//! A rule sees only values that can be trusted: what may have been misread is set aside before the first rule runs.

#![deny(clippy::float_arithmetic)]

mod against;
mod causes;
mod documentation;
mod finding;
mod rule;
mod silence;
mod subject;
mod wording;

pub use against::Against;
pub use causes::{follow, group};
pub use documentation::{Documentation, Text};
pub use finding::{Confirmed, Finding, Severity};
pub use hidden_text::RULE as HIDDEN_TEXT;
pub use readers_disagree::RULE as READERS_DISAGREE;
pub use rule::{Rank, Rule};
pub use silence::{NotJudged, Silence};
pub use subject::{Rows, States, Subject};

use crate::engine::{Expected, trusted};
use crate::form::model::{FieldName, Form, Scope};

/// From each name the file of that name, and the rule that it describes.
macro_rules! rules {
    ($($rule:ident),+ $(,)?) => {
        $(mod $rule;)+
        static RULES: &[Rule] = &[$($rule::RULE),+];
    };
}

// All rules, in the order in which findings are written.
rules! {
    execution_rate,
    budget_score,
    fund_sum,
    weight_sum,
    score_sum,
    score_range,
    grade,
    over_budget,
    indicator_score,
    deviation_missing,
    missing_field,
    narrative_mismatch,
    hidden_text,
    readers_disagree,
}

/// All rules, in the order in which findings are written.
pub fn all() -> &'static [Rule] {
    RULES
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Everything that the rules find in a form, in the order of the rules, then of the fields.
///
/// A rule keeps silent where one of its figures is in doubt, and where rounding, by any convention, explains what is stated.
///
/// # Example
/// ```
/// use fuhe::rules::{Severity, check};
///
/// # let bytes = std::sync::Arc::new(std::fs::read("fixtures/planted/grade.pdf").unwrap());
/// # let reading = fuhe::pdf::read(&bytes, &fuhe::pdf::ReadOptions::default()).unwrap();
/// # let tables = fuhe::table::pages_to_tables(&reading.pages);
/// # let form = fuhe::form::tables_to_forms(&tables).remove(0);
/// # let expected = fuhe::engine::expect(&form, &fuhe::parameters::Parameters::default());
/// let findings = check(&form, &expected);
/// let grade = findings.iter().find(|finding| finding.rule == "grade").unwrap();
/// assert_eq!((grade.stated.as_str(), grade.expected.as_str()), ("优", "良"));
/// assert_eq!(grade.severity, Severity::Error);
/// println!("{}", grade.explanation.en);
/// ```
pub fn check(form: &Form, expected: &Expected) -> Vec<Finding> {
    check_by(|_| true, form, expected)
}

/// What some of the rules find.
fn check_by(is_asked: impl Fn(&Rule) -> bool, form: &Form, expected: &Expected) -> Vec<Finding> {
    let sound = trusted(form);
    let asked = RULES.iter().filter(|rule| is_asked(rule));
    let verdicts = asked.flat_map(|rule| rule.verdicts(&sound, expected)).flatten();
    verdicts.filter_map(|(_, verdict)| verdict.ok().flatten()).collect()
}

/// The fields of which a rule says that all is right: what is stated there follows from the figures that it looked at.
pub(crate) fn holding(rule: &Rule, form: &Form, expected: &Expected) -> Vec<FieldName> {
    let sound = trusted(form);
    let verdicts = rule.verdicts(&sound, expected).unwrap_or_default();
    let right = verdicts.into_iter().filter(|(_, verdict)| matches!(verdict, Ok(None)));
    right.map(|(name, _)| name).collect()
}

/// The fields in which a rule finds something: to keep silent is not to find fault.
pub(crate) fn refuting(rule: &Rule, form: &Form, expected: &Expected) -> Vec<FieldName> {
    let sound = trusted(form);
    let verdicts = rule.verdicts(&sound, expected).unwrap_or_default();
    let wrong = verdicts
        .into_iter()
        .filter(|(_, verdict)| matches!(verdict, Ok(Some(_))));
    wrong.map(|(name, _)| name).collect()
}

/// What the rules say of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// What they find, in the order of the rules, then of the fields.
    pub findings: Vec<Finding>,
    /// What they keep silent about, in the same order.
    pub not_judged: Vec<NotJudged>,
}

/// What the rules find in a form, and why they keep silent about the rest.
pub fn judge(form: &Form, expected: &Expected) -> Judged {
    judge_by(RULES, form, expected)
}

fn judge_by(rules: &[Rule], form: &Form, expected: &Expected) -> Judged {
    let trusted = trusted(form);
    let sound: &Form = &trusted;
    let is_set_aside = |name| !std::ptr::eq(sound, form) && sound.field(name) != form.field(name);
    let mut judged = Judged::default();
    for rule in rules {
        let verdicts = match rule.verdicts(sound, expected) {
            Ok(verdicts) => verdicts,
            Err(reason) => {
                let (rule, scope) = (rule.id, Scope::Form);
                judged.not_judged.push(NotJudged { rule, scope, reason });
                continue;
            }
        };
        let mut silent = Vec::new();
        for (name, verdict) in verdicts {
            match verdict {
                Ok(Some(finding)) => judged.findings.push(finding),
                Err(reason) => silent.push((name, reason.as_printed(rule, name, form, sound))),
                // What was set aside seems not to be stated.
                Ok(None) if is_set_aside(name) => {
                    silent.push((name, Silence::NoSuchField.as_printed(rule, name, form, sound)));
                }
                Ok(None) => {}
            }
        }
        judged.not_judged.extend(silence::told(rule.id, &silent, form));
    }
    judged
}

#[cfg(test)]
mod tests;
