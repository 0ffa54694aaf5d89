//! Tables as text, drawn with box characters.

use super::{Sheet, SheetCell};
use crate::geometry::{Milli, POINT};
use crate::language::Language;
use crate::messages::Message;
use crate::report::terminal::{Boxed, Ink, Paint, draw, page_range, printable};

/// One column of a terminal stands for so much paper: half of 9 pt type, the usual size in forms.
const COLUMN: Milli = 9 * POINT / 2;

/// The tables one below the other, each under a line that says where it stands, in lines of at most `most` columns.
pub fn to_text(sheets: &[Sheet], most: usize, paint: Paint, language: Language) -> String {
    let tables = sheets.iter().zip(1_usize..).map(|(sheet, number)| {
        let heading = paint.apply(Ink::Strong, &heading(sheet, number, language));
        let cells: Vec<Boxed> = sheet.cells.iter().map(boxed).collect();
        let drawn = draw(sheet.rows, &sheet.shares(), &cells, most, paint);
        format!("{heading}\n{drawn}")
    });
    tables.collect::<Vec<_>>().join("\n")
}

/// Which table it is, and where it stands.
pub(super) fn heading(sheet: &Sheet, number: usize, language: Language) -> String {
    let ends = (sheet.pages.first().copied(), sheet.pages.last().copied());
    let pages = page_range(ends.0.unwrap_or(0), ends.1.unwrap_or(0));
    let cols = sheet.cols();
    Message::TableHeading.fill(
        language,
        &[
            ("number", &number),
            ("pages", &pages),
            ("rows", &sheet.rows),
            ("cols", &cols),
        ],
    )
}

fn boxed(cell: &SheetCell) -> Boxed {
    Boxed {
        span: cell.span,
        paragraphs: vec![(Ink::Plain, printable(&cell.text))],
    }
}

impl Sheet {
    /// The widths of its columns in columns of a terminal, as they are on paper.
    pub(in crate::report) fn shares(&self) -> Vec<usize> {
        let share = |width: &Milli| usize::try_from(width / COLUMN).unwrap_or(0).max(1);
        self.widths.iter().map(share).collect()
    }
}
