//! Heads that a form has twice: another form or half of a block stands beside it, or the columns of a later page have changed places.

use super::heads::INDICATORS_AND_TOTALS;
use crate::form::blocks::{BlockKind, Blocks};
use crate::form::ledger::Ledger;
use crate::form::model::{FieldName, Scope};
use crate::form::row::{Row, RowKind, head_label};
use crate::form::vocabulary::{Label, Part};
use crate::language::{Bilingual, bilingual};
use crate::table::Cell;

/// Says what may stand beside the form, and which totals may have changed places.
pub(super) fn warn(blocks: &Blocks, ledger: &mut Ledger) {
    warn_of_form_beside(blocks, ledger);
    warn_of_heads_beside(blocks, ledger);
    warn_of_swapped_totals(blocks, ledger);
    warn_of_assumed_columns(blocks, ledger);
}

/// The columns of indicators, and the totals that are read by some of them.
const COLUMNS: [(Label, &str, Option<&str>); 8] = [
    (Label::Level1, "level1", None),
    (Label::Level2, "level2", None),
    (Label::Level3, "level3", None),
    (Label::Target, "target", None),
    (Label::Actual, "actual", None),
    (Label::Weight, "weight", Some("total_weight")),
    (Label::Score, "score", Some("total_score")),
    (Label::Deviation, "deviation", None),
];

/// A head of a later page has words that nobody knows, where the first page names a column: it is taken for the same, and in doubt.
fn warn_of_assumed_columns(blocks: &Blocks, ledger: &mut Ledger) {
    for block in &blocks.all {
        let columns = COLUMNS
            .iter()
            .filter(|(label, ..)| block.assumed.iter().any(|c| c.label == *label));
        for (label, column, total) in columns {
            let place = block.assumed.iter().find(|c| c.label == *label);
            let Some((header, rows)) = block.rows.split_first() else {
                continue;
            };
            let head = place.and_then(|place| header.own.iter().find(|c| place.is_under(c)));
            let Some(head) = head else { continue };
            let message = taken_for_the_same(head.text());
            for row in rows.iter().filter(|row| row.kind == RowKind::Body) {
                if let Some(FieldName { row, .. }) = ledger.row_of(row) {
                    let name = FieldName::indicator(row, column);
                    ledger.not_understood(name, head, message.clone());
                }
            }
            if let Some(total) = total {
                ledger.not_understood(Scope::single(total), head, message);
            }
        }
    }
}

fn taken_for_the_same(text: &str) -> Bilingual {
    bilingual!(
        "后一页的表头“{text}”未能认出，按前一页同一位置的列读取；请对照原件",
        "the head \"{text}\" of a later page is not known; its column was taken for the one in the same place of the page before; compare with the page"
    )
}

/// Two names of projects in one row: another form stands beside this one.
fn warn_of_form_beside(blocks: &Blocks, ledger: &mut Ledger) {
    let is_name = |c: &&&Cell| head_label(c.text()) == Some(Label::ProjectName);
    let second = blocks.segment.rows.iter().find_map(|row| {
        let mut names = row.own.iter().filter(is_name);
        names.next().and(names.next())
    });
    if let Some(cell) = second {
        let message = Bilingual::new(
            "同一行里有两个项目名称，旁边似乎还有一张表，未读入；请对照原件",
            "two names of projects stand in one row: another form seems to stand beside this one, and was not read; compare with the page",
        );
        ledger.not_understood(Scope::Form, cell, message);
    }
}

/// The labels of which each stands once in a header; points may stand beside each level.
const ONCE: [Label; 4] = [Label::Level2, Label::Level3, Label::Target, Label::Actual];

/// So many of them twice, word for word, are a second header beside the first one.
const LABELS_TWICE: usize = 2;

/// A header of the indicators that has its labels twice: what stands below the second ones was not read.
fn warn_of_heads_beside(blocks: &Blocks, ledger: &mut Ledger) {
    let headers = blocks
        .segment
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::IndicatorHeader);
    for header in headers {
        let twice = twice(header);
        let Some(cell) = twice.first().filter(|_| twice.len() >= LABELS_TWICE) else {
            continue;
        };
        let text = cell.text();
        let message = bilingual!(
            "表头里“{text}”等各有两个，其右边一半之下的内容未读入；请对照原件",
            "the header has \"{text}\" and more twice, and what stands below its right half was not read; compare with the page"
        );
        for field in INDICATORS_AND_TOTALS {
            ledger.not_understood(field, cell, message.clone());
        }
    }
}

/// The cells of a header that say again what one before them says.
fn twice<'t>(header: &Row<'t>) -> Vec<&'t Cell> {
    let is_label = |c: &Cell| {
        Part::Indicators
            .label(c.text())
            .is_some_and(|label| ONCE.contains(&label))
    };
    let labels: Vec<&Cell> = header.own.iter().copied().filter(|c| is_label(c)).collect();
    let again = labels.iter().enumerate().filter(|(at, cell)| {
        let mut before = labels.iter().take(*at);
        before.any(|c| c.text() == cell.text())
    });
    again.map(|(_, cell)| *cell).collect()
}

/// A later page has 得分 where the first has 分值: whether its total has changed places with them nobody says.
fn warn_of_swapped_totals(blocks: &Blocks, ledger: &mut Ledger) {
    // The upper row of a header has no rows of its own: 评分 over 分值 and 得分.
    let mut headers = blocks
        .all
        .iter()
        .filter(|block| block.kind == BlockKind::Indicators && block.rows.len() > 1);
    let Some(first) = headers.next() else { return };
    let is_swapped = |label, other| {
        let place = first.columns.get(label);
        headers.clone().find(|block| {
            let now = block.columns.get(other);
            place.zip(now).is_some_and(|(place, now)| place.meets(&now))
        })
    };
    let swapped = is_swapped(Label::Weight, Label::Score).or_else(|| is_swapped(Label::Score, Label::Weight));
    let cell = swapped.and_then(|block| block.header()?.own.first());
    if let Some(cell) = cell {
        let message = Bilingual::new(
            "后一页的表头里分值与得分的位置同前一页不同，总分一行属于哪一种不能确定；请对照原件",
            "the head of a later page has the points in other places than the first, and it is not sure which the total is in; compare with the page",
        );
        for field in ["total_weight", "total_score"].map(FieldName::single) {
            ledger.not_understood(field, cell, message.clone());
        }
    }
}
