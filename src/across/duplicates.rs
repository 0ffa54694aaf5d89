//! `duplicate-form`: the same project and year twice with different figures.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek};

use super::figures::{Stated, figures};
use super::row::{CrossRow, Kind};
use super::survey::Group;
use crate::stored::StoredForms;

/// One row for each form of a group and each figure that is not the same in all of them.
pub(super) fn report<F: Read + Seek>(
    groups: &[Group],
    forms: &mut StoredForms<F>,
    report: &mut impl FnMut(CrossRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut number = 0;
    for group in groups {
        let differing = differing_fields(group, forms)?;
        if differing.is_empty() {
            continue;
        }
        number += 1;
        for offset in group {
            let form = forms.at(*offset)?;
            for Stated { field, text, .. } in figures(&form)
                .into_iter()
                .filter(|figure| differing.contains(&figure.field))
            {
                report(CrossRow {
                    kind: Kind::DuplicateForm,
                    group: number,
                    forms: group.len() as u64,
                    form: Some(&form),
                    department: &form.department,
                    field: &field,
                    value: text,
                    expected: "",
                    page: form.page_of(&field),
                })?;
            }
        }
    }
    Ok(())
}

/// Fields of which two forms of the group state different things. What one of them does not state is no contradiction: its layout may
/// not have the cell.
fn differing_fields<F: Read + Seek>(group: &Group, forms: &mut StoredForms<F>) -> io::Result<BTreeSet<String>> {
    let mut differing = BTreeSet::new();
    let mut stated_first = BTreeMap::new();
    for offset in group {
        let form = forms.at(*offset)?;
        for Stated { field, meaning, .. } in figures(&form) {
            let first = stated_first.entry(field.clone()).or_insert_with(|| meaning.clone());
            if *first != meaning {
                differing.insert(field);
            }
        }
    }
    Ok(differing)
}
