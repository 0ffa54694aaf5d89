//! Rows -> the stretches of rows that can be a form each.
//!
//! Where a form begins and where it ends are decisions: behind its total, only what belongs to a form goes on with it.

use super::end::{has_ended, is_foot, is_header, single_text};
use super::row::{Row, RowKind};
use super::rows::table_to_rows;
use super::verdict::{Stretch, seems_by_title};
use super::vocabulary::{Label, Part};
use crate::digits::has_digit;
use crate::figure::Figure;
use crate::table::{
    Block, Cell, OutsideLine, Tables, is_form_title, is_other_title, is_report_title, is_title_again, parts_tables,
};

/// The rows of one form, and the lines of text before them.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment<'t> {
    /// Lines between the end of the form before and this form's first row.
    pub lines: Vec<&'t OutsideLine>,
    /// Its rows, over all of its tables.
    pub rows: Vec<Row<'t>>,
    /// Lines below its last row, until the next title.
    pub after: Vec<&'t OutsideLine>,
    /// The first cell with figures right behind its end, below no heading of its own: it may be the form's.
    pub beyond: Option<&'t Cell>,
    /// The first figure of rows that stand elsewhere, or here, and may be this form's or another's.
    pub stray: Option<&'t Cell>,
}

/// How the rows of a table stand to the form above them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// The form goes on until its total, whatever stands above them.
    GoesOn,
    /// They belong to it, unless one of them begins a form.
    AsItSays,
    /// They are a form or another table of its own: so many of the lines above them belong to what stands before.
    Apart(usize),
    /// The form has ended, and nothing says what they are.
    Beyond,
}

/// Cuts a document into the stretches of rows that can be a form each, and those between them.
pub(super) fn tables_to_segments(tables: &Tables) -> Vec<Segment<'_>> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut current = Segment::default();
    let mut lines: Vec<&OutsideLine> = Vec::new();
    for block in &tables.blocks {
        match block {
            Block::Line(line) => lines.push(line),
            Block::Table(table) => {
                let rows = table_to_rows(table);
                let follows = current.follows(&rows, &lines);
                if follows == Follows::Beyond {
                    current.beyond = rows.iter().flat_map(|r| &r.own).find(|c| has_digit(c.text())).copied();
                }
                for (i, row) in rows.into_iter().enumerate() {
                    let cut = match follows {
                        _ if current.rows.is_empty() => None,
                        Follows::GoesOn if !has_ended(&current.rows) => None,
                        Follows::Apart(at) if i == 0 => Some(at),
                        Follows::Beyond if i == 0 => Some(lines.len()),
                        _ => current.ends_before(&row).then(|| title_of_next(&lines).unwrap_or(0)),
                    };
                    if let Some(at) = cut {
                        current.after = lines.drain(..at.min(lines.len())).collect();
                        segments.push(std::mem::take(&mut current));
                    }
                    current.lines.append(&mut lines);
                    current.rows.push(row);
                }
            }
        }
    }
    if !current.rows.is_empty() {
        current.after = lines;
        segments.push(current);
    }
    segments
}

/// Where among the lines between two tables the title of the second one stands: of a form, else of any.
fn title_of_next(lines: &[&OutsideLine]) -> Option<usize> {
    let form = lines.iter().position(|l| is_form_title(l.text()));
    form.or_else(|| lines.iter().rposition(|l| is_other_title(l.text())))
}

/// Words in the titles of accounts, budgets and purchases: their tables are no part of a form.
const ACCOUNTS: [&str; 6] = ["决算", "预算", "收支", "采购", "总表", "明细表"];

impl<'t> Segment<'t> {
    /// Its rows, and the lines above them, to be judged.
    pub(super) fn stretch(&self) -> Stretch<'_, 't> {
        Stretch {
            lines: &self.lines,
            rows: &self.rows,
        }
    }

    fn has(&self, kinds: &[RowKind]) -> bool {
        self.stretch().has(kinds)
    }

    fn names_project(&self) -> bool {
        self.stretch().names_project()
    }

    fn has_begun(&self) -> bool {
        self.rows
            .iter()
            .any(|r| !matches!(r.kind, RowKind::Title | RowKind::Body))
    }

    /// Whether what stands here so far can become a form: it has a form's title, names a project, or has indicators.
    fn is_promising(&self) -> bool {
        self.names_project()
            || self.has(&[RowKind::IndicatorHeader, RowKind::Title])
            || self.lines.iter().any(|l| is_form_title(l.text()))
    }

    /// Whether a row within a table begins the next form.
    fn ends_before(&self, row: &Row) -> bool {
        let title = || single_text(row).is_some_and(is_other_title);
        row.kind == RowKind::Title && self.has_begun()
            || row.has_project_name() && self.names_project()
            || title() && has_ended(&self.rows)
    }

