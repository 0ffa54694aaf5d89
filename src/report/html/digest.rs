//! What all forms come to, counted: the figures and charts at the head of the report. It grows with the number of rules and of unread
//! files that are named, not with the number of forms.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::rules::{self, Rank, Severity};
use crate::stored::{StoredFile, StoredForm};

/// Most unread files that the report names; files.csv names all of them.
const UNREAD_NAMED: usize = 500;

/// Whole points from which the scores have a column each; those below share the first column.
pub(super) const FIRST_SCORE: u32 = 60;

/// The full score.
const FULL_SCORE: u32 = 100;

/// From this total on a form claims to be all but perfect.
const NEAR_FULL_SCORE: u32 = 99;

/// Columns of execution rates: ten points each, then all that is 100%, then what is above.
pub(super) const RATE_STEP: u32 = 10;
pub(super) const RATE_COLUMNS: usize = (FULL_RATE / RATE_STEP) as usize + 2;
pub(super) const FULL_RATE: u32 = 100;

/// The grades of the contract, best first.
pub(super) const GRADES: [&str; 4] = ["优", "良", "中", "差"];

/// What all forms come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digest {
    pub files: u64,
    /// Files that were not read whole.
    pub unread: u64,
    /// The first of them.
    pub unread_named: Vec<StoredFile>,
    pub forms: u64,
    pub forms_with_errors: u64,
    pub forms_with_findings: u64,
    /// Findings by severity, gravest first.
    pub severities: [u64; 3],
    /// Findings of each rule, in the order of the rules.
    pub rules: Vec<(&'static str, Severity, u64)>,
    /// Findings that a second reader was asked about, and those that it confirmed.
    pub asked: u64,
    pub confirmed: u64,
    /// Findings that are accepted.
    pub accepted: u64,
    /// Forms of each of the [`GRADES`], then those without one.
    pub grades: [u64; 5],
    /// Forms whose printed grade is not that of their total.
    pub grades_wrong: u64,
    /// Forms by execution rate.
    pub rates: [u64; RATE_COLUMNS],
    /// Forms by total score: below [`FIRST_SCORE`], then a whole point each, then the full score.
    pub scores: [u64; SCORE_COLUMNS],
    /// Forms with 99 points or more.
    pub near_full: u64,
}

/// Below [`FIRST_SCORE`], the points up to the full score, the full score.
pub(super) const SCORE_COLUMNS: usize = (FULL_SCORE - FIRST_SCORE) as usize + 2;

impl Default for Digest {
    fn default() -> Self {
        Self {
            files: 0,
            unread: 0,
            unread_named: Vec::new(),
            forms: 0,
            forms_with_errors: 0,
            forms_with_findings: 0,
            severities: [0; 3],
            rules: rules::all().iter().map(|rule| (rule.id, rule.severity, 0)).collect(),
            asked: 0,
            confirmed: 0,
            accepted: 0,
            grades: [0; 5],
            grades_wrong: 0,
            rates: [0; RATE_COLUMNS],
            scores: [0; SCORE_COLUMNS],
            near_full: 0,
        }
    }
}

impl Digest {
    /// Counts a file.
    pub(super) fn add_file(&mut self, file: StoredFile) {
        /// Statuses of files that were read whole.
        const READ: [&str; 2] = ["ok", "no-form"];
        self.files += 1;
        if READ.contains(&file.status.as_str()) {
            return;
        }
        self.unread += 1;
        if self.unread_named.len() < UNREAD_NAMED {
            self.unread_named.push(file);
        }
    }

    /// Counts a form and its findings; for each of these, `reasons` says why it is accepted, if it is.
    pub(super) fn add_form(&mut self, form: &StoredForm, reasons: &[Option<String>]) {
        self.forms += 1;
        self.accepted += reasons.iter().flatten().count() as u64;
        self.count_findings(form);
        self.count_grade(form);
        if let Some(column) = rate_of(form)
            && let Some(count) = self.rates.get_mut(column)
        {
            *count += 1;
        }
        if let Some(score) = score_of(form) {
            if let Some(count) = self.scores.get_mut(score_column(score)) {
                *count += 1;
            }
            self.near_full += u64::from(score >= Decimal::from(NEAR_FULL_SCORE));
        }
    }

    /// Forms whose total is known.
    pub(super) fn scored(&self) -> u64 {
        self.scores.iter().sum()
    }

    /// Forms whose execution rate is known.
    pub(super) fn rated(&self) -> u64 {
        self.rates.iter().sum()
    }

    /// All findings.
    pub(super) fn findings(&self) -> u64 {
        self.severities.iter().sum()
    }

