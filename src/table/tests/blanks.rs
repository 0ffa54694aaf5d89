//! Ink in cells that have no text.

use insta::assert_snapshot;

use super::{EM, read};
use crate::pdf::drawing::{Drawing, drawing};
use crate::pdf::{MarkKind, TypedKind};

const BLACK: [u8; 3] = [0; 3];
const GREY: [u8; 3] = [128; 3];
const PALE: [u8; 3] = [225; 3];
const YELLOW: [u8; 3] = [255, 255, 0];

fn cell() -> Drawing {
    drawing().grid(&[0, 30, 130], &[0, 30]).text(5, 5, EM, "金")
}

#[test]
fn a_dash_in_the_middle_of_a_blank_cell_is_ink_and_a_rule_to_write_on_is_none() {
    assert_snapshot!(read(cell().line(50, 15, 110, 15)), @"| 金 | # |");
    assert_snapshot!(read(cell().line(50, 14, 110, 14).line(50, 16, 110, 16)), @"| 金 | # |");
    assert_snapshot!(read(cell().line(36, 22, 110, 22)), @"| 金 |  |");
    // Rules for several lines.
    assert_snapshot!(read(cell().line(36, 15, 110, 15).line(36, 25, 110, 25)), @"| 金 |  |");
}

#[test]
fn strokes_of_a_pen_in_a_blank_cell_are_ink() {
    assert_snapshot!(read(cell().line(40, 5, 60, 25).line(60, 25, 80, 5)), @"| 金 | # |");
    let bars = (0..20).fold(cell(), |d, n| d.line(40 + 2 * n, 5, 40 + 2 * n, 25));
    assert_snapshot!(read(bars), @"| 金 | # |");
}

#[test]
fn a_slanted_line_is_ink_in_each_blank_cell_that_it_crosses() {
    assert_snapshot!(read(cell().line(30, 0, 130, 30)), @"| 金 | # |");
    // One that leads to a text outside.
    assert_snapshot!(read(cell().line(80, 15, 160, 60)), @"| 金 | # |");
    assert_snapshot!(read(cell().text(35, 5, EM, "6.80").line(80, 15, 160, 60)), @"| 金 | 6.80 |");
}

#[test]
fn the_second_line_of_a_doubled_border_is_no_ink() {
    assert_snapshot!(read(cell().line(32, 2, 32, 28).line(32, 2, 128, 2)), @"| 金 |  |");
}

#[test]
fn a_frame_in_a_blank_cell_is_ink_but_where_texts_stand_in_such_frames() {
    let framed = cell().rect(38, 6, 120, 24);
    assert_snapshot!(read(framed), @"| 金 | # |");
    let to_fill_in = drawing()
        .grid(&[0, 100, 200], &[0, 30])
        .text(12, 10, EM, "6.80")
        .rect(8, 6, 90, 24)
        .rect(108, 6, 190, 24);
    assert_snapshot!(read(to_fill_in), @"| 6.80 |  |");
}

#[test]
fn a_bar_over_a_blank_cell_or_in_it_is_ink() {
    assert_snapshot!(read(cell().fill(BLACK, 30, 0, 130, 30)), @"| 金 | # |");
    assert_snapshot!(read(cell().fill(GREY, 36, 6, 124, 24)), @"| 金 | # |");
    // Over several cells, of which some have a text left.
    let rows = drawing()
        .grid(&[0, 30, 60, 90], &[0, 30])
        .text(5, 5, EM, "金")
        .fill(BLACK, 33, 3, 87, 27);
    assert_snapshot!(read(rows), @"| 金 | # | # |");
}

#[test]
fn shading_and_the_ground_of_heads_are_no_ink() {
    assert_snapshot!(read(cell().fill(PALE, 30, 0, 130, 30)), @"| 金 |  |");
    assert_snapshot!(read(cell().fill(PALE, 36, 6, 124, 24)), @"| 金 |  |");
    assert_snapshot!(read(cell().fill(YELLOW, 36, 6, 124, 24)), @"| 金 |  |");
    let head = drawing()
        .fill(GREY, 0, 0, 130, 30)
        .grid(&[0, 30, 130], &[0, 30])
        .text(5, 5, EM, "金");
    assert_snapshot!(read(head), @"| 金 |  |");
}

#[test]
fn a_dark_sheet_behind_cells_that_are_painted_white_is_no_ink() {
    let sheet = drawing()
        .fill(BLACK, 0, 0, 130, 30)
        .fill([255; 3], 1, 1, 29, 29)
        .fill([255; 3], 31, 1, 129, 29)
        .grid(&[0, 30, 130], &[0, 30])
        .text(5, 5, EM, "金");
    assert_snapshot!(read(sheet), @"| 金 |  |");
}

#[test]
fn what_a_reader_drew_or_said_in_a_blank_cell_is_ink() {
    for kind in [MarkKind::Line, MarkKind::Comment] {
        assert_eq!(read(cell().mark(kind, 40, 5, 58, 23)), "| 金 | # |", "{kind:?}");
    }
    let said = |kind| read(cell().text(70, 5, EM, "6.80").mark(kind, 40, 5, 58, 23));
    assert_eq!(said(MarkKind::Comment), "| 金 | 6.80 |");
    // Across the figure.
    let crossed = cell().text(40, 5, EM, "6.80").mark(MarkKind::Line, 40, 5, 58, 23);
    assert_snapshot!(read(crossed), @"| 金 | 6.80# |");
}

#[test]
fn the_text_of_a_stamp_alone_in_a_blank_cell_is_most_likely_its_text() {
    assert_snapshot!(read(cell().typed(TypedKind::Stamp, 35, 5, EM, "6.80")), @"| 金 | 6.80# |");
    // Beside another text, and over a border, it is a stamp.
    let beside = cell().text(35, 5, EM, "6.80").typed(TypedKind::Stamp, 80, 5, EM, "9");
    assert_snapshot!(read(beside), @"| 金 | 6.80 |");
    assert_snapshot!(read(cell().typed(TypedKind::Stamp, 20, 15, EM, "6.80")), @"| 金 |  |");
}

#[test]
fn a_note_over_the_text_of_a_cell_leaves_it_in_doubt() {
    let noted = |x: i32, y: i32| {
        read(
            cell()
                .text(35, 5, EM, "已完成")
                .typed(TypedKind::Note, x, y, EM, "改为7.5"),
        )
    };
    assert_eq!(noted(40, 7), "| 金 | 已完成& |");
    assert_eq!(noted(80, 18), "| 金 | 已完成 |");
}
