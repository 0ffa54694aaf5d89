//! `fuhe tables`: four formats, the choice of pages, pictures of the pages.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use tempfile::TempDir;

use super::{complaint, fixtures, folder_with, paper, printed, run, status};

fn small_table() -> (TempDir, PathBuf) {
    let folder = folder_with(&[("small.pdf", &paper::small_table())]);
    let file = folder.path().join("small.pdf");
    (folder, file)
}

/// A table as the contract has it: these keys and no others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    pages: Vec<u32>,
    rows: usize,
    cols: usize,
    cells: Vec<Cell>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cell {
    row: usize,
    col: usize,
    row_span: usize,
    col_span: usize,
    text: String,
    page: u32,
    x0: f64,
    y0: f64,
    x1: f64,
    y1: f64,
}

fn json(file: &str, options: &[&str]) -> Vec<Table> {
    let options = [&["--format", "json"], options].concat();
    serde_json::from_str(&printed("tables", &fixtures().join(file), &options)).unwrap()
}

#[test]
fn a_small_table_in_each_format() {
    let (folder, file) = small_table();
    for format in ["text", "csv", "json", "html"] {
        let text = printed("tables", &file, &["--format", format]);
        let text = text.replace(&folder.path().display().to_string(), "FOLDER");
        insta::assert_snapshot!(format, text.replace('\r', ""));
    }
}

#[test]
fn text_is_drawn_unless_another_format_is_asked_for() {
    let (_folder, file) = small_table();
    assert_eq!(
        printed("tables", &file, &[]),
        printed("tables", &file, &["--format", "text"])
    );
    assert_eq!(status(&run("tables", &file, &["--format", "xml"])), 2);
}

#[test]
fn json_is_as_the_contract_says() {
    for file in [
        "layouts/many-pages.pdf",
        "layouts/eight-forms.pdf",
        "layouts/rotated-page.pdf",
        "forms/seed-1-fop.pdf",
    ] {
        let tables = json(file, &[]);
        assert!(!tables.is_empty(), "{file}");
        for table in &tables {
            let mut covered = vec![0; table.rows * table.cols];
            assert!(table.pages.is_sorted() && !table.pages.is_empty(), "{file}");
            let places: Vec<(usize, usize)> = table.cells.iter().map(|cell| (cell.row, cell.col)).collect();
            assert!(places.is_sorted(), "{file}: cells by row, then column");
            for cell in &table.cells {
                assert!(table.pages.contains(&cell.page), "{file}: {cell:?}");
                assert!(
                    0.0 <= cell.x0 && cell.x0 < cell.x1 && 0.0 <= cell.y0 && cell.y0 < cell.y1,
                    "{file}: {cell:?}"
                );
                assert!(!cell.text.contains('\n'), "{file}: {cell:?}");
                for row in cell.row..cell.row + cell.row_span {
                    for col in cell.col..cell.col + cell.col_span {
                        covered[row * table.cols + col] += 1;
                    }
                }
            }
            assert!(
                covered.iter().all(|count| *count <= 1),
                "{file}: a merged cell stands once"
            );
        }
    }
}

#[test]
fn keys_stand_in_the_order_of_the_contract() {
    let (_folder, file) = small_table();
    let text = printed("tables", &file, &["--format", "json"]);
    let keys = [
        "pages", "rows", "cols", "cells", "row", "col", "row_span", "col_span", "text", "page", "x0", "y0", "x1", "y1",
    ];
    let places: Vec<usize> = keys
        .iter()
        .map(|key| text.find(&format!("\"{key}\":")).unwrap())
        .collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn csv_parts_tables_by_an_empty_line_and_says_merged_text_once() {
    let file = fixtures().join("layouts/three-forms.pdf");
    let text = printed("tables", &file, &["--format", "csv"]);
    let tables = json("layouts/three-forms.pdf", &[]);
    assert!(tables.len() > 1);
    assert!(text.starts_with('\u{feff}'));
    let parts: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n\r\n").collect();
    assert_eq!(parts.len(), tables.len());
    for (part, table) in parts.into_iter().zip(&tables) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(part.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), table.rows);
        assert!(rows.iter().all(|row| row.len() == table.cols));
        let filled = rows.iter().flatten().filter(|text| !text.is_empty()).count();
        assert_eq!(filled, table.cells.iter().filter(|cell| !cell.text.is_empty()).count());
    }
    assert!(!printed("tables", &file, &["--format", "csv", "--no-bom"]).starts_with('\u{feff}'));
}

