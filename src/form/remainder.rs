//! What the form prints and no field took: a figure that is left over says that its part of the form is not understood, and the part says so.
//!
//! A figure is explained by a label left of it in the head and at the foot, by the 小计 of its row, and in a block by the header above it:
//! where that names none of our fields, or where all our columns are there without it.

use super::blocks::{Block, BlockKind, Blocks, is_beyond};
use super::ledger::{Ledger, Line};
use super::model::{Field, FieldName, Form};
use super::outside::levels;
use super::row::{Row, RowKind};
use super::vocabulary::{Label, Part, is_other_column, label_key};
use crate::digits::has_digit;
use crate::figure::Figure;
use crate::geometry::Milli;
use crate::language::Bilingual;
use crate::table::{Cell, OutsideLine};
use crate::warning::WarningKind;

/// The columns of figures of the funds. 年初预算数 is left out: many forms have none.
const FUND_FIGURES: [(Label, &str); 5] = [
    (Label::Budget, "budget"),
    (Label::Executed, "executed"),
    (Label::Weight, "weight"),
    (Label::Rate, "rate"),
    (Label::Score, "score"),
];

/// The columns of figures of the indicators.
const INDICATOR_FIGURES: [(Label, &str); 4] = [
    (Label::Target, "target"),
    (Label::Actual, "actual"),
    (Label::Weight, "weight"),
    (Label::Score, "score"),
];

/// Says which parts hold figures that no field took, and which blocks could not be read at all.
pub(super) fn warn(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    warn_of_rows(blocks, form, ledger);
    warn_of_lost_blocks(blocks, form, ledger);
    warn_of_joined_columns(blocks, ledger);
    warn_of_lost_labels(blocks, ledger);
    warn_of_unknown_characters(blocks, form, ledger);
    warn_of_no_figures(form, ledger);
    warn_of_torn_tables(blocks, form, ledger);
    for block in &blocks.all {
        for row in block.rows {
            // A figure in a header belongs to it: 50, above a column of points.
            if !matches!(row.kind, RowKind::FundHeader | RowKind::IndicatorHeader) {
                warn_of_left_over(row, block, form, ledger);
            }
        }
    }
}

/// Says which fields the figures of a row may be that no field took.
fn warn_of_left_over(row: &Row, block: &Block, form: &Form, ledger: &mut Ledger) {
    let is_left_over = |cell: &&Cell| !ledger.has_taken(cell) && Figure::parse(cell.text()).is_some();
    let left_over: Vec<&Cell> = row.own.iter().copied().filter(is_left_over).collect();
    for cell in &left_over {
        let of_the_form = || beside_nothing(row, cell, form).into_iter().collect();
        let fields = match (block.kind, block.rows.first()) {
            _ if row.kind == RowKind::Head => of_the_form(),
            (BlockKind::Goals, Some(header)) if is_below_other_column(header, cell) => Vec::new(),
            (BlockKind::Goals, _) => totals_of(form),
            // 资金管理情况, with points of its own.
            (BlockKind::Funds | BlockKind::Unknown, _) if is_beyond_funds(row, block) => totals_of(form),
            (BlockKind::Foot, _) if row.kind == RowKind::Body && !left_over.iter().all(|c| is_labelled(row, c)) => {
                vec!["indicators".to_owned()]
            }
            (BlockKind::Head | BlockKind::Foot, _) => of_the_form(),
            _ => not_in_columns(row, cell, block, ledger),
        };
        for field in fields {
            ledger.warn(&field, cell, WarningKind::NotUnderstood, left_over_message(cell.text()));
        }
    }
}

/// Whether another label has taken the place of that of the funds.
fn is_beyond_funds(row: &Row, block: &Block) -> bool {
    block.label.is_some_and(|label| is_beyond(row, label))
}

/// The totals that points of no indicator may be part of.
fn totals_of(form: &Form) -> Vec<String> {
    let weight = (form.total_weight != Field::Absent).then(|| "total_weight".to_owned());
    weight.into_iter().chain(["total_score".to_owned()]).collect()
}

/// Whether the header above a figure names a column that is none of ours: 总体完成率 beside the goals.
fn is_below_other_column(header: &Row, cell: &Cell) -> bool {
    over(header, cell).is_some_and(|c| is_other_column(c.text()))
}

