//! What text contradicts the table, and what does not.

use super::*;
use crate::engine::sample::{cell, form, indicator};
use crate::rules::tests::found;

#[test]
fn the_number_of_a_list_is_no_part_of_what_is_said() {
    assert_eq!(without_list_number("3.满意度达到94%"), "满意度达到94%");
    assert_eq!(without_list_number("3、满意度"), "满意度");
    for whole in ["3.5公里", "441个项目", "满意度94%", "3", "3."] {
        assert_eq!(without_list_number(whole), whole);
    }
}

fn with_indicators(rows: &[[&str; 3]]) -> Form {
    let row = |[name, target, actual]: &[&str; 3]| indicator([name, target, actual, "10", "10", ""]);
    let mut form = form();
    form.expected_goal = cell("");
    form.actual_result = cell("");
    form.indicators = rows.iter().map(row).collect();
    form
}

/// What is found in a goal beside indicators of name, target and actual.
fn in_goal(goal: &str, rows: &[[&str; 3]]) -> String {
    let mut form = with_indicators(rows);
    form.expected_goal = cell(goal);
    found(&RULE, &form)
}

/// What is found in a result beside indicators of name, target and actual.
fn in_result(result: &str, rows: &[[&str; 3]]) -> String {
    let mut form = with_indicators(rows);
    form.actual_result = cell(result);
    found(&RULE, &form)
}

const AUDIENCE: [&str; 3] = ["受众满意度", "≥90.00(%)", "100.00(%)"];
const PROJECTS: [&str; 3] = ["完成信息化项目咨询评估", "≥350.00(个)", "411.00(个)"];
const LECTURES: [&str; 3] = ["公益讲座次数", "≥12次", "12次"];

