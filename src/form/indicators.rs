//! The rows of the indicator block, under its header; merged level cells filled down.

mod nested;

use super::blocks::{Block, BlockKind, Blocks};
use super::columns::Columns;
use super::fields::column_field;
use super::ledger::Ledger;
use super::model::{Field, FieldName, Indicator, Value};
use super::row::{Row, RowKind};
use super::target::target_field;
use super::vocabulary::{Label, Part, label_key};
use crate::digits::is_digit;
use crate::figure;
use crate::language::{Bilingual, bilingual};
use crate::table::Cell;

/// Reads the indicators: what stands below their header, which may come again on the next page, where the columns may stand elsewhere.
pub(super) fn read(blocks: &Blocks, ledger: &mut Ledger) -> Vec<Indicator> {
    let mut indicators = Vec::new();
    let all = blocks.of(BlockKind::Indicators);
    let groups: Vec<Option<&Cell>> = all.iter().map(group).collect();
    let are_levels = all.len() > 1 && are_different(&groups);
    for (at, (block, group)) in all.iter().zip(groups).enumerate() {
        let mut open = Open::default();
        let rows = block.rows.iter().filter(|row| row.kind == RowKind::Body);
        for row in rows.filter(|row| !is_note(row, &block.columns)) {
            if nested::go_on(row, &block.columns, &mut indicators, ledger) {
                continue;
            }
            let before = ledger.mark();
            let mut indicator = indicator(row, &block.columns, indicators.len(), ledger);
            if let Some(group) = group.filter(|_| are_levels) {
                let name = FieldName::indicator(indicators.len(), "level1");
                indicator.level1 = filled_down(ledger.cells(name, &[group]), group, row);
            }
            if at > 0 {
                open.go_on(&mut indicator, row, block, &indicators, ledger);
            }
            if says_something(&indicator) || is_barred(row, &block.columns) {
                indicators.push(indicator);
                nested::warn_of_row(&indicators, ledger);
            } else {
                ledger.withdraw_to(before);
            }
        }
    }
    indicators
}

/// The blank cells of levels right below a header that comes again: the levels of the page before go on in them.
#[derive(Default)]
struct Open<'t> {
    /// The blank cell of each level; none where the level has begun anew.
    cells: [Option<&'t Cell>; 2],
    has_begun: bool,
}

impl<'t> Open<'t> {
    fn go_on(
        &mut self,
        indicator: &mut Indicator,
        row: &Row<'t>,
        block: &Block<'_, 't>,
        above: &[Indicator],
        ledger: &mut Ledger,
    ) {
        let blank = |label: Label| {
            let cells = block.columns.get(label)?.cells(&row.all);
            cells.first().copied().filter(|c| c.text().is_empty())
        };
        let now = [Label::Level1, Label::Level2].map(blank);
        if !std::mem::replace(&mut self.has_begun, true) {
            self.cells = now;
        }
        let Some(last) = above.last() else { return };
        let levels = [
            ("level1", &mut indicator.level1, &last.level1),
            ("level2", &mut indicator.level2, &last.level2),
        ];
        for (((column, level, before), open), now) in levels.into_iter().zip(&mut self.cells).zip(now) {
            if !level.text().is_empty() && level.text() != before.text() {
                // What stands below another level begins anew as well.
                break;
            }
            let goes_on = open.zip(now).is_some_and(|(open, now)| std::ptr::eq(open, now));
            let (Some(cell), Field::Cell(value), true) = (now, &mut *level, goes_on) else {
                *open = None;
                continue;
            };
            before.text().clone_into(&mut value.text);
            value.filled = true;
            let name = FieldName::indicator(above.len(), column);
            ledger.not_understood(name, cell, goes_on_from(before.text()));
        }
    }
}

fn goes_on_from(text: &str) -> Bilingual {
    bilingual!(
        "分页后的表头之下这一格空白，按前一页的“{text}”计；请对照原件",
        "the cell below the head of a later page is blank, and was taken to go on with \"{text}\"; compare with the page"
    )
}

/// Whether a row numbers the columns, or is a remark: one cell over what was reached and how it was scored, or what was to be reached (其他需要说明事项, 无).
pub(super) fn is_note(row: &Row, columns: &Columns) -> bool {
    if row.numbers_columns() {
        return true;
    }
    // A bar over several cells, and over the lines between them, makes one of them, in which nothing can be read.
    let mut cells = row.own.iter().filter(|cell| !is_unread(cell));
    cells.any(|cell| {
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
    filled_down(ledger.cells(name, &cells), cell, row)
}

/// A field whose cell goes on from a row above.
fn filled_down(mut field: Field, cell: &Cell, row: &Row) -> Field {
    if let Field::Cell(value) = &mut field {
        value.filled = cell.row < row.number;
    }
    field
}

/// The cell beside the header of a block and all its rows, where no column is the first level: 产出, where 产出 and 效益 have headers of their own.
fn group<'t>(block: &Block<'_, 't>) -> Option<&'t Cell> {
    let header = block.header()?;
    let left = block.columns.left()?;
    let is_beside = |c: &&&Cell| {
        c.bbox.center().x < left && c.row + c.row_span > header.number + 1 && Part::Head.label(c.text()).is_none()
    };
    let beside = header.all.iter().find(is_beside).copied();
    beside.filter(|c| !c.text().is_empty() && block.columns.get(Label::Level1).is_none())
}

/// Whether all of them are there, and each says something else.
fn are_different(groups: &[Option<&Cell>]) -> bool {
    let texts: Option<Vec<&str>> = groups.iter().map(|group| group.map(Cell::text)).collect();
    let is_new = |(at, text): (usize, &&str)| !groups.iter().take(at).flatten().any(|c| c.text() == *text);
    texts.is_some_and(|texts| texts.iter().enumerate().all(is_new))
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

/// Whether a row names something, and most of what it says of it is covered.
fn is_barred(row: &Row, columns: &Columns) -> bool {
    let values = [Label::Level3, Label::Target, Label::Actual, Label::Weight, Label::Score];
    let unread = row.own.iter().filter(|cell| is_unread(cell));
    let unread = unread.flat_map(|cell| columns.covered_by(cell).filter(|label| values.contains(label)));
    let known = values.iter().filter(|label| columns.get(**label).is_some());
    let names = |cell: &Cell| {
        let is_level = |label: Label| matches!(label, Label::Level1 | Label::Level2 | Label::Level3);
        columns.covered_by(cell).any(is_level) && !is_placeholder(cell.text())
    };
    unread.count() * 2 > known.count() && row.own.iter().any(|cell| names(cell))
}

/// Whether something stands in a cell that nobody could read.
fn is_unread(cell: &Cell) -> bool {
    cell.doubt.ink && cell.text().is_empty()
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
