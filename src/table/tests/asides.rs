//! What stands apart from the text of cells, and under which name.

use insta::assert_snapshot;

use super::{EM, asides, read};
use crate::pdf::drawing::{Drawing, drawing};
use crate::pdf::{Direction, TypedKind};
use crate::table::AsideKind;

const RED: [u8; 3] = [255, 0, 0];
const GREY: [u8; 3] = [204, 204, 204];

/// A row of labels above one of figures, in which the second cell is blank.
fn row() -> Drawing {
    drawing()
        .color([0; 3])
        .grid(&[0, 60, 120, 180], &[0, 20, 50])
        .row(5, EM, &[(5, "分值"), (65, "得分"), (125, "等级")])
        .row(25, EM, &[(5, "100"), (125, "优")])
}

#[test]
fn huge_type_alone_in_its_cell_is_its_text_in_doubt() {
    assert_snapshot!(read(row().text(65, 18, 32, "99")), @r"
    | 分值 | 得分 | 等级 |
    | 100  | 99&  | 优   |
    ");
}

#[test]
fn slanted_type_alone_in_its_cell_is_read_as_if_it_were_not() {
    let slanted = row().turned(Direction::Slanted, 70, 22, 8, "95");
    assert_snapshot!(read(slanted), @r"
    | 分值 | 得分 | 等级 |
    | 100  | 95&  | 优   |
    ");
}

#[test]
fn huge_or_slanted_type_in_a_cell_with_a_text_is_an_aside_and_ink() {
    let beside = || row().text(65, 25, EM, "9");
    assert_snapshot!(read(beside().turned(Direction::Slanted, 85, 22, 8, "95")), @r"
    | 分值 | 得分 | 等级 |
    | 100  | 9#   | 优   |
    ");
    let found = asides(beside().turned(Direction::Slanted, 85, 22, 8, "95"));
    assert_eq!(found, [(AsideKind::Slanted, "95".to_owned())]);
    let found = asides(beside().text(72, 18, 32, "8"));
    assert_eq!(found, [(AsideKind::Oversize, "8".to_owned())]);
}

#[test]
fn a_figure_over_two_cells_at_an_angle_is_ink_in_both() {
    let slanted = row().turned(Direction::Slanted, 98, 6, 8, "95.00");
    assert_snapshot!(read(slanted), @r"
    | 分值 | 得分# | 等级 |
    | 100  | #     | 优   |
    ");
}

#[test]
fn a_text_of_the_usual_size_and_colour_over_several_cells_at_an_angle_is_ink_in_them() {
    let slanted = row().turned(Direction::Slanted, 44, 6, EM, "按时完成");
    assert_snapshot!(read(slanted), @r"
    | 分值# | 得分 | 等级 |
    | 100#  | #    | 优   |
    ");
}

#[test]
fn a_text_that_is_said_again_and_again_over_the_page_is_a_watermark() {
    let tiled = (0..4).fold(row(), |d, n| d.turned(Direction::Slanted, 45 * n, 10, 8, "审计组"));
    assert_snapshot!(read(tiled.clone()), @r"
    | 分值 | 得分 | 等级 |
    | 100  |      | 优   |
    ");
    assert!(asides(tiled).iter().all(|(kind, _)| *kind == AsideKind::Watermark));
}

#[test]
fn pale_text_over_borders_again_and_again_is_a_watermark_and_pale_text_in_a_cell_is_its_text() {
    let tiled = (0..3).fold(row().color(GREY), |d, n| d.text(10, 8 + 12 * n, 8, "审计组62172024"));
    assert_snapshot!(read(tiled), @r"
    | 分值 | 得分 | 等级 |
    | 100  |      | 优   |
    ");
    assert_snapshot!(read(row().color(GREY).text(65, 25, EM, "95")), @r"
    | 分值 | 得分 | 等级 |
    | 100  | 95   | 优   |
    ");
}

#[test]
fn characters_that_climb_one_after_the_other_are_slanted_however_upright_each_is() {
    let sloped = |d: Drawing, x: i32| {
        let letters = "审计组2024".chars().zip(0..);
        letters.fold(d, |d, (letter, n)| {
            d.text(x + 8 * n, 45 - 5 * n, 8, letter.encode_utf8(&mut [0; 4]))
        })
    };
    let tiled = sloped(sloped(sloped(row(), 0), 60), 120);
    assert_snapshot!(read(tiled), @r"
    | 分值 | 得分 | 等级 |
    | 100  |      | 优   |
    ");
}

#[test]
fn text_in_a_closed_box_of_a_colour_of_its_own_is_a_stamp_and_its_box_no_border() {
    let stamped = row().color(RED).rect(50, 15, 130, 45).text(62, 25, EM, "已审核");
    assert_snapshot!(read(stamped.clone()), @r"
    | 分值 | 得分 | 等级 |
    | 100  |      | 优   |
    ");
    assert_eq!(asides(stamped), [(AsideKind::Stamp, "已审核".to_owned())]);
}

#[test]
fn characters_on_a_curve_are_a_stamp_with_what_stands_within_it_in_their_colour() {
    let places = [(60, 40), (64, 26), (76, 18), (92, 18), (104, 26), (108, 40)];
    let curve = places.into_iter().zip("某市财政局章".chars());
    let stamped = curve.fold(row().color(RED), |d, ((x, y), letter)| {
        d.turned(Direction::Slanted, x, y, 8, letter.encode_utf8(&mut [0; 4]))
    });
    let stamped = stamped.text(72, 32, 8, "预算");
    assert_snapshot!(read(stamped), @r"
    | 分值 | 得分 | 等级 |
    | 100  |      | 优   |
    ");
}

#[test]
fn the_text_of_a_signature_is_no_text_of_a_cell() {
    let signed = row().typed(TypedKind::Signature, 65, 25, 6, "张三2024.03.15");
    assert_snapshot!(read(signed.clone()), @r"
    | 分值 | 得分 | 等级 |
    | 100  |      | 优   |
    ");
    assert_eq!(asides(signed), [(AsideKind::Signature, "张三2024.03.15".to_owned())]);
}

#[test]
fn what_a_reader_wrote_into_a_blank_cell_is_its_text_and_beside_another_text_a_note() {
    let noted = |text: &str| row().typed(TypedKind::Note, 65, 22, 6, text);
    assert_snapshot!(read(noted("95")), @r"
    | 分值 | 得分 | 等级 |
    | 100  | 95   | 优   |
    ");
    let beside = noted("已核2.15").text(65, 34, EM, "95");
    assert_snapshot!(read(beside.clone()), @r"
    | 分值 | 得分 | 等级 |
    | 100  | 95   | 优   |
    ");
    assert_eq!(asides(beside), [(AsideKind::Note, "已核2.15".to_owned())]);
}

#[test]
fn a_text_beside_the_table_to_which_a_line_leads_is_a_note() {
    let note = row()
        .text(188, 27, 6, "应为95")
        .color(RED)
        .rect(185, 22, 240, 40)
        .line(150, 44, 185, 30);
    assert_snapshot!(read(note.clone()), @r"
    | 分值 | 得分 | 等级 |
    | 100  |      | 优   |
    ");
    assert_eq!(asides(note), [(AsideKind::Note, "应为95".to_owned())]);
}

#[test]
fn a_text_right_beside_the_table_may_be_that_of_a_blank_cell_of_its_row() {
    assert_snapshot!(read(row().text(184, 25, EM, "95")), @r"
    | 分值 | 得分 | 等级 |
    | 100  | >    | 优>  |

    95
    ");
    assert_snapshot!(read(row().text(230, 25, EM, "95")), @r"
    | 分值 | 得分 | 等级 |
    | 100  |      | 优   |

    95
    ");
}
