//! What stands right behind a form, below no heading of its own: it may be a part of it that was not understood.

use super::ledger::Ledger;
use super::segment::Segment;
use crate::language::Bilingual;
use crate::warning::WarningKind;

/// Warns of the whole form: which part rows behind its end belong to, nobody says.
pub(super) fn warn(segment: &Segment, ledger: &mut Ledger) {
    let Some(cell) = segment.beyond else { return };
    let text = cell.text();
    let message = Bilingual::new(
        format!("本表结束之后紧接着还有带数字的表格（“{text}”等），没有标题，未读入；请对照原件"),
        format!(
            "right behind the form stands a table with figures (\"{text}\" and more) that has no title and was not read; compare with the page"
        ),
    );
    ledger.warn("", cell, WarningKind::NotUnderstood, message);
}
