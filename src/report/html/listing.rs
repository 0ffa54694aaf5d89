//! The findings as the script of the page gets them: what is listed and searched at once, and, apart from it, what is shown when a finding
//! is opened.

use serde::Serialize;
use serde_json::Number;

use super::digest::SEVERITIES;
use super::folder::{Folder, Rows};
use crate::language::Language;
use crate::report::OutputError;
use crate::report::groups::{Numbering, Role};
use crate::report::wording::{against_in_words, field_name};
use crate::rules;
use crate::stored::{StoredFinding, StoredForm};

/// Most findings that the page lists: 50,000 open in half a second, and a browser holds some times as many. findings.csv has all of them.
const MOST: usize = 200_000;

/// Rows of a file that is loaded at once: 1 to 2 MB.
const ROWS_PER_FILE: usize = 10_000;

/// Rows of a file that is loaded when one of its findings is opened: about 300 kB. The script knows this number from the page.
pub(super) const DETAILS_PER_FILE: usize = 500;

/// Characters of a stated text that the list holds; a figure has fewer than ten, a narrative some hundred.
const SHORT: usize = 80;

/// Forms, findings and details while they are written.
#[derive(Debug)]
pub(super) struct Listing {
    forms: Rows,
    findings: Rows,
    details: Rows,
    numbering: Numbering,
    language: Language,
}

/// What was written.
#[derive(Debug)]
pub(super) struct Listed {
    /// Files that the page loads at once.
    pub files: Vec<String>,
    pub findings: usize,
}

/// file, form_no, project, department, unit, year, total, grade, first page, doubts
#[derive(Serialize)]
struct FormRow<'a>(
    &'a str,
    u32,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    u32,
    usize,
);

/// form, rule, severity, field, stated, expected, page, box, confirmed, group with whether it is the cause, why it is accepted
#[derive(Serialize)]
struct FindingRow<'a>(
    usize,
    &'a str,
    usize,
    String,
    String,
    String,
    Option<u32>,
    Option<[&'a Number; 4]>,
    &'a str,
    Option<(u64, bool)>,
    Option<&'a str>,
);

/// field, stated, expected, explanation
#[derive(Serialize)]
struct DetailRow<'a>(&'a str, &'a str, &'a str, &'a str);

impl Listing {
    pub(super) fn new(folder: &Folder, language: Language) -> Self {
        Self {
            forms: Rows::new(folder, "forms", ROWS_PER_FILE),
            findings: Rows::new(folder, "findings", ROWS_PER_FILE),
            details: Rows::new(folder, "details", DETAILS_PER_FILE),
            numbering: Numbering::default(),
            language,
        }
    }

    /// Adds the findings of a form; for each of these, `reasons` says why it is accepted, if it is.
    pub(super) fn add(&mut self, form: &StoredForm, reasons: &[Option<String>]) -> Result<(), OutputError> {
        let room = MOST.saturating_sub(self.findings.len());
        if form.findings.is_empty() || room == 0 {
            return Ok(());
        }
        let number = self.forms.len();
        self.forms.push(&FormRow(
            &form.file,
            form.form_no,
            &form.project_name,
            &form.department,
            &form.unit,
            &form.year,
            &form.total_score,
            &form.grade,
            form.first_page,
            form.warnings.len(),
        ))?;
        for (index, role) in self.numbering.told(form).into_iter().take(room) {
            if let Some(finding) = form.findings.get(index) {
                let accepted = reasons.get(index).and_then(Option::as_deref);
                self.add_finding(form, number, finding, role, accepted)?;
            }
        }
        Ok(())
    }

    fn add_finding(
        &mut self,
        form: &StoredForm,
        number: usize,
        finding: &StoredFinding,
        role: Option<Role>,
        accepted: Option<&str>,
    ) -> Result<(), OutputError> {
        let severity = SEVERITIES.iter().position(|severity| severity.id() == finding.severity);
        let against = against_in_words(&finding.rule, &finding.expected, self.language);
        self.findings.push(&FindingRow(
            number,
            &finding.rule,
            severity.unwrap_or(SEVERITIES.len()),
            shortened(&field_name(form, &finding.field, self.language)),
            shortened(&finding.stated),
            shortened(&against),
            finding.page,
            finding.bounds(),
            &finding.confirmed,
            role.map(|role| (role.group, role.is_cause)),
            accepted,
        ))?;
        self.details.push(&DetailRow(
            &finding.field,
            &finding.stated,
            &against,
            &finding.explanation,
        ))
    }

    /// Writes what is left.
    pub(super) fn finish(self) -> Result<Listed, OutputError> {
        let findings = self.findings.len();
        let mut files = self.forms.finish()?;
        files.extend(self.findings.finish()?);
        self.details.finish()?;
        Ok(Listed { files, findings })
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// What the script needs to know of the rules: id, name, severity, what it checks, on what ground, how.
pub(super) fn rule_rows(language: Language) -> Vec<[&'static str; 6]> {
    let row = |rule: &'static rules::Rule| {
        let documentation = &rule.documentation;
        [
            rule.id,
            rule.name.get(language),
            rule.severity.id(),
            documentation.summary.get(language),
            documentation.ground.get(language),
            documentation.computation.get(language),
        ]
    };
    rules::all().iter().map(row).collect()
}
