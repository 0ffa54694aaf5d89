//! Settings from a TOML file, and `fuhe config --print`.
//!
//! The file holds the options of `check` by their names, and the tables of [`fuhe::settings`].

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use serde::{Deserialize, Serialize};

use fuhe::language::Language;
use fuhe::messages::{Filling, HelpText, Message, guessing, reason};
use fuhe::parameters::{GradeBand, Parameters};
use fuhe::rules::{self, Severity};
use fuhe::settings::{BadTolerance, Confirming, RuleSettings, Settings, Tolerance, Witness};
use fuhe::words::Words;

use super::arguments::{Check, Config, LEAST_MEMORY, MOST_THREADS, Passwords, Reading, Recognising};
use super::{Exit, ocr, passwords, words};

/// What a file may hold: options of the command line, and settings.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Configuration {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files_from: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_file: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threads: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<PathBuf>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ocr_models: Vec<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache: Option<PathBuf>,
    pub ocr_any_model: bool,
    pub no_bom: bool,
    pub guard_dates: bool,
    pub cross: bool,
    pub parquet: bool,
    pub unknown_words: bool,
    pub quiet: bool,
    pub confirm: Confirming,
    pub witness: Witness,
    pub rules: RuleSettings,
    pub limits: fuhe::limits::Limits,
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub words: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Vec<Parameters>>,
}

