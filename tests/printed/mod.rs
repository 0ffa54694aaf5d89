//! What the commands print that look at one document: `tables` and `show`.

mod show;
mod tables;

use std::path::Path;
use std::process::Output;

use super::{complaint, fixtures, folder_with, fuhe, paper, status};

/// Runs a command on a file, in English.
fn run(command: &str, file: &Path, options: &[&str]) -> Output {
    fuhe()
        .args([command, "--lang", "en"])
        .arg(file)
        .args(options)
        .output()
        .unwrap()
}

/// What it prints where all is well.
fn printed(command: &str, file: &Path, options: &[&str]) -> String {
    let output = run(command, file, options);
    assert_eq!(status(&output), 0, "{}", complaint(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_file_that_cannot_be_read_whole_is_status_3_with_what_to_do() {
    let whole = paper::text_pages(3);
    let folder = folder_with(&[("words.pdf", b"just words"), ("cut.pdf", &whole[..whole.len() / 3])]);
    let locked = fixtures().join("unreadable/password.pdf");
    let cases = [
        (folder.path().join("missing.pdf"), "check the path"),
        (folder.path().join("words.pdf"), "kind of file"),
        (folder.path().join("cut.pdf"), "original"),
        (locked.clone(), "--password"),
        (fixtures().join("unreadable/scan.pdf"), "OCR"),
    ];
    for command in ["tables", "show"] {
        for (file, advice) in &cases {
            let output = run(command, file, &[]);
            assert_eq!(status(&output), 3, "{command} {}", file.display());
            let said = complaint(&output);
            assert!(
                said.contains(advice) && said.contains(&file.display().to_string()),
                "{said}"
            );
        }
        let output = run(command, &locked, &["--password", "wrong"]);
        assert_eq!(status(&output), 3);
        assert!(
            complaint(&output).contains("does not open it"),
            "{}",
            complaint(&output)
        );
        assert!(printed(command, &locked, &["--password", "geheim"]).contains('┌'));
    }
}

#[test]
fn a_folder_is_bad_usage() {
    for command in ["tables", "show"] {
        let output = run(command, &fixtures(), &[]);
        assert_eq!(status(&output), 2, "{command}");
        assert!(complaint(&output).contains("folder"), "{}", complaint(&output));
    }
}

#[test]
fn what_can_be_read_of_a_damaged_file_is_printed() {
    let damaged = fixtures().join("unreadable/truncated.pdf");
    for command in ["tables", "show"] {
        let output = run(command, &damaged, &[]);
        assert_eq!(status(&output), 3, "{}", complaint(&output));
        assert!(complaint(&output).contains("content is lost") || complaint(&output).contains("can be read"));
    }
}

#[test]
fn shells_and_man_know_every_command_that_is_for_people() {
    let commands = ["check", "show", "tables", "rules", "completions", "man"];
    let said = |arguments: &[&str]| {
        let output = fuhe().args(arguments).output().unwrap();
        assert_eq!(status(&output), 0, "{}", complaint(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = said(&["completions", shell]);
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
        assert!(!script.contains("second-reader"), "{shell}");
    }
    let page = said(&["man"]);
    assert!(
        commands
            .iter()
            .all(|command| page.contains(&format!("fuhe\\-{command}(1)"))),
        "{page}"
    );
    for command in commands {
        assert!(
            said(&["man", command, "--lang", "zh"]).contains(&format!("fuhe\\-{command}")),
            "{command}"
        );
    }
    for arguments in [["completions", "tcsh"], ["man", "second-reader"]] {
        assert_eq!(status(&fuhe().args(arguments).output().unwrap()), 2);
    }
}

#[test]
fn help_says_everything_in_the_language_that_is_asked_for() {
    let english = |line: &str| line.contains("Examples") || line.contains("Usage") || line.contains("Print ");
    for command in ["check", "show", "tables", "rules", "completions", "man"] {
        let help = |language| {
            fuhe()
                .args([command, "--help", "--lang", language])
                .output()
                .unwrap()
                .stdout
        };
        let (chinese, other) = (
            String::from_utf8(help("zh")).unwrap(),
            String::from_utf8(help("en")).unwrap(),
        );
        assert!(chinese.contains("例：") && !chinese.lines().any(english), "{chinese}");
        assert!(other.contains("Examples:") && !other.contains('：'), "{other}");
    }
}

#[test]
fn chinese_headings_change_nothing_but_the_headings() {
    let folder = fixtures().join("planted");
    let heads = |options: &[&str]| {
        let out = tempfile::tempdir().unwrap();
        super::check(&[&folder], out.path(), options);
        super::tables(out.path())
    };
    let (names, chinese) = (heads(&["--cross"]), heads(&["--cross", "--headers", "zh"]));
    assert_eq!(names, heads(&["--cross", "--headers", "en"]));
    assert_eq!(names.len(), 7);
    for (name, bytes) in &names {
        let (plain, translated) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&chinese[name]));
        if name == "forms.jsonl" {
            assert_eq!(plain, translated, "programs keep their names");
            continue;
        }
        let (head, rows) = plain.split_once("\r\n").unwrap();
        let (chinese_head, same_rows) = translated.split_once("\r\n").unwrap();
        assert_eq!(rows, same_rows, "{name}");
        assert_eq!(head.matches(',').count(), chinese_head.matches(',').count());
        assert!(
            chinese_head.contains("文件") && !chinese_head.contains("file"),
            "{chinese_head}"
        );
    }
}