    fn count_findings(&mut self, form: &StoredForm) {
        for finding in &form.findings {
            let place = SEVERITIES.iter().position(|severity| severity.id() == finding.severity);
            if let Some(count) = place.and_then(|place| self.severities.get_mut(place)) {
                *count += 1;
            }
            if let Some((.., count)) = self.rules.iter_mut().find(|(id, ..)| *id == finding.rule) {
                *count += 1;
            }
            self.asked += u64::from(!finding.confirmed.is_empty());
            self.confirmed += u64::from(finding.confirmed == "yes");
        }
        let has_error = |id: &str| form.findings.iter().any(|finding| finding.severity == id);
        self.forms_with_errors += u64::from(has_error(Severity::Error.id()));
        self.forms_with_findings += u64::from(!form.findings.is_empty());
    }

    fn count_grade(&mut self, form: &StoredForm) {
        let place = GRADES.iter().position(|grade| *grade == grade_of(form));
        if let Some(count) = self.grades.get_mut(place.unwrap_or(GRADES.len())) {
            *count += 1;
        }
        self.grades_wrong += u64::from(form.findings.iter().any(|finding| is_of_grade(&finding.rule)));
    }
}

/// Where a form is counted in the charts of grades, scores and rates; blank where it is not. The addresses that the charts lead to name it so.
pub(super) fn counted_as(form: &StoredForm) -> [String; 3] {
    let begin = |column: Option<u32>| column.map_or_else(String::new, |begin| begin.to_string());
    let score = score_of(form).and_then(|score| u32::try_from(score_column(score)).ok());
    let rate = rate_of(form).and_then(|column| u32::try_from(column).ok());
    [
        grade_of(form).to_owned(),
        begin(score.map(score_begin)),
        begin(rate.map(rate_begin)),
    ]
}

/// The whole point from which a column of scores counts; 0 for all below the first.
pub(super) fn score_begin(column: u32) -> u32 {
    column.checked_sub(1).map_or(0, |above| FIRST_SCORE + above)
}

/// The percentage from which a column of rates counts; that of what is above 100% is one step further.
pub(super) fn rate_begin(column: u32) -> u32 {
    column.saturating_mul(RATE_STEP)
}

fn grade_of(form: &StoredForm) -> &str {
    let known = GRADES.into_iter().find(|grade| form.grade_recomputed == *grade);
    known.unwrap_or_default()
}

fn score_of(form: &StoredForm) -> Option<Decimal> {
    decimal(&form.total_score).or_else(|| decimal(&form.total_score_recomputed))
}

fn rate_of(form: &StoredForm) -> Option<usize> {
    let total = form.funds.first()?;
    decimal(&total.rate_recomputed).and_then(rate_column)
}

fn is_of_grade(rule: &str) -> bool {
    rules::find(rule).is_some_and(|rule| rule.rank == Rank::Grade)
}

/// Severities, gravest first.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];

/// A plain printed number, full-width or not, with 分 behind it or not.
fn decimal(printed: &str) -> Option<Decimal> {
    let plain: String = printed.nfkc().filter(|c| !c.is_whitespace() && *c != ',').collect();
    plain.strip_suffix('分').unwrap_or(&plain).parse().ok()
}

fn rate_column(rate: Decimal) -> Option<usize> {
    if rate > Decimal::from(FULL_RATE) {
        return Some(RATE_COLUMNS - 1);
    }
    usize::try_from(rate.checked_div(Decimal::from(RATE_STEP))?.trunc()).ok()
}

fn score_column(score: Decimal) -> usize {
    let last = SCORE_COLUMNS.saturating_sub(1);
    let above = score.trunc().checked_sub(Decimal::from(FIRST_SCORE));
    let above = above.and_then(|above| usize::try_from(above).ok());
    above.map_or(0, |above| above.saturating_add(1).min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_stand_in_the_column_of_their_whole_point() {
        let table = [
            ("59.99", 0),
            ("-3", 0),
            ("60", 1),
            ("60.5", 1),
            ("98.52", 39),
            ("99.99分", 40),
            ("１００", 41),
            ("100.5", 41),
        ];
        for (printed, column) in table {
            assert_eq!(score_column(decimal(printed).unwrap()), column, "{printed}");
        }
        assert_eq!(decimal("-"), None);
    }

    #[test]
    fn rates_stand_in_columns_of_ten_points_and_a_whole_budget_by_itself() {
        let table = [
            ("0", 0),
            ("9.99", 0),
            ("10", 1),
            ("99.99", 9),
            ("100", 10),
            ("100.01", 11),
            ("1300", 11),
        ];
        for (printed, column) in table {
            assert_eq!(rate_column(decimal(printed).unwrap()), Some(column), "{printed}");
        }
    }
}
