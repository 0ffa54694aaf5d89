//! 项目资金 without columns: each figure in one cell with its label (`预算数：100`, `执行数：90 执行率：90%`), and behind it, of the same label, what of it
//! comes from where (`其中：财政拨款：80`).

use super::row::figures_by_label;
use crate::digits::is_of_figure;
use crate::figure::{Figure, is_placeholder};
use crate::form::ledger::Ledger;
use crate::form::model::{Field, FieldName, FundRow};
use crate::form::row::{Row, RowKind};
use crate::form::vocabulary::{Label, Part};
use crate::table::Cell;

/// A figure, and the words before it.
struct Stated<'t> {
    /// The name of the part of the money that it is; `None` for all of it.
    name: Option<&'t str>,
    label: Label,
    cell: &'t Cell,
    text: &'t str,
}

/// Reads all of the money as the first row, and each part of it as one more; nothing where a cell has anything else, or two figures answer to one label.
pub(super) fn read(rows: &[Row], ledger: &mut Ledger) -> Vec<FundRow> {
    let Some(stated) = all_stated(rows) else {
        return Vec::new();
    };
    let mut names: Vec<Option<&str>> = vec![None];
    for name in stated.iter().map(|figure| figure.name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let funds = names.iter().enumerate().map(|(n, name)| {
        let mut named = stated.iter().filter(|figure| figure.name == *name).peekable();
        let item = named
            .peek()
            .zip(*name)
            .map(|(figure, name)| ledger.part(FieldName::fund(n, "item"), figure.cell, name));
        let own: Vec<&Stated> = named.collect();
        let fund = figures_by_label(|label, column| match own.iter().find(|figure| figure.label == label) {
            Some(figure) => ledger.part(FieldName::fund(n, column), figure.cell, figure.text),
            None => Field::Absent,
        });
        FundRow {
            item: item.unwrap_or_default(),
            ..fund
        }
    });
    funds.collect()
}

/// Every figure with its label, where both what was budgeted and what was executed are among them, and each once.
fn all_stated<'t>(rows: &[Row<'t>]) -> Option<Vec<Stated<'t>>> {
    let mut all: Vec<Stated> = Vec::new();
    for row in rows.iter().filter(|row| row.kind == RowKind::Body) {
        let mut label = None;
        for cell in &row.own {
            let begins = |text: &str| text.starts_with("其中") || label_before_colon(text).is_some();
            if begins(cell.text()) {
                all.extend(stated_in(cell, &mut label)?);
            }
        }
    }
    let has = |wanted: Label| all.iter().any(|figure| figure.name.is_none() && figure.label == wanted);
    let is_told = |(at, figure): (usize, &Stated)| {
        let mut before = all.iter().take(at);
        !before.any(|other| (other.name, other.label) == (figure.name, figure.label))
    };
    (has(Label::Executed) && has(Label::Budget) && all.iter().enumerate().all(is_told)).then_some(all)
}

/// The figures of a cell; `label` is that of the figure before. `None` where it has anything else.
fn stated_in<'t>(cell: &'t Cell, label: &mut Option<Label>) -> Option<Vec<Stated<'t>>> {
    let mut stated: Vec<Stated> = Vec::new();
    let mut rest = cell.text();
    loop {
        rest = rest.trim_start_matches(is_between);
        if rest.is_empty() {
            return Some(stated);
        }
        let part = rest
            .strip_prefix("其中")
            .map(|part| part.trim_start_matches(is_behind_of_which));
        let (words, behind) = part.unwrap_or(rest).split_once(COLONS)?;
        let behind = behind.trim_start();
        let end = behind.find(|c| !is_of_value(c)).unwrap_or(behind.len());
        let (value, after) = behind.split_at(end);
        let value = value.trim_end_matches(is_between);
        if !is_placeholder(value) && Figure::parse(value).is_none() {
            return None;
        }
        let own = Part::Funds.label(words).filter(|own| own.is_of_figures());
        // 其中 before the first part is before all of them.
        let is_part = part.is_some() || stated.last().is_some_and(|before| before.name.is_some());
        let name = Some(words.trim()).filter(|name| own.is_none() && is_part && !name.is_empty());
        *label = own.or(*label);
        stated.push(Stated {
            name,
            label: label.filter(|_| own.is_some() || name.is_some())?,
            cell,
            text: value,
        });
        rest = after;
    }
}

/// The label of figures that a text begins with.
fn label_before_colon(text: &str) -> Option<Label> {
    let (words, _) = text.split_once(COLONS)?;
    Part::Funds.label(words).filter(|label| label.is_of_figures())
}

const COLONS: [char; 2] = [':', '：'];

/// What may stand between a figure and the next label.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | '。' | '、')
}

fn is_behind_of_which(c: char) -> bool {
    COLONS.contains(&c) || matches!(c, '-' | '－' | '—' | ' ')
}

/// What a figure is made of, its unit among it.
fn is_of_value(c: char) -> bool {
    is_of_figure(c)
        || c.is_whitespace()
        || crate::digits::is_digit(c)
        || matches!(c, '万' | '亿' | '元' | '分' | '/' | '／' | '—')
}
