//! What the program makes of a layout, against what is printed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::catch_unwind;
use std::path::Path;

use fuhe::audit::{AuditedForm, Status, audit_one};
use fuhe::form::model::Scope;
use fuhe::input::Document;
use fuhe::settings::{Confirming, Settings};
use rayon::prelude::*;

use crate::blocks::draw;
use crate::words::Odd;

/// What is asked of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Every field as printed, and no warning.
    Exact,
    /// Every field as printed, whatever is warned of.
    Read,
    /// Every number as printed, or a warning.
    RightOrWarned,
}

/// What is wrong with the layouts of these numbers, a line each.
pub fn faults_of(seeds: Range<u32>, odd: Odd, demand: Demand) -> Vec<String> {
    let faults: Vec<Option<String>> = seeds.into_par_iter().map(|seed| faults(seed, odd, demand)).collect();
    faults.into_iter().flatten().collect()
}

fn faults(seed: u32, odd: Odd, demand: Demand) -> Option<String> {
    let sheet = draw(seed, odd);
    let settings = Settings {
        confirming: Confirming::None,
        ..Settings::default()
    };
    let audited = catch_unwind(|| audit_one(&Document::new("form.pdf", sheet.pdf()), &settings));
    let mut faults = match audited
        .as_ref()
        .map(|audited| (audited.status, audited.forms.as_slice()))
    {
        Ok((Status::Ok, [form])) => of_form(form, &sheet.truth, demand),
        Ok((status, forms)) => vec![format!("LOST: {}, {} forms", status.id(), forms.len())],
        Err(_) => vec!["LOST: a panic".to_owned()],
    };
    if faults.is_empty() {
        return None;
    }
    if let Some(folder) = std::env::var_os("DISTURBED_KEEP") {
        let name = format!("layout-{}-of-{}-{seed}.pdf", odd.are, odd.of);
        std::fs::write(Path::new(&folder).join(name), sheet.pdf()).unwrap();
    }
    let more = faults.len().saturating_sub(SHOWN);
    faults.truncate(SHOWN);
    let more = if more > 0 {
        format!("; and {more} more")
    } else {
        String::new()
    };
    Some(format!("{seed}: {}{more}", faults.join("; ")))
}

/// So many faults of a layout are shown.
const SHOWN: usize = 4;

const NUMBERS: [&str; 10] = [
    "initial",
    "budget",
    "executed",
    "weight",
    "rate",
    "score",
    "total_weight",
    "total_score",
    "target",
    "actual",
];

fn of_form(read: &AuditedForm, truth: &BTreeMap<String, String>, demand: Demand) -> Vec<String> {
    let is_warned = |name: &str| {
        let about = Scope::named(name).expect("a name of the contract");
        read.form.warnings.iter().any(|warning| warning.scope.covers(about))
    };
    // Nothing is wrong with the form: a notice is false, too.
    let findings = read.findings.iter();
    let mut faults: Vec<String> = findings.map(|f| format!("ACCUSED: {} {}", f.rule, f.field)).collect();
    let found: BTreeMap<String, &str> = read
        .form
        .named_fields()
        .map(|(name, field)| (name.to_string(), field.text()))
        .collect();
    for (name, printed) in truth {
        let got = found.get(name).copied().unwrap_or_default();
        let column = name.rsplit('.').next().unwrap_or(name);
        let is_asked = demand != Demand::RightOrWarned || NUMBERS.contains(&column);
        let is_warned = demand == Demand::RightOrWarned && is_warned(name);
        if is_asked && got != printed && !is_warned {
            faults.push(format!("{name}: {printed:?} -> {got:?}"));
        }
    }
    // Nor is anything read that is not printed.
    for (name, got) in found {
        if !got.is_empty() && !truth.contains_key(&name) && !is_warned(&name) {
            faults.push(format!("{name}: nothing -> {got:?}"));
        }
    }
    if demand == Demand::Exact {
        let warnings = read.form.warnings.iter();
        faults.extend(warnings.map(|warning| format!("WARNED: {} {}", warning.kind.id(), warning.scope)));
    }
    faults
}
