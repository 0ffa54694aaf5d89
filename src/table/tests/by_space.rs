//! Tables whose cells no lines tell.

use insta::assert_snapshot;

use crate::pdf::Page;

use crate::table::sketch::{tables_to_text, text_to_drawing};
use crate::table::{Heading, Holds, Section, pages_to_tables_by_space};

fn words(text: &str) -> Vec<Heading> {
    let (section, holds) = match text {
        "项目名称" | "主管部门" | "实施单位" => (Section::Beside, Holds::Text),
        "总分" | "评分等级" => (Section::Total, Holds::Text),
        "项目资金" | "总体目标" => (Section::Block, Holds::Text),
        "预算数" | "执行数" | "执行率" => (Section::Figures, Holds::Figure),
        "预期目标" | "完成情况" => (Section::Paragraphs, Holds::Text),
        "一级指标" | "二级指标" => (Section::Levels, Holds::Merged),
        "三级指标" | "指标值" | "完成值" | "偏差原因" => (Section::Levels, Holds::Text),
        "分值" | "得分" => (Section::Levels, Holds::Figure),
        _ => return Vec::new(),
    };
    vec![Heading { section, holds }]
}

fn read(pages: &[Page]) -> String {
    tables_to_text(&pages_to_tables_by_space(pages, words))
}

const FORM: &str = "绩效自评表

    | 项目名称 | 道路养护     | <            | <        | <      | <      | <    | <        |
    | 主管部门 | 某局         | <            | 实施单位 | 某中心 | <      | <    | <        |
    | 项目资金 |              | <            | 预算数   | 执行数 | <      | 执行率 | <      |
    | ^        | 年度资金总额 | <            | 100.00   | 98.52  | <      | 98.52% | <      |
    | ^        | 其他资金     | <            | -        | -      | <      | -    | <        |
    | 总体目标 | 预期目标     | <            | <        | 完成情况 | <    | <    | <        |
    | ^        | 按期完成养护任务，群众满意 | < | <      | 已经完成 | <    | <    | <        |
    | 一级指标 | 二级指标     | 三级指标     | 指标值   | 完成值 | 分值   | 得分 | 偏差原因 |
    | 产出指标 | 数量指标     | 养护公里数   | ≥350     | 360    | 30     | 30   |          |
    | ^        | ^            | 巡查次数     | ≥12      | 10     | 30     | 25   | 雨季工期延后 |
    | ^        | 质量指标     | 合格率       | ≥98%     | 99%    | 30     | 30   |          |
    | 总分     | <            | <            | <        | <      | 90     | 85   |          |";

/// A form; of its lines only those that are wanted are drawn.
fn form(wanted: impl Fn(bool) -> bool) -> Page {
    let mut page = text_to_drawing(FORM).page();
    page.strokes.retain(|s| wanted(s.from.y == s.to.y));
    page
}

#[test]
fn a_form_without_lines_has_the_cells_that_its_headers_and_white_space_tell() {
    assert_snapshot!(read(&[form(|_| false)]));
}

#[test]
fn lines_across_alone_tell_rows_and_merged_labels() {
    assert_eq!(read(&[form(|across| across)]), read(&[form(|_| false)]));
}

#[test]
fn lines_down_alone_tell_columns() {
    assert_snapshot!(read(&[form(|across| !across)]));
}

#[test]
fn each_character_is_in_one_place_whichever_words_are_unknown() {
    let labels = FORM.split(['|', '\n']).map(str::trim).filter(|text| !text.is_empty());
    for label in labels {
        for other in ["末尾得数", "其他说明的一项内容", "数"] {
            // It asserts so itself.
            let page = text_to_drawing(&FORM.replacen(label, other, 1)).page();
            assert!(!read(&[page]).is_empty(), "{label}");
        }
    }
}
