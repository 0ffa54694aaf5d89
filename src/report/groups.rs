//! Findings of a stored form that follow from one another.

use crate::rules::{self, FindingKey};
use crate::stored::StoredForm;

/// The findings of a form in groups, each a list of indices, its cause first.
fn groups(form: &StoredForm) -> Vec<Vec<usize>> {
    // Most forms have one finding or none: nothing to check again.
    if form.findings.len() < 2 {
        return (0..form.findings.len()).map(|index| vec![index]).collect();
    }
    let keys: Vec<FindingKey> = form
        .findings
        .iter()
        .map(|finding| FindingKey {
            rule: &finding.rule,
            field: &finding.field,
        })
        .collect();
    rules::groups(&form.to_form(), &keys)
}

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
    pub fn told(&mut self, form: &StoredForm) -> Vec<(usize, Option<Role>)> {
        let mut told = Vec::new();
        for group in groups(form) {
            let is_group = group.len() > 1;
            self.groups += u64::from(is_group);
            let role = |place| {
                is_group.then_some(Role {
                    group: self.groups,
                    is_cause: place == 0,
                })
            };
            told.extend(group.into_iter().enumerate().map(|(place, index)| (index, role(place))));
        }
        told
    }
}
