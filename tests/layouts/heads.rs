//! The heads of a block, in one row or, some of them below a head that groups them, in two.

use crate::chance::Chance;
use crate::sheet::Sheet;
use crate::words::{Odd, word};

/// What may be grouped under one head.
const GROUPS: [(&str, [&str; 2]); 4] = [
    ("amounts", ["initial", "budget"]),
    ("spent", ["executed", "rate"]),
    ("points", ["weight", "score"]),
    ("values", ["target", "actual"]),
];

/// The columns of a block, left to right.
pub struct Heads {
    pub columns: Vec<&'static str>,
    pub spans: Vec<[f64; 2]>,
    /// Where a group begins, and what it is.
    groups: Vec<(usize, &'static str)>,
}

impl Heads {
    /// Columns of one width from there to the right edge; those side by side that belong together are grouped now and then.
    pub fn of(columns: Vec<&'static str>, from: f64, chance: &mut Chance) -> Self {
        let wide = (1.0 - from) / columns.len() as f64;
        let spans = (0..columns.len()).map(|at| [from + wide * at as f64, from + wide * (at + 1) as f64]);
        let mut groups = Vec::new();
        if chance.percent(25) {
            for (at, pair) in columns.windows(2).enumerate() {
                let group = GROUPS
                    .iter()
                    .find(|(_, both)| pair.iter().all(|own| both.contains(own)));
                if let Some((name, _)) = group.filter(|_| chance.percent(60)) {
                    groups.push((at, *name));
                }
            }
        }
        Self {
            spans: spans.collect(),
            columns,
            groups,
        }
    }

    /// How many rows they take.
    pub fn rows(&self) -> usize {
        1 + usize::from(!self.groups.is_empty())
    }

    pub fn draw(&self, sheet: &mut Sheet, odd: Odd, chance: &mut Chance) {
        for (at, (column, span)) in self.columns.iter().zip(&self.spans).enumerate() {
            let head = word(column, odd, chance);
            let group = self.groups.iter().find(|(first, _)| (*first..first + 2).contains(&at));
            match group {
                Some((first, name)) => {
                    if *first == at {
                        let over = [span[0], self.spans[at + 1][1]];
                        sheet.cell(over, 0, 1, word(name, odd, chance));
                    }
                    sheet.cell(*span, 1, 1, head);
                }
                None => sheet.cell(*span, 0, self.rows(), head),
            }
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, [f64; 2])> + '_ {
        self.columns.iter().copied().zip(self.spans.iter().copied())
    }
}
