//! Reasons for what was not reached that stand in no cell of the indicators: in a row below them (未完成原因分析, 备注), or below the table.

use super::blocks::{BlockKind, Blocks};
use super::ledger::Ledger;
use super::model::Indicator;
use super::row::{Row, RowKind};
use super::spot::Line;
use super::vocabulary::label_key;
use crate::figure::is_placeholder;
use crate::table::Cell;

/// What the labels of reasons have in them.
const REASONS: [&str; 5] = ["原因", "偏差", "未完成", "问题", "措施"];

/// What the labels of remarks have in them, which may be reasons.
const REMARKS: [&str; 3] = ["备注", "说明", "注"];

/// What says in a remark why something was not reached.
const OF_REASONS: [&str; 7] = ["原因", "因", "由于", "未", "偏差", "延", "不足"];

/// What says how a form is to be filled in: it is no reason.
const OF_INSTRUCTIONS: [&str; 5] = ["填写", "填报", "应当", "请", "须"];

/// A label has no more characters than this.
const LONGEST_LABEL: usize = 24;

/// Whether reasons stand below the indicators. Only a form in which an indicator has no reason of its own is looked at.
pub(super) fn stand_apart(blocks: &Blocks, indicators: &[Indicator], ledger: &Ledger) -> bool {
    if !indicators.iter().any(|row| row.deviation.is_blank()) {
        return false;
    }
    let below = blocks
        .all
        .iter()
        .skip_while(|block| block.kind != BlockKind::Indicators);
    let rows: Vec<&Row> = below.flat_map(|block| block.rows).collect();
    let in_a_row = rows.iter().enumerate().any(|(at, row)| {
        let is_of_form = matches!(
            row.kind,
            RowKind::Body | RowKind::Head | RowKind::Grade | RowKind::Goals
        );
        is_of_form && states_reasons(row, rows.get(at + 1).copied(), indicators, ledger)
    });
    in_a_row || states_reasons_in_lines(&blocks.lines_below(), indicators)
}

/// Whether a line has a label of reasons, and words behind its colon or in the next line; or says of an indicator why it was not reached.
fn states_reasons_in_lines(lines: &[Line], indicators: &[Indicator]) -> bool {
    lines.iter().enumerate().any(|(at, line)| {
        let text = line.text();
        let (label, behind) = text.split_once([':', '：']).unwrap_or((text, ""));
        let next = lines.get(at + 1).map_or("", Line::text);
        let words = if behind.trim().is_empty() { next } else { behind };
        is_of(label, &REASONS) && is_reason(words) || names_indicator(text, indicators) && has(text, &OF_REASONS)
    })
}

/// Whether a row has a label of reasons, and words beside it, behind its colon, or alone in the row below.
fn states_reasons(row: &Row, below: Option<&Row>, indicators: &[Indicator], ledger: &Ledger) -> bool {
    let is_free = |c: &Cell| !c.text().is_empty() && !ledger.fields_of(c).any(|name| name.table == "indicators");
    let filled: Vec<&Cell> = row.own.iter().copied().filter(|c| is_free(c)).collect();
    filled.iter().enumerate().any(|(at, cell)| {
        let (label, behind) = match cell.text().split_once([':', '：']) {
            Some((label, behind)) => (label, behind.trim()),
            None => (cell.text(), ""),
        };
        let beside = || filled.get(at + 1).map(|next| next.text());
        let alone = || match below?.own.as_slice() {
            [only] if filled.len() == 1 => Some(only.text()),
            _ => None,
        };
        let words = Some(behind)
            .filter(|text| !text.is_empty())
            .or_else(beside)
            .or_else(alone);
        let Some(words) = words else {
            return names_indicator(cell.text(), indicators) && has(cell.text(), &OF_REASONS);
        };
        let is_remark = || is_of(label, &REMARKS) && has(words, &OF_REASONS);
        (is_of(label, &REASONS) || is_remark()) && is_reason(words)
    })
}

/// Whether a text is a label with one of these words.
fn is_of(label: &str, words: &[&str]) -> bool {
    label_key(label).is_some_and(|key| key.chars().count() <= LONGEST_LABEL && has(&key, words))
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a text says something, and not how the form is to be filled in.
fn is_reason(text: &str) -> bool {
    let says_nothing = ["无", "没有", "暂无", "无。"].contains(&text.trim());
    !is_placeholder(text) && !says_nothing && !has(text, &OF_INSTRUCTIONS)
}

/// Whether a text has the name of an indicator in it.
fn names_indicator(text: &str, indicators: &[Indicator]) -> bool {
    let names = indicators.iter().map(|row| row.level3.text());
    names
        .filter(|name| name.chars().count() >= SHORTEST_NAME)
        .any(|name| text.contains(name))
}

/// A shorter name (数量, 里程) may stand in any text.
const SHORTEST_NAME: usize = 4;
