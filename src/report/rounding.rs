//! How a form rounds, in words.

use crate::language::Language;
use crate::messages::Message;

/// The convention for people; a word that is not known stands as it is.
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
    message.text(language).to_owned()
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
