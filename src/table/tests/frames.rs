//! Where tables end: frames, what stands in them beside a table, and lines that are none of its own.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use super::grid::squares;
use super::{EM, read};
use crate::pdf::drawing::{Drawing, drawing};
use crate::table::lines::edges::strokes_to_edges;
use crate::table::scale::Scale;

#[test]
fn tables_without_sides_or_without_lines_are_found_in_a_frame_around_the_page() {
    let ruled = [0, 20, 40].into_iter().fold(drawing(), |d, y| {
        d.line(0, y, 49.5, y).line(50.5, y, 99.5, y).line(100.5, y, 150, y)
    });
    let (grey, pale) = ([200; 3], [230; 3]);
    let coloured = drawing()
        .fill(grey, 0, 0, 50, 20)
        .fill(pale, 50, 0, 100, 20)
        .fill(pale, 0, 20, 50, 40)
        .fill(grey, 50, 20, 100, 40);
    for (table, texts) in [
        (ruled, [&["a", "b", "c"][..], &["d", "e", "f"]]),
        (coloured, [&["a", "b"], &["c", "d"]]),
    ] {
        let alone = read(squares(table.clone(), &texts));
        assert!(alone.starts_with('|'), "{alone}");
        assert_eq!(read(squares(table.rect(-20, -20, 300, 300), &texts)), alone);
    }
}

