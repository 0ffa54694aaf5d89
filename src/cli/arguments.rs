//! The command line: its grammar. What its help says stands in [`super::help`].

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, ArgGroup, Args, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;

use fuhe::batch::Pictures;
use fuhe::input::Shard;
use fuhe::language::Language;
use fuhe::report::html::Painted;
use fuhe::rules::Severity;
use fuhe::settings::{Confirming, Witness};

use super::help::{for_terminal, grammar};
use super::values::{CONFIRMING, FORMATS, GRAVEST_FIRST, LANGUAGES, PAINTED, SHELLS, WITNESSES, one_of};

/// More threads than this are a typing error.
pub const MOST_THREADS: u16 = 1024;

/// Less memory than this is not enough for any document, in MiB: what a process takes before it has read one.
pub const LEAST_MEMORY: u64 = 256;

/// More than this is a typing error.
const MOST_MEMORY: u64 = 1 << 20;

/// Pictures in a report where no number is asked for.
const REPORT_PAGES: u32 = Pictures::USUAL.most;

/// What is made for people, and not for programs.
const FOR_PEOPLE: &str = "for-people";

/// The commands that people call.
pub const COMMANDS: [&str; 13] = [
    "check",
    "merge",
    "show",
    "tables",
    "rules",
    "words",
    "config",
    "verify",
    "report",
    "worker",
    "ocr",
    "completions",
    "man",
];

/// Behind all arguments that do something.
const LAST: usize = 100;

// Help is set by `grammar`, in the language of the user; comments here are for the reader of the code.
#[derive(Debug, Parser)]
#[command(
    name = "fuhe",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    // The help says which values there are, and what they mean.
    #[arg(long, global = true, hide_possible_values = true, value_parser = one_of(LANGUAGES))]
    pub lang: Option<Language>,
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = LAST)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = LAST)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(Check),
    Merge(Merge),
    Report(Report),
    Show(Show),
    Tables(Tables),
    Rules(Rules),
    Words(Words),
    Config(Config),
    Verify(Verify),
    Worker(Worker),
    Completions(Completions),
    Man(Man),
    Ocr(Ocr),
    #[command(hide = true)]
    SecondReader,
}

