//! Parts that lines did not give and white space does.

use super::{form, funds, show};
use crate::form::{Form, complete_by_space};

const HEAD: &str = "| 项目名称 | 道路养护 | < | < | < | < |";

const FUNDS: &str = "\
| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | 总额 | 100 | 90 | 90% | 9 |";

const INDICATORS: &str = "\
| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出 | 里程 | 350 | 360 | 50 | 49 |
| 产出 | 桥梁 | 3 | 3 | 40 | 40 |
| 总分 | < | < | < | 100 | 98 |";

/// The form with what stands outside its tables, completed by one of these tables.
fn completed(lines: &str, by_space: &str) -> Form {
    let mut forms = vec![form(lines)];
    complete_by_space(&mut forms, vec![form(by_space)]);
    forms.remove(0)
}

fn doubted(form: &Form) -> Vec<String> {
    form.warnings.iter().map(|w| w.scope.to_string()).collect()
}

#[test]
fn funds_without_lines_are_taken_and_doubted() {
    let lines = format!("{HEAD}\n\n项目资金\n全年预算数 全年执行数\n总额 100 90\n\n{INDICATORS}");
    let form = completed(&lines, &format!("{HEAD}\n{FUNDS}\n{INDICATORS}"));
    assert_eq!(funds(&form), "item=总额 budget=100 executed=90 rate=90% score=9\n");
    assert_eq!(doubted(&form), ["funds"]);
}

#[test]
fn where_anything_else_is_read_otherwise_nothing_is_taken() {
    let lines = format!("{HEAD}\n\n项目资金\n全年预算数 全年执行数\n总额 100 90\n\n{INDICATORS}");
    for (printed, other) in [("道路养护", "桥梁养护"), ("360", "36"), ("| 98 |", "| 89 |")] {
        let by_space = format!("{HEAD}\n{FUNDS}\n{INDICATORS}").replace(printed, other);
        assert_eq!(funds(&completed(&lines, &by_space)), "", "{other}");
    }
}

#[test]
fn rows_beside_those_that_lines_gave_are_taken_in_their_order_and_doubts_stay_with_theirs() {
    let mut lines = form(&format!("{HEAD}\n{FUNDS}\n{INDICATORS}"));
    let whole = lines.clone();
    lines.indicators.remove(0);
    let said = ["indicators", "indicators[0].score"].map(|field| crate::warning::Warning {
        scope: crate::form::model::Scope::named(field).unwrap(),
        kind: crate::warning::WarningKind::NotUnderstood,
        page: 1,
        message: crate::language::Bilingual::default(),
    });
    lines.warnings.extend(said);
    let mut forms = vec![lines];
    complete_by_space(&mut forms, vec![whole]);
    let form = forms.remove(0);
    let names: Vec<String> = form.indicators.iter().map(|row| show(&row.level3)).collect();
    assert_eq!(names, ["里程", "桥梁"]);
    assert_eq!(doubted(&form), ["indicators", "indicators[1].score"]);
}
