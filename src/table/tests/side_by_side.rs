//! Sheets on which several pages are printed.

use insta::assert_snapshot;

use super::{moved, pages_to_tables, tables_to_text};
use crate::geometry::POINT;
use crate::pdf::Page;
use crate::pdf::drawing::drawing;
use crate::table::sketch::text_to_drawing;

const FIRST: &str = "\
自评表（甲）

| 项目名称 | 道路养护 | <    |
| 产出指标 | 数量     | 10   |
| ^        | 质量     | 9.80 |";

const SECOND: &str = "\
自评表（乙）

| 项目名称 | 河道保洁 | <    |
| 产出指标 | 数量     | 20   |
| ^        | 质量     | 19.5 |";

/// A sheet with these pages on it, so many in a row.
fn sheet(pages: &[&str], in_a_row: usize) -> Page {
    let mut sheet = drawing().page();
    let (width, height) = (sheet.width, sheet.height);
    for (index, text) in pages.iter().enumerate() {
        let (row, column) = ((index / in_a_row) as i32, (index % in_a_row) as i32);
        let page = moved(text_to_drawing(text).page(), column * width, row * height);
        sheet.glyphs.extend(page.glyphs);
        sheet.strokes.extend(page.strokes);
    }
    sheet.width = width * in_a_row as i32;
    sheet.height = height * pages.len().div_ceil(in_a_row) as i32;
    sheet
}

fn read(sheets: &[Page]) -> String {
    tables_to_text(&pages_to_tables(sheets))
}

#[test]
fn two_pages_side_by_side_are_read_one_after_the_other() {
    assert_eq!(read(&[sheet(&[FIRST, SECOND], 2)]), format!("{FIRST}\n\n{SECOND}"));
}

#[test]
fn cells_of_the_second_page_keep_their_place_on_the_sheet() {
    let sheet = sheet(&[FIRST, SECOND], 2);
    let river = sheet.glyphs.iter().find(|g| g.character == Some('河')).unwrap().bbox;
    let tables = pages_to_tables(std::slice::from_ref(&sheet));
    let cell = tables.cells().find(|cell| cell.text() == "河道保洁").unwrap();
    assert!(cell.place().bbox.contains(river.center()));
}

#[test]
fn a_table_goes_on_from_page_to_page_and_from_sheet_to_sheet() {
    let indicators = "\
| 一级指标 | 二级指标 | 分值 | 得分 |
| 产出指标 | 数量     | 10   | 10   |";
    let first = sheet(&[indicators, "| 效益指标 | 社会效益 | 20 | 19 |"], 2);
    let second = sheet(&["| 满意度指标 | 满意度 | 10 | 9 |"], 1);
    assert_snapshot!(read(&[first, second]), @r"
    | 一级指标   | 二级指标 | 分值 | 得分 |
    | 产出指标   | 数量     | 10   | 10   |
    | 效益指标   | 社会效益 | 20   | 19   |
    | 满意度指标 | 满意度   | 10   | 9    |
    ");
}

#[test]
fn four_pages_on_a_tall_sheet_are_read_row_by_row() {
    let pages = [FIRST, "| 效益 | 社会 | 5 |", SECOND, "| 效益 | 生态 | 6 |"];
    let expected = format!("{FIRST}\n| 效益     | 社会     | 5    |\n\n{SECOND}\n| 效益     | 生态     | 6    |");
    assert_eq!(read(&[sheet(&pages, 2)]), expected);
}

#[test]
fn columns_that_part_in_the_middle_of_a_page_do_not_make_two_pages_of_it() {
    let mut page = drawing().grid(&[100, 200, 300, 400, 500], &[100, 130, 160, 190]);
    for (row, y) in [105, 135, 165].into_iter().enumerate() {
        for x in [102, 202, 302, 402] {
            page = page.text(x, y, 8, &format!("指标{row}"));
        }
    }
    let mut page = page.page();
    page.width = 600 * POINT;
    let row = |row| format!("| 指标{row} | 指标{row} | 指标{row} | 指标{row} |");
    assert_eq!(read(&[page]), [0, 1, 2].map(row).join("\n"));
}

#[test]
fn a_page_number_in_the_middle_of_the_foot_does_not_join_two_pages() {
    let mut sheet = sheet(&[FIRST, SECOND], 2);
    let number = drawing().text(sheet.width / POINT / 2 - 6, 800, 8, "3 of 9").page();
    sheet.glyphs.extend(number.glyphs);
    let read = read(&[sheet]);
    assert!(read.contains(FIRST) && read.contains(SECOND), "{read}");
}

#[test]
fn frames_around_the_pages_are_no_part_of_their_tables() {
    let mut sheet = sheet(&[FIRST, SECOND], 2);
    let (width, height) = (sheet.width / POINT, sheet.height / POINT);
    let frames = drawing()
        .rect(2, 2, width / 2, height - 2)
        .rect(width / 2, 2, width - 2, height - 2);
    sheet.strokes.extend(frames.page().strokes);
    assert_eq!(read(&[sheet]), format!("{FIRST}\n\n{SECOND}"));
}
