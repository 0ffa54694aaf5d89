//! Fields over which the cell of another one reaches. A doubt about that cell is one about each of them: it may be several cells, of which each
//! has its text.

use rustc_hash::FxHashMap;

use super::{CellId, Field, FieldName, Ledger, Scope, Spot};
use crate::place::Place;
use crate::table::Cell;
use crate::warning::{Warning, WarningKind};

/// A field, and the cell that reaches over it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Covered {
    name: FieldName,
    cell: CellId,
    place: Place,
}

impl Ledger {
    /// The field over which a cell reaches that holds another one.
    pub fn covered(&mut self, name: FieldName, cell: &Cell) -> Field {
        self.covered.push(Covered {
            name,
            cell: CellId::of(cell),
            place: cell.place(),
        });
        Field::Covered
    }

    /// Doubts the fields over which a cell in doubt reaches.
    pub fn doubt_covered(&mut self) {
        let covered = std::mem::take(&mut self.covered);
        if self.warnings.is_empty() || covered.is_empty() {
            return;
        }
        let said = self.warnings.iter().filter(|w| is_of_cell(w.kind));
        let said: FxHashMap<Scope, &Warning> = said.map(|w| (w.scope, w)).collect();
        let doubts = covered.iter().filter_map(|covered| {
            let mut holders = self.fields_at(Spot::Cell(covered.cell));
            let doubt = holders.find_map(|name| said.get(&name.into()))?;
            Some((covered.name, covered.place, doubt.kind, doubt.message.clone()))
        });
        for (name, place, kind, message) in doubts.collect::<Vec<_>>() {
            self.doubt(name, Some(place), kind, message);
        }
    }
}

/// Whether a doubt says that a cell may hold more than its own text, or less, or something else.
fn is_of_cell(kind: WarningKind) -> bool {
    matches!(
        kind,
        WarningKind::OverlappingText
            | WarningKind::UnmappedGlyph
            | WarningKind::DoubtfulGlyph
            | WarningKind::NotUnderstood
            | WarningKind::UnreadInk
    )
}
