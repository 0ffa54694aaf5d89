//! Boxes around the text of a cell.

use insta::assert_snapshot;

use super::{EM, read};
use crate::pdf::drawing::{Drawing, drawing};

fn cells() -> Drawing {
    drawing()
        .grid(&[0, 40, 100], &[0, 20, 40])
        .row(5, EM, &[(5, "金"), (45, "6.80")])
        .row(25, EM, &[(5, "银"), (45, "7.90")])
}

#[test]
fn a_box_drawn_around_the_text_of_a_cell_is_no_border() {
    let plain = read(cells());
    for (x0, y0, x1, y1) in [(41, 1, 67, 19), (43, 2, 70, 17), (41, 1, 99, 19), (2, 22, 38, 38)] {
        assert_eq!(read(cells().rect(x0, y0, x1, y1)), plain, "{x0} {y0} {x1} {y1}");
    }
}

#[test]
fn the_boxes_of_a_table_whose_cells_stand_apart_are_its_cells() {
    let apart = drawing()
        .rect(0, 0, 104, 46)
        .rect(2, 2, 40, 22)
        .rect(42, 2, 102, 22)
        .rect(2, 24, 40, 44)
        .rect(42, 24, 102, 44)
        .row(7, EM, &[(5, "金"), (45, "6.80")])
        .row(29, EM, &[(5, "银"), (45, "7.90")]);
    assert_eq!(read(apart), read(cells()));
}

#[test]
fn a_box_at_the_side_of_a_cell_that_leaves_some_of_its_text_out_leaves_a_doubt() {
    assert_snapshot!(read(cells().text(75, 5, EM, "6.70").rect(41, 1, 67, 19)), @r"
    | 金 | 6.80 6.70& |
    | 银 | 7.90       |
    ");
}

#[test]
fn a_box_without_a_text_stays_ink() {
    assert_snapshot!(read(cells().rect(80, 6, 87, 13)), @r"
    | 金 | 6.80# |
    | 银 | 7.90  |
    ");
}
