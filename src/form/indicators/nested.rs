//! A table inside a cell of an indicator: its lines part the cell, and no other one of the row, so that the rest of the indicator seems to be
//! merged over two rows. What stands in the second one goes on with the first, and is in doubt.

use crate::form::columns::{Columns, INDICATOR_COLUMNS};
use crate::form::ledger::{Ledger, Role};
use crate::form::model::{Field, FieldName, Indicator, Scope};
use crate::form::row::Row;
use crate::form::vocabulary::Label;
use crate::language::{Bilingual, bilingual};
use crate::place::Place;
use crate::table::Cell;

/// What names an indicator.
const NAMES: [Label; 4] = [Label::Level1, Label::Level2, Label::Level3, Label::Level4];

/// Puts what a row states into the indicator above it, where it is a part of that one: nothing in it names an indicator, and what the indicator
/// was to reach, or what it reached, is merged over both; or it has a name and nothing else.
pub(super) fn go_on(row: &Row, columns: &Columns, indicators: &mut [Indicator], ledger: &mut Ledger) -> bool {
    let Some((last, before)) = indicators.split_last_mut().filter(|_| is_part(row, columns)) else {
        return false;
    };
    let n = before.len();
    let [_, _, may_go_on @ ..] = INDICATOR_COLUMNS;
    for (label, column) in may_go_on {
        let own = own_cells(row, columns, label);
        if own.is_empty() {
            continue;
        }
        let name = FieldName::indicator(n, column);
        let slot = last.fields_mut().into_iter().find(|(named, _)| *named == column);
        let Some((_, field)) = slot else { continue };
        if label.is_of_figures() && !field.text().is_empty() {
            // Two figures are not joined to another one.
            for cell in &own {
                ledger.enter(cell, Role::Unexplained);
            }
        } else {
            let more = ledger.cells(name, &own);
            join(field, more);
        }
        let text: String = own.iter().map(|c| c.text()).collect();
        let place = own.first().map(|cell| cell.place());
        ledger.not_understood_at(name, place, goes_on(&text));
    }
    true
}

/// Whether a row is a part of the one above it.
fn is_part(row: &Row, columns: &Columns) -> bool {
    let has = |label: Label| !own_cells(row, columns, label).is_empty();
    let is_merged = |label: &Label| covering(row, columns, *label).any(|c| c.row < row.number);
    let names = || NAMES.iter().filter(|label| columns.get(**label).is_some());
    let is_unnamed = names().next().is_some() && names().all(is_merged) && !NAMES.iter().any(|label| has(*label));
    if is_unnamed {
        // With a target and a result of its own it may be one more of the same name.
        return [Label::Target, Label::Actual].iter().any(is_merged);
    }
    // A name alone, beside which all else is merged, is more of the name above.
    let has_name_above = [Label::Level1, Label::Level2].iter().any(is_merged);
    let name = own_cells(row, columns, Label::Level3);
    has_name_above && !name.is_empty() && name.len() == row.own.len() && is_merged(&Label::Target)
}

/// The cells under a column, where it is there.
fn covering<'r, 't>(row: &'r Row<'t>, columns: &Columns, label: Label) -> impl Iterator<Item = &'t Cell> + use<'r, 't> {
    let column = columns.get(label);
    let cells = row.all.iter().copied();
    cells.filter(move |c| column.is_some_and(|column| column.holds(c) || column.is_under(c)))
}

/// Those of them that begin in this row.
fn own_cells<'t>(row: &Row<'t>, columns: &Columns, label: Label) -> Vec<&'t Cell> {
    let own = covering(row, columns, label).filter(|c| c.row == row.number);
    own.collect()
}

/// Puts the rest of a value behind it.
fn join(field: &mut Field, more: Field) {
    let (Field::Cell(value), Field::Cell(rest)) = (&mut *field, &more) else {
        *field = more;
        return;
    };
    if rest.text.is_empty() {
        return;
    }
    value.place = match (value.place.filter(|_| !value.text.is_empty()), rest.place) {
        (Some(place), Some(rest)) if place.page == rest.page => Some(Place {
            bbox: place.bbox.union(&rest.bbox),
            ..place
        }),
        (place, rest) => place.or(rest),
    };
    value.text.push_str(&rest.text);
}

fn goes_on(text: &str) -> Bilingual {
    bilingual!(
        "单元格里另有表线，“{text}”单独成格，可能与上面的内容是一项；请对照原件",
        "lines within a cell part \"{text}\" from what stands above it: both may be one value, or several; compare with the page"
    )
}

/// Says of a row that it may be a part of the one above it: it has no name of its own, and lacks what that one states; or it has a name alone, and
/// what that one was to reach, or reached, is merged over both.
pub(super) fn warn_of_row(indicators: &[Indicator], ledger: &mut Ledger) {
    let [.., above, last] = indicators else { return };
    let levels = [&last.level1, &last.level2, &last.level3];
    let mut named = levels.iter().filter_map(|field| field.value()).peekable();
    let is_unnamed = named.peek().is_some() && named.all(|value| value.filled);
    let stated = |row: &Indicator| [&row.target, &row.weight, &row.score].map(|field| field.text().is_empty());
    let mut both = stated(last).into_iter().zip(stated(above));
    let is_name_alone = || {
        let fields = [&last.target, &last.actual, &last.weight, &last.score];
        let is_merged = last.target == Field::Covered || last.actual == Field::Covered;
        is_merged && fields.iter().all(|field| field.text().is_empty())
    };
    let is_doubtful = if is_unnamed {
        both.any(|(own, above)| own && !above)
    } else {
        is_name_alone()
    };
    if !is_doubtful {
        return;
    }
    let n = indicators.len();
    let place = [&last.actual, &last.target, &last.score, &last.weight, &last.level3]
        .into_iter()
        .find_map(Field::place);
    for row in [n - 2, n - 1] {
        ledger.not_understood_at(Scope::Row("indicators", row), place, unnamed());
    }
}

fn unnamed() -> Bilingual {
    Bilingual::new(
        "这一行没有自己的指标名称，或只有名称，目标值、分值或得分与上一行合并，可能是上一行的一部分；请对照原件",
        "the row has no name of its own, or a name alone, and shares a target, a weight or a score with the row above: it may be a part of that one; compare with the page",
    )
}