/// What a header has over a cell.
fn over<'r>(header: &'r Row, cell: &Cell) -> Option<&'r Cell> {
    let middle = cell.bbox.center().x;
    let over = |c: &&&Cell| c.bbox.x0 <= middle && middle < c.bbox.x1;
    header.all.iter().find(over).copied()
}

fn left_over_message(text: &str) -> Bilingual {
    Bilingual::new(
        format!("印有“{text}”，但未能认出这是哪一项；请对照原件"),
        format!("\"{text}\" is printed, and it is not known which field it is; compare with the page"),
    )
}

/// A header that two labels share: its columns were not told apart, and what stands below may be theirs together.
fn warn_of_joined_columns(blocks: &Blocks, ledger: &mut Ledger) {
    for (row, part, field) in blocks.headers() {
        for cell in row.own.iter().filter(|c| is_two_labels(part, c.text())) {
            let text = cell.text();
            let message = Bilingual::new(
                format!("“{text}”像是两列的表头，未能分开；请对照原件"),
                format!(
                    "\"{text}\" looks like the headers of two columns that could not be told apart; compare with the page"
                ),
            );
            ledger.warn(field, cell, WarningKind::NotUnderstood, message);
        }
    }
}

/// Labels with characters that are not known: a header's column, or a block that was not found at all, may have lost its name by them.
fn warn_of_unknown_characters(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let message = |text: &str| {
        Bilingual::new(
            format!("“{text}”中有读不出的字，未能认出其下或其旁是哪一项；请对照原件"),
            format!("\"{text}\" has characters that are not known, and so is what it names; compare with the page"),
        )
    };
    let is_unknown = |c: &Cell| c.content.unmapped > 0 || c.content.doubtful > 0;
    for (row, part, field) in blocks.headers() {
        let is_lost = |c: &&&Cell| is_unknown(c) && part.label(c.text()).is_none() && !is_other_column(c.text());
        if let Some(cell) = row.own.iter().find(is_lost) {
            ledger.warn(field, cell, WarningKind::NotUnderstood, message(cell.text()));
        }
    }
    let is_header = |row: &&Row| matches!(row.kind, RowKind::FundHeader | RowKind::IndicatorHeader);
    let mut cells = blocks
        .segment
        .rows
        .iter()
        .filter(|row| !is_header(row))
        .flat_map(|row| &row.own);
    let Some(first) = cells.find(|c| is_unknown(c) && !ledger.has_taken(c)) else {
        return;
    };
    for field in blank_parts(form) {
        ledger.warn(field, first, WarningKind::NotUnderstood, message(first.text()));
    }
}

