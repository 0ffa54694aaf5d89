//! Lines -> cells.

use insta::assert_snapshot;

use super::{EM, read};
use crate::pdf::drawing::{Drawing, drawing};

/// Text in the squares of a grid of 50 x 20 pt, by row, from the top left corner of the page.
pub(super) fn squares(drawing: Drawing, rows: &[&[&str]]) -> Drawing {
    let places = rows
        .iter()
        .zip(0..)
        .flat_map(|(row, y)| row.iter().zip(0..).map(move |(text, x)| (x, y, text)));
    places.fold(drawing, |d, (x, y, text)| d.text(50 * x + 5, 20 * y + 5, EM, text))
}

#[test]
fn crossing_lines_make_a_grid() {
    let table = squares(
        drawing().grid(&[0, 50, 100], &[0, 20, 40]),
        &[&["分值", "得分"], &["10", "9.8"]],
    );
    assert_snapshot!(read(table), @r"
    | 分值 | 得分 |
    | 10   | 9.8  |
    ");
}

#[test]
fn a_missing_line_merges_two_columns() {
    let table = drawing()
        .rect(0, 0, 150, 40)
        .line(0, 20, 150, 20)
        .line(50, 0, 50, 40)
        .line(100, 20, 100, 40);
    let table = squares(table, &[&["名称", "道路养护"], &["分值", "10", "9.8"]]);
    assert_snapshot!(read(table), @r"
    | 名称 | 道路养护 | <   |
    | 分值 | 10       | 9.8 |
    ");
}

#[test]
fn a_missing_line_merges_two_rows() {
    let table = drawing()
        .rect(0, 0, 100, 60)
        .line(50, 0, 50, 60)
        .line(50, 20, 100, 20)
        .line(0, 40, 100, 40);
    let table = squares(table, &[&["产出", "数量"], &["", "质量"], &["总分", "98"]]);
    assert_snapshot!(read(table), @r"
    | 产出 | 数量 |
    | ^    | 质量 |
    | 总分 | 98   |
    ");
}

#[test]
fn a_cell_can_span_rows_and_columns() {
    let table = drawing()
        .rect(0, 0, 150, 60)
        .line(100, 0, 100, 60)
        .line(100, 20, 150, 20)
        .line(0, 40, 150, 40)
        .line(50, 40, 50, 60);
    let table = squares(table, &[&["总体目标", "", "a"], &["", "", "b"], &["c", "d", "e"]]);
    assert_snapshot!(read(table), @r"
    | 总体目标 | < | a |
    | ^        | ^ | b |
    | c        | d | e |
    ");
}

/// A 2 x 2 grid whose lines end short of the ones they should meet.
fn with_gaps(gap: f64) -> Drawing {
    let (near, far_x, far_y) = (gap, 100.0 - gap, 40.0 - gap);
    let drawn = [0, 20, 40]
        .into_iter()
        .fold(drawing(), |d, y| d.line(near, y, far_x, y));
    let drawn = [0, 50, 100].into_iter().fold(drawn, |d, x| d.line(x, near, x, far_y));
    squares(drawn, &[&["a", "b"], &["c", "d"]])
}

#[test]
fn lines_may_end_two_points_short_of_a_corner() {
    let whole = read(with_gaps(0.0));
    assert_snapshot!(whole, @r"
    | a | b |
    | c | d |
    ");
    assert_eq!(read(with_gaps(1.0)), whole);
    assert_eq!(read(with_gaps(2.0)), whole);
}

#[test]
fn a_gap_may_be_most_of_a_border_as_low_as_its_type() {
    let frame = drawing()
        .line(0, 0, 100, 0)
        .line(0, 10, 100, 10)
        .line(0, 0, 0, 10)
        .line(100, 0, 100, 10);
    let table = frame.line(50, 3.4, 50, 6.6).text(5, 0, EM, "a").text(55, 0, EM, "b");
    assert_snapshot!(read(table), @"| a | b |");
}

#[test]
fn a_doubled_border_is_one_line() {
    let table = drawing()
        .rect(-1.5, -1.5, 101.5, 41.5)
        .grid(&[0, 50, 100], &[0, 20, 40])
        .line(51.5, 0, 51.5, 40);
    assert_snapshot!(read(squares(table, &[&["a", "b"], &["c", "d"]])), @r"
    | a | b |
    | c | d |
    ");
}

#[test]
fn cells_drawn_as_boxes_of_their_own_share_their_sides() {
    let table = drawing()
        .rect(0, 0, 50, 20)
        .rect(50, 0, 100, 20)
        .rect(0, 20, 50, 40)
        .rect(50, 20, 100, 40);
    assert_snapshot!(read(squares(table, &[&["a", "b"], &["c", "d"]])), @r"
    | a | b |
    | c | d |
    ");
}

/// A table of two columns, its rows 40 pt high, with dashes of this length between the columns, each followed by a gap.
fn dashed(dash: i32, gap: i32) -> String {
    let frame = drawing().rect(0, 0, 100, 80).line(0, 40, 100, 40);
    let starts = (0..80).step_by(usize::try_from(dash + gap).unwrap());
    let table = starts.fold(frame, |d, y| d.line(50, y, 50, y + dash));
    read(
        table
            .row(15, EM, &[(5, "a"), (55, "b")])
            .row(55, EM, &[(5, "c"), (55, "d")]),
    )
}

#[test]
fn a_dashed_line_is_a_line() {
    let whole = dashed(80, 0);
    assert_snapshot!(whole, @r"
    | a | b |
    | c | d |
    ");
    assert_eq!(dashed(1, 1), whole);
    assert_eq!(dashed(3, 3), whole);
}

#[test]
fn a_stub_of_a_line_parts_nothing() {
    assert_snapshot!(dashed(4, 36), @r"
    | a b |
    | c d |
    ");
}

#[test]
fn a_box_too_thin_for_text_is_a_line() {
    let table = drawing()
        .rect(0, 0, 100, 40)
        .rect(0, 19.5, 100, 20.5)
        .rect(49.5, 0, 50.5, 40);
    assert_snapshot!(read(squares(table, &[&["a", "b"], &["c", "d"]])), @r"
    | a | b |
    | c | d |
    ");
}

#[test]
fn sides_that_are_left_open_are_where_the_lines_end() {
    let rows = [0, 20, 40].into_iter().fold(drawing(), |d, y| d.line(0, y, 150, y));
    let table = rows.line(50, 0, 50, 40).line(100, 0, 100, 40);
    assert_snapshot!(read(squares(table, &[&["a", "b", "c"], &["d", "e", "f"]])), @r"
    | a | b | c |
    | d | e | f |
    ");
}

#[test]
fn cells_told_apart_by_their_colour_are_a_grid() {
    let (grey, pale) = ([200; 3], [230; 3]);
    let table = drawing()
        .fill(grey, 0, 0, 50, 20)
        .fill(pale, 50, 0, 100, 20)
        .fill(pale, 0, 20, 50, 40)
        .fill(grey, 50, 20, 100, 40);
    assert_snapshot!(read(squares(table, &[&["a", "b"], &["c", "d"]])), @r"
    | a | b |
    | c | d |
    ");
}

#[test]
fn lines_drawn_dot_by_dot_are_lines() {
    let across = [0, 20, 40].into_iter().flat_map(|y| (0..=33).map(move |n| (n * 3, y)));
    let down = [0, 50, 99].into_iter().flat_map(|x| (0..=13).map(move |n| (x, n * 3)));
    let table = across
        .chain(down)
        .fold(drawing(), |d, (x, y)| d.fill([0; 3], x, y, x + 1, y + 1));
    assert_snapshot!(read(squares(table, &[&["a", "b"], &["c", "d"]])), @r"
    | a | b |
    | c | d |
    ");
}

#[test]
fn a_coloured_cell_in_a_table_with_lines_adds_none() {
    let table = drawing()
        .fill([200; 3], 5, 3, 25, 17)
        .fill([230; 3], 25, 3, 45, 17)
        .grid(&[0, 50, 100], &[0, 20, 40]);
    assert_snapshot!(read(squares(table, &[&["a", "b"], &["c", "d"]])), @r"
    | a | b |
    | c | d |
    ");
}

#[test]
fn rows_ruled_cell_by_cell_have_columns_where_the_pieces_end() {
    let lines = [0, 20, 40, 60].into_iter().fold(drawing(), |d, y| {
        d.line(0, y, 49.5, y).line(50.5, y, 99.5, y).line(100.5, y, 150, y)
    });
    assert_snapshot!(read(squares(lines, &[&["a", "b", "c"], &["d", "e", "f"], &["g", "h", "i"]])), @r"
    | a | b | c |
    | d | e | f |
    | g | h | i |
    ");
}
