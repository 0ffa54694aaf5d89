//! The distributions of a finished cross.csv, read back.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::crossed::crossed;
use crate::across::{Kind, Measure, Statistic};

/// How the forms of one department are distributed, as printed in the table: what of a measure there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Distribution {
    pub department: String,
    values: BTreeMap<String, String>,
}

impl Distribution {
    /// The value of a statistic.
    pub(super) fn get(&self, measure: Measure, statistic: Statistic) -> Option<&str> {
        let field = format!("{}.{}", measure.field(), statistic.id());
        self.values.get(&field).map(String::as_str)
    }
}

/// Tells the distributions of a finished cross.csv one after the other, in the order of the table, whatever language its headings are in.
pub(super) fn tell_distributions(table: impl Read, mut tell: impl FnMut(Distribution)) -> io::Result<()> {
    // The rows of one department stand together, and have one number.
    let mut open: Option<(String, Distribution)> = None;
    for row in crossed(table) {
        let row = row?;
        if row.kind != Kind::Distribution.id() {
            continue;
        }
        let finished = open.take_if(|(number, _)| *number != row.group);
        if let Some((_, distribution)) = finished {
            tell(distribution);
        }
        let (_, distribution) = open.get_or_insert_with(|| (row.group, Distribution::default()));
        distribution.department = row.department;
        distribution.values.insert(row.field, row.value);
    }
    if let Some((_, distribution)) = open {
        tell(distribution);
    }
    Ok(())
}
