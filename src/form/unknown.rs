//! Labels and heads that nothing knew, so that a user can add them: what stands where labels stand, and is none.

use super::again::join_repeated_heads;
use super::blocks::{Block, BlockKind, Blocks, segment_to_blocks};
use super::row::{Row, RowKind, head_label};
use super::segment::tables_to_segments;
use super::verdict::Verdict;
use super::vocabulary::{Label, Part, is_known, key_of_label};
use crate::digits::has_digit;
use crate::figure::{Figure, is_placeholder};
use crate::table::{Cell, Tables};
use crate::words::UnknownWord;

/// The words of all forms, and of all tables whose title says that they are one, in reading order; a word that comes again comes again here.
pub fn unknown_words(tables: &Tables) -> Vec<UnknownWord> {
    let joined = join_repeated_heads(tables, None);
    let mut unknown = Vec::new();
    for segment in tables_to_segments(&joined) {
        let stretch = segment.stretch();
        let is_form = matches!(
            stretch.verdict(),
            Verdict::Form | Verdict::StrangeForm | Verdict::Listing
        );
        if is_form || stretch.is_titled() {
            of_blocks(&segment_to_blocks(&segment), &mut unknown);
        }
    }
    unknown
}

fn of_blocks(blocks: &Blocks, unknown: &mut Vec<UnknownWord>) {
    // Below the goals, or the word for them, stand the indicators.
    let mut part = "funds";
    for block in &blocks.all {
        let mut is_below_strange_header = false;
        for (at, row) in block.rows.iter().enumerate() {
            let below = block.rows.get(at + 1);
            if row.kind == RowKind::Goals || names(row, Label::GoalsBlock) {
                part = "indicators";
            }
            let (part, cells) = match (row.kind, block.kind) {
                (RowKind::FundHeader, _) => ("funds", heads(row)),
                (RowKind::FundPairs, _) => ("funds", before_figures(row)),
                (RowKind::IndicatorHeader, _) => ("indicators", heads(row)),
                (RowKind::Goals, _) => ("goals", below.map_or_else(Vec::new, |below| over_words(row, below))),
                (RowKind::Body, _) if is_strange_header(row, below, block) => {
                    is_below_strange_header = true;
                    (part, heads(row))
                }
                // Names of funds and indicators.
                (RowKind::Body, BlockKind::Head) if is_below_strange_header => continue,
                (RowKind::Head, _) | (RowKind::Body, BlockKind::Head) => ("head", before_values(row)),
                (RowKind::Body | RowKind::Total | RowKind::Grade, BlockKind::Foot) => ("totals", before_figures(row)),
                (RowKind::Body, BlockKind::Indicators) if is_strange_total(row, block) => {
                    ("totals", before_figures(row))
                }
                _ => ("", Vec::new()),
            };
            let words = cells.into_iter().filter(|cell| is_strange(cell.text()));
            unknown.extend(words.map(|cell| UnknownWord {
                word: cell.text().to_owned(),
                part,
                page: cell.page,
            }));
        }
    }
}

fn names(row: &Row, label: Label) -> bool {
    row.own.iter().any(|c| Part::Head.label(c.text()) == Some(label))
}

/// Whether a text may be a label, and is none: short, of Chinese words, without figures and what only sentences have.
fn is_strange(text: &str) -> bool {
    /// 偏差大或未完成原因分析及改进措施 has 16 characters.
    const LONGEST: usize = 20;
    let key = key_of_label(text);
    let length = key.chars().count();
    (2..=LONGEST).contains(&length)
        && key.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        && !has_digit(&key)
        && !key.contains(['。', '，', '；', '！', '？', '≥', '≤'])
        && !is_known(text)
}

/// The cells of a header.
fn heads<'t>(row: &Row<'t>) -> Vec<&'t Cell> {
    row.own.clone()
}

/// The cells of a row of labels and values that stand before a value. What a label has beside it is its value.
fn before_values<'t>(row: &Row<'t>) -> Vec<&'t Cell> {
    let mut cells = row.own.iter().copied().peekable();
    let mut found = Vec::new();
    while let Some(cell) = cells.next() {
        let has_value = cells.next_if(|next| head_label(next.text()).is_none()).is_some();
        if has_value && head_label(cell.text()).is_none() {
            found.push(cell);
        }
    }
    found
}

/// The cells that stand right before a figure.
fn before_figures<'t>(row: &Row<'t>) -> Vec<&'t Cell> {
    let filled: Vec<&Cell> = row.own.iter().copied().filter(|c| !c.text().is_empty()).collect();
    let pairs = filled.iter().zip(filled.iter().skip(1));
    let pairs = pairs.filter(|(_, next)| Figure::parse(next.text()).is_some());
    pairs.map(|(cell, _)| *cell).collect()
}

/// The cells of a row that stand each over a text of the row below.
fn over_words<'t>(row: &Row<'t>, below: &Row<'t>) -> Vec<&'t Cell> {
    let is_over = |cell: &&&Cell| {
        let is_below = |b: &&Cell| (b.bbox.x0, b.bbox.x1) == (cell.bbox.x0, cell.bbox.x1);
        below.own.iter().any(|b| is_below(b) && !is_placeholder(b.text()))
    };
    row.own.iter().filter(is_over).copied().collect()
}

/// Whether a row heads columns that nobody knows: words alone, each of which may be a label, and below them figures.
fn is_strange_header(row: &Row, below: Option<&Row>, block: &Block) -> bool {
    /// A header has so many words at least.
    const WORDS: usize = 3;
    // The name of a fund row that stands before each of its amounts is one word.
    let mut filled: Vec<&str> = row
        .own
        .iter()
        .map(|c| c.text())
        .filter(|text| !text.is_empty())
        .collect();
    filled.dedup();
    let may_be_head = |text: &&str| is_strange(text) || is_known(text);
    let strange = filled.iter().filter(|text| is_strange(text)).count();
    let figures = below.map_or(0, |below| below.own.iter().filter(|c| has_digit(c.text())).count());
    block.kind != BlockKind::Indicators
        && filled.len() >= WORDS
        && strange > 0
        && figures >= 2
        && filled.iter().all(may_be_head)
}

/// Whether a row among the indicators adds them up under a word that nobody knows: one cell over all levels, and figures.
fn is_strange_total(row: &Row, block: &Block) -> bool {
    let covers_levels = |cell: &&Cell| {
        let levels = block.columns.covered_by(cell);
        let levels = levels.filter(|label| matches!(label, Label::Level1 | Label::Level2 | Label::Level3));
        levels.count() > 1
    };
    row.own
        .first()
        .is_some_and(|first| covers_levels(first) && !first.text().is_empty())
}
