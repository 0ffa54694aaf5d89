//! Rows and columns that no line parts.

use insta::assert_snapshot;

use super::{EM, read};
use crate::pdf::drawing::{Drawing, drawing};

/// A header of four columns, above one box of 80 pt height for all fund rows.
fn fund_block() -> Drawing {
    drawing()
        .grid(&[0, 100, 200, 300, 400], &[0, 20])
        .rect(0, 20, 400, 100)
        .row(5, EM, &[(5, "资金"), (105, "预算数"), (205, "执行数"), (305, "执行率")])
}

#[test]
fn fund_rows_without_lines_have_the_columns_of_their_header_and_a_row_for_each_line_of_figures() {
    let block = fund_block()
        .row(
            30,
            EM,
            &[(5, "年度资金总额"), (105, "100.00"), (205, "98.52"), (305, "98.52%")],
        )
        .row(
            55,
            EM,
            &[(5, "财政拨款"), (105, "80.00"), (205, "79.00"), (305, "98.75%")],
        )
        .row(80, EM, &[(5, "其他资金"), (105, "20.00"), (205, "19.52"), (305, "-")]);
    assert_snapshot!(read(block), @r"
    | 资金         | 预算数 | 执行数 | 执行率 |
    | 年度资金总额 | 100.00 | 98.52  | 98.52% |
    | 财政拨款     | 80.00  | 79.00  | 98.75% |
    | 其他资金     | 20.00  | 19.52  | -      |
    ");
}

/// A header of four columns with a row of three figure cells below it, all with lines.
fn one_row() -> Drawing {
    drawing().grid(&[0, 100, 200, 300, 400], &[0, 20, 60]).row(
        5,
        EM,
        &[(5, "资金"), (105, "预算数"), (205, "执行数"), (305, "执行率")],
    )
}

#[test]
fn rows_in_cells_with_sides_are_told_apart_by_their_figures() {
    let block = one_row()
        .row(22, EM, &[(5, "总额"), (105, "100"), (205, "98"), (305, "98%")])
        .row(42, EM, &[(5, "其他"), (105, "20"), (205, "19"), (305, "95%")]);
    assert_snapshot!(read(block), @r"
    | 资金 | 预算数 | 执行数 | 执行率 |
    | 总额 | 100    | 98     | 98%    |
    | 其他 | 20     | 19     | 95%    |
    ");
}

#[test]
fn figures_broken_over_two_lines_are_no_second_row() {
    let block = one_row()
        .text(5, 35, EM, "总额")
        .row(29, EM, &[(105, "1,234,567.\n00"), (205, "1,234,560.\n00")])
        .text(305, 35, EM, "100%");
    assert_snapshot!(read(block), @r"
    | 资金 | 预算数       | 执行数       | 执行率 |
    | 总额 | 1,234,567.00 | 1,234,560.00 | 100%   |
    ");
}

#[test]
fn figures_broken_in_the_middle_of_their_digits_are_no_second_row() {
    let block = one_row()
        .text(5, 35, EM, "总额")
        .row(29, EM, &[(105, "123456\n7.00"), (205, "123456\n0.00")])
        .text(305, 35, EM, "100%");
    assert_snapshot!(read(block), @r"
    | 资金 | 预算数      | 执行数      | 执行率 |
    | 总额 | 1234567.00& | 1234560.00& | 100%   |
    ");
}

#[test]
fn a_paragraph_below_two_headings_stays_whole() {
    let goals = drawing()
        .grid(&[0, 100, 200], &[0, 20])
        .rect(0, 20, 200, 60)
        .row(5, EM, &[(5, "预期目标"), (105, "实际完成情况")])
        .text(5, 25, EM, "完成道路养护三百五十公里，改善群众出\n行条件。");
    assert_snapshot!(read(goals), @r"
    | 预期目标                                     | 实际完成情况 |
    | 完成道路养护三百五十公里，改善群众出行条件。 | <            |
    ");
}

#[test]
fn two_paragraphs_below_two_headings_are_two_cells() {
    let goals = drawing()
        .grid(&[0, 100, 200], &[0, 20])
        .rect(0, 20, 200, 60)
        .row(5, EM, &[(5, "预期目标"), (105, "实际完成情况")])
        .row(
            25,
            EM,
            &[(5, "完成养护三百公\n里。"), (105, "完成养护三百二\n十公里。")],
        );
    assert_snapshot!(read(goals), @r"
    | 预期目标            | 实际完成情况            |
    | 完成养护三百公里。~ | 完成养护三百二十公里。~ |
    ");
}

/// A row whose texts all begin at its top: its name, 预算数, 执行数 and 执行率.
fn top_row(name: &str, budget: &str, executed: &str, rate: &str) -> String {
    read(one_row().row(22, EM, &[(5, name), (105, budget), (205, executed), (305, rate)]))
}

#[test]
fn figures_that_break_after_their_point_are_no_second_row() {
    let row = top_row("总额", "1,234,567.\n00", "1,234,560.\n00", "100%");
    assert_snapshot!(row, @r"
    | 资金 | 预算数       | 执行数       | 执行率 |
    | 总额 | 1,234,567.00 | 1,234,560.00 | 100%   |
    ");
}

#[test]
fn figures_of_different_numbers_of_lines_are_no_rows() {
    let row = top_row("总额", "1\n2\n3", "4\n5", "100%");
    assert_snapshot!(row, @r"
    | 资金 | 预算数 | 执行数 | 执行率 |
    | 总额 | 123&   | 45&    | 100%   |
    ");
}

#[test]
fn figures_that_break_in_their_digits_at_the_top_of_a_row_are_no_second_row() {
    let row = top_row("总额", "123456789012345678\n90.00", "123456789012345678\n80.00", "100%");
    assert_snapshot!(row, @r"
    | 资金 | 预算数                  | 执行数                  | 执行率 |
    | 总额 | 12345678901234567890.00 | 12345678901234567880.00 | 100%   |
    ");
}

#[test]
fn underlines_are_no_lines_of_the_table() {
    let underlined = |d: Drawing, x: i32, y: i32, text: &str| {
        let width = EM * i32::try_from(text.chars().count()).unwrap();
        d.text(x, y, EM, text).line(x, y + EM, x + width, y + EM)
    };
    let row = drawing().grid(&[0, 46, 100, 200], &[0, 32]);
    let row = underlined(row, 3, 4, "年度资金");
    let row = underlined(row, 3, 16, "总额");
    let row = underlined(row, 110, 10, "不适用");
    assert_snapshot!(read(row), @"| 年度资金总额 |  | 不适用 |");
}

#[test]
fn a_word_spread_over_its_cell_is_not_cut_at_the_columns_above_it() {
    let table = drawing()
        .grid(&[0, 50, 100, 150], &[0, 20])
        .rect(0, 20, 150, 40)
        .row(5, EM, &[(5, "一级"), (55, "二级"), (105, "三级")])
        .rect(0, 40, 150, 60)
        .row(25, EM, &[(20, "合"), (70, "计"), (120, "数")])
        .row(45, EM, &[(2, "总"), (138, "分")]);
    assert_snapshot!(read(table), @r"
    | 一级   | 二级 | 三级 |
    | 合计数 | <    | <    |
    | 总分   | <    | <    |
    ");
}
