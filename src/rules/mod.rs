//! Form and expected figures -> findings. One file a rule.
//!
//! A rule sees only values that can be trusted: what may have been misread is set aside before the first rule runs.

mod budget_score;
mod deviation_missing;
mod documentation;
mod execution_rate;
mod finding;
mod fund_sum;
mod grade;
mod indicator_score;
mod missing_field;
mod narrative_mismatch;
mod over_budget;
mod score_range;
mod score_sum;
mod scored;
mod weight_sum;
mod wording;

pub use documentation::{Documentation, Text};
pub use finding::{Finding, Severity};

use crate::engine::{Expected, trusted};
use crate::form::model::{Field, Form};
use crate::language::Bilingual;

/// One rule: what it is called, what it says about itself, and its check.
#[derive(Debug)]
pub struct Rule {
    /// The id by which tables and people name it.
    pub id: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it says about itself.
    pub documentation: Documentation,
    check: fn(&Form, &Expected) -> Vec<Finding>,
}

/// All rules, in the order in which findings are written.
static RULES: [Rule; 12] = [
    execution_rate::RULE,
    budget_score::RULE,
    fund_sum::RULE,
    weight_sum::RULE,
    score_sum::RULE,
    score_range::RULE,
    grade::RULE,
    over_budget::RULE,
    indicator_score::RULE,
    deviation_missing::RULE,
    missing_field::RULE,
    narrative_mismatch::RULE,
];

/// All rules, in the order in which findings are written.
pub fn all() -> &'static [Rule] {
    &RULES
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Everything that the rules find in a form, in the order of the rules, then of the fields.
pub fn check(form: &Form, expected: &Expected) -> Vec<Finding> {
    let form = trusted(form);
    RULES.iter().flat_map(|rule| (rule.check)(&form, expected)).collect()
}

impl Rule {
    /// A finding about a field of the form.
    fn finding(
        &self,
        name: impl Into<String>,
        field: &Field,
        expected: impl Into<String>,
        explanation: Bilingual,
    ) -> Finding {
        Finding {
            rule: self.id,
            severity: self.severity,
            field: name.into(),
            stated: field.text().to_owned(),
            expected: expected.into(),
            explanation,
            place: field.place(),
        }
    }
}
