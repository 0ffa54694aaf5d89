//! A header row's columns, and the cells that stand under them.

use super::row::Row;
use super::vocabulary::{Label, Part, is_first_level, is_second_level};
use crate::digits::is_digit;
use crate::figure::{Figure, is_demand};
use crate::geometry::Milli;
use crate::table::Cell;

/// The columns of figures of the funds, and the fields under them.
pub(super) const FUND_COLUMNS: [(Label, &str); 6] = [
    (Label::Initial, "initial"),
    (Label::Budget, "budget"),
    (Label::Executed, "executed"),
    (Label::Weight, "weight"),
    (Label::Rate, "rate"),
    (Label::Score, "score"),
];

/// The columns of the indicators, and the fields under them.
pub(super) const INDICATOR_COLUMNS: [(Label, &str); 8] = [
    (Label::Level1, "level1"),
    (Label::Level2, "level2"),
    (Label::Level3, "level3"),
    (Label::Target, "target"),
    (Label::Actual, "actual"),
    (Label::Weight, "weight"),
    (Label::Score, "score"),
    (Label::Deviation, "deviation"),
];

/// One labelled column, by its place on the page: the same on every page that the table goes on over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub label: Label,
    pub x0: Milli,
    pub x1: Milli,
}

/// The labelled columns of a header, left to right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    columns: Vec<Column>,
}

impl Columns {
    /// The columns of a header row.
    pub(super) fn of(row: &Row, part: Part) -> Self {
        Self::without_items(row, part, std::iter::empty())
    }

    /// The columns of a header row, without a first one under which names stand: 年度预算数 over the items of the funds names the block.
    pub(super) fn without_items<'r, 't: 'r>(row: &Row, part: Part, below: impl Iterator<Item = &'r Row<'t>>) -> Self {
        let mut labelled: Vec<Column> = row
            .all
            .iter()
            .filter(|cell| !is_adjustment(cell.text()))
            .filter_map(|cell| Some(Column::over(part.label(cell.text())?, cell)))
            .collect();
        let first = labelled.first().copied().filter(|c| c.label.is_of_amounts());
        if first.is_some_and(|first| first.is_over_names(below)) {
            labelled.remove(0);
        }
        let is_block = |column: &Column| {
            let header = row.all.iter().find(|c| c.bbox.x0 == column.x0);
            header.is_some_and(|c| Part::Head.label(c.text()) == Some(Label::GoalsBlock))
        };
        let mut columns: Vec<Column> = Vec::new();
        for column in &labelled {
            if columns.iter().any(|c| c.label == column.label) {
                continue;
            }
            let mut same = labelled.iter().filter(|c| c.label == column.label);
            let chosen = match part {
                // 年度目标完成情况 may be the label of the whole block, with 目标实际完成情况 beside it.
                Part::Goals => same.clone().find(|c| !is_block(c)).or_else(|| same.next_back()),
                // Each level may have its 分值 and 得分: an indicator's score stands right of its name, out of the last 分值 before it.
                // 预算数 and 调整后预算数: what could be spent in the end stands last.
                Part::Funds if column.label == Label::Budget => last_budget(&labelled),
                Part::Indicators if column.label == Label::Score => score_of_indicators(&labelled),
                Part::Indicators if column.label == Label::Weight => {
                    let score = score_of_indicators(&labelled);
                    same.rfind(|c| score.is_some_and(|score| c.x0 < score.x0))
                }
                _ => None,
            };
            columns.push(*chosen.unwrap_or(column));
        }
        Self { columns }
    }

    /// The columns of a row that has each amount beside its label.
    pub(super) fn beside_labels(row: &Row, part: Part) -> Self {
        let beside = row.own.iter().zip(row.own.iter().skip(1));
        let columns = beside.filter_map(|(label, value)| {
            let label = part.label(label.text())?;
            part.label(value.text()).is_none().then(|| Column::over(label, value))
        });
        Self {
            columns: columns.collect(),
        }
    }

    /// With a level in place of the operators, where names of levels stand under their head (指标类型), and no operator does.
    #[must_use]
    pub(super) fn with_level_as_printed<'r, 't: 'r>(mut self, below: impl Iterator<Item = &'r Row<'t>>) -> Self {
        let Some(operators) = self.get(Label::Operator) else {
            return self;
        };
        let texts: Vec<&str> = below.flat_map(|r| operators.cells(&r.own)).map(Cell::text).collect();
        let count = |is_it: fn(&str) -> bool| texts.iter().filter(|text| is_it(text)).count();
        let (first, second) = (count(is_first_level), count(is_second_level));
        let level = if first >= second { Label::Level1 } else { Label::Level2 };
        if first + second > 0 && count(is_demand) == 0 && self.get(level).is_none() {
            for column in self.columns.iter_mut().filter(|c| **c == operators) {
                column.label = level;
            }
        }
        self
    }

    /// With the columns that only the row above names, where a header has two rows.
    #[must_use]
    pub(super) fn with_those_above(mut self, above: &Self) -> Self {
        let lacking = above.columns.iter().filter(|c| self.get(c.label).is_none());
        let lacking: Vec<Column> = lacking.copied().collect();
        self.columns.extend(lacking);
        self.columns.sort_by_key(|c| c.x0);
        self
    }

    /// With these columns, too.
    #[must_use]
    pub(super) fn with(mut self, columns: &[Column]) -> Self {
        self.columns.extend(columns);
        self.columns.sort_by_key(|c| c.x0);
        self
    }

    /// The columns of a header above that this one lacks, and has a head without a label in their place.
    pub(super) fn unnamed(&self, header: &Row, above: &Self, part: Part) -> Vec<Column> {
        let is_unnamed = |column: &&Column| {
            let mut heads = header.own.iter().filter(|c| column.is_under(c));
            let is_only = |c: &&Cell| part.label(c.text()).is_none() && column.holds(c);
            self.get(column.label).is_none() && heads.next().is_some_and(is_only)
        };
        above.columns.iter().filter(is_unnamed).copied().collect()
    }

    /// With this column of points, where the header has none.
    #[must_use]
    pub(super) fn with_score(mut self, margin: Option<Column>) -> Self {
        if self.get(Label::Score).is_none() {
            self.columns.extend(margin);
        }
        self
    }

    /// The columns without those of amounts.
    #[must_use]
    pub(super) fn but_amounts(mut self) -> Self {
        self.columns.retain(|c| !c.label.is_of_amounts());
        self
    }

    /// The column of a label.
    pub(super) fn get(&self, label: Label) -> Option<Column> {
        self.columns.iter().find(|c| c.label == label).copied()
    }

    /// Whether a label is in both.
    pub(super) fn has_one_of(&self, other: &Self) -> bool {
        self.columns.iter().any(|c| other.get(c.label).is_some())
    }

    /// Where the first column begins.
    pub(super) fn left(&self) -> Option<Milli> {
        self.columns.iter().map(|c| c.x0).min()
    }

    /// The labels of all columns that a cell covers, left to right.
    pub(super) fn covered_by(&self, cell: &Cell) -> impl Iterator<Item = Label> {
        self.columns.iter().filter(|c| c.is_under(cell)).map(|c| c.label)
    }
}

