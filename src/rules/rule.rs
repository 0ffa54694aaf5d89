//! A rule: all that is known of it.

use super::silence::Verdict;
use super::{Against, Confirmed, Documentation, Finding, Severity, Silence, Subject, Text};
use crate::engine::{Expected, Scored};
use crate::form::model::{Field, FieldName, Form};
use crate::language::Bilingual;

/// Where a rule stands among causes: one mistake leads from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// What is printed at all.
    Reading,
    /// Amounts and what they come to.
    Amounts,
    /// What can be scored.
    Weights,
    /// Rates.
    Rates,
    /// The score that follows from a rate.
    BudgetScore,
    /// The scores of indicators.
    Scores,
    /// What is said of a score.
    Reasons,
    /// The sum of scores.
    Total,
    /// What follows from the total.
    Grade,
    /// It leads to nothing, and follows from nothing.
    Alone,
}

/// Figures that are supposed to be others where a rule finds something, in the order in which that is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Suspects {
    /// A total of funds, or one of its parts.
    FundTotals,
    /// The amounts of a fund row.
    Amounts,
    /// The total of the weights, or one of them.
    Weights,
    /// The score of the budget.
    BudgetPoints,
    /// The total of the scores, or one of them.
    Scores,
}

/// One rule: what it is called, what it says about itself, what its findings rest on, and its check.
#[derive(Debug)]
pub struct Rule {
    /// The id by which tables and people name it.
    pub id: &'static str,
    /// Its name for people.
    pub name: Text,
    /// What the `expected` of its findings is.
    pub against: Against,
    /// How grave its findings are.
    pub severity: Severity,
    /// Where it stands among causes.
    pub rank: Rank,
    /// Which figures may be the cause of what it finds.
    pub(super) suspects: Option<Suspects>,
    /// Whether it compares a stated figure with a computed one, so that a tolerance may be asked for.
    pub is_arithmetic: bool,
    /// Whether it says something of all rows of a form, and so keeps silent where some are known to be lost.
    pub needs_all_rows: bool,
    /// The fields that it speaks of.
    pub speaks_of: &'static [Subject],
    /// The fields that a finding about this one rests on, in the order of the form.
    pub rests_on: fn(&Form, FieldName) -> Vec<FieldName>,
    /// What it says about itself.
    pub documentation: Documentation,
    /// What it says of each field that it speaks of, in the order in which findings are written.
    pub(super) judge: fn(&Form, &Expected) -> Vec<(FieldName, Verdict)>,
}

impl Rule {
    /// A rule that says nothing: what others say otherwise.
    pub(super) const PLAIN: Self = Self {
        id: "",
        name: Text::new("", ""),
        against: Against::Recomputed,
        severity: Severity::Notice,
        rank: Rank::Alone,
        suspects: None,
        is_arithmetic: false,
        needs_all_rows: false,
        speaks_of: &[],
        rests_on: |_, own| vec![own],
        documentation: Documentation::NONE,
        judge: |_, _| Vec::new(),
    };

    /// What it says of each field of a form without doubtful values, or why it keeps silent on all of it.
    pub(super) fn verdicts(&self, sound: &Form, expected: &Expected) -> Result<Vec<(FieldName, Verdict)>, Silence> {
        if self.needs_all_rows && sound.is_incomplete {
            return Err(Silence::RowsLost);
        }
        Ok((self.judge)(sound, expected))
    }

    /// A finding about a field of the form.
    pub(crate) fn finding(
        &self,
        name: FieldName,
        field: &Field,
        expected: impl Into<String>,
        explanation: Bilingual,
    ) -> Finding {
        Finding {
            rule: self.id,
            severity: self.severity,
            field: name,
            stated: field.text().to_owned(),
            expected: expected.into(),
            explanation,
            place: field.place(),
            confirmed: Confirmed::default(),
            group: None,
        }
    }
}

/// These columns of the row of a field.
pub(super) fn in_row<const N: usize>(own: FieldName, columns: [&'static str; N]) -> Vec<FieldName> {
    columns.map(|column| FieldName { column, ..own }).to_vec()
}

/// These columns of the fund row of a field; where the row has no 全年预算数, the 年初预算数 stands in for it.
pub(super) fn in_fund_row<const N: usize>(form: &Form, own: FieldName, columns: [&'static str; N]) -> Vec<FieldName> {
    let is_alone = form.funds.get(own.row).is_some_and(|row| row.budget == Field::Absent);
    let initial = is_alone.then_some(FieldName::fund(own.row, "initial"));
    initial.into_iter().chain(in_row(own, columns)).collect()
}

/// The total of a column of points and its terms: of the budget only the first row, of the indicators all.
pub(super) fn total_and_terms(form: &Form, total: &'static str, column: &'static str) -> Vec<FieldName> {
    let budget = (!form.funds.is_empty()).then_some(FieldName::fund(0, column));
    let indicators = (0..form.indicators.len()).map(|row| FieldName::indicator(row, column));
    let total = std::iter::once(FieldName::single(total));
    total.chain(budget).chain(indicators).collect()
}

/// These columns of a row of points, and every other 分值 that its 得分 is out of: its cell covers their rows, or the cell of the 分值 covers both.
pub(super) fn scored_row<const N: usize>(form: &Form, own: FieldName, columns: [&'static str; N]) -> Vec<FieldName> {
    if own.table != "indicators" {
        return in_row(own, columns);
    }
    let rows = form.indicators.as_slice();
    let above = rows.iter().take(own.row + 1).rev();
    let above = above
        .take_while(|row| row.weight == Field::Covered)
        .count()
        .min(own.row);
    let below = rows.iter().skip(own.row + 1);
    let below = below.take_while(|row| row.score == Field::Covered).count();
    let weight = |row| FieldName::indicator(row, "weight");
    let before = (own.row - above..own.row).map(weight);
    let behind = (own.row + 1..=own.row + below).map(weight);
    before.chain(in_row(own, columns)).chain(behind).collect()
}

/// Each row with its number, and with its 得分 and 分值, where these can be paired: `scored` has the pairs in the order of the rows.
pub(super) fn with_scores<R>(
    rows: impl Iterator<Item = R>,
    scored: &[Scored],
) -> impl Iterator<Item = (usize, R, Option<&Scored>)> {
    let mut scored = scored.iter().peekable();
    let rows = rows.enumerate();
    rows.map(move |(n, row)| (n, row, scored.next_if(|scored| scored.row == n)))
}
