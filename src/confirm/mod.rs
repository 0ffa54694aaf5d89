//! A second, independent reader has to read the same figures, and the page as painted has to show them, before anyone is accused of a wrong one.
//!
//! [`confirm`] lists the figures behind every finding (`evidence`), has their pages read again and looked at in another process
//! (`second_reading`), compares what both readers see in the box of each figure (`comparison`) and what is painted there (`appearance`), and
//! marks findings and forms.

mod appearance;
mod comparison;
mod contradicted;
mod doubted;
mod evidence;
mod proposed;
mod reading_order;
mod recognized;
mod second_reading;
mod supported;
mod surroundings;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::audited::AuditedForm;
use crate::form::model::{Field, FieldName};
use crate::input::Document;
use crate::language::{Bilingual, Language};
use crate::messages::Message;
use crate::pdf::Page;
use crate::place::Place;
use crate::rules::{Confirmed, Finding, READERS_DISAGREE, Severity};
use crate::second::Look;
use crate::settings::{Confirming, Settings, Witness};
use crate::table::Tables;
use appearance::{Appearance, Case};
use comparison::{Readings, Stated, Verdict, compare};
pub use contradicted::{Contradicted, contradicted};
pub use doubted::Doubted;
pub use proposed::soften_proposed;
pub use recognized::{doubts, soften};
use second_reading::SecondReading;
pub use supported::weigh;
pub(crate) use surroundings::Surroundings;

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
    field: FieldName,
    place: Option<Place>,
    /// What was read; nothing in a blank.
    text: String,
    stated: Stated,
}

/// Marks findings and forms as the second reader and the page as painted have it. Returns what could not be confirmed and why, for the detail column.
pub fn confirm(
    forms: &mut [AuditedForm],
    pages: &[Page],
    tables: &Tables,
    document: &Document,
    settings: &Settings,
) -> Option<Bilingual> {
    let some = |numbers: &BTreeSet<u32>| {
        let asked = pages.iter().filter(|page| numbers.contains(&page.number));
        asked.map(Cow::Borrowed).collect()
    };
    let mut surroundings = Surroundings::default();
    surroundings.take(tables);
    confirm_on(forms, pages.len(), some, &surroundings, document, settings)
}

/// The same, where only the pages that are asked about are there: `some` gives those of these numbers, in their order.
pub(crate) fn confirm_on<'p>(
    forms: &mut [AuditedForm],
    count: usize,
    some: impl FnOnce(&BTreeSet<u32>) -> Vec<Cow<'p, Page>>,
    surroundings: &Surroundings,
    document: &Document,
    settings: &Settings,
) -> Option<Bilingual> {
    let claims = claims(forms, settings.confirming);
    if claims.is_empty() {
        return None;
    }
    let figures = || claims.iter().flat_map(|claim| &claim.figures);
    let places: BTreeSet<Look> = figures().filter_map(|figure| figure.place.map(Look::from)).collect();
    let numbers: BTreeSet<u32> = places.iter().map(|look| look.page).collect();
    let looks: BTreeSet<Look> = match settings.witness {
        Witness::Picture => figures()
            .filter_map(|figure| surroundings.look(figure.place?))
            .collect(),
        Witness::Text => BTreeSet::new(),
    };
    let second = SecondReading::of(document, &places, &looks, count, settings);
    let witnesses = Witnesses {
        pages: &some(&numbers),
        count,
        second: &second,
        surroundings,
        witness: settings.witness,
    };
    let mut unconfirmed = Unconfirmed::default();
    for claim in &claims {
        let verdicts = claim.figures.iter().map(|figure| (figure, witnesses.judge(figure)));
        let verdicts: Vec<(&Figure, Judged)> = verdicts.collect();
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
    finding.severity >= Severity::Warning && !finding.is_dispute()
}

/// What the witnesses say of a figure.
struct Judged {
    /// What the second reader reads.
    read: Verdict,
    /// How it looks on the page.
    seen: Appearance,
}

/// All that is asked.
struct Witnesses<'a> {
    /// The pages that are asked about, of so many.
    pages: &'a [Cow<'a, Page>],
    count: usize,
    second: &'a SecondReading,
    surroundings: &'a Surroundings,
    witness: Witness,
}

