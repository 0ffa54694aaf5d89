//! `fuhe.xlsx`: what an auditor opens. Made from the finished tables, so that a run that was resumed is whole in it.
//!
//! Forms are read one after the other, and each one's rows are written to all sheets before the next is read: memory does not grow with
//! the run. Where the rows of a form stand is then known when its findings are written, which lead there.

mod cells;
mod columns;
mod figures;
mod findings;
mod flags;
pub(super) mod links;
mod overview;
mod rows;
mod sheets;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::accepted::Accepted;
use super::groups::Numbering;
use super::pace::Pace;
use crate::language::Language;
use crate::messages::Message;
use crate::stored::{StoredForm, StoredForms, stored_files};
use cells::Looks;
use columns::{FILE_COLUMNS, FINDING_COLUMNS, FUND_COLUMNS, INDICATOR_COLUMNS, PROJECT_COLUMNS};
use findings::{Numbered, Spots, finding_row};
use flags::Flags;
use overview::{Listed, Totals, overview};
use rows::{Page, file_row, fund_row, indicator_row, project_row};
use sheets::{MOST_NOTES, ROWS_OF_A_SHEET, Shared, Sheets};

/// Name of the workbook in the output folder.
pub const WORKBOOK: &str = "fuhe.xlsx";

/// While it is written. Nobody takes half a workbook for a whole one.
const UNFINISHED: &str = "fuhe.xlsx.partial";

/// Three lines of text: rows of forms are of one height, and long goals do not push the next form off the screen.
const PROJECT_ROW_HEIGHT: f64 = 45.0;

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
    language: Language,
    accepted: &mut Accepted,
    pace: Pace<'_>,
) -> Result<(), WorkbookError> {
    let unfinished = Unfinished(folder.join(UNFINISHED));
    let mut book = make(folder, language, accepted, ROWS_OF_A_SHEET, pace)?;
    book.save(&unfinished.0)?;
    let finished = folder.join(WORKBOOK);
    fs::rename(&unfinished.0, &finished).map_err(at(&finished))
}

fn make(
    folder: &Path,
    language: Language,
    accepted: &mut Accepted,
    rows_of_a_sheet: u32,
    pace: Pace<'_>,
) -> Result<Workbook, WorkbookError> {
    let mut book = Workbook::new();
    // Rows wait there: a temporary folder may be kept in memory, or be small.
    book.set_tempdir(folder)?;
    // The date of a run would make two workbooks of the same tables differ.
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
    let mut tables = Tables::new(&mut shared)?;
    let mut totals = Totals::default();
    let forms = folder.join("forms.jsonl");
    for form in StoredForms::new(pace.open(&forms).map_err(at(&forms))?) {
        tables.add_form(&mut shared, &form.map_err(at(&forms))?, folder, accepted, &mut totals)?;
    }
    let files = folder.join("files.csv");
    for file in stored_files(File::open(&files).map_err(at(&files))?) {
        let file = file.map_err(at(&files))?;
        totals.add_file(&file);
        let row = file_row(&file, links::document(folder, &file.file, None), language);
        tables.files.write(&mut shared, row)?;
    }
    tables.finish(shared, &totals)
}

fn at(path: &Path) -> impl Fn(io::Error) -> WorkbookError + use<> {
    let path = path.to_path_buf();
    move |source| WorkbookError::Io {
        path: path.clone(),
        source,
    }
}

/// The tables of the workbook while they are written.
struct Tables {
    findings: Sheets,
    projects: Sheets,
    funds: Sheets,
    indicators: Sheets,
    files: Sheets,
    numbering: Numbering,
}

impl Tables {
    fn new(shared: &mut Shared) -> Result<Self, XlsxError> {
        Ok(Self {
            findings: Sheets::new(shared, columns::FINDINGS, &FINDING_COLUMNS, None)?,
            projects: Sheets::new(shared, columns::PROJECTS, &PROJECT_COLUMNS, Some(PROJECT_ROW_HEIGHT))?,
            funds: Sheets::new(shared, columns::FUNDS, &FUND_COLUMNS, None)?,
            indicators: Sheets::new(shared, columns::INDICATORS, &INDICATOR_COLUMNS, None)?,
            files: Sheets::new(shared, columns::FILES, &FILE_COLUMNS, None)?,
            numbering: Numbering::default(),
        })
    }

    fn add_form(
        &mut self,
        shared: &mut Shared,
        form: &StoredForm,
        folder: &Path,
        accepted: &mut Accepted,
        totals: &mut Totals,
    ) -> Result<(), XlsxError> {
        let reasons = accepted.reasons(form);
        totals.add_form(form, &reasons);
        let flags = Flags::of(&form.findings, &reasons, &form.warnings, shared.language);
        let first_finding = self.findings.next(shared)?;
        let page = Page {
            form,
            flags: &flags,
            document: &links::document(folder, &form.file, Some(form.first_page)),
            findings: &links::cell(&first_finding.sheet, first_finding.row, 0),
            language: shared.language,
        };
        let project = self.projects.next(shared)?;
        self.projects.write(shared, project_row(&page))?;
        let mut fund_rows = Vec::new();
        for (row, fund) in form.funds.iter().enumerate() {
            fund_rows.push(self.funds.next(shared)?);
            self.funds.write(shared, fund_row(&page, row, fund))?;
        }
        let mut indicator_rows = Vec::new();
        for (row, indicator) in form.indicators.iter().enumerate() {
            indicator_rows.push(self.indicators.next(shared)?);
            self.indicators.write(shared, indicator_row(&page, row, indicator))?;
        }
        let spots = Spots {
            projects: &self.projects,
            project,
            funds: &self.funds,
            fund_rows,
            indicators: &self.indicators,
            indicator_rows,
            folder,
            language: shared.language,
        };
        for (index, role) in self.numbering.told(form) {
            let Some(finding) = form.findings.get(index) else {
                continue;
            };
            let numbered = Numbered {
                number: self.findings.rows + 1,
                role,
                finding,
                accepted: reasons.get(index).and_then(Option::as_deref),
            };
            self.findings.write(shared, finding_row(form, &numbered, &spots))?;
        }
        Ok(())
    }

    fn finish(self, mut shared: Shared, totals: &Totals) -> Result<Workbook, WorkbookError> {
        let tables = vec![
            (self.findings, Message::WorkbookHoldsFindings),
            (self.projects, Message::WorkbookHoldsProjects),
            (self.funds, Message::WorkbookHoldsFunds),
            (self.indicators, Message::WorkbookHoldsIndicators),
            (self.files, Message::WorkbookHoldsFiles),
        ];
        let mut sheets = Vec::new();
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
        let first = overview(&mut shared, totals, &listed)?;
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
