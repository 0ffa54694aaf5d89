//! Blocks and fields that were not found at all: what may have lost them says so.

use super::heads::{has_unknown, unknown_characters};
use crate::form::blocks::{Block, BlockKind, Blocks};
use crate::form::ledger::Ledger;
use crate::form::model::{FieldName, Form, Scope};
use crate::form::row::{Row, RowKind};
use crate::form::vocabulary::{Label, Part};
use crate::language::bilingual;
use crate::table::Cell;

/// Says which parts were not found and may be there.
pub(super) fn warn(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    warn_of_lost_blocks(blocks, form, ledger);
    warn_of_unknown_characters(blocks, form, ledger);
    warn_of_torn_tables(blocks, form, ledger);
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
    let lost_funds = form
        .funds
        .is_empty()
        .then(|| {
            untaken()
                .find(names_funds)
                .or_else(|| header_in_part(blocks, Part::Funds))
        })
        .flatten();
    let lost_indicators = form
        .indicators
        .is_empty()
        .then(|| {
            cells()
                .find(names_indicators)
                .or_else(|| header_in_part(blocks, Part::Indicators))
        })
        .flatten();
    for (scope, label) in [(Scope::FUNDS, lost_funds), (Scope::INDICATORS, lost_indicators)] {
        let Some(label) = label else { continue };
        let text = label.text();
        let message = bilingual!(
            "有“{text}”，但其下各行未能读出；请对照原件",
            "\"{text}\" is there, but no row below it could be read; compare with the page"
        );
        ledger.not_understood(scope, label, message.clone());
        if ledger.has_taken(label) && scope == Scope::FUNDS {
            // Below the indicators their rows were read as more of them.
            ledger.not_understood(Scope::INDICATORS, label, message.clone());
        }
        // Totals are told by the columns of the indicators.
        let totals = [("total_weight", &form.total_weight), ("total_score", &form.total_score)];
        for (total, _) in totals
            .iter()
            .filter(|(_, total)| scope == Scope::INDICATORS && total.text().is_empty())
        {
            ledger.not_understood(Scope::single(total), label, message.clone());
        }
    }
}

/// The first label of a row that names several columns of a part, and was not known for its header.
fn header_in_part<'t>(blocks: &Blocks<'_, 't>, part: Part) -> Option<&'t Cell> {
    let is_label = |c: &&Cell| part.label(c.text()).is_some();
    let mut rows = blocks.segment.rows.iter().filter(|row| row.kind == RowKind::Body);
    rows.find_map(|row| {
        let mut labels = row.own.iter().copied().filter(is_label);
        let (first, second) = (labels.next()?, labels.next());
        second.map(|_| first)
    })
}

/// The first cell with characters that are not known, which no field took and which heads no column.
fn first_unknown<'b, 's: 'b, 't: 's>(
    mut blocks: impl Iterator<Item = &'b Block<'s, 't>>,
    ledger: &Ledger,
) -> Option<&'t Cell> {
    let is_header = |row: &Row| matches!(row.kind, RowKind::FundHeader | RowKind::IndicatorHeader);
    blocks.find_map(|block| {
        let rows = block.rows.iter().filter(|row| !is_header(row));
        let mut cells = rows.flat_map(|row| row.own.iter().copied());
        cells.find(|c| has_unknown(c) && !ledger.has_taken(c))
    })
}

/// A label with characters that are not known may be that of whatever was not found.
fn warn_of_unknown_characters(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let first = first_unknown(blocks.all.iter(), ledger);
    let has_names = |block: &&Block| !matches!(block.kind, BlockKind::Indicators | BlockKind::Foot);
    let in_head = first_unknown(blocks.all.iter().filter(has_names), ledger);
    if let Some(first) = first {
        for field in blank_parts(form) {
            ledger.not_understood(field, first, unknown_characters(first.text()));
        }
    }
    if let Some(first) = in_head {
        for field in blank_names(form) {
            ledger.not_understood(field, first, unknown_characters(first.text()));
        }
    }
    let lines = blocks.lines_above();
    let has_unknown = |c: &crate::table::BoxText| c.unmapped > 0 || c.doubtful > 0;
    let line = lines
        .iter()
        .find(|l| has_unknown(&l.line().content) && ledger.is_left_over(l));
    if let Some(line) = line {
        for field in blank_names(form) {
            let place = Some(line.line().place());
            ledger.not_understood_at(field, place, unknown_characters(line.text()));
        }
    }
}

/// Where a cell may be several ones, or a part of one, rows and columns may be lost: its part says so, whatever was read of it.
fn warn_of_torn_tables(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let mut said: Vec<Scope> = Vec::new();
    let mut first = None;
    for block in &blocks.all {
        let scopes: &[Scope] = match block.kind {
            BlockKind::Funds | BlockKind::Unknown => &[Scope::FUNDS],
            BlockKind::Indicators => &[Scope::INDICATORS],
            BlockKind::Foot => &[
                Scope::single("total_weight"),
                Scope::single("total_score"),
                Scope::single("grade"),
            ],
            BlockKind::Head | BlockKind::Goals => &[],
        };
        let mut cells = block.rows.iter().flat_map(|row| &row.own);
        let Some(torn) = cells.find(|c| c.doubt.torn.is_some()) else {
            continue;
        };
        first = first.or(Some(torn));
        for scope in scopes {
            if !said.contains(scope) {
                said.push(*scope);
                ledger.warn_of_tear(*scope, torn);
            }
        }
    }
    let Some(first) = first else { return };
    // What was not found at all may be lost by it, wherever it stands.
    for scope in blank_parts(form).filter(|scope| !said.contains(scope)) {
        ledger.warn_of_tear(scope, first);
    }
}

/// What was not found of a form.
fn blank_parts(form: &Form) -> impl Iterator<Item = Scope> + use<> {
    let blank = [
        (Scope::FUNDS, form.funds.is_empty()),
        (Scope::INDICATORS, form.indicators.is_empty()),
        (Scope::single("total_weight"), form.total_weight.text().is_empty()),
        (Scope::single("total_score"), form.total_score.text().is_empty()),
        (Scope::single("grade"), form.grade.text().is_empty()),
    ];
    blank
        .into_iter()
        .filter_map(|(field, is_blank)| is_blank.then_some(field))
}

/// What head, funds and goals name, and was not found.
pub(super) fn blank_names(form: &Form) -> impl Iterator<Item = FieldName> + use<> {
    let blank = [
        ("title", &form.title),
        ("year", &form.year),
        ("project_name", &form.project_name),
        ("department", &form.department),
        ("unit", &form.unit),
        ("amount_unit", &form.amount_unit),
        ("expected_goal", &form.expected_goal),
        ("actual_result", &form.actual_result),
    ]
    .map(|(name, field)| (FieldName::single(name), field.text().is_empty()));
    blank
        .into_iter()
        .filter_map(|(field, is_blank)| is_blank.then_some(field))
}
