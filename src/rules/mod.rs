//! Form and expected figures -> findings. One file a rule.
//!
//! A rule sees only values that can be trusted: what may have been misread is set aside before the first rule runs.

#![deny(clippy::float_arithmetic)]

mod against;
mod budget_score;
mod causes;

mod deviation_missing;
mod documentation;
mod execution_rate;
mod finding;
mod fund_sum;
mod grade;
mod hidden_text;
mod indicator_score;
mod missing_field;
mod narrative_mismatch;
mod over_budget;
mod readers_disagree;
mod rule;
mod score_range;
mod score_sum;
mod silence;
mod weight_sum;
mod wording;

pub use against::Against;
pub use causes::{follow, group};
pub use documentation::{Documentation, Text};
pub use finding::{Confirmed, Finding, Severity};
pub use hidden_text::RULE as HIDDEN_TEXT;
pub use readers_disagree::RULE as READERS_DISAGREE;
pub use rule::{Rank, Rule};
pub use silence::{NotJudged, Silence};

use crate::engine::{Expected, trusted};
use crate::form::model::{Form, Scope};

/// All rules, in the order in which findings are written.
static RULES: [Rule; 14] = [
    execution_rate::RULE,
    budget_score::RULE,
    fund_sum::RULE,
    weight_sum::RULE,
    score_sum::RULE,
    score_range::RULE,
    grade::RULE,
    over_budget::RULE,
    indicator_score::RULE,
    deviation_missing::RULE,
    missing_field::RULE,
    narrative_mismatch::RULE,
    hidden_text::RULE,
    readers_disagree::RULE,
];

/// All rules, in the order in which findings are written.
pub fn all() -> &'static [Rule] {
    &RULES
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Everything that the rules find in a form, in the order of the rules, then of the fields.
///
/// A rule keeps silent where one of its figures is in doubt, and where rounding, by any convention, explains what is stated.
///
/// # Example
/// ```
/// use fuhe::rules::{Severity, check};
///
/// # let bytes = std::sync::Arc::new(std::fs::read("fixtures/planted/grade.pdf").unwrap());
/// # let reading = fuhe::pdf::read(&bytes, &fuhe::pdf::ReadOptions::default()).unwrap();
/// # let tables = fuhe::table::pages_to_tables(&reading.pages);
/// # let form = fuhe::form::tables_to_forms(&tables).remove(0);
/// # let expected = fuhe::engine::expect(&form, &fuhe::parameters::Parameters::default());
/// let findings = check(&form, &expected);
/// let grade = findings.iter().find(|finding| finding.rule == "grade").unwrap();
/// assert_eq!((grade.stated.as_str(), grade.expected.as_str()), ("优", "良"));
/// assert_eq!(grade.severity, Severity::Error);
/// println!("{}", grade.explanation.en);
/// ```
pub fn check(form: &Form, expected: &Expected) -> Vec<Finding> {
    let form = trusted(form);
    let judging = RULES.iter().filter(|rule| !rule.needs_all_rows || !form.is_incomplete);
    let verdicts = judging.flat_map(|rule| (rule.judge)(&form, expected));
    verdicts.filter_map(|(_, verdict)| verdict.ok().flatten()).collect()
}

/// What the rules say of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// What they find, in the order of the rules, then of the fields.
    pub findings: Vec<Finding>,
    /// What they keep silent about, in the same order.
    pub not_judged: Vec<NotJudged>,
}

/// What the rules find in a form, and why they keep silent about the rest.
pub fn judge(form: &Form, expected: &Expected) -> Judged {
    judge_by(&RULES, form, expected)
}

