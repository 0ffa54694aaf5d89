//! Ink in cells that no character accounts for.

use insta::assert_snapshot;

use super::{EM, read};
use crate::pdf::MarkKind;
use crate::pdf::drawing::{Drawing, drawing};
use crate::table::{Block, OutsideLine, pages_to_tables};

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

/// The lines above a table, with what is drawn there.
fn lines_of(drawing: Drawing) -> Vec<OutsideLine> {
    let blocks = pages_to_tables(&[drawing.page()]).blocks;
    let lines = blocks.into_iter().filter_map(|block| match block {
        Block::Line(line) => Some(line),
        Block::Table(_) => None,
    });
    lines.collect()
}

fn below_line(text: &str) -> Drawing {
    drawing()
        .text(40, 10, EM, text)
        .grid(&[0, 30, 130], &[40, 70])
        .text(5, 45, EM, "金")
}

#[test]
fn a_line_outside_tables_is_in_doubt_where_ink_stands_on_it_or_right_beside_it() {
    let has_ink = |x0: f64, y0: f64, x1: f64, y1: f64| {
        let drawn = below_line("自评表").mark(MarkKind::Shape, x0, y0, x1, y1);
        lines_of(drawn).iter().any(|line| line.doubt.ink)
    };
    assert!(has_ink(30.0, 10.0, 40.0, 20.0));
    assert!(has_ink(45.0, 10.0, 55.0, 20.0));
    // A mark far from it, and a frame around it.
    assert!(!has_ink(0.0, 10.0, 10.0, 20.0));
    assert!(!has_ink(30.0, 0.0, 120.0, 30.0));
}

#[test]
fn lines_that_lie_over_each_other_outside_tables_are_mixed() {
    let is_mixed = |x: f64, text: &str| {
        let lines = lines_of(below_line("自评表").text(x, 10, EM, text));
        lines.iter().any(|line| line.doubt.mixed)
    };
    assert!(is_mixed(41.5, "另有无"));
    assert!(!is_mixed(80.0, "另有无"));
}

#[test]
fn pieces_of_a_line_that_climbs_are_in_doubt() {
    let lines = lines_of(below_line("自评").text(62, 4, EM, "表格"));
    assert_eq!(
        lines.iter().map(|line| line.doubt.overflow).collect::<Vec<_>>(),
        [true, true]
    );
}
