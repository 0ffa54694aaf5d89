//! How a form rounds, in words.

use crate::language::Language;
use crate::messages::Message;

/// The convention for people, and the word that stands for it in the tables.
pub(super) fn told(id: &str, language: Language) -> String {
    let message = match id {
        "exact" => Message::RoundingExact,
        "half-up" => Message::RoundingHalfUp,
        "half-even" => Message::RoundingHalfEven,
        "truncate" => Message::RoundingTruncate,
        "mixed" => Message::RoundingMixed,
        "within-precision" => Message::RoundingWithinPrecision,
        "unknown" => Message::RoundingUnknown,
        _ => return id.to_owned(),
    };
    let said = message.text(language);
    match language {
        Language::Zh => format!("{said}（{id}）"),
        Language::En => format!("{said} ({id})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_convention_of_the_contract_is_told_in_words() {
        let conventions = [
            "exact",
            "half-up",
            "half-even",
            "truncate",
            "mixed",
            "within-precision",
            "unknown",
        ];
        for id in conventions {
            assert_ne!(told(id, Language::Zh), id);
        }
    }
}
