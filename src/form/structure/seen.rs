//! What stands in a column, and how far it speaks for or against a label.

use rust_decimal::Decimal;

use super::grid::{Column, Grid, aligned, plain};
use crate::digits::has_digit;
use crate::figure::{Figure, is_placeholder};
use crate::form::vocabulary::{Label, Part, is_first_level, is_second_level};
use crate::table::Cell;

/// What the 分值 of indicators add up to: 100, or what the budget leaves of that (10 or 20 points in all published forms that state it above them).
pub(super) const SUMS: [u32; 3] = [100, 90, 80];

/// It cannot be.
pub(super) const NO: i32 = -50;

/// What stands in a column.
#[derive(Debug, Default)]
pub(super) struct Seen<'t> {
    pub texts: Vec<&'t str>,
    pub figures: Vec<Option<Decimal>>,
    pub percents: usize,
    pub demands: usize,
    /// Figures with a unit of their own: 360公里.
    pub united: usize,
    pub filled: usize,
    /// Cells, and different texts in them.
    pub cells: usize,
    pub different: usize,
    pub first_levels: usize,
    pub second_levels: usize,
    pub long: usize,
    /// What the row that adds up has.
    pub total: Option<Decimal>,
}

impl<'t> Seen<'t> {
    pub(super) fn of(grid: &Grid<'_, 't>, column: &Column<'t>) -> Self {
        let total = grid.total.and_then(|row| aligned(row, column.head));
        let mut seen = Self {
            total: total.and_then(|c| plain(c.text())),
            texts: column.texts().collect(),
            figures: column.figures().collect(),
            ..Self::default()
        };
        let mut cells: Vec<*const Cell> = column.cells.iter().flatten().map(|c| std::ptr::from_ref(*c)).collect();
        cells.dedup();
        seen.cells = cells.len();
        let mut texts = seen.texts.clone();
        texts.sort_unstable();
        texts.dedup();
        seen.different = texts.len();
        for text in seen.texts.iter().filter(|text| !is_placeholder(text)) {
            seen.filled += 1;
            let unit = unit(text);
            seen.percents += usize::from(Figure::parse(text).is_some_and(|figure| figure.is_percent()));
            seen.demands += usize::from(demands(text));
            seen.united += usize::from(unit.is_some());
            seen.first_levels += usize::from(is_first_level(text));
            seen.second_levels += usize::from(is_second_level(text));
            seen.long += usize::from(text.chars().count() > LONG);
        }
        seen
    }

    fn plain(&self) -> usize {
        self.figures.iter().flatten().count()
    }

    /// Whether plain figures stand in it, and nothing else.
    fn is_of_figures(&self) -> bool {
        self.filled > 0 && self.plain() == self.filled
    }