#[derive(Debug, Clone, Args)]
#[command(allow_negative_numbers = true, group(ArgGroup::new(FOR_PEOPLE).args(["xlsx", "html"]).multiple(true)))]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Check {
    /// Files and folders.
    #[arg(value_name = "PATH", required_unless_present_any = ["files_from", "config"])]
    pub paths: Vec<PathBuf>,
    /// A list of more of them; `-` is standard input.
    #[arg(long, value_name = "LIST")]
    pub files_from: Option<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
    /// Folder for the tables.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Goes on with the run that was broken off there.
    #[arg(long)]
    pub resume: bool,
    /// Which of how many parts of the inputs.
    #[arg(long, value_name = "I/N", value_parser = |text: &str| text.parse::<Shard>())]
    pub shard: Option<Shard>,
    #[arg(long)]
    pub no_bom: bool,
    /// Whether text like a date is kept from spreadsheets.
    #[arg(long)]
    pub guard_dates: bool,
    /// Settings; what stands on the command line counts more.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Limits of one document.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: Option<u64>,
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(LEAST_MEMORY..=MOST_MEMORY))]
    pub memory: Option<u64>,
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=MOST_MEMORY))]
    pub max_size: Option<u64>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_pages: Option<u32>,
    /// The tables as columns, too.
    #[arg(long)]
    pub parquet: bool,
    /// Whether to write a workbook.
    #[arg(long)]
    pub xlsx: bool,
    /// Opens them when they are made.
    #[arg(long, requires = FOR_PEOPLE)]
    pub open: bool,
    /// A list of findings that are set aside, for what people open.
    #[arg(long, value_name = "FILE", requires = FOR_PEOPLE)]
    pub accepted: Option<PathBuf>,
    // The help says which values there are, and what they mean.
    #[arg(long, value_name = "LANG", hide_possible_values = true, value_parser = one_of(LANGUAGES))]
    pub headers: Option<Language>,
    /// List what nothing knew.
    #[arg(long)]
    pub unknown_words: bool,
    /// Compare the forms with each other.
    #[arg(long)]
    pub cross: bool,
    /// Also the report for people.
    #[arg(long)]
    pub html: bool,
    /// Most pictures of pages in it.
    #[arg(long, value_name = "N", requires = "html", hide_default_value = true, default_value_t = REPORT_PAGES)]
    pub report_pages: u32,
    /// Which of them are painted, and not drawn again.
    #[arg(long, value_name = "PAGES", requires = "html", hide_default_value = true, hide_possible_values = true, default_value = "flagged", value_parser = one_of(PAINTED))]
    pub paint: Painted,
    /// Worker threads; as many as the machine runs at once where none are asked for.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST_THREADS)))]
    pub threads: Option<u16>,
    /// What the second reader is asked to confirm.
    #[arg(long, value_name = "FORMS", hide_possible_values = true, value_parser = one_of(CONFIRMING))]
    pub confirm: Option<Confirming>,
    /// What bears witness.
    #[arg(long, value_name = "WITNESS", hide_possible_values = true, value_parser = one_of(WITNESSES))]
    pub witness: Option<Witness>,
    /// The least severity that fails the run.
    #[arg(long, value_name = "SEVERITY", hide_possible_values = true, value_parser = one_of(GRAVEST_FIRST.map(|severity| (severity.id(), severity))))]
    pub fail_on: Option<Severity>,
    #[arg(short, long)]
    pub quiet: bool,
    /// Events, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(allow_negative_numbers = true)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Report {
    /// The folder of a finished run.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    #[arg(long)]
    pub parquet: bool,
    #[arg(long)]
    pub xlsx: bool,
    #[arg(long)]
    pub html: bool,
    /// A list of findings that are accepted.
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    /// Pictures: as in the report that was made last, where nothing else is asked for.
    #[arg(long = "report-pages", id = "report_pages", value_name = "N")]
    pub most_pictures: Option<u32>,
    #[arg(long, value_name = "PAGES", hide_possible_values = true, value_parser = one_of(PAINTED))]
    pub paint: Option<Painted>,
    #[command(flatten)]
    pub passwords: Passwords,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST_THREADS)))]
    pub threads: Option<u16>,
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct Config {
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, required = true)]
    pub print: bool,
}

