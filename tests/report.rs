//! The report that `check --html` writes: whole, the same whatever the number of threads, and careful with what others have put in its place.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn planted() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted")
}

fn check(out: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fuhe"))
        .env("LC_ALL", "C")
        .args(["check", "--confirm", "none", "--html"])
        .arg(planted())
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
    assert_eq!(check(out.path(), &[]).status.code(), Some(0));
    let files = files(out.path());
    let page = text(&files, "index.html");
    assert!(page.contains("default-src 'none'; script-src 'self'"), "{page}");
    let quoted = |mark: &'static str| page.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
    let loaded: Vec<&str> = quoted("src=\"").chain(quoted("rel=\"stylesheet\" href=\"")).collect();
    assert!(loaded.len() > 5, "{loaded:?}");
    for name in loaded {
        assert!(files.contains_key(name), "{name} is missing");
    }
    let pictures = text(&files, "data/pictures-0.js");
    let drawn = files.keys().filter(|name| name.starts_with("pages/"));
    for name in drawn.clone() {
        assert!(pictures.contains(&format!("\"{name}\"")), "{name} is of no page");
    }
    // Every planted form has findings on one page at least.
    assert!(drawn.count() >= fs::read_dir(planted()).unwrap().count() / 2);
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