    fn sum(&self) -> Option<Decimal> {
        self.figures
            .iter()
            .flatten()
            .copied()
            .try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// How well it goes with a label, by itself.
    pub(super) fn suits(&self, label: Label, part: Part) -> i32 {
        match part {
            Part::Funds => self.suits_funds(label),
            _ => self.suits_indicators(label),
        }
    }

    fn suits_funds(&self, label: Label) -> i32 {
        let Some(first) = self.texts.first() else { return NO };
        let Some(figure) = Figure::parse(first) else { return NO };
        let rest = self.filled - 1;
        let is_many = self.texts.len() > 1;
        match label {
            Label::Rate if figure.is_percent() => 6,
            _ if figure.is_percent() => NO,
            Label::Rate => i32::from(figure.value <= Decimal::ONE_HUNDRED),
            Label::Weight | Label::Score if figure.value > Decimal::ONE_HUNDRED || rest > 0 => NO,
            Label::Weight => {
                3 * i32::from(is_many)
                    + 3 * i32::from([10, 20].iter().any(|points| figure.value == Decimal::from(*points)))
            }
            Label::Score => 3 * i32::from(is_many) + i32::from(figure.value <= Decimal::from(20)),
            _ => {
                let parts = self.figures.iter().skip(1).flatten().copied();
                let sum = parts.clone().try_fold(Decimal::ZERO, Decimal::checked_add);
                let adds_up = sum == Some(figure.value) && !figure.value.is_zero();
                let is_alone = is_many && rest == 0;
                4 * i32::from(adds_up) - 4 * i32::from(is_alone) + 1 + i32::from(label != Label::Initial)
            }
        }
    }

    fn suits_indicators(&self, label: Label) -> i32 {
        let n = self.texts.len();
        let has = |count: usize, points: i32| if count * 2 >= n { points } else { 0 };
        let blank = n - self.filled;
        let few = |points: i32| if self.filled * 2 < n { points } else { 0 };
        let is_levels = self.first_levels + self.second_levels > self.filled;
        let has_figures = self.plain() + self.percents + self.demands > 0;
        let is_merged = self.cells < n;
        let is_above = self
            .figures
            .iter()
            .flatten()
            .any(|points| *points > Decimal::ONE_HUNDRED);
        match label {
            Label::Weight | Label::Score if !self.is_of_figures() || blank * 4 > n || is_above => NO,
            Label::Weight => {
                let is_whole = |sum: Decimal| SUMS.iter().any(|whole| Decimal::from(*whole) == sum);
                let adds_up = n >= LEAST_ROWS && self.sum().is_some_and(is_whole);
                (if adds_up { 10 } else { -2 }) + 3 * i32::from(self.total == Some(Decimal::ONE_HUNDRED))
            }
            Label::Score => 2,
            Label::Target | Label::Actual if is_levels => NO,
            Label::Target => has(self.demands, 8) + has(self.united, 3) - few(4) - has(self.long, 3),
            Label::Actual => has(self.united, 3) - has(self.demands, 6) - few(4) - has(self.long, 3),
            Label::Level1 | Label::Level2 | Label::Level3 if has_figures || self.filled == 0 => NO,
            Label::Level1 => {
                has(self.first_levels, 8) + 2 * i32::from(is_merged)
                    - 4 * i32::from(self.first_levels == 0 && self.different == n)
            }
            Label::Level2 => {
                has(self.second_levels, 8) + 2 * i32::from(is_merged)
                    - 3 * i32::from(self.second_levels == 0 && self.different == n)
                    - has(self.first_levels - self.first_levels.min(self.second_levels), 6)
            }
            Label::Level3 => {
                3 * i32::from(self.different == n)
                    - has(self.first_levels.max(self.second_levels), 6)
                    - 2 * i32::from(is_merged)
            }
            Label::Deviation if has_figures || is_levels => NO,
            Label::Deviation => few(3) + i32::from(self.filled == 0),
            _ => NO,
        }
    }
}

/// Whether nothing is said of a row.
pub(super) fn is_blank(text: &str) -> bool {
    is_placeholder(text) || text == "无"
}

/// Prose has more characters.
const LONG: usize = 20;

/// One row says nothing of points: any figure may be 100.
pub(super) const LEAST_ROWS: usize = 2;

/// Whether it says what is to be reached: ≥350.
fn demands(text: &str) -> bool {
    text.starts_with(OPERATORS) && has_digit(text)
}

const OPERATORS: [char; 11] = ['≥', '≤', '>', '<', '＞', '＜', '﹥', '﹤', '≧', '≦', '='];

/// The unit behind a figure, with an operator before it or none.
pub(super) fn unit(text: &str) -> Option<String> {
    let figure = Figure::parse_with_unit(text.trim_start_matches(OPERATORS))?;
    Some(figure.unit).filter(|unit| !unit.is_empty() && unit != "分")
}

/// Whether a text is a plain figure of points.
pub(super) fn points(text: &str) -> Option<Decimal> {
    plain(text).filter(|points| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(points))
}
