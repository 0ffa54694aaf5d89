//! Twice as much of anything takes twice the work, and no more: counted in steps, not in seconds.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg(debug_assertions)]

mod paper;

use std::fmt::Write as _;

use fuhe::audit::{Status, audit_one, examine};
use fuhe::input::Document;
use fuhe::settings::{Confirming, Settings};
use fuhe::steps::taken;
use paper::form::{Form, form, show};
use paper::pages::pages_to_pdf;

fn settings() -> Settings {
    Settings {
        confirming: Confirming::None,
        ..Settings::default()
    }
}

fn document(bytes: Vec<u8>) -> Document {
    Document::new("long.pdf", bytes)
}

/// The steps that a document takes.
fn steps(bytes: Vec<u8>) -> u64 {
    let before = taken();
    let audited = audit_one(&document(bytes), &settings());
    assert!(
        matches!(audited.status, Status::Ok | Status::NoForm),
        "{:?}",
        audited.detail
    );
    taken() - before
}

/// Twice as much takes at most 2.2 times the steps.
fn grows_as_it_should(what: &str, count: usize, make: impl Fn(usize) -> Vec<u8>) {
    let (once, twice) = (steps(make(count)), steps(make(2 * count)));
    assert!(once > count as u64, "{what}: {once} steps, hardly counted");
    assert!(
        twice * 10 <= once * 22,
        "{what}: {once} steps, and {twice} for twice as much"
    );
}

/// Forms that differ in their projects, one a page.
fn forms(count: usize) -> Vec<u8> {
    let named = |number: usize| form().text("project_name", &format!("校园安全改造项目{number}"));
    Form::pdf_of(&(0..count).map(named).collect::<Vec<_>>())
}

/// A table of so many rows and columns on one page, of which the cells say what they are.
fn table(rows: usize, columns: usize, first: usize) -> String {
    let (width, height) = (520.0 / columns as f64, 780.0 / rows as f64);
    let mut content = "0.5 w\n".to_owned();
    for row in 0..rows {
        for column in 0..columns {
            let (x, y) = (30.0 + width * column as f64, 810.0 - height * (row + 1) as f64);
            let text = show(&format!("{}", (first + row) * 100 + column));
            let _ = writeln!(content, "{x} {y} {width} {height} re S");
            let _ = writeln!(content, "BT /F 4 Tf {} {} Td {text} ET", x + 1.0, y + height / 3.0);
        }
    }
    content
}

#[test]
fn work_grows_with_pages_and_forms() {
    grows_as_it_should("pages", 80, paper::text_pages);
    grows_as_it_should("forms", 40, forms);
}

#[test]
fn work_grows_with_the_rows_of_a_table_and_the_cells_of_a_page() {
    grows_as_it_should("rows of one table", 40, |pages| {
        let pages = (0..pages).map(|page| table(30, 5, 30 * page));
        pages_to_pdf(&pages.collect::<Vec<_>>())
    });
    grows_as_it_should("rows below a head that each page repeats", 40, |pages| {
        let headed = |page: usize| {
            let heads = ["科目编码", "科目名称", "金额", "来源", "备注"];
            let cells = heads
                .iter()
                .zip(0..)
                .map(|(head, at)| (show(head), show(&format!("{}", 3_000 * page + at))));
            cells.fold(table(30, 5, 30 * page), |page, (head, first)| {
                page.replacen(&first, &head, 1)
            })
        };
        pages_to_pdf(&(0..pages).map(headed).collect::<Vec<_>>())
    });
    grows_as_it_should("tables that begin alike", 10, |pages| {
        let named = |page: usize| {
            let pages = table(30, 5, 30 * page).replacen(&show(&format!("{}", 3_000 * page)), &show("科目编码"), 1);
            format!("BT /F 9 Tf 40 820 Td {} ET\n{pages}", show(&format!("附表{page}")))
        };
        pages_to_pdf(&(0..pages).map(named).collect::<Vec<_>>())
    });
    grows_as_it_should("cells of one page", 30, |rows| pages_to_pdf(&[table(rows, 20, 0)]));
    grows_as_it_should("texts over the borders of their cells", 24, |rows| {
        let (columns, lines_of_a_cell) = (4, 2);
        let all = table(48, columns, 100_000_000_000).replace("/F 4 Tf", "/F 10 Tf");
        let lines: Vec<&str> = all.lines().collect();
        // The lowest rows: the page is lower than the table.
        let some = &lines[lines.len() - rows * columns * lines_of_a_cell..];
        pages_to_pdf(&[some.join("\n")])
    });
}

#[test]
fn work_grows_with_the_glyphs_of_a_line() {
    grows_as_it_should("glyphs of one line", 1_000, |glyphs| {
        let text = show(&"绩效目标完成情况".chars().cycle().take(glyphs).collect::<String>());
        pages_to_pdf(&[format!("BT /F 1 Tf 0.2 0 0 1 10 400 Tm {text} ET")])
    });
}

#[test]
fn work_grows_with_fonts_annotations_and_attachments() {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    grows_as_it_should("fonts", 100, |fonts| {
        let set = |form: Form, at: usize| {
            let text = format!("BT /F{at} 6 Tf 20 {} Td (font) Tj ET\n", 10 + at % 20);
            form.named("Font", &format!("F{at}")).object(font).behind(&text)
        };
        (0..fonts).fold(form(), set).pdf()
    });
    grows_as_it_should("annotations", 200, |annotations| {
        let link = "/Subtype /Link /Rect [10 10 40 20] /Border [0 0 0]";
        (0..annotations).fold(form(), |form, _| form.annotation(link)).pdf()
    });
    let attached = paper::text_pages(1);
    grows_as_it_should("attachments", 40, |files| {
        let names: Vec<String> = (0..files).map(|at| format!("{at}.pdf")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), attached.as_slice())).collect();
        paper::portfolio(&files)
    });
}

#[test]
fn a_document_read_in_pieces_gives_what_it_gives_as_a_whole() {
    let document = document(forms(150));
    let [pieces, whole] = [
        audit_one(&document, &settings()),
        examine(&document, &settings()).audited,
    ];
    assert_eq!(pieces.forms.len(), 150);
    assert_eq!(format!("{pieces:?}"), format!("{whole:?}"));
    let helped = Settings {
        crew: fuhe::crew::Crew::of(3),
        ..settings()
    };
    assert_eq!(format!("{:?}", audit_one(&document, &helped)), format!("{whole:?}"));
}
