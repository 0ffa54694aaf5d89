//! Findings as the settings want them: rules that are off, tolerance, other severities.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::engine::Parameters;
use crate::figure::Figure;
use crate::form::model::Form;
use crate::rules::{self, Finding, Severity};
use crate::settings::{RuleSettings, Settings};

/// What remains of the rules' findings.
pub(super) fn findings(mut findings: Vec<Finding>, settings: &RuleSettings) -> Vec<Finding> {
    let tolerance = settings.tolerance.distance();
    findings.retain(|finding| !is_off(finding.rule, settings) && !is_tolerated(finding, tolerance));
    for finding in &mut findings {
        weigh(finding, settings);
    }
    findings
}

/// The same for what the readers disagree about, which is found last: by then others have been made notices for good.
pub(super) fn disputes(findings: &mut Vec<Finding>, settings: &RuleSettings) {
    findings.retain(|finding| !finding.is_dispute() || !is_off(finding.rule, settings));
    for finding in findings.iter_mut().filter(|finding| finding.is_dispute()) {
        weigh(finding, settings);
    }
}

/// The parameters that hold for a form in its year.
pub(super) fn parameters<'s>(form: &Form, settings: &'s Settings) -> Cow<'s, Parameters> {
    let parameters = Parameters::of_year(&settings.parameters, year(form.year.text()));
    parameters.map_or_else(Cow::default, Cow::Borrowed)
}

/// The year that a form states.
fn year(text: &str) -> Option<u16> {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok().filter(|_| digits.len() == 4)
}

/// Whether a rule is switched off.
pub(super) fn is_off(rule: &str, settings: &RuleSettings) -> bool {
    settings.off.iter().any(|off| off == rule)
}

fn weigh(finding: &mut Finding, settings: &RuleSettings) {
    let other = settings.severity.get(finding.rule).and_then(|id| Severity::named(id));
    finding.severity = other.unwrap_or(finding.severity);
}

/// Whether the figure is close to one of those that would be right (`6.9 / 6.8`).
fn is_tolerated(finding: &Finding, tolerance: Decimal) -> bool {
    if tolerance <= Decimal::ZERO || !rules::find(finding.rule).is_some_and(|rule| rule.is_arithmetic) {
        return false;
    }
    let Some(stated) = Figure::parse(&finding.stated) else {
        return false;
    };
    let right = finding.expected.split(" / ").filter_map(Figure::parse);
    let distance = |right: Figure| stated.value.checked_sub(right.value).map(|distance| distance.abs());
    right.filter_map(distance).any(|distance| distance <= tolerance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::{Field, FieldName};
    use crate::language::Bilingual;

    fn finding(rule: &'static str, stated: &str, expected: &str) -> Finding {
        let field = FieldName::single("");
        Finding {
            severity: Severity::Error,
            stated: stated.to_owned(),
            ..rules::find(rule)
                .unwrap()
                .finding(field, &Field::Absent, expected, Bilingual::default())
        }
    }

    fn left(settings: &RuleSettings, rule: &'static str, stated: &str, expected: &str) -> Option<Severity> {
        findings(vec![finding(rule, stated, expected)], settings)
            .first()
            .map(|finding| finding.severity)
    }

    #[test]
    fn rules_are_switched_off_and_weighed_by_name() {
        let settings = RuleSettings {
            off: vec!["grade".into()],
            severity: [("fund-sum".to_owned(), "notice".to_owned())].into(),
            ..RuleSettings::default()
        };
        assert_eq!(left(&settings, "grade", "优", "良"), None);
        assert_eq!(left(&settings, "fund-sum", "1", "2"), Some(Severity::Notice));
        assert_eq!(left(&settings, "score-sum", "1", "2"), Some(Severity::Error));
    }

    #[test]
    fn a_figure_within_the_tolerance_is_not_flagged() {
        let settings = RuleSettings {
            tolerance: "0.01".parse().unwrap(),
            ..RuleSettings::default()
        };
        let table = [
            ("execution-rate", "98.53%", "98.52", true),
            ("budget-score", "6.89", "7.2 / 6.9", true),
            ("score-sum", "98.53", "98.51", false),
            ("score-range", "10.01", "10", false),
            ("score-sum", "-", "98.51", false),
        ];
        for (rule, stated, expected, tolerated) in table {
            assert_eq!(
                left(&settings, rule, stated, expected).is_none(),
                tolerated,
                "{rule} {stated}"
            );
        }
    }

    #[test]
    fn a_year_is_four_digits() {
        assert_eq!(year("（2023年度）"), Some(2023));
        assert_eq!(year("二〇二三"), None);
        assert_eq!(year("20231"), None);
    }
}
