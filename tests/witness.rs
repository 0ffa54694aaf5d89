//! What text alone would have confirmed, and the page as painted does not.
//!
//! A form that brings its font is changed a little, and a figure of it accused: in each case by a reading that is wrong, or of a page on which a
//! person sees something else. The confirming stage is asked directly, so that no warning of the layers above comes first.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

use fuhe::audit::{audit_one, rebuild};
use fuhe::audited::AuditedForm;
use fuhe::confirm::confirm;
use fuhe::form::model::Scope;
use fuhe::input::Document;
use fuhe::language::Bilingual;
use fuhe::pdf::{self, Page, ReadOptions};
use fuhe::rules::{Confirmed, Finding, Severity};
use fuhe::settings::{Settings, Witness};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

const FIGURE: &str = "funds[0].budget";
const BLANK: &str = "indicators[0].deviation";

fn settings() -> Settings {
    Settings {
        second_reader: Some(PathBuf::from(env!("CARGO_BIN_EXE_fuhe"))),
        ..Settings::default()
    }
}

/// A form of one page with an embedded font.
fn form() -> lopdf::Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/forms/seed-1-lo-xlsx.pdf");
    lopdf::Document::load_mem(&fs::read(path).unwrap()).unwrap()
}

fn saved(document: &mut lopdf::Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn page_of(document: &lopdf::Document) -> ObjectId {
    document.get_pages()[&1]
}

/// The document with another content of its first page.
fn with_content(mut document: lopdf::Document, change: impl FnOnce(String) -> String) -> lopdf::Document {
    let page = page_of(&document);
    let content = document.get_page_content(page).unwrap();
    let content: String = content.iter().map(|byte| char::from(*byte)).collect();
    let content: Vec<u8> = change(content)
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    let page = document.get_object_mut(page).and_then(Object::as_dict_mut).unwrap();
    page.set("Contents", Object::Reference(content));
    document
}

/// The form with more on top of it.
fn drawn(more: &str) -> Vec<u8> {
    saved(&mut with_content(form(), |content| {
        format!("q\n{content}\nQ\n{more}\n")
    }))
}

/// What the first reader makes of a document.
fn read(bytes: &[u8]) -> (Vec<Page>, Vec<AuditedForm>) {
    let document = Document::new("form.pdf", bytes.to_vec());
    let reading = pdf::read(&document.bytes, &ReadOptions::default()).unwrap();
    let settings = Settings {
        confirming: fuhe::settings::Confirming::None,
        ..settings()
    };
    let forms = audit_one(&document, &settings).forms;
    (reading.pages, forms)
}

/// Left, bottom, right and top of a field's text, or of its cell where it is blank, in the page's own space.
fn place(field: &str) -> [f64; 4] {
    let (pages, forms) = read(&saved(&mut form()));
    let (_, found) = forms[0]
        .form
        .named_fields()
        .find(|(name, _)| name.to_string() == field)
        .unwrap();
    let bbox = found.place().unwrap().bbox;
    let height = f64::from(pages[0].height) / 1000.0;
    let points = |milli: i32| f64::from(milli) / 1000.0;
    [
        points(bbox.x0),
        height - points(bbox.y1),
        points(bbox.x1),
        height - points(bbox.y0),
    ]
}

/// Accuses a field, as the first reader reads it in `read_in`, of a document, and says what comes of it.
fn accuse_as(read_in: &[u8], document: &[u8], field: &str, settings: &Settings) -> AuditedForm {
    let (pages, mut forms) = read(read_in);
    let form = &mut forms[0];
    let value = form
        .form
        .named_fields()
        .find(|(name, _)| name.to_string() == field)
        .unwrap()
        .1
        .clone();
    form.findings = vec![Finding {
        rule: "missing-field",
        severity: Severity::Error,
        field: Scope::named(field).and_then(Scope::field).unwrap(),
        stated: value.text().to_owned(),
        expected: String::new(),
        explanation: Bilingual::default(),
        place: value.place(),
        confirmed: Confirmed::NotAsked,
        group: None,
    }];
    let tables = rebuild(&pages).tables;
    confirm(
        &mut forms,
        &pages,
        &tables,
        &Document::new("form.pdf", document.to_vec()),
        settings,
    );
    forms.remove(0)
}

fn accuse(document: &[u8], field: &str) -> AuditedForm {
    accuse_as(document, document, field, &settings())
}

fn assert_no(accused: &AuditedForm, stated: &str, seen: &str) {
    let [finding, dispute] = accused.findings.as_slice() else {
        panic!("{:?}", accused.findings);
    };
    assert_eq!((finding.confirmed, finding.severity), (Confirmed::No, Severity::Notice));
    assert_eq!(
        (dispute.rule, dispute.severity),
        ("readers-disagree", Severity::Warning)
    );
    assert_eq!((dispute.stated.as_str(), dispute.expected.as_str()), (stated, seen));
}

#[test]
fn a_page_that_shows_what_was_read_confirms_it() {
    let bytes = drawn("");
    for field in [FIGURE, "total_score", "grade", "indicators[0].target", BLANK] {
        let accused = accuse(&bytes, field);
        assert_eq!(
            accused.findings[0].confirmed,
            Confirmed::Yes,
            "{field}: {:?}",
            accused.findings
        );
        assert_eq!(accused.findings[0].severity, Severity::Error);
    }
}

#[test]
fn a_point_and_a_minus_that_are_drawn_are_part_of_the_figure() {
    let [left, bottom, right, top] = place(FIGURE);
    let (middle, height) = (f64::midpoint(left, right), f64::midpoint(bottom, top));
    let point = format!("0 g {middle} {bottom} 1 1 re f");
    let disk = format!(
        "0 g {middle} {bottom} m {} {bottom} {} {} {middle} {} c f",
        middle + 1.0,
        middle + 1.0,
        bottom + 1.0,
        bottom + 1.0
    );
    let minus = format!("1 w {} {height} m {} {height} l S", left - 4.0, left - 1.0);
    for (what, seen) in [(point, None), (disk, None), (minus, Some("■6.80"))] {
        let accused = accuse(&drawn(&what), FIGURE);
        let dispute = &accused.findings[1];
        assert!(dispute.expected.contains('■'), "{what}: {dispute:?}");
        if let Some(seen) = seen {
            assert_no(&accused, "6.80", seen);
        }
    }
}

#[test]
fn digits_drawn_as_outlines_are_part_of_the_figure() {
    let [_, bottom, right, _] = place(FIGURE);
    let one = format!("0 g {} {bottom} 0.8 5 re f", right + 1.0);
    assert_no(&accuse(&drawn(&one), FIGURE), "6.80", "6.80■");
    let (x, y) = (right + 1.0, bottom + 1.0);
    let naught = format!(
        "0.5 w {x} {y} m {x} {} {} {} {} {y} c {x} {y} l S",
        y + 6.0,
        x + 3.0,
        y + 6.0,
        x + 3.0
    );
    assert_no(&accuse(&drawn(&naught), FIGURE), "6.80", "6.80■");
}

#[test]
fn a_picture_over_a_figure_or_instead_of_it_is_what_a_person_sees() {
    let [left, bottom, right, top] = place(FIGURE);
    let (width, height) = (right - left, top - bottom);
    let picture = |at: [f64; 4]| {
        format!(
            "q {} 0 0 {} {} {} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{f0}\nEI Q",
            at[2], at[3], at[0], at[1]
        )
    };
    let over = picture([left - 1.0, bottom - 1.0, width + 2.0, height + 2.0]);
    let accused = accuse_as(&drawn(""), &drawn(&over), FIGURE, &settings());
    assert_eq!(accused.findings[0].confirmed, Confirmed::No, "{:?}", accused.findings);
    let [left, bottom, ..] = place(BLANK);
    let instead = picture([left + 5.0, bottom + 5.0, 30.0, 8.0]);
    assert_no(&accuse(&drawn(&instead), BLANK), "", "■");
}

#[test]
fn a_blank_in_which_something_is_drawn_is_none() {
    let [left, bottom, ..] = place(BLANK);
    let (x, y) = (left + 20.0, bottom + 8.0);
    let tick = format!("0.6 w {x} {y} m {} {} l {} {} l S", x + 2.0, y - 2.0, x + 6.0, y + 5.0);
    let accused = accuse(&drawn(&tick), BLANK);
    assert_eq!(accused.findings[0].confirmed, Confirmed::No, "{:?}", accused.findings);
    let line = format!("0.6 w {x} {y} m {} {y} l S", x + 10.0);
    assert_no(&accuse(&drawn(&line), BLANK), "", "■");
}

#[test]
fn a_stamp_that_runs_over_the_cell_leaves_the_picture_without_an_opinion() {
    let [left, bottom, right, top] = place(FIGURE);
    let (x, y) = (f64::midpoint(left, right) - 50.0, f64::midpoint(bottom, top));
    let seal = format!(
        "1 0 0 RG 3 w {x} {y} m {x} {} {} {} {} {y} c S",
        y + 40.0,
        x + 110.0,
        y + 40.0,
        x + 110.0
    );
    let accused = accuse_as(&drawn(""), &drawn(&seal), FIGURE, &settings());
    assert_eq!(
        accused.findings[0].confirmed,
        Confirmed::TextOnly,
        "{:?}",
        accused.findings
    );
    assert_eq!(accused.findings[0].severity, Severity::Error);
}

#[test]
fn a_figure_with_a_line_through_it_is_struck_out() {
    let [left, bottom, right, top] = place(FIGURE);
    let y = f64::midpoint(bottom, top);
    let struck = format!("0.5 w {} {y} m {} {y} l S", left - 1.0, right + 1.0);
    let accused = accuse_as(&drawn(""), &drawn(&struck), FIGURE, &settings());
    assert_eq!(accused.findings[0].confirmed, Confirmed::No, "{:?}", accused.findings);
    let underlined = format!("0.5 w {left} {} m {right} {} l S", bottom - 0.5, bottom - 0.5);
    let accused = accuse(&drawn(&underlined), FIGURE);
    assert_eq!(accused.findings[0].confirmed, Confirmed::Yes, "{:?}", accused.findings);
}

#[test]
fn text_of_a_layer_that_is_off_is_not_confirmed() {
    let mut document = form();
    let layer = document.add_object(Object::Dictionary(dictionary! {
        "Type" => "OCG", "Name" => Object::string_literal("draft"),
    }));
    let page = page_of(&document);
    let properties = dictionary! { "Draft" => layer };
    let resources = document
        .get_or_create_resources(page)
        .and_then(Object::as_dict_mut)
        .unwrap();
    resources.set("Properties", properties);
    let off =
        dictionary! { "OCGs" => vec![layer.into()], "D" => dictionary! { "OFF" => vec![Object::Reference(layer)] } };
    document.catalog_mut().unwrap().set("OCProperties", off);
    let mut document = with_content(document, |content| format!("/OC /Draft BDC\nq {content} Q\nEMC\n"));
    let hidden = saved(&mut document);
    let accused = accuse_as(&drawn(""), &hidden, FIGURE, &settings());
    assert_eq!(
        accused.findings[0].confirmed,
        Confirmed::TextOnly,
        "{:?}",
        accused.findings
    );
}

#[test]
fn an_outline_is_the_digit_that_it_looks_like_whatever_the_file_says() {
    let mut document = form();
    let mut exchanged = 0;
    for object in document.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        let Ok(text) = stream.decompressed_content() else {
            continue;
        };
        let text: String = text.iter().map(|byte| char::from(*byte)).collect();
        if text.contains("beginbfchar") && text.contains("<0036>") {
            let text = text
                .replace("<0036>", "<SIX>")
                .replace("<0038>", "<0036>")
                .replace("<SIX>", "<0038>");
            *stream = Stream::new(Dictionary::new(), text.into_bytes());
            exchanged += 1;
        }
    }
    assert!(exchanged > 0, "no table of characters");
    let bytes = saved(&mut document);
    assert_no(&accuse(&bytes, FIGURE), "8.60", "6.80");
    // Who asks the text alone hears that it is so.
    let settings = Settings {
        witness: Witness::Text,
        ..settings()
    };
    let accused = accuse_as(&bytes, &bytes, FIGURE, &settings);
    assert_eq!(accused.findings[0].confirmed, Confirmed::Yes, "{:?}", accused.findings);
}

#[test]
fn how_a_font_looks_that_is_not_in_the_file_is_not_known() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted/score-sum.pdf");
    let bytes = fs::read(path).unwrap();
    let audited = audit_one(&Document::new("score-sum.pdf", bytes), &settings());
    let finding = &audited.forms[0].findings[0];
    assert_eq!(
        (finding.confirmed, finding.severity),
        (Confirmed::TextOnly, Severity::Error)
    );
}
