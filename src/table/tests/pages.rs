//! Tables that go on over pages.

use insta::assert_snapshot;

use super::{EM, moved, read, read_pages, within_margins};
use crate::pdf::drawing::{Drawing, drawing};
use crate::table::sketch::{tables_to_text, text_to_drawing};
use crate::table::{AsideKind, Block, pages_to_tables};

/// Every page drawn from its sketch.
fn read_sketches(pages: &[&str]) -> String {
    read_pages(pages.iter().map(|page| text_to_drawing(page)))
}

#[test]
fn a_sketch_reads_as_it_is_written() {
    let sketch = "\
自评表

| 名称 | 道路养护 | <    |
| 产出 | 数量     | 10   |
| ^    | 质量     | 9.80 |

附注";
    assert_eq!(read(text_to_drawing(sketch)), sketch);
}

const INDICATORS: &str = "\
| 一级指标 | 二级指标 | 分值 | 得分 |
| 产出指标 | 数量     | 10   | 10   |";

#[test]
fn rows_on_the_next_page_go_on() {
    let pages = [INDICATORS, "| 效益指标 | 社会效益 | 20 | 19 |"];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | 效益指标 | 社会效益 | 20   | 19   |
    ");
}

#[test]
fn a_table_goes_on_behind_a_page_that_is_blank_but_for_its_number() {
    let whole = read_sketches(&[INDICATORS, "| 效益指标 | 社会效益 | 20 | 19 |"]);
    let parted = [INDICATORS, "- 2 -", "| 效益指标 | 社会效益 | 20 | 19 |"];
    assert_eq!(read_sketches(&parted).replace("\n\n- 2 -", ""), whole);
    let behind_a_text = [
        INDICATORS,
        "附件二：项目支出绩效评价报告，另行装订成册，不再赘述",
        "| 效益指标 | 社会效益 | 20 | 19 |",
    ];
    assert_ne!(read_sketches(&behind_a_text).lines().count(), whole.lines().count());
}

#[test]
fn a_table_is_the_same_on_one_two_and_five_pages_with_and_without_its_header_again() {
    const HEADER: &str = "| 三级指标 | 年度指标值 | 分值 | 得分 |";
    const ROWS: [&str; 6] = [
        "| 养护里程 | ≥120公里 | 20 | 20 |",
        "| 抢修次数 | ≤3次 | 20 | 18 |",
        "| 通行能力 | 提高 | 20 | 20 |",
        "| 事故减少 | 5起 | 20 | 19 |",
        "| 市民满意度 | ≥90% | 10 | 10 |",
        "| 总分 | < | 90 | 87 |",
    ];
    let whole = read_sketches(&[&[&[HEADER], &ROWS[..]].concat().join("\n")]);
    assert!(whole.contains("87"), "{whole}");
    for rows_a_page in [1, 2, 3, 5] {
        let parts: Vec<String> = ROWS.chunks(rows_a_page).map(|part| part.join("\n")).collect();
        let with_header = |part: &String| format!("{HEADER}\n{part}");
        let again: Vec<String> = parts.iter().map(with_header).collect();
        let once: Vec<String> = parts
            .iter()
            .take(1)
            .map(with_header)
            .chain(parts.iter().skip(1).cloned())
            .collect();
        for pages in [again, once] {
            let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
            assert_eq!(read_sketches(&pages), whole, "{} pages", pages.len());
        }
    }
}

