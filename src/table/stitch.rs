//! Tables that go on over pages become one: repeated header rows dropped, cut rows and cut label cells joined.

use rustc_hash::FxHashSet;

use super::align::{Alignment, align};
use super::model::{Aside, AsideKind, Block, Cell, OutsideLine, Table, Tables};
use super::titles::{is_form_title, parts_tables};
use crate::digits::{has_digit, is_digit};
use crate::geometry::Milli;
use crate::text::printed_in;

/// Borders of a table on two pages are the same within this (a page drawn anew may shift by a line's width).
pub(super) const SAME_BORDER: Milli = 2500;

/// A line with so many characters does not stand twice in one text, one directly below the other (short ones may).
const REPEATED_LINE: usize = 12;

/// A page with no more characters than this says nothing: its number, and the name of the document.
const BLANK_PAGE: usize = 20;

/// Joins the blocks of all pages.
pub(super) fn stitch(pages: Vec<Vec<Block>>) -> Tables {
    let mut joined = Tables::default();
    // Where the last table of the page before stands among the blocks.
    let mut open: Option<usize> = None;
    for page in pages {
        // The back of a sheet may be blank.
        let mut last = if says_nothing(&page) { open } else { None };
        let mut first_table = true;
        let first_line = joined.blocks.len();
        for block in page {
            let Block::Table(table) = block else {
                joined.blocks.push(block);
                continue;
            };
            let before = open.filter(|at| std::mem::take(&mut first_table) && !is_parted(&joined.blocks, *at, &table));
            let goes_on = before.and_then(|at| Some((at, GoesOn::with(table_at(&joined.blocks, at)?, &table)?)));
            let Some((at, how)) = goes_on else {
                joined.blocks.push(Block::Table(table));
                last = Some(joined.blocks.len() - 1);
                continue;
            };
            drop_repeated_title(&mut joined, at, first_line);
            if let Some(Block::Table(head)) = joined.blocks.get_mut(at) {
                joined.asides.extend(append(head, table, how));
            }
            last = Some(at);
        }
        open = last;
    }
    joined
}

fn table_at(blocks: &[Block], at: usize) -> Option<&Table> {
    match blocks.get(at)? {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    }
}

fn line_of(block: &Block) -> Option<&OutsideLine> {
    match block {
        Block::Line(line) => Some(line),
        Block::Table(_) => None,
    }
}

/// Whether a title, a heading or running text stands between a table and the one on the next page. What every page repeats, as a title that
/// is printed again over rows that go on, parts nothing.
fn is_parted(blocks: &[Block], at: usize, tail: &Table) -> bool {
    let (before, between) = (
        blocks.get(..at).unwrap_or_default(),
        blocks.get(at..).unwrap_or_default(),
    );
    let repeats = |line: &OutsideLine| before.iter().filter_map(line_of).any(|l| l.text() == line.text());
    let mut parting = between.iter().filter_map(line_of).filter(|l| parts_tables(l.text()));
    parting.any(|line| !repeats(line) || is_form_title(line.text()) && names_project(tail))
}

/// Whether a table begins with the name of a project: below a title, that is the beginning of a form.
fn names_project(table: &Table) -> bool {
    let mut top = table.cells.iter().take_while(|c| c.row < ROWS_OF_A_HEAD);
    top.any(|c| c.text().contains("项目") && c.text().ends_with("名称"))
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
        .filter_map(line_of);
    let Some(title) = lines.clone().position(|l| is_form_title(l.text())) else {
        return;
    };
    let before = joined.blocks.get(..at).unwrap_or_default().iter().filter_map(line_of);
    let known: FxHashSet<String> = before.map(|l| l.text().to_owned()).collect();
    let mut place = 0..;
    joined.blocks.retain(|block| {
        let number = place.next().unwrap_or_default();
        let again = line_of(block).filter(|l| number >= first_line + title && known.contains(l.text()));
        joined.asides.extend(again.map(repeated_line));
        again.is_none()
    });
}

