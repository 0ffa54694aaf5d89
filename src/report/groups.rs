//! Findings of a stored form that follow from one another.

use crate::rules::{self, Severity};
use crate::stored::{StoredFinding, StoredForm};

/// How a finding stands to the others of its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role {
    /// Number of its group in the whole run, from 1.
    pub group: u64,
    /// Whether it is the likely cause of the others.
    pub is_cause: bool,
}

/// Numbers the groups of a run.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    groups: u64,
}

impl Numbering {
    /// The findings of the next form in the order in which they are told, groups together, the cause first; one that stands alone has no
    /// role.
    pub(super) fn told(&mut self, form: &StoredForm) -> Vec<(usize, Option<Role>)> {
        let mut told = Vec::new();
        let mut causes = Vec::new();
        for (index, finding) in form.findings.iter().enumerate() {
            let Some(cause) = finding.group else {
                told.push((index, None));
                continue;
            };
            // A group stands where its first finding does.
            if causes.contains(&cause) {
                continue;
            }
            causes.push(cause);
            self.groups += 1;
            let members = form.findings.iter().enumerate();
            let mut members: Vec<_> = members.filter(|(_, other)| other.group == Some(cause)).collect();
            members.sort_by_key(|(index, other)| (*index != cause, rules::follow(&other.rule, &other.field)));
            let role = |index| Role {
                group: self.groups,
                is_cause: index == cause,
            };
            told.extend(members.into_iter().map(|(index, _)| (index, Some(role(index)))));
        }
        told
    }
}

/// The severity of a finding.
pub(super) fn severity_of(finding: &StoredFinding) -> Severity {
    Severity::named(&finding.severity).unwrap_or(Severity::Notice)
}

/// How grave the gravest of all findings is that one mistake explains together with this one, given by its number.
pub(super) fn gravest(form: &StoredForm, index: usize) -> Severity {
    let own = form.findings.get(index);
    let group = own.and_then(|finding| finding.group);
    let others = form
        .findings
        .iter()
        .filter(|other| group.is_some() && other.group == group);
    own.into_iter()
        .chain(others)
        .map(severity_of)
        .max()
        .unwrap_or(Severity::Notice)
}
