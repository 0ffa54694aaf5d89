//! The real binary in a folder of its own: exit statuses, bad input, the same bytes whatever the number of threads.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod paper;
mod printed;
mod written;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use written::{complaint, tables};

const TABLES: [&str; 6] = [
    "files.csv",
    "forms.csv",
    "funds.csv",
    "indicators.csv",
    "findings.csv",
    "forms.jsonl",
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn fuhe() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command.env("LC_ALL", "C");
    command
}

fn check(inputs: &[&Path], out: &Path, options: &[&str]) -> Output {
    fuhe()
        .arg("check")
        .args(inputs)
        .arg("--out")
        .arg(out)
        .args(options)
        .output()
        .unwrap()
}

fn status(output: &Output) -> i32 {
    output
        .status
        .code()
        .unwrap_or_else(|| panic!("killed: {}", String::from_utf8_lossy(&output.stderr)))
}

/// Rows of a table, each a map from column to cell.
fn rows(out: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(out.join(table)).unwrap();
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    csv::Reader::from_reader(text)
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// Name below the folder, status and detail of each file.
fn fates(folder: &Path, out: &Path) -> BTreeMap<String, (String, String)> {
    let fate = |row: BTreeMap<String, String>| {
        let name = row["file"]
            .strip_prefix(&format!("{}/", folder.display()))
            .unwrap_or(&row["file"])
            .to_owned();
        (name, (row["status"].clone(), row["detail"].clone()))
    };
    rows(out, "files.csv").into_iter().map(fate).collect()
}

fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

#[test]
fn every_bad_input_ends_as_a_row_that_says_what_to_do() {
    let whole = paper::text_pages(1);
    let folder = folder_with(&[
        ("empty.pdf", b""),
        ("words.pdf", b"just words"),
        ("archive.pdf", b"PK\x03\x04rest of it"),
        ("cut.pdf", &whole[..whole.len() / 3]),
        ("cyclic.pdf", &paper::cyclic_page_tree()),
        ("long.pdf", &paper::text_pages(500)),
        ("fine.PDF", &whole),
        ("notes.txt", b"no matter"),
    ]);
    fs::copy(
        fixtures().join("unreadable/password.pdf"),
        folder.path().join("locked.pdf"),
    )
    .unwrap();
    let missing = folder.path().join("missing.pdf");
    let out = tempfile::tempdir().unwrap();
    let output = check(&[folder.path(), &missing], out.path(), &["--lang", "en"]);
    assert_eq!(status(&output), 3, "{}", complaint(&output));
    let fates = fates(folder.path(), out.path());
    let expected = [
        ("archive.pdf", "damaged", "unpack"),
        ("cut.pdf", "damaged", "original"),
        ("cyclic.pdf", "damaged", "original"),
        ("empty.pdf", "damaged", "original"),
        ("fine.PDF", "no-form", "no self-evaluation form"),
        ("locked.pdf", "encrypted", "--password"),
        ("long.pdf", "no-form", "no self-evaluation form"),
        ("missing.pdf", "unreadable", "check the path"),
        ("words.pdf", "damaged", "kind of file"),
    ];
    assert_eq!(fates.len(), expected.len(), "{fates:?}");
    for (name, status, advice) in expected {
        let (found, detail) = &fates[name];
        assert_eq!(found, status, "{name}: {detail}");
        assert!(detail.contains(advice), "{name}: {detail}");
    }
    let long = rows(out.path(), "files.csv")
        .into_iter()
        .find(|row| row["file"].ends_with("long.pdf"))
        .unwrap();
    assert_eq!(long["pages"], "500");
}

#[cfg(unix)]
#[test]
fn a_pipe_to_which_nobody_writes_holds_up_the_run_no_longer_than_its_limit() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.pdf");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let readable = folder.path().join("readable.pdf");
    fs::copy(fixtures().join("other/notice.pdf"), &readable).unwrap();
    let out = folder.path().join("out");
    let output = check(&[&pipe, &readable], &out, &["--timeout", "3", "--threads", "1"]);
    assert_eq!(status(&output), 3, "{}", complaint(&output));
    let fates = fates(folder.path(), &out);
    assert_eq!(fates["pipe.pdf"].0, "timeout");
    assert_eq!(fates["readable.pdf"].0, "no-form");
}

