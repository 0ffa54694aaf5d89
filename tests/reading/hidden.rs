//! Text that the page does not show: a finding where it says something else than what is shown in the same cell.

use crate::paper::form::{Form, cell, form, show};
use crate::{findings, only_form, text, warnings};

/// A text in a field's cell, where its own text stands, set after these operators.
fn over(field: &str, operators: &str, text: &str) -> String {
    let (x, y, ..) = cell(field);
    format!("q BT {operators} /F 8 Tf {} {} Td {} ET Q\n", x + 3, y + 8, show(text))
}

fn found(form: &Form) -> Vec<[String; 4]> {
    let read = only_form(form.pdf());
    assert_eq!(warnings(&read), [], "what is shown is not in doubt");
    findings(&read)
        .into_iter()
        .map(|finding| finding.map(str::to_owned))
        .collect()
}

const EXECUTED: [&str; 4] = ["hidden-text", "funds[0].executed", "98.00", "86.00"];

#[test]
fn text_without_paint_and_in_the_colour_of_the_paper() {
    for operators in ["3 Tr", "1 g"] {
        let hidden = over("funds[0].executed", operators, "86.00");
        assert_eq!(found(&form().behind(&hidden)), [EXECUTED], "{operators}");
    }
}

#[test]
fn text_under_a_box_or_a_picture() {
    let (x, y, ..) = cell("funds[0].executed");
    let covers = [
        format!("1 g {} {} 60 20 re f 0 g", x + 2, y + 2),
        format!(
            "q 60 0 0 20 {} {} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{7f} EI Q",
            x + 2,
            y + 2
        ),
    ];
    for cover in covers {
        let before = over("funds[0].executed", "0 g", "86.00") + &cover;
        assert_eq!(found(&form().before(&before)), [EXECUTED], "{cover}");
    }
}

#[test]
fn text_behind_a_clip_and_in_a_layer_that_is_off() {
    let clipped = format!("q 0 0 10 10 re W n {} Q", over("funds[0].executed", "0 g", "86.00"));
    assert_eq!(found(&form().behind(&clipped)), [EXECUTED]);
    let layered = format!("/OC /L BDC {} EMC", over("funds[0].executed", "0 g", "86.00"));
    let layer = form()
        .behind(&layered)
        .resources("/Properties << /L 10 0 R >>")
        .catalog("/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>")
        .object("<< /Type /OCG /Name (draft) >>");
    assert_eq!(found(&layer), [EXECUTED]);
}

#[test]
fn a_figure_that_is_cut_off_shows_less_than_it_is() {
    let (x, y, ..) = cell("funds[0].executed");
    // 98.00 with its last two digits behind a clip: a person reads 98.
    let operators = format!(
        "ET q {x} {y} 16 24 re W n BT /F 8 Tf {} {} Td {} ET Q BT",
        x + 3,
        y + 8,
        show("98.00")
    );
    let read = only_form(form().operators("funds[0].executed", &operators).pdf());
    assert_eq!(findings(&read)[0], ["hidden-text", "funds[0].executed", "98.", "00"]);
    let doubts = ["overlapping-text", "not-understood"];
    assert_eq!(warnings(&read), doubts.map(|kind| (kind, "funds[0].executed")));
}

#[test]
fn hidden_text_in_a_blank_cell_stands_alone() {
    let hidden = over("indicators[0].deviation", "3 Tr", "因雨季延误");
    let found = found(&form().behind(&hidden));
    assert_eq!(found, [["hidden-text", "indicators[0].deviation", "", "因雨季延误"]]);
}

#[test]
fn a_cell_that_hides_something_is_not_called_blank() {
    let blank = || form().text("total_score", "");
    assert_eq!(
        findings(&only_form(blank().pdf())),
        [["missing-field", "total_score", "", ""]]
    );
    let hidden = over("total_score", "3 Tr", "98.00");
    assert_eq!(
        findings(&only_form(blank().behind(&hidden).pdf())),
        [["hidden-text", "total_score", "", "98.00"]]
    );
}

#[test]
fn a_copy_of_what_is_shown_is_nothing() {
    let same = over("funds[0].executed", "3 Tr", "98.00");
    assert_eq!(found(&form().behind(&same)), Vec::<[String; 4]>::new());
    // Set wider and with a separator, as a search layer or a field's own value is.
    let other = over("funds[0].executed", "3 Tr 2 Tc", "98.0");
    assert_eq!(found(&form().behind(&other)), Vec::<[String; 4]>::new());
    let sentence = over("expected_goal", "3 Tr 1 Tc", "养护道路");
    assert_eq!(found(&form().behind(&sentence)), Vec::<[String; 4]>::new());
}

#[test]
fn a_part_of_a_figure_is_another_figure() {
    let hidden = over("funds[0].executed", "3 Tr 3 Tc", "8.00");
    assert_eq!(
        found(&form().behind(&hidden)),
        [["hidden-text", "funds[0].executed", "98.00", "8.00"]]
    );
}

#[test]
fn a_layer_with_the_whole_page_beside_itself_is_a_copy() {
    let plain = form().objects()[3].clone();
    let content = plain
        .split("stream\n")
        .nth(1)
        .unwrap()
        .split("\nendstream")
        .next()
        .unwrap();
    let moved = format!("/OC /L BDC q 1 0 0 1 7 -11 cm {content} Q EMC");
    let copied = form()
        .behind(&moved)
        .resources("/Properties << /L 10 0 R >>")
        .catalog("/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>")
        .object("<< /Type /OCG /Name (draft) >>");
    assert_eq!(found(&copied), Vec::<[String; 4]>::new());
}

#[test]
fn watermarks_and_what_lies_in_no_fields_cell_are_nothing() {
    let watermark = "BT 1 g /F 8 Tf 0.7 0.7 -0.7 0.7 300 200 Tm <5185 90E8 8D44 6599> Tj ET \
                     BT 1 g /F 60 Tf 60 200 Td <5185 90E8 8D44 6599> Tj ET";
    let label = over("funds[0].item", "3 Tr", "年度资金总额");
    let outside = "BT 3 Tr /F 8 Tf 40 20 Td <004D 0061 0064 0065> Tj ET";
    let read = only_form(form().behind(watermark).behind(&label).behind(outside).pdf());
    assert_eq!(findings(&read), Vec::<[&str; 4]>::new());
}

#[test]
fn the_reason_is_said_in_both_languages() {
    let read = only_form(form().behind(&over("total_score", "3 Tr", "88.80")).pdf());
    assert_eq!(text(&read.form, "total_score"), "99.80");
    let explanation = &read.findings[0].explanation;
    assert!(
        explanation.zh.contains("88.80") && explanation.zh.contains("不着色"),
        "{}",
        explanation.zh
    );
    assert!(
        explanation.en.contains("88.80") && explanation.en.contains("without paint"),
        "{}",
        explanation.en
    );
}

#[test]
fn hidden_text_of_characters_that_the_file_does_not_know_contradicts_nothing() {
    let hidden = over("funds[0].executed", "3 Tr", "8\u{e123}.00");
    assert_eq!(found(&form().behind(&hidden)), [[""; 4]; 0]);
}
