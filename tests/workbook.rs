//! `--xlsx` and `--accepted`: the workbook of a real run, read as XML, and as LibreOffice shows it.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A row of a table, by column.
type Row = BTreeMap<String, String>;

fn check(out: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fuhe"))
        .env("LC_ALL", "C")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "check",
            "fixtures/planted",
            "fixtures/forms/seed-4-fop.pdf",
            "fixtures/unreadable",
        ])
        .args(["--out", out.to_str().unwrap(), "--confirm", "none", "--xlsx"])
        .args(options)
        .output()
        .unwrap()
}

/// A run with a workbook.
fn checked(options: &[&str]) -> (TempDir, String) {
    let out = tempfile::tempdir().unwrap();
    let output = check(out.path(), options);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    (out, said)
}

fn table(path: &Path) -> Vec<Row> {
    let bytes = fs::read(path).unwrap();
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let rows = csv::Reader::from_reader(text).into_deserialize();
    rows.map(Result::unwrap).collect()
}

/// A part of the workbook.
fn part(out: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(out.join("fuhe.xlsx")).unwrap()).unwrap();
    let mut content = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut content).unwrap();
    content
}

/// Sheets where forms have not been compared.
const SHEETS: u32 = 9;

const FINDINGS: &str = "xl/worksheets/sheet2.xml";
const FUNDS: &str = "xl/worksheets/sheet4.xml";
const INDICATORS: &str = "xl/worksheets/sheet5.xml";

