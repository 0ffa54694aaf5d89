//! The report that `check --html` writes: whole, the same whatever the number of threads, and careful with what others have put in its place.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod paper;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn planted() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted")
}

fn check(out: &Path, options: &[&str]) -> Output {
    check_of(&planted(), out, options)
}

fn check_of(input: &Path, out: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fuhe"))
        .env("LC_ALL", "C")
        .args(["check", "--confirm", "none", "--html"])
        .arg(input)
        .arg("--out")
        .arg(out)
        .args(options)
        .output()
        .unwrap()
}

/// All files of a report by their names in it.
fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let report = out.join("report");
    let entries = ignore::WalkBuilder::new(&report).standard_filters(false).build();
    let files = entries.map(Result::unwrap).filter(|entry| entry.path().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(&report).unwrap();
            (name.to_str().unwrap().to_owned(), fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name}")).clone()).unwrap()
}

#[test]
fn all_that_the_page_loads_is_in_the_folder_and_nothing_else_is_allowed() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(check(out.path(), &["--paint", "all"]).status.code(), Some(0));
    let files = files(out.path());
    let page = text(&files, "index.html");
    assert!(page.contains("default-src 'none'; script-src 'self'"), "{page}");
    let quoted = |mark: &'static str| page.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
    let loaded: Vec<&str> = quoted("src=\"").chain(quoted("rel=\"stylesheet\" href=\"")).collect();
    assert!(loaded.len() > 5, "{loaded:?}");
    for name in loaded {
        assert!(files.contains_key(name), "{name} is missing");
    }
    let (pictures, cells) = (text(&files, "data/pictures-0.js"), text(&files, "data/cells-0.js"));
    let drawn = files.keys().filter(|name| name.starts_with("pages/"));
    for name in drawn.clone() {
        let is_named = |data: &String| data.contains(&format!("\"{name}\""));
        assert!([&pictures, &cells].into_iter().any(is_named), "{name} is of nothing");
    }
    // Every planted form has findings on one page at least.
    assert!(drawn.count() >= fs::read_dir(planted()).unwrap().count() / 2);
}

#[test]
fn pages_with_notices_only_are_drawn_again_and_painted_where_that_is_asked_for() {
    let drawn = |options: &[&str]| {
        let out = tempfile::tempdir().unwrap();
        check(out.path(), options);
        let files = files(out.path());
        let remarks = text(&files, "data/pictures-0.js").matches("PictureDrawnAgain").count();
        (files.keys().filter(|name| name.starts_with("pages/")).count(), remarks)
    };
    let (flagged, all) = (drawn(&[]), drawn(&["--paint", "all"]));
    assert!(0 < flagged.1 && flagged.1 < flagged.0, "{flagged:?}");
    assert_eq!(all, (flagged.0, 0));
}

#[test]
fn the_same_bytes_whatever_the_number_of_threads() {
    let [one, eight] = ["1", "8"].map(|threads| {
        let out = tempfile::tempdir().unwrap();
        check(out.path(), &["--threads", threads, "--report-pages", "7"]);
        files(out.path())
    });
    assert_eq!(one.keys().collect::<Vec<_>>(), eight.keys().collect::<Vec<_>>());
    assert!(one == eight);
    assert_eq!(one.keys().filter(|name| name.starts_with("pages/")).count(), 7);
}

