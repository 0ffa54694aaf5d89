//! Where a form begins and ends in a document.

use super::{Form, form, forms, show, tables_to_forms};
use crate::form::model::Scope;
use crate::form::{Seems, tables_to_found};
use crate::table::pages_to_tables;
use crate::table::sketch::{text_to_drawing, text_to_tables};

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

/// The first page of a form, which has no total yet.
const FIRST_PAGE: &str = "\
项目支出绩效自评表

| 项目名称 | 道路养护 | < | < |
| 实施单位 | 养护中心 | < | < |
| 一级指标 | 三级指标 | 指标值 | 得分 |
| 产出指标 | 里程 | 100 | 50 |
| ^ | 次数 | 8 | 20 |";

#[test]
fn a_page_that_begins_with_the_head_again_goes_on() {
    let second = "\
| 项目名称 | 道路养护 | < | < |
| 实施单位 | 养护中心 | < | < |
| 一级指标 | 三级指标 | 指标值 | 得分 |
| | 时间 | 12 | 10 |
| 总分 | < | < | 80 |";
    for title in ["", "项目支出绩效自评表\n\n", "项目支出绩效自评表（续表）\n\n"] {
        let form = form(&format!("{FIRST_PAGE}\n\n{title}{second}"));
        let levels: Vec<String> = form.indicators.iter().map(|row| show(&row.level1)).collect();
        assert_eq!(levels, ["产出指标", "↓产出指标", "↓产出指标"], "{title}");
        assert_eq!(
            (form.first_page, form.last_page, show(&form.total_score)),
            (1, 2, "80".to_owned())
        );
        assert_eq!(show(&form.title), "项目支出绩效自评表");
    }
}

#[test]
fn a_grade_below_the_head_again_belongs_to_the_form_whose_total_is_printed() {
    let form = form(&format!(
        "{FIRST_PAGE}\n| 总分 | < | < | 70 |\n\n| 项目名称 | 道路养护 | < | < |\n| 实施单位 | 养护中心 | < | < |\n| 评分等级 | 中 | < | < |"
    ));
    assert_eq!((form.indicators.len(), show(&form.grade)), (2, "中".to_owned()));
}

#[test]
fn the_head_again_below_a_total_or_with_another_unit_begins_a_form() {
    let again = FIRST_PAGE.replace("项目支出绩效自评表\n\n", "");
    assert_eq!(
        forms(&format!("{FIRST_PAGE}\n| 总分 | < | < | 70 |\n\n{again}")).len(),
        2
    );
    assert_eq!(
        forms(&format!("{FIRST_PAGE}\n\n{}", again.replace("养护中心", "路政队"))).len(),
        2
    );
    // The first row comes again: the same form is filed twice.
    assert_eq!(forms(&format!("{FIRST_PAGE}\n\n{again}")).len(), 2);
}

#[test]
fn a_table_without_a_title_behind_the_total_is_no_part_of_the_form_and_is_said() {
    let account = "| 201 | 一般公共服务支出 | 79.12 | 79.12 |\n| 208 | 社会保障支出 | 241.28 | 241.28 |";
    let document = form(&format!("{FIRST_PAGE}\n| 总分 | < | < | 70 |\n\n{account}"));
    assert_eq!(document.indicators.len(), 2);
    assert!(
        document.warnings.iter().any(|w| w.scope == Scope::Form),
        "{:?}",
        document.warnings
    );
    let titled = form(&format!(
        "{FIRST_PAGE}\n| 总分 | < | < | 70 |\n\n支出决算表\n\n{account}"
    ));
    assert!(
        titled.warnings.iter().all(|w| w.scope != Scope::Form),
        "{:?}",
        titled.warnings
    );
}

#[test]
fn a_scored_table_with_a_total_of_its_own_behind_a_form_is_no_second_one() {
    let document = format!("项目支出绩效自评表\n\n{}\n\n{NAMELESS}", small("道路养护"));
    let forms = forms(&document);
    assert_eq!(forms.len(), 1, "{forms:?}");
    assert!(
        forms[0].warnings.iter().any(|warning| warning.scope == Scope::Form),
        "{:?}",
        forms[0].warnings
    );
    assert_eq!(names(&document.replace(NAMELESS, &small("桥梁检测"))).len(), 2);
}

