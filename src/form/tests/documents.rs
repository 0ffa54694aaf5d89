//! Where a form begins and ends in a document.

use super::{form, forms, show};

/// A form of four columns.
fn small(name: &str) -> String {
    format!(
        "| 项目名称 | {name} | < | < |\n| 一级指标 | 三级指标 | 指标值 | 得分 |\n| 产出 | 里程 | 100 | 98 |\n| 总分 | < | < | 98 |"
    )
}

/// What the forms of a document are named, with their titles.
fn names(sketch: &str) -> Vec<(u32, String, String)> {
    forms(sketch)
        .iter()
        .map(|f| (f.form_no, show(&f.title), show(&f.project_name)))
        .collect()
}

#[test]
fn forms_after_a_cover_and_a_table_of_contents() {
    let contents = "| 序号 | 项目名称 | 页码 |\n| 1 | 道路养护 | 3 |\n| 2 | 桥梁检测 | 4 |";
    let document = format!(
        "项目支出绩效自评报告\n\n目录\n\n{contents}\n\n项目支出绩效自评表\n\n{}\n\n项目支出绩效自评表\n\n{}",
        small("道路养护"),
        small("桥梁检测")
    );
    assert_eq!(
        names(&document),
        [
            (1, "项目支出绩效自评表".to_owned(), "道路养护".to_owned()),
            (2, "项目支出绩效自评表".to_owned(), "桥梁检测".to_owned())
        ]
    );
}

#[test]
fn forms_without_titles_begin_with_their_names() {
    let document = format!("{}\n\n{}", small("道路养护"), small("桥梁检测"));
    assert_eq!(names(&document).len(), 2);
}

/// The indicators of a form whose project has no name.
const NAMELESS: &str = "| 一级指标 | 三级指标 | 指标值 | 得分 |\n| 产出 | 里程 | 100 | 98 |\n| 总分 | < | < | 98 |";

#[test]
fn forms_without_names_begin_with_their_titles() {
    let document = format!("甲项目自评表\n\n{NAMELESS}\n\n乙项目自评表\n\n{NAMELESS}");
    let titles: Vec<String> = forms(&document).iter().map(|f| show(&f.title)).collect();
    assert_eq!(titles, ["甲项目自评表", "乙项目自评表"]);
}

#[test]
fn titles_in_a_table_part_its_forms() {
    let document = format!("| 甲项目自评表 | < | < | < |\n{NAMELESS}\n| 乙项目自评表 | < | < | < |\n{NAMELESS}");
    let titles: Vec<String> = forms(&document).iter().map(|f| show(&f.title)).collect();
    assert_eq!(titles, ["甲项目自评表", "乙项目自评表"]);
}

#[test]
fn two_forms_in_one_table_are_two() {
    let document = format!("{}\n{}", small("道路养护"), small("桥梁检测"));
    assert_eq!(names(&document).len(), 2);
}

#[test]
fn a_form_may_stand_in_several_tables() {
    let form = form(
        "\
项目支出绩效自评表

| 项目名称 | 道路养护 |

| 资金 | 预算数 | 执行数 | 执行率 |
| 总额 | 100    | 90     | 90%    |

| 一级指标 | 三级指标 | 指标值 | 得分 |
| 产出     | 里程     | 100    | 98   |

| 总分 | < | 100 | 98 |",
    );
    assert_eq!(
        (show(&form.project_name), form.funds.len(), form.indicators.len()),
        ("道路养护".to_owned(), 1, 1)
    );
    assert_eq!(show(&form.total_score), "98");
    assert_eq!((form.first_page, form.last_page), (1, 4));
}

#[test]
fn other_tables_are_no_forms() {
    assert_eq!(
        forms("| 序号 | 单位 | 金额 |\n| 1 | 甲 | 100 |\n| 合计 | < | 100 |"),
        []
    );
    assert_eq!(forms("| 项目名称 | 预算数 | 备注 |\n| 道路养护 | 100 | |"), []);
    assert_eq!(forms("项目支出绩效自评表\n\n填报说明"), []);
}
