//! Which values can be trusted: nobody is accused on a number that may have been misread.

use std::borrow::Cow;

use crate::form::model::{Field, Form};
use crate::warning::WarningKind;

/// The form without the values that may have been misread or lost: they are set to [`Field::Absent`], about which no
/// rule says anything and from which nothing is computed. The rows stay, so that the others keep their numbers.
pub fn trusted(form: &Form) -> Cow<'_, Form> {
    let doubted: Vec<&str> = form
        .warnings
        .iter()
        .filter(|w| casts_doubt(w.kind))
        .map(|w| w.field.as_str())
        .collect();
    if doubted.is_empty() {
        return Cow::Borrowed(form);
    }
    let mut form = form.clone();
    let is_doubted = |path: &str| doubted.iter().any(|part| is_part_of(path, part));
    let set_aside = |path: &str, field: &mut Field| {
        if is_doubted(path) {
            *field = Field::Absent;
        }
    };
    for (name, field) in form.fields_mut() {
        set_aside(name, field);
    }
    for (n, row) in form.funds.iter_mut().enumerate() {
        for (name, field) in row.fields_mut() {
            set_aside(&format!("funds[{n}].{name}"), field);
        }
    }
    for (n, row) in form.indicators.iter_mut().enumerate() {
        for (name, field) in row.fields_mut() {
            set_aside(&format!("indicators[{n}].{name}"), field);
        }
    }
    Cow::Owned(form)
}

/// Whether a warning of the kind says that the value may be wrong. The others say how it was found.
fn casts_doubt(kind: WarningKind) -> bool {
    match kind {
        WarningKind::UnmappedGlyph
        | WarningKind::DoubtfulGlyph
        | WarningKind::OverlappingText
        | WarningKind::ValueNotFound
        | WarningKind::Damaged => true,
        WarningKind::NoLines | WarningKind::Ocr | WarningKind::HiddenText => false,
    }
}

/// Whether the field is the part, or stands below it: `funds[0].rate` below `funds[0]`, `funds` and the whole form.
fn is_part_of(path: &str, part: &str) -> bool {
    part.is_empty()
        || path
            .strip_prefix(part)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
}
