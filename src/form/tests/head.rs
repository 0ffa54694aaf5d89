//! Title, year, unit of amounts, and the values beside the labels of the head.

use super::{form, show};
use crate::form::Form;

/// A form with these rows of four columns above its indicators, and these lines above its table.
fn with_head(lines: &str, rows: &str) -> Form {
    form(&format!(
        "{lines}\n{rows}\n| 一级指标 | 三级指标 | 指标值 | 得分 |\n| 产出 | 里程 | 10 | 9 |\n| 总分 | < | < | 98 |"
    ))
}

fn names(rows: &str) -> [String; 3] {
    let form = with_head("", rows);
    [&form.project_name, &form.department, &form.unit].map(show)
}

#[test]
fn a_value_stands_beside_its_label() {
    let head = "\
| 项目名称 | 道路养护 | <        | <        |
| 主管部门 | 市交通局 | 实施单位 | 养护中心 |";
    assert_eq!(names(head), ["道路养护", "市交通局", "养护中心"]);
}

#[test]
fn labels_have_synonyms_spaces_brackets_and_colons() {
    let head = "\
| 专项名称：       | 道路养护 | <             | <        |
| 预算主管部门(章) | 市交通局 | 项 目 单 位 ： | 养护中心 |";
    assert_eq!(names(head), ["道路养护", "市交通局", "养护中心"]);
}

#[test]
fn a_value_stands_behind_the_colon_of_its_label() {
    let head = "\
| 项目名称：道路养护 | <                  | <        | < |
| 主管部门:市交通局  | 实施单位：养护中心 | 联系人：  | 王 |";
    assert_eq!(names(head), ["道路养护", "市交通局", "养护中心"]);
}

#[test]
fn a_colon_in_the_value_is_part_of_it() {
    let head = "| 项目名称 | 民生工程：道路养护 | < | < |";
    assert_eq!(names(head)[0], "民生工程：道路养护");
}

#[test]
fn a_blank_value_is_blank_and_a_missing_label_absent() {
    let head = "\
| 项目名称 |   | <        | < |
| 主管部门 |   | 联系电话 |   |";
    assert_eq!(names(head), ["", "", "×"]);
}

#[test]
fn a_label_beside_a_label_is_not_its_value() {
    assert_eq!(names("| 项目名称 | 项目负责人 | 王 | < |")[0], "×");
}

#[test]
fn of_several_departments_the_one_nearest_to_the_unit_counts_and_the_others_are_kept() {
    let departments = |rows: &str| {
        let form = with_head("", &format!("| 项目名称 | 道路养护 | < | < |\n{rows}"));
        (show(&form.department), form.other_departments.join("|"))
    };
    for (rows, nearest, others) in [
        (
            "| 中央主管部门 | 交通部 | 地方主管部门 | 省交通厅 |",
            "省交通厅",
            "交通部",
        ),
        (
            "| 市县主管部门 | 县交通局 | 省级主管部门 | 省交通厅 |",
            "县交通局",
            "省交通厅",
        ),
        (
            "| 中央主管部门 | 交通部 | < | < |\n| 市县主管部门 | | < | < |\n| 省级主管部门 | 省交通厅 | < | < |",
            "省交通厅",
            "交通部",
        ),
        (
            "| 中央主管部门：交通部 地方主管部门：县交通局 | < | < | < |",
            "县交通局",
            "交通部",
        ),
        (
            "| 主管部门 | 县交通局 | 上级主管部门 | 省交通厅 |",
            "县交通局",
            "省交通厅",
        ),
        (
            "| 主管部门 | 国家发展改革委、财政部 | < | < |",
            "财政部",
            "国家发展改革委",
        ),
        ("| 主管部门 | 县文化、旅游局 | < | < |", "县文化、旅游局", ""),
        ("| 主管部门 | | 实施单位 | 养护站 |", "", ""),
    ] {
        assert_eq!(departments(rows), (nearest.to_owned(), others.to_owned()), "{rows}");
    }
}

/// Title, year and unit of a form with these lines above its table.
fn heading(lines: &str) -> [String; 3] {
    let form = with_head(lines, "| 项目名称 | 道路养护 | < | < |");
    [&form.title, &form.year, &form.amount_unit].map(show)
}

#[test]
fn the_heading_names_title_year_and_unit() {
    let lines = "附件2\n财政项目支出绩效自评表\n（2023年度）\n单位：万元";
    assert_eq!(heading(lines), ["财政项目支出绩效自评表", "2023", "万元"]);
}

#[test]
fn a_year_in_brackets_is_no_part_of_the_title() {
    assert_eq!(
        heading("项目支出绩效自评表（2023年度）"),
        ["项目支出绩效自评表", "2023", "×"]
    );
}

#[test]
fn a_year_in_the_title_is_part_of_it() {
    assert_eq!(
        heading("2023年度项目支出绩效自评表"),
        ["2023年度项目支出绩效自评表", "2023", "×"]
    );
}

#[test]
fn where_no_title_says_that_it_is_a_self_evaluation_what_stands_over_the_form_is_its_title() {
    for (lines, title) in [
        ("项目绩效目标完成情况表\n（2020年度）", "项目绩效目标完成情况表"),
        (
            "某县2020年度项目支出绩效自评报告\n一、项目基本情况",
            "某县2020年度项目支出绩效自评报告",
        ),
        ("项目支出绩效自评表\n收入决算表", "项目支出绩效自评表"),
        ("本报告所称自评，详见《绩效自评报告》，并附表。", "×"),
    ] {
        assert_eq!(heading(lines)[0], title, "{lines}");
    }
}

