//! Forms over pages: heads that come again in other words, pages in another order, and forms side by side.

use super::{show, tables_to_forms};
use crate::form::model::Scope;
use crate::form::{Form, names_of_columns};
use crate::geometry::POINT;
use crate::pdf::Page;
use crate::pdf::drawing::drawing;
use crate::table::pages_to_tables_below_heads;
use crate::table::sketch::text_to_drawing;

/// The forms of pages, each drawn from its sketch.
fn forms(pages: &[&str]) -> Vec<Form> {
    let pages = pages.iter().zip(1..);
    let pages: Vec<Page> = pages
        .map(|(page, number)| text_to_drawing(page).numbered(number).page())
        .collect();
    tables_to_forms(&pages_to_tables_below_heads(&pages, names_of_columns))
}

/// Level, name, target, actual value, points and score of each indicator; then the points and the score of the total.
fn said(form: &Form) -> Vec<String> {
    let rows = form.indicators.iter().map(|row| {
        let fields = [
            &row.level1,
            &row.level3,
            &row.target,
            &row.actual,
            &row.weight,
            &row.score,
        ];
        fields.map(show).join(" ")
    });
    let total = [&form.total_weight, &form.total_score].map(show).join(" ");
    rows.chain([total]).collect()
}

/// Whether a field has a warning.
fn is_doubted(form: &Form, field: &str) -> bool {
    let field = Scope::named(field).unwrap();
    form.warnings.iter().any(|w| w.scope.covers(field))
}

const NAME: &str = "| 项目名称 | 道路养护 | < | < | < | < | < |\n";

const FIRST: &str = "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
| 产出指标 | 里程 | 100公里 | 98公里 | 20 | 19 | |
| ^ | 次数 | 8次 | 9次 | 20 | 20 | |";

const REST: &str = "\
| 效益指标 | 事故 | 5起 | 4起 | 30 | 28 | 增加 |
| 总分 | < | < | < | 70 | 67 | |";

/// What both pages say, under the same head.
const WHOLE: [&str; 4] = [
    "产出指标 里程 100公里 98公里 20 19",
    "↓产出指标 次数 8次 9次 20 20",
    "效益指标 事故 5起 4起 30 28",
    "70 67",
];

fn head(labels: &str) -> String {
    format!("{labels}\n{REST}")
}

#[test]
fn a_head_that_comes_again_in_other_words_is_no_rest_of_a_row() {
    for labels in [
        "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析 |",
        "| 一级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 自评得分 | 偏差原因 |",
        "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | |",
        "| 1 | 2 | 3 | 4 | 5 | 6 | 7 |",
        "| 栏次 | 1 | 2 | 3 | 4 | 5 | 6 |",
    ] {
        for names in ["", NAME] {
            let forms = forms(&[FIRST, &format!("{names}{}", head(labels))]);
            assert_eq!(forms.len(), 1, "{labels}");
            assert_eq!(said(&forms[0]), WHOLE, "{names}{labels}");
            assert_eq!(forms[0].warnings, [], "{names}{labels}");
        }
    }
    let in_two_languages = "| 一级指标L1 | 三级指标L3 | 年度指标值T | 实际完成值A | 分值W | 得分S | 偏差原因R |";
    let forms = forms(&[FIRST, &head(in_two_languages)]);
    assert_eq!(
        (said(&forms[0]), forms[0].warnings.len()),
        (WHOLE.map(str::to_owned).to_vec(), 0)
    );
}

#[test]
fn numbers_of_columns_below_the_first_head_are_no_indicator() {
    let (first, rows) = FIRST.split_once("\n| 产出").unwrap();
    let numbered = format!("{first}\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n| 产出{rows}");
    let forms = forms(&[&numbered, &head("| 1 | 2 | 3 | 4 | 5 | 6 | 7 |")]);
    assert_eq!(
        (said(&forms[0]), forms[0].warnings.len()),
        (WHOLE.map(str::to_owned).to_vec(), 0)
    );
}

#[test]
fn columns_that_change_places_are_read_by_the_head_above_them() {
    let second = "\
| 一级指标 | 三级指标 | 实际完成值 | 年度指标值 | 分值 | 得分 | 偏差原因分析 |
| 效益指标 | 事故 | 4起 | 5起 | 30 | 28 | 增加 |
| 总分 | < | < | < | 70 | 67 | |";
    for names in ["", NAME] {
        let forms = forms(&[FIRST, &format!("{names}{second}")]);
        assert_eq!(said(&forms[0]), WHOLE, "{names}");
        assert_eq!(forms[0].warnings, [], "{names}");
    }
}

