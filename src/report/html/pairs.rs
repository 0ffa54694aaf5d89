//! What only several forms together show, as the script of the page gets it: the forms of each group side by side, with the values that are
//! spoken of, and where these stand.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Read};

use serde::Serialize;
use serde_json::Number;

use super::folder::{Folder, Rows};
use crate::across::Kind;
use crate::language::Language;
use crate::report::OutputError;
use crate::report::crossed::crossed;
use crate::report::wording::field_name;
use crate::stored::StoredForm;

/// Most groups that the page lists: what one can look through. cross.csv has all of them.
const MOST_GROUPS: usize = 1_000;

/// Most forms of a group that stand side by side.
const MOST_MEMBERS: usize = 12;

/// Rows of a file, which is loaded when the list is opened: all.
const ROWS_PER_FILE: usize = MOST_GROUPS;

/// The kinds that are listed, in the order of the page.
pub(super) const KINDS: [Kind; 4] = [
    Kind::DuplicateForm,
    Kind::CopiedNarrative,
    Kind::ListingMismatch,
    Kind::ListingSum,
];

/// Groups of forms, while the table is read, and then the forms.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    groups: Vec<Group>,
    /// Where in them a form stands. Only looked up.
    places: HashMap<(String, u32), Vec<(usize, usize)>>,
    /// How many groups of each kind the table has.
    pub counts: [u64; KINDS.len()],
}

#[derive(Debug)]
struct Group {
    kind: usize,
    number: String,
    explanation: String,
    members: Vec<Member>,
    /// What is said of each field, by member.
    fields: Vec<(String, BTreeMap<usize, Stated>)>,
}

#[derive(Debug)]
struct Member {
    file: String,
    form_no: u32,
    facts: [String; 4],
    names: BTreeMap<String, String>,
}

#[derive(Debug, Default)]
struct Stated {
    text: String,
    page: Option<u32>,
    bounds: Option<[Number; 4]>,
}

/// file, form_no, project, department, unit, year
#[derive(Serialize)]
struct MemberRow<'a>(&'a str, u32, &'a [String; 4]);

/// value, page, box
#[derive(Serialize)]
struct StatedRow<'a>(&'a str, Option<u32>, Option<&'a [Number; 4]>);

/// kind, explanation, members, fields: the name of each, and what each member states
#[derive(Serialize)]
struct GroupRow<'a>(
    &'static str,
    &'a str,
    Vec<MemberRow<'a>>,
    Vec<(&'a str, Vec<Option<StatedRow<'a>>>)>,
);

impl Pairs {
    /// The groups of a finished cross.csv, whatever language its headings are in.
    pub(super) fn read(table: impl Read) -> io::Result<Self> {
        let mut pairs = Self::default();
        let mut last = None;
        for row in crossed(table) {
            let row = row?;
            let Some(kind) = KINDS.iter().position(|kind| kind.id() == row.kind) else {
                continue;
            };
            let own = (kind, row.group.clone());
            if last.as_ref() != Some(&own) {
                pairs.counts.iter_mut().skip(kind).take(1).for_each(|count| *count += 1);
                if pairs.groups.len() < MOST_GROUPS {
                    pairs.groups.push(Group {
                        kind,
                        number: row.group.clone(),
                        explanation: row.explanation.clone(),
                        members: Vec::new(),
                        fields: Vec::new(),
                    });
                }
                last = Some(own);
            }
            let index = pairs.groups.len().saturating_sub(1);
            let open = pairs
                .groups
                .last_mut()
                .filter(|group| group.kind == kind && group.number == row.group);
            let Some(group) = open else { continue };
            let form_no = row.form_no.parse().unwrap_or_default();
            let facts = [row.project_name, row.department, row.unit, row.year];
            let Some((member, is_new)) = group.member(&row.file, form_no, facts) else {
                continue;
            };
            if is_new {
                pairs
                    .places
                    .entry((row.file, form_no))
                    .or_default()
                    .push((index, member));
            }
            let stated = Stated {
                text: row.value,
                page: row.page.parse().ok(),
                bounds: None,
            };
            group.state(&row.field, member, stated);
        }
        Ok(pairs)
    }