#[test]
fn a_header_row_that_comes_again_is_dropped() {
    let pages = [
        INDICATORS,
        "| 一级指标 | 二级指标 | 分值 | 得分 |
         | 效益指标 | 社会效益 | 20   | 19   |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | 效益指标 | 社会效益 | 20   | 19   |
    ");
}

#[test]
fn the_numbers_of_columns_that_come_again_with_their_header_are_dropped() {
    const HEADER: &str = "| 一级指标 | 三级指标 | 分值 | 得分 |\n| 甲 | 1 | 2 | 3 |";
    let pages = [
        format!("{HEADER}\n| 产出指标 | 数量 | 10 | 10 |"),
        format!("{HEADER}\n| 效益指标 | 社会效益 | 20 | 19 |"),
    ];
    assert_snapshot!(read_sketches(&pages.each_ref().map(String::as_str)), @r"
    | 一级指标 | 三级指标 | 分值 | 得分 |
    | 甲       | 1        | 2    | 3    |
    | 产出指标 | 数量     | 10   | 10   |
    | 效益指标 | 社会效益 | 20   | 19   |
    ");
}

#[test]
fn a_row_of_figures_that_comes_again_is_kept() {
    let pages = [INDICATORS, "| 产出指标 | 数量 | 10 | 10 |"];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | ^        | 数量     | 10   | 10   |
    ");
}

#[test]
fn page_numbers_and_running_titles_do_not_part_a_table() {
    let first = format!("某市财政局\n{INDICATORS}\n— 1 —");
    let pages = [first.as_str(), "某市财政局\n| 效益指标 | 社会效益 | 20 | 19 |"];
    assert_snapshot!(read_sketches(&pages), @r"
    某市财政局

    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | 效益指标 | 社会效益 | 20   | 19   |

    — 1 —
    某市财政局
    ");
}

#[test]
fn a_label_that_the_page_break_cuts_is_one_cell() {
    let pages = [
        "| 一级指标 | 二级指标 | 分值 | 得分 |
         | 满意     | 群众     | 5    | 5    |",
        "| 度指标   | 企业     | 5    | 4    |
         | 总分     | <        | 100  | 98   |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标   | 二级指标 | 分值 | 得分 |
    | 满意度指标 | 群众     | 5    | 5    |
    | ^          | 企业     | 5    | 4    |
    | 总分       | <        | 100  | 98   |
    ");
}

#[test]
fn a_blank_half_of_a_tall_label_belongs_to_the_label() {
    let pages = [
        "| 一级指标 | 二级指标 | 分值 | 得分 |
         | 产出指标 | 数量     | 10   | 10   |
         | ^        | 质量     | 10   | 10   |",
        "|          | 时效     | 10   | 9    |
         | 总分     | <        | 100  | 98   |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量     | 10   | 10   |
    | ^        | 质量     | 10   | 10   |
    | ^        | 时效     | 10   | 9    |
    | 总分     | <        | 100  | 98   |
    ");
}

#[test]
fn a_row_that_the_page_break_cuts_is_one_row() {
    let pages = [
        "| 产出指标 | 三级指标     | 分值 | 得分 |
         | 数量     | 养护道路里程 | 10   | 9    |",
        "|          | 达到计划     |      |      |
         | 质量     | 合格率       | 10   | 10   |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 产出指标 | 三级指标             | 分值 | 得分 |
    | 数量     | 养护道路里程达到计划 | 10   | 9    |
    | 质量     | 合格率               | 10   | 10   |
    ");
}

#[test]
fn a_header_at_the_foot_of_a_page_is_no_half_of_the_first_row_of_the_next() {
    let pages = [
        "| 项目名称 | 道路养护 | < | < |
         | 一级指标 | 三级指标 | 分值 | 得分 |",
        "| 产出指标 | 养护里程 | 10 | 9 |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 项目名称 | 道路养护 | <    | <    |
    | 一级指标 | 三级指标 | 分值 | 得分 |
    | 产出指标 | 养护里程 | 10   | 9    |
    ");
}

#[test]
fn a_line_that_is_drawn_on_both_sides_of_a_page_break_is_read_once() {
    let pages = [
        "| 序号 | 名称 | 完成 | 情况 |
         | 目标 | 通过按期养护全区各条道路和桥梁，管理工作的机制建立健全，各方面的责任分工进一步明确，形成可以 | < | < |",
        "|      | 建立健全，各方面的责任分工进一步明确，形成可以的经验。 | < | < |
         | 其他 | 养护 | 里程 | 道路 |",
    ];
    assert_snapshot!(read_sketches(&pages), @r"
    | 序号 | 名称                                                                                         | 完成 | 情况 |
    | 目标 | 通过按期养护全区各条道路和桥梁，管理工作的机制建立健全，各方面的责任分工进一步明确，形成可以 | <    | <    |
    | ^    | 的经验。                                                                                     | <    | <    |
    | 其他 | 养护                                                                                         | 里程 | 道路 |
    ");
}

#[test]
fn a_total_alone_on_the_next_page_belongs_to_the_table() {
    let pages = [INDICATORS, "| 总分 | < | 100 | 98.80 |"];
    assert_snapshot!(read_sketches(&pages), @r"
    | 一级指标 | 二级指标 | 分值 | 得分  |
    | 产出指标 | 数量     | 10   | 10    |
    | 总分     | <        | 100  | 98.80 |
    ");
}

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
        .text(45, 45, EM, "甲")
        .text(95, 45, EM, "乙");
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
