//! Which values can be trusted: nobody is accused on a number that may have been misread.

use std::borrow::Cow;

use super::points::are_scores_weighted;
use crate::form::model::{Field, Form};

/// The form without the values that may have been misread or lost, and without points that are out of 100 each: they are set to
/// [`Field::Absent`], about which no rule says anything and from which nothing is computed. The rows stay, so that the others keep their
/// numbers.
pub fn trusted(form: &Form) -> Cow<'_, Form> {
    let is_certain = form.warnings.iter().all(|w| !w.casts_doubt() && !w.is_by_structure());
    let are_scores_weighted = are_scores_weighted(form);
    if is_certain && !are_scores_weighted {
        return Cow::Borrowed(form);
    }
    let mut trusted = form.clone();
    trusted.change_fields(|name, field| {
        let is_out_of_hundred = matches!(name.column, "weight" | "score" | "total_weight");
        if are_scores_weighted && is_out_of_hundred || form.is_in_doubt(name) {
            *field = Field::Absent;
        }
    });
    Cow::Owned(trusted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample::{doubt, form};
    use crate::form::model::Scope;
    use crate::warning::WarningKind;

    /// How many fields of a form with that warning are set aside.
    fn set_aside(field: &str, kind: WarningKind) -> usize {
        let mut form = form();
        form.warnings = vec![doubt(field, kind)];
        let absent = |form: &Form| {
            let absent = form.named_fields().filter(|(_, field)| **field == Field::Absent);
            absent.count()
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
        for unknown in [
            "total",
            "funds[1",
            "funds[1]x",
            "funds[1].",
            "funds[].rate",
            "fundsx",
            "indicators[0].rate",
        ] {
            assert_eq!(Scope::named(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn what_is_written_by_the_contract_is_read_back() {
        for (name, _) in form().named_fields() {
            assert_eq!(Scope::named(&name.to_string()), Some(name.into()));
        }
        for scope in [
            Scope::Form,
            Scope::FUNDS,
            Scope::INDICATORS,
            Scope::Row("indicators", 12),
        ] {
            assert_eq!(Scope::named(&scope.to_string()), Some(scope));
        }
    }

    #[test]
    fn how_a_value_was_found_is_no_doubt() {
        let mild = [
            WarningKind::NoLines,
            WarningKind::Ocr,
            WarningKind::StruckOut,
            WarningKind::ByStructure,
        ];
        for kind in mild {
            assert_eq!(set_aside("indicators[0].weight", kind), 0, "{kind:?}");
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
    fn what_was_read_stands_where_other_rows_are_lost() {
        for part in ["", "funds", "indicators"] {
            assert_eq!(set_aside(part, WarningKind::Damaged), 0, "{part}");
        }
        assert_eq!(set_aside("funds[0]", WarningKind::Damaged), 7);
    }

    #[test]
    fn a_form_without_doubts_is_not_copied() {
        assert!(matches!(trusted(&form()), Cow::Borrowed(_)));
    }
}
