//! Words that a user adds to the vocabulary, as settings hold them, and words that nobody knew, so that they can be added. What they mean is known
//! to `form`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Further words: by the part of the form that they stand in, by the label that they name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words {
    /// Part, label, words; the names are those of the vocabulary that `fuhe words` prints.
    pub parts: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl Words {
    /// Whether nothing is added.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds those of another source.
    pub fn extend(&mut self, other: &Self) {
        for (part, labels) in &other.parts {
            let own = self.parts.entry(part.clone()).or_default();
            for (label, words) in labels {
                own.entry(label.clone()).or_default().extend(words.iter().cloned());
            }
        }
    }
}

/// A label or head of a form that nothing knew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// As printed.
    pub word: String,
    /// The part of the form that it seems to stand in, by its name in the vocabulary.
    pub part: &'static str,
    /// Page of the file, from 1.
    pub page: u32,
}