impl Witnesses<'_> {
    fn judge(&self, figure: &Figure) -> Judged {
        let unknown = |message: Message| Judged {
            read: Verdict::Unknown(message.bilingual(&[])),
            seen: Appearance::Unclear,
        };
        let place = figure.place;
        let at = |place: Place| self.pages.binary_search_by_key(&place.page, |page| page.number);
        let found = place.and_then(|place| Some((place, &**self.pages.get(at(place).ok()?)?)));
        let Some((place, page)) = found else {
            return unknown(Message::PlaceUnknown);
        };
        if recognized::is_recognized(page, place) {
            return unknown(match page.recognized {
                Some(_) => Message::RecognizedOnce,
                None => Message::OnlyRecognized,
            });
        }
        if page.annotations.iter().any(|bbox| bbox.contains(place.bbox.center())) {
            return unknown(Message::InAnnotation);
        }
        let read = match self.second.page(place.page, self.count) {
            Ok(read) => compare(page, read, &place.bbox, figure.stated),
            Err(reason) => Verdict::Unknown(reason),
        };
        let seen = match self.witness {
            Witness::Picture => self.appearance(figure, place, page),
            Witness::Text => Appearance::Same,
        };
        Judged { read, seen }
    }

    fn appearance(&self, figure: &Figure, place: Place, page: &Page) -> Appearance {
        let look = self.surroundings.look(place);
        let seen = look.and_then(|look| Some((look, self.second.seen(&look)?)));
        seen.map_or(Appearance::Unclear, |(look, ink)| {
            let case = Case {
                page,
                text: place.bbox,
                cell: look.bbox,
                cells: self.surroundings.cells(place.page),
                is_celled: self.surroundings.is_in_cell(place),
                value: &figure.text,
                is_blank: figure.text.is_empty(),
            };
            case.judge(ink)
        })
    }
}

fn mark(
    audited: &mut AuditedForm,
    finding: Option<usize>,
    verdicts: &[(&Figure, Judged)],
    unconfirmed: &mut Unconfirmed,
) {
    let mut confirmed = Confirmed::Yes;
    for (figure, Judged { read, seen }) in verdicts {
        match (read, seen) {
            (Verdict::Differs(readings), _) => {
                confirmed = Confirmed::No;
                dispute(audited, figure, readings, Message::ReadersDisagree);
            }
            (_, Appearance::Differs(readings)) => {
                confirmed = Confirmed::No;
                dispute(audited, figure, readings, Message::PictureDisagrees);
            }
            (Verdict::Unknown(reason), _) => {
                confirmed = worst(confirmed, Confirmed::Unavailable);
                unconfirmed.add(reason);
            }
            (Verdict::Same, Appearance::Unclear) => confirmed = worst(confirmed, Confirmed::TextOnly),
            (Verdict::Same, Appearance::Same) => {}
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

/// `no` outweighs `unavailable`, that `text-only`, and that `yes`.
fn worst(one: Confirmed, other: Confirmed) -> Confirmed {
    const WORST_FIRST: [Confirmed; 4] = [
        Confirmed::No,
        Confirmed::Unavailable,
        Confirmed::TextOnly,
        Confirmed::Yes,
    ];
    let worst = WORST_FIRST
        .into_iter()
        .find(|confirmed| *confirmed == one || *confirmed == other);
    worst.unwrap_or_default()
}

/// Adds what the readers disagree about, once a field.
fn dispute(audited: &mut AuditedForm, figure: &Figure, readings: &Readings, message: Message) {
    let known = |finding: &Finding| finding.is_dispute() && finding.field == figure.field;
    if audited.findings.iter().any(known) {
        return;
    }
    let Readings { first, second } = readings;
    let explanation = message.bilingual(&[("first", first), ("second", second)]);
    audited.findings.push(Finding {
        stated: first.clone(),
        place: figure.place,
        ..READERS_DISAGREE.finding(figure.field, &Field::Absent, second.as_str(), explanation)
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
