//! Tables that go on over pages become one.

use rustc_hash::FxHashSet;

use super::align::{align, borders};
use super::append::{GoesOn, repeated_line};
use super::growing::Growing;
use super::heads::ColumnNames;
use crate::table::model::{Block, Cell, OutsideLine, Table, Tables};
use crate::table::words::{is_form_title, is_name_of_project, is_other_title, parts_tables};

/// A page with no more characters than this says nothing: its number, and the name of the document.
const BLANK_PAGE: usize = 20;

/// The blocks of the pages so far.
#[derive(Debug)]
pub(super) struct Stitch {
    pub(super) joined: Tables,
    /// Where the last table of the page before stands among the blocks.
    pub(super) open: Option<usize>,
    /// What of it no page below can change.
    growing: Growing,
    names: ColumnNames,
}

impl Stitch {
    /// The caller knows which texts are heads of columns.
    pub(super) fn new(names: ColumnNames) -> Self {
        Self {
            joined: Tables::default(),
            open: None,
            growing: Growing::default(),
            names,
        }
    }

    pub(super) fn finish(mut self) -> Tables {
        self.make_whole();
        self.joined
    }

    /// Puts back into the open table what was taken out of it.
    pub(super) fn make_whole(&mut self) {
        let open = self.open.and_then(|at| self.joined.blocks.get_mut(at));
        if let Some(Block::Table(table)) = open {
            self.growing.restore(table);
        }
    }

    /// Joins the blocks of the next page.
    pub(super) fn add(&mut self, page: Vec<Block>) {
        let Self {
            joined,
            open,
            growing,
            names,
        } = self;
        // The back of a sheet may be blank.
        let mut last = if says_nothing(&page) { *open } else { None };
        let mut first_table = true;
        let first_line = joined.blocks.len();
        for block in page {
            let Block::Table(table) = block else {
                joined.blocks.push(block);
                continue;
            };
            let before = open.filter(|at| std::mem::take(&mut first_table) && !is_parted(&joined.blocks, *at, &table));
            let found = before.and_then(|at| {
                let head = joined.blocks.get(at)?.table()?;
                Some((at, goes_on(head, growing, &table, *names)?))
            });
            let Some((at, how)) = found else {
                joined.blocks.push(Block::Table(table));
                last = Some(joined.blocks.len() - 1);
                continue;
            };
            drop_repeated_title(joined, at, first_line);
            if let Some(Block::Table(head)) = joined.blocks.get_mut(at) {
                joined.asides.extend(growing.append(head, table, &how));
            }
            last = Some(at);
        }
        if *open != last {
            self.make_whole();
            self.open = last;
        }
    }
}

/// Whether a title, a heading or running text stands between a table and the one on the next page. What every page repeats, as a title that
/// is printed again over rows that go on, parts nothing.
fn is_parted(blocks: &[Block], at: usize, tail: &Table) -> bool {
    let (before, between) = (
        blocks.get(..at).unwrap_or_default(),
        blocks.get(at..).unwrap_or_default(),
    );
    let own = || before.iter().rev().map_while(Block::line);
    let repeats = |line: &OutsideLine| own().any(|l| l.text() == line.text());
    let mut parting = between
        .iter()
        .filter_map(Block::line)
        .filter(|l| parts_tables(l.text()));
    parting.any(|line| !repeats(line) || is_form_title(line.text()) && names_project(tail))
}

/// Whether a table begins with the name of a project: that is the beginning of a form, or its head once more.
fn names_project(table: &Table) -> bool {
    let mut top = table
        .cells
        .iter()
        .take_while(|c| c.row < ROWS_OF_A_HEAD)
        .filter(|c| c.col == 0);
    top.any(|c| is_name_of_project(c.text()))
}

/// Whether the first row of a table is a title, and no more.
fn begins_with_title(table: &Table) -> bool {
    let mut texts = table
        .cells
        .iter()
        .take_while(|c| c.row == 0)
        .map(Cell::text)
        .filter(|text| !text.is_empty());
    let is_title = |text: &str| is_form_title(text) || is_other_title(text);
    texts.next().is_some_and(is_title) && texts.next().is_none()
}

/// The name of a project stands in one of the first so many rows, below a title and a year.
const ROWS_OF_A_HEAD: usize = 4;

/// Leaves out a form's title that a page prints again over rows that go on, and the lines below it that are printed again, too.
fn drop_repeated_title(joined: &mut Tables, at: usize, first_line: usize) {
    let lines = joined
        .blocks
        .get(first_line..)
        .unwrap_or_default()
        .iter()
        .filter_map(Block::line);
    let Some(title) = lines.clone().position(|l| is_form_title(l.text())) else {
        return;
    };
    let before = joined.blocks.get(..at).unwrap_or_default();
    let before = before.iter().rev().map_while(Block::line);
    let known: FxHashSet<String> = before.map(|l| l.text().to_owned()).collect();
    for block in joined.blocks.split_off(first_line + title) {
        match block.line().filter(|l| known.contains(l.text())) {
            Some(again) => joined.asides.push(repeated_line(again)),
            None => joined.blocks.push(block),
        }
    }
}

fn says_nothing(page: &[Block]) -> bool {
    let characters = page.iter().map(|block| match block {
        Block::Line(line) => line.text().chars().count(),
        Block::Table(_) => BLANK_PAGE + 1,
    });
    characters.sum::<usize>() <= BLANK_PAGE
}

/// Whether a table at the top of a page goes on with the last one of the page before: its columns are the same.
fn goes_on(head: &Table, growing: &mut Growing, tail: &Table, names: ColumnNames) -> Option<GoesOn> {
    let alignment = align(&growing.borders(head), &borders(tail))?;
    let top = growing.top(head, tail, &alignment, names);
    let goes_on = starts_differently(growing.first(head), tail) && !names_project(tail) && !begins_with_title(tail);
    (goes_on || top.repeated > 0).then_some(GoesOn { top, alignment })
}

/// Whether the first label of both tables differs: the same one again begins the next form of the same layout.
fn starts_differently(first: &str, tail: &Table) -> bool {
    let own = tail.cells.first().map_or("", Cell::text);
    own.is_empty() || own != first
}
