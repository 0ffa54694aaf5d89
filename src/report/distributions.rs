//! The distributions of a finished cross.csv, read back.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::cross::columns;
use crate::across::{Kind, Measure, Statistic};
use crate::stored::unguarded;

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
    let place = |wanted: &str| columns().position(|name| name == wanted).unwrap_or_default();
    let [kind, group, department, field, value] = ["kind", "group", "department", "field", "value"].map(place);
    // The rows of one department stand together, and have one number.
    let mut open: Option<(String, Distribution)> = None;
    for row in ::csv::Reader::from_reader(table).into_records() {
        let row = row?;
        let cell = |column: usize| row.get(column).unwrap_or_default();
        if cell(kind) != Kind::Distribution.id() {
            continue;
        }
        let finished = open.take_if(|(number, _)| number != cell(group));
        if let Some((_, distribution)) = finished {
            tell(distribution);
        }
        let (_, distribution) = open.get_or_insert_with(|| (cell(group).to_owned(), Distribution::default()));
        unguarded(cell(department)).clone_into(&mut distribution.department);
        distribution
            .values
            .insert(cell(field).to_owned(), cell(value).to_owned());
    }
    if let Some((_, distribution)) = open {
        tell(distribution);
    }
    Ok(())
}
