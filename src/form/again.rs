//! A page that begins with the head of the form once more: a spreadsheet's print titles, 续表.
//!
//! Title, names and column heads that a later page prints again belong to the same form, as long as they say the same and no total has been
//! printed before: the rows below them go on where the page before ended, and the repeated ones are left out.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::end::{has_ended, is_foot, is_header};
use super::row::{Row, RowKind};
use super::rows::{rows_of, table_to_rows};
use super::vocabulary::{Label, Part};
use crate::table::{
    Block, Cell, GoesOn, OutsideLine, Table, Tables, append, is_form_title, is_title_again, repeated_line,
};

/// The tables with each page that begins with the head of its form again joined to the page before. `title` is the last title of a form above
/// them.
pub(super) fn join_repeated_heads<'t>(tables: &'t Tables, title: Option<&str>) -> Cow<'t, Tables> {
    let mut before: FxHashSet<&str> = FxHashSet::default();
    let mut beginnings = tables.blocks.iter().filter_map(Block::table).peekable();
    let mut may_repeat = false;
    while let Some(table) = beginnings.next().filter(|_| !may_repeat) {
        may_repeat = first_text(table).is_some_and(|first| before.contains(first));
        // Of the last table nothing is asked.
        if beginnings.peek().is_some() {
            before.extend(table.cells.iter().map(Cell::text));
        }
    }
    if !may_repeat {
        return Cow::Borrowed(tables);
    }
    let mut joining = Joining {
        joined: Tables {
            blocks: Vec::with_capacity(tables.blocks.len()),
            asides: tables.asides.clone(),
        },
        form: Vec::new(),
        title,
    };
    for block in &tables.blocks {
        match block {
            Block::Table(table) => joining.join(table),
            Block::Line(_) => joining.joined.blocks.push(block.clone()),
        }
    }
    Cow::Owned(joining.joined)
}

/// The blocks so far.
struct Joining<'t> {
    joined: Tables,
    /// Where the tables of the form stand that the last one belongs to: from the one on that names the project.
    form: Vec<usize>,
    /// The last title of a form above all of them.
    title: Option<&'t str>,
}

/// Whether a table on a later page begins with a text of another one: asked before its rows are looked at.
fn may_repeat(form: &Table, table: &Table) -> bool {
    let is_later = form.pages.last() < table.pages.first();
    is_later && first_text(table).is_some_and(|first| form.cells.iter().any(|c| c.text() == first))
}

fn first_text(table: &Table) -> Option<&str> {
    table.cells.iter().map(Cell::text).find(|text| !text.is_empty())
}

impl Joining<'_> {
    /// Puts a table behind the others: as one of its own, or with its rows below those of the last one.
    fn join(&mut self, table: &Table) {
        let found = self
            .form
            .last()
            .and_then(|last| Some((*last, self.repeated_rows(*last, table)?)));
        let Some((last, (repeated, is_head))) = found else {
            self.joined.blocks.push(Block::Table(table.clone()));
            self.belongs(self.joined.blocks.len() - 1);
            return;
        };
        let joined = &mut self.joined;
        // The title above a repeated head is one as well.
        let between = joined.blocks.split_off(last + 1);
        for block in between {
            let title = block
                .line()
                .filter(|l| is_form_title(l.text()) || is_title_again(l.text()));
            match title {
                Some(line) => joined.asides.push(repeated_line(line)),
                None => joined.blocks.push(block),
            }
        }
        if let Some(Block::Table(head)) = joined.blocks.get_mut(last) {
            let how = GoesOn::behind_repeated_rows(head, table, repeated, is_head);
            joined.asides.extend(append(head, table.clone(), &how));
        }
        self.form.pop();
        self.belongs(last);
    }

    /// The table at this place belongs to the form of those before, unless it names a project.
    fn belongs(&mut self, at: usize) {
        let table = self.joined.blocks.get(at).and_then(Block::table);
        if table.is_some_and(|table| rows_of(table).any(|row| row.has_project_name())) {
            self.form.clear();
        }
        self.form.push(at);
    }

    /// How many rows at the top of a table repeat those of the form above it, which goes on below them, and whether a header stands there; `None` where
    /// it does not.
    fn repeated_rows(&self, last: usize, table: &Table) -> Option<(usize, bool)> {
        let (above, between) = self.joined.blocks.split_at_checked(last + 1)?;
        let form = || self.form.iter().filter_map(|at| self.joined.blocks.get(*at)?.table());
        if !form().any(|part| may_repeat(part, table)) {
            return None;
        }
        let title = |line: &&OutsideLine| is_form_title(line.text());
        let again = table_to_rows(table);
        if !again.iter().any(names_form) {
            return None;
        }
        let mut new_titles = between.iter().filter_map(Block::line).filter(title).peekable();
        if new_titles.peek().is_some() {
            let last_title = above.iter().rev().filter_map(Block::line).find(title);
            let last_title = last_title.map_or(self.title, |line| Some(line.text()));
            if new_titles.any(|line| last_title != Some(line.text())) {
                return None;
            }
        }
        let rows: Vec<Row> = form().flat_map(rows_of).collect();
        let repeated = run_of_repeated(&rows, &again)?;
        // Below a total, the same head is that of another form, unless only a foot stands below it.
        let rest = again.get(repeated..).unwrap_or_default();
        let is_head = rest
            .first()
            .is_some_and(|row| matches!(row.kind, RowKind::FundHeader | RowKind::IndicatorHeader));
        (!has_ended(&rows) || is_foot(rest)).then_some((repeated, is_head))
    }
}