#[test]
fn a_document_that_only_speaks_of_forms_is_to_be_looked_at() {
    let out = tempfile::tempdir().unwrap();
    let output = check(&[&fixtures().join("other/notice.pdf")], out.path(), &["--lang", "en"]);
    assert_eq!(status(&output), 0, "{}", complaint(&output));
    let file = &rows(out.path(), "files.csv")[0];
    assert_eq!(file["status"], "no-form");
    assert!(
        file["detail"].contains("page 1 has the word 自评表"),
        "{}",
        file["detail"]
    );
}

#[test]
fn a_password_opens_what_needs_one() {
    let out = tempfile::tempdir().unwrap();
    let locked = fixtures().join("unreadable/password.pdf");
    let output = check(&[&locked], out.path(), &["--password", "geheim"]);
    assert_eq!(status(&output), 0, "{}", complaint(&output));
    let output = check(&[&locked], out.path(), &["--password", "wrong", "--lang", "en"]);
    assert_eq!(status(&output), 3);
    assert!(rows(out.path(), "files.csv")[0]["detail"].contains("does not open it"));
}

#[test]
fn a_file_of_passwords_opens_what_needs_one() {
    let out = tempfile::tempdir().unwrap();
    let locked = fixtures().join("unreadable/password.pdf");
    let folder = folder_with(&[("passwords", b"123456\r\ngeheim\r\n"), ("others", b"123456\n")]);
    let tried = |name: &str| {
        let file = folder.path().join(name);
        check(
            &[&locked],
            out.path(),
            &[
                "--confirm",
                "all",
                "--witness",
                "text",
                "--password-file",
                file.to_str().unwrap(),
            ],
        )
    };
    assert_eq!(status(&tried("passwords")), 0);
    assert_eq!(
        rows(out.path(), "forms.csv")[0]["confirmed"],
        "yes",
        "the second reader tries them as well"
    );
    assert_eq!(status(&tried("others")), 3);
    assert_eq!(rows(out.path(), "files.csv")[0]["status"], "encrypted");
    assert!(rows(out.path(), "files.csv")[0]["detail"].contains("--password-file"));
    let missing = tried("no such file");
    assert_eq!(status(&missing), 2);
    assert!(complaint(&missing).contains("no such file"), "{}", complaint(&missing));
}

#[test]
fn bytes_do_not_depend_on_threads() {
    let one = tempfile::tempdir().unwrap();
    let eight = tempfile::tempdir().unwrap();
    check(&[&fixtures()], one.path(), &["--threads", "1"]);
    check(&[&fixtures()], eight.path(), &["--threads", "8"]);
    let (one, eight) = (tables(one.path()), tables(eight.path()));
    assert_eq!(one.keys().map(String::as_str).collect::<Vec<_>>(), sorted(TABLES));
    for (name, bytes) in &one {
        assert!(bytes == &eight[name], "{name} differs");
    }
}

fn sorted<const N: usize>(mut names: [&str; N]) -> Vec<&str> {
    names.sort_unstable();
    names.to_vec()
}

#[test]
fn rows_stand_in_the_order_of_the_paths() {
    let out = tempfile::tempdir().unwrap();
    let folders = ["planted", "layouts", "forms"].map(|name| fixtures().join(name));
    check(
        &folders.each_ref().map(PathBuf::as_path),
        out.path(),
        &["--threads", "8"],
    );
    for table in ["files.csv", "forms.csv", "funds.csv", "indicators.csv", "findings.csv"] {
        let files: Vec<String> = rows(out.path(), table)
            .into_iter()
            .map(|row| row["file"].clone())
            .collect();
        assert!(files.is_sorted(), "{table}");
        assert!(!files.is_empty(), "{table}");
    }
}

#[test]
fn a_second_run_replaces_the_tables() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("files.csv.partial"), "of a run that was killed").unwrap();
    check(&[&fixtures().join("forms")], out.path(), &[]);
    let first = rows(out.path(), "forms.csv").len();
    assert!(first > 1);
    check(&[&fixtures().join("other")], out.path(), &[]);
    assert_eq!(rows(out.path(), "forms.csv").len(), 0);
    assert_eq!(tables(out.path()).len(), TABLES.len(), "no unfinished table is left");
}

