//! unknown-words.csv: labels and heads that nothing knew, counted over a run, so that a user sees which words to add.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::Style;
use super::csv::{BYTE_ORDER_MARK, printed, writer};
use super::headings::headings;
use super::rows::{Cell, Row};
use super::tally::Counts;
use crate::audited::Entry;

/// Name of the table.
pub const UNKNOWN_WORDS_FILE: &str = "unknown-words.csv";

/// So many words are counted at most: their notes on disk stay below a megabyte. What is beyond would not be read by anyone.
const MOST_WORDS: usize = 5_000;

/// A word that nothing knew, and how often it stood where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedWord {
    /// As printed.
    pub word: String,
    /// The part of the form that it seems to stand in, by its name in the vocabulary.
    pub part: String,
    /// How often it was met.
    pub times: u64,
    /// In how many documents.
    pub files: u64,
    /// The first of them, by its `file` column.
    pub file: String,
    /// The page of that, from 1.
    pub page: u32,
}

/// All such words of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnknownWords(BTreeMap<(String, String), CountedWord>);

impl UnknownWords {
    /// Those of one document.
    pub(super) fn of(entry: &Entry) -> Self {
        let mut words = Self::default();
        for unknown in &entry.audited.unknown_words {
            let key = (unknown.part.to_owned(), unknown.word.clone());
            let counted = words.0.entry(key).or_insert_with(|| CountedWord {
                word: unknown.word.clone(),
                part: unknown.part.to_owned(),
                times: 0,
                files: 1,
                file: entry.file.clone(),
                page: unknown.page,
            });
            counted.times += 1;
        }
        words
    }

    /// Adds those of documents that come later.
    pub(super) fn add(&mut self, later: &Self) {
        for (key, word) in &later.0 {
            if let Some(known) = self.0.get_mut(key) {
                known.times += word.times;
                known.files += word.files;
            } else if self.0.len() < MOST_WORDS {
                self.0.insert(key.clone(), word.clone());
            }
        }
    }

    /// By part and word.
    pub fn all(&self) -> impl Iterator<Item = &CountedWord> {
        self.0.values()
    }

    /// Those that stand in most documents first.
    pub fn most_frequent_first(&self) -> Vec<&CountedWord> {
        let mut words: Vec<&CountedWord> = self.all().collect();
        words.sort_by_key(|word| (Reverse(word.files), Reverse(word.times)));
        words
    }
}

impl FromIterator<CountedWord> for UnknownWords {
    fn from_iter<I: IntoIterator<Item = CountedWord>>(words: I) -> Self {
        let keyed = words
            .into_iter()
            .map(|word| ((word.part.clone(), word.word.clone()), word));
        Self(keyed.collect())
    }
}

/// Writes the table.
///
/// # Errors
/// Writing fails.
pub fn write_unknown_words(counts: &Counts, style: Style, mut out: impl Write) -> io::Result<()> {
    if style.byte_order_mark {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let words: UnknownWords = counts.unknown_words.iter().cloned().collect();
    let mut table = writer(out);
    table.write_record(headings(columns(), style))?;
    for word in words.most_frequent_first() {
        for (_, cell) in row(word) {
            table.write_field(printed(cell, style).as_bytes())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

fn row(word: &CountedWord) -> Row<'_> {
    vec![
        ("word", Cell::Text(&word.word)),
        ("part", Cell::Text(&word.part)),
        ("times", Cell::Count(word.times)),
        ("files", Cell::Count(word.files)),
        ("file", Cell::Text(&word.file)),
        ("page", Cell::Count(word.page.into())),
    ]
}

/// Names of the columns.
pub(super) fn columns() -> impl Iterator<Item = &'static str> {
    ["word", "part", "times", "files", "file", "page"].into_iter()
}
