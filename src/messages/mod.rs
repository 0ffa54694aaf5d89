//! Every text that a person reads from the shell of the program, by id, in Chinese and English: one table, [`Message`].
//!
//! What a rule or the reader has to say stands with the rule and the reader, as [`Bilingual`]. Names in braces are filled in.

mod catalogue;

use std::fmt::Display;

use crate::language::{Bilingual, Language};

pub use catalogue::Message;

/// A name in braces, and what stands in its place.
pub type Filling<'a> = (&'a str, &'a dyn Display);

impl Message {
    /// The text with its names filled in.
    pub fn fill(self, language: Language, fillings: &[Filling]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(language);
        // One pass, so that braces in what is filled in stay as they are.
        while let Some((before, opened)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = opened.split_once('}') else {
                rest = opened;
                break;
            };
            if let Some((_, value)) = fillings.iter().find(|(known, _)| *known == name) {
                filled.push_str(&value.to_string());
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// The text in both languages, with its names filled in alike.
    pub fn bilingual(self, fillings: &[Filling]) -> Bilingual {
        Bilingual::new(self.fill(Language::Zh, fillings), self.fill(Language::En, fillings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect();
        names.sort_unstable();
        names
    }

    fn has_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    #[test]
    fn every_message_is_said_in_both_languages() {
        for message in Message::ALL {
            assert!(has_chinese(message.text(Language::Zh)), "{message:?} in Chinese");
            assert!(!message.text(Language::En).trim().is_empty(), "{message:?} in English");
            assert_ne!(message.text(Language::Zh), message.text(Language::En), "{message:?}");
        }
    }

    #[test]
    fn both_languages_fill_in_the_same_names() {
        for message in Message::ALL {
            assert_eq!(
                names(message.text(Language::Zh)),
                names(message.text(Language::En)),
                "{message:?}"
            );
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let said = Message::OutputNotWritable.fill(Language::En, &[("path", &"{reason}"), ("reason", &"full")]);
        assert!(said.contains("{reason}") && said.contains("full"), "{said}");
    }
}
