//! The findings as the script of the page gets them: what is listed and searched at once, and, apart from it, what is shown when a finding
//! is opened.

use serde::Serialize;
use serde_json::Number;

use super::NARRATIVE;
use super::digest::{SEVERITIES, counted_as};
use super::folder::{Folder, Rows};
use crate::language::Language;
use crate::report::OutputError;
use crate::report::coverage::{Outcome, coverage};
use crate::report::groups::{Numbering, Role, gravest};
use crate::report::wording::{against, against_in_words, doubt_name, field_name, silence_name};
use crate::report::workbook::figures::with_unit_of;
use crate::rules;
use crate::stored::{StoredFinding, StoredForm};

/// Most findings that the page lists: 50,000 open in half a second, and a browser holds some times as many. findings.csv has all of them.
const MOST: usize = 200_000;

/// Rows of a file that is loaded at once: 1 to 2 MB, parsed in some hundredths of a second when one of them is looked at.
pub(super) const ROWS_PER_FILE: usize = 10_000;

/// Rows of a file that is loaded when one of its findings is opened: about 300 kB. The script knows this number from the page.
pub(super) const DETAILS_PER_FILE: usize = 500;

/// Characters of a stated text that the list holds; a figure has fewer than ten, a narrative some hundred.
const SHORT: usize = 80;

/// Most forms without findings that the page lists. forms.csv has all of them.
const MOST_CLEAN: usize = 200_000;

/// Forms of a file that says what was judged of them, and is loaded when one of them is opened.
pub(super) const ABOUT_PER_FILE: usize = 200;

/// Forms, findings and details while they are written.
#[derive(Debug)]
pub(super) struct Listing {
    forms: Rows,
    /// Forms without findings.
    clean: Rows,
    findings: Rows,
    details: Rows,
    about: Rows,
    numbering: Numbering,
    off: Vec<String>,
    language: Language,
}

/// What was written.
#[derive(Debug)]
pub(super) struct Listed {
    /// Files that the page loads at once.
    pub files: Vec<String>,
    pub findings: usize,
    /// Files of forms without findings.
    pub clean_files: usize,
}

/// file, form_no, project, department, unit, year, total, grade, first page, doubts, number among all forms, rules that find nothing wrong,
/// rules that keep silent, where it is counted in the charts: grade, score, rate
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
    usize,
    usize,
    usize,
    [String; 3],
);

/// form, rule, severity, field, stated, expected, page, confirmed, group with whether it is the cause, why it is accepted
#[derive(Serialize)]
struct FindingRow<'a>(
    usize,
    &'a str,
    usize,
    String,
    String,
    String,
    Option<u32>,
    &'a str,
    Option<(u64, bool)>,
    Option<&'a str>,
);

/// field, stated, expected, what that is, explanation, what it rests on, box
#[derive(Serialize)]
struct DetailRow<'a>(
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    Vec<ValueRow<'a>>,
    Option<[&'a Number; 4]>,
);

/// name, field, value, page, box
#[derive(Serialize)]
struct ValueRow<'a>(String, &'a str, &'a str, u32, &'a [Number]);

/// What rules keep silent about: rule, fields, reason; and what may have been misread: fields, kind, message, values
#[derive(Serialize)]
struct AboutRow<'a>(Vec<(&'a str, Vec<String>, &'a str)>, Vec<DoubtRow<'a>>);

#[derive(Serialize)]
struct DoubtRow<'a>(Vec<String>, &'a str, &'a str, Vec<ValueRow<'a>>);

impl Listing {
    /// For a run in which the rules `off` did not judge.
    pub(super) fn new(folder: &Folder, off: &[String], language: Language) -> Self {
        Self {
            forms: Rows::packed(folder, "forms", ROWS_PER_FILE),
            clean: Rows::new(folder, "clean", ROWS_PER_FILE),
            findings: Rows::packed(folder, "findings", ROWS_PER_FILE),
            details: Rows::new(folder, "details", DETAILS_PER_FILE),
            about: Rows::new(folder, "about", ABOUT_PER_FILE),
            numbering: Numbering::default(),
            off: off.to_vec(),
            language,
        }
    }

