//! Names, goals and the unit of amounts that were not found: a label that could not be read may be theirs.

use super::blocks::Blocks;
use super::ledger::Ledger;
use super::model::{Field, FieldName, Form};
use super::row::{Row, RowKind, head_label};
use super::vocabulary::{Part, is_other_column};
use crate::figure::is_placeholder;
use crate::language::Bilingual;
use crate::table::Cell;
use crate::warning::WarningKind;

/// Says which names, goals or unit were not found, and may stand beside or below a label that could not be read.
pub(super) fn warn(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let lost: Vec<FieldName> = lost(form).collect();
    if lost.is_empty() {
        return;
    }
    let rows = blocks.above_indicators();
    let Some(label) = rows.iter().find_map(|row| lost_label(row, ledger)) else {
        return;
    };
    let kind = if label.doubt.ink {
        WarningKind::UnreadInk
    } else {
        WarningKind::NotUnderstood
    };
    for name in lost {
        ledger.warn(name, label, kind, no_label(label.text()));
    }
}

/// What the head and the goals name, and was not found.
fn lost(form: &Form) -> impl Iterator<Item = FieldName> + use<> {
    let fields: [(&'static str, &Field); 6] = [
        ("amount_unit", &form.amount_unit),
        ("project_name", &form.project_name),
        ("department", &form.department),
        ("unit", &form.unit),
        ("expected_goal", &form.expected_goal),
        ("actual_result", &form.actual_result),
    ];
    let lost = fields.map(|(name, field)| field.text().is_empty().then(|| FieldName::single(name)));
    lost.into_iter().flatten()
}

/// The first cell of a row that may be a label, and could not be read: in doubt, or blank with a text beside it that no field took.
fn lost_label<'t>(row: &Row<'t>, ledger: &Ledger) -> Option<&'t Cell> {
    let beside = row.own.iter().skip(1).map(Some).chain([None]);
    let mut cells = row.own.iter().copied().zip(beside);
    let is_value = |c: &Cell| !c.text().is_empty() && !is_placeholder(c.text()) && !ledger.has_taken(c);
    let found = cells.find(|(cell, beside)| {
        let is_in_doubt = cell.doubt.ink
            || cell.doubt.mixed
            || cell.doubt.overflow
            || cell.doubt.torn.is_some()
            || cell.content.unmapped > 0
            || cell.content.doubtful > 0;
        let is_blank_label = matches!(row.kind, RowKind::Head | RowKind::Body)
            && cell.text().is_empty()
            && beside.is_some_and(|c| is_value(c));
        !ledger.has_taken(cell) && !is_label(cell.text()) && (is_in_doubt || is_blank_label)
    });
    found.map(|(cell, _)| cell)
}

fn is_label(text: &str) -> bool {
    let parts = [Part::Funds, Part::Goals, Part::Indicators, Part::Totals];
    head_label(text).is_some() || parts.iter().any(|part| part.label(text).is_some()) || is_other_column(text)
}

fn no_label(text: &str) -> Bilingual {
    if text.is_empty() {
        return Bilingual::new(
            "没有找到这一项，而表中有一格像是它的标签，却没有读到文字；请看原件",
            "it was not found, and a cell that may be its label has no text that could be read; look at the page",
        );
    }
    Bilingual::new(
        format!("没有找到这一项，“{text}”可能是它的标签，但未能认出；请对照原件"),
        format!("it was not found, and \"{text}\" may be its label, which was not understood; compare with the page"),
    )
}