    /// How the rows of a table stand to this form, given the lines between.
    fn follows(&self, rows: &[Row<'t>], lines: &[&OutsideLine]) -> Follows {
        if self.rows.is_empty() {
            return Follows::AsItSays;
        }
        if self.goes_on(rows, lines) {
            return Follows::GoesOn;
        }
        let form_title = lines.iter().position(|l| is_form_title(l.text()));
        if let Some(at) = form_title {
            return Follows::Apart(at);
        }
        let is_ours = |line: &&OutsideLine| self.lines.iter().any(|l| l.text() == line.text());
        let report = lines.iter().position(|l| is_report_title(l.text()) && !is_ours(l));
        if let Some(at) = report {
            return Follows::Apart(at);
        }
        let title = self.other_title(rows, lines);
        let at = title.map(|(at, _)| at);
        let is_other = |text: &str| seems_by_title(text).is_some() || ACCOUNTS.iter().any(|word| text.contains(word));
        let begins_block = rows.iter().any(|r| is_header(r.kind));
        if title.is_some_and(|(_, text)| is_other(text)) || begins_block && self.stretch().is_listing() {
            return Follows::Apart(at.unwrap_or(lines.len()));
        }
        // An account has no indicators: those below it are of a table of their own, whatever it is called.
        let is_account = self.stretch().title().is_some_and(is_other) && !self.is_promising();
        if is_account && rows.iter().any(|r| r.kind == RowKind::IndicatorHeader) {
            return Follows::Apart(at.unwrap_or(0));
        }
        let brings_more = self.lacks_a_part_of(rows);
        let is_foot = is_foot(rows);
        let has_blocks = self.rows.iter().any(|r| is_header(r.kind));
        if (has_blocks || self.may_be_another_page(rows)) && !self.names_project() && begins_with_name(rows) {
            return Follows::Apart(at.unwrap_or(0));
        }
        if !self.is_promising() {
            return at.map_or(Follows::AsItSays, Follows::Apart);
        }
        if has_ended(&self.rows) && !is_foot {
            let parted = at.or_else(|| lines.iter().rposition(|l| parts_tables(l.text())));
            match parted {
                Some(at) => return Follows::Apart(at),
                None if !brings_more => return Follows::Beyond,
                None => {}
            }
        }
        let is_complete = self.has(&[RowKind::IndicatorHeader]) && !brings_more;
        match at {
            Some(at) if is_complete && !is_foot => Follows::Apart(at),
            None if is_complete && self.is_answered_by_other_columns(rows) => Follows::Beyond,
            _ => Follows::AsItSays,
        }
    }

    /// Whether rows of figures stand here that have no head, on a page before these rows: pages may be out of order.
    fn may_be_another_page(&self, rows: &[Row]) -> bool {
        let page = |rows: &[Row]| rows.iter().flat_map(|r| &r.own).map(|c| c.page).next();
        let is_figure = |c: &&&Cell| Figure::parse(c.text()).is_some();
        let has_figures = |r: &Row| r.own.iter().filter(is_figure).count() >= FIGURES_OF_A_ROW;
        page(&self.rows) < page(rows) && self.rows.iter().any(has_figures)
    }

    /// A title over these rows that is no form's, and not printed over this form as well, and where it stands among the lines.
    fn other_title<'r>(&self, rows: &'r [Row<'t>], lines: &'r [&OutsideLine]) -> Option<(usize, &'r str)> {
        let is_ours = |text: &str| self.lines.iter().any(|l| l.text() == text);
        let above = lines.iter().map(|l| l.text()).enumerate();
        let top = rows.iter().map_while(single_text).map(|text| (lines.len(), text));
        above
            .chain(top)
            .filter(|(_, text)| is_other_title(text) && !is_ours(text))
            .last()
    }

    /// Whether the rows have a part of a form that this one has not.
    fn lacks_a_part_of(&self, rows: &[Row]) -> bool {
        let parts: [&[RowKind]; 4] = [
            &[RowKind::FundHeader, RowKind::FundPairs],
            &[RowKind::Goals],
            &[RowKind::IndicatorHeader],
            &[RowKind::Total],
        ];
        parts
            .iter()
            .any(|part| rows.iter().any(|r| part.contains(&r.kind)) && !self.has(part))
    }

    /// Whether rows with a header of their own say less of indicators than this form does: a declaration has no column for what was reached.
    fn is_answered_by_other_columns(&self, rows: &[Row]) -> bool {
        let answers = |row: &Row| {
            let labels = row.own.iter().filter_map(|c| Part::Indicators.label(c.text()));
            labels
                .into_iter()
                .any(|label| matches!(label, Label::Actual | Label::Score))
        };
        let mut headers = rows.iter().filter(|r| r.kind == RowKind::IndicatorHeader).peekable();
        let ours = self
            .rows
            .iter()
            .filter(|r| r.kind == RowKind::IndicatorHeader)
            .any(answers);
        ours && headers.peek().is_some() && !headers.any(answers)
    }

    /// Whether a table goes on with this form though there is a title above it: the title says so (续表), or it is the title of every page, and
    /// the form has neither ended yet, nor does its head come again.
    fn goes_on(&self, rows: &[Row], lines: &[&OutsideLine]) -> bool {
        let again = rows.iter().find(|r| r.has_project_name());
        if lines.iter().any(|l| is_title_again(l.text())) {
            let texts = |row: &Row| row.own.iter().map(|c| c.text().to_owned()).collect::<Vec<_>>();
            let ours = self.rows.iter().find(|r| r.has_project_name());
            return again.is_none() || again.map(texts) == ours.map(texts);
        }
        let is_same_title = |line: &&OutsideLine| {
            is_form_title(line.text())
                && self
                    .lines
                    .iter()
                    .any(|ours| ours.text() == line.text() && ours.page != line.page)
        };
        let has_blocks = self.rows.iter().any(|r| is_header(r.kind));
        let begins_inside = rows.first().is_some_and(|r| match r.kind {
            RowKind::Body | RowKind::IndicatorHeader => true,
            RowKind::Head => self.names_project() && !has_blocks,
            kind => self.names_project() && is_header(kind) && !self.has(&[kind]),
        });
        let has_ended = self.has(&[RowKind::Total]);
        again.is_none() && begins_inside && !has_ended && self.has_begun() && lines.iter().any(is_same_title)
    }
}

/// A row of indicators has so many figures at least: its points.
const FIGURES_OF_A_ROW: usize = 2;

/// Whether a project is named above the first block.
fn begins_with_name(rows: &[Row]) -> bool {
    rows.iter()
        .take_while(|r| !is_header(r.kind))
        .any(Row::has_project_name)
}