/// How many of the first rows say what rows of the form say. At least one of them names the project, or is the title.
fn run_of_repeated(form: &[Row], rows: &[Row]) -> Option<usize> {
    let head = form.iter().position(|r| is_header(r.kind)).unwrap_or(form.len());
    let (mut run, mut names, mut header) = (0, false, None);
    for row in rows {
        let in_head = || form.iter().take(head).any(|r| says_the_same(r, row));
        let again = match row.kind {
            // Another name, or another unit, is another form.
            RowKind::Head if !in_head() => return None,
            RowKind::Head | RowKind::TitleAgain => true,
            RowKind::Numbering => {
                let below = header.map(|at| at + 1);
                header = below.filter(|at| form.get(*at).is_some_and(|r| says_the_same(r, row)));
                header.is_some()
            }
            RowKind::Title | RowKind::Body => in_head() || texts(row).next().is_none(),
            kind if is_header(kind) => {
                let place = form.iter().position(|r| r.kind == kind && has_columns_of(r, row));
                header = place.or(header);
                place.is_some()
            }
            _ => false,
        };
        if !again {
            break;
        }
        names |= names_form(row);
        run += 1;
    }
    let begins_again = match (header.and_then(|at| form.get(at..at + 2)), rows.get(run)) {
        (Some([header, first]), Some(next)) if header.kind == RowKind::FundHeader => {
            texts(first).next() == texts(next).next()
        }
        (Some([_, first]), Some(next)) => texts(first).eq(texts(next)),
        _ => false,
    };
    (names && !begins_again).then_some(run)
}

/// Whether a row is a title, or names the project.
fn names_form(row: &Row) -> bool {
    matches!(row.kind, RowKind::Title | RowKind::TitleAgain) || row.has_project_name()
}

fn texts<'r>(row: &'r Row) -> impl Iterator<Item = &'r str> {
    row.own.iter().map(|c| c.text()).filter(|text| !text.is_empty())
}

/// Whether a header has the columns of another one, in the same order, be it in other words.
fn has_columns_of(row: &Row, again: &Row) -> bool {
    if says_the_same(row, again) {
        let mut ours = row.all.iter().map(|c| c.text());
        return texts(again).all(|text| ours.any(|other| other == text));
    }
    let part = match row.kind {
        RowKind::FundHeader => Part::Funds,
        RowKind::IndicatorHeader => Part::Indicators,
        _ => return false,
    };
    let labels = |row: &Row| -> Vec<Option<Label>> { row.own.iter().map(|c| part.label(c.text())).collect() };
    let (ours, theirs) = (labels(row), labels(again));
    ours == theirs && ours.iter().all(Option::is_some)
}

/// Whether each text of a row stands in another one, too: the label of a block may cover the rows of one of them.
fn says_the_same(row: &Row, again: &Row) -> bool {
    let all: Vec<&str> = row.all.iter().map(|c| c.text()).collect();
    let known = texts(again).filter(|text| all.contains(text)).count();
    known > 0 && known == texts(again).count() && known >= texts(row).count().min(2)
}
