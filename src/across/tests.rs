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
    distribution 1  total_score.lower_quartile=96.75
    distribution 1  total_score.median=99.25
    distribution 1  total_score.upper_quartile=99.625
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

fn listed(project: &str, budget: &str, executed: &str, more: &str) -> String {
    format!(
        r#"{{"file":"list.pdf","layout":"listing","project_name":"{project}","year":"2022","amount_unit":"万元","total_score":"98",{more}"funds":[{{"budget":"{budget}","executed":"{executed}","rate":"80%"}}],"values":{{"funds[0].budget":{{"page":1}},"funds[0].executed":{{"page":1}}}}}}"#
    )
}

const SUM: &str =
    r#""listing_sum":{"rows":3,"budget":{"text":"1,350.00","page":2},"executed":{"text":"1080","page":2}},"#;

#[test]
fn the_sum_of_a_listing_is_that_of_its_rows() {
    let rows = |executed: &str| {
        vec![
            listed("道路保洁", "1,250.00", "1000", SUM),
            listed("桥梁检测", "100.00", executed, ""),
            listed("路灯维护", "-", "", ""),
        ]
    };
    let told_of = |rows: Vec<String>| {
        let lines: Vec<&str> = rows.iter().map(String::as_str).collect();
        told(compared(&lines), "listing-sum")
    };
    assert_eq!(told_of(rows("80")), Vec::<String>::new());
    assert_eq!(told_of(rows("81")), Vec::<String>::new(), "rounding may explain it");
    assert_eq!(told_of(rows("90")), ["listing-sum 1 list.pdf executed=1080"]);
    let doubted = rows("90")
        .iter()
        .map(|row| row.replace("\"file\"", r#""warnings":[{"field":"funds[0].executed"}],"file""#))
        .collect();
    assert_eq!(
        told_of(doubted),
        Vec::<String>::new(),
        "what may have been misread accuses nobody"
    );
    let merged = rows("90")
        .iter()
        .map(|row| row.replace("funds[0].executed\":{\"page", "x\":{\"page"))
        .collect();
    assert_eq!(told_of(merged), Vec::<String>::new(), "nor what is merged over rows");
    let mut broken_off = rows("90");
    broken_off.truncate(2);
    assert_eq!(told_of(broken_off), Vec::<String>::new());
}

#[test]
fn a_row_of_a_listing_is_held_against_the_form_of_its_project_and_year() {
    let told_of = |row: &str, forms: &[&str]| {
        let mut lines = vec![row];
        lines.extend(forms);
        told(compared(&lines), "listing-mismatch")
    };
    let form = FIRST.replace("\"executed\":\"1000\"", "\"executed\":\"1000\",\"rate\":\"80.00%\"");
    let row = listed("道路保洁", "1,250", "1000.0", "");
    // 98.50 cut off is 98.
    assert_eq!(told_of(&row, &[&form]), Vec::<String>::new());
    let in_yuan = form
        .replace("万元", "元")
        .replace("1,250.00", "12500000")
        .replace("\"1000\"", "\"10000000\"");
    assert_eq!(told_of(&row, &[&in_yuan]), Vec::<String>::new());
    let ratio = form.replace("80.00%", "0.8");
    assert_eq!(told_of(&row, &[&ratio]), Vec::<String>::new());
    let other = form.replace("98.50", "95").replace("1,250.00", "1,200.00");
    insta::assert_snapshot!(told_of(&row, &[&other]).join("\n"), @r"
    listing-mismatch 1 list.pdf funds[0].budget=1,250
    listing-mismatch 1 a.pdf funds[0].budget=1,200.00
    listing-mismatch 1 list.pdf total_score=98
    listing-mismatch 1 a.pdf total_score=95
    ");
    let next_year = other.replace("2022", "2023");
    let doubted = other.replace("\"file\"", r#""warnings":[{"field":""}],"file""#);
    for form in [&next_year, &doubted] {
        assert_eq!(told_of(&row, &[form]), Vec::<String>::new());
    }
    let of_another_unit = other.replace("城管局", "水务局");
    assert_eq!(
        told_of(&row, &[&other, &of_another_unit]),
        Vec::<String>::new(),
        "nobody says which is meant"
    );
    let with_unit = listed("道路保洁", "1,250", "1000.0", "\"unit\":\"水务局\",");
    assert_eq!(told_of(&with_unit, &[&form, &of_another_unit]).len(), 4);
    assert_eq!(told(compared(&[&row, &other]), "duplicate-form"), Vec::<String>::new());
}
