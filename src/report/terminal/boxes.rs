//! A table with merged cells, drawn with box characters.
//!
//! Columns get the shares of the width that they have on paper, but never less than their longest figure: figures are not torn apart.

use super::ink::{Ink, Paint};
use super::wrap::{pieces, width, wrap};
use crate::report::sheet::{Rows, Span};

/// A word longer than this (in columns) may be torn to fit; a figure may not.
const LONGEST_WORD: usize = 8;

/// A figure longer than this is none that anybody prints (a trillion with separators and decimals takes 20).
const LONGEST_FIGURE: usize = 24;

/// The narrowest column: one Chinese character.
const NARROWEST: usize = 2;

/// A cell and what is printed in it, one paragraph below the other.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Boxed {
    pub span: Span,
    pub paragraphs: Vec<(Ink, String)>,
}

/// The table in lines of at most `most` columns, wider only where its figures are. `shares` are the widths of the columns on paper, in
/// columns of the terminal.
pub(in crate::report) fn draw(rows: usize, shares: &[usize], cells: &[Boxed], most: usize, paint: Paint) -> String {
    let widths = column_widths(shares, cells, most);
    let drawn: Vec<Drawn> = cells.iter().map(|cell| Drawn::new(cell, &widths)).collect();
    let heights = row_heights(rows, &drawn);
    let spans: Vec<Span> = cells.iter().map(|cell| cell.span).collect();
    let blank = vec![None; widths.len()];
    let mut text = String::new();
    let mut above = blank.clone();
    // How many lines of a cell that began on an earlier row are printed.
    let mut printed = vec![0_usize; cells.len()];
    let mut sweep = Rows::new(&spans, widths.len());
    for height in heights {
        let row = sweep.next().unwrap_or_else(|| blank.clone());
        text.push_str(&border(&above, &row, &widths, &drawn, &mut printed, paint));
        for _ in 0..height {
            text.push_str(&line(&row, &widths, &drawn, &mut printed, paint));
        }
        above = row;
    }
    text + &border(&above, &blank, &widths, &drawn, &mut printed, paint)
}

/// A cell with its text in lines.
struct Drawn {
    span: Span,
    /// Columns of the terminal between its borders.
    width: usize,
    lines: Vec<(Ink, String)>,
}

impl Drawn {
    fn new(cell: &Boxed, widths: &[usize]) -> Self {
        let own = widths.iter().skip(cell.span.col).take(cell.span.col_span);
        let width = own.map(|width| width + 1).sum::<usize>().saturating_sub(1);
        let lines = cell.paragraphs.iter().flat_map(|(ink, text)| {
            let lines = wrap(text, width);
            lines.into_iter().map(move |line| (*ink, line))
        });
        Self {
            span: cell.span,
            width,
            lines: lines.collect(),
        }
    }

    /// A line of it, padded to its width.
    fn line(&self, index: usize, paint: Paint) -> String {
        let Some((ink, text)) = self.lines.get(index) else {
            return " ".repeat(self.width);
        };
        let missing = self.width.saturating_sub(width(text));
        paint.apply(*ink, text) + &" ".repeat(missing)
    }
}

fn column_widths(shares: &[usize], cells: &[Boxed], most: usize) -> Vec<usize> {
    let room = most.saturating_sub(shares.len() + 1);
    let least = least_widths(shares, cells, LONGEST_WORD);
    // Where there is no room for all words and figures, words are torn first.
    let least = if least.iter().sum::<usize>() > room {
        least_widths(shares, cells, NARROWEST)
    } else {
        least
    };
    share_out(shares, &least, room)
}

/// What each column needs for its figures, and for words up to a length.
fn least_widths(shares: &[usize], cells: &[Boxed], longest_word: usize) -> Vec<usize> {
    let mut least = vec![NARROWEST; shares.len()];
    let mut spanning: Vec<(&Boxed, usize)> = Vec::new();
    for cell in cells {
        let pieces = cell.paragraphs.iter().flat_map(|(_, text)| pieces(text));
        let needed = pieces.map(|piece| needed(piece, longest_word)).max().unwrap_or(0);
        match least.get_mut(cell.span.col) {
            Some(least) if cell.span.col_span == 1 => *least = needed.max(*least),
            _ => spanning.push((cell, needed)),
        }
    }
    for (cell, needed) in spanning {
        let own = least.iter().skip(cell.span.col).take(cell.span.col_span);
        let got: usize = own.map(|width| width + 1).sum::<usize>().saturating_sub(1);
        let columns = cell.span.col..cell.span.col + cell.span.col_span;
        let widest = columns.max_by_key(|&col| shares.get(col)).unwrap_or(cell.span.col);
        if let Some(width) = least.get_mut(widest) {
            *width += needed.saturating_sub(got);
        }
    }
    least
}