#[test]
fn a_full_width_year_and_unit_are_read() {
    assert_eq!(
        heading("项目支出绩效自评表\n（２０２３年度）\n（金额单位：元）")[1..],
        ["2023", "元"]
    );
}

#[test]
fn a_year_with_spaces_in_it_is_read() {
    assert_eq!(heading("项目支出绩效自评表\n（ 202 3 年度）")[1], "2023");
}

#[test]
fn a_place_for_the_year_without_one_is_a_blank_year() {
    for blank in ["（    年度）", "(  年)", "（____年度）", "年度"] {
        assert_eq!(heading(&format!("项目支出绩效自评表\n{blank}"))[1], "", "{blank}");
    }
    assert_eq!(heading("项目支出绩效自评表")[1], "×", "no place for it at all");
}

#[test]
fn title_and_year_may_stand_in_the_table() {
    let form = with_head(
        "",
        "| 项目支出绩效自评表 | < | < | < |\n| （2022年度） | < | < | < |\n| 项目名称 | 道路养护 | < | < |",
    );
    assert_eq!([&form.title, &form.year].map(show), ["项目支出绩效自评表", "2022"]);
}

#[test]
fn of_two_years_the_year_of_account_counts() {
    for lines in [
        "2022年度项目支出绩效自评表\n填报日期：2023年7月20日",
        "项目支出绩效自评表\n（2022年度）\n2023年3月1日",
        "2023年部门预算\n2022年度项目支出绩效自评表",
        "项目支出绩效自评表\n（2022年度）\n填报时间：2023年",
    ] {
        assert_eq!(heading(lines)[1], "2022", "{lines}");
    }
}

#[test]
fn the_year_may_stand_beside_its_label() {
    let form = with_head("项目支出绩效自评表", "| 项目名称 | 道路养护 | 评价年度 | 2022年 |");
    assert_eq!(show(&form.year), "2022");
}

#[test]
fn local_departments_and_units_count_where_no_other_is_named() {
    let head = "\
| 转移支付名称 | 道路养护 | <        | <      |
| 地方主管部门 | 省交通厅 | 单位名称 | 养护局 |";
    assert_eq!(names(head), ["道路养护", "省交通厅", "养护局"]);
}

#[test]
fn names_above_the_table_count_where_it_has_none() {
    let form = form(
        "项目支出绩效自评表\n主管部门：水务局 填报单位：信息中心 单位：万元\n\n| 项目名称 | 道路养护 | < | < | < |\n| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 |\n| ^ | 总额 | 100 | 90 | 90% |",
    );
    assert_eq!(
        [&form.project_name, &form.department, &form.unit].map(show),
        ["道路养护", "水务局", "信息中心"]
    );
}

#[test]
fn a_fund_row_may_name_the_unit() {
    let form = form(
        "| 项目名称 | 道路养护 | < | < |\n| 预算执行情况 | 项目 | 全年预算数 | 全年执行数 |\n| ^ | 金额（万元） | 90 | 81 |",
    );
    assert_eq!(show(&form.amount_unit), "万元");
}

#[test]
fn values_may_stand_below_a_row_of_labels() {
    let form = form(&format!(
        "\
| 项目名称 | < | < | < | < | < |
| 道路养护 | < | < | < | < | < |
| 主管部门 | < | < | 实施单位 | < | < |
| 交通局 | < | < | 养护中心 | < | < |
{BLOCKS}"
    ));
    assert_eq!(
        [&form.project_name, &form.department, &form.unit].map(show),
        ["道路养护", "交通局", "养护中心"]
    );
    assert_eq!(form.warnings, []);
}

#[test]
fn a_row_of_labels_may_have_a_strange_word_and_a_label_of_its_block() {
    let form = form(&format!(
        "\
| 基本情况 | 项目名称 | 主管部门 | 实施单位 | 经办 | < |
| ^ | 道路养护 | 交通局 | 养护中心 | 王某 | < |
{BLOCKS}"
    ));
    assert_eq!(
        [&form.project_name, &form.department, &form.unit].map(show),
        ["道路养护", "交通局", "养护中心"]
    );
}

#[test]
fn words_left_over_around_the_label_of_a_blank_name_may_be_it() {
    let doubted = |head: &str| {
        let form = form(&format!("{head}\n{BLOCKS}"));
        let fields: Vec<String> = form.warnings.into_iter().map(|w| w.scope.to_string()).collect();
        fields.join(" ")
    };
    // Below, between other borders; behind a blank cell; and more of a name in a row of its own.
    assert_eq!(
        doubted(
            "| 项目名称 | 道路养护 | < | < | < | < |\n| 主管部门 | < | 实施单位 | < | < | < |\n| 交通局 | < | < | 养护中心 | < | < |"
        ),
        "department unit"
    );
    assert_eq!(doubted("| 项目名称 | | 道路养护 | < | < | < |"), "project_name");
    assert_eq!(
        doubted("| 项目名称 | 道路养护 | < | < | < | < |\n| ^ | 二期 | < | < | < | < |"),
        "project_name"
    );
    assert_eq!(
        doubted("| 项目名称 | | < | < | < | < |\n| 主管部门 | | < | < | < | < |"),
        ""
    );
}

/// The rest of a form of six columns.
const BLOCKS: &str = "\
| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | 总额 | 100 | 90 | 90% | 9 |
| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出 | 里程 | 350 | 360 | 90 | 89 |
| 总分 | < | < | < | 100 | 98 |";
