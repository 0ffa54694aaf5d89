//! `fuhe.xlsx`: what an auditor opens. Made from the finished tables, so that a run that was resumed is whole in it.
//!
//! Forms are read one after the other, once, and each one's rows are written to all sheets before the next is read: memory does not grow with
//! the run. Where a finding will stand is known when all have been counted, since the gravest come first: the findings, and the projects, which
//! lead to them, wait on disk until then.

mod cells;
mod charts;
mod checked;
mod columns;
mod compared;
mod facts;
pub(super) mod figures;
mod findings;
mod flags;
pub(super) mod links;
mod overview;
mod rows;
mod sheets;
mod totals;
mod waiting;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::accepted::Accepted;
use super::distributions::tell_distributions;
use super::groups::{Numbering, gravest, severity_of};
use super::pace::Pace;
use super::{CROSS_FILE, FORMS_FILE, WORKBOOK};
use crate::language::Language;
use crate::messages::Message;
use crate::stored::{StoredForm, StoredForms, stored_files};
use cells::{Cell, Content, Looks};
use checked::{coverage_row, doubt_rows};
use compared::Compared;
pub use facts::RunFacts;
use findings::{Earlier, Numbered, Spots, finding_row};
use flags::Flags;
use overview::{Listed, overview};
use rows::{Page, department_row, file_row, fund_row, indicator_row, project_row};
use sheets::{MOST_NOTES, ROWS_OF_A_SHEET, Shared, Sheets};
use totals::{Totals, place};
use waiting::PutAside;

/// While it is written. Nobody takes half a workbook for a whole one.
const UNFINISHED: &str = "fuhe.xlsx.partial";

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A table cannot be read back, or the workbook not be put in its place.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// It cannot be written.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// Its writer gave up: it does so where the rows that it keeps on disk until the end find no room.
    #[error("{0}")]
    Writer(String),
}

/// The workbook while it is written: gone with this, unless it was put in its place.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Where it is not there, nothing is to be done.
        let _ = fs::remove_file(&self.0);
    }
}

/// Makes the workbook of a finished run from the tables in its folder. What is accepted is marked; `accepted` knows afterwards which of
/// its lines have matched.
///
/// # Errors
/// A table cannot be read, or the workbook cannot be written.
pub fn write_workbook(
    folder: &Path,
    facts: &RunFacts,
    language: Language,
    accepted: &mut Accepted,
    pace: Pace<'_>,
) -> Result<(), WorkbookError> {
    let unfinished = Unfinished(folder.join(UNFINISHED));
    let mut book = make(folder, facts, language, accepted, ROWS_OF_A_SHEET, pace)?;
    book.save(&unfinished.0)?;
    let finished = folder.join(WORKBOOK);
    fs::rename(&unfinished.0, &finished).map_err(at(&finished))
}

fn make(
    folder: &Path,
    facts: &RunFacts,
    language: Language,
    accepted: &mut Accepted,
    rows_of_a_sheet: u32,
    pace: Pace<'_>,
) -> Result<Workbook, WorkbookError> {
    let mut book = Workbook::new();
    // Rows wait there: a temporary folder may be kept in memory, or be small.
    book.set_tempdir(folder)?;
    // The date of the workbook would make two of the same tables differ: that of the run stands in it.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(Message::WorkbookTitle.text(language));
    book.set_properties(&properties.set_author("fuhe").set_creation_datetime(&made));
    let mut shared = Shared {
        book,
        looks: Looks::default(),
        notes_left: MOST_NOTES,
        language,
        rows_of_a_sheet,
    };
    let mut totals = Totals::default();
    let mut tables = Tables::new(&mut shared, facts, folder)?;
    let aside = tables.add_forms(&mut shared, accepted, &mut totals, pace)?;
    tables.add_waiting(&mut shared, aside, totals.told)?;
    tables.add_files(&mut shared, &mut totals)?;
    tables.add_departments(&mut shared, &totals)?;
    tables.finish(shared, &totals)
}

/// The forms of the run, from the first one on.
fn forms<'a>(
    folder: &Path,
    pace: Pace<'a>,
) -> Result<impl Iterator<Item = Result<StoredForm, WorkbookError>> + use<'a>, WorkbookError> {
    let path = folder.join(FORMS_FILE);
    let stored = StoredForms::new(pace.open(&path).map_err(at(&path))?);
    Ok(stored.map(move |form| form.map_err(at(&path))))
}

fn at(path: &Path) -> impl Fn(io::Error) -> WorkbookError + use<> {
    let path = path.to_path_buf();
    move |source| WorkbookError::Io {
        path: path.clone(),
        source,
    }
}