fn says_nothing(page: &[Block]) -> bool {
    let characters = page.iter().map(|block| match block {
        Block::Line(line) => line.text().chars().count(),
        Block::Table(_) => BLANK_PAGE + 1,
    });
    characters.sum::<usize>() <= BLANK_PAGE
}

/// How a table goes on with the one on the page before.
#[derive(Debug, Clone, Default)]
pub(crate) struct GoesOn {
    /// How many of its first rows repeat rows above.
    pub repeated: usize,
    alignment: Alignment,
}

impl GoesOn {
    /// Whether a table at the top of a page goes on with the last one of the page before: its columns are the same.
    fn with(head: &Table, tail: &Table) -> Option<Self> {
        let alignment = align(&borders([head]), &borders([tail]))?;
        let repeated = repeated_rows(head, tail);
        (starts_differently(head, tail) || repeated > 0).then_some(Self { repeated, alignment })
    }

    /// The same, where it is known that it does, and that so many of its first rows repeat rows above.
    pub(crate) fn behind_repeated_rows(head: &Table, tail: &Table, repeated: usize) -> Self {
        Self {
            repeated,
            alignment: align(&borders([head]), &borders([tail])).unwrap_or_default(),
        }
    }
}

/// The places of the borders between columns, left to right.
fn borders<const N: usize>(tables: [&Table; N]) -> Vec<Milli> {
    let cells = tables.iter().flat_map(|t| &t.cells);
    // A table of many pages has many cells, and few places.
    let places: FxHashSet<Milli> = cells.flat_map(|c| [c.bbox.x0, c.bbox.x1]).collect();
    let mut borders: Vec<Milli> = places.into_iter().collect();
    borders.sort_unstable();
    borders.dedup_by(|next, kept| *next - *kept < SAME_BORDER);
    borders
}

/// Whether the first label of both tables differs: the same one again begins the next form of the same layout.
fn starts_differently(head: &Table, tail: &Table) -> bool {
    let first = |table: &Table| table.cells.first().map(|c| c.text().to_owned()).unwrap_or_default();
    first(tail).is_empty() || first(head) != first(tail)
}

/// How many rows at the top of `tail` repeat rows of `head` word for word: header rows.
fn repeated_rows(head: &Table, tail: &Table) -> usize {
    // A header row has several labels and no figure; a row of data may repeat, too.
    let is_header = |row: &Vec<&str>| row.len() >= 3 && row.iter().all(|t| !has_digit(t));
    let mut headers = texts_of_rows(tail);
    let end = headers.iter().position(|row| !is_header(row)).unwrap_or(headers.len());
    headers.truncate(end);
    if headers.is_empty() {
        return 0;
    }
    let known: FxHashSet<Vec<&str>> = texts_of_rows(head).into_iter().filter(is_header).collect();
    headers.iter().take_while(|row| known.contains(*row)).count()
}

/// For each row, what is printed in the cells that cover it, left to right.
fn texts_of_rows(table: &Table) -> Vec<Vec<&str>> {
    let mut rows: Vec<Vec<(usize, &str)>> = vec![Vec::new(); table.rows];
    for cell in table.cells.iter().filter(|c| !c.text().is_empty()) {
        for row in rows.iter_mut().skip(cell.row).take(cell.row_span) {
            row.push((cell.col, cell.text()));
        }
    }
    for row in &mut rows {
        row.sort_by_key(|(col, _)| *col);
    }
    rows.into_iter()
        .map(|row| row.into_iter().map(|(_, text)| text).collect())
        .collect()
}

