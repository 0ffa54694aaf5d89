//! A second block of funds: those of another year, or of another project. Nothing of it is this block's, and its total is no part of this one.

use crate::form::blocks::Block;
use crate::form::ledger::{Ledger, Role};
use crate::form::model::{FundRow, Scope};
use crate::language::Bilingual;

/// Whether a block is not the one before it going on on the next page: it has a header of its own on the same page, or begins with the total
/// once more.
pub(super) fn is_another(block: &Block, before: &Block, above: &[FundRow]) -> bool {
    let page = |rows: &[crate::form::row::Row]| rows.last().and_then(|row| row.own.first()).map(|c| c.page);
    let begins_on = block.rows.first().and_then(|row| row.own.first()).map(|c| c.page);
    let has_rows = before.rows.len() > 1;
    let first = above.first().map(|row| row.item.text()).filter(|text| !text.is_empty());
    let names_total = || {
        block
            .rows
            .iter()
            .skip(1)
            .take(1)
            .flat_map(|row| &row.own)
            .any(|c| Some(c.text()) == first)
    };
    has_rows && (begins_on == page(before.rows) || above.len() > 1 && names_total())
}

/// Leaves out these blocks, and says that which of them is the form's is not known.
pub(super) fn leave_out(blocks: &[Block], ledger: &mut Ledger) {
    for block in blocks {
        let rows = block.rows.get(1..).unwrap_or_default();
        for cell in rows.iter().flat_map(|row| &row.own).filter(|c| !c.text().is_empty()) {
            ledger.enter(cell, Role::Unexplained);
        }
    }
    if let Some(cell) = blocks
        .first()
        .and_then(|block| block.rows.first())
        .and_then(|row| row.own.first())
    {
        ledger.not_understood(Scope::FUNDS, cell, second_block());
    }
}

fn second_block() -> Bilingual {
    Bilingual::new(
        "资金部分印有两个表头，后一个之下的各行未读入；请对照原件",
        "there are two blocks of funds, each with a header, and the rows of the second were not taken; compare with the page",
    )
}