#[test]
fn a_total_below_points_that_have_changed_places_is_doubted() {
    let second = "\
| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 | 分值 | 偏差原因分析 |
| 效益指标 | 事故 | 5起 | 4起 | 28 | 30 | 增加 |
| 总分 | < | < | < | 70 | 67 | |";
    let forms = forms(&[FIRST, second]);
    assert_eq!(said(&forms[0])[2], WHOLE[2]);
    assert!(is_doubted(&forms[0], "total_weight") && is_doubted(&forms[0], "total_score"));
    assert!(!is_doubted(&forms[0], "indicators[2].score"));
}

#[test]
fn a_head_that_nobody_knows_is_taken_for_the_one_in_its_place_and_doubted() {
    let labels = "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 考核计分数 | 偏差原因分析 |";
    let forms = forms(&[FIRST, &head(labels)]);
    assert_eq!(said(&forms[0]), WHOLE);
    assert!(is_doubted(&forms[0], "indicators[2].score") && is_doubted(&forms[0], "total_score"));
    assert!(!is_doubted(&forms[0], "indicators[1].score") && !is_doubted(&forms[0], "indicators[2].weight"));
}

#[test]
fn a_level_goes_on_below_a_head_that_comes_again() {
    let rows = "\
| | 时间 | 12月 | 11月 | 10 | 10 | |
| 总分 | < | < | < | 50 | 49 | |";
    let same = forms(&[
        FIRST,
        &format!("| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因 |\n{rows}"),
    ]);
    assert_eq!(said(&same[0])[2], "↓产出指标 时间 12月 11月 10 10");
    let swapped = forms(&[
        FIRST,
        &format!("| 一级指标 | 三级指标 | 实际完成值 | 年度指标值 | 分值 | 得分 | 偏差原因 |\n{rows}"),
    ]);
    assert_eq!(said(&swapped[0])[2], "↓产出指标 时间 11月 12月 10 10");
    assert!(is_doubted(&swapped[0], "indicators[2].level1"));
}

#[test]
fn the_points_of_a_row_may_stand_on_the_next_page() {
    let first = format!("{FIRST}\n| ^ | 时间 | 12月 | 11月 | | | 因雨 |");
    for (above, below) in [("", "10 "), ("10", "")] {
        let first = first.replace("| 11月 | |", &format!("| 11月 | {above} |"));
        let second = format!("| | | | | {below} | 9 | 延期 |\n{REST}");
        let forms = forms(&[&first, &second]);
        assert_eq!(said(&forms[0])[2], "↓产出指标 时间 12月 11月 10 9", "{above}");
        assert_eq!(show(&forms[0].indicators[2].deviation), "因雨延期");
        assert_eq!(forms[0].warnings, [], "{above}");
    }
    let unclear = forms(&[
        &first.replace("11月", "11"),
        &format!("| | 及时 | | | 10 | 9 | |\n{REST}"),
    ]);
    assert!(is_doubted(&unclear[0], "indicators"));
}

#[test]
fn pages_in_another_order_are_said() {
    let reversed = forms(&[REST, FIRST]);
    assert_eq!(reversed.len(), 1);
    assert!(is_doubted(&reversed[0], "indicators") && is_doubted(&reversed[0], "total_score"));
    let middle = "| 产出指标 | 时间 | 12月 | 11月 | 10 | 10 | |\n| ^ | 成本 | 3元 | 3元 | 10 | 10 | |";
    let shuffled = forms(&[middle, FIRST, REST]);
    assert!(is_doubted(&shuffled[0], "indicators"));
    let whole = forms(&[FIRST, middle, REST]);
    assert_eq!(whole[0].warnings, []);
    // A table with other columns in front of a form is none of its pages.
    let other = forms(&[
        "| 201 | 一般公共服务 | 79.12 | 79.12 |\n| 208 | 社会保障 | 241.28 | 241.28 |",
        FIRST,
    ]);
    assert!(!is_doubted(&other[0], "indicators"));
}

