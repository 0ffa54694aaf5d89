//! A sheet, a case of it with one or two values disturbed, what the program makes of it, and a table of what went wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::catch_unwind;

use fuhe::audit::{Audited, AuditedForm, Examined, Status, examine};
use fuhe::form::model::Scope;
use fuhe::input::Document;
use fuhe::rules::{HIDDEN_TEXT, Severity};
use fuhe::settings::{Confirming, Settings};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::draw::{Form, Spot};
use crate::invariants;
use crate::paper::form::form;
use crate::paper::spots::{labels, spots};
use crate::ways::{Seen, Way};

/// A form in which everything agrees, and what is read of it when nothing is disturbed.
pub struct Sheet {
    name: &'static str,
    form: Form,
    pub spots: Vec<Spot>,
    pub labels: Vec<Spot>,
    read: BTreeMap<String, String>,
}

/// What the second sheet has otherwise: points are lost, and the reason is given; a target is negative.
const SHORT: [(&str, &str); 7] = [
    ("indicators[0].level3", "冷库温度"),
    ("indicators[0].target", "≥-10℃"),
    ("indicators[0].actual", "-8℃"),
    ("indicators[1].actual", "85%"),
    ("indicators[1].score", "38"),
    ("indicators[1].deviation", "因雨季延误"),
    ("total_score", "97.80"),
];

impl Sheet {
    pub fn all() -> [Self; 2] {
        [Self::full(), Self::new("short", &SHORT)]
    }

    /// The sheet on which no point is lost.
    pub fn full() -> Self {
        Self::new("full", &[])
    }

    fn new(name: &'static str, texts: &[(&'static str, &str)]) -> Self {
        let mut made = form();
        let mut spots = spots();
        for (field, text) in texts {
            made = made.text(field, text);
            spots.retain(|spot| spot.field != *field);
            spots.push(Spot::of_field(field, text));
        }
        let read = values(only_form(&examined(&made)).expect("the sheet itself is a form"));
        Self {
            name,
            form: made,
            spots,
            labels: labels(),
            read,
        }
    }

    pub fn assert_undisturbed(&self) {
        let examined = examined(&self.form);
        let read = only_form(&examined).unwrap();
        assert_eq!(accusations(read, false), BTreeSet::new());
        assert_eq!(read.form.warnings, []);
        for spot in &self.spots {
            let expected = if spot.field == "year" { "2023" } else { &spot.text };
            assert_eq!(
                normal(&self.read[&spot.field]),
                normal(expected),
                "{}: {}",
                self.name,
                spot.field
            );
        }
    }
}

/// One document: a sheet, and each way in which one of its values is disturbed.
pub struct Case<'a> {
    sheet: &'a Sheet,
    disturbed: Vec<(&'a Way, &'a Spot)>,
    form: Form,
}

/// What went wrong with a case; the letter stands in the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// No form, or several.
    Lost(String),
    /// The disturbed value is another one, without a warning.
    Silent(String),
    /// Another field is.
    Other(String),
    /// Somebody is accused.
    Accused(String),
    /// What holds for every document does not.
    Broken(String),
}

/// What came out of a case.
struct Outcome {
    faults: Vec<Fault>,
    /// Whether every disturbed value was read as printed, without a warning.
    is_plain: bool,
}

impl<'a> Case<'a> {
    /// The case, if the values can be disturbed in these ways.
    pub fn new(sheet: &'a Sheet, disturbed: &[(&'a Way, &'a Spot)]) -> Option<Self> {
        let mut form = sheet.form.clone();
        for (way, spot) in disturbed {
            form = (way.draw)(form, spot)?;
        }
        Some(Self {
            sheet,
            disturbed: disturbed.to_vec(),
            form,
        })
    }

    /// The document.
    fn pdf(&self) -> Vec<u8> {
        self.form.pdf()
    }

    fn name(&self) -> String {
        let ways = self.disturbed.iter();
        let ways: Vec<String> = ways.map(|(way, spot)| format!("{} {}", spot.field, way.name)).collect();
        format!("{} {}", self.sheet.name, ways.join(" + ")).replace(' ', "-")
    }

    fn run(&self) -> Outcome {
        let examined = examined(&self.form);
        let read = match only_form(&examined) {
            Ok(read) => read,
            Err(reason) => {
                return Outcome {
                    faults: vec![Fault::Lost(reason)],
                    is_plain: false,
                };
            }
        };
        let hides = self.disturbed.iter().any(|(way, _)| way.hides);
        let accused = accusations(read, hides);
        let mut faults: Vec<Fault> = accused.into_iter().map(Fault::Accused).collect();
        let broken = invariants::ALL.iter().flat_map(|invariant| invariant(&examined));
        faults.extend(broken.map(Fault::Broken));
        let found = values(read);
        let mut is_plain = true;
        let names: BTreeSet<&String> = found.keys().chain(self.sheet.read.keys()).collect();
        for name in names {
            let get = |values: &BTreeMap<String, String>| values.get(name).cloned().unwrap_or_default();
            let (expected, got) = (normal(&get(&self.sheet.read)), get(&found));
            let disturbed = self.disturbed.iter().find(|(_, spot)| spot.field == *name);
            let about = Scope::named(name).expect("a name of the contract");
            let is_warned = read.form.warnings.iter().any(|warning| warning.scope.covers(about));
            let is_right = disturbed.map_or(normal(&got) == expected, |_| is_as_printed(&expected, &got));
            let is_doubtful = disturbed.is_some_and(|(way, _)| way.seen == Seen::Doubt);
            if disturbed.is_some() {
                is_plain &= is_right && !is_warned;
            }
            if !is_warned && (!is_right || is_doubtful) {
                let change = format!("{name}: {expected:?} -> {got:?}");
                faults.push(if disturbed.is_some() {
                    Fault::Silent(change)
                } else {
                    Fault::Other(change)
                });
            }
        }
        Outcome { faults, is_plain }
    }
}

