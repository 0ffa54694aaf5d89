//! The real binary with settings from a file, limits, a log, and progress where there is no terminal.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn fuhe(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command.env("LC_ALL", "C").args(arguments).output().unwrap()
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    path.to_str().unwrap().to_owned()
}

/// What the findings of a fixture are, rule and severity, under these settings.
fn findings(name: &str, settings: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (out, config) = (path(&folder, "out"), path(&folder, "fuhe.toml"));
    fs::write(&config, settings).unwrap();
    let output = fuhe(&["check", &fixture(name), "--out", &out, "--config", &config]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let table = fs::read_to_string(format!("{out}/findings.csv")).unwrap();
    let rows = csv::Reader::from_reader(table.as_bytes()).into_records();
    rows.map(|row| row.map(|row| format!("{} {}", &row[3], &row[4])).unwrap())
        .collect()
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

#[test]
fn rules_follow_the_settings() {
    let grade = "planted/grade.pdf";
    assert_eq!(findings(grade, ""), ["grade error"]);
    assert_eq!(findings(grade, "[rules]\noff = [\"grade\"]"), [""; 0]);
    assert_eq!(
        findings(grade, "[rules.severity]\ngrade = \"notice\""),
        ["grade notice"]
    );
    assert_eq!(
        findings("planted/score-sum.pdf", "[rules]\ntolerance = \"50\""),
        [""; 0]
    );
    let generous = "[[parameters]]\nyear = 2000\nsource = \"ours\"\nfull-marks = 100\ngrades = [{ grade = \"优\", from = 0 }, { grade = \"差\" }]";
    assert_eq!(
        findings("forms/seed-1-fop.pdf", generous).len(),
        findings("forms/seed-1-fop.pdf", "").len()
    );
}

#[test]
fn what_is_wrong_in_the_settings_is_named() {
    let table = [
        ("colour = \"red\"", "colour"),
        ("[limits]\nsize = 1", "size"),
        ("[rules]\noff = [\"gravity\"]", "no rule is called gravity"),
        ("[rules.severity]\ngrade = \"fatal\"", "no severity is called fatal"),
        ("[rules]\ntolerance = \"-1\"", "tolerance -1"),
        ("[limits]\nseconds = 0", "limits.seconds"),
        ("threads = 0", "threads"),
        (
            "[[parameters]]\nyear = 2020\nsource = \"\"\nfull-marks = 100\ngrades = [{ grade = \"优\", from = 90 }]",
            "2020",
        ),
    ];
    for (settings, said) in table {
        let folder = tempfile::tempdir().unwrap();
        let config = path(&folder, "fuhe.toml");
        fs::write(&config, settings).unwrap();
        let output = fuhe(&["config", "--print", "--config", &config]);
        assert_eq!(output.status.code(), Some(2), "{settings}");
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            complaint.contains(said) && complaint.contains("fuhe.toml"),
            "{complaint}"
        );
    }
}

#[test]
fn the_printed_settings_are_settings() {
    for language in ["zh", "en"] {
        let printed = fuhe(&["config", "--print", "--lang", language]);
        assert_eq!(printed.status.code(), Some(0));
        let folder = tempfile::tempdir().unwrap();
        let config = path(&folder, "fuhe.toml");
        fs::write(&config, &printed.stdout).unwrap();
        let again = fuhe(&["config", "--print", "--lang", language, "--config", &config]);
        assert_eq!(
            String::from_utf8_lossy(&again.stdout),
            String::from_utf8_lossy(&printed.stdout)
        );
        let text = String::from_utf8(printed.stdout).unwrap();
        let settings = text.lines().filter(|line| line.contains(" = ")).count();
        let comments = text.lines().filter(|line| line.starts_with('#')).count();
        assert!(settings > 20 && comments > 20, "{text}");
    }
}

#[test]
fn limits_have_their_statuses() {
    let folder = tempfile::tempdir().unwrap();
    let out = path(&folder, "out");
    let status = |options: &[&str]| {
        let long = fixture("layouts/eight-forms.pdf");
        let mut arguments = vec!["check", &long, "--out", &out, "--quiet"];
        arguments.extend(options);
        fuhe(&arguments);
        let table = fs::read_to_string(format!("{out}/files.csv")).unwrap();
        let row = csv::Reader::from_reader(table.as_bytes())
            .into_records()
            .next()
            .unwrap()
            .unwrap();
        row[5].to_owned()
    };
    assert_eq!(status(&[]), "ok");
    assert_eq!(status(&["--max-pages", "1"]), "too-large");
    let config = path(&folder, "fuhe.toml");
    fs::write(&config, "[limits]\nbytes = 100\n").unwrap();
    assert_eq!(status(&["--config", &config]), "too-large");
    assert_eq!(
        status(&["--config", &config, "--max-size", "9"]),
        "ok",
        "the command line counts more"
    );
}

#[test]
fn events_are_logged_one_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let (out, log) = (path(&folder, "out"), path(&folder, "log"));
    fuhe(&["check", &fixture("planted"), "--out", &out, "--log", &log]);
    let events: Vec<serde_json::Value> = fs::read_to_string(log)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let count = |message: &str| events.iter().filter(|event| event["message"] == message).count();
    assert_eq!((count("run begins"), count("run ends")), (1, 1));
    let files = fs::read_to_string(format!("{out}/files.csv")).unwrap().lines().count() - 1;
    assert_eq!(count("input"), files);
    assert!(
        events
            .iter()
            .any(|event| event["status"] == "ok" && event["forms"] == 1),
        "{events:?}"
    );
}