#[test]
fn pages_of_two_forms_in_turns_are_said_of_both() {
    let (second, rest) = (FIRST.replace("道路", "桥梁"), REST.replace("67", "66"));
    let in_turns = forms(&[FIRST, &second, REST, &rest]);
    assert_eq!(in_turns.len(), 2);
    for form in &in_turns {
        assert!(is_doubted(form, "indicators") && is_doubted(form, "total_score"));
    }
    let in_order = forms(&[FIRST, REST, &second, &rest]);
    assert_eq!(
        in_order.iter().map(|form| form.warnings.len()).collect::<Vec<_>>(),
        [0, 0]
    );
}

#[test]
fn forms_that_share_a_border_are_read_one_by_one() {
    let rows = |name: &str, score: &str| {
        format!(
            "\
| 项目名称 | {name} | < | < |
| 主管部门 | 交通局 | < | < |
| 一级指标 | 三级指标 | 指标值 | 得分 |
| 产出指标 | 里程 | 100公里 | {score} |
| 满意度指标 | 群众 | 90% | 10 |
| 总分 | < | < | {score} |"
        )
    };
    let (left, right) = (rows("道路养护", "19"), rows("桥梁检测", "18"));
    let beside = |left: &str, right: &str| -> String {
        let lines = left.lines().zip(right.lines());
        let rows = lines.map(|(left, right)| format!("{left}{}", right.trim_start_matches('|')));
        rows.collect::<Vec<_>>().join("\n")
    };
    let both = beside(&left, &right);
    let read = |sketch: &str| -> Vec<(String, String)> {
        let mut page = text_to_drawing(sketch).page();
        page.width = 1000 * POINT;
        let forms = tables_to_forms(&pages_to_tables_below_heads(&[page], names_of_columns));
        assert!(forms.iter().all(|form| form.warnings.is_empty()), "{forms:?}");
        forms
            .iter()
            .map(|f| (show(&f.project_name), show(&f.total_score)))
            .collect()
    };
    let [road, bridge] =
        [("道路养护", "19"), ("桥梁检测", "18")].map(|(name, score)| (name.to_owned(), score.to_owned()));
    assert_eq!(read(&both), [road.clone(), bridge.clone()]);
    assert_eq!(read(&beside(&both, &left)), [road.clone(), bridge, road]);
}

#[test]
fn a_second_set_of_heads_is_said() {
    let form = &forms(&["\
| 项目名称 | 道路养护 | < | < | < | < | < | < |
| 三级指标 | 指标值 | 完成值 | 得分 | 三级指标 | 指标值 | 完成值 | 得分 |
| 里程 | 100公里 | 98公里 | 19 | 事故 | 5起 | 4起 | 28 |
| 总分 | < | < | < | < | < | < | 47 |"])[0];
    assert!(is_doubted(form, "indicators") && is_doubted(form, "total_score"));
}

#[test]
fn rows_on_the_next_page_that_no_table_holds_are_said() {
    let mut second = drawing().numbered(2);
    for (row, texts) in (0..).zip([
        ["效益指标", "事故", "5起", "4起", "30", "28"],
        ["满意度", "群众", "9成", "9成", "10", "9"],
    ]) {
        for (column, text) in (0..).zip(texts) {
            second = second.text(42 + column * 64, 60 + row * 24, 8, text);
        }
    }
    let pages = [text_to_drawing(FIRST).numbered(1).page(), second.page()];
    let forms = tables_to_forms(&pages_to_tables_below_heads(&pages, names_of_columns));
    assert!(is_doubted(&forms[0], "indicators"), "{:?}", forms[0].warnings);
}

#[test]
fn the_rest_of_a_label_below_a_break_is_no_label_of_its_own() {
    let rows = "\
| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
| 产出指标 | 里程 | 100公里 | 98公里 | 20 | 19 | |";
    for (label, rest) in [("年度", "绩效目标"), ("年度总体目标", "完成情况")] {
        let first = format!("{NAME}| {label} | 预期目标 | < | < | 实际完成情况 | < | < |");
        let second = format!("| {rest} | 养护三百公里 | < | < | 养护二百公里 | < | < |\n{rows}");
        let forms = forms(&[&first, &second]);
        assert_eq!(forms.len(), 1);
        let goals = [&forms[0].expected_goal, &forms[0].actual_result].map(show);
        assert_eq!(goals, ["养护三百公里", "养护二百公里"], "{label} {rest}");
    }
}
