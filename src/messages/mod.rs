//! Every text that a person reads, by id, in Chinese and English: what the program says ([`Message`]), its help ([`HelpText`]), and
//! its report ([`ReportText`]).
//!
//! What a rule or the reader has to say stands with the rule and the reader, as [`Bilingual`]. Names in braces are filled in.

use std::fmt::Display;

use crate::language::{Bilingual, Language};

/// Makes a table of texts of its entries.
macro_rules! messages {
    ($table:ident; $($name:ident { zh: $zh:literal, en: $en:literal })*) => {
        /// A text for people, by its id.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $table { $(#[doc = $en] $name),* }

        impl $table {
            /// All texts, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The id, as it stands in the table.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }

            /// The text as it stands in the table, names in braces not filled in.
            pub fn text(self, language: $crate::language::Language) -> &'static str {
                use $crate::language::Language;
                match (self, language) { $((Self::$name, Language::Zh) => $zh, (Self::$name, Language::En) => $en),* }
            }

            /// The text with its names filled in.
            pub fn fill(self, language: $crate::language::Language, fillings: &[$crate::messages::Filling]) -> String {
                $crate::messages::filled(self.text(language), fillings)
            }
        }
    };
}

#[allow(
    rustdoc::broken_intra_doc_links,
    reason = "brackets in what the program says are no links"
)]
mod catalogue;
#[allow(
    rustdoc::broken_intra_doc_links,
    reason = "brackets in what the program says are no links"
)]
mod help;
mod reasons;
mod report;

pub use catalogue::Message;
pub use help::HelpText;
pub use reasons::reason;
#[cfg(feature = "views")]
pub use reasons::{guessing, nearest};
pub use report::ReportText;

/// A name in braces, and what stands in its place.
pub type Filling<'a> = (&'a str, &'a dyn Display);

/// A text with its names filled in.
fn filled(text: &str, fillings: &[Filling]) -> String {
    let mut filled = String::new();
    let mut rest = text;
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

impl Message {
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

    /// The id and both texts of every entry of every table.
    fn all() -> Vec<(&'static str, &'static str, &'static str)> {
        macro_rules! entries {
            ($table:ident) => {
                $table::ALL
                    .iter()
                    .map(|text| (text.name(), text.text(Language::Zh), text.text(Language::En)))
            };
        }
        entries!(Message)
            .chain(entries!(HelpText))
            .chain(entries!(ReportText))
            .collect()
    }

    #[test]
    fn every_message_is_said_in_both_languages() {
        for (id, zh, en) in all() {
            assert!(has_chinese(zh), "{id} in Chinese");
            assert!(!en.trim().is_empty(), "{id} in English");
            assert_ne!(zh, en, "{id}");
        }
    }

    #[test]
    fn chinese_texts_hold_no_english_sentence() {
        let pair = regex::Regex::new("[A-Za-z]{2,}( [A-Za-z]{2,})+").unwrap();
        let option = regex::Regex::new("--[a-z-]+").unwrap();
        for (id, zh, _) in all() {
            let zh = option.replace_all(zh, "");
            let english = pair.find_iter(&zh).map(|found| found.as_str());
            let english: Vec<&str> = english
                .filter(|found| !found.starts_with("fuhe ") && !found.starts_with("pip ") && *found != "CSV UTF")
                .collect();
            assert!(english.is_empty(), "{id}: {english:?}");
        }
    }

    #[test]
    fn both_languages_fill_in_the_same_names() {
        for (id, zh, en) in all() {
            assert_eq!(names(zh), names(en), "{id}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let said = Message::OutputNotWritable.fill(Language::En, &[("path", &"{reason}"), ("reason", &"full")]);
        assert!(said.contains("{reason}") && said.contains("full"), "{said}");
    }
}
