//! What may be a part of a form and was not understood as a whole: a table right behind it, below no heading of its own; or all of its blocks.

use super::ledger::Ledger;
use super::model::Scope;
use super::segment::Segment;
use crate::language::{Bilingual, bilingual};

/// Warns of the whole form: which part rows behind its end belong to, nobody says.
pub(super) fn warn(segment: &Segment, ledger: &mut Ledger) {
    let Some(cell) = segment.beyond else { return };
    let text = cell.text();
    let message = bilingual!(
        "本表结束之后紧接着还有带数字的表格（“{text}”等），没有标题，未读入；请对照原件",
        "right behind the form stands a table with figures (\"{text}\" and more) that has no title and was not read; compare with the page"
    );
    ledger.not_understood(Scope::Form, cell, message);
}

/// Warns of a form that only its title tells: nobody knows the words over its columns.
pub(super) fn warn_of_strange_blocks(segment: &Segment, ledger: &mut Ledger) {
    let Some(cell) = segment.rows.iter().flat_map(|row| &row.own).next() else {
        return;
    };
    let message = Bilingual::new(
        "标题说明这是自评表，但其中各部分的表头未能认出，只读出了一部分；请对照原件",
        "the title says that this is a self-evaluation form, but the heads of its blocks are not known, and only a part of it was read; compare with the page",
    );
    ledger.not_understood(Scope::Form, cell, message);
}
