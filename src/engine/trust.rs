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
        | WarningKind::NotUnderstood
        | WarningKind::Damaged => true,
        WarningKind::NoLines | WarningKind::Ocr => false,
    }
}

/// Whether the field is the part, or stands below it: `funds[0].rate` below `funds[0]`, `funds` and the whole form.
fn is_part_of(path: &str, part: &str) -> bool {
    part.is_empty()
        || path
            .strip_prefix(part)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::{doubt, form};

    /// How many fields of a form with that warning are set aside.
    fn set_aside(field: &str, kind: WarningKind) -> usize {
        let mut form = form();
        form.warnings = vec![doubt(field, kind)];
        let absent = |form: &Form| {
            let rows = form
                .funds
                .iter()
                .flat_map(|row| row.fields().map(|(_, field)| field.clone()));
            let indicators = form
                .indicators
                .iter()
                .flat_map(|row| row.fields().map(|(_, field)| field.clone()));
            let single = form.fields().map(|(_, field)| field.clone());
            rows.chain(indicators)
                .chain(single)
                .filter(|field| *field == Field::Absent)
                .count()
        };
        absent(&trusted(&form)) - absent(&form)
    }

    #[test]
    fn a_doubt_covers_its_field_and_all_below_it() {
        let kind = WarningKind::DoubtfulGlyph;
        assert_eq!(set_aside("total_score", kind), 1);
        assert_eq!(set_aside("funds[0].rate", kind), 1);
        assert_eq!(set_aside("funds[0]", kind), 7);
        assert_eq!(set_aside("funds", kind), 21);
        assert_eq!(set_aside("indicators", kind), 16);
        // Title, the only other field, is absent from the sample anyway.
        assert_eq!(set_aside("", kind), 21 + 16 + 10);
    }

    #[test]
    fn a_doubt_does_not_reach_what_only_begins_alike() {
        assert_eq!(set_aside("unit", WarningKind::Damaged), 1);
        assert_eq!(set_aside("total", WarningKind::Damaged), 0);
        assert_eq!(set_aside("funds[1", WarningKind::Damaged), 0);
    }

    #[test]
    fn how_a_value_was_found_is_no_doubt() {
        for kind in [WarningKind::NoLines, WarningKind::Ocr] {
            assert_eq!(set_aside("", kind), 0, "{kind:?}");
        }
        for kind in [
            WarningKind::UnmappedGlyph,
            WarningKind::OverlappingText,
            WarningKind::ValueNotFound,
        ] {
            assert_eq!(set_aside("total_score", kind), 1, "{kind:?}");
        }
    }

    #[test]
    fn a_form_without_doubts_is_not_copied() {
        assert!(matches!(trusted(&form()), Cow::Borrowed(_)));
    }
}
