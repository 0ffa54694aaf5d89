//! `listing-sum` and `listing-mismatch`: what a listing says of itself, and of projects that have forms of their own.
//!
//! Figures are compared as what their print can stand for: a listing may round, cut off, or state in 元 what a form states in 万元.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek};

use rust_decimal::Decimal;

use super::figures::without_spaces;
use super::row::{CrossRow, Kind};
use super::survey::ProjectKey;
use crate::figure::{Figure, is_placeholder, yuan_in};
use crate::stored::{StoredAmount, StoredForm, StoredForms, StoredFund, StoredSum};

/// What a printed figure can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    low: Decimal,
    high: Decimal,
}

impl Range {
    const NOTHING: Self = Self {
        low: Decimal::ZERO,
        high: Decimal::ZERO,
    };

    /// A figure, rounded or cut off at its last place, times a factor.
    fn of(figure: &Figure, factor: Decimal) -> Option<Self> {
        let slack = Decimal::try_new(1, figure.decimals).ok()?;
        Some(Self {
            low: figure.value.checked_sub(slack)?.checked_mul(factor)?,
            high: figure.value.checked_add(slack)?.checked_mul(factor)?,
        })
    }

    /// An amount in 元, of a form with this unit.
    fn of_amount(text: &str, amount_unit: &str) -> Option<Self> {
        let figure = Figure::parse(text)?;
        let of_form = if amount_unit.contains('万') { "万元" } else { "元" };
        let unit = if figure.unit.is_empty() { of_form } else { &figure.unit };
        Self::of(&figure, yuan_in(unit)?)
    }

