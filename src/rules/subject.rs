//! The fields that a rule speaks of, whatever form it is: what was checked of one is told by them.

/// Fields of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The table of its rows, `funds` or `indicators`; empty for a field that a form has once.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// Which of its rows.
    pub rows: Rows,
    /// What has to stand there, so that there is something to speak of.
    pub states: States,
    /// The column by which the rule has findings and keeps silent.
    pub judged_as: &'static str,
}

/// Rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rows {
    /// The first one.
    First,
    /// The first one, where others stand below it.
    FirstOfSeveral,
    /// All of them.
    All,
}

/// What a field states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum States {
    /// A number.
    Figure,
    /// What is to be reached.
    Target,
    /// Any text.
    Text,
    /// Anything, or nothing: a blank is what is spoken of.
    Anything,
}

impl Subject {
    const fn of(table: &'static str, column: &'static str, rows: Rows) -> Self {
        Self {
            table,
            column,
            rows,
            states: States::Figure,
            judged_as: column,
        }
    }

    /// A field that a form has once.
    pub(super) const fn single(column: &'static str) -> Self {
        Self::of("", column, Rows::First)
    }

    /// The first fund row: the total.
    pub(super) const fn first_fund(column: &'static str) -> Self {
        Self::of("funds", column, Rows::First)
    }

    /// All fund rows.
    pub(super) const fn funds(column: &'static str) -> Self {
        Self::of("funds", column, Rows::All)
    }

    /// All indicators.
    pub(super) const fn indicators(column: &'static str) -> Self {
        Self::of("indicators", column, Rows::All)
    }

    /// The first row, where it is not the only one.
    pub(super) const fn of_several(self) -> Self {
        Self {
            rows: Rows::FirstOfSeveral,
            ..self
        }
    }

    /// Where something else than a number is stated.
    pub(super) const fn stating(self, states: States) -> Self {
        Self { states, ..self }
    }

    /// Judged under the name of another column of the row.
    pub(super) const fn judged_as(self, judged_as: &'static str) -> Self {
        Self { judged_as, ..self }
    }
}
