//! Heads of columns that nothing knows: what stands below them may be what the layout seems to lack.

use crate::digits::has_digit;
use crate::figure::{Figure, is_demand, is_placeholder};
use crate::form::blocks::{Block, BlockKind, Blocks};
use crate::form::columns::{FUND_COLUMNS, INDICATOR_COLUMNS};
use crate::form::ledger::Ledger;
use crate::form::model::{FieldName, Scope};
use crate::form::row::{Row, RowKind};
use crate::form::vocabulary::{Label, Part, is_other_column, label_key};
use crate::language::{Bilingual, bilingual};
use crate::table::Cell;

/// What reads the same columns as a part of the form: a doubt about its header is one about its totals.
pub(super) const INDICATORS_AND_TOTALS: [Scope; 3] = [
    Scope::INDICATORS,
    Scope::single("total_weight"),
    Scope::single("total_score"),
];

/// The parts of the form that a header of this part is read for.
fn read_by(part: Part) -> &'static [Scope] {
    match part {
        Part::Funds => &[Scope::FUNDS],
        _ => &INDICATORS_AND_TOTALS,
    }
}

/// Columns of the indicators that may be words.
const OF_WORDS: [&str; 2] = ["target", "actual"];

/// Says which columns were not told apart, or not known.
pub(super) fn warn(blocks: &Blocks, ledger: &mut Ledger) {
    warn_of_joined_columns(blocks, ledger);
    warn_of_lost_labels(blocks, ledger);
    warn_of_unknown_characters(blocks, ledger);
    for block in blocks.all.iter().filter(|block| block.kind == BlockKind::Indicators) {
        warn_of_parts_of_targets(block, ledger);
        warn_of_blank_heads(block, ledger);
    }
}

/// A header that two labels share: its columns were not told apart, and what stands below may be theirs together.
fn warn_of_joined_columns(blocks: &Blocks, ledger: &mut Ledger) {
    for (row, part) in blocks.headers() {
        for cell in row.own.iter().filter(|c| is_two_labels(part, c.text())) {
            let text = cell.text();
            let message = bilingual!(
                "“{text}”像是两列的表头，未能分开；请对照原件",
                "\"{text}\" looks like the headers of two columns that could not be told apart; compare with the page"
            );
            warn_of_header(part, cell, &message, ledger);
        }
    }
}

/// A header whose text runs over its cell, and is no label as it was read: a column may have lost its label.
fn warn_of_lost_labels(blocks: &Blocks, ledger: &mut Ledger) {
    for (row, part) in blocks.headers() {
        let is_lost = |c: &&&Cell| c.doubt.overflow && part.label(c.text()).is_none() && !is_other_column(c.text());
        if let Some(cell) = row.own.iter().find(is_lost) {
            let text = cell.text();
            let message = bilingual!(
                "表头“{text}”越过单元格边线，未能认出这是哪一列；请对照原件",
                "the header \"{text}\" runs over the border of its cell, and its column is not known; compare with the page"
            );
            warn_of_header(part, cell, &message, ledger);
        }
    }
}

/// A header with characters that are not known, or with something in it that is no text: a column may have lost its name by them.
fn warn_of_unknown_characters(blocks: &Blocks, ledger: &mut Ledger) {
    for (row, part) in blocks.headers() {
        let is_unknown = |c: &Cell| has_unknown(c) || c.doubt.mixed;
        let is_lost = |c: &&&Cell| is_unknown(c) && part.label(c.text()).is_none() && !is_other_column(c.text());
        if let Some(cell) = row.own.iter().find(is_lost) {
            warn_of_header(part, cell, &unknown_characters(cell.text()), ledger);
        }
    }
}

/// Whether a cell has characters that are not known, or something that is no text.
pub(super) fn has_unknown(cell: &Cell) -> bool {
    cell.content.unmapped > 0 || cell.content.doubtful > 0 || cell.doubt.ink
}

/// What is said of it.
pub(super) fn unknown_characters(text: &str) -> Bilingual {
    bilingual!(
        "“{text}”中有读不出的字，未能认出其下或其旁是哪一项；请对照原件",
        "\"{text}\" has characters that are not known, and so is what it names; compare with the page"
    )
}

fn warn_of_header(part: Part, cell: &Cell, message: &Bilingual, ledger: &mut Ledger) {
    for field in read_by(part) {
        ledger.not_understood(*field, cell, message.clone());
    }
}

fn is_two_labels(part: Part, text: &str) -> bool {
    let Some(key) = label_key(text) else { return false };
    let is_cut = |at: usize| {
        let (before, behind) = key.split_at(at);
        let behind = behind.trim_start_matches(['/', '、', '及', '与', '和']);
        // 自评说明 is one label.
        before != "自评"
            && part
                .label_of_key(before)
                .is_some_and(|a| part.label_of_key(behind).is_some_and(|b| a != b))
    };
    part.label_of_key(&key).is_none() && key.char_indices().skip(1).any(|(at, _)| is_cut(at))
}