impl Configuration {
    /// The file's, or the defaults where there is none.
    pub fn read(path: Option<&Path>, language: Language) -> anyhow::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let wrong = |reason: String| {
            let fillings: [Filling; 2] = [("path", &path.display()), ("reason", &reason)];
            anyhow!(Message::ConfigNotReadable.fill(language, &fillings))
        };
        let text = fs::read_to_string(path).map_err(|error| wrong(reason(&error, language)))?;
        // Asked before, for a message in the user's language.
        if let Some(BadTolerance(tolerance)) = bad_tolerance(&text) {
            let said = Message::BadTolerance.fill(language, &[("tolerance", &tolerance)]);
            return Err(wrong(said));
        }
        let configuration: Self =
            toml::from_str(&text).map_err(|error| wrong(toml_complaint(&error, &text, language)))?;
        if let Some(mistake) = configuration.mistake(language) {
            return Err(wrong(mistake));
        }
        if !configuration.words.is_empty() {
            words::look_through(&configuration.words, &words::lines_in_settings(&text), path, language)?;
        }
        Ok(configuration)
    }

    /// What the file says, with the words, passwords and models of the command line.
    pub fn own_settings(&self, asked: &Reading, spoken: Language) -> anyhow::Result<Settings> {
        Ok(Settings {
            confirming: self.confirm,
            witness: self.witness,
            rules: self.rules.clone(),
            limits: self.limits,
            parameters: self.parameters.clone().unwrap_or_else(|| vec![Parameters::default()]),
            words: words::read_with(&self.words, asked.words.as_deref(), spoken)?,
            passwords: self.passwords(&asked.passwords, spoken)?,
            ocr: ocr::recognisers(&self.recognising(&asked.recognising), spoken)?,
            unknown_words: self.unknown_words,
            ruled_scans: false,
            second_reader: std::env::current_exe().ok(),
            crew: fuhe::crew::Crew::default(),
        })
    }

    /// What is on the command line counts more than what is in the file.
    pub fn settings(&self, check: &Check, spoken: Language) -> anyhow::Result<Settings> {
        let own = self.own_settings(&check.reading, spoken)?;
        let mut limits = own.limits;
        if let Some(seconds) = check.timeout {
            limits.time = std::time::Duration::from_secs(seconds);
        }
        limits.memory = check.memory.map_or(limits.memory, |megabytes| megabytes << 20);
        limits.bytes = check.max_size.map_or(limits.bytes, |megabytes| megabytes << 20);
        limits.pages = check.max_pages.unwrap_or(limits.pages);
        Ok(Settings {
            confirming: check.confirm.unwrap_or(own.confirming),
            witness: check.witness.unwrap_or(own.witness),
            limits,
            unknown_words: check.unknown_words || own.unknown_words,
            ..own
        })
    }

    /// What is wrong with settings that another program gives.
    pub fn mistake_in(settings: &Settings, language: Language) -> Option<String> {
        let given = Self {
            rules: settings.rules.clone(),
            limits: settings.limits,
            parameters: Some(settings.parameters.clone()),
            ..Self::default()
        };
        given.mistake(language)
    }

    /// All passwords: those of the command line are tried first.
    fn passwords(&self, asked: &Passwords, spoken: Language) -> anyhow::Result<Vec<String>> {
        let configured = Passwords {
            password: self.password.clone(),
            password_file: self.password_file.clone(),
        };
        let mut all = passwords::all(asked, spoken)?;
        all.extend(passwords::all(&configured, spoken)?);
        Ok(all)
    }

    /// Where models are looked for: what is on the command line counts more.
    fn recognising(&self, asked: &Recognising) -> Recognising {
        let models = if asked.ocr_models.is_empty() {
            &self.ocr_models
        } else {
            &asked.ocr_models
        };
        Recognising {
            ocr_models: models.clone(),
            ocr_any_model: asked.ocr_any_model || self.ocr_any_model,
            cache: asked.cache.clone().or_else(|| self.cache.clone()),
        }
    }

    /// The least severity that fails the run.
    pub fn fail_on(&self) -> Option<Severity> {
        Severity::named(self.fail_on.as_deref()?)
    }

    /// What the grammar of the file cannot see.
    fn mistake(&self, language: Language) -> Option<String> {
        let say = |message: Message, fillings: &[Filling]| Some(message.fill(language, fillings));
        let named = self.rules.off.iter().chain(self.rules.severity.keys());
        for rule in named {
            if rules::find(rule).is_none() {
                let ids: Vec<&str> = rules::all().iter().map(|rule| rule.id).collect();
                let said = Message::UnknownRule.fill(language, &[("rule", rule), ("rules", &ids.join(", "))]);
                return Some(guessing(said, rule, ids, language));
            }
        }
        for severity in self.rules.severity.values().chain(&self.fail_on) {
            if Severity::named(severity).is_none() {
                return say(Message::UnknownSeverity, &[("severity", severity)]);
            }
        }
        let ends_open = |grades: &[GradeBand]| {
            grades.is_sorted_by(|better, worse| better.from > worse.from)
                && grades.last().is_some_and(|last| last.from.is_none())
        };
        if let Some(wrong) = self.parameters.iter().flatten().find(|all| !ends_open(&all.grades)) {
            return say(Message::BadParameters, &[("year", &wrong.year)]);
        }
        let threads = self.threads.filter(|threads| *threads == 0 || *threads > MOST_THREADS);
        let low = [
            ("threads", 1, threads.is_none()),
            ("limits.seconds", 1, !self.limits.time.is_zero()),
            ("limits.second-reader-seconds", 1, !self.limits.second_reading.is_zero()),
            (
                "limits.memory-bytes",
                LEAST_MEMORY << 20,
                self.limits.memory >= LEAST_MEMORY << 20,
            ),
            ("limits.bytes", 1, self.limits.bytes > 0),
            ("limits.pages", 1, self.limits.pages > 0),
        ];
        let (name, least, _) = low.iter().find(|(_, _, is_fine)| !is_fine)?;
        say(Message::BadLimit, &[("name", name), ("least", least)])
    }
}

/// What is wrong with settings, and the line of it. The library speaks English; of what it says only names are taken.
pub fn toml_complaint(error: &toml::de::Error, text: &str, language: Language) -> String {
    let said = error.message();
    // Names stand in backticks: the one that is wrong, then those that may stand there.
    let mut names = said.split('`').skip(1).step_by(2);
    let say = |message: Message, name: &str| message.fill(language, &[("name", &name)]);
    let reason = if said.starts_with("unknown field") {
        let name = names.next().unwrap_or_default();
        guessing(say(Message::UnknownSetting, name), name, names, language)
    } else if said.starts_with("unknown variant") {
        let name = names.next().unwrap_or_default();
        let values: Vec<&str> = names.collect();
        let values = Message::UsageValues.fill(language, &[("values", &values.join(", "))]);
        say(Message::ValueOfSetting, name) + &values
    } else if language == Language::En {
        said.to_owned()
    } else if said.starts_with("invalid") && said.contains("expected") && !said.contains("key") {
        say(Message::KindOfSetting, "")
    } else {
        say(Message::NoToml, "")
    };
    let offset = error.span().map_or(0, |span| span.start);
    let line = text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1;
    Message::AtLine.fill(language, &[("line", &line), ("reason", &reason)])
}

