//! 项目资金 with its items side by side: the total and its parts above columns, 预算数 and 执行数 in a row each.

use super::row::{figures_by_label, item_field};
use crate::figure::{Figure, is_placeholder};
use crate::form::columns::Column;
use crate::form::ledger::Ledger;
use crate::form::model::{Field, FieldName, FundRow};
use crate::form::row::{Row, RowKind};
use crate::form::vocabulary::{Label, Part};
use crate::table::Cell;

/// One row of the block: its label, and the figures right of it.
struct Line<'r, 't> {
    label: Label,
    label_cell: &'t Cell,
    row: &'r Row<'t>,
    figures: &'r [&'t Cell],
    /// Which part of each figure's text is its own, where two labels share the row.
    part: Option<usize>,
    /// Whether it is one of several labels of the row, with its figure beside it: the total's.
    is_pair: bool,
}

/// What a cell has for one label.
#[derive(Clone, Copy)]
struct Found<'t> {
    cell: &'t Cell,
    part: Option<usize>,
}

/// One column of figures, with what stands above it.
#[derive(Clone, Copy)]
struct Item<'t> {
    /// `None` where the block has but one column, without a name.
    name: Option<&'t Cell>,
    column: Column,
}

/// The block.
struct Block<'r, 't> {
    lines: Vec<Line<'r, 't>>,
    items: Vec<Item<'t>>,
    /// Columns right of the items, for all rows together: 分值, 得分.
    points: Vec<Column>,
}

/// Reads each item as a fund row.
pub(super) fn read(rows: &[Row], ledger: &mut Ledger) -> Vec<FundRow> {
    let Some(block) = Block::find(rows) else {
        return Vec::new();
    };
    let funds = block.items.iter().enumerate().map(|(n, item)| {
        let fund = figures_by_label(|label, column| match block.cell(label, n) {
            Some(found) if block.belongs_to_item_before(found.cell, n) => Field::Covered,
            Some(Found { cell, part }) => match part.and_then(|part| part_of(cell.text(), part)) {
                Some(text) => ledger.part(FieldName::fund(n, column), cell, text),
                None => ledger.cell(FieldName::fund(n, column), cell),
            },
            None => Field::Absent,
        });
        let item = item_field(n, item.name.as_slice(), ledger);
        FundRow { item, ..fund }
    });
    funds.collect()
}

impl<'r, 't> Block<'r, 't> {
    /// The block, where each figure in it can be told.
    fn find(rows: &'r [Row<'t>]) -> Option<Self> {
        let states_amounts = |row: &Row| Line::of(row).first().is_some_and(|line| line.label.is_of_amounts());
        let begin = rows.iter().position(states_amounts)?;
        let first = Line::of(rows.get(begin)?).into_iter().next()?;
        let is_beside = |row: &&Row| row.own.iter().any(|c| c.bbox.x0 == first.label_cell.bbox.x0);
        let below = rows.iter().skip(begin).take_while(is_beside);
        let lines: Vec<Line> = below
            .flat_map(Line::of)
            .filter(|line| first.shares_block(line))
            .collect();
        let header = begin.checked_sub(1).and_then(|above| rows.get(above));
        let (points, items) = match header.filter(|header| first.is_headed_by(header)) {
            Some(header) => first.columns_below(header),
            None => (Vec::new(), vec![first.lone_item()?]),
        };
        let block = Self { lines, items, points };
        block.is_understood().then_some(block)
    }

    /// Whether what was budgeted and executed is there, and each figure stands below one item, or below points.
    fn is_understood(&self) -> bool {
        let has = |wanted: Label| self.lines.iter().any(|line| line.label == wanted);
        let columns = || self.items.iter().map(|item| &item.column).chain(&self.points);
        let is_told = |line: &Line| {
            let figures = line.figures.iter().filter(|c| !c.text().is_empty());
            figures.clone().all(|c| columns().any(|column| column.is_under(c)))
                && columns().all(|column| figures.clone().filter(|c| column.holds(c)).count() <= 1)
        };
        has(Label::Executed)
            && (has(Label::Budget) || has(Label::Initial))
            && self.lines.iter().all(|line| line.is_pair || is_told(line))
    }

    /// What an item has in the row of a label; the points that stand right of all items are the first one's.
    fn cell(&self, label: Label, n: usize) -> Option<Found<'t>> {
        let below = |column: &Column, line: &Line<'r, 't>| {
            let is_its = |c: &&Cell| if line.is_pair { n == 0 } else { column.is_under(c) };
            let cell = line.figures.iter().copied().find(is_its);
            cell.map(|cell| Found { cell, part: line.part })
        };
        let item = self.items.get(n)?;
        let line = self.lines.iter().rfind(|line| line.label == label);
        let points = self.points.iter().find(|column| column.label == label && n == 0);
        line.and_then(|line| below(&item.column, line))
            .or_else(|| self.lines.iter().find_map(|line| below(points?, line)))
    }

    /// Whether a cell is merged over an item left of this one.
    fn belongs_to_item_before(&self, cell: &Cell, n: usize) -> bool {
        self.items.iter().take(n).any(|item| item.column.is_under(cell))
    }
}

