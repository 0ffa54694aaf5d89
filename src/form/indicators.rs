//! The rows of the indicator block, under its header; merged level cells filled down.

mod nested;

use super::blocks::{BlockKind, Blocks};
use super::columns::Columns;
use super::fields::column_field;
use super::ledger::Ledger;
use super::model::{Field, FieldName, Indicator, Value};
use super::row::{Row, RowKind};
use super::target::target_field;
use super::vocabulary::{Label, label_key};
use crate::digits::is_digit;
use crate::figure;

/// Reads the indicators: what stands below their header, which may come again on the next page, where the columns may stand elsewhere.
pub(super) fn read(blocks: &Blocks, ledger: &mut Ledger) -> Vec<Indicator> {
    let mut indicators = Vec::new();
    for block in blocks.of(BlockKind::Indicators) {
        let rows = block.rows.iter().filter(|row| row.kind == RowKind::Body);
        for row in rows.filter(|row| !is_note(row, &block.columns)) {
            if nested::go_on(row, &block.columns, &mut indicators, ledger) {
                continue;
            }
            let before = ledger.mark();
            let indicator = indicator(row, &block.columns, indicators.len(), ledger);
            if says_something(&indicator) {
                indicators.push(indicator);
                nested::warn_of_row(&indicators, ledger);
            } else {
                ledger.withdraw_to(before);
            }
        }
    }
    indicators
}

/// Whether a row is a remark: one cell over what was reached and how it was scored, or what was to be reached (其他需要说明事项, 无).
pub(super) fn is_note(row: &Row, columns: &Columns) -> bool {
    row.own.iter().any(|cell| {
        let covers = |labels: &[Label]| columns.covered_by(cell).any(|label| labels.contains(&label));
        covers(&[Label::Target, Label::Actual]) && covers(&[Label::Weight, Label::Score])
            || covers(&[Label::Level2, Label::Level3]) && covers(&[Label::Actual])
    })
}

fn indicator(row: &Row, columns: &Columns, n: usize, ledger: &mut Ledger) -> Indicator {
    let name = |column| FieldName::indicator(n, column);
    let mut level = |label, column| level_field(row, columns, label, name(column), ledger);
    let (level1, level2, level3) = (
        level(Label::Level1, "level1"),
        level(Label::Level2, "level2"),
        level(Label::Level3, "level3"),
    );
    let level3 = with_level4(level3, row, columns, name("level3"), ledger);
    let target = target_field(row, columns, name("target"), ledger);
    let mut field = |label, column| column_field(row, columns, label, name(column), ledger);
    let mut deviation = field(Label::Deviation, "deviation");
    if deviation.is_blank() || deviation == Field::Absent {
        // What will be done about it says that something is known to be amiss.
        let measures = field(Label::Measures, "deviation");
        if !measures.text().is_empty() {
            deviation = measures;
        }
    }
    Indicator {
        level1,
        level2,
        level3,
        target,
        actual: field(Label::Actual, "actual"),
        weight: field(Label::Weight, "weight"),
        score: field(Label::Score, "score"),
        deviation,
    }
}

/// A level: merged over rows it is filled down; merged over levels its text is the last level's where it reaches the third, else the first's.
fn level_field(row: &Row, columns: &Columns, label: Label, name: FieldName, ledger: &mut Ledger) -> Field {
    let Some(column) = columns.get(label) else {
        return Field::Absent;
    };
    let cells = column.cells(&row.all);
    let Some(cell) = cells.first() else {
        return Field::Absent;
    };
    let covered = || columns.covered_by(cell);
    let holder = covered()
        .find(|label| *label == Label::Level3)
        .or_else(|| covered().next());
    if holder.is_some_and(|holder| holder != label) {
        return Field::Covered;
    }
    let mut field = ledger.cells(name, &cells);
    if let Field::Cell(value) = &mut field {
        value.filled = cell.row < row.number;
    }
    field
}

/// The third level with the fourth behind it, where the form has one: `养护 桥梁养护`.
fn with_level4(level3: Field, row: &Row, columns: &Columns, name: FieldName, ledger: &mut Ledger) -> Field {
    match column_field(row, columns, Label::Level4, name, ledger) {
        Field::Cell(level4) if !level4.text.is_empty() => {
            let text = format!("{} {}", level3.text(), level4.text).trim_start().to_owned();
            Field::Cell(Value { text, ..level4 })
        }
        _ => level3,
    }
}

/// Whether a row states anything: a placeholder (`指标2：`, `……`, `/`) or a level label alone does not.
fn says_something(indicator: &Indicator) -> bool {
    indicator
        .fields()
        .iter()
        .skip(2)
        .any(|(_, f)| !is_placeholder(f.text()) && f.value().is_some_and(|v| !v.filled))
}

fn is_placeholder(text: &str) -> bool {
    let Some(key) = label_key(text) else {
        return text.is_empty();
    };
    let rest = key
        .strip_prefix("指标")
        .map_or(&*key, |rest| rest.trim_start_matches(is_digit));
    let says_nothing =
        |c: char| matches!(c, '.' | '…' | '⋯' | ':' | '、') || figure::is_placeholder(c.encode_utf8(&mut [0; 4]));
    rest.chars().all(says_nothing)
}