#[test]
fn pages_are_looked_at_as_if_the_file_had_no_others() {
    let file = "layouts/three-forms.pdf";
    let stand_on = |options: &[&str]| -> Vec<Vec<u32>> {
        let tables = json(file, options).into_iter();
        tables.map(|table| table.pages).collect()
    };
    let whole: [&[u32]; 3] = [&[3], &[4], &[5, 6]];
    assert_eq!(stand_on(&[]), whole);
    assert_eq!(stand_on(&["--pages", "1-"]), whole);
    assert_eq!(stand_on(&["--pages", "5"]), [[5]], "a table that goes on is cut");
    assert!(json(file, &["--pages", "5"])[0].rows < json(file, &[])[2].rows);
    assert_eq!(
        stand_on(&["--pages", "6,4"]),
        [[4], [6]],
        "pages that do not follow each other are not joined"
    );
}

#[test]
fn pages_that_are_not_there_are_bad_usage() {
    let (_folder, file) = small_table();
    for (pages, said) in [("2", "last page is 1"), ("0", "1-3"), ("x", "1-3"), ("2-1", "1-3")] {
        let output = run("tables", &file, &["--pages", pages]);
        assert_eq!(status(&output), 2, "{pages}");
        assert!(complaint(&output).contains(said), "{}", complaint(&output));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_document_without_tables_is_said_to_have_none() {
    let folder = folder_with(&[("text.pdf", &paper::text_pages(1))]);
    let file = folder.path().join("text.pdf");
    let output = run("tables", &file, &["--format", "json"]);
    assert_eq!((status(&output), output.stdout.as_slice()), (0, b"[]\n".as_slice()));
    assert_eq!(complaint(&output), "no table was found\n");
}

#[test]
fn pictures_show_each_step_in_a_group_of_its_own() {
    let (folder, file) = small_table();
    let pictures = folder.path().join("pictures/of it");
    let output = run("tables", &file, &["--debug", pictures.to_str().unwrap()]);
    assert_eq!(status(&output), 0, "{}", complaint(&output));
    let svg = fs::read_to_string(pictures.join("page-001.svg")).unwrap();
    let drawing = svg.split_once("class=\"legend\"").unwrap().0;
    let group = |class: &str| {
        let (_, from) = drawing.split_once(&format!("<g class=\"{class}\">")).unwrap();
        from.split_once("</g>").unwrap().0
    };
    assert_eq!(group("strokes").matches("<line").count(), 9);
    assert_eq!(group("ignored-strokes").matches("<line").count(), 1);
    assert_eq!(group("edges").matches('M').count(), 8);
    assert_eq!(group("loose-edges").matches('M').count(), 1);
    // 4 + 4 + 3 + 4 on the lines from top to bottom, but for those that merged cells hide.
    assert_eq!(group("crossings").matches("<circle").count(), 3 + 4 + 3 + 4);
    assert_eq!(group("cells").matches('M').count(), 7);
    assert!(group("numbers").contains("0,0 1×2") && group("numbers").contains("1,0 2×1"));
    assert!(group("glyphs").contains("&lt;") && !group("glyphs").contains("><<"));
    let legend = svg.split_once("class=\"legend\"").unwrap().1;
    assert!(legend.contains("crossings") && legend.contains("strokes not used"));
}

#[test]
fn pictures_that_cannot_be_written_are_status_2() {
    let (folder, file) = small_table();
    let taken = folder.path().join("small.pdf/pictures");
    let output = run("tables", &file, &["--debug", taken.to_str().unwrap()]);
    assert_eq!(status(&output), 2);
    assert!(complaint(&output).contains("cannot write"), "{}", complaint(&output));
}
