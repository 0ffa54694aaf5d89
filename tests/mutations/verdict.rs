//! What a damaged file gave, against what the sound one gives.

use std::fmt;

use fuhe::audited::{Audited, AuditedForm, Status};
use fuhe::form::model::{Field, Form, Scope};
use fuhe::place::Place;
use fuhe::rules::{Finding, Severity};

use super::kinds::{Harms, Source};
use super::painted::{Paintings, Shown, compared};

/// A number is another, without a word.
pub const SILENT: &str = "silent";
/// A number, a row or a form is not there any more, without a word.
pub const LOST: &str = "lost";
/// Something is found that the sound form does not have.
pub const ACCUSED: &str = "accused";

/// Columns that hold numbers.
const NUMBERS: [&str; 11] = [
    "initial",
    "budget",
    "executed",
    "weight",
    "rate",
    "score",
    "target",
    "actual",
    "total_weight",
    "total_score",
    "year",
];

/// One fault.
#[derive(Debug)]
pub struct Fault {
    /// [`SILENT`], [`LOST`] or [`ACCUSED`].
    pub what: &'static str,
    field: String,
    before: String,
    now: String,
    shown: Option<Shown>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            what,
            field,
            before,
            now,
            shown,
        } = self;
        write!(f, "{what} {field} {before:?} -> {now:?} (page: {shown:?})")
    }
}

/// All that differs.
#[derive(Debug, Default)]
pub struct Found {
    /// What must not be.
    pub faults: Vec<Fault>,
    /// What the page shows, too.
    pub excused: usize,
    /// What has a warning.
    pub warned: usize,
}

/// A difference before it is asked what the page shows.
struct Suspect {
    fault: Fault,
    /// Where to look.
    places: Vec<Place>,
}

pub fn faults(source: &Source, sound: &Audited, bytes: &[u8], now: &Audited, harms: Harms) -> Found {
    let is_said = !matches!(now.status, Status::Ok | Status::NoForm);
    let mut found = Found::default();
    let mut paintings = None;
    let mut look = |places: &[Place]| {
        let (before, after) =
            paintings.get_or_insert_with(|| (Paintings::of(source.bytes.clone()), Paintings::of(bytes.to_vec())));
        let mut shown: Vec<Shown> = places
            .iter()
            .map(|place| compared(before, after, place.page, place.bbox))
            .collect();
        shown.sort();
        // Of two places the one that differs more; of a whole row or form what most of it shows.
        shown.get(shown.len() / 2).copied()
    };
    let excuses = |shown: Option<Shown>| match shown {
        Some(Shown::Other) => harms != Harms::Fonts,
        Some(Shown::Gone) => harms == Harms::Drawing,
        _ => false,
    };
    let paired = paired_forms(sound, now);
    for (before, after) in sound.forms.iter().zip(&paired) {
        let Some(after) = after else {
            if is_said
                || now
                    .forms
                    .iter()
                    .any(|form| form.form.warnings.iter().any(|warning| warning.scope == Scope::Form))
            {
                found.warned += usize::from(!is_said);
                continue;
            }
            let places: Vec<Place> = before
                .form
                .named_fields()
                .filter_map(|(_, field)| field.place())
                .collect();
            let shown = look(&places);
            if excuses(shown) {
                found.excused += 1;
            } else {
                found
                    .faults
                    .push(fault(LOST, "form", &before.form.form_no.to_string(), "", shown));
            }
            continue;
        };
        let mut form_is_excused = false;
        let (suspects, warned) = differences(&before.form, &after.form);
        found.warned += warned;
        for mut suspect in suspects {
            suspect.fault.shown = look(&suspect.places);
            if excuses(suspect.fault.shown) {
                form_is_excused = true;
                found.excused += 1;
            } else if !is_said {
                found.faults.push(suspect.fault);
            }
        }
        for finding in accusations(before, after) {
            let shown = finding.place.and_then(|place| look(&[place]));
            if form_is_excused || excuses(shown) {
                found.excused += 1;
            } else {
                let field = format!("{} {}", finding.rule, finding.field);
                found
                    .faults
                    .push(fault(ACCUSED, &field, &finding.stated, &finding.expected, shown));
            }
        }
    }
    found
}

fn fault(what: &'static str, field: &str, before: &str, now: &str, shown: Option<Shown>) -> Fault {
    Fault {
        what,
        field: field.to_owned(),
        before: before.to_owned(),
        now: now.to_owned(),
        shown,
    }
}

/// For each form of the sound file the one that it became.
fn paired_forms<'a>(sound: &Audited, now: &'a Audited) -> Vec<Option<&'a AuditedForm>> {
    if sound.forms.len() == now.forms.len() {
        return now.forms.iter().map(Some).collect();
    }
    let texts = |form: &AuditedForm| -> Vec<String> {
        form.form
            .named_fields()
            .map(|(_, field)| field.text().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    };
    let mut left: Vec<(&AuditedForm, Vec<String>)> = now.forms.iter().map(|form| (form, texts(form))).collect();
    let pair = |before: &AuditedForm| {
        let wanted = texts(before);
        let common = |has: &[String]| wanted.iter().filter(|text| has.contains(text)).count();
        let best = (0..left.len()).max_by_key(|place| common(&left[*place].1))?;
        (common(&left[best].1) * 3 >= wanted.len()).then(|| left.remove(best).0)
    };
    sound.forms.iter().map(pair).collect()
}