impl Column {
    /// The column that this cell heads.
    pub(super) fn over(label: Label, cell: &Cell) -> Self {
        Self {
            label,
            x0: cell.bbox.x0,
            x1: cell.bbox.x1,
        }
    }

    /// Whether a place is in the column.
    pub(super) fn is_over(&self, x: Milli) -> bool {
        self.x0 <= x && x < self.x1
    }

    /// Whether the middle of another column is in this one.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.is_over(i32::midpoint(other.x0, other.x1))
    }

    /// Whether names stand in the cells below, and nothing else; an amount with words behind it (`100元（折合0.01万元）`) is none.
    fn is_over_names<'r, 't: 'r>(&self, below: impl Iterator<Item = &'r Row<'t>>) -> bool {
        let texts: Vec<&str> = below.flat_map(|r| self.cells(&r.own)).map(Cell::text).collect();
        let is_amount = |text: &str| {
            let begin = text.trim_start_matches(['¥', '￥']);
            begin.starts_with(is_digit) && begin.contains(['元', '万']) || Figure::parse_with_unit(text).is_some()
        };
        let is_name = |text: &&&str| text.contains(char::is_alphabetic) && !is_amount(text);
        let names = texts.iter().filter(is_name).count();
        names > 0 && texts.iter().all(|text| text.is_empty() || is_name(&text))
    }

    /// Whether a cell covers the middle of the column.
    pub(super) fn is_under(&self, cell: &Cell) -> bool {
        cell.bbox.is_over(i32::midpoint(self.x0, self.x1))
    }

    /// Whether a cell stands within the column: one of several that a header spans.
    pub(super) fn holds(&self, cell: &Cell) -> bool {
        self.is_over(cell.bbox.center().x)
    }

    /// The cells of a row that stand under this column, left to right.
    pub(super) fn cells<'t>(&self, cells: &[&'t Cell]) -> Vec<&'t Cell> {
        cells
            .iter()
            .filter(|c| self.holds(c) || self.is_under(c))
            .copied()
            .collect()
    }
}

/// 调整预算数（调增+，调减-）: what was added to the budget, which is none itself.
fn is_adjustment(text: &str) -> bool {
    text.contains(['增', '减']) && text.contains("调整")
}

/// The last 预算数 before 执行数.
fn last_budget(labelled: &[Column]) -> Option<&Column> {
    let executed = labelled.iter().find(|c| c.label == Label::Executed).map(|c| c.x0);
    let mut budgets = labelled.iter().filter(|c| c.label == Label::Budget);
    budgets.rfind(|c| executed.is_none_or(|executed| c.x0 < executed))
}

/// The first 得分 right of 三级指标.
fn score_of_indicators(labelled: &[Column]) -> Option<&Column> {
    let name = labelled.iter().find(|c| c.label == Label::Level3).map(|c| c.x0);
    let mut scores = labelled.iter().filter(|c| c.label == Label::Score);
    let first = scores.clone().next();
    scores.find(|c| name.is_none_or(|name| c.x0 > name)).or(first)
}
