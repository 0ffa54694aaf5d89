//! What the run has come to, added up before the sheets are written.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::across::department_key;
use crate::figure::{Figure, yuan_in};
use crate::report::coverage::{Outcome, coverage};
use crate::report::groups::{gravest, severity_of};
use crate::rules::Severity;
use crate::stored::{StoredFile, StoredForm};

/// 元 in 万元.
const TEN_THOUSAND: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// What is counted of all files and forms.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) files: BTreeMap<String, u64>,
    /// Folders that all files are below, from the outermost; `None` before the first file.
    pub(super) folders: Option<Vec<String>>,
    pub(super) doubts: u64,
    pub(super) grades: BTreeMap<String, u64>,
    pub(super) rules: BTreeMap<String, RuleTotals>,
    /// Findings by the severity under which they are told, gravest first.
    pub(super) told: [u64; 3],
    pub(super) all: Share,
    /// By their names, as forms are compared.
    pub(super) departments: BTreeMap<String, Share>,
}

/// What one rule came to.
#[derive(Debug, Default, Clone)]
pub(super) struct RuleTotals {
    pub(super) severities: BTreeMap<String, u64>,
    pub(super) confirmed: BTreeMap<String, u64>,
    pub(super) accepted: u64,
    pub(super) agreeing: u64,
    pub(super) found: u64,
    pub(super) not_judged: u64,
}

/// The forms of one department, or of all.
#[derive(Debug, Default, Clone)]
pub(super) struct Share {
    pub(super) forms: u64,
    /// Findings by severity, gravest first.
    pub(super) findings: [u64; 3],
    pub(super) rules: BTreeMap<String, u64>,
    pub(super) money: Money,
}

/// Amounts added up, in 万元.
#[derive(Debug, Default, Clone)]
pub(super) struct Money {
    /// Of so many forms.
    pub(super) counted: u64,
    pub(super) initial: Decimal,
    pub(super) budget: Decimal,
    pub(super) executed: Decimal,
}

impl Totals {
    pub(super) fn add_file(&mut self, file: &StoredFile) {
        *self.files.entry(file.status.clone()).or_default() += 1;
        let mut folders: Vec<&str> = file.file.split('/').collect();
        folders.pop();
        match &mut self.folders {
            Some(shared) => {
                let same = shared.iter().zip(&folders).take_while(|(a, b)| a == *b).count();
                shared.truncate(same);
            }
            None => self.folders = Some(folders.into_iter().map(str::to_owned).collect()),
        }
    }

    pub(super) fn add_form(&mut self, form: &StoredForm, accepted: &[Option<String>], off: &[&str]) {
        self.doubts += form.warnings.len() as u64;
        *self.grades.entry(form.grade.clone()).or_default() += 1;
        for (index, finding) in form.findings.iter().enumerate() {
            let rule = self.rules.entry(finding.rule.clone()).or_default();
            *rule.severities.entry(finding.severity.clone()).or_default() += 1;
            *rule.confirmed.entry(finding.confirmed.clone()).or_default() += 1;
            rule.accepted += u64::from(accepted.get(index).is_some_and(Option::is_some));
            count(&mut self.told, gravest(form, index));
        }
        for covered in coverage(form).filter(|covered| !off.contains(&covered.rule.id)) {
            let rule = self.rules.entry(covered.rule.id.to_owned()).or_default();
            match covered.outcome {
                Outcome::Agrees => rule.agreeing += 1,
                Outcome::Found(_) => rule.found += 1,
                Outcome::NotJudged => rule.not_judged += 1,
                Outcome::Nothing => {}
            }
        }
        self.all.add(form);
        self.departments.entry(department_key(form)).or_default().add(form);
    }
}

/// The place of a severity among all of them, gravest first.
pub(super) fn place(severity: Severity) -> usize {
    Severity::ALL.iter().take_while(|other| **other != severity).count()
}

fn count(counts: &mut [u64; 3], severity: Severity) {
    if let Some(count) = counts.get_mut(place(severity)) {
        *count += 1;
    }
}

