//! One table of the workbook, over as many sheets as its rows take. Rows go to disk as they are written.

use rust_xlsxwriter::{Formula, Note, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cells::{Cell, Content, Looks, Mark};
use super::links::hyperlink;
use crate::language::Language;
use crate::rules::Text;

/// Rows of a sheet, its heading included, as the format allows.
pub(super) const ROWS_OF_A_SHEET: u32 = 1_048_576;

/// Notes in the whole workbook. Unlike cells they are held in memory, and all programs are slow with many: with these, 200,000 findings
/// of 10,000 forms take 180 MB. What has no note any more has its colour, and its explanation among the findings.
pub(super) const MOST_NOTES: usize = 20_000;

/// Characters that a cell can hold, and those of a note that are read.
const LONGEST_TEXT: usize = 32_000;
const LONGEST_NOTE: usize = 1_000;

/// Widths are in digits. A heading, over two lines, needs room for the arrow of its filter.
const FILTER_ARROW: f64 = 3.5;
const HEADING_LINES: f64 = 2.0;

/// Of a bold letter, in digits, and of the sides of a column.
const BOLD: f64 = 1.1;
const MARGIN: f64 = 1.5;

/// Heights are in points: a line of text, what is left free above and below, and the most that the format allows.
const LINE_HEIGHT: f64 = 15.0;
const ROW_MARGIN: f64 = 2.0;
const HIGHEST_ROW: f64 = 409.0;
const A4: u8 = 9;

/// Below the heading.
const FIRST_ROW: u32 = 1;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// By which the row writers and links name it: where it holds a field of the form, that field's name.
    pub(super) key: &'static str,
    pub(super) heading: Text,
    /// In digits; a Chinese character takes two.
    pub(super) width: f64,
    /// Whether its text is broken into lines.
    pub(super) wraps: bool,
}

/// What a table is like.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) title: Text,
    pub(super) columns: Vec<Column>,
    /// So many columns stay where they are when the others are scrolled: up to the name of what the row is about.
    pub(super) frozen: u16,
    /// The last column that is printed: with more of them nobody could read a page. What is for programs stands behind it.
    pub(super) printed_to: &'static str,
    /// Height of all rows, for a table whose rows are to be of one height.
    pub(super) row_height: Option<f64>,
}

impl Layout {
    fn position(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}

/// What all tables have in common.
pub(super) struct Shared {
    pub(super) book: Workbook,
    pub(super) looks: Looks,
    pub(super) notes_left: usize,
    pub(super) language: Language,
    pub(super) rows_of_a_sheet: u32,
}

impl Shared {
    /// Has the notes of a row that is put aside count among those of the workbook, as far as there is room for them.
    pub(super) fn count_notes(&mut self, row: &mut [Cell]) {
        for cell in row.iter_mut().filter(|cell| cell.note.is_some()) {
            match self.notes_left.checked_sub(1) {
                Some(left) => self.notes_left = left,
                None => cell.note = None,
            }
        }
    }
}

/// A place in the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) sheet: String,
    pub(super) row: u32,
}

/// One table.
pub(super) struct Sheets {
    layout: Layout,
    written: Vec<Worksheet>,
    sheet: Worksheet,
    next_row: u32,
    /// Rows on all sheets, headings not counted.
    pub(super) rows: u64,
}

impl Sheets {
    pub(super) fn new(shared: &mut Shared, layout: Layout) -> Result<Self, XlsxError> {
        let sheet = begin(shared, &layout, 0)?;
        Ok(Self {
            layout,
            written: Vec::new(),
            sheet,
            next_row: FIRST_ROW,
            rows: 0,
        })
    }

    /// Where a row stands, by its number from 0: known before it is written.
    pub(super) fn spot(&self, shared: &Shared, number: u64) -> Spot {
        let of_a_sheet = u64::from(shared.rows_of_a_sheet.saturating_sub(FIRST_ROW).max(1));
        let row = u32::try_from(number % of_a_sheet).unwrap_or_default();
        Spot {
            sheet: name(self.layout.title, number / of_a_sheet, shared.language),
            row: row + FIRST_ROW,
        }
    }

    /// Writes a row; cells in the order of the columns.
    pub(super) fn write(&mut self, shared: &mut Shared, cells: Vec<Cell>) -> Result<(), XlsxError> {
        if self.next_row >= shared.rows_of_a_sheet {
            let following = begin(shared, &self.layout, self.written.len() as u64 + 1)?;
            let mut full = std::mem::replace(&mut self.sheet, following);
            end(&mut full, &self.layout, self.next_row)?;
            self.written.push(full);
            self.next_row = FIRST_ROW;
        }
        let (row, columns) = (self.next_row, &self.layout.columns);
        if self.layout.row_height.is_none() {
            let wrapped = columns.iter().zip(&cells).filter(|(column, _)| column.wraps);
            set_height(&mut self.sheet, row, wrapped.map(|(column, cell)| (cell, column.width)))?;
        }
        for ((number, column), cell) in (0..).zip(columns).zip(cells) {
            put(&mut self.sheet, shared, (row, number), cell, column.wraps)?;
        }
        self.next_row += 1;
        self.rows += 1;
        Ok(())
    }

    /// Writes a row that was put aside: its notes are among those of the workbook already.
    pub(super) fn write_later(&mut self, shared: &mut Shared, cells: Vec<Cell>) -> Result<(), XlsxError> {
        shared.notes_left += cells.iter().filter(|cell| cell.note.is_some()).count();
        self.write(shared, cells)
    }

    /// The column of that key.
    pub(super) fn column(&self, key: &str) -> Option<usize> {
        self.layout.position(key)
    }