/// A header whose text runs over its cell, and is no label as it was read: a column may have lost its label.
fn warn_of_lost_labels(blocks: &Blocks, ledger: &mut Ledger) {
    for (row, part, field) in blocks.headers() {
        let is_lost = |c: &&&Cell| c.doubt.overflow && part.label(c.text()).is_none() && !is_other_column(c.text());
        if let Some(cell) = row.own.iter().find(is_lost) {
            let text = cell.text();
            let message = Bilingual::new(
                format!("表头“{text}”越过单元格边线，未能认出这是哪一列；请对照原件"),
                format!(
                    "the header \"{text}\" runs over the border of its cell, and its column is not known; compare with the page"
                ),
            );
            ledger.warn(field, cell, WarningKind::NotUnderstood, message);
        }
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

/// Points and amounts that are several figures, or a figure among words: something else may stand in their cell.
fn warn_of_no_figures(form: &Form, ledger: &mut Ledger) {
    let of_funds = form.funds.iter().enumerate().flat_map(|(n, fund)| {
        let figures = fund.fields().into_iter().filter(|(column, _)| *column != "item");
        figures.map(move |(column, field)| (FieldName::fund(n, column), field))
    });
    let of_indicators = form.indicators.iter().enumerate().flat_map(|(n, indicator)| {
        [("weight", &indicator.weight), ("score", &indicator.score)]
            .map(|(column, field)| (FieldName::indicator(n, column), field))
    });
    let totals = [("total_weight", &form.total_weight), ("total_score", &form.total_score)]
        .map(|(column, field)| (FieldName::single(column), field));
    for (name, field) in of_funds.chain(of_indicators).chain(totals) {
        let text = field.text();
        // A character that is not known has its own warning.
        let is_complete = !text.contains(char::REPLACEMENT_CHARACTER);
        let is_mixed = text.contains(|c: char| c.is_alphabetic() || c.is_whitespace());
        if is_complete && is_mixed && has_digit(text) && Figure::parse(text).is_none() {
            let message = Bilingual::new(
                format!("“{text}”不是一个数，可能混入了别的文字；请对照原件"),
                format!("\"{text}\" is not one figure; other text may stand in its cell; compare with the page"),
            );
            ledger.doubt(name, field.place(), WarningKind::NotUnderstood, message);
        }
    }
}

/// Blocks whose labels are there, and of which nothing was read.
fn warn_of_lost_blocks(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let cells = || blocks.segment.rows.iter().flat_map(|row| row.own.iter().copied());
    let names_funds = |cell: &&Cell| {
        let text = cell.text();
        Part::Head.label(text) == Some(Label::FundsBlock) || Part::Funds.label(text).is_some_and(Label::is_of_amounts)
    };
    let names_indicators = |cell: &&Cell| {
        let text = cell.text();
        let levels = [Label::Level1, Label::Level2, Label::Level3];
        Part::Head.label(text) == Some(Label::IndicatorsBlock)
            || Part::Indicators
                .label(text)
                .is_some_and(|label| levels.contains(&label))
    };
    // An indicator may be named like the block.
    let untaken = || cells().filter(|cell| !ledger.has_taken(cell));
    let lost_funds = form.funds.is_empty().then(|| untaken().find(names_funds)).flatten();
    let lost_indicators = form
        .indicators
        .is_empty()
        .then(|| cells().find(names_indicators))
        .flatten();
    for (field, label) in [("funds", lost_funds), ("indicators", lost_indicators)] {
        let Some(label) = label else { continue };
        let text = label.text();
        let message = Bilingual::new(
            format!("有“{text}”，但其下各行未能读出；请对照原件"),
            format!("\"{text}\" is there, but no row below it could be read; compare with the page"),
        );
        ledger.warn(field, label, WarningKind::NotUnderstood, message);
    }
}

/// Where a cell may be several ones, or a part of one, rows and columns may be lost: its part says so, whatever was read of it.
fn warn_of_torn_tables(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let mut said: Vec<&str> = Vec::new();
    let mut first = None;
    for block in &blocks.all {
        let fields: &[&str] = match block.kind {
            BlockKind::Funds | BlockKind::Unknown => &["funds"],
            BlockKind::Indicators => &["indicators"],
            BlockKind::Foot => &["total_weight", "total_score", "grade"],
            BlockKind::Head | BlockKind::Goals => &[],
        };
        let mut cells = block.rows.iter().flat_map(|row| &row.own);
        let Some(torn) = cells.find(|c| c.doubt.torn.is_some()) else {
            continue;
        };
        first = first.or(Some(torn));
        for field in fields {
            if !said.contains(field) {
                said.push(field);
                ledger.warn_of_tear(field, torn);
            }
        }
    }
    let Some(first) = first else { return };
    // What was not found at all may be lost by it, wherever it stands.
    for field in blank_parts(form).filter(|field| !said.contains(field)) {
        ledger.warn_of_tear(field, first);
    }
}

/// What was not found of a form.
fn blank_parts(form: &Form) -> impl Iterator<Item = &'static str> + use<> {
    let blank = [
        ("funds", form.funds.is_empty()),
        ("indicators", form.indicators.is_empty()),
        ("total_weight", form.total_weight.text().is_empty()),
        ("total_score", form.total_score.text().is_empty()),
        ("grade", form.grade.text().is_empty()),
    ];
    blank
        .into_iter()
        .filter_map(|(field, is_blank)| is_blank.then_some(field))
}

/// In the head and at the foot: a figure without a label left of it may be the total.
fn beside_nothing(row: &Row, cell: &Cell, form: &Form) -> Option<String> {
    let is_total = row.kind == RowKind::Total || !is_labelled(row, cell);
    (is_total && form.total_score.text().is_empty()).then(|| "total_score".to_owned())
}

/// Whether words stand left of a figure.
fn is_labelled(row: &Row, cell: &Cell) -> bool {
    let left = row.own.iter().rfind(|c| c.bbox.x1 <= cell.bbox.x0);
    left.is_some_and(|c| !c.text().is_empty() && Figure::parse(c.text()).is_none())
}

/// Below a header: the fields that the figure may be.
fn not_in_columns(row: &Row, cell: &Cell, block: &Block, ledger: &Ledger) -> Vec<String> {
    let (Some(header), Some(part)) = (block.rows.first(), block.part()) else {
        return Vec::new();
    };
    if row.kind == RowKind::Subtotal {
        return Vec::new();
    }
    let (figures, name) = match part {
        Part::Funds => (FUND_FIGURES.as_slice(), "funds"),
        _ => (INDICATOR_FIGURES.as_slice(), "indicators"),
    };
    // 到位数 stands left of its amounts, and not above them.
    let is_left = |c: &&&Cell| c.bbox.x1 <= cell.bbox.x0;
    let head = match (row.kind, header.kind) {
        (RowKind::FundPairs, _) => row.all.iter().rfind(is_left).copied(),
        (_, RowKind::FundPairs) => header.all.iter().rfind(is_left).copied(),
        _ => over(header, cell),
    };
    let text = head.map_or("", |c| c.text());
    match ledger.row_of(row) {
        None => vec![name.to_owned()],
        Some(FieldName { table, row, .. }) if text.is_empty() => vec![format!("{table}[{row}]")],
        Some(_) if part.label(text).is_some() || is_other_column(text) => Vec::new(),
        Some(FieldName { table, row, .. }) => {
            let lacking = figures.iter().filter(|(label, _)| !block.has(*label));
            let names = lacking.map(|(_, column)| FieldName::in_row(table, row, column).to_string());
            names.collect()
        }
    }
}

/// A row that has lost its borders lies below the others within so many times its own height.
const NEAR_BELOW: Milli = 2;

/// Says which parts of the form may have rows outside its tables: texts and figures side by side, between two rows of the form or directly below
/// its last one.
fn warn_of_rows(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let mut lines = blocks.lines_above();
    lines.extend(blocks.lines_below());
    for level in levels(&lines) {
        let Some((first, [_, ..])) = level.split_first() else {
            continue;
        };
        let figures = level.iter().filter(|l| Figure::parse(l.text()).is_some()).count();
        // Below the table stand notes, names and telephone numbers, too.
        let is_row_below = figures >= 2 && level.len() > figures;
        let Some(part) = part_beside(blocks, first.line(), is_row_below).filter(|_| figures > 0) else {
            continue;
        };
        let text: Vec<&str> = level.iter().map(Line::text).collect();
        let text = text.join(" ");
        let total = form.total_score == Field::Absent;
        // Where their header is lost, rows of indicators seem to be rows of funds.
        let has_header = !blocks.of(BlockKind::Indicators).is_empty();
        let indicators = part == "funds" && !has_header;
        let fields = [
            Some(part),
            indicators.then_some("indicators"),
            total.then_some("total_score"),
        ];
        for field in fields.into_iter().flatten() {
            let message = Bilingual::new(
                format!("“{text}”印在表格之外，可能是表中的一行；请对照原件"),
                format!("\"{text}\" is printed outside the table, and may be one of its rows; compare with the page"),
            );
            let place = Some(first.line().place());
            ledger.doubt(field, place, WarningKind::NotUnderstood, message);
        }
    }
}

/// The part of the form whose rows stand directly above a line: with others below it, or none so far away that it is a note.
fn part_beside(blocks: &Blocks, line: &OutsideLine, is_row_below: bool) -> Option<&'static str> {
    let rows = &blocks.segment.rows;
    let on_page = |r: &&Row| r.own.first().is_some_and(|c| c.page == line.page);
    let is_above = |r: &&Row| r.own.iter().all(|c| c.bbox.y0 < line.bbox.y0);
    let above = rows.iter().rposition(|r| on_page(&r) && is_above(&r))?;
    let is_below = |r: &&Row| on_page(r) && r.own.iter().all(|c| c.bbox.y0 > line.bbox.y0);
    let bottom = rows.get(above)?.own.iter().map(|c| c.bbox.y1).max()?;
    let is_near = line.bbox.y0 - bottom < line.bbox.height().saturating_mul(NEAR_BELOW);
    let is_between = rows.iter().skip(above + 1).any(|r| is_below(&r));
    let part = match blocks.around(above)?.kind {
        // The indicators stand below the goals: their header may be outside as well.
        BlockKind::Indicators | BlockKind::Goals => Some("indicators"),
        BlockKind::Funds | BlockKind::Unknown => Some("funds"),
        BlockKind::Head | BlockKind::Foot => None,
    };
    part.filter(|_| is_between || is_near && is_row_below)
}