/// The first finding of each severity of a form, gravest first: under which severity it is told, and its number there, behind the findings
/// that earlier forms have under each.
fn first_findings(form: &StoredForm, order: &[usize], mut next: [u64; 3]) -> [Option<(usize, u64)>; 3] {
    let mut first = [None; 3];
    for index in order {
        let told_under = place(gravest(form, *index));
        let own = form.findings.get(*index).map(severity_of).map(place);
        let Some(number) = next.get_mut(told_under) else {
            continue;
        };
        let here = (told_under, *number);
        *number += 1;
        // What is told under a graver severity stands further up.
        if let Some(first) = own.and_then(|own| first.get_mut(own))
            && first.is_none_or(|first| here < first)
        {
            *first = Some(here);
        }
    }
    first
}

/// The tables of the workbook while they are written.
struct Tables<'a> {
    folder: &'a Path,
    facts: &'a RunFacts,
    findings: Sheets,
    projects: Sheets,
    funds: Sheets,
    indicators: Sheets,
    coverage: Sheets,
    doubts: Sheets,
    departments: Sheets,
    files: Sheets,
    /// Where forms have been compared.
    compared: Option<Compared>,
}

impl<'a> Tables<'a> {
    fn new(shared: &mut Shared, facts: &'a RunFacts, folder: &'a Path) -> Result<Self, WorkbookError> {
        let compared = facts.is_compared.then(|| Compared::new(folder, shared)).transpose()?;
        Ok(Self {
            folder,
            facts,
            findings: Sheets::new(shared, columns::findings())?,
            projects: Sheets::new(shared, columns::projects())?,
            funds: Sheets::new(shared, columns::funds())?,
            indicators: Sheets::new(shared, columns::indicators())?,
            coverage: Sheets::new(shared, columns::coverage())?,
            doubts: Sheets::new(shared, columns::doubts())?,
            departments: Sheets::new(shared, columns::departments(facts.is_compared))?,
            files: Sheets::new(shared, columns::files())?,
            compared,
        })
    }

    /// Writes all that is written of each form, and puts aside what leads to findings.
    fn add_forms(
        &mut self,
        shared: &mut Shared,
        accepted: &mut Accepted,
        totals: &mut Totals,
        pace: Pace<'_>,
    ) -> Result<PutAside, WorkbookError> {
        let mut aside = PutAside::new(self.folder).map_err(at(self.folder))?;
        let (mut earlier, mut numbering) = (Earlier::default(), Numbering::default());
        for form in forms(self.folder, pace)? {
            let form = form?;
            let reasons = accepted.reasons(&form);
            let told = numbering.told(&form);
            let order: Vec<usize> = told.iter().map(|(index, _)| *index).collect();
            let first = first_findings(&form, &order, totals.told);
            totals.add_form(&form, &reasons, &self.facts.rules_off());
            self.add_form(shared, &mut aside, &form, &reasons, &first, earlier)?;
            for (index, role) in told {
                let Some(finding) = form.findings.get(index) else {
                    continue;
                };
                let numbered = Numbered {
                    role,
                    finding,
                    accepted: reasons.get(index).and_then(Option::as_deref),
                };
                let mut row = finding_row(&form, &numbered, &self.spots(earlier), shared);
                shared.count_notes(&mut row);
                if let Some(waiting) = aside.findings.get_mut(place(gravest(&form, index))) {
                    waiting.push(&row).map_err(at(self.folder))?;
                }
            }
            if let Some(compared) = &mut self.compared {
                compared.add_form(&form, shared.language);
            }
            earlier.add(&form);
        }
        if let Some(compared) = &mut self.compared {
            compared.write(self.folder, shared)?;
        }
        Ok(aside)
    }

    /// Writes what was put aside: so many findings are told under each severity.
    fn add_waiting(&mut self, shared: &mut Shared, aside: PutAside, told: [u64; 3]) -> Result<(), WorkbookError> {
        let [errors, warnings, _] = told;
        let begin = [0, errors, errors + warnings];
        for waiting in aside.findings {
            for row in waiting.rows().map_err(at(self.folder))? {
                let mut row = row.map_err(at(self.folder))?;
                if let Some(first) = row.first_mut() {
                    first.content = Cell::count(self.findings.rows + 1).content;
                }
                self.findings.write_later(shared, row)?;
            }
        }
        for row in aside.projects.rows().map_err(at(self.folder))? {
            let mut row = row.map_err(at(self.folder))?;
            for cell in &mut row {
                if let Content::Finding(told_under, number, shown) = &mut cell.content {
                    let row = begin.get(*told_under).map_or(0, |begin| begin + *number);
                    let spot = self.findings.spot(shared, row);
                    cell.content = Content::Link(links::cell(&spot.sheet, spot.row, 0), std::mem::take(shown));
                }
            }
            self.projects.write_later(shared, row)?;
        }
        Ok(())
    }

