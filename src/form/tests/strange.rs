//! Heads under words that no vocabulary has: what is lost by them is said, and nobody is accused of it.

use super::forms;
use crate::engine::{Parameters, expect};
use crate::form::model::{FieldName, Scope};
use crate::form::{Field, Form, tables_to_forms, unknown_words};
use crate::rules;
use crate::table::sketch::text_to_tables;
use crate::warning::WarningKind;

/// Words that name nothing: as long as labels are, and made of their characters.
const STRANGE: [&str; 12] = [
    "配分",
    "年末实绩",
    "本期核拨之数",
    "拟达水准",
    "折合",
    "事项类",
    "所需款额",
    "办结样貌",
    "考量",
    "己评",
    "归口",
    "缘由",
];

/// Sound forms, in which everything agrees.
const LAYOUTS: [&str; 5] = [
    "\
| 项目名称 | 道路养护 | < | < | < | < | < | < |
| 主管部门 | 交通局 | < | < | 实施单位 | 公路中心 | < | < |
| 项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 120.00 | 100.00 | 90.00 | 10 | 90.00% | 9.00 |
| ^ | 其中：当年财政拨款 | 80.00 | 70.00 | 60.00 | - | 85.71% | - |
| ^ | 其他资金 | 40.00 | 30.00 | 30.00 | - | 100.00% | - |
| 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < |
| ^ | 养护里程 | < | < | 已养护 | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| 产出指标 | 数量指标 | 养护里程 | ≥350公里 | 360公里 | 50 | 50 | 无 |
| ^ | 质量指标 | 合格率 | ≥98% | 97% | 30 | 29.7 | 雨季 |
| 效益指标 | 社会效益 | 通行 | 改善 | 改善 | 10 | 10 | 无 |
| 总分 | < | < | < | < | 100 | 98.7 | |",
    "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 主管部门 | 交通局 | < | < | 实施单位 | 公路中心 | < |
| 预算执行情况 | 资金来源 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |
| ^ | 资金总额 | 100.00 | 90.00 | 90% | 20 | 18 |
| 一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分 | 备注 |
| 产出 | 养护里程 | 40 | ≥350 | 360 | 40 | |
| ^ | 合格率 | 20 | ≥98 | 97 | 19 | 有雨 |
| 效益 | 投诉 | 20 | ≤3 | 2 | 20 | |
| 合计 | < | 100 | < | < | 97 | |",
    "\
| 项目名称 | 道路养护 | < | < | < | < | < | < | < |
| 资金 | 预算数 | < | 200.00 | < | 执行数 | < | 180.00 | < |
| 年度目标 | 年初设定目标 | < | < | < | 全年完成情况 | < | < | < |
| ^ | 养护 | < | < | < | 已养护 | < | < | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 计量单位 | 全年完成值 | 得分 |
| ^ | 产出 | 数量 | 里程 | ≥ | 350 | 公里 | 360 | 60 |
| ^ | ^ | 质量 | 合格率 | ≥ | 90 | % | 91 | 40 |
| 总得分 | < | < | < | < | < | < | < | 100 |",
    "\
| 项目名称 | 道路养护 | < | < | < | < |
| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | 总额 | 100 | 90 | 90% | 9 |
| 一级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 |
| 产出 | 里程 | 350 | 360 | 60 | 60 |
| ^ | 质量 | 合格 | 合格 | 30 | 29 |
| 总分 | < | < | < | 90 | 98 |
| 评分等级 | 优 | < | < | < | < |",
    "\
| 项目名称 | 道路养护 | < | < | 自评总分 | 98.7 |
| 资金情况 | 预算数 | 执行数 | 执行率 | 分值 | 得分 |
| 合计 | 100.00 | 90.00 | 90.00% | 10 | 9.00 |
| 指标名称 | 目标值 | 实际值 | 权重 | 自评分 | 未完成原因 |
| 里程 | 350 | 350 | 50 | 50 | |
| 天数 | 30 | 30 | 40 | 39.7 | 雨季 |",
];