/// What a piece of text asks of its column.
fn needed(piece: &str, longest_word: usize) -> usize {
    let longest = if piece.contains(|c: char| c.is_ascii_digit()) {
        LONGEST_FIGURE
    } else {
        longest_word
    };
    width(piece.trim_end()).min(longest)
}

/// Widths in the proportion of the shares, none below what it needs at least, all together no more than there is room for.
fn share_out(shares: &[usize], least: &[usize], room: usize) -> Vec<usize> {
    let wanted: usize = shares.iter().sum::<usize>().max(1);
    let room = room.min(wanted.max(least.iter().sum()));
    // Columns that need more than their share get it; the others share the rest, which may make one of them need more than its share, too.
    let mut fixed = vec![false; shares.len()];
    loop {
        let columns = || shares.iter().zip(least).zip(&fixed);
        let left = columns()
            .filter(|(_, fixed)| **fixed)
            .map(|((_, least), _)| least)
            .sum::<usize>();
        let left = room.saturating_sub(left);
        let wanted: usize = columns()
            .filter(|(_, fixed)| !**fixed)
            .map(|((share, _), _)| share)
            .sum();
        let part = |share: usize| share.saturating_mul(left) / wanted.max(1);
        let short = |((share, least), fixed): &((&usize, &usize), &bool)| !**fixed && part(**share) < **least;
        let newly: Vec<bool> = columns().map(|column| short(&column)).collect();
        if !newly.contains(&true) {
            let widths = columns().map(|((share, least), fixed)| if *fixed { *least } else { part(*share) });
            return spend(widths.collect(), room);
        }
        for (fixed, newly) in fixed.iter_mut().zip(newly) {
            *fixed |= newly;
        }
    }
}

/// Spends what rounding has left over where it helps: a Chinese character takes two columns, so an odd width wastes one. The rest goes to the
/// widest column.
fn spend(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    let mut left = room.saturating_sub(widths.iter().sum());
    for width in widths.iter_mut().filter(|width| **width % 2 == 1).take(left) {
        *width += 1;
        left -= 1;
    }
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths
}

/// The lines of each row: as many as its cells need; the last row of a merged cell makes room for what is left of it.
fn row_heights(rows: usize, cells: &[Drawn]) -> Vec<usize> {
    let mut heights = vec![1_usize; rows];
    let mut by_end: Vec<&Drawn> = cells.iter().collect();
    by_end.sort_by_key(|cell| (cell.span.row + cell.span.row_span, cell.span.row_span));
    for cell in by_end {
        let own = heights.iter().skip(cell.span.row).take(cell.span.row_span);
        // Its text runs on where a border would be between its rows.
        let got = own.map(|height| height + 1).sum::<usize>().saturating_sub(1);
        if let Some(last) = heights.get_mut((cell.span.row + cell.span.row_span).saturating_sub(1)) {
            *last += cell.lines.len().saturating_sub(got);
        }
    }
    heights
}

type Row = [Option<usize>];

fn cell_at(row: &Row, col: usize) -> Option<usize> {
    row.get(col).copied().flatten()
}

