//! The digest of all forms: what is needed to tell which of them belong together, and nothing more.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::departments::Department;
use super::figures::{figures, without_spaces};
use crate::stored::StoredForm;

/// A clause that has so many characters in a row from the project's name names the project, in full or in short: 综合管理信息平台 for
/// 综合业务管理信息平台. Three are too few: 管理系, 服务项 stand in every second project.
const NAMING: usize = 4;

/// What is left of a narrative without the clauses that name its project must have this many characters to be worth comparing: shorter
/// ones (已全部完成年度目标任务，资金使用规范) are phrases that are said of everything.
const ENOUGH: usize = 30;

/// The first bytes of a SHA-256: two different texts among a million have one with a chance of one in 10^26, even if somebody tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key([u8; 16]);

impl Key {
    fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let whole = hash.finalize();
        let mut key = [0; 16];
        key.iter_mut().zip(whole).for_each(|(short, byte)| *short = byte);
        Self(key)
    }
}

/// One form under a key: forms that agree in `key` belong together, and show something where they differ in `other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: Key,
    offset: u64,
    other: Key,
}

/// Digests of all forms of a run.
#[derive(Debug, Default)]
pub struct Survey {
    projects: Vec<Entry>,
    narratives: Vec<Entry>,
    departments: BTreeMap<String, Department>,
    /// Rows of listings.
    listed: BTreeMap<ProjectKey, Vec<u64>>,
}

/// A project of a year, whatever its unit: listings seldom name that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ProjectKey(Key);

impl ProjectKey {
    fn of(project: &str, year: &str) -> Self {
        Self(Key::of(&[project, year]))
    }

    /// The key of a form; none where it does not say which project and year it is about.
    pub(super) fn of_form(form: &StoredForm) -> Option<Self> {
        let [project, year] = [&form.project_name, &form.year].map(|text| without_spaces(text));
        (!project.is_empty() && !year.is_empty()).then(|| Self::of(&project, &year))
    }
}

/// The name under which a department's forms are counted.
pub(crate) fn department_key(form: &StoredForm) -> String {
    without_spaces(&form.department)
}

/// Forms that belong together: offsets of their lines, in the order of the run.
pub(super) type Group = Vec<u64>;

impl Survey {
    /// Takes in a form, whose line begins at the offset.
    pub fn add(&mut self, offset: u64, form: &StoredForm) {
        let [project, unit, year] = [&form.project_name, &form.unit, &form.year].map(|text| without_spaces(text));
        // A form that does not say which project and year it is about is not known to be the same as another.
        if form.is_listed() {
            if !project.is_empty() && !year.is_empty() {
                self.listed
                    .entry(ProjectKey::of(&project, &year))
                    .or_default()
                    .push(offset);
            }
        } else if !project.is_empty() && !year.is_empty() {
            let figures = figures(form);
            let meanings: Vec<&str> = figures.iter().map(|figure| figure.meaning.as_str()).collect();
            self.projects.push(Entry {
                key: Key::of(&[&project, &unit, &year]),
                offset,
                other: Key::of(&meanings),
            });
        }
        if !project.is_empty()
            && let Some(narrative) = comparable(&form.actual_result, &project)
        {
            self.narratives.push(Entry {
                key: Key::of(&[&narrative]),
                offset,
                other: Key::of(&[&project, &unit]),
            });
        }
        self.departments.entry(department_key(form)).or_default().add(form);
    }

    /// Groups of one project, unit and year that differ in some figure.
    pub(super) fn same_project(&mut self) -> Vec<Group> {
        groups(&mut self.projects)
    }

    /// Groups of one narrative that tell it of different projects.
    pub(super) fn same_narrative(&mut self) -> Vec<Group> {
        groups(&mut self.narratives)
    }

    /// Rows of listings, by their project and year.
    pub(super) fn listed(&self) -> &BTreeMap<ProjectKey, Vec<u64>> {
        &self.listed
    }

    pub(super) fn departments(&mut self) -> &mut BTreeMap<String, Department> {
        &mut self.departments
    }
}

/// Groups of entries with one key that differ in what is beside it, in the order of their first forms.
fn groups(entries: &mut [Entry]) -> Vec<Group> {
    entries.sort_unstable();
    let differing = entries.chunk_by(|a, b| a.key == b.key).filter(|group| {
        group
            .iter()
            .any(|entry| group.first().is_some_and(|first| entry.other != first.other))
    });
    let mut groups: Vec<Group> = differing
        .map(|group| group.iter().map(|entry| entry.offset).collect())
        .collect();
    groups.sort_unstable();
    groups
}

/// The narrative without the clauses that name the project; `None` where too little is left.
fn comparable(narrative: &str, project: &str) -> Option<String> {
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
