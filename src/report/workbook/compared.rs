//! The sheets of what only many forms together show, from the rows of cross.csv, with the names that the forms give to their rows.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::Path;

use super::cells::{Cell, Mark};
use super::links::document;
use super::sheets::{Shared, Sheets};
use super::{WorkbookError, at, columns};
use crate::across::Kind;
use crate::form::model::Scope;
use crate::language::Language;
use crate::report::CROSS_FILE;
use crate::report::crossed::{Crossed, crossed};
use crate::report::wording::{field_name, scope_name};
use crate::stored::StoredForm;

/// So many rows of one group are put in the order of their fields: memory holds no more of them.
const MOST_SORTED: usize = 10_000;

/// A sheet for each kind of what is told of forms.
pub(super) struct Compared {
    pub(super) duplicates: Sheets,
    pub(super) copies: Sheets,
    pub(super) listings: Sheets,
    /// Of each form that is spoken of, what its fields are called, once it is known. Only looked up.
    names: HashMap<(String, String), BTreeMap<String, String>>,
}

impl Compared {
    /// Empty sheets, for the rows of the finished table.
    pub(super) fn new(folder: &Path, shared: &mut Shared) -> Result<Self, WorkbookError> {
        let mut names: HashMap<_, BTreeMap<_, _>> = HashMap::new();
        let path = folder.join(CROSS_FILE);
        for row in crossed(File::open(&path).map_err(at(&path))?) {
            let row = row.map_err(at(&path))?;
            // Only rows of a form have names of their own.
            if row.field.contains('[') {
                let fields = names.entry((row.file, row.form_no)).or_default();
                fields.insert(row.field, String::new());
            }
        }
        Ok(Self {
            duplicates: Sheets::new(shared, columns::duplicates())?,
            copies: Sheets::new(shared, columns::copies())?,
            listings: Sheets::new(shared, columns::listings())?,
            names,
        })
    }

    /// Takes from a form what its rows are called.
    pub(super) fn add_form(&mut self, form: &StoredForm, language: Language) {
        if self.names.is_empty() {
            return;
        }
        if let Some(fields) = self.names.get_mut(&(form.file.clone(), form.form_no.to_string())) {
            for (field, name) in fields {
                *name = field_name(form, field, language);
            }
        }
    }

    pub(super) fn write(&mut self, folder: &Path, shared: &mut Shared) -> Result<(), WorkbookError> {
        let path = folder.join(CROSS_FILE);
        let mut group: Vec<Crossed> = Vec::new();
        for row in crossed(File::open(&path).map_err(at(&path))?) {
            let row = row.map_err(at(&path))?;
            if row.kind == Kind::Distribution.id() {
                continue;
            }
            let is_next = |first: &Crossed| (&first.kind, &first.group) != (&row.kind, &row.group);
            if group.first().is_some_and(is_next) || group.len() >= MOST_SORTED {
                self.write_group(folder, shared, std::mem::take(&mut group))?;
            }
            group.push(row);
        }
        self.write_group(folder, shared, group)
    }

    /// What the forms of a group state in one field stands together.
    fn write_group(
        &mut self,
        folder: &Path,
        shared: &mut Shared,
        mut group: Vec<Crossed>,
    ) -> Result<(), WorkbookError> {
        let mut fields: Vec<String> = Vec::new();
        for row in &group {
            if !fields.contains(&row.field) {
                fields.push(row.field.clone());
            }
        }
        group.sort_by_key(|row| fields.iter().position(|field| *field == row.field));
        for row in group {
            let named = self.names.get(&(row.file.clone(), row.form_no.clone()));
            let name = named
                .and_then(|fields| fields.get(&row.field))
                .filter(|name| !name.is_empty());
            let cells = cells(folder, shared, &row, name);
            let sheets = if row.kind == Kind::DuplicateForm.id() {
                &mut self.duplicates
            } else if row.kind == Kind::CopiedNarrative.id() {
                &mut self.copies
            } else {
                &mut self.listings
            };
            sheets.write(shared, cells)?;
        }
        Ok(())
    }
}

fn cells(folder: &Path, shared: &Shared, row: &Crossed, name: Option<&String>) -> Vec<Cell> {
    let named = || Scope::named(&row.field).map(|scope| scope_name(scope, |_, _| None, shared.language));
    let field = name.cloned().or_else(named);
    let page = row.page.parse().ok();
    let pdf = document(folder, &row.file, page);
    let cells = vec![
        Cell::figure(&row.group),
        Cell::text(&row.project_name),
        Cell::text(&row.department),
        Cell::text(&row.unit),
        Cell::figure(&row.year),
        Cell::text(field.as_deref().unwrap_or(&row.field)),
        Cell::figure(&row.value),
        Cell::text(&row.explanation),
        page.map_or_else(Cell::default, |page| Cell::link(pdf.clone(), page.to_string())),
        Cell::link(pdf.clone(), &row.file),
        Cell::figure(&row.form_no),
        Cell::text(&row.field),
    ];
    // Where a group ends is seen at a glance.
    let is_odd = row.group.ends_with(['1', '3', '5', '7', '9']);
    let band = (!is_odd).then_some(Mark::Band);
    cells.into_iter().map(|cell| cell.marked(band)).collect()
}
