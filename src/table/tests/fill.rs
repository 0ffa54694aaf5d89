//! Text -> the cell that it belongs to.

use insta::assert_snapshot;

use super::{EM, read};
use crate::geometry::{POINT, Rect};
use crate::pdf::drawing::drawing;
use crate::pdf::{Direction, MarkKind, Visibility};
use crate::table::{Block, pages_to_tables};

#[test]
fn a_cell_joins_its_lines() {
    let page = drawing()
        .grid(&[0, 60, 120], &[0, 60])
        .text(5, 5, EM, "年度\n总体\n目标")
        .text(65, 25, EM, "完成");
    assert_snapshot!(read(page), @"| 年度总体目标 | 完成 |");
}

/// A row of three narrow cells, the first of them with a figure that begins here.
fn wide_figure(x: i32) -> String {
    read(
        drawing()
            .grid(&[0, 40, 80, 120], &[0, 20])
            .row(5, EM, &[(x, "12,345,678.90"), (85, "10")]),
    )
}

#[test]
fn a_figure_wider_than_its_cell_stays_whole_and_is_doubtful() {
    assert_snapshot!(wide_figure(2), @"| 12,345,678.90! | ! | 10 |");
}

#[test]
fn a_figure_stays_whole_where_the_border_falls_between_two_digits() {
    assert_eq!(wide_figure(5), wide_figure(2));
}

#[test]
fn two_figures_drawn_one_behind_the_other_go_to_their_own_cells() {
    let page = drawing()
        .grid(&[0, 40, 80], &[0, 20])
        .row(5, EM, &[(24, "6.8"), (41, "6.7")]);
    assert_snapshot!(read(page), @"| 6.8 | 6.7 |");
}

#[test]
fn a_watermark_is_ignored() {
    let page = drawing()
        .grid(&[0, 80, 160], &[0, 40])
        .row(5, EM, &[(5, "分值"), (85, "得分")])
        .text(20, 0, 60, "内部")
        .turned(Direction::Slanted, 60, 0, EM, "仅供参考");
    assert_snapshot!(read(page), @"| 分值 | 得分 |");
}

#[test]
fn what_a_person_does_not_see_is_ignored() {
    let mut page = drawing().grid(&[0, 80, 160], &[0, 20]).text(5, 5, EM, "分值99").page();
    for glyph in page.glyphs.iter_mut().filter(|g| g.character == Some('9')) {
        glyph.visibility = Visibility::Invisible;
    }
    let tables = pages_to_tables(&[page]);
    let [Block::Table(table)] = tables.blocks.as_slice() else {
        panic!("{tables:?}")
    };
    assert_eq!(table.cells[0].text(), "分值");
}

#[test]
fn a_line_that_hangs_over_the_last_border_still_stands_in_the_table() {
    let table = drawing()
        .grid(&[0, 80, 160], &[0, 20])
        .text(5, 5, EM, "产出")
        .text(5, 17, EM, "指标");
    assert_snapshot!(read(table), @"| 产出指标 |  |");
}

