//! What only many forms together show: one project stated twice with different figures, one narrative told of different projects, and how
//! each department scores itself.
//!
//! The forms are read back from the finished forms.jsonl, so that a run that was resumed compares all of them, and memory holds only a
//! digest of each form ([`Survey`]): 96 bytes and two decimals, 130 MB for a million. What is reported is read again at its offset.

mod departments;
mod duplicates;
mod figures;
mod narratives;
mod record;
mod survey;

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

pub use record::FormRecord;
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
    pub form: Option<&'a FormRecord>,
    /// 主管部门.
    pub department: &'a str,
    /// The field as in findings.csv, or the statistic.
    pub field: &'a str,
    /// What the form states there, or the statistic's value.
    pub value: &'a str,
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
}

impl Kind {
    /// The word in cross.csv.
    pub fn id(self) -> &'static str {
        match self {
            Self::DuplicateForm => "duplicate-form",
            Self::CopiedNarrative => "copied-narrative",
            Self::Distribution => "distribution",
        }
    }
}

/// Reads the forms of a run and reports what they show together, row by row.
///
/// # Errors
/// Reading fails, a line is no form, or `report` fails.
pub fn compare(forms: impl Read + Seek, mut report: impl FnMut(CrossRow<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut forms = Forms::new(forms);
    let mut survey = Survey::default();
    while let Some((offset, form)) = forms.next_form()? {
        survey.add(offset, &form);
    }
    duplicates::report(&survey.same_project(), &mut forms, &mut report)?;
    narratives::report(&survey.same_narrative(), &mut forms, &mut report)?;
    departments::report(survey.departments(), &mut report)
}

/// The lines of forms.jsonl, one after the other or at an offset.
struct Forms<F> {
    lines: BufReader<F>,
    offset: u64,
    line: String,
}

impl<F: Read + Seek> Forms<F> {
    fn new(forms: F) -> Self {
        Self {
            lines: BufReader::new(forms),
            offset: 0,
            line: String::new(),
        }
    }

    /// The next form and the offset of its line; `None` at the end.
    fn next_form(&mut self) -> io::Result<Option<(u64, FormRecord)>> {
        let offset = self.offset;
        self.line.clear();
        let length = self.lines.read_line(&mut self.line)?;
        if length == 0 {
            return Ok(None);
        }
        self.offset += length as u64;
        Ok(Some((offset, serde_json::from_str(&self.line)?)))
    }

    /// The form whose line begins at the offset.
    fn form_at(&mut self, offset: u64) -> io::Result<FormRecord> {
        self.lines.seek(SeekFrom::Start(offset))?;
        self.offset = offset;
        let next = self.next_form()?;
        next.map(|(_, form)| form)
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests;
