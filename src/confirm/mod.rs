//! A second, independent reader has to read the same figures before anyone is accused of a wrong one.
//!
//! [`confirm`] lists the figures behind every finding (`evidence`), has their pages read again in another process
//! (`second_reading`), compares what both readers see in the box of each figure (`comparison`), and marks findings and forms.

mod comparison;
mod contradicted;
mod evidence;
mod recognized;
mod second_reading;

use std::collections::BTreeSet;

use crate::input::Document;
use crate::language::{Bilingual, Language};
use crate::messages::Message;
use crate::pdf::Page;
use crate::place::Place;
use crate::report::AuditedForm;
use crate::rules::{Confirmed, Finding, READERS_DISAGREE, Severity};
use crate::settings::{Confirming, Settings};
use comparison::{Readings, Stated, Verdict, compare};
pub use contradicted::{Contradicted, contradicted};
pub use recognized::{doubts, soften};
use second_reading::SecondReading;

/// Figures that must be read alike, and what rests on them.
struct Claim {
    /// Index of the form.
    form: usize,
    /// Index of the finding that rests on the figures; none: the form itself.
    finding: Option<usize>,
    figures: Vec<Figure>,
}

/// A field of a form that holds a figure, or is found to hold nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    field: String,
    place: Option<Place>,
    stated: Stated,
}

/// Marks findings and forms as the second reader sees them. Returns what could not be confirmed and why, for the detail column.
pub fn confirm(
    forms: &mut [AuditedForm],
    pages: &[Page],
    document: &Document,
    settings: &Settings,
) -> Option<Bilingual> {
    let claims = claims(forms, settings.confirming);
    if claims.is_empty() {
        return None;
    }
    let figures = claims.iter().flat_map(|claim| &claim.figures);
    let numbers: BTreeSet<u32> = figures.filter_map(|figure| Some(figure.place?.page)).collect();
    let second = SecondReading::of(document, &numbers, settings);
    let mut unconfirmed = Unconfirmed::default();
    for claim in &claims {
        let verdicts = claim
            .figures
            .iter()
            .map(|figure| (figure, judge(figure, pages, &second)));
        let verdicts: Vec<(&Figure, Verdict)> = verdicts.collect();
        if let Some(form) = forms.get_mut(claim.form) {
            mark(form, claim.finding, &verdicts, &mut unconfirmed);
        }
    }
    unconfirmed.remark()
}

fn claims(forms: &[AuditedForm], confirming: Confirming) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, audited) in forms.iter().enumerate() {
        let all = (confirming == Confirming::All).then(|| Claim {
            form: index,
            finding: None,
            figures: evidence::all_figures(&audited.form),
        });
        let accusing = audited.findings.iter().enumerate();
        let accusing = accusing.filter(|(_, finding)| confirming != Confirming::None && accuses(finding));
        claims.extend(accusing.map(|(number, finding)| Claim {
            form: index,
            finding: Some(number),
            figures: evidence::figures_behind(finding, &audited.form),
        }));
        claims.extend(all);
    }
    claims
}

fn accuses(finding: &Finding) -> bool {
    finding.severity >= Severity::Warning && finding.rule != READERS_DISAGREE.id
}

fn judge(figure: &Figure, pages: &[Page], second: &SecondReading) -> Verdict {
    let Some(place) = figure.place else {
        return Verdict::Unknown(Message::PlaceUnknown.bilingual(&[]));
    };
    let Some(page) = pages.iter().find(|page| page.number == place.page) else {
        return Verdict::Unknown(Message::PlaceUnknown.bilingual(&[]));
    };
    if recognized::is_recognized(page, place) {
        return Verdict::Unknown(Message::OnlyRecognized.bilingual(&[]));
    }
    if page.annotations.iter().any(|bbox| bbox.contains(place.bbox.center())) {
        return Verdict::Unknown(Message::InAnnotation.bilingual(&[]));
    }
    match second.page(place.page, pages.len()) {
        Ok(characters) => compare(page, characters, &place.bbox, figure.stated),
        Err(reason) => Verdict::Unknown(reason),
    }
}

fn mark(
    audited: &mut AuditedForm,
    finding: Option<usize>,
    verdicts: &[(&Figure, Verdict)],
    unconfirmed: &mut Unconfirmed,
) {
    let mut confirmed = Confirmed::Yes;
    for (figure, verdict) in verdicts {
        match verdict {
            Verdict::Same => {}
            Verdict::Unknown(reason) => {
                confirmed = worst(confirmed, Confirmed::Unavailable);
                unconfirmed.add(reason);
            }
            Verdict::Differs(readings) => {
                confirmed = Confirmed::No;
                dispute(audited, figure, readings, Message::ReadersDisagree);
            }
        }
    }
    if confirmed == Confirmed::Unavailable {
        unconfirmed.count += 1;
    }
    audited.confirmed = worst(audited.confirmed, confirmed);
    if let Some(finding) = finding.and_then(|number| audited.findings.get_mut(number)) {
        finding.confirmed = confirmed;
        if confirmed == Confirmed::No {
            finding.severity = Severity::Notice;
        }
    }
}

/// `no` outweighs `unavailable`, and that `yes`.
fn worst(one: Confirmed, other: Confirmed) -> Confirmed {
    const WORST_FIRST: [Confirmed; 3] = [Confirmed::No, Confirmed::Unavailable, Confirmed::Yes];
    let worst = WORST_FIRST
        .into_iter()
        .find(|confirmed| *confirmed == one || *confirmed == other);
    worst.unwrap_or_default()
}

/// Adds what the readers disagree about, once a field.
fn dispute(audited: &mut AuditedForm, figure: &Figure, readings: &Readings, message: Message) {
    let known = |finding: &Finding| finding.rule == READERS_DISAGREE.id && finding.field == figure.field;
    if audited.findings.iter().any(known) {
        return;
    }
    let Readings { first, second } = readings;
    audited.findings.push(Finding {
        rule: READERS_DISAGREE.id,
        severity: READERS_DISAGREE.severity,
        field: figure.field.clone(),
        stated: first.clone(),
        expected: second.clone(),
        explanation: message.bilingual(&[("first", first), ("second", second)]),
        place: figure.place,
        confirmed: Confirmed::NotAsked,
    });
}

/// How much could not be confirmed, and the reasons, each once.
#[derive(Debug, Default)]
struct Unconfirmed {
    count: usize,
    reasons: Vec<Bilingual>,
}

impl Unconfirmed {
    fn add(&mut self, reason: &Bilingual) {
        /// A detail is read by people.
        const REASONS: usize = 3;
        if self.reasons.len() < REASONS && !self.reasons.contains(reason) {
            self.reasons.push(reason.clone());
        }
    }

    fn remark(&self) -> Option<Bilingual> {
        if self.count == 0 {
            return None;
        }
        let said = |language: Language, separator: &str| {
            let reasons: Vec<&str> = self.reasons.iter().map(|reason| reason.get(language)).collect();
            let reasons = reasons.join(separator);
            Message::NotConfirmed.fill(language, &[("count", &self.count), ("reasons", &reasons)])
        };
        Some(Bilingual::new(said(Language::Zh, "；"), said(Language::En, "; ")))
    }
}
