//! Words that a user adds, read from a file with the line of whatever is wrong; and `fuhe words`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::anyhow;
use serde::Deserialize;
use toml::Spanned;

use fuhe::form::vocabulary::{Mistake, MistakeKind, TEXT, label_names, mistakes_in, part_names, words_of};
use fuhe::language::Language;
use fuhe::messages::{Filling, Message, guessing, reason};
use fuhe::report::{UNKNOWN_WORDS_FILE, UnknownWords, printable};
use fuhe::words::Words;

use super::{Exit, print, tell};

/// Lists the labels and heads that nothing knew in most files, and where they all are.
pub fn tell_unknown(unknown: &UnknownWords, folder: &Path, spoken: Language) {
    /// A screen.
    const LISTED: usize = 20;
    let words = unknown.most_frequent_first();
    let path = folder.join(UNKNOWN_WORDS_FILE);
    let fillings: [Filling; 2] = [("count", &words.len()), ("path", &path.display())];
    let mut text = printable(&Message::UnknownWords.fill(spoken, &fillings)) + "\n";
    for word in words.iter().take(LISTED) {
        let fillings: [Filling; 6] = [
            ("word", &word.word),
            ("part", &word.part),
            ("times", &word.times),
            ("files", &word.files),
            ("file", &word.file),
            ("page", &word.page),
        ];
        text += &(printable(&Message::UnknownWord.fill(spoken, &fillings)) + "\n");
    }
    tell(&text);
}

/// Words with their places in the file.
type Written = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Vec<Spanned<String>>>>;

/// The settings, as far as they hold words.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct InSettings {
    words: Written,
}

/// The line of each part, label and word of a file, from 1.
#[derive(Debug, Default)]
pub struct Lines(Vec<(Vec<String>, usize)>);

/// Prints the vocabulary, or looks through a file.
pub fn run(file: Option<&Path>, spoken: Language) -> anyhow::Result<Exit> {
    let Some(path) = file else {
        print(TEXT.as_bytes())?;
        return Ok(Exit::Done);
    };
    let words = read_with(&Words::default(), Some(path), spoken)?;
    let labels = words.parts.values().flat_map(BTreeMap::values);
    let count: usize = labels.clone().map(Vec::len).sum();
    let fillings: [Filling; 3] = [
        ("path", &path.display()),
        ("count", &count),
        ("labels", &labels.count()),
    ];
    print((printable(&Message::WordsFine.fill(spoken, &fillings)) + "\n").as_bytes())?;
    Ok(Exit::Done)
}

/// The words of the settings, and of a file beside them.
pub fn read_with(configured: &Words, file: Option<&Path>, spoken: Language) -> anyhow::Result<Words> {
    let Some(path) = file else {
        return Ok(configured.clone());
    };
    let text = fs::read_to_string(path).map_err(|error| {
        let fillings: [Filling; 2] = [("path", &path.display()), ("reason", &reason(&error, spoken))];
        anyhow!(Message::WordsNotReadable.fill(spoken, &fillings))
    })?;
    let written: Written = toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(&text, span.start));
        let told = match spoken {
            Language::Zh => Message::NoToml.text(spoken),
            Language::En => error.message(),
        };
        let fillings: [Filling; 3] = [("path", &path.display()), ("line", &line), ("reason", &told)];
        anyhow!(Message::WordsNotToml.fill(spoken, &fillings))
    })?;
    let mut words = Words::default();
    for (part, labels) in &written {
        let own = words.parts.entry(part.get_ref().clone()).or_default();
        for (label, words) in labels {
            let words = words.iter().map(|word| word.get_ref().clone());
            own.insert(label.get_ref().clone(), words.collect());
        }
    }
    let lines = Lines::of(&written, &text);
    look_through(&words, &lines, path, spoken)?;
    if !configured.is_empty() {
        // Each is right by itself; together they may give one word to two labels.
        let mut all = configured.clone();
        all.extend(&words);
        look_through(&all, &lines, path, spoken)?;
        words = all;
    }
    Ok(words)
}

/// Says all that is wrong with the words of a file.
pub fn look_through(words: &Words, lines: &Lines, path: &Path, spoken: Language) -> anyhow::Result<()> {
    let mistakes = mistakes_in(words);
    if mistakes.is_empty() {
        return Ok(());
    }
    let mut said: Vec<(usize, String)> = mistakes
        .iter()
        .map(|mistake| (lines.of_mistake(mistake), mistake))
        .map(|(line, mistake)| (line, said(mistake, line, path, spoken)))
        .collect();
    said.sort_by_key(|(line, _)| *line);
    let said: Vec<String> = said.into_iter().map(|(_, said)| said).collect();
    Err(anyhow!(said.join("\n")))
}

/// The lines of the words in a file of settings.
pub fn lines_in_settings(text: &str) -> Lines {
    let settings: InSettings = toml::from_str(text).unwrap_or_default();
    Lines::of(&settings.words, text)
}

impl Lines {
    fn of(written: &Written, text: &str) -> Self {
        let mut lines = Vec::new();
        let mut add = |names: &[&Spanned<String>]| {
            let line = names.last().map_or(1, |last| line_at(text, last.span().start));
            let names = names.iter().map(|name| name.get_ref().clone());
            lines.push((names.collect(), line));
        };
        for (part, labels) in written {
            add(&[part]);
            for (label, words) in labels {
                add(&[part, label]);
                for word in words {
                    add(&[part, label, word]);
                }
            }
        }
        Self(lines)
    }

    /// Where what is wrong stands.
    fn of_mistake(&self, mistake: &Mistake) -> usize {
        let names = [Some(&mistake.part), Some(&mistake.label), mistake.word.as_ref()];
        let names: Vec<&String> = names.into_iter().flatten().filter(|name| !name.is_empty()).collect();
        let found = self.0.iter().find(|(known, _)| known.iter().eq(names.iter().copied()));
        found.map_or(1, |(_, line)| *line)
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

fn said(mistake: &Mistake, line: usize, path: &Path, spoken: Language) -> String {
    let word = mistake.word.clone().unwrap_or_default();
    let (part, label) = (mistake.part.as_str(), mistake.label.as_str());
    let (parts, labels) = (part_names().join(", "), label_names(part).join(", "));
    let own = named(part, label);
    let (message, other) = match &mistake.kind {
        MistakeKind::UnknownPart => (Message::WordsUnknownPart, String::new()),
        MistakeKind::UnknownLabel => (Message::WordsUnknownLabel, String::new()),
        MistakeKind::Taken(part, label) => (Message::WordsTaken, named(part, label)),
        _ => (Message::WordsNoWord, String::new()),
    };
    let label: &str = if mistake.kind == MistakeKind::UnknownLabel {
        label
    } else {
        &own
    };
    let fillings: [Filling; 8] = [
        ("path", &path.display()),
        ("line", &line),
        ("part", &part),
        ("parts", &parts),
        ("label", &label),
        ("labels", &labels),
        ("word", &word),
        ("other", &other),
    ];
    let told = printable(&message.fill(spoken, &fillings));
    match mistake.kind {
        MistakeKind::UnknownPart => guessing(told, part, part_names(), spoken),
        MistakeKind::UnknownLabel => guessing(told, label, label_names(part), spoken),
        _ => told,
    }
}

/// A label by its name and by its first word: head.department (主管部门).
fn named(part: &str, label: &str) -> String {
    match words_of(part, label).first() {
        Some(word) => format!("{part}.{label} ({word})"),
        None => format!("{part}.{label}"),
    }
}
