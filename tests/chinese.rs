//! Where Chinese is asked for, what people read is Chinese: no ids of rules or statuses, no English sentences.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use fuhe::audited::Status;
use fuhe::rules;
use regex::Regex;

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// What the program says, on both streams.
fn said(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command
        .env_remove("LANGUAGE")
        .env("LC_ALL", "zh_CN.UTF-8")
        .args(arguments);
    let output = command.output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// The words of a text that are no paths, names of files, options or examples of commands.
fn words(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("fuhe "));
    let is_word = |word: &&str| !(word.contains(['/', '.', '\\']) || word.starts_with("--"));
    let lines = lines.map(|line| line.split(' ').filter(is_word).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

/// Two English words behind each other that name none of our commands.
fn english(text: &str) -> Vec<String> {
    let pair = Regex::new("[A-Za-z]{2,}( [A-Za-z]{2,})+").unwrap();
    let found = pair.find_iter(text).map(|found| found.as_str().to_owned());
    found.filter(|found| !found.starts_with("fuhe ")).collect()
}

fn ids() -> Vec<&'static str> {
    // `grade` and `ok` are no words of ours alone; what has a hyphen, and these, can be nothing but an id.
    let rules = rules::all().iter().map(|rule| rule.id).filter(|id| id.contains('-'));
    rules
        .chain(Status::ALL.map(Status::id))
        .filter(|id| *id != "ok")
        .collect()
}

fn assert_chinese(what: &str, text: &str, ids: &[&str]) {
    let plain = words(text);
    assert!(
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
        "{what}: {text}"
    );
    assert_eq!(english(&plain), Vec::<String>::new(), "{what}:\n{text}");
    for id in ids {
        assert!(!plain.contains(id), "{what}: {id} in\n{text}");
    }
}

#[test]
fn help_is_chinese_and_no_wider_than_a_terminal() {
    let help = said(&["--help"]);
    let listed = help.lines().skip_while(|line| *line != "命令:").skip(1);
    let listed = listed
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  "));
    let commands: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(
        commands.len() > 9 && commands.contains(&"check") && commands.contains(&"man"),
        "{commands:?}"
    );
    let statuses: Vec<&str> = Status::ALL
        .map(Status::id)
        .into_iter()
        .filter(|id| *id != "ok")
        .collect();
    for command in commands
        .iter()
        .map(|command| vec![*command, "--help"])
        .chain([vec!["--help"]])
    {
        let text = said(&command);
        assert_chinese(&command.join(" "), &text, &statuses);
        assert!(!text.contains("[default") && !text.contains("OPTIONS"), "{text}");
        let columns = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        // Of an ellipsis, a dash or a quotation mark it is not sure that it takes two columns.
        for line in text.lines() {
            let narrow = line.chars().filter(|c| "…—“”÷×≥≤".contains(*c)).count();
            assert!(
                columns(line) - narrow <= 80 || line.trim_start().starts_with("fuhe "),
                "{line}"
            );
        }
    }
}

#[test]
fn rules_are_told_in_chinese() {
    assert_chinese("rules", &said(&["rules"]), &[]);
    for rule in rules::all() {
        assert_chinese(rule.id, &said(&["rules", rule.id]), &[]);
    }
}

#[test]
fn a_form_is_shown_in_chinese() {
    for file in fixtures("planted") {
        assert_chinese(
            &file.display().to_string(),
            &said(&["show", file.to_str().unwrap()]),
            &ids(),
        );
    }
}

#[test]
fn a_run_sums_up_in_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, out) = (folder.path().join("a"), folder.path().join("o"));
    fs::create_dir(&archive).unwrap();
    for (number, file) in fixtures("planted")
        .into_iter()
        .chain(fixtures("unreadable"))
        .enumerate()
    {
        if file.is_file() {
            let ending = file.extension().unwrap().to_str().unwrap().to_owned();
            fs::copy(&file, archive.join(format!("{number}.{ending}"))).unwrap();
        }
    }
    let text = said(&["check", archive.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert!(text.contains("未能完整读出") && text.contains("执行率不符"), "{text}");
    assert_chinese("summary", &text, &ids());
    // What the libraries say has found its way into the table as Chinese, too.
    let details = fs::read_to_string(out.join("files.csv")).unwrap();
    let details: Vec<&str> = details.lines().filter_map(|line| line.rsplit(',').next()).collect();
    assert_chinese("files.csv", &details[1..].join("\n"), &[]);
}

/// The texts of each sheet of a workbook, by column.
fn sheets(workbook: &Path) -> Vec<BTreeMap<String, Vec<String>>> {
    let mut book = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let cell = Regex::new("(?s)<c r=\"([A-Z]+)[0-9]+\"[^>]*>(?:<f>.*?</f><v>|<is><t[^>]*>)(.*?)</").unwrap();
    let names: Vec<String> = book.file_names().map(|name| name.unwrap().into_owned()).collect();
    let of_sheets = names.iter().filter(|name| name.starts_with("xl/worksheets/sheet"));
    let texts = of_sheets.map(|name| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for found in cell.captures_iter(&text) {
            columns
                .entry(found[1].to_owned())
                .or_default()
                .push(found[2].to_owned());
        }
        columns
    });
    texts.collect()
}