#[test]
fn a_frame_around_the_page_with_a_head_and_a_foot_takes_nothing_from_the_table_in_it() {
    let frame = drawing()
        .rect(-30, -30, 300, 300)
        .line(-30, -12, 300, -12)
        .line(-30, 280, 300, 280)
        .line(100, 280, 100, 300)
        .text(0, -26, EM, "2023年度");
    let table = frame.text(0, -5, EM, "自评表").grid(&[0, 50, 100], &[20, 40, 60]);
    let table = table.text(5, 25, EM, "a").text(55, 25, EM, "b").text(5, 45, EM, "c");
    assert_snapshot!(read(table), @r"
    2023年度
    自评表

    | a | b |
    | c |   |
    ");
}

#[test]
fn a_watermark_does_not_hide_the_last_row_below_the_lines() {
    let lines = [0, 20, 40].into_iter().fold(drawing(), |d, y| {
        d.line(0, y, 49.5, y).line(50.5, y, 99.5, y).line(100.5, y, 150, y)
    });
    let rows = squares(lines, &[&["a", "b", "c"], &["d", "e", "f"], &["g", "h", "i"]]);
    let alone = read(rows.clone());
    assert!(alone.contains("| g | h | i |"), "{alone}");
    assert_eq!(read(rows.text(30, 30, 4 * EM, "资料")), alone);
}

#[test]
fn lines_of_running_titles_and_page_numbers_are_no_rows() {
    let lines = [0, 20, 40, 60].into_iter().fold(drawing(), |d, y| {
        d.line(0, y, 49.5, y).line(50.5, y, 99.5, y).line(100.5, y, 150, y)
    });
    let rows = squares(lines, &[&["a", "b", "c"], &["d", "e", "f"], &["g", "h", "i"]]);
    let alone = read(rows.clone());
    assert_eq!(read(rows.line(-30, -20, 180, -20).line(-30, 80, 180, 80)), alone);
}

#[test]
fn two_tables_on_one_page_stay_two() {
    let upper = squares(drawing().grid(&[0, 50, 100], &[0, 20]), &[&["a", "b"]]);
    let both = upper
        .text(0, 30, EM, "附注")
        .grid(&[0, 50, 100], &[60, 80])
        .row(65, EM, &[(5, "c"), (55, "d")]);
    assert_snapshot!(read(both), @r"
    | a | b |

    附注

    | c | d |
    ");
}

#[test]
fn an_underline_and_a_box_around_one_text_are_no_table() {
    let page = drawing()
        .text(0, 0, EM, "填报单位：")
        .line(50, 12, 120, 12)
        .rect(0, 30, 80, 50)
        .text(5, 35, EM, "附件");
    assert_snapshot!(read(page), @r"
    填报单位：
    附件
    ");
}

#[test]
fn blanks_may_be_underlined_with_their_text() {
    let edges_of = |from: i32, to: i32| {
        let page = drawing().text(5, 2, EM, "　其他资金 ").line(from, 13, to, 13).page();
        strokes_to_edges(&page, &crate::table::lines::stamps::Stamps::default(), Scale::of(&page))
            .horizontal
            .len()
    };
    // Both blanks, the first one, none of them; and a line that is longer than all of it.
    assert_eq!(
        [(5, 60), (5, 55), (15, 55), (5, 80)].map(|(from, to)| edges_of(from, to)),
        [0, 0, 0, 1]
    );
}

/// A cell with borders of its own, each a line as wide as it is long: it reaches over the corners.
fn cell_apart(d: Drawing, x: i32, y: i32, width: i32) -> Drawing {
    const HALF: f64 = 0.4;
    let (x0, y0, x1, y1) = (f64::from(x), f64::from(y), f64::from(x + width), f64::from(y + 20));
    [y0, y1]
        .into_iter()
        .fold(d, |d, y| d.line(x0 - HALF, y, x1 + HALF, y))
        .line(x0, y0 - HALF, x0, y1 + HALF)
        .line(x1, y0 - HALF, x1, y1 + HALF)
}

#[test]
fn cells_set_apart_have_no_cells_between_them() {
    let table = cell_apart(drawing(), 0, 0, 104).rect(-4, -4, 108, 48);
    let table = cell_apart(cell_apart(table, 0, 24, 50), 54, 24, 50);
    let table = table.text(5, 5, EM, "标题").row(29, EM, &[(5, "分值"), (59, "得分")]);
    assert_snapshot!(read(table), @r"
    | 标题 | <    |
    | 分值 | 得分 |
    ");
}

#[test]
fn a_narrow_row_with_text_in_it_is_a_row() {
    let table = drawing().grid(&[0, 50, 100], &[0, 20, 27, 47]);
    let table = table.text(5, 5, EM, "a").text(5, 21, 5, "b").text(55, 31, EM, "c");
    assert_snapshot!(read(table), @r"
    | a |   |
    | b |   |
    |   | c |
    ");
}

#[test]
fn a_last_row_that_is_cut_to_a_strip_keeps_the_text_below_it() {
    let table = drawing().grid(&[0, 50, 100], &[0, 20, 26]);
    let table = table
        .row(5, EM, &[(5, "a"), (55, "b")])
        .row(23, EM, &[(5, "c"), (55, "d")]);
    assert_snapshot!(read(table), @r"
    | a | b |
    | c | d |
    ");
}

#[test]
fn a_drawing_of_a_hundred_thousand_lines_ends_quickly() {
    let drawn = |step: f64| {
        (0..100_000).fold(drawing().text(0, 0, EM, "图"), |d, i| {
            let (x, y) = (f64::from(i % 317) * step, f64::from(i / 317) * step);
            if i % 2 == 0 {
                d.line(x, y, x + step, y)
            } else {
                d.line(x, y, x, y + step)
            }
        })
    };
    // A dense hatch, whose lines melt together, and a wide net, where each stays one of its own.
    for step in [0.7, 7.0] {
        let net = drawn(step);
        let begun = Instant::now();
        assert!(read(net).contains('图'));
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    }
}

#[test]
fn a_side_that_no_line_across_meets_belongs_to_the_table_that_it_stands_beside() {
    let table = drawing()
        .grid(&[60, 120, 180], &[0, 20, 40])
        .line(0, 0, 0, 40)
        .row(5, EM, &[(5, "产出指标"), (65, "里程"), (125, "10")])
        .row(25, EM, &[(65, "次数"), (125, "9.8")]);
    assert_snapshot!(read(table), @r"
    | 产出指标 | 里程 | 10  |
    | ^        | 次数 | 9.8 |
    ");
}

#[test]
fn dashes_drawn_as_boxes_are_lines_though_some_are_too_short_for_a_stroke() {
    let dashes = |d: Drawing, i: i32| {
        let (at, long) = (f64::from(i) * 5.0, if i % 3 == 0 { 2.4 } else { 2.2 });
        [0.0, 20.0, 40.0]
            .into_iter()
            .fold(d, |d, y| d.fill([0; 3], at, y, at + long, y + 0.75))
    };
    let sides = |d: Drawing, i: i32| {
        let at = f64::from(i) * 4.0;
        [0.0, 50.0, 100.0]
            .into_iter()
            .fold(d, |d, x| d.fill([0; 3], x, at, x + 0.75, at + 2.2))
    };
    let table = (0..10).fold((0..20).fold(drawing(), dashes), sides);
    let table = squares(table, &[&["分值", "得分"], &["10", "9.8"]]);
    assert_snapshot!(read(table), @r"
    | 分值 | 得分 |
    | 10   | 9.8  |
    ");
}

#[test]
fn rows_ruled_across_have_a_border_where_the_lines_above_and_below_are_both_in_pieces() {
    let across =
        |d: Drawing, (y, pieces): (i32, &[i32])| pieces.windows(2).fold(d, |d, piece| d.line(piece[0], y, piece[1], y));
    let lines: [(i32, &[i32]); 4] = [
        (0, &[0, 200]),
        (20, &[0, 50, 100, 150, 200]),
        (40, &[0, 50, 100, 150, 200]),
        (60, &[0, 50, 100, 150, 200]),
    ];
    let table = lines
        .into_iter()
        .fold(drawing(), across)
        .text(20, 5, EM, "项目支出绩效自评");
    let table = squares(
        table,
        &[&[], &["项目", "预算", "分值", "得分"], &["总额", "100", "10", "9.8"]],
    );
    assert_snapshot!(read(table), @r"
    | 项目支出绩效自评 | <    | <    | <    |
    | 项目             | 预算 | 分值 | 得分 |
    | 总额             | 100  | 10   | 9.8  |
    ");
}

#[test]
fn blanks_that_no_line_parts_are_doubtful_and_a_last_row_may_have_no_line_below() {
    let across = |d: Drawing, y: i32| [0, 50, 100, 150].into_iter().fold(d, |d, x| d.line(x, y, x + 50, y));
    let table = [0, 20, 40].into_iter().fold(drawing(), across);
    let table = squares(
        table,
        &[
            &["总分", "", "", "98"],
            &["项目", "预算", "分值", "得分"],
            &["总额", "100", "10", "9.8"],
        ],
    );
    assert_snapshot!(read(table), @r"
    | 总分 | ~    | ~    | 98   |
    | 项目 | 预算 | 分值 | 得分 |
    | 总额 | 100  | 10   | 9.8  |
    ");
}

#[test]
fn text_belongs_to_the_innermost_of_frames_around_each_other() {
    let inner = drawing()
        .grid(&[10, 60, 110], &[10, 30])
        .row(15, EM, &[(15, "分值"), (65, "10")])
        .grid(&[10, 60, 110], &[60, 80])
        .row(65, EM, &[(15, "得分"), (65, "9")]);
    // A frame around both, with a line between them.
    let framed = inner.rect(0, 0, 120, 100).line(0, 45, 120, 45);
    assert_snapshot!(read(framed), @r"
    | 分值 | 10 |

    | 得分 | 9 |
    ");
}

#[test]
fn an_edge_of_shading_parts_two_cells_where_no_line_does() {
    let shaded = drawing()
        .fill([217, 217, 217], 0, 0, 120, 20)
        .grid(&[0, 60, 120], &[0, 40])
        .row(5, EM, &[(5, "分值"), (65, "得分")])
        .row(25, EM, &[(5, "10"), (65, "9")]);
    assert_snapshot!(read(shaded), @r"
    | 分值 | 得分 |
    | 10   | 9    |
    ");
}
