//! What each cell and line of a form was taken for, for whoever wants to see why a figure became a field, or none.

use super::ledger::{Ledger, Role};
use super::segment::Segment;
use super::spot::Line;
use crate::place::Place;

/// What a text was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The value of a field, or a part of it.
    Field,
    /// A label, the title, or what else says what the values are.
    Label,
    /// Text that is no field of ours: other columns, numbers of rows, sums, remarks.
    Other,
    /// Text of which nobody knows what it is: it is said in a warning.
    Unexplained,
}

/// A cell or a line of a form, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// What for.
    pub kind: Use,
    /// The field, where it is one; else the text.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// The uses of all cells and lines that say something.
pub(super) fn of(segment: &Segment, ledger: &Ledger, lines: &[Line]) -> Vec<Used> {
    let cells = segment.rows.iter().flat_map(|row| &row.own);
    let cells = cells
        .filter(|cell| !cell.text().is_empty())
        .filter_map(|cell| used(ledger.roles_of(cell), cell.text(), cell.place()));
    let lines = lines
        .iter()
        .filter_map(|line| used(ledger.roles_of_line(line), line.text(), line.line().place()));
    cells.chain(lines).collect()
}

/// The use that matters most: a cell may hold a label and a value.
fn used(roles: impl Iterator<Item = Role>, text: &str, place: Place) -> Option<Used> {
    let rank = |role: &Role| match role {
        Role::Field(_) => 3,
        Role::Unexplained => 2,
        Role::Label | Role::Heading | Role::Quoted(_) => 1,
        Role::OtherColumn | Role::Numbering | Role::Sum | Role::Note => 0,
    };
    let role = roles.max_by_key(rank)?;
    let (kind, name) = match role {
        Role::Field(name) => (Use::Field, name.to_string()),
        Role::Unexplained => (Use::Unexplained, text.to_owned()),
        Role::Label | Role::Heading | Role::Quoted(_) => (Use::Label, text.to_owned()),
        Role::OtherColumn | Role::Numbering | Role::Sum | Role::Note => (Use::Other, text.to_owned()),
    };
    Some(Used { kind, name, place })
}