#[derive(Debug, Args)]
pub struct Verify {
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub struct Merge {
    /// The folders of the shards.
    #[arg(value_name = "DIR", required = true)]
    pub shards: Vec<PathBuf>,
    /// Folder for the tables of all.
    #[arg(long = "out", id = "merged", value_name = "DIR", required = true)]
    pub out: PathBuf,
    #[arg(long)]
    pub cross: bool,
    #[arg(long)]
    pub parquet: bool,
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct Worker {
    /// The program of the second reader, where a run starts the worker.
    #[arg(hide = true)]
    pub second_reader: Option<PathBuf>,
    /// The protocol for other programs.
    #[arg(long)]
    pub jsonl: bool,
    #[command(flatten)]
    pub reading: Reading,
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Threads that one long document may have.
    #[arg(long = "threads", id = "document_threads", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST_THREADS)))]
    pub threads: Option<u16>,
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

/// With what documents are read.
#[derive(Debug, Clone, Args)]
pub struct Reading {
    #[command(flatten)]
    pub recognising: Recognising,
    #[command(flatten)]
    pub passwords: Passwords,
    /// Further words for labels.
    #[arg(long, value_name = "FILE")]
    pub words: Option<PathBuf>,
}

/// For PDFs that need one.
#[derive(Debug, Clone, Args)]
pub struct Passwords {
    #[arg(long)]
    pub password: Option<String>,
    /// More of them, one a line: other users of the machine see what stands on the command line.
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
}

/// Recognisers for scanned pages.
#[derive(Debug, Clone, Default, Args)]
pub struct Recognising {
    /// Folders, wheels and files with models.
    #[arg(long, value_name = "PATH")]
    pub ocr_models: Vec<PathBuf>,
    /// Take models that are not known, too.
    #[arg(long)]
    pub ocr_any_model: bool,
    /// Folder for what has been recognised.
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Ocr {
    /// Says what there is, and reads a line with it.
    #[arg(long, required = true)]
    pub check: bool,
    #[command(flatten)]
    pub recognising: Recognising,
}

#[derive(Debug, Args)]
pub struct Show {
    /// One PDF.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Which form of the file; the first where none is asked for.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub form: Option<u32>,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Args)]
pub struct Tables {
    /// One PDF.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Ranges of pages; all where none are asked for.
    #[arg(long, value_name = "PAGES")]
    pub pages: Option<String>,
    #[command(flatten)]
    pub recognising: Recognising,
    #[command(flatten)]
    pub passwords: Passwords,
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true, default_value = "text", value_parser = one_of(FORMATS))]
    pub format: Format,
    #[arg(long)]
    pub no_bom: bool,
    /// Folder for pictures of the pages.
    #[arg(long, value_name = "DIR")]
    pub debug: Option<PathBuf>,
}

/// How tables are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Csv,
    Json,
    Html,
}

#[derive(Debug, Args)]
pub struct Rules {
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
}

#[derive(Debug, Args)]
pub struct Words {
    /// A file of further words, to be looked through.
    #[arg(value_name = "FILE")]
    pub words_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_name = "SHELL", hide_possible_values = true, value_parser = one_of(SHELLS))]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

impl Arguments {
    /// Reads the arguments; help is in this language.
    pub fn read(arguments: &[OsString], language: Language) -> Result<Self, clap::Error> {
        let grammar = for_terminal(grammar(language), language);
        Self::from_arg_matches(&grammar.try_get_matches_from(arguments)?)
    }
}

/// The language that `--lang` asks for, before the arguments are read: help and complaints about them are in it too.
pub fn asked_language(arguments: &[OsString]) -> Option<Language> {
    let words = || arguments.iter().map(|argument| argument.to_str().unwrap_or(""));
    let joined = words().find_map(|word| word.strip_prefix("--lang="));
    let apart = || words().skip_while(|word| *word != "--lang").nth(1);
    let asked = joined.or_else(apart)?;
    let named = LANGUAGES.into_iter().find(|(name, _)| *name == asked);
    named.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Arguments, clap::Error> {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        let language = asked_language(&arguments).unwrap_or(Language::En);
        Arguments::read(&arguments, language)
    }

    #[test]
    fn help_follows_the_language_that_is_asked_for() {
        let chinese = read(&["fuhe", "check", "--help", "--lang", "zh"])
            .unwrap_err()
            .to_string();
        assert!(chinese.contains("用法：") && !chinese.contains("Usage"), "{chinese}");
        let english = read(&["fuhe", "check", "--help", "--lang=en"]).unwrap_err().to_string();
        assert!(english.contains("Usage:"), "{english}");
    }

    #[test]
    fn check_needs_something_to_check() {
        assert!(read(&["fuhe", "check", "--out", "o"]).is_err());
        assert!(read(&["fuhe", "check", "a.pdf", "--out", "o", "--threads", "0"]).is_err());
        assert!(read(&["fuhe", "check", "--files-from", "-", "--out", "o"]).is_ok());
    }

    #[test]
    fn severities_are_named_as_in_the_tables() {
        let arguments = read(&["fuhe", "check", "a", "--out", "o", "--fail-on", "warning"]).unwrap();
        let Command::Check(check) = arguments.command else {
            panic!("not check");
        };
        assert_eq!(check.fail_on, Some(Severity::Warning));
    }
}