    fn add(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The columns of amounts in a fund row and in the row of the sum.
type Column = (
    &'static str,
    fn(&StoredFund) -> &str,
    fn(&StoredSum) -> Option<&StoredAmount>,
);

const AMOUNTS: [Column; 3] = [
    ("funds[0].initial", |fund| &fund.initial, |sum| sum.initial.as_ref()),
    ("funds[0].budget", |fund| &fund.budget, |sum| sum.budget.as_ref()),
    ("funds[0].executed", |fund| &fund.executed, |sum| sum.executed.as_ref()),
];

/// The sum of a listing's rows in the making.
#[derive(Debug)]
struct Open {
    first: u64,
    stated: StoredSum,
    left: u32,
    /// For each of [`AMOUNTS`] the sum as printed and what it can stand for; none where a row has no figure there that is sure.
    sums: [Option<(Decimal, Range)>; AMOUNTS.len()],
}

/// A sum that its rows do not add up to.
#[derive(Debug)]
struct Wrong {
    first: u64,
    rows: u32,
    field: &'static str,
    stated: StoredAmount,
    computed: String,
}

/// Adds up listings while the forms of a run pass by.
#[derive(Debug, Default)]
pub(super) struct Sums {
    open: Option<Open>,
    wrong: Vec<Wrong>,
}

impl Sums {
    /// Takes in the next form.
    pub(super) fn add(&mut self, offset: u64, form: &StoredForm) {
        if let Some(sum) = form.listing_sum.as_ref().filter(|sum| sum.rows > 0) {
            self.open = Some(Open {
                first: offset,
                stated: sum.clone(),
                left: sum.rows,
                sums: [Some((Decimal::ZERO, Range::NOTHING)); AMOUNTS.len()],
            });
        }
        let Some(open) = &mut self.open else { return };
        if !form.is_listed() {
            self.open = None;
            return;
        }
        open.add(form);
        if open.left == 0 {
            self.wrong.extend(open.wrong(&form.amount_unit));
            self.open = None;
        }
    }

    /// One row for each sum that is wrong.
    pub(super) fn report<F: Read + Seek>(
        &self,
        forms: &mut StoredForms<F>,
        report: &mut impl FnMut(CrossRow<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut group = 0;
        let mut last = None;
        for wrong in &self.wrong {
            if last.replace(wrong.first) != Some(wrong.first) {
                group += 1;
            }
            let form = forms.at(wrong.first)?;
            report(CrossRow {
                kind: Kind::ListingSum,
                group,
                forms: wrong.rows.into(),
                form: Some(&form),
                department: &form.department,
                field: wrong.field.strip_prefix("funds[0].").unwrap_or(wrong.field),
                value: &wrong.stated.text,
                expected: &wrong.computed,
                page: Some(wrong.stated.page),
            })?;
        }
        Ok(())
    }
}

impl Open {
    fn add(&mut self, form: &StoredForm) {
        self.left -= 1;
        for (sum, (field, of_fund, _)) in self.sums.iter_mut().zip(AMOUNTS) {
            // A cell that is merged over rows has no place on the others: what they share is not known.
            let is_there = form.values.contains_key(field);
            let text = form.funds.first().map_or("", of_fund);
            let amount = if is_placeholder(text) {
                Some((Decimal::ZERO, Range::NOTHING))
            } else {
                let value = Figure::parse(text).map(|figure| figure.value);
                value.zip(Range::of_amount(text, &form.amount_unit))
            };
            let amount = amount.filter(|_| is_there && !form.is_doubted(field));
            *sum = sum
                .zip(amount)
                .and_then(|((value, range), (own, of_own))| Some((value.checked_add(own)?, range.add(of_own)?)));
        }
    }

    fn wrong(&self, amount_unit: &str) -> Vec<Wrong> {
        let columns = self.sums.iter().zip(AMOUNTS);
        let wrong = columns.filter_map(|(sum, (field, _, of_sum))| {
            let ((value, range), stated) = ((*sum)?, of_sum(&self.stated)?);
            let is_right = Range::of_amount(&stated.text, amount_unit)?.meets(range);
            (!is_right).then(|| Wrong {
                first: self.first,
                rows: self.stated.rows,
                field,
                stated: stated.clone(),
                computed: value.normalize().to_string(),
            })
        });
        wrong.collect()
    }
}

/// Each row of a listing against the form of the same project and year; what two or more forms might be meant by is not compared.
pub(super) fn report_mismatches<F: Read + Seek>(
    listed: &BTreeMap<ProjectKey, Vec<u64>>,
    forms: &mut StoredForms<F>,
    report: &mut impl FnMut(CrossRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    if listed.is_empty() {
        return Ok(());
    }
    let mut group = 0;
    for (rows, own) in with_forms(listed, forms)? {
        for row in rows {
            let row = forms.at(row)?;
            let meant: Vec<&u64> = own.iter().collect();
            let mut candidates = Vec::new();
            for offset in meant {
                candidates.push(forms.at(*offset)?);
            }
            candidates.retain(|form| may_be_meant(&row, form));
            let [form] = candidates.as_slice() else { continue };
            let differing = differing(&row, form);
            if differing.is_empty() {
                continue;
            }
            group += 1;
            for (field, listed, stated) in &differing {
                for (of, value, expected) in [(&row, listed, stated), (form, stated, listed)] {
                    report(CrossRow {
                        kind: Kind::ListingMismatch,
                        group,
                        forms: 2,
                        form: Some(of),
                        department: &of.department,
                        field,
                        value,
                        expected,
                        page: of.page_of(field),
                    })?;
                }
            }
        }
    }
    Ok(())
}

/// The rows of listings and the forms of each project that has both, in the order of the run.
fn with_forms<F: Read + Seek>(
    listed: &BTreeMap<ProjectKey, Vec<u64>>,
    forms: &mut StoredForms<F>,
) -> io::Result<Vec<(Vec<u64>, Vec<u64>)>> {
    let mut own: BTreeMap<ProjectKey, Vec<u64>> = BTreeMap::new();
    let mut offset = 0;
    let mut next = Some(forms.at(offset)?);
    while let Some(form) = next {
        let key = ProjectKey::of_form(&form).filter(|key| !form.is_listed() && listed.contains_key(key));
        if let Some(key) = key {
            own.entry(key).or_default().push(offset);
        }
        offset = forms.offset();
        next = forms.next().transpose()?;
    }
    let both = own
        .into_iter()
        .filter_map(|(key, own)| Some((listed.get(&key)?.clone(), own)));
    let mut both: Vec<_> = both.collect();
    both.sort_unstable();
    Ok(both)
}

/// Whether a listing's row may be of this form, as far as both name unit and department.
fn may_be_meant(row: &StoredForm, form: &StoredForm) -> bool {
    let agree = |a: &str, b: &str| {
        let [a, b] = [a, b].map(without_spaces);
        a.is_empty() || b.is_empty() || a == b
    };
    agree(&row.unit, &form.unit) && (agree(&row.department, &form.department) || agree(&row.department, &form.unit))
}

/// The fields that both state, and not the same.
fn differing<'a>(row: &'a StoredForm, form: &'a StoredForm) -> Vec<(&'static str, &'a str, &'a str)> {
    let (Some(listed), Some(own)) = (row.funds.first(), form.funds.first()) else {
        return Vec::new();
    };
    let mut differing = Vec::new();
    for (field, of_fund, _) in AMOUNTS {
        let (a, b) = (of_fund(listed), of_fund(own));
        let ranges = Range::of_amount(a, &row.amount_unit).zip(Range::of_amount(b, &form.amount_unit));
        let has_units = !row.amount_unit.is_empty() && !form.amount_unit.is_empty();
        if has_units && ranges.is_some_and(|(a, b)| !a.meets(b)) {
            differing.push((field, a, b));
        }
    }
    if are_other_rates(&listed.rate, &own.rate) {
        differing.push(("funds[0].rate", &listed.rate, &own.rate));
    }
    if are_other_figures(&row.total_score, &form.total_score) {
        differing.push(("total_score", &row.total_score, &form.total_score));
    }
    if are_other_grades(&row.grade, &form.grade) {
        differing.push(("grade", &row.grade, &form.grade));
    }
    differing.retain(|(field, ..)| !row.is_doubted(field) && !form.is_doubted(field));
    differing
}

fn are_other_figures(a: &str, b: &str) -> bool {
    let range = |text: &str| Range::of(&Figure::parse(text)?, Decimal::ONE);
    range(a).zip(range(b)).is_some_and(|(a, b)| !a.meets(b))
}

/// A rate without `%` may be the ratio itself.
fn are_other_rates(a: &str, b: &str) -> bool {
    let percent = |text: &str| {
        let figure = Figure::parse(text)?;
        let as_printed = Range::of(&figure, Decimal::ONE)?;
        let as_ratio = Range::of(&figure, Decimal::ONE_HUNDRED).filter(|_| figure.unit.is_empty());
        Some([Some(as_printed), as_ratio])
    };
    let (Some(a), Some(b)) = (percent(a), percent(b)) else {
        return false;
    };
    let mut pairs = a
        .iter()
        .flatten()
        .flat_map(|a| b.iter().flatten().map(move |b| (*a, *b)));
    !pairs.any(|(a, b)| a.meets(b))
}

/// 优秀 is 优, 一等 too.
fn are_other_grades(a: &str, b: &str) -> bool {
    const NAMES: [&str; 4] = ["优一", "良二", "中三", "差四"];
    let grade = |text: &str| {
        let first = without_spaces(text).chars().next()?;
        NAMES.iter().position(|names| names.contains(first))
    };
    grade(a).zip(grade(b)).is_some_and(|(a, b)| a != b)
}
