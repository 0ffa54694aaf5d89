//! `copied-narrative`: the same 实际完成情况 told of different projects.

use std::io::{self, Read, Seek};

use super::figures::without_spaces;
use super::survey::Group;
use super::{CrossRow, Kind};
use crate::stored::StoredForms;

/// A clause that has so many characters in a row from the project's name names the project, in full or in short: 综合管理信息平台 for
/// 综合业务管理信息平台. Three are too few: 管理系, 服务项 stand in every second project.
const NAMING: usize = 4;

/// What is left of a narrative without the clauses that name its project must have this many characters to be worth comparing: shorter
/// ones (已全部完成年度目标任务，资金使用规范) are phrases that are said of everything.
const ENOUGH: usize = 30;

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

/// The narrative without the clauses that name the project; `None` where too little is left.
pub(super) fn comparable(narrative: &str, project: &str) -> Option<String> {
    let narrative = without_spaces(narrative);
    let names = naming(project);
    let clauses = narrative.split(is_clause_end);
    let kept: String = clauses
        .filter(|clause| !names.iter().any(|name| clause.contains(name.as_str())))
        .collect();
    (kept.chars().count() >= ENOUGH).then_some(kept)
}

/// Every run of [`NAMING`] letters of the name.
fn naming(project: &str) -> Vec<String> {
    let words = project.split(|c: char| !c.is_alphabetic());
    words
        .flat_map(|word| {
            let letters: Vec<char> = word.chars().collect();
            letters
                .windows(NAMING)
                .map(|run| run.iter().collect())
                .collect::<Vec<String>>()
        })
        .collect()
}

/// Full-width stops have become half-width ones by [`without_spaces`], except the Chinese full stop and enumeration comma.
fn is_clause_end(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '。' | '、')
}