    fn spots(&self, earlier: Earlier) -> Spots<'_> {
        Spots {
            projects: &self.projects,
            funds: &self.funds,
            indicators: &self.indicators,
            earlier,
            folder: self.folder,
        }
    }

    fn add_form(
        &mut self,
        shared: &mut Shared,
        aside: &mut PutAside,
        form: &StoredForm,
        reasons: &[Option<String>],
        findings: &[Option<(usize, u64)>; 3],
        earlier: Earlier,
    ) -> Result<(), WorkbookError> {
        let flags = Flags::of(&form.findings, reasons, &form.warnings, shared.language);
        let document = links::document(self.folder, &form.file, Some(form.first_page));
        let page = Page {
            form,
            flags: &flags,
            document: &document,
            findings,
            language: shared.language,
        };
        let mut row = project_row(&page);
        shared.count_notes(&mut row);
        aside.projects.push(&row).map_err(at(self.folder))?;
        for (row, fund) in form.funds.iter().enumerate() {
            self.funds.write(shared, fund_row(&page, row, fund))?;
        }
        for (row, indicator) in form.indicators.iter().enumerate() {
            self.indicators.write(shared, indicator_row(&page, row, indicator))?;
        }
        let row = coverage_row(form, &document, &self.facts.rules_off(), shared.language);
        self.coverage.write(shared, row)?;
        for row in doubt_rows(form, &self.spots(earlier), shared) {
            self.doubts.write(shared, row)?;
        }
        Ok(())
    }

    fn add_files(&mut self, shared: &mut Shared, totals: &mut Totals) -> Result<(), WorkbookError> {
        let path = self.folder.join("files.csv");
        for file in stored_files(File::open(&path).map_err(at(&path))?) {
            let file = file.map_err(at(&path))?;
            totals.add_file(&file);
            let document = links::document(self.folder, &file.file, None);
            self.files.write(shared, file_row(&file, document, shared.language))?;
        }
        Ok(())
    }

    fn add_departments(&mut self, shared: &mut Shared, totals: &Totals) -> Result<(), WorkbookError> {
        let mut distributions = Vec::new();
        if self.facts.is_compared {
            let path = self.folder.join(CROSS_FILE);
            let table = File::open(&path).map_err(at(&path))?;
            tell_distributions(table, |distribution| distributions.push(distribution)).map_err(at(&path))?;
        }
        let mut distributions = distributions.iter().peekable();
        for (name, share) in &totals.departments {
            // Both are in the order of the names.
            while distributions.next_if(|other| other.department < *name).is_some() {}
            let distribution = distributions.next_if(|other| other.department == *name);
            let row = department_row(name, share, distribution, shared.language);
            self.departments.write(shared, row)?;
        }
        Ok(())
    }

    fn finish(self, mut shared: Shared, totals: &Totals) -> Result<Workbook, WorkbookError> {
        let mut tables = vec![
            (self.findings, Message::WorkbookHoldsFindings),
            (self.projects, Message::WorkbookHoldsProjects),
            (self.funds, Message::WorkbookHoldsFunds),
            (self.indicators, Message::WorkbookHoldsIndicators),
            (self.coverage, Message::WorkbookHoldsCoverage),
            (self.doubts, Message::WorkbookHoldsDoubts),
            (self.departments, Message::WorkbookHoldsDepartments),
        ];
        if let Some(compared) = self.compared {
            tables.extend([
                (compared.duplicates, Message::WorkbookHoldsDuplicates),
                (compared.copies, Message::WorkbookHoldsCopies),
                (compared.listings, Message::WorkbookHoldsListings),
            ]);
        }
        tables.push((self.files, Message::WorkbookHoldsFiles));
        let mut sheets: Vec<Worksheet> = Vec::new();
        let mut listed = Vec::new();
        for (table, holds) in tables {
            let rows = table.rows;
            let written = table.finish()?;
            listed.extend(written.first().map(|sheet| Listed {
                sheet: sheet.name(),
                rows,
                holds,
            }));
            sheets.extend(written);
        }
        let first = overview(&mut shared, self.facts, totals, &listed)?;
        let mut book = shared.book;
        book.push_worksheet(first);
        for sheet in sheets {
            book.push_worksheet(sheet);
        }
        Ok(book)
    }
}

#[cfg(test)]
mod tests;
