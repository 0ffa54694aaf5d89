//! What a stretch of a form's text may be for.

use super::model::FieldName;

/// What a stretch of text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The value of a field, or a part of it.
    Field(FieldName),
    /// A word of a label that a field quotes: the unit of the amounts.
    Quoted(FieldName),
    /// It names a field of ours, or a block.
    Label,
    /// It stands under or beside a label that names no field of ours.
    OtherColumn,
    /// The title, or what else heads the form.
    Heading,
    /// It numbers a row.
    Numbering,
    /// It adds up what other fields say.
    Sum,
    /// A remark.
    Note,
    /// Nothing that we know.
    Unexplained,
}

impl Role {
    /// The field whose value it is.
    pub(super) fn field(self) -> Option<FieldName> {
        match self {
            Self::Field(name) => Some(name),
            _ => None,
        }
    }
}
