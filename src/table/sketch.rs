//! Tables as text, for tests, read and written alike:
//!
//! ```text
//! A line outside every table.
//!
//! | 项目名称 | 道路养护 | <      |
//! | 资金     | 预算数   | 执行数 |
//! | ^        | 100      | 98     |
//! ```
//!
//! `<` goes on with the cell at its left, `^` with the one above it. Where a table is written, `!` behind a cell says that its text runs over a
//! border, `~` that it was told apart from its neighbours by text alone, and may be wrong, `?` that it may be several cells, or a part of one, `#` that ink stands in it that is no text, `>` that something stands beside it
//! outside the table, `&` that its text may be several, `x` that something struck out was left out, `X` that all of it is struck out.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::model::{Block, Cell, Doubt, OutsideLine, Table, Tables};
use super::sheet::upright::Turn;
use crate::geometry::{Milli, POINT, Rect};
use crate::pdf::drawing::{Drawing, drawing};
use crate::text::BoxText;

/// Every column of a table made from text is so wide.
const COL_WIDTH: Milli = 64 * POINT;

/// Every row of a table made from text is so high.
const ROW_HEIGHT: Milli = 24 * POINT;

/// The size of type in a document that is drawn, in points.
const SIZE: i32 = 8;

/// The margin around a document that is drawn, in points.
const MARGIN: i32 = 40;

/// The distance from a cell's left border to its text, in points.
const PADDING: i32 = 2;

/// What a document holds, as text.
pub(crate) fn tables_to_text(tables: &Tables) -> String {
    let mut text = String::new();
    let mut after_table = false;
    for block in &tables.blocks {
        match block {
            Block::Line(line) => {
                let _ = writeln!(text, "{}{}", if after_table { "\n" } else { "" }, line.text());
                after_table = false;
            }
            Block::Table(table) => {
                let _ = write!(
                    text,
                    "{}{}",
                    if text.is_empty() { "" } else { "\n" },
                    table_to_text(table)
                );
                after_table = true;
            }
        }
    }
    text.trim_end().to_owned()
}

#[allow(clippy::needless_range_loop)] // Rows and columns are what the loop is about.
fn table_to_text(table: &Table) -> String {
    let mut squares = vec![vec!["?".to_owned(); table.cols]; table.rows];
    for cell in &table.cells {
        for row in cell.row..cell.row + cell.row_span {
            for col in cell.col..cell.col + cell.col_span {
                squares[row][col] = if row > cell.row {
                    "^".to_owned()
                } else if col > cell.col {
                    "<".to_owned()
                } else {
                    let overflow = if cell.doubt.overflow { "!" } else { "" };
                    let unlined = if cell.doubt.unlined { "~" } else { "" };
                    let torn = if cell.doubt.torn.is_some() { "?" } else { "" };
                    let doubt = cell.doubt;
                    let others = [
                        (doubt.ink, '#'),
                        (doubt.beside, '>'),
                        (doubt.mixed, '&'),
                        (doubt.struck, 'x'),
                        (doubt.void, 'X'),
                    ];
                    let others: String = others.iter().filter(|(is, _)| *is).map(|(_, sign)| sign).collect();
                    format!("{}{overflow}{unlined}{torn}{others}", cell.text())
                };
            }
        }
    }
    let widths: Vec<usize> = (0..table.cols)
        .map(|col| squares.iter().map(|row| row[col].width()).max().unwrap())
        .collect();
    let mut text = String::new();
    for row in &squares {
        for (square, width) in row.iter().zip(&widths) {
            let _ = write!(text, "| {square}{} ", " ".repeat(width - square.width()));
        }
        text.push_str("|\n");
    }
    text
}

/// A document that reads so; every table stands on a page of its own, with the lines before it.
pub(crate) fn text_to_tables(text: &str) -> Tables {
    let mut blocks = Vec::new();
    let mut page = 1;
    for part in sketch_to_parts(text) {
        match part {
            Part::Line(text) => blocks.push(Block::Line(OutsideLine {
                content: BoxText {
                    text: text.to_owned(),
                    ..BoxText::default()
                },
                page,
                bbox: Rect::default(),
                turn: Turn::default(),
                size: SIZE * POINT,
                direction: crate::pdf::Direction::Right,
                doubt: Doubt::default(),
            })),
            Part::Table(rows) => {
                blocks.push(Block::Table(rows_to_table(&rows, page)));
                page += 1;
            }
        }
    }
    Tables {
        blocks,
        asides: Vec::new(),
    }
}

