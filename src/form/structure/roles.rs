//! Which column is which, where heads do not say it: each way to name the unknown ones is weighed by what stands below them and beside them, and a
//! column is named where all the best ways agree.

use rust_decimal::Decimal;

use super::grid::{Column, Grid, aligned};
use super::seen::NO;
use super::ways::Weighing;
use super::word::word;
use crate::form::row::Row;
use crate::form::vocabulary::{Label, Part, Word};
use crate::table::Cell;

/// A header that nobody knows is one of this part from so much on.
const SURE_OF_PART: i32 = 9;

/// A grid with the names of its columns.
#[derive(Debug)]
pub(super) struct Solved<'g, 's, 't> {
    pub grid: &'g Grid<'s, 't>,
    pub part: Option<Part>,
    /// How much speaks for that.
    pub likelihood: i32,
    /// What each column is, known or proposed.
    pub labels: Vec<Option<Label>>,
}

impl<'g, 's, 't> Solved<'g, 's, 't> {
    pub(super) fn of(grid: &'g Grid<'s, 't>) -> Self {
        let parts = grid.part.map_or(vec![Part::Funds, Part::Indicators], |part| vec![part]);
        let mut solved: Vec<Weighing> = parts.into_iter().map(|part| Weighing::of(grid, part)).collect();
        for weighing in &mut solved {
            weighing.solve();
        }
        let best = solved.into_iter().max_by_key(|weighing| weighing.total);
        let sure = best.filter(|best| grid.part.is_some() || best.total >= SURE_OF_PART);
        match sure {
            Some(best) => Self {
                grid,
                part: Some(best.part),
                likelihood: best.total,
                labels: best.names(),
            },
            None => Self {
                grid,
                part: None,
                likelihood: NO,
                labels: vec![None; grid.columns.len()],
            },
        }
    }

    /// The words that were not known, with the label of the block.
    pub(super) fn words(&self) -> Vec<Word> {
        let Some(part) = self.part else { return Vec::new() };
        let block = match part {
            Part::Funds => Label::FundsBlock,
            _ => Label::IndicatorsBlock,
        };
        let named = self.grid.columns.iter().zip(&self.labels);
        let mut words: Vec<Word> = named
            .filter_map(|(column, label)| word(part, (*label)?, column.head))
            .collect();
        words.extend(self.grid.block.and_then(|cell| word(Part::Head, block, cell)));
        words
    }

    pub(super) fn column(&self, label: Label) -> Option<&'g Column<'t>> {
        let mut named = self.grid.columns.iter().zip(&self.labels);
        named.find(|(_, own)| **own == Some(label)).map(|(column, _)| column)
    }

    /// The text of a row below a label.
    pub(super) fn text_of(&self, row: &Row<'t>, label: Label) -> Option<&'t str> {
        let head = self.column(label)?.head;
        aligned(row, head).map(Cell::text)
    }

    pub(super) fn sum(&self, label: Label) -> Option<Decimal> {
        let figures = self.column(label)?.figures().flatten();
        figures.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
    }
}
