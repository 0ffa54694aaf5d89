//! Tables that go on over pages.

use insta::assert_snapshot;

use super::{read, read_pages};
use crate::table::sketch::text_to_drawing;

/// Every page drawn from its sketch.
pub(super) fn read_sketches(pages: &[&str]) -> String {
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

pub(super) const INDICATORS: &str = "\
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
fn a_column_that_the_last_of_many_pages_parts_is_parted_above() {
    const ROWS: [&str; 6] = [
        "| 养护里程 | <    | ≥120公里 | 20 | 20 |",
        "| 抢修次数 | <    | ≤3次    | 20 | 18 |",
        "| 通行能力 | <    | 提高     | 20 | 20 |",
        "| 事故减少 | <    | 5起      | 20 | 19 |",
        "| 市民满意 | <    | ≥90%    | 10 | 10 |",
        "| 其他     | 投诉 | ≤9件    | 10 | 10 |",
    ];
    let whole = read_sketches(&[&ROWS.join("\n")]);
    assert!(whole.contains("投诉"), "{whole}");
    assert_eq!(read_sketches(&ROWS), whole);
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
