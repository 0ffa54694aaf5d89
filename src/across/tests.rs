//! Which forms belong together, and what is said of them.

use std::io::{self, Cursor};

use super::compare;

fn compared(lines: &[&str]) -> Vec<String> {
    let mut rows = Vec::new();
    let written = compare(Cursor::new(lines.join("\n")), |row| {
        let file = row.form.map_or("", |form| form.file.as_str());
        rows.push(format!(
            "{} {} {file} {}={}",
            row.kind.id(),
            row.group,
            row.field,
            row.value
        ));
        Ok(())
    });
    written.unwrap();
    rows
}

fn told(rows: Vec<String>, kind: &str) -> Vec<String> {
    rows.into_iter().filter(|row| row.starts_with(kind)).collect()
}

const FIRST: &str = r#"{"file":"a.pdf","project_name":"道路 保洁","unit":"城管局","year":"2022","amount_unit":"万元","total_score":"98.50","funds":[{"budget":"1,250.00","executed":"1000"}]}"#;

#[test]
fn one_project_and_year_with_other_figures_is_reported_with_the_figures_that_differ() {
    let second = r#"{"file":"b.pdf","project_name":"道路保洁","unit":"城管局","year":"2022","amount_unit":"元","total_score":"99","funds":[{"budget":"12500000","executed":"10000000.00"}]}"#;
    insta::assert_snapshot!(told(compared(&[FIRST, second]), "duplicate-form").join("\n"), @r"
    duplicate-form 1 a.pdf total_score=98.50
    duplicate-form 1 b.pdf total_score=99
    ");
}

#[test]
fn a_form_that_is_there_twice_says_nothing() {
    assert_eq!(told(compared(&[FIRST, FIRST]), "duplicate-form"), Vec::<String>::new());
}

#[test]
fn another_year_or_another_unit_is_another_form() {
    let other_year = FIRST.replace("2022", "2023").replace("98.50", "97");
    let other_unit = FIRST.replace("城管局", "水务局").replace("98.50", "97");
    assert_eq!(
        told(compared(&[FIRST, &other_year, &other_unit]), "duplicate-form"),
        Vec::<String>::new()
    );
}

#[test]
fn what_one_of_the_forms_does_not_state_is_no_difference() {
    let graded = FIRST.replace(r#""total_score""#, r#""grade":"优","total_score""#);
    let longer = FIRST.replace("}]}", r#"},{"budget":"1"}]}"#);
    assert_eq!(
        told(compared(&[FIRST, &graded, &longer]), "duplicate-form"),
        Vec::<String>::new()
    );
    // Though the first one is silent, the others contradict each other.
    let otherwise = graded.replace("优", "良");
    insta::assert_snapshot!(told(compared(&[FIRST, &graded, &otherwise]), "duplicate-form").join("\n"), @r"
    duplicate-form 1 a.pdf grade=优
    duplicate-form 1 a.pdf grade=良
    ");
}

fn narrated(file: &str, project: &str, result: &str) -> String {
    format!(r#"{{"file":"{file}","project_name":"{project}","unit":"信息中心","actual_result":"{result}"}}"#)
}

const WORK: &str =
    "包括服务器巡检、数据备份、技术支持工作等，确保系统平稳运行，并对部分功能进行了优化和调整，出具总结报告。";

#[test]
fn one_result_told_of_two_projects_is_copied_though_each_names_itself_in_full_or_in_short() {
    let first = narrated(
        "a.pdf",
        "企业政策管理系统(2023运维)",
        &format!("针对企业政策管理系统完成了运维工作，{WORK}"),
    );
    let second = narrated(
        "b.pdf",
        "综合业务管理信息平台(2023运维)",
        &format!("针对综合管理信息平台完成了运维工作，{WORK}"),
    );
    let rows = told(compared(&[&first, &second]), "copied-narrative");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows[0].starts_with("copied-narrative 1 a.pdf actual_result=针对企业政策"),
        "{rows:?}"
    );
}

#[test]
fn one_project_may_tell_the_same_every_year_and_short_phrases_are_nobodys() {
    let first = narrated("a.pdf", "企业政策管理系统", WORK);
    assert_eq!(told(compared(&[&first, &first]), "copied"), Vec::<String>::new());
    let short = ["甲路保洁", "乙路绿化"].map(|project| narrated("a.pdf", project, "已全部完成年度目标任务。"));
    assert_eq!(told(compared(&[&short[0], &short[1]]), "copied"), Vec::<String>::new());
}

#[test]
fn each_department_has_the_distribution_of_its_scores_and_rates() {
    let forms: Vec<String> = ["90", "99", "99.5", "100"]
        .iter()
        .map(|score| {
            format!(
                r#"{{"department":"财政局","total_score":"{score}","funds":[{{"rate":"1","rate_recomputed":"98.5"}}]}}"#
            )
        })
        .collect();
    let lines: Vec<&str> = forms.iter().map(String::as_str).collect();
    insta::assert_snapshot!(compared(&lines).join("\n"), @r"
    distribution 1  total_score.count=4
    distribution 1  total_score.min=90
    distribution 1  total_score.lower_quartile=90
    distribution 1  total_score.median=99
    distribution 1  total_score.upper_quartile=99.5
    distribution 1  total_score.max=100
    distribution 1  total_score.mean=97.125
    distribution 1  total_score.at_least_99=3
    distribution 1  funds[0].rate_recomputed.count=4
    distribution 1  funds[0].rate_recomputed.min=98.5
    distribution 1  funds[0].rate_recomputed.lower_quartile=98.5
    distribution 1  funds[0].rate_recomputed.median=98.5
    distribution 1  funds[0].rate_recomputed.upper_quartile=98.5
    distribution 1  funds[0].rate_recomputed.max=98.5
    distribution 1  funds[0].rate_recomputed.mean=98.5
    distribution 1  funds[0].rate_recomputed.at_least_99=0
    ");
}

#[test]
fn a_line_that_is_no_form_is_an_error() {
    let error = compare(Cursor::new("{"), |_| Ok(())).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
}