    /// Takes from a form where its values stand, and what its rows are called.
    pub(super) fn add_form(&mut self, form: &StoredForm, language: Language) {
        if self.places.is_empty() {
            return;
        }
        let places = self.places.get(&(form.file.clone(), form.form_no));
        for (group, member) in places.into_iter().flatten() {
            let Some(group) = self.groups.get_mut(*group) else {
                continue;
            };
            let mut names = BTreeMap::new();
            for (field, stated) in &mut group.fields {
                names.insert(field.clone(), field_name(form, field, language));
                if let Some(stated) = stated.get_mut(member) {
                    stated.bounds = form
                        .values
                        .get(field)
                        .and_then(|value| value.bounds.clone().try_into().ok());
                }
            }
            if let Some(member) = group.members.get_mut(*member) {
                member.names = names;
            }
        }
    }

    /// The pages that are spoken of, by file.
    pub(super) fn pages(&self) -> BTreeSet<(String, u32)> {
        let of_group = |group: &Group| {
            let stated = group.fields.iter().flat_map(|(_, stated)| stated);
            let pages =
                stated.filter_map(|(member, stated)| Some((group.members.get(*member)?.file.clone(), stated.page?)));
            pages.collect::<Vec<_>>()
        };
        self.groups.iter().flat_map(of_group).collect()
    }

    /// Writes them.
    pub(super) fn write(&self, folder: &Folder) -> Result<(), OutputError> {
        let mut rows = Rows::new(folder, "pairs", ROWS_PER_FILE);
        for group in &self.groups {
            rows.push(&group.row())?;
        }
        rows.finish()?;
        Ok(())
    }
}

impl Group {
    /// The number of a member, and whether it is new; none where there are too many.
    fn member(&mut self, file: &str, form_no: u32, facts: [String; 4]) -> Option<(usize, bool)> {
        let known = self
            .members
            .iter()
            .position(|member| member.file == file && member.form_no == form_no);
        if let Some(known) = known {
            return Some((known, false));
        }
        if self.members.len() >= MOST_MEMBERS {
            return None;
        }
        self.members.push(Member {
            file: file.to_owned(),
            form_no,
            facts,
            names: BTreeMap::new(),
        });
        Some((self.members.len() - 1, true))
    }

    /// Says what a member states in a field.
    fn state(&mut self, field: &str, member: usize, stated: Stated) {
        match self.fields.iter_mut().find(|(known, _)| known == field) {
            Some((_, all)) => {
                all.insert(member, stated);
            }
            None => self.fields.push((field.to_owned(), BTreeMap::from([(member, stated)]))),
        }
    }

    fn row(&self) -> GroupRow<'_> {
        let members = self
            .members
            .iter()
            .map(|member| MemberRow(&member.file, member.form_no, &member.facts));
        let fields = self.fields.iter().map(|(field, stated)| {
            let name = self.members.iter().find_map(|member| member.names.get(field));
            let cells = (0..self.members.len()).map(|member| {
                let stated = stated.get(&member)?;
                Some(StatedRow(&stated.text, stated.page, stated.bounds.as_ref()))
            });
            (name.unwrap_or(field).as_str(), cells.collect())
        });
        let kind = KINDS.get(self.kind).map_or("", |kind| kind.id());
        GroupRow(kind, &self.explanation, members.collect(), fields.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::cross::columns;

    #[test]
    fn rows_of_one_group_are_forms_side_by_side() {
        let head: Vec<&str> = columns().collect();
        let row = |group: &str, file: &str, field: &str, value: &str| {
            let cell = |name: &&str| match *name {
                "kind" => "duplicate-form",
                "group" => group,
                "file" => file,
                "form_no" | "page" => "1",
                "field" => field,
                "value" => value,
                _ => "",
            };
            head.iter().map(cell).collect::<Vec<_>>().join(",")
        };
        let rows = [
            head.join(","),
            row("1", "a.pdf", "total_score", "98"),
            row("1", "b.pdf", "total_score", "99"),
            row("2", "a.pdf", "grade", "优"),
        ];
        let mut pairs = Pairs::read(rows.join("\n").as_bytes()).unwrap();
        assert_eq!(pairs.counts, [2, 0, 0, 0]);
        let value = crate::stored::StoredPlace {
            bounds: vec![1.into(), 2.into(), 3.into(), 4.into()],
            ..Default::default()
        };
        pairs.add_form(
            &StoredForm {
                file: "b.pdf".into(),
                form_no: 1,
                values: [("total_score".to_owned(), value)].into(),
                ..StoredForm::default()
            },
            Language::Zh,
        );
        let row = serde_json::to_string(&pairs.groups[0].row()).unwrap();
        assert_eq!(
            row,
            r#"["duplicate-form","",[["a.pdf",1,["","","",""]],["b.pdf",1,["","","",""]]],[["总分",[["98",1,null],["99",1,[1,2,3,4]]]]]]"#
        );
        assert_eq!(pairs.pages().len(), 2);
    }
}