#[test]
fn grades_notes_and_signatures_below_the_total_belong_to_the_form() {
    let form = form(&format!(
        "{FIRST_PAGE}\n| 总分 | < | < | 70 |\n\n| 评分等级 | 中 |\n| 备注 | 无 |\n| 填报人 | 张三 |"
    ));
    assert_eq!(show(&form.grade), "中");
    assert!(
        form.warnings.iter().all(|w| w.scope != Scope::Form),
        "{:?}",
        form.warnings
    );
}

#[test]
fn tables_that_look_like_forms_are_named() {
    let seems: Vec<Seems> = NEIGHBOURS
        .iter()
        .flat_map(|neighbour| tables_to_found(&text_to_tables(neighbour)).lookalikes)
        .map(|lookalike| lookalike.seems)
        .collect();
    assert_eq!(
        seems,
        [
            Seems::Declaration,
            Seems::Declaration,
            Seems::Monitoring,
            Seems::ByOthers,
            Seems::ByOthers
        ]
    );
    assert_eq!(tables_to_found(&text_to_tables(&form_of(1))).lookalikes, []);
}

/// What stands beside forms in an archive: tables that have their words, and are none.
const NEIGHBOURS: [&str; 10] = [
    "\
项目支出绩效目标申报表
（2023年度）

| 项目名称 | 桥梁检测 | < | < | < | < |
| 主管部门 | 交通局 | < | 实施单位 | 检测中心 | < |
| 项目资金（万元） | 年度资金总额 | < | 200 | < | < |
| 总体目标 | 检测桥梁100座 | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值 | 备注 |
| 产出指标 | 数量指标 | 检测数量 | ≥100座 | 50 | |
| 效益指标 | 社会效益指标 | 安全 | 提高 | 40 | |",
    "\
部门预算项目绩效目标表
| 单位名称 | 项目名称 | 预算数 | 一级指标 | 三级指标 | 指标值 |
| 交通局 | 道路养护 | 100.00 | 产出指标 | 里程 | 100 |
| ^ | 桥梁检测 | 20.00 | 产出指标 | 座数 | 12 |",
    "\
收入支出决算总表
部门：交通局 公开01表 金额单位：万元
| 项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |
| 一般公共预算财政拨款收入 | 1 | 8,360.24 | 一般公共服务支出 | 31 | 79.12 |
| 本年收入合计 | 27 | 8,360.24 | 本年支出合计 | 57 | 8,360.24 |
| 总计 | 30 | 8,360.24 | 总计 | 60 | 8,360.24 |
注：本表反映部门本年度的总收支和年末结转结余情况。",
    "\
财政拨款收入支出决算表
| 项目 | 预算数 | 决算数 | 完成率 |
| 基本支出 | 800.00 | 790.10 | 98.76% |
| 合计 | 800.00 | 790.10 | 98.76% |",
    "\
项目支出绩效运行监控表
| 项目名称 | 道路养护 | < | < | < | < |
| 主管部门 | 交通局 | < | 实施单位 | 养护中心 | < |
| 项目资金（万元） | | 年初预算数 | 全年预算数 | 1—9月执行数 | 执行率 |
| ^ | 年度资金总额 | 100 | 100 | 70 | 70% |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1—9月执行情况 | 全年预计完成情况 |
| 产出指标 | 数量指标 | 里程 | ≥100 | 70 | 100 |",
    "\
项目支出绩效评价评分表
| 一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准 | 得分 |
| 决策 | 立项 | 依据充分 | 20 | 酌情扣分 | 18 |
| 过程 | 管理 | 制度健全 | 80 | 酌情扣分 | 75 |
| 总分 | < | < | 100 | | 93 |",
    "\
2023年度项目支出绩效自评情况汇总表
| 序号 | 项目名称 | 主管部门 | 全年预算数 | 全年执行数 | 自评得分 |
| 1 | 道路养护 | 交通局 | 100 | 98 | 98.5 |
| 2 | 桥梁检测 | 交通局 | 20 | 20 | 100 |
| 合计 | < | < | 120 | 118 | |",
    "\
工作人员年度考核表
| 姓名 | 张三 | 部门 | 养护科 |
| 考核内容 | 指标值 | 实际完成值 | 得分 |
| 出勤 | 250天 | 249天 | 49 |
| 合计 | < | < | 97 |",
    "\
三、绩效自评工作开展情况
根据预算绩效管理要求，我部门组织对2023年度项目支出全面开展绩效自评，共涉及资金120万元。
| 资金来源 | 全年预算数 | 全年执行数 | 执行率 |
| 中央资金 | 100 | 98 | 98% |
| 合计 | 100 | 98 | 98% |
上述资金全部按规定使用，未发现挤占、截留、挪用等问题，执行情况良好。",
    "\
政府采购支出情况表
| 采购项目名称 | 采购方式 | 预算金额 | 合同金额 | 供应商 |
| 养护材料 | 公开招标 | 50.00 | 48.20 | 某公司 |",
];

