//! Tables as CSV: the text of a merged cell stands in its first place, the others that it covers are blank. An empty line parts two tables.

use std::io;

use super::{Rows, Sheet, begins};
use crate::report::csv::{BYTE_ORDER_MARK, LINE_END, guarded, writer};

/// The tables, one below the other.
///
/// # Errors
/// None that is known: it is written to memory.
pub fn to_csv(sheets: &[Sheet], byte_order_mark: bool) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    if byte_order_mark {
        out.extend_from_slice(BYTE_ORDER_MARK);
    }
    for (index, sheet) in sheets.iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(LINE_END);
        }
        write_sheet(sheet, &mut out)?;
    }
    Ok(out)
}

fn write_sheet(sheet: &Sheet, out: &mut Vec<u8>) -> io::Result<()> {
    let spans = sheet.spans();
    let mut rows = Rows::new(&spans, sheet.cols());
    let mut writer = writer(out);
    for row in 0..sheet.rows {
        let covering = rows.next().unwrap_or_else(|| vec![None; sheet.cols()]);
        for (col, cell) in covering.into_iter().enumerate() {
            let cell = cell.and_then(|cell| sheet.cells.get(cell));
            let text = cell
                .filter(|cell| begins(cell.span, row, col))
                .map_or("", |cell| &cell.text);
            writer.write_field(guarded(text).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