    /// Adds a form and its findings; for each of these, `reasons` says why it is accepted, if it is. Returns the numbers of those that are
    /// listed, in the form and in the list.
    pub(super) fn add(
        &mut self,
        form: &StoredForm,
        reasons: &[Option<String>],
    ) -> Result<Vec<(usize, usize)>, OutputError> {
        let room = MOST.saturating_sub(self.findings.len());
        let is_clean = form.findings.is_empty();
        if (is_clean && self.clean.len() >= MOST_CLEAN) || (!is_clean && room == 0) {
            return Ok(Vec::new());
        }
        let number = self.forms.len();
        let covered = coverage(form).filter(|covered| !self.off.iter().any(|off| off == covered.rule.id));
        let (mut agreed, mut silent) = (0, 0);
        for covered in covered {
            agreed += usize::from(covered.outcome == Outcome::Agrees);
            silent += usize::from(covered.silent > 0);
        }
        let row = FormRow(
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
            self.about.len(),
            agreed,
            silent,
            counted_as(form),
        );
        let rows = if is_clean { &mut self.clean } else { &mut self.forms };
        rows.push(&row)?;
        self.about.push(&about(form, self.language))?;
        let mut listed = Vec::new();
        for (index, role) in self.numbering.told(form).into_iter().take(room) {
            if let Some(finding) = form.findings.get(index) {
                listed.push((index, self.findings.len()));
                let accepted = reasons.get(index).and_then(Option::as_deref);
                // A group stands where the gravest of its findings does.
                let told_under = SEVERITIES.iter().position(|severity| *severity == gravest(form, index));
                let sign = told_under.and_then(|place| char::from_digit(u32::try_from(place).ok()?, 10));
                self.add_finding((form, number), finding, role, accepted, sign.unwrap_or('-'))?;
            }
        }
        Ok(listed)
    }

    fn add_finding(
        &mut self,
        (form, number): (&StoredForm, usize),
        finding: &StoredFinding,
        role: Option<Role>,
        accepted: Option<&str>,
        sign: char,
    ) -> Result<(), OutputError> {
        let severity = SEVERITIES.iter().position(|severity| severity.id() == finding.severity);
        let (against, expected) = against(&finding.rule, &finding.expected, self.language);
        let expected = with_unit_of(&finding.stated, expected);
        let row = FindingRow(
            number,
            &finding.rule,
            severity.unwrap_or(SEVERITIES.len()),
            shortened(&field_name(form, &finding.field, self.language)),
            shortened(&finding.stated),
            shortened(&against_in_words(&finding.rule, &expected, self.language)),
            finding.page,
            &finding.confirmed,
            role.map(|role| (role.group, role.is_cause)),
            accepted,
        );
        self.findings.push_signed(&row, sign)?;
        let uses = used(form, finding);
        let uses = uses.iter().filter_map(|field| value_row(form, field, self.language));
        self.details.push(&DetailRow(
            &finding.field,
            &finding.stated,
            &expected,
            against,
            &finding.explanation,
            uses.collect(),
            finding.bounds(),
        ))
    }

    /// Writes what is left.
    pub(super) fn finish(self) -> Result<Listed, OutputError> {
        let findings = self.findings.len();
        let mut files = self.forms.finish()?;
        files.extend(self.findings.finish()?);
        self.details.finish()?;
        self.about.finish()?;
        Ok(Listed {
            files,
            findings,
            clean_files: self.clean.finish()?.len(),
        })
    }
}

/// The fields that a finding rests on. A narrative is held against a row of the indicators, which its explanation names.
fn used(form: &StoredForm, finding: &StoredFinding) -> Vec<String> {
    let mut used = finding.uses.clone();
    if finding.rule == NARRATIVE {
        let column = if finding.field == "expected_goal" {
            "target"
        } else {
            "actual"
        };
        let mut rows = form.indicators.iter();
        let row = rows.position(|row| {
            let printed = if column == "target" { &row.target } else { &row.actual };
            *printed == finding.expected && finding.explanation.contains(&row.level3)
        });
        used.extend(
            row.into_iter()
                .flat_map(|row| ["level3", column].map(|column| format!("indicators[{row}].{column}"))),
        );
    }
    used
}

fn value_row<'a>(form: &'a StoredForm, field: &str, language: Language) -> Option<ValueRow<'a>> {
    let (path, value) = form.values.get_key_value(field)?;
    Some(ValueRow(
        field_name(form, field, language),
        path,
        &value.text,
        value.page,
        &value.bounds,
    ))
}

/// What was not judged of a form, and what may have been misread: what is said of several fields is said once.
fn about(form: &StoredForm, language: Language) -> AboutRow<'_> {
    let mut silences: Vec<(&str, Vec<String>, &str)> = Vec::new();
    for silence in &form.not_judged {
        let name = field_name(form, &silence.field, language);
        let reason = silence_name(&silence.reason, language);
        match silences
            .iter_mut()
            .find(|(rule, _, why)| (*rule, *why) == (silence.rule.as_str(), reason))
        {
            Some((_, names, _)) => names.push(name),
            None => silences.push((&silence.rule, vec![name], reason)),
        }
    }
    let mut doubts: Vec<DoubtRow> = Vec::new();
    for doubt in &form.warnings {
        let name = field_name(form, &doubt.field, language);
        let value = value_row(form, &doubt.field, language);
        let kind = doubt_name(&doubt.kind, language);
        match doubts
            .iter_mut()
            .find(|said| (said.1, said.2) == (kind, doubt.message.as_str()))
        {
            Some(said) => {
                said.0.push(name);
                said.3.extend(value);
            }
            None => doubts.push(DoubtRow(vec![name], kind, &doubt.message, value.into_iter().collect())),
        }
    }
    AboutRow(silences, doubts)
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
