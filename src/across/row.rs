//! A row of cross.csv.

use crate::ids::ids;
use crate::stored::StoredForm;

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
#[non_exhaustive]
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

ids! {
    Kind {
        DuplicateForm => "duplicate-form",
        CopiedNarrative => "copied-narrative",
        Distribution => "distribution",
        ListingMismatch => "listing-mismatch",
        ListingSum => "listing-sum",
    }
}
