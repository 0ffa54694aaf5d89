//! `copied-narrative`: the same 实际完成情况 told of different projects.

use std::io::{self, Read, Seek};

use super::row::{CrossRow, Kind};
use super::survey::Group;
use crate::stored::StoredForms;

/// One row for each form of a group.
pub(super) fn report<F: Read + Seek>(
    groups: &[Group],
    forms: &mut StoredForms<F>,
    report: &mut impl FnMut(CrossRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    const FIELD: &str = "actual_result";
    for (number, group) in (1..).zip(groups) {
        for offset in group {
            let form = forms.at(*offset)?;
            report(CrossRow {
                kind: Kind::CopiedNarrative,
                group: number,
                forms: group.len() as u64,
                form: Some(&form),
                department: &form.department,
                field: FIELD,
                value: &form.actual_result,
                expected: "",
                page: form.page_of(FIELD),
            })?;
        }
    }
    Ok(())
}