/// Marks behind a value, which may stay where they are characters of the text.
const MARKS: [&str; 7] = ["[1]", "[2]", "［1］", "*", "＊", "①", "¹"];

/// Whether a text is the value: a mark behind it may stay, and a full stop is a point. A raised digit must not become one of a figure; behind a
/// word or a unit it may be a power.
fn is_as_printed(expected: &str, text: &str) -> bool {
    let trimmed = text.trim_end();
    let unmarked = MARKS.iter().find_map(|mark| trimmed.strip_suffix(mark));
    let got = normal(unmarked.unwrap_or(trimmed));
    let is_word = expected.ends_with(|c: char| !c.is_ascii_digit() && c != '%');
    got == expected || got.replace(['。', '·'], ".") == expected || is_word && got.strip_prefix(expected) == Some("1")
}

/// A document taken through all stages; nothing, where that panics.
fn examined(form: &Form) -> Examined {
    let settings = Settings {
        confirming: Confirming::None,
        ..Settings::default()
    };
    let document = Document::new("form.pdf", form.pdf());
    catch_unwind(|| examine(&document, &settings)).unwrap_or_else(|_| Audited::crashed("a panic").into())
}

/// The only form of a document, or why there is none.
fn only_form(examined: &Examined) -> Result<&AuditedForm, String> {
    let audited = &examined.audited;
    match (audited.status, audited.forms.as_slice()) {
        (Status::Ok, [form]) => Ok(form),
        (status, forms) => Err(format!("{}, {} forms", status.id(), forms.len())),
    }
}

/// Spaces are not compared, nor are characters that Unicode holds for the same, nor those that nobody sees.
fn normal(text: &str) -> String {
    let is_seen = |c: &char| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}');
    text.nfkc()
        .filter(is_seen)
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect()
}

/// Every field by its name, as it was read.
fn values(read: &AuditedForm) -> BTreeMap<String, String> {
    let fields = read.form.named_fields();
    fields
        .map(|(name, field)| (name.to_string(), field.text().to_owned()))
        .collect()
}

/// Rule and field of every finding that accuses somebody.
fn accusations(read: &AuditedForm, hides: bool) -> BTreeSet<String> {
    let grave = read
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Notice);
    let grave = grave.filter(|finding| !(hides && finding.rule == HIDDEN_TEXT.id));
    grave
        .map(|finding| format!("{} {}", finding.rule, finding.field))
        .collect()
}

/// What came out of many cases.
pub struct Report {
    cases: usize,
    plain: usize,
    /// Names of the ways and of the fields, and what went wrong.
    faults: Vec<(String, String, Vec<Fault>)>,
}

impl Report {
    pub fn of(cases: &[Case]) -> Self {
        let outcomes: Vec<Outcome> = cases.par_iter().map(Case::run).collect();
        let plain = outcomes.iter().filter(|outcome| outcome.is_plain).count();
        let mut faults = Vec::new();
        let kept = std::env::var_os("DISTURBED_KEEP");
        for (case, outcome) in cases.iter().zip(outcomes) {
            if !outcome.faults.is_empty() {
                if let Some(folder) = &kept {
                    let path = std::path::Path::new(folder).join(case.name() + ".pdf");
                    std::fs::write(path, case.pdf()).unwrap();
                }
                let fields: Vec<&str> = case.disturbed.iter().map(|(_, spot)| spot.field.as_str()).collect();
                let ways: Vec<&str> = case.disturbed.iter().map(|(way, _)| way.name).collect();
                let fields = format!("{}: {}", case.sheet.name, fields.join(" + "));
                faults.push((ways.join(" + "), fields, outcome.faults));
            }
        }
        Self {
            cases: cases.len(),
            plain,
            faults,
        }
    }

    /// Nothing went wrong.
    pub fn assert_sound(&self) {
        assert!(self.faults.is_empty(), "{}", self.table());
    }

    /// At least half of the cases were read without any doubt.
    pub fn assert_plain(&self) {
        assert!(
            self.plain * 2 >= self.cases,
            "{} of {} are plain",
            self.plain,
            self.cases
        );
    }

    /// Way, how often each kind of fault, and the fields.
    fn table(&self) -> String {
        let mut ways: BTreeMap<&str, Vec<(&str, &Vec<Fault>)>> = BTreeMap::new();
        for (way, field, faults) in &self.faults {
            ways.entry(way).or_default().push((field, faults));
        }
        let count = |kind: fn(&Fault) -> bool| {
            self.faults
                .iter()
                .filter(|(.., faults)| faults.iter().any(kind))
                .count()
        };
        let mut table = format!(
            "{} cases, {} plain, {} faulty: {} lost, {} silent, {} with another field silent, {} accused, {} broken\n",
            self.cases,
            self.plain,
            self.faults.len(),
            count(|fault| matches!(fault, Fault::Lost(_))),
            count(|fault| matches!(fault, Fault::Silent(_))),
            count(|fault| matches!(fault, Fault::Other(_))),
            count(|fault| matches!(fault, Fault::Accused(_))),
            count(|fault| matches!(fault, Fault::Broken(_))),
        );
        for (way, fields) in ways {
            let _ = writeln!(table, "{way} ({})", fields.len());
            for (field, faults) in fields {
                let _ = writeln!(table, "    {field}: {faults:?}");
            }
        }
        table
    }
}