/// A form of six columns, as it stands in archives.
fn form_of(number: usize) -> String {
    format!(
        "\
项目支出绩效自评表
（2023年度）

| 项目名称 | 项目{number} | < | < | < | < |
| 主管部门 | 交通局 | < | 实施单位 | 养护中心 | < |
| 项目资金（万元） | | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | 年度资金总额 | 100 | {number} | {number}% | 9 |
| 年度总体目标 | 预期目标 | < | 实际完成情况 | < | < |
| ^ | 养护 | < | 完成 | < | < |
| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 里程 | ≥{number}公里 | {number}公里 | 50 | 50 |
| 效益指标 | 通行 | 提高 | 提高 | 40 | 40 |
| 总分 | < | < | < | 100 | 99 |"
    )
}

/// The same, with its title in the first row of the table.
fn with_title_inside(neighbour: &str) -> String {
    let (title, rest) = neighbour.split_once('\n').unwrap();
    let columns = rest
        .lines()
        .find(|line| line.starts_with('|'))
        .unwrap()
        .matches('|')
        .count()
        - 1;
    let table = rest.find('|').unwrap();
    let (above, rows) = rest.split_at(table);
    format!("{above}\n| {title} |{}\n{rows}", " < |".repeat(columns - 1))
}

#[test]
fn forms_among_neighbours_in_any_order_are_found_and_no_others() {
    let mut state = 20_260_101_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    // The last one is as long as the accounts of a whole county.
    for pages in [80, 80, 80, 80, 80, 500] {
        let (mut parts, mut wanted) = (Vec::new(), Vec::new());
        for number in 1..=pages {
            if next(2) == 0 {
                let form = form_of(number);
                let untitled = form.split_once("\n\n").unwrap().1;
                // Many forms stand below no title of their own.
                parts.push(if next(4) == 0 { untitled.to_owned() } else { form });
                wanted.push((format!("项目{number}"), format!("{number}"), 2, "99".to_owned()));
            } else {
                let neighbour = NEIGHBOURS[next(NEIGHBOURS.len())];
                // A listing has a form in each of its rows.
                if neighbour.contains("自评得分") {
                    let listed = [("道路养护", "98", "98.5"), ("桥梁检测", "20", "100")];
                    wanted
                        .extend(listed.map(|(name, executed, score)| (name.into(), executed.into(), 0, score.into())));
                }
                parts.push(if next(3) == 0 {
                    with_title_inside(neighbour)
                } else {
                    neighbour.to_owned()
                });
            }
        }
        let said = |forms: &[Form]| -> Vec<(String, String, usize, String)> {
            let told = forms.iter().map(|f| {
                let executed = f.funds.first().map(|fund| show(&fund.executed)).unwrap_or_default();
                (
                    show(&f.project_name),
                    executed,
                    f.indicators.len(),
                    show(&f.total_score),
                )
            });
            told.collect()
        };
        assert_eq!(said(&forms(&parts.join("\n\n"))), wanted, "as tables");
        let pages = parts
            .iter()
            .zip(1..)
            .map(|(part, number)| text_to_drawing(part).numbered(number).page());
        let tables = pages_to_tables(&pages.collect::<Vec<_>>());
        assert_eq!(said(&tables_to_forms(&tables)), wanted, "as pages");
    }
}