/// Puts the rows of `tail` below those of `head`, without those that it repeats: they are left out by name.
pub(crate) fn append(head: &mut Table, mut tail: Table, how: GoesOn) -> Vec<Aside> {
    let skip = how.repeated;
    how.alignment.apply(&mut tail);
    let columns = Columns::new(head, &tail);
    columns.renumber(head);
    let (dropped, kept): (Vec<Cell>, Vec<Cell>) = tail.cells.into_iter().partition(|c| c.row + c.row_span <= skip);
    tail.cells = kept;
    for cell in &mut tail.cells {
        let end = cell.row + cell.row_span - skip;
        cell.row = cell.row.saturating_sub(skip);
        cell.row_span = end - cell.row;
    }
    tail.rows -= skip;
    columns.renumber(&mut tail);
    let last_page = head.pages.last().copied();
    head.pages
        .extend(tail.pages.iter().copied().filter(|p| Some(*p) != last_page));
    let mut asides: Vec<Aside> = dropped.iter().filter_map(repeated_cell).collect();
    if tail.rows == 0 || head.rows == 0 {
        return asides;
    }
    let pairs = pairs(head, &tail);
    for &(i, j) in &pairs {
        if let (Some(above), Some(below)) = (head.cells.get(i), tail.cells.get_mut(j)) {
            asides.extend(drop_repeated_line(above, below));
        }
    }
    let mut offset = head.rows;
    if is_cut_row(head, &tail, &pairs) {
        join_cut_row(head, &mut tail, &pairs);
        offset -= 1;
    } else {
        asides.extend(join_labels(head, &mut tail, pairs));
    }
    place_below(head, tail, offset);
    asides
}

/// A line of a head that is printed again.
pub(crate) fn repeated_line(line: &OutsideLine) -> Aside {
    Aside {
        kind: AsideKind::RepeatedHeader,
        text: line.text().to_owned(),
        glyphs: line.content.glyphs,
        page: line.page,
        bbox: line.bbox,
        turn: line.turn,
    }
}

/// A cell of a header that is printed again.
fn repeated_cell(cell: &Cell) -> Option<Aside> {
    Some(Aside {
        kind: AsideKind::RepeatedHeader,
        text: cell.text().to_owned(),
        glyphs: cell.content.glyphs,
        page: cell.page,
        bbox: cell.content.bbox?,
        turn: cell.turn,
    })
}

fn place_below(head: &mut Table, tail: Table, offset: usize) {
    head.rows = offset + tail.rows;
    head.cells.extend(tail.cells.into_iter().map(|mut c| {
        c.row += offset;
        c
    }));
    head.cells.sort_by_key(|c| (c.row, c.col));
}

/// The columns of both tables together, by the place of their borders.
struct Columns {
    borders: Vec<Milli>,
}

impl Columns {
    fn new(a: &Table, b: &Table) -> Self {
        Self {
            borders: borders([a, b]),
        }
    }

    fn index(&self, x: Milli) -> usize {
        self.borders
            .partition_point(|&b| b <= x + SAME_BORDER)
            .saturating_sub(1)
    }

    fn renumber(&self, table: &mut Table) {
        for cell in &mut table.cells {
            cell.col = self.index(cell.bbox.x0);
            cell.col_span = self.index(cell.bbox.x1).saturating_sub(cell.col).max(1);
        }
        table.cols = self.borders.len().saturating_sub(1);
    }
}

/// Pairs of cells that touch the page break at the same columns: in `head`'s last row and in `tail`'s first one.
fn pairs(head: &Table, tail: &Table) -> Vec<(usize, usize)> {
    let columns = |c: &Cell| (c.col, c.col_span);
    let last_row = head
        .cells
        .iter()
        .enumerate()
        .filter(|(_, c)| c.row + c.row_span == head.rows);
    let mut above: Vec<((usize, usize), usize)> = last_row.map(|(i, c)| (columns(c), i)).collect();
    above.sort_unstable();
    let top = tail.cells.iter().enumerate().filter(|(_, c)| c.row == 0);
    top.filter_map(|(j, below)| {
        let first = above.partition_point(|(at, _)| *at < columns(below));
        above
            .get(first)
            .filter(|(at, _)| *at == columns(below))
            .map(|(_, i)| (*i, j))
    })
    .collect()
}

/// Takes out the cells at these places.
fn remove_cells(cells: &mut Vec<Cell>, mut places: Vec<usize>) {
    places.sort_unstable();
    let mut place = 0..;
    cells.retain(|_| places.binary_search(&place.next().unwrap_or_default()).is_err());
}