/// The cells of a sketch that are labels, by what they were made of in the form's own words.
fn labels(sketch: &str) -> Vec<&str> {
    let rows = sketch.lines().map(|line| line.split('|').map(str::trim));
    let is_word = |cell: &&str| !cell.is_empty() && !["<", "^"].contains(cell);
    let is_label = |cell: &&str| {
        use crate::form::vocabulary::Part;
        let parts = [Part::Head, Part::Funds, Part::Goals, Part::Indicators, Part::Totals];
        is_word(cell) && parts.iter().any(|part| part.label(cell).is_some())
    };
    let mut labels: Vec<&str> = rows.flatten().filter(is_label).collect();
    // A form without a project's name is another one's affair: where forms begin.
    labels.retain(|label| *label != "项目名称");
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// What is wrong, and not said, with a form that was read otherwise than this one.
fn silent(truth: &Form, form: &Form) -> Vec<String> {
    let is_said = |name: &FieldName| {
        let mut doubts = form.warnings.iter().filter(|w| w.kind != WarningKind::NoLines);
        doubts.any(|w| w.scope.covers(*name))
    };
    let text = |form: &Form, name: &FieldName| form.field(*name).map_or(String::new(), |field| field.text().to_owned());
    let has_figure = |field: &Field| crate::digits::has_digit(field.text());
    let names = truth.named_fields().chain(form.named_fields());
    let figures = names.filter(|(_, field)| has_figure(field)).map(|(name, _)| name);
    let mut wrong: Vec<String> = figures
        .filter(|name| text(truth, name) != text(form, name) && !is_said(name))
        .map(|name| format!("{name}: '{}' for '{}'", text(form, &name), text(truth, &name)))
        .collect();
    let findings = rules::check(form, &expect(form, &Parameters::default()));
    let known = rules::check(truth, &expect(truth, &Parameters::default()));
    let known: Vec<_> = known.iter().map(|f| (f.rule, f.field)).collect();
    let new = findings.iter().filter(|f| !known.contains(&(f.rule, f.field)));
    wrong.extend(new.map(|f| format!("accused: {} {}", f.rule, f.field)));
    wrong.sort();
    wrong.dedup();
    wrong
}

/// All that is silent in a sketch, where its labels of these numbers are strange words.
fn disturbed(sketch: &str, strange: &[&str]) -> Vec<String> {
    let truth = tables_to_forms(&text_to_tables(sketch)).remove(0);
    let mut changed = sketch.to_owned();
    for (label, word) in strange.iter().zip(STRANGE) {
        changed = changed.replace(&format!("| {label} |"), &format!("| {word} |"));
    }
    let forms = tables_to_forms(&text_to_tables(&changed));
    // Whether it is found as a form at all is the affair of where forms begin.
    let silent = forms.first().map_or_else(Vec::new, |form| silent(&truth, form));
    silent
        .into_iter()
        .map(|wrong| format!("{strange:?}: {wrong}"))
        .collect()
}

#[test]
fn what_stands_under_a_strange_word_is_said() {
    let mut wrong = Vec::new();
    for sketch in LAYOUTS {
        for label in labels(sketch) {
            wrong.extend(disturbed(sketch, &[label]));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_stands_under_many_strange_words_is_said() {
    let mut wrong = Vec::new();
    // The numbers of a linear congruential generator are the same in each run.
    let mut state: u32 = 1;
    let mut one_in = |n: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % 35 < 35 / n
    };
    for sketch in LAYOUTS {
        let labels = labels(sketch);
        for round in 0..60 {
            let n = if round % 2 == 0 { 7 } else { 3 };
            let strange: Vec<&str> = labels
                .iter()
                .copied()
                .filter(|_| one_in(n))
                .take(STRANGE.len())
                .collect();
            wrong.extend(disturbed(sketch, &strange));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_stands_under_two_strange_words_is_said() {
    let mut wrong = Vec::new();
    for sketch in LAYOUTS {
        let labels = labels(sketch);
        for (n, first) in labels.iter().enumerate() {
            for second in labels.iter().skip(n + 1) {
                wrong.extend(disturbed(sketch, &[first, second]));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_form_whose_heads_nobody_knows_is_told_by_its_title_and_said_to_be_strange() {
    let table = "\
| 项目名称 | 河道管护 | < | < |
| 项目资金 | 年初额度 | 全年盘子 | 用款比 |
| 年度资金总额 | 3200.00 | 3136.00 | 98.00% |
| 总体目标 | 原定任务 | 落实景况 | < |
| ^ | 保持水面清洁 | 已完成 | < |
| 绩效指标 | 考核点 | 应达水平 | 计分 |
| ^ | 管护里程 | ≥85% | 22 |";
    let told = forms(&format!("项目支出绩效自评表\n{table}"));
    assert_eq!(told.len(), 1);
    assert!(
        told[0].warnings.iter().any(|w| w.scope == Scope::Form),
        "{:?}",
        told[0].warnings
    );
    assert_eq!(forms(table), [], "nothing says that it is one");
}

#[test]
fn strange_words_are_listed_with_the_part_that_they_stand_in() {
    let strange = |changes: &[(&str, &str)]| {
        let mut sketch = format!("项目支出绩效自评表\n\n{}", LAYOUTS[0]);
        for (label, word) in changes {
            assert!(sketch.contains(label), "{label}");
            sketch = sketch.replacen(label, word, 1);
        }
        let words = unknown_words(&text_to_tables(&sketch)).into_iter();
        words
            .map(|word| format!("{} {}", word.part, word.word))
            .collect::<Vec<_>>()
    };
    assert_eq!(strange(&[]), [""; 0]);
    for (label, listed) in [
        ("主管部门", "head 归口"),
        ("年初预算数", "funds 归口"),
        ("分值", "funds 归口"),
        ("预期目标", "goals 归口"),
        ("三级指标", "indicators 归口"),
        ("偏差原因分析及改进措施", "indicators 归口"),
        ("总分", "totals 归口"),
    ] {
        assert_eq!(strange(&[(label, "归口")]), [listed], "{label}");
    }
    let funds = [
        ("年初预算数", "期初"),
        ("全年预算数", "所需款额"),
        ("全年执行数", "核拨之数"),
        ("执行率", "办结样貌"),
    ];
    let listed = funds.map(|(_, word)| format!("funds {word}"));
    assert_eq!(strange(&funds), listed, "a header of which hardly anything is known");
    let indicators = [
        ("一级指标", "事项类"),
        ("二级指标", "事项目"),
        ("三级指标", "事项"),
        ("年度指标值", "拟达水准"),
        ("实际完成值", "年末实绩"),
        ("偏差原因分析及改进措施", "缘由"),
    ];
    let listed = indicators.map(|(_, word)| format!("indicators {word}"));
    assert_eq!(strange(&indicators), listed, "below the goals");
}

/// The values of a column under a strange head of the first layout, and whether each of them has the warning that its column was proposed.
fn proposed(label: &str, place: usize, table: &str, column: &str) -> (String, bool) {
    let head = LAYOUTS[0].match_indices(&format!("| {label} |")).nth(place).unwrap().0;
    let (before, behind) = LAYOUTS[0].split_at(head);
    let form = forms(&format!("{before}{}", behind.replacen(label, "归口", 1))).remove(0);
    let of_column = form
        .named_fields()
        .filter(|(name, _)| (name.table, name.column) == (table, column));
    let (mut values, mut is_said) = (Vec::new(), true);
    for (name, field) in of_column {
        values.push(field.text().to_owned());
        let mut warnings = form.warnings.iter().filter(|w| w.kind == WarningKind::ByStructure);
        is_said &= warnings.any(|w| w.scope == name.into());
    }
    (values.join(" "), is_said)
}

#[test]
fn figures_say_what_a_column_is_whose_head_nobody_knows_and_that_it_is_so_is_said() {
    for (label, place, table, column, values) in [
        ("全年预算数", 0, "funds", "budget", "100.00 70.00 30.00"),
        ("全年执行数", 0, "funds", "executed", "90.00 60.00 30.00"),
        ("执行率", 0, "funds", "rate", "90.00% 85.71% 100.00%"),
        ("分值", 1, "indicators", "weight", "50 30 10"),
        ("得分", 1, "indicators", "score", "50 29.7 10"),
        ("年度指标值", 0, "indicators", "target", "≥350公里 ≥98% 改善"),
        ("实际完成值", 0, "indicators", "actual", "360公里 97% 改善"),
    ] {
        assert_eq!(
            proposed(label, place, table, column),
            (values.to_owned(), true),
            "{label}"
        );
    }
}

#[test]
fn where_two_columns_might_be_it_none_is_and_no_label_is_overruled() {
    let of = |sketch: &str| {
        let form = forms(sketch).remove(0);
        let is_proposed = form.warnings.iter().any(|w| w.kind == WarningKind::ByStructure);
        let scores: Vec<String> = form.indicators.iter().map(|i| i.score.text().to_owned()).collect();
        (scores.join(" "), is_proposed)
    };
    let two = "\
| 项目名称 | 道路养护 | < | < | < | < |
| 一级指标 | 三级指标 | 完成值 | 分值 | 己评 | 他评 |
| 产出 | 里程 | 350 | 60 | 60 | 55 |
| 效益 | 通行 | 98 | 40 | 40 | 38 |
| 总分 | < | < | 100 | 100 | 93 |";
    assert_eq!(of(two), (" ".to_owned(), false));
    assert_eq!(of(&two.replace("他评", "备注")), ("60 40".to_owned(), true));
    assert_eq!(
        of(&two.replace("己评", "得分")),
        ("60 40".to_owned(), false),
        "a label stands"
    );
    let above = two.replace("他评", "备注").replace("| 40 | 40 |", "| 40 | 41 |");
    assert_eq!(of(&above), (" ".to_owned(), false), "a score is not above its points");
}

#[test]
fn a_form_that_only_its_figures_tell_is_found_behind_a_declaration_too() {
    let strange = "\
| 工作事项 | 道路养护 | < | < | < | < |
| 归口 | 交通局 | < | 承办 | 公路中心 | < |
| 年度总体目标 | 预期目标 | < | 实际完成情况 | < | < |
| ^ | 养护道路三百公里 | < | 已养护道路三百公里 | < | < |
| 类别 | 小项 | 应到 | 实到 | 配分 | 计分 |
| 产出 | 里程 | ≥350公里 | 360公里 | 60 | 60 |
| ^ | 合格率 | ≥98% | 97% | 20 | 19 |
| 效益 | 投诉 | ≤3件 | 2件 | 20 | 20 |
| 加总 | < | < | < | 100 | 99 |";
    let declaration = "\
项目支出绩效目标申报表

| 项目名称 | 桥梁检测 | < | < |
| 一级指标 | 三级指标 | 指标值 | 备注 |
| 产出 | 桥梁 | ≥5座 | |";
    for document in [strange.to_owned(), format!("{declaration}\n\n{strange}")] {
        let forms = forms(&document);
        assert_eq!(forms.len(), 1, "{document}");
        assert_eq!(forms[0].total_score.text(), "99");
        let is_said = forms[0]
            .warnings
            .iter()
            .any(|w| w.scope == Scope::single("total_score"));
        assert!(is_said, "{:?}", forms[0].warnings);
    }
    assert_eq!(
        forms(&strange.replace("| 100 | 99 |", "| 100 | 98 |")),
        [],
        "nothing adds up"
    );
}

#[test]
fn the_label_of_a_block_is_enough_of_a_form_for_its_figures_to_tell_it() {
    let strange = "\
| 工作事项 | 道路养护 | < | < | < | < |
| 项目资金 | 款项 | 可用额度 | 已用额度 | 用款比 | < |
| ^ | 款项盘子 | 200.00 | 176.00 | 88.00% | < |
| 类别 | 小项 | 应到 | 实到 | 配分 | 计分 |
| 产出 | 里程 | ≥350公里 | 360公里 | 60 | 60 |
| ^ | 合格率 | ≥98% | 97% | 20 | 19 |
| 效益 | 投诉 | ≤3件 | 2件 | 20 | 20 |
| 加总 | < | < | < | 100 | 99 |";
    let found = forms(strange);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].funds[0].executed.text(), "176.00");
    assert_eq!(forms(&strange.replace("项目资金", "钱款")), [], "no label of a form");
}
