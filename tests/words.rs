//! The real binary with words that a user adds to the vocabulary: what they make of a form, and what is said of wrong ones.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod paper;

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// What the labels of [`strange_form`] are.
const WORDS: &str = "\
# 某省 2024 年模板
[head]
unit = [\"执行机构\"]

[funds]
executed = [\"累计列支\"]

[indicators]
target = [\"年度愿景值\"]

[totals]
total-score = [\"自我总评\"]
";

fn fuhe(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command.env("LC_ALL", "C").args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

/// A file of this text in the folder.
fn file(folder: &TempDir, name: &str, text: impl AsRef<[u8]>) -> String {
    let path = path(folder, name);
    fs::write(&path, text).unwrap();
    path
}

/// A form some of whose labels nobody knows.
fn strange_form() -> Vec<u8> {
    paper::form::form()
        .label("实施单位", "执行机构")
        .label("全年执行数", "累计列支")
        .label("年度指标值", "年度愿景值")
        .label("总分", "自我总评")
        .pdf()
}

/// The only form that a run over the file gives.
fn check(folder: &TempDir, pdf: &str, options: &[&str]) -> Value {
    let out = path(folder, "out");
    let mut arguments = vec!["check", pdf, "--out", &out, "--quiet", "--confirm", "none"];
    arguments.extend(options);
    let output = fuhe(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let forms = fs::read_to_string(format!("{out}/forms.jsonl")).unwrap();
    assert_eq!(forms.lines().count(), 1, "{forms}");
    serde_json::from_str(&forms).unwrap()
}

/// What the strange labels are over.
fn read(form: &Value) -> [&str; 4] {
    let text = |pointer| form.pointer(pointer).unwrap().as_str().unwrap();
    [
        text("/unit"),
        text("/funds/0/executed"),
        text("/indicators/1/target"),
        text("/total_score"),
    ]
}

#[test]
fn added_words_read_a_form_that_was_not_understood() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = file(&folder, "form.pdf", strange_form());
    let words = file(&folder, "words.toml", WORDS);
    let before = check(&folder, &pdf, &[]);
    // What the figures of a column say of it is read, and in doubt.
    assert_eq!(read(&before)[..3], ["养护中心", "98.00", "≥90%"]);
    let doubts = before["warnings"].as_array().unwrap();
    let of_structure: Vec<&Value> = doubts.iter().filter(|doubt| doubt["kind"] == "by-structure").collect();
    assert!(
        of_structure.iter().any(|doubt| doubt["field"] == "funds[0].executed"),
        "{doubts:?}"
    );
    assert!(of_structure.iter().any(|doubt| doubt["field"] == "unit"), "{doubts:?}");
    assert!(
        of_structure
            .iter()
            .any(|doubt| doubt["field"] == "indicators[1].target"),
        "{doubts:?}"
    );

    let plain = file(&folder, "plain.pdf", paper::form::form().pdf());
    let known = check(&folder, &plain, &[]);
    let after = check(&folder, &pdf, &["--words", &words]);
    assert_eq!(read(&after), ["养护中心", "98.00", "≥90%", "99.80"]);
    for part in ["funds", "indicators", "findings", "warnings", "total_score", "grade"] {
        assert_eq!(after[part], known[part], "{part} as under the words that fuhe knows");
    }

    let run = fs::read(path(&folder, "out") + "/run.json").unwrap();
    let run: Value = serde_json::from_slice(&run).unwrap();
    let recorded = &run["settings"]["words"];
    assert_eq!(
        recorded["head"]["unit"][0], "执行机构",
        "the run says which words it had"
    );

    let settings = WORDS.replace('[', "[words.").replace("[words.\"", "[\"");
    let settings = file(&folder, "fuhe.toml", settings);
    assert_eq!(
        check(&folder, &pdf, &["--config", &settings]),
        after,
        "words among the settings"
    );

    let shown = fuhe(&["show", &pdf, "--words", &words, "--lang", "zh"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("养护中心"));
}

#[test]
fn what_rests_on_a_column_that_no_word_names_is_a_notice_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = |label: &'static str| {
        let form = paper::form::form()
            .label("年度指标值", label)
            .text("indicators[1].actual", "85%");
        let pdf = file(&folder, "wrong.pdf", form.pdf());
        let found = check(&folder, &pdf, &[]);
        let finding = &found["findings"][0];
        let said = finding["explanation"].as_str().unwrap().contains("推定");
        (finding["rule"].clone(), finding["severity"].clone(), said)
    };
    assert_eq!(wrong("年度愿景值"), ("indicator-score".into(), "notice".into(), true));
    assert_eq!(wrong("年度指标值"), ("indicator-score".into(), "warning".into(), false));
}

#[test]
fn what_is_wrong_with_words_is_said_with_its_line_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let table = [
        (
            "\n[head]\nunit = [\"执行机构\",\n  \"主管部门\"]",
            4,
            "head.department (主管部门)",
            "已经指",
        ),
        (
            "[head]\nunits = [\"执行机构\"]",
            2,
            "project-name, department, unit",
            "请改为",
        ),
        ("\n\n[heads]\nunit = [\"执行机构\"]", 3, "head, funds, points", "请改为"),
        (
            "[head]\nunit = [\"（万元）\"]",
            2,
            "two Chinese characters",
            "请改写或删去",
        ),
        ("[head]\nunit = \"执行机构\"", 2, "fuhe words", "应如"),
        ("[head]\nunit = [\"执行机构\"\n", 2, "fuhe words", "应如"),
        (
            "[funds]\nbudget = [\"款额\"]\nexecuted = [\"款额\"]",
            3,
            "funds.budget (全年预算数)",
            "已经指",
        ),
    ];
    for (text, line, said_in_english, said_in_chinese) in table {
        let words = file(&folder, "words.toml", text);
        let english = fuhe(&["words", &words, "--lang", "en"]);
        assert_eq!(english.status.code(), Some(2), "{text}");
        let english = said(&english);
        assert!(
            english.contains(&format!("words.toml, line {line}:")),
            "{text}\n{english}"
        );
        assert!(english.contains(said_in_english), "{text}\n{english}");
        let chinese = said(&fuhe(&[
            "check",
            &words,
            "--out",
            &path(&folder, "o"),
            "--words",
            &words,
            "--lang",
            "zh",
        ]));
        assert!(
            chinese.contains(&format!("words.toml 第 {line} 行：")),
            "{text}\n{chinese}"
        );
        assert!(chinese.contains(said_in_chinese), "{text}\n{chinese}");
    }
    let settings = file(&folder, "fuhe.toml", "threads = 1\n[words.head]\nunit = [\"年度\"]");
    let refused = said(&fuhe(&["config", "--print", "--config", &settings, "--lang", "en"]));
    assert!(
        refused.contains("fuhe.toml, line 3:") && refused.contains("head.year"),
        "{refused}"
    );
    let missing = said(&fuhe(&["words", &path(&folder, "none.toml"), "--lang", "en"]));
    assert!(missing.contains("none.toml cannot be read"), "{missing}");

    // Right by itself, and one word for two labels beside the settings.
    let settings = file(&folder, "fuhe.toml", "[words.funds]\nbudget = [\"款额\"]");
    let words = file(&folder, "words.toml", "[funds]\nexecuted = [\"款额\"]");
    let pdf = file(&folder, "form.pdf", strange_form());
    let out = path(&folder, "out");
    let both = fuhe(&[
        "check", &pdf, "--out", &out, "--config", &settings, "--words", &words, "--lang", "en",
    ]);
    assert!(said(&both).contains("words.toml, line 2:"), "{}", said(&both));
}

#[test]
fn the_printed_vocabulary_is_one_that_could_be_added() {
    let folder = tempfile::tempdir().unwrap();
    let printed = fuhe(&["words"]);
    assert_eq!(printed.status.code(), Some(0));
    let words = file(&folder, "words.toml", &printed.stdout);
    let looked_through = fuhe(&["words", &words, "--lang", "en"]);
    assert_eq!(looked_through.status.code(), Some(0), "{}", said(&looked_through));
    let text = String::from_utf8(printed.stdout).unwrap();
    assert!(text.contains("\"年度指标值\"") && text.contains("[totals]"), "{text}");
}

#[test]
fn what_nothing_knew_is_listed_with_how_often_and_where() {
    let folder = tempfile::tempdir().unwrap();
    file(&folder, "a.pdf", strange_form());
    file(
        &folder,
        "b.pdf",
        paper::form::form().label("实施单位", "执行机构").pdf(),
    );
    file(&folder, "c.pdf", paper::form::form().pdf());
    let out = path(&folder, "out");
    let run = |options: &[&str]| {
        let mut arguments = vec![
            "check",
            folder.path().to_str().unwrap(),
            "--out",
            &out,
            "--confirm",
            "none",
        ];
        arguments.extend(["--lang", "en", "--no-bom", "--unknown-words"]);
        arguments.extend(options);
        let output = fuhe(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let table = fs::read_to_string(format!("{out}/unknown-words.csv")).unwrap();
        let rows = csv::Reader::from_reader(table.as_bytes()).into_records();
        let rows = rows.map(|row| row.unwrap().iter().take(4).collect::<Vec<_>>().join(" "));
        (rows.collect::<Vec<_>>(), said(&output))
    };
    let (rows, told) = run(&[]);
    let expected = [
        "执行机构 head 2 2",
        "累计列支 funds 1 1",
        "年度愿景值 indicators 1 1",
        "自我总评 totals 1 1",
    ];
    assert_eq!(rows, expected);
    assert!(told.contains("[head] 执行机构: 2 times in 2 files, such as"), "{told}");
    assert!(told.contains("a.pdf, page 1"), "{told}");
    let verified = fuhe(&["verify", &out]);
    assert_eq!(
        verified.status.code(),
        Some(0),
        "the manifest knows the table: {}",
        said(&verified)
    );
    let words = file(&folder, "words.toml", WORDS);
    assert_eq!(
        run(&["--words", &words]).0,
        [""; 0],
        "once they are added, nothing is left"
    );
}
