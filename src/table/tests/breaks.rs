//! What parts tables over a page break, and what does not.

use insta::assert_snapshot;

use super::pages::{INDICATORS, read_sketches};
use super::{EM, moved, read_pages, within_margins};
use crate::pdf::drawing::{Drawing, drawing};
use crate::table::sketch::{tables_to_text, text_to_drawing};
use crate::table::{AsideKind, Block, pages_to_tables};

/// A whole form of the smallest kind.
fn small_form(name: &str) -> String {
    format!("| 项目名称 | {name} | < | < |\n{INDICATORS}\n| 总分 | < | 100 | 98 |")
}

#[test]
fn two_forms_of_one_layout_on_two_pages_stay_two() {
    let (first, second) = (small_form("道路养护"), small_form("桥梁检测"));
    assert_snapshot!(read_sketches(&[&first, &second]), @r"
    | 项目名称 | 道路养护 | <    | <    |
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | 总分     | <        | 100  | 98   |

    | 项目名称 | 桥梁检测 | <    | <    |
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | 总分     | <        | 100  | 98   |
    ");
}

#[test]
fn a_table_below_a_title_begins_anew() {
    let second = format!("项目支出绩效自评表\n{INDICATORS}");
    assert_snapshot!(read_sketches(&[INDICATORS, &second]), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |

    项目支出绩效自评表

    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    ");
}

#[test]
fn a_table_of_other_columns_on_the_next_page_is_another_one() {
    let other = drawing()
        .grid(&[40, 90, 150, 333], &[40, 60])
        .row(45, EM, &[(45, "甲"), (95, "乙")]);
    assert_snapshot!(read_pages([text_to_drawing(INDICATORS), other]), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |

    | 甲 | 乙 |  |
    ");
}

#[test]
fn a_page_with_fewer_columns_takes_those_of_the_page_before() {
    let whole = "| 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
                 | 产出指标 | 数量     | 里程     | 10   | 10   |";
    assert_snapshot!(read_sketches(&[whole, "| 总分 | < | < | 100 | 98 |"]), @r"
    | 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 里程     | 10   | 10   |
    | 总分     | <        | <        | 100  | 98   |
    ");
}

#[test]
fn a_table_over_three_pages_is_one() {
    let page = |text: &str| -> Drawing { text_to_drawing(text) };
    let pages = [
        page(INDICATORS),
        page("| 产出指标 | 质量 | 10 | 9 |"),
        page("| 总分 | < | 100 | 98 |"),
    ];
    assert_snapshot!(read_pages(pages), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | ^        | 质量     | 10   | 9    |
    | 总分     | <        | 100  | 98   |
    ");
}

#[test]
fn a_label_goes_on_over_the_page_behind_running_numbers() {
    let pages = [
        "| 序号 | 一级指标 | 三级指标 | 得分 |\n| 1 | 产出指标 | 里程 | 10 |\n| 2 | ^ | 次数 | 10 |",
        "| 3 | | 时间 | 9 |\n| 4 | ^ | 成本 | 8 |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 序号 | 一级指标 | 三级指标 | 得分 |
    | 1    | 产出指标 | 里程     | 10   |
    | 2    | ^        | 次数     | 10   |
    | 3    | ^        | 时间     | 9    |
    | 4    | ^        | 成本     | 8    |
    ");
}

#[test]
fn a_page_that_is_shifted_goes_on_with_the_columns_and_labels_of_the_page_before() {
    let first = "| 一级指标 | 二级指标 | 分值 | 得分 |
                 | 产出指标 | 数量     | 10   | 10   |
                 | ^        | 质量     | 10   | 10   |";
    let second = "|          | 时效     | 10   | 9    |\n| 总分     | <        | 30   | 29   |";
    let whole = read_sketches(&[first, second]);
    assert!(whole.contains("^        | 时效"), "{whole}");
    let pages = [
        text_to_drawing(first).page(),
        moved(text_to_drawing(second).numbered(2).page(), 17_000, 0),
    ];
    let pages = pages.map(within_margins);
    let tables = pages_to_tables(&pages);
    assert_eq!(tables_to_text(&tables), whole);
    // Where they stand on their page is known still.
    let Some(Block::Table(table)) = tables.blocks.first() else {
        panic!("{tables:?}");
    };
    let lefts: Vec<_> = table
        .cells
        .iter()
        .filter(|c| c.text() == "质量" || c.text() == "时效")
        .collect();
    assert_eq!(lefts[0].bbox.x0, lefts[1].bbox.x0);
    assert_eq!(lefts[0].place().bbox.x0 + 17_000, lefts[1].place().bbox.x0);
}

#[test]
fn a_heading_or_running_text_parts_tables_over_a_page_break() {
    let second = "| 效益指标 | 社会效益 | 20 | 19 |";
    for between in [
        "二、资金使用情况",
        "支出决算表",
        "上述资金全部按规定使用，未发现截留、挪用等问题。",
    ] {
        for pages in [
            [format!("{INDICATORS}\n{between}"), second.to_owned()],
            [INDICATORS.to_owned(), format!("{between}\n{second}")],
        ] {
            let read = read_sketches(&[&pages[0], &pages[1]]);
            assert!(read.contains("10   |\n\n"), "{read}");
        }
    }
}

#[test]
fn a_title_that_is_printed_again_over_rows_that_go_on_is_left_out_by_name() {
    let first = format!("项目支出绩效自评表\n{INDICATORS}");
    let pages = [
        text_to_drawing(&first).page(),
        text_to_drawing("项目支出绩效自评表\n| 效益指标 | 社会效益 | 20 | 19 |")
            .numbered(2)
            .page(),
    ];
    let tables = pages_to_tables(&pages.map(within_margins));
    assert_snapshot!(tables_to_text(&tables), @r"
    项目支出绩效自评表

    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | 效益指标 | 社会效益 | 20   | 19   |
    ");
    let asides: Vec<_> = tables
        .asides
        .iter()
        .map(|a| (a.kind, a.text.as_str(), a.page))
        .collect();
    assert_eq!(asides, [(AsideKind::RepeatedHeader, "项目支出绩效自评表", 2)]);
}

#[test]
fn sums_that_are_carried_over_the_page_break_are_no_rows() {
    let pages = [
        "| 一级指标 | 二级指标 | 分值 | 得分 |
         | 产出指标 | 数量     | 10   | 10   |
         | 过次页   | <        | 10   | 10   |",
        "| 承前页   | <        | 10   | 10   |
         |          | 质量     | 20   | 19   |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | ^        | 质量     | 20   | 19   |
    ");
}

#[test]
fn the_last_characters_of_a_header_belong_to_it() {
    let pages = [
        "| 一级指 | 二级指标 | 分值 | 得分 |",
        "| 标 | | | |\n| 产出指标 | 数量 | 10 | 10 |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    ");
}

#[test]
fn a_label_on_the_second_page_alone_may_be_that_of_the_row_above_and_is_in_doubt() {
    let pages = [
        "| 一级指标 | 三级指标 | 分值 | 得分 |
         | 产出指标 | 数量     | 10   | 10   |
         |          | 收入     | 10   | 10   |",
        "| 效益指标 | 就业     | 20   | 19   |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标  | 三级指标 | 分值 | 得分 |
    | 产出指标  | 数量     | 10   | 10   |
    | 效益指标~ | 收入     | 10   | 10   |
    | ^         | 就业     | 20   | 19   |
    ");
}
