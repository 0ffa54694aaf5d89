//! What the fields of a form are called by the contract, and how much of a form is spoken of.

use std::fmt;

/// The name of a field by the contract: `total_score`, `funds[0].rate`. It is written out only where somebody reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldName {
    /// The table of its row, `funds` or `indicators`; empty for a field that a form has once.
    pub table: &'static str,
    /// The number of its row, from 0.
    pub row: usize,
    /// Its column.
    pub column: &'static str,
}

impl FieldName {
    /// The name of a field that a form has once.
    pub const fn single(column: &'static str) -> Self {
        Self::in_row("", 0, column)
    }

    /// The name of a field of a fund row.
    pub const fn fund(row: usize, column: &'static str) -> Self {
        Self::in_row("funds", row, column)
    }

    /// The name of a field of an indicator.
    pub const fn indicator(row: usize, column: &'static str) -> Self {
        Self::in_row("indicators", row, column)
    }

    /// The name of a field of a row.
    pub const fn in_row(table: &'static str, row: usize, column: &'static str) -> Self {
        Self { table, row, column }
    }

    /// The whole row that it stands in.
    pub const fn whole_row(self) -> Scope {
        Scope::Row(self.table, self.row)
    }

    /// Whether it is one of amounts, points or a rate: one figure, or nothing.
    pub fn is_of_a_figure(self) -> bool {
        const OF_FIGURES: [&str; 8] = [
            "initial",
            "budget",
            "executed",
            "weight",
            "rate",
            "score",
            "total_weight",
            "total_score",
        ];
        OF_FIGURES.contains(&self.column)
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.table.is_empty() {
            // Piece by piece: `write!` would pad each of them.
            self.whole_row().fmt(f)?;
            f.write_str(".")?;
        }
        f.write_str(self.column)
    }
}

/// How much of a form is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All of it.
    Form,
    /// All rows of a table, `funds` or `indicators`.
    Part(&'static str),
    /// One of these rows, by its number from 0: `funds[2]`.
    Row(&'static str, usize),
    /// One field.
    Field(FieldName),
}

impl Scope {
    /// The fund rows.
    pub const FUNDS: Self = Self::Part("funds");
    /// The indicators.
    pub const INDICATORS: Self = Self::Part("indicators");

    /// The field that a form has once.
    pub const fn single(column: &'static str) -> Self {
        Self::Field(FieldName::single(column))
    }

    /// The field, where it is one.
    pub const fn field(self) -> Option<FieldName> {
        match self {
            Self::Field(name) => Some(name),
            _ => None,
        }
    }

    /// Whether the other lies in it: `funds[0].rate` in `funds[0]`, `funds` and the whole form.
    pub fn covers(self, other: impl Into<Self>) -> bool {
        let other = other.into();
        let row = match other {
            Self::Field(name) if !name.table.is_empty() => Some(name.whole_row()),
            _ => None,
        };
        let part = match row.unwrap_or(other) {
            Self::Row(table, _) => Some(Self::Part(table)),
            _ => None,
        };
        self == Self::Form || self == other || Some(self) == row || Some(self) == part
    }
}

impl From<FieldName> for Scope {
    fn from(name: FieldName) -> Self {
        Self::Field(name)
    }
}

/// By the contract; nothing for the whole form.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => Ok(()),
            Self::Part(table) => f.write_str(table),
            Self::Row(table, row) => {
                f.write_str(table)?;
                f.write_str("[")?;
                row.fmt(f)?;
                f.write_str("]")
            }
            Self::Field(name) => name.fmt(f),
        }
    }
}
