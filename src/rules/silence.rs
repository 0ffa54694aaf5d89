//! Why a rule keeps silent about a field.

use super::{Finding, Rule};
use crate::engine::{Money, PointColumn};
use crate::figure::Figure;
use crate::form::model::{Field, FieldName, Form, Scope};
use crate::ids::ids;

/// Why a rule keeps silent about a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Silence {
    /// The layout has no cell for a field that it needs.
    NoSuchField,
    /// A field that it needs is blank, or not what it can compare: no number, no grade.
    NoValue,
    /// A field that it needs may have been misread or lost.
    InDoubt,
    /// Amounts are in units that cannot be compared.
    UnitsDiffer,
    /// Nothing follows from the values: a budget of nothing, or of less; a blank whose text may stand apart.
    NothingFollows,
    /// One cell is merged over several rows, and does not say what each of them is.
    Merged,
    /// Each 得分 is out of 100, and the 分值 weights it.
    OutOfHundred,
    /// Rows of the form are known to be lost.
    RowsLost,
}

ids! {
    Silence {
        NoSuchField => "no-such-field",
        NoValue => "no-value",
        InDoubt => "in-doubt",
        UnitsDiffer => "units-differ",
        NothingFollows => "nothing-follows",
        Merged => "merged",
        OutOfHundred => "out-of-hundred",
        RowsLost => "rows-lost",
    }
}

impl Silence {
    /// Why nothing can be said with these fields, one of which is not there or says nothing.
    pub(super) fn without(needed: &[&Field]) -> Self {
        if needed.iter().any(|field| **field == Field::Absent) {
            Self::NoSuchField
        } else {
            Self::NoValue
        }
    }

    /// The reason that the form as printed gives: a value that was set aside is missing for the rule alone.
    pub(super) fn as_printed(self, rule: &Rule, own: FieldName, printed: &Form, sound: &Form) -> Self {
        if std::ptr::eq(printed, sound) {
            return self;
        }
        let mut needed = (rule.rests_on)(printed, own);
        needed.push(own);
        if needed.iter().any(|name| printed.is_in_doubt(*name)) {
            Self::InDoubt
        } else if needed.iter().any(|name| printed.field(*name) != sound.field(*name)) {
            Self::OutOfHundred
        } else {
            self
        }
    }
}

/// What a rule says of one field: what it finds, or nothing where all is right; or why it keeps silent.
pub(crate) type Verdict = Result<Option<Finding>, Silence>;

/// A field, or a part of a form, about which a rule keeps silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotJudged {
    /// Id of the rule.
    pub rule: &'static str,
    /// What it would have spoken of.
    pub scope: Scope,
    /// Why it does not.
    pub reason: Silence,
}

/// The silences of one rule, in the order of the fields; where all rows of a part have the same reason, it is said of the part.
pub(super) fn told(rule: &'static str, silent: &[(FieldName, Silence)], form: &Form) -> Vec<NotJudged> {
    let mut told: Vec<NotJudged> = Vec::new();
    let rows = [("funds", form.funds.len()), ("indicators", form.indicators.len())];
    // How often each reason is given in each table.
    let mut counts: Vec<(Silence, &'static str, usize)> = Vec::new();
    for (name, reason) in silent {
        match counts
            .iter_mut()
            .find(|(why, table, _)| why == reason && *table == name.table)
        {
            Some((.., count)) => *count += 1,
            None => counts.push((*reason, name.table, 1)),
        }
    }
    counts.retain(|(_, table, count)| rows.contains(&(*table, *count)) && rows.iter().all(|row| *row != (*table, 1)));
    let is_whole = |name: FieldName, reason: Silence| {
        counts
            .iter()
            .any(|(why, table, _)| *why == reason && *table == name.table)
    };
    for (name, reason) in silent {
        let scope = if is_whole(*name, *reason) {
            Scope::Part(name.table)
        } else {
            Scope::Field(*name)
        };
        let silence = NotJudged {
            rule,
            scope,
            reason: *reason,
        };
        // What is said of a part is said once.
        if told.last() != Some(&silence) {
            told.push(silence);
        }
    }
    told
}

/// Why nothing follows from two amounts: one is none, or is in a unit that the other cannot be compared with.
pub(super) fn without_amounts(amounts: [&Field; 2], form: &Form) -> Silence {
    if amounts.iter().any(|field| Figure::parse(field.text()).is_none()) {
        Silence::without(&amounts)
    } else if can_be_added(amounts[0], amounts[1], form) {
        Silence::NothingFollows
    } else {
        Silence::UnitsDiffer
    }
}

/// Whether two amounts are in units that can be compared.
pub(super) fn can_be_added(one: &Field, other: &Field, form: &Form) -> bool {
    let read = |field| Money::read(field, &form.amount_unit);
    read(one).is_some_and(|one| read(other).is_some_and(|other| other.in_unit_of(&one).is_some()))
}

/// Why points were not added up, or not compared with their total.
pub(super) fn why_no_sum(form: &Form, column: PointColumn, total: &Field) -> Silence {
    let fields: Vec<&Field> = std::iter::once(total).chain(column.of(form)).collect();
    Silence::without(&fields)
}