/// Whether the page break cuts a row: both halves have the same columns, and no column has a figure in both, while one half alone has figures.
/// A row that begins anew has its own figures, or (total row, headings) other columns.
fn is_cut_row(head: &Table, tail: &Table, pairs: &[(usize, usize)]) -> bool {
    let top_cells = tail.cells.iter().filter(|c| c.row == 0).count();
    if pairs.len() != top_cells {
        return false;
    }
    let texts: Vec<(&Cell, &Cell)> = pairs
        .iter()
        .filter_map(|&(i, j)| Some((head.cells.get(i)?, tail.cells.get(j)?)))
        .collect();
    if is_last_line(&texts) {
        return true;
    }
    if pairs.len() < COLUMNS_OF_A_ROW {
        return false;
    }
    let single = |c: &Cell| c.row_span == 1;
    let figures_above = texts.iter().filter(|(a, _)| single(a) && has_figure(a.text())).count();
    let figures_below = texts.iter().filter(|(_, b)| has_figure(b.text())).count();
    // A header stands above its figures; the upper half of a row leaves their place blank.
    let heads = |(a, b): &&(&Cell, &Cell)| has_figure(b.text()) && !a.text().is_empty();
    let headed = texts.iter().filter(heads).count();
    let said_below = texts.iter().any(|(_, b)| !b.text().is_empty());
    let begins_anew = texts.iter().any(|(_, b)| is_placeholder(b.text()));
    said_below
        && !begins_anew
        && ((figures_above > 0 && figures_below == 0)
            || (figures_above == 0
                && figures_below > headed * 2
                && texts.iter().any(|(a, _)| single(a) && !a.text().is_empty())))
}

/// A row of so many columns is told by its figures.
const COLUMNS_OF_A_ROW: usize = 4;

/// The last line of a label has no more characters than this where nothing else of its row stands on the next page.
const LAST_CHARACTERS: usize = 2;

/// Whether of a row only the last characters of some words stand on the next page, and nothing of the others.
fn is_last_line(texts: &[(&Cell, &Cell)]) -> bool {
    let is_said = |c: &Cell| !c.text().is_empty();
    let is_rest = |(above, below): &(&Cell, &Cell)| {
        let count = below.text().chars().count();
        let is_word = below.text().chars().all(char::is_alphabetic);
        is_word && count <= LAST_CHARACTERS && above.text().chars().count() > count
    };
    let is_whole_above = |(above, below): &(&Cell, &Cell)| above.row_span == 1 && is_said(above) && !is_said(below);
    let mut rests = texts.iter().filter(|(_, below)| is_said(below)).peekable();
    rests.peek().is_some() && rests.all(is_rest) && texts.iter().any(is_whole_above)
}

fn has_figure(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| is_digit(c) || matches!(c, '.' | ',' | '-' | '%' | '—' | '/' | '．' | '，' | '－' | '％' | '／'))
}

/// 指标1：, 指标2: … begin a row of their own.
fn is_placeholder(text: &str) -> bool {
    text.strip_prefix("指标").is_some_and(|rest| rest.starts_with(is_digit))
}

fn join_cut_row(head: &mut Table, tail: &mut Table, pairs: &[(usize, usize)]) {
    for &(i, j) in pairs {
        let Some(below) = tail.cells.get(j).cloned() else {
            continue;
        };
        if let Some(above) = head.cells.get_mut(i) {
            above.row_span += below.row_span - 1;
            join_text(above, &below);
        }
    }
    remove_cells(&mut tail.cells, pairs.iter().map(|&(_, j)| j).collect());
}

