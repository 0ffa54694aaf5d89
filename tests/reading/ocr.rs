//! A scanned page with the text layer of an OCR program.

use fuhe::audit::Status;
use fuhe::rules::Severity;

use crate::paper::form::{Form, cell, form, lines, show};
use crate::{audited, findings, only_form, text, warnings};

/// A picture as large as the page. The lines of the table are drawn over it, so that only the text is that of the OCR program.
const SCAN: &str = "q 592 0 0 420 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{7f} EI Q\n";

fn scanned(form: Form) -> Form {
    form.before(&format!("{SCAN} 3 Tr "))
}

#[test]
fn the_text_over_a_scan_is_read_with_a_warning_on_every_field() {
    let document = audited(scanned(form()).pdf());
    assert_eq!(document.status, Status::Ok);
    assert!(document.detail.en.contains("OCR layer"), "{}", document.detail.en);
    let read = &document.forms[0];
    assert_eq!(text(&read.form, "funds[0].executed"), "98.00");
    for (name, field) in read.form.named_fields() {
        if field.value().is_some() {
            let warned = read
                .form
                .warnings
                .iter()
                .any(|w| w.kind.id() == "ocr" && w.scope == name.into());
            assert!(warned, "{name}");
        }
    }
    assert_eq!(findings(read), Vec::<[&str; 4]>::new());
}

#[test]
fn the_text_under_a_picture_of_the_page_is_its_ocr_layer_too() {
    // The lines once more, over the picture.
    let read = only_form(form().behind(SCAN).behind(&lines()).pdf());
    assert_eq!(text(&read.form, "funds[0].executed"), "98.00");
    assert!(warnings(&read).contains(&("ocr", "funds[0].executed")));
}

#[test]
fn nobody_is_accused_on_what_an_ocr_program_read() {
    let read = only_form(scanned(form().text("funds[0].executed", "93.00")).pdf());
    let rate = &read.findings[0];
    assert_eq!((rate.rule, rate.severity), ("execution-rate", Severity::Notice));
    assert!(
        rate.explanation.en.contains("compare with the picture"),
        "{}",
        rate.explanation.en
    );
    assert!(rate.explanation.zh.contains("请先对照图像"), "{}", rate.explanation.zh);
}

#[test]
fn a_stamp_on_a_scan_leaves_it_a_scan_and_text_of_its_own_does_not() {
    let stamp = format!("BT 0 Tr /F 8 Tf 500 400 Td {} ET", show("档案"));
    let read = only_form(scanned(form()).behind(&stamp).pdf());
    assert!(read.form.warnings.iter().any(|warning| warning.kind.id() == "ocr"));
    // A letter-head behind a form with text of its own: what is hidden on it is hidden.
    let (x, y, ..) = cell("funds[0].executed");
    let hidden = format!("BT 3 Tr /F 8 Tf {} {} Td {} ET", x + 3, y + 8, show("86.00"));
    let read = only_form(form().before(SCAN).behind(&hidden).pdf());
    assert_eq!(read.form.warnings, []);
    assert_eq!(
        findings(&read),
        [["hidden-text", "funds[0].executed", "98.00", "86.00"]]
    );
}

#[test]
fn a_scan_that_lies_askew_is_read_straight_and_places_are_those_on_the_page() {
    // Turned by 1.2 degrees.
    let askew = form().before(&format!("{SCAN} 0.99978 -0.02094 0.02094 0.99978 -4 6 cm 3 Tr "));
    let read = only_form(askew.pdf());
    assert_eq!(text(&read.form, "funds[0].executed"), "98.00");
    assert_eq!(text(&read.form, "total_score"), "99.80");
    let (_, field) = read
        .form
        .named_fields()
        .find(|(name, _)| name.to_string() == "total_score")
        .unwrap();
    let bbox = field.place().unwrap().bbox;
    // The pen stands at (427, 128) and is turned with the page.
    let (x, y) = (
        427.0 * 0.99978 + 128.0 * 0.02094 - 4.0,
        427.0 * -0.02094 + 128.0 * 0.99978 + 6.0,
    );
    assert!((f64::from(bbox.x0) / 1000.0 - x).abs() < 1.0, "{bbox:?} {x}");
    assert!(
        (420.0 - f64::from(bbox.y1) / 1000.0 - (y - 1.0)).abs() < 1.5,
        "{bbox:?} {y}"
    );
}
