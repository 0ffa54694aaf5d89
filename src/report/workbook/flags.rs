//! Which cells are coloured, and what their notes say: the findings and doubts of one form, by field.

use std::collections::BTreeMap;

use super::cells::{Cell, Mark};
use crate::language::Language;
use crate::messages::Message;
use crate::report::groups::severity_of;
use crate::report::wording::{doubt_name, rule_name, severity_message};
use crate::rules::Severity;
use crate::stored::{StoredDoubt, StoredFinding};

/// What is said about one field.
#[derive(Debug, Default)]
struct Flag {
    mark: Option<Mark>,
    said: Vec<String>,
}

/// What is said about the fields of one form.
#[derive(Debug, Default)]
pub(super) struct Flags(BTreeMap<String, Flag>);

impl Flags {
    /// `reasons`: for each finding, why it is accepted, if it is.
    pub(super) fn of(
        findings: &[StoredFinding],
        reasons: &[Option<String>],
        doubts: &[StoredDoubt],
        language: Language,
    ) -> Self {
        let mut flags = Self::default();
        for (finding, reason) in findings.iter().zip(reasons) {
            let severity = severity_of(finding);
            let mark = if reason.is_some() {
                Mark::Accepted
            } else {
                mark_of(severity)
            };
            let mut said = format!(
                "[{}] {}\n{}",
                severity_message(severity).text(language),
                rule_name(&finding.rule, language),
                finding.explanation
            );
            if let Some(reason) = reason {
                said = format!(
                    "{said}\n{}",
                    Message::WorkbookAcceptedBecause.fill(language, &[("reason", reason)])
                );
            }
            flags.add(&finding.field, mark, said);
        }
        for doubt in doubts {
            flags.add(
                &doubt.field,
                Mark::Doubt,
                format!("[{}] {}", doubt_name(&doubt.kind, language), doubt.message),
            );
        }
        flags
    }

    /// The gravest mark wins, whoever said it.
    fn add(&mut self, field: &str, mark: Mark, said: String) {
        let flag = self.0.entry(field.to_owned()).or_default();
        flag.mark = flag.mark.max(Some(mark));
        flag.said.push(said);
    }

    /// The cell with what is said about its field.
    pub(super) fn on(&self, field: &str, cell: Cell) -> Cell {
        match self.0.get(field) {
            Some(flag) => cell.marked(flag.mark).noted(Some(flag.said.join("\n\n"))),
            None => cell,
        }
    }
}

/// How a finding of that severity is marked.
pub(super) fn mark_of(severity: Severity) -> Mark {
    match severity {
        Severity::Error => Mark::Error,
        Severity::Warning => Mark::Warning,
        Severity::Notice => Mark::Notice,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(severity: &str) -> StoredFinding {
        StoredFinding {
            severity: severity.to_owned(),
            rule: "grade".to_owned(),
            field: "grade".to_owned(),
            explanation: format!("why {severity}"),
            ..StoredFinding::default()
        }
    }

    #[test]
    fn the_gravest_that_is_not_accepted_gives_the_colour_and_all_are_said() {
        let findings = [finding("notice"), finding("error")];
        let mark = |reasons: [Option<String>; 2]| {
            let cell = Flags::of(&findings, &reasons, &[], Language::En).on("grade", Cell::text("优"));
            assert!(
                cell.note
                    .as_deref()
                    .is_some_and(|note| note.contains("why notice") && note.contains("why error"))
            );
            cell.mark
        };
        assert_eq!(mark([None, None]), Some(Mark::Error));
        assert_eq!(mark([None, Some("seen".to_owned())]), Some(Mark::Notice));
        assert_eq!(
            mark([Some("seen".to_owned()), Some("seen".to_owned())]),
            Some(Mark::Accepted)
        );
    }
}