/// One line of text through a row.
fn line(row: &Row, widths: &[usize], cells: &[Drawn], printed: &mut [usize], paint: Paint) -> String {
    let mut text = String::new();
    let mut before = None;
    for (col, width) in widths.iter().enumerate() {
        let here = cell_at(row, col);
        if col > 0 && here.is_some() && here == before {
            continue;
        }
        let outside = here.is_none() && (col == 0 || before.is_none());
        text.push(if outside { ' ' } else { '│' });
        text.push_str(&match here {
            Some(cell) => next_line(cell, cells, printed, paint),
            None => " ".repeat(*width),
        });
        before = here;
    }
    if before.is_some() {
        text.push('│');
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn next_line(cell: usize, cells: &[Drawn], printed: &mut [usize], paint: Paint) -> String {
    let (Some(drawn), Some(printed)) = (cells.get(cell), printed.get_mut(cell)) else {
        return String::new();
    };
    *printed += 1;
    drawn.line(*printed - 1, paint)
}

/// The line between two rows; cells that reach over both go on in it.
fn border(above: &Row, below: &Row, widths: &[usize], cells: &[Drawn], printed: &mut [usize], paint: Paint) -> String {
    let mut text = String::new();
    let drawn = |col: usize| cell_at(above, col) != cell_at(below, col);
    let mut through = None;
    for (col, width) in widths.iter().enumerate() {
        let goes_on = cell_at(above, col).filter(|_| !drawn(col));
        if goes_on.is_some() && goes_on == through {
            continue;
        }
        text.push(corner(above, below, col));
        text.push_str(&match goes_on {
            Some(cell) => next_line(cell, cells, printed, paint),
            None if drawn(col) => "─".repeat(*width),
            None => " ".repeat(*width),
        });
        through = goes_on;
    }
    text.push(corner(above, below, widths.len()));
    text.truncate(text.trim_end().len());
    text + "\n"
}

/// The character at the left of a column between two rows, by the borders that meet there.
fn corner(above: &Row, below: &Row, col: usize) -> char {
    let left = |row: &Row| col.checked_sub(1).and_then(|col| cell_at(row, col));
    let up = left(above) != cell_at(above, col);
    let down = left(below) != cell_at(below, col);
    let to_left = left(above) != left(below);
    let to_right = cell_at(above, col) != cell_at(below, col);
    match (up, down, to_left, to_right) {
        (true, true, true, true) => '┼',
        (true, true, true, false) => '┤',
        (true, true, false, true) => '├',
        (true, true, false, false) => '│',
        (true, false, true, true) => '┴',
        (true, false, true, false) => '┘',
        (true, false, false, true) => '└',
        (false, true, true, true) => '┬',
        (false, true, true, false) => '┐',
        (false, true, false, true) => '┌',
        (false, false, true, true) => '─',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint { colored: false };

    fn cell(row: usize, col: usize, row_span: usize, col_span: usize, text: &str) -> Boxed {
        Boxed {
            span: Span {
                row,
                col,
                row_span,
                col_span,
            },
            paragraphs: vec![(Ink::Plain, text.to_owned())],
        }
    }

    #[test]
    fn text_of_a_merged_cell_runs_on_where_a_border_would_be() {
        let cells = [
            cell(0, 0, 2, 1, "绩效指标"),
            cell(0, 1, 1, 1, "10"),
            cell(1, 1, 1, 1, "5"),
            cell(2, 0, 1, 2, "总分 15"),
        ];
        let drawn = draw(3, &[2, 4], &cells, 20, PLAIN);
        let expected = "\
┌──┬────┐
│绩│10  │
│效├────┤
│指│5   │
│标│    │
├──┴────┤
│总分 15│
└───────┘
";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn where_there_is_no_cell_nothing_is_drawn() {
        let cells = [cell(0, 0, 1, 1, "ab"), cell(1, 1, 1, 1, "cd")];
        let expected = "\
┌──┐
│ab│
└──┼──┐
   │cd│
   └──┘
";
        assert_eq!(draw(2, &[2, 2], &cells, 20, PLAIN), expected);
    }

    #[test]
    fn figures_stay_whole_where_words_are_torn() {
        let cells = [cell(0, 0, 1, 1, "responsibilities"), cell(0, 1, 1, 1, "1,250,000.00")];
        let drawn = draw(1, &[30, 3], &cells, 20, PLAIN);
        assert!(drawn.contains("│1,250,000.00│"), "{drawn}");
        assert!(drawn.lines().all(|line| width(line) == 20), "{drawn}");
        let wide = draw(1, &[30, 3], &cells, 5, PLAIN);
        assert!(
            wide.contains("│1,250,000.00│"),
            "a figure is worth a line that is too long: {wide}"
        );
    }

    #[test]
    fn colours_do_not_count_as_columns() {
        let mut flagged = cell(0, 0, 1, 1, "9.0");
        flagged.paragraphs.push((Ink::Faint, "[6.8742]".to_owned()));
        let colored = draw(1, &[4], std::slice::from_ref(&flagged), 20, Paint { colored: true });
        assert!(colored.contains("\u{1b}[2m[6.8742]\u{1b}[0m│"), "{colored:?}");
        let plain = colored.replace("\u{1b}[2m", "").replace("\u{1b}[0m", "");
        assert_eq!(plain, draw(1, &[4], &[flagged], 20, PLAIN));
    }
}
