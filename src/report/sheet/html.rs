//! Tables as one HTML page that needs nothing else, and loads nothing.

use maud::{Markup, PreEscaped, html};

use super::text::heading;
use super::{Rows, Sheet, SheetCell, begins};
use crate::language::Language;
use crate::messages::Message;
use crate::report::frame::Frame;
use crate::report::terminal::printable;

/// Nothing is loaded, and no script runs, whatever a PDF says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:15px/1.5 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;margin:2em auto;max-width:72em;padding:0 1em}\
h1{font-size:1.3em}\
.table{overflow-x:auto;margin:2em 0}\
table{border-collapse:collapse}\
caption{text-align:left;font-weight:bold;padding:.3em 0}\
td{border:1px solid #888;padding:.25em .5em;vertical-align:top;overflow-wrap:anywhere;min-width:2em}";

/// The tables below one another under the name of their file.
pub fn to_html(file: &str, sheets: &[Sheet], language: Language) -> String {
    let file = printable(file);
    let page = Frame {
        language,
        policy: POLICY,
        title: &file,
        head: html! { style { (PreEscaped(STYLE)) } },
        body: html! {
            h1 { (file) }
            @if sheets.is_empty() { p { (Message::NoTables.text(language)) } }
            @for (sheet, number) in sheets.iter().zip(1..) { (table(sheet, &heading(sheet, number, language))) }
        },
    };
    page.page().into_string() + "\n"
}

fn table(sheet: &Sheet, caption: &str) -> Markup {
    let spans = sheet.spans();
    let mut rows = Rows::new(&spans, sheet.cols());
    html! {
        div class="table" {
            table {
                caption { (caption) }
                @for row in 0..sheet.rows {
                    "\n"
                    tr { @for (col, cell) in rows.next().into_iter().flatten().enumerate() {
                        (square(cell.and_then(|cell| sheet.cells.get(cell)), row, col))
                    } }
                }
            }
        }
        "\n"
    }
}

/// A cell where it begins, nothing where it goes on, and an empty one where there is none.
fn square(cell: Option<&SheetCell>, row: usize, col: usize) -> Markup {
    let several = |span: usize| (span > 1).then_some(span);
    match cell {
        None => html! { td {} },
        Some(cell) if begins(cell.span, row, col) => html! {
            td rowspan=[several(cell.span.row_span)] colspan=[several(cell.span.col_span)] { (printable(&cell.text)) }
        },
        Some(_) => html! {},
    }
}