/// A page on which the document is drawn, from the top down.
pub(crate) fn text_to_drawing(text: &str) -> Drawing {
    let mut page = drawing();
    let mut y = MARGIN;
    for part in sketch_to_parts(text) {
        match part {
            Part::Line(text) => {
                page = page.text(MARGIN, y, SIZE, text);
                y += 2 * SIZE;
            }
            Part::Table(rows) => {
                for cell in rows_to_table(&rows, 1).cells {
                    let b = cell.bbox;
                    let [x0, x1] = [b.x0, b.x1].map(|x| MARGIN + x / POINT);
                    let [y0, y1] = [b.y0, b.y1].map(|down| y + down / POINT);
                    let text = wrapped(cell.text(), x1 - x0 - 2 * PADDING);
                    let height = SIZE * i32::try_from(text.lines().count()).unwrap();
                    let top = i32::midpoint(y0, y1 - height);
                    page = page.rect(x0, y0, x1, y1).text(x0 + PADDING, top, SIZE, &text);
                }
                y += ROW_HEIGHT / POINT * i32::try_from(rows.len()).unwrap() + 2 * SIZE;
            }
        }
    }
    page
}

/// Breaks a text over lines that are no wider than this, in points.
fn wrapped(text: &str, width: i32) -> String {
    let (mut wrapped, mut filled) = (String::new(), 0);
    for c in text.chars() {
        let advance = SIZE / 2 * i32::try_from(c.width_cjk().unwrap()).unwrap();
        if filled + advance > width {
            wrapped.push('\n');
            filled = 0;
        }
        filled += advance;
        wrapped.push(c);
    }
    wrapped
}

/// A line of text, or the rows of a table, square by square.
enum Part<'t> {
    Line(&'t str),
    Table(Vec<Vec<&'t str>>),
}

fn sketch_to_parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rows = Vec::new();
    for line in text.lines().chain([""]).map(str::trim) {
        if let Some(row) = line.strip_prefix('|').and_then(|l| l.strip_suffix('|')) {
            rows.push(row.split('|').map(str::trim).collect());
            continue;
        }
        if !rows.is_empty() {
            parts.push(Part::Table(std::mem::take(&mut rows)));
        }
        if !line.is_empty() {
            parts.push(Part::Line(line));
        }
    }
    parts
}

fn rows_to_table(rows: &[Vec<&str>], page: u32) -> Table {
    let cols = rows[0].len();
    // For each square of the row above: the index of its cell.
    let mut above = vec![0; cols];
    let mut cells: Vec<Cell> = Vec::new();
    for (row, squares) in rows.iter().enumerate() {
        assert_eq!(squares.len(), cols, "row {row} of the sketch: {squares:?}");
        let mut left = 0;
        for (col, square) in squares.iter().enumerate() {
            left = match *square {
                "<" => left,
                "^" => above[col],
                text => {
                    cells.push(cell(row, col, text, page));
                    cells.len() - 1
                }
            };
            above[col] = left;
            let bbox = &mut cells[left].bbox;
            *bbox = bbox.union(&square_bbox(row, col));
        }
    }
    for cell in &mut cells {
        let bbox = cell.bbox;
        cell.row_span = usize::try_from(bbox.height() / ROW_HEIGHT).unwrap();
        cell.col_span = usize::try_from(bbox.width() / COL_WIDTH).unwrap();
    }
    Table {
        rows: rows.len(),
        cols,
        cells,
        pages: vec![page],
    }
}

fn cell(row: usize, col: usize, text: &str, page: u32) -> Cell {
    let bbox = square_bbox(row, col);
    let printed = (!text.is_empty()).then_some(bbox);
    let count = |is_counted: fn(char) -> bool| u32::try_from(text.chars().filter(|&c| is_counted(c)).count()).unwrap();
    Cell {
        row,
        col,
        row_span: 1,
        col_span: 1,
        content: BoxText {
            text: text.to_owned(),
            bbox: printed,
            breaks: Vec::new(),
            glyphs: text.chars().filter(|c| !c.is_whitespace()).count(),
            unmapped: count(|c| c == char::REPLACEMENT_CHARACTER),
            doubtful: 0,
            breaks_word: false,
        },
        page,
        bbox,
        drawn: None,
        turn: Turn::default(),
        doubt: Doubt::default(),
    }
}

fn square_bbox(row: usize, col: usize) -> Rect {
    let (x, y) = (
        COL_WIDTH * Milli::try_from(col).unwrap(),
        ROW_HEIGHT * Milli::try_from(row).unwrap(),
    );
    Rect::new(x, y, x + COL_WIDTH, y + ROW_HEIGHT)
}