#[test]
fn a_run_that_cannot_write_leaves_the_tables_as_they_were() {
    let out = tempfile::tempdir().unwrap();
    check(&[&fixtures().join("forms")], out.path(), &[]);
    let before = fs::read(out.path().join("files.csv")).unwrap();
    // A folder where an unfinished table should go: nobody can write that, not even root.
    fs::create_dir(out.path().join("forms.csv.partial")).unwrap();
    let output = check(&[&fixtures().join("other")], out.path(), &["--lang", "en"]);
    assert_eq!(status(&output), 2);
    assert!(
        complaint(&output).contains("forms.csv.partial"),
        "{}",
        complaint(&output)
    );
    assert_eq!(fs::read(out.path().join("files.csv")).unwrap(), before);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = folder_with(&[("file", b"")]);
    let out = folder.path().join("file/out");
    let output = check(&[&fixtures().join("other")], &out, &["--lang", "en"]);
    assert_eq!(status(&output), 2);
    assert!(
        complaint(&output).contains(&out.display().to_string()),
        "{}",
        complaint(&output)
    );
}

#[test]
fn bad_usage_is_status_2() {
    let uses: [&[&str]; 6] = [
        &[],
        &["check"],
        &["check", "no/such.pdf"],
        &["check", "a.pdf", "--out", "o", "--fail-on", "fatal"],
        &["check", "--files-from", "no/such/list", "--out", "o"],
        &["rules", "no-such-rule"],
    ];
    for arguments in uses {
        let output = fuhe().args(arguments).output().unwrap();
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn paths_can_come_from_standard_input() {
    let out = tempfile::tempdir().unwrap();
    let list = format!("{0}/forms\r\n\n{0}/other/notice.pdf\n{0}/other\n", fixtures().display());
    let mut command = fuhe();
    command
        .args(["check", "--files-from", "-", "--quiet", "--out"])
        .arg(out.path());
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(status(&output), 0, "{}", complaint(&output));
    assert_eq!(complaint(&output), "", "quiet says nothing");
    let notices = rows(out.path(), "files.csv")
        .into_iter()
        .filter(|row| row["status"] == "no-form")
        .count();
    assert_eq!(notices, 1, "a path that is named twice is one input");
}

#[test]
fn csv_is_as_spreadsheets_expect() {
    let out = tempfile::tempdir().unwrap();
    check(&[&fixtures().join("forms")], out.path(), &[]);
    for name in &TABLES[..5] {
        let bytes = fs::read(out.path().join(name)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with('\u{feff}'), "{name}");
        assert!(text.ends_with("\r\n"), "{name}");
        assert!(
            !text.replace("\r\n", "").contains(['\r', '\n']),
            "{name}: line ends within a row"
        );
    }
    check(&[&fixtures().join("forms")], out.path(), &["--no-bom"]);
    assert!(fs::read(out.path().join("files.csv")).unwrap().starts_with(b"file,"));
}

#[test]
fn planted_findings_are_confirmed_by_the_second_reader() {
    let out = tempfile::tempdir().unwrap();
    check(&[&fixtures().join("planted")], out.path(), &["--witness", "text"]);
    let by_text = rows(out.path(), "findings.csv");
    check(&[&fixtures().join("planted")], out.path(), &[]);
    let found = rows(out.path(), "findings.csv");
    assert_eq!(found.len(), by_text.len());
    for (row, read) in found.iter().zip(&by_text) {
        let asked = row["severity"] != "notice" && row["rule"] != "readers-disagree";
        assert_eq!(read["confirmed"], if asked { "yes" } else { "" }, "{read:?}");
        // Where the font is in the file, the page as painted agrees.
        let brings_font = ["grade.pdf", "indicator-score.pdf", "missing-field.pdf"];
        let expected = match brings_font.iter().any(|name| row["file"].ends_with(name)) {
            _ if !asked => "",
            true => "yes",
            false => "text-only",
        };
        assert_eq!(row["confirmed"], expected, "{row:?}");
        assert_eq!(row["severity"], read["severity"], "{row:?}");
    }
    let lying = |row: &&BTreeMap<String, String>| row["file"].ends_with("readers-disagree.pdf");
    let forms = rows(out.path(), "forms.csv");
    assert_eq!(forms.iter().find(lying).unwrap()["confirmed"], "no");

    check(&[&fixtures().join("planted")], out.path(), &["--confirm", "none"]);
    assert!(
        rows(out.path(), "findings.csv")
            .iter()
            .all(|row| row["confirmed"].is_empty())
    );
}

#[test]
fn all_figures_of_clean_forms_are_confirmed_where_asked() {
    let out = tempfile::tempdir().unwrap();
    let folders = ["forms", "layouts", "text"].map(|name| fixtures().join(name));
    check(
        &folders.each_ref().map(PathBuf::as_path),
        out.path(),
        &["--confirm", "all", "--lang", "en"],
    );
    // These producers bring their fonts: the figures look as they were read, but where a font has shapes of digits that are like none that is
    // known. How others look is not known; none looks otherwise.
    let brings_fonts = ["chromium", "fop", "lo-docx", "lo-xlsx", "weasyprint", "xelatex"];
    let (mut known, mut unlike) = (0, Vec::new());
    for row in rows(out.path(), "forms.csv") {
        assert_ne!(row["confirmed"], "no", "{}", row["file"]);
        let is_of = |producer: &&str| row["file"].ends_with(&format!("{producer}.pdf"));
        if brings_fonts.iter().any(is_of) {
            known += 1;
            unlike.extend((row["confirmed"] != "yes").then(|| row["file"].clone()));
        }
    }
    assert!(unlike.len() * 10 <= known, "{unlike:?} of {known}");
    check(
        &folders.each_ref().map(PathBuf::as_path),
        out.path(),
        &["--confirm", "all", "--witness", "text", "--lang", "en"],
    );
    for row in rows(out.path(), "forms.csv") {
        // Only the first reader asks the font program for its characters.
        let is_beyond_it = row["file"].ends_with("no-tounicode.pdf");
        let expected = if is_beyond_it { "unavailable" } else { "yes" };
        assert_eq!(row["confirmed"], expected, "{}", row["file"]);
    }
    let details = rows(out.path(), "files.csv")
        .into_iter()
        .map(|row| row["detail"].clone());
    assert_eq!(
        details
            .filter(|detail| detail.contains("does not know the characters"))
            .count(),
        1
    );
}

#[test]
fn a_target_that_looks_like_a_formula_reaches_a_spreadsheet_as_text() {
    let out = tempfile::tempdir().unwrap();
    check(&[&fixtures().join("forms")], out.path(), &[]);
    let targets: Vec<String> = rows(out.path(), "indicators.csv")
        .into_iter()
        .map(|row| row["target"].clone())
        .collect();
    assert!(targets.iter().any(|target| target == "'=0.00(%)"), "{targets:?}");
    assert!(!targets.iter().any(|target| target.starts_with('=')));
    let machine = fs::read_to_string(out.path().join("forms.jsonl")).unwrap();
    assert!(
        machine.contains("\"target\":\"=0.00(%)\""),
        "programs get the text as printed"
    );
}

#[test]
fn forms_are_compared_with_each_other_where_asked() {
    let out = tempfile::tempdir().unwrap();
    let forms =
        ["forms/seed-1-fop.pdf", "forms/seed-2-fop.pdf", "forms/seed-3-fop.pdf"].map(|name| fixtures().join(name));
    let inputs = forms.each_ref().map(PathBuf::as_path);
    check(&inputs, out.path(), &[]);
    assert!(!out.path().join("cross.csv").exists());
    check(&inputs, out.path(), &["--cross"]);
    let rows = rows(out.path(), "cross.csv");
    let of_kind = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).collect::<Vec<_>>();
    let copied: Vec<&str> = of_kind("copied-narrative")
        .iter()
        .map(|row| row["project_name"].as_str())
        .collect();
    assert_eq!(
        copied,
        [
            "闵行区企业政策管理系统(2023 运维)",
            "闵行区科委综合业务管理信息平台(2023 运维)"
        ]
    );
    let highest: Vec<&str> = of_kind("distribution")
        .iter()
        .filter(|row| row["field"] == "total_score.count")
        .map(|row| row["value"].as_str())
        .collect();
    assert_eq!(highest, ["3"], "one department, three forms");
}

#[test]
fn findings_fail_the_run_only_when_asked() {
    let out = tempfile::tempdir().unwrap();
    let planted = fixtures().join("planted/grade.pdf");
    let exit = |options: &[&str]| status(&check(&[&planted], out.path(), options));
    assert_eq!(exit(&[]), 0);
    assert_eq!(exit(&["--fail-on", "error"]), 1);
    assert_eq!(exit(&["--fail-on", "notice"]), 1);
    let unread = fixtures().join("unreadable/empty.pdf");
    assert_eq!(
        status(&check(&[&planted, &unread], out.path(), &["--fail-on", "error"])),
        3
    );
}

#[test]
fn files_speak_the_language_that_is_asked_for_and_chinese_otherwise() {
    let out = tempfile::tempdir().unwrap();
    let unread = fixtures().join("unreadable/empty.pdf");
    check(&[&unread], out.path(), &[]);
    assert!(rows(out.path(), "files.csv")[0]["detail"].starts_with("空文件"));
    check(&[&unread], out.path(), &["--lang", "en"]);
    assert!(rows(out.path(), "files.csv")[0]["detail"].starts_with("empty file"));
}

#[test]
fn the_summary_counts_and_follows_the_locale() {
    let out = tempfile::tempdir().unwrap();
    let folder = fixtures().join("unreadable");
    let english = complaint(&check(&[&folder], out.path(), &[]));
    assert!(
        english.contains("a password is needed") && english.contains("Tables written to"),
        "{english}"
    );
    let chinese = fuhe()
        .env("LC_ALL", "zh_CN.UTF-8")
        .arg("check")
        .arg(&folder)
        .arg("--out")
        .arg(out.path())
        .output()
        .unwrap();
    assert!(complaint(&chinese).contains("表格已写入"), "{}", complaint(&chinese));
}

#[test]
fn what_is_dropped_on_the_program_is_checked_for_people_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("2023")).unwrap();
    fs::copy(fixtures().join("planted/grade.pdf"), folder.path().join("2023/a.pdf")).unwrap();
    // No browser is to be found on this path.
    let mut command = fuhe();
    command.env("PATH", folder.path()).arg(folder.path().join("2023"));
    let output = command.output().unwrap();
    assert_eq!(status(&output), 0, "{}", complaint(&output));
    let out = folder.path().join("2023-checked");
    assert!(out.join("findings.csv").is_file(), "{}", complaint(&output));
    assert!(out.join("fuhe.xlsx").is_file() && out.join("report/index.html").is_file());
    // The same without anything for people: `check` alone.
    let chinese = fuhe()
        .args(["check", "--lang", "zh"])
        .arg(folder.path().join("2023/a.pdf"))
        .output()
        .unwrap();
    assert_eq!(status(&chinese), 0, "{}", complaint(&chinese));
    assert!(folder.path().join("2023/a-复核/files.csv").is_file());
}