#[test]
fn a_second_report_takes_the_place_of_the_first_but_not_of_a_folder_of_others() {
    let out = tempfile::tempdir().unwrap();
    check(out.path(), &["--report-pages", "0"]);
    assert!(!text(&files(out.path()), "index.html").contains("lang=\"en\""));
    assert_eq!(
        check(out.path(), &["--report-pages", "0", "--lang", "en"])
            .status
            .code(),
        Some(0)
    );
    assert!(text(&files(out.path()), "index.html").contains("lang=\"en\""));

    fs::write(out.path().join("report/index.html"), "my own").unwrap();
    let output = check(out.path(), &["--report-pages", "0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("report"));
    assert_eq!(fs::read(out.path().join("report/index.html")).unwrap(), b"my own");
}

/// The rows of a data file, as the script of the page gets them.
fn rows(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Value> {
    let script = text(files, name);
    if script.starts_with("fuhe.pack(") {
        // A string with all rows, behind the kind and the number.
        let arguments = script
            .trim_end()
            .strip_prefix("fuhe.pack(")
            .unwrap()
            .strip_suffix(");")
            .unwrap();
        let arguments: Vec<Value> = serde_json::from_str(&format!("[{arguments}]")).unwrap();
        let rows: Vec<Value> = serde_json::from_str(arguments[2].as_str().unwrap()).unwrap();
        return rows;
    }
    let (_, rest) = script.split_once('[').unwrap();
    let rows = rest.trim_end().strip_suffix(");").unwrap();
    serde_json::from_str(&format!("[{rows}")).unwrap()
}

#[test]
fn findings_that_follow_from_one_another_stand_together_the_cause_first() {
    let out = tempfile::tempdir().unwrap();
    check(out.path(), &["--report-pages", "0"]);
    let findings = rows(&files(out.path()), "data/findings-0.js");
    let grouped: Vec<(usize, &Value)> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| !finding[8].is_null())
        .collect();
    let told: Vec<String> = grouped
        .iter()
        .map(|(_, finding)| format!("{} {} {}", finding[1], finding[3], finding[8]))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "over-budget" "年度资金总额 · 全年执行数" [1,true]
    "over-budget" "当年财政拨款 · 全年执行数" [1,false]
    "#);
    assert_eq!(grouped[1].0, grouped[0].0 + 1);
}

#[test]
fn an_accepted_finding_has_its_reason_and_all_others_are_listed_as_before() {
    let list = tempfile::NamedTempFile::new().unwrap();
    let name = format!("{}/grade.pdf", planted().display());
    let said = "</script><script>alert(1)</script>";
    fs::write(
        list.path(),
        format!("file,rule,field,reason\n{name},grade,grade,{said}\nno.pdf,grade,grade,never\n"),
    )
    .unwrap();
    let out = tempfile::tempdir().unwrap();
    let options = ["--report-pages", "0", "--lang", "en"];
    check(out.path(), &options);
    let without = files(out.path());
    let accepted = ["--accepted", list.path().to_str().unwrap()];
    let output = check(out.path(), &[&options[..], &accepted].concat());
    assert_eq!(output.status.code(), Some(0));
    let with = files(out.path());
    // The workbook is not made: the report alone is enough to know which lines match nothing.
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("line 3: no.pdf grade grade"), "{told}");
    assert!(text(&with, "index.html").contains("· 1 set aside"));
    let before = rows(&without, "data/findings-0.js");
    let mut after = rows(&with, "data/findings-0.js");
    let marked: Vec<&mut Value> = after.iter_mut().filter(|finding| !finding[9].is_null()).collect();
    assert_eq!(marked.len(), 1);
    for finding in marked {
        assert_eq!((&finding[1], &finding[9]), (&"grade".into(), &said.into()));
        finding[9] = Value::Null;
    }
    assert_eq!(before, after);
}

#[test]
fn departments_are_drawn_where_the_forms_were_compared_in_this_run() {
    let out = tempfile::tempdir().unwrap();
    let page = |options: &[&str]| {
        check(
            out.path(),
            &[&["--report-pages", "0", "--lang", "en"], options].concat(),
        );
        text(&files(out.path()), "index.html")
    };
    let compared = page(&["--cross", "--headers", "zh"]);
    let (_, figure) = compared.split_once("class=\"departments\"").unwrap();
    let rows = figure
        .split("</figure>")
        .next()
        .unwrap()
        .matches("<tr><th scope=\"row\">")
        .count();
    let cross = fs::read_to_string(out.path().join("cross.csv")).unwrap();
    let scored = cross.lines().filter(|line| line.contains("total_score.count"));
    assert_eq!(rows, scored.count());
    assert!(figure.contains("aria-label=\"least "), "{figure}");
    // cross.csv is still there, and may be of another archive.
    assert!(!page(&[]).contains("class=\"departments\""));
}

#[test]
fn pages_of_attached_documents_have_pictures_too() {
    let folder = tempfile::tempdir().unwrap();
    let member = fs::read(planted().join("fund-sum.pdf")).unwrap();
    let inner = paper::portfolio(&[("内.pdf", &member)]);
    let portfolio = paper::portfolio(&[("a.pdf", &member), ("b.pdf", &inner)]);
    fs::write(folder.path().join("p.pdf"), portfolio).unwrap();
    let out = tempfile::tempdir().unwrap();
    check_of(folder.path(), out.path(), &[]);
    let files = files(out.path());
    let pictures: Vec<(String, String)> = rows(&files, "data/pictures-0.js")
        .iter()
        .map(|row| (row[0].as_str().unwrap().to_owned(), row[2].as_str().unwrap().to_owned()))
        .collect();
    let shown: Vec<&str> = pictures
        .iter()
        .map(|(file, _)| file.split_once("/p.pdf").unwrap().1)
        .collect();
    assert_eq!(shown, ["!/a.pdf", "!/b.pdf!/内.pdf"]);
    assert_eq!(files[&pictures[0].1], files[&pictures[1].1]);
}

#[test]
fn the_end_of_a_run_names_all_that_it_made_for_people() {
    let out = tempfile::tempdir().unwrap();
    let output = check(out.path(), &["--report-pages", "0", "--xlsx", "--lang", "en"]);
    let said = String::from_utf8_lossy(&output.stderr);
    for name in ["fuhe.xlsx", "report/index.html"] {
        let path = out.path().join(name);
        assert!(path.is_file() && said.contains(path.to_str().unwrap()), "{said}");
    }
}

#[test]
fn a_list_of_accepted_findings_needs_something_to_mark_them_in() {
    let out = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_fuhe"))
        .args(["check", "--accepted", "list.csv", "--out"])
        .arg(out.path())
        .arg(planted())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

fn report(folder: &Path, out: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command
        .env("LC_ALL", "C")
        .current_dir(folder)
        .arg("report")
        .arg(out)
        .args(options);
    command.output().unwrap()
}

/// A folder with copies of the planted forms.
fn copies() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(planted()).unwrap().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|ending| ending == "pdf") {
            fs::create_dir_all(folder.path().join("archive")).unwrap();
            fs::copy(entry.path(), folder.path().join("archive").join(entry.file_name())).unwrap();
        }
    }
    folder
}

