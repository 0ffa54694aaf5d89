//! What may have been misread says so beside its field.

use super::form;
use crate::form::tables_to_forms;
use crate::pdf::drawing::Drawing;
use crate::table::pages_to_tables;
use crate::table::sketch::text_to_drawing;

/// Field and kind of each warning of the form on a page.
fn warnings(page: Drawing) -> Vec<(String, &'static str)> {
    let forms = tables_to_forms(&pages_to_tables(&[page.page()]));
    forms[0]
        .warnings
        .iter()
        .map(|w| (w.scope.to_string(), w.kind.id()))
        .collect()
}

const FORM: &str = "\
| 项目名称 | 道路养护 | <      | <    |
| 一级指标 | 三级指标 | 指标值 | 得分 |
| 产出     | 里程     | 10     | 9.8  |
| 总分     | <        | <      | 98   |";

#[test]
fn a_clean_form_has_no_warnings() {
    assert_eq!(warnings(text_to_drawing(FORM)), []);
}

#[test]
fn a_glyph_without_a_character_is_a_doubt_about_its_field() {
    let page = text_to_drawing(&FORM.replace("9.8 ", "9.� "));
    assert_eq!(warnings(page), [("indicators[0].score".to_owned(), "unmapped-glyph")]);
}

#[test]
fn a_private_use_character_is_a_doubt_about_its_field() {
    let page = text_to_drawing(&FORM.replace("道路养护", "道路\u{e000}护"));
    assert_eq!(warnings(page), [("project_name".to_owned(), "doubtful-glyph")]);
}

#[test]
fn a_figure_that_runs_over_its_cell_is_a_doubt_about_its_field() {
    let page = text_to_drawing(&FORM.replace("98 ", "   ")).text(220, 120, 8, "98.123456");
    assert_eq!(warnings(page), [("total_score".to_owned(), "overlapping-text")]);
}

#[test]
fn a_doubt_about_a_placeholder_is_none_about_a_later_indicator() {
    let form = form(&FORM.replace("| 总分", "| 产出 | 指标2：� | 1� | 1 |\n| 总分"));
    assert_eq!(form.indicators.len(), 2);
    assert_eq!(
        form.warnings.iter().map(|w| w.scope.to_string()).collect::<Vec<_>>(),
        ["indicators[1].level3", "indicators[1].target"]
    );
}

#[test]
fn a_label_with_an_unknown_character_is_a_doubt_about_what_it_names() {
    let of_column = warnings(text_to_drawing(&FORM.replace("指标值", "指标�")));
    assert_eq!(of_column[0], ("indicators".to_owned(), "not-understood"));
    let of_grade = warnings(text_to_drawing(&format!("{FORM}\n| 评分等� | 优 | < | < |")));
    assert!(
        of_grade.contains(&("grade".to_owned(), "not-understood")),
        "{of_grade:?}"
    );
}