/// What stands for the tolerance in settings that are written as they should be, and is none.
fn bad_tolerance(settings: &str) -> Option<BadTolerance> {
    let settings: toml::Table = settings.parse().ok()?;
    let tolerance = settings.get("rules")?.get("tolerance")?.as_str()?;
    tolerance.parse::<Tolerance>().err()
}

/// Prints the effective settings.
pub fn run(asked: &Config, language: Language) -> anyhow::Result<Exit> {
    let mut configuration = Configuration::read(asked.config.as_deref(), language)?;
    configuration
        .parameters
        .get_or_insert_with(|| vec![Parameters::default()]);
    // Never shown, though it may be given.
    configuration.password = None;
    let text = explained(&toml::to_string(&configuration)?, language);
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}

/// The settings with a comment over each that needs one.
fn explained(settings: &str, language: Language) -> String {
    let mut text = HelpText::SettingsHead.text(language).to_owned();
    text.push('\n');
    let mut table = "";
    for line in settings.lines() {
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']);
        }
        let key = line.split_once(" = ").map_or(line, |(key, _)| key);
        let about = ABOUT.iter().find(|(of, name, _)| *of == table && *name == key);
        let about = about.or_else(|| ABOUT.iter().find(|(_, name, _)| *name == line));
        if let Some((_, _, message)) = about {
            for comment in message.text(language).lines() {
                text.extend(["# ", comment, "\n"]);
            }
        }
        text += line;
        text.push('\n');
    }
    text
}

/// The table, the key (or the line that begins a table), and what is said of it.
const ABOUT: [(&str, &str, HelpText); 29] = [
    ("", "ocr-any-model", HelpText::OcrAnyModel),
    ("", "no-bom", HelpText::NoBom),
    ("", "guard-dates", HelpText::GuardDates),
    ("", "cross", HelpText::Cross),
    ("", "parquet", HelpText::Parquet),
    ("", "unknown-words", HelpText::UnknownWords),
    ("", "quiet", HelpText::Quiet),
    ("", "confirm", HelpText::Confirm),
    ("", "witness", HelpText::Witness),
    ("rules", "off", HelpText::SettingOff),
    ("rules", "tolerance", HelpText::SettingTolerance),
    ("", "[rules.severity]", HelpText::SettingSeverity),
    ("limits", "bytes", HelpText::MaxSize),
    ("limits", "pages", HelpText::MaxPages),
    ("limits", "seconds", HelpText::Timeout),
    ("limits", "memory-bytes", HelpText::Memory),
    ("limits", "glyphs-per-page", HelpText::SettingGlyphs),
    ("limits", "strokes-per-page", HelpText::SettingStrokes),
    ("limits", "nesting", HelpText::SettingNesting),
    ("limits", "content-bytes", HelpText::SettingContent),
    ("limits", "second-reader-seconds", HelpText::SettingSecondReader),
    ("limits", "ocr-pages", HelpText::SettingOcrPages),
    ("limits", "ocr-seconds", HelpText::SettingOcrSeconds),
    ("limits.archive", "members", HelpText::SettingMembers),
    ("limits.archive", "ratio", HelpText::SettingRatio),
    ("limits.archive", "harmless-bytes", HelpText::SettingHarmless),
    ("limits.archive", "inner-archive-bytes", HelpText::SettingInner),
    ("limits.archive", "attachment-depth", HelpText::SettingDepth),
    ("", "[[parameters]]", HelpText::SettingParameters),
];
