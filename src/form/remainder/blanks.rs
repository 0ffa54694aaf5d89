//! Blanks beside a value in doubt: what makes the value doubtful may be the text of the blank, written over their border.

use crate::form::doubts;
use crate::form::ledger::Ledger;
use crate::form::model::{Field, FieldName, Form, Scope};
use crate::place::Place;
use crate::warning::WarningKind;

/// With more values in doubt than this their characters are lost, and not their places.
const MOST_DOUBTED: usize = 40;

/// Doubts the blanks whose cells a value in doubt touches, or comes nearer to than half its height.
pub(super) fn warn_of_blanks_beside_doubts(form: &Form, ledger: &mut Ledger) {
    let doubted: Vec<Scope> = ledger.doubted(doubts::is_of_text).collect();
    if doubted.is_empty() || doubted.len() > MOST_DOUBTED {
        return;
    }
    let is_doubted = |name: FieldName| doubted.contains(&name.into());
    let said = form.named_fields().filter(|(_, field)| !field.text().is_empty());
    let places: Vec<Place> = said
        .filter(|(name, _)| is_doubted(*name))
        .filter_map(|(_, field)| field.place())
        .collect();
    for (name, field) in form.named_fields() {
        let Some(blank) = field.place().filter(|_| field.is_blank() && !is_filled(field)) else {
            continue;
        };
        let is_beside = |place: &&Place| {
            let half = place.bbox.height() / 2;
            place.page == blank.page && place.bbox.grown(half, half).intersection(&blank.bbox).is_some()
        };
        if places.iter().any(|place| is_beside(&place)) && !ledger.doubts(name) {
            ledger.doubt(name, Some(blank), WarningKind::UnreadInk, doubts::beside());
        }
    }
}

fn is_filled(field: &Field) -> bool {
    field.value().is_some_and(|value| value.filled)
}
