//! How tables become forms: where one form ends and the next begins (`documents`), the values beside labels (`head`), 项目资金 (`funds`) and what
//! its rows are parts of (`divisions`), the indicators (`indicators`), 总分 and 评分等级 (`totals`), whole forms of other jurisdictions (`layouts`, `printed`),
//! parts that white space gives (`completion`), forms over pages and side by side (`pages`), doubts about what was read (`warnings`) and about what was not
//! (`unread`). Tables are written as [`sketch`](crate::table::sketch) reads them.

mod completion;
mod divisions;
mod documents;
mod funds;
mod goals;
mod head;
mod indicators;
mod items;
mod layouts;
mod ledger;
mod listings;
mod pages;
mod printed;
mod strange;
mod totals;
mod unread;
mod warnings;

use std::fmt::Write as _;

use super::{Field, Form, tables_to_forms};
use crate::table::sketch::text_to_tables;

/// The forms of a document.
fn forms(sketch: &str) -> Vec<Form> {
    tables_to_forms(&text_to_tables(sketch))
}

/// The only form of a document.
fn form(sketch: &str) -> Form {
    let mut forms = forms(sketch);
    assert_eq!(forms.len(), 1, "{forms:?}");
    forms.remove(0)
}

/// A field in one word: `×` where the layout has no such cell, `^` where a merged cell of an earlier row or column covers it, `↓` before a
/// value that is filled down.
fn show(field: &Field) -> String {
    match field {
        Field::Absent => "×".to_owned(),
        Field::Covered => "^".to_owned(),
        Field::Cell(value) if value.filled => format!("↓{}", value.text),
        Field::Cell(value) => value.text.clone(),
    }
}

/// Rows of fields, one a line, `name=value` for each field that the layout has.
fn rows<'f>(rows: impl IntoIterator<Item = Vec<(&'static str, &'f Field)>>) -> String {
    let mut text = String::new();
    for row in rows {
        let fields: Vec<String> = row
            .into_iter()
            .filter(|(_, field)| **field != Field::Absent)
            .map(|(name, field)| format!("{name}={}", show(field)))
            .collect();
        let _ = writeln!(text, "{}", fields.join(" "));
    }
    text
}

fn funds(form: &Form) -> String {
    rows(form.funds.iter().map(|fund| fund.fields().to_vec()))
}

fn indicators(form: &Form) -> String {
    rows(form.indicators.iter().map(|indicator| indicator.fields().to_vec()))
}
