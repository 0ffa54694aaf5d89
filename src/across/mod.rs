//! What only many forms together show: one project stated twice with different figures, one narrative told of different projects, and how
//! each department scores itself.
//!
//! The forms are read back from the finished forms.jsonl, so that a run that was resumed compares all of them, and memory holds only a
//! digest of each form ([`Survey`]): 135 bytes, as `cargo bench --bench cross -- 1000000` measures it. What is reported is read again at
//! its offset.

mod departments;
mod duplicates;
mod figures;
mod listings;
mod narratives;
mod survey;

use std::io::{self, Read, Seek};

use crate::stored::{StoredForm, StoredForms};

pub use departments::{Measure, Statistic};
pub use survey::Survey;

/// One row of cross.csv.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CrossRow<'a> {
    /// What is shown.
    pub kind: Kind,
    /// Rows of one kind that belong together have one number, from 1.
    pub group: u64,
    /// How many forms that are.
    pub forms: u64,
    /// The form that the row speaks of, if it speaks of one.
    pub form: Option<&'a StoredForm>,
    /// 主管部门.
    pub department: &'a str,
    /// The field as in findings.csv, or the statistic.
    pub field: &'a str,
    /// What the form states there, or the statistic's value.
    pub value: &'a str,
    /// What it should be, where that can be said.
    pub expected: &'a str,
    /// Page on which the value stands.
    pub page: Option<u32>,
}

/// What many forms together can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Project, unit and year are the same, figures are not.
    #[default]
    DuplicateForm,
    /// 实际完成情况 is the same, but for the clauses that name the project.
    CopiedNarrative,
    /// How the forms of one department are distributed.
    Distribution,
    /// A listing says something else of a project than its form.
    ListingMismatch,
    /// The 合计 row of a listing is not the sum of its rows.
    ListingSum,
}

impl Kind {
    /// The word in cross.csv.
    pub fn id(self) -> &'static str {
        match self {
            Self::DuplicateForm => "duplicate-form",
            Self::CopiedNarrative => "copied-narrative",
            Self::Distribution => "distribution",
            Self::ListingMismatch => "listing-mismatch",
            Self::ListingSum => "listing-sum",
        }
    }
}

/// Reads the forms of a run and reports what they show together, row by row.
///
/// # Errors
/// Reading fails, a line is no form, or `report` fails.
pub fn compare(forms: impl Read + Seek, mut report: impl FnMut(CrossRow<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut forms = StoredForms::new(forms);
    let mut survey = Survey::default();
    let mut sums = listings::Sums::default();
    let mut offset = forms.offset();
    while let Some(form) = forms.next() {
        let form = form?;
        survey.add(offset, &form);
        sums.add(offset, &form);
        offset = forms.offset();
    }
    duplicates::report(&survey.same_project(), &mut forms, &mut report)?;
    narratives::report(&survey.same_narrative(), &mut forms, &mut report)?;
    departments::report(survey.departments(), &mut report)?;
    listings::report_mismatches(survey.listed(), &mut forms, &mut report)?;
    sums.report(&mut forms, &mut report)
}

#[cfg(test)]
mod tests;