type Row<'a> = Vec<(&'static str, &'a Field)>;

/// Rows of before against rows of now, in their order, so that as many fields as can be are the same.
fn paired_rows(before: &[Row<'_>], now: &[Row<'_>]) -> Vec<Option<usize>> {
    if before.len() == now.len() {
        return (0..now.len()).map(Some).collect();
    }
    let alike = |a: &Row<'_>, b: &Row<'_>| {
        let pairs = a.iter().zip(b);
        pairs
            .filter(|((_, a), (_, b))| !a.text().is_empty() && a.text() == b.text())
            .count()
    };
    let mut best = vec![vec![0; now.len() + 1]; before.len() + 1];
    for i in (0..before.len()).rev() {
        for j in (0..now.len()).rev() {
            let paired = alike(&before[i], &now[j]) + best[i + 1][j + 1];
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = vec![None; before.len()];
    while i < before.len() && j < now.len() {
        if best[i][j] == best[i + 1][j] {
            i += 1;
        } else if best[i][j] == best[i][j + 1] {
            j += 1;
        } else {
            pairs[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        }
    }
    pairs
}

/// Numbers that differ without a warning, and how many have one.
fn differences(before: &Form, now: &Form) -> (Vec<Suspect>, usize) {
    let mut compared = Comparison {
        now,
        suspects: Vec::new(),
        warned: 0,
    };
    for ((column, before), (_, now)) in before.fields().into_iter().zip(now.fields()) {
        compared.field(column, column, before, now);
    }
    let (funds, indicators) = rows(before);
    let (funds_now, indicators_now) = rows(now);
    compared.rows("funds", &funds, &funds_now);
    compared.rows("indicators", &indicators, &indicators_now);
    (compared.suspects, compared.warned)
}

fn rows(form: &Form) -> (Vec<Row<'_>>, Vec<Row<'_>>) {
    (
        form.funds.iter().map(|row| row.fields().to_vec()).collect(),
        form.indicators.iter().map(|row| row.fields().to_vec()).collect(),
    )
}

struct Comparison<'a> {
    now: &'a Form,
    suspects: Vec<Suspect>,
    warned: usize,
}

impl Comparison<'_> {
    fn is_warned(&self, field: &str) -> bool {
        Scope::named(field).is_some_and(|about| self.now.warnings.iter().any(|warning| warning.scope.covers(about)))
    }

    fn field(&mut self, name: &str, column: &str, before: &Field, now: &Field) {
        let has_digit = |field: &Field| field.text().contains(|c: char| c.is_ascii_digit());
        if before.text() == now.text() || !NUMBERS.contains(&column) || !(has_digit(before) || has_digit(now)) {
            return;
        }
        if self.is_warned(name) {
            self.warned += 1;
            return;
        }
        let what = if now.text().is_empty() { LOST } else { SILENT };
        self.suspects.push(Suspect {
            fault: fault(what, name, before.text(), now.text(), None),
            places: before.place().into_iter().chain(now.place()).collect(),
        });
    }

    fn rows(&mut self, table: &str, before: &[Row<'_>], now: &[Row<'_>]) {
        let pairs = paired_rows(before, now);
        for (number, row) in before.iter().enumerate() {
            if let Some(paired) = pairs[number] {
                for ((column, before), (_, now)) in row.iter().zip(&now[paired]) {
                    self.field(&format!("{table}[{paired}].{column}"), column, before, now);
                }
                continue;
            }
            // Said of the table, or of the row that took its place.
            let neighbour = pairs[..number].iter().flatten().last().map_or(0, |last| last + 1);
            let near = [neighbour.saturating_sub(1), neighbour].map(|near| format!("{table}[{near}]"));
            if self.is_warned(table) || near.iter().any(|near| self.is_warned(near)) {
                self.warned += 1;
                continue;
            }
            let text: Vec<&str> = row.iter().map(|(_, field)| field.text()).collect();
            self.suspects.push(Suspect {
                fault: fault(LOST, &format!("{table}: row {number}"), &text.join("|"), "", None),
                places: row.iter().filter_map(|(_, field)| field.place()).collect(),
            });
        }
        for (number, row) in now.iter().enumerate() {
            let name = format!("{table}[{number}]");
            if pairs.contains(&Some(number)) || self.is_warned(&name) {
                continue;
            }
            let text: Vec<&str> = row.iter().map(|(_, field)| field.text()).collect();
            self.suspects.push(Suspect {
                fault: fault(SILENT, &name, "", &text.join("|"), None),
                places: row.iter().filter_map(|(_, field)| field.place()).collect(),
            });
        }
    }
}

/// Findings of weight that the sound form does not have.
fn accusations<'a>(before: &AuditedForm, now: &'a AuditedForm) -> Vec<&'a Finding> {
    let is_known = |finding: &Finding| {
        before.findings.iter().any(|known| {
            known.rule == finding.rule
                && (known.field == finding.field
                    || (known.field.column == finding.field.column && known.stated == finding.stated))
        })
    };
    let grave = now
        .findings
        .iter()
        .filter(|finding| finding.severity >= Severity::Warning);
    grave.filter(|finding| !is_known(finding)).collect()
}
