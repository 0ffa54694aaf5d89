//! Each way to name the columns of a header, weighed by what stands below them and beside them.

use super::grid::Grid;
use super::seen::{NO, Seen};
use super::together::{OF_FUNDS, OF_INDICATORS, of_funds, of_indicators, order};
use crate::form::vocabulary::{Label, Part, is_known};

/// A column is named where no way without that name is as good, by so much.
const SURE_OF_NAME: i32 = 2;

/// More ways are not tried.
const MOST_WAYS: usize = 60_000;

/// All that is weighed.
pub(super) struct Weighing<'t> {
    pub part: Part,
    seen: Vec<Seen<'t>>,
    /// What each column may be: one label or none where its head is known.
    options: Vec<Vec<Option<Label>>>,
    /// The best total, and all ways that come near it.
    pub total: i32,
    near: Vec<(i32, Vec<Option<Label>>)>,
    ways: usize,
}

impl<'t> Weighing<'t> {
    pub(super) fn of(grid: &Grid<'_, 't>, part: Part) -> Self {
        let all: &[Label] = match part {
            Part::Funds => &OF_FUNDS,
            _ => &OF_INDICATORS,
        };
        let known: Vec<Option<Label>> = grid
            .columns
            .iter()
            .map(|column| part.label(column.head.text()))
            .collect();
        let seen: Vec<Seen> = grid.columns.iter().map(|column| Seen::of(grid, column)).collect();
        let heads: Vec<&str> = grid.columns.iter().map(|column| column.head.text()).collect();
        let options = known.iter().zip(&seen).zip(&heads).map(|((label, seen), head)| {
            let is_twice = heads.iter().filter(|other| *other == head).count() > 1;
            if label.is_some() || is_known(head) || head.is_empty() || is_twice {
                return vec![*label];
            }
            let free = all
                .iter()
                .filter(|label| !known.contains(&Some(**label)) && seen.suits(**label, part) > NO / 2);
            free.map(|label| Some(*label)).chain([None]).collect()
        });
        let options: Vec<Vec<Option<Label>>> = options.collect();
        Self {
            part,
            options,
            seen,
            total: i32::MIN,
            near: Vec::new(),
            ways: 0,
        }
    }

    pub(super) fn solve(&mut self) {
        // A header of known words has one way.
        let mut chosen = Vec::with_capacity(self.options.len());
        self.choose(&mut chosen);
    }

    fn choose(&mut self, chosen: &mut Vec<usize>) {
        let Some(options) = self.options.get(chosen.len()) else {
            self.weigh(chosen);
            return;
        };
        for (n, option) in options.clone().into_iter().enumerate() {
            let taken = chosen
                .iter()
                .zip(&self.options)
                .filter_map(|(n, options)| options.get(*n).copied().flatten());
            let is_taken = option.is_some_and(|option| taken.into_iter().any(|label| label == option));
            if is_taken || self.ways >= MOST_WAYS {
                continue;
            }
            chosen.push(n);
            self.choose(chosen);
            chosen.pop();
        }
    }

    fn weigh(&mut self, chosen: &[usize]) {
        self.ways += 1;
        let way: Vec<Option<Label>> = chosen
            .iter()
            .zip(&self.options)
            .map(|(n, options)| options.get(*n).copied().flatten())
            .collect();
        let total = self.value(&way);
        if total > self.total {
            self.total = total;
            self.near.retain(|(other, _)| *other + SURE_OF_NAME > total);
        }
        if total + SURE_OF_NAME > self.total {
            self.near.push((total, way));
        }
    }

    /// The columns of the best way, as far as every other one near it reads the same.
    pub(super) fn names(&self) -> Vec<Option<Label>> {
        let best = self.near.iter().rev().max_by_key(|(total, _)| *total);
        let Some((_, best)) = best.filter(|_| self.ways < MOST_WAYS) else {
            return vec![None; self.seen.len()];
        };
        let reads = |way: &[Option<Label>], label: Label| {
            let column = way.iter().position(|own| *own == Some(label));
            column
                .and_then(|n| self.seen.get(n))
                .map(|seen| (&seen.texts, seen.total))
        };
        let is_sure = |label: &Label| {
            self.near
                .iter()
                .all(|(_, way)| reads(way, *label) == reads(best, *label))
        };
        best.iter().map(|label| label.filter(is_sure)).collect()
    }

    fn value(&self, way: &[Option<Label>]) -> i32 {
        let named = || {
            way.iter()
                .zip(&self.seen)
                .filter_map(|(label, seen)| Some(((*label)?, seen)))
        };
        let get = |label: Label| named().find(|(own, _)| *own == label).map(|(_, seen)| seen);
        // A head that is known stands, whatever is below it.
        let alone: i32 = named().map(|(label, seen)| seen.suits(label, self.part).max(-2)).sum();
        let together = match self.part {
            Part::Funds => of_funds(get),
            _ => of_indicators(get),
        };
        alone + together + order(way, self.part)
    }
}