fn judge_by(rules: &[Rule], form: &Form, expected: &Expected) -> Judged {
    let trusted = trusted(form);
    let sound: &Form = &trusted;
    let is_set_aside = |name| !std::ptr::eq(sound, form) && sound.field(name) != form.field(name);
    let mut judged = Judged::default();
    for rule in rules {
        if rule.needs_all_rows && form.is_incomplete {
            judged.not_judged.push(NotJudged {
                rule: rule.id,
                scope: Scope::Form,
                reason: Silence::RowsLost,
            });
            continue;
        }
        let mut silent = Vec::new();
        for (name, verdict) in (rule.judge)(sound, expected) {
            match verdict {
                Ok(Some(finding)) => judged.findings.push(finding),
                Err(reason) => silent.push((name, reason.as_printed(rule, name, form, sound))),
                // What was set aside seems not to be stated.
                Ok(None) if is_set_aside(name) => {
                    silent.push((name, Silence::NoSuchField.as_printed(rule, name, form, sound)));
                }
                Ok(None) => {}
            }
        }
        judged.not_judged.extend(silence::told(rule.id, &silent, form));
    }
    judged
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn a_form_in_which_everything_agrees_has_no_findings() {
        let form = sample::form();
        assert_eq!(check(&form, &expect(&form, &Parameters::default())), []);
    }

    #[test]
    fn ids_and_severities_are_those_of_the_contract_in_its_order() {
        let table: Vec<(&str, &str)> = all().iter().map(|rule| (rule.id, rule.severity.id())).collect();
        let contract = [
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
            // Ours.
            ("hidden-text", "warning"),
            ("readers-disagree", "warning"),
        ];
        assert_eq!(table, contract);
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

    /// A form that every rule objects to.
    fn spoilt() -> Form {
        let mut form = sample::form();
        form.year = sample::cell("");
        form.funds[0] = sample::fund(["年度资金总额", "7.00", "6.50", "6.70", "10.00", "90.00", "11.00"]);
        form.expected_goal = sample::cell("受众满意度达 80%。");
        form.indicators[1] = sample::indicator(["受众满意度", "≥90.00(%)", "95.00(%)", "30.00", "20.00", ""]);
        form.total_weight = sample::cell("99.00");
        form.total_score = sample::cell("80.00");
        form
    }

    #[test]
    fn findings_come_in_the_order_of_the_rules_and_then_of_the_fields() {
        let form = spoilt();
        let findings = check(&form, &expect(&form, &Parameters::default()));
        let order: Vec<(usize, FieldName)> = findings
            .iter()
            .map(|finding| {
                (
                    RULES.iter().position(|rule| rule.id == finding.rule).unwrap(),
                    finding.field,
                )
            })
            .collect();
        assert!(order.is_sorted_by_key(|(rule, _)| rule));
        let rules: std::collections::BTreeSet<usize> = order.iter().map(|(rule, _)| *rule).collect();
        // What is hidden on the page, and that readers disagree, is not found by checking a form.
        assert_eq!(rules.len(), RULES.len() - 2, "every rule objects: {order:?}");
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
        let silent: Vec<&str> = all.into_iter().filter(|rule| !left.contains(rule)).collect();
        let need_all_rows = [
            "fund-sum",
            "weight-sum",
            "score-sum",
            "deviation-missing",
            "missing-field",
        ];
        assert_eq!(silent, need_all_rows);
        let marked: Vec<&str> = all_rules_that_need_all_rows().map(|rule| rule.id).collect();
        assert_eq!(marked, need_all_rows);
    }

    fn all_rules_that_need_all_rows() -> impl Iterator<Item = &'static Rule> {
        all().iter().filter(|rule| rule.needs_all_rows)
    }

    #[test]
    fn a_rule_that_needs_all_rows_says_that_it_keeps_silent_without_them() {
        for rule in all_rules_that_need_all_rows() {
            let silence = rule.documentation.silence;
            assert!(silence.zh.contains("行已知有缺失"), "{}: {}", rule.id, silence.zh);
            assert!(
                silence.en.contains("are known to be lost"),
                "{}: {}",
                rule.id,
                silence.en
            );
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
            let is_mild = matches!(kind, WarningKind::NoLines | WarningKind::Ocr | WarningKind::StruckOut);
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
            let all = check(&form, &expect(&form, &Parameters::default()));
            form.warnings = vec![sample::doubt(field, WarningKind::UnmappedGlyph)];
            let left = check(&form, &expect(&form, &Parameters::default()));
            let name = |finding: &Finding| format!("{} {}", finding.rule, finding.field);
            let (all, left): (Vec<_>, Vec<_>) = (all.iter().map(name).collect(), left.iter().map(name).collect());
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
        judged.not_judged.iter().map(line).collect()
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
        let judged = |unit: Field| {
            let form = Form {
                amount_unit: unit,
                ..sample::form()
            };
            judge_by(&[RULE], &form, &expect(&form, &Parameters::default()))
        };
        assert_eq!(judged(sample::cell("元")), Judged::default());
        assert_eq!(judged(sample::cell("")).findings[0].expected, "万元");
        assert_eq!(
            silences(&judged(Field::Absent)),
            ["unit-named amount_unit no-such-field"]
        );
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
    fn every_rule_that_accuses_says_what_it_rests_on_and_has_a_name() {
        let form = sample::form();
        for rule in all() {
            assert!(rule.name.zh != rule.id && !rule.name.en.is_empty(), "{}", rule.id);
            let own = FieldName::indicator(0, "score");
            let is_alone = (rule.rests_on)(&form, own) == [own];
            let may_be = ["missing-field", "narrative-mismatch", "hidden-text", "readers-disagree"];
            assert_eq!(is_alone, may_be.contains(&rule.id), "{}", rule.id);
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
}
