//! The workbook as a program reads it, made from tables that no run made.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use super::{ROWS_OF_A_SHEET, RunFacts, make};
use crate::language::Language;
use crate::report::{Accepted, Pace};

/// The parts of a workbook: name and content.
fn parts(folder: &Path, language: Language, rows_of_a_sheet: u32) -> Vec<(String, String)> {
    let mut book = make(
        folder,
        &RunFacts::default(),
        language,
        &mut Accepted::default(),
        rows_of_a_sheet,
        Pace::unwatched(),
    )
    .unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    let mut read = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        read.push((part.name().unwrap().into_owned(), content));
    }
    read
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    &parts.iter().find(|(part, _)| part == name).unwrap().1
}

fn folder_with(forms: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("forms.jsonl"), forms).unwrap();
    fs::write(
        folder.path().join("files.csv"),
        "file,sha256,bytes,pages,forms,status,detail\r\n",
    )
    .unwrap();
    folder
}

fn sheet_names(parts: &[(String, String)]) -> Vec<&str> {
    let book = part(parts, "xl/workbook.xml");
    let named = book.split("<sheet name=\"").skip(1);
    named.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn sheets_are_named_in_the_language_and_there_without_any_form() {
    let folder = folder_with("");
    let names = |language| sheet_names(&parts(folder.path(), language, ROWS_OF_A_SHEET)).join(" ");
    assert_eq!(
        names(Language::Zh),
        "概览 疑点 项目 资金 指标 检查覆盖 读数存疑 部门 文件"
    );
    assert_eq!(
        names(Language::En),
        "Overview Findings Projects Funds Indicators Coverage Doubts Departments Files"
    );
}

#[test]
fn a_full_sheet_goes_on_in_another_and_links_lead_there() {
    let line = |number: u32| {
        format!(
            "{{\"file\":\"{number}.pdf\",\"form_no\":1,\"funds\":[{{\"item\":\"a\"}},{{\"item\":\"b\"}}],\
             \"findings\":[{{\"rule\":\"execution-rate\",\"severity\":\"error\",\"field\":\"funds[1].rate\"}}]}}\n"
        )
    };
    let folder = folder_with(&(0..4).map(line).collect::<String>());
    // A heading and three rows a sheet: four findings and forms take two, eight fund rows three.
    let parts = parts(folder.path(), Language::Zh, 4);
    let names = sheet_names(&parts);
    assert_eq!(
        names,
        [
            "概览",
            "疑点",
            "疑点 2",
            "项目",
            "项目 2",
            "资金",
            "资金 2",
            "资金 3",
            "指标",
            "检查覆盖",
            "检查覆盖 2",
            "读数存疑",
            "部门",
            "文件"
        ]
    );
    let sheet = |name: &str| {
        let index = names.iter().position(|known| *known == name).unwrap();
        part(&parts, &format!("xl/worksheets/sheet{}.xml", index + 1))
    };
    let rows: Vec<usize> = ["疑点", "疑点 2", "资金", "资金 3"]
        .map(|name| sheet(name).matches("<row ").count())
        .into();
    assert_eq!(rows, [4, 2, 4, 3]);
    // The fourth form has the eighth fund row: the second below the heading of the third sheet. Its rate stands in column K.
    assert!(sheet("疑点 2").contains("#'资金 3'!K3"), "{}", sheet("疑点 2"));
    assert!(sheet("项目 2").contains("#'疑点 2'!A2"), "{}", sheet("项目 2"));
}

#[test]
fn the_gravest_findings_come_first_groups_together_and_counts_lead_to_the_first_of_their_severity() {
    let finding = |rule: &str, severity: &str, group: &str| {
        format!("{{\"rule\":\"{rule}\",\"severity\":\"{severity}\",\"field\":\"total_score\",\"group\":{group}}}")
    };
    let form = |file: &str, findings: &[String]| {
        format!(
            "{{\"file\":\"{file}\",\"form_no\":1,\"findings\":[{}]}}\n",
            findings.join(",")
        )
    };
    let folder = folder_with(
        &[
            form(
                "a",
                &[
                    finding("missing-field", "warning", "null"),
                    finding("narrative-mismatch", "notice", "null"),
                ],
            ),
            // What follows from an error stands below it, though it is a notice.
            form(
                "b",
                &[
                    finding("fund-sum", "error", "0"),
                    finding("execution-rate", "notice", "0"),
                ],
            ),
            form("c", &[finding("grade", "error", "null")]),
        ]
        .concat(),
    );
    let parts = parts(folder.path(), Language::En, ROWS_OF_A_SHEET);
    let findings = part(&parts, "xl/worksheets/sheet2.xml");
    let places: Vec<usize> = [
        "fund-sum",
        "execution-rate",
        ">grade<",
        "missing-field",
        "narrative-mismatch",
    ]
    .iter()
    .map(|rule| findings.find(rule).unwrap())
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    // The columns of the three counts, each with the row of the finding that it leads to.
    let projects = part(&parts, "xl/worksheets/sheet3.xml");
    let link = |cell: &str| {
        let place = projects.split(&format!("r=\"{cell}\"")).nth(1).unwrap();
        place
            .split("'!")
            .nth(1)
            .unwrap()
            .split('\"')
            .next()
            .unwrap()
            .split('&')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(["M2", "N2", "L3", "N3", "L4"].map(link), ["A5", "A6", "A2", "A3", "A4"]);
}

#[test]
fn what_is_read_on_paper_is_within_the_print_area_and_heads_and_names_stay_in_sight() {
    let parts = parts(folder_with("").path(), Language::En, ROWS_OF_A_SHEET);
    let book = part(&parts, "xl/workbook.xml");
    for area in [
        "Findings!$A$1:$O$1",
        "Projects!$A$1:$Q$1",
        "Funds!$A$1:$N$1",
        "Indicators!$A$1:$L$1",
    ] {
        assert!(book.contains(area), "{area}: {book}");
    }
    for (number, frozen) in [(2, 4), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (9, 1)] {
        let sheet = part(&parts, &format!("xl/worksheets/sheet{number}.xml"));
        let pane = format!("<pane xSplit=\"{frozen}\" ySplit=\"1\"");
        assert!(sheet.contains(&pane), "sheet {number}: {sheet}");
    }
}

#[test]
fn no_text_of_a_pdf_is_markup_or_a_formula_or_too_long() {
    let hostile = "<img src=x onerror=alert(1)>&amp;\\u0001_x0041_";
    let long = "长".repeat(40_000);
    let folder = folder_with(&format!(
        "{{\"file\":\"\\\"a.pdf\",\"project_name\":\"{hostile}\",\"department\":\"=1+1\",\"expected_goal\":\"{long}\",\"total_score\":\"@SUM(A1)\"}}\n"
    ));
    let parts = parts(folder.path(), Language::En, ROWS_OF_A_SHEET);
    let projects = part(&parts, "xl/worksheets/sheet3.xml");
    assert!(
        projects.contains("&lt;img src=x onerror=alert(1)&gt;&amp;amp;_x005F_x0041_"),
        "{projects}"
    );
    assert!(projects.contains("<is><t>=1+1</t></is>") && projects.contains("<is><t>@SUM(A1)</t></is>"));
    let mut formulas = projects.split("<f>").skip(1);
    assert!(formulas.all(|formula| formula.starts_with("HYPERLINK(")));
    assert!(projects.matches('长').count() < 32_767 && projects.contains("长…"));
}