/// Joins label cells that the page break cuts, from the left, until a column begins anew: a blank half goes on with the label above
/// it, and two halves make one where only both together are a whole label.
fn join_labels(head: &mut Table, tail: &mut Table, mut pairs: Vec<(usize, usize)>) -> Vec<Aside> {
    let mut asides = Vec::new();
    pairs.sort_by_key(|&(_, j)| tail.cells.get(j).map(|c| c.col));
    let mut joined = Vec::new();
    // Columns in which rows have blank cells of their own.
    let second_last = head.cells.iter().filter(|c| c.row + c.row_span + 1 == head.rows);
    let is_blank_above: Vec<usize> = second_last.filter(|c| c.text().is_empty()).map(|c| c.col).collect();
    let mut next_col = tail
        .cells
        .iter()
        .filter(|c| c.row == 0)
        .map(|c| c.col)
        .min()
        .unwrap_or(0);
    for (i, j) in pairs {
        let (Some(above), Some(below)) = (head.cells.get_mut(i), tail.cells.get(j)) else {
            break;
        };
        if below.col != next_col {
            break;
        }
        next_col = below.col + below.col_span;
        // Running numbers stand left of the labels.
        if joined.is_empty() && is_running_number(above) && is_running_number(below) {
            continue;
        }
        if !is_one_label(above, below) {
            if !may_be_one_label(above, below) || is_blank_above.contains(&above.col) {
                break;
            }
            above.doubt.unlined = true;
        }
        above.row_span += below.row_span;
        if above.text() == below.text() {
            asides.extend(repeated_cell(below));
        } else {
            join_text(above, below);
        }
        joined.push(j);
    }
    remove_cells(&mut tail.cells, joined);
    asides
}

fn is_running_number(cell: &Cell) -> bool {
    cell.row_span == 1 && !cell.text().is_empty() && cell.text().chars().all(is_digit)
}

fn is_one_label(above: &Cell, below: &Cell) -> bool {
    let (a, b) = (above.text(), below.text());
    if a.is_empty() || b.is_empty() {
        // Neither says anything, or one half of a tall label has no text: one cell, if it is tall at all.
        return above.row_span > 1 || below.row_span > 1 || !a.is_empty();
    }
    a == b && is_whole_label(a) || (!is_whole_label(a) && is_whole_label(&format!("{a}{b}")))
}

/// Whether a blank cell may be the beginning of the label on the next page, which is printed there alone: each page has one row of it.
fn may_be_one_label(above: &Cell, below: &Cell) -> bool {
    above.text().is_empty() && is_whole_label(below.text())
}

/// Labels of the left columns end like this (满意度指标, 绩效指标（90分）, 年度总体目标, 项目资金（万元）).
pub(super) fn is_whole_label(text: &str) -> bool {
    let name = match (text.rfind(['(', '（']), text.ends_with([')', '）'])) {
        (Some(open), true) => text.get(..open).unwrap_or(text),
        (None, false) => text,
        _ => return false,
    };
    name.ends_with("指标") || ["年度总体目标", "总体目标", "项目资金", "评分等级"].contains(&name)
}

/// Leaves out the first line of a cell that goes on, where it is the line that the page break cut: some producers draw that one on both pages.
fn drop_repeated_line(above: &Cell, below: &mut Cell) -> Option<Aside> {
    // The halves of a text have several lines; what has one may be said of the next row, too.
    let (last, first) = (above.content.last_line()?, below.content.first_line()?);
    if last != first || last.chars().count() < REPEATED_LINE {
        return None;
    }
    let aside = Aside {
        kind: AsideKind::Doubled,
        text: first.to_owned(),
        glyphs: printed_in(first),
        page: below.page,
        bbox: below.content.bbox?,
        turn: below.turn,
    };
    below.content.drop_first_line();
    Some(aside)
}

fn join_text(above: &mut Cell, below: &Cell) {
    let (a, b) = (&mut above.content, &below.content);
    a.push_lines(b);
    if a.bbox.is_none() {
        // The text stands on the next page: so does its place.
        a.bbox = b.bbox;
        if b.bbox.is_some() {
            (above.page, above.bbox, above.drawn, above.turn) = (below.page, below.bbox, below.drawn, below.turn);
        }
    }
    above.content.unmapped += below.content.unmapped;
    above.content.doubtful += below.content.doubtful;
    above.doubt = above.doubt.or(below.doubt);
}