fn check_in(folder: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command.env("LC_ALL", "C").current_dir(folder);
    command.args(["check", "archive", "--out", "out", "--confirm", "none", "--quiet"]);
    command.args(options).output().unwrap()
}

#[test]
fn from_finished_tables_come_the_same_workbook_and_report_byte_for_byte_wherever_that_is_asked_for() {
    let folder = copies();
    let out = folder.path().join("out");
    let made = check_in(
        folder.path(),
        &["--html", "--xlsx", "--cross", "--report-pages", "7", "--paint", "all"],
    );
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(!out.join("run.json.partial").exists(), "no notes are left");
    let (first, workbook) = (files(&out), fs::read(out.join("fuhe.xlsx")).unwrap());
    let elsewhere = tempfile::tempdir().unwrap();
    for (from, options) in [(folder.path(), &["--threads", "1"][..]), (elsewhere.path(), &[])] {
        fs::remove_dir_all(out.join("report")).unwrap();
        fs::remove_file(out.join("fuhe.xlsx")).unwrap();
        let output = report(from, &out, options);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(files(&out) == first);
        assert!(fs::read(out.join("fuhe.xlsx")).unwrap() == workbook);
    }
    // One of the two alone, with fewer pictures.
    fs::remove_file(out.join("fuhe.xlsx")).unwrap();
    assert_eq!(
        report(folder.path(), &out, &["--html", "--report-pages", "0"])
            .status
            .code(),
        Some(0)
    );
    assert!(!out.join("fuhe.xlsx").exists());
    assert!(!files(&out).keys().any(|name| name.starts_with("pages/")));
    assert_eq!(report(folder.path(), elsewhere.path(), &[]).status.code(), Some(2));
}

#[test]
fn a_document_that_moved_or_changed_is_said_and_has_no_picture() {
    let folder = copies();
    let out = folder.path().join("out");
    check_in(folder.path(), &["--lang", "en"]);
    fs::remove_file(folder.path().join("archive/grade.pdf")).unwrap();
    let changed = folder.path().join("archive/fund-sum.pdf");
    let mut bytes = fs::read(&changed).unwrap();
    bytes.extend(b"\n% another\n");
    fs::write(&changed, bytes).unwrap();
    let output = report(folder.path(), &out, &["--html"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("No pictures of 2 documents"), "{told}");
    let pictures = text(&files(&out), "data/pictures-0.js");
    for (file, reason) in [("grade", "PictureMoved"), ("fund-sum", "PictureChanged")] {
        let row = pictures
            .lines()
            .find(|line| line.contains(&format!("archive/{file}.pdf")))
            .unwrap();
        assert!(row.contains(&format!("null,0,0,[\"{reason}\"]")), "{row}");
    }
    assert!(pictures.contains("pages/"), "the others have theirs");
    // A damaged file's picture is not whole, and that is said.
    let table = fs::read_to_string(out.join("files.csv")).unwrap();
    let lines = table.lines().map(|line| {
        if line.contains("over-budget") {
            line.replace(",ok,", ",damaged,")
        } else {
            line.to_owned()
        }
    });
    fs::write(out.join("files.csv"), lines.collect::<Vec<_>>().join("\r\n")).unwrap();
    report(folder.path(), &out, &["--html"]);
    let pictures = text(&files(&out), "data/pictures-0.js");
    let row = pictures.lines().find(|line| line.contains("over-budget")).unwrap();
    assert!(row.contains("PictureNotWhole"), "{row}");
}

#[test]
fn each_form_says_what_was_not_judged_and_a_finding_all_that_it_rests_on() {
    let out = tempfile::tempdir().unwrap();
    check(out.path(), &["--report-pages", "0", "--lang", "en"]);
    let files = files(out.path());
    let (forms, about) = (rows(&files, "data/forms-0.js"), rows(&files, "data/about-0.js"));
    assert_eq!(forms.len(), about.len());
    let silent = forms.iter().find(|form| form[12].as_u64() > Some(0)).unwrap();
    let told = &about[usize::try_from(silent[10].as_u64().unwrap()).unwrap()][0];
    assert!(!told.as_array().unwrap().is_empty());
    let (findings, details) = (rows(&files, "data/findings-0.js"), rows(&files, "data/details-0.js"));
    let sum = findings.iter().position(|finding| finding[1] == "fund-sum").unwrap();
    let uses: Vec<&Value> = details[sum][5]
        .as_array()
        .unwrap()
        .iter()
        .map(|used| &used[1])
        .collect();
    assert_eq!(uses[..2], ["funds[0].budget", "funds[1].budget"]);
}
