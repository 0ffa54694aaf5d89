//! What holds for all rules.

use proptest::prelude::*;

use super::*;
use crate::engine::{Parameters, expect, sample};
use crate::figure::{Convention, Ratio};
use crate::form::model::{Field, FieldName};
use crate::language::Bilingual;
use crate::language::Language;
use crate::warning::WarningKind;

/// What one rule finds, a line each language.
pub(super) fn found(rule: &Rule, form: &Form) -> String {
    let findings = check(form, &expect(form, &Parameters::default()));
    let own = findings.into_iter().filter(|finding| finding.rule == rule.id);
    let lines = own.flat_map(|f| {
        let head = format!("{}: {} -> {}", f.field, f.stated, f.expected);
        [
            head,
            format!("  {}", f.explanation.zh),
            format!("  {}", f.explanation.en),
        ]
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The same, of the sample form with these fields changed.
pub(super) fn found_in(rule: &Rule, changes: &str) -> String {
    found(rule, &sample::form_with(changes))
}

#[test]
fn a_form_in_which_everything_agrees_has_no_findings() {
    let form = sample::form();
    assert_eq!(check(&form, &expect(&form, &Parameters::default())), []);
}

/// The rules of the contract, in its order. What is said below of single rules is said of these: a new one has its tests in its own file.
const CONTRACT: [(&str, &str); 12] = [
    ("execution-rate", "error"),
    ("budget-score", "error"),
    ("fund-sum", "error"),
    ("weight-sum", "error"),
    ("score-sum", "error"),
    ("score-range", "error"),
    ("grade", "error"),
    ("over-budget", "error"),
    ("indicator-score", "warning"),
    ("deviation-missing", "warning"),
    ("missing-field", "warning"),
    ("narrative-mismatch", "notice"),
];

fn is_of_contract(id: &str) -> bool {
    CONTRACT.iter().any(|(known, _)| *known == id)
}

#[test]
fn ids_and_severities_are_those_of_the_contract_in_its_order() {
    let table = all().iter().map(|rule| (rule.id, rule.severity.id()));
    let table: Vec<(&str, &str)> = table.filter(|(id, _)| is_of_contract(id)).collect();
    assert_eq!(table, CONTRACT);
}

#[test]
fn no_two_rules_have_one_id() {
    for (number, rule) in all().iter().enumerate() {
        assert_eq!(
            all().iter().position(|other| other.id == rule.id),
            Some(number),
            "{}",
            rule.id
        );
    }
}

#[test]
fn every_rule_is_documented_in_every_part_and_both_languages() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for rule in all() {
        for (heading, part) in rule.documentation.parts() {
            let (zh, en) = (part.get(Language::Zh), part.get(Language::En));
            assert!(zh.ends_with('。') && is_chinese(zh), "{} {}: {zh}", rule.id, heading.zh);
            assert!(
                en.ends_with('.') && en.is_char_boundary(1) && en.split(' ').count() > 3,
                "{} {}: {en}",
                rule.id,
                heading.en
            );
        }
    }
}

#[test]
fn rules_are_found_by_their_id() {
    assert_eq!(find("grade").map(|rule| rule.id), Some("grade"));
    assert!(find("no-such-rule").is_none());
}

/// A form that every rule of the contract objects to.
fn spoilt() -> Form {
    let mut form = sample::form_with(
        "year=; expected_goal=受众满意度达 80%。; indicators[1].actual=95.00(%); indicators[1].score=20.00; total_weight=99.00; total_score=80.00",
    );
    form.funds[0] = sample::fund(["年度资金总额", "7.00", "6.50", "6.70", "10.00", "90.00", "11.00"]);
    form
}

#[test]
fn findings_come_in_the_order_of_the_rules_and_then_of_the_fields() {
    let form = spoilt();
    let findings = check(&form, &expect(&form, &Parameters::default()));
    let place = |finding: &Finding| RULES.iter().position(|rule| rule.id == finding.rule);
    assert!(findings.is_sorted_by_key(place));
    for (id, _) in CONTRACT {
        assert!(findings.iter().any(|finding| finding.rule == id), "{id}: {findings:?}");
    }
}

#[test]
fn a_finding_stands_where_its_figure_does() {
    let mut form = spoilt();
    let place = crate::place::Place {
        page: 3,
        bbox: crate::geometry::Rect::default(),
    };
    if let Field::Cell(value) = &mut form.grade {
        value.place = Some(place);
    }
    let findings = check(&form, &expect(&form, &Parameters::default()));
    let places: Vec<_> = findings
        .iter()
        .filter(|f| f.place.is_some())
        .map(|f| (f.rule, f.place))
        .collect();
    assert_eq!(places, [("grade", Some(place))]);
}

#[test]
fn nobody_is_accused_on_a_form_that_may_have_been_misread() {
    let mut form = spoilt();
    form.warnings = vec![sample::doubt("", WarningKind::NotUnderstood)];
    assert_eq!(check(&form, &expect(&form, &Parameters::default())), []);
}

#[test]
fn of_a_form_that_is_not_whole_its_rows_are_judged_and_its_sums_are_not() {
    let rules_of = |form: &Form| {
        let findings = check(form, &expect(form, &Parameters::default()));
        let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
        rules.dedup();
        rules
    };
    let mut form = spoilt();
    let all = rules_of(&form);
    form.is_incomplete = true;
    let left = rules_of(&form);
    let silent: Vec<&str> = all.iter().copied().filter(|rule| !left.contains(rule)).collect();
    let marked = RULES
        .iter()
        .filter(|rule| rule.needs_all_rows && all.contains(&rule.id));
    assert_eq!(silent, marked.map(|rule| rule.id).collect::<Vec<_>>());
    assert!(silent.contains(&"fund-sum"), "{silent:?}");
}

#[test]
fn a_rule_that_needs_all_rows_and_no_other_says_that_it_keeps_silent_without_them() {
    for rule in all() {
        let silence = rule.documentation.silence;
        let says_it = [
            silence.zh.contains("行已知有缺失"),
            silence.en.contains("are known to be lost"),
        ];
        assert_eq!(says_it, [rule.needs_all_rows; 2], "{}: {silence:?}", rule.id);
    }
}

#[test]
fn nothing_is_called_blank_where_something_may_stand() {
    let mut form = sample::form();
    form.total_score = sample::cell("");
    form.indicators[1].score = sample::cell("20.00");
    let blanks = |form: &Form| {
        let findings = check(form, &expect(form, &Parameters::default()));
        let blank = findings.into_iter().filter(|finding| finding.stated.is_empty());
        blank.map(|finding| finding.field.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(blanks(&form), ["indicators[1].deviation", "total_score"]);
    for kind in WarningKind::ALL {
        let is_mild = matches!(
            kind,
            WarningKind::NoLines | WarningKind::Ocr | WarningKind::OcrChecked | WarningKind::StruckOut
        );
        let left = usize::from(is_mild);
        for (field, speaking) in [
            ("total_score", 1 + left),
            ("indicators[1].deviation", 1 + left),
            ("indicators[1]", 1 + left),
            ("", 2 * left),
        ] {
            let mut form = form.clone();
            form.warnings = vec![sample::doubt(field, kind)];
            form.is_incomplete = form.warnings.iter().any(crate::warning::Warning::tells_of_lost_rows);
            assert_eq!(blanks(&form).len(), speaking, "{kind:?} on {field:?}");
        }
    }
}

#[test]
fn a_doubt_silences_every_rule_that_uses_the_value() {
    let silenced = |field: &str| {
        let mut form = spoilt();
        let found = |form: &Form| {
            let findings = check(form, &expect(form, &Parameters::default())).into_iter();
            let known = findings.filter(|finding| is_of_contract(finding.rule));
            let named = known.map(|finding| format!("{} {}", finding.rule, finding.field));
            named.collect::<Vec<_>>()
        };
        let all = found(&form);
        form.warnings = vec![sample::doubt(field, WarningKind::UnmappedGlyph)];
        let left = found(&form);
        assert!(
            left.iter().all(|finding| all.contains(finding)),
            "a doubt about {field} makes no new finding"
        );
        all.into_iter()
            .filter(|finding| !left.contains(finding))
            .collect::<Vec<_>>()
    };
    let of_budget = [
        "execution-rate funds[0].rate",
        "budget-score funds[0].score",
        "fund-sum funds[0].budget",
    ];
    assert_eq!(silenced("funds[0].budget")[..3], of_budget);
    assert_eq!(silenced("total_score"), ["score-sum total_score", "grade grade"]);
    assert_eq!(silenced("indicators[1].level3"), ["narrative-mismatch expected_goal"]);
    assert_eq!(silenced("year"), ["missing-field year"]);
}

/// What is not judged, a line each.
fn silences(judged: &Judged) -> Vec<String> {
    let line = |silence: &NotJudged| format!("{} {} {}", silence.rule, silence.scope, silence.reason.id());
    let known = judged.not_judged.iter().filter(|silence| is_of_contract(silence.rule));
    known.map(line).collect()
}

#[test]
fn a_new_rule_says_in_ten_lines_all_that_is_known_of_it() {
    const RULE: Rule = Rule {
        id: "unit-named",
        judge: |form, _| {
            let name = FieldName::single("amount_unit");
            let blank = form.amount_unit.value().map(|value| value.text.is_empty());
            let found = || RULE.finding(name, &form.amount_unit, "万元", Bilingual::default());
            vec![(name, blank.ok_or(Silence::NoSuchField).map(|blank| blank.then(found)))]
        },
        ..Rule::PLAIN
    };
    let judged = |change: &str| {
        let form = sample::form_with(change);
        judge_by(&[RULE], &form, &expect(&form, &Parameters::default()))
    };
    assert_eq!(judged("amount_unit=元"), Judged::default());
    assert_eq!(judged("amount_unit=").findings[0].expected, "万元");
    assert_eq!(judged("amount_unit=×").not_judged[0].reason, Silence::NoSuchField);
}

#[test]
fn what_is_not_judged_is_said_with_its_cause() {
    let silent = |change: fn(&mut Form)| {
        let mut form = sample::form();
        change(&mut form);
        silences(&judge(&form, &expect(&form, &Parameters::default())))
    };
    assert_eq!(silent(|_| {}), [""; 0]);
    assert_eq!(silent(|form| form.grade = Field::Absent), ["grade grade no-such-field"]);
    assert_eq!(
        silent(|form| form.total_score = sample::cell("")),
        ["score-sum total_score no-value", "grade grade no-value"]
    );
    assert_eq!(
        silent(|form| form.warnings = vec![sample::doubt("total_score", WarningKind::UnmappedGlyph)]),
        [
            "score-sum total_score in-doubt",
            "grade grade in-doubt",
            "missing-field total_score in-doubt"
        ]
    );
    assert_eq!(
        silent(|form| (form.amount_unit, form.funds[0].executed) = (Field::Absent, sample::cell("67000元"))),
        [
            "execution-rate funds[0].rate units-differ",
            "fund-sum funds[0].executed units-differ",
            "over-budget funds[0].executed units-differ"
        ]
    );
    assert_eq!(
        silent(|form| form.indicators.iter_mut().for_each(|row| row.deviation = Field::Absent)),
        ["deviation-missing indicators no-such-field"]
    );
    assert_eq!(
        silent(|form| form.is_incomplete = true),
        [
            "fund-sum  rows-lost",
            "weight-sum  rows-lost",
            "score-sum  rows-lost",
            "deviation-missing  rows-lost",
            "missing-field  rows-lost"
        ]
    );
}

#[test]
fn a_rule_is_judged_or_silent_and_never_both() {
    for field in [
        "",
        "funds",
        "indicators",
        "funds[0].budget",
        "indicators[1].weight",
        "total_score",
    ] {
        let mut form = spoilt();
        form.warnings = vec![sample::doubt(field, WarningKind::NotUnderstood)];
        let expected = expect(&form, &Parameters::default());
        let judged = judge(&form, &expected);
        assert_eq!(judged.findings, check(&form, &expected));
        for silence in &judged.not_judged {
            let mut own = judged.findings.iter().filter(|finding| finding.rule == silence.rule);
            assert!(own.all(|finding| !silence.scope.covers(finding.field)), "{silence:?}");
        }
    }
}

#[test]
fn every_rule_has_a_name_and_one_that_calls_figures_wrong_rests_on_more_than_one() {
    let form = sample::form();
    for rule in all() {
        assert!(rule.name.zh != rule.id && !rule.name.en.is_empty(), "{}", rule.id);
        let own = FieldName::indicator(0, "score");
        let is_alone = (rule.rests_on)(&form, own) == [own];
        assert!(!is_alone || rule.severity != Severity::Error, "{}", rule.id);
    }
}

/// Texts that stand in cells, and pieces of such.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,30}",
        "[0-9.,，%％()-]{1,8}",
        prop::sample::select(vec![
            "≥",
            "不少于",
            "万元",
            "元",
            "分",
            "个",
            "满意度达",
            "其中",
            "共",
            "人次",
            "以上",
            "优",
            "/",
            "—",
            "：",
            "。"
        ])
        .prop_map(str::to_owned),
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_makes_a_rule_panic_or_waver(texts in prop::collection::vec(text(), 24)) {
        let mut form = sample::form();
        let mut texts = texts.iter().cycle();
        form.change_fields(|_, field| *field = sample::cell(texts.next().unwrap()));
        let once = check(&form, &expect(&form, &Parameters::default()));
        prop_assert_eq!(&once, &check(&form, &expect(&form, &Parameters::default())));
    }

    #[test]
    fn a_form_that_rounds_by_any_convention_is_not_accused(
        budget in 1_i64..100_000_000, share in 0_i64..=100, scale in 0_u32..5, decimals in 0_u32..5, convention in 0_usize..3
    ) {
        let executed = budget * share / 100;
        let printed = |mantissa: i64| rust_decimal::Decimal::new(mantissa, scale);
        let share = Ratio::new(printed(executed), printed(budget)).unwrap();
        let stated = |factor: i64| share.times(factor.into()).unwrap().rounded(decimals, Convention::ALL[convention]).unwrap().to_string();
        let (budget, executed) = (printed(budget).to_string(), printed(executed).to_string());
        let mut form = sample::form();
        form.funds = vec![sample::fund(["年度资金总额", "", &budget, &executed, "10", &stated(100), &stated(10)])];
        for id in ["execution-rate", "budget-score", "score-range", "over-budget"] {
            prop_assert_eq!(found(find(id).unwrap(), &form), "");
        }
    }
}