#[test]
fn contradictions_are_shown_with_the_indicator() {
    insta::assert_snapshot!(in_goal("出具一份运维报告, 使受众服务满意度达 85%, 并建立机制。", &[AUDIENCE]), @r"
    expected_goal: 使受众服务满意度达 85% -> ≥90.00(%)
      文字写“使受众服务满意度达 85%”；指标“受众满意度”的年度指标值为 ≥90.00(%)
      the text says “使受众服务满意度达 85%”; the target of the indicator “受众满意度” is ≥90.00(%)
    ");
    insta::assert_snapshot!(in_result("截止 2023 年 12 月, 共计 441 个项目进行咨询评估服务并出具报告。", &[PROJECTS]), @r"
    actual_result: 共计 441 个项目进行咨询评估服务并出具报告 -> 411.00(个)
      文字写“共计 441 个项目进行咨询评估服务并出具报告”；指标“完成信息化项目咨询评估”的实际完成值为 411.00(个)
      the text says “共计 441 个项目进行咨询评估服务并出具报告”; the actual of the indicator “完成信息化项目咨询评估” is 411.00(个)
    ");
}

#[test]
fn a_goal_that_falls_short_of_its_target_is_flagged() {
    let rows = [
        AUDIENCE,
        PROJECTS,
        LECTURES,
        ["故障修复时间", "≤4小时", "3小时"],
        ["购置设备数量", "59台", "59台"],
    ];
    for goal in [
        "满意度达85%。",
        "公益讲座次数达到10次以上。",
        "1.公益讲座次数不少于10次；2.建立机制。",
        "全年举办公益讲座10次。",
        "故障修复时间不超过6小时。",
        "购置设备数量50台。",
        "购置设备50台。",
        "完成300个信息化项目咨询评估。",
    ] {
        assert_ne!(in_goal(goal, &rows), "", "{goal}");
    }
}

#[test]
fn a_goal_that_agrees_with_or_exceeds_its_target_is_left_alone() {
    let rows = [
        AUDIENCE,
        PROJECTS,
        LECTURES,
        ["故障修复时间", "≤4小时", "3小时"],
        ["购置设备数量", "59台", "59台"],
    ];
    for goal in [
        "满意度达 90%。",
        "满意度达９５％以上。",
        "公益讲座次数达到12次。",
        "公益讲座次数达到15次。",
        "故障修复时间不超过2小时。",
        "购置设备数量达到59台。",
        "完成400个信息化项目咨询评估。",
    ] {
        assert_eq!(in_goal(goal, &rows), "", "{goal}");
    }
}

#[test]
fn a_result_other_than_the_actual_is_flagged() {
    let rows = [
        AUDIENCE,
        PROJECTS,
        LECTURES,
        ["参与人次", "≥3万人次", "3.2万人次"],
        ["受益人数", "≥30000人", "31984人"],
    ];
    for result in [
        "受众满意度达到95%。",
        "已按计划完成各项工作任务：公益讲座次数为11次。",
        "举办公益讲座13次。",
        "参与人次达到3.5万人次。",
        "受益人数达到3.5万人。",
        "公益讲座次数超过15次。",
    ] {
        assert_ne!(in_result(result, &rows), "", "{result}");
    }
}

#[test]
fn a_result_that_is_the_actual_in_other_words_is_left_alone() {
    let rows = [
        ["受众满意度", "≥90%", "96.4%"],
        PROJECTS,
        LECTURES,
        ["受益人数", "≥30000人", "31984人"],
    ];
    for result in [
        "受众满意度达到96%。",
        "受众满意度达到96.42%。",
        "受众满意度达90%以上。",
        "受众满意度不低于95%。",
        "完成411个信息化项目咨询评估。",
        "完成400余个信息化项目咨询评估。",
        "完成约400个信息化项目咨询评估。",
        "受益人数达到3.2万人。",
        "公益讲座次数累计20次。",
    ] {
        assert_eq!(in_result(result, &rows), "", "{result}");
    }
}

#[test]
fn dates_times_ordinals_parts_and_changes_are_not_the_whole() {
    let rows = [
        AUDIENCE,
        PROJECTS,
        LECTURES,
        ["驻场人员数量", "≥3(人)", "3(人)"],
        ["服务年限", "≥5年", "5年"],
    ];
    for text in [
        "截止 2023 年 12 月 31 日完成。",
        "2小时内响应应急维护。",
        "提供 1 名长期驻场服务人员。",
        "每月举办公益讲座1次。",
        "其中：公益讲座3次。",
        "线上公益讲座3次。",
        "第3次公益讲座顺利举办。",
        "公益讲座5-8次。",
        "公益讲座3个月。",
        "受众满意度同比提高5%。",
        "受众满意度由80%提升。",
        "2022年公益讲座3次。",
        "培训 5 个项目负责人。",
        "举办公益讲座4次，举办公益讲座5次。",
        "根据（中发〔2018〕34号）要求，委托机构(含 ISO 9001、CMMI-3 资质)。",
    ] {
        assert_eq!(in_goal(text, &rows), "", "goal: {text}");
        assert_eq!(in_result(text, &rows), "", "result: {text}");
    }
}

#[test]
fn a_plan_in_the_result_is_no_result() {
    assert_eq!(in_result("计划举办公益讲座10次。", &[LECTURES]), "");
    assert_ne!(in_result("按计划举办公益讲座10次。", &[LECTURES]), "");
}

#[test]
fn satisfaction_of_others_or_of_one_of_several_is_left_alone() {
    let students = ["学生满意度", "≥80%", "85%"];
    let parents = ["家长满意度", "≥90%", "95%"];
    assert_eq!(in_goal("教师满意度达70%。", &[students]), "");
    assert_eq!(
        in_goal("满意度达85%。", &[students, parents]),
        "",
        "true of the students"
    );
    assert_ne!(in_goal("满意度达75%。", &[students, parents]), "", "true of neither");
    assert_ne!(in_goal("家长满意度达85%。", &[students, parents]), "", "of the parents");
    assert_eq!(
        in_goal("学生满意度达85%。", &[students, parents]),
        "",
        "of the students"
    );
    assert_eq!(
        in_goal("满意度达85%。", &[parents, ["群众满意度", "较高", "较高"]]),
        "",
        "words may say the same"
    );
}

#[test]
fn indicators_of_one_name_are_all_asked() {
    let lamps = [
        ["更换路灯数量", "≥890盏", "890盏"],
        ["更换路灯数量（2）", "≥35盏", "35盏"],
    ];
    assert_eq!(in_goal("更换路灯数量达到35盏。", &lamps), "");
    assert_ne!(in_goal("更换路灯数量达到30盏。", &lamps), "");
}

#[test]
fn what_an_indicator_says_in_words_is_not_contradicted() {
    assert_eq!(
        in_goal("公益讲座次数10次。", &[["公益讲座次数", "按计划举办", "完成"]]),
        ""
    );
    assert_eq!(
        in_result("公益讲座次数10次。", &[["公益讲座次数", "≥12次", "达成指标"]]),
        ""
    );
}