/// The cells of one column of a sheet, the heading left out: the whole element of each.
fn cells(sheet: &str, column: &str) -> Vec<String> {
    let pattern = format!(r#"<c r="{column}(?:[2-9]|\d\d+)"(?:[^>]*/>|.*?</c>)"#);
    let pattern = regex::Regex::new(&pattern).unwrap();
    pattern.find_iter(sheet).map(|cell| cell.as_str().to_owned()).collect()
}

fn style(cell: &str) -> &str {
    cell.split("s=\"").nth(1).unwrap().split('"').next().unwrap()
}

#[test]
fn sheets_have_a_frozen_heading_filters_and_notes_where_something_is_found() {
    let (out, _) = checked(&[]);
    for number in 2..=SHEETS {
        let sheet = part(out.path(), &format!("xl/worksheets/sheet{number}.xml"));
        assert!(
            sheet.contains("ySplit=\"1\"") && sheet.contains("<pane xSplit=") && sheet.contains("state=\"frozen\""),
            "sheet {number}"
        );
        assert!(sheet.contains("<autoFilter ref=\"A1:"), "sheet {number}");
        assert!(
            sheet.contains("fitToHeight=\"0\"") && sheet.contains("orientation=\"landscape\""),
            "sheet {number}"
        );
    }
    let notes: String = (1..=3)
        .map(|number| part(out.path(), &format!("xl/comments{number}.xml")))
        .collect();
    let findings = table(&out.path().join("findings.csv"));
    let explained = findings.iter().filter(|finding| {
        let explanation = finding["explanation"]
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        notes.contains(&explanation)
    });
    assert_eq!(explained.count(), findings.len());
}

#[test]
fn stated_figures_are_numbers_and_formulas_are_only_links() {
    let (out, _) = checked(&[]);
    let funds = part(out.path(), FUNDS);
    let executed = cells(&funds, "I");
    let stated = table(&out.path().join("funds.csv"));
    assert_eq!(executed.len(), stated.len());
    let mut numbers = 0;
    for (cell, row) in executed.iter().zip(&stated) {
        let text = row["executed"].replace(',', "");
        if let Ok(value) = text.parse::<f64>() {
            assert!(
                cell.contains(&format!("<v>{value}</v>")) && !cell.contains("t="),
                "{text}: {cell}"
            );
            numbers += 1;
        }
    }
    assert!(numbers > 20, "{numbers}");
    let targets = cells(&part(out.path(), INDICATORS), "H");
    let formula_like: Vec<&String> = targets.iter().filter(|cell| cell.contains(">=0.00(%)<")).collect();
    assert!(!formula_like.is_empty() && formula_like.iter().all(|cell| cell.contains("t=\"inlineStr\"")));
    for number in 2..=SHEETS {
        let sheet = part(out.path(), &format!("xl/worksheets/sheet{number}.xml"));
        assert!(
            sheet
                .split("<f>")
                .skip(1)
                .all(|formula| formula.starts_with("HYPERLINK(")),
            "sheet {number}"
        );
    }
}

/// The parts of the workbook, the time of the run replaced: by its minute, if it stands in it once.
fn parts_without_time(out: &Path) -> Vec<(String, String)> {
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    let minute = manifest["started"].as_str().unwrap()[..16].replace('T', " ");
    let mut archive = zip::ZipArchive::new(fs::File::open(out.join("fuhe.xlsx")).unwrap()).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    let times: usize = parts.iter().map(|(_, content)| content.matches(&minute).count()).sum();
    assert_eq!(times, 1, "{minute}");
    for (_, content) in &mut parts {
        *content = content.replace(&minute, "minute");
    }
    parts
}

#[test]
fn the_same_tables_give_the_same_workbook_but_for_the_time_of_the_run() {
    let out = tempfile::tempdir().unwrap();
    let written = || {
        assert_eq!(check(out.path(), &["--quiet", "--cross"]).status.code(), Some(3));
        parts_without_time(out.path())
    };
    let first = written();
    // Times in an archive are kept to two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == written());
    assert!(!out.path().join("fuhe.xlsx.partial").exists());
}

#[test]
fn accepted_findings_are_greyed_with_the_reason_and_the_tables_stay_as_they_are() {
    let list = tempfile::NamedTempFile::new().unwrap();
    let accepted = "file,project,rule,field,reason\r\n\
         fixtures/planted/grade.pdf,,grade,grade,\"seen, agreed\"\r\n\
         ,no such project,grade,grade,never\r\n";
    fs::write(list.path(), accepted).unwrap();
    let (with, said) = checked(&["--accepted", list.path().to_str().unwrap(), "--lang", "en"]);
    assert!(
        said.contains("1 lines") && said.contains("line 3: no such project grade grade"),
        "{said}"
    );
    assert!(!said.contains("line 2"), "{said}");
    let (without, _) = checked(&["--lang", "en"]);
    for name in ["findings.csv", "forms.csv", "forms.jsonl"] {
        assert_eq!(
            fs::read(with.path().join(name)).unwrap(),
            fs::read(without.path().join(name)).unwrap()
        );
    }
    let row = cells(&part(with.path(), FINDINGS), "U")
        .iter()
        .position(|rule| rule.contains(">grade<"))
        .unwrap();
    let reasons = cells(&part(with.path(), FINDINGS), "P");
    assert!(reasons[row].contains("seen, agreed"), "{}", reasons[row]);
    assert_eq!(reasons.iter().filter(|cell| cell.contains("<t>")).count(), 1);
    // How many errors look like this one.
    let alike = |out: &TempDir| {
        let severities = cells(&part(out.path(), FINDINGS), "B");
        let errors = severities.iter().filter(|cell| cell.contains(">mismatch<"));
        errors.filter(|cell| style(cell) == style(&severities[row])).count()
    };
    assert_eq!(alike(&with), 1);
    assert!(alike(&without) > 5);
}

#[test]
fn a_list_that_cannot_be_used_is_said_before_anything_is_written() {
    let list = tempfile::NamedTempFile::new().unwrap();
    fs::write(list.path(), "file,rule,field,reason\na.pdf,no-rule,grade,x\n").unwrap();
    let out = tempfile::tempdir().unwrap();
    let output = check(
        out.path(),
        &["--accepted", list.path().to_str().unwrap(), "--lang", "en"],
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("line 2") && said.contains("no-rule"), "{said}");
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}

/// Every sheet as LibreOffice shows it, by name; `None` where there is no LibreOffice.
fn shown_by_libreoffice(out: &Path) -> Option<BTreeMap<String, Vec<Row>>> {
    let home = tempfile::tempdir().unwrap();
    // Commas, quotes, UTF-8, as shown, every sheet to a file of its own.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
    let converted = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", home.path().display()))
        .args(["--headless", "--convert-to", filter, "--outdir"])
        .arg(home.path().join("shown"))
        .arg(out.join("fuhe.xlsx"))
        .output();
    let Ok(converted) = converted else {
        assert!(
            std::env::var_os("CI").is_none(),
            "soffice is missing: .ci/run installs it"
        );
        eprintln!("left out: there is no soffice here (Debian: apt-get install libreoffice-calc-nogui)");
        return None;
    };
    assert!(
        converted.status.success(),
        "{}",
        String::from_utf8_lossy(&converted.stderr)
    );
    let sheets = fs::read_dir(home.path().join("shown"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let named = sheets.map(|path| {
        let name = path
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .trim_start_matches("fuhe-")
            .to_owned();
        let rows = if name == "Overview" { Vec::new() } else { table(&path) };
        (name, rows)
    });
    Some(named.collect())
}

#[test]
fn libreoffice_shows_what_the_tables_hold() {
    let (out, _) = checked(&["--lang", "en", "--cross"]);
    let Some(shown) = shown_by_libreoffice(out.path()) else {
        return;
    };
    let names: Vec<&str> = shown.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Copied text",
            "Coverage",
            "Departments",
            "Doubts",
            "Duplicates",
            "Files",
            "Findings",
            "Funds",
            "Indicators",
            "Listings",
            "Overview",
            "Projects"
        ]
    );
    // Heading of the sheet, column of the table. A text that a formula guard stands before in CSV is compared without it.
    let same = |sheet: &str, file: &str, columns: &[(&str, &str)]| {
        let (shown, written) = (&shown[sheet], table(&out.path().join(file)));
        assert_eq!(shown.len(), written.len(), "{sheet}");
        for (row, (shown, written)) in shown.iter().zip(&written).enumerate() {
            for (heading, column) in columns {
                let text = written[*column].trim_start_matches('\'');
                let more = shown.get("As printed").is_some_and(|printed| printed.contains(text));
                assert!(
                    shown[*heading] == text || more,
                    "{sheet} {row} {heading}: {} for {text}",
                    shown[*heading]
                );
            }
        }
    };
    let fund_columns = [
        ("Item", "item"),
        ("Initial budget", "initial"),
        ("Budget", "budget"),
        ("Executed", "executed"),
        ("Weight", "weight"),
        ("Rate", "rate"),
        ("Rate recomputed (%)", "rate_recomputed"),
        ("Score", "score"),
        ("Score recomputed", "score_recomputed"),
        ("File", "file"),
    ];
    same("Funds", "funds.csv", &fund_columns);
    let indicator_columns = [
        ("Level 1", "level1"),
        ("Level 3", "level3"),
        ("Target", "target"),
        ("Actual", "actual"),
        ("Weight", "weight"),
        ("Score", "score"),
        ("Deviation and measures", "deviation"),
        ("File", "file"),
    ];
    same("Indicators", "indicators.csv", &indicator_columns);
    let form_columns = [
        ("Project", "project_name"),
        ("Year", "year"),
        ("Total score", "total_score"),
        ("Grade", "grade"),
        ("Actual result", "actual_result"),
        ("Mismatches", "errors"),
        ("Notices", "notices"),
        ("Page", "first_page"),
        ("File", "file"),
    ];
    same("Projects", "forms.csv", &form_columns);
    same(
        "Files",
        "files.csv",
        &[
            ("File", "file"),
            ("What to do", "detail"),
            ("Pages", "pages"),
            ("SHA-256 hash", "sha256"),
        ],
    );
    let told = |rows: &[Row], columns: [&str; 5]| {
        let told = rows
            .iter()
            .map(|row| columns.map(|column| row[column].trim_start_matches('\'').to_owned()));
        let mut told: Vec<[String; 5]> = told.collect();
        told.sort();
        told
    };
    // The gravest come first, and a group is written cause first.
    assert_eq!(
        told(&shown["Findings"], ["File", "Rule", "Field", "Explanation", "Page"]),
        told(
            &table(&out.path().join("findings.csv")),
            ["file", "rule", "field", "explanation", "page"]
        )
    );
}

#[test]
fn whose_a_row_is_stands_in_every_sheet_of_forms() {
    let (out, _) = checked(&["--cross"]);
    let whose = ["项目名称", "主管部门", "实施单位", "年度"];
    // Findings, projects, funds, indicators, coverage, doubts, and three sheets of what comparing shows.
    for number in (2..=7).chain(9..=11) {
        let sheet = part(out.path(), &format!("xl/worksheets/sheet{number}.xml"));
        let head = sheet.split("</row>").next().unwrap();
        assert!(
            whose.iter().all(|name| head.contains(&format!(">{name}<"))),
            "sheet {number}: {head}"
        );
    }
}

#[test]
fn the_sheet_of_what_was_checked_agrees_with_the_tables() {
    let (out, _) = checked(&["--lang", "en"]);
    let coverage = part(out.path(), "xl/worksheets/sheet6.xml");
    let forms: Vec<serde_json::Value> = fs::read_to_string(out.path().join("forms.jsonl"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    // The first rule stands behind the four columns that say whose form it is.
    let rates = cells(&coverage, "E");
    assert_eq!(rates.len(), forms.len());
    let mut agreeing = 0;
    for (cell, form) in rates.iter().zip(&forms) {
        let of_rule = |list: &str| {
            let list = form[list].as_array().unwrap();
            list.iter().filter(|entry| entry["rule"] == "execution-rate").count()
        };
        let (found, silent) = (of_rule("findings"), of_rule("not_judged"));
        assert_eq!(cell.contains(&format!("findings: {found}")), found > 0, "{cell}");
        assert_eq!(cell.contains("not judged"), silent > 0, "{cell}");
        agreeing += usize::from(cell.contains(">agrees<"));
    }
    assert!(agreeing > 3, "{agreeing}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_clear_error_and_the_tables_stand() {
    let (whole, out) = (checked(&[]).0, tempfile::tempdir().unwrap());
    let unfinished = out.path().join("fuhe.xlsx.partial");
    std::os::unix::fs::symlink("/dev/full", &unfinished).unwrap();
    let full = check(out.path(), &["--quiet"]);
    let said = String::from_utf8_lossy(&full.stderr);
    assert_eq!(full.status.code(), Some(2), "{said}");
    assert!(
        said.contains("the tables are written") && said.contains("No space left"),
        "{said}"
    );
    assert!(!out.path().join("fuhe.xlsx").exists() && fs::symlink_metadata(unfinished).is_err());
    for name in [
        "files.csv",
        "forms.csv",
        "funds.csv",
        "indicators.csv",
        "findings.csv",
        "forms.jsonl",
    ] {
        let bytes = |folder: &TempDir| fs::read(folder.path().join(name)).unwrap();
        assert!(bytes(&whole) == bytes(&out), "{name}");
    }
}
