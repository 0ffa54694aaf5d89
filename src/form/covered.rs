//! Fields over which the cell of another one reaches. A doubt about that cell is one about each of them: it may be several cells, of which each
//! has its text.

use rustc_hash::FxHashMap;

use super::doubts::is_of_text;
use super::model::{FieldName, Scope};
use super::spot::CellId;
use crate::place::Place;
use crate::warning::{Warning, WarningKind};

/// A field, and the cell that reaches over it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Covered {
    pub name: FieldName,
    pub cell: CellId,
    pub place: Place,
}

/// The warnings on the fields over which a cell in doubt reaches; `fields_at` are those that a cell holds.
pub(super) fn doubts<F: Iterator<Item = FieldName>>(
    covered: &[Covered],
    warnings: &[Warning],
    fields_at: impl Fn(CellId) -> F,
) -> Vec<Warning> {
    if warnings.is_empty() || covered.is_empty() {
        return Vec::new();
    }
    let said = warnings.iter().filter(|w| is_of_cell(w.kind));
    let said: FxHashMap<Scope, &Warning> = said.map(|w| (w.scope, w)).collect();
    let doubts = covered.iter().filter_map(|covered| {
        let doubt = fields_at(covered.cell).find_map(|name| said.get(&name.into()))?;
        Some(Warning {
            scope: covered.name.into(),
            page: covered.place.page,
            ..(*doubt).clone()
        })
    });
    doubts.collect()
}

/// Whether a doubt says that a cell may hold more than its own text, or less, or something else.
fn is_of_cell(kind: WarningKind) -> bool {
    is_of_text(kind) || kind == WarningKind::UnreadInk
}
