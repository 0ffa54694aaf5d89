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

/// Heights are in points: a line of text, what is left free above and below, and the most that the format allows.
const LINE_HEIGHT: f64 = 15.0;
const ROW_MARGIN: f64 = 2.0;
const HIGHEST_ROW: f64 = 409.0;
const A4: u8 = 9;

/// A column of a table.
#[derive(Debug)]
pub(super) struct Column {
    /// By which the row writers and links name it: where it holds a field of the form, that field's name.
    pub(super) key: &'static str,
    pub(super) heading: Text,
    /// In digits; a Chinese character takes two.
    pub(super) width: f64,
    /// Whether its text is broken into lines.
    pub(super) wraps: bool,
}

/// What all tables have in common.
pub(super) struct Shared {
    pub(super) book: Workbook,
    pub(super) looks: Looks,
    pub(super) notes_left: usize,
    pub(super) language: Language,
    pub(super) rows_of_a_sheet: u32,
}

/// A place in the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) sheet: String,
    pub(super) row: u32,
}

/// One table.
pub(super) struct Sheets {
    title: Text,
    columns: &'static [Column],
    /// Height of all rows, for a table whose rows are to be of one height.
    row_height: Option<f64>,
    written: Vec<Worksheet>,
    sheet: Worksheet,
    next: Spot,
    /// Rows on all sheets, headings not counted.
    pub(super) rows: u64,
}

impl Sheets {
    pub(super) fn new(
        shared: &mut Shared,
        title: Text,
        columns: &'static [Column],
        row_height: Option<f64>,
    ) -> Result<Self, XlsxError> {
        let mut sheets = Self {
            title,
            columns,
            row_height,
            written: Vec::new(),
            sheet: Worksheet::new(),
            next: Spot {
                sheet: title.get(shared.language).to_owned(),
                row: 0,
            },
            rows: 0,
        };
        sheets.sheet = sheets.begin(shared)?;
        Ok(sheets)
    }

    /// Where the next row will stand.
    pub(super) fn next(&mut self, shared: &mut Shared) -> Result<Spot, XlsxError> {
        if self.next.row >= shared.rows_of_a_sheet {
            self.next = Spot {
                sheet: format!("{} {}", self.title.get(shared.language), self.written.len() + 2),
                row: 0,
            };
            let following = self.begin(shared)?;
            let mut full = std::mem::replace(&mut self.sheet, following);
            end(&mut full, self.columns.len(), shared.rows_of_a_sheet)?;
            self.written.push(full);
        }
        Ok(self.next.clone())
    }

    /// Writes a row; cells in the order of the columns.
    pub(super) fn write(&mut self, shared: &mut Shared, cells: Vec<Cell>) -> Result<(), XlsxError> {
        let row = self.next(shared)?.row;
        if self.row_height.is_none() {
            let wrapped = self.columns.iter().zip(&cells).filter(|(column, _)| column.wraps);
            set_height(&mut self.sheet, row, wrapped.map(|(column, cell)| (cell, column.width)))?;
        }
        for ((number, column), cell) in (0..).zip(self.columns).zip(cells) {
            put(&mut self.sheet, shared, (row, number), cell, column.wraps)?;
        }
        self.next.row += 1;
        self.rows += 1;
        Ok(())
    }

    /// The column of that key.
    pub(super) fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The heading of that column.
    pub(super) fn heading(&self, key: &str) -> Option<Text> {
        let column = self.columns.iter().find(|column| column.key == key);
        column.map(|column| column.heading)
    }

    /// The sheets, ready to be put into the workbook.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        end(&mut self.sheet, self.columns.len(), self.next.row)?;
        self.written.push(self.sheet);
        Ok(self.written)
    }

    /// A new sheet with its heading.
    fn begin(&mut self, shared: &mut Shared) -> Result<Worksheet, XlsxError> {
        let mut sheet = shared.book.new_worksheet_with_constant_memory()?;
        sheet.set_name(&self.next.sheet)?;
        for (number, column) in (0..).zip(self.columns) {
            let heading = column.heading.get(shared.language).width() as f64;
            sheet.set_column_width(number, column.width.max(heading / HEADING_LINES + FILTER_ARROW))?;
        }
        if let Some(height) = self.row_height {
            sheet.set_default_row_height(height);
        }
        sheet.set_row_height(0, HEADING_LINES * LINE_HEIGHT + ROW_MARGIN)?;
        sheet.set_freeze_panes(1, 0)?;
        printed(&mut sheet);
        sheet.set_repeat_rows(0, 0)?;
        for (number, column) in (0..).zip(self.columns) {
            let heading = Cell::text(column.heading.get(shared.language)).marked(Mark::Heading);
            put(&mut sheet, shared, (0, number), heading, true)?;
        }
        self.next.row = 1;
        Ok(sheet)
    }
}

fn end(sheet: &mut Worksheet, columns: usize, rows: u32) -> Result<(), XlsxError> {
    let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(0, 0, rows.saturating_sub(1), last_column)?;
    Ok(())
}

/// Makes a row as high as the longest of its cells takes, each given with the width of its column. Not every program does that itself.
pub(super) fn set_height<'a>(
    sheet: &mut Worksheet,
    row: u32,
    wrapped: impl Iterator<Item = (&'a Cell, f64)>,
) -> Result<(), XlsxError> {
    let lines = wrapped.map(|(cell, width)| match &cell.content {
        Content::Text(text) | Content::Link(_, text) => lines(text, width),
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
        Content::Text(text) => sheet.write_string_with_format(row, column, cut(&text, LONGEST_TEXT), format)?,
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