#[test]
fn a_path_that_does_not_exist_is_said_at_once_and_by_name() {
    let out = tempfile::tempdir().unwrap();
    let output = check(&[Path::new("no/such/folder")], out.path(), &["--lang", "en"]);
    assert_eq!(status(&output), 3);
    assert!(
        complaint(&output).contains("no/such/folder does not exist"),
        "{}",
        complaint(&output)
    );
}

#[test]
fn rules_document_themselves() {
    let list = fuhe().args(["rules", "--lang", "en"]).output().unwrap();
    assert_eq!(status(&list), 0);
    let list = String::from_utf8(list.stdout).unwrap();
    let rules = || list.lines().filter(|line| !line.starts_with(' '));
    assert_eq!(rules().count(), fuhe::rules::all().len(), "{list}");
    for line in rules() {
        let id = line.split_whitespace().next().unwrap();
        let documentation = fuhe().args(["rules", id]).output().unwrap();
        assert_eq!(status(&documentation), 0);
        assert!(String::from_utf8(documentation.stdout).unwrap().starts_with(id));
    }
}

#[test]
fn what_lies_beside_the_pdfs_is_counted_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("a")).unwrap();
    fs::copy(fixtures().join("planted/grade.pdf"), folder.path().join("a/grade.pdf")).unwrap();
    for name in [
        "1.DOCX",
        "a/2.docx",
        "a/3.xls",
        "4.rar",
        "a/5.jpeg",
        "~$1.docx",
        "._2.docx",
        "notes.txt",
    ] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    let run = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
        command
            .env("LC_ALL", "C")
            .arg("check")
            .arg(folder.path())
            .arg("--out")
            .arg(out.path());
        command.args(["--confirm", "none"]).args(options).output().unwrap()
    };
    let said = String::from_utf8(run(&[]).stderr).unwrap();
    assert!(said.contains(".docx 2, .xls 1. Save or print them as PDF"), "{said}");
    assert!(said.contains(".rar 1. Unpack"), "{said}");
    assert!(said.contains(".jpg 1."), "{said}");
    let said = String::from_utf8(run(&["--lang", "zh"]).stderr).unwrap();
    assert!(said.contains(".rar 1。请先解压"), "{said}");
    let manifest = fs::read_to_string(out.path().join("run.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let beside = serde_json::json!({"docx": 2, "xls": 1, "rar": 1, "jpg": 1});
    assert_eq!(manifest["inputs"]["beside"], beside);
    assert_eq!(manifest["inputs"]["files"], 1);
}
