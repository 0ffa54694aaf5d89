//! `fuhe show`: one form on 80 columns.

use unicode_width::UnicodeWidthStr;

use super::{complaint, fixtures, fuhe, printed, run, status};

#[test]
fn a_form_with_a_wrong_score() {
    let file = fixtures().join("planted/budget-score.pdf");
    let text = printed("show", &file, &[]).replace(&fixtures().display().to_string(), "fixtures");
    insta::assert_snapshot!("show", text);
}

#[test]
fn no_line_is_wider_than_80_columns_and_all_borders_line_up() {
    for language in ["zh", "en"] {
        for folder in ["planted", "layouts", "forms"] {
            for entry in std::fs::read_dir(fixtures().join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_none_or(|ending| ending != "pdf") {
                    continue;
                }
                let output = fuhe().args(["show", "--lang", language]).arg(&path).output().unwrap();
                let text = String::from_utf8(output.stdout).unwrap();
                // The name of the file alone may be longer: it has no place to break.
                let lines = text
                    .lines()
                    .filter(|line| !line.contains(".pdf") && !line.contains('/'));
                for line in lines {
                    assert!(line.width() <= 80, "{}: {line}", path.display());
                }
                assert!(text.contains('└'), "{}", path.display());
            }
        }
    }
}

#[test]
fn recomputed_figures_stand_beside_the_stated_ones_and_findings_below() {
    let text = printed("show", &fixtures().join("planted/budget-score.pdf"), &[]);
    let (table, below) = text.split_once("Findings: ").unwrap();
    assert!(table.contains("[6.8742") && table.contains("!1"), "{table}");
    assert!(
        below.contains("!1 mismatch Budget score · 年度资金总额 · Score · page 1"),
        "{below}"
    );
    let clean = printed("show", &fixtures().join("forms/seed-2-itext.pdf"), &[]);
    assert!(clean.contains("rounding: "), "{clean}");
}

#[test]
fn one_form_of_several_is_chosen_by_its_number() {
    let file = fixtures().join("layouts/three-forms.pdf");
    let first = run("show", &file, &[]);
    assert!(complaint(&first).contains("3 forms"), "{}", complaint(&first));
    assert_eq!(first.stdout, run("show", &file, &["--form", "1"]).stdout);
    assert_ne!(first.stdout, run("show", &file, &["--form", "3"]).stdout);
    let output = run("show", &file, &["--form", "4"]);
    assert_eq!(status(&output), 2);
    assert!(complaint(&output).contains("it has 3"), "{}", complaint(&output));
    assert_eq!(status(&run("show", &file, &["--form", "0"])), 2);
}

#[test]
fn a_document_without_a_form_is_said_to_have_none() {
    let output = run("show", &fixtures().join("other/notice.pdf"), &[]);
    assert_eq!(status(&output), 0);
    assert!(output.stdout.is_empty());
    assert!(
        complaint(&output).contains("no self-evaluation form"),
        "{}",
        complaint(&output)
    );
}

#[test]
fn what_is_no_terminal_gets_no_colours() {
    for file in ["planted/budget-score.pdf", "planted/grade.pdf"] {
        assert!(!printed("show", &fixtures().join(file), &[]).contains('\u{1b}'));
    }
}