    /// The sheets, ready to be put into the workbook.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        end(&mut self.sheet, &self.layout, self.next_row)?;
        self.written.push(self.sheet);
        Ok(self.written)
    }
}

/// The name of a sheet of a table that goes on over several.
fn name(title: Text, number: u64, language: Language) -> String {
    match number {
        0 => title.get(language).to_owned(),
        number => format!("{} {}", title.get(language), number + 1),
    }
}

/// What a heading takes over two lines, or its longest word, which is not broken: Chinese is, between any two characters.
fn heading_width(heading: &str) -> f64 {
    let words = heading.split(' ').filter(|word| word.is_ascii());
    let longest = words.map(|word| word.width() as f64 * BOLD).fold(0.0, f64::max);
    (heading.width() as f64 / HEADING_LINES + FILTER_ARROW).max(longest + MARGIN)
}

/// A new sheet with its heading.
fn begin(shared: &mut Shared, layout: &Layout, number: u64) -> Result<Worksheet, XlsxError> {
    let mut sheet = shared.book.new_worksheet_with_constant_memory()?;
    sheet.set_name(name(layout.title, number, shared.language))?;
    for (number, column) in (0..).zip(&layout.columns) {
        let width = column.width.max(heading_width(column.heading.get(shared.language)));
        sheet.set_column_width(number, width)?;
    }
    if let Some(height) = layout.row_height {
        sheet.set_default_row_height(height);
    }
    sheet.set_row_height(0, HEADING_LINES * LINE_HEIGHT + ROW_MARGIN)?;
    sheet.set_freeze_panes(FIRST_ROW, layout.frozen)?;
    printed(&mut sheet);
    sheet.set_repeat_rows(0, 0)?;
    for (number, column) in (0..).zip(&layout.columns) {
        let heading = Cell::text(column.heading.get(shared.language)).marked(Mark::Heading);
        put(&mut sheet, shared, (0, number), heading, true)?;
    }
    Ok(sheet)
}

fn end(sheet: &mut Worksheet, layout: &Layout, rows: u32) -> Result<(), XlsxError> {
    let column = |number: usize| u16::try_from(number).unwrap_or_default();
    let last_row = rows.saturating_sub(1);
    let last_column = layout.columns.len().saturating_sub(1);
    let last_printed = layout.position(layout.printed_to).unwrap_or(last_column);
    sheet.autofilter(0, 0, last_row, column(last_column))?;
    sheet.set_print_area(0, 0, last_row, column(last_printed))?;
    Ok(())
}

/// Makes a row as high as the longest of its cells takes, each given with the width of its column. Not every program does that itself.
pub(super) fn set_height<'a>(
    sheet: &mut Worksheet,
    row: u32,
    wrapped: impl Iterator<Item = (&'a Cell, f64)>,
) -> Result<(), XlsxError> {
    let lines = wrapped.map(|(cell, width)| match &cell.content {
        Content::Text(text) | Content::Link(_, text) | Content::Finding(.., text) => lines(text, width),
        Content::Blank | Content::Number(..) => 1.0,
    });
    let most = lines.fold(1.0, f64::max);
    if most > 1.0 {
        sheet.set_row_height(row, (most * LINE_HEIGHT + ROW_MARGIN).min(HIGHEST_ROW))?;
    }
    Ok(())
}

/// Lines that a text takes, with a digit lost at the end of each: a Chinese character is not cut in two.
fn lines(text: &str, width: f64) -> f64 {
    // At this size of the font, in digits of the column: a Chinese character, and a letter on average.
    const WIDE: f64 = 1.95;
    const NARROW: f64 = 0.9;
    let digits = text.chars().map(|c| if c.is_ascii() { NARROW } else { WIDE });
    (digits.sum::<f64>() / (width - 1.0)).ceil()
}

/// How a sheet is printed: A4 on its side, as many pages long as it takes, one page wide, numbered.
pub(super) fn printed(sheet: &mut Worksheet) {
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&A&R&P / &N");
}

/// Writes one cell.
pub(super) fn put(
    sheet: &mut Worksheet,
    shared: &mut Shared,
    (row, column): (u32, u16),
    cell: Cell,
    wraps: bool,
) -> Result<(), XlsxError> {
    if let Some(note) = cell.note.as_deref().filter(|_| shared.notes_left > 0) {
        shared.notes_left -= 1;
        let note = Note::new(cut(note, LONGEST_NOTE))
            .add_author_prefix(false)
            .set_width(320)
            .set_height(150);
        sheet.insert_note(row, column, &note)?;
    }
    let format = shared.looks.of(&cell, wraps);
    match cell.content {
        Content::Blank => sheet.write_blank(row, column, format)?,
        Content::Text(text) | Content::Finding(.., text) => {
            sheet.write_string_with_format(row, column, cut(&text, LONGEST_TEXT), format)?
        }
        Content::Number(value, _) => sheet.write_number_with_format(row, column, value, format)?,
        Content::Link(target, shown) => match hyperlink(&target, &shown) {
            Some(formula) => {
                sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(shown), format)?
            }
            None => sheet.write_string_with_format(row, column, cut(&shown, LONGEST_TEXT), format)?,
        },
    };
    Ok(())
}

/// The text without control characters, which no sheet shows, and no longer than a cell can hold.
fn cut(text: &str, most: usize) -> String {
    let is_shown = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || *c == '\n';
    let mut kept: String = text.chars().filter(is_shown).take(most).collect();
    if text.chars().nth(most).is_some() {
        kept.push('…');
    }
    kept
}
