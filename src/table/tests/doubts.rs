//! What casts doubt on cells.

use insta::assert_snapshot;

use super::{EM, read};
use crate::pdf::drawing::{Drawing, drawing};
use crate::pdf::{Page, Visibility};
use crate::table::pages_to_tables;
use crate::table::sketch::tables_to_text;

fn read_at_the_edge(page: Page) -> String {
    tables_to_text(&pages_to_tables(&[page]))
}

/// Two rows of two cells, the line between the rows in two pieces that fall by so much.
fn rows_parted_by_a_line_that_falls(by: f64) -> Drawing {
    drawing()
        .grid(&[0, 60, 120], &[0, 40])
        .line(0, 20, 60, 20.0 + by)
        .line(60, 20, 120, 20.0 + by)
        .row(5, EM, &[(5, "资金"), (65, "100")])
        .row(25, EM, &[(5, "其中"), (65, "60")])
}

#[test]
fn cells_on_both_sides_of_a_line_too_slanted_to_be_a_border_are_doubtful() {
    assert_snapshot!(read(rows_parted_by_a_line_that_falls(4.5)), @"| 资金其中? | 10060?& |");
    assert_snapshot!(read(rows_parted_by_a_line_that_falls(0.5)), @r"
    | 资金 | 100 |
    | 其中 | 60  |
    ");
}

#[test]
fn a_slanted_line_along_a_border_is_no_doubt() {
    let page = drawing()
        .grid(&[0, 60, 120], &[0, 40])
        .line(60, 5, 62, 25)
        .row(5, EM, &[(5, "资金"), (65, "100")]);
    assert_snapshot!(read(page), @"| 资金 | 100 |");
}

#[test]
fn a_line_from_corner_to_corner_of_a_cell_is_no_border() {
    let page = drawing()
        .grid(&[0, 60, 120], &[0, 20])
        .line(0, 0, 60, 20)
        .text(65, 5, EM, "100");
    assert_snapshot!(read(page), @"| # | 100 |");
}

#[test]
fn a_cell_that_is_open_or_goes_on_at_the_edge_of_the_page_is_doubtful() {
    let cut = |right: i32| {
        drawing()
            .line(500, 0, right, 0)
            .line(500, 20, right, 20)
            .line(500, 0, 500, 20)
            .line(560, 0, 560, 20)
            .row(5, EM, &[(505, "得分"), (565, "9.")])
    };
    assert_snapshot!(read_at_the_edge(cut(595).page()), @"| 得分 | 9.? |");
    assert_snapshot!(read_at_the_edge(cut(590).page()), @"| 得分 | 9. |");
    let closed = || cut(595).line(595, 0, 595, 20);
    assert_snapshot!(read_at_the_edge(closed().page()), @"| 得分 | 9. |");
    let mut page = closed().text(600, 5, EM, "78").page();
    for glyph in page.glyphs.iter_mut().filter(|g| g.bbox.x0 >= 600_000) {
        glyph.visibility = Visibility::Outside;
    }
    assert_snapshot!(read_at_the_edge(page), @"| 得分 | 9.? |");
}

#[test]
fn a_cell_before_rows_wholly_beyond_the_edge_is_doubtful() {
    let page_height = 842;
    let with_text_below = |bottom: i32| {
        let mut page = drawing()
            .grid(&[0, 60, 120], &[bottom - 20, bottom])
            .row(bottom - 15, EM, &[(5, "总分"), (65, "98")])
            .text(5, page_height + 5, EM, "等级")
            .page();
        for glyph in page.glyphs.iter_mut().filter(|g| g.bbox.y0 > page_height * 1000) {
            glyph.visibility = Visibility::Outside;
        }
        read_at_the_edge(page)
    };
    assert_snapshot!(with_text_below(page_height - 3), @"| 总分? | 98 |");
    assert_snapshot!(with_text_below(page_height - 40), @"| 总分 | 98 |");
}

#[test]
fn a_text_that_is_seen_by_a_part_only_is_doubtful() {
    let mut page = drawing()
        .grid(&[0, 40, 80], &[0, 20])
        .row(5, EM, &[(2, "77.0(%)"), (45, "8")])
        // A watermark that goes on beyond the page: one character of it is seen, and may be anything.
        .text(42, -10, 36, "资料")
        .page();
    for glyph in page
        .glyphs
        .iter_mut()
        .filter(|g| matches!(g.character, Some(')' | '料')))
    {
        glyph.visibility = Visibility::Outside;
    }
    assert_snapshot!(read_at_the_edge(page), @"| 77.0(%! | 8# |");
}

#[test]
fn cells_that_share_a_pair_of_brackets_are_doubtful() {
    let page = drawing()
        .grid(&[0, 40, 80, 120], &[0, 20])
        .row(5, EM, &[(2, "77(%"), (43, ")"), (55, "7"), (85, "1)")]);
    assert_snapshot!(read(page), @"| 77(%! | ) 7! | 1) |");
}

#[test]
fn letters_that_go_on_evenly_over_a_border_are_doubtful() {
    let spaced = |page: Drawing, x: f64, by: f64, text: &str| {
        let letters = text.chars().zip(0..);
        letters.fold(page, |page, (letter, n)| {
            page.text(x + f64::from(n) * by, 5, EM, letter.encode_utf8(&mut [0; 4]))
        })
    };
    let page = || drawing().grid(&[0, 40, 80, 120], &[0, 20]).text(85, 5, EM, "10");
    assert_snapshot!(read(spaced(page(), 2.0, 9.0, "126.40")), @"| 126.! | 40! | 10 |");
    assert_snapshot!(read(spaced(spaced(page(), 2.0, 9.0, "126"), 50.0, 9.0, "40")), @"| 126 | 40 | 10 |");
    let watermark = page()
        .row(5, EM, &[(2, "126"), (45, "40")])
        .text(-20, -10, 36, "内部资料");
    assert_snapshot!(read(watermark), @"| 126 | 40 | 10 |");
}

#[test]
fn a_text_right_above_or_below_a_blank_cell_may_be_that_of_it() {
    let rows = || drawing().grid(&[0, 60, 200], &[20, 40, 60]).text(5, 25, EM, "名称");
    assert_snapshot!(read(rows().text(65, 7, EM, "道路")), @r"
    道路

    | 名称 | > |
    |      |   |
    ");
    assert_snapshot!(read(rows().text(65, 63, EM, "道路")), @r"
    | 名称 |   |
    |      | > |

    道路
    ");
    // A year above the middle of the table, a unit above its end, a note farther below.
    assert_eq!(
        read(rows().text(80, 7, EM, "(2023)")),
        format!("(2023)\n\n{}", read(rows()))
    );
    assert_eq!(
        read(rows().text(150, 7, EM, "万元")),
        format!("万元\n\n{}", read(rows()))
    );
    assert_eq!(
        read(rows().text(65, 70, EM, "说明")),
        format!("{}\n\n说明", read(rows()))
    );
}
