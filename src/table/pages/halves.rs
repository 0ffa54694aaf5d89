//! The halves of rows and labels that a page break cuts.

use crate::digits::is_digit;
use crate::table::model::{Aside, AsideKind, Cell, Table, Torn};
use crate::table::words::{adds_up, is_placeholder, is_whole_label};
use crate::text::printed_in;

/// A line with so many characters does not stand twice in one text, one directly below the other (short ones may).
const REPEATED_LINE: usize = 12;

/// A cell of a header that is printed again.
pub(super) fn repeated_cell(cell: &Cell) -> Option<Aside> {
    Some(Aside {
        kind: AsideKind::RepeatedHeader,
        text: cell.text().to_owned(),
        glyphs: cell.content.glyphs,
        page: cell.page,
        bbox: cell.content.bbox?,
        turn: cell.turn,
    })
}

/// Pairs of cells that touch the page break at the same columns: in `head`'s last row and in `tail`'s first one.
pub(super) fn pairs(head: &Table, tail: &Table) -> Vec<(usize, usize)> {
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
pub(super) fn is_cut_row(head: &Table, tail: &Table, pairs: &[(usize, usize)]) -> bool {
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
    let rest = rest_of_row(&texts);
    let said_below = texts.iter().any(|(_, b)| !b.text().is_empty());
    let begins_anew = texts.iter().any(|(_, b)| is_placeholder(b.text()));
    said_below
        && !begins_anew
        && (rest == Rest::Sure
            || (figures_above > 0 && figures_below == 0)
            || (figures_above == 0
                && figures_below > headed * 2
                && texts.iter().any(|(a, _)| single(a) && !a.text().is_empty())))
}

/// Whether what stands below a page break may be the rest of the row above it, which has figures of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// It is: figures stand only where the row above is blank, and no name beside them, but the last characters of one.
    Sure,
    /// It may be: a name stands in both, which may be one or two.
    Unclear,
    No,
}

/// A row that has its name, its target and what was reached on one page may have its points on the next: where one half is blank the other is not,
/// and only texts that stand right of the figures go on.
fn rest_of_row(texts: &[(&Cell, &Cell)]) -> Rest {
    let is_said = |c: &Cell| !c.text().is_empty();
    let gives = |(a, b): &&(&Cell, &Cell)| a.row_span == 1 && !is_said(a) && has_figure(b.text());
    let clashes = |(a, b): &(&Cell, &Cell)| is_said(a) && is_said(b) && (has_figure(a.text()) || has_figure(b.text()));
    let waits = |(a, b): &&(&Cell, &Cell)| a.row_span == 1 && is_said(a) && !is_said(b);
    let Some(first) = texts.iter().filter(gives).map(|(_, b)| b.col).min() else {
        return Rest::No;
    };
    if texts.iter().any(clashes) || texts.iter().filter(waits).count() < WAITING_COLUMNS {
        return Rest::No;
    }
    let is_left = |(_, b): &&(&Cell, &Cell)| is_said(b) && b.col < first;
    if texts.iter().filter(is_left).all(is_rest_of_word) {
        Rest::Sure
    } else {
        Rest::Unclear
    }
}

/// So many columns of a row at least have nothing on the next page where its points stand there: what is to be reached, and what was.
const WAITING_COLUMNS: usize = 2;

/// Marks the rows on both sides of a page break where they may be one, and it is not sure.
pub(super) fn doubt_cut_row(head: &mut Table, tail: &mut Table, pairs: &[(usize, usize)]) {
    let top_cells = tail.cells.iter().filter(|c| c.row == 0).count();
    let texts = pairs
        .iter()
        .filter_map(|&(i, j)| Some((head.cells.get(i)?, tail.cells.get(j)?)));
    let texts: Vec<(&Cell, &Cell)> = texts.collect();
    if texts.len() != top_cells || texts.len() < COLUMNS_OF_A_ROW || rest_of_row(&texts) != Rest::Unclear {
        return;
    }
    for &(i, j) in pairs {
        for cell in head.cells.get_mut(i).into_iter().chain(tail.cells.get_mut(j)) {
            cell.doubt.torn = Some(Torn::PageBreak);
        }
    }
}

/// A row of so many columns is told by its figures.
const COLUMNS_OF_A_ROW: usize = 4;

/// The last line of a label has no more characters than this where nothing else of its row stands on the next page.
const LAST_CHARACTERS: usize = 2;

/// Whether of a row only the last characters of some words stand on the next page, and nothing of the others.
fn is_last_line(texts: &[(&Cell, &Cell)]) -> bool {
    let is_said = |c: &Cell| !c.text().is_empty();
    let is_whole_above = |(above, below): &(&Cell, &Cell)| above.row_span == 1 && is_said(above) && !is_said(below);
    let mut rests = texts.iter().filter(|(_, below)| is_said(below)).peekable();
    rests.peek().is_some() && rests.all(is_rest_of_word) && texts.iter().any(is_whole_above)
}

/// Whether the lower one of two cells may hold the last characters of a word that the upper one begins.
fn is_rest_of_word((above, below): &(&Cell, &Cell)) -> bool {
    let count = below.text().chars().count();
    let is_word = below.text().chars().all(char::is_alphabetic);
    is_word && count <= LAST_CHARACTERS && above.text().chars().count() > count
}

pub(super) fn has_figure(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| is_digit(c) || matches!(c, '.' | ',' | '-' | '%' | '—' | '/' | '．' | '，' | '－' | '％' | '／'))
}

/// Joins the halves of a cut row; a label of several rows may stand on both pages.
pub(super) fn join_cut_row(head: &mut Table, tail: &mut Table, pairs: &[(usize, usize)]) -> Vec<Aside> {
    let mut asides = Vec::new();
    for &(i, j) in pairs {
        let Some(below) = tail.cells.get(j).cloned() else {
            continue;
        };
        if let Some(above) = head.cells.get_mut(i) {
            above.row_span += below.row_span - 1;
            if above.text() == below.text() && is_whole_label(below.text()) {
                asides.extend(repeated_cell(&below));
            } else {
                join_text(above, &below);
            }
        }
    }
    remove_cells(&mut tail.cells, pairs.iter().map(|&(_, j)| j).collect());
    asides
}

/// Joins label cells that the page break cuts, from the left, until a column begins anew: a blank half goes on with the label above
/// it, and two halves make one where only both together are a whole label.
pub(super) fn join_labels(head: &mut Table, tail: &mut Table, mut pairs: Vec<(usize, usize)>) -> Vec<Aside> {
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
    if adds_up(a) {
        return false;
    }
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

/// Leaves out the first line of a cell that goes on, where it is the line that the page break cut: some producers draw that one on both pages.
pub(super) fn drop_repeated_line(above: &Cell, below: &mut Cell) -> Option<Aside> {
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
