//! What only many forms together show: one project stated twice with different figures, one narrative told of different projects, and how
//! each department scores itself.
//!
//! The forms are read back from the finished forms.jsonl, so that a run that was resumed compares all of them, and memory holds only a
//! digest of each form ([`Survey`]): 135 bytes, as `cargo bench --bench cross -- 1000000` measures it. What is reported is read again at
//! its offset.

mod departments;
mod duplicates;
mod figures;
mod listings;
mod narratives;
mod row;
mod survey;

use std::io::{self, Read, Seek};

use crate::stored::StoredForms;

pub use departments::{Measure, Statistic};
pub use row::{CrossRow, Kind};
pub use survey::Survey;
#[cfg(feature = "views")]
pub(crate) use survey::department_key;

/// Reads the forms of a run and reports what they show together, row by row.
///
/// # Example
/// ```
/// use fuhe::across::{Kind, compare};
/// use std::fs::File;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use fuhe::{batch, input::Roots, language::Language, report::Style, settings::Settings};
/// # let folder = tempfile::tempdir()?;
/// # let style = Style { language: Language::En, byte_order_mark: false, chinese_headers: false, guards_dates: false };
/// # let plan = batch::Plan { threads: 1, style, settings: Settings::default(), worker: None, cross: false, parquet: false, shard: None, resume: false };
/// # let roots = Roots::new(&["fixtures/planted/grade.pdf".into()]);
/// # batch::run(&roots, folder.path(), &plan, &false.into(), |_| ())?;
/// let mut departments = 0;
/// compare(File::open(folder.path().join("forms.jsonl"))?, |row| {
///     departments += usize::from(row.kind == Kind::Distribution && row.field == "total_score.count");
///     Ok(())
/// })?;
/// assert_eq!(departments, 1);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Reading fails, a line is no form, or `report` fails.
pub fn compare(forms: impl Read + Seek, mut report: impl FnMut(CrossRow<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut forms = StoredForms::new(forms);
    let mut survey = Survey::default();
    let mut sums = listings::Sums::default();
    let mut offset = forms.offset();
    while let Some(form) = forms.next() {
        let form = form?;
        survey.add(offset, &form);
        sums.add(offset, &form);
        offset = forms.offset();
    }
    duplicates::report(&survey.same_project(), &mut forms, &mut report)?;
    narratives::report(&survey.same_narrative(), &mut forms, &mut report)?;
    departments::report(survey.departments(), &mut report)?;
    listings::report_mismatches(survey.listed(), &mut forms, &mut report)?;
    sums.report(&mut forms, &mut report)
}

#[cfg(test)]
mod tests;
