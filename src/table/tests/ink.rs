//! Ink in cells that no character accounts for.

use insta::assert_snapshot;

use super::{EM, read};
use crate::pdf::MarkKind;
use crate::pdf::drawing::{Drawing, drawing};

const BLACK: [u8; 3] = [0; 3];

fn cell() -> Drawing {
    drawing().grid(&[0, 30, 130], &[0, 30]).text(5, 5, EM, "金")
}

#[test]
fn a_drawn_point_between_digits_is_ink() {
    let pointed = cell().text(35, 5, EM, "6 80").fill(BLACK, 41, 13, 42.5, 14.5);
    assert_snapshot!(read(pointed), @"| 金 | 6 80# |");
    let round = cell().text(35, 5, EM, "6 80").mark(MarkKind::Shape, 41, 13, 42.5, 14.5);
    assert_snapshot!(read(round), @"| 金 | 6 80# |");
}

#[test]
fn a_drawn_minus_before_a_figure_is_ink() {
    assert_snapshot!(read(cell().text(42, 5, EM, "0.20").line(36, 11, 41, 11)), @"| 金 | 0.20# |");
    assert_snapshot!(read(cell().text(42, 5, EM, "0.20").fill(BLACK, 36, 10, 41, 12)), @"| 金 | 0.20# |");
}

#[test]
fn underlines_and_rules_to_write_on_are_no_ink() {
    assert_snapshot!(read(cell().text(42, 5, EM, "2").line(41, 16, 48, 16)), @"| 金 | 2 |");
    assert_snapshot!(read(cell().line(36, 22, 110, 22)), @"| 金 |  |");
}

#[test]
fn a_dotted_line_of_filled_dots_is_no_ink() {
    let dotted = (0..20).fold(cell(), |d, n| d.fill(BLACK, 36 + 3 * n, 20, 37 + 3 * n, 21));
    assert_snapshot!(read(dotted), @"| 金 |  |");
}

#[test]
fn a_figure_that_is_crossed_out_by_hand_is_doubtful() {
    let crossed = cell().text(35, 5, EM, "6.80").line(35, 4, 55, 16).line(35, 16, 55, 4);
    assert_snapshot!(read(crossed), @"| 金 | 6.80# |");
}

#[test]
fn a_picture_or_outline_in_a_blank_cell_is_ink() {
    for kind in [MarkKind::Picture, MarkKind::Shape] {
        assert_eq!(read(cell().mark(kind, 35, 6, 60, 16)), "| 金 | # |");
    }
}

#[test]
fn what_a_cells_text_stands_on_or_in_is_no_ink() {
    let ground = drawing()
        .mark(MarkKind::Shape, 31, 1, 129, 29)
        .grid(&[0, 30, 130], &[0, 30])
        .text(35, 5, EM, "6.80");
    assert_snapshot!(read(ground), @"|  | 6.80 |");
    let rounded = cell().mark(MarkKind::Shape, 33, 4, 70, 17).text(35, 5, EM, "6.80");
    assert_snapshot!(read(rounded), @"| 金 | 6.80 |");
}

#[test]
fn a_picture_under_the_whole_table_is_no_ink() {
    let page = drawing()
        .mark(MarkKind::Picture, 0, 0, 200, 200)
        .grid(&[0, 30, 130], &[0, 30, 60])
        .text(5, 5, EM, "金")
        .text(35, 35, EM, "6.80");
    assert_snapshot!(read(page), @r"
    | 金 |      |
    |    | 6.80 |
    ");
}

#[test]
fn a_ring_in_a_colour_of_its_own_is_a_stamp_and_no_ink() {
    let page = drawing()
        .color(BLACK)
        .grid(&[0, 60, 120], &[0, 30, 60])
        .text(5, 5, EM, "金")
        .color([255, 0, 0])
        .mark(MarkKind::Shape, 40, 5, 90, 55)
        .text(62, 25, EM, "章");
    assert_snapshot!(read(page), @r"
    | 金 |  |
    |    |  |
    ");
}