#[test]
fn a_line_below_the_table_stands_outside() {
    let page = drawing()
        .grid(&[0, 80, 160], &[0, 20])
        .text(5, 5, EM, "产出")
        .text(5, 24, EM, "填表人：");
    assert_snapshot!(read(page), @r"
    | 产出 |  |

    填表人：
    ");
}

#[test]
fn lines_outside_are_parted_where_a_wide_gap_parts_them() {
    let page = drawing().text(0, 0, EM, "（2023年度）").text(300, 0, EM, "单位：万元");
    assert_snapshot!(read(page), @r"
    （2023年度）
    单位：万元
    ");
}

#[test]
fn a_cell_and_its_text_know_their_places() {
    let tables = pages_to_tables(&[drawing().grid(&[0, 80, 160], &[0, 20]).text(5, 5, EM, "产出").page()]);
    let [Block::Table(table)] = tables.blocks.as_slice() else {
        panic!("{tables:?}")
    };
    let [said, blank] = table.cells.as_slice() else {
        panic!("{table:?}")
    };
    assert_eq!(said.place().bbox, Rect::new(0, 0, 80 * POINT, 20 * POINT));
    assert_eq!(
        said.text_place().bbox,
        Rect::new(5 * POINT, 5 * POINT, 25 * POINT, 15 * POINT)
    );
    assert_eq!(
        blank.text_place().bbox,
        Rect::new(80 * POINT, 0, 160 * POINT, 20 * POINT),
        "the cell, where it is blank"
    );
}

#[test]
fn texts_of_two_cells_that_meet_at_the_border_stay_apart() {
    let page = drawing()
        .grid(&[0, 40, 80], &[0, 20])
        .row(5, 6, &[(1, "11.0-13.0(次)"), (41, "11.0(次)")]);
    assert_snapshot!(read(page), @"| 11.0-13.0(次) | 11.0(次) |");
}

#[test]
fn a_text_over_a_border_and_over_another_text_is_that_of_the_cell_that_is_blank_without_it() {
    let row = || {
        drawing()
            .grid(&[0, 50, 110, 170], &[0, 20, 40])
            .text(3, 6, EM, "项目名称")
    };
    for x in [28, 30, 33] {
        let read = read(row().text(x, 5, EM, "道路养护").text(115, 5, EM, "局"));
        assert!(read.starts_with("| 项目名称! | 道路养护! | 局 |"), "{x}: {read}");
    }
    let over_the_right_one = row().text(88, 5, EM, "道路养护").text(112, 6, EM, "100.00");
    assert_snapshot!(read(over_the_right_one), @r"
    | 项目名称 | 道路养护! | 100.00! |
    |          |           |         |
    ");
    let turned = row().turned(Direction::Up, 10, 38, EM, "养护中");
    assert_snapshot!(read(turned), @r"
    | 项目名称! |  |  |
    | 养护中!   |  |  |
    ");
}

#[test]
fn a_text_that_runs_over_a_border_and_over_no_other_stays_where_it_stands() {
    let wrapped = drawing().grid(&[0, 50, 110], &[0, 27, 60]).text(3, 3, EM, "项目\n名称");
    assert_snapshot!(read(wrapped), @r"
    | 项目名称 |  |
    |          |  |
    ");
}

/// A cell with four grades, a ring before each; this one has a dot in it.
fn grades(dotted: &[i32]) -> String {
    let mut page = drawing().grid(&[0, 200], &[0, 20]);
    for (at, grade) in ["优", "良", "中", "差"].into_iter().enumerate() {
        let x = 5 + 40 * i32::try_from(at).unwrap();
        page = page.mark(MarkKind::Shape, x, 5, x + 9, 14).text(x + 12, 5, EM, grade);
        if dotted.contains(&x) {
            page = page.mark(MarkKind::Shape, x + 2, 7, x + 7, 12);
        }
    }
    read(page)
}

#[test]
fn a_drawn_choice_is_one_of_characters() {
    assert_eq!(grades(&[45]).trim(), "□优☑良□中□差");
    // What all have, or none, tells nothing.
    assert!(!grades(&[]).contains('□'));
    assert!(!grades(&[5, 45, 85, 125]).contains('☑'));
}

#[test]
fn a_label_may_hang_out_below_the_foot_of_its_table() {
    let page = |below: &str| {
        let page = drawing().grid(&[0, 60, 160], &[0, 20, 40]);
        let merged = page.text(65, 5, EM, "受益人数").text(65, 25, EM, "满意率").page();
        let mut page = crate::pdf::Page {
            strokes: merged.strokes.clone(),
            ..merged
        };
        page.strokes
            .retain(|line| line.span() != Rect::new(0, 20 * POINT, 160 * POINT, 20 * POINT));
        let hanging = drawing()
            .line(60, 20, 160, 20)
            .text(5, 28, EM, "社会效益指")
            .text(20, 41, EM, below)
            .page();
        page.strokes.extend(hanging.strokes);
        page.glyphs.extend(hanging.glyphs);
        crate::table::sketch::tables_to_text(&pages_to_tables(&[page]))
    };
    assert!(page("标").contains("社会效益指标"), "{}", page("标"));
    assert!(page("注").trim_end().ends_with("\n注"), "{}", page("注"));
}