impl<'r, 't> Line<'r, 't> {
    /// A row that has one label of figures, and nothing but figures right of it; or two labels in one cell, and two figures in each: 分值/得分,
    /// `10/9.50`.
    fn of(row: &'r Row<'t>) -> Vec<Self> {
        let found = || {
            let at = row.own.iter().position(|c| !labels_of_figures(c.text()).is_empty())?;
            row.own.get(at..)?.split_first()
        };
        let Some((label_cell, figures)) = found().filter(|(_, figures)| !figures.is_empty()) else {
            return Vec::new();
        };
        let labels = labels_of_figures(label_cell.text());
        let is_shared = labels.len() > 1;
        let is_figure = |text: &str| is_placeholder(text) || Figure::parse(text).is_some();
        let are_figures = |text: &str| {
            let parts = || text.split(SLASHES).map(str::trim);
            parts().count() == labels.len() && parts().all(is_figure)
        };
        let is_told =
            |c: &&Cell| is_figure(c.text()) && (!is_shared || is_placeholder(c.text())) || are_figures(c.text());
        let is_of_block = matches!(row.kind, RowKind::Body | RowKind::Total);
        let is_line = is_of_block && figures.iter().all(is_told);
        if is_of_block && !is_line {
            return Self::pairs(row);
        }
        let lines = labels.into_iter().enumerate().filter(|_| is_line);
        lines
            .map(|(part, label)| Self {
                label,
                label_cell,
                row,
                figures,
                part: is_shared.then_some(part),
                is_pair: false,
            })
            .collect()
    }

    /// A row with several labels of points and rates, each with its figure right of it: 执行率, 98%, 得分（10分）, 9.8.
    fn pairs(row: &'r Row<'t>) -> Vec<Self> {
        let is_of_points = |text: &str| labels_of_figures(text).iter().all(|label| !label.is_of_amounts());
        let is_label = |c: &Cell| !labels_of_figures(c.text()).is_empty() && is_of_points(c.text());
        let begin = row.own.iter().position(|c| is_label(c)).unwrap_or(row.own.len());
        let pairs = row.own.get(begin..).unwrap_or_default();
        let line = |pair: &'r [&'t Cell]| {
            let [label_cell, figure] = pair else { return None };
            let [label] = labels_of_figures(label_cell.text())[..] else {
                return None;
            };
            let is_told = is_label(label_cell) && Figure::parse(figure.text()).is_some();
            is_told.then(|| Self {
                label,
                label_cell,
                row,
                figures: pair.get(1..).unwrap_or_default(),
                part: None,
                is_pair: true,
            })
        };
        let lines: Option<Vec<Self>> = pairs.chunks(2).map(line).collect();
        lines.filter(|lines| lines.len() > 1).unwrap_or_default()
    }

    /// Whether another line is one of the block with this one: 自评得分 is, where the label of the block covers it; else it is the form's.
    fn shares_block(&self, other: &Self) -> bool {
        other.row.kind == RowKind::Body
            || self
                .block()
                .is_some_and(|block| other.row.all.iter().any(|c| std::ptr::eq(*c, block)))
    }

    /// What stands left of the label: the label of the block.
    fn block(&self) -> Option<&'t Cell> {
        let left = self.label_cell.bbox.x0;
        self.row.all.iter().copied().find(|c| c.bbox.x1 <= left)
    }

    /// Whether a row names the items of the block: it has the label of the block with this one, or begins with it, and names stand above the
    /// figures.
    fn is_headed_by(&self, header: &Row) -> bool {
        let is_of_block = match self.block() {
            Some(block) => block.row <= header.number,
            None => header.own.first().is_some_and(|c| c.text().contains("资金")),
        };
        let is_name = |c: &Cell| !c.text().is_empty() && Figure::parse(c.text()).is_none();
        let is_named = |figure: &&Cell| {
            header
                .own
                .iter()
                .any(|c| is_name(c) && Column::over(Label::Budget, c).holds(figure))
        };
        is_of_block && header.number + 1 == self.row.number && self.figures.iter().any(is_named)
    }

    /// The columns of points and of items below a header.
    fn columns_below(&self, header: &Row<'t>) -> (Vec<Column>, Vec<Item<'t>>) {
        let heads = header
            .own
            .iter()
            .filter(|c| c.bbox.x0 >= self.label_cell.bbox.x1 && !c.text().is_empty());
        let points = |c: &Cell| Part::Funds.label(c.text()).filter(|label| label.is_of_figures());
        let (of_points, of_items): (Vec<&Cell>, Vec<&Cell>) = heads.copied().partition(|c| points(c).is_some());
        let points = of_points.iter().filter_map(|c| Some(Column::over(points(c)?, c)));
        let items = of_items.iter().map(|c| Item {
            name: Some(c),
            column: Column::over(self.label, c),
        });
        (points.collect(), items.collect())
    }

    /// The only column of figures, which has no name.
    fn lone_item(&self) -> Option<Item<'t>> {
        let [only] = self.figures else { return None };
        Some(Item {
            name: None,
            column: Column::over(self.label, only),
        })
    }
}

/// The labels of figures that a cell has: one, or two of them parted by a slash.
fn labels_of_figures(text: &str) -> Vec<Label> {
    let label = |text: &str| Part::Funds.label(text).filter(|label| label.is_of_figures());
    if let Some(label) = label(text) {
        return vec![label];
    }
    let pair = text
        .split_once(SLASHES)
        .and_then(|(one, other)| label(one).zip(label(other)));
    pair.filter(|(one, other)| one != other)
        .map_or_else(Vec::new, |(one, other)| vec![one, other])
}

/// One of the texts that slashes part.
fn part_of(text: &str, part: usize) -> Option<&str> {
    if is_placeholder(text) {
        return None;
    }
    text.split(SLASHES).nth(part).map(str::trim)
}

const SLASHES: [char; 2] = ['/', '／'];