#[test]
fn workbook_report_and_what_is_said_of_them_are_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("o");
    let inputs =
        ["planted", "unreadable"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name));
    let inputs = inputs.each_ref().map(|path| path.to_str().unwrap());
    let (xlsx, html) = ("--xlsx", "--html");
    let arguments = [
        "check",
        inputs[0],
        inputs[1],
        "--out",
        out.to_str().unwrap(),
        xlsx,
        html,
        "--cross",
    ];
    said(&arguments);
    assert_chinese("verify", &said(&["verify", out.to_str().unwrap()]), &ids());
    fs::remove_file(out.join("funds.csv")).unwrap();
    fs::write(out.join("fuhe.xlsx.copy"), fs::read(out.join("fuhe.xlsx")).unwrap()).unwrap();
    fs::write(out.join("report/more"), "").unwrap();
    assert_chinese("verify", &said(&["verify", out.to_str().unwrap()]), &ids());

    // Ids have columns of their own, and the overview names each rule beside its id.
    let own = ["种类代号", "规则代号", "状态代号", "字段"];
    let all: Vec<&str> = rules::all().iter().map(|rule| rule.id).chain(ids()).collect();
    let sheets = sheets(&out.join("fuhe.xlsx"));
    assert!(sheets.len() > 8);
    let mut heads = 0;
    for columns in &sheets {
        for (column, texts) in columns {
            if texts.iter().any(|text| own.contains(&text.as_str())) {
                heads += 1;
                continue;
            }
            assert!(
                texts.iter().all(|text| !all.contains(&text.as_str())),
                "{column}: {texts:?}"
            );
        }
    }
    assert!(heads > 1, "the columns of ids are found");

    // Of the page, what is seen; a status has its id behind its name.
    let page = fs::read_to_string(out.join("report/index.html")).unwrap();
    let seen = Regex::new("(?s)<head>.*?</head>|<code.*?</code>|<td class=\"path\">.*?</td>|<[^>]*>").unwrap();
    assert_chinese("report", &seen.replace_all(&page, "\n"), &ids());
}

#[test]
fn complaints_are_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
        folder.path().join(name).to_str().unwrap().to_owned()
    };
    let settings = [
        at("1.toml", "threds = 3\n"),
        at("2.toml", "threads = \"x\"\n"),
        at("3.toml", "threads =\n"),
        at("4.toml", "confirm = \"som\"\n"),
        at("5.toml", "[rules]\noff = [\"gradd\"]\n"),
    ];
    for path in &settings {
        assert_chinese(
            path,
            &said(&["config", "--print", "--config", path]),
            &["unknown", "expected", "invalid"],
        );
    }
    assert!(said(&["config", "--print", "--config", &settings[0]]).contains("是否想写 threads？"));
    let words = at("w.toml", "[head\n");
    let accepted = at("a.csv", "file,rule,field,reson\n");
    let uses: [&[&str]; 16] = [
        &["check"],
        &["check", "no/such/folder"],
        &["check", "no/such/folder", "--out", "/dev/null/o"],
        &["chek"],
        &["check", "a", "--oout", "o"],
        &["check", "a", "--out"],
        &["check", "a", "--out", "o", "--threads", "x"],
        &["check", "a", "--out", "o", "--report-pages", "-1"],
        &["check", "a", "--out", "o", "--fail-on", "fatal"],
        &["check", "a", "--out", "o", "--out", "p"],
        &["check", "a", "--out", "o", "--accepted", "l.csv"],
        &["check", "a", "--out", "o", "--xlsx", "--accepted", &accepted],
        &["check", "--files-from", "no/such/list", "--out", "o"],
        &["words", &words],
        &["verify", "report", "no/such/folder"],
        &["show", "no-such.pdf"],
    ];
    for arguments in uses {
        assert_chinese(
            &arguments.join(" "),
            &said(arguments),
            &["error:", "tip:", "Usage", "os error"],
        );
    }
    assert!(said(&["rules", "exectuion-rate"]).contains("是否想写 execution-rate？"));
}