impl Share {
    fn add(&mut self, form: &StoredForm) {
        self.forms += 1;
        for finding in &form.findings {
            count(&mut self.findings, severity_of(finding));
            *self.rules.entry(finding.rule.clone()).or_default() += 1;
        }
        // What does not fit is left out, as what cannot be read is.
        if let Some(sum) = self.money.with(form) {
            self.money = sum;
        }
    }

    /// All findings.
    pub(super) fn finding_count(&self) -> u64 {
        self.findings.iter().sum()
    }
}

impl Money {
    fn with(&self, form: &StoredForm) -> Option<Self> {
        let total = form.funds.first()?;
        let amount = |column: &str, text: &str| {
            let field = format!("funds[0].{column}");
            let amount = in_ten_thousands(text, &form.amount_unit)?;
            (!form.is_doubted(&field)).then_some(amount)
        };
        let budget = amount("budget", &total.budget)?;
        let executed = amount("executed", &total.executed)?;
        let initial = amount("initial", &total.initial).unwrap_or_default();
        Some(Self {
            counted: self.counted + 1,
            initial: self.initial.checked_add(initial)?,
            budget: self.budget.checked_add(budget)?,
            executed: self.executed.checked_add(executed)?,
        })
    }

    /// Executed of the budget, in percent.
    pub(super) fn rate(&self) -> Option<Decimal> {
        self.executed
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(self.budget)
    }
}

/// An amount in 万元; none where nobody says in which unit it is.
fn in_ten_thousands(text: &str, of_form: &str) -> Option<Decimal> {
    let figure = Figure::parse(text)?;
    let unit = match (figure.unit.as_str(), of_form) {
        ("", of_form) if of_form.contains("万") => "万元",
        ("", of_form) if of_form.contains("亿") => "亿元",
        ("", of_form) if of_form.contains('元') => "元",
        (own, _) => own,
    };
    let yuan = yuan_in(unit).filter(|_| !unit.is_empty())?;
    figure.value.checked_mul(yuan)?.checked_div(TEN_THOUSAND)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::{StoredDoubt, StoredFund};

    fn form(budget: &str, executed: &str, unit: &str) -> StoredForm {
        StoredForm {
            amount_unit: unit.into(),
            funds: vec![StoredFund {
                budget: budget.into(),
                executed: executed.into(),
                ..StoredFund::default()
            }],
            ..StoredForm::default()
        }
    }

    #[test]
    fn amounts_are_added_in_one_unit_and_what_is_uncertain_is_left_out() {
        let mut doubted = form("7", "7", "万元");
        doubted.warnings = vec![StoredDoubt {
            field: "funds[0]".into(),
            ..StoredDoubt::default()
        }];
        let forms = [
            form("100.5", "50", "万元"),
            form("20,000.00", "10000元", "元"),
            form("3", "", "万元"),
            form("4", "4", ""),
            doubted,
        ];
        let mut totals = Totals::default();
        for form in &forms {
            totals.add_form(form, &[], &[]);
        }
        let Money {
            counted,
            budget,
            executed,
            ..
        } = &totals.all.money;
        assert_eq!((totals.all.forms, *counted), (5, 2));
        assert_eq!(
            (budget.normalize().to_string(), executed.normalize().to_string()),
            ("102.5".into(), "51".into())
        );
        let rate = totals.all.money.rate().map(|rate| rate.round_dp(2).to_string());
        assert_eq!(rate.as_deref(), Some("49.76"));
    }

    #[test]
    fn the_folder_is_the_innermost_that_all_files_are_below() {
        let mut totals = Totals::default();
        let mut shared = |file: &str| {
            totals.add_file(&StoredFile {
                file: file.into(),
                ..StoredFile::default()
            });
            totals.folders.clone().unwrap_or_default().join("/")
        };
        assert_eq!(shared("/a/b/c/1.pdf"), "/a/b/c");
        assert_eq!(shared("/a/b/2.zip!/c/2.pdf"), "/a/b");
        assert_eq!(shared("x.pdf"), "");
    }
}