/// Words beside the targets under a head that nothing knows may be their operators or units: ≥, 公里.
fn warn_of_parts_of_targets(block: &Block, ledger: &mut Ledger) {
    let (Some(header), Some(target)) = (block.rows.first(), block.columns.get(Label::Target)) else {
        return;
    };
    let is_beside = |c: &Cell| c.bbox.x1 == target.x0 || c.bbox.x0 == target.x1;
    let heads = header.all.iter().filter(|c| is_beside(c) && is_strange(c, block));
    for head in heads {
        let rows = block.rows.iter().filter(|row| row.kind == RowKind::Body);
        for (row, cell) in rows.filter_map(|row| Some((row, below(head, row)?))) {
            let text = cell.text();
            let is_part = is_demand(text) || text.chars().count() <= LONGEST_UNIT && !has_digit(text);
            let of_figure = target.cells(&row.own).iter().any(|c| has_digit(c.text()));
            if let Some(FieldName { row, .. }) = ledger.row_of(row).filter(|_| is_part && of_figure) {
                let name = FieldName::indicator(row, "target");
                ledger.not_understood(name, cell, part_of_target(text));
            }
        }
    }
}

/// Words that no field took below a head that is blank: they may be of any column that the layout lacks.
fn warn_of_blank_heads(block: &Block, ledger: &mut Ledger) {
    let Some((header, rows)) = block.rows.split_first() else {
        return;
    };
    let [words @ .., _, _, _] = INDICATOR_COLUMNS;
    let lacking = words.iter().filter(|(label, _)| !block.has(*label));
    let lacking: Vec<&str> = lacking.map(|(_, column)| *column).collect();
    if lacking.is_empty() {
        return;
    }
    for head in header.all.iter().filter(|c| c.text().is_empty()) {
        let rows = rows.iter().filter(|row| row.kind == RowKind::Body);
        for row in rows {
            let is_lost = |c: &&Cell| {
                let is_below = head.bbox.is_over(c.bbox.center().x);
                is_below && !is_placeholder(c.text()) && !ledger.has_taken(c)
            };
            let lost = row.all.iter().copied().find(is_lost);
            let Some((cell, FieldName { row, .. })) = lost.zip(ledger.row_of(row)) else {
                continue;
            };
            for column in &lacking {
                let name = FieldName::indicator(row, column);
                ledger.not_understood(name, cell, below_blank_head(cell.text()));
            }
        }
    }
}

fn below_blank_head(text: &str) -> Bilingual {
    bilingual!(
        "“{text}”上方的表头没有读到文字，不知道这是哪一列；请对照原件",
        "the head over \"{text}\" has no text that could be read, and its column is not known; compare with the page"
    )
}

/// A unit has no more characters than this (万平方米 has four).
const LONGEST_UNIT: usize = 4;

fn part_of_target(text: &str) -> Bilingual {
    bilingual!(
        "指标值旁“{text}”的表头未能认出，可能是其符号或单位；请对照原件",
        "the head over \"{text}\" beside the target is not known: it may be its operator or unit; compare with the page"
    )
}

/// The text of a row below a head.
fn below<'t>(head: &Cell, row: &Row<'t>) -> Option<&'t Cell> {
    let is_below = |c: &&&Cell| head.bbox.is_over(c.bbox.center().x) && !is_placeholder(c.text());
    row.own.iter().find(is_below).copied()
}

/// What a header has over a cell.
pub(super) fn over<'t>(header: &Row<'t>, cell: &Cell) -> Option<&'t Cell> {
    let middle = cell.bbox.center().x;
    let over = |c: &&&Cell| c.bbox.is_over(middle);
    header.all.iter().find(over).copied()
}

/// Whether nothing knows what a head names.
fn is_strange(head: &Cell, block: &Block) -> bool {
    let (text, part) = (head.text(), block.part());
    let is_label = |part: Part| part.label(text).is_some();
    !text.is_empty() && !part.is_some_and(is_label) && !is_label(Part::Head) && !is_other_column(text)
}

/// The columns that the layout seems to lack, one of which a cell below a strange head may be in.
pub(super) fn lacking(head: &Cell, cell: &Cell, block: &Block) -> Vec<&'static str> {
    if !is_strange(head, block) {
        return Vec::new();
    }
    let columns = match block.kind {
        // From the target to the score.
        BlockKind::Indicators => INDICATOR_COLUMNS.get(3..7).unwrap_or_default(),
        _ => FUND_COLUMNS.as_slice(),
    };
    let lacking = columns.iter().filter(|(label, _)| !block.has(*label));
    let lacking = lacking.map(|(_, column)| *column);
    let is_of_words = |column: &&str| block.kind != BlockKind::Indicators || OF_WORDS.contains(column);
    if Figure::parse(cell.text()).is_some() {
        return lacking.collect();
    }
    if has_digit(cell.text()) {
        return lacking.filter(is_of_words).collect();
    }
    // Words are none of ours where the whole column is words: it may be a remark.
    let has_figures = block
        .rows
        .iter()
        .filter_map(|row| below(head, row))
        .any(|c| has_digit(c.text()));
    // A dash among figures is a value like them.
    let is_dash = is_placeholder(cell.text());
    lacking
        .filter(|column| has_figures && (is_dash || OF_WORDS.contains(column)))
        .collect()
}
